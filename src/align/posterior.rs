//! How likely each bead, cut and gap is: the sums over all paths from the start meet those from the end.
//!
//! Three states make gaps affine: in a match, in a gap of the source (sentences without a translation), in a gap of the
//! target. A gap of the target may follow one of the source and not the other way round, so that each path is counted
//! once. Sums are plain products of probabilities; each row has a power of two of its own, so that they neither overflow
//! nor vanish however long the document is.

use super::{
    beads::{Beads, SHAPES},
    corridor::Corridor,
    math::exp,
    path::Gaps,
    side::GROUP,
};

/// Scores are divided by this for probabilities: features are not independent, and sums of them are too sure.
const TEMPERATURE: f64 = 1.6;
/// Rows whose largest sum leaves this range are scaled back to its middle. Two such sums can still be multiplied.
const LARGE: f64 = 1e120;
const SMALL: f64 = 1e60;
const MIDDLE: i32 = 300;

/// The rows that a bead reaches over.
const ROWS: usize = GROUP + 1;

/// In a match, in a gap of the source, in a gap of the target.
type Sums = [f64; 3];

/// The probabilities of the parts of all paths.
#[derive(Debug)]
pub(super) struct Posteriors {
    /// By number of the bead.
    pub(super) beads: Vec<f32>,
    /// By cell: that the path passes it.
    pub(super) cuts: Vec<f32>,
    /// By sentence: that it has no counterpart, wherever on the other side the path passes it.
    pub(super) lonely_source: Vec<f64>,
    pub(super) lonely_target: Vec<f64>,
}

/// What steps of a path multiply its probability by.
struct Odds {
    beads: Vec<f64>,
    open: f64,
    extend: f64,
    turn: f64,
}

impl Odds {
    fn new(beads: &Beads, gaps: Gaps) -> Odds {
        let odds = |score: f64| exp(score / TEMPERATURE);
        Odds {
            beads: beads.scores.iter().map(|&score| odds(f64::from(score))).collect(),
            open: odds(gaps.open),
            extend: odds(gaps.extend),
            turn: odds(gaps.turn),
        }
    }
}

/// The sums over all paths from the start to each cell.
struct Forward {
    sums: Vec<Sums>,
    /// The power of two that the sums of each row are to be multiplied with.
    powers: Vec<i32>,
}

/// Finds out how likely each bead, cut and gap is.
pub(super) fn posteriors(size: (usize, usize), corridor: &Corridor, beads: &Beads, gaps: Gaps) -> Posteriors {
    let odds = Odds::new(beads, gaps);
    let forward = forward(size.0, corridor, beads, &odds);
    backward(size, corridor, beads, &odds, &forward)
}

fn forward(n: usize, corridor: &Corridor, beads: &Beads, odds: &Odds) -> Forward {
    let mut forward = Forward { sums: vec![[0.0; 3]; corridor.cells()], powers: Vec::with_capacity(n + 1) };
    let mut power = -MIDDLE;
    for i in 0..=n {
        let factors: [f64; ROWS] =
            std::array::from_fn(|k| if (1..=i).contains(&k) { two_to(forward.powers[i - k] - power) } else { 0.0 });
        let low = corridor.low[i] as usize;
        let (done, row) = forward.sums.split_at_mut(corridor.at[i]);
        let row = &mut row[..corridor.at[i + 1] - corridor.at[i]];
        let mut left: Sums = [0.0; 3];
        let mut most = 0.0_f64;
        for (offset, sums) in row.iter_mut().enumerate() {
            let (j, cell) = (low + offset, corridor.at[i] + offset);
            let mut matched = if i == 0 && j == 0 { two_to(MIDDLE) } else { 0.0 };
            for number in beads.of(cell) {
                let (k, q) = SHAPES[usize::from(beads.shapes[number])];
                // A bead that does not reach over the edge of the text may still reach over that of the corridor.
                if let Some(before) = corridor.cell(i - k, j - q) {
                    let [a, b, c] = done[before];
                    matched += (a + b + c) * factors[k] * odds.beads[number];
                }
            }
            let mut gap = 0.0;
            if let Some(above) = i.checked_sub(1).and_then(|above| corridor.cell(above, j)) {
                let [of_match, of_source, _] = done[above];
                gap = (of_match * odds.open + of_source * odds.extend) * factors[1];
            }
            let skip = left[0] * odds.open + left[1] * odds.turn + left[2] * odds.extend;
            left = [matched, gap, skip];
            *sums = left;
            most = most.max(matched).max(gap).max(skip);
        }
        if let Some(shift) = shift(most) {
            let factor = two_to(shift);
            row.iter_mut().flatten().for_each(|sum| *sum *= factor);
            power -= shift;
        }
        forward.powers.push(power);
    }
    forward
}

fn backward((n, m): (usize, usize), corridor: &Corridor, beads: &Beads, odds: &Odds, forward: &Forward) -> Posteriors {
    let mut posteriors = Posteriors {
        beads: vec![0.0; beads.scores.len()],
        cuts: vec![0.0; corridor.cells()],
        lonely_source: vec![0.0; n],
        lonely_target: vec![0.0; m],
    };
    let all = corridor.cell(n, m).map_or(0.0, |end| forward.sums[end].iter().sum::<f64>());
    if all <= 0.0 {
        return posteriors;
    }
    // The sums over all paths from a cell to the end that go on with a bead, for the cells of the next rows; and over
    // those that go on with a gap of the source, for the cells of the row below.
    let mut with_bead: [Vec<f64>; ROWS] = Default::default();
    let width = |i: usize| corridor.at[i + 1] - corridor.at[i];
    for back in 0..ROWS.min(n + 1) {
        with_bead[(n - back) % ROWS].resize(width(n - back), 0.0);
    }
    let (mut below, mut row): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut power = -MIDDLE;
    for i in (0..=n).rev() {
        // Scales what meets the forward sums of a row to a probability.
        let scale = |of: usize| two_to(forward.powers[of] - forward.powers[n] + power) / all;
        let scales: [f64; ROWS] = std::array::from_fn(|k| if k <= i { scale(i - k) } else { 0.0 });
        let low = corridor.low[i] as usize;
        row.clear();
        row.resize(width(i), 0.0);
        let mut right = 0.0;
        let mut most = 0.0_f64;
        let mut ours = std::mem::take(&mut with_bead[i % ROWS]);
        for offset in (0..width(i)).rev() {
            let (j, cell) = (low + offset, corridor.at[i] + offset);
            let ends = if i == n && j == m { two_to(MIDDLE) } else { 0.0 };
            let bead = ours[offset] + ends;
            let down = if i < n && j >= corridor.low[i + 1] as usize {
                below.get(j - corridor.low[i + 1] as usize).copied().unwrap_or(0.0)
            } else {
                0.0
            };
            let of_match = bead + odds.open * (down + right);
            let of_source = bead + odds.extend * down + odds.turn * right;
            let of_target = bead + odds.extend * right;
            let [a, b, c] = forward.sums[cell].map(|sum| sum * scales[0]);
            posteriors.cuts[cell] = (a * of_match + b * of_source + c * of_target) as f32;
            if i < n {
                posteriors.lonely_source[i] += (a * odds.open + b * odds.extend) * down;
            }
            if j < m {
                posteriors.lonely_target[j] += (a * odds.open + b * odds.turn + c * odds.extend) * right;
            }
            for number in beads.of(cell) {
                let (k, q) = SHAPES[usize::from(beads.shapes[number])];
                if let Some(before) = corridor.cell(i - k, j - q) {
                    let sum = odds.beads[number] * of_match;
                    let [a, b, c] = forward.sums[before];
                    posteriors.beads[number] = ((a + b + c) * scales[k] * sum) as f32;
                    with_bead[(i - k) % ROWS][before - corridor.at[i - k]] += sum;
                }
            }
            row[offset] = of_source;
            right = of_target;
            most = most.max(of_match).max(of_source);
        }
        std::mem::swap(&mut row, &mut below);
        if i >= ROWS {
            ours.clear();
            ours.resize(width(i - ROWS), 0.0);
            with_bead[i % ROWS] = ours;
        }
        if let Some(shift) = shift(most) {
            let factor = two_to(shift);
            with_bead.iter_mut().flatten().chain(&mut below).for_each(|sum| *sum *= factor);
            power -= shift;
        }
    }
    posteriors
}

/// The power of two that brings the largest sum of a row back, if it has gone too far.
fn shift(most: f64) -> Option<i32> {
    if most > 0.0 && !(SMALL..=LARGE).contains(&most) { Some(MIDDLE - exponent(most)) } else { None }
}

fn exponent(x: f64) -> i32 {
    ((x.to_bits() >> 52) & 0x7FF) as i32 - 1023
}

/// Two to a whole power; 0 or the largest where that is out of range.
fn two_to(power: i32) -> f64 {
    f64::from_bits(((power.clamp(-1023, 1023) + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAPS: Gaps = Gaps { open: -4.8, extend: -2.5, turn: -7.0 };

    /// All beads of all cells, with scores that look random.
    fn beads(corridor: &Corridor, n: usize) -> Beads {
        let mut beads = Beads::default();
        let mut state = 7_u64;
        for i in 0..=n {
            for j in corridor.low[i] as usize..=corridor.high[i] as usize {
                beads.first.push(beads.scores.len() as u32);
                for (shape, &(k, q)) in SHAPES.iter().enumerate().filter(|&(_, &(k, q))| k <= i && q <= j) {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    beads.shapes.push(shape as u8);
                    beads.scores.push((state >> 56) as f32 / 16.0 - 8.0 * (k + q) as f32 + 12.0);
                }
            }
        }
        beads.first.push(beads.scores.len() as u32);
        beads
    }

    #[test]
    fn each_sentence_stands_in_a_bead_or_alone() {
        for (n, m) in [(1, 1), (5, 7), (19, 20)] {
            let corridor = Corridor::narrowed(&[], n, m);
            let beads = beads(&corridor, n);
            let posteriors = posteriors((n, m), &corridor, &beads, GAPS);
            let (mut source, mut target) = (posteriors.lonely_source.clone(), posteriors.lonely_target.clone());
            for i in 0..=n {
                for j in 0..=m {
                    let Some(cell) = corridor.cell(i, j) else { continue };
                    for number in beads.of(cell) {
                        let (k, q) = SHAPES[usize::from(beads.shapes[number])];
                        let p = f64::from(posteriors.beads[number]);
                        source[i - k..i].iter_mut().for_each(|sum| *sum += p);
                        target[j - q..j].iter_mut().for_each(|sum| *sum += p);
                    }
                }
            }
            for sum in source.iter().chain(&target) {
                assert!((sum - 1.0).abs() < 1e-4, "{n} {m}: {sum}");
            }
            assert!(posteriors.cuts.iter().all(|cut| (0.0..=1.0001).contains(cut)));
        }
    }

    #[test]
    fn a_long_gap_neither_overflows_nor_vanishes() {
        let (n, m) = (3000, 1);
        let corridor = Corridor { low: vec![0; n + 1], high: vec![1; n + 1], at: (0..=n + 1).map(|i| 2 * i).collect() };
        let mut beads = Beads { first: vec![0; 2 * n + 3], ..Beads::default() };
        // One sentence in the middle has a counterpart.
        let cell = corridor.cell(1500, 1).expect("it lies inside");
        beads.first[cell + 1..].fill(1);
        beads.shapes.push(0);
        beads.scores.push(30.0);
        let posteriors = posteriors((n, m), &corridor, &beads, GAPS);
        assert!(posteriors.beads[0] > 0.99, "{}", posteriors.beads[0]);
        assert!(posteriors.lonely_source[0] > 0.99 && posteriors.lonely_source[1499] < 0.01);
    }
}
