//! Finds out which sentences of a translation stand for which sentences of its source.
//!
//! No dictionary and no model: lengths, shared tokens, blocks and punctuation start it off, and a lexicon trained on the
//! run's own texts does the rest. The result knows how sure it is, so that checks can stay quiet where it is not.

mod anchor;
mod beads;
mod corridor;
mod crossed;
mod explain;
mod gaps;
mod length;
mod lesson;
mod lexicon;
mod math;
mod moved;
mod passes;
mod path;
mod posterior;
mod region;
mod score;
mod side;
mod skeleton;
mod table;
mod token;
mod train;
mod units;
mod verdict;

pub use gaps::Gap;
pub use lexicon::TrainedLexicon;
pub(crate) use side::length as weighted_length;
pub use units::{Unit, units};

use std::ops::Range;

use rayon::prelude::*;

use crate::{document::BlockKind, locale::Locale};

/// One side of a document, as the aligner reads it.
#[derive(Debug, Clone, Default)]
pub struct Input<'a> {
    /// The sentences, in order.
    pub sentences: Vec<&'a str>,
    /// The number of the block that each sentence stands in, where that is known.
    pub blocks: Option<Vec<u32>>,
    /// What kind of block it is, where that is known.
    pub kinds: Option<Vec<BlockKind>>,
}

/// How the two sides of a document belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// The beads, in order: each sentence of either side stands in exactly one.
    pub beads: Vec<Bead>,
    /// Runs of beads between two sure cuts: what has no counterpart in its region has none nearby.
    pub regions: Vec<Region>,
    /// Text that one side surely lacks.
    pub gaps: Vec<Gap>,
    /// Blocks that stand elsewhere in the translation than in the source.
    pub moved: Vec<Moved>,
    /// What the alignment says of the document as a whole.
    pub verdict: Verdict,
    /// How much better the alignment explains the two texts than "nothing belongs together" does, per sentence.
    pub gain: f32,
}

/// Sentences that translate each other; one side is empty where the other has no counterpart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Sentences of the source.
    pub source: Range<u32>,
    /// Sentences of the target.
    pub target: Range<u32>,
    /// The probability that this is a bead.
    pub confidence: f32,
    /// The probability that a cut falls before it on both sides.
    pub cut: f32,
}

/// A run of beads between two sure cuts.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// The beads, by number.
    pub beads: Range<u32>,
    /// The probability of the less sure one of its two cuts.
    pub confidence: f32,
}

/// Sentences that translate each other out of order.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Sentences of the source.
    pub source: Range<u32>,
    /// Sentences of the target.
    pub target: Range<u32>,
    /// By how much more likely the two are a translation than not, in nats.
    pub evidence: f32,
}

/// What an alignment says of the document as a whole.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The target translates the source.
    Good,
    /// It does, but a large part is missing on one side.
    Partial {
        /// Sentences of the source without a counterpart; empty where nothing large is missing.
        source: Range<u32>,
        /// Sentences of the target without a counterpart; empty where nothing large is missing.
        target: Range<u32>,
    },
    /// The alignment is too unsure to be relied on.
    LowConfidence,
    /// The two are not translations of each other.
    Unrelated,
    /// The target is the source, not translated.
    Copy,
}

impl Verdict {
    /// The verdict's name in machine-readable output.
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Good => "good",
            Verdict::Partial { .. } => "partial",
            Verdict::LowConfidence => "low-confidence",
            Verdict::Unrelated => "unrelated",
            Verdict::Copy => "copy",
        }
    }
}

/// Whose texts train the lexicon that a document is aligned with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// All documents of the run: better for short documents.
    #[default]
    Run,
    /// The document alone: its result does not depend on its neighbours.
    Document,
}

/// Aligns documents of one language pair, and tells what was learnt about its words.
///
/// The result depends on the order of the documents (give them in path order), and on nothing else: not on how the work
/// is spread over threads.
pub fn align(
    pairs: &[(Input<'_>, Input<'_>)],
    source: &Locale,
    target: &Locale,
    scope: Scope,
) -> (Vec<Alignment>, TrainedLexicon) {
    // `en` to `en-AU` copies most of its sentences, and rightly so.
    let language = |locale: &Locale| locale.tag.split('-').next().unwrap_or_default().to_owned();
    let translates = language(source) != language(target);
    match scope {
        Scope::Run => passes::align(pairs, translates),
        Scope::Document => {
            let alone = pairs.par_iter().map(|pair| passes::align(std::slice::from_ref(pair), translates));
            let alone: Vec<(Vec<Alignment>, TrainedLexicon)> = alone.collect();
            let lexicon =
                if let [(_, lexicon)] = alone.as_slice() { lexicon.clone() } else { TrainedLexicon::default() };
            (alone.into_iter().flat_map(|(alignments, _)| alignments).collect(), lexicon)
        }
    }
}
