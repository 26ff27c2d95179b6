//! What is known of a language: `locales/` (CLDR) with `locales/overlays/` (our own), loaded when first asked for.
//!
//! A locale is a set of sections (`month`, `territory`, `country-noun` …), each a table from a key to the forms that a
//! text may show. `de-AT` holds what differs and stands on `de`, which stands on `und`, what holds everywhere.

mod clitic;
mod habits;
mod heads;
mod hits;
mod inflection;
mod lexicon;
mod numerals;
mod section;
mod words;

pub use habits::{Habits, longest_word};
pub use hits::Hits;
pub use lexicon::{Entry, Hit, Lexicon};
pub use numerals::Numerals;
pub use section::{Section, Sections};

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map},
    sync::{LazyLock, Mutex, OnceLock},
};

use rustc_hash::FxHashMap;

use words::Words;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/locales.bin"));
static INDEX: &[(&str, usize, usize)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The forms of a key: those of one file as they stand there, else those of several.
pub type Forms = Cow<'static, [&'static str]>;

/// The keys of a section with their forms.
#[derive(Debug, Clone, Default)]
struct Table {
    rows: Vec<(&'static str, Forms)>,
    /// Where a key stands.
    at: FxHashMap<&'static str, u32>,
}

impl Table {
    fn add(&mut self, key: &'static str, forms: &'static [&'static str]) {
        match self.at.entry(key) {
            hash_map::Entry::Occupied(at) => self.rows[*at.get() as usize].1.to_mut().extend(forms),
            hash_map::Entry::Vacant(place) => {
                place.insert(self.rows.len() as u32);
                self.rows.push((key, forms.into()));
            }
        }
    }
}

type Tables = FxHashMap<&'static str, Table>;

/// One language, or one language in one region.
#[derive(Debug)]
pub struct Locale {
    /// The BCP 47 tag that was asked for.
    pub tag: String,
    sections: Tables,
    words: Vec<&'static Words>,
    lexicon: OnceLock<Lexicon>,
    habits: OnceLock<Habits>,
}

impl Locale {
    /// The locale of a BCP 47 tag, or the nearest there is: `de-AT`, else `de`, else what holds for every language.
    ///
    /// Loaded once and kept: there are as many as the run has languages.
    pub fn get(tag: &str) -> &'static Locale {
        static LOADED: LazyLock<Mutex<HashMap<String, &'static Locale>>> = LazyLock::new(Mutex::default);
        let mut loaded = LOADED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(locale) = loaded.get(tag) {
            return locale;
        }
        // Tags come from file names and input lines: strange ones share one locale, so that memory stays bounded.
        let tag = normal_tag(tag);
        if let Some(locale) = loaded.get(&tag) {
            return locale;
        }
        let chain = chain(&tag);
        if chain.len() == 1 && tag != "und" {
            drop(loaded);
            return Locale::get("und");
        }
        let locale: &'static Locale = Box::leak(Box::new(load(tag.clone(), &chain)));
        loaded.insert(tag, locale);
        locale
    }

    /// The tags that have a file of their own, sorted.
    pub fn known() -> impl Iterator<Item = &'static str> {
        INDEX.iter().map(|&(tag, ..)| tag)
    }

    /// The forms under one key, the locale's own before those of its parents. Empty where nothing is known.
    pub fn forms(&self, section: &str, key: &str) -> &[&'static str] {
        let row = self.sections.get(section).and_then(|table| table.rows.get(*table.at.get(key)? as usize));
        row.map_or(&[], |(_, forms)| forms)
    }

    /// The key itself, where there are forms under it.
    pub fn key(&self, section: &str, key: &str) -> Option<&'static str> {
        let table = self.sections.get(section)?;
        let (key, forms) = table.rows.get(*table.at.get(key)? as usize)?;
        (!forms.is_empty()).then_some(key)
    }

    /// The first form under a key.
    pub fn form(&self, section: &str, key: &str) -> Option<&'static str> {
        self.forms(section, key).first().copied()
    }

    /// All keys of a section with their forms.
    pub fn section(&self, section: &str) -> &[(&'static str, Forms)] {
        self.sections.get(section).map_or(&[], |table| &table.rows)
    }

    /// The forms of all lexical sections, ready to be found in a text.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(self))
    }

    /// What the language's patterns tell about its dates and clocks.
    pub fn habits(&self) -> &Habits {
        self.habits.get_or_init(|| Habits::of(self))
    }
}

/// `de_at` → `de-AT`, `ZH-hant-tw` → `zh-Hant-TW`.
pub fn normal_tag(tag: &str) -> String {
    let mut parts = Vec::new();
    for (n, part) in tag.split(['-', '_', '@', '.']).filter(|part| !part.is_empty()).take(4).enumerate() {
        parts.push(match (n, part.len()) {
            (0, _) => part.to_ascii_lowercase(),
            (_, 4) if part.is_ascii() => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
            (_, 2) => part.to_ascii_uppercase(),
            _ => part.to_ascii_lowercase(),
        });
    }
    if parts.is_empty() { "und".to_owned() } else { parts.join("-") }
}

/// The tag that an alias stands for (`no` → `nb`, `deu` → `de`), or the tag itself.
pub fn canonical_tag(tag: &str) -> String {
    let tag = normal_tag(tag);
    alias(&tag).map_or(tag, str::to_owned)
}

/// The files a tag stands on, the most special first: its own, its parents by truncation, aliases from `und`, then `und`.
fn chain(tag: &str) -> Vec<&'static str> {
    let mut chain = Vec::new();
    let mut rest = alias(tag).unwrap_or(tag);
    loop {
        if let Some(&(name, ..)) = find(rest) {
            chain.push(name);
        }
        match rest.rfind('-') {
            Some(cut) => rest = alias(&rest[..cut]).unwrap_or(&rest[..cut]),
            None => break,
        }
    }
    chain.extend(find("und").map(|&(name, ..)| name));
    chain.dedup();
    chain
}

/// `[alias]` of `und` maps tags that CLDR files elsewhere: `no = "nb"`, `zh-TW = "zh-Hant"`, `pt-BR = "pt"`.
fn alias(tag: &str) -> Option<&'static str> {
    let forms = &file("und")?.get("alias")?;
    forms.rows.get(*forms.at.get(tag)? as usize)?.1.first().copied()
}

fn find(tag: &str) -> Option<&'static (&'static str, usize, usize)> {
    INDEX.binary_search_by(|&(name, ..)| name.cmp(tag)).ok().map(|at| &INDEX[at])
}

fn load(tag: String, chain: &[&str]) -> Locale {
    let mut files = chain.iter().filter_map(|tag| file(tag));
    let mut sections = files.next().cloned().unwrap_or_default();
    for file in files {
        for (section, table) in file {
            let into = sections.entry(section).or_default();
            for (key, forms) in &table.rows {
                into.add(key, forms);
            }
        }
    }
    let words = chain.iter().filter_map(|tag| Words::of(tag)).collect();
    Locale { tag, sections, words, lexicon: OnceLock::new(), habits: OnceLock::new() }
}

/// What one file says, unpacked when it is first asked for: every locale stands on `und`.
fn file(tag: &str) -> Option<&'static Tables> {
    static FILES: LazyLock<Vec<OnceLock<Tables>>> = LazyLock::new(|| INDEX.iter().map(|_| OnceLock::new()).collect());
    let at = INDEX.binary_search_by(|&(name, ..)| name.cmp(tag)).ok()?;
    Some(FILES.get(at)?.get_or_init(|| unpacked(&INDEX[at])))
}

/// Unpacks one file. A section may come twice, from CLDR and from the overlay: the forms of one key are joined.
fn unpacked(&(_, start, end): &(&str, usize, usize)) -> Tables {
    let text = miniz_oxide::inflate::decompress_to_vec(&PACKED[start..end]).expect("the build packed it");
    let text: &'static str = String::leak(String::from_utf8(text).expect("the build packed text"));
    // Keys and forms as they stand, and where each line of them ends: the forms are kept in one list for good.
    let (mut parts, mut ends, mut start) = (Vec::with_capacity(text.len() / 10), Vec::new(), 0);
    for end in memchr::memchr2_iter(b'\t', b'\n', text.as_bytes()) {
        parts.push(text.get(start..end).unwrap_or_default());
        start = end + 1;
        if text.as_bytes()[end] == b'\n' {
            ends.push(parts.len());
        }
    }
    let parts: &'static [&'static str] = Vec::leak(parts);
    let mut sections = Tables::default();
    let mut table = sections.entry("").or_default();
    let mut from = 0;
    for end in ends {
        match parts.get(from..end) {
            Some([line]) if line.starts_with('#') => table = sections.entry(&line[1..]).or_default(),
            Some([key, forms @ ..]) => table.add(key, forms),
            _ => {}
        }
        from = end;
    }
    sections
}
