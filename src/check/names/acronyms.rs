//! Acronyms: kept, transliterated, written out, or translated; a near miss is none of these.

use super::{Side, evidence::Sought, near, spelling::is_latin};
use crate::{
    check::{Difference, Placed, Problem, values::zones},
    fact::{Confidence, Form, Kind, Value},
    locale::Locale,
    text::{fold::fold, romanise::romanise, words::head},
};

/// Compares the acronyms of a pair.
pub(super) fn compare(number: usize, source: &Side<'_, '_>, target: &Side<'_, '_>, differences: &mut Vec<Difference>) {
    let mut told = near::compare(number, source, target, differences);
    let mut new = unseen(target, source, false);
    new.retain(|placed| !told.contains(&target.letters(placed)));
    // Near misses first: a letter changed, two swapped. The words behind an acronym do not make up for its letters.
    if !new.is_empty() {
        for placed in unseen(source, target, true) {
            let letters = source.letters(placed);
            if told.contains(&letters) {
                continue;
            }
            let near = new.iter().position(|other| near::is_near(&letters, &target.letters(other)));
            let Some(other) = near.map(|near| new.remove(near)) else { continue };
            let (ours, theirs) = (source.claim_of(placed), target.claim_of(other));
            let mut difference = Difference::new("acronym", number, Problem::Changed, ours, theirs);
            // In other letters an acronym has other words behind it as well.
            if is_latin(source.text(placed)) != is_latin(target.text(other)) {
                difference.confidence = Confidence::Low;
            }
            differences.push(difference);
            told.push(letters);
        }
    }
    // Where another acronym has come, the lost one has left its own letters or nothing.
    let is_replaced = new.iter().any(|placed| is_latin(target.text(placed)));
    let mut lost = unseen(source, target, is_replaced && source.is_latin());
    if is_replaced {
        lost.extend(lettered_countries(source, target));
    }
    lost.retain(|placed| !told.contains(&source.letters(placed)));
    while let (Some(placed), false) = (lost.first().copied(), new.is_empty()) {
        lost.remove(0);
        let other = new.remove(0);
        let mut difference =
            Difference::new("acronym", number, Problem::Changed, source.claim_of(placed), target.claim_of(other));
        difference.confidence =
            if is_translated(source, placed, target, other) { Confidence::Low } else { Confidence::Medium };
        differences.push(difference);
    }
    for placed in lost {
        let mut difference = Difference::new("acronym", number, Problem::Missing, source.claim_of(placed), None);
        difference.confidence = missing(placed, source, target);
        differences.push(difference);
    }
    for placed in new {
        let mut difference = Difference::new("acronym", number, Problem::Added, None, target.claim_of(placed));
        // Translators say `HTML` and `EU` where the source speaks of them: a name must have gone for it.
        let is_foreign = !target.is_latin() && is_latin(target.text(placed));
        let may_stand_for_name = is_foreign && source.unexplained(target).next().is_some();
        difference.confidence = if may_stand_for_name { Confidence::Medium } else { Confidence::Low };
        differences.push(difference);
    }
}

/// The countries that are written as acronyms (PNG, UAE) and whose letters and names are lost.
fn lettered_countries<'a, 'v>(source: &Side<'a, 'v>, target: &Side<'_, '_>) -> Vec<&'v Placed<'a>> {
    let is_lettered = |text: &str| text.len() >= 3 && text.chars().all(|c| c.is_ascii_uppercase());
    source
        .facts(Kind::Country)
        .filter(|placed| is_lettered(source.text(placed)))
        .filter(|placed| !target.facts(Kind::Country).any(|theirs| theirs.fact.agrees(placed.fact)))
        .filter(|placed| {
            let letters = source.letters(placed);
            !target.facts(Kind::Acronym).any(|theirs| target.letters(theirs) == letters)
                && !placed.fact.readings().any(|code| super::countries::is_shown(code, target))
        })
        .collect()
}

/// Is one acronym likely the other in another language: in its own letters, or with its words in another order?
fn is_translated(source: &Side<'_, '_>, lost: &Placed<'_>, target: &Side<'_, '_>, new: &Placed<'_>) -> bool {
    let sorted = |letters: String| {
        let mut letters: Vec<char> = letters.chars().collect();
        letters.sort_unstable();
        letters
    };
    is_latin(source.text(lost)) != is_latin(target.text(new))
        || sorted(source.letters(lost)) == sorted(target.letters(new))
        || target.is_spelled_nearby(new)
}

/// How sure it is that an acronym is lost: not where translations write it out, nor in scripts that spell its letters.
fn missing(placed: &Placed<'_>, source: &Side<'_, '_>, target: &Side<'_, '_>) -> Confidence {
    let letters = source.text(placed);
    let is_listed = |key| source.view.locale.forms("written-out", key).contains(&letters);
    let is_written_out = is_listed("acronym") || (!target.is_latin() && is_listed("in-other-scripts"));
    // Latin letters in a text of another script are there on purpose, unless they are a word that is translated.
    let is_foreign = !source.is_latin()
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && !target.view.locale.is_word(&fold(letters));
    let is_kept = letters.chars().count() >= 3 && (source.is_latin() || is_foreign);
    // Without a list of words a longer run of capitals may be a word said loudly.
    let is_loud = letters.chars().count() >= 5 && !source.view.locale.has_words() && !is_foreign;
    if is_written_out || is_loud || !is_kept || placed.fact.confidence < Confidence::High {
        Confidence::Low
    } else {
        Confidence::Medium
    }
}

impl Side<'_, '_> {
    /// The letters of an acronym in plain Latin.
    fn letters(&self, placed: &Placed<'_>) -> String {
        romanise(self.text(placed))
    }

    /// Is the name behind an acronym written out before it, or after it? Then it is the acronym of its own language.
    fn is_spelled_nearby(&self, placed: &Placed<'_>) -> bool {
        let letters = self.letters(placed);
        let (Some(words), Some(part)) = (self.words().get(placed.part), self.view.parts.get(placed.part)) else {
            return false;
        };
        let at = words.partition_point(|word| word.at.start + part.range.start < placed.fact.at.start);
        let reach = 3 * letters.len();
        let initials: Vec<char> = words
            .iter()
            .enumerate()
            .skip(at.saturating_sub(reach))
            .take(2 * reach)
            .filter(|(number, _)| *number != at)
            .filter_map(|(_, word)| {
                let text = part.text.get(word.at.start + part.range.start..word.at.end + part.range.start)?;
                romanise(head(text)).chars().next()
            })
            .collect();
        letters.len() >= 3 && follow(&initials, &letters.chars().collect::<Vec<_>>(), 2)
    }

    /// Is the acronym said letter by letter, in another script: `एचबीओ` for HBO?
    fn hears_letters(&self, letters: &str, locale: &Locale) -> bool {
        [0, 1].iter().any(|variant| {
            let names: Option<Vec<&str>> = letters
                .chars()
                .map(|letter| {
                    let forms = locale.forms("letter", letter.encode_utf8(&mut [0; 4]));
                    forms.get(*variant).or(forms.first()).copied()
                })
                .collect();
            names.is_some_and(|names| self.table().says(&names.concat(), names.len()))
        })
    }

    /// Do the first letters of following words, or of the parts of one, spell the acronym?
    fn spells(&self, letters: &str) -> bool {
        let wanted: Vec<char> = letters.chars().collect();
        self.view.texts().zip(self.words()).any(|(text, words)| {
            let initials: Vec<(char, bool)> = words
                .iter()
                .filter_map(|word| {
                    let roman = romanise(text.get(word.at.clone())?);
                    Some((roman.chars().next()?, roman.len() <= SMALL))
                })
                .collect();
            spell(&initials, &wanted)
        })
    }
}

/// Words up to this length stand between those that an acronym is made of: `of the`.
const SMALL: usize = 3;

/// Do the initials, each with whether its word is small, spell the letters one after the other? Small words may stand
/// between them.
fn spell(initials: &[(char, bool)], letters: &[char]) -> bool {
    (0..initials.len()).any(|start| {
        let mut at = start;
        letters.iter().all(|letter| {
            let rest = initials.get(at..).unwrap_or_default();
            let small = rest.iter().take_while(|(initial, small)| initial != letter && *small).count();
            at += small + 1;
            small <= 2 && rest.get(small).is_some_and(|(initial, _)| initial == letter)
        })
    })
}

/// Do the initials hold the letters one after the other, with up to `skip` others between?
fn follow(initials: &[char], letters: &[char], skip: usize) -> bool {
    (0..initials.len()).any(|start| {
        let mut at = start;
        letters.iter().all(|letter| {
            let next = initials.iter().skip(at).take(skip + 1).position(|initial| initial == letter);
            next.map(|next| at += next + 1).is_some()
        })
    })
}

/// The acronyms of one side that have no evidence on the other, each once; `is_literal` wants their letters.
fn unseen<'a, 'v>(own: &Side<'a, 'v>, other: &Side<'_, '_>, is_literal: bool) -> Vec<&'v Placed<'a>> {
    let mut found: Vec<&Placed<'a>> = Vec::new();
    for placed in own.facts(Kind::Acronym) {
        // A long name is evidence for an acronym; alone it is prose.
        if placed.fact.form == Form::Words {
            continue;
        }
        if zones::is_compared(placed.fact, own.view, other.view) {
            continue;
        }
        let letters = own.letters(placed);
        let seen = other
            .facts(Kind::Acronym)
            .any(|theirs| theirs.fact.agrees(placed.fact) || other.letters(theirs) == letters)
            || found.iter().any(|earlier| earlier.fact.agrees(placed.fact))
            || other.holds(own.text(placed))
            || other.table().words.iter().any(|word| word.begins_with(&letters))
            || other.facts(Kind::Country).any(|theirs| {
                theirs
                    .fact
                    .readings()
                    .any(|code| matches!(code, Value::Text(code) if code.eq_ignore_ascii_case(&letters)))
            })
            || (!is_literal && other.spells(&letters))
            // Said as a word, it may be written as it sounds.
            || (!is_literal
                && !other.is_latin()
                && is_sayable(&letters)
                && other.table().shows_whole(&Sought::new(&letters), &letters))
            || (!is_literal && !other.is_latin() && other.hears_letters(&letters, own.view.locale));
        if !seen {
            found.push(placed);
        }
    }
    found
}

/// Can the letters be said as a word?
fn is_sayable(letters: &str) -> bool {
    letters.len() >= 4 || (letters.len() == 3 && letters.get(1..2).is_some_and(|middle| "aeiou".contains(middle)))
}
