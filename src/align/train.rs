//! Learns which token stands for which from beads that are likely right: IBM model 1, in both directions.
//!
//! Brown et al., *The Mathematics of Statistical Machine Translation* (1993). Anchors are where it starts from, and a floor.

use rustc_hash::FxHashMap;

use super::{
    side::Side,
    table::{Entry, Rows},
};

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 3;
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
///
/// `known` is what an earlier training found: it is where this one starts from.
pub(super) fn train(
    lessons: &mut Vec<Lesson>,
    anchors: &[Entry],
    known: Option<&[Entry]>,
    sources: usize,
    targets: usize,
) -> Vec<Entry> {
    sample(lessons);
    let pairs = Pairs::new(lessons, known.unwrap_or(anchors), sources, targets);
    let learnt = pairs.learn(lessons, sources, targets);
    let probability = |count: f32, total: f32| (count - DISCOUNT).max(0.0) / (total + 1.0);
    let mut entries = Vec::new();
    let mut kept: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for (pair, counts) in pairs.list.iter().zip(&learnt.counts) {
        let (source, target) = (pair.source, pair.target);
        let there = probability(counts.forward, learnt.sources[source as usize]);
        let back = probability(counts.backward, learnt.targets[target as usize]);
        if there >= LEAST || back >= LEAST {
            if pair.prior.forward > 0.0 {
                kept.insert((source, target), entries.len());
            }
            let count = counts.forward.min(counts.backward);
            entries.push(Entry { source, target, forward: there, backward: back, count });
        }
    }
    // Anchors stay as a floor that sinks with the evidence against them.
    for entry in anchors {
        let there = entry.forward * 2.0 / (2.0 + learnt.sources[entry.source as usize]);
        let back = entry.backward * 2.0 / (2.0 + learnt.targets[entry.target as usize]);
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

/// A pair of tokens that stand in one lesson.
struct Pair {
    source: u32,
    target: u32,
    prior: Both,
}

/// All pairs of tokens, each once.
struct Pairs {
    list: Vec<Pair>,
    /// For each lesson, for each of its source tokens, for each of its target tokens: the number of the pair.
    numbers: Vec<u32>,
}

/// A number for each direction: target given source, source given target.
#[derive(Clone, Copy, Default)]
struct Both {
    forward: f32,
    backward: f32,
}

/// How often each pair of tokens stood for each other, and how often each token did at all.
struct Learnt {
    counts: Vec<Both>,
    sources: Vec<f32>,
    targets: Vec<f32>,
}

impl Pairs {
    fn new(lessons: &[Lesson], anchors: &[Entry], sources: usize, targets: usize) -> Pairs {
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
        let anchors = Rows::sorted(sources, anchors, |entry| entry.source);
        let mut pairs = Pairs { list: Vec::new(), numbers: vec![0; place] };
        // For the source token at hand, the number of its pair with each target token, and its anchors.
        let mut known = vec![(u32::MAX, 0_u32); targets];
        let mut priors = vec![Both::default(); targets];
        for source in 0..sources as u32 {
            for entry in anchors.row(source) {
                priors[entry.target as usize] = Both { forward: entry.forward, backward: entry.backward };
            }
            for &(_, lesson, place) in occurrences.row(source) {
                let targets = &lessons[lesson as usize].target;
                for (number, &target) in pairs.numbers[place as usize..].iter_mut().zip(targets) {
                    let slot = &mut known[target as usize];
                    if slot.0 != source {
                        *slot = (source, pairs.list.len() as u32);
                        pairs.list.push(Pair { source, target, prior: priors[target as usize] });
                    }
                    *number = slot.1;
                }
            }
            for entry in anchors.row(source) {
                priors[entry.target as usize] = Both::default();
            }
        }
        pairs
    }

    fn learn(&self, lessons: &[Lesson], sources: usize, targets: usize) -> Learnt {
        let start =
            |pair: &Pair| Both { forward: 1.0 + 20.0 * pair.prior.forward, backward: 1.0 + 20.0 * pair.prior.backward };
        let counts: Vec<Both> = self.list.iter().map(start).collect();
        let mut p = counts.clone();
        let mut learnt = Learnt { counts, sources: vec![0.0; sources], targets: vec![0.0; targets] };
        for _ in 0..ROUNDS {
            self.normalise(&mut learnt, &mut p);
            learnt.counts.fill(Both::default());
            let mut place = 0;
            for lesson in lessons {
                let numbers = &self.numbers[place..place + lesson.pairs()];
                place += lesson.pairs();
                lesson.count(numbers, &p, &mut learnt.counts);
            }
        }
        self.total(&mut learnt);
        learnt
    }

    /// Sums up the counts of each token.
    fn total(&self, learnt: &mut Learnt) {
        learnt.sources.fill(1e-12);
        learnt.targets.fill(1e-12);
        for (pair, counts) in self.list.iter().zip(&learnt.counts) {
            learnt.sources[pair.source as usize] += counts.forward;
            learnt.targets[pair.target as usize] += counts.backward;
        }
    }

    /// Probabilities from counts.
    fn normalise(&self, learnt: &mut Learnt, p: &mut [Both]) {
        self.total(learnt);
        let shares = |totals: &[f32]| -> Vec<f32> { totals.iter().map(|total| 1.0 / total).collect() };
        let (sources, targets) = (shares(&learnt.sources), shares(&learnt.targets));
        for ((pair, counts), p) in self.list.iter().zip(&learnt.counts).zip(p) {
            p.forward = counts.forward * sources[pair.source as usize];
            p.backward = counts.backward * targets[pair.target as usize];
        }
    }
}

impl Lesson {
    /// Shares each token out among the tokens of the other side that may explain it.
    fn count(&self, numbers: &[u32], p: &[Both], counts: &mut [Both]) {
        let width = self.target.len();
        let (mut sources, mut targets) = ([0.0_f32; MOST_TOKENS], [1e-9_f32; MOST_TOKENS]);
        let targets = &mut targets[..width];
        for (source, row) in sources.iter_mut().zip(numbers.chunks_exact(width)) {
            let mut sum = 1e-9;
            for (target, &pair) in targets.iter_mut().zip(row) {
                let p = p[pair as usize];
                *target += p.forward;
                sum += p.backward;
            }
            *source = self.weight / sum;
        }
        for target in targets.iter_mut() {
            *target = self.weight / *target;
        }
        for (&source, row) in sources.iter().zip(numbers.chunks_exact(width)) {
            for (&target, &pair) in targets.iter().zip(row) {
                let (p, counts) = (p[pair as usize], &mut counts[pair as usize]);
                counts.forward += target * p.forward;
                counts.backward += source * p.backward;
            }
        }
    }
}
