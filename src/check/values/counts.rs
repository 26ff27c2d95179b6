//! Two counts of countries in one document that look like one figure told twice: 190 countries here, 109 there.

use std::collections::BTreeSet;

use crate::{
    check::{Bitext, Claim, Difference, Placed, Problem, SideView},
    fact::{Confidence, Decimal, Form, Kind},
};

/// The topic of these differences.
pub(super) const TOPIC: &str = "country-count-twice";
/// So many different counts are remembered; a document with more is a statistic.
const MOST: usize = 32;
/// Smaller counts are of different groups of countries.
const LEAST: i64 = 10;

/// A count with what stands around it.
struct Count<'a> {
    value: Decimal,
    pair: usize,
    placed: Placed<'a>,
    text: &'a str,
    around: BTreeSet<String>,
}

/// Adds a difference for each count of the translation that contradicts an earlier one.
pub(super) fn disagree(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    let mut known: Vec<Count<'_>> = Vec::new();
    for (pair, sides) in bitext.pairs.iter().enumerate() {
        let side = &sides.target;
        for placed in side.facts.iter().filter(|placed| placed.fact.kind == Kind::CountryCount) {
            let Some(count) = count(side, pair, *placed) else { continue };
            if known.iter().any(|other| other.value == count.value) {
                continue;
            }
            if let Some(first) = known.iter().find(|first| is_one_figure(first, &count)) {
                let claim = |side: &SideView<'_>, placed: &Placed<'_>| {
                    let value = Some(placed.fact.value.to_string());
                    Some(Claim { spot: side.spot_of(placed)?, value, reading: None })
                };
                let source = sides.source.facts.iter().find(|placed| placed.fact.kind == Kind::CountryCount);
                let source = source.and_then(|placed| claim(&sides.source, placed));
                differences.push(Difference {
                    confidence: Confidence::Medium,
                    expected: Some(first.text.to_owned()),
                    notes: vec![format!("an earlier passage says “{}”", first.text)],
                    ..Difference::new(TOPIC, count.pair, Problem::Changed, source, claim(side, &count.placed))
                });
            }
            if known.len() < MOST {
                known.push(count);
            }
        }
    }
}

fn count<'a>(side: &SideView<'a>, pair: usize, placed: Placed<'a>) -> Option<Count<'a>> {
    /// How far around a count its words say what is counted.
    const NEAR: usize = 60;
    let value = placed.fact.value.number().filter(|value| *value >= Decimal::from(LEAST))?;
    let part = side.parts.get(placed.part).filter(|_| placed.fact.form == Form::Digits)?;
    let at = &placed.fact.at;
    let start = (0..=at.start.saturating_sub(NEAR)).rev().find(|&n| part.text.is_char_boundary(n))?;
    let end = (at.end.saturating_add(NEAR).min(part.text.len())..=part.text.len())
        .find(|&n| part.text.is_char_boundary(n))?;
    let (before, after) = (part.text.get(start..at.start)?, part.text.get(at.end..end)?);
    let words = before.split(|c: char| !c.is_alphanumeric()).chain(after.split(|c: char| !c.is_alphanumeric()));
    let around = words.filter(|word| word.chars().count() > 4).map(str::to_lowercase).collect();
    Some(Count { value, pair, placed, text: part.text.get(at.clone())?, around })
}

/// Do two counts have the same digits in another order, or all but one of them and the same words around?
fn is_one_figure(first: &Count<'_>, second: &Count<'_>) -> bool {
    let digits = |count: &Count<'_>| count.value.abs().to_string().into_bytes();
    let (mut a, mut b) = (digits(first), digits(second));
    if a.len() != b.len() {
        return false;
    }
    let differ = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    a.sort_unstable();
    b.sort_unstable();
    let alike = first.around.intersection(&second.around).count() >= 2;
    a == b || (differ == 1 && a.len() > 2 && alike)
}
