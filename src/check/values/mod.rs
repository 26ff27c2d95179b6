//! Values: numbers, percentages, ordinals, dates, times, money, measures and counts of countries on both sides of a pair.
//!
//! The facts of the two sides are matched from the surest relation to the weakest: equal values, the same value in
//! another dress (3 pm and 15:00, 85 mph and 137 km/h, June and 6月), the same figure with another unit. What is left
//! over is judged last, when all that explains it is known.

mod apart;
mod aside;
mod counts;
mod dates;
mod explain;
mod how;
mod identifiers;
mod leftover;
mod named;
mod parts;
mod places;
mod relate;
mod settle;
mod sides;
pub(super) mod zones;

use super::{Bitext, Claim, Difference, Problem, SideView};
use crate::{
    document::Side,
    fact::{Confidence, Decimal, Fact, Kind, Value},
};

/// The topics of this check: the names of the kinds of facts it compares.
pub(super) const TOPICS: &[&str] =
    &["number", "percent", "ordinal", "date", "time", "currency", "unit", "country-count", "relative", counts::TOPIC];

/// The kinds that have values.
const KINDS: &[Kind] = &[
    Kind::Number,
    Kind::Percent,
    Kind::Ordinal,
    Kind::Date,
    Kind::Time,
    Kind::Currency,
    Kind::Unit,
    Kind::CountryCount,
    Kind::Relative,
    Kind::Identifier,
    Kind::Phone,
];

/// A difference between the values of two sides, by the places of the facts in the lists that were compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// The kind of fact that it is about.
    pub(super) kind: Kind,
    /// What happened.
    pub(super) problem: Problem,
    /// The fact of the source.
    pub(super) source: Option<usize>,
    /// The fact of the translation.
    pub(super) target: Option<usize>,
    /// How it differs.
    pub(super) how: Option<String>,
    /// What would be right.
    pub(super) expected: Option<String>,
    /// How sure it is.
    pub(super) confidence: Confidence,
    /// Further facts for the reader.
    pub(super) notes: Vec<String>,
}

/// What is known around two lists of facts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// Values in the neighbouring text of the source: a fact of the translation found there was only moved.
    pub(super) near_source: &'a [&'a Fact],
    /// Values in the neighbouring text of the translation.
    pub(super) near_target: &'a [&'a Fact],
    /// How sure the alignment is, 0–1.
    pub(super) alignment: f32,
    /// The text that a fact of the source stands in.
    pub(super) source: &'a SideView<'a>,
    /// The text that a fact of the translation stands in.
    pub(super) target: &'a SideView<'a>,
}

/// Is it the number that a form of a plural is for? *No files* may become *0 files* there.
fn says_its_form(bitext: &Bitext<'_>, side: &SideView<'_>, placed: &super::Placed<'_>) -> bool {
    let part = side.parts.get(placed.part);
    let variant = part.and_then(|part| bitext.target.segments.get(part.segment)?.variant.as_deref());
    let own = match variant.and_then(|variant| variant.rsplit('/').next()) {
        Some("zero" | "=0") => 0,
        Some("one" | "=1") => 1,
        Some("two" | "=2") => 2,
        _ => return false,
    };
    placed.fact.kind == Kind::Number && placed.fact.value == Value::Number(Decimal::from(own))
}

/// Is one of the texts a form of a plural?
fn is_plural(bitext: &Bitext<'_>, side: &SideView<'_>) -> bool {
    side.parts.iter().any(|part| bitext.target.segments.get(part.segment).is_some_and(|text| text.variant.is_some()))
}

/// The check.
pub(super) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    for (number, pair) in bitext.pairs.iter().enumerate() {
        if pair.source.is_empty() || pair.target.is_empty() {
            continue;
        }
        let (source, target) = (values(&pair.source), values(&pair.target));
        if source.is_empty() && target.is_empty() {
            continue;
        }
        let (near_source, near_target) =
            (neighbours(bitext, number, Side::Source), neighbours(bitext, number, Side::Target));
        let context = Context {
            near_source: &near_source,
            near_target: &near_target,
            alignment: pair.confidence,
            source: &pair.source,
            target: &pair.target,
        };
        let (s, t): (Vec<&Fact>, Vec<&Fact>) =
            (source.iter().map(|p| p.fact).collect(), target.iter().map(|p| p.fact).collect());
        for change in settle::compare(&s, &t, &context) {
            let added = change.target.and_then(|at| target.get(at)).filter(|_| change.problem == Problem::Added);
            if added.is_some_and(|placed| says_its_form(bitext, &pair.target, placed)) {
                continue;
            }
            // *1 file* is the singular of a plural, which other languages take for 21 files too.
            let lost = change.source.and_then(|at| source.get(at)).filter(|_| change.problem == Problem::Missing);
            let is_one = lost.is_some_and(|placed| placed.fact.value.number() == Some(Decimal::from(1)));
            if is_one && is_plural(bitext, &pair.target) {
                continue;
            }
            let claim = |side: &SideView<'_>, placed: Option<&super::Placed<'_>>| {
                let placed = placed?;
                let (value, reading) = (placed.fact.value.to_string(), placed.fact.reading());
                Some(Claim { spot: side.spot_of(placed)?, value: Some(value), reading: Some(reading) })
            };
            differences.push(Difference {
                confidence: change.confidence,
                how: change.how,
                expected: change.expected,
                notes: change.notes,
                ..Difference::new(
                    topic(change.kind),
                    number,
                    change.problem,
                    claim(&pair.source, change.source.and_then(|n| source.get(n))),
                    claim(&pair.target, change.target.and_then(|n| target.get(n))),
                )
            });
        }
    }
    counts::disagree(bitext, differences);
}

/// The topic of a kind. A changed digit in a version or a telephone number is a changed number.
fn topic(kind: Kind) -> &'static str {
    match kind {
        Kind::Identifier | Kind::Phone => Kind::Number.name(),
        kind => kind.name(),
    }
}

fn values<'a>(side: &SideView<'a>) -> Vec<super::Placed<'a>> {
    side.facts.iter().filter(|placed| KINDS.contains(&placed.fact.kind)).copied().collect()
}

/// The values of one side in the pairs before and after, in running text.
fn neighbours<'a>(bitext: &Bitext<'a>, number: usize, side: Side) -> Vec<&'a Fact> {
    if bitext.running.is_none() {
        return Vec::new();
    }
    let before = number.checked_sub(1).and_then(|before| bitext.pairs.get(before));
    let after = bitext.pairs.get(number + 1);
    let facts = before.into_iter().chain(after).flat_map(|pair| match side {
        Side::Source => pair.source.facts.iter(),
        Side::Target => pair.target.facts.iter(),
    });
    facts.map(|placed| placed.fact).filter(|fact| KINDS.contains(&fact.kind)).collect()
}
