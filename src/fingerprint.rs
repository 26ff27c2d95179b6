//! What makes a finding the same finding tomorrow: the rule, the file, the entry and the facts; never line, message or
//! severity.

use std::{borrow::Borrow, collections::HashMap};

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Place};

/// What a finding is known by, in the baseline and in the outputs of build servers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// The translation.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// The key of the entry, in keyed formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What the source says.
    pub source: String,
    /// What the translation says; `missing` where it says nothing of the kind.
    pub target: String,
}

/// Longer texts are known by their beginning and a hash of the whole.
const LONGEST: usize = 80;

impl Fingerprint {
    /// The fingerprint of a finding.
    pub fn of(finding: &Finding) -> Fingerprint {
        let place = finding.target.as_ref().or(finding.source.as_ref());
        Fingerprint {
            path: place.map_or(String::new(), |place| place.path.clone()),
            rule: finding.rule.clone(),
            key: finding.key.clone(),
            source: said(finding.source.as_ref()),
            target: said(finding.target.as_ref()),
        }
    }

    /// A short name that no other finding of the run has: `ordinal` counts the equal ones.
    pub fn id(&self, ordinal: usize) -> String {
        let mut hasher = blake3::Hasher::new();
        let key = self.key.as_deref().unwrap_or_default();
        for part in [&self.path, &self.rule, key, &self.source, &self.target] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.update(&(ordinal as u64).to_le_bytes());
        hasher.finalize().to_hex().chars().take(32).collect()
    }
}

/// The ids of findings, in their order.
pub fn ids(findings: &[impl Borrow<Finding>]) -> Vec<String> {
    let mut seen: HashMap<Fingerprint, usize> = HashMap::new();
    let mut id = |finding: &Finding| {
        let fingerprint = Fingerprint::of(finding);
        let count = seen.entry(fingerprint.clone()).or_default();
        *count += 1;
        fingerprint.id(*count)
    };
    findings.iter().map(|finding| id(finding.borrow())).collect()
}

/// What a side says, whatever the blanks and line breaks in it.
fn said(place: Option<&Place>) -> String {
    let Some(place) = place.filter(|place| place.is_fact) else { return "missing".to_owned() };
    let text = place.value.as_deref().unwrap_or(&place.text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let hash: String = blake3::hash(text.as_bytes()).to_hex().chars().take(12).collect();
    format!("{} … {hash}", text.chars().take(LONGEST).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::Severity, report::samples};

    #[test]
    fn line_message_and_severity_do_not_count() {
        let finding = samples::finding("de");
        let mut moved = finding.clone();
        let target = moved.target.as_mut().expect("it has one");
        (target.line, target.start, target.end, target.column) = (99, 990, 999, 5);
        moved.message = "other words".to_owned();
        moved.severity = Severity::Warning;
        assert_eq!(Fingerprint::of(&finding), Fingerprint::of(&moved));
    }

    #[test]
    fn file_rule_and_values_do() {
        let ids = ids(&[samples::finding("de"), samples::finding("fr"), samples::warning(), samples::finding("de")]);
        let mut different = ids.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), 4, "two equal findings are told apart by their order");
    }

    #[test]
    fn the_text_that_lacks_a_fact_does_not_count() {
        let finding = samples::warning();
        let mut rewritten = finding.clone();
        rewritten.target.as_mut().expect("it has one").text = "Rewritten.".to_owned();
        assert_eq!(Fingerprint::of(&finding).target, "missing");
        assert_eq!(Fingerprint::of(&finding), Fingerprint::of(&rewritten));
    }
}
