//! `sarif`: SARIF 2.1.0, within the limits of GitHub's code scanning.

use std::{collections::HashMap, io};

use serde_json::{Value, json};

use super::{Context, Report, escape::uri, links, visible::visible};
use crate::{
    error::RunError,
    finding::{Finding, Place, Severity},
    fingerprint,
    rule::Rule,
};

/// GitHub refuses a file with more, and keeps the first 5,000: the loudest come first.
const MOST: usize = 25_000;

pub(super) fn write(report: &Report, context: Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = fingerprint::ids(&report.findings);
    let mut numbered: Vec<(&Finding, &String)> = report.findings.iter().map(|finding| &**finding).zip(&ids).collect();
    numbered.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity));
    let cut = numbered.len().saturating_sub(MOST);
    numbered.truncate(MOST);

    let mut rules: Vec<Value> = Vec::new();
    let mut indices: HashMap<&str, usize> = HashMap::new();
    for rule in &context.rules.rules {
        indices.entry(rule.id.as_str()).or_insert_with(|| {
            rules.push(described(rule));
            rules.len() - 1
        });
    }
    for (finding, _) in &numbered {
        indices.entry(finding.rule.as_str()).or_insert_with(|| {
            rules.push(undescribed(finding));
            rules.len() - 1
        });
    }
    let results: Vec<Value> = numbered.iter().map(|(finding, id)| result(finding, id, &indices)).collect();
    let mut notifications: Vec<Value> = report.errors.iter().map(notification).collect();
    if cut > 0 {
        let text = format!("{cut} more findings are left out: {MOST} is the most that code scanning takes");
        notifications.push(json!({ "level": "warning", "message": { "text": text } }));
    }
    let whole = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fidelint",
                "informationUri": links::PROJECT,
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": report.errors.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn level(severity: Option<Severity>) -> &'static str {
    match severity {
        None => "none",
        Some(Severity::Info) => "note",
        Some(Severity::Warning) => "warning",
        Some(Severity::Error) => "error",
    }
}

fn described(rule: &Rule) -> Value {
    let plain = |text: &str| visible(text).into_owned();
    let short = rule.id.rsplit('/').next().unwrap_or_default().replace('-', " ");
    let message = rule.message.written();
    let why = if rule.why.is_empty() { &message } else { &rule.why };
    let help = rule.help.as_ref().map(|help| help.written());
    let help = help.as_deref().unwrap_or(why);
    json!({
        "id": rule.id,
        "name": pascal(&rule.id),
        "shortDescription": { "text": plain(&sentence(&short)) },
        "fullDescription": { "text": plain(&sentence(why)) },
        "helpUri": links::rule(&rule.id),
        "help": { "text": plain(&sentence(help)) },
        "defaultConfiguration": { "enabled": rule.severity.is_some(), "level": level(rule.severity) },
        "properties": { "tags": rule.tags },
    })
}

/// A finding of something that is no rule of the run.
fn undescribed(finding: &Finding) -> Value {
    let short = sentence(&finding.rule.replace('-', " "));
    json!({
        "id": finding.rule,
        "name": pascal(&finding.rule),
        "shortDescription": { "text": short },
        "fullDescription": { "text": short },
        "helpUri": links::rule(&finding.rule),
        "help": { "text": sentence(finding.help.as_deref().unwrap_or(&short)) },
        "defaultConfiguration": { "level": level(Some(finding.severity)) },
        "properties": { "tags": finding.tags },
    })
}

fn result(finding: &Finding, id: &str, indices: &HashMap<&str, usize>) -> Value {
    let main = finding.target.as_ref().or(finding.source.as_ref());
    let other = finding.source.as_ref().filter(|_| finding.target.is_some());
    let mut message = linkless(&sentence(&finding.message));
    if other.is_some() {
        message.push_str(" See [the source](1).");
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": indices.get(finding.rule.as_str()),
        "level": level(Some(finding.severity)),
        "message": { "text": message },
        "partialFingerprints": { "fidelint/v1": id },
        "properties": { "confidence": finding.confidence, "language": finding.language },
    });
    if let Some(main) = main {
        result["locations"] = json!([{ "physicalLocation": physical(main) }]);
    }
    if let Some(source) = other {
        let text = linkless(&sentence(&source.label));
        result["relatedLocations"] =
            json!([{ "id": 1, "physicalLocation": physical(source), "message": { "text": text } }]);
    }
    result
}

fn notification(error: &RunError) -> Value {
    let mut notification = json!({ "level": "error", "message": { "text": linkless(&sentence(&error.message)) } });
    let location = match (error.places.first(), &error.path) {
        (Some(place), _) => json!({ "physicalLocation": physical(place) }),
        (None, Some(path)) => json!({ "physicalLocation": { "artifactLocation": { "uri": uri(path) } } }),
        (None, None) => return notification,
    };
    notification["locations"] = json!([location]);
    notification
}

fn physical(place: &Place) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&place.path) },
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    })
}

/// Text in which nothing can be taken for a link.
fn linkless(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// With a full stop at its end, as validators ask.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut out: String = text.chars().next().into_iter().flat_map(char::to_uppercase).collect();
    out.push_str(text.get(text.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default());
    if !out.ends_with(['.', '?', '!', '。']) {
        out.push('.');
    }
    out
}

/// `number-mismatch` → `NumberMismatch`.
fn pascal(id: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>()
    };
    id.split(|c: char| !c.is_alphanumeric()).map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{report::samples, rule::Rules};

    fn sarif(report: &Report) -> Value {
        let mut out = Vec::new();
        let rules = Rules::shipped().expect("they are valid");
        let context = Context { rules: &rules, ..Context::plain(&rules) };
        write(report, context, &mut out).expect("a vector takes everything");
        serde_json::from_slice(&out).expect("it is JSON")
    }

    #[test]
    fn every_result_has_what_code_scanning_wants() {
        let sarif = sarif(&samples::report());
        let run = &sarif["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
        for result in run["results"].as_array().expect("a list") {
            let rule = &rules[result["ruleIndex"].as_u64().expect("a number") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            for key in ["shortDescription", "fullDescription", "help"] {
                assert!(rule[key]["text"].as_str().is_some_and(|text| !text.is_empty()), "{key} of {rule}");
            }
            assert!(result["partialFingerprints"]["fidelint/v1"].is_string());
        }
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    }

    #[test]
    fn the_link_in_a_message_leads_to_a_related_location() {
        let sarif = sarif(&samples::report());
        for result in sarif["runs"][0]["results"].as_array().expect("a list") {
            let message = result["message"]["text"].as_str().expect("text");
            let ids: Vec<i64> = (result["relatedLocations"].as_array().into_iter().flatten())
                .filter_map(|place| place["id"].as_i64())
                .collect();
            assert!(message.ends_with("See [the source](1).") && ids == [1], "{result}");
        }
    }

    #[test]
    fn the_loudest_come_first() {
        let sarif = sarif(&samples::report());
        let levels: Vec<&str> = (sarif["runs"][0]["results"].as_array().expect("a list").iter())
            .filter_map(|result| result["level"].as_str())
            .collect();
        assert_eq!(levels, ["error", "error", "warning", "note"]);
    }
}
