//! `fidelint man`: the manual page, for packagers.

use std::io::Write as _;

use clap::{Args, CommandFactory as _};

use super::{Outcome, args::Arguments};

#[derive(Debug, Args)]
pub(super) struct ManOptions {
    /// The command whose page is written; fidelint itself where none is given
    command: Option<String>,
}

pub(super) fn run(options: &ManOptions) -> anyhow::Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    if let Some(name) = &options.command {
        let own = command.find_subcommand(name).cloned();
        command = own.ok_or_else(|| anyhow::anyhow!("there is no command `{name}`; `fidelint help` shows all"))?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    std::io::stdout().lock().write_all(&page)?;
    Ok(Outcome::Clean)
}
