//! Glossaries: concepts with their terms per language, from CSV or TBX.

use std::{collections::BTreeMap, fmt};

use rustc_hash::FxHashMap;

use super::{language::chain, terms::Term};
use crate::locale::{Locale, normal_tag};

/// A list of concepts.
#[derive(Default)]
pub(super) struct Glossary {
    /// For each language, the terms of each concept by the concept's number.
    terms: BTreeMap<String, FxHashMap<usize, Entry>>,
    concepts: usize,
}

/// The terms of one concept in one language.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Those to be used.
    pub(super) good: Vec<Term>,
    /// Those that are not to be used.
    pub(super) bad: Vec<Term>,
}

impl fmt::Debug for Glossary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Glossary({} concepts in {:?})", self.concepts, self.terms.keys().collect::<Vec<_>>())
    }
}

impl Glossary {
    /// Reads a glossary: TBX where the name ends so, else CSV.
    pub(super) fn read(path: &str, text: &str) -> Result<Glossary, String> {
        let text = text.trim_start_matches('\u{FEFF}');
        let is_tbx = path.rsplit('.').next().is_some_and(|end| matches!(end.to_lowercase().as_str(), "tbx" | "xml"));
        let glossary = if is_tbx { super::tbx::read(text)? } else { super::csv::read(text)? };
        if glossary.concepts == 0 { Err("the glossary has no terms".to_owned()) } else { Ok(glossary) }
    }

    /// Begins a new concept.
    pub(super) fn concept(&mut self) {
        self.concepts += 1;
    }

    /// Adds a term to the concept that was begun last.
    pub(super) fn add(&mut self, language: &str, term: &str, is_good: bool) {
        let tag = normal_tag(language);
        let term = Term::new(term.trim(), Some(Locale::get(&tag)));
        if term.is_empty() {
            return;
        }
        let entry = self.terms.entry(tag).or_default().entry(self.concepts).or_default();
        if is_good { entry.good.push(term) } else { entry.bad.push(term) }
    }

    /// The concepts of a language, by their numbers. A region without own terms has those of its language.
    pub(super) fn of(&self, language: &str) -> Option<&FxHashMap<usize, Entry>> {
        chain(language).iter().find_map(|tag| self.terms.get(tag))
    }

    /// Has the glossary the language?
    pub(super) fn has(&self, language: &str) -> bool {
        self.of(language).is_some()
    }
}
