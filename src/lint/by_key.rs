//! Files whose entries pair by key, or that hold both sides themselves.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Job, Outcome, Settings, findings};
use crate::{
    check::{self, Bitext, Pair, SideView},
    document::{self, Document, State},
    fact::Fact,
    format::Layout,
    locale::Locale,
    rule::Rules,
    source::SourceFile,
};

/// So many entries are compared at once: facts of more are never held.
const CHUNK: usize = 1024;

/// Compares one pair of files.
pub(super) fn compare(job: &Job, rules: &Rules, settings: Settings) -> Outcome {
    let target = match job.target.load() {
        Ok(file) => file,
        Err(error) => return Outcome { errors: vec![error], ..Outcome::default() },
    };
    let document = target.document();
    let whole = Side { file: &target.file, document: &document, locale: Locale::get(&job.target.language) };
    let mut errors = target.junk(&document);
    let mut outcome = if target.layout() == Layout::Bilingual {
        let source = Side { locale: Locale::get(&job.source.language), ..whole };
        let mut outcome = compare_links(source, whole, &sides(&document), rules);
        if settings.suppress {
            outcome.quiet(None, whole.read());
        }
        outcome
    } else {
        let source = match job.source.load() {
            Ok(file) => file,
            Err(error) => return Outcome { errors: vec![error], ..Outcome::default() },
        };
        let source_doc = source.document();
        errors.extend(source.junk(&source_doc));
        let side = Side { file: &source.file, document: &source_doc, locale: Locale::get(&job.source.language) };
        let mut outcome = compare_links(side, whole, &keys(&source_doc, &document), rules);
        if settings.suppress {
            outcome.quiet(Some(side.read()), whole.read());
        }
        outcome
    };
    outcome.errors = errors;
    outcome
}

/// One side of a pair of files.
#[derive(Clone, Copy)]
struct Side<'a> {
    file: &'a SourceFile,
    document: &'a Document<'a>,
    locale: &'static Locale,
}

fn compare_links(source: Side<'_>, target: Side<'_>, links: &[(usize, usize)], rules: &Rules) -> Outcome {
    let found = links.par_chunks(CHUNK).flat_map_iter(|chunk| {
        let facts: Vec<(Vec<Fact>, Vec<Fact>)> =
            chunk.iter().map(|&(s, t)| (source.facts(s), target.facts(t))).collect();
        let views = chunk.iter().zip(&facts).map(|(&(s, t), (source_facts, target_facts))| Pair {
            source: source.view(s, source_facts),
            target: target.view(t, target_facts),
            confidence: 1.0,
        });
        let bitext = Bitext {
            source_locale: source.locale,
            target_locale: target.locale,
            source: source.document,
            target: target.document,
            pairs: views.collect(),
            running: None,
        };
        findings(&bitext, source.file, target.file, rules)
    });
    Outcome { findings: found.collect(), pairs: 1, segments: links.len(), ..Outcome::default() }
}

impl<'a> Side<'a> {
    fn read(&self) -> (&'a Document<'a>, &'a SourceFile, &'static Locale) {
        (self.document, self.file, self.locale)
    }

    fn facts(&self, segment: usize) -> Vec<Fact> {
        self.document.segments.get(segment).map(|segment| check::facts(segment, self.locale)).unwrap_or_default()
    }

    fn view(&self, segment: usize, facts: &'a [Fact]) -> SideView<'a> {
        let length = self.document.segments.get(segment).map_or(0, |segment| segment.text.len());
        SideView::new(self.document, self.locale, [(segment, 0..length, facts)])
    }
}

/// Segments of two files that share key and variant, in the order of the translation.
fn keys(source: &Document<'_>, target: &Document<'_>) -> Vec<(usize, usize)> {
    let name = |document: &'_ Document<'_>, n: usize| {
        let segment = &document.segments[n];
        (segment.key.as_deref().unwrap_or_default().to_owned(), segment.variant.as_deref().map(str::to_owned))
    };
    let mut places: HashMap<(String, Option<String>), usize> = HashMap::new();
    for n in 0..source.segments.len() {
        places.entry(name(source, n)).or_insert(n);
    }
    let partner = |n: usize| {
        let (key, variant) = name(target, n);
        // A plural category that the source's language lacks has its counterpart in `other`.
        let place =
            places.get(&(key.clone(), variant.clone())).or_else(|| places.get(&(key, Some("other".to_owned()))));
        place.map(|&source| (source, n))
    };
    let translated = |n: &usize| target.segments[*n].state == State::Translated;
    (0..target.segments.len()).filter(translated).filter_map(partner).collect()
}

/// The two sides of the entries of a bilingual file.
fn sides(document: &Document<'_>) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    let mut sources: Vec<usize> = Vec::new();
    let mut last_was_target = false;
    for (n, segment) in document.segments.iter().enumerate() {
        match segment.side {
            Some(document::Side::Target) => {
                last_was_target = true;
                let same = sources.iter().find(|&&s| document.segments[s].variant == segment.variant);
                let Some(&source) = same.or(sources.last()) else { continue };
                if segment.state == State::Translated {
                    links.push((source, n));
                }
            }
            _ => {
                if last_was_target {
                    sources.clear();
                }
                last_was_target = false;
                sources.push(n);
            }
        }
    }
    links
}
