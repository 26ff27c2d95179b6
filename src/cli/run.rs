//! A run over pairs of files: what `pair` and `check` share.

use super::{
    Outcome,
    args::{AlignScope, FailOn, RunOptions},
};
use crate::{
    align::Scope,
    error::RunError,
    finding::Severity,
    lint::{self, Job, Settings},
    report::{Report, Summary},
    rule::Rules,
};

pub(super) fn run(jobs: &[Job], options: &RunOptions, rules: &Rules, unpaired: usize) -> anyhow::Result<Outcome> {
    anyhow::ensure!(!jobs.is_empty(), "nothing to check: no pair of files was found");
    let scope = match options.align_scope {
        AlignScope::Run => Scope::Run,
        AlignScope::Document => Scope::Document,
    };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    let done = threads.install(|| lint::run(jobs, rules, Settings { align_scope: scope, suppress: true }));
    let summary = Summary { pairs: done.pairs, segments: done.segments, unpaired, ..Summary::default() };
    let mut errors = done.errors;
    errors.extend(rules.stopped().map(|rule| {
        RunError::new(format!("the rule `{}` was stopped: its regular expressions take too long", rule.id))
            .help("make them simpler: `.*` at an end and repeated groups are slow")
    }));
    let report = Report::new(done.findings, errors, summary);
    options.show.write(&report, rules)?;
    Ok(outcome(&report, options.fail_on))
}

fn outcome(report: &Report, fail_on: FailOn) -> Outcome {
    let loud = |least| report.findings.iter().any(|finding| finding.severity >= least);
    let fails = match fail_on {
        FailOn::Error => loud(Severity::Error),
        FailOn::Warning => loud(Severity::Warning),
        FailOn::Info => loud(Severity::Info),
        FailOn::Never => false,
    };
    match (report.errors.is_empty(), fails) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Clean,
    }
}
