//! Learns which token stands for which from beads that are likely right: IBM model 1, in both directions.
//!
//! Brown et al., *The Mathematics of Statistical Machine Translation* (1993). Anchors are where it starts from, and a floor.

use super::{
    lesson::Lesson,
    table::{Entry, Rows},
};

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 3;
/// Pairs of tokens to learn from; runs with more are sampled, so that memory stays bounded.
const MOST_PAIRS: usize = 6_000_000;
/// Entries that are less likely in both directions are dropped.
const LEAST: f32 = 0.05;
/// Pairs that are less likely in both directions after the first round will not get there.
const HOPELESS: f32 = 0.005;
/// What is taken off every count: chance makes pairs as well.
const DISCOUNT: f32 = 0.5;

/// What was learnt, and the pairs of tokens that may be learnt of again.
pub(super) struct Training {
    pub(super) entries: Vec<Entry>,
    /// For each source token, the target tokens that were not hopeless.
    pairs: Rows<u32>,
}

/// The entries that the lessons and the anchors make together.
///
/// `known` is what an earlier training found: it is where this one starts from.
pub(super) fn train(
    lessons: &mut Vec<Lesson>,
    anchors: &[Entry],
    known: Option<&Training>,
    sources: usize,
    targets: usize,
) -> Training {
    sample(lessons);
    let entries = known.map_or(anchors, |known| &known.entries);
    drop_rare(lessons, entries, sources, targets);
    let learnt = Pairs::new(lessons, entries, known.map(|known| &known.pairs), sources, targets).learn(
        known.is_none(),
        lessons,
        targets,
    );
    let pairs = &learnt.pairs;
    let probability = |count: f32, total: f32| (count - DISCOUNT).max(0.0) / (total + 1.0);
    let anchors = Rows::sorted(sources, anchors, |entry| entry.source);
    // For the source token at hand, what its anchors with each target token say.
    let mut floors = vec![Both::default(); targets];
    let mut entries = Vec::new();
    for source in 0..sources as u32 {
        let total = learnt.sources[source as usize];
        // Anchors stay as a floor that sinks with the evidence against them.
        for entry in anchors.row(source) {
            floors[entry.target as usize] = Both {
                forward: entry.forward * 2.0 / (2.0 + total),
                backward: entry.backward * 2.0 / (2.0 + learnt.targets[entry.target as usize]),
            };
        }
        for number in pairs.of(source as usize) {
            let (target, counts) = (pairs.targets[number], pairs.counts[number]);
            let forward = probability(counts.forward, total);
            let backward = probability(counts.backward, learnt.targets[target as usize]);
            if forward >= LEAST || backward >= LEAST {
                let floor = std::mem::take(&mut floors[target as usize]);
                let count = counts.forward.min(counts.backward);
                let (forward, backward) = (forward.max(floor.forward), backward.max(floor.backward));
                entries.push(Entry { source, target, forward, backward, count });
            }
        }
        for entry in anchors.row(source) {
            let floor = std::mem::take(&mut floors[entry.target as usize]);
            if floor.forward > 0.0 || floor.backward > 0.0 {
                entries.push(Entry { forward: floor.forward, backward: floor.backward, count: 0.0, ..*entry });
            }
        }
    }
    let Learnt { pairs: Pairs { first, targets: items, .. }, .. } = learnt;
    Training { entries, pairs: Rows { first, items } }
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

/// Drops tokens that stand in one lesson only and look like none of the other side: they could only learn that the lesson
/// is right.
fn drop_rare(lessons: &mut [Lesson], known: &[Entry], sources: usize, targets: usize) {
    let (mut ours, mut theirs) = (vec![0_u32; sources], vec![0_u32; targets]);
    for lesson in lessons.iter() {
        lesson.source.iter().for_each(|&word| ours[word as usize] += 1);
        lesson.target.iter().for_each(|&word| theirs[word as usize] += 1);
    }
    for entry in known {
        ours[entry.source as usize] += 1;
        theirs[entry.target as usize] += 1;
    }
    for lesson in lessons {
        lesson.source.retain(|&word| ours[word as usize] > 1);
        lesson.target.retain(|&word| theirs[word as usize] > 1);
    }
}

/// A number for each direction: target given source, source given target.
#[derive(Clone, Copy, Default)]
struct Both {
    forward: f32,
    backward: f32,
}

/// A target token in a lesson of the source token at hand.
#[derive(Clone, Copy)]
struct Slot {
    /// Its place among the target tokens of all lessons.
    place: u32,
    /// The number of the pair.
    pair: u32,
}

/// All pairs of tokens that stand in one lesson, each once, those of a source token together: whoever goes through the
/// lessons of a token touches a few neighbouring pairs again and again.
struct Pairs {
    /// The target token of each pair.
    targets: Vec<u32>,
    /// The first pair of each source token, and the end.
    first: Vec<u32>,
    /// How often each pair stood for each other; at first, what was known of it before.
    counts: Vec<Both>,
    /// For each source token and each of its lessons, the target tokens there.
    slots: Vec<Slot>,
    /// The weight of each of these lessons, and where its slots end.
    ends: Vec<(f32, u32)>,
}

/// What was learnt of each pair of tokens, and how often each token stood for another at all.
struct Learnt {
    pairs: Pairs,
    sources: Vec<f32>,
    targets: Vec<f32>,
}

impl Pairs {
    fn new(lessons: &[Lesson], known: &[Entry], likely: Option<&Rows<u32>>, sources: usize, targets: usize) -> Pairs {
        // Where each source token stands: the lesson, and the place of its first target token.
        let mut occurrences = Vec::new();
        let mut place = 0;
        for (number, lesson) in lessons.iter().enumerate() {
            occurrences.extend(lesson.source.iter().map(|&word| (word, number as u32, place)));
            place += lesson.target.len() as u32;
        }
        let all: usize = lessons.iter().map(Lesson::pairs).sum();
        let mut pairs = Pairs {
            targets: Vec::with_capacity(all / 2),
            first: Vec::with_capacity(sources + 1),
            counts: Vec::with_capacity(all / 2),
            slots: Vec::with_capacity(all),
            ends: Vec::with_capacity(occurrences.len()),
        };
        let occurrences = Rows::sorted(sources, &occurrences, |&(word, ..)| word);
        let known = Rows::sorted(sources, known, |entry| entry.source);
        // For the source token at hand, the number of its pair with each target token.
        let mut seen = vec![(u32::MAX, 0_u32); targets];
        let mut priors = vec![Both { forward: 1.0, backward: 1.0 }; targets];
        for source in 0..sources as u32 {
            pairs.first.push(pairs.targets.len() as u32);
            let row = occurrences.row(source);
            if row.is_empty() {
                continue;
            }
            for entry in known.row(source) {
                priors[entry.target as usize] =
                    Both { forward: 1.0 + 20.0 * entry.forward, backward: 1.0 + 20.0 * entry.backward };
            }
            for &target in likely.map_or(&[][..], |likely| likely.row(source)) {
                seen[target as usize] = (source, pairs.targets.len() as u32);
                pairs.targets.push(target);
                pairs.counts.push(priors[target as usize]);
            }
            for &(_, lesson, place) in row {
                let lesson = &lessons[lesson as usize];
                for (&target, place) in lesson.target.iter().zip(place..) {
                    let seen = &mut seen[target as usize];
                    if seen.0 != source {
                        if likely.is_some() {
                            continue;
                        }
                        *seen = (source, pairs.targets.len() as u32);
                        pairs.targets.push(target);
                        pairs.counts.push(priors[target as usize]);
                    }
                    pairs.slots.push(Slot { place, pair: seen.1 });
                }
                pairs.ends.push((lesson.weight, pairs.slots.len() as u32));
            }
            for entry in known.row(source) {
                priors[entry.target as usize] = Both { forward: 1.0, backward: 1.0 };
            }
        }
        pairs.first.push(pairs.targets.len() as u32);
        pairs
    }

    /// The pairs of a source token.
    fn of(&self, source: usize) -> std::ops::Range<usize> {
        self.first[source] as usize..self.first[source + 1] as usize
    }

    fn learn(mut self, is_first: bool, lessons: &[Lesson], targets: usize) -> Learnt {
        let sources = self.first.len() - 1;
        let (mut of_sources, mut of_targets) = (vec![0.0; sources], vec![0.0; targets]);
        let places = lessons.iter().map(|lesson| lesson.target.len()).sum();
        let mut shares = vec![0.0_f32; places];
        let mut p = Vec::with_capacity(self.targets.len());
        for round in 0..ROUNDS {
            self.total(&mut of_sources, &mut of_targets);
            self.normalise(&of_sources, &of_targets, &mut p);
            if round == 1 && is_first {
                self.prune(&mut p);
            }
            self.share(lessons, &p, &mut shares);
            self.count(&p, &shares);
        }
        self.total(&mut of_sources, &mut of_targets);
        Learnt { pairs: self, sources: of_sources, targets: of_targets }
    }

    /// Sums up the counts of each token.
    fn total(&self, sources: &mut [f32], targets: &mut [f32]) {
        targets.fill(1e-12);
        for (source, total) in sources.iter_mut().enumerate() {
            *total = 1e-12;
            let range = self.of(source);
            for (&target, counts) in self.targets[range.clone()].iter().zip(&self.counts[range]) {
                *total += counts.forward;
                targets[target as usize] += counts.backward;
            }
        }
    }

    /// Probabilities from counts.
    fn normalise(&self, sources: &[f32], targets: &[f32], p: &mut Vec<Both>) {
        let backward: Vec<f32> = targets.iter().map(|total| 1.0 / total).collect();
        p.clear();
        for (source, total) in sources.iter().enumerate() {
            let (range, forward) = (self.of(source), 1.0 / total);
            let pairs = self.targets[range.clone()].iter().zip(&self.counts[range]);
            p.extend(pairs.map(|(&target, counts)| Both {
                forward: counts.forward * forward,
                backward: counts.backward * backward[target as usize],
            }));
        }
    }

    /// Drops pairs that will not become likely: most pairs of tokens stand together once or twice, by chance.
    fn prune(&mut self, p: &mut Vec<Both>) {
        let mut numbers = vec![u32::MAX; p.len()];
        let mut kept = 0;
        let mut end = 0;
        for source in 0..self.first.len() - 1 {
            let start = std::mem::replace(&mut end, self.first[source + 1] as usize);
            self.first[source] = kept as u32;
            for pair in start..end {
                if p[pair].forward >= HOPELESS || p[pair].backward >= HOPELESS {
                    numbers[pair] = kept as u32;
                    (p[kept], self.targets[kept]) = (p[pair], self.targets[pair]);
                    kept += 1;
                }
            }
        }
        if let Some(last) = self.first.last_mut() {
            *last = kept as u32;
        }
        p.truncate(kept);
        self.targets.truncate(kept);
        self.counts.truncate(kept);
        let (mut from, mut to) = (0, 0);
        for (_, end) in &mut self.ends {
            for at in from..*end as usize {
                let Slot { place, pair } = self.slots[at];
                let pair = numbers[pair as usize];
                if pair != u32::MAX {
                    self.slots[to] = Slot { place, pair };
                    to += 1;
                }
            }
            from = std::mem::replace(end, to as u32) as usize;
        }
        self.slots.truncate(to);
    }

    /// What each target token of a lesson gives to a source token, by the probability that this explains it.
    fn share(&self, lessons: &[Lesson], p: &[Both], shares: &mut [f32]) {
        shares.fill(1e-9);
        for slot in &self.slots {
            shares[slot.place as usize] += p[slot.pair as usize].forward;
        }
        let weights = lessons.iter().flat_map(|lesson| std::iter::repeat_n(lesson.weight, lesson.target.len()));
        for (share, weight) in shares.iter_mut().zip(weights) {
            *share = weight / *share;
        }
    }

    /// Shares each token out among the tokens of the other side that may explain it.
    fn count(&mut self, p: &[Both], shares: &[f32]) {
        self.counts.fill(Both::default());
        let mut slots = self.slots.as_slice();
        let mut start = 0;
        for &(weight, end) in &self.ends {
            let (row, rest) = slots.split_at((end - start) as usize);
            (slots, start) = (rest, end);
            let sum: f32 = row.iter().map(|slot| p[slot.pair as usize].backward).sum();
            let source = weight / (sum + 1e-9);
            for slot in row {
                let (p, counts) = (p[slot.pair as usize], &mut self.counts[slot.pair as usize]);
                counts.forward += shares[slot.place as usize] * p.forward;
                counts.backward += source * p.backward;
            }
        }
    }
}
