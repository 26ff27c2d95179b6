//! The passes: by what the texts show of each other, then twice by what was learnt from the pass before.

use rayon::prelude::*;

use super::{
    Alignment, Input, TrainedLexicon,
    anchor::anchors,
    beads::{COMMON, SHAPES},
    corridor::{Corridor, rare_shared},
    crossed,
    explain::Words,
    gaps::{self, Gap},
    length::LengthModel,
    lesson::Lesson,
    moved,
    path::{Gaps, Link, Path, best},
    region,
    score::score,
    side::{Side, Vocabulary},
    table::{Table, frequencies},
    train::train,
    verdict,
};

/// Nothing is learnt yet: gaps must be dear, or texts that share no words fall apart.
const FIRST_GAPS: Gaps = Gaps { open: -5.5, extend: -4.5, turn: -7.0 };
pub(super) const GAPS: Gaps = Gaps { open: -4.8, extend: -2.5, turn: -7.0 };
/// How much of a token its anchors cover, and how much what was learnt does.
const ANCHOR_COVER: f32 = 0.5;
const LEARNT_COVER: f32 = 1.0;
/// How many beads the common shapes weigh.
const SHAPE_PRIOR: f32 = 30.0;
/// Beads to learn from are at least this likely.
const LIKELY: f32 = 0.3;
/// Passes that learn.
const LEARNING: usize = 2;

/// A document on its way through the passes.
pub(super) struct Pair {
    pub(super) source: Side,
    pub(super) target: Side,
    pub(super) length: LengthModel,
    pub(super) path: Path,
}

/// Aligns documents with one lexicon.
pub(super) fn align(inputs: &[(Input<'_>, Input<'_>)], translates: bool) -> (Vec<Alignment>, TrainedLexicon) {
    let (mut pairs, sources, targets) = read(inputs);
    let common = (frequencies(&sources), frequencies(&targets));
    let common = (common.0.as_slice(), common.1.as_slice());
    let anchors = anchors(&sources, &targets);
    let mut table = Table::new(&anchors, sources.len(), targets.len(), ANCHOR_COVER);
    pairs.par_iter_mut().for_each(|pair| pair.first(&table, common));
    let mut known = None;
    for _ in 0..LEARNING {
        let mut lessons = pairs.par_iter().flat_map_iter(Pair::lessons).collect();
        let training = train(&mut lessons, &anchors, known.as_ref(), sources.len(), targets.len());
        table = Table::new(&training.entries, sources.len(), targets.len(), LEARNT_COVER);
        known = Some(training);
        let shapes = shapes(&pairs);
        pairs.par_iter_mut().for_each(|pair| pair.again(&table, common, &shapes));
    }
    let alike = crossed::written_alike(&sources, &targets, common);
    pairs.par_iter_mut().for_each(|pair| crossed::doubt(&mut pair.path.links, &pair.source, &pair.target, &alike));
    let finish = |(pair, input): (&Pair, &(Input<'_>, Input<'_>))| {
        let gain = verdict::gain(pair);
        let words = || Words::new(&pair.source, &pair.target, &table, common);
        let moved = moved::moved(pair, words);
        let is_moved = |gap: &Gap| moved.iter().any(|moved| moved.touches(gap));
        Alignment {
            beads: region::beads(&pair.path.links),
            regions: region::regions(&pair.path.links, &pair.source, &pair.target),
            gaps: gaps::gaps(pair).into_iter().filter(|gap| !is_moved(gap)).collect(),
            verdict: verdict::verdict(pair, input, gain, translates),
            moved,
            gain,
        }
    };
    let alignments = pairs.par_iter().zip(inputs).map(finish).collect();
    (alignments, TrainedLexicon::new(sources, targets, table))
}

/// Reads all documents, and numbers their tokens through.
fn read(inputs: &[(Input<'_>, Input<'_>)]) -> (Vec<Pair>, Vocabulary, Vocabulary) {
    let read: Vec<_> = inputs.par_iter().map(|(source, target)| (Side::read(source), Side::read(target))).collect();
    let (mut sources, mut targets) = (Vocabulary::default(), Vocabulary::default());
    let mut pairs = Vec::with_capacity(read.len());
    for ((mut source, ours), (mut target, theirs)) in read {
        source.words = sources.absorb(ours);
        target.words = targets.absorb(theirs);
        let length = LengthModel::new(&source, &target);
        pairs.push(Pair { source, target, length, path: Path::default() });
    }
    (pairs, sources, targets)
}

/// How common each shape of bead is in these documents.
fn shapes(pairs: &[Pair]) -> [f32; SHAPES.len()] {
    let mut counts = COMMON.map(|share| share * SHAPE_PRIOR);
    for link in pairs.iter().flat_map(|pair| &pair.path.links) {
        let shape = (link.source.len(), link.target.len());
        if let Some(at) = SHAPES.iter().position(|&known| known == shape) {
            counts[at] += link.confidence;
        }
    }
    let sum: f32 = counts.iter().sum();
    counts.map(|count| (count / sum).ln())
}

impl Pair {
    /// The first pass: by what the texts show of each other.
    fn first(&mut self, table: &Table, common: (&[f32], &[f32])) {
        if self.is_one_sided() {
            self.path = self.lonely();
            return;
        }
        let words = Words::new(&self.source, &self.target, table, common);
        let shared = rare_shared(&self.source, &self.target, &words.table);
        let corridor = Corridor::first(&self.source, &self.target, &shared);
        let shapes = COMMON.map(f32::ln);
        let run = |length: &LengthModel, gaps: Gaps| {
            let cells = score(&self.source, &self.target, &corridor, length, &shapes, &words);
            best(self.source.n, self.target.n, &corridor, &cells, gaps)
        };
        // Lengths that differ much are one language's way, or a part is missing: then each sentence is as long as ever.
        if self.length.ratio.ln().abs() > 0.2 {
            let whole = run(&self.length, GAPS);
            let part = LengthModel { ratio: 1.0, ..self.length };
            let missing = run(&part, GAPS);
            if missing.total > whole.total {
                (self.path, self.length) = (missing, part);
            } else {
                self.path = whole;
            }
        } else {
            self.path = run(&self.length, FIRST_GAPS);
        }
        self.length = self.length.refined(&self.source, &self.target, &self.path.links);
    }

    /// A later pass: by what was learnt.
    fn again(&mut self, table: &Table, common: (&[f32], &[f32]), shapes: &[f32; SHAPES.len()]) {
        if self.is_one_sided() {
            return;
        }
        let words = Words::new(&self.source, &self.target, table, common);
        let corridor = Corridor::narrowed(&self.path.links, self.source.n, self.target.n);
        let cells = score(&self.source, &self.target, &corridor, &self.length, shapes, &words);
        self.path = best(self.source.n, self.target.n, &corridor, &cells, GAPS);
        self.length = self.length.refined(&self.source, &self.target, &self.path.links);
    }

    fn is_one_sided(&self) -> bool {
        self.source.n == 0 || self.target.n == 0
    }

    /// The only path where one side is empty.
    fn lonely(&self) -> Path {
        let link = |source, target| Link { source, target, confidence: 1.0, cut: 1.0 };
        let (n, m) = (self.source.n as u32, self.target.n as u32);
        let links = (0..n).map(|i| link(i..i + 1, 0..0)).chain((0..m).map(|j| link(n..n, j..j + 1)));
        Path { total: 0.0, links: links.collect() }
    }

    /// What can be learnt from this document.
    fn lessons(&self) -> impl Iterator<Item = Lesson> {
        let likely = self.path.links.iter().filter(|link| link.is_match() && link.confidence > LIKELY);
        likely.filter_map(|link| {
            Lesson::new(&self.source, &self.target, link.source.clone(), link.target.clone(), link.confidence)
        })
    }
}
