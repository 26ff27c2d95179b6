//! How likely each part of the best path is: the sums of all paths from the end backwards meet those from the start.

use super::{
    corridor::Corridor,
    math::exp,
    path::{Forward, Gaps, Link, floors},
    score::{Cell, SHAPES},
    state::{FAR, MATCH, NOWHERE, Rows, SOURCE, State, TARGET, TEMPERATURE},
};

/// Fills in how likely the beads and cuts of a path are.
pub(super) fn posteriors(
    (n, m): (usize, usize),
    corridor: &Corridor,
    cells: &[Cell],
    gaps: Gaps,
    forward: &Forward,
    links: &mut [Link],
) {
    // How likely each sentence has no counterpart, wherever on the other side the path passes it.
    let (mut lonely_source, mut lonely_target) = (vec![0.0_f64; n], vec![0.0_f64; m]);
    let floors = floors(gaps);
    let mut rows = Rows::default();
    let mut todo = links.iter_mut().rev().peekable();
    for i in (0..=n).rev() {
        let (low, high) = (corridor.low[i] as usize, corridor.high[i] as usize);
        let mut row = rows.room(i);
        row.resize(high - low + 1, State::EMPTY);
        let factors: [f64; 5] = std::array::from_fn(|k| if k > 0 && i + k <= n { rows.factor(i + k) } else { 0.0 });
        for j in (low..=high).rev() {
            let cell = corridor.at[i] + j - low;
            let mut state = beads_after((i, j), (n, m), corridor, cells, &rows, &factors, &floors);
            if i == n && j == m {
                state = State { best: [0.0; 3], sum: [1.0; 3], ..State::EMPTY };
            }
            let level = forward.rows[i] - forward.sum + rows.log;
            let logs = forward.logs[cell].map(|log| f64::from(log) + level);
            if i < n
                && let Some(below) = rows.cell(corridor, i + 1, j)
            {
                for (from, cost) in [(MATCH, gaps.open), (SOURCE, gaps.extend)] {
                    state.add(from, below.best[SOURCE] + cost, below.sum[SOURCE] * factors[1]);
                    lonely_source[i] += factors[1] * joined(logs[from] + cost / TEMPERATURE, below, SOURCE);
                }
            }
            if let Some(&right) = row.get(j + 1 - low) {
                for (from, cost) in [(MATCH, gaps.open), (SOURCE, gaps.turn), (TARGET, gaps.extend)] {
                    state.add(from, right.best[TARGET] + cost, right.sum[TARGET]);
                    lonely_target[j] += joined(logs[from] + cost / TEMPERATURE, &right, TARGET);
                }
            }
            if let Some(link) = todo.next_if(|link| link.source.start as usize == i && link.target.start as usize == j)
            {
                link.cut = (0..3).map(|part| joined(logs[part], &state, part)).sum::<f64>().min(1.0) as f32;
                let (k, q) = (link.source.len(), link.target.len());
                let shape = SHAPES.iter().position(|&shape| shape == (k, q));
                if let (Some(shape), Some(end)) = (shape, corridor.cell(i + k, j + q))
                    && let Some(after) = rows.cell(corridor, i + k, j + q)
                {
                    let score = f64::from(cells[end][shape]) / TEMPERATURE;
                    let sum: f64 = logs.iter().map(|log| factors[k] * joined(log + score, after, MATCH)).sum();
                    link.confidence = sum.min(1.0) as f32;
                }
            }
            row[j - low] = state;
        }
        rows.keep(i, row);
    }
    for link in links.iter_mut().filter(|link| !link.is_match()) {
        let lonely = if link.target.is_empty() {
            lonely_source.get(link.source.start as usize)
        } else {
            lonely_target.get(link.target.start as usize)
        };
        link.confidence = lonely.map_or(0.0, |&lonely| lonely.min(1.0) as f32);
    }
}

/// The continuations of a cell that begin with a bead: the same for each state.
#[inline]
fn beads_after(
    (i, j): (usize, usize),
    (n, m): (usize, usize),
    corridor: &Corridor,
    cells: &[Cell],
    rows: &Rows,
    factors: &[f64; 5],
    floors: &[f32; SHAPES.len()],
) -> State {
    let mut state = State::EMPTY;
    for (shape, &(k, q)) in SHAPES.iter().enumerate() {
        if i + k > n || j + q > m {
            continue;
        }
        let Some(cell) = corridor.cell(i + k, j + q) else { continue };
        let score = cells[cell][shape];
        if score <= floors[shape] {
            continue;
        }
        let Some(after) = rows.cell(corridor, i + k, j + q) else { continue };
        if after.best[MATCH] > NOWHERE {
            state.add(MATCH, after.best[MATCH] + f64::from(score), after.sum[MATCH] * factors[k]);
        }
    }
    State { best: [state.best[MATCH]; 3], sum: [state.sum[MATCH]; 3], ..State::EMPTY }
}

/// The probability of all paths that come with the logarithm `log` and go on from a state.
#[inline]
fn joined(log: f64, next: &State, part: usize) -> f64 {
    let exponent = log + next.best[part] / TEMPERATURE;
    if exponent < -FAR || next.sum[part] <= 0.0 {
        0.0
    } else if exponent > 0.0 {
        // The sum of a cell may be far below that of its row.
        next.sum[part] / exp(-exponent).max(1e-300)
    } else {
        exp(exponent) * next.sum[part]
    }
}
