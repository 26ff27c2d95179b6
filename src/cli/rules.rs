//! `fidelint rules`: what concerns rules themselves.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::{Args, Subcommand};

use super::Outcome;
use crate::{
    rule::{Rules, parse_with, trial},
    source::SourceFile,
};

#[derive(Debug, Args)]
pub(super) struct RulesOptions {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the tests that rules carry
    Test(TestOptions),
}

#[derive(Debug, Args)]
struct TestOptions {
    /// Rule files, or folders of them; `rules` where none is given
    paths: Vec<PathBuf>,
}

pub(super) fn run(options: &RulesOptions) -> anyhow::Result<Outcome> {
    match &options.command {
        Command::Test(options) => test(options),
    }
}

fn test(options: &TestOptions) -> anyhow::Result<Outcome> {
    let default = [PathBuf::from("rules")];
    let paths = if options.paths.is_empty() { &default[..] } else { &options.paths };
    let mut tally = trial::Tally::default();
    let mut mistakes = Vec::new();
    let mut count = 0;
    for path in rule_files(paths)? {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let file = SourceFile::new(path.display().to_string(), text);
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let beside = |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| error.to_string());
        let rules = match parse_with(&file.path, &file.text, &beside) {
            Ok(rules) => Rules::from(rules),
            Err(wrong) => {
                mistakes.extend(wrong);
                continue;
            }
        };
        count += rules.rules.len();
        let of_file = trial::run(&rules, |rule, example, outcome| {
            if let trial::Outcome::Failed(failure) = outcome {
                let place = file.line_column(example.at.start);
                anstream::println!("{}:{}:{}: {}", file.path, place.line, place.column, rule.id);
                anstream::println!("  {} → {}", example.source_lang, example.lang);
                anstream::println!("  source  {:?}", example.source);
                anstream::println!("  target  {:?}", example.target);
                anstream::println!("  {failure}\n");
            }
        });
        tally.passed += of_file.passed;
        tally.todo += of_file.todo;
        tally.failed += of_file.failed;
    }
    if !mistakes.is_empty() {
        return Err(super::mistakes(mistakes));
    }
    anstream::println!("{count} rules: {} tests passed, {} failed, {} to do", tally.passed, tally.failed, tally.todo);
    Ok(if tally.failed == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// The rule files among the paths and in the folders among them, sorted.
fn rule_files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let walk = ignore::WalkBuilder::new(path).standard_filters(false).build();
            let entries = walk.collect::<Result<Vec<_>, _>>()?;
            let is_toml = |path: &Path| path.extension().is_some_and(|end| end == "toml");
            files.extend(entries.into_iter().map(|entry| entry.into_path()).filter(|path| is_toml(path)));
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    Ok(files)
}
