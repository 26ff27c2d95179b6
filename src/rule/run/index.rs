//! The terms that rules look for in sources, of all rules in one automaton: a text is read once, whatever their number.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use super::unit::Side;
use crate::rule::{
    Body, Rule,
    ready::{Demand, Seek},
    terms::Term,
};

/// Finds the terms of the rules in texts of one language.
#[derive(Default)]
pub(crate) struct Index {
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton, the terms that it announces.
    announced: Vec<Vec<Announced>>,
}

/// A term of a rule.
struct Announced {
    rule: usize,
    /// The number of the concept, in a glossary.
    concept: usize,
    term: Term,
}

/// A term that was found.
#[derive(Debug, Clone)]
pub(super) struct TermHit {
    /// The number of the piece.
    pub(super) piece: usize,
    /// The bytes of the piece's text.
    pub(super) at: Range<usize>,
    /// The number of the concept, in a glossary.
    pub(super) concept: usize,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Index({} anchors)", self.announced.len())
    }
}

impl Index {
    /// The terms of all rules for a language of sources.
    pub(crate) fn new(rules: &[Rule], source: &str) -> Index {
        let mut anchors: Vec<String> = Vec::new();
        let mut announced: Vec<Vec<Announced>> = Vec::new();
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let mut add = |rule, concept, term: &Term| {
            let anchor = term.anchor().to_owned();
            if anchor.is_empty() {
                return;
            }
            let number = *numbers.entry(anchor).or_insert_with_key(|anchor| {
                anchors.push(anchor.clone());
                announced.push(Vec::new());
                anchors.len() - 1
            });
            announced[number].push(Announced { rule, concept, term: term.clone() });
        };
        for (number, rule) in rules.iter().enumerate() {
            let Body::Compare(compare) = &rule.body else { continue };
            if let Some(Seek::Terms(table)) = &compare.source {
                table.get(source).into_iter().flatten().for_each(|term| add(number, 0, term));
            }
            if let (Demand::Glossary(glossary), None) = (&compare.demand, &compare.source) {
                for (concept, entry) in glossary.of(source).into_iter().flatten() {
                    entry.good.iter().for_each(|term| add(number, *concept, term));
                }
            }
        }
        // An automaton beyond any honest size is none: the rules then find nothing, and memory is safe.
        let automaton = if anchors.is_empty() {
            None
        } else {
            AhoCorasick::builder().match_kind(MatchKind::Standard).build(&anchors).ok()
        };
        Index { automaton, announced }
    }

    /// The terms in a side of a unit, by the numbers of their rules.
    pub(super) fn scan(&self, side: &Side<'_>, rules: &[usize]) -> FxHashMap<usize, Vec<TermHit>> {
        let mut hits: FxHashMap<usize, Vec<TermHit>> = FxHashMap::default();
        let Some(automaton) = &self.automaton else { return hits };
        for (number, piece) in side.pieces.iter().enumerate() {
            let hay = piece.hay();
            let bytes = hay.text().as_bytes();
            let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
            for found in automaton.find_overlapping_iter(bytes) {
                // Most hits stand inside other words: out with them before anything is asked.
                let start = found.start();
                let is_inside = start > 0 && is_letter(start) && is_letter(start - 1);
                let Some(announced) = self.announced.get(found.pattern().as_usize()) else { continue };
                for Announced { rule, concept, term } in announced {
                    if (is_inside && term.begins_a_word()) || rules.binary_search(rule).is_err() {
                        continue;
                    }
                    if let Some(at) = term.at(hay, start) {
                        let hit = TermHit { piece: number, at: hay.range(at), concept: *concept };
                        hits.entry(*rule).or_default().push(hit);
                    }
                }
            }
        }
        hits.values_mut().for_each(longest);
        hits
    }
}

/// Leaves out what stands inside a longer hit: *note* in *credit note*.
fn longest(hits: &mut Vec<TermHit>) {
    hits.sort_by_key(|hit| (hit.piece, hit.at.start, usize::MAX - hit.at.end, hit.concept));
    let mut longest: Option<TermHit> = None;
    hits.retain(|hit| {
        let is_inside = longest.as_ref().is_some_and(|long| {
            long.piece == hit.piece && long.at != hit.at && hit.at.start >= long.at.start && hit.at.end <= long.at.end
        });
        if !is_inside {
            longest = Some(hit.clone());
        }
        !is_inside
    });
    hits.dedup_by(|a, b| a.piece == b.piece && a.at == b.at && a.concept == b.concept);
}
