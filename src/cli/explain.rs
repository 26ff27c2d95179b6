//! `fidelint explain`: what a rule looks for, why, and what it has to say about examples.

use clap::{Args, ValueEnum};

use super::{Outcome, project, rule_options::RuleOptions};
use crate::rule::page;

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The id of the rule
    rule: String,
    /// How the page is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    rules: RuleOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// Markdown
    Markdown,
    /// JSON
    Json,
}

pub(super) fn run(options: &ExplainOptions) -> anyhow::Result<Outcome> {
    let (config, root) = project::settings(None)?;
    let rules = options.rules.load(&config, &root)?;
    let Some(rule) = rules.get(&options.rule) else {
        let near = rules.find(&options.rule).err().flatten();
        let hint = near.map_or("`fidelint rules list` shows all".to_owned(), |near| format!("did you mean `{near}`?"));
        anyhow::bail!("there is no rule `{}`; {hint}", options.rule);
    };
    match options.format {
        Format::Text => anstream::print!("{}", page::text(rule)),
        Format::Markdown => anstream::print!("{}", page::markdown(rule)),
        Format::Json => anstream::println!("{:#}", page::json(rule)),
    }
    Ok(Outcome::Clean)
}
