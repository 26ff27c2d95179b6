//! Files whose entries pair by key, or that hold both sides themselves.

use std::collections::HashMap;

use super::{Job, Outcome, findings};
use crate::{
    check::{self, Bitext, Pair, SideView},
    document::{Document, Side, State},
    format::Layout,
    locale::Locale,
    rule::Rules,
};

/// Compares one pair of files.
pub(super) fn compare(job: &Job, rules: &Rules) -> Outcome {
    let mut outcome = Outcome::default();
    let target = match job.target.load() {
        Ok(file) => file,
        Err(error) => return Outcome { errors: vec![error], ..outcome },
    };
    let target_doc = target.document();
    outcome.errors.extend(target.junk(&target_doc));
    let target_locale = Locale::get(&job.target.language);
    let source_locale = Locale::get(&job.source.language);
    let target_facts = check::facts(&target_doc, target_locale);
    outcome.pairs = 1;
    if target.layout() == Layout::Bilingual {
        let source_facts = check::facts(&target_doc, source_locale);
        let links = sides(&target_doc);
        outcome.segments = links.len();
        let bitext =
            bitext((&target_doc, &source_facts, source_locale), (&target_doc, &target_facts, target_locale), links);
        outcome.findings = findings(&bitext, &target.file, &target.file, rules);
        return outcome;
    }
    let source = match job.source.load() {
        Ok(file) => file,
        Err(error) => return Outcome { errors: vec![error], ..outcome },
    };
    let source_doc = source.document();
    outcome.errors.extend(source.junk(&source_doc));
    let source_facts = check::facts(&source_doc, source_locale);
    let links = keys(&source_doc, &target_doc);
    outcome.segments = links.len();
    let bitext =
        bitext((&source_doc, &source_facts, source_locale), (&target_doc, &target_facts, target_locale), links);
    outcome.findings = findings(&bitext, &source.file, &target.file, rules);
    outcome
}

type SideOf<'a> = (&'a Document<'a>, &'a [Vec<crate::fact::Fact>], &'a Locale);

fn bitext<'a>(source: SideOf<'a>, target: SideOf<'a>, links: Vec<(usize, usize)>) -> Bitext<'a> {
    let view = |(document, facts, locale): SideOf<'a>, segment: usize| {
        let length = document.segments.get(segment).map_or(0, |segment| segment.text.len());
        SideView::new(document, facts, locale, [(segment, 0..length)])
    };
    let pair = |(s, t)| Pair { source: view(source, s), target: view(target, t), confidence: 1.0 };
    Bitext {
        source_locale: source.2,
        target_locale: target.2,
        source: source.0,
        target: target.0,
        pairs: links.into_iter().map(pair).collect(),
        running: None,
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
            Some(Side::Target) => {
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
