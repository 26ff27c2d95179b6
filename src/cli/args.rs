//! The arguments, as clap reads them.

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks that a translation still says what its source says.
///
/// Without a command, `fidelint [PATH]…` is `fidelint check [PATH]…`.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) check: CheckOptions,
}

const EXAMPLES: &str = "\
Examples:
  fidelint                            check the project of the working directory
  fidelint check docs/                check the translations below a folder
  fidelint pair en.txt de.txt fr.txt  compare given files
  fidelint pairs                      show what is paired with what, and why
  fidelint explain number-mismatch    say what a rule looks for

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 the job could not be done.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check a project: its sources against their translations
    Check(CheckOptions),
    /// Show what is paired with what, and why
    Pairs(PairsOptions),
    /// Write a commented fidelint.toml out of what is found
    Init(super::init::InitOptions),
    /// Show the settings that hold, or the schema of fidelint.toml
    Config(super::config::ConfigOptions),
    /// Compare given files: a source and its translations
    Pair(PairOptions),
    /// Show which sentences stand for which
    Align(AlignOptions),
    /// Check segment pairs from standard input, one JSON object a line
    Stream(StreamOptions),
    /// List the facts of a text with their canonical values
    Facts(FactsOptions),
    /// Work with rules: list, test or write them
    Rules(super::rules::RulesOptions),
    /// Say what a rule looks for, why, and what it says of examples
    Explain(super::explain::ExplainOptions),
    /// Keep known findings quiet until they are mended
    Baseline(super::baseline::BaselineOptions),
    /// Write the completions of a shell to standard output
    Completions(super::completions::CompletionsOptions),
    /// Write the manual page to standard output
    Man(super::man::ManOptions),
}

/// What `check` and `pair` have in common.
#[derive(Debug, Args)]
pub(super) struct RunOptions {
    /// The language of the source (BCP 47), where the name of the file does not say it
    #[arg(long, value_name = "TAG")]
    pub(super) source_lang: Option<String>,
    /// The language of the translation (BCP 47), where the name of the file does not say it
    #[arg(long, value_name = "TAG")]
    pub(super) target_lang: Option<String>,
    /// From which severity on findings make the run fail
    ///
    /// What the settings say where this is not given, else `error`.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) fail_on: Option<FailOn>,
    /// More warnings than this make the run fail, too
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,
    /// Count the findings of each rule and language at the end
    #[arg(long)]
    pub(super) statistics: bool,
    /// How many threads work; all cores where this is not given
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// Find everything anew, and keep nothing
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Where results are kept; `.fidelint-cache` beside the settings where this is not given
    #[arg(long, value_name = "FOLDER")]
    pub(super) cache_dir: Option<std::path::PathBuf>,
    /// Each document is aligned by what it teaches itself (`document`), or by all documents of the run (`run`)
    #[arg(long, value_enum, default_value = "run", value_name = "SCOPE")]
    pub(super) align_scope: AlignScope,
    #[command(flatten)]
    pub(super) rules: super::rule_options::RuleOptions,
    #[command(flatten)]
    pub(super) settle: super::settle::SettleOptions,
    #[command(flatten)]
    pub(super) show: super::show::ShowOptions,
}

/// From which severity on findings make a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// All findings
    Info,
    /// Nothing: findings are only shown
    Never,
}

impl From<crate::finding::Severity> for FailOn {
    fn from(severity: crate::finding::Severity) -> FailOn {
        match severity {
            crate::finding::Severity::Error => FailOn::Error,
            crate::finding::Severity::Warning => FailOn::Warning,
            crate::finding::Severity::Info => FailOn::Info,
        }
    }
}

/// What the aligner learns from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AlignScope {
    /// All documents of a language pair
    Run,
    /// Each document by itself
    Document,
}

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// Sources, translations or folders; the whole project where none is given
    pub(super) paths: Vec<std::path::PathBuf>,
    /// The settings file, instead of the fidelint.toml in the folder or above it
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<std::path::PathBuf>,
    /// It is no error if there is nothing to check
    #[arg(long)]
    pub(super) allow_empty: bool,
    #[command(flatten)]
    pub(super) run: RunOptions,
}

#[derive(Debug, Args)]
pub(super) struct PairsOptions {
    /// Folders or files; the whole project where none is given
    pub(super) paths: Vec<std::path::PathBuf>,
    /// The settings file, instead of the fidelint.toml in the folder or above it
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<std::path::PathBuf>,
    /// List every pair
    #[arg(short, long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct PairOptions {
    /// The file that says what the translations must say
    pub(super) source: std::path::PathBuf,
    /// Its translations
    #[arg(required = true)]
    pub(super) translations: Vec<std::path::PathBuf>,
    #[command(flatten)]
    pub(super) run: RunOptions,
}

#[derive(Debug, Args)]
pub(super) struct AlignOptions {
    /// The file that says what the translation must say
    #[arg(required_unless_present = "format")]
    pub(super) source: Option<std::path::PathBuf>,
    /// Its translation
    #[arg(required_unless_present = "format")]
    pub(super) target: Option<std::path::PathBuf>,
    /// The language of the source (BCP 47), where the name of the file does not say it
    #[arg(long, value_name = "TAG")]
    pub(super) source_lang: Option<String>,
    /// The language of the translation (BCP 47), where the name of the file does not say it
    #[arg(long, value_name = "TAG")]
    pub(super) target_lang: Option<String>,
    /// `jsonl`: read documents as lists of sentences, one JSON object a line, and write their beads
    #[arg(long, value_enum)]
    pub(super) format: Option<LineFormat>,
    /// How many threads work; all cores where this is not given
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// Each document is aligned by what it teaches itself (`document`), or by all documents of the run (`run`)
    #[arg(long, value_enum, default_value = "run", value_name = "SCOPE")]
    pub(super) align_scope: AlignScope,
}

#[derive(Debug, Args)]
pub(super) struct StreamOptions {
    /// How findings are written
    #[arg(long, value_enum, default_value = "jsonl")]
    pub(super) format: LineFormat,
    #[command(flatten)]
    pub(super) rules: super::rule_options::RuleOptions,
}

#[derive(Debug, Args)]
pub(super) struct FactsOptions {
    /// The file to read; standard input where none is given
    pub(super) file: Option<std::path::PathBuf>,
    /// The language of the text (BCP 47)
    #[arg(long)]
    pub(super) lang: Option<String>,
    /// `jsonl`: read {"id","lang","text"} lines, write a line of facts for each, with the bare numbers of amounts too
    #[arg(long, value_enum)]
    pub(super) format: Option<LineFormat>,
}

/// The format of machine input and output by lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LineFormat {
    /// One JSON object a line
    Jsonl,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        super::Arguments::command().debug_assert();
    }
}
