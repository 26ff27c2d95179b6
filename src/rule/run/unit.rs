//! Units: what is compared with its counterpart at once, by the scope of the rule.

use std::{cell::OnceCell, ops::Range};

use crate::{
    check::{Bitext, Placed, SideView},
    document::{BlockKind, Document},
    rule::{Scope, terms::Hay},
};

/// The two sides of a unit.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    pub(super) source: Side<'a>,
    pub(super) target: Side<'a>,
    /// The number of the first pair in it.
    pub(super) pair: usize,
}

/// One side of a unit.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) pieces: Vec<Piece<'a>>,
    /// The facts, each with its segment and its pair.
    pub(super) facts: Vec<(Placed<'a>, usize, usize)>,
}

/// A stretch of one segment.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) pair: usize,
    pub(super) segment: usize,
    /// The bytes of the segment's text.
    pub(super) range: Range<usize>,
    pub(super) text: &'a str,
    pub(super) kind: BlockKind,
    hay: OnceCell<Hay<'a>>,
}

impl<'a> Piece<'a> {
    /// The text made ready for terms.
    pub(super) fn hay(&self) -> &Hay<'a> {
        self.hay.get_or_init(|| Hay::new(self.text))
    }
}

/// The units of a bitext, in order.
pub(super) fn units<'b, 'a>(bitext: &'b Bitext<'a>, scope: Scope) -> impl Iterator<Item = Unit<'b>> + use<'b, 'a> {
    let mut next = 0;
    std::iter::from_fn(move || {
        if next >= bitext.pairs.len() {
            return None;
        }
        let first = next;
        next = match scope {
            Scope::Sentence => first + 1,
            Scope::Document => bitext.pairs.len(),
            Scope::Block => block_end(bitext, first),
        };
        Some(Unit {
            source: side(bitext.source, bitext.pairs[first..next].iter().map(|pair| &pair.source), first),
            target: side(bitext.target, bitext.pairs[first..next].iter().map(|pair| &pair.target), first),
            pair: first,
        })
    })
}

/// Pairs belong to one block as long as each shares a segment with the one before it.
fn block_end(bitext: &Bitext<'_>, first: usize) -> usize {
    let mut end = first + 1;
    if bitext.running.is_none() {
        return end;
    }
    let shares = |a: &SideView<'_>, b: &SideView<'_>| match (a.parts.last(), b.parts.first()) {
        (Some(a), Some(b)) => a.segment == b.segment,
        _ => false,
    };
    while let (Some(a), Some(b)) = (bitext.pairs.get(end - 1), bitext.pairs.get(end)) {
        if !shares(&a.source, &b.source) && !shares(&a.target, &b.target) {
            break;
        }
        end += 1;
    }
    end
}

fn side<'b, 'a>(document: &'b Document<'a>, views: impl Iterator<Item = &'b SideView<'a>>, first: usize) -> Side<'b> {
    let mut side = Side { document, pieces: Vec::<Piece<'b>>::new(), facts: Vec::new() };
    for (n, view) in views.enumerate() {
        for part in &view.parts {
            match side.pieces.last_mut() {
                // Sentences of one paragraph are one text again.
                Some(last)
                    if last.segment == part.segment
                        && last.range.end <= part.range.start
                        && part.text.get(last.range.end..part.range.start).is_some_and(|t| t.trim().is_empty()) =>
                {
                    last.range.end = part.range.end.max(last.range.end);
                    last.text = part.text.get(last.range.clone()).unwrap_or_default();
                }
                _ => side.pieces.push(Piece {
                    pair: first + n,
                    segment: part.segment,
                    range: part.range.clone(),
                    text: part.text.get(part.range.clone()).unwrap_or_default(),
                    kind: part.kind,
                    hay: OnceCell::new(),
                }),
            }
        }
        let segment = |placed: &Placed<'_>| view.parts.get(placed.part).map(|part| part.segment);
        side.facts.extend(view.facts.iter().filter_map(|placed| Some((*placed, segment(placed)?, first + n))));
    }
    side
}
