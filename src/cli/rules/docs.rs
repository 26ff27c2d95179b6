//! `fidelint rules docs`: a page for each rule.

use std::{fs, path::PathBuf};

use anyhow::Context;
use clap::Args;

use crate::{
    cli::{Outcome, project, rule_options::RuleOptions},
    rule::reference,
};

#[derive(Debug, Args)]
pub(super) struct DocsOptions {
    /// The folder to write them into
    #[arg(default_value = "docs/rules", value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    rules: RuleOptions,
}

pub(super) fn run(options: &DocsOptions) -> anyhow::Result<Outcome> {
    let (config, root) = project::settings(None)?;
    let rules = options.rules.load(&config, &root)?;
    let folder = &options.folder;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let write = |name: &str, text: String| {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| path.display().to_string())
    };
    for rule in &rules.rules {
        write(&reference::file(rule), reference::page(rule))?;
    }
    write("README.md", reference::table(&rules.rules))?;
    write("language.md", reference::language())?;
    anstream::println!("Wrote {} pages into {}.", rules.rules.len() + 2, folder.display());
    Ok(Outcome::Clean)
}
