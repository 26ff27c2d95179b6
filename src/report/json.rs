//! `json` and `jsonl`: for programs. The shape is a contract: keys are added, never changed or taken away.

use std::io;

use serde::Serialize;

use super::{Report, Summary};
use crate::{
    error::RunError,
    fact::Confidence,
    finding::{Columns, Finding, Place, Severity},
};

#[derive(Serialize)]
struct Whole<'a> {
    version: u8,
    findings: Vec<Found<'a>>,
    errors: Vec<Failed<'a>>,
    summary: &'a Summary,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    tags: &'a [String],
    severity: Severity,
    confidence: Confidence,
    message: &'a str,
    help: Option<&'a str>,
    notes: &'a [String],
    key: Option<&'a str>,
    language: &'a str,
    source: Option<At<'a>>,
    target: Option<At<'a>>,
}

#[derive(Serialize)]
struct At<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(flatten)]
    columns: Columns,
    start: usize,
    end: usize,
    text: &'a str,
    value: Option<&'a str>,
    label: &'a str,
}

#[derive(Serialize)]
struct Failed<'a> {
    error: &'a str,
    code: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    notes: &'a [String],
    help: Option<&'a str>,
}

fn found(finding: &Finding) -> Found<'_> {
    Found {
        rule: &finding.rule,
        tags: &finding.tags,
        severity: finding.severity,
        confidence: finding.confidence,
        message: &finding.message,
        help: finding.help.as_deref(),
        notes: &finding.notes,
        key: finding.key.as_deref(),
        language: &finding.language,
        source: finding.source.as_ref().map(at),
        target: finding.target.as_ref().map(at),
    }
}

fn at(place: &Place) -> At<'_> {
    At {
        path: &place.path,
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        columns: place.columns,
        start: place.start,
        end: place.end,
        text: &place.text,
        value: place.value.as_deref(),
        label: &place.label,
    }
}

fn failed(error: &RunError) -> Failed<'_> {
    let place = error.places.first();
    Failed {
        error: &error.message,
        code: error.code.as_deref(),
        path: place.map(|place| place.path.as_str()).or(error.path.as_deref()),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        notes: &error.notes,
        help: error.help.as_deref(),
    }
}

/// One object for the run.
pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let whole = Whole {
        version: 1,
        findings: report.findings.iter().map(|finding| found(finding)).collect(),
        errors: report.errors.iter().map(failed).collect(),
        summary: &report.summary,
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

/// One object a finding, then one for each error.
pub(super) fn write_lines(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &report.findings {
        serde_json::to_writer(&mut *out, &found(finding))?;
        writeln!(out)?;
    }
    for error in &report.errors {
        serde_json::to_writer(&mut *out, &failed(error))?;
        writeln!(out)?;
    }
    Ok(())
}
