//! `fidelint completions`: what a shell needs to complete our commands and options.

use std::io::Write as _;

use clap::{Args, CommandFactory as _};

use super::{Outcome, args::Arguments};

#[derive(Debug, Args)]
pub(super) struct CompletionsOptions {
    /// The shell that is to complete
    shell: clap_complete::Shell,
}

pub(super) fn run(options: &CompletionsOptions) -> anyhow::Result<Outcome> {
    let mut command = Arguments::command();
    // Written at once: the generator panics where its reader has gone.
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command, "fidelint", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Clean)
}
