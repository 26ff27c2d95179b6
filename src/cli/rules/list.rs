//! `fidelint rules list`: the rules of a run.

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::{
    cli::{Outcome, project, rule_options::RuleOptions},
    finding::Severity,
};

#[derive(Debug, Args)]
pub(super) struct ListOptions {
    /// How the rules are written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    rules: RuleOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each
    Text,
    /// A JSON array
    Json,
}

pub(super) fn run(options: &ListOptions) -> anyhow::Result<Outcome> {
    let (config, root) = project::settings(None)?;
    let rules = options.rules.load(&config, &root)?;
    if options.format == Format::Json {
        let list: Vec<_> = rules
            .rules
            .iter()
            .map(|rule| {
                json!({
                    "id": rule.id, "severity": rule.severity.map_or("off", Severity::name), "confidence": rule.confidence,
                    "tags": rule.tags, "message": rule.message.written(), "why": rule.why, "path": rule.path,
                })
            })
            .collect();
        anstream::println!("{:#}", json!(list));
        return Ok(Outcome::Clean);
    }
    let width = rules.rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in &rules.rules {
        let level = rule.severity.map_or("off", Severity::name);
        anstream::println!("{:width$}  {level:7}  {}", rule.id, rule.tags.join(", "));
    }
    Ok(Outcome::Clean)
}
