//! Text that one side has and the other lacks, where that is sure enough to be said.

use std::ops::Range;

use super::{length::LengthModel, passes::Pair, path::Link, side::Side};

/// Sentences of one side that the other side lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The sentences of the source; where they are added text, the empty place where the source would have them.
    pub source: Range<u32>,
    /// The sentences of the target; where they are omitted text, the empty place where the target would have them.
    pub target: Range<u32>,
    /// The probability of the least sure of them.
    pub confidence: f32,
    /// Are they whole blocks?
    pub is_blocks: bool,
}

impl Gap {
    /// Is it text of the source that the translation lacks?
    pub fn is_omission(&self) -> bool {
        self.target.is_empty()
    }

    /// How many sentences.
    pub fn len(&self) -> usize {
        self.source.len().max(self.target.len())
    }

    /// Gaps are never empty.
    pub fn is_empty(&self) -> bool {
        false
    }
}

/// Each sentence of a gap is at least this surely without a counterpart.
const SURE: f32 = 0.8;
/// And the cuts around it are this sure.
const SURE_CUT: f32 = 0.9;
/// Deviations by which a bead must be too short, were the gap part of it.
const SHORT: f64 = 2.0;

/// The gaps of a path that are sure.
pub(super) fn gaps(pair: &Pair) -> Vec<Gap> {
    let links = &pair.path.links;
    let mut gaps = Vec::new();
    for run in runs(links) {
        let cut = |number: usize| links.get(number).map_or(1.0, |link| link.cut);
        let confidence = links[run.clone()].iter().map(|link| link.confidence).fold(1.0, f32::min);
        if confidence < SURE || cut(run.start) < SURE_CUT || cut(run.end) < SURE_CUT {
            continue;
        }
        let (first, last) = (&links[run.start], &links[run.end - 1]);
        let (source, target) = (first.source.start..last.source.end, first.target.start..last.target.end);
        if may_be_merged(pair, links, &run) {
            continue;
        }
        let (side, units) = if target.is_empty() { (&pair.source, &source) } else { (&pair.target, &target) };
        let is_blocks = is_blocks(side, units);
        gaps.push(Gap { source, target, confidence, is_blocks });
    }
    gaps
}

/// Runs of sentences of one side without a counterpart.
pub(super) fn runs(links: &[Link]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (number, link) in links.iter().enumerate().filter(|(_, link)| !link.is_match()) {
        match runs.last_mut() {
            Some(run) if run.end == number && links[run.start].target.is_empty() == link.target.is_empty() => {
                run.end = number + 1;
            }
            _ => runs.push(number..number + 1),
        }
    }
    runs
}

/// Could the run be a part of a neighbour, by its length? A short sentence is often drawn into the next one.
fn may_be_merged(pair: &Pair, links: &[Link], run: &Range<usize>) -> bool {
    let length = |side: &Side, range: Range<u32>| side.length_of(range.start as usize..range.end as usize);
    let (first, last) = (&links[run.start], &links[run.end - 1]);
    let extra = (
        length(&pair.source, first.source.start..last.source.end),
        length(&pair.target, first.target.start..last.target.end),
    );
    let neighbours = [run.start.checked_sub(1).and_then(|at| links.get(at)), links.get(run.end)];
    neighbours.into_iter().flatten().filter(|link| link.is_match()).any(|link| {
        let (ls, lt) = (length(&pair.source, link.source.clone()), length(&pair.target, link.target.clone()));
        deviation(&pair.length, ls + extra.0, lt + extra.1).abs() < SHORT
    })
}

/// By how many deviations the length of a bead is not what is expected.
fn deviation(model: &LengthModel, ls: f64, lt: f64) -> f64 {
    let variance = f64::from(model.fixed) + f64::from(model.shrinking) / ls.max(lt);
    ((lt / ls).ln() - model.ratio.ln()) / variance.sqrt()
}

/// Does the range begin and end with blocks?
fn is_blocks(side: &Side, units: &Range<u32>) -> bool {
    let starts = |at: u32| side.starts.get(at as usize).copied().unwrap_or(at as usize >= side.n);
    !side.starts.is_empty() && starts(units.start) && starts(units.end)
}
