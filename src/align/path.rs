//! The best path through the scored beads, and how likely each of its parts is.
//!
//! The best path is the one with the most sentences that are likely right, not the likeliest path: where many paths are
//! about as likely, the former keeps what they agree on.

use std::ops::Range;

use super::{
    beads::{Beads, SHAPES},
    corridor::Corridor,
    posterior::{Posteriors, posteriors},
};

/// What gaps cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gaps {
    /// Starting one.
    pub(super) open: f64,
    /// Each further sentence.
    pub(super) extend: f64,
    /// Going on with one of the target.
    pub(super) turn: f64,
}

/// A bead of the best path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub(super) source: Range<u32>,
    pub(super) target: Range<u32>,
    /// The probability of the bead.
    pub(super) confidence: f32,
    /// The probability of the cut before it.
    pub(super) cut: f32,
}

impl Link {
    /// Does it have both sides?
    pub(super) fn is_match(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }
}

/// The best path and its score.
#[derive(Debug, Clone, Default)]
pub(super) struct Path {
    pub(super) total: f64,
    pub(super) links: Vec<Link>,
}

/// How a path comes into a cell: by a gap, or by a bead of a shape (its number and this).
const SOURCE: u8 = 0;
const TARGET: u8 = 1;
const BEAD: u8 = 2;
/// What a sentence counts that is rightly left alone, to one in a bead that is right: such a bead puts two sides right.
const ALONE: f64 = 0.5;

/// Finds the best path through a corridor.
pub(super) fn best(n: usize, m: usize, corridor: &Corridor, beads: &Beads, gaps: Gaps) -> Path {
    let posteriors = posteriors((n, m), corridor, beads, gaps);
    let from = steps((n, m), corridor, beads, &posteriors);
    let mut path = Path::default();
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let Some(cell) = corridor.cell(i, j) else { break };
        let (k, q) = match from[cell] {
            SOURCE => (1, 0),
            TARGET => (0, 1),
            bead => SHAPES[usize::from(bead - BEAD)],
        };
        let (Some(start), Some(first)) = (i.checked_sub(k), j.checked_sub(q)) else { break };
        let confidence = match from[cell] {
            SOURCE => posteriors.lonely_source[start] as f32,
            TARGET => posteriors.lonely_target[first] as f32,
            bead => {
                let number = beads.of(cell).find(|&number| beads.shapes[number] == bead - BEAD);
                path.total += number.map_or(0.0, |number| f64::from(beads.scores[number]));
                number.map_or(0.0, |number| posteriors.beads[number])
            }
        };
        let (source, target) = (start as u32..i as u32, first as u32..j as u32);
        path.links.push(Link { source, target, confidence: confidence.min(1.0), cut: 0.0 });
        (i, j) = (start, first);
    }
    path.links.reverse();
    in_order(&mut path.links);
    path.total += gap_costs(&path.links, gaps);
    for link in &mut path.links {
        let cell = corridor.cell(link.source.start as usize, link.target.start as usize);
        link.cut = cell.map_or(0.0, |cell| posteriors.cuts[cell].min(1.0));
    }
    path
}

/// The last step of the best path into each cell. What counts is the number of sentences that are expected to be right.
fn steps((n, m): (usize, usize), corridor: &Corridor, beads: &Beads, posteriors: &Posteriors) -> Vec<u8> {
    let mut from = vec![SOURCE; corridor.cells()];
    let mut value = vec![f64::MIN; corridor.cells()];
    for i in 0..=n {
        let lonely = i.checked_sub(1).map_or(0.0, |i| posteriors.lonely_source[i]);
        for (j, cell) in (corridor.low[i] as usize..=corridor.high[i] as usize).zip(corridor.at[i]..) {
            let mut best = if i == 0 && j == 0 { 0.0 } else { f64::MIN };
            let mut step = SOURCE;
            let mut offer = |sum: f64, by: u8| {
                if sum > best {
                    (best, step) = (sum, by);
                }
            };
            if let Some(above) = i.checked_sub(1).and_then(|above| corridor.cell(above, j)) {
                offer(value[above] + ALONE * lonely, SOURCE);
            }
            if j > corridor.low[i] as usize {
                offer(value[cell - 1] + ALONE * posteriors.lonely_target[j - 1], TARGET);
            }
            for number in beads.of(cell) {
                let shape = beads.shapes[number];
                let (k, q) = SHAPES[usize::from(shape)];
                // A bead that does not reach over the edge of the text may still reach over that of the corridor.
                if let Some(before) = corridor.cell(i - k, j - q) {
                    offer(value[before] + (k + q) as f64 * f64::from(posteriors.beads[number]), BEAD + shape);
                }
            }
            (value[cell], from[cell]) = (best, step);
        }
    }
    debug_assert!(corridor.cell(n, m).is_some());
    from
}

/// Where sentences of both sides are left alone side by side, those of the source come first.
fn in_order(links: &mut [Link]) {
    for run in links.chunk_by_mut(|a, b| a.is_match() == b.is_match()) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if first.is_match() {
            continue;
        }
        let (start, middle) = (first.target.start, last.source.end);
        run.sort_by_key(|link| link.source.is_empty());
        for link in run {
            if link.source.is_empty() {
                link.source = middle..middle;
            } else {
                link.target = start..start;
            }
        }
    }
}

fn gap_costs(links: &[Link], gaps: Gaps) -> f64 {
    let mut total = 0.0;
    let mut before: Option<&Link> = None;
    for link in links {
        let gap_before = before.filter(|before| !before.is_match());
        total += match gap_before {
            _ if link.is_match() => 0.0,
            None => gaps.open,
            Some(before) if before.source.is_empty() == link.source.is_empty() => gaps.extend,
            Some(_) => gaps.turn,
        };
        before = Some(link);
    }
    total
}
