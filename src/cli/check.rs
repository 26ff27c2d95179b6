//! `fidelint check`: a project.

use super::{Outcome, args::CheckOptions, project, run as shared, settle::Ground};

pub(super) fn run(options: &CheckOptions) -> anyhow::Result<Outcome> {
    let project = project::open(&options.paths, options.config.as_deref())?;
    let ground = Ground { allow_empty: options.allow_empty, is_whole: options.paths.is_empty(), ..project.ground() };
    shared::run(project.jobs(), &options.run, ground)
}
