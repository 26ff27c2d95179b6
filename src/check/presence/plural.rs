//! Plural forms: does an entry have all the categories that whole numbers ask for in the language of the translation?
//!
//! The categories are those of CLDR, with the numbers that CLDR gives as samples.

use super::super::{Bitext, Difference, Problem};
use crate::{
    document::{Document, Segment},
    fact::Confidence,
    locale::{Forms, Locale},
};

/// A category that only larger numbers ask for may be missing: texts for a million files are rarely read.
const COMMON: u64 = 1000;

pub(super) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    for (number, pair) in bitext.pairs.iter().enumerate() {
        let Some(at) = pair.target.parts.first().map(|part| part.segment) else { continue };
        if !is_first(bitext.target, at) {
            continue;
        }
        let Some(forms) = forms(bitext.target, at) else { continue };
        // A text that is the same for all numbers in the source may be so in the translation.
        if forms.len() < 2 && pair.source.parts.first().is_none_or(|part| !varies(bitext.source, part.segment)) {
            continue;
        }
        let missing = missing(&forms, bitext.target_locale);
        if missing.is_empty() {
            continue;
        }
        let mut difference = Difference::new("plural", number, Problem::Missing, None, None);
        difference.confidence = Confidence::High;
        difference.expected = Some(missing.join(" and "));
        differences.push(difference);
    }
}

/// Do the forms of an entry begin here?
fn is_first(document: &Document<'_>, at: usize) -> bool {
    let here = document.segments.get(at).filter(|segment| segment.variant.is_some() && segment.side.is_none());
    let before = at.checked_sub(1).and_then(|before| document.segments.get(before));
    here.is_some_and(|here| here.key.is_some() && before.is_none_or(|before| before.key != here.key))
}

/// The categories of the forms from a place on; nothing where they are chosen by something else than a number.
fn forms<'a>(document: &'a Document<'_>, at: usize) -> Option<Vec<&'a str>> {
    let first = document.segments.get(at)?;
    let same = document.segments.get(at..)?.iter().take_while(|other| other.key == first.key);
    let category = |segment: &'a Segment<'_>| match segment.variant.as_deref()? {
        "=0" => Some("zero"),
        "=1" => Some("one"),
        "=2" => Some("two"),
        known @ ("zero" | "one" | "two" | "few" | "many" | "other") => Some(known),
        _ => None,
    };
    same.map(category).collect::<Option<Vec<_>>>().filter(|forms| forms.contains(&"other") || forms.contains(&"many"))
}

fn varies(document: &Document<'_>, at: usize) -> bool {
    let Some(here) = document.segments.get(at) else { return false };
    let is_same = |other: Option<&Segment<'_>>| other.is_some_and(|other| other.key == here.key);
    is_same(document.segments.get(at + 1)) || at > 0 && is_same(document.segments.get(at - 1))
}

/// The categories that are not there, with numbers that ask for them.
fn missing(forms: &[&str], locale: &Locale) -> Vec<String> {
    let is_common = |number: &&&str| number.parse::<u64>().is_ok_and(|number| number < COMMON);
    let wanted = |(category, numbers): &(&'static str, Forms)| {
        let samples: Vec<&str> = numbers.iter().filter(is_common).copied().collect();
        (!samples.is_empty() && !forms.contains(category)).then(|| format!("`{category}` ({}, …)", samples.join(", ")))
    };
    locale.section("plural").iter().filter_map(wanted).collect()
}
