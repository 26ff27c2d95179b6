//! Near misses: an acronym of the source stands in the translation with a letter changed, or with two swapped.
//!
//! Words of capitals are compared as they are written, whatever they stand for: an acronym, the head of an identifier
//! (`SARS-CoV-2`), or a name of a programme that is a word as well.

use std::ops::Range;

use super::Side;
use crate::{
    check::{Claim, Difference, Problem, Spot},
    fact::{Confidence, Kind, acronym::key},
    text::{bytes::ByteSet, chars, fold::fold, words::Shape},
};

/// A word of capitals.
struct Token<'a> {
    letters: &'a str,
    part: usize,
    at: Range<usize>,
}

/// Tells the near misses of a pair, and gives the letters of both sides in small letters.
pub(super) fn compare(
    number: usize,
    source: &Side<'_, '_>,
    target: &Side<'_, '_>,
    differences: &mut Vec<Difference>,
) -> Vec<String> {
    let theirs = tokens(target);
    if theirs.is_empty() {
        return Vec::new();
    }
    let mut ours = tokens(source);
    let count = |tokens: &[Token<'_>], letters: &str| tokens.iter().filter(|token| token.letters == letters).count();
    let new: Vec<&Token<'_>> = theirs
        .iter()
        .filter(|token| count(&ours, token.letters) == 0 && !is_known(token, &ours, source, target))
        .collect();
    let mut told = Vec::new();
    for token in new {
        let is_it = |own: &Token<'_>| {
            is_near(own.letters, token.letters)
                && !(is_roman(own.letters) && is_roman(token.letters))
                && !is_stressed(own, source)
                && count(&theirs, own.letters) < count(&ours, own.letters)
        };
        let Some(own) = ours.iter().position(is_it) else { continue };
        let own = ours.swap_remove(own);
        let mut difference =
            Difference::new("acronym", number, Problem::Changed, own.claim(source), token.claim(target));
        difference.confidence = Confidence::High;
        differences.push(difference);
        told.extend([own.letters.to_ascii_lowercase(), token.letters.to_ascii_lowercase()]);
    }
    told
}

impl Token<'_> {
    fn claim(&self, side: &Side<'_, '_>) -> Option<Claim> {
        let segment = side.view.parts.get(self.part)?.segment;
        Some(Claim { spot: Spot { segment, at: self.at.clone() }, value: Some(self.letters.to_owned()), reading: None })
    }
}

/// Does the translation's acronym stand for one of the source (`OSCE`, `OSZE`), or is it a word of its language?
fn is_known(token: &Token<'_>, ours: &[Token<'_>], source: &Side<'_, '_>, target: &Side<'_, '_>) -> bool {
    let mut facts = target.view.facts.iter().filter(|placed| placed.part == token.part);
    let is_it = |at: &Range<usize>| at.start <= token.at.start && token.at.end <= at.end;
    match facts.find(|placed| matches!(placed.fact.kind, Kind::Acronym | Kind::Country) && is_it(&placed.fact.at)) {
        Some(placed) => source.facts(placed.fact.kind).any(|ours| ours.fact.agrees(placed.fact)),
        None => {
            let shared = key(target.view.locale, token.letters);
            target.view.locale.is_word(&fold(token.letters))
                || (shared.is_some() && ours.iter().any(|own| key(source.view.locale, own.letters) == shared))
        }
    }
}

/// Is it a word that texts stress by capitals: NOT?
fn is_stressed(own: &Token<'_>, source: &Side<'_, '_>) -> bool {
    let word = fold(own.letters);
    source.view.locale.section("negation").iter().any(|(_, forms)| forms.contains(&word.as_str()))
}

/// The words of three to eight plain capitals, but not those of a line in capitals.
fn tokens<'a>(side: &Side<'a, '_>) -> Vec<Token<'a>> {
    static CAPITALS: ByteSet = ByteSet::new(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", None);
    let has_capitals = |text: &str| {
        let mut from = 0;
        while let Some(at) = CAPITALS.next(text, from) {
            let capitals = text.as_bytes()[at..].iter().take(3).take_while(|byte| byte.is_ascii_uppercase()).count();
            if capitals == 3 {
                return true;
            }
            from = at + capitals;
        }
        false
    };
    if !side.view.parts.iter().any(|part| has_capitals(part.text)) {
        return Vec::new();
    }
    let count = |shapes: &[Shape]| side.words().iter().flatten().filter(|word| shapes.contains(&word.shape)).count();
    let loud = count(&[Shape::Capitals]);
    if loud >= 3 && 2 * loud > count(&[Shape::Small, Shape::Capital, Shape::Capitals, Shape::Mixed]) {
        return Vec::new();
    }
    let mut tokens = Vec::new();
    for (number, part) in side.view.parts.iter().enumerate() {
        let (text, bytes) = (part.text, part.text.as_bytes());
        let mut at = part.range.start;
        while at < part.range.end {
            if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                at += 1;
                continue;
            }
            let rest = bytes.get(at..part.range.end).unwrap_or_default();
            let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let run = at..at + length;
            at = run.end;
            let Some(letters) = text.get(run.clone()) else { continue };
            if (3..=8).contains(&length) && letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let (before, after) =
                    (text.get(..run.start).unwrap_or_default(), text.get(run.end..).unwrap_or_default());
                let is_cased = |c: Option<char>| c.is_some_and(|c| chars::is_upper(c) || chars::is_lower(c));
                let is_part = is_cased(before.chars().next_back()) || is_cased(after.chars().next());
                let is_shout =
                    |word: Option<&str>| word.is_some_and(|word| word.len() >= 3 && word.chars().all(chars::is_upper));
                let is_shouted = before.strip_suffix(' ').is_some_and(|text| is_shout(text.rsplit(' ').next()))
                    || after.strip_prefix(' ').is_some_and(|text| is_shout(text.split(' ').next()));
                if !is_part && !is_shouted {
                    tokens.push(Token { letters, part: number, at: run });
                }
            }
        }
    }
    tokens
}

fn is_roman(letters: &str) -> bool {
    letters.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// A letter changed, or two neighbours swapped.
pub(super) fn is_near(acronym: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (acronym.chars().collect(), other.chars().collect());
    if a.len() < 3 || a.len() != b.len() {
        return false;
    }
    strsim::generic_damerau_levenshtein(&a, &b) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_changed_or_two_swapped_are_near() {
        assert!(is_near("IGCI", "ICGI"));
        assert!(is_near("SARS", "SAGS"));
        assert!(!is_near("UNO", "ONU"));
        assert!(!is_near("EU", "UE"));
        assert!(!is_near("AIDS", "AID"));
    }
}
