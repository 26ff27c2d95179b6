//! `fidelint rules new`: a rule to begin with, which passes its own tests as it stands.

use std::{fs, io::Write, path::PathBuf};

use anyhow::Context;
use clap::Args;

use crate::{
    cli::{Outcome, project},
    rule,
};

#[derive(Debug, Args)]
pub(super) struct NewOptions {
    /// The id of the rule, with its owner: acme/brand
    id: String,
    /// The folder to write it into
    #[arg(long, default_value = "rules", value_name = "FOLDER")]
    folder: PathBuf,
}

pub(super) fn run(options: &NewOptions) -> anyhow::Result<Outcome> {
    let text = rule::scaffold(&options.id);
    if let Err(mistakes) = rule::parse("new.toml", &text) {
        let reason = mistakes.first().map_or("", |mistake| mistake.label.as_str());
        anyhow::bail!("`{}` is no id: {reason}", options.id);
    }
    let path = options.folder.join(format!("{}.toml", options.id.replace('/', "-")));
    fs::create_dir_all(&options.folder).with_context(|| options.folder.display().to_string())?;
    // Nobody's rule is written over.
    let mut file = fs::File::create_new(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    file.write_all(text.as_bytes())?;
    anstream::println!("Wrote {}.", path.display());
    anstream::println!("Test it:  fidelint rules test {}", path.display());
    let (config, _) = project::settings(None)?;
    if config.check.rules.is_empty() {
        let folder = options.folder.display();
        anstream::println!("Use it:   [check] rules = [\"{folder}/*.toml\"] in fidelint.toml, or --rules {folder}");
    }
    Ok(Outcome::Clean)
}
