//! The rules of a run, and what they say about a bitext.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock},
};

use super::{
    Body, Direction, Mistake, Rule, Topic, When,
    choose::{ANY_CONFIDENCE, Override},
    consistency::{self, Collector},
    parse::parse,
    run::{self, Index},
    shipped,
    template::Template,
};
use crate::{
    check::{Bitext, CHECKS, Check, Claim, Difference, Problem},
    fact::{Confidence, Decimal},
    finding::{Finding, Severity},
    format,
    source::SourceFile,
};

/// The rules of a run.
#[derive(Debug)]
pub struct Rules {
    /// In the order of their files.
    pub rules: Vec<Rule>,
    /// For each language of sources, the terms of all rules in one automaton.
    indices: Mutex<HashMap<String, Arc<Index>>>,
    /// The rules that look at a pair of languages, where they ask for nothing else.
    chosen: Mutex<HashMap<String, HashMap<String, Arc<Chosen>>>>,
    /// Other severities for some files or languages.
    pub(super) overrides: Vec<Override>,
    /// The texts of the run, while one collects them.
    pub(super) collector: OnceLock<Collector>,
    /// Findings that are less sure are not told.
    pub min_confidence: Confidence,
}

/// What a rule says about a difference.
#[derive(Debug, Clone)]
pub struct Verdict<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// The message, filled in.
    pub message: String,
    /// The next step, filled in.
    pub help: Option<String>,
    /// The difference.
    pub difference: Difference,
}

impl From<Vec<Rule>> for Rules {
    fn from(rules: Vec<Rule>) -> Rules {
        Rules {
            rules,
            indices: Mutex::default(),
            chosen: Mutex::default(),
            overrides: Vec::new(),
            collector: OnceLock::new(),
            min_confidence: ANY_CONFIDENCE,
        }
    }
}

impl Default for Rules {
    fn default() -> Rules {
        Rules::from(Vec::new())
    }
}

impl Clone for Rules {
    fn clone(&self) -> Rules {
        Rules {
            overrides: self.overrides.clone(),
            min_confidence: self.min_confidence,
            ..Rules::from(self.rules.clone())
        }
    }
}

impl Rules {
    /// The shipped rules.
    pub fn shipped() -> Result<Rules, Vec<Mistake>> {
        let (mut rules, mut mistakes) = (Vec::new(), Vec::new());
        for (path, text) in shipped() {
            match parse(path, text) {
                Ok(more) => rules.extend(more),
                Err(wrong) => mistakes.extend(wrong),
            }
        }
        if mistakes.is_empty() { Ok(Rules::from(rules)) } else { Err(mistakes) }
    }

    /// Adds rules. An id that is there already is a mistake.
    pub fn add(&mut self, rules: Vec<Rule>) -> Result<(), Vec<Mistake>> {
        let mut mistakes = Vec::new();
        for rule in rules {
            match self.get(&rule.id) {
                Some(other) => {
                    let message = format!("there is a rule `{}` already", rule.id);
                    let mistake = Mistake::new(&rule.path, rule.at.clone(), "duplicate-id", message);
                    mistakes.push(mistake.note(format!("the other one stands in {}", other.path)));
                }
                None => self.rules.push(rule),
            }
        }
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }

    /// The rule of an id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// What the rules say about a bitext, in no particular order. The two files decide by their paths which rules look.
    pub fn run(&self, bitext: &Bitext<'_>, source: &SourceFile, target: &SourceFile) -> Vec<Verdict<'_>> {
        let chosen = self.chosen(bitext, source, target);
        let of = |&(number, severity): &(usize, Severity)| Some(On { number, rule: self.rules.get(number)?, severity });
        let on: Vec<On<'_>> = chosen.on.iter().filter_map(of).collect();
        let mut verdicts = Vec::new();
        self.run_topics(&on, &chosen, bitext, &mut verdicts);
        if let Some(collector) = self.collector.get() {
            for on in on.iter().filter(|on| on.rule.is_about(consistency::TOPIC)) {
                collector.collect((on.number, on.severity), bitext, source, target);
            }
        }
        if chosen.is_comparing {
            let index = self.index(&bitext.source_locale.tag);
            run::compare(&on, &index, bitext, &mut verdicts);
        }
        verdicts.retain(|verdict| verdict.confidence >= self.min_confidence);
        verdicts
    }

    /// Does a rule compare texts across files?
    pub(crate) fn looks_across_files(&self) -> bool {
        self.rules.iter().any(|rule| rule.severity.is_some() && rule.is_about(consistency::TOPIC))
            || !self.overrides.is_empty() && self.rules.iter().any(|rule| rule.is_about(consistency::TOPIC))
    }

    /// From here on the texts of the run are collected, where a rule compares them across files.
    pub(crate) fn begin(&self) {
        if self.rules.iter().any(|rule| rule.is_about(consistency::TOPIC)) {
            self.collector.get_or_init(Collector::default);
        }
    }

    /// A finding of the end of a run, which bears its topic instead of a rule, as the rule about that topic tells it.
    /// Nothing where no such rule is on.
    pub(crate) fn at_end(&self, finding: Finding) -> Option<Finding> {
        let (rule, severity) = self.about(&finding.rule)?;
        let (tags, help) =
            (rule.tags.clone(), finding.help.or_else(|| rule.help.as_ref().map(|help| help.fill(|_| String::new()))));
        Some(Finding { rule: rule.id.clone(), tags, severity, help, ..finding })
    }

    /// The rule about a topic that is on, with its severity.
    pub(crate) fn about(&self, topic: &str) -> Option<(&Rule, Severity)> {
        self.rules.iter().find_map(|rule| Some((rule, rule.severity.filter(|_| rule.is_about(topic))?)))
    }

    /// What the rules say about all files together. `read` gives a file again.
    pub(crate) fn end(&self, read: &dyn Fn(&str) -> Option<SourceFile>) -> Vec<Finding> {
        let mut findings = self.collector.get().map_or_else(Vec::new, |collector| collector.findings(self, read));
        findings.retain(|finding| finding.confidence >= self.min_confidence);
        findings
    }

    /// The rules that look at these files. As a rule their languages alone decide: pairs of strings are many, and those
    /// few.
    fn chosen(&self, bitext: &Bitext<'_>, source: &SourceFile, target: &SourceFile) -> Arc<Chosen> {
        let is_of_files = |when: &When| when.paths.is_some() || when.except_paths.is_some() || !when.formats.is_empty();
        if !self.overrides.is_empty() || self.rules.iter().any(|rule| is_of_files(&rule.when)) {
            return Arc::new(Chosen::new(self.on(bitext, source, target)));
        }
        let (from, to) = (&bitext.source_locale.tag, &bitext.target_locale.tag);
        let mut chosen = self.chosen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(known) = chosen.get(from).and_then(|chosen| chosen.get(to)) {
            return known.clone();
        }
        // Languages come from the input of `stream`: memory must stay bounded.
        if chosen.values().map(HashMap::len).sum::<usize>() > 4096 {
            chosen.clear();
        }
        let new = Arc::new(Chosen::new(self.on(bitext, source, target)));
        chosen.entry(from.clone()).or_default().insert(to.clone(), new.clone());
        new
    }

    /// The rules that look at these files, with their severities there.
    fn on(&self, bitext: &Bitext<'_>, source: &SourceFile, target: &SourceFile) -> Vec<On<'_>> {
        let (from, to) = (bitext.source_locale.tag.as_str(), bitext.target_locale.tag.as_str());
        let hit = |set: &globset::GlobSet| set.is_match(&target.path) || set.is_match(&source.path);
        let mut name = None;
        let mut format =
            || *name.get_or_insert_with(|| format::reader_for(&target.path, &target.text).map(|reader| reader.name()));
        let overrides: Vec<&Override> = self
            .overrides
            .iter()
            .filter(|given| given.languages.allow(to) && given.paths.as_ref().is_none_or(hit))
            .collect();
        let mut on = Vec::new();
        for (number, rule) in self.rules.iter().enumerate() {
            let mut given = overrides.iter().flat_map(|given| &given.severities).filter(|(other, _)| *other == number);
            let Some(severity) = given.next_back().map_or(rule.severity, |(_, severity)| *severity) else { continue };
            let when = &rule.when;
            let looks = when.paths.as_ref().is_none_or(hit)
                && !when.except_paths.as_ref().is_some_and(hit)
                && (when.formats.is_empty() || format().is_some_and(|name| when.formats.iter().any(|f| f == name)))
                && rule.speaks_of(from, to);
            if looks {
                on.push(On { number, rule, severity });
            }
        }
        on
    }

    /// The checks run once, whatever number of rules wants their differences.
    fn run_topics<'a>(&self, on: &[On<'a>], chosen: &Chosen, bitext: &Bitext<'_>, verdicts: &mut Vec<Verdict<'a>>) {
        let mut differences = Vec::new();
        for check in &chosen.checks {
            check(bitext, &mut differences);
        }
        // Across files the collector sees more.
        if chosen.is_consistency && self.collector.get().is_none() {
            consistency::within(bitext, &mut differences);
        }
        for difference in differences {
            for on in on {
                let Body::Topic(topic) = &on.rule.body else { continue };
                if topic.name != difference.topic {
                    continue;
                }
                if topic.wants(&difference) && on.rule.looks_at(&difference, bitext) {
                    let values = |name: &str| value_of(name, &difference, bitext);
                    verdicts.push(on.verdict(difference.clone(), values));
                }
            }
        }
    }

    fn index(&self, source: &str) -> Arc<Index> {
        let mut indices = self.indices.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // Languages come from the input of `stream`: memory must stay bounded.
        if indices.len() > 64 {
            indices.clear();
        }
        indices.entry(source.to_owned()).or_insert_with(|| Arc::new(Index::new(&self.rules, source))).clone()
    }

    /// The rules that were stopped because their regular expressions took too long.
    pub fn stopped(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|rule| match &rule.body {
            Body::Compare(compare) => compare.is_stopped(),
            Body::Topic(_) => false,
        })
    }
}

/// The rules that look at a pair of files, and what they need.
#[derive(Debug)]
struct Chosen {
    /// Their numbers and severities.
    on: Vec<(usize, Severity)>,
    /// The checks whose differences they want.
    checks: Vec<Check>,
    /// Does any compare the texts of the run?
    is_consistency: bool,
    /// Does any compare by itself?
    is_comparing: bool,
}

impl Chosen {
    fn new(on: Vec<On<'_>>) -> Chosen {
        let wants = |name: &str| on.iter().any(|on| on.rule.is_about(name));
        let checks = CHECKS.iter().filter(|(topics, _)| topics.iter().any(|topic| wants(topic)));
        Chosen {
            checks: checks.map(|&(_, check)| check).collect(),
            is_consistency: wants(consistency::TOPIC),
            is_comparing: on.iter().any(|on| matches!(on.rule.body, Body::Compare(_))),
            on: on.iter().map(|on| (on.number, on.severity)).collect(),
        }
    }
}

/// A rule that looks at a pair of files.
#[derive(Debug, Clone, Copy)]
pub(super) struct On<'a> {
    /// Its number.
    pub(super) number: usize,
    pub(super) rule: &'a Rule,
    /// How much its findings matter here.
    pub(super) severity: Severity,
}

impl<'a> On<'a> {
    /// The verdict on a difference.
    pub(super) fn verdict(&self, difference: Difference, values: impl Fn(&str) -> String) -> Verdict<'a> {
        let severity = self.severity.min(difference.at_most.unwrap_or(Severity::Error));
        let confidence = self.rule.confidence.min(difference.confidence);
        // What is unsure is never loud.
        let severity = if confidence == Confidence::Low { Severity::Info } else { severity };
        let mut message = self.rule.words(difference.problem).fill(&values);
        if let Some(how) = &difference.how {
            message.push_str(": ");
            message.push_str(how);
        }
        let help = self.rule.help.as_ref().map(|help| help.fill(&values));
        Verdict { rule: self.rule, severity, confidence, message, help, difference }
    }
}

impl Topic {
    fn wants(&self, difference: &Difference) -> bool {
        let direction = match difference.problem {
            Problem::Missing => self.direction != Direction::Target,
            Problem::Added => self.direction != Direction::Source,
            Problem::Changed => true,
        };
        direction
            && self.ignore_below.is_none_or(|least| {
                let claim = difference.source.as_ref().or(difference.target.as_ref());
                let number = claim.and_then(|claim| claim.value.as_deref()).and_then(leading_number);
                number.is_none_or(|number| number >= least)
            })
    }
}

/// The number that a canonical value begins with: `12 EUR`, `12/15`.
fn leading_number(value: &str) -> Option<Decimal> {
    Decimal::parse(value.split([' ', '/']).next()?)
}

impl Rule {
    fn is_about(&self, name: &str) -> bool {
        matches!(&self.body, Body::Topic(topic) if topic.name == name)
    }

    /// Does the rule look at text of the kind that the difference stands in?
    fn looks_at(&self, difference: &Difference, bitext: &Bitext<'_>) -> bool {
        if self.when.parts.is_empty() {
            return true;
        }
        let Some(pair) = bitext.pairs.get(difference.pair) else { return true };
        let parts = pair.source.parts.iter().chain(&pair.target.parts);
        parts.map(|part| super::ready::PartKind::of(part.kind)).any(|kind| self.when.parts.contains(&kind))
    }

    fn words(&self, problem: Problem) -> &Template {
        let own = match problem {
            Problem::Missing => self.missing.as_ref(),
            Problem::Added => self.added.as_ref(),
            Problem::Changed => None,
        };
        own.unwrap_or(&self.message)
    }
}

/// What a name of a template stands for in a difference.
fn value_of(name: &str, difference: &Difference, bitext: &Bitext<'_>) -> String {
    let text = |claim: &Option<Claim>, document: &crate::document::Document<'_>| {
        let spot = &claim.as_ref()?.spot;
        Some(document.segments.get(spot.segment)?.text.get(spot.at.clone())?.to_owned())
    };
    let value = |claim: &Option<Claim>, document| {
        let own = claim.as_ref().and_then(|claim| claim.value.clone());
        own.or_else(|| text(claim, document)).unwrap_or_default()
    };
    let reading = |claim: &Option<Claim>, document| {
        let own = claim.as_ref().and_then(|claim| claim.reading.clone());
        own.unwrap_or_else(|| value(claim, document))
    };
    match name {
        "source.text" => text(&difference.source, bitext.source).unwrap_or_default(),
        "target.text" => text(&difference.target, bitext.target).unwrap_or_default(),
        "source.value" => value(&difference.source, bitext.source),
        "target.value" => value(&difference.target, bitext.target),
        "source.reading" => reading(&difference.source, bitext.source),
        "target.reading" => reading(&difference.target, bitext.target),
        "expected" => difference.expected.clone().unwrap_or_default(),
        "missing" if difference.problem != Problem::Added => value(&difference.source, bitext.source),
        "extra" if difference.problem != Problem::Missing => value(&difference.target, bitext.target),
        "missing" | "extra" => "none".to_owned(),
        "problem" => problem(difference.problem).to_owned(),
        "lang" => bitext.target_locale.tag.clone(),
        "source_lang" => bitext.source_locale.tag.clone(),
        _ => String::new(),
    }
}

/// A problem in a word.
pub(super) fn problem(problem: Problem) -> &'static str {
    match problem {
        Problem::Missing => "missing",
        Problem::Added => "added",
        Problem::Changed => "different",
    }
}
