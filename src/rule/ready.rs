//! Rules ready to run.

use std::{collections::BTreeMap, ops::Range};

use serde::Deserialize;

use super::{Mistake, parse, shipped};
use crate::{
    check::{Bitext, CHECKS, Claim, Difference, Problem},
    fact::Confidence,
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
    /// The template of what to say.
    pub message: String,
    /// Other templates for a fact that is `missing` or `added`.
    pub messages: BTreeMap<&'static str, String>,
    /// The next step.
    pub help: Option<String>,
    /// Why the rule is there.
    pub why: String,
    /// What it is about.
    pub tags: Vec<String>,
    /// The topic of the differences it reports.
    pub topic: String,
    /// Its tests, which are its examples.
    pub tests: Vec<Example>,
    /// The file that it stands in.
    pub path: String,
}

/// A test of a rule, which is an example in its documentation too.
#[derive(Debug, Clone)]
pub struct Example {
    /// The language of the source.
    pub source_lang: String,
    /// The language of the translation.
    pub lang: String,
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

/// The rules of a run.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// In the order of their files.
    pub rules: Vec<Rule>,
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
    /// The difference.
    pub difference: Difference,
}

impl Rules {
    /// The shipped rules.
    pub fn shipped() -> Result<Rules, Vec<Mistake>> {
        let mut rules = Rules::default();
        for (path, text) in shipped() {
            rules.rules.extend(parse(path, text)?);
        }
        Ok(rules)
    }

    /// What the rules say about a bitext, in no particular order.
    pub fn run(&self, bitext: &Bitext<'_>) -> Vec<Verdict<'_>> {
        let on: Vec<&Rule> = self.rules.iter().filter(|rule| rule.severity.is_some()).collect();
        let mut differences = Vec::new();
        for (topics, check) in CHECKS {
            if on.iter().any(|rule| topics.contains(&rule.topic.as_str())) {
                check(bitext, &mut differences);
            }
        }
        let mut verdicts = Vec::new();
        for difference in differences {
            for rule in on.iter().filter(|rule| rule.topic == difference.topic) {
                let severity = rule
                    .severity
                    .map_or(Severity::Info, |severity| severity.min(difference.at_most.unwrap_or(Severity::Error)));
                let confidence = rule.confidence.min(difference.confidence);
                // What is unsure is never loud.
                let severity = if confidence == Confidence::Low { Severity::Info } else { severity };
                let message = rule.fill(&difference, bitext);
                verdicts.push(Verdict { rule, severity, confidence, message, difference: difference.clone() });
            }
        }
        verdicts
    }
}

impl Rule {
    /// The message for a difference: `{source.value}`, `{source.text}`, `{target.value}`, `{target.text}`, `{expected}`.
    fn fill(&self, difference: &Difference, bitext: &Bitext<'_>) -> String {
        let name = match difference.problem {
            Problem::Missing => "missing",
            Problem::Added => "added",
            Problem::Changed => "changed",
        };
        let template = self.messages.get(name).unwrap_or(&self.message);
        let text = |claim: &Option<Claim>, document: &crate::document::Document<'_>| {
            let spot = &claim.as_ref()?.spot;
            Some(document.segments.get(spot.segment)?.text.get(spot.at.clone())?.to_owned())
        };
        let source = text(&difference.source, bitext.source).unwrap_or_default();
        let target = text(&difference.target, bitext.target).unwrap_or_default();
        let value = |claim: &Option<Claim>, text: &str| {
            claim.as_ref().and_then(|claim| claim.value.clone()).unwrap_or_else(|| text.to_owned())
        };
        let mut message = template
            .replace("{source.text}", &source)
            .replace("{target.text}", &target)
            .replace("{source.value}", &value(&difference.source, &source))
            .replace("{target.value}", &value(&difference.target, &target))
            .replace("{expected}", difference.expected.as_deref().unwrap_or_default());
        if let Some(how) = &difference.how {
            message.push_str(": ");
            message.push_str(how);
        }
        message
    }
}
