//! `fidelint facts`: the facts of a text with their canonical values.

use std::{borrow::Cow, fs, io};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Outcome,
    args::FactsOptions,
    lines::{self, Line},
    stream::failure,
};
use crate::{
    fact::{Fact, Passage, extract, extract_with_numbers},
    locale::Locale,
    source::SourceFile,
};

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(default)]
    id: Value,
    #[serde(borrow)]
    lang: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// The answer to a row, its fields by the alphabet.
#[derive(Serialize)]
struct Answer<'a> {
    facts: Vec<Found<'a>>,
    id: &'a Value,
}

#[derive(Serialize)]
struct Found<'a> {
    end: usize,
    kind: &'static str,
    start: usize,
    text: Option<&'a str>,
    value: String,
}

pub(super) fn run(options: &FactsOptions) -> anyhow::Result<Outcome> {
    if options.format.is_some() {
        let output = io::BufWriter::new(io::stdout().lock());
        let (_, failed) = lines::map(io::stdin().lock(), output, row)?;
        return Ok(if failed { Outcome::Failed } else { Outcome::Clean });
    }
    let (path, text) = match &options.file {
        Some(path) => {
            (path.display().to_string(), fs::read_to_string(path).with_context(|| path.display().to_string())?)
        }
        None => ("-".to_owned(), io::read_to_string(io::stdin()).context("standard input")?),
    };
    let locale = Locale::get(options.lang.as_deref().unwrap_or("und"));
    let file = SourceFile::new(path, text);
    for fact in extract(Passage::plain(&file.text, locale)) {
        let place = file.line_column(fact.at.start);
        let text = file.slice(fact.at.clone().into());
        anstream::println!(
            "{}:{}:{}: {} {}  {}",
            file.path,
            place.line,
            place.column,
            fact.kind.name(),
            readings(&fact),
            text.escape_debug()
        );
    }
    Ok(Outcome::Clean)
}

fn readings(fact: &Fact) -> String {
    fact.readings().map(ToString::to_string).collect::<Vec<_>>().join(" | ")
}

fn row(line: &Line) -> (String, bool, bool) {
    let bytes = line.bytes.as_deref().unwrap_or_default();
    if bytes.iter().all(u8::is_ascii_whitespace) && line.bytes.is_some() {
        return (String::new(), false, false);
    }
    let row: Row<'_> = match serde_json::from_slice(bytes) {
        Ok(row) => row,
        Err(error) => return (failure(line, &Value::Null, &error.to_string()), false, true),
    };
    let facts = extract_with_numbers(Passage::plain(&row.text, Locale::get(&row.lang)));
    let found = facts.iter().map(|fact| Found {
        end: fact.at.end,
        kind: fact.kind.name(),
        start: fact.at.start,
        text: row.text.get(fact.at.clone()),
        value: fact.value.to_string(),
    });
    let answer = Answer { facts: found.collect(), id: &row.id };
    (serde_json::to_string(&answer).unwrap_or_default() + "\n", false, false)
}
