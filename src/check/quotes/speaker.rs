//! Who is quoted: the name beside a quotation is the same in the source and in the translation.
//!
//! Only what is clear counts: one name stands in the sentence around the quotation, before it or behind it. Two speakers
//! that have changed places are found, and one that became somebody else.

use std::ops::Range;

use super::side::{Quote, Quotes};
use crate::{
    check::{Bitext, Claim, Difference, Placed, Problem, SideView, Spot, names::says_name},
    fact::{Confidence, Kind, Value},
    text::{chars, sentences::is_end},
};

/// The topics of this check.
pub(in crate::check) const TOPICS: &[&str] = &["quote-attribution"];

/// Compares the speakers of every pair.
pub(in crate::check) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    for (number, pair) in bitext.pairs.iter().enumerate() {
        let has = |side: &SideView<'_>, kind| side.facts.iter().any(|placed| placed.fact.kind == kind);
        let (source, target) = (&pair.source, &pair.target);
        if !has(source, Kind::Quote) || !has(target, Kind::Quote) {
            continue;
        }
        if has(source, Kind::Name) {
            differences.extend(compare(number, source, target));
        } else if has(target, Kind::Name) {
            // A source without capitals: the names are those of the translation.
            differences.extend(compare(number, target, source).map(|mut difference| {
                std::mem::swap(&mut difference.source, &mut difference.target);
                difference
            }));
        }
    }
}

/// The stretches of the sentence before a quotation and behind it.
#[derive(Debug, Clone)]
struct Frame<'a> {
    part: usize,
    text: &'a str,
    before: Range<usize>,
    after: Range<usize>,
}

/// A name in a frame.
struct Speaker<'a> {
    name: &'a str,
    part: usize,
    at: Range<usize>,
}

/// Compares the side whose names are known by their capitals with the other one.
fn compare(number: usize, own: &SideView<'_>, other: &SideView<'_>) -> Option<Difference> {
    let ours = frames(own, &Quotes::of(own))?;
    let speakers: Vec<Option<Speaker<'_>>> = ours.iter().map(|frame| frame.speaker(own)).collect();
    if speakers.iter().all(Option::is_none) {
        return None;
    }
    let theirs = frames(other, &Quotes::of(other))?;
    if ours.len() != theirs.len() {
        return None;
    }
    let all = || speakers.iter().flatten();
    for (speaker, theirs) in speakers.iter().zip(&theirs) {
        let Some(speaker) = speaker else { continue };
        if theirs.is_empty() || theirs.says(speaker.name) {
            continue;
        }
        // Another speaker of the text stands there now, and nobody else.
        let mut others = all().filter(|other| !is_same(other.name, speaker.name) && theirs.says(other.name));
        if let (Some(now), is_only) = (others.next(), others.all(|_| false)) {
            let place = theirs.place_of(now.name)?;
            let is_elsewhere = other.texts().any(|text| says_name(text, speaker.name));
            if is_only && is_elsewhere {
                return Some(difference(number, own, other, speaker, (theirs.part, place), now.name));
            }
            continue;
        }
        // Somebody whom the other side never names.
        let Some(now) = theirs.speaker(other) else { continue };
        let is_known = own.texts().any(|text| says_name(text, now.name));
        let is_kept = other.texts().any(|text| says_name(text, speaker.name));
        if !is_known && !is_kept {
            return Some(difference(number, own, other, speaker, (now.part, now.at.clone()), now.name));
        }
    }
    None
}

fn difference(
    number: usize,
    own: &SideView<'_>,
    other: &SideView<'_>,
    speaker: &Speaker<'_>,
    (part, at): (usize, Range<usize>),
    now: &str,
) -> Difference {
    let claim = |side: &SideView<'_>, part: usize, at: Range<usize>, name: &str| {
        let segment = side.parts.get(part)?.segment;
        Some(Claim { spot: Spot { segment, at }, value: Some(name.to_owned()), reading: None })
    };
    let ours = claim(own, speaker.part, speaker.at.clone(), speaker.name);
    let mut difference =
        Difference::new("quote-attribution", number, Problem::Changed, ours, claim(other, part, at, now));
    difference.confidence = Confidence::Medium;
    difference
}

/// The frames of the outermost quotations, which must all be whole.
fn frames<'a>(side: &SideView<'a>, quotes: &Quotes<'a, '_>) -> Option<Vec<Frame<'a>>> {
    if quotes.list.iter().any(|quote| !quote.is_whole) {
        return None;
    }
    let list: Vec<&Quote<'a>> = quotes.plain().collect();
    let at = |quote: &Quote<'a>| (quote.placed.part, quote.placed.fact.at.clone());
    let frames = list.iter().enumerate().map(|(number, quote)| {
        let (part, own) = at(quote);
        let whole = side.parts.get(part)?;
        let in_part = |quote: Option<&&Quote<'a>>| quote.map(|quote| at(quote)).filter(|(other, _)| *other == part);
        let from = in_part(number.checked_sub(1).and_then(|n| list.get(n))).map_or(whole.range.start, |(_, at)| at.end);
        let to = in_part(list.get(number + 1)).map_or(whole.range.end, |(_, at)| at.start);
        let before = whole.text.get(from..own.start)?;
        let after = whole.text.get(own.end..to)?;
        let start = last_end(before).map_or(from, |end| from + end);
        // A quotation that ends as a sentence does ends the sentence, where a capital follows.
        let ends = whole.text.get(own.clone())?.trim_end_matches(is_mark).ends_with(['.', '!', '?', '…', '。']);
        let is_new = ends && after.trim_start().chars().next().is_some_and(|c| !chars::is_lower(c));
        let end = if is_new { 0 } else { first_end(after).unwrap_or(after.len()) };
        Some(Frame { part, text: whole.text, before: start..own.start, after: own.end..own.end + end })
    });
    frames.collect()
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '»' | '«' | '’' | '\'' | '」' | '』' | '\u{A0}' | '\u{202F}' | ' ')
}

/// Does a sentence end with this character? A point does behind a word that is no abbreviation.
fn ends(text: &str, at: usize, c: char) -> bool {
    match c {
        '\n' => true,
        '.' => {
            let word = text.get(..at).unwrap_or_default();
            let letters = word.chars().rev().take_while(|&c| chars::is_alphanumeric(c)).count();
            let follows = text.get(at + 1..).and_then(|rest| rest.chars().next());
            (letters >= 4 || letters == 0) && follows.is_none_or(char::is_whitespace)
        }
        // An ellipsis may stand in the middle.
        _ => c != '…' && is_end(c),
    }
}

/// Behind the last end of a sentence in a text.
fn last_end(text: &str) -> Option<usize> {
    text.char_indices().rev().find(|&(at, c)| ends(text, at, c)).map(|(at, c)| at + c.len_utf8())
}

/// Before the first end of a sentence in a text.
fn first_end(text: &str) -> Option<usize> {
    text.char_indices().find(|&(at, c)| ends(text, at, c)).map(|(at, _)| at)
}

impl<'a> Frame<'a> {
    fn stretches(&self) -> [Range<usize>; 2] {
        [self.before.clone(), self.after.clone()]
    }

    fn texts(&self) -> impl Iterator<Item = (Range<usize>, &'a str)> + '_ {
        self.stretches().into_iter().filter_map(|at| Some((at.clone(), self.text.get(at)?)))
    }

    fn is_empty(&self) -> bool {
        !self.texts().any(|(_, text)| text.chars().any(chars::is_letter))
    }

    /// The one name around the quotation, where there is one alone.
    fn speaker(&self, side: &SideView<'a>) -> Option<Speaker<'a>> {
        let is_inside = |placed: &&Placed<'a>| {
            let at = &placed.fact.at;
            placed.part == self.part
                && self.stretches().iter().any(|stretch| stretch.start <= at.start && at.end <= stretch.end)
        };
        let mut names = side
            .facts
            .iter()
            .filter(is_inside)
            .filter(|placed| matches!(placed.fact.kind, Kind::Name | Kind::Acronym | Kind::Country));
        let placed = names.next()?;
        let is_person = placed.fact.kind == Kind::Name
            && placed.fact.confidence >= Confidence::Medium
            && !placed.fact.others.iter().any(|other| matches!(other, Value::Text(key) if key.starts_with("city:")));
        if !is_person || names.next().is_some() {
            return None;
        }
        let at = placed.fact.at.clone();
        // In strings a line may end in an escape: `\nTurn`.
        if self.text.get(..at.start).is_some_and(|before| before.ends_with('\\')) {
            return None;
        }
        Some(Speaker { name: self.text.get(at.clone())?, part: self.part, at })
    }

    fn says(&self, name: &str) -> bool {
        self.texts().any(|(_, text)| says_name(text, name))
    }

    /// Where the name is said: the stretch that says it.
    fn place_of(&self, name: &str) -> Option<Range<usize>> {
        let (at, text) = self.texts().find(|(_, text)| says_name(text, name))?;
        let start = at.start + (text.len() - text.trim_start().len());
        Some(start..start + text.trim().len())
    }
}

/// Do two names share a word?
fn is_same(a: &str, b: &str) -> bool {
    a.split([' ', '-']).any(|word| b.split([' ', '-']).any(|other| word == other))
}
