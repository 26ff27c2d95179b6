//! Quotations: each stands on both sides, around the same share of the text.
//!
//! What is compared is the presence and the extent of quotations, never their marks: styles, nesting and the order of a
//! sentence change on the way. A translation may quote more than its source (names of newspapers, titles), may join two
//! halves of an interrupted quotation, and may write it as a dialogue behind a dash.

mod compare;
mod report;
mod side;
pub(super) mod speaker;
pub(super) mod style;

use self::{compare::compare, side::Quotes};
use super::{Bitext, Difference, Problem, SideView};
use crate::fact::Kind;

/// The topics of this check.
pub(super) const TOPICS: &[&str] = &["quote", "quote-unbalanced"];

/// Compares the quotations of every pair.
pub(super) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    for (number, pair) in bitext.pairs.iter().enumerate() {
        let quotes = |side: &SideView<'_>| side.facts.iter().any(|placed| placed.fact.kind == Kind::Quote);
        if !quotes(&pair.source) && !quotes(&pair.target) {
            continue;
        }
        let (source, target) = (Quotes::of(&pair.source), Quotes::of(&pair.target));
        let from = differences.len();
        compare(number, &source, &target, bitext.running.is_some(), differences);
        // Words held at a distance and labels are plainly said in many languages; speech is not.
        let is_short = || source.list.iter().all(|quote| !quote.is_speech());
        for difference in differences.iter_mut().skip(from).filter(|difference| difference.topic == "quote") {
            difference.yields = difference.problem == Problem::Missing && is_short();
        }
    }
}
