//! The arguments, as clap reads them.

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks that a translation still says what its source says.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check segment pairs from standard input, one JSON object a line
    Stream(StreamOptions),
    /// List the facts of a text with their canonical values
    Facts(FactsOptions),
}

#[derive(Debug, Args)]
pub(super) struct StreamOptions {
    /// How findings are written
    #[arg(long, value_enum, default_value = "jsonl")]
    pub(super) format: LineFormat,
}

#[derive(Debug, Args)]
pub(super) struct FactsOptions {
    /// The file to read; standard input where none is given
    pub(super) file: Option<std::path::PathBuf>,
    /// The language of the text (BCP 47)
    #[arg(long)]
    pub(super) lang: Option<String>,
    /// `jsonl`: read {"id","lang","text"} lines, write a line of facts for each
    #[arg(long, value_enum)]
    pub(super) format: Option<LineFormat>,
}

/// The format of machine input and output by lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LineFormat {
    /// One JSON object a line
    Jsonl,
}
