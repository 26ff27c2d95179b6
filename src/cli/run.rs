//! A run over pairs of files: what `pair` and `check` share.

use super::{
    Outcome,
    args::{AlignScope, FailOn, RunOptions},
};
use crate::{
    align::Scope,
    finding::Severity,
    lint::{self, Job, Settings},
    rule::Rules,
};

pub(super) fn run(jobs: &[Job], options: &RunOptions) -> anyhow::Result<Outcome> {
    anyhow::ensure!(!jobs.is_empty(), "nothing to check: no pair of files was found");
    let rules = Rules::shipped().map_err(super::mistakes)?;
    let scope = match options.align_scope {
        AlignScope::Run => Scope::Run,
        AlignScope::Document => Scope::Document,
    };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    let done = threads.install(|| lint::run(jobs, &rules, Settings { align_scope: scope }));
    let count = |severity| done.findings.iter().filter(|finding| finding.severity == severity).count();
    let json = serde_json::json!({
        "version": 1,
        "findings": done.findings,
        "summary": { "errors": count(Severity::Error), "warnings": count(Severity::Warning), "infos": count(Severity::Info),
            "pairs": done.pairs, "segments": done.segments },
    });
    anstream::println!("{json:#}");
    for error in &done.errors {
        let place = error.place.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        anstream::eprintln!("error: {}{place}: {}", error.path, error.message);
    }
    let loud = |least| done.findings.iter().any(|finding| finding.severity >= least);
    let fails = match options.fail_on {
        FailOn::Error => loud(Severity::Error),
        FailOn::Warning => loud(Severity::Warning),
        FailOn::Info => loud(Severity::Info),
        FailOn::Never => false,
    };
    Ok(match (done.errors.is_empty(), fails) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Clean,
    })
}
