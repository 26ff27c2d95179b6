//! Where reports go and how they look: the options, and the writing of all outputs of a run.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, IsTerminal, Write},
    path::Path,
};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use crate::{
    error::RunError,
    report::{Context, Format, Output, Report, View, error_text},
    rule::Rules,
};

/// How findings are shown, and where.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct ShowOptions {
    /// How findings are written, and where to; may be given more than once
    ///
    /// Formats: full (the default), concise, json, jsonl, sarif, github, gitlab, junit, rdjsonl, checkstyle, summary,
    /// html. Without a path a report goes to standard output. In a workflow of GitHub, `github` is added by itself.
    #[arg(long, value_name = "FORMAT[=PATH]")]
    pub(super) output: Vec<Output>,
    /// Colours: in a terminal, always or never
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    color: Color,
    /// Columns of an excerpt; those of the terminal where this is not given
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
    /// Draw with ASCII characters only
    #[arg(long)]
    ascii: bool,
    /// Show one cause in many languages once for each of them
    #[arg(long)]
    no_group: bool,
    /// How many findings of one file are shown in full
    #[arg(long, value_name = "N", default_value_t = View::default().most)]
    max_shown: usize,
    /// Show hints that are neither loud nor sure, too
    #[arg(short, long)]
    pub(super) verbose: bool,
    /// Write nothing but reports to files: the exit code tells
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Excerpts are never wider than this by themselves: the eye loses the line.
const WIDEST: usize = 110;
/// The columns that line numbers and borders take beside an excerpt.
const BORDER: usize = 8;

impl ShowOptions {
    /// How text looks on a stream.
    fn view(&self, color: anstream::ColorChoice) -> View {
        let columns = self.width.or_else(|| std::env::var("COLUMNS").ok()?.parse().ok());
        View {
            color: color != anstream::ColorChoice::Never,
            width: columns.map_or(View::default().width, |columns| columns.saturating_sub(BORDER)).clamp(30, WIDEST),
            ascii: self.ascii,
            group: !self.no_group,
            most: self.max_shown,
            hints: self.verbose,
        }
    }

    fn choice(&self, stream: &impl anstream::stream::RawStream) -> anstream::ColorChoice {
        match self.color {
            Color::Auto => anstream::AutoStream::choice(stream),
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
    }

    /// Shows errors about the run on standard error.
    pub(super) fn errors(&self, errors: &[RunError]) {
        if !self.quiet || self.output.is_empty() {
            show_errors(errors, self.view(self.choice(&io::stderr())));
        }
    }

    /// Writes a report in all formats that were asked for.
    pub(super) fn write(
        &self,
        report: &Report,
        rules: &Rules,
        changed: Option<&BTreeSet<String>>,
        hints: bool,
    ) -> anyhow::Result<()> {
        let hints = hints || self.verbose;
        let plain = Context { changed, ..Context::plain(rules) };
        for output in &self.outputs(std::env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true")) {
            match &output.path {
                Some(path) => self.write_file(report, plain, output.format, path, hints)?,
                None if self.quiet => {}
                None => {
                    let stdout = io::stdout();
                    let choice = self.choice(&stdout);
                    let context = Context { view: View { hints, ..self.view(choice) }, ..plain };
                    // Without colours nothing is written that acts in a terminal: no need to look for it.
                    let mut out: Box<dyn io::Write> = match context.view.color {
                        true => Box::new(io::BufWriter::new(anstream::AutoStream::new(stdout.lock(), choice))),
                        false => Box::new(io::BufWriter::new(stdout.lock())),
                    };
                    report.write(output.format, context, &mut out)?;
                    out.flush()?;
                }
            }
        }
        self.errors(&report.errors);
        Ok(())
    }

    /// What is written, and where to.
    fn outputs(&self, in_workflow: bool) -> Vec<Output> {
        let mut outputs = self.output.clone();
        if outputs.is_empty() {
            outputs.push(Output { format: Format::Full, path: None });
        }
        let has = outputs.iter().any(|output| output.format == Format::Github);
        // Annotations in the midst of JSON would break it.
        if in_workflow && !has && !outputs.iter().any(Output::is_for_programs) {
            outputs.push(Output { format: Format::Github, path: None });
        }
        outputs
    }

    /// A file is written whole or not at all.
    fn write_file(
        &self,
        report: &Report,
        plain: Context<'_>,
        format: Format,
        path: &Path,
        hints: bool,
    ) -> anyhow::Result<()> {
        let view = View { hints, ..self.view(anstream::ColorChoice::Never) };
        let context = Context { view, ..plain };
        let mut text = Vec::new();
        report.write(format, context, &mut text)?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// Shows errors about the run on standard error.
pub(super) fn show_errors(errors: &[RunError], view: View) {
    let choice = if view.color { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never };
    let mut out = anstream::AutoStream::new(io::stderr().lock(), choice);
    for error in errors {
        // Nobody is left to be told where standard error cannot be written.
        let text = error_text(error, view);
        let _ = writeln!(out, "{}", text.trim_end());
        if text.trim_end().contains('\n') {
            let _ = writeln!(out);
        }
    }
}

/// How errors look before the options are known, or without any.
pub(super) fn plain_view() -> View {
    let color = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    View { color: color && io::stderr().is_terminal(), ..View::default() }
}
