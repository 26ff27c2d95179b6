//! Rules as they are written: plain structs, every mistake with its place.

use std::{collections::BTreeMap, ops::Range};

use serde::Deserialize;
use toml::Spanned;

use super::{Example, Expect, Rule};
use crate::{check, fact::Confidence, finding::Severity};

/// A mistake in a rule file, with its place there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The path of the rule file.
    pub path: String,
    /// Where it stands, in bytes of the file.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Spanned<Written>>,
}

/// `[[rule]]`, key by key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Spanned<String>,
    #[serde(default)]
    severity: Option<String>,
    #[serde(default)]
    confidence: Option<Confidence>,
    /// What to say where a fact changed.
    message: Spanned<String>,
    /// What to say where it is missing; `message` where this is not given.
    #[serde(default)]
    missing: Option<String>,
    /// What to say where it was added.
    #[serde(default)]
    added: Option<String>,
    #[serde(default)]
    help: Option<String>,
    #[serde(default)]
    why: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    source: Option<Spanned<Matcher>>,
    #[serde(default)]
    check: Option<Spanned<String>>,
    #[serde(default)]
    tests: Vec<Spanned<Test>>,
    #[serde(default, rename = "target")]
    _target: Option<toml::Value>,
    #[serde(default)]
    direction: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Matcher {
    fact: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Test {
    #[serde(default)]
    source_lang: Option<String>,
    lang: String,
    source: String,
    target: String,
    expect: Expect,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    source_span: Option<String>,
    #[serde(default)]
    target_span: Option<String>,
}

/// The language of the source of a test that names none.
const DEFAULT_SOURCE: &str = "en"; // tidy: most sources are in it

/// Reads a rule file. All mistakes come at once, each with its place.
pub fn parse(path: &str, text: &str) -> Result<Vec<Rule>, Vec<Mistake>> {
    let file: File = toml::from_str(text).map_err(|error| {
        vec![Mistake { path: path.to_owned(), at: error.span().unwrap_or(0..0), message: error.message().to_owned() }]
    })?;
    let (mut rules, mut mistakes) = (Vec::new(), Vec::new());
    for written in file.rule {
        match ready(written.into_inner(), path) {
            Ok(rule) => rules.push(rule),
            Err((at, message)) => mistakes.push(Mistake { path: path.to_owned(), at, message }),
        }
    }
    if mistakes.is_empty() { Ok(rules) } else { Err(mistakes) }
}

fn ready(written: Written, path: &str) -> Result<Rule, (Range<usize>, String)> {
    let topic = match (&written.source, &written.check) {
        (Some(source), None) => source.get_ref().fact.clone(),
        (None, Some(check)) => check.clone(),
        _ => return Err((written.id.span(), "a rule has either `source` or `check`".to_owned())),
    };
    if !check::is_topic(topic.get_ref()) {
        return Err((topic.span(), format!("no check reports `{}`", topic.get_ref())));
    }
    let severity = match written.severity.as_deref() {
        None | Some("warning") => Some(Severity::Warning),
        Some("error") => Some(Severity::Error),
        Some("info") => Some(Severity::Info),
        Some("off") => None,
        Some(other) => {
            return Err((written.id.span(), format!("`{other}` is no severity: error, warning, info or off")));
        }
    };
    let example = |test: Spanned<Test>| {
        let at = test.span();
        let test = test.into_inner();
        Example {
            at,
            source_lang: test.source_lang.unwrap_or_else(|| DEFAULT_SOURCE.to_owned()),
            lang: test.lang,
            source: test.source,
            target: test.target,
            expect: test.expect,
            message: test.message,
            source_span: test.source_span,
            target_span: test.target_span,
        }
    };
    let mut messages = BTreeMap::new();
    messages.extend(written.missing.map(|text| ("missing", text)));
    messages.extend(written.added.map(|text| ("added", text)));
    let _ = written.direction;
    Ok(Rule {
        id: written.id.into_inner(),
        severity,
        confidence: written.confidence.unwrap_or(Confidence::High),
        message: written.message.into_inner(),
        messages,
        help: written.help,
        why: written.why.unwrap_or_default(),
        tags: written.tags,
        topic: topic.into_inner(),
        tests: written.tests.into_iter().map(example).collect(),
        path: path.to_owned(),
    })
}
