//! Presence: is all of the source there, is nothing added, is it in the right language, is it a translation at all?
//!
//! Documents are judged by their alignment, single strings by their words and lengths.

mod document;
mod length;
mod plural;
mod string;

use super::{Bitext, Difference};

/// The topics of this check.
pub(super) const TOPICS: &[&str] =
    &["unrelated-document", "partial-translation", "untranslated-text", "omitted-text", "added-text", "plural"];

/// The check.
pub(super) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    match &bitext.running {
        Some(running) => document::check(bitext, running, differences),
        None => {
            string::check(bitext, differences);
            plural::check(bitext, differences);
        }
    }
}
