//! Which languages a rule speaks about, and what it says for each.

use std::{cell::RefCell, rc::Rc};

use rustc_hash::FxHashMap;

use crate::locale::{Locale, normal_tag};

/// The languages of a rule: all, some, or all but some.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Languages {
    /// Only these, where there are any.
    pub only: Vec<String>,
    /// Not these.
    pub not: Vec<String>,
}

impl Languages {
    /// Reads a list such as `de`, `!zh`.
    pub(super) fn parse(list: &[&str]) -> Languages {
        let (not, only): (Vec<&str>, Vec<&str>) = list.iter().partition(|tag| tag.starts_with('!'));
        let tags = |list: Vec<&str>| list.iter().map(|tag| normal_tag(tag.trim_start_matches('!'))).collect();
        Languages { only: tags(only), not: tags(not) }
    }

    /// Does the rule look at this language? `de` includes `de-AT`; of two entries the more special one holds.
    pub fn allow(&self, tag: &str) -> bool {
        if self.only.is_empty() && self.not.is_empty() {
            return true;
        }
        let chain = chain(tag);
        let rank = |list: &[String]| chain.iter().position(|tag| list.contains(tag));
        match (rank(&self.only), rank(&self.not)) {
            (Some(only), Some(not)) => only < not,
            (None, Some(_)) => false,
            (Some(_), None) => true,
            (None, None) => self.only.is_empty(),
        }
    }
}

impl Languages {
    /// The languages that are named, with or without `!`.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.only.iter().chain(&self.not).map(String::as_str)
    }
}

/// Does one of two tags include the other?
pub(super) fn overlap(a: &str, b: &str) -> bool {
    chain(a).contains(&normal_tag(b)) || chain(b).contains(&normal_tag(a))
}

/// A value for all languages, or one for each of some.
#[derive(Debug, Clone)]
pub struct PerLanguage<T> {
    /// For all.
    pub all: Option<T>,
    /// For each, by its tag.
    pub by: Vec<(String, T)>,
}

impl<T> PerLanguage<T> {
    /// The value for a language: its own, else that of the language without its region, else that for all.
    pub fn get(&self, tag: &str) -> Option<&T> {
        if self.by.is_empty() {
            return self.all.as_ref();
        }
        let find = |tag: &String| self.by.iter().find(|(other, _)| other == tag).map(|(_, value)| value);
        chain(tag).iter().find_map(find).or(self.all.as_ref())
    }

    /// All values.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.all.iter().chain(self.by.iter().map(|(_, value)| value))
    }
}

/// A tag and all that include it, the most special first: `zh-TW`, `zh-Hant`, `zh`.
pub(super) fn chain(tag: &str) -> Rc<[String]> {
    thread_local! {
        // Asked for with every text, of a handful of languages.
        static KNOWN: RefCell<FxHashMap<String, Rc<[String]>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(chain) = known.get(tag) {
            return chain.clone();
        }
        if known.len() >= 64 {
            known.clear();
        }
        let chain: Rc<[String]> = build_chain(tag).into();
        known.insert(tag.to_owned(), chain.clone());
        chain
    })
}

fn build_chain(tag: &str) -> Vec<String> {
    let mut chain = vec![normal_tag(tag)];
    let mut next = 0;
    while let Some(tag) = chain.get(next).cloned() {
        next += 1;
        // Locales know that Taiwan writes the traditional script.
        let alias = Locale::get("und").form("alias", &tag).map(str::to_owned);
        let parent = tag.rfind('-').map(|cut| tag[..cut].to_owned());
        for more in alias.into_iter().chain(parent) {
            if !chain.contains(&more) && chain.len() < 8 {
                chain.push(more);
            }
        }
    }
    chain
}

/// Is this a well-formed BCP 47 tag, with `-` or `_` between its parts?
pub(super) fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split(['-', '_']);
    let letters = |part: &str, range: std::ops::RangeInclusive<usize>| {
        range.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let Some(language) = parts.next() else { return false };
    if !letters(language, 2..=3) {
        return false;
    }
    // Scripts, regions, variants, extensions: two to eight letters and digits; a single letter begins an extension.
    parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(only: &[&str], not: &[&str]) -> Languages {
        let own = |list: &[&str]| list.iter().map(|&tag| tag.to_owned()).collect();
        Languages { only: own(only), not: own(not) }
    }

    #[test]
    fn a_language_includes_its_regions() {
        assert!(languages(&["de"], &[]).allow("de_AT"));
        assert!(!languages(&["de-AT"], &[]).allow("de"));
        assert!(languages(&[], &["zh"]).allow("de"));
        assert!(!languages(&[], &["zh"]).allow("zh-Hans-CN"));
        assert!(languages(&["de-CH"], &["de"]).allow("de-CH"), "the more special entry holds");
    }

    #[test]
    fn a_region_falls_back_on_its_language() {
        let table = PerLanguage { all: None, by: vec![("de".to_owned(), 1), ("de-CH".to_owned(), 2)] };
        assert_eq!(table.get("de-AT"), Some(&1));
        assert_eq!(table.get("de-CH"), Some(&2));
        assert_eq!(table.get("nl"), None);
    }

    #[test]
    fn tags_are_told_from_other_words() {
        assert!(is_tag("de") && is_tag("pt-BR") && is_tag("zh_Hant_TW") && is_tag("es-419"));
        assert!(!is_tag("german") && !is_tag("") && !is_tag("d") && !is_tag("de-") && !is_tag("d3"));
    }
}
