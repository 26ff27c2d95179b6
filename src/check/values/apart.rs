//! Do two texts look like a translation at all? In a row that slipped every value differs, and none of it is news.

use std::collections::BTreeSet;

use super::{Context, explain::digit_runs, sides::Sides};
use crate::{
    check::SideView,
    fact::{Fact, Form, Kind},
    text::chars::{is_alphanumeric, is_unspaced},
};

/// Fewer values than this say nothing about two texts.
const FEW: usize = 4;
/// A text that is this many times as long as the other says more than it, or something else.
const RATIO: f64 = 3.0;
/// Shorter texts may well have a translation of another length.
const SHORT: f64 = 60.0;

/// Have the two sides no value in common, or lengths that no translation has?
pub(super) fn are_strangers(sides: &Sides<'_>, context: &Context<'_>, settled: bool) -> bool {
    let (a, b) = (length(context.source), length(context.target));
    if a.max(b) >= SHORT && a.max(b) > RATIO * a.min(b) {
        return true;
    }
    if settled {
        return false;
    }
    let is_figure = |fact: &&&Fact| fact.form == Form::Digits && fact.kind != Kind::Relative;
    let figures = |facts: &[&Fact]| facts.iter().filter(is_figure).count();
    let runs = |side: &SideView<'_>| side.texts().flat_map(digit_runs).collect::<BTreeSet<_>>();
    figures(sides.source) + figures(sides.target) >= FEW && runs(context.source).is_disjoint(&runs(context.target))
}

/// Is the translation so much shorter that a part of the source was left out? The missing text is then the news, and is
/// told by the rules for it; a figure that stood there adds nothing.
pub(super) fn leaves_out(context: &Context<'_>) -> bool {
    /// The shortest source that tells.
    const LONG: f64 = 40.0;
    /// No whole translation is shorter than this share of its source.
    const SHARE: f64 = 0.55;
    let source = length(context.source);
    source >= LONG && length(context.target) < SHARE * source
}

/// The length of a side in letters; one of a script without spaces counts for several.
fn length(side: &SideView<'_>) -> f64 {
    const DENSE: f64 = 2.5;
    let letters = side.texts().flat_map(str::chars).filter(|&c| is_alphanumeric(c));
    letters.map(|c| if is_unspaced(c) { DENSE } else { 1.0 }).sum()
}
