//! Which translation belongs to which source: by the project's templates, else by the layouts that projects use.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use crate::{
    config::Config,
    format::{self, Layout, Reader},
    locale::normal_tag,
    rule::Mistake,
};

mod auto;
mod import;
mod language;
mod slot;
mod template;

pub use language::tag_like;
pub use template::{Match, Template};

/// A source and its translation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePair {
    /// The translation, relative to the project; for bilingual files the same as the source.
    pub target: PathBuf,
    /// The source, relative to the project.
    pub source: PathBuf,
    /// The language of the source (BCP 47).
    pub source_lang: String,
    /// The language of the translation (BCP 47).
    pub target_lang: String,
    /// The template or convention that says so.
    pub reason: String,
}

/// What was paired, and what was not.
#[derive(Debug, Clone, Default)]
pub struct Pairing {
    /// The pairs, in the order of the translations' paths.
    pub pairs: Vec<FilePair>,
    /// Translations without a source: the path, and what was looked for.
    pub unpaired: Vec<(PathBuf, String)>,
    /// Translations with several sources: the path, and each source with its reason.
    pub ambiguous: Vec<(PathBuf, Vec<(PathBuf, String)>)>,
    /// Sources without a translation: the path, and the languages.
    pub missing: Vec<(PathBuf, Vec<String>)>,
    /// Mistakes in settings of other tools that were imported.
    pub mistakes: Vec<Mistake>,
}

/// Pairs the files of a project. `files` are relative to `root`, with `/`, sorted. Reads the heads of bilingual files.
pub fn pairs(root: &Path, files: &[String], config: &Config) -> Pairing {
    let mut work = Work::new(root, files, config);
    for rule in &config.pairs {
        work.by_template(rule, &format!("{} → {}", rule.source.text(), rule.target.text()));
    }
    for import in &config.project.import {
        work.import(import);
    }
    if config.project.auto {
        work.bilingual();
        let given = work.pairing.pairs.len();
        auto::pair(&mut work);
        work.keep_readable(given);
    }
    work.finish()
}

/// Pairing in progress.
struct Work<'a> {
    root: &'a Path,
    files: &'a [String],
    config: &'a Config,
    names: language::Names,
    /// The files that have their place: as translations, or as bilingual files.
    taken: BTreeSet<&'a str>,
    /// The files that something is a translation of.
    sources: BTreeSet<&'a str>,
    missing: BTreeMap<&'a str, BTreeSet<String>>,
    pairing: Pairing,
}

impl<'a> Work<'a> {
    fn new(root: &'a Path, files: &'a [String], config: &'a Config) -> Work<'a> {
        let project = &config.project;
        let own = project.languages.iter().chain(&project.source_language).map(|tag| tag.value.clone());
        Work {
            root,
            files,
            config,
            names: language::Names::new(&project.aliases, own),
            taken: BTreeSet::new(),
            sources: BTreeSet::new(),
            missing: BTreeMap::new(),
            pairing: Pairing::default(),
        }
    }

    /// The language of sources that do not name theirs.
    fn source_language(&self) -> String {
        let usual = || language::usual_sources().first().map(|tag| (*tag).to_owned());
        let own = self.config.project.source_language.as_ref().map(|tag| tag.value.clone());
        own.or_else(usual).unwrap_or_else(|| "und".to_owned())
    }

    /// Is a language one of those that the project asks for?
    fn is_wanted(&self, lang: &str) -> bool {
        let languages = &self.config.project.languages;
        languages.is_empty() || languages.iter().any(|tag| tag.value == lang)
    }

    fn by_template(&mut self, rule: &crate::config::PairRule, reason: &str) {
        let source_lang = rule.source_lang.clone().unwrap_or_else(|| self.source_language());
        let tag = |text: &str| self.names.tag(text).unwrap_or_else(|| normal_tag(text));
        // A file that is its own source holds both sides.
        if rule.source.text() == rule.target.text() {
            let lang = |file| rule.lang.clone().or(rule.target.matches(file)?.lang.as_deref().map(tag));
            let both: Vec<(&str, String)> =
                self.files.iter().filter_map(|file| Some((file.as_str(), lang(file)?))).collect();
            for (file, lang) in both {
                self.push(file, file, &source_lang, &lang, reason);
            }
            return;
        }
        let mut sources: BTreeMap<Vec<(&'static str, String)>, &'a str> = BTreeMap::new();
        for file in self.files {
            let Some(found) = rule.source.matches(file) else { continue };
            let is_source = found.lang.is_none_or(|lang| tag(&lang) == source_lang);
            if is_source {
                sources.entry(found.values).or_insert(file);
            }
        }
        let mut pairs = Vec::new();
        let mut orphans = Vec::new();
        for file in self.files {
            if self.taken.contains(file.as_str()) {
                continue;
            }
            let Some(found) = rule.target.matches(file) else { continue };
            let Some(lang) = rule.lang.clone().or_else(|| found.lang.as_deref().map(tag)) else { continue };
            if lang == source_lang || !self.is_wanted(&lang) {
                continue;
            }
            match sources.get(&found.values) {
                Some(source) => pairs.push((*source, file.as_str(), lang)),
                None => orphans.push(file.as_str()),
            }
        }
        let languages: BTreeSet<String> = pairs.iter().map(|(_, _, lang)| lang.clone()).collect();
        for source in sources.values() {
            let has: BTreeSet<String> =
                pairs.iter().filter(|(other, ..)| other == source).map(|(_, _, lang)| lang.clone()).collect();
            self.missing.entry(source).or_default().extend(languages.difference(&has).cloned());
        }
        for (source, target, lang) in pairs {
            self.push(source, target, &source_lang, &lang, reason);
        }
        for file in orphans {
            self.taken.insert(file);
            self.pairing.unpaired.push((file.into(), format!("no source by {reason}")));
        }
    }

    fn push(&mut self, source: &'a str, target: &'a str, source_lang: &str, target_lang: &str, reason: &str) {
        if source_lang == target_lang || !self.is_wanted(target_lang) {
            return;
        }
        self.taken.insert(target);
        self.sources.insert(source);
        self.pairing.pairs.push(FilePair {
            target: target.into(),
            source: source.into(),
            source_lang: source_lang.to_owned(),
            target_lang: target_lang.to_owned(),
            reason: reason.to_owned(),
        });
    }

    /// Files that hold both sides.
    fn bilingual(&mut self) {
        for file in self.files {
            if self.taken.contains(file.as_str()) {
                continue;
            }
            let mut readers = format::readers_by_path(file).filter(|reader| reader.layout() == Layout::Bilingual);
            let Some(first) = readers.next() else { continue };
            let Some(head) = crate::discover::head(&self.root.join(file), first.head_size()) else { continue };
            let Some(reader) = format::reader_for(file, &head) else { continue };
            if reader.layout() != Layout::Bilingual {
                continue;
            }
            self.taken.insert(file);
            self.bilingual_file(file, reader, &head);
        }
    }

    fn bilingual_file(&mut self, file: &'a str, reader: &dyn Reader, head: &str) {
        if reader.is_template(file) {
            return;
        }
        let languages = reader.languages(head);
        let tag = |text: &str| self.names.tag(text).unwrap_or_else(|| normal_tag(text));
        let source = languages.source.as_deref().map(tag).unwrap_or_else(|| self.source_language());
        let mut targets: Vec<String> = languages.targets.iter().map(|text| tag(text)).collect();
        if targets.is_empty() {
            // The folder or the name tells it: the most telling place first.
            let mut slots = slot::slots(file, &self.names);
            slots.sort_by_key(|slot| slot.shape);
            let named = slots.into_iter().map(|slot| slot.lang).next();
            let only = self.config.project.languages.first().filter(|_| self.config.project.languages.len() == 1);
            targets.extend(named.or_else(|| only.map(|tag| tag.value.clone())));
        }
        if targets.is_empty() {
            let why = "it does not name its language; set `languages` in fidelint.toml".to_owned();
            return self.pairing.unpaired.push((file.into(), why));
        }
        for target in targets {
            self.push(file, file, &source, &target, &format!("{}, bilingual", reader.name()));
        }
    }

    /// Takes away what was only guessed, from the pair of a number on, where the contents are not of a format that the
    /// ending makes possible: a TypeScript file is no Qt translation, a table without a head is no list of strings.
    fn keep_readable(&mut self, given: usize) {
        let root = self.root;
        let is_readable = |file: &Path| {
            let Some(name) = file.to_str() else { return false };
            let Some(first) = format::readers_by_path(name).next() else { return false };
            // Most formats take any contents: their files need not be opened.
            if format::reader_for(name, "").is_some() {
                return true;
            }
            let head = crate::discover::head(&root.join(file), first.head_size());
            // What cannot be opened is told when it is read.
            head.is_none_or(|head| format::reader_for(name, &head).is_some())
        };
        let mut number = 0;
        self.pairing.pairs.retain(|pair| {
            number += 1;
            number <= given || is_readable(&pair.source) && is_readable(&pair.target)
        });
    }

    fn finish(mut self) -> Pairing {
        let targets: BTreeSet<&str> = self.pairing.pairs.iter().filter_map(|pair| pair.target.to_str()).collect();
        for (source, languages) in self.missing {
            let wanted: Vec<String> = languages.into_iter().collect();
            if !wanted.is_empty() && !targets.contains(source) {
                self.pairing.missing.push((source.into(), wanted));
            }
        }
        self.pairing.pairs.sort();
        self.pairing.unpaired.sort();
        self.pairing.ambiguous.sort();
        self.pairing
    }
}
