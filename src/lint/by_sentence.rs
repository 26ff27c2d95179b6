//! Documents of running text: aligned by their sentences, compared region by region.

use std::{fs, ops::Range};

use rayon::prelude::*;

use super::{Job, Outcome, Settings, findings, read::Loaded};
use crate::{
    align::{self, Alignment, Moved, TrainedLexicon, Unit, Verdict},
    check::{self, Bitext, Pair, Running, SideView},
    document::Document,
    fact::Fact,
    finding::Finding,
    locale::Locale,
    rule::Rules,
};

/// Splits the jobs into batches of one language pair and of bounded size, in the order of their paths.
pub(super) fn batches(jobs: Vec<&Job>, most: u64) -> Vec<Vec<&Job>> {
    let mut jobs = jobs;
    let languages = |job: &Job| (job.source.language.clone(), job.target.language.clone());
    jobs.sort_by_cached_key(|job| (languages(job), job.source.name.clone(), job.target.name.clone()));
    let mut batches: Vec<Vec<&Job>> = Vec::new();
    let mut size = 0;
    for job in jobs {
        let bytes = [&job.source, &job.target]
            .map(|input| fs::metadata(&input.path).map_or(0, |data| data.len()))
            .iter()
            .sum::<u64>();
        match batches.last_mut() {
            Some(batch)
                if size + bytes <= most && batch.last().is_some_and(|last| languages(last) == languages(job)) =>
            {
                batch.push(job);
                size += bytes;
            }
            _ => {
                batches.push(vec![job]);
                size = bytes;
            }
        }
    }
    batches
}

/// A document with all that aligning and checking it need.
struct Prepared<'a> {
    loaded: &'a Loaded,
    document: Document<'a>,
    units: Vec<Unit>,
    facts: Vec<Vec<Fact>>,
    locale: &'static Locale,
}

/// Compares the documents of one language pair, which share what the aligner learns.
pub(super) fn compare(batch: &[&Job], rules: &Rules, settings: Settings) -> Outcome {
    let mut outcome = Outcome::default();
    let loaded: Vec<_> = batch.par_iter().map(|job| Ok((*job, job.source.load()?, job.target.load()?))).collect();
    let mut pairs = Vec::new();
    for result in loaded {
        match result {
            Ok(pair) => pairs.push(pair),
            Err(error) => outcome.errors.push(error),
        }
    }
    let prepared: Vec<(Prepared<'_>, Prepared<'_>)> = pairs
        .par_iter()
        .map(|(job, source, target)| (prepare(source, &job.source.language), prepare(target, &job.target.language)))
        .collect();
    let Some((first, second)) = prepared.first().map(|(s, t)| (s.locale, t.locale)) else { return outcome };
    let inputs: Vec<_> = prepared.iter().map(|(source, target)| (input(source), input(target))).collect();
    let (alignments, lexicon) = align::align(&inputs, first, second, settings.align_scope);
    let compared: Vec<(usize, Vec<_>)> = prepared
        .par_iter()
        .zip(&alignments)
        .map(|((source, target), alignment)| {
            let bitext = bitext(source, target, alignment, &lexicon);
            (bitext.pairs.len(), findings(&bitext, &source.loaded.file, &target.loaded.file, rules))
        })
        .collect();
    for (source, target) in &prepared {
        outcome.errors.extend(source.loaded.junk(&source.document));
        outcome.errors.extend(target.loaded.junk(&target.document));
    }
    for ((segments, findings), (source, target)) in compared.into_iter().zip(&prepared) {
        let mut one = Outcome { findings, ..Outcome::default() };
        if settings.suppress {
            let source = (&source.document, &source.loaded.file, source.locale);
            one.quiet(Some(source), (&target.document, &target.loaded.file, target.locale));
        }
        outcome.pairs += 1;
        outcome.segments += segments;
        outcome.findings.extend(one.findings);
        outcome.suppressed += one.suppressed;
        outcome.suppressions.extend(one.suppressions);
    }
    outcome
}

/// Compares two documents by themselves, their comments too.
pub(super) fn compare_loaded(source: &Loaded, target: &Loaded, languages: (&str, &str), rules: &Rules) -> Outcome {
    let mut outcome = Outcome { findings: compare_texts(source, target, languages, rules), ..Outcome::default() };
    let (ours, theirs) = (source.document(), target.document());
    let (from, to) = (Locale::get(languages.0), Locale::get(languages.1));
    outcome.quiet(Some((&ours, &source.file, from)), (&theirs, &target.file, to));
    outcome
}

/// Compares two documents by themselves.
pub(super) fn compare_texts(source: &Loaded, target: &Loaded, languages: (&str, &str), rules: &Rules) -> Vec<Finding> {
    let (source, target) = (prepare(source, languages.0), prepare(target, languages.1));
    let inputs = [(input(&source), input(&target))];
    let (alignments, lexicon) = align::align(&inputs, source.locale, target.locale, align::Scope::Document);
    let Some(alignment) = alignments.first() else { return Vec::new() };
    let bitext = bitext(&source, &target, alignment, &lexicon);
    findings(&bitext, &source.loaded.file, &target.loaded.file, rules)
}

fn prepare<'a>(loaded: &'a Loaded, language: &str) -> Prepared<'a> {
    let locale = Locale::get(language);
    let document = loaded.document();
    let units = align::units(&document, locale);
    let facts = document.segments.iter().map(|segment| check::facts(segment, locale)).collect();
    Prepared { loaded, document, units, facts, locale }
}

fn input<'a>(prepared: &'a Prepared<'_>) -> align::Input<'a> {
    let segments = &prepared.document.segments;
    let text = |unit: &Unit| {
        segments.get(unit.segment as usize).and_then(|s| s.text.get(unit.range.clone())).unwrap_or_default()
    };
    align::Input {
        sentences: prepared.units.iter().map(text).collect(),
        blocks: Some(prepared.units.iter().map(|unit| unit.block).collect()),
        kinds: Some(prepared.units.iter().map(|unit| unit.kind).collect()),
    }
}

/// How sure it is that a block that moved stands for the one it was found to.
const MOVED: f32 = 0.9;

fn bitext<'a>(
    source: &'a Prepared<'a>,
    target: &'a Prepared<'a>,
    alignment: &'a Alignment,
    lexicon: &'a TrainedLexicon,
) -> Bitext<'a> {
    let moved = &alignment.moved;
    let is_moved = [
        |unit: u32, moved: &Moved| moved.source.contains(&unit),
        |unit: u32, moved: &Moved| moved.target.contains(&unit),
    ];
    let view = |side: &'a Prepared<'a>, units: Vec<u32>| {
        let stretches = stretches(&side.units, units).into_iter();
        let with_facts = stretches.map(|(n, range)| (n, range, side.facts.get(n).map_or(&[][..], Vec::as_slice)));
        SideView::new(&side.document, side.locale, with_facts)
    };
    let region = |region: &align::Region| {
        let beads = alignment.beads.get(region.beads.start as usize..region.beads.end as usize).unwrap_or_default();
        let (first, last) = (beads.first()?, beads.last()?);
        // What has moved is compared where it is, not where its counterpart is missing.
        let here = |range: Range<u32>, is_moved: fn(u32, &Moved) -> bool| -> Vec<u32> {
            range.filter(|&unit| !moved.iter().any(|moved| is_moved(unit, moved))).collect()
        };
        let (ours, theirs) = (
            here(first.source.start..last.source.end, is_moved[0]),
            here(first.target.start..last.target.end, is_moved[1]),
        );
        let is_left = !ours.is_empty() || !theirs.is_empty();
        is_left.then(|| Pair {
            source: view(source, ours),
            target: view(target, theirs),
            confidence: region.confidence,
        })
    };
    let pair_of_moved = |moved: &Moved| Pair {
        source: view(source, moved.source.clone().collect()),
        target: view(target, moved.target.clone().collect()),
        confidence: MOVED,
    };
    let related = !matches!(alignment.verdict, Verdict::Unrelated);
    let pairs = if related {
        alignment.regions.iter().filter_map(region).chain(moved.iter().map(pair_of_moved)).collect()
    } else {
        Vec::new()
    };
    Bitext {
        source_locale: source.locale,
        target_locale: target.locale,
        source: &source.document,
        target: &target.document,
        pairs,
        running: Some(Running { alignment, lexicon, source_units: &source.units, target_units: &target.units }),
        company: None,
    }
}

/// The stretches of segments that some units cover: neighbours in one segment are one stretch.
fn stretches(units: &[Unit], numbers: Vec<u32>) -> Vec<(usize, Range<usize>)> {
    let mut stretches: Vec<(usize, Range<usize>)> = Vec::new();
    let mut next = None;
    for number in numbers {
        let Some(unit) = units.get(number as usize) else { continue };
        match stretches.last_mut() {
            Some((segment, stretch)) if *segment == unit.segment as usize && next == Some(number) => {
                stretch.end = unit.range.end;
            }
            _ => stretches.push((unit.segment as usize, unit.range.clone())),
        }
        next = Some(number + 1);
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences about nothing, each with names and numbers of its own.
    fn paragraphs(order: &[usize], of: &str, changed: usize) -> String {
        let paragraph = |&n: &usize| {
            let year = 1200 + 37 * n + usize::from(n == changed);
            format!("Mira{n}ko {of} Tolve{n} {of} {year}, {of} Sarn{n}ik {of} {}.\n\n", 5000 + 113 * n)
        };
        order.iter().map(paragraph).collect()
    }

    #[test]
    fn a_block_that_moved_is_compared_with_its_partner_and_not_missed() {
        let rules = Rules::shipped().expect("the shipped rules are sound");
        let order: Vec<usize> = (0..20).collect();
        let mut other = order.clone();
        let block = other.remove(3);
        other.insert(15, block);
        let find = |changed| {
            let source = Loaded::text(&paragraphs(&order, "saw the", 99));
            let target = Loaded::text(&paragraphs(&other, "sah das", changed));
            compare_texts(&source, &target, ("en", "de"), &rules)
        };
        let told: Vec<String> = find(99).into_iter().map(|finding| finding.rule).collect();
        assert_eq!(told, Vec::<String>::new());
        let told = find(3);
        assert!(told.iter().any(|finding| finding.message.contains("1311")), "{told:?}");
    }
}
