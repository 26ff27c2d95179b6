//! Names of more words: one half stands in the other text, and beside it another word than the other half.
//!
//! A long text sounds like nearly any name somewhere. What stands beside the half that was found tells more.

use super::{Side, evidence::Sought, people::Part};
use crate::{
    check::{Claim, Difference, Problem, Spot},
    fact::{Confidence, Kind, name::Sort},
    text::{
        fold::fold,
        words::{Shape, head},
    },
};

/// So far from its first name a family name may stand: `Carles, alias El Puig`.
const REACH: usize = 3;

/// Tells of the halves of names of `own` that were exchanged in `other`. `is_source`: `own` is the source.
pub(super) fn compare(
    number: usize,
    own: &Side<'_, '_>,
    parts: &[Part<'_, '_>],
    other: &Side<'_, '_>,
    is_source: bool,
    differences: &mut Vec<Difference>,
) {
    for pair in parts.windows(2) {
        let [first, last] = pair else { continue };
        if !std::ptr::eq(first.placed, last.placed) {
            continue;
        }
        for (kept, gone, is_next) in [(first, last, true), (last, first, false)] {
            // Other words of a title are translated; but behind a first name a word that people are called by is a
            // family name.
            let is_surname = is_next
                && gone.sort == Sort::Maybe
                && kept.sort == Sort::Sure
                && kept.text.chars().count() >= 4
                && own.view.locale.is_also_name(&fold(gone.text));
            let least = if is_surname {
                3
            } else if is_next {
                4
            } else {
                5
            };
            if (gone.sort < Sort::Likely && !is_surname) || gone.text.chars().count() < least {
                continue;
            }
            let Some(place) = exchanged(own, kept, gone, is_next, other) else { continue };
            let Some(claim) = claim(other, place) else { continue };
            let gone = own.claim(gone);
            let (source, target) = if is_source { (gone, Some(claim)) } else { (Some(claim), gone) };
            let value = |claim: &Option<Claim>| claim.as_ref().and_then(|claim| claim.value.clone());
            let known = |told: &Difference| told.pair == number && value(&told.source) == value(&source);
            let is_told = |told: &Difference| {
                (told.problem == Problem::Missing && told.confidence > Confidence::Low)
                    || value(&told.target) == value(&target)
            };
            if differences.iter().any(|told| known(told) && is_told(told)) {
                continue;
            }
            differences.retain(|told| !(told.topic == "name" && told.problem == Problem::Missing && known(told)));
            let mut difference = Difference::new("name-altered", number, Problem::Changed, source, target);
            difference.confidence = Confidence::Medium;
            differences.push(difference);
        }
    }
}

/// The word of the other text that stands where a half of the name should: beside the half that was kept.
fn exchanged(
    own: &Side<'_, '_>,
    kept: &Part<'_, '_>,
    gone: &Part<'_, '_>,
    is_next: bool,
    other: &Side<'_, '_>,
) -> Option<usize> {
    // Most names are kept as they are: that costs a look, and no table.
    if other.holds(gone.text) {
        return None;
    }
    let table = other.table();
    let (half, rest) = (Sought::new(kept.text), Sought::new(gone.text));
    let mut place = None;
    // What the source says twice may be said once elsewhere.
    let said = (0..own.table().words.len()).filter(|&number| own.table().surely_shows(number, &rest)).count();
    let mut found = 0;
    for number in 0..table.words.len() {
        if table.surely_shows(number, &rest) {
            found += 1;
            if found >= said {
                return None;
            }
        }
        if place.is_none() && table.surely_shows(number, &half) {
            place = Some(number);
        }
    }
    let place = place?;
    let near = place.saturating_sub(REACH)..=place + REACH;
    if near.clone().any(|number| number < table.words.len() && table.nearly_shows(number, &rest)) || table.writes(&rest)
    {
        return None;
    }
    let next = if is_next { place + 1 } else { place.checked_sub(1)? };
    let word = table.words.get(next)?;
    let (_, at) = other.places().nth(next)?;
    let (_, beside) = other.places().nth(place)?;
    let gap = if is_next { beside.end..at.start } else { at.end..beside.start };
    let (part, shape) = other.word(next)?;
    let text = other.view.parts.get(part)?.text;
    let is_beside = matches!(text.get(gap)?, " " | "-" | "\u{A0}" | "・" | "·" | "\u{200C}");
    let letters = text.get(at.clone()).map(head)?;
    let may_be_name = match shape {
        Shape::Capital => true,
        Shape::Uncased => !word.is_han && letters.chars().count() >= 3,
        _ => false,
    };
    // What the other text has beside it may be a title, or a word that belongs to the next.
    let small = fold(letters);
    let is_word = other.view.locale.is_word(&small) && !other.view.locale.is_also_name(&small);
    let is_named = other.view.facts.iter().any(|placed| {
        placed.fact.kind == Kind::Name
            && placed.part == part
            && placed.fact.at.start <= at.start
            && at.end <= placed.fact.at.end
    });
    let is_word = is_word || (other.is_cased() && !is_named) || letters.chars().count() < 3;
    let is_known = || {
        let (name, own) = (Sought::new(letters), own.table());
        // The half that was kept is no evidence for what stands beside it, nor is any small word.
        own.words.iter().enumerate().any(|(number, word)| {
            let is_it = own.surely_shows(number, &name) || (word.is_capital && own.word_shows(number, &name));
            is_it && !own.surely_shows(number, &half)
        })
    };
    (is_beside && may_be_name && !is_word && !is_known()).then_some(next)
}

fn claim(side: &Side<'_, '_>, place: usize) -> Option<Claim> {
    let (part, at) = side.places().nth(place)?;
    let part = side.view.parts.get(part)?;
    let value = head(part.text.get(at.clone())?).to_owned();
    Some(Claim { spot: Spot { segment: part.segment, at }, value: Some(value), reading: None })
}

impl Side<'_, '_> {
    /// The part that a word of the table stands in, and how it is written.
    fn word(&self, place: usize) -> Option<(usize, Shape)> {
        let mut words =
            self.words().iter().enumerate().flat_map(|(part, words)| words.iter().map(move |word| (part, word)));
        words.nth(place).map(|(part, word)| (part, word.shape))
    }
}
