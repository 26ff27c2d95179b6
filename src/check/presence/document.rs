//! Documents: what the aligner could not give a counterpart, told block by block.

use std::ops::Range;

use super::{
    super::{Bitext, Claim, Difference, Problem, Running, SideView, Spot},
    length::{has_note, is_cut_short},
    string::copied,
};
use crate::{
    align::{Bead, Unit, Verdict},
    document::{BlockKind, Document, InlineKind},
    fact::{Confidence, Kind, Passage, extract},
    text::chars::is_word,
};

/// Each unaligned unit must be at least this surely unaligned.
const SURE: f32 = 0.8;
/// The cuts around an unaligned run must be at least this sure.
const SURE_CUT: f32 = 0.9;

pub(super) fn check(bitext: &Bitext<'_>, running: &Running<'_>, differences: &mut Vec<Difference>) {
    match &running.alignment.verdict {
        Verdict::Unrelated => differences.push(whole("unrelated-document", Problem::Changed, bitext, running)),
        Verdict::Copy => differences.push(whole("untranslated-text", Problem::Changed, bitext, running)),
        Verdict::LowConfidence => {}
        Verdict::Partial { source, target } => {
            partial(bitext, running, source.clone(), target.clone(), differences);
            gaps(bitext, running, source, target, differences);
        }
        Verdict::Good => gaps(bitext, running, &(0..0), &(0..0), differences),
    }
    if matches!(running.alignment.verdict, Verdict::Good | Verdict::Partial { .. }) {
        regions(bitext, differences);
    }
}

/// A region is this sure to be told of by itself.
const SURE_REGION: f32 = 0.95;

/// Sentences that have a counterpart, which was left in the language of the source or is far too short.
fn regions(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let translates = language(&bitext.source_locale.tag) != language(&bitext.target_locale.tag);
    for (number, pair) in bitext.pairs.iter().enumerate() {
        let is_prose = |side: &SideView<'_>| {
            let kinds = [BlockKind::Paragraph, BlockKind::Item, BlockKind::Quote];
            !side.parts.is_empty() && side.parts.iter().all(|part| kinds.contains(&part.kind))
        };
        if pair.confidence < SURE_REGION || !is_prose(&pair.source) || !is_prose(&pair.target) {
            continue;
        }
        let source: String = pair.source.texts().collect::<Vec<_>>().join(" ");
        let mut is_told = false;
        for part in pair.target.parts.iter().filter(|_| translates) {
            let text = part.text.get(part.range.clone()).unwrap_or_default();
            let Some((at, confidence)) = copied(&source, text).filter(|(at, _)| is_prose_left(text, at)) else {
                continue;
            };
            let at = part.range.start + at.start..part.range.start + at.end;
            let mut difference =
                Difference::new("untranslated-text", number, Problem::Changed, None, Some(claim(part.segment, at)));
            difference.confidence = confidence;
            differences.push(difference);
            is_told = true;
        }
        if !is_told && is_cut_short(pair) {
            let first = |side: &SideView<'_>| side.parts.first().map(|part| claim(part.segment, part.range.clone()));
            let (ours, theirs) = (first(&pair.source), first(&pair.target));
            let mut difference = Difference::new("omitted-text", number, Problem::Changed, ours, theirs);
            difference.confidence = Confidence::Medium;
            differences.push(difference);
        }
    }
}

/// So many words in a row, copied, are a sentence that was left: documents quote terms, titles and labels on purpose.
const LEFT_WORDS: usize = 7;

/// Is it running text, and none of the code, addresses and templates that documents hold?
fn is_prose_left(text: &str, at: &Range<usize>) -> bool {
    let Some(left) = text.get(at.clone()) else { return false };
    let is_prose = |word: &str| {
        let word =
            word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '"']).trim_start_matches(['(', '“', '"']);
        word.chars().all(|c| is_word(c) || matches!(c, '-' | '–' | '—' | '\'' | '’'))
    };
    let words = left.split_whitespace().count();
    // Names and quoted words stay as they are.
    let is_list = left.matches([',', ';', '、', '،']).count() * 3 > words;
    let is_quoted = text.trim_start().starts_with(['"', '“', '„', '«', '「', '‘']);
    words >= LEFT_WORDS
        && !is_list
        && !is_quoted
        && left.split_whitespace().all(is_prose)
        && !text.contains(['{', '}', '<', '>', '=', '`'])
}

/// One word about the document, at its first lines.
fn whole(topic: &'static str, problem: Problem, bitext: &Bitext<'_>, running: &Running<'_>) -> Difference {
    let first = |document: &Document<'_>, units: &[Unit]| {
        let unit = units.iter().find(|unit| has_words(document, unit))?;
        Some(claim(unit.segment as usize, unit.range.clone()))
    };
    let source = first(bitext.source, running.source_units);
    let target = first(bitext.target, running.target_units);
    let mut difference = Difference::new(topic, usize::MAX, problem, source, target);
    difference.notes.push(format!(
        "{} sentences of the source were held against {} of the translation",
        running.source_units.len(),
        running.target_units.len()
    ));
    difference
}

fn partial(
    bitext: &Bitext<'_>,
    running: &Running<'_>,
    source: Range<u32>,
    target: Range<u32>,
    differences: &mut Vec<Difference>,
) {
    for (range, units, document, problem) in [
        (source, running.source_units, bitext.source, Problem::Missing),
        (target, running.target_units, bitext.target, Problem::Added),
    ] {
        let Some(run) = units.get(range.start as usize..range.end as usize).filter(|run| !run.is_empty()) else {
            continue;
        };
        let Some(first) = run.iter().find(|unit| has_words(document, unit)) else { continue };
        let place = Some(claim(first.segment as usize, first.range.clone()));
        let (ours, theirs) = if problem == Problem::Missing { (place, None) } else { (None, place) };
        let mut difference = Difference::new("partial-translation", usize::MAX, problem, ours, theirs);
        let (from, to) = (opening(document, first), run.last().map(|unit| opening(document, unit)).unwrap_or_default());
        difference.notes.push(format!("{} of {} sentences, from “{from}” to “{to}”", run.len(), units.len()));
        differences.push(difference);
    }
}

/// Runs of units without a counterpart.
fn gaps(
    bitext: &Bitext<'_>,
    running: &Running<'_>,
    told_source: &Range<u32>,
    told_target: &Range<u32>,
    differences: &mut Vec<Difference>,
) {
    let beads = &running.alignment.beads;
    let mut at = 0;
    while at < beads.len() {
        let Some(is_source) = lone_side(&beads[at]) else {
            at += 1;
            continue;
        };
        let length = beads[at..].iter().take_while(|bead| lone_side(bead) == Some(is_source)).count();
        let run = at..at + length;
        at += length;
        // A run of the other side next to it: two versions of one text, which the aligner could not match.
        let beside = [run.start.checked_sub(1), Some(run.end)].into_iter().flatten().filter_map(|n| beads.get(n));
        if beside.filter_map(lone_side).any(|side| side != is_source) {
            continue;
        }
        for part in sure_parts(beads, run.clone()) {
            let Some(inside) = beads.get(part.clone()) else { continue };
            // Within the run the next sentence has no counterpart either, only less surely so.
            let open = (part.start > run.start, part.end < run.end);
            let cut_before = if open.0 { 1.0 } else { inside.first().map_or(0.0, |bead| bead.cut) };
            let cut_after = if open.1 { 1.0 } else { beads.get(part.end).map_or(1.0, |bead| bead.cut) };
            let sure = inside.iter().map(|bead| bead.confidence).fold(f32::INFINITY, f32::min);
            let certainty = Certainty { sure, cut: cut_before.min(cut_after), open };
            side(bitext, running, inside, is_source, told_source, told_target, certainty, differences);
        }
    }
}

/// How sure it is that a stretch has no counterpart.
#[derive(Debug, Clone, Copy)]
struct Certainty {
    /// The least posterior of its beads.
    sure: f32,
    /// The less sure one of the cuts around it.
    cut: f32,
    /// Does the sentence before it, and the one after it, lack a counterpart too?
    open: (bool, bool),
}

/// The stretches of a run whose beads are all surely unaligned.
fn sure_parts(beads: &[Bead], run: Range<usize>) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for n in run.filter(|&n| beads[n].confidence >= SURE) {
        match parts.last_mut() {
            Some(part) if part.end == n => part.end += 1,
            _ => parts.push(n..n + 1),
        }
    }
    parts
}

/// Tells one run, unless it stands elsewhere or was told already.
#[expect(clippy::too_many_arguments, reason = "one call, all of it known there")]
fn side(
    bitext: &Bitext<'_>,
    running: &Running<'_>,
    run: &[Bead],
    is_source: bool,
    told_source: &Range<u32>,
    told_target: &Range<u32>,
    certainty: Certainty,
    differences: &mut Vec<Difference>,
) {
    let (units, document, told) = if is_source {
        (running.source_units, bitext.source, told_source)
    } else {
        (running.target_units, bitext.target, told_target)
    };
    let range = span(run, is_source);
    let is_moved = running.alignment.moved.iter().any(|moved| {
        let theirs = if is_source { &moved.source } else { &moved.target };
        theirs.start < range.end && range.start < theirs.end
    });
    let is_told = told.start < range.end && range.start < told.end;
    if is_moved || is_told {
        return;
    }
    let Some(run) = units.get(range.start as usize..range.end as usize) else { return };
    tell(bitext, document, units, run, range.start as usize, certainty, is_source, differences);
}

/// The side that stands alone in a bead: `true` for the source.
fn lone_side(bead: &Bead) -> Option<bool> {
    match (bead.source.is_empty(), bead.target.is_empty()) {
        (false, true) => Some(true),
        (true, false) => Some(false),
        _ => None,
    }
}

fn span(run: &[Bead], is_source: bool) -> Range<u32> {
    let side = |bead: &Bead| if is_source { bead.source.clone() } else { bead.target.clone() };
    let start = run.first().map_or(0, |bead| side(bead).start);
    start..run.last().map_or(start, |bead| side(bead).end)
}

/// Tells a run: whole blocks, several sentences, or one that carries a fact. A lone sentence may live on in its neighbours.
#[expect(clippy::too_many_arguments, reason = "one call, all of it known there")]
fn tell(
    bitext: &Bitext<'_>,
    document: &Document<'_>,
    units: &[Unit],
    run: &[Unit],
    first: usize,
    certainty: Certainty,
    is_source: bool,
    differences: &mut Vec<Difference>,
) {
    let Certainty { sure, cut, open } = certainty;
    let words: Vec<&Unit> = run.iter().filter(|unit| has_words(document, unit)).collect();
    let Some(head) = words.first() else { return };
    let is_note = |unit: &&Unit| text(document, unit).is_some_and(|text| has_note(text, "", bitext.target_locale));
    if !is_source && words.iter().any(is_note) {
        return;
    }
    let own_block = |unit: Option<&Unit>| unit.is_none_or(|unit| run.iter().all(|inside| inside.block != unit.block));
    let before = first.checked_sub(1).and_then(|before| units.get(before));
    let is_block = (open.0 || own_block(before)) && (open.1 || own_block(units.get(first + run.len())));
    let locale = if is_source { bitext.source_locale } else { bitext.target_locale };
    let tells = |text: &str| extract(Passage::plain(text, locale)).iter().any(|fact| fact.kind != Kind::Quote);
    let carries_fact = || words.iter().any(|unit| text(document, unit).is_some_and(tells));
    // A whole block that is gone is plain to see; a sentence may have been drawn into its neighbours.
    let is_plain = is_block && sure >= 0.9 && cut >= 0.5;
    // Its neighbours are too short to have drawn it in.
    let is_gap = bitext.running.is_some_and(|running| {
        running.alignment.gaps.iter().any(|gap| {
            let gap = if is_source { &gap.source } else { &gap.target };
            (gap.start as usize) < first + run.len() && first < gap.end as usize
        })
    });
    if !is_plain && (!is_gap || cut < SURE_CUT || !(is_block || words.len() >= 2 || carries_fact())) {
        return;
    }
    let place = Some(claim(head.segment as usize, head.range.clone()));
    let (topic, problem, source, target) = match is_source {
        true => ("omitted-text", Problem::Missing, place, None),
        false => ("added-text", Problem::Added, None, place),
    };
    let mut difference =
        Difference::new(topic, nearest_pair(bitext, is_source, head.segment as usize), problem, source, target);
    difference.confidence = if sure >= 0.95 { Confidence::High } else { Confidence::Medium };
    if words.len() > 1 {
        let last = words.last().map(|unit| opening(document, unit)).unwrap_or_default();
        difference.notes.push(format!("{} sentences, up to “{last}”", words.len()));
    }
    differences.push(difference);
}

/// The pair next to a segment, whose other side shows where the text would stand.
fn nearest_pair(bitext: &Bitext<'_>, is_source: bool, segment: usize) -> usize {
    let side = |pair: &super::super::Pair<'_>| {
        let (ours, theirs) = if is_source { (&pair.source, &pair.target) } else { (&pair.target, &pair.source) };
        let first = ours.parts.first().map(|part| part.segment)?;
        (!theirs.parts.is_empty()).then_some(first)
    };
    let places = bitext.pairs.iter().enumerate().filter_map(|(n, pair)| Some((side(pair)?.abs_diff(segment), n)));
    places.min().map_or(usize::MAX, |(_, n)| n)
}

/// Has a unit words, not only marks and template tags? Code is compared by its own check.
fn has_words(document: &Document<'_>, unit: &Unit) -> bool {
    let Some(segment) = document.segments.get(unit.segment as usize) else { return false };
    let is_tag = |at: usize| {
        let kinds = [InlineKind::Markup, InlineKind::Placeholder];
        segment.inline.iter().any(|inline| kinds.contains(&inline.kind) && inline.at.contains(&at))
    };
    let letters = |text: &str| {
        text.char_indices().filter(|&(at, c)| c.is_alphabetic() && !is_tag(unit.range.start + at)).take(3).count()
    };
    unit.kind != BlockKind::Code && text(document, unit).is_some_and(|text| letters(text) == 3)
}

fn text<'a>(document: &'a Document<'_>, unit: &Unit) -> Option<&'a str> {
    document.segments.get(unit.segment as usize)?.text.get(unit.range.clone())
}

/// The first words of a unit, for a note.
fn opening(document: &Document<'_>, unit: &Unit) -> String {
    const LONG: usize = 40;
    let text = text(document, unit).unwrap_or_default().trim();
    match text.char_indices().nth(LONG) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

fn claim(segment: usize, at: Range<usize>) -> Claim {
    Claim { spot: Spot { segment, at }, value: None, reading: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_was_left_is_prose_and_code_is_not() {
        let is_left = |text: &str| is_prose_left(text, &(0..text.len()));
        assert!(is_left("the (old) well-known mill stands near the river’s bend, they say."));
        assert!(!is_left("the old mill stands"));
        assert!(!is_left("csv, date, dbm, etc, gdbm, scanf, zlib, webrick"));
        assert!(!is_left("“How does the old mill by the river work?”"));
        assert!(!is_left("{{< grid file of the old mill near the river >}}"));
        assert!(!is_left("see example.org/old/mill for the old mill near the river"));
    }
}
