//! `fidelint stream`: segment pairs on standard input, findings on standard output.

use std::{borrow::Cow, io};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Outcome,
    args::StreamOptions,
    lines::{self, Line},
    project,
};
use crate::{
    check::{self, Company, Run},
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
    let output = io::BufWriter::new(io::stdout().lock());
    let (any, failed) = lines::map_chunks(io::stdin().lock(), output, |lines| rows(lines, &rules))?;
    Ok(match (failed, any) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// The output for some lines: for each the text, whether there are errors in the translation, whether it could not be read.
fn rows(lines: &[Line], rules: &Rules) -> Vec<(String, bool, bool)> {
    let rows: Vec<Result<Option<Row<'_>>, String>> = lines.par_iter().map(read).collect();
    let mut runs: FxHashMap<&str, Run<'_>> = FxHashMap::default();
    for row in rows.iter().filter_map(|row| row.as_ref().ok()?.as_ref()) {
        let known = check::Row { language: &row.target_lang, source: &row.source, target: &row.target };
        runs.entry(&row.source_lang).or_default().rows.push(known);
    }
    // What the rows of a pair of languages say together is evidence for each of them.
    let mut companies: FxHashMap<(&str, &str), Company<'_>> = FxHashMap::default();
    for row in rows.iter().filter_map(|row| row.as_ref().ok()?.as_ref()) {
        let (source, target) = (&*row.source_lang, &*row.target_lang);
        let company = companies.entry((source, target));
        company.or_insert_with(|| Company::within(runs.get(source), target)).push(&row.source, &row.target);
    }
    let output = |row: &Result<Option<Row<'_>>, String>| match row {
        Err(failure) => (failure.clone(), false, true),
        Ok(None) => (String::new(), false, false),
        Ok(Some(row)) => {
            let company = companies.get(&(&*row.source_lang, &*row.target_lang));
            answer(row, company, rules)
        }
    };
    rows.par_iter().map(output).collect()
}

/// A line as a row, nothing where it is empty, or what is wrong with it.
fn read(line: &Line) -> Result<Option<Row<'_>>, String> {
    let Some(bytes) = &line.bytes else {
        return Err(failure(line, &Value::Null, "the line is longer than 64 MiB"));
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    serde_json::from_slice(bytes).map(Some).map_err(|error| {
        let id =
            serde_json::from_slice::<Value>(bytes).ok().and_then(|value| value.get("id").cloned()).unwrap_or_default();
        failure(line, &id, &error.to_string())
    })
}

/// The findings of a row, as text.
fn answer(row: &Row<'_>, company: Option<&Company<'_>>, rules: &Rules) -> (String, bool, bool) {
    let findings = lint::texts_among(company, (&row.source, &row.source_lang), (&row.target, &row.target_lang), rules);
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
