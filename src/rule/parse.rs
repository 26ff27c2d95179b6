//! From the text of a rule file to rules: shape, then meaning. All mistakes come at once.

use std::ops::Range;

use serde::Deserialize;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::{Rule, compile::Compiler, keys, mistake::Mistake, shape::Shaping, written};

/// Gives the text of a file that a rule names, by its path beside the rule file.
pub type ReadBeside<'a> = &'a dyn Fn(&str) -> Result<String, String>;

/// Reads a rule file that names no other files.
pub fn parse(path: &str, text: &str) -> Result<Vec<Rule>, Vec<Mistake>> {
    parse_with(path, text, &|_| Err("there is no folder to look in".to_owned()))
}

/// Reads a rule file. All mistakes come at once, each with its place.
pub fn parse_with(path: &str, text: &str, beside: ReadBeside<'_>) -> Result<Vec<Rule>, Vec<Mistake>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mistake = |error: toml::de::Error| {
            Mistake::new(path, error.span().unwrap_or(0..0), "syntax", format!("this is no TOML: {}", error.message()))
        };
        return Err(errors.into_iter().map(mistake).collect());
    }
    let mut mistakes = Vec::new();
    let mut rules = Vec::new();
    let whole = table.span();
    let mut table = table.into_inner();
    let written = table.remove("rule");
    let mut shaping = Shaping { path, rule: None, mistakes: Vec::new() };
    shaping.table(&table, whole, "", keys::FILE);
    mistakes.append(&mut shaping.mistakes);
    let list = match written.map(|value| (value.span(), value.into_inner())) {
        None => Vec::new(),
        Some((_, DeValue::Array(list))) => list.into_iter().collect(),
        Some((at, _)) => {
            mistakes.push(Mistake::new(path, at, "wrong-type", "`rule` is a list of tables: write `[[rule]]`"));
            Vec::new()
        }
    };
    let mut ids: Vec<(String, Range<usize>)> = Vec::new();
    for value in list {
        let at = value.span();
        let Some(table) = value.get_ref().as_table() else {
            mistakes.push(Mistake::new(path, at, "wrong-type", "`rule` is a list of tables: write `[[rule]]`"));
            continue;
        };
        let id = table.get("id").map(|id| (id.get_ref().as_str().unwrap_or_default().to_owned(), id.span()));
        let mut shaping = Shaping { path, rule: id.as_ref().map(|(_, at)| at.clone()), mistakes: Vec::new() };
        shaping.table(table, header(text, at.clone()), "", keys::RULE);
        if !shaping.mistakes.is_empty() {
            mistakes.append(&mut shaping.mistakes);
            continue;
        }
        match written::Rule::deserialize(ValueDeserializer::from(value)) {
            Ok(rule) => {
                let mut compiler = Compiler { path, text, beside, mistakes: Vec::new(), id: rule.id.span() };
                let ready = compiler.rule(rule);
                let is_sound = compiler.mistakes.is_empty();
                mistakes.append(&mut compiler.mistakes);
                rules.extend(is_sound.then_some(ready));
            }
            Err(error) => {
                let at = error.span().unwrap_or(at);
                mistakes.push(Mistake::new(path, at, "wrong-type", error.message()));
            }
        }
        if let Some((id, at)) = id {
            match ids.iter().find(|(other, _)| *other == id) {
                Some((_, first)) => mistakes.push(
                    Mistake::new(path, at, "duplicate-id", format!("two rules have the id `{id}`"))
                        .label("the second")
                        .also(first.clone(), "the first"),
                ),
                None => ids.push((id, at)),
            }
        }
    }
    mistakes.sort_by_key(|mistake| (mistake.at.start, mistake.at.end));
    if mistakes.is_empty() { Ok(rules) } else { Err(mistakes) }
}

/// The first line of a table: what to point at where a key is missing.
fn header(text: &str, at: Range<usize>) -> Range<usize> {
    let length = text.get(at.clone()).map_or(0, |table| table.find('\n').unwrap_or(table.len()));
    at.start..at.start + length
}
