//! What many translations do alike is no slip of one translator.
//!
//! A word of the source that looks like a name (`Toolbar`, `Autosave`) and is gone in a third of all languages was
//! translated there: the reading of the source was wrong, or the translators know better. Only differences that say so
//! themselves yield; a number that is wrong in every language is wrong in every language.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Job;
use crate::{
    fact::Confidence,
    finding::{Finding, Severity},
};

/// The languages that differ alike in one place are at least so many, and at least this share of all.
const PLACE: (usize, f32) = (2, 0.25);
/// The languages that differ alike anywhere about the same words.
const WORDS: (usize, f32) = (3, 0.5);

/// What a difference is about: the rule, what the source says, and where it says so (nowhere: anywhere).
type About = (String, String, Option<String>);

/// Lowers the voice of findings that many translations have in common. Looks at each finding twice.
pub(super) fn settle(findings: &mut [Finding], jobs: &[Job]) {
    if !findings.iter().any(|finding| finding.yields) {
        return;
    }
    let all: BTreeSet<&str> = jobs.iter().map(|job| job.target.language.as_str()).collect();
    let mut languages: FxHashMap<About, BTreeSet<String>> = FxHashMap::default();
    for finding in findings.iter() {
        for about in abouts(finding).into_iter().flatten() {
            languages.entry(about).or_default().insert(finding.language.clone());
        }
    }
    let are_many =
        |count: usize, (least, share): (usize, f32)| count >= least && count as f32 >= share * all.len() as f32;
    for finding in findings {
        let count = |about: &About| languages.get(about).map_or(0, BTreeSet::len);
        let Some([place, words]) = abouts(finding).map(|abouts| abouts.each_ref().map(count)) else { continue };
        if are_many(place, PLACE) || are_many(words, WORDS) {
            finding.severity = Severity::Info;
            finding.confidence = Confidence::Low;
            finding.notes.push(format!("the translations into {} languages do the same", place.max(words)));
        }
    }
}

/// What a finding that yields is about: in its place, and anywhere.
fn abouts(finding: &Finding) -> Option<[About; 2]> {
    let source = finding.source.as_ref().filter(|_| finding.yields)?;
    // Files that hold both sides have a source each: there the key tells the place.
    let place = finding.key.clone().unwrap_or_else(|| format!("{}:{}", source.path, source.start));
    let about = |place| (finding.rule.clone(), source.text.clone(), place);
    Some([about(Some(place)), about(None)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lint::Input, report::samples};

    fn settled(lost: &[&str], yields: bool) -> Vec<Severity> {
        let input = |language: &str| Input { path: "a".into(), name: "a".to_owned(), language: language.to_owned() };
        let job = |language: &&str| Job { source: input("en"), target: input(language) };
        let jobs: Vec<Job> = ["de", "fr", "it", "pl", "tr", "zh"].iter().map(job).collect();
        let finding = |language: &&str| Finding { yields, ..samples::finding(language) };
        let mut findings: Vec<Finding> = lost.iter().map(finding).collect();
        settle(&mut findings, &jobs);
        findings.iter().map(|finding| finding.severity).collect()
    }

    #[test]
    fn what_a_third_of_the_languages_do_is_no_slip_of_one_translator() {
        assert_eq!(settled(&["de", "fr"], true), [Severity::Info, Severity::Info]);
        assert_eq!(settled(&["de"], true), [samples::finding("de").severity]);
    }

    #[test]
    fn what_does_not_yield_stays_wrong_in_every_language() {
        let severity = samples::finding("de").severity;
        assert_eq!(settled(&["de", "fr", "it"], false), [severity; 3]);
    }
}
