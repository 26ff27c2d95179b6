//! A run over pairs of files: what `pair` and `check` share.

use std::{collections::BTreeSet, path::PathBuf};

use super::{
    Outcome,
    args::{AlignScope, FailOn, RunOptions},
    progress::Progress,
    settle::{Ground, Settlement},
};
use crate::{
    align::Scope,
    baseline::Baseline,
    cache::Cache,
    error::RunError,
    finding::Severity,
    lint::{self, Job, Settings},
    report::Report,
    rule::{Rule, Rules},
};

/// A run that was made, before anything is written.
pub(super) struct Done {
    pub(super) report: Report,
    pub(super) rules: Rules,
    /// The baseline and its file, where one was used.
    pub(super) baseline: Option<(PathBuf, Baseline)>,
    /// The entries of the baseline that have no finding any more.
    pub(super) gone: Baseline,
    changed: Option<BTreeSet<String>>,
    fail_on: FailOn,
}

/// Checks, writes the reports, and says how it ended.
pub(super) fn run(jobs: Vec<Job>, options: &RunOptions, ground: Ground<'_>) -> anyhow::Result<Outcome> {
    check(jobs, options, ground, false)?.write(options)
}

/// Checks. `as_new`: as if there were no baseline.
pub(super) fn check(
    mut jobs: Vec<Job>,
    options: &RunOptions,
    ground: Ground<'_>,
    as_new: bool,
) -> anyhow::Result<Done> {
    anyhow::ensure!(!jobs.is_empty() || ground.allow_empty, "nothing to check: no pair of files was found");
    let settlement = Settlement::new(&options.settle, ground, &mut jobs, as_new)?;
    let rules = options.rules.load(ground.config, ground.root)?;
    let scope = match options.align_scope {
        AlignScope::Run => Scope::Run,
        AlignScope::Document => Scope::Document,
    };
    let settings = Settings { align_scope: scope, suppress: !options.settle.no_suppressions };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    let cache = cache(options, ground, &rules);
    let progress = Progress::new(jobs.len(), options.show.quiet);
    let tell = |pairs: usize| progress.advance(pairs);
    let outcome = threads.install(|| lint::run(&jobs, &rules, settings, cache.as_ref(), &tell));
    drop(progress);
    if let Some(cache) = &cache {
        cache.tidy();
    }
    let changed = settlement.changed();
    let mut errors: Vec<RunError> = rules
        .stopped()
        .map(|rule| {
            RunError::new(format!("the rule `{}` was stopped: its regular expressions take too long", rule.id))
                .help("make them simpler: `.*` at an end and repeated groups are slow")
        })
        .collect();
    let settled = settlement.settle(outcome, &rules, &mut errors);
    let report = Report::new(settled.findings, errors, settled.summary);
    let set = ground.config.check.fail_on.map(|level| level.map_or(FailOn::Never, FailOn::from));
    let fail_on = options.fail_on.or(set).unwrap_or(FailOn::Error);
    Ok(Done { report, rules, baseline: settlement.into_baseline(), gone: settled.gone, changed, fail_on })
}

/// The cache of a project. All that findings depend on beside the files is part of its names.
fn cache(options: &RunOptions, ground: Ground<'_>, rules: &Rules) -> Option<Cache> {
    // Without a project there is no folder that is ours, unless one is given.
    let has_folder = options.cache_dir.is_some() || !ground.config.path.is_empty();
    if options.no_cache || !has_folder {
        return None;
    }
    let mut paths = BTreeSet::new();
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for rule in &rules.rules {
        let Rule { id, severity, confidence, body, message, missing, added, help, .. } = rule;
        texts.push(
            format!("{id} {severity:?} {confidence:?} {body:?} {message:?} {missing:?} {added:?} {help:?}").into(),
        );
        if paths.insert(rule.path.as_str()) {
            texts.push(std::fs::read(&rule.path).unwrap_or_default());
        }
    }
    texts.push(format!("{:?} {:?} {:?}", options.rules, options.align_scope, options.settle.no_suppressions).into());
    texts.push(format!("{:?}", rules.min_confidence).into());
    texts.push(ground.config.text.clone().into());
    let folder = options.cache_dir.clone().unwrap_or_else(|| ground.root.join(crate::cache::NAME));
    Some(Cache::new(&folder, &texts.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}

impl Done {
    /// Writes the reports and says how the run ended.
    pub(super) fn write(&self, options: &RunOptions) -> anyhow::Result<Outcome> {
        // What makes a run fail is shown.
        let hints = self.fail_on == FailOn::Info;
        options.show.write(&self.report, &self.rules, self.changed.as_ref(), hints)?;
        if options.statistics {
            anstream::eprint!("{}", statistics(&self.report));
        }
        let too_many = options.max_warnings.is_some_and(|most| self.report.summary.warnings > most);
        if too_many && !options.show.quiet {
            anstream::eprintln!("more warnings than --max-warnings allows: {}", self.report.summary.warnings);
        }
        Ok(match (self.report.errors.is_empty(), self.fails() || too_many) {
            (false, _) => Outcome::Failed,
            (true, true) => Outcome::Findings,
            (true, false) => Outcome::Clean,
        })
    }

    fn fails(&self) -> bool {
        let loud = |least| self.report.findings.iter().any(|finding| finding.severity >= least);
        match self.fail_on {
            FailOn::Error => loud(Severity::Error),
            FailOn::Warning => loud(Severity::Warning),
            FailOn::Info => loud(Severity::Info),
            FailOn::Never => false,
        }
    }
}

/// How many findings there are of each rule and in each language.
fn statistics(report: &Report) -> String {
    let mut rules = std::collections::BTreeMap::<(&str, &str), usize>::new();
    let mut languages = std::collections::BTreeMap::<&str, usize>::new();
    for finding in &report.findings {
        *rules.entry((finding.rule.as_str(), finding.severity.name())).or_default() += 1;
        *languages.entry(finding.language.as_str()).or_default() += 1;
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let mut text = String::new();
    for ((rule, severity), count) in rules {
        text.push_str(&format!("{count:7}  {severity:8} {rule}\n"));
    }
    let languages: Vec<String> = languages.iter().map(|(language, count)| format!("{language} {count}")).collect();
    text.push_str(&format!("{:7}  in {}\n", report.findings.len(), languages.join(", ")));
    text
}
