//! Puts rules to their own tests: the examples of a rule are what it must say and what it must leave alone.

use std::fmt;

use similar::{ChangeTag, TextDiff};

use super::{Example, Expect, Rule, Rules};
use crate::{
    finding::{Finding, Severity},
    lint,
};

/// What became of one test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The rule says what the test expects.
    Passed,
    /// It does not look at the language, as the test says.
    Skipped,
    /// The test is marked as known to be wrong still.
    Todo,
    /// It says something else.
    Failed(Failure),
}

/// How a rule failed its test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It speaks where it should be silent.
    Noisy {
        /// What it says.
        messages: Vec<String>,
    },
    /// It is silent where it should speak.
    Missing,
    /// It does not look at the language of the test, which does not say `skip`.
    Skipped {
        /// The language.
        language: String,
    },
    /// It looks at a language that the test says it skips.
    NotSkipped,
    /// It says it in other words.
    Message {
        /// The words of the test.
        expected: String,
        /// The words of the rule, the nearest of its findings.
        found: String,
    },
    /// It points somewhere else.
    Span {
        /// `source` or `target`.
        side: &'static str,
        /// The text that the test names.
        expected: String,
        /// What its findings point at.
        found: String,
    },
}

/// The tests of some rules, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that passed.
    pub passed: usize,
    /// Those that the rule rightly skips.
    pub skipped: usize,
    /// Those marked `todo`.
    pub todo: usize,
    /// Those that failed.
    pub failed: usize,
}

/// Runs all tests of the rules and tells each outcome to `report`.
pub fn run<'a>(rules: &'a Rules, mut report: impl FnMut(&'a Rule, &'a Example, &Outcome)) -> Tally {
    let mut tally = Tally::default();
    for rule in &rules.rules {
        let alone = alone(rule);
        for example in &rule.tests {
            let outcome = outcome(&alone, example);
            match outcome {
                Outcome::Passed => tally.passed += 1,
                Outcome::Skipped => tally.skipped += 1,
                Outcome::Todo => tally.todo += 1,
                Outcome::Failed(_) => tally.failed += 1,
            }
            report(rule, example, &outcome);
        }
    }
    tally
}

/// A run of one rule. A rule that is off is tested like any other.
fn alone(rule: &Rule) -> Rules {
    let mut rule = rule.clone();
    rule.severity = rule.severity.or(Some(Severity::Warning));
    // Examples have no path and no format, and their text is a string.
    rule.when.paths = None;
    rule.when.except_paths = None;
    rule.when.formats.clear();
    rule.when.parts.clear();
    Rules::from(vec![rule])
}

fn outcome(rules: &Rules, example: &Example) -> Outcome {
    if example.expect == Expect::Todo {
        return Outcome::Todo;
    }
    let speaks = rules.rules.iter().any(|rule| rule.speaks_of(&example.source_lang, &example.lang));
    match (example.expect, speaks) {
        (Expect::Skip, true) => return Outcome::Failed(Failure::NotSkipped),
        (Expect::Skip, false) => return Outcome::Skipped,
        (_, false) => return Outcome::Failed(Failure::Skipped { language: example.lang.clone() }),
        (_, true) => {}
    }
    let (source, target) = (example.source.as_str(), example.target.as_str());
    let findings = match example.format.as_deref().and_then(crate::format::reader_named) {
        Some(reader) => lint::contents(reader, (source, &example.source_lang), (target, &example.lang), rules),
        None => lint::passages((source, &example.source_lang), (target, &example.lang), rules),
    };
    match (example.expect, findings.is_empty()) {
        (Expect::Fail, true) => Outcome::Failed(Failure::Missing),
        (Expect::Fail, false) => judge(&findings, example).map_or(Outcome::Passed, Outcome::Failed),
        (_, true) => Outcome::Passed,
        (_, false) => {
            Outcome::Failed(Failure::Noisy { messages: findings.into_iter().map(|finding| finding.message).collect() })
        }
    }
}

/// One finding must fit all that the test says. Else: what is wrong with the first of them.
fn judge(findings: &[Finding], example: &Example) -> Option<Failure> {
    let mut failures = findings.iter().map(|finding| mismatch(finding, example));
    let first = failures.next().flatten()?;
    if failures.any(|failure| failure.is_none()) { None } else { Some(first) }
}

fn mismatch(finding: &Finding, example: &Example) -> Option<Failure> {
    if let Some(expected) = example.message.as_ref().filter(|expected| **expected != finding.message) {
        return Some(Failure::Message { expected: expected.clone(), found: finding.message.clone() });
    }
    let sides = [("source", &example.source_span, &finding.source), ("target", &example.target_span, &finding.target)];
    sides.into_iter().find_map(|(side, expected, place)| {
        let expected = expected.as_ref()?;
        let found = place.as_ref().map(|place| place.text.clone()).unwrap_or_default();
        (found != *expected).then(|| Failure::Span { side, expected: expected.clone(), found })
    })
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Noisy { messages } => write!(f, "Noisy: expected nothing, the rule says: {}", messages.join("; ")),
            Failure::Missing => f.write_str("Missing: expected a finding, the rule says nothing"),
            Failure::Skipped { language } => {
                write!(f, "Skipped: the rule says nothing about {language:?}; expect = \"skip\" would say so")
            }
            Failure::NotSkipped => f.write_str("Not skipped: the rule looks at this language"),
            Failure::Message { expected, found } => write!(f, "Wrong message: {}", marked(expected, found)),
            Failure::Span { side, expected, found } => {
                write!(f, "Wrong span in the {side}: {}", marked(expected, found))
            }
        }
    }
}

/// Two texts as one, what only the first has in `[-…-]`, what only the second has in `{+…+}`.
fn marked(expected: &str, found: &str) -> String {
    let mut text = String::new();
    let diff = TextDiff::from_words(expected, found);
    let mut open = ChangeTag::Equal;
    let close = |tag, text: &mut String| match tag {
        ChangeTag::Equal => {}
        ChangeTag::Delete => text.push_str("-]"),
        ChangeTag::Insert => text.push_str("+}"),
    };
    for change in diff.iter_all_changes() {
        if change.tag() != open {
            close(open, &mut text);
            open = change.tag();
            match open {
                ChangeTag::Equal => {}
                ChangeTag::Delete => text.push_str("[-"),
                ChangeTag::Insert => text.push_str("{+"),
            }
        }
        text.push_str(change.value());
    }
    close(open, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_message_shows_the_words_that_differ() {
        assert_eq!(marked("37 became 73", "37 is missing"), "37 [-became-]{+is+} [-73-]{+missing+}");
    }
}
