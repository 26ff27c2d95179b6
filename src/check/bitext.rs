//! Two texts side by side: aligned pairs with the facts of either side.

use std::ops::{Deref, Range};

use super::Company;
use crate::{
    align::{Alignment, TrainedLexicon, Unit},
    document::{BlockKind, Document, Segment},
    fact::{Fact, Passage, extract},
    locale::Locale,
};

/// A source and its translation, aligned, with their facts.
#[derive(Debug)]
pub struct Bitext<'a> {
    /// The language of the source.
    pub source_locale: &'a Locale,
    /// The language of the translation.
    pub target_locale: &'a Locale,
    /// The segments of the source.
    pub source: &'a Document<'a>,
    /// The segments of the translation.
    pub target: &'a Document<'a>,
    /// The pairs, in the order of the source; blocks that moved come after all others.
    pub pairs: Vec<Pair<'a>>,
    /// For documents of running text: what the aligner knows. Neighbouring pairs then follow each other as text does.
    pub running: Option<Running<'a>>,
    /// Other texts of the run in the same languages: how they write a name is evidence. None where the pairs themselves
    /// are all there is.
    pub company: Option<&'a Company<'a>>,
}

/// What the aligner knows of two documents.
#[derive(Debug, Clone, Copy)]
pub struct Running<'a> {
    /// The alignment of the units.
    pub alignment: &'a Alignment,
    /// What the run's texts say about which word translates which.
    pub lexicon: &'a TrainedLexicon,
    /// The sentences of the source.
    pub source_units: &'a [Unit],
    /// The sentences of the translation.
    pub target_units: &'a [Unit],
}

impl Running<'_> {
    /// Does the aligner know a text of the translation that stands for this place of the source?
    ///
    /// Not so where the sentence was left out, or where it is not sure at all what became of it.
    pub fn answers(&self, spot: &Spot) -> bool {
        let before = |unit: &Unit| (unit.segment as usize, unit.range.start) <= (spot.segment, spot.at.start);
        let unit = self.source_units.partition_point(before).saturating_sub(1) as u32;
        let beads = &self.alignment.beads;
        let bead = beads.get(beads.partition_point(|bead| bead.source.end <= unit));
        bead.is_some_and(|bead| !bead.target.is_empty() && bead.confidence > 0.5)
    }
}

/// Text of the source and text of the translation that stand for each other: a keyed string, or a region of sentences.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The source's side.
    pub source: SideView<'a>,
    /// The translation's side.
    pub target: SideView<'a>,
    /// How sure the alignment is, 0–1.
    pub confidence: f32,
}

/// One side of a pair.
#[derive(Debug)]
pub struct SideView<'a> {
    /// The language.
    pub locale: &'a Locale,
    /// The stretches of text, in order.
    pub parts: Parts<'a>,
    /// The facts that begin in them, in order.
    pub facts: Vec<Placed<'a>>,
}

/// A stretch of one segment.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The segment's number in its document.
    pub segment: usize,
    /// The whole text of the segment.
    pub text: &'a str,
    /// The bytes of the text that belong to the pair.
    pub range: Range<usize>,
    /// What kind of text it is.
    pub kind: BlockKind,
}

/// The stretches of a side. A string is one, and needs no list.
#[derive(Debug, Clone, Default)]
pub enum Parts<'a> {
    /// No text at all.
    #[default]
    None,
    /// One stretch.
    One([Part<'a>; 1]),
    /// More of them.
    Many(Vec<Part<'a>>),
}

impl<'a> Parts<'a> {
    /// Adds a stretch behind the others.
    pub fn push(&mut self, part: Part<'a>) {
        *self = match std::mem::take(self) {
            Parts::None => Parts::One([part]),
            Parts::One([first]) => Parts::Many(vec![first, part]),
            Parts::Many(mut parts) => {
                parts.push(part);
                Parts::Many(parts)
            }
        };
    }
}

impl<'a> Deref for Parts<'a> {
    type Target = [Part<'a>];

    fn deref(&self) -> &[Part<'a>] {
        match self {
            Parts::None => &[],
            Parts::One(part) => part,
            Parts::Many(parts) => parts,
        }
    }
}

impl<'a, 'p> IntoIterator for &'p Parts<'a> {
    type Item = &'p Part<'a>;
    type IntoIter = std::slice::Iter<'p, Part<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A fact with the part it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// The fact. Its place counts in bytes of the part's whole text.
    pub fact: &'a Fact,
    /// The number of the part.
    pub part: usize,
}

/// A place on one side of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The segment's number in its document.
    pub segment: usize,
    /// The bytes of the segment's text.
    pub at: Range<usize>,
}

impl<'a> SideView<'a> {
    /// The side made of some stretches of a document: the segment, the bytes of its text, the facts of the segment.
    pub fn new(
        document: &'a Document<'a>,
        locale: &'a Locale,
        stretches: impl IntoIterator<Item = (usize, Range<usize>, &'a [Fact])>,
    ) -> SideView<'a> {
        let mut view = SideView { locale, parts: Parts::None, facts: Vec::new() };
        for (segment, range, facts) in stretches {
            let Some(Segment { text, kind, .. }) = document.segments.get(segment) else { continue };
            let part = view.parts.len();
            view.parts.push(Part { segment, text, range: range.clone(), kind: *kind });
            let first = facts.partition_point(|fact| fact.at.start < range.start);
            let inside = &facts[first..];
            let inside = &inside[..inside.partition_point(|fact| fact.at.start < range.end)];
            view.facts.extend(inside.iter().map(|fact| Placed { fact, part }));
        }
        view
    }

    /// The whole side as a place; the start of the document where the side is empty.
    pub fn spot(&self) -> Option<Spot> {
        let part = self.parts.first()?;
        Some(Spot { segment: part.segment, at: part.range.clone() })
    }

    /// Where a fact of this side stands.
    pub fn spot_of(&self, placed: &Placed<'_>) -> Option<Spot> {
        Some(Spot { segment: self.parts.get(placed.part)?.segment, at: placed.fact.at.clone() })
    }

    /// The texts of the parts, each cut to what belongs to the pair.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.parts.iter().map(|part| part.text.get(part.range.clone()).unwrap_or_default())
    }

    /// Has the side any text?
    pub fn is_empty(&self) -> bool {
        self.texts().all(|text| text.trim().is_empty())
    }
}

/// The facts of a segment.
pub fn facts(segment: &Segment<'_>, locale: &Locale) -> Vec<Fact> {
    extract(Passage { text: &segment.text, inline: &segment.inline, kind: segment.kind, locale })
}
