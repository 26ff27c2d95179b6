//! Clocks of two time zones: 03:00 UTC is 12:00 JST, and a text that names another zone than the other has converted.

use std::ops::Range;

use super::{
    Change, Context,
    sides::{Sides, around, text},
};
use crate::{
    check::{Problem, SideView},
    fact::{Confidence, Fact, Kind, Time, Value},
    text::chars::{is_boundary, is_upper},
};

/// A zone stands this near to its clock, in characters.
const NEAR: usize = 40;
/// Beyond this many times a text is a timetable.
const MANY: usize = 32;
/// The minutes of a day.
const DAY: i32 = 24 * 60;

/// Settles the times of which both sides name the zone and that are one instant.
///
/// The same clock in two zones is another instant, and a change.
pub(super) fn settle(sides: &mut Sides<'_>, context: &Context<'_>) -> Option<Change> {
    let (open_source, open_target) = (times(sides.source), times(sides.target));
    if open_source.is_empty() || open_target.is_empty() || open_source.len().max(open_target.len()) > MANY {
        return None;
    }
    let target: Vec<Vec<i32>> = open_target.iter().map(|&t| zones(sides.target[t], context.target)).collect();
    let mut moved = None;
    for s in open_source {
        let own = zones(sides.source[s], context.source);
        if own.is_empty() {
            continue;
        }
        for (&t, theirs) in open_target.iter().zip(&target) {
            let settled = sides.source_done[s] && sides.target_done[t];
            if !settled && is_one_instant((sides.source[s], &own), (sides.target[t], theirs)) {
                (sides.source_done[s], sides.target_done[t]) = (true, true);
            }
            let same = settled && sides.source[s].value == sides.target[t].value;
            // Summer time is an hour off, and often called by the name of the winter's.
            let near = |zone: &i32| own.iter().any(|other| other.abs_diff(*zone) <= 60);
            let other = !theirs.is_empty() && !theirs.iter().any(near);
            if same && other {
                moved.get_or_insert((s, t));
            }
        }
    }
    // 15:00 CET (9 a.m. EST): a clock that the text tells in several zones is not held to one.
    let lone = |facts: &[&Fact]| times(facts).len() == 1;
    moved.filter(|_| lone(sides.source) && lone(sides.target)).map(|(s, t)| Change {
        kind: Kind::Time,
        problem: Problem::Changed,
        source: Some(s),
        target: Some(t),
        how: Some("the time zone differs".to_owned()),
        expected: None,
        confidence: Confidence::Medium,
        notes: Vec::new(),
    })
}

/// Does the one side name a zone that the other does not? Then the hour may have been converted.
pub(super) fn differ(source: &Fact, target: &Fact, context: &Context<'_>) -> bool {
    let (Value::Time(a), Value::Time(b)) = (&source.value, &target.value) else { return false };
    let (own, theirs) = (zones(source, context.source), zones(target, context.target));
    // Most zones differ by hours, a few by halves of them.
    let by_hours = (minutes(a) - minutes(b)).rem_euclid(30) == 0;
    by_hours && own.is_empty() && !theirs.is_empty()
}

/// Is the acronym a time zone behind a clock, and does the other side name one too? Then the clocks are compared.
pub(in crate::check) fn is_compared(acronym: &Fact, own: &SideView<'_>, other: &SideView<'_>) -> bool {
    let name = text(own, acronym);
    let is_zone = |side: &SideView<'_>, name: &str| {
        side.locale.section("time-zone").iter().any(|(_, forms)| forms.contains(&name))
    };
    let behind_clock = own.facts.iter().any(|placed| {
        placed.fact.kind == Kind::Time && acronym.at.start.checked_sub(placed.fact.at.end).is_some_and(|gap| gap <= 2)
    });
    behind_clock
        && name.is_some_and(|name| is_zone(own, name))
        && other.facts.iter().any(|placed| placed.fact.kind == Kind::Time && !zones(placed.fact, other).is_empty())
}

fn times(facts: &[&Fact]) -> Vec<usize> {
    (0..facts.len()).filter(|&n| facts[n].kind == Kind::Time).collect()
}

fn minutes(time: &Time) -> i32 {
    i32::from(time.hour) * 60 + i32::from(time.minute)
}

/// Are two times in zones that differ the same moment, whatever the day?
fn is_one_instant(source: (&Fact, &[i32]), target: (&Fact, &[i32])) -> bool {
    let instants = |(fact, zones): (&Fact, &[i32])| -> Vec<i32> {
        let times = fact.readings().filter_map(|value| match value {
            Value::Time(time) => Some(minutes(time)),
            _ => None,
        });
        times.flat_map(|time| zones.iter().map(move |zone| (time - zone).rem_euclid(DAY))).collect()
    };
    let theirs = instants(target);
    !theirs.is_empty() && instants(source).iter().any(|instant| theirs.contains(instant))
}

/// The minutes from UTC that the zone beside a time may stand for.
fn zones(fact: &Fact, side: &SideView<'_>) -> Vec<i32> {
    let Some((before, after)) = around(side, fact) else { return Vec::new() };
    let after: String = after.chars().take(NEAR).collect();
    let skipped = before.chars().count().saturating_sub(NEAR);
    let before: String = before.chars().skip(skipped).collect();
    let behind = nearest(side, &after, |text, name| text.get(..name.start).map_or(0, str::len));
    let ahead = nearest(side, &before, |text, name| text.get(name.end..).map_or(0, str::len));
    match (behind, ahead) {
        (Some(a), Some(b)) if b.0 < a.0 => b.1,
        (Some(a), _) => a.1,
        (None, Some(b)) => b.1,
        (None, None) => Vec::new(),
    }
}

/// The zones whose name stands nearest, with its distance: how `far` a name is in the text that it was found in.
fn nearest(side: &SideView<'_>, text: &str, far: impl Fn(&str, Range<usize>) -> usize) -> Option<(usize, Vec<i32>)> {
    let lower = text.to_lowercase();
    let mut best: Option<(usize, usize, Vec<i32>)> = None;
    for (key, forms) in side.locale.section("time-zone") {
        let Ok(offset) = key.parse::<i32>() else { continue };
        for form in forms.iter() {
            // Abbreviations are words of many languages: est, ist.
            let text = if form.chars().all(is_upper) { text } else { &lower };
            // Most forms begin with no letter of the text.
            let Some(from) = form.bytes().next().and_then(|first| memchr::memchr(first, text.as_bytes())) else {
                continue;
            };
            let Some(at) = text.get(from..).and_then(|text| text.find(form)).map(|at| from + at) else { continue };
            if !stands_alone(text, at, form.len()) {
                continue;
            }
            let distance = far(text, at..at + form.len());
            // Of two names at one place the longer one counts.
            let closer = best.as_ref().is_none_or(|(least, length, _)| {
                (distance, form.len()) < (*least, 0) || distance == *least && form.len() > *length
            });
            let same = best.as_ref().is_some_and(|(least, length, _)| distance == *least && form.len() == *length);
            if same {
                best.as_mut().expect("there is one").2.push(offset);
            } else if closer {
                best = Some((distance, form.len(), vec![offset]));
            }
        }
    }
    best.map(|(distance, _, zones)| (distance, zones))
}

fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let first = text[at..].chars().next();
    let last = text[..at + length].chars().next_back();
    is_boundary(text[..at].chars().next_back(), first) && is_boundary(last, text[at + length..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fact::{Passage, extract},
        locale::Locale,
    };

    fn time(text: &str) -> Fact {
        extract(Passage::plain(text, Locale::get("en")))
            .into_iter()
            .find(|fact| fact.kind == Kind::Time)
            .expect("a time")
    }

    #[test]
    fn one_instant_is_told_by_two_clocks() {
        let (utc, tokyo) = (time("at 03:00"), time("at 12:00"));
        assert!(is_one_instant((&utc, &[0]), (&tokyo, &[540])));
        assert!(!is_one_instant((&utc, &[0]), (&tokyo, &[480])));
        assert!(!is_one_instant((&utc, &[0]), (&tokyo, &[])));
    }

    #[test]
    fn an_instant_of_the_day_before_is_the_same() {
        assert!(is_one_instant((&time("at 01:00"), &[60]), (&time("at 19:00"), &[-300])));
    }

    #[test]
    fn a_zone_is_no_part_of_a_word() {
        assert!(stands_alone("3 pm EST.", 5, 3));
        assert!(!stands_alone("3 pm ESTA", 5, 3));
        assert!(!stands_alone("the best", 5, 3));
    }
}
