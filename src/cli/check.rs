//! `fidelint check`: a project.

use super::{Outcome, args::CheckOptions, project, run as shared};

pub(super) fn run(options: &CheckOptions) -> anyhow::Result<Outcome> {
    let project = project::open(&options.paths, options.config.as_deref())?;
    let jobs = project.jobs();
    if jobs.is_empty() && options.allow_empty {
        return Ok(Outcome::Clean);
    }
    let rules = options.run.rules.load(&project.config, &project.root)?;
    shared::run(&jobs, &options.run, &rules, project.pairing.unpaired.len())
}
