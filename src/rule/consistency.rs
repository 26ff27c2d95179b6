//! One source, one translation: the same text translated in different ways across the files of a run.
//!
//! Unlike all other rules this one sees no pair alone: what the files have is collected, and compared at the end.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use super::Rules;
use crate::{
    check::{Bitext, Claim, Difference, Pair, Problem, Spot},
    fact::Confidence,
    finding::{Finding, Place, Severity},
    source::SourceFile,
};

/// The topic that rules choose by `check`.
pub(super) const TOPIC: &str = "consistency";
/// How many texts are kept; beyond any project that people keep in one repository.
const MOST: usize = 4_000_000;
/// Longer texts are hardly repeated by chance, and expensive to keep.
const LONGEST: usize = 400;

/// The texts of a run.
#[derive(Debug, Default)]
pub(super) struct Collector {
    seen: Mutex<Vec<Occurrence>>,
}

/// A text with its translation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence {
    languages: Arc<(String, String)>,
    source: Box<str>,
    /// The files of the source and of the translation.
    paths: Arc<(String, String)>,
    /// Bytes, then line and column, in the translation and in the source.
    target_at: At,
    source_at: At,
    target: Box<str>,
    key: Option<Box<str>>,
    rule: usize,
    severity: Severity,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    start: u32,
    end: u32,
}

impl Collector {
    /// Notes the texts of a bitext for a rule.
    pub(super) fn collect(
        &self,
        (rule, severity): (usize, Severity),
        bitext: &Bitext<'_>,
        source: &SourceFile,
        target: &SourceFile,
    ) {
        let languages = Arc::new((bitext.source_locale.tag.clone(), bitext.target_locale.tag.clone()));
        let paths = Arc::new((source.path.clone(), target.path.clone()));
        let mut found = Vec::new();
        for pair in &bitext.pairs {
            let Some((from, to)) = whole(pair) else { continue };
            let (Some(s), Some(t)) = (bitext.source.segments.get(from), bitext.target.segments.get(to)) else {
                continue;
            };
            let at = |segment: &crate::document::Segment<'_>| {
                let span = segment.span(0..segment.text.len());
                At { start: span.start as u32, end: span.end as u32 }
            };
            found.push(Occurrence {
                languages: languages.clone(),
                source: plain(&s.text).into(),
                paths: paths.clone(),
                target_at: at(t),
                source_at: at(s),
                target: plain(&t.text).into(),
                key: t.key.as_deref().map(Box::from),
                rule,
                severity,
            });
        }
        let mut seen = self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let room = MOST.saturating_sub(seen.len());
        seen.extend(found.into_iter().take(room));
    }

    /// What differs, in the order of the files however the work was shared.
    pub(super) fn findings(&self, rules: &Rules, read: &dyn Fn(&str) -> Option<SourceFile>) -> Vec<Finding> {
        let mut seen = std::mem::take(&mut *self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
        seen.sort();
        let mut files: BTreeMap<String, Option<SourceFile>> = BTreeMap::new();
        let mut findings = Vec::new();
        for group in seen.chunk_by(|a, b| a.languages == b.languages && a.source == b.source && a.rule == b.rule) {
            let Some(usual) = usual(group) else { continue };
            for odd in group.iter().filter(|other| other.target != usual.target) {
                let mut place = |path: &str, at: At, text: &str, label: &str| {
                    let file = files.entry(path.to_owned()).or_insert_with(|| read(path));
                    let span = (at.start as usize..at.end as usize).into();
                    file.as_ref().map(|file| Place::new(file, span, text, label))
                };
                let Some(rule) = rules.rules.get(odd.rule) else { continue };
                let target = place(&odd.paths.1, odd.target_at, &odd.target, "another translation here");
                let usually = place(&usual.paths.1, usual.target_at, &usual.target, "as here");
                let source = place(&odd.paths.0, odd.source_at, &odd.source, "the source says");
                let values = |name: &str| match name {
                    "source.text" | "source.value" | "source.reading" => odd.source.to_string(),
                    "target.text" | "target.value" | "target.reading" => odd.target.to_string(),
                    "expected" => usual.target.to_string(),
                    "lang" => odd.languages.1.clone(),
                    "source_lang" => odd.languages.0.clone(),
                    _ => String::new(),
                };
                let note = usually.map(|place| format!("translated so in {}:{}", place.path, place.line));
                findings.push(Finding {
                    rule: rule.id.clone(),
                    tags: rule.tags.clone(),
                    severity: odd.severity,
                    confidence: rule.confidence.min(Confidence::Medium),
                    message: rule.message.fill(values),
                    help: rule.help.as_ref().map(|help| help.fill(values)),
                    notes: note.into_iter().collect(),
                    source,
                    target,
                    key: odd.key.as_deref().map(str::to_owned),
                    language: odd.languages.1.clone(),
                    yields: false,
                });
            }
        }
        findings
    }
}

/// The translation that most have, or the first of them; nothing where all agree.
fn usual(group: &[Occurrence]) -> Option<&Occurrence> {
    let first = group.first()?;
    if group.iter().all(|other| other.target == first.target) {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for other in group {
        *counts.entry(&other.target).or_default() += 1;
    }
    let most = counts.values().max()?;
    group.iter().find(|other| counts.get(&*other.target) == Some(most))
}

/// The segments of a pair that stand for each other as a whole.
fn whole(pair: &Pair<'_>) -> Option<(usize, usize)> {
    let ([source], [target]) = (&pair.source.parts[..], &pair.target.parts[..]) else { return None };
    let is_whole = |part: &crate::check::Part<'_>| {
        part.range == (0..part.text.len()) && part.text.len() <= LONGEST && part.text.chars().any(char::is_alphabetic)
    };
    (is_whole(source) && is_whole(target)).then_some((source.segment, target.segment))
}

/// Blanks are no difference.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The differences within one bitext, for the tests of a rule and for `fidelint stream`, which see no more.
pub(super) fn within(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    let mut first: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (number, pair) in bitext.pairs.iter().enumerate() {
        let Some((source, target)) = whole(pair) else { continue };
        let text = |document: &crate::document::Document<'_>, n: usize| {
            document.segments.get(n).map(|segment| plain(&segment.text)).unwrap_or_default()
        };
        let (from, to) = (text(bitext.source, source), text(bitext.target, target));
        match first.get(&from) {
            Some((_, usual)) if *usual != to => {
                let claim = |segment: usize, side: &crate::check::SideView<'_>| {
                    Some(Claim {
                        spot: Spot { segment, at: side.parts.first()?.range.clone() },
                        value: None,
                        reading: None,
                    })
                };
                let mut difference = Difference::new(
                    TOPIC,
                    number,
                    Problem::Changed,
                    claim(source, &pair.source),
                    claim(target, &pair.target),
                );
                difference.expected = Some(usual.clone());
                differences.push(difference);
            }
            Some(_) => {}
            None => {
                first.insert(from, (number, to));
            }
        }
    }
}
