//! Rules ready to run.

use std::{ops::Range, sync::Arc};

use globset::GlobSet;
use serde::Deserialize;

use super::{
    glossary::Glossary,
    language::{Languages, PerLanguage},
    pattern::Pattern,
    template::Template,
    terms::Term,
};
use crate::{
    document::BlockKind,
    fact::{Confidence, Decimal, Kind},
    finding::Severity,
};

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id, a noun that reads after *allow*.
    pub id: String,
    /// How much its findings matter; `None` where it is off.
    pub severity: Option<Severity>,
    /// No finding of this rule is surer than this.
    pub confidence: Confidence,
    /// What to say.
    pub message: Template,
    /// What to say of what is missing in the translation.
    pub missing: Option<Template>,
    /// What to say of what was added there.
    pub added: Option<Template>,
    /// The next step.
    pub help: Option<Template>,
    /// Why the rule is there.
    pub why: String,
    /// A page that says more.
    pub url: Option<String>,
    /// The version that brought it.
    pub since: Option<String>,
    /// What it is about.
    pub tags: Vec<String>,
    /// Where it looks.
    pub when: When,
    /// What it looks for.
    pub body: Body,
    /// Its tests, which are its examples.
    pub tests: Vec<Example>,
    /// The file that it stands in.
    pub path: String,
    /// Where its id stands in the file.
    pub at: Range<usize>,
}

/// Where a rule looks.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// The languages of translations.
    pub languages: Languages,
    /// The files: those that match, where there is a list.
    pub paths: Option<GlobSet>,
    /// Files that are left alone.
    pub except_paths: Option<GlobSet>,
    /// The formats, all where empty.
    pub formats: Vec<String>,
    /// The kinds of text, all but code where empty.
    pub parts: Vec<PartKind>,
}

/// The kinds of text that `parts` tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Paragraphs, items, cells, quotations, subtitles.
    Prose,
    /// Headings.
    Heading,
    /// Alternative texts of images.
    Alt,
    /// The text of links.
    LinkText,
    /// Code.
    Code,
    /// Values of the front matter.
    FrontMatter,
    /// Strings of localisation files.
    String,
}

/// What a rule looks for.
#[derive(Debug, Clone)]
pub enum Body {
    /// The differences of one topic, which the checks compute once for all rules.
    Topic(Topic),
    /// Matches of the source that must have, or must not have, a counterpart.
    Compare(Arc<Compare>),
}

/// Differences that the checks compute.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Their topic.
    pub name: String,
    /// Which of them.
    pub direction: Direction,
    /// Smaller numbers are left alone.
    pub ignore_below: Option<Decimal>,
}

/// A comparison of the two sides.
#[derive(Debug)]
pub struct Compare {
    pub(super) scope: Scope,
    pub(super) direction: Direction,
    pub(super) count: Count,
    /// Does a language that a table lacks make the rule fail?
    pub(super) needs_language: bool,
    pub(super) source: Option<Seek>,
    pub(super) demand: Demand,
    pub(super) is_forbidden: bool,
    pub(super) except_source: Vec<Seek>,
    pub(super) except_target: Vec<Seek>,
    pub(super) suggest: Option<PerLanguage<Template>>,
}

/// What a rule compares at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Sentences.
    Sentence,
    /// Paragraphs and strings.
    Block,
    /// All.
    Document,
}

/// Which side leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// What the source has must be in the translation.
    Source,
    /// What the translation has must be in the source.
    Target,
    /// Both.
    Both,
}

/// How often the other side must have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Once.
    AtLeastOnce,
    /// As often.
    AsOften,
    /// Exactly as often.
    Exactly,
}

/// Something to look for.
#[derive(Debug)]
pub(super) enum Seek {
    Regex(PerLanguage<Pattern>),
    Text(PerLanguage<String>),
    Terms(PerLanguage<Vec<Term>>),
    Fact { kind: Kind, with: Option<Kind> },
}

/// What the translation must have or must not have.
#[derive(Debug)]
pub(super) enum Demand {
    Regex(PerLanguage<Pattern>),
    Text(PerLanguage<Template>),
    Terms(PerLanguage<Vec<Term>>),
    Glossary(Arc<Glossary>),
    Fact(FactDemand),
}

/// What a fact's counterpart must be.
#[derive(Debug)]
pub(super) struct FactDemand {
    pub(super) kind: Kind,
    pub(super) same: Same,
    pub(super) tolerance: Option<Tolerance>,
    /// From, to, rate.
    pub(super) rates: Vec<(String, String, f64)>,
    pub(super) with_same: Option<bool>,
    pub(super) ignore_below: Option<Decimal>,
}

/// What must be the same of two facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Same {
    Value,
    Set,
    Count,
    Text,
}

/// How far two numbers may lie apart.
#[derive(Debug, Clone)]
pub(super) struct Tolerance {
    /// As written.
    pub(super) text: String,
    pub(super) amount: f64,
    pub(super) is_share: bool,
}

/// A test of a rule, which is an example in its documentation too.
#[derive(Debug, Clone)]
pub struct Example {
    /// The language of the source.
    pub source_lang: String,
    /// The language of the translation.
    pub lang: String,
    /// The format that both are written in, where they are no plain texts.
    pub format: Option<String>,
    /// The source.
    pub source: String,
    /// The translation.
    pub target: String,
    /// What the rule must say.
    pub expect: Expect,
    /// The whole message, where it is tested.
    pub message: Option<String>,
    /// The text that the label in the source covers.
    pub source_span: Option<String>,
    /// The text that the label in the translation covers.
    pub target_span: Option<String>,
    /// Where it stands in the rule file, in bytes.
    pub at: Range<usize>,
}

/// What a rule must say of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Expect {
    /// Nothing.
    Pass,
    /// Something.
    Fail,
    /// The rule does not apply.
    Skip,
    /// It is known to be wrong still.
    Todo,
}

impl Rule {
    /// Does the rule look at translations into this language?
    ///
    /// Not so where `languages` leaves it out, or where a table per language lacks it and may.
    pub fn speaks_of(&self, source: &str, target: &str) -> bool {
        self.when.languages.allow(target)
            && match &self.body {
                Body::Topic(_) => true,
                Body::Compare(compare) => compare.needs_language || compare.has_language(source, target),
            }
    }
}

impl Rule {
    /// The languages that the rule names and that no language of a project has to do with.
    pub fn languages_beyond(&self, project: &[&str]) -> Vec<String> {
        let mut named: Vec<&str> = self.when.languages.named().collect();
        if let Body::Compare(compare) = &self.body {
            named.extend(match &compare.demand {
                Demand::Regex(table) => table.by.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>(),
                Demand::Text(table) => table.by.iter().map(|(tag, _)| tag.as_str()).collect(),
                Demand::Terms(table) => table.by.iter().map(|(tag, _)| tag.as_str()).collect(),
                Demand::Glossary(_) | Demand::Fact(_) => Vec::new(),
            });
        }
        named.sort_unstable();
        named.dedup();
        let is_strange = |tag: &&str| !project.iter().any(|own| super::language::overlap(own, tag));
        named.into_iter().filter(is_strange).map(str::to_owned).collect()
    }
}

impl Compare {
    /// Do all tables have the languages?
    pub(super) fn has_language(&self, source: &str, target: &str) -> bool {
        let source_has = match &self.source {
            Some(Seek::Regex(table)) => table.get(source).is_some(),
            Some(Seek::Text(table)) => table.get(source).is_some(),
            Some(Seek::Terms(table)) => table.get(source).is_some(),
            Some(Seek::Fact { .. }) | None => true,
        };
        source_has
            && match &self.demand {
                Demand::Regex(table) => table.get(target).is_some(),
                Demand::Text(table) => table.get(target).is_some(),
                Demand::Terms(table) => table.get(target).is_some(),
                Demand::Glossary(glossary) => glossary.has(source) && glossary.has(target),
                Demand::Fact(_) => true,
            }
    }
}

impl PartKind {
    /// The kind of a block.
    pub(super) fn of(kind: BlockKind) -> PartKind {
        match kind {
            BlockKind::Heading(_) => PartKind::Heading,
            BlockKind::Alt => PartKind::Alt,
            BlockKind::FrontMatter => PartKind::FrontMatter,
            BlockKind::String => PartKind::String,
            BlockKind::Code => PartKind::Code,
            _ => PartKind::Prose,
        }
    }

    /// The kind of a name in rules.
    pub(super) fn named(name: &str) -> Option<PartKind> {
        Some(match name {
            "prose" => PartKind::Prose,
            "heading" => PartKind::Heading,
            "alt" => PartKind::Alt,
            "link-text" => PartKind::LinkText,
            "code" => PartKind::Code,
            "frontmatter" => PartKind::FrontMatter,
            "string" => PartKind::String,
            _ => return None,
        })
    }
}

impl Tolerance {
    /// `2%` or `0.5`.
    pub(super) fn parse(text: &str) -> Option<Tolerance> {
        let (number, is_share) = text.trim().strip_suffix('%').map_or((text.trim(), false), |n| (n.trim(), true));
        let amount: f64 = number.parse().ok().filter(|amount: &f64| amount.is_finite() && *amount >= 0.0)?;
        Some(Tolerance { text: text.to_owned(), amount, is_share })
    }

    /// Do the numbers lie close enough?
    pub(super) fn holds(&self, expected: f64, found: f64) -> bool {
        let most = if self.is_share { expected.abs() * self.amount / 100.0 } else { self.amount };
        (expected - found).abs() <= most * (1.0 + 1e-9) + f64::EPSILON
    }
}

impl Compare {
    /// Was one of its regular expressions stopped for taking too long?
    pub(super) fn is_stopped(&self) -> bool {
        let seeks = self.source.iter().chain(&self.except_source).chain(&self.except_target);
        let patterns = seeks.filter_map(|seek| match seek {
            Seek::Regex(table) => Some(table),
            _ => None,
        });
        let demand = match &self.demand {
            Demand::Regex(table) => Some(table),
            _ => None,
        };
        patterns.chain(demand).any(|table| table.values().any(Pattern::is_out_of_time))
    }
}

impl Seek {
    /// What is looked for, in a word.
    pub(super) fn name(&self) -> String {
        match self {
            Seek::Regex(_) => "a regular expression".to_owned(),
            Seek::Text(_) => "a text".to_owned(),
            Seek::Terms(_) => "a term".to_owned(),
            Seek::Fact { kind, with: None } => format!("fact: {}", kind.name()),
            Seek::Fact { kind, with: Some(with) } => format!("fact: {} with {}", kind.name(), with.name()),
        }
    }
}

impl Demand {
    /// What is demanded, in a word.
    pub(super) fn name(&self) -> String {
        match self {
            Demand::Regex(_) => "a regular expression".to_owned(),
            Demand::Text(_) => "a text".to_owned(),
            Demand::Terms(_) => "a term".to_owned(),
            Demand::Glossary(_) => "the glossary's term".to_owned(),
            Demand::Fact(demand) => format!("fact: {}", demand.kind.name()),
        }
    }
}
