//! The best path through the scored beads, and how likely each of its parts is.
//!
//! Three states make gaps affine: in a match, in a gap of the source (sentences without a translation), in a gap of the
//! target. A gap of the target may follow one of the source and not the other way round, so that each path is counted
//! once. Forward sums are kept relative to the best path into the same cell, so that they neither overflow nor vanish.

use std::ops::Range;

use super::{
    corridor::Corridor,
    math::{exp, ln},
    score::{Cell, NEVER, SHAPES},
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

/// Scores are divided by this for probabilities: features are not independent, and sums of them are too sure.
const TEMPERATURE: f64 = 1.6;
/// Differences beyond this vanish.
const FAR: f64 = 30.0;
/// Longest bead.
const REACH: usize = 4;

const MATCH: usize = 0;
const SOURCE: usize = 1;
const TARGET: usize = 2;

/// One cell of a sweep: for each state the best score, and the sum over all paths relative to it.
#[derive(Debug, Clone, Copy)]
struct State {
    best: [f64; 3],
    sum: [f64; 3],
    /// The same over the three states.
    top: f64,
    all: f64,
    /// The state with the best score.
    leader: u8,
}

const NOWHERE: f64 = -1e30;
const EMPTY: State = State { best: [NOWHERE; 3], sum: [0.0; 3], top: NOWHERE, all: 0.0, leader: 0 };

impl State {
    fn close(&mut self) {
        let leader = (1..3).fold(0, |leader, state| if self.best[state] > self.best[leader] { state } else { leader });
        self.leader = leader as u8;
        self.top = self.best[leader];
        self.all = 0.0;
        for state in 0..3 {
            self.all += self.sum[state] * tempered(self.best[state] - self.top);
        }
    }
}

#[inline]
fn tempered(difference: f64) -> f64 {
    if difference > -FAR * TEMPERATURE { exp(difference * (1.0 / TEMPERATURE)) } else { 0.0 }
}

/// Adds `amount` paths of score `score` to a sum relative to the best of them.
#[inline]
fn add(best: &mut f64, sum: &mut f64, score: f64, amount: f64) {
    if score <= *best {
        *sum += amount * tempered(score - *best);
    } else {
        *sum = *sum * tempered(*best - score) + amount;
        *best = score;
    }
}

/// What the forward sweep leaves behind for the backward one.
struct Forward {
    /// The logarithms of the forward sums, relative to the row.
    logs: Vec<[f32; 3]>,
    rows: Vec<f64>,
    /// Where the best path into each state comes from.
    from: Vec<[u8; 3]>,
    /// Score and state of the best path, and the logarithm of the sum of all.
    total: f64,
    last: usize,
    sum: f64,
}

/// Finds the best path through a corridor.
pub(super) fn best(n: usize, m: usize, corridor: &Corridor, cells: &[Cell], gaps: Gaps) -> Path {
    let forward = sweep(n, m, corridor, cells, gaps);
    let mut links = trace(n, m, corridor, &forward);
    posteriors(n, m, corridor, cells, gaps, &forward, &mut links);
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
    // The last rows, and the numbers of their first columns.
    let mut rows: [Vec<State>; REACH + 1] = Default::default();
    for i in 0..=n {
        let (low, high) = (corridor.low[i] as usize, corridor.high[i] as usize);
        let mut row = std::mem::take(&mut rows[i % (REACH + 1)]);
        row.clear();
        for j in low..=high {
            let cell = corridor.at[i] + j - low;
            let mut state = EMPTY;
            if i == 0 && j == 0 {
                state.best[MATCH] = 0.0;
                state.sum[MATCH] = 1.0;
            }
            let mut origin = 0;
            for (shape, &(k, q)) in SHAPES.iter().enumerate() {
                let score = cells[cell][shape];
                if score <= NEVER {
                    continue;
                }
                // A bead that does not reach over the edge of the text may still reach over that of the corridor.
                let Some(before) = at(&rows[(i - k) % (REACH + 1)], corridor, i - k, j - q) else { continue };
                let score = before.top + f64::from(score);
                if score > state.best[MATCH] {
                    origin = 3 * shape as u8 + before.leader;
                }
                add(&mut state.best[MATCH], &mut state.sum[MATCH], score, before.all);
            }
            let mut from = [origin, 0, 0];
            if let Some(before) = i.checked_sub(1).and_then(|i| at(&rows[i % (REACH + 1)], corridor, i, j)) {
                let steps = [(MATCH, gaps.open), (SOURCE, gaps.extend)];
                from[SOURCE] = step(&mut state, SOURCE, before, &steps);
            }
            if let Some(before) = (j > low).then(|| row.last()).flatten() {
                let steps = [(MATCH, gaps.open), (SOURCE, gaps.turn), (TARGET, gaps.extend)];
                from[TARGET] = step(&mut state, TARGET, &{ *before }, &steps);
            }
            state.close();
            forward.from[cell] = from;
            row.push(state);
        }
        // Only logarithms relative to the best of the row fit into an f32.
        let best = row.iter().map(|state| state.top).fold(NOWHERE, f64::max);
        forward.rows.push(best);
        for (state, logs) in row.iter().zip(&mut forward.logs[corridor.at[i]..]) {
            for part in 0..3 {
                if state.sum[part] > 0.0 {
                    logs[part] = ((state.best[part] - best) / TEMPERATURE + ln(state.sum[part])) as f32;
                }
            }
        }
        rows[i % (REACH + 1)] = row;
    }
    if let Some(end) = at(&rows[n % (REACH + 1)], corridor, n, m) {
        forward.last = usize::from(end.leader);
        forward.total = end.top;
        forward.sum = end.top / TEMPERATURE + ln(end.all.max(1e-300));
    }
    forward
}

#[inline]
fn at<'a>(row: &'a [State], corridor: &Corridor, i: usize, j: usize) -> Option<&'a State> {
    row.get(j.checked_sub(corridor.low[i] as usize)?)
}

/// Enters a gap state from the states of the cell before; tells from which one the best path comes.
#[inline]
fn step(state: &mut State, into: usize, before: &State, steps: &[(usize, f64)]) -> u8 {
    let mut origin = MATCH;
    for &(from, cost) in steps {
        if before.best[from] <= NOWHERE {
            continue;
        }
        let score = before.best[from] + cost;
        if score > state.best[into] {
            origin = from;
        }
        add(&mut state.best[into], &mut state.sum[into], score, before.sum[from]);
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

/// Sums up all paths from the end backwards, and with the forward sums tells how likely each part of the path is.
fn posteriors(
    n: usize,
    m: usize,
    corridor: &Corridor,
    cells: &[Cell],
    gaps: Gaps,
    forward: &Forward,
    links: &mut [Link],
) {
    // How likely each sentence has no counterpart, wherever on the other side the path passes it.
    let mut lonely = [vec![0.0_f64; n], vec![0.0_f64; m]];
    let mut rows: [Vec<State>; REACH + 1] = Default::default();
    let mut links = links.iter_mut().rev().peekable();
    let mut singles: Vec<&mut Link> = Vec::new();
    for i in (0..=n).rev() {
        let (low, high) = (corridor.low[i] as usize, corridor.high[i] as usize);
        let mut row = std::mem::take(&mut rows[i % (REACH + 1)]);
        row.clear();
        row.resize(high - low + 1, EMPTY);
        for j in (low..=high).rev() {
            let cell = corridor.at[i] + j - low;
            let below = if i < n { at(&rows[(i + 1) % (REACH + 1)], corridor, i + 1, j).copied() } else { None };
            let right = row.get(j + 1 - low).copied();
            let mut state = beads_after(i, j, n, m, corridor, cells, &rows);
            if i == n && j == m {
                state = State { best: [0.0; 3], sum: [1.0; 3], ..EMPTY };
            }
            let costs = [(gaps.open, gaps.open), (gaps.extend, gaps.turn), (NOWHERE, gaps.extend)];
            for (part, (to_source, to_target)) in costs.into_iter().enumerate() {
                for (next, into, cost) in [(&below, SOURCE, to_source), (&right, TARGET, to_target)] {
                    if let Some(next) = next.as_ref().filter(|next| next.best[into] > NOWHERE && cost > NOWHERE) {
                        add(&mut state.best[part], &mut state.sum[part], next.best[into] + cost, next.sum[into]);
                    }
                }
            }
            let level = forward.rows[i] / TEMPERATURE - forward.sum;
            let logs = forward.logs[cell].map(|log| f64::from(log) + level);
            if let (Some(below), Some(lonely)) = (below, lonely[0].get_mut(i)) {
                for (from, cost) in [(MATCH, gaps.open), (SOURCE, gaps.extend)] {
                    *lonely += joined(logs[from] + cost / TEMPERATURE, &below, SOURCE);
                }
            }
            if let (Some(right), Some(lonely)) = (right, lonely[1].get_mut(j)) {
                for (from, cost) in [(MATCH, gaps.open), (SOURCE, gaps.turn), (TARGET, gaps.extend)] {
                    *lonely += joined(logs[from] + cost / TEMPERATURE, &right, TARGET);
                }
            }
            if let Some(link) = links.next_if(|link| link.source.start as usize == i && link.target.start as usize == j)
            {
                link.cut = (0..3).map(|part| joined(logs[part], &state, part)).sum::<f64>().min(1.0) as f32;
                let (k, q) = (link.source.len(), link.target.len());
                let shape = SHAPES.iter().position(|&shape| shape == (k, q));
                let end = corridor.cell(i + k, j + q);
                let after = at(&rows[(i + k) % (REACH + 1)], corridor, i + k, j + q);
                if let (Some(shape), Some(end), Some(after)) = (shape, end, after) {
                    let score = f64::from(cells[end][shape]) / TEMPERATURE;
                    let sum: f64 = (0..3).map(|part| joined(logs[part] + score, after, MATCH)).sum();
                    link.confidence = sum.min(1.0) as f32;
                } else {
                    singles.push(link);
                }
            }
            row[j - low] = state;
        }
        rows[i % (REACH + 1)] = row;
    }
    for link in singles {
        let [source, target] = &lonely;
        let lonely = if link.target.is_empty() {
            source.get(link.source.start as usize)
        } else {
            target.get(link.target.start as usize)
        };
        link.confidence = lonely.map_or(0.0, |&lonely| lonely.min(1.0) as f32);
    }
}

/// The continuations of a cell that begin with a bead: the same for each state.
#[inline]
fn beads_after(
    i: usize,
    j: usize,
    n: usize,
    m: usize,
    corridor: &Corridor,
    cells: &[Cell],
    rows: &[Vec<State>; REACH + 1],
) -> State {
    let (mut best, mut sum) = (NOWHERE, 0.0);
    for (shape, &(k, q)) in SHAPES.iter().enumerate() {
        if i + k > n || j + q > m {
            continue;
        }
        let Some(after) = at(&rows[(i + k) % (REACH + 1)], corridor, i + k, j + q) else { continue };
        let score = cells[corridor.at[i + k] + j + q - corridor.low[i + k] as usize][shape];
        if score > NEVER && after.best[MATCH] > NOWHERE {
            add(&mut best, &mut sum, after.best[MATCH] + f64::from(score), after.sum[MATCH]);
        }
    }
    State { best: [best; 3], sum: [sum; 3], ..EMPTY }
}

/// The probability of all paths that come with the logarithm `log` and go on from a state.
#[inline]
fn joined(log: f64, next: &State, part: usize) -> f64 {
    let exponent = log + next.best[part] / TEMPERATURE;
    if exponent < -FAR { 0.0 } else { exp(exponent) * next.sum[part] }
}
