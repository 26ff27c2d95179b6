//! The command line: arguments, and one file a command.

mod align;
mod args;
mod baseline;
mod check;
mod columns;
mod completions;
mod config;
mod explain;
mod facts;
mod init;
mod lines;
mod man;
mod pair;
mod pairs;
mod progress;
mod project;
mod rule_options;
mod rules;
mod run;
mod settle;
mod show;
mod stream;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

use crate::error::{RunError, RunErrors};

/// How a run ended, as its exit code says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say at or above `--fail-on`.
    Clean,
    /// Findings.
    Findings,
    /// The job could not be done, or not all of it.
    Failed,
}

/// Runs the command that the arguments of the process ask for.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command.unwrap_or(Command::Check(arguments.check)) {
        Command::Check(options) => check::run(&options),
        Command::Pairs(options) => pairs::run(&options),
        Command::Init(options) => init::run(&options),
        Command::Config(options) => config::run(&options),
        Command::Pair(options) => pair::run(&options),
        Command::Align(options) => align::run(&options),
        Command::Stream(options) => stream::run(&options),
        Command::Facts(options) => facts::run(&options),
        Command::Rules(options) => rules::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Baseline(options) => baseline::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Whoever reads our output may have read enough: `fidelint … | head` is no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            show_error(error);
            ExitCode::from(2)
        }
    }
}

fn show_error(error: anyhow::Error) {
    let errors = match error.downcast::<RunErrors>() {
        Ok(RunErrors(errors)) => errors,
        Err(error) => vec![RunError::new(format!("{error:#}"))],
    };
    show::show_errors(&errors, show::plain_view());
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Mistakes in rule files as one error.
fn mistakes(mistakes: Vec<crate::rule::Mistake>) -> anyhow::Error {
    let errors = mistakes.into_iter().map(|mistake| {
        let shipped = crate::rule::shipped().iter().find(|(path, _)| *path == mistake.path);
        let text = shipped.map(|(_, text)| (*text).to_owned()).or_else(|| std::fs::read_to_string(&mistake.path).ok());
        match text {
            Some(text) => {
                let file = crate::source::SourceFile::new(mistake.path.clone(), text);
                mistake.error(&file)
            }
            None => RunError::file(mistake.path, mistake.message),
        }
    });
    RunErrors(errors.collect()).into()
}
