//! `fidelint stream`: segment pairs on standard input, findings on standard output.

use std::{borrow::Cow, io};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Outcome,
    args::StreamOptions,
    lines::{self, Line},
    project,
};
use crate::{
    finding::{Finding, Place},
    lint,
    rule::Rules,
};

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(default)]
    id: Value,
    #[serde(borrow)]
    source_lang: Cow<'a, str>,
    #[serde(borrow)]
    target_lang: Cow<'a, str>,
    #[serde(borrow)]
    source: Cow<'a, str>,
    #[serde(borrow)]
    target: Cow<'a, str>,
}

/// A finding about a row, as the contract has it.
#[derive(Serialize)]
struct Found<'a> {
    id: &'a Value,
    rule: &'a str,
    tags: &'a [String],
    severity: crate::finding::Severity,
    confidence: crate::fact::Confidence,
    message: &'a str,
    source: Option<Spot<'a>>,
    target: Option<Spot<'a>>,
}

#[derive(Serialize)]
struct Spot<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: Option<&'a str>,
}

pub(super) fn run(options: &StreamOptions) -> anyhow::Result<Outcome> {
    let (config, root) = project::settings(None)?;
    let rules = options.rules.load(&config, &root)?;
    let (any, failed) =
        lines::map(io::stdin().lock(), io::BufWriter::new(io::stdout().lock()), |line| row(line, &rules))?;
    Ok(match (failed, any) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// The output for one line: the text, whether there are errors in the translation, whether the line could not be read.
fn row(line: &Line, rules: &Rules) -> (String, bool, bool) {
    let Some(bytes) = &line.bytes else {
        return (failure(line, &Value::Null, "the line is longer than 64 MiB"), false, true);
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return (String::new(), false, false);
    }
    let row: Row<'_> = match serde_json::from_slice(bytes) {
        Ok(row) => row,
        Err(error) => {
            let id = serde_json::from_slice::<Value>(bytes)
                .ok()
                .and_then(|value| value.get("id").cloned())
                .unwrap_or_default();
            return (failure(line, &id, &error.to_string()), false, true);
        }
    };
    let findings = lint::texts(&row.source, &row.target, &row.source_lang, &row.target_lang, rules);
    let mut text = String::new();
    for finding in &findings {
        text.push_str(&serde_json::to_string(&found(&row.id, finding)).unwrap_or_default());
        text.push('\n');
    }
    (text, findings.iter().any(|finding| finding.severity == crate::finding::Severity::Error), false)
}

fn found<'a>(id: &'a Value, finding: &'a Finding) -> Found<'a> {
    let spot = |place: &'a Place| Spot {
        start: place.start,
        end: place.end,
        text: &place.text,
        value: place.value.as_deref(),
    };
    Found {
        id,
        rule: &finding.rule,
        tags: &finding.tags,
        severity: finding.severity,
        confidence: finding.confidence,
        message: &finding.message,
        source: finding.source.as_ref().map(spot),
        target: finding.target.as_ref().map(spot),
    }
}

/// A line that cannot be read is told by its id where it has one, else by its number.
pub(super) fn failure(line: &Line, id: &Value, error: &str) -> String {
    let object = match id {
        Value::Null => serde_json::json!({ "line": line.number, "error": error }),
        id => serde_json::json!({ "id": id, "error": error }),
    };
    format!("{object}\n")
}
