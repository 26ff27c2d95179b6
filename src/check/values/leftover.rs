//! What no relation explains: dropped duplicates, facts next door, and at last what is missing, added or changed.

use super::{
    Change, Context, how,
    relate::{Relation, relate},
};
use crate::{
    check::{Problem, SideView},
    fact::{
        Confidence, Decimal, Fact, Form, Kind, Value,
        convert::{Conversion, converts},
    },
};

/// The facts of both sides, and which of them are settled.
pub(super) struct Sides<'a> {
    pub(super) source: &'a [&'a Fact],
    pub(super) target: &'a [&'a Fact],
    pub(super) source_done: Vec<bool>,
    pub(super) target_done: Vec<bool>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(source: &'a [&'a Fact], target: &'a [&'a Fact]) -> Sides<'a> {
        Sides { source, target, source_done: vec![false; source.len()], target_done: vec![false; target.len()] }
    }

    pub(super) fn open_source(&self) -> Vec<usize> {
        (0..self.source.len()).filter(|&n| !self.source_done[n]).collect()
    }

    pub(super) fn open_target(&self) -> Vec<usize> {
        (0..self.target.len()).filter(|&n| !self.target_done[n]).collect()
    }
}

/// A sign that stands once for several numbers: “5 to 10 percent”. The bare number is then no loss.
pub(super) fn is_shared(kind: Kind, sides: &Sides<'_>, source: usize, target: usize) -> bool {
    const NEAR: usize = 24;
    let shares = |facts: &[&Fact], n: usize| {
        let fact = facts[n];
        facts.get(n + 1).is_some_and(|next| next.kind == kind && next.at.start.saturating_sub(fact.at.end) < NEAR)
            || n.checked_sub(1)
                .and_then(|n| facts.get(n))
                .is_some_and(|last| last.kind == kind && fact.at.start.saturating_sub(last.at.end) < NEAR)
    };
    match (sides.source[source].kind == kind, sides.target[target].kind == kind) {
        (true, false) => shares(sides.target, target),
        (false, true) => shares(sides.source, source),
        _ => false,
    }
}

/// Settles what needs no word: facts that stand next door, repetitions, a measure told twice, idioms.
pub(super) fn explain(sides: &mut Sides<'_>, context: &Context<'_>) {
    for n in sides.open_source() {
        let fact = sides.source[n];
        sides.source_done[n] = is_silent(fact, sides.source, sides.target, context.near_target, context.source);
    }
    for n in sides.open_target() {
        let fact = sides.target[n];
        sides.target_done[n] = is_silent(fact, sides.target, sides.source, context.near_source, context.target);
    }
}

fn is_silent(fact: &Fact, own: &[&Fact], other: &[&Fact], near: &[&Fact], side: &SideView<'_>) -> bool {
    let same =
        |theirs: &&&Fact| matches!(relate(fact, theirs), Some(Relation::Same | Relation::Dressed | Relation::Partly));
    fact.form == Form::Implied
        || fact.kind == Kind::Relative
        || near.iter().any(|theirs| same(&theirs))
        // Said twice here, once there.
        || other.iter().take(256).any(|theirs| same(&theirs))
        || is_duplicate(fact, own, side)
}

/// `800 km/h (497 mph)`: the second telling of a quantity may come and go.
fn is_duplicate(fact: &Fact, own: &[&Fact], side: &SideView<'_>) -> bool {
    let Some(before) = own.iter().rev().find(|other| other.at.end <= fact.at.start) else { return false };
    let Some(part) = side.parts.iter().find(|part| part.range.contains(&fact.at.start)) else { return false };
    let between = part.text.get(before.at.end..fact.at.start).unwrap_or_default();
    let is_aside = between.trim_start().starts_with(['(', '（', '[', '/', '–', '—', ',', '=']) && between.len() < 16;
    if !is_aside {
        return false;
    }
    match (&before.value, &fact.value) {
        (Value::Measure(a, unit), Value::Measure(b, other)) => converts((*a, unit), (*b, other)) == Conversion::Right,
        (Value::Money(..), Value::Money(..)) => between.contains(['(', '（', '[']),
        _ => false,
    }
}

/// Pairs what is left into changes, and tells the rest as missing or added.
pub(super) fn judge(sides: &mut Sides<'_>, context: &Context<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for n in sides.open_source() {
        let fact = sides.source[n];
        let partner = sides.open_target().into_iter().find(|&t| is_counterpart(fact, sides.target[t]));
        let Some(t) = partner else { continue };
        sides.source_done[n] = true;
        sides.target_done[t] = true;
        changes.push(changed(sides, n, t));
    }
    for n in sides.open_source() {
        changes.extend(missing(sides, n, context));
    }
    for n in sides.open_target() {
        changes.extend(added(sides, n, context));
    }
    changes
}

/// May one have become the other? The same kind, or two kinds of plain figures.
fn is_counterpart(source: &Fact, target: &Fact) -> bool {
    let plain = |kind| matches!(kind, Kind::Number | Kind::Ordinal | Kind::CountryCount | Kind::Unit | Kind::Currency);
    source.kind == target.kind || (plain(source.kind) && plain(target.kind))
}

fn changed(sides: &Sides<'_>, source: usize, target: usize) -> Change {
    let (a, b) = (sides.source[source], sides.target[target]);
    let mut expected = None;
    if let (Value::Measure(x, unit), Value::Measure(y, other)) = (&a.value, &b.value)
        && let Conversion::Wrong { expected: right } = converts((*x, unit), (*y, other))
    {
        expected = Some(format!("{right} {other}"));
    }
    let confidence = weight(a).min(weight(b)).min(a.confidence).min(b.confidence);
    Change {
        kind: if a.kind == Kind::Number { b.kind } else { a.kind },
        problem: Problem::Changed,
        source: Some(source),
        target: Some(target),
        how: how::numbers(a, b),
        expected,
        confidence,
        notes: Vec::new(),
    }
}

/// How much a fact that stands alone weighs: figures much, small numbers in words little.
fn weight(fact: &Fact) -> Confidence {
    let small = fact.value.number().is_some_and(|number| number.abs() <= Decimal::from(3));
    match (fact.form, fact.kind) {
        (Form::Implied, _) => Confidence::Low,
        (Form::Words | Form::Roman, Kind::Number | Kind::Ordinal) if small => Confidence::Low,
        (Form::Words | Form::Roman, Kind::Ordinal) => Confidence::Low,
        (Form::Words | Form::Roman, _) => Confidence::Medium,
        (Form::Digits, _) => Confidence::High,
    }
}

fn missing(sides: &Sides<'_>, n: usize, context: &Context<'_>) -> Option<Change> {
    let fact = sides.source[n];
    let mut confidence = weight(fact).min(fact.confidence);
    if fact.form != Form::Digits {
        // Idioms and words like “both” for “two” are common.
        confidence = Confidence::Low;
    }
    let mut notes = Vec::new();
    if fact.kind == Kind::Date {
        let relative = sides.target.iter().find(|fact| fact.kind == Kind::Relative);
        if let Some(word) = relative.and_then(|fact| text(context.target, fact)) {
            notes.push(format!("the translation says “{word}”, which is true only for a while"));
        }
    }
    Some(change(fact, Problem::Missing, Some(n), None, confidence, notes))
}

fn added(sides: &Sides<'_>, n: usize, _context: &Context<'_>) -> Option<Change> {
    let fact = sides.target[n];
    let mut confidence = weight(fact).min(fact.confidence);
    let small = fact.value.number().is_some_and(|number| number.abs() < Decimal::from(10));
    if fact.form != Form::Digits || small {
        confidence = Confidence::Low;
    }
    Some(change(fact, Problem::Added, None, Some(n), confidence, Vec::new()))
}

fn change(
    fact: &Fact,
    problem: Problem,
    source: Option<usize>,
    target: Option<usize>,
    confidence: Confidence,
    notes: Vec<String>,
) -> Change {
    Change { kind: fact.kind, problem, source, target, how: None, expected: None, confidence, notes }
}

fn text<'a>(side: &SideView<'a>, fact: &Fact) -> Option<&'a str> {
    side.facts
        .iter()
        .find(|placed| std::ptr::eq(placed.fact, fact))
        .and_then(|placed| side.parts.get(placed.part)?.text.get(fact.at.clone()))
}
