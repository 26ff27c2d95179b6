//! Files whose entries pair by key, or that hold both sides themselves.

use std::rc::Rc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Job, Outcome, Settings, findings, read::Loaded};
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
/// A part of a large bilingual file.
const PART_BYTES: usize = 4 << 20;

/// Compares one pair of files.
pub(super) fn compare(job: &Job, rules: &Rules, settings: Settings) -> Outcome {
    let target = match job.target.load() {
        Ok(file) => file,
        Err(error) => return Outcome { errors: vec![error], ..Outcome::default() },
    };
    let languages = (job.source.language.as_str(), job.target.language.as_str());
    if target.layout() == Layout::Bilingual {
        return bilingual(&target, languages, rules, settings.suppress);
    }
    match job.source.load() {
        Ok(source) => keyed(&source, &target, languages, rules, settings.suppress),
        Err(error) => Outcome { errors: vec![error], ..Outcome::default() },
    }
}

/// Compares two files that were read, the second alone where it holds both sides.
pub(super) fn compare_loaded(source: &Loaded, target: &Loaded, languages: (&str, &str), rules: &Rules) -> Outcome {
    match target.layout() {
        Layout::Bilingual => bilingual(target, languages, rules, true),
        _ => keyed(source, target, languages, rules, true),
    }
}

fn keyed(source: &Loaded, target: &Loaded, languages: (&str, &str), rules: &Rules, suppress: bool) -> Outcome {
    let (source_doc, document) = (source.document(), target.document());
    let side = Side { file: &source.file, document: &source_doc, locale: Locale::get(languages.0) };
    let whole = Side { file: &target.file, document: &document, locale: Locale::get(languages.1) };
    let mut outcome = compare_links(side, whole, &keys(&source_doc, &document), rules);
    if suppress {
        outcome.quiet(Some(side.read()), whole.read());
    }
    outcome.errors = target.junk(&document);
    outcome.errors.extend(source.junk(&source_doc));
    outcome
}

/// A file that holds both sides. A large one is read part by part, so that its segments are never all held at once.
fn bilingual(file: &Loaded, languages: (&str, &str), rules: &Rules, suppress: bool) -> Outcome {
    let (source, target) = (Locale::get(languages.0), Locale::get(languages.1));
    let parts: Vec<Outcome> = file
        .parts(PART_BYTES)
        .into_par_iter()
        .map(|part| {
            let document = file.part(part, &target.tag);
            let errors = file.junk(&document);
            let side = |locale| Side { file: &file.file, document: &document, locale };
            let mut outcome = compare_links(side(source), side(target), &sides(&document), rules);
            if suppress {
                outcome.quiet(None, side(target).read());
            }
            Outcome { errors, ..outcome }
        })
        .collect();
    let mut whole = Outcome { pairs: 1, ..Outcome::default() };
    for part in parts {
        whole.add(Outcome { pairs: 0, ..part });
    }
    whole
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
        let facts: Vec<(Rc<[Fact]>, Vec<Fact>)> =
            chunk.iter().map(|&(s, t)| (source.facts_again(s), target.facts(t))).collect();
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
            company: None,
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

    /// The facts of a source, which stands beside each of its translations.
    fn facts_again(&self, segment: usize) -> Rc<[Fact]> {
        let segment = self.document.segments.get(segment);
        segment.map(|segment| check::facts_again(segment, self.locale)).unwrap_or_default()
    }

    fn view(&self, segment: usize, facts: &'a [Fact]) -> SideView<'a> {
        let length = self.document.segments.get(segment).map_or(0, |segment| segment.text.len());
        SideView::new(self.document, self.locale, [(segment, 0..length, facts)])
    }
}

/// Segments of two files that share key and variant, in the order of the translation.
fn keys(source: &Document<'_>, target: &Document<'_>) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (n, segment) in source.segments.iter().enumerate() {
        places.entry(segment.key.as_deref().unwrap_or_default()).or_default().push(n);
    }
    let mut links = Vec::new();
    for (n, segment) in target.segments.iter().enumerate().filter(|(_, segment)| segment.state == State::Translated) {
        let Some(places) = places.get(segment.key.as_deref().unwrap_or_default()) else { continue };
        let named = |variant: Option<&str>| {
            places
                .iter()
                .copied()
                .find(|&place| source.segments.get(place).is_some_and(|s| s.variant.as_deref() == variant))
        };
        let variant = segment.variant.as_deref();
        // A plural category that the source's language lacks has its counterpart in `other`, or in the only text there is.
        let place = named(variant)
            .or_else(|| named(Some(&variant?.replace("=1", "one"))))
            .or_else(|| named(Some(&variant?.replace("one", "=1"))))
            .or_else(|| named(Some(&others(variant?))))
            .or_else(|| named(Some("other")))
            .or_else(|| named(None))
            .or_else(|| (places.len() == 1).then(|| places.first().copied()).flatten());
        links.extend(place.map(|place| (place, n)));
    }
    links
}

/// `few` → `other`, `female/few` → `female/other`.
fn others(variant: &str) -> String {
    match variant.rsplit_once('/') {
        Some((outer, _)) => format!("{outer}/other"),
        None => "other".to_owned(),
    }
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
