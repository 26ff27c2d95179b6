//! What a sweep over the table keeps of its last rows: the best path into each cell, and the sum over all paths.
//!
//! Sums are kept relative to the best path into the same cell, and each row relative to its largest sum, so that they
//! neither overflow nor vanish however long the document is.

use super::{
    corridor::Corridor,
    math::{exp, ln},
};

/// Scores are divided by this for probabilities: features are not independent, and sums of them are too sure.
pub(super) const TEMPERATURE: f64 = 1.6;
/// Differences beyond this vanish.
pub(super) const FAR: f64 = 20.0;
/// The most sentences that a bead has on one side, and the row at hand.
const KEPT: usize = 5;

/// In a match, in a gap of the source, in a gap of the target.
pub(super) const MATCH: usize = 0;
pub(super) const SOURCE: usize = 1;
pub(super) const TARGET: usize = 2;

/// The score of what cannot be.
pub(super) const NOWHERE: f64 = -1e30;

/// One cell: for each state the best score, and the sum over all paths relative to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) best: [f64; 3],
    pub(super) sum: [f64; 3],
    /// The same over the three states.
    pub(super) top: f64,
    pub(super) all: f64,
    /// The state with the best score.
    pub(super) leader: u8,
}

impl State {
    /// A cell that no path reaches.
    pub(super) const EMPTY: State = State { best: [NOWHERE; 3], sum: [0.0; 3], top: NOWHERE, all: 0.0, leader: 0 };

    /// Adds `amount` paths of score `score`; tells whether they are the best so far.
    #[inline]
    pub(super) fn add(&mut self, state: usize, score: f64, amount: f64) -> bool {
        let (best, sum) = (&mut self.best[state], &mut self.sum[state]);
        let is_best = score > *best;
        if is_best {
            *sum = *sum * tempered(*best - score) + amount;
            *best = score;
        } else {
            *sum += amount * tempered(score - *best);
        }
        is_best
    }

    /// Sums up the three states.
    #[inline]
    pub(super) fn close(&mut self) {
        let leader = (1..3).fold(0, |leader, state| if self.best[state] > self.best[leader] { state } else { leader });
        self.leader = leader as u8;
        self.top = self.best[leader];
        self.all = self.sum[leader];
        for state in (0..3).filter(|&state| state != leader) {
            self.all += self.sum[state] * tempered(self.best[state] - self.top);
        }
    }
}

#[inline]
fn tempered(difference: f64) -> f64 {
    if difference > -FAR * TEMPERATURE { exp(difference * (1.0 / TEMPERATURE)) } else { 0.0 }
}

/// The last rows of a sweep.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: [Vec<State>; KEPT],
    /// The logarithm of what the sums of each row were divided by.
    logs: [f64; KEPT],
    /// The same of the row finished last, which the row at hand starts from.
    pub(super) log: f64,
}

impl Rows {
    /// Empty room for a row.
    pub(super) fn room(&mut self, i: usize) -> Vec<State> {
        let mut row = std::mem::take(&mut self.rows[i % KEPT]);
        row.clear();
        row
    }

    /// Keeps a finished row, its sums divided by the largest.
    pub(super) fn keep(&mut self, i: usize, mut row: Vec<State>) {
        let most = row.iter().flat_map(|state| state.sum).fold(0.0, f64::max);
        if most > 0.0 {
            for state in &mut row {
                state.all /= most;
                for sum in &mut state.sum {
                    *sum /= most;
                }
            }
            self.log += ln(most);
        }
        self.logs[i % KEPT] = self.log;
        self.rows[i % KEPT] = row;
    }

    /// What the sums of a row are to be multiplied by, to be those of the row at hand.
    pub(super) fn factor(&self, i: usize) -> f64 {
        let difference = self.logs[i % KEPT] - self.log;
        // A later row has the larger sums, as a rule; where it has not, the difference is small.
        if difference > 0.0 { 1.0 / exp(-difference) } else { exp(difference) }
    }

    /// The logarithm of what the sums of a row were divided by.
    pub(super) fn log_of(&self, i: usize) -> f64 {
        self.logs[i % KEPT]
    }

    /// A cell of one of the last rows.
    #[inline]
    pub(super) fn cell(&self, corridor: &Corridor, i: usize, j: usize) -> Option<&State> {
        self.rows[i % KEPT].get(j.checked_sub(corridor.low[i] as usize)?)
    }
}
