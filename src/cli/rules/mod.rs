//! `fidelint rules`: what concerns rules themselves.

mod docs;
mod list;
mod new;
mod test;

use clap::{Args, Subcommand};

use super::Outcome;
use crate::rule;

#[derive(Debug, Args)]
pub(super) struct RulesOptions {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the rules: the shipped ones and those of the project
    List(list::ListOptions),
    /// Run the tests that rules carry
    Test(test::TestOptions),
    /// Write a new rule that passes its own tests
    New(new::NewOptions),
    /// Write a page for each rule, in Markdown
    Docs(docs::DocsOptions),
    /// Print the JSON Schema of rule files, for editors
    Schema,
}

pub(super) fn run(options: &RulesOptions) -> anyhow::Result<Outcome> {
    match &options.command {
        Command::List(options) => list::run(options),
        Command::Test(options) => test::run(options),
        Command::New(options) => new::run(options),
        Command::Docs(options) => docs::run(options),
        Command::Schema => {
            anstream::println!("{:#}", rule::schema());
            Ok(Outcome::Clean)
        }
    }
}
