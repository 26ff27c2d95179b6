//! Newcomers: a name of more words of which the other text has none. A word of it is one of the other language, or a
//! first name; what is translated has neither.
//!
//! Any capitals may be translated (High Court, Corte Suprema). But hardly a translation has words of its source's language
//! that the source itself has not (Harbour Council, Copper Hill), nor first names (Zofia Kowalska).

use std::{cell::OnceCell, ops::Range};

use super::{
    Side,
    evidence::Sought,
    labels::{self, Capitals},
};
use crate::{
    check::{Claim, Difference, Problem, Spot},
    fact::{Confidence, Kind},
    text::{
        fold::fold,
        words::{Shape, Word, head},
    },
};

/// The first names of people that most languages write alike.
const FIRST_NAMES: &str = "first-name";
/// Shorter words are written alike in many languages.
const LONG: usize = 4;

/// A capitalised word of a run of such words.
struct Capital<'a> {
    text: &'a str,
    at: Range<usize>,
    begins: bool,
}

/// Tells of runs of capitalised words that the other text has no word of.
pub(super) fn compare(number: usize, source: &Side<'_, '_>, target: &Side<'_, '_>, differences: &mut Vec<Difference>) {
    // Where the language has a list of words, names are known by it.
    if !target.view.locale.has_words() && (source.is_latin() || !target.is_latin()) {
        come(number, source, target, differences);
    }
    if !source.view.locale.has_words() && source.is_latin() && target.is_latin() {
        go(number, source, target, differences);
    }
}

/// Names that have come.
fn come(number: usize, source: &Side<'_, '_>, target: &Side<'_, '_>, differences: &mut Vec<Difference>) {
    let is_new =
        |capital: &Capital<'_>| !source.holds(capital.text) && !source.table().shows(&Sought::new(capital.text));
    // Long texts have many runs: what the other one lacks is looked for once.
    let (run_lost, any_lost) = (OnceCell::new(), OnceCell::new());
    let are_nouns = !target.view.locale.forms("writing", "nouns").is_empty();
    for (part, run) in target.runs(source) {
        let run = target.person(&run).map_or_else(
            || {
                // What begins a sentence is no part of the name; a foreign word is not one of its own language either.
                let name = if run.first().is_some_and(|word| word.begins) { run.get(1..) } else { run.get(..) }?;
                let is_foreign = |word: &Capital<'_>| {
                    word.text.len() >= LONG && source.view.locale.is_word(&fold(word.text.trim_end_matches('.')))
                };
                let is_it = !are_nouns
                    && target.is_latin()
                    && name.len() >= 2
                    && name.iter().any(is_foreign)
                    // Letters that the source's language has not are those of a translation.
                    && name.iter().all(|word| word.text.is_ascii())
                    && name.iter().all(is_new)
                    && *run_lost.get_or_init(|| source.loses_run(target));
                is_it.then_some(name)
            },
            |person| {
                let is_lost = || *any_lost.get_or_init(|| source.may_lose_any(target));
                (person.iter().all(is_new) && is_lost()).then_some(person)
            },
        );
        let Some(claim) = run.and_then(|run| target.claim_of_run(part, run)) else { continue };
        if differences.iter().any(|told| told.pair == number && meets(told.target.as_ref(), &claim)) {
            continue;
        }
        let mut difference = Difference::new("name", number, Problem::Added, None, Some(claim));
        difference.confidence = Confidence::Medium;
        differences.push(difference);
    }
}

/// People that have gone.
fn go(number: usize, source: &Side<'_, '_>, target: &Side<'_, '_>, differences: &mut Vec<Difference>) {
    for (part, run) in source.runs(target) {
        let is_gone = |word: &Capital<'_>| !target.holds(word.text) && !target.table().shows(&Sought::new(word.text));
        let person = source.person(&run).filter(|person| person.iter().all(is_gone));
        let Some(claim) = person.and_then(|person| source.claim_of_run(part, person)) else { continue };
        let is_told = |told: &Difference| told.confidence > Confidence::Low && meets(told.source.as_ref(), &claim);
        if differences.iter().any(|told| told.pair == number && is_told(told)) {
            continue;
        }
        let mut difference = Difference::new("name", number, Problem::Missing, Some(claim), None);
        difference.confidence = Confidence::Medium;
        differences.push(difference);
    }
}

fn meets(told: Option<&Claim>, claim: &Claim) -> bool {
    told.is_some_and(|told| {
        told.spot.segment == claim.spot.segment
            && told.value.is_some()
            && told.spot.at.start < claim.spot.at.end
            && claim.spot.at.start < told.spot.at.end
    })
}

impl<'a> Side<'a, '_> {
    /// The runs of two capitalised words and more, each with the number of its part. No other fact is in them.
    fn runs(&self, other: &Side<'_, '_>) -> Vec<(usize, Vec<Capital<'a>>)> {
        let mut runs = Vec::new();
        for (number, (part, words)) in self.view.parts.iter().zip(self.words()).enumerate() {
            let offset = part.range.start;
            // The capitals of labels tell nothing.
            if labels::capitals(part.text, words) != Capitals::Names {
                continue;
            }
            let is_name = |word: &Word| matches!(word.shape, Shape::Capital | Shape::Mixed);
            let mut from = 0;
            while let Some(first) = words.get(from..).and_then(|rest| rest.iter().position(is_name)) {
                let start = from + first;
                let goes_on = |at: usize| {
                    let (Some(word), Some(next)) = (words.get(at), words.get(at + 1)) else { return false };
                    let gap = part.text.get(word.at.end + offset..next.at.start + offset);
                    is_name(next) && matches!(gap, Some(" " | "-" | "\u{A0}" | "‑"))
                };
                let end = (start..words.len()).find(|&at| !goes_on(at)).map_or(words.len(), |last| last + 1);
                from = end;
                let own = words.get(start..end).unwrap_or_default();
                if own.len() < 2 {
                    continue;
                }
                let run: Vec<Capital<'a>> = own
                    .iter()
                    .filter_map(|word| {
                        let at = word.at.start + offset..word.at.end + offset;
                        Some(Capital { text: part.text.get(at.clone()).map(head)?, at, begins: word.first })
                    })
                    .collect();
                if !self.is_other_fact(number, &run, other) {
                    runs.push((number, run));
                }
            }
        }
        runs
    }

    /// Is any of it a country, a date, a city that the other text names as well, or anything else that is known?
    fn is_other_fact(&self, part: usize, run: &[Capital<'_>], other: &Side<'_, '_>) -> bool {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return true };
        let is_there = |key| other.cities().any(|(_, theirs)| theirs == key) || other.shows_city(key);
        self.view.facts.iter().any(|placed| {
            placed.part == part
                && (!matches!(placed.fact.kind, Kind::Name | Kind::Quote) || placed.fact.others.iter().any(is_there))
                && placed.fact.at.start < last.at.end
                && first.at.start < placed.fact.at.end
        })
    }

    /// A first name, and all that stands behind it in the run.
    fn person<'r>(&self, run: &'r [Capital<'a>]) -> Option<&'r [Capital<'a>]> {
        let names = self.view.locale.forms(FIRST_NAMES, "name");
        let is_first = |word: &Capital<'_>| names.binary_search(&word.text).is_ok();
        let start = run.iter().position(is_first)?;
        let person = run.get(start..)?;
        // First names alone are those of popes and kings, which are translated.
        (person.len() >= 2 && person.last().is_some_and(|last| !is_first(last) && last.text.len() >= 3))
            .then_some(person)
    }

    /// Is any capitalised word of it gone? A translation may well say who a pronoun speaks of.
    fn may_lose_any(&self, other: &Side<'_, '_>) -> bool {
        self.view.texts().zip(self.words()).any(|(text, words)| {
            words.iter().any(|word| {
                let letters = text.get(word.at.clone()).map_or("", head);
                let is_long = letters.chars().count() >= if word.first { LONG } else { LONG - 1 };
                word.shape == Shape::Capital && is_long && !other.surely_shows(letters)
            })
        })
    }

    /// Has it a run of capitalised words of which the other text has none?
    fn loses_run(&self, other: &Side<'_, '_>) -> bool {
        let is_there = |word: &Capital<'_>| other.surely_shows(word.text) || other.table().spells(word.text);
        let is_feast = |run: &[Capital<'_>]| {
            let known = |word: &Capital<'_>| {
                let word = fold(word.text);
                self.view
                    .locale
                    .section("feast")
                    .iter()
                    .any(|(_, forms)| forms.iter().any(|form| form.split(' ').any(|form| form == word)))
            };
            run.iter().any(known)
        };
        self.runs(other).iter().any(|(_, run)| !run.iter().any(is_there) && !is_feast(run))
    }

    fn claim_of_run(&self, part: usize, run: &[Capital<'_>]) -> Option<Claim> {
        let part = self.view.parts.get(part)?;
        let at = run.first()?.at.start..run.last().map(|last| last.at.start + last.text.len())?;
        let value = part.text.get(at.clone())?.to_owned();
        Some(Claim { spot: Spot { segment: part.segment, at }, value: Some(value), reading: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    #[test]
    fn first_names_stand_in_the_order_of_their_letters() {
        let names = Locale::get("fr").forms(FIRST_NAMES, "name");
        assert!(names.len() > 300 && names.is_sorted());
    }
}
