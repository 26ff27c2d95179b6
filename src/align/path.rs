//! The best path through the scored beads, and how likely each of its parts is.
//!
//! Three states make gaps affine: in a match, in a gap of the source (sentences without a translation), in a gap of the
//! target. A gap of the target may follow one of the source and not the other way round, so that each path is counted
//! once.

use std::ops::Range;

use super::{
    corridor::Corridor,
    math::ln,
    posterior::posteriors,
    score::{Cell, SHAPES},
    state::{MATCH, NOWHERE, Rows, SOURCE, State, TARGET, TEMPERATURE},
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

/// What the forward sweep leaves behind for the backward one.
pub(super) struct Forward {
    /// The logarithms of the sums over all paths into each state of each cell, relative to the row.
    pub(super) logs: Vec<[f32; 3]>,
    pub(super) rows: Vec<f64>,
    /// Where the best path into each state comes from.
    from: Vec<[u8; 3]>,
    /// Score and state of the best path, and the logarithm of the sum of all.
    total: f64,
    last: usize,
    pub(super) sum: f64,
}

/// What a bead of each shape must score at least: leaving its sentences alone is better than less, and nearly sure.
pub(super) fn floors(gaps: Gaps) -> [f32; SHAPES.len()] {
    SHAPES.map(|(k, q)| (gaps.open + gaps.turn + gaps.extend * (k + q - 2) as f64 - 4.0) as f32)
}

/// Finds the best path through a corridor.
pub(super) fn best(n: usize, m: usize, corridor: &Corridor, cells: &[Cell], gaps: Gaps) -> Path {
    let forward = sweep(n, m, corridor, cells, gaps);
    let mut links = trace(n, m, corridor, &forward);
    posteriors((n, m), corridor, cells, gaps, &forward, &mut links);
    Path { total: forward.total, links }
}

fn sweep(n: usize, m: usize, corridor: &Corridor, cells: &[Cell], gaps: Gaps) -> Forward {
    let mut forward = Forward {
        logs: vec![[-1e30; 3]; corridor.cells()],
        rows: Vec::with_capacity(n + 1),
        from: vec![[0; 3]; corridor.cells()],
        total: NOWHERE,
        last: 0,
        sum: NOWHERE,
    };
    let floors = floors(gaps);
    let mut rows = Rows::default();
    for i in 0..=n {
        let low = corridor.low[i] as usize;
        let mut row = rows.room(i);
        let factors: [f64; 5] = std::array::from_fn(|k| if (1..=i).contains(&k) { rows.factor(i - k) } else { 0.0 });
        for (j, cell) in (low..=corridor.high[i] as usize).zip(corridor.at[i]..) {
            let mut state = State::EMPTY;
            if i == 0 && j == 0 {
                state.add(MATCH, 0.0, 1.0);
            }
            let mut from = [0; 3];
            for (shape, (&(k, q), &score)) in SHAPES.iter().zip(&cells[cell]).enumerate() {
                if score <= floors[shape] {
                    continue;
                }
                // A bead that does not reach over the edge of the text may still reach over that of the corridor.
                let Some(before) = rows.cell(corridor, i - k, j - q) else { continue };
                if state.add(MATCH, before.top + f64::from(score), before.all * factors[k]) {
                    from[MATCH] = 3 * shape as u8 + before.leader;
                }
            }
            if i > 0
                && let Some(before) = rows.cell(corridor, i - 1, j)
            {
                let steps = [(MATCH, gaps.open), (SOURCE, gaps.extend)];
                from[SOURCE] = step(&mut state, SOURCE, before, &steps, factors[1]);
            }
            if let Some(before) = row.last().filter(|_| j > low) {
                let steps = [(MATCH, gaps.open), (SOURCE, gaps.turn), (TARGET, gaps.extend)];
                from[TARGET] = step(&mut state, TARGET, before, &steps, 1.0);
            }
            state.close();
            forward.from[cell] = from;
            row.push(state);
        }
        // Only logarithms relative to the best of the row fit into an f32.
        let best = row.iter().map(|state| state.top).fold(NOWHERE, f64::max);
        forward.rows.push(best / TEMPERATURE + rows.log);
        for (state, logs) in row.iter().zip(&mut forward.logs[corridor.at[i]..]) {
            for ((log, sum), part) in logs.iter_mut().zip(state.sum).zip(state.best) {
                if sum > 1e-300 {
                    *log = ((part - best) / TEMPERATURE + ln(sum)) as f32;
                }
            }
        }
        rows.keep(i, row);
    }
    if let Some(end) = rows.cell(corridor, n, m) {
        forward.last = usize::from(end.leader);
        forward.total = end.top;
        forward.sum = end.top / TEMPERATURE + ln(end.all.max(1e-300)) + rows.log_of(n);
    }
    forward
}

/// Enters a gap state from the states of the cell before; tells from which one the best path comes.
#[inline]
fn step(state: &mut State, into: usize, before: &State, steps: &[(usize, f64)], factor: f64) -> u8 {
    let mut origin = MATCH;
    for &(from, cost) in steps {
        if before.best[from] > NOWHERE && state.add(into, before.best[from] + cost, before.sum[from] * factor) {
            origin = from;
        }
    }
    origin as u8
}

/// Follows the best path back.
fn trace(n: usize, m: usize, corridor: &Corridor, forward: &Forward) -> Vec<Link> {
    let mut links = Vec::new();
    let (mut i, mut j, mut state) = (n, m, forward.last);
    while i > 0 || j > 0 {
        let Some(cell) = corridor.cell(i, j) else { break };
        let from = forward.from[cell];
        let (k, q) = match state {
            SOURCE => (1, 0),
            TARGET => (0, 1),
            _ => SHAPES[usize::from(from[MATCH] / 3)],
        };
        let (Some(start), Some(first)) = (i.checked_sub(k), j.checked_sub(q)) else { break };
        links.push(Link { source: start as u32..i as u32, target: first as u32..j as u32, confidence: 0.0, cut: 0.0 });
        state = match state {
            MATCH => usize::from(from[MATCH] % 3),
            gap => usize::from(from[gap]),
        };
        (i, j) = (start, first);
    }
    links.reverse();
    links
}
