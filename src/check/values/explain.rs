//! What needs no word: facts that stand next door, repetitions, digits that are part of something else.

use super::{
    Context,
    aside::is_duplicate,
    identifiers, parts,
    relate::{Relation, relate},
    sides::{Sides, text},
};
use crate::{
    check::SideView,
    fact::{Date, Fact, Form, Kind, Value},
    text::chars::{digit, is_letter},
};

/// Settles what needs no word: facts that stand next door, repetitions, a measure told twice, idioms.
pub(super) fn explain(sides: &mut Sides<'_>, context: &Context<'_>) {
    parts::fractions(sides);
    parts::parted(sides, context);
    parts::ranges(sides);
    for n in sides.open_source() {
        let fact = sides.source[n];
        sides.source_done[n] = (is_silent(fact, sides.target, context.near_target)
            && !has_rival(fact, sides.target, &sides.target_done))
            || is_in_text(fact, context.source, context.target);
    }
    for n in sides.open_target() {
        let fact = sides.target[n];
        sides.target_done[n] = (is_silent(fact, sides.source, context.near_source)
            && !has_rival(fact, sides.source, &sides.source_done))
            || is_in_text(fact, context.target, context.source);
    }
    retold(sides, context);
}

fn is_silent(fact: &Fact, other: &[&Fact], near: &[&Fact]) -> bool {
    let same = |theirs: &&&Fact| {
        // The article of *a category 1 storm* does not say that number.
        let article = fact.form == Form::Digits && theirs.form == Form::Implied;
        // December is not the twelve of a text that says it of something else.
        let month =
            |a: &Fact, b: &Fact| matches!(a.value, Value::Date(date) if date.month.is_some()) && b.kind != Kind::Date;
        let article = article || month(fact, theirs) || month(theirs, fact);
        !article && matches!(relate(fact, theirs), Some(Relation::Same | Relation::Dressed | Relation::Partly))
    };
    fact.form == Form::Implied
        || fact.kind == Kind::Relative
        || near.iter().any(|theirs| same(&theirs))
        // Said twice here, once there.
        || other.iter().take(256).any(|theirs| same(&theirs))
}

/// Is something left on the other side that says the unit with another number? *12.8 km or 8 miles* did not become
/// *8 km or 8 miles* by leaving out what is said twice.
fn has_rival(fact: &Fact, other: &[&Fact], done: &[bool]) -> bool {
    let Value::Measure(_, unit) = &fact.value else { return false };
    let same = |theirs: &Fact| matches!(&theirs.value, Value::Measure(_, other) if other == unit);
    other.iter().zip(done).take(256).any(|(theirs, done)| !done && same(theirs))
}

/// Settles what says a quantity once more or shares its unit, unless the other side has one left that says it otherwise.
fn retold(sides: &mut Sides<'_>, context: &Context<'_>) {
    /// Beyond this many nobody looks for partners, so that the cost stays linear.
    const MANY: usize = 64;
    let (open_source, open_target) = (sides.open_source(), sides.open_target());
    let role = |own: &[&Fact], n: usize, side: &SideView<'_>| {
        if is_duplicate(own[n], own, side) {
            return Some(Role::Aside);
        }
        shares_unit(own, n).map(|next| Role::Shares(own[next].value.clone()))
    };
    let source: Vec<_> = open_source.iter().map(|&n| role(sides.source, n, context.source)).collect();
    let target: Vec<_> = open_target.iter().map(|&n| role(sides.target, n, context.target)).collect();
    let contrary = |s: usize, t: usize| match (&source[s], &target[t]) {
        (Some(Role::Aside), Some(Role::Aside)) => {
            matches!(
                (&sides.source[open_source[s]].value, &sides.target[open_target[t]].value),
                (Value::Money(_, a), Value::Money(_, b)) if a == b
            )
        }
        // 18- to 29-year-olds: what stands before the same measure is no conversion.
        (Some(Role::Shares(a)), Some(Role::Shares(b))) => a == b,
        _ => false,
    };
    let few = open_source.len() <= MANY && open_target.len() <= MANY;
    let pairs: Vec<(usize, usize)> = (0..source.len())
        .filter(|_| few)
        .flat_map(|s| (0..target.len()).map(move |t| (s, t)))
        .filter(|&(s, t)| contrary(s, t))
        .collect();
    for (s, &n) in open_source.iter().enumerate() {
        // A quantity with a unit of its own is told for its own sake.
        let bare = sides.source[n].kind == Kind::Number || matches!(source[s], Some(Role::Aside));
        sides.source_done[n] = bare && source[s].is_some() && !pairs.iter().any(|pair| pair.0 == s);
    }
    for (t, &n) in open_target.iter().enumerate() {
        let bare = sides.target[n].kind == Kind::Number || matches!(target[t], Some(Role::Aside));
        sides.target_done[n] = bare && target[t].is_some() && !pairs.iter().any(|pair| pair.1 == t);
    }
}

/// What a number does beside another quantity.
enum Role {
    /// It says it once more.
    Aside,
    /// It shares the unit of this one.
    Shares(Value),
}

/// The first number of “2 to 3 inches”: its unit stands with the second, and a conversion changes both.
fn shares_unit(own: &[&Fact], n: usize) -> Option<usize> {
    const NEAR: usize = 10;
    let fact = own.get(n)?;
    let next = own.partition_point(|other| other.at.start < fact.at.end);
    let follows = |other: &&Fact| other.kind == Kind::Unit && other.at.start.saturating_sub(fact.at.end) <= NEAR;
    (matches!(fact.kind, Kind::Number | Kind::Unit) && own.get(next).is_some_and(follows)).then_some(next)
}

/// Does the other text show the very digits of a plain number, read there as a part of something else: COVID-19?
fn is_in_text(fact: &Fact, own: &SideView<'_>, other: &SideView<'_>) -> bool {
    /// Longer texts hold every number somewhere.
    const LONG: usize = 4000;
    let length: usize = own.texts().chain(other.texts()).map(str::len).sum();
    // 1. 5. and 01.05. are one day, whoever reads the second as no date.
    if let Value::Date(Date { month: Some(month), day: Some(day), .. }) = fact.value
        && length < LONG
    {
        let runs: Vec<String> = other.texts().flat_map(digit_runs).collect();
        return runs.windows(2).any(|pair| pair[0] == day.to_string() && pair[1] == month.to_string());
    }
    let year = matches!(&fact.value, Value::Date(date) if date.month.is_none() && date.unknown == 0);
    let plain = matches!(fact.kind, Kind::Number | Kind::Ordinal | Kind::Identifier | Kind::Phone) || year;
    if !plain || fact.form != Form::Digits {
        return false;
    }
    let Some(text) = text(own, fact) else { return false };
    if identifiers::is_one(fact) {
        return identifiers::is_in_text(fact, own, other);
    }
    let Some(run) = digit_runs(text).next().filter(|run| !run.is_empty()) else { return false };
    if is_copied(text, other) {
        return true;
    }
    let figure = match fact.value {
        Value::Date(date) => date.year.map(|year| year.to_string()),
        _ => fact.value.number().map(|number| number.abs().to_string()),
    };
    let only = digit_runs(text).count() == 1 && figure.is_some_and(|figure| figure == run);
    let count = |side: &SideView<'_>| side.texts().flat_map(digit_runs).filter(|other| *other == run).count();
    only && length < LONG && count(other) >= count(own)
}

/// Does the other text show a figure with its letter just so, but for a blank: 2000M and 2000 M?
fn is_copied(text: &str, other: &SideView<'_>) -> bool {
    let plain = |text: &str| {
        let mut last = None;
        let keeps = |c: &char| {
            let before = last.replace(*c);
            *c != ' ' || before.is_none_or(|c| digit(c).is_none())
        };
        text.chars().filter(keeps).collect::<String>()
    };
    let own = plain(text);
    let lettered = own.ends_with(is_letter) && own.chars().all(char::is_alphanumeric);
    lettered
        && other.texts().any(|text| {
            let text = plain(text);
            text.match_indices(&own).any(|(at, _)| {
                let around = (text.get(..at), text.get(at + own.len()..));
                let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !joins(around.0.and_then(|before| before.chars().next_back()))
                    && !joins(around.1.and_then(|after| after.chars().next()))
            })
        })
}

/// The runs of digits of a text, in ASCII and without leading zeros.
pub(super) fn digit_runs(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c| digit(c).is_none()).filter(|run| !run.is_empty()).map(|run| {
        let digits: String = run.chars().filter_map(digit).map(|value| (b'0' + value) as char).collect();
        let short = digits.trim_start_matches('0');
        if short.is_empty() { "0".to_owned() } else { short.to_owned() }
    })
}
