//! How much more likely each possible bead is as a translation than by chance: a log-likelihood ratio a bead.

use super::{
    beads::{Beads, SHAPES},
    corridor::Corridor,
    explain::{Explainer, Words},
    length::LengthModel,
    math::ln_f32,
    side::{ENDS, GROUP, KINDS, Side},
};

/// Beads that score less by their outer features are not read: words could not save them.
const HOPELESS: f32 = -9.0;

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
) -> Beads {
    let outer = Outer::new(source, target, length, shapes);
    let mut beads = Beads { first: Vec::with_capacity(corridor.cells() + 1), ..Beads::default() };
    for i in 0..=source.n {
        for j in corridor.low[i] as usize..=corridor.high[i] as usize {
            beads.first.push(beads.scores.len() as u32);
            outer.score(i, j, &mut beads);
        }
    }
    beads.first.push(beads.scores.len() as u32);
    forward(source, target, corridor, words, &mut beads);
    backward(source, target, corridor, words, &mut beads);
    beads
}

/// Adds how well each group of source sentences explains the words of the target.
fn forward(source: &Side, target: &Side, corridor: &Corridor, words: &Words, beads: &mut Beads) {
    let mut explainer = Explainer::new(&words.target, target.words.len(), target.n);
    for i in 1..=source.n {
        explainer.given(source, i, &words.table.forward);
        for (cell, j) in (corridor.at[i]..corridor.at[i + 1]).zip(corridor.low[i] as usize..) {
            for bead in beads.of(cell) {
                let (k, q) = SHAPES[usize::from(beads.shapes[bead])];
                if explainer.has_words(k) {
                    let sum: f32 = (j - q..j).map(|sentence| explainer.explain(sentence)[k - 1]).sum();
                    beads.scores[bead] += LEXICAL * sum;
                }
            }
        }
    }
}

/// Adds how well each group of target sentences explains the words of the source.
fn backward(source: &Side, target: &Side, corridor: &Corridor, words: &Words, beads: &mut Beads) {
    let mut explainer = Explainer::new(&words.source, source.words.len(), source.n);
    let (mut start, mut end) = (0, 0);
    for j in 1..=target.n {
        while (corridor.high[start] as usize) < j {
            start += 1;
        }
        while end < source.n && corridor.low[end + 1] as usize <= j {
            end += 1;
        }
        explainer.given(target, j, &words.table.backward);
        for i in start.max(1)..=end {
            for bead in beads.of(corridor.at[i] + j - corridor.low[i] as usize) {
                let (k, q) = SHAPES[usize::from(beads.shapes[bead])];
                if explainer.has_words(q) {
                    let sum: f32 = (i - k..i).map(|sentence| explainer.explain(sentence)[q - 1]).sum();
                    beads.scores[bead] += LEXICAL * sum;
                }
            }
        }
    }
}

/// All features but the words: shape, length, end marks, blocks.
struct Outer<'a> {
    source: &'a Side,
    target: &'a Side,
    shapes: [f32; SHAPES.len()],
    /// The group of each size that ends with each cut.
    source_groups: Vec<[Group; GROUP]>,
    target_groups: Vec<[Group; GROUP]>,
    /// What the length of the group would tell by chance.
    chance: Vec<[f32; GROUP]>,
    /// The most that lengths can say for a bead.
    best_fit: f32,
    ends: [[f32; ENDS]; ENDS],
    /// Block starts: neither, target only; source only, both.
    starts: Option<Starts>,
    kinds: Option<Box<[[f32; KINDS]; KINDS]>>,
    /// Sentences that look cut off.
    loose: Option<Loose>,
}

impl<'a> Outer<'a> {
    fn new(source: &'a Side, target: &'a Side, length: &LengthModel, shapes: &[f32; SHAPES.len()]) -> Outer<'a> {
        let ratio = length.ratio as f32;
        let source_groups = groups(source, length, ratio.max(1.0), log_of(ratio));
        let target_groups = groups(target, length, 1.0, 0.0);
        let chance = target_groups
            .iter()
            .map(|sizes| {
                sizes.map(|group| {
                    let z = (group.log - length.mean) / length.spread;
                    0.5 * (z * z).min(4.0) + log_of(length.spread)
                })
            })
            .collect();
        let has_blocks = !source.starts.is_empty() && !target.starts.is_empty();
        let has_kinds = !source.kinds.is_empty() && !target.kinds.is_empty();
        Outer {
            source,
            target,
            shapes: *shapes,
            source_groups,
            target_groups,
            chance,
            best_fit: 2.0 + log_of(length.spread) - 0.5 * log_of(length.fixed),
            ends: equality(&source.end, &target.end, 0.8, true),
            starts: has_blocks.then(|| Starts::new(source, target)),
            loose: Loose::new(source, target),
            kinds: has_kinds.then(|| Box::new(equality(&source.kinds, &target.kinds, 0.93, false))),
        }
    }

    /// Adds the beads that end in a cell and are not hopeless.
    fn score(&self, i: usize, j: usize, beads: &mut Beads) {
        if i == 0 || j == 0 {
            return;
        }
        let end = END * self.ends[self.source.end[i - 1] as usize][self.target.end[j - 1] as usize];
        let (sources, targets, chance) = (&self.source_groups[i], &self.target_groups[j], &self.chance[j]);
        for (shape, (&(k, q), prior)) in SHAPES.iter().zip(&self.shapes).enumerate() {
            if k > i || q > j {
                continue;
            }
            let mut sum = prior + end;
            if let Some(starts) = &self.starts {
                sum += starts.score(i, j, k, q);
            }
            if let Some(kinds) = &self.kinds {
                sum += kinds[self.source.kinds[i - k] as usize][self.target.kinds[j - q] as usize];
            }
            if let Some(loose) = &self.loose {
                sum += loose.score(i, j, k, q);
            }
            if sum + self.best_fit < HOPELESS {
                continue;
            }
            let (ours, theirs) = (&sources[k - 1], &targets[q - 1]);
            let (log_variance, weight) = (ours.log_variance.min(theirs.log_variance), ours.weight.max(theirs.weight));
            let d = theirs.log - ours.log;
            let fit = chance[q - 1] - 0.5 * (log_variance + d * d * weight);
            sum += fit.max(-12.0);
            if sum >= HOPELESS {
                beads.shapes.push(shape as u8);
                beads.scores.push(sum);
            }
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

/// What sentences that look cut off say: they belong to the one before, and a cut before them stands on both sides.
struct Loose {
    /// Is the first sentence of the group of each size that ends with each cut loose, and how many others are?
    source: Vec<[(bool, f32); GROUP]>,
    target: Vec<[(bool, f32); GROUP]>,
}

/// A bead gains by each such sentence that it joins to the one before, and loses where it keeps only one side's apart.
const LOOSE_INSIDE: f32 = 1.5;
const LOOSE_CUT: f32 = -1.5;

impl Loose {
    fn new(source: &Side, target: &Side) -> Option<Loose> {
        if source.loose.is_empty() && target.loose.is_empty() {
            return None;
        }
        let groups = |side: &Side| -> Vec<[(bool, f32); GROUP]> {
            let is_loose = |at: usize| side.loose.get(at).copied().unwrap_or(false);
            let group = |end: usize, size: usize| {
                let Some(first) = end.checked_sub(size + 1) else { return (false, 0.0) };
                let inside = (first + 1..end).filter(|&at| is_loose(at)).count();
                (is_loose(first), inside as f32)
            };
            (0..=side.n).map(|end| std::array::from_fn(|size| group(end, size))).collect()
        };
        Some(Loose { source: groups(source), target: groups(target) })
    }

    #[inline]
    fn score(&self, i: usize, j: usize, k: usize, q: usize) -> f32 {
        let (ours, theirs) = (self.source[i][k - 1], self.target[j][q - 1]);
        let cut = if ours.0 != theirs.0 { LOOSE_CUT } else { 0.0 };
        cut + LOOSE_INSIDE * (ours.1 - theirs.1).abs()
    }
}

#[inline]
fn log_of(x: f32) -> f32 {
    ln_f32(x)
}

/// The length of some neighbouring sentences. The variance of a bead is that of its longer side, which is the smaller.
#[derive(Clone, Copy, Default)]
struct Group {
    /// The logarithm of the length, of the source's what the target's is expected to be.
    log: f32,
    log_variance: f32,
    /// One through the variance.
    weight: f32,
}

fn groups(side: &Side, model: &LengthModel, scale: f32, shift: f32) -> Vec<[Group; GROUP]> {
    (0..=side.n)
        .map(|end| {
            let mut sum = 0.0;
            let mut sizes = [Group::default(); GROUP];
            for (size, group) in sizes.iter_mut().enumerate() {
                let Some(at) = end.checked_sub(size + 1) else { break };
                sum += side.length[at];
                let variance = model.fixed + model.shrinking / (sum * scale);
                *group = Group { log: log_of(sum) + shift, log_variance: log_of(variance), weight: 1.0 / variance };
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
