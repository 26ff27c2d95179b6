//! How much more likely each possible bead is as a translation than by chance: a log-likelihood ratio a bead.

use super::{
    corridor::Corridor,
    explain::{Explainer, Words},
    length::LengthModel,
    math::ln_f32,
    side::{ENDS, GROUP, KINDS, Side},
};

/// The shapes of beads: sentences of the source, sentences of the target.
pub(super) const SHAPES: [(usize, usize); 10] =
    [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1)];

/// How common each shape is.
pub(super) const COMMON: [f32; 10] = [0.86, 0.04, 0.04, 0.006, 0.008, 0.008, 0.002, 0.002, 0.002, 0.002];

/// The score of each shape of bead that ends in a cell.
pub(super) type Cell = [f32; SHAPES.len()];

/// A bead that is none: it would reach over the edge.
pub(super) const NEVER: f32 = -1e30;

/// Beads that score less by their outer features are not read: words could not save them.
const HOPELESS: f32 = -7.0;

/// The weights of the features.
const LEXICAL: f32 = 0.5;
const END: f32 = 0.9;

/// Scores all beads of a corridor.
pub(super) fn score(
    source: &Side,
    target: &Side,
    corridor: &Corridor,
    length: &LengthModel,
    shapes: &[f32; SHAPES.len()],
    words: &Words,
) -> Vec<Cell> {
    let outer = Outer::new(source, target, length, shapes);
    let mut cells = vec![[NEVER; SHAPES.len()]; corridor.cells()];
    for i in 1..=source.n {
        let row = &mut cells[corridor.at[i]..corridor.at[i + 1]];
        for (cell, j) in row.iter_mut().zip(corridor.low[i] as usize..) {
            outer.score(i, j, cell);
        }
    }
    forward(source, target, corridor, words, &mut cells);
    backward(source, target, corridor, words, &mut cells);
    cells
}

/// Adds how well each group of source sentences explains the words of the target.
fn forward(source: &Side, target: &Side, corridor: &Corridor, words: &Words, cells: &mut [Cell]) {
    let mut explainer = Explainer::new(&words.target, target.words.len(), target.n);
    for i in 1..=source.n {
        let row = &mut cells[corridor.at[i]..corridor.at[i + 1]];
        explainer.given(source, i, &words.table.forward);
        for (cell, j) in row.iter_mut().zip(corridor.low[i] as usize..) {
            for (score, &(k, q)) in cell.iter_mut().zip(&SHAPES) {
                if *score >= HOPELESS && explainer.has_words(k) {
                    let sum: f32 = (j - q..j).map(|sentence| explainer.explain(sentence)[k - 1]).sum();
                    *score += LEXICAL * sum;
                }
            }
        }
    }
}

/// Adds how well each group of target sentences explains the words of the source.
fn backward(source: &Side, target: &Side, corridor: &Corridor, words: &Words, cells: &mut [Cell]) {
    let mut explainer = Explainer::new(&words.source, source.words.len(), source.n);
    let (mut start, mut end) = (0, 0);
    for j in 1..=target.n {
        while (corridor.high[start] as usize) < j {
            start += 1;
        }
        while end < source.n && corridor.low[end + 1] as usize <= j {
            end += 1;
        }
        let cell_of = |i: usize| corridor.at[i] + j - corridor.low[i] as usize;
        explainer.given(target, j, &words.table.backward);
        for i in start.max(1)..=end {
            for (score, &(k, q)) in cells[cell_of(i)].iter_mut().zip(&SHAPES) {
                if *score >= HOPELESS && explainer.has_words(q) {
                    let sum: f32 = (i - k..i).map(|sentence| explainer.explain(sentence)[q - 1]).sum();
                    *score += LEXICAL * sum;
                }
            }
        }
    }
}

/// All features but the words: shape, length, end marks, blocks.
struct Outer<'a> {
    source: &'a Side,
    target: &'a Side,
    length: LengthModel,
    log_ratio: f32,
    shapes: [f32; SHAPES.len()],
    /// The length of the group of each size that ends with each cut, and its logarithm.
    source_groups: Vec<[(f32, f32); GROUP]>,
    target_groups: Vec<[(f32, f32); GROUP]>,
    /// What the length of the group would tell by chance.
    chance: Vec<[f32; GROUP]>,
    ends: [[f32; ENDS]; ENDS],
    /// Block starts: neither, target only; source only, both.
    starts: Option<Starts>,
    kinds: Option<Box<[[f32; KINDS]; KINDS]>>,
}

impl<'a> Outer<'a> {
    fn new(source: &'a Side, target: &'a Side, length: &LengthModel, shapes: &[f32; SHAPES.len()]) -> Outer<'a> {
        let target_groups = groups(target);
        let chance = target_groups
            .iter()
            .map(|sizes| {
                sizes.map(|(_, log)| {
                    let z = (log - length.mean) / length.spread;
                    0.5 * (z * z).min(4.0) + log_of(length.spread)
                })
            })
            .collect();
        let has_blocks = !source.starts.is_empty() && !target.starts.is_empty();
        let has_kinds = !source.kinds.is_empty() && !target.kinds.is_empty();
        Outer {
            source,
            target,
            length: *length,
            log_ratio: log_of(length.ratio as f32),
            shapes: *shapes,
            source_groups: groups(source),
            target_groups,
            chance,
            ends: equality(&source.end, &target.end, 0.8, true),
            starts: has_blocks.then(|| Starts::new(source, target)),
            kinds: has_kinds.then(|| Box::new(equality(&source.kinds, &target.kinds, 0.93, false))),
        }
    }

    fn score(&self, i: usize, j: usize, cell: &mut Cell) {
        if j == 0 {
            return;
        }
        let end = END * self.ends[self.source.end[i - 1] as usize][self.target.end[j - 1] as usize];
        let ratio = self.length.ratio as f32;
        let (sources, targets, chance) = (&self.source_groups[i], &self.target_groups[j], &self.chance[j]);
        for ((score, &(k, q)), prior) in cell.iter_mut().zip(&SHAPES).zip(&self.shapes) {
            if k > i || q > j {
                continue;
            }
            let (ls, log_s) = sources[k - 1];
            let (lt, log_t) = targets[q - 1];
            let variance = self.length.fixed + self.length.shrinking / (ls * ratio).max(lt).max(ls);
            let d = log_t - log_s - self.log_ratio;
            let fit = chance[q - 1] - 0.5 * (log_of(variance) + d * d / variance);
            let mut sum = prior + fit.max(-12.0) + end;
            if let Some(starts) = &self.starts {
                sum += starts.score(i, j, k, q);
            }
            if let Some(kinds) = &self.kinds {
                sum += kinds[self.source.kinds[i - k] as usize][self.target.kinds[j - q] as usize];
            }
            *score = sum;
        }
    }
}

/// What the starts of blocks say of each group of sentences.
struct Starts {
    /// Neither, target only; source only, both.
    scores: [[f32; 2]; 2],
    /// Does a block start with the group of each size that ends with each cut, and what do those inside it cost?
    source: Vec<[(bool, f32); GROUP]>,
    target: Vec<[(bool, f32); GROUP]>,
}

impl Starts {
    fn new(source: &Side, target: &Side) -> Starts {
        let scores = start_scores(source, target);
        // A block that starts inside a bead starts on one side only.
        let groups = |side: &Side, cost: f32| -> Vec<[(bool, f32); GROUP]> {
            let group = |end: usize, size: usize| {
                let Some(first) = end.checked_sub(size + 1) else { return (false, 0.0) };
                let inside = side.starts[first + 1..end].iter().filter(|&&start| start).count();
                (side.starts[first], cost * inside as f32)
            };
            (0..=side.n).map(|end| std::array::from_fn(|size| group(end, size))).collect()
        };
        Starts { scores, source: groups(source, scores[1][0]), target: groups(target, scores[0][1]) }
    }

    #[inline]
    fn score(&self, i: usize, j: usize, k: usize, q: usize) -> f32 {
        let (ours, theirs) = (self.source[i][k - 1], self.target[j][q - 1]);
        self.scores[usize::from(ours.0)][usize::from(theirs.0)] + ours.1 + theirs.1
    }
}

#[inline]
fn log_of(x: f32) -> f32 {
    ln_f32(x)
}

fn groups(side: &Side) -> Vec<[(f32, f32); GROUP]> {
    (0..=side.n)
        .map(|end| {
            let mut sum = 0.0;
            let mut sizes = [(0.0, 0.0); GROUP];
            for (size, group) in sizes.iter_mut().enumerate() {
                let Some(at) = end.checked_sub(size + 1) else { break };
                sum += side.length[at];
                *group = (sum, log_of(sum));
            }
            sizes
        })
        .collect()
}

/// What it says that a class is equal, or not, on both sides, given how common each is in the target.
fn equality<const N: usize>(ours: &[u8], theirs: &[u8], kept: f32, all: bool) -> [[f32; N]; N] {
    let mut seen = [all; N];
    let mut counts = [0.0_f32; N];
    for &class in theirs {
        counts[class as usize] += 1.0;
    }
    for &class in ours.iter().chain(theirs) {
        seen[class as usize] = true;
    }
    let classes = seen.iter().filter(|&&seen| seen).count() as f32;
    let total = theirs.len() as f32 + 0.5 * classes;
    let mut scores = [[log_of(1.0 - kept); N]; N];
    for (class, row) in scores.iter_mut().enumerate() {
        row[class] = log_of(1.0 - kept + kept * total / (counts[class] + 0.5));
    }
    scores
}

/// What it says that a block starts on both sides, on one, or on none.
fn start_scores(source: &Side, target: &Side) -> [[f32; 2]; 2] {
    let share = |side: &Side| side.starts.iter().filter(|&&start| start).count() as f32 / side.n.max(1) as f32;
    let rate = ((share(source) + share(target)) / 2.0).clamp(0.03, 0.97);
    let target_only = if rate > 0.08 { log_of(0.08 / rate) } else { 0.0 };
    let source_only = if rate < 0.92 { log_of(0.08 / (1.0 - rate)) } else { 0.0 };
    [[log_of(0.97 / (1.0 - rate)), target_only], [source_only, log_of(0.92 / rate)]]
}
