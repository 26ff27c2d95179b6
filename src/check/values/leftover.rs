//! What no relation explains: dropped duplicates, facts next door, and at last what is missing, added or changed.

use super::{
    Change, Context, how, identifiers,
    relate::{Relation, relate},
};
use crate::{
    check::{Problem, SideView},
    fact::{
        Confidence, Decimal, Fact, Form, Kind, Value,
        convert::{Conversion, converts},
    },
    text::chars::{self, digit},
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
    fractions(sides);
    parted(sides, context);
    for n in sides.open_source() {
        let fact = sides.source[n];
        sides.source_done[n] = is_silent(fact, sides.source, sides.target, context.near_target, context.source)
            || is_in_text(fact, context.source, context.target);
    }
    for n in sides.open_target() {
        let fact = sides.target[n];
        sides.target_done[n] = is_silent(fact, sides.target, sides.source, context.near_source, context.target)
            || is_in_text(fact, context.target, context.source);
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
        || shares_unit(fact, own)
}

/// The first number of “2 to 3 inches”: its unit stands with the second, and a conversion changes both.
fn shares_unit(fact: &Fact, own: &[&Fact]) -> bool {
    const NEAR: usize = 10;
    let next = own.partition_point(|other| other.at.start < fact.at.end);
    let follows = |other: &&Fact| other.kind == Kind::Unit && other.at.start.saturating_sub(fact.at.end) <= NEAR;
    fact.kind == Kind::Number && own.get(next).is_some_and(follows)
}

/// Does the other text show the very digits of a plain number, read there as a part of something else: COVID-19?
fn is_in_text(fact: &Fact, own: &SideView<'_>, other: &SideView<'_>) -> bool {
    /// Longer texts hold every number somewhere.
    const LONG: usize = 4000;
    let year = matches!(&fact.value, Value::Date(date) if date.month.is_none() && date.unknown == 0);
    let plain = matches!(fact.kind, Kind::Number | Kind::Ordinal | Kind::Identifier | Kind::Phone) || year;
    if !plain || fact.form != Form::Digits {
        return false;
    }
    let Some(text) = text(own, fact) else { return false };
    if identifiers::is_one(fact) {
        return identifiers::is_in_text(fact, other);
    }
    let Some(run) = digit_runs(text).next().filter(|run| !run.is_empty()) else { return false };
    let only =
        digit_runs(text).count() == 1 && fact.value.number().is_some_and(|number| number.abs().to_string() == run);
    let count = |side: &SideView<'_>| side.texts().flat_map(digit_runs).filter(|other| *other == run).count();
    let length: usize = own.texts().chain(other.texts()).map(str::len).sum();
    only && length < LONG && count(other) >= count(own)
}

/// The runs of digits of a text, in ASCII and without leading zeros.
pub(super) fn digit_runs(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c| digit(c).is_none()).filter(|run| !run.is_empty()).map(|run| {
        let digits: String = run.chars().filter_map(digit).map(|value| (b'0' + value) as char).collect();
        let short = digits.trim_start_matches('0');
        if short.is_empty() { "0".to_owned() } else { short.to_owned() }
    })
}

/// `1 200 km` read as 1 and 200 km, where the other side says 1200 km.
fn parted(sides: &mut Sides<'_>, context: &Context<'_>) {
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
fn fractions(sides: &mut Sides<'_>) {
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

/// `800 km/h (497 mph)`: the second telling of a quantity may come and go.
fn is_duplicate(fact: &Fact, own: &[&Fact], side: &SideView<'_>) -> bool {
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
                Conversion::Unrelated => false,
            }
        }
        (Value::Money(..), Value::Money(..)) => between.contains(['(', '（', '[']),
        _ => false,
    }
}

/// A weekday or a month without a day and a year: languages leave out and put in what the reader knows. So they do with
/// how long things last: a decade, a 19-year-old, a fortnight.
fn lone(fact: &Fact) -> Option<Confidence> {
    if is_length_of_time(fact) {
        return Some(Confidence::Low);
    }
    // One o'clock is a word of its own in many languages, and a full hour a figure of speech.
    if let Value::Time(time) = fact.value {
        return (time.minute == 0).then_some(Confidence::Low);
    }
    let Value::Date(date) = fact.value else { return None };
    match (date.year, date.day, date.month) {
        (None, None, None) => Some(Confidence::Low),
        (None, None, Some(_)) => Some(Confidence::Low),
        _ => None,
    }
}

fn is_length_of_time(fact: &Fact) -> bool {
    const LENGTHS: &[&str] = &["year", "month", "week", "day", "hour", "minute", "second"];
    matches!(&fact.value, Value::Measure(_, unit) if LENGTHS.contains(&unit.trim_end_matches("-person")))
}

/// Pairs what is left into changes, and tells the rest as missing or added.
pub(super) fn judge(sides: &mut Sides<'_>, context: &Context<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for n in sides.open_source() {
        let fact = sides.source[n];
        let open = sides.open_target();
        let place = n * sides.target.len() / sides.source.len().max(1);
        let partner = open
            .into_iter()
            .filter(|&t| is_counterpart(fact, sides.target[t]))
            .min_by_key(|&t| (std::cmp::Reverse(likeness(fact, sides.target[t])), t.abs_diff(place)));
        let Some(t) = partner else { continue };
        sides.source_done[n] = true;
        sides.target_done[t] = true;
        changes.push(changed(sides, n, t, context));
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
    if identifiers::is_one(source) || identifiers::is_one(target) {
        return identifiers::is_counterpart(source, target);
    }
    let plain = |kind| matches!(kind, Kind::Number | Kind::Ordinal | Kind::CountryCount | Kind::Unit | Kind::Currency);
    source.kind == target.kind || (plain(source.kind) && plain(target.kind))
}

/// How likely it is that one became the other: by kind, by the way it is written, by its digits.
fn likeness(source: &Fact, target: &Fact) -> usize {
    let digits = |fact: &Fact| fact.value.number().map(|number| number.abs().to_string().replace('.', ""));
    let shared = match (digits(source), digits(target)) {
        (Some(a), Some(b)) => {
            a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count() + usize::from(a.len() == b.len())
        }
        _ => 0,
    };
    let slip = usize::from(how::numbers(source, target).is_some());
    2 * usize::from(source.kind == target.kind) + usize::from(source.form == target.form) + shared.min(3) + 3 * slip
}

/// Are both amounts of money in digits?
fn amounts(a: &Fact, b: &Fact) -> bool {
    let digits = a.form == Form::Digits && b.form == Form::Digits;
    digits && a.kind == Kind::Currency && b.kind == Kind::Currency
}

fn changed(sides: &Sides<'_>, source: usize, target: usize, context: &Context<'_>) -> Change {
    let (a, b) = (sides.source[source], sides.target[target]);
    let mut expected = None;
    if let (Value::Measure(x, unit), Value::Measure(y, other)) = (&a.value, &b.value)
        && let Conversion::Wrong { expected: right } = converts((*x, unit), (*y, other))
    {
        expected = Some(format!("{right} {other}"));
    }
    // Two words that both stand alone say more than one: three became five.
    let in_words = |fact: &Fact| matches!(fact.form, Form::Words | Form::Roman);
    let both = a.kind == b.kind && (in_words(a) || a.form == Form::Digits) && (in_words(b) || b.form == Form::Digits);
    let confidence = match both {
        _ if is_short_year(a, b) || is_short_year(b, a) => Confidence::Low,
        // Without its unit a number may be a conversion that nobody can check.
        _ if is_half_measured(a, b) && how::numbers(a, b).is_none() => Confidence::Low,
        true if in_words(a) || in_words(b) => Confidence::Medium,
        _ if has_unread_scale(a, b, context) => Confidence::Low,
        // Whichever dollar it is: 250 are not 250,000.
        _ if amounts(a, b) => weight(a).min(weight(b)).min(Confidence::Medium),
        _ => weight(a).min(weight(b)).min(a.confidence).min(b.confidence),
    };
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

/// A measure on one side and a bare number on the other. An age is an age without its unit, and is never converted.
fn is_half_measured(a: &Fact, b: &Fact) -> bool {
    let measured = |fact: &Fact| fact.kind == Kind::Unit && !is_length_of_time(fact);
    (measured(a) && b.kind != Kind::Unit) || (measured(b) && a.kind != Kind::Unit)
}

/// 1968/69 and 1968/1969.
fn is_short_year(short: &Fact, long: &Fact) -> bool {
    let whole = |fact: &Fact| match &fact.value {
        Value::Date(date) => date.year.map(i64::from),
        value => value.number().and_then(Decimal::to_i64),
    };
    let (Some(short), Some(long)) = (whole(short), whole(long)) else { return false };
    (0..100).contains(&short) && (1000..3000).contains(&long) && long % 100 == short
}

/// 2.2 billion and 2.2 with a word behind it that nobody could read: it may well be billion.
fn has_unread_scale(a: &Fact, b: &Fact, context: &Context<'_>) -> bool {
    let (Some(x), Some(y)) = (a.value.number(), b.value.number()) else { return false };
    let is_scale = |power| x.shifted(power) == Some(y) || y.shifted(power) == Some(x);
    let has_letters = |side, fact| text(side, fact).is_some_and(|text| text.chars().any(chars::is_letter));
    [3, 6, 9, 12].into_iter().any(is_scale) && has_letters(context.source, a) != has_letters(context.target, b)
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
    let mut confidence = weight(fact).min(fact.confidence).min(lone(fact).unwrap_or(Confidence::High));
    let one = fact.kind == Kind::Number && fact.value.number() == Some(Decimal::from(1));
    if fact.form != Form::Digits || fact.kind == Kind::Ordinal || one {
        // Idioms and words like “both” for “two” are common.
        confidence = Confidence::Low;
    }
    if identifiers::is_one(fact) {
        confidence = if identifiers::is_version(fact) { Confidence::Medium } else { Confidence::Low };
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
    // Nobody puts in that something took 24 days unless the source says so.
    let lone = lone(fact).is_some() && !is_length_of_time(fact);
    if fact.form != Form::Digits || small || fact.kind == Kind::Ordinal || lone {
        confidence = Confidence::Low;
    }
    if identifiers::is_one(fact) {
        confidence = if identifiers::is_version(fact) { Confidence::Medium } else { Confidence::Low };
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
