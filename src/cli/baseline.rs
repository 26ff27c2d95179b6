//! `fidelint baseline`: findings that a project knows and has not mended yet.

use std::fs;

use anyhow::Context;
use clap::{Args, Subcommand};

use super::{
    Outcome,
    args::CheckOptions,
    project, run as shared,
    settle::{Ground, baseline_path, relative},
};
use crate::baseline::Baseline;

#[derive(Debug, Args)]
pub(super) struct BaselineOptions {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write all findings of the project to the baseline: later runs tell only new ones
    Create(CheckOptions),
    /// Take out what is mended, tell what is new
    Prune(CheckOptions),
    /// Count what the baseline holds
    Show(CheckOptions),
}

pub(super) fn run(options: &BaselineOptions) -> anyhow::Result<Outcome> {
    match &options.command {
        Command::Create(options) => create(options),
        Command::Prune(options) => prune(options),
        Command::Show(options) => show(options),
    }
}

fn create(options: &CheckOptions) -> anyhow::Result<Outcome> {
    let project = project::open(&options.paths, options.config.as_deref())?;
    let ground = Ground { allow_empty: true, ..project.ground() };
    let path = baseline_path(&options.run.settle, ground);
    let done = shared::check(project.jobs(), &options.run, ground, true)?;
    if !done.report.errors.is_empty() {
        options.run.show.errors(&done.report.errors);
        anyhow::bail!("the baseline was not written: not all could be checked");
    }
    let text = Baseline::of(&done.report.findings, |name| relative(&project.root, name)).text();
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    let count = done.report.findings.len();
    anstream::println!("{}: {count} finding{}", path.display(), if count == 1 { "" } else { "s" });
    Ok(Outcome::Clean)
}

fn prune(options: &CheckOptions) -> anyhow::Result<Outcome> {
    let project = project::open(&options.paths, options.config.as_deref())?;
    let done = shared::check(project.jobs(), &options.run, project.ground(), false)?;
    let Some((path, baseline)) = &done.baseline else {
        anyhow::bail!("there is no baseline to prune; `fidelint baseline create` writes one");
    };
    if done.report.errors.is_empty() && !done.gone.is_empty() {
        fs::write(path, baseline.without(&done.gone).text())
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    let gone = done.gone.len();
    let outcome = done.write(&options.run)?;
    if done.report.errors.is_empty() {
        anstream::eprintln!("{}: {gone} taken out, {} left", path.display(), baseline.len() - gone);
    }
    Ok(outcome)
}

fn show(options: &CheckOptions) -> anyhow::Result<Outcome> {
    let project = project::open(&options.paths, options.config.as_deref())?;
    let path = baseline_path(&options.run.settle, project.ground());
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let baseline = Baseline::parse(&path.display().to_string(), &text).map_err(crate::error::RunErrors::from)?;
    for ((file, rule), count) in baseline.figures() {
        anstream::println!("{count:6}  {rule:24}  {}", crate::report::one_line(file));
    }
    anstream::println!("{:6}  in all", baseline.len());
    Ok(Outcome::Clean)
}
