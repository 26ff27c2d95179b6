//! One value here, its parts there: a number with a space in it, a fraction and the two numbers that say it.

use super::{
    Context,
    sides::{Sides, text},
};
use crate::{
    fact::{Decimal, Kind, Value, convert::lies_between},
    text::chars::digit,
};

/// `1 200 km` read as 1 and 200 km, where the other side says 1200 km.
pub(super) fn parted(sides: &mut Sides<'_>, context: &Context<'_>) {
    for flip in [false, true] {
        let (own, view) = if flip { (sides.target, context.target) } else { (sides.source, context.source) };
        let other = if flip { sides.source } else { sides.target };
        for n in if flip { sides.open_target() } else { sides.open_source() } {
            let Some(second) = own.get(n + 1) else { continue };
            let adjacent = own[n].kind == Kind::Number && second.at.start == own[n].at.end + 1;
            let (Some(a), Some(b)) = (own[n].value.number(), second.value.number()) else { continue };
            let three =
                text(view, second).is_some_and(|text| text.chars().take_while(|&c| digit(c).is_some()).count() == 3);
            let Some(whole) = a.shifted(3).and_then(|a| a.plus(b)).filter(|_| adjacent && three) else { continue };
            let open = if flip { sides.open_source() } else { sides.open_target() };
            let found =
                open.into_iter().find(|&m| other[m].kind == second.kind && other[m].value.number() == Some(whole));
            if let Some(m) = found {
                let (own_done, other_done) = if flip {
                    (&mut sides.target_done, &mut sides.source_done)
                } else {
                    (&mut sides.source_done, &mut sides.target_done)
                };
                (own_done[n], own_done[n + 1], other_done[m]) = (true, true, true);
            }
        }
    }
}

/// `one in five` and 20 % or 1/5: a fraction here and its two numbers there.
pub(super) fn fractions(sides: &mut Sides<'_>) {
    for flip in [false, true] {
        let (parts, whole) = if flip { (sides.target, sides.source) } else { (sides.source, sides.target) };
        let parts_done = if flip { &sides.target_done } else { &sides.source_done };
        let whole_done = if flip { &sides.source_done } else { &sides.target_done };
        let mut settled: Vec<(usize, usize, Option<usize>)> = Vec::new();
        for (n, fact) in whole.iter().enumerate().filter(|(n, _)| !whole_done[*n]).take(64) {
            let Some(value) = fact.value.number() else { continue };
            let value = match fact.kind {
                Kind::Percent => value.to_f64() / 100.0,
                Kind::Number if !value.is_whole() => value.to_f64(),
                _ => continue,
            };
            for (under, part) in parts.iter().enumerate().filter(|(under, _)| !parts_done[*under]).take(64) {
                let Some(size) = part.value.number().and_then(Decimal::to_i64).filter(|size| (2..=100).contains(size))
                else {
                    continue;
                };
                let over = value * size as f64;
                if over < 0.5 || (over - over.round()).abs() > 0.005 * over || over.round() >= size as f64 {
                    continue;
                }
                let over = Decimal::from(over.round() as i64);
                let near = under.saturating_sub(2)..(under + 3).min(parts.len());
                let over_at = near.into_iter().find(|&n| n != under && parts[n].value.number() == Some(over));
                if over_at.is_some() {
                    settled.push((n, under, over_at));
                    break;
                }
            }
        }
        let (parts_done, whole_done) = if flip {
            (&mut sides.target_done, &mut sides.source_done)
        } else {
            (&mut sides.source_done, &mut sides.target_done)
        };
        for (n, under, over) in settled {
            whole_done[n] = true;
            parts_done[under] = true;
            if let Some(over) = over {
                parts_done[over] = true;
            }
        }
    }
}

/// `100 to 250 metres` and 191 yards: one converted value that lies within the range.
pub(super) fn ranges(sides: &mut Sides<'_>) {
    const NEAR: usize = 16;
    const MANY: usize = 64;
    for flip in [false, true] {
        let (whole, ends) = if flip { (sides.target, sides.source) } else { (sides.source, sides.target) };
        let ends_open = if flip { sides.open_source() } else { sides.open_target() };
        // The sign may stand once: 100 to 250 metres.
        let end = |m: usize, unit: Option<&str>| match (&ends.get(m)?.value, unit) {
            (Value::Measure(value, unit), _) => Some((*value, unit.clone())),
            (Value::Number(value), Some(unit)) => Some((*value, unit.to_owned())),
            _ => None,
        };
        // One of the ends may already have been found to convert, roughly.
        let lows = ends_open.into_iter().take(MANY).flat_map(|m| m.checked_sub(1).into_iter().chain([m]));
        let mut found = Vec::new();
        for m in lows {
            let Some(high) = end(m + 1, None) else { continue };
            let Some(low) = end(m, Some(&high.1)).filter(|low| low.1 == high.1) else { continue };
            let near = ends.get(m + 1).is_some_and(|next| next.at.start.saturating_sub(ends[m].at.end) <= NEAR);
            let told = whole.iter().take(MANY).position(|fact| match &fact.value {
                Value::Measure(told, unit) => lies_between((*told, unit), (low.0, &low.1), (high.0, &high.1)),
                _ => false,
            });
            found.extend(told.filter(|_| near).map(|n| (n, m)));
        }
        let (whole_done, ends_done) = if flip {
            (&mut sides.target_done, &mut sides.source_done)
        } else {
            (&mut sides.source_done, &mut sides.target_done)
        };
        for (n, m) in found {
            (whole_done[n], ends_done[m], ends_done[m + 1]) = (true, true, true);
        }
    }
}
