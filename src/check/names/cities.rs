//! Cities that the languages have names for: one of the source is gone, and one that the source does not name has come.

use super::Side;
use crate::{
    check::{Claim, Difference, Placed, Problem},
    fact::{Confidence, Kind, Value},
};

/// Tells of the cities of a pair that were exchanged.
pub(super) fn compare(number: usize, source: &Side<'_, '_>, target: &Side<'_, '_>, differences: &mut Vec<Difference>) {
    let lost = unseen(source, target);
    if lost.is_empty() {
        return;
    }
    for (lost, new) in lost.into_iter().zip(unseen(target, source)) {
        let (Some(lost), Some(new)) = (source.claim_of(lost), target.claim_of(new)) else { continue };
        // What was told of one of the two alone is told of both.
        let is_it = |told: &Option<Claim>, it: &Claim| {
            told.as_ref().is_some_and(|told| {
                told.spot.segment == it.spot.segment
                    && it.spot.at.start <= told.spot.at.start
                    && told.spot.at.end <= it.spot.at.end
            })
        };
        differences.retain(|told| {
            let is_same = is_it(&told.source, &lost) || is_it(&told.target, &new);
            !(told.pair == number && told.topic == "name" && is_same)
        });
        let mut difference = Difference::new("name-altered", number, Problem::Changed, Some(lost), Some(new));
        difference.confidence = Confidence::Medium;
        differences.push(difference);
    }
}

/// The cities of one side that the other does not name by any of its names for them.
fn unseen<'a, 'v>(own: &Side<'a, 'v>, other: &Side<'_, '_>) -> Vec<&'v Placed<'a>> {
    let is_named = |key: &Value| other.cities().any(|(_, theirs)| theirs == key) || other.shows_city(key);
    own.facts(Kind::Name)
        .filter(|placed| placed.fact.confidence == Confidence::High && !placed.fact.others.is_empty())
        .filter(|placed| placed.fact.others.iter().all(|key| other.names_city(key) && !is_named(key)))
        .filter(|placed| !other.holds(own.text(placed)))
        .collect()
}

impl<'a, 'v> Side<'a, 'v> {
    /// The names of cities, with each of their keys.
    pub(super) fn cities(&self) -> impl Iterator<Item = (&'v Placed<'a>, &'a Value)> {
        self.facts(Kind::Name).flat_map(|placed| placed.fact.others.iter().map(move |key| (placed, key)))
    }

    /// Has the language a name for the city?
    pub(super) fn names_city(&self, key: &Value) -> bool {
        !self.forms_of(key).is_empty()
    }

    /// Does the text hold any form of a city's name, with another ending?
    pub(super) fn shows_city(&self, key: &Value) -> bool {
        self.forms_of(key).iter().any(|form| self.table().spells(form))
    }

    /// The names of a city.
    fn forms_of(&self, key: &Value) -> &'a [&'static str] {
        let Value::Text(key) = key else { return &[] };
        self.view.locale.forms("city", key.strip_prefix("city:").unwrap_or(key))
    }
}
