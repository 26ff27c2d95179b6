//! Documents of running text: aligned by their sentences, compared region by region.

use std::{fs, ops::Range};

use rayon::prelude::*;

use super::{Job, Outcome, Settings, findings, read::Loaded};
use crate::{
    align::{self, Alignment, TrainedLexicon, Unit, Verdict},
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

fn bitext<'a>(
    source: &'a Prepared<'a>,
    target: &'a Prepared<'a>,
    alignment: &'a Alignment,
    lexicon: &'a TrainedLexicon,
) -> Bitext<'a> {
    let view = |side: &'a Prepared<'a>, units: Range<u32>| {
        let stretches = stretches(&side.units, units).into_iter();
        let with_facts = stretches.map(|(n, range)| (n, range, side.facts.get(n).map_or(&[][..], Vec::as_slice)));
        SideView::new(&side.document, side.locale, with_facts)
    };
    let region = |region: &align::Region| {
        let beads = alignment.beads.get(region.beads.start as usize..region.beads.end as usize).unwrap_or_default();
        let (first, last) = (beads.first()?, beads.last()?);
        Some(Pair {
            source: view(source, first.source.start..last.source.end),
            target: view(target, first.target.start..last.target.end),
            confidence: region.confidence,
        })
    };
    let related = !matches!(alignment.verdict, Verdict::Unrelated);
    let pairs = if related { alignment.regions.iter().filter_map(region).collect() } else { Vec::new() };
    Bitext {
        source_locale: source.locale,
        target_locale: target.locale,
        source: &source.document,
        target: &target.document,
        pairs,
        running: Some(Running { alignment, lexicon, source_units: &source.units, target_units: &target.units }),
    }
}

/// The stretches of segments that some units cover: neighbours in one segment are one stretch.
fn stretches(units: &[Unit], range: Range<u32>) -> Vec<(usize, Range<usize>)> {
    let mut stretches: Vec<(usize, Range<usize>)> = Vec::new();
    for unit in units.get(range.start as usize..range.end as usize).unwrap_or_default() {
        match stretches.last_mut() {
            Some((segment, stretch)) if *segment == unit.segment as usize => stretch.end = unit.range.end,
            _ => stretches.push((unit.segment as usize, unit.range.clone())),
        }
    }
    stretches
}
