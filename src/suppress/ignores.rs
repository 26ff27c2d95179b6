//! `[[ignore]]` in the settings: findings that the project accepts.

use globset::GlobMatcher;

use super::{UNREASONED, UNUSED, about_suppressions, selects};
use crate::{
    config::{Config, Ignore},
    finding::{Finding, Place},
    source::SourceFile,
};

/// The entries of the settings, ready, with what they did.
#[derive(Debug)]
pub struct Ignores<'a> {
    config: &'a Config,
    entries: Vec<Entry<'a>>,
}

#[derive(Debug)]
struct Entry<'a> {
    written: &'a Ignore,
    path: Option<GlobMatcher>,
    is_past: bool,
    used: usize,
}

impl<'a> Ignores<'a> {
    /// The entries. After the day `until` an entry keeps nothing quiet any more; `today` is an ISO date.
    pub fn new(config: &'a Config, today: &str) -> Ignores<'a> {
        let entry = |written: &'a Ignore| Entry {
            written,
            // The settings were read with valid globs only.
            path: written
                .path
                .as_ref()
                .and_then(|path| globset::Glob::new(&path.value).ok())
                .map(|glob| glob.compile_matcher()),
            is_past: written.until.as_ref().is_some_and(|until| until.value.as_str() < today),
            used: 0,
        };
        Ignores { config, entries: config.ignores.iter().map(entry).collect() }
    }

    /// Takes away the findings that an entry accepts; says how many. `relative` turns the path of a finding into one
    /// that counts from the folder of the settings.
    pub fn quiet(&mut self, findings: &mut Vec<Finding>, relative: impl Fn(&str) -> String) -> usize {
        let before = findings.len();
        if !self.entries.is_empty() {
            findings.retain(|finding| {
                let mut is_quiet = false;
                for entry in self.entries.iter_mut().filter(|entry| entry.speaks_of(finding, &relative)) {
                    entry.used += 1;
                    is_quiet |= !entry.is_past;
                }
                !is_quiet
            });
        }
        before - findings.len()
    }

    /// What there is to say about the entries: those that keep nothing quiet, or whose day is past.
    pub fn findings(&self, wants: &dyn Fn(&str) -> bool) -> Vec<Finding> {
        let file = SourceFile::new(self.config.path.as_str(), self.config.text.as_str());
        self.entries.iter().filter_map(|entry| entry.finding(&file, wants)).collect()
    }
}

impl Entry<'_> {
    fn speaks_of(&self, finding: &Finding, relative: &impl Fn(&str) -> String) -> bool {
        let written = self.written;
        let places = || finding.target.iter().chain(&finding.source);
        let holds = |text: &str| places().any(|place| place.text.contains(text)) || finding.message.contains(text);
        written.rule.as_ref().is_none_or(|rule| selects(&rule.value, finding))
            && written.language.as_ref().is_none_or(|tag| speaks(&tag.value, &finding.language))
            && written.key.as_ref().is_none_or(|key| finding.key.as_deref() == Some(key.value.as_str()))
            && written.text.as_ref().is_none_or(|text| holds(&text.value))
            && written.block.as_ref().is_none_or(|block| {
                places().any(|place| place.excerpt.lines.iter().any(|line| line.text.contains(&block.value)))
            })
            && self
                .path
                .as_ref()
                .is_none_or(|glob| finding.target.as_ref().is_some_and(|place| glob.is_match(relative(&place.path))))
    }

    fn finding(&self, file: &SourceFile, wants: &dyn Fn(&str) -> bool) -> Option<Finding> {
        let written = self.written;
        let reason = written.reason.as_ref().map(|reason| reason.value.as_str());
        let (rule, message, help) = match (self.used, &written.until) {
            (0, _) if wants(UNUSED) => {
                (UNUSED, "this entry keeps nothing quiet".to_owned(), Some("Take the entry away."))
            }
            (_, Some(until)) if self.is_past && wants(UNUSED) => {
                let message = format!("this entry held until {}: its findings are back", until.value);
                (UNUSED, message, Some("Mend the findings, or agree on another day."))
            }
            _ if reason.is_none() && wants(UNREASONED) => {
                (UNREASONED, "this entry does not say why".to_owned(), Some("Add `reason = \"…\"`."))
            }
            _ => return None,
        };
        let mut at = Place::new(file, written.at.clone().into(), "[[ignore]]", "this entry");
        // The header of a table is enough to see which one is meant.
        at.excerpt.lines.truncate(1);
        let mut finding = about_suppressions(rule, message, help, at, String::new());
        finding.notes.extend(reason.map(|reason| format!("its reason: {reason}")));
        Some(finding)
    }
}

/// Does a language of the settings mean one of a finding? `de` means `de-AT`, too.
fn speaks(tag: &str, language: &str) -> bool {
    language == tag || language.strip_prefix(tag).is_some_and(|rest| rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    fn run(toml: &str, findings: &[Finding]) -> (usize, Vec<String>) {
        let config = Config::parse("fidelint.toml", toml).expect("the settings are valid");
        let mut ignores = Ignores::new(&config, "2026-11-22");
        let mut findings = findings.to_vec();
        let count = ignores.quiet(&mut findings, |path| path.trim_start_matches("./").to_owned());
        (
            count,
            ignores
                .findings(&|topic| topic == UNUSED)
                .into_iter()
                .map(|finding| format!("{}: {}", finding.rule, finding.message))
                .collect(),
        )
    }

    #[test]
    fn every_field_narrows() {
        let all = [samples::finding("de"), samples::finding("fr")];
        let quiet = |fields: &str| run(&format!("[[ignore]]\nreason = \"x\"\n{fields}\n"), &all).0;
        assert_eq!(quiet("rule = \"currency-mismatch\""), 2);
        assert_eq!(quiet("rule = \"currency-*\"\npath = \"fr/*.md\""), 1);
        assert_eq!(quiet("language = \"de\""), 1);
        assert_eq!(quiet("text = \"12 Millionen\""), 2);
        assert_eq!(quiet("key = \"footer\"\nrule = \"currency\""), 0);
    }

    #[test]
    fn an_entry_that_keeps_nothing_quiet_is_told_with_its_place() {
        let (_, said) = run("[[ignore]]\nrule = \"name-altered\"\n", &[samples::finding("de")]);
        assert_eq!(said, ["unused-suppression: this entry keeps nothing quiet"]);
    }

    #[test]
    fn after_its_day_an_entry_gives_its_findings_back() {
        let entry = |until| format!("[[ignore]]\nrule = \"currency\"\nreason = \"x\"\nuntil = {until}\n");
        assert_eq!(run(&entry("2026-11-22"), &[samples::finding("de")]), (1, Vec::new()));
        let (count, said) = run(&entry("2026-11-21"), &[samples::finding("de")]);
        assert_eq!(count, 0);
        assert!(said[0].contains("2026-11-21"), "{said:?}");
    }
}
