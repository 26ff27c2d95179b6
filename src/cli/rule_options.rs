//! Which rules a run has: the shipped ones, those of the project, those of the arguments.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;

use crate::{
    config::Config,
    error::{RunError, RunErrors},
    fact::Confidence,
    finding::Severity,
    rule::{Rule, Rules, parse_with, trial},
    source::SourceFile,
};

/// Which rules run, and how loud they are.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct RuleOptions {
    /// More rules: a TOML file, a folder of them, or `-` for standard input; may be given more than once
    #[arg(long, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,
    /// Run the tests of the rules beyond the shipped ones first; one that fails is an error
    #[arg(long)]
    strict_rules: bool,
    /// Run only these: ids, tags, or prefixes with a star; may be given more than once, or with commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Do not run these
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// How much a rule's findings matter: error, warning, info or off; may be given more than once
    #[arg(long, value_name = "RULE=LEVEL", value_parser = severity)]
    severity: Vec<(String, Option<Severity>)>,
    /// Show only findings that are at least so sure: high, medium or low
    #[arg(long, value_name = "LEVEL", value_parser = confidence)]
    min_confidence: Option<Confidence>,
}

/// Tests that fail are errors where rules have to be strict.
fn failed_tests(rules: &Rules, file: &SourceFile) -> Vec<RunError> {
    let mut errors = Vec::new();
    trial::run(rules, |rule, example, outcome| {
        if let trial::Outcome::Failed(failure) = outcome {
            let message = format!("a test of `{}` fails", rule.id);
            errors.push(RunError::new(message).at(file, example.at.clone().into(), failure.to_string()));
        }
    });
    errors
}

/// A file of rules that was read.
pub(super) struct RuleFile {
    /// The file.
    pub(super) file: SourceFile,
    /// Its rules, or what is wrong with them.
    pub(super) rules: Result<Vec<Rule>, Vec<RunError>>,
}

impl RuleOptions {
    /// The rules of a run. `root` is the folder that the paths of the settings count from.
    pub(super) fn load(&self, config: &Config, root: &Path) -> anyhow::Result<Rules> {
        let mut rules = Rules::shipped().map_err(super::mistakes)?;
        let mut errors = Vec::new();
        let mut files = project_files(config, root)?;
        for file in rule_files(&self.rules)? {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        for path in files {
            let RuleFile { file, rules: more } = read(&path)?;
            match more {
                Ok(more) => {
                    if self.strict_rules {
                        errors.extend(failed_tests(&Rules::from(more.clone()), &file));
                    }
                    if let Err(wrong) = rules.add(more) {
                        errors.extend(wrong.iter().map(|mistake| mistake.error(&file)));
                    }
                }
                Err(wrong) => errors.extend(wrong),
            }
        }
        if !errors.is_empty() {
            return Err(RunErrors(errors).into());
        }
        rules.configure(config).map_err(|wrong| {
            let file = SourceFile::new(config.path.clone(), config.text.clone());
            RunErrors(wrong.iter().map(|mistake| mistake.error(&file)).collect())
        })?;
        let named = self.severity.iter().map(|(name, _)| name);
        for name in self.select.iter().chain(&self.ignore).chain(named) {
            if let Err(near) = rules.find(name) {
                let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                anyhow::bail!("there is no rule and no tag `{name}`{hint}");
            }
        }
        rules.select(&self.select, &self.ignore);
        for (name, severity) in &self.severity {
            rules.set_severity(name, *severity);
        }
        rules.min_confidence = self.min_confidence.unwrap_or(rules.min_confidence);
        Ok(rules)
    }
}

/// The rule files that the settings of a project name.
pub(super) fn project_files(config: &Config, root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if config.check.rules.is_empty() {
        return Ok(Vec::new());
    }
    let mut globs = globset::GlobSetBuilder::new();
    for glob in &config.check.rules {
        globs.add(globset::GlobBuilder::new(&glob.value).literal_separator(true).build()?);
    }
    let globs = globs.build()?;
    let files = toml_files(root, usize::MAX)?;
    let is_meant = |path: &PathBuf| path.strip_prefix(root).is_ok_and(|path| globs.is_match(path));
    Ok(files.into_iter().filter(is_meant).collect())
}

/// The rule files among the paths and in the folders among them, sorted.
pub(super) fn rule_files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(toml_files(path, usize::MAX)?);
        } else {
            files.push(path.clone());
        }
    }
    files.dedup();
    Ok(files)
}

fn toml_files(folder: &Path, depth: usize) -> anyhow::Result<Vec<PathBuf>> {
    let walk = ignore::WalkBuilder::new(folder).require_git(false).max_depth(Some(depth)).build();
    let entries = walk.collect::<Result<Vec<_>, _>>()?;
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|end| end == "toml") && path.is_file();
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.into_path()).filter(is_toml).collect();
    files.sort();
    Ok(files)
}

/// Reads a rule file; `-` is standard input.
pub(super) fn read(path: &Path) -> anyhow::Result<RuleFile> {
    let name = path.display().to_string().replace('\\', "/");
    let text = match name.as_str() {
        "-" => io::read_to_string(io::stdin()).context("standard input")?,
        _ => fs::read_to_string(path).with_context(|| name.clone())?,
    };
    let file = SourceFile::new(name, text);
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let beside = |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| error.to_string());
    let rules = parse_with(&file.path, &file.text, &beside)
        .map_err(|wrong| wrong.iter().map(|mistake| mistake.error(&file)).collect());
    Ok(RuleFile { file, rules })
}

fn severity(text: &str) -> Result<(String, Option<Severity>), String> {
    let (rule, level) = text.split_once('=').ok_or("a rule and a level are expected: number-mismatch=warning")?;
    let severity = match level {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        "off" => None,
        _ => return Err(format!("`{level}` is no severity: error, warning, info or off")),
    };
    Ok((rule.to_owned(), severity))
}

fn confidence(text: &str) -> Result<Confidence, String> {
    match text {
        "high" => Ok(Confidence::High),
        "medium" => Ok(Confidence::Medium),
        "low" => Ok(Confidence::Low),
        _ => Err(format!("`{text}` is no confidence: high, medium or low")),
    }
}
