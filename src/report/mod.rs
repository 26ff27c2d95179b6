//! Reports: what a run found, written in one format a file.

mod concise;
mod differ;
mod escape;
mod full;
mod github;
mod gitlab;
mod group;
mod html;
mod job_summary;
mod json;
mod links;
mod output;
mod paint;
mod rdjsonl;
mod sarif;
mod snippet;
mod visible;
mod window;
mod xml;

use std::{collections::BTreeSet, io, sync::Arc};

use serde::Serialize;

use crate::{
    error::RunError,
    finding::{Finding, Severity},
    rule::Rules,
};

pub use full::{View, error_text};
pub use output::{Format, Output};
pub use visible::{one_line, visible, visible_blanks};

/// What a run found, ready to be written.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Sorted by file, place and rule.
    pub findings: Vec<Arc<Finding>>,
    /// What could not be done.
    pub errors: Vec<RunError>,
    /// The run in figures.
    pub summary: Summary,
}

/// A run in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are worth knowing.
    pub infos: usize,
    /// Pairs of files that were compared.
    pub pairs: usize,
    /// How many of them have findings.
    pub pairs_with_findings: usize,
    /// Aligned pairs of text that were compared.
    pub segments: usize,
    /// Findings that a comment or an `[[ignore]]` keeps quiet.
    pub suppressed: usize,
    /// Findings that the baseline knows.
    pub baseline: usize,
    /// Entries of the baseline that have no finding any more.
    pub gone: usize,
    /// Findings in text that did not change since `--since`.
    pub unchanged: usize,
    /// Files without a counterpart.
    pub unpaired: usize,
    /// Findings that are neither loud nor sure, and are not shown.
    #[serde(skip)]
    pub hints: usize,
    /// Files, rules or settings that could not be used.
    pub failures: usize,
}

/// What writers need besides the report.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rules that ran, for formats that describe them.
    pub rules: &'a Rules,
    /// How it is shown to people.
    pub view: View,
    /// The files that changed, where the run knows it (`--since`).
    pub changed: Option<&'a BTreeSet<String>>,
}

impl<'a> Context<'a> {
    /// A context of which all but the rules is at its default.
    pub fn plain(rules: &'a Rules) -> Context<'a> {
        Context { rules, view: View::default(), changed: None }
    }

    /// Is a file known to have changed?
    fn has_changed(&self, path: &str) -> bool {
        self.changed.is_some_and(|changed| changed.contains(path))
    }
}

impl Report {
    /// A report with its figures counted. `summary` brings those that cannot be counted here.
    pub fn new(findings: Vec<Finding>, errors: Vec<RunError>, summary: Summary) -> Report {
        Report::counted(findings.into_iter().map(Arc::new).collect(), errors, summary)
    }

    fn counted(findings: Vec<Arc<Finding>>, errors: Vec<RunError>, summary: Summary) -> Report {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let pairs: BTreeSet<(Option<&str>, Option<&str>)> = findings
            .iter()
            .map(|finding| {
                (finding.source.as_ref().map(|p| p.path.as_str()), finding.target.as_ref().map(|p| p.path.as_str()))
            })
            .collect();
        let summary = Summary {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            pairs_with_findings: pairs.len().min(summary.pairs.max(1)),
            failures: errors.len(),
            ..summary
        };
        Report { findings, errors, summary }
    }

    /// Writes the report in a format.
    pub fn write(&self, format: Format, context: Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        // Programs that read raw findings choose for themselves.
        match format {
            Format::Json => json::write(self, out),
            Format::Jsonl => json::write_lines(self, out),
            _ if context.view.hints => self.write_all(format, context, out),
            _ => self.without_hints().write_all(format, context, out),
        }
    }

    /// The report without what is neither loud nor sure.
    fn without_hints(&self) -> Report {
        // A run may have findings by the hundred thousand: none is held twice.
        let shown: Vec<Arc<Finding>> = self.findings.iter().filter(|finding| !finding.is_hint()).cloned().collect();
        let summary = Summary { hints: self.findings.len() - shown.len(), ..self.summary.clone() };
        Report::counted(shown, self.errors.clone(), summary)
    }

    fn write_all(&self, format: Format, context: Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        match format {
            Format::Full => full::write(self, context.view, out),
            Format::Concise => concise::write(self, out),
            Format::Json => json::write(self, out),
            Format::Jsonl => json::write_lines(self, out),
            Format::Html => html::write(self, out),
            Format::Sarif => sarif::write(self, context, out),
            Format::Github => github::write(self, context, out),
            Format::Gitlab => gitlab::write(self, out),
            Format::Junit => xml::junit(self, out),
            Format::Rdjsonl => rdjsonl::write(self, out),
            Format::Checkstyle => xml::checkstyle(self, out),
            Format::Summary => job_summary::write(self, out),
        }
    }
}

impl Summary {
    /// The last line of a run: *Found 3 errors, 1 warning in 4 of 120 pairs (7 suppressed).*
    pub fn line(&self) -> String {
        let count = |n: usize, word: &str| (n > 0).then(|| format!("{n} {word}{}", if n == 1 { "" } else { "s" }));
        let found: Vec<String> = [
            count(self.errors, "error"),
            count(self.warnings, "warning"),
            // It has no plural.
            (self.infos > 0).then(|| format!("{} info", self.infos)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let besides: Vec<String> = [
            (self.suppressed > 0).then(|| format!("{} suppressed", self.suppressed)),
            (self.baseline > 0).then(|| format!("{} in the baseline", self.baseline)),
            (self.gone > 0).then(|| format!("{} mended since the baseline", self.gone)),
            (self.unchanged > 0).then(|| format!("{} more in unchanged text", self.unchanged)),
            count(self.unpaired, "file").map(|files| format!("{files} unpaired")),
            count(self.hints, "unsure hint").map(|hints| format!("{hints} not shown, -v shows them")),
            (self.failures > 0).then(|| format!("{} not done", self.failures)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let pairs = format!("{} pair{}", self.pairs, if self.pairs == 1 { "" } else { "s" });
        let besides = if besides.is_empty() { String::new() } else { format!(" ({})", besides.join(", ")) };
        if found.is_empty() {
            format!("Found nothing to report in {pairs}{besides}.")
        } else {
            format!("Found {} in {} of {pairs}{besides}.", found.join(", "), self.pairs_with_findings)
        }
    }
}

#[cfg(test)]
pub(crate) mod samples;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_says_all_in_one_sentence() {
        let summary = Summary {
            errors: 3,
            warnings: 1,
            pairs: 120,
            pairs_with_findings: 4,
            suppressed: 7,
            baseline: 12,
            unpaired: 2,
            ..Summary::default()
        };
        assert_eq!(
            summary.line(),
            "Found 3 errors, 1 warning in 4 of 120 pairs (7 suppressed, 12 in the baseline, 2 files unpaired)."
        );
        let clean = Summary { pairs: 1, ..Summary::default() };
        assert_eq!(clean.line(), "Found nothing to report in 1 pair.");
    }
}
