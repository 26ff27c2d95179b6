//! The command line: arguments, and one file a command.

mod align;
mod args;
mod facts;
mod lines;
mod pair;
mod rules;
mod run;
mod stream;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

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
    let outcome = match arguments.command {
        Command::Pair(options) => pair::run(&options),
        Command::Align(options) => align::run(&options),
        Command::Stream(options) => stream::run(&options),
        Command::Facts(options) => facts::run(&options),
        Command::Rules(options) => rules::run(&options),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Whoever reads our output may have read enough: `fidelint … | head` is no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Mistakes in rule files as one error.
fn mistakes(mistakes: Vec<crate::rule::Mistake>) -> anyhow::Error {
    let lines: Vec<String> =
        mistakes.iter().map(|m| format!("{} (byte {}): {}", m.path, m.at.start, m.message)).collect();
    anyhow::anyhow!("{}", lines.join("\n"))
}
