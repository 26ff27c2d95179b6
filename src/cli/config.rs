//! `fidelint config`: the settings that hold, and the schema of the file.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Outcome, project};
use crate::config;

#[derive(Debug, Args)]
pub(super) struct ConfigOptions {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Show the settings that hold here, and where each comes from
    Show {
        /// The settings file; the nearest `fidelint.toml` where none is given
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Print the JSON schema of `fidelint.toml`
    Schema,
}

pub(super) fn run(options: &ConfigOptions) -> anyhow::Result<Outcome> {
    match &options.command {
        ConfigCommand::Show { config } => {
            let project = project::open(&[], config.as_deref())?;
            anstream::print!("{}", project.config.show());
        }
        ConfigCommand::Schema => anstream::println!("{:#}", config::schema()),
    }
    Ok(Outcome::Clean)
}
