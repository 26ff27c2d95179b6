//! Feet with inches: 6'2", 6-foot-6, 6 ft 2 in; and pounds with ounces, stones with pounds.

use super::{Quantity, plain};
use crate::fact::{Decimal, Value, piece::Pieces};
use crate::locale::Section;

/// 6'2" and 6′2″: marks for feet and inches.
pub(super) fn in_marks(pieces: &Pieces<'_>, text: &str, at: usize) -> Option<Quantity> {
    let feet = pieces.number(at)?.within(0, 30)?;
    if !matches!(pieces.gap(text, at), "'" | "′" | "' " | "′ ") {
        return None;
    }
    let inches = pieces.number(at + 1)?;
    let whole =
        inches.readings.first().copied().filter(|inches| *inches < Decimal::from(12) && !inches.is_negative())?;
    let end = pieces.list[at + 1].at.end;
    let mark =
        ["\"", "″", "''", "”"].into_iter().find(|mark| text.get(end..).is_some_and(|rest| rest.starts_with(mark)))?;
    let sum = Decimal::from(feet * 12).plus(whole)?;
    Some(length(sum, at, at + 1, pieces.list[at].at.start..end + mark.len()))
}

fn length(inches: Decimal, at: usize, last: usize, span: std::ops::Range<usize>) -> Quantity {
    let readings = vec![Value::Measure(inches, "inch".to_owned())];
    Quantity { at, last, units: vec!["inch".to_owned()], readings, span }
}

/// Adds the smaller unit that follows.
pub(super) fn with_smaller(pieces: &Pieces<'_>, text: &str, quantity: &Quantity) -> Option<Quantity> {
    const PAIRS: [(&str, &str, i64); 3] = [("foot", "inch", 12), ("pound", "ounce", 16), ("stone", "pound", 14)];
    let (unit, smaller, count) = PAIRS.into_iter().find(|(unit, ..)| quantity.units.iter().any(|own| own == unit))?;
    let last = quantity.last;
    let gap = pieces.gap(text, last);
    let near = gap.chars().count() <= 5 && !gap.contains(['.', ';', '(', '\n']);
    let rest = pieces.number(last + 1).filter(|_| near)?;
    let value = rest.readings.first().copied().filter(|value| *value < Decimal::from(count) && !value.is_negative())?;
    let named = [Section::Unit, Section::UnitSymbol].into_iter().any(|section| {
        let gap = pieces.gap(text, last + 1);
        matches!(gap, "" | " " | "-") && pieces.keys(last + 2, section).any(|key| plain(key) == smaller)
    });
    // `6-foot-6` needs no inches; `6 feet 6 people` is something else.
    let is_height = gap == "-" && unit == "foot";
    if !(named || is_height) {
        return None;
    }
    let whole = quantity.readings.iter().find_map(|reading| match reading {
        Value::Measure(value, own) if own == unit => Some(*value),
        _ => None,
    })?;
    let sum = whole.times(Decimal::from(count))?.plus(value)?;
    let end = if named { last + 2 } else { last + 1 };
    let readings = vec![Value::Measure(sum, smaller.to_owned())];
    let span = quantity.span.start..pieces.list[end].at.end;
    Some(Quantity { at: quantity.at, last: end, units: vec![smaller.to_owned()], readings, span })
}
