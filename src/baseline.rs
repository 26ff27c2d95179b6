//! The baseline: findings that a project knows and has not mended yet. Kept by what they say, not by where they stand.

use std::{borrow::Borrow, collections::BTreeMap, fmt::Write as _};

use serde::Deserialize;
use toml::Spanned;

use crate::{error::RunError, finding::Finding, fingerprint::Fingerprint, source::SourceFile};

/// The name of the file, in the folder of the settings.
pub const NAME: &str = "fidelint-baseline.toml";

/// Findings that are known, each as often as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Fingerprint, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: Spanned<u32>,
    #[serde(default)]
    findings: Vec<Fingerprint>,
}

impl Baseline {
    /// The baseline that knows all findings of a run. `relative` turns the path of a finding into one that counts
    /// from the folder of the settings.
    pub fn of(findings: &[impl Borrow<Finding>], relative: impl Fn(&str) -> String) -> Baseline {
        let mut baseline = Baseline::default();
        for finding in findings.iter().map(Borrow::<Finding>::borrow) {
            *baseline.counts.entry(known_as(finding, &relative)).or_default() += 1;
        }
        baseline
    }

    /// Reads a baseline file.
    pub fn parse(path: &str, text: &str) -> Result<Baseline, RunError> {
        let file = SourceFile::new(path, text);
        let written: Written = toml::from_str(text).map_err(|error| {
            RunError::new("the baseline cannot be read")
                .at(&file, error.span().unwrap_or(0..0).into(), error.message().replace('\n', " "))
                .help("mend the line, or write the file anew by `fidelint baseline create`")
        })?;
        if *written.version.get_ref() != 1 {
            return Err(RunError::new("the baseline is of a version that this fidelint does not know")
                .at(&file, written.version.span().into(), "1 is known")
                .help("use the fidelint that wrote it, or write the file anew by `fidelint baseline create`"));
        }
        let mut baseline = Baseline::default();
        for fingerprint in written.findings {
            *baseline.counts.entry(fingerprint).or_default() += 1;
        }
        Ok(baseline)
    }

    /// The file: sorted, a line for each finding, so that changes of it merge by lines.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "# Findings that are known and not reported. `fidelint baseline prune` takes out what is mended.\n\
             version = 1\nfindings = [\n",
        );
        for (fingerprint, &count) in &self.counts {
            for _ in 0..count {
                let Fingerprint { path, rule, key, source, target } = fingerprint;
                let _ = write!(text, "  {{ path = {}, rule = {}, ", quoted(path), quoted(rule));
                if let Some(key) = key {
                    let _ = write!(text, "key = {}, ", quoted(key));
                }
                let _ = writeln!(text, "source = {}, target = {} }},", quoted(source), quoted(target));
            }
        }
        text.push_str("]\n");
        text
    }

    /// Takes away the findings that are known; gives back those of the entries that have no finding any more.
    pub fn quiet(&self, findings: &mut Vec<Finding>, relative: impl Fn(&str) -> String) -> Baseline {
        let mut left = self.clone();
        findings.retain(|finding| match left.counts.get_mut(&known_as(finding, &relative)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        left.counts.retain(|_, count| *count > 0);
        left
    }

    /// Without the entries of another baseline.
    pub fn without(&self, other: &Baseline) -> Baseline {
        let mut left = self.clone();
        for (fingerprint, count) in &mut left.counts {
            *count -= other.counts.get(fingerprint).copied().unwrap_or(0).min(*count);
        }
        left.counts.retain(|_, count| *count > 0);
        left
    }

    /// The entries of files that `wanted` names.
    pub fn only(mut self, wanted: impl Fn(&str) -> bool) -> Baseline {
        self.counts.retain(|fingerprint, _| wanted(&fingerprint.path));
        self
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Does it know nothing?
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many findings it knows of each file and rule.
    pub fn figures(&self) -> BTreeMap<(&str, &str), usize> {
        let mut figures = BTreeMap::new();
        for (fingerprint, count) in &self.counts {
            *figures.entry((fingerprint.path.as_str(), fingerprint.rule.as_str())).or_default() += count;
        }
        figures
    }
}

fn known_as(finding: &Finding, relative: &impl Fn(&str) -> String) -> Fingerprint {
    let fingerprint = Fingerprint::of(finding);
    Fingerprint { path: relative(&fingerprint.path), ..fingerprint }
}

/// A TOML string on one line: JSON's escapes are TOML's, but for one character.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::Severity, report::samples::finding};

    fn same(path: &str) -> String {
        path.to_owned()
    }

    fn baseline(findings: &[Finding]) -> Baseline {
        let baseline = Baseline::of(findings, same);
        let read = Baseline::parse(NAME, &baseline.text()).expect("it was just written");
        assert_eq!(read, baseline);
        read
    }

    /// How many findings a baseline leaves, and how many of its entries are gone.
    fn left(baseline: &Baseline, findings: &[Finding]) -> (usize, usize) {
        let mut findings = findings.to_vec();
        let gone = baseline.quiet(&mut findings, same);
        (findings.len(), gone.len())
    }

    #[test]
    fn the_same_finding_in_another_file_is_new() {
        assert_eq!(left(&baseline(&[finding("de")]), &[finding("de"), finding("fr")]), (1, 0));
    }

    #[test]
    fn two_equal_findings_in_one_file_need_two_entries() {
        let two = [finding("de"), finding("de")];
        assert_eq!(left(&baseline(&two[..1]), &two), (1, 0));
        assert_eq!(left(&baseline(&two), &two), (0, 0));
    }

    #[test]
    fn one_finding_swapped_for_another_of_its_rule_is_new() {
        let mut other = finding("de");
        other.target.as_mut().expect("it has one").value = Some("13000000 EUR".to_owned());
        assert_eq!(left(&baseline(&[finding("de")]), &[other]), (1, 1));
    }

    #[test]
    fn another_severity_changes_nothing() {
        let mut louder = finding("de");
        louder.severity = Severity::Info;
        louder.message = "said in other words".to_owned();
        assert_eq!(left(&baseline(&[finding("de")]), &[louder]), (0, 0));
    }

    #[test]
    fn prune_takes_out_only_what_is_gone() {
        let known = baseline(&[finding("de"), finding("fr")]);
        let mut findings = vec![finding("fr"), finding("ja")];
        let gone = known.quiet(&mut findings, same);
        assert_eq!(known.without(&gone), baseline(&[finding("fr")]));
        assert_eq!(findings, [finding("ja")], "what is new is still told");
    }

    #[test]
    fn lines_inserted_above_change_nothing() {
        let mut moved = finding("de");
        let target = moved.target.as_mut().expect("it has one");
        (target.line, target.end_line, target.start, target.end) = (90, 90, 4000, 4017);
        assert_eq!(left(&baseline(&[finding("de")]), &[moved]), (0, 0));
    }

    #[test]
    fn entries_that_are_gone_are_only_counted() {
        assert_eq!(left(&baseline(&[finding("de"), finding("fr")]), &[]), (0, 2));
    }

    #[test]
    fn a_broken_baseline_is_told_with_its_place() {
        let error = Baseline::parse(NAME, "version = 1\nfindings = [\n  { path = 3 },\n]\n").expect_err("it is broken");
        assert_eq!((error.places[0].path.as_str(), error.places[0].line), (NAME, 3));
        assert!(Baseline::parse(NAME, "version = 2\n").is_err());
    }

    #[test]
    fn hostile_texts_stay_inside_their_line() {
        let text = baseline(&[crate::report::samples::hostile()]).text();
        assert_eq!(text.lines().count(), 5, "{text}");
    }
}
