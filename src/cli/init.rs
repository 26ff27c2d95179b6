//! `fidelint init`: writes a commented `fidelint.toml` out of what was found.

use std::{fs::OpenOptions, io::Write, path::PathBuf};

use anyhow::Context;
use clap::Args;

use super::{Outcome, project};
use crate::config;

#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// The folder of the project; the working directory where none is given
    folder: Option<PathBuf>,
    /// Write to standard output, not to a file
    #[arg(long)]
    stdout: bool,
}

pub(super) fn run(options: &InitOptions) -> anyhow::Result<Outcome> {
    let paths: Vec<PathBuf> = options.folder.iter().cloned().collect();
    let project = project::open(&paths, None)?;
    let text = config::starter(&project.pairing);
    if options.stdout {
        anstream::print!("{text}");
        return Ok(Outcome::Clean);
    }
    let path = project.root.join(config::NAMES[0]);
    // A file that is there is never overwritten.
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = file.with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
    let pairs = project.pairing.pairs.len();
    anstream::println!("wrote {}: {pairs} pair{} of files", path.display(), if pairs == 1 { "" } else { "s" });
    Ok(Outcome::Clean)
}
