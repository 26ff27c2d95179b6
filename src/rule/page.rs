//! The page of a rule: what it looks for, why, examples, how to change or silence it.

use serde_json::{Value, json};

use super::{Body, Compare, Count, Direction, Example, Expect, Rule, Scope, ready::Demand};
use crate::finding::Severity;

/// The page for a terminal.
pub fn text(rule: &Rule) -> String {
    let mut page = format!("{}\n{}\n\n", rule.id, "=".repeat(rule.id.chars().count()));
    page.push_str(&wrapped(&what(rule)));
    if !rule.why.is_empty() {
        page.push_str(&format!("\nWhy: {}", wrapped(&rule.why)));
    }
    page.push('\n');
    for (name, value) in properties(rule) {
        page.push_str(&format!("{name:12}{value}\n"));
    }
    page.push_str("\nMessages\n");
    for (case, words) in messages(rule) {
        page.push_str(&format!("  {case:11} {words}\n"));
    }
    if let Some(help) = &rule.help {
        page.push_str(&format!("  {:11} {}\n", "help", help.written()));
    }
    for (expect, title) in [(Expect::Fail, "Reported"), (Expect::Pass, "Left alone")] {
        page.push_str(&format!("\n{title}\n"));
        for example in rule.tests.iter().filter(|example| example.expect == expect) {
            page.push_str(&format!("  {:8} {}\n", example.source_lang, example.source.escape_debug()));
            page.push_str(&format!("  {:8} {}\n\n", example.lang, example.target.escape_debug()));
        }
    }
    page.push_str(&format!("To silence one finding: {}\n", silence(rule)));
    page.push_str(&format!("To change the rule in fidelint.toml: [rules] {} = \"warning\"\n", key(rule)));
    page
}

/// The page in Markdown.
pub fn markdown(rule: &Rule) -> String {
    let mut page = format!("# `{}`\n\n{}\n", rule.id, what(rule));
    if !rule.why.is_empty() {
        page.push_str(&format!("\n**Why?** {}\n", rule.why));
    }
    page.push_str("\n| | |\n| --- | --- |\n");
    for (name, value) in properties(rule) {
        page.push_str(&format!("| {name} | {} |\n", cell(&value)));
    }
    page.push_str("\n## Messages\n\n| | |\n| --- | --- |\n");
    for (case, words) in messages(rule) {
        page.push_str(&format!("| {case} | {} |\n", cell(&words)));
    }
    if let Some(help) = &rule.help {
        page.push_str(&format!("| help | {} |\n", cell(&help.written())));
    }
    for (expect, title) in [(Expect::Fail, "Reported"), (Expect::Pass, "Left alone")] {
        page.push_str(&format!("\n## {title}\n\n| language | source | translation |\n| --- | --- | --- |\n"));
        for example in rule.tests.iter().filter(|example| example.expect == expect) {
            let Example { source_lang, lang, source, target, .. } = example;
            page.push_str(&format!("| {source_lang} → {lang} | {} | {} |\n", cell(source), cell(target)));
        }
    }
    page.push_str("\n## Changing it\n\n");
    page.push_str(&format!("To silence one finding, write `{}` above it. In `fidelint.toml`:\n\n", silence(rule)));
    page.push_str(&format!("```toml\n[rules]\n{} = \"warning\" # or error, info, off\n```\n", key(rule)));
    page
}

/// The page as JSON.
pub fn json(rule: &Rule) -> Value {
    let expect = |expect| match expect {
        Expect::Pass => "pass",
        Expect::Fail => "fail",
        Expect::Skip => "skip",
        Expect::Todo => "todo",
    };
    let tests: Vec<Value> = rule
        .tests
        .iter()
        .map(|test| {
            json!({ "source_lang": test.source_lang, "lang": test.lang, "source": test.source, "target": test.target,
                "expect": expect(test.expect), "message": test.message })
        })
        .collect();
    json!({
        "id": rule.id, "severity": level(rule), "confidence": rule.confidence, "tags": rule.tags, "what": what(rule),
        "why": rule.why, "message": rule.message.written(), "missing": rule.missing.as_ref().map(|t| t.written()),
        "added": rule.added.as_ref().map(|t| t.written()), "help": rule.help.as_ref().map(|t| t.written()),
        "url": rule.url, "since": rule.since, "path": rule.path, "tests": tests,
    })
}

fn properties(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut properties = vec![("severity", level(rule).to_owned())];
    if !rule.tags.is_empty() {
        properties.push(("tags", rule.tags.join(", ")));
    }
    let languages = &rule.when.languages;
    if !languages.only.is_empty() || !languages.not.is_empty() {
        let not = languages.not.iter().map(|tag| format!("not {tag}"));
        properties.push(("languages", languages.only.iter().cloned().chain(not).collect::<Vec<_>>().join(", ")));
    }
    if !rule.when.formats.is_empty() {
        properties.push(("formats", rule.when.formats.join(", ")));
    }
    properties.push(("defined in", rule.path.clone()));
    properties.extend(rule.url.iter().map(|url| ("see", url.clone())));
    properties.extend(rule.since.iter().map(|version| ("since", version.clone())));
    properties
}

fn messages(rule: &Rule) -> Vec<(&'static str, String)> {
    let own = [("missing", &rule.missing), ("added", &rule.added)];
    let own = own.into_iter().filter_map(|(case, words)| Some((case, words.as_ref()?.written())));
    std::iter::once(("differs", rule.message.written())).chain(own).collect()
}

fn level(rule: &Rule) -> &'static str {
    rule.severity.map_or("off", Severity::name)
}

/// What the rule looks for, in a sentence.
fn what(rule: &Rule) -> String {
    match &rule.body {
        Body::Topic(topic) => {
            let name = topic.name.replace('-', " ");
            match topic.direction {
                Direction::Source => format!("What the source says ({name}) must be in the translation."),
                Direction::Target => format!("What the translation says ({name}) must be in the source."),
                Direction::Both => format!("Source and translation must agree ({name})."),
            }
        }
        Body::Compare(compare) => compared(compare),
    }
}

fn compared(compare: &Compare) -> String {
    let unit = match compare.scope {
        Scope::Sentence => "sentence",
        Scope::Block => "paragraph or string",
        Scope::Document => "document",
    };
    let source = match &compare.source {
        Some(seek) => format!("For what the rule finds in the source ({})", seek.name()),
        None if matches!(compare.demand, Demand::Glossary(_)) => {
            "For every term of the glossary in the source".to_owned()
        }
        None => "In every unit".to_owned(),
    };
    let often = match compare.count {
        Count::AtLeastOnce => "",
        Count::AsOften => ", as often as there",
        Count::Exactly => ", exactly as often as there",
    };
    let must = if compare.is_forbidden { "must not have" } else { "must have" };
    format!("{source}, the same {unit} of the translation {must} its counterpart ({}){often}.", compare.demand.name())
}

/// How one finding is silenced.
fn silence(rule: &Rule) -> String {
    format!("<!-- fidelint-ignore[{}]: reason -->", rule.id)
}

/// The id as a TOML key.
fn key(rule: &Rule) -> String {
    if rule.id.contains('/') { format!("\"{}\"", rule.id) } else { rule.id.clone() }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// Text in lines of 80 columns.
fn wrapped(text: &str) -> String {
    let (mut lines, mut column) = (String::new(), 0);
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + width >= 80 {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += width;
    }
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Rules, parse, scaffold};

    #[test]
    fn the_pages_show_reason_messages_and_examples() {
        let rules = parse("rules/brand.toml", &scaffold("acme/brand")).expect("the scaffold is sound");
        for page in [text(&rules[0]), markdown(&rules[0])] {
            for part in ["acme/brand", "keep it as written", "Acme-Wolke", "fidelint-ignore[acme/brand]"] {
                assert!(page.contains(part), "{part} is not in\n{page}");
            }
        }
        assert_eq!(json(&rules[0])["tests"][1]["expect"], "fail");
    }

    #[test]
    fn every_shipped_rule_has_a_page() {
        for rule in Rules::shipped().expect("the shipped rules are sound").rules {
            assert!(markdown(&rule).contains("## Reported"), "{}", rule.id);
        }
    }
}
