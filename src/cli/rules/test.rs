//! `fidelint rules test`: rules are put to their own tests.

use std::{
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use clap::Args;

use crate::{
    cli::{
        Outcome, project,
        rule_options::{self, RuleFile},
        show,
    },
    rule::{Rules, trial},
};

#[derive(Debug, Args)]
pub(super) struct TestOptions {
    /// Rule files, or folders of them; those of the project where none is given, else those of the folder `rules`
    paths: Vec<PathBuf>,
    /// Run again whenever a file changes
    #[arg(short, long)]
    watch: bool,
}

pub(super) fn run(options: &TestOptions) -> anyhow::Result<Outcome> {
    if !options.watch {
        return once(&options.paths);
    }
    let mut last = None;
    loop {
        let now = state(&options.paths);
        if last.as_ref() != Some(&now) {
            last = Some(now);
            if let Err(error) = once(&options.paths) {
                super::super::show_error(error);
            }
            anstream::println!("Waiting for changes. Ctrl+C ends.");
        }
        thread::sleep(Duration::from_millis(300));
    }
}

/// The files with the times of their last change. Glossaries stand beside rules: whole folders are watched.
fn state(paths: &[PathBuf]) -> Vec<(PathBuf, Option<SystemTime>)> {
    let files = files(paths).unwrap_or_default();
    let mut folders: Vec<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    folders.dedup();
    let listed = folders.into_iter().flat_map(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
    });
    let mut all: Vec<PathBuf> = listed.collect();
    all.sort();
    let time = |path: &PathBuf| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    all.into_iter().map(|path| (path.clone(), time(&path))).collect()
}

fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if !paths.is_empty() {
        return rule_options::rule_files(paths);
    }
    let (config, root) = project::settings(None)?;
    let files = rule_options::project_files(&config, &root)?;
    if !files.is_empty() {
        return Ok(files);
    }
    let folder = root.join("rules");
    anyhow::ensure!(folder.is_dir(), "there are no rules to test: `fidelint rules new acme/brand` writes one");
    let here = std::env::current_dir().unwrap_or_default();
    let short = folder.strip_prefix(&here).map_or(folder.clone(), Path::to_owned);
    rule_options::rule_files(&[short])
}

fn once(paths: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut all = trial::Tally::default();
    let (mut count, mut is_broken) = (0, false);
    let (config, _) = project::settings(None)?;
    let project: Vec<&str> = config.project.languages.iter().map(|tag| tag.value.as_str()).collect();
    for path in files(paths)? {
        let RuleFile { file, rules } = rule_options::read(&path)?;
        let rules = match rules {
            Ok(rules) => Rules::from(rules),
            Err(errors) => {
                show::show_errors(&errors, show::plain_view());
                is_broken = true;
                continue;
            }
        };
        count += rules.rules.len();
        for rule in rules.rules.iter().filter(|_| !project.is_empty()) {
            for tag in rule.languages_beyond(&project) {
                let place = file.line_column(rule.at.start);
                let at = format!("{}:{}:{}", file.path, place.line, place.column);
                anstream::println!("{at}: note: {} speaks of `{tag}`, which is no language of the project", rule.id);
            }
        }
        let tally = trial::run(&rules, |rule, example, outcome| {
            if let trial::Outcome::Failed(failure) = outcome {
                let place = file.line_column(example.at.start);
                anstream::println!("{}:{}:{}: {}", file.path, place.line, place.column, rule.id);
                anstream::println!("  source ({})  {}", example.source_lang, example.source.escape_debug());
                anstream::println!("  target ({})  {}", example.lang, example.target.escape_debug());
                anstream::println!("  {failure}\n");
            }
        });
        all.passed += tally.passed;
        all.skipped += tally.skipped;
        all.todo += tally.todo;
        all.failed += tally.failed;
    }
    anstream::println!(
        "{count} rules: {} tests passed, {} failed, {} skipped, {} to do",
        all.passed,
        all.failed,
        all.skipped,
        all.todo
    );
    Ok(match (is_broken, all.failed) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::Clean,
        (false, _) => Outcome::Findings,
    })
}
