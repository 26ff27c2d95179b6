//! Countries: a country of one side is on the other, by any of its names or by what and who comes from it.

use super::{Side, evidence::Sought};
use crate::{
    check::{Difference, Placed, Problem},
    fact::{Confidence, Form, Kind, Value},
    text::{Folded, fold::fold},
};

/// Compares the countries of a pair.
pub(super) fn compare(number: usize, source: &Side<'_, '_>, target: &Side<'_, '_>, differences: &mut Vec<Difference>) {
    let lost = unseen(source, target);
    let new = unseen(target, source);
    // One for the other, in their order; what is left over is lost or new.
    let pairs = lost.len().min(new.len());
    for (lost, new) in lost.iter().zip(&new) {
        let mut difference =
            Difference::new("country", number, Problem::Changed, source.claim_of(lost), target.claim_of(new));
        difference.confidence = lost.fact.confidence.min(new.fact.confidence);
        differences.push(difference);
    }
    for placed in lost.iter().skip(pairs) {
        let mut difference = Difference::new("country", number, Problem::Missing, source.claim_of(placed), None);
        difference.confidence = Confidence::Low;
        differences.push(difference);
    }
    for placed in new.iter().skip(pairs) {
        let mut difference = Difference::new("country", number, Problem::Added, None, target.claim_of(placed));
        difference.confidence = Confidence::Low;
        differences.push(difference);
    }
}

/// The countries of one side that have no evidence on the other, each once.
fn unseen<'a, 'v>(own: &Side<'a, 'v>, other: &Side<'_, '_>) -> Vec<&'v Placed<'a>> {
    let mut found: Vec<&Placed<'a>> = Vec::new();
    for placed in own.facts(Kind::Country) {
        let seen = other.facts(Kind::Country).any(|theirs| theirs.fact.agrees(placed.fact))
            || found.iter().any(|earlier| earlier.fact.agrees(placed.fact))
            || placed.fact.readings().any(|code| is_shown(code, other))
            || (!is_known(placed.fact.readings(), other) && other.table().shows(&Sought::new(own.text(placed))));
        if !seen {
            found.push(placed);
        }
    }
    found
}

/// Does the other language have names for the country? Then its sound alone is no evidence.
fn is_known<'f>(mut codes: impl Iterator<Item = &'f Value>, side: &Side<'_, '_>) -> bool {
    codes.any(|code| matches!(code, Value::Text(code) if !side.view.locale.forms("territory", code).is_empty()))
}

/// Does the text hold a word with the stem of one of the country's names?
fn is_shown(code: &Value, side: &Side<'_, '_>) -> bool {
    let Value::Text(code) = code else { return false };
    let locale = side.view.locale;
    let stems: Vec<String> = ["territory", "demonym"]
        .iter()
        .flat_map(|section| locale.forms(section, code))
        .filter_map(|form| {
            let form = fold(form);
            let letters = form.chars().count();
            // Two thirds of a name are its stem; short names must be whole.
            let keep = if letters < 5 { letters } else { (2 * letters).div_ceil(3).max(4) };
            Some(form.chars().take(keep).collect::<String>()).filter(|stem| stem.chars().count() >= 2)
        })
        .collect();
    side.view.texts().any(|text| {
        let folded = Folded::new(text);
        stems.iter().any(|stem| {
            folded.text.match_indices(stem.as_str()).any(|(at, _)| {
                let before = folded.text.get(..at).and_then(|before| before.chars().next_back());
                stem.chars().count() >= 4 || !before.is_some_and(char::is_alphabetic)
            })
        })
    })
}
