//! A quantity told a second time in brackets or behind a dash: `800 km/h (497 mph)`.

use super::relate::{bare_conversion, rated};
use crate::{
    check::SideView,
    fact::{
        Decimal, Fact, Value,
        convert::{Conversion, comparable, converts},
    },
};

/// `800 km/h (497 mph)`: the second telling of a quantity may come and go.
pub(super) fn is_duplicate(fact: &Fact, own: &[&Fact], side: &SideView<'_>) -> bool {
    // `100–250 m (328–820 ft)`: the aside may tell a range, and so may what stands before it.
    let mut before = own.iter().rev().filter(|other| other.at.end <= fact.at.start);
    before.by_ref().take(3).any(|before| is_aside(fact, before, side))
}

fn is_aside(fact: &Fact, before: &Fact, side: &SideView<'_>) -> bool {
    let Some(part) = side.parts.iter().find(|part| part.range.contains(&fact.at.start)) else { return false };
    let between = part.text.get(before.at.end..fact.at.start).unwrap_or_default();
    let is_aside = between.trim_start().starts_with(['(', '（', '[', '/', '–', '—', ',', '=']) && between.len() < 16;
    let is_open = |text: &str| text.rfind(['(', '（', '[']) > text.rfind([')', '）', ']']);
    let is_inside = is_open(between) && between.len() < 40;
    if !(is_aside || is_inside) {
        return false;
    }
    match (&before.value, &fact.value) {
        (Value::Measure(a, unit), Value::Measure(b, other)) => {
            // An aside is often rough, and an old one is copied with its slips.
            let rough = |expected: Decimal| {
                let (expected, told) = (expected.to_f64(), b.to_f64());
                (expected - told).abs() <= 0.35 * expected.abs()
            };
            match converts((*a, unit), (*b, other)) {
                Conversion::Right => true,
                Conversion::Wrong { expected } => unit != other && rough(expected),
                // 1.5 km a second (3,000 miles per hour), where one *per* was not read.
                Conversion::Unrelated => is_open(between) && comparable(rated(unit), rated(other)),
            }
        }
        // (300,948 sq mi), in a language whose name for the unit nobody told us.
        (Value::Measure(..), Value::Number(_)) => is_open(between) && bare_conversion(before, fact),
        (Value::Money(..), Value::Money(..)) => between.contains(['(', '（', '[']),
        _ => false,
    }
}
