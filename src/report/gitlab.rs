//! `gitlab`: the code quality report of GitLab.

use std::io;

use serde::Serialize;

use super::{Report, visible::one_line};
use crate::{
    finding::{Finding, Severity},
    fingerprint,
};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = fingerprint::ids(&report.findings);
    let issues: Vec<Issue<'_>> =
        report.findings.iter().zip(&ids).filter_map(|(finding, id)| issue(finding, id)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue<'a>(finding: &'a Finding, id: &'a str) -> Option<Issue<'a>> {
    let main = finding.target.as_ref().or(finding.source.as_ref())?;
    let source = finding.source.as_ref().filter(|_| finding.target.is_some());
    let from = source.map_or(String::new(), |place| format!(" (source: {}:{})", place.path, place.line));
    Some(Issue {
        description: one_line(&format!("{}{from}", finding.message)).into_owned(),
        check_name: &finding.rule,
        fingerprint: id,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location { path: &main.path, lines: Lines { begin: main.line, end: main.end_line } },
    })
}
