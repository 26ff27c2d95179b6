//! Learns which token stands for which from beads that are likely right: IBM model 1, in both directions.
//!
//! Brown et al., *The Mathematics of Statistical Machine Translation* (1993). Anchors are where it starts from, and a floor.

use rustc_hash::FxHashMap;

use super::{
    side::Side,
    table::{Entry, Rows},
};

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 4;
/// Longest side of a bead to learn from, in distinct tokens.
const MOST_TOKENS: usize = 120;
/// Pairs of tokens to learn from; runs with more are sampled, so that memory stays bounded.
const MOST_PAIRS: usize = 6_000_000;
/// Entries that are less likely in both directions are dropped.
const LEAST: f32 = 0.05;
/// What is taken off every count: chance makes pairs as well.
const DISCOUNT: f32 = 0.5;

/// A bead to learn from: distinct tokens of both sides, and how likely it is right.
#[derive(Debug)]
pub(super) struct Lesson {
    source: Vec<u32>,
    target: Vec<u32>,
    weight: f32,
}

impl Lesson {
    /// The lesson in a bead. `None` where it is too long or empty.
    pub(super) fn new(
        source: &Side,
        target: &Side,
        from: std::ops::Range<u32>,
        to: std::ops::Range<u32>,
        weight: f32,
    ) -> Option<Lesson> {
        let distinct = |side: &Side, range: std::ops::Range<u32>| {
            let start = *side.first.get(range.start as usize)? as usize;
            let end = *side.first.get(range.end as usize)? as usize;
            let mut words: Vec<u32> = side.tokens[start..end].iter().map(|&token| side.words[token as usize]).collect();
            if words.is_empty() || words.len() > MOST_TOKENS {
                return None;
            }
            words.sort_unstable();
            words.dedup();
            Some(words)
        };
        Some(Lesson { source: distinct(source, from)?, target: distinct(target, to)?, weight })
    }

    fn pairs(&self) -> usize {
        self.source.len() * self.target.len()
    }
}

/// The entries that the lessons and the anchors make together.
pub(super) fn train(lessons: &mut Vec<Lesson>, anchors: &[Entry], sources: usize, targets: usize) -> Vec<Entry> {
    sample(lessons);
    let anchor: FxHashMap<(u32, u32), f32> =
        anchors.iter().map(|entry| ((entry.source, entry.target), entry.forward)).collect();
    let pairs = Pairs::new(lessons, sources, &anchor);
    let (forward, backward) = rayon::join(
        || pairs.learn(lessons, &pairs.source, sources, true),
        || pairs.learn(lessons, &pairs.target, targets, false),
    );
    let probability = |direction: &Learnt, pair: usize, word: u32| {
        (direction.counts[pair] - DISCOUNT).max(0.0) / (direction.totals[word as usize] + 1.0)
    };
    let mut entries = Vec::new();
    let mut kept = FxHashMap::default();
    for (pair, (&source, &target)) in pairs.source.iter().zip(&pairs.target).enumerate() {
        let there = probability(&forward, pair, source);
        let back = probability(&backward, pair, target);
        let is_anchor = pairs.prior[pair] > 0.0;
        if there >= LEAST || back >= LEAST || is_anchor {
            let keep = there >= LEAST || back >= LEAST;
            let (there, back) = if keep { (there, back) } else { (0.0, 0.0) };
            let count = if keep { forward.counts[pair].min(backward.counts[pair]) } else { 0.0 };
            if is_anchor {
                kept.insert((source, target), entries.len());
            }
            entries.push(Entry { source, target, forward: there, backward: back, count });
        }
    }
    // Anchors stay as a floor that sinks with the evidence against them.
    for entry in anchors {
        let there = entry.forward * 2.0 / (2.0 + forward.totals[entry.source as usize]);
        let back = entry.backward * 2.0 / (2.0 + backward.totals[entry.target as usize]);
        match kept.get(&(entry.source, entry.target)) {
            Some(&at) => {
                let known: &mut Entry = &mut entries[at];
                known.forward = known.forward.max(there);
                known.backward = known.backward.max(back);
            }
            None => entries.push(Entry { forward: there, backward: back, count: 0.0, ..*entry }),
        }
    }
    entries
}

/// Keeps every n-th lesson where there are too many.
fn sample(lessons: &mut Vec<Lesson>) {
    let all: usize = lessons.iter().map(Lesson::pairs).sum();
    if all <= MOST_PAIRS {
        return;
    }
    let (mut seen, mut taken) = (0, 0);
    lessons.retain(|lesson| {
        seen += lesson.pairs();
        let take = taken + lesson.pairs() <= (MOST_PAIRS as u128 * seen as u128 / all as u128) as usize;
        taken += if take { lesson.pairs() } else { 0 };
        take
    });
}

/// All pairs of tokens that stand in one lesson, each once.
struct Pairs {
    source: Vec<u32>,
    target: Vec<u32>,
    prior: Vec<f32>,
    /// For each lesson, for each of its source tokens, for each of its target tokens: the number of the pair.
    numbers: Vec<u32>,
}

struct Learnt {
    counts: Vec<f32>,
    totals: Vec<f32>,
}

impl Pairs {
    fn new(lessons: &[Lesson], sources: usize, anchors: &FxHashMap<(u32, u32), f32>) -> Pairs {
        // Where each source token occurs: the lesson, and the place of its row of numbers.
        let mut occurrences = Vec::new();
        let mut place = 0_usize;
        for (number, lesson) in lessons.iter().enumerate() {
            for &word in &lesson.source {
                occurrences.push((word, number as u32, place as u32));
                place += lesson.target.len();
            }
        }
        let occurrences = Rows::sorted(sources, &occurrences, |&(word, ..)| word);
        let mut pairs = Pairs { source: Vec::new(), target: Vec::new(), prior: Vec::new(), numbers: vec![0; place] };
        // For the source token at hand, the number of its pair with each target token.
        let targets = lessons.iter().flat_map(|lesson| &lesson.target).max().map_or(0, |&most| most as usize + 1);
        let mut known = vec![(u32::MAX, 0_u32); targets];
        for source in 0..sources as u32 {
            for &(_, lesson, place) in occurrences.row(source) {
                for (offset, &target) in lessons[lesson as usize].target.iter().enumerate() {
                    let slot = &mut known[target as usize];
                    if slot.0 != source {
                        *slot = (source, pairs.source.len() as u32);
                        pairs.source.push(source);
                        pairs.target.push(target);
                        pairs.prior.push(anchors.get(&(source, target)).copied().unwrap_or(0.0));
                    }
                    pairs.numbers[place as usize + offset] = slot.1;
                }
            }
        }
        pairs
    }

    /// Learns p(other side | `given` side). `given` tells that side's token of each pair.
    fn learn(&self, lessons: &[Lesson], given: &[u32], words: usize, is_forward: bool) -> Learnt {
        let mut p: Vec<f32> = self.prior.iter().map(|prior| 1.0 + 20.0 * prior).collect();
        let mut totals = vec![0.0_f32; words];
        let normalise = |p: &mut [f32], totals: &mut [f32]| {
            totals.fill(0.0);
            for (p, &word) in p.iter().zip(given) {
                totals[word as usize] += p;
            }
            for (p, &word) in p.iter_mut().zip(given) {
                *p /= totals[word as usize] + 1e-12;
            }
        };
        normalise(&mut p, &mut totals);
        let mut counts = vec![0.0_f32; p.len()];
        for _ in 0..ROUNDS {
            counts.fill(0.0);
            let mut place = 0;
            for lesson in lessons {
                let numbers = &self.numbers[place..place + lesson.pairs()];
                place += lesson.pairs();
                if is_forward {
                    share_among_sources(numbers, lesson, &p, &mut counts);
                } else {
                    share_among_targets(numbers, lesson, &p, &mut counts);
                }
            }
            p.copy_from_slice(&counts);
            normalise(&mut p, &mut totals);
        }
        Learnt { counts, totals }
    }
}

/// Each target token is shared out among the source tokens that may explain it.
fn share_among_sources(numbers: &[u32], lesson: &Lesson, p: &[f32], counts: &mut [f32]) {
    let width = lesson.target.len();
    let mut sums = [1e-9_f32; MOST_TOKENS];
    let sums = &mut sums[..width];
    for row in numbers.chunks_exact(width) {
        for (sum, &pair) in sums.iter_mut().zip(row) {
            *sum += p[pair as usize];
        }
    }
    for sum in sums.iter_mut() {
        *sum = lesson.weight / *sum;
    }
    for row in numbers.chunks_exact(width) {
        for (share, &pair) in sums.iter().zip(row) {
            counts[pair as usize] += share * p[pair as usize];
        }
    }
}

/// Each source token is shared out among the target tokens that may explain it.
fn share_among_targets(numbers: &[u32], lesson: &Lesson, p: &[f32], counts: &mut [f32]) {
    for row in numbers.chunks_exact(lesson.target.len()) {
        let sum: f32 = row.iter().map(|&pair| p[pair as usize]).sum();
        let share = lesson.weight / (sum + 1e-9);
        for &pair in row {
            counts[pair as usize] += share * p[pair as usize];
        }
    }
}
