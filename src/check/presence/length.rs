//! Sides that are far too short: lengths are compared in prose, without what stays as it is in every language.

use std::borrow::Cow;

use super::super::{Pair, SideView};
use crate::{
    align::weighted_length,
    fact::Kind,
    locale::Locale,
    text::{chars, sentences::Splitter},
};

/// A string below this length (weighted letters) may be told in far fewer words.
const LONG_ENOUGH: f32 = 60.0;
/// With a sentence less, a side that is shorter than this share of the other has lost it.
const SHORT: f32 = 0.55;
/// A side that is shorter than this has lost something, however many sentences it has.
const TINY: f32 = 0.2;
/// Deviations by which a translation must be too short to have lost something, whatever its sentences.
const FAR: f32 = 2.5;

/// The text of a part with blanks in place of placeholders, tags, addresses and code: their words are nobody's language.
pub(super) fn prose<'a>(view: &SideView<'a>, number: usize) -> Cow<'a, str> {
    let Some(part) = view.parts.get(number) else { return Cow::default() };
    let is_kept = |kind: Kind| kind.is_literal() || kind == Kind::Identifier;
    let kept = view.facts.iter().filter(|placed| placed.part == number && is_kept(placed.fact.kind));
    let (mut text, mut done) = (String::new(), 0);
    for at in kept.map(|placed| placed.fact.at.clone()) {
        let start = at.start.max(done);
        if let Some(before) = part.text.get(done..start)
            && part.text.is_char_boundary(at.end)
            && start < at.end
        {
            text.reserve(part.text.len());
            text.push_str(before);
            text.extend(std::iter::repeat_n(' ', at.end - start));
            done = at.end;
        }
    }
    match part.text.get(done..) {
        Some(rest) if done > 0 => Cow::Owned(text + rest),
        _ => Cow::Borrowed(part.text),
    }
}

/// Is one side of a string far shorter than the other? The topic of that, if it is so however lengths are counted.
pub(super) fn lengths(pair: &Pair<'_>) -> Option<&'static str> {
    let (source, target) = (pair.source.parts.first()?, pair.target.parts.first()?);
    let topic = told(pair, source.text, target.text, weighted_length)?;
    // Where a text holds plural forms (`one file|many files`), the longest of them counts: languages have more or fewer.
    let longest = |text: &str| text.split('|').map(weighted_length).fold(0.0, f32::max);
    let (ours, theirs) = (prose(&pair.source, 0), prose(&pair.target, 0));
    let is_sure = told(pair, source.text, target.text, longest) == Some(topic)
        && told(pair, &ours, &theirs, weighted_length) == Some(topic)
        && !(topic == "added-text" && has_note(target.text, source.text, pair.target.locale));
    is_sure.then_some(topic)
}

fn told(pair: &Pair<'_>, source: &str, target: &str, length: impl Fn(&str) -> f32) -> Option<&'static str> {
    let has_letters = |text: &str| text.chars().any(chars::is_alphanumeric);
    let is_bare = !has_letters(target) && !target.trim().is_empty() && has_letters(source);
    // No letter weighs more than it has bytes.
    let is_long = |text: &str| text.len() as f32 >= LONG_ENOUGH;
    if !is_bare && !is_long(source) && !is_long(target) {
        return None;
    }
    let (ours, theirs) = (length(source), length(target));
    if is_bare && ours >= 10.0 {
        return Some("omitted-text");
    }
    if is_far_shorter(ours, theirs) {
        return Some("omitted-text");
    }
    let sentences = |text: &str, locale| Splitter::new(locale).split(text).len();
    let shorter = |short: f32, long: f32| long >= LONG_ENOUGH && short < SHORT * long;
    if shorter(theirs, ours) {
        let lost =
            theirs < TINY * ours || sentences(source, pair.source.locale) > sentences(target, pair.target.locale);
        return lost.then_some("omitted-text");
    }
    if shorter(ours, theirs) {
        let added =
            ours < TINY * theirs || sentences(target, pair.target.locale) > sentences(source, pair.source.locale);
        return added.then_some("added-text");
    }
    None
}

/// Has a translator signed a note of their own, in words that the source does not have?
pub(super) fn has_note(text: &str, source: &str, locale: &Locale) -> bool {
    locale.forms("translator-note", "note").iter().any(|note| text.contains(&**note) && !source.contains(&**note))
}

/// Is a translation so much shorter than its source as hardly any is? Lengths are weighted by script, so that any two
/// languages are about as long as each other; short texts vary more. (The other way round it says little: translators
/// explain.)
pub(super) fn is_far_shorter(ours: f32, theirs: f32) -> bool {
    let deviation = (0.02 + 5.0 / ours.max(theirs)).sqrt();
    ours >= LONG_ENOUGH && (theirs / ours).ln() < -FAR * deviation
}

/// Is the translation of a region far shorter than its source, addresses and code left aside?
pub(super) fn is_cut_short(pair: &Pair<'_>) -> bool {
    let length = |side: &SideView<'_>| side.texts().map(weighted_length).sum::<f32>();
    let prose = |side: &SideView<'_>| {
        let parts = side.parts.iter().enumerate();
        let length = |text: &str| weighted_length(text);
        parts.map(|(n, part)| prose(side, n).get(part.range.clone()).map_or(0.0, length)).sum::<f32>()
    };
    is_far_shorter(length(&pair.source), length(&pair.target))
        && is_far_shorter(prose(&pair.source), prose(&pair.target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_long_sentence_is_far_shorter_and_half_a_short_one_is_not() {
        assert!(is_far_shorter(160.0, 75.0));
        assert!(!is_far_shorter(60.0, 35.0));
        assert!(!is_far_shorter(20.0, 4.0));
        assert!(!is_far_shorter(75.0, 160.0));
    }
}
