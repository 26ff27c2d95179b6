//! Finding on one side of a unit what a rule looks for.

use std::ops::Range;

use super::unit::{Piece, Side};
use crate::{
    document::{InlineKind, Segment},
    fact::Fact,
    rule::{
        PartKind,
        ready::{Seek, When},
        terms::Term,
    },
};

/// Something that was found on one side of a unit.
#[derive(Debug, Clone)]
pub(super) struct Match<'a> {
    pub(super) pair: usize,
    pub(super) segment: usize,
    /// The bytes of the segment's text.
    pub(super) at: Range<usize>,
    pub(super) text: &'a str,
    pub(super) captures: Vec<(String, String)>,
    pub(super) fact: Option<&'a Fact>,
    /// The fact that stands with it, and its text.
    pub(super) with: Option<(&'a Fact, &'a str)>,
    /// The concept of a glossary.
    pub(super) concept: usize,
}

impl Match<'_> {
    /// The canonical value, or the text where it has none.
    pub(super) fn value(&self) -> String {
        self.fact.map_or_else(|| self.text.to_owned(), |fact| fact.value.to_string())
    }

    /// Do the two share a byte?
    pub(super) fn touches(&self, other: &Match<'_>) -> bool {
        self.segment == other.segment && self.at.start < other.at.end && other.at.start < self.at.end
    }
}

/// Which of the pieces are looked at.
pub(super) fn looks_at(when: &When, piece: &Piece<'_>) -> bool {
    let kind = PartKind::of(piece.kind);
    match when.parts.is_empty() {
        true => kind != PartKind::Code,
        false => when.parts.contains(&kind) || when.parts.contains(&PartKind::LinkText),
    }
}

/// A match of a piece's bytes.
pub(super) fn of_piece<'a>(piece: &Piece<'a>, at: Range<usize>) -> Match<'a> {
    Match {
        pair: piece.pair,
        segment: piece.segment,
        text: piece.text.get(at.clone()).unwrap_or_default(),
        at: piece.range.start + at.start..piece.range.start + at.end,
        captures: Vec::new(),
        fact: None,
        with: None,
        concept: 0,
    }
}

/// All that a rule looks for on one side. Terms of the source come from the index instead.
pub(super) fn find<'a>(seek: &Seek, side: &Side<'a>, lang: &str, when: &When) -> Vec<Match<'a>> {
    let mut matches = Vec::new();
    let pieces = || side.pieces.iter().filter(|piece| looks_at(when, piece));
    match seek {
        Seek::Regex(table) => {
            let Some(pattern) = table.get(lang) else { return matches };
            let Some(regex) = pattern.regex(|_| String::new()) else { return matches };
            for piece in pieces() {
                let mut hits = Vec::new();
                pattern.find(&regex, piece.text, &mut hits);
                matches.extend(hits.into_iter().map(|hit| Match { captures: hit.captures, ..of_piece(piece, hit.at) }));
            }
        }
        Seek::Text(table) => {
            let Some(text) = table.get(lang) else { return matches };
            pieces().for_each(|piece| matches.extend(literal(piece, text)));
        }
        Seek::Terms(table) => {
            let terms = table.get(lang).map_or(&[][..], Vec::as_slice);
            pieces().for_each(|piece| matches.extend(of_terms(piece, terms)));
        }
        Seek::Fact { kind, with } => {
            let of_kind = facts(side, when, |fact| fact.kind == *kind);
            for mut found in of_kind {
                if let Some(with) = with {
                    // The fact that stands with it: the nearest one of the same sentence.
                    let near = facts(side, when, |fact| fact.kind == *with)
                        .into_iter()
                        // Who is named in a quotation does not speak it.
                        .filter(|other| other.pair == found.pair && !other.touches(&found))
                        .min_by_key(|other| distance(&other.at, &found.at));
                    found.with = near.and_then(|near| Some((near.fact?, near.text)));
                    if found.with.is_none() && speaker(&found).is_none() {
                        continue;
                    }
                }
                matches.push(found);
            }
        }
    }
    only_link_text(matches, side, when)
}

/// The speaker that a quotation itself names.
pub(super) fn speaker<'a>(found: &Match<'a>) -> Option<&'a str> {
    match &found.fact?.value {
        crate::fact::Value::Quote { speaker, .. } => speaker.as_deref(),
        _ => None,
    }
}

fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

/// The facts of one side that a rule looks at.
pub(super) fn facts<'a>(side: &Side<'a>, when: &When, is_wanted: impl Fn(&Fact) -> bool) -> Vec<Match<'a>> {
    let seen = |segment: usize| {
        when.parts.is_empty() || side.pieces.iter().any(|piece| piece.segment == segment && looks_at(when, piece))
    };
    let matches = side.facts.iter().filter(|(placed, segment, _)| is_wanted(placed.fact) && seen(*segment));
    matches
        .filter_map(|&(placed, segment, pair)| {
            let text = side.document.segments.get(segment)?.text.get(placed.fact.at.clone())?;
            Some(Match {
                pair,
                segment,
                at: placed.fact.at.clone(),
                text,
                captures: Vec::new(),
                fact: Some(placed.fact),
                with: None,
                concept: 0,
            })
        })
        .collect()
}

/// The occurrences of a text.
pub(super) fn literal<'a>(piece: &Piece<'a>, text: &str) -> Vec<Match<'a>> {
    if text.is_empty() {
        return Vec::new();
    }
    memchr::memmem::find_iter(piece.text.as_bytes(), text.as_bytes())
        .map(|at| of_piece(piece, at..at + text.len()))
        .collect()
}

/// The occurrences of terms.
pub(super) fn of_terms<'a>(piece: &Piece<'a>, terms: &[Term]) -> Vec<Match<'a>> {
    let hay = piece.hay();
    let mut places: Vec<Range<usize>> = terms.iter().flat_map(|term| term.find(hay)).collect();
    places.sort_by_key(|at| (at.start, usize::MAX - at.end));
    // Of terms that begin at one place, the longest holds.
    places.dedup_by_key(|at| at.start);
    places.into_iter().map(|at| of_piece(piece, hay.range(at))).collect()
}

/// Does it stand in code, in a placeholder or in markup, where words are no words?
pub(super) fn is_in_code(found: &Match<'_>, side: &Side<'_>) -> bool {
    let Some(Segment { inline, .. }) = side.document.segments.get(found.segment) else { return false };
    let code = inline.iter().filter(|inline| inline.kind != InlineKind::Link);
    code.take_while(|inline| inline.at.start < found.at.end).any(|inline| inline.at.end > found.at.start)
}

/// `parts = ["link-text"]` keeps what stands in links.
fn only_link_text<'a>(mut matches: Vec<Match<'a>>, side: &Side<'a>, when: &When) -> Vec<Match<'a>> {
    if !when.parts.contains(&PartKind::LinkText) {
        return matches;
    }
    let kind = |segment: usize| side.document.segments.get(segment).map(|segment| PartKind::of(segment.kind));
    matches.retain(|found| {
        if kind(found.segment).is_some_and(|kind| when.parts.contains(&kind)) {
            return true;
        }
        let Some(segment) = side.document.segments.get(found.segment) else { return false };
        segment.inline.iter().any(|inline| {
            inline.kind == InlineKind::Link && inline.at.start <= found.at.start && found.at.end <= inline.at.end
        })
    });
    matches
}
