//! The line: discover → pair → read → align → extract facts → check → suppress → report.

mod agreement;
mod by_key;
mod by_sentence;
mod place;
mod read;

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    align::Scope,
    cache::Cache,
    check::{self, Bitext, Company, Pair, SideView},
    document::{BlockKind, Document, Origin, Segment},
    error::RunError,
    finding::Finding,
    format::{self, Layout, Reader},
    locale::Locale,
    rule::Rules,
    source::SourceFile,
    suppress::{self, Suppression},
};

pub use read::Input;

/// Two files to compare, and what is known of them. For bilingual formats both are the same file.
#[derive(Debug, Clone)]
pub struct Job {
    /// The file that says what the translation must say.
    pub source: Input,
    /// The translation.
    pub target: Input,
}

/// What a run found, before anything is suppressed or shown.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// Sorted by file, place and rule.
    pub findings: Vec<Finding>,
    /// Files that could not be read, or not all of them.
    pub errors: Vec<RunError>,
    /// How many pairs of files were compared.
    pub pairs: usize,
    /// How many aligned pairs of text were compared.
    pub segments: usize,
    /// How many findings comments keep quiet.
    pub suppressed: usize,
    /// The comments that keep findings quiet, or would.
    pub suppressions: Vec<Suppression>,
}

/// Settings of a run that are no rules.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// What the aligner learns from: all documents of a language pair, or each by itself.
    pub align_scope: Scope,
    /// Do comments in the files keep findings quiet?
    pub suppress: bool,
}

/// Who hears how many more pairs are done.
pub type Tell<'a> = &'a (dyn Fn(usize) + Sync);

/// The largest amount of text of running documents that is held at once.
const BATCH_BYTES: u64 = 64 << 20;

/// Compares files. Sorted, and the same with any number of threads, whether found anew or in the cache.
///
/// `tell` hears of every few pairs that are done, from any thread.
pub fn run(jobs: &[Job], rules: &Rules, settings: Settings, cache: Option<&Cache>, tell: Tell<'_>) -> Outcome {
    if rules.looks_across_files() {
        // One changed file may change what is said of any other.
        let all: Vec<&Job> = jobs.iter().collect();
        return remembered(cache, &all, rules, || compare(jobs, rules, settings, None, tell));
    }
    compare(jobs, rules, settings, cache, tell)
}

fn compare(jobs: &[Job], rules: &Rules, settings: Settings, cache: Option<&Cache>, tell: Tell<'_>) -> Outcome {
    rules.begin();
    let (running, keyed): (Vec<&Job>, Vec<&Job>) =
        jobs.iter().partition(|job| job.source.layout() == Some(Layout::Document));
    let mut outcomes: Vec<Outcome> = keyed
        .par_iter()
        .map(|job| {
            let outcome = remembered(cache, &[job], rules, || by_key::compare(job, rules, settings));
            tell(1);
            outcome
        })
        .collect();
    for batch in by_sentence::batches(running, BATCH_BYTES) {
        outcomes.push(remembered(cache, &batch, rules, || by_sentence::compare(&batch, rules, settings)));
        tell(batch.len());
    }
    let mut whole = Outcome::default();
    whole.findings.reserve(outcomes.iter().map(|outcome| outcome.findings.len()).sum());
    for outcome in outcomes {
        whole.add(outcome);
    }
    agreement::settle(&mut whole.findings, jobs);
    whole.findings.retain(|finding| finding.confidence >= rules.min_confidence);
    whole.suppressions = suppress::merged(whole.suppressions);
    let mut at_end = rules.end(&|name| {
        let mut inputs = jobs.iter().flat_map(|job| [&job.source, &job.target]);
        Some(inputs.find(|input| input.name == name)?.load().ok()?.file)
    });
    whole.suppressed += suppress::quiet_across(&mut at_end, &mut whole.suppressions);
    whole.findings.extend(at_end);
    whole.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    whole.errors.sort();
    // A file that stands in several pairs is read for each, and told once.
    whole.errors.dedup();
    whole
}

/// What the cache knows of some jobs, else what `compare` finds.
fn remembered(cache: Option<&Cache>, jobs: &[&Job], rules: &Rules, compare: impl FnOnce() -> Outcome) -> Outcome {
    let names = jobs.iter().flat_map(|job| [&job.source, &job.target]);
    let key = cache.and_then(|cache| {
        let words = names.clone().flat_map(|input| [input.name.as_str(), input.language.as_str()]);
        let files: Vec<&std::path::Path> = names.clone().map(|input| input.path.as_path()).collect();
        Some((cache, cache.key(words, &files)?))
    });
    if let Some(outcome) = key.and_then(|(cache, key)| cache.get(key)) {
        return outcome;
    }
    let outcome = compare();
    // What a stopped rule left out must not be taken for all there is.
    if let Some((cache, key)) = key.filter(|_| rules.stopped().next().is_none()) {
        cache.put(key, &outcome);
    }
    outcome
}

impl Outcome {
    /// Adds what another part of the run found.
    fn add(&mut self, other: Outcome) {
        self.findings.extend(other.findings);
        self.errors.extend(other.errors);
        self.pairs += other.pairs;
        self.segments += other.segments;
        self.suppressed += other.suppressed;
        self.suppressions.extend(other.suppressions);
    }

    /// Takes away what comments of the two files keep quiet. In a bilingual file there is one document.
    fn quiet(
        &mut self,
        source: Option<(&Document<'_>, &SourceFile, &Locale)>,
        target: (&Document<'_>, &SourceFile, &Locale),
    ) {
        let read = |(document, file, locale): (&Document<'_>, &SourceFile, &Locale)| {
            suppress::comments(document, file, &locale.tag)
        };
        let (mut source, mut target) = (source.map(read).unwrap_or_default(), read(target));
        self.suppressed += suppress::quiet(&mut self.findings, &mut source, &mut target);
        self.suppressions.extend(source);
        self.suppressions.extend(target);
    }
}

/// Two texts that stand for each other as they are, such as a line of `fidelint stream`. Places count in bytes of each.
///
/// Each is a text and its language.
pub fn texts(source: (&str, &str), target: (&str, &str), rules: &Rules) -> Vec<Finding> {
    texts_among(None, source, target, rules)
}

/// As [`texts`], with other texts of the run in the same languages, which tell how names are rendered.
pub fn texts_among(
    company: Option<&Company<'_>>,
    source: (&str, &str),
    target: (&str, &str),
    rules: &Rules,
) -> Vec<Finding> {
    strings(company, source, target, rules, &one)
}

/// Two lists of strings, a line each, such as an example of a rule. Lists of different lengths are one text each.
pub fn lines(source: (&str, &str), target: (&str, &str), rules: &Rules) -> Vec<Finding> {
    let by_line = source.0.lines().count() == target.0.lines().count();
    let split = |text: &str| -> Vec<Range<usize>> {
        let mut end = 0;
        let line = |line: &str| {
            let start = end;
            end += line.len();
            start..start + line.trim_end_matches(['\r', '\n']).len()
        };
        text.split_inclusive('\n').map(line).collect()
    };
    strings(None, source, target, rules, if by_line { &split } else { &one })
}

/// A text as one string.
fn one(text: &str) -> Vec<Range<usize>> {
    std::iter::once(0..text.len()).collect()
}

fn strings(
    company: Option<&Company<'_>>,
    source: (&str, &str),
    target: (&str, &str),
    rules: &Rules,
    split: &dyn Fn(&str) -> Vec<Range<usize>>,
) -> Vec<Finding> {
    let file = |text: &str| SourceFile::new("", text);
    let (source_locale, target_locale) = (Locale::get(source.1), Locale::get(target.1));
    let (source, target) = (file(source.0), file(target.0));
    let (source_doc, target_doc) = (document(&source, split), document(&target, split));
    let ours: Vec<_> = source_doc.segments.iter().map(|segment| check::facts_again(segment, source_locale)).collect();
    let theirs: Vec<_> = target_doc.segments.iter().map(|segment| check::facts(segment, target_locale)).collect();
    let whole = |document: &Document<'_>, n: usize| 0..document.segments.get(n).map_or(0, |s| s.text.len());
    let pairs = ours.iter().zip(&theirs).enumerate().map(|(n, (ours, theirs))| Pair {
        source: SideView::new(&source_doc, source_locale, [(n, whole(&source_doc, n), &ours[..])]),
        target: SideView::new(&target_doc, target_locale, [(n, whole(&target_doc, n), theirs.as_slice())]),
        confidence: 1.0,
    });
    let bitext = Bitext {
        source_locale,
        target_locale,
        source: &source_doc,
        target: &target_doc,
        pairs: pairs.collect(),
        running: None,
        company,
    };
    findings(&bitext, &source, &target, rules)
}

/// Two texts as somebody would write them: documents where they have paragraphs, else as [`lines`].
pub fn passages(source: (&str, &str), target: (&str, &str), rules: &Rules) -> Vec<Finding> {
    if !(source.0.contains("\n\n") || target.0.contains("\n\n")) {
        return lines(source, target, rules);
    }
    let languages = (source.1, target.1);
    let (source, target) = (read::Loaded::text(source.0), read::Loaded::text(target.0));
    by_sentence::compare_texts(&source, &target, languages, rules)
}

/// The contents of two files of a format, with what there is to say of the comments in them. The first is not looked at
/// where the format holds both sides in one file.
pub fn contents(
    reader: &'static dyn Reader,
    source: (&str, &str),
    target: (&str, &str),
    rules: &Rules,
) -> Vec<Finding> {
    let loaded = |text: &str| read::Loaded::new(SourceFile::new("", text), reader);
    let (ours, theirs) = (loaded(source.0), loaded(target.0));
    let languages = (source.1, target.1);
    let mut outcome = match reader.layout() {
        Layout::Document => by_sentence::compare_loaded(&ours, &theirs, languages, rules),
        Layout::Keyed | Layout::Bilingual => by_key::compare_loaded(&ours, &theirs, languages, rules),
    };
    let wants = |topic: &str| rules.about(topic).is_some();
    let comments = outcome.suppressions.iter().filter_map(|suppression| suppression.finding(&wants));
    outcome.findings.extend(comments.filter_map(|finding| rules.at_end(finding)));
    outcome.findings
}

fn document<'a>(file: &'a SourceFile, split: &dyn Fn(&str) -> Vec<Range<usize>>) -> Document<'a> {
    let segment = |at: Range<usize>| {
        let text = file.text.get(at.clone()).unwrap_or_default();
        let mut segment = Segment::new(text, Origin::verbatim(at.start, text.len()), BlockKind::String);
        format::mark_inline(&mut segment);
        segment
    };
    Document { segments: split(&file.text).into_iter().map(segment).collect(), ..Document::default() }
}

/// Runs the rules and gives what they say its places in the two files. Sorted.
fn findings(bitext: &Bitext<'_>, source: &SourceFile, target: &SourceFile, rules: &Rules) -> Vec<Finding> {
    let verdicts = rules.run(bitext, source, target).into_iter();
    let mut findings: Vec<Finding> = verdicts.map(|verdict| place::finding(verdict, bitext, source, target)).collect();
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings
}
