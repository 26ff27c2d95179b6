//! A unit without a number: *a week* is one week, which a translation may tell as seven days, and not as seven weeks.

use super::{Change, Context, how, sides::Sides};
use crate::{
    check::{Problem, SideView},
    fact::{
        Confidence, Decimal, Form, Kind, Value,
        convert::{Conversion, comparable, converts, makes},
        unit,
    },
    locale::Section,
    text::Folded,
};

/// Longer texts name every unit somewhere.
const LONG: usize = 2000;

/// Settles measures that tell one unit which the other side names, and reports those that count it in the wrong one.
pub(super) fn settle(sides: &mut Sides<'_>, context: &Context<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for flip in [false, true] {
        let (open, facts, other) = match flip {
            false => (sides.open_target(), sides.target, context.source),
            true => (sides.open_source(), sides.source, context.target),
        };
        let measures: Vec<usize> = open.into_iter().filter(|&n| facts[n].kind == Kind::Unit).collect();
        if measures.is_empty() {
            continue;
        }
        let named = units(other);
        for n in measures {
            let Value::Measure(number, told) = &facts[n].value else { continue };
            let one = Decimal::from(1);
            let is_told = |name: &String| converts((one, name), (*number, told)) == Conversion::Right;
            // The number is a conversion, its unit is not: one week became seven weeks.
            let is_half = |name: &&String| {
                let smaller = || SMALLER.iter().filter(|unit| **unit != name.as_str() && comparable(unit, name));
                *name == told && *number > one && smaller().any(|unit| makes((one, name), (*number, unit)))
            };
            let expected = if named.iter().any(is_told) {
                None
            } else if let Some(name) = named.iter().find(is_half).filter(|_| facts[n].form == Form::Digits) {
                Some(format!("1 {name}"))
            } else {
                continue;
            };
            let done = if flip { &mut sides.source_done } else { &mut sides.target_done };
            done[n] = true;
            changes.extend(expected.map(|expected| Change {
                kind: Kind::Unit,
                problem: if flip { Problem::Missing } else { Problem::Added },
                source: flip.then_some(n),
                target: (!flip).then_some(n),
                how: Some(how::HALF_CONVERTED.to_owned()),
                expected: Some(expected),
                confidence: Confidence::Medium,
                notes: Vec::new(),
            }));
        }
    }
    changes
}

/// The units that one of a larger unit is told in.
const SMALLER: &[&str] =
    &["second", "minute", "hour", "day", "week", "month", "meter", "foot", "inch", "centimeter", "gram", "milliliter"];

/// The units that a side names, with or without a number.
fn units(side: &SideView<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in side.texts().filter(|text| text.len() < LONG) {
        let folded = Folded::new(text);
        for hit in side.locale.lexicon().scan(&folded).iter() {
            let letters = folded.text.get(hit.at.clone()).map_or(0, |form| form.chars().count());
            let whole = hit.tail == 0 || (letters >= 4 && hit.tail <= 4);
            for entry in hit.entries.iter().filter(|entry| whole && entry.section == Section::Unit) {
                let name = unit::plain(entry.key);
                if !found.iter().any(|known| known == name) {
                    found.push(name.to_owned());
                }
            }
        }
    }
    found
}
