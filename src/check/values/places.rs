//! What is counted: two states that became two cities are another figure, though the number stayed.

use super::{Change, Context, how, sides::Sides};
use crate::{
    check::{Problem, SideView},
    fact::{Confidence, Decimal, Fact, Form, Kind, Value},
    locale::{Hit, Section},
    text::{Folded, chars::is_unspaced, fold::fold},
};

/// Longer texts name every kind of place somewhere.
const LONG: usize = 2000;

/// What kind of place is counted. A state may be a country, so the two are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A country, a state, a province.
    Land,
    /// A city or a town.
    City,
}

impl Place {
    /// Where its nouns stand in a locale.
    fn nouns(self) -> &'static [(Section, &'static str)] {
        match self {
            Place::Land => {
                &[(Section::CountryNoun, "country"), (Section::CountryNoun, "state"), (Section::PlaceNoun, "region")]
            }
            Place::City => &[(Section::PlaceNoun, "city")],
        }
    }

    fn of(hit: &Hit<'_>) -> Option<Place> {
        let is = |place: &Place| hit.entries.iter().any(|entry| place.nouns().contains(&(entry.section, entry.key)));
        [Place::Land, Place::City].into_iter().find(is)
    }
}

/// Reports the same number of another kind of place, where neither text names the kind that the other counts.
pub(super) fn counted(sides: &Sides<'_>, context: &Context<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (n, fact) in sides.source.iter().enumerate().filter(|(n, fact)| sides.source_done[*n] && is_count(fact)) {
        let same = |other: &&Fact| is_count(other) && other.value.number() == fact.value.number();
        if !sides.target.iter().any(same) {
            continue;
        }
        let Some(place) = place(context.source, fact) else { continue };
        let theirs = || sides.target.iter().enumerate().filter(|(t, other)| sides.target_done[*t] && same(other));
        let other = match place {
            Place::Land => Place::City,
            Place::City => Place::Land,
        };
        let places: Vec<_> = theirs().map(|(t, fact)| (t, self::place(context.target, fact))).collect();
        let Some(&(t, _)) = places.iter().find(|(_, found)| *found == Some(other)) else { continue };
        let is_kept = places.iter().any(|(_, found)| *found == Some(place));
        if is_kept || names(context.target, place.nouns()) || names(context.source, other.nouns()) {
            continue;
        }
        let how = if place == Place::Land { how::LANDS_TO_CITIES } else { how::CITIES_TO_LANDS };
        changes.push(Change {
            kind: Kind::CountryCount,
            problem: Problem::Changed,
            source: Some(n),
            target: Some(t),
            how: Some(how.to_owned()),
            expected: None,
            confidence: Confidence::Medium,
            notes: Vec::new(),
        });
    }
    changes
}

/// Does a side name countries, wherever in the text? *16 pays*, *die 16 von Frankreich eingestuften Länder*.
pub(super) fn names_countries(side: &SideView<'_>) -> bool {
    names(side, &[(Section::CountryNoun, "country"), (Section::CountryNoun, "state")])
}

fn is_count(fact: &Fact) -> bool {
    /// There are no more countries, and longer lists of cities are told otherwise.
    const MOST: i64 = 500;
    let few = |number: Decimal| number.is_whole() && number > Decimal::from(1) && number <= Decimal::from(MOST);
    matches!(fact.kind, Kind::Number | Kind::CountryCount)
        && matches!(fact.form, Form::Words | Form::Digits)
        && matches!(fact.value, Value::Number(number) if few(number))
}

/// What a number counts: the noun behind it, or behind an adjective or two.
fn place(side: &SideView<'_>, fact: &Fact) -> Option<Place> {
    /// So much text holds the noun, in any script.
    const NEAR: usize = 64;
    if fact.kind == Kind::CountryCount {
        return Some(Place::Land);
    }
    let (_, behind) = super::sides::around(side, fact)?;
    let end = (0..=NEAR.min(behind.len())).rev().find(|&end| behind.is_char_boundary(end))?;
    let folded = Folded::new(&behind[..end]);
    let hits = side.locale.lexicon().scan(&folded);
    hits.iter().find_map(|hit| {
        let place = Place::of(hit)?;
        let gap = folded.text.get(..hit.at.start)?;
        let unspaced = folded.text.get(hit.at.clone())?.starts_with(is_unspaced);
        let words = gap.split_whitespace().count();
        let is_near = words <= if unspaced { 0 } else { 2 }
            && !gap.contains(['.', ',', ';', ':', '(', ')', '–', '\n'])
            && hit.tail <= if unspaced { 0 } else { 6 };
        is_near.then_some(place)
    })
}

fn names(side: &SideView<'_>, nouns: &[(Section, &str)]) -> bool {
    side.texts().filter(|text| text.len() < LONG).any(|text| {
        let folded = Folded::new(text);
        let hits = side.locale.lexicon().scan(&folded);
        // In fünf Pilotländern the noun stands within the word.
        let within = |form: &&str| form.chars().count() > 3 && folded.text.contains(&*fold(form));
        hits.iter().flat_map(|hit| hit.entries).any(|entry| nouns.contains(&(entry.section, entry.key)))
            || nouns.iter().any(|(section, key)| side.locale.forms(section.name(), key).iter().any(within))
    })
}
