//! What becomes of findings after the rules: the settings, the baseline and `--since` decide what is told.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use clap::Args;

use crate::{
    baseline::{self, Baseline},
    config::Config,
    error::{RunError, RunErrors},
    finding::Finding,
    lint::{self, Job},
    report::Summary,
    rule::Rules,
    since::Changes,
    suppress::{self, Ignores},
};

/// What is told of all that was found.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is told")]
pub(super) struct SettleOptions {
    /// Tell only what is about text that changed since this branch left REF (asks git)
    #[arg(long, value_name = "REF")]
    since: Option<String>,
    /// The file of known findings; `fidelint-baseline.toml` beside the settings where there is one
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Tell what comments, `[[ignore]]` and the baseline keep quiet, too
    #[arg(long)]
    pub(super) no_suppressions: bool,
}

/// The project that a run is about; `pair` has none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The settings.
    pub(super) config: &'a Config,
    /// The folder that paths in the settings count from.
    pub(super) root: &'a Path,
    /// How many files have no counterpart.
    pub(super) unpaired: usize,
    /// Is it fine to find nothing to check?
    pub(super) allow_empty: bool,
    /// Is it all of the project?
    pub(super) is_whole: bool,
}

/// What a run needs to know before it begins.
pub(super) struct Settlement<'a> {
    ground: Ground<'a>,
    options: &'a SettleOptions,
    baseline: Option<(PathBuf, Baseline)>,
    changes: Option<Changes>,
    /// The translations that were to be checked, before `--since` left some out.
    targets: BTreeSet<String>,
}

/// What was settled.
pub(super) struct Settled {
    pub(super) findings: Vec<Finding>,
    pub(super) summary: Summary,
    /// The entries of the baseline that have no finding any more.
    pub(super) gone: Baseline,
}

impl<'a> Settlement<'a> {
    /// Reads the baseline, asks git, and leaves out the jobs of which nothing changed.
    pub(super) fn new(
        options: &'a SettleOptions,
        ground: Ground<'a>,
        jobs: &mut Vec<Job>,
        as_new: bool,
    ) -> Result<Settlement<'a>, RunErrors> {
        let targets = jobs.iter().map(|job| relative(ground.root, &job.target.name)).collect();
        let baseline = if options.no_suppressions || as_new { None } else { read_baseline(options, ground)? };
        let changes = match &options.since {
            Some(reference) => Some(Changes::since(ground.root, reference)?),
            None => None,
        };
        if let Some(changes) = &changes {
            let changed = |path: &Path| changes.has(&real(path));
            jobs.retain(|job| changed(&job.source.path) || changed(&job.target.path));
        }
        Ok(Settlement { ground, options, baseline, changes, targets })
    }

    /// The files that changed, as findings call them.
    pub(super) fn changed(&self) -> Option<BTreeSet<String>> {
        let here = env::current_dir().unwrap_or_default();
        let name =
            |path: &Path| path.strip_prefix(real(&here)).unwrap_or(path).display().to_string().replace('\\', "/");
        self.changes.as_ref().map(|changes| changes.names(name))
    }

    /// Takes away what is not told, and counts it.
    pub(super) fn settle(&self, outcome: lint::Outcome, rules: &Rules, errors: &mut Vec<RunError>) -> Settled {
        let mut findings = outcome.findings;
        let mut summary = Summary {
            pairs: outcome.pairs,
            segments: outcome.segments,
            unpaired: self.ground.unpaired,
            suppressed: outcome.suppressed,
            ..Summary::default()
        };
        errors.extend(outcome.errors);
        let config = self.ground.config;
        let rel = |path: &str| relative(self.ground.root, path);
        if !self.options.no_suppressions {
            let mut ignores = Ignores::new(config, &today());
            summary.suppressed += ignores.quiet(&mut findings, rel);
            let wants = |topic: &str| {
                rules.about(topic).is_some() && (topic != suppress::UNREASONED || config.check.require_reason)
            };
            let comments = outcome.suppressions.iter().filter_map(|suppression| suppression.finding(&wants));
            findings.extend(comments.filter_map(|finding| rules.at_end(finding)));
            // What was not looked for cannot be missed: only a whole run knows what is unused.
            if self.changes.is_none() && self.ground.is_whole {
                findings.extend(ignores.findings(&wants).into_iter().filter_map(|finding| rules.at_end(finding)));
            }
            findings.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        let mut gone = Baseline::default();
        if let Some((_, baseline)) = &self.baseline {
            let before = findings.len();
            let left = baseline.quiet(&mut findings, rel);
            gone = left.only(|path| self.changes.is_none() && self.targets.contains(path));
            summary.baseline = before - findings.len();
        }
        if let Some(changes) = &self.changes {
            let before = findings.len();
            findings.retain(|finding| changes.concern(finding, |name| real(Path::new(name))));
            summary.unchanged = before - findings.len();
        }
        summary.gone = gone.len();
        Settled { findings, summary, gone }
    }

    /// The baseline and its file.
    pub(super) fn into_baseline(self) -> Option<(PathBuf, Baseline)> {
        self.baseline
    }
}

/// The file of the baseline: as given, as set, or the usual one.
pub(super) fn baseline_path(options: &SettleOptions, ground: Ground<'_>) -> PathBuf {
    let set = ground.config.check.baseline.as_ref().map(|path| ground.root.join(&path.value));
    options.baseline.clone().or(set).unwrap_or_else(|| ground.root.join(baseline::NAME))
}

fn read_baseline(options: &SettleOptions, ground: Ground<'_>) -> Result<Option<(PathBuf, Baseline)>, RunErrors> {
    let path = baseline_path(options, ground);
    let shown = path.display().to_string();
    let is_asked_for = options.baseline.is_some() || ground.config.check.baseline.is_some();
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, Baseline::parse(&shown, &text)?))),
        Err(error) if !is_asked_for && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(RunError::file(shown, format!("cannot read the baseline: {error}"))
            .help("`fidelint baseline create` writes one")
            .into()),
    }
}

/// A path as the settings would call it: relative to their folder.
pub(super) fn relative(root: &Path, name: &str) -> String {
    let path = real(Path::new(name));
    let path = path.strip_prefix(real(root)).unwrap_or(&path);
    path.display().to_string().replace('\\', "/")
}

/// A path without links and dots; as it is where there is no such file.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Today as an ISO date, in UTC.
fn today() -> String {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let (year, month, day) = civil((seconds / 86_400) as i64);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The civil date of a day since 1970, after Howard Hinnant's `civil_from_days`.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_779), (2026, 11, 22));
    }
}
