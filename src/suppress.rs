//! What keeps findings quiet: comments in the files, `[[ignore]]` in the settings. What keeps nothing quiet is told.

mod comment;
mod ignores;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{
    document::{BlockKind, Document, Segment, Side},
    fact::Confidence,
    finding::{Finding, Place, Severity},
    source::SourceFile,
};

use comment::{Directive, Reach};

pub use ignores::Ignores;

/// The topic of suppressions that keep nothing quiet, or that cannot be understood.
pub const UNUSED: &str = "unused-suppression";
/// The topic of those that do not say why.
pub const UNREASONED: &str = "suppression-without-reason";
/// What rules may tell of suppressions, at the end of a run.
pub const TOPICS: &[&str] = &[UNUSED, UNREASONED];

/// A comment that keeps findings quiet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Suppression {
    /// Where the comment stands.
    pub at: Place,
    /// The language of its file.
    pub language: String,
    /// The rules, tags or prefixes that it names.
    pub rules: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// What is wrong with the comment itself.
    pub problem: Option<String>,
    /// Did it keep a finding quiet?
    pub used: bool,
    /// The bytes of the file that it speaks of.
    reach: Range2,
}

/// A range that has an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Range2(usize, usize);

/// Does a selector mean a finding: its rule, one of its tags, or a prefix of the rule with a star?
pub fn selects(selector: &str, finding: &Finding) -> bool {
    match selector.strip_suffix('*') {
        Some(prefix) => finding.rule.starts_with(prefix),
        None => finding.rule == selector || finding.tags.iter().any(|tag| tag == selector),
    }
}

/// The suppressions in the comments of a file.
pub fn comments(document: &Document<'_>, file: &SourceFile, language: &str) -> Vec<Suppression> {
    let mut found: Vec<Suppression> = Vec::new();
    for comment in &document.comments {
        let Some(directive) = comment::parse(&comment.text) else { continue };
        let add = |found: &mut Vec<Suppression>, directive: Directive, reach: Range<usize>| {
            let at = Place::new(file, comment.span, comment.text.clone(), "");
            found.push(Suppression {
                at,
                language: language.to_owned(),
                rules: directive.rules,
                reason: directive.reason,
                problem: directive.problem,
                used: false,
                reach: Range2(reach.start, reach.end),
            });
        };
        match directive.reach {
            Reach::Block => {
                let reach = block(document, comment.before);
                add(&mut found, directive, reach);
            }
            Reach::File => add(&mut found, directive, 0..usize::MAX),
            Reach::From => add(&mut found, directive, comment.span.start..usize::MAX),
            Reach::UpTo => {
                let ends = |open: &&mut Suppression| {
                    open.reach.1 == usize::MAX
                        && open.reach.0 > 0
                        && (directive.rules.is_empty() || open.rules == directive.rules)
                };
                let mut any = false;
                for open in found.iter_mut().filter(ends) {
                    open.reach.1 = comment.span.start;
                    any = true;
                }
                if !any {
                    let problem = Some("no `fidelint-disable` stands before this `fidelint-enable`".to_owned());
                    add(&mut found, Directive { problem, ..directive }, 0..0);
                }
            }
        }
    }
    found
}

/// The bytes of the block that a comment stands before: a paragraph, a keyed entry with all its forms, a table.
fn block(document: &Document<'_>, first: usize) -> Range<usize> {
    let Some(segment) = document.segments.get(first) else { return 0..0 };
    let mut last = segment.side;
    let same = |other: &&Segment<'_>| {
        // An entry of a bilingual file ends where the next source text begins.
        let goes_on = !(last == Some(Side::Target) && other.side == Some(Side::Source));
        last = other.side;
        match (segment.side, segment.kind) {
            (Some(_), _) => goes_on,
            (None, BlockKind::Cell) => other.kind == BlockKind::Cell,
            (None, _) => segment.key.is_some() && other.key == segment.key,
        }
    };
    let rest = document.segments.get(first + 1..).unwrap_or_default().iter().take_while(same);
    let first = segment.span(0..segment.text.len());
    rest.map(|segment| segment.span(0..segment.text.len()))
        .fold(first.start..first.end, |reach, span| reach.start.min(span.start)..reach.end.max(span.end))
}

/// Takes away the findings that comments keep quiet; says how many they were.
///
/// Comments of the source hold for all its translations.
pub fn quiet(findings: &mut Vec<Finding>, source: &mut [Suppression], target: &mut [Suppression]) -> usize {
    let before = findings.len();
    if source.is_empty() && target.is_empty() {
        return 0;
    }
    findings.retain(|finding| {
        let mut is_quiet = false;
        for (place, suppressions) in [(&finding.target, &mut *target), (&finding.source, &mut *source)] {
            let Some(place) = place else { continue };
            for suppression in suppressions.iter_mut().filter(|s| s.problem.is_none() && s.speaks_of(finding, place)) {
                suppression.used = true;
                is_quiet = true;
            }
        }
        !is_quiet
    });
    before - findings.len()
}

/// As [`quiet`], for findings that came of many files together. `suppressions` are [`merged`] ones.
pub fn quiet_across(findings: &mut Vec<Finding>, suppressions: &mut [Suppression]) -> usize {
    let before = findings.len();
    findings.retain(|finding| {
        let mut is_quiet = false;
        for place in [&finding.target, &finding.source].into_iter().flatten() {
            let first = suppressions.partition_point(|s| s.at.path < place.path);
            let of_file = suppressions[first..].iter_mut().take_while(|s| s.at.path == place.path);
            for suppression in of_file.filter(|s| s.problem.is_none() && s.speaks_of(finding, place)) {
                suppression.used = true;
                is_quiet = true;
            }
        }
        !is_quiet
    });
    before - findings.len()
}

impl Suppression {
    fn speaks_of(&self, finding: &Finding, place: &Place) -> bool {
        let Range2(start, end) = self.reach;
        place.start < end && (place.end > start || place.start == start) && self.names(finding)
    }

    fn names(&self, finding: &Finding) -> bool {
        self.rules.iter().any(|rule| selects(rule, finding))
    }

    /// What there is to say about the suppression itself, of the topics that are wanted. The rule is named by its topic.
    pub fn finding(&self, wants: &dyn Fn(&str) -> bool) -> Option<Finding> {
        let rules = self.rules.join(", ");
        let (rule, message, help) = match (&self.problem, self.used) {
            (Some(problem), _) if wants(UNUSED) => (UNUSED, problem.clone(), None),
            (None, false) if wants(UNUSED) => {
                let message = format!("the comment keeps nothing quiet: there is no finding of {rules} here");
                (UNUSED, message, Some("Take the comment away."))
            }
            (None, _) if self.reason.is_none() && wants(UNREASONED) => {
                let message = format!("the comment does not say why {rules} is kept quiet");
                (UNREASONED, message, Some("Write the reason after a colon."))
            }
            _ => return None,
        };
        Some(about_suppressions(rule, message, help, self.at.clone(), self.language.clone()))
    }
}

/// A finding about a suppression.
pub(crate) fn about_suppressions(
    rule: &str,
    message: String,
    help: Option<&str>,
    at: Place,
    language: String,
) -> Finding {
    Finding {
        rule: rule.to_owned(),
        tags: vec!["suppression".to_owned()],
        severity: Severity::Warning,
        confidence: Confidence::High,
        message,
        help: help.map(str::to_owned),
        notes: Vec::new(),
        source: None,
        target: Some(at),
        key: None,
        language,
        yields: false,
    }
}

/// Puts together what is known of each comment: one of a source was asked for every translation.
pub fn merged(mut suppressions: Vec<Suppression>) -> Vec<Suppression> {
    let key = |s: &Suppression| (s.at.path.clone(), s.at.start, s.rules.clone());
    suppressions.sort_by_cached_key(key);
    suppressions.dedup_by(|later, first| {
        let same = key(later) == key(first);
        first.used |= same && later.used;
        same
    });
    suppressions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{format, report::samples};

    fn read(name: &str, text: &str) -> (SourceFile, Vec<Suppression>) {
        let file = SourceFile::new(name, text);
        let reader = format::reader_for(name, text).expect("the format is known");
        let found = comments(&reader.read(text), &file, "de");
        (SourceFile::new(name, text), found)
    }

    /// Is a finding about some words of the text kept quiet?
    fn is_quiet(name: &str, text: &str, words: &str) -> bool {
        let (_, mut found) = read(name, text);
        let mut finding = samples::finding("de");
        finding.target = Some(samples::place(name, text, words, None, ""));
        quiet(&mut vec![finding], &mut [], &mut found) == 1
    }

    #[test]
    fn a_comment_holds_for_the_block_below_it() {
        let text = "Zuerst 12.\n\n<!-- fidelint-ignore[currency-mismatch]: gerundet -->\nDann 13.\n\nZuletzt 14.\n";
        assert_eq!(["12", "13", "14"].map(|words| is_quiet("a.md", text, words)), [false, true, false]);
    }

    #[test]
    fn a_range_holds_up_to_its_end() {
        let text = "Erst 12.\n\n<!-- fidelint-disable[currency] -->\n\nDann 13.\n\nUnd 14.\n\n<!-- fidelint-enable -->\n\nAus 15.\n";
        assert_eq!(["12", "13", "14", "15"].map(|words| is_quiet("a.md", text, words)), [false, true, true, false]);
    }

    #[test]
    fn the_front_matter_holds_for_the_file() {
        let text = "---\nfidelint: {ignore: [currency-*]}\n---\n\nErst 12.\n\nDann 13.\n";
        assert_eq!(["12", "13"].map(|words| is_quiet("a.md", text, words)), [true, true]);
    }

    #[test]
    fn a_translator_comment_holds_for_its_entry() {
        let text = "msgid \"\"\nmsgstr \"Language: de\\n\"\n\n# fidelint-ignore[currency-mismatch]: gerundet\nmsgid \"a 12\"\nmsgstr \"b 13\"\n\nmsgid \"c 14\"\nmsgstr \"d 15\"\n";
        assert_eq!(["13", "15"].map(|words| is_quiet("a.po", text, words)), [true, false]);
    }

    #[test]
    fn a_comment_names_its_rules() {
        let (_, found) = read("a.md", "<!-- fidelint-ignore: everything -->\nDann 13.\n");
        assert!(found[0].problem.as_deref().is_some_and(|problem| problem.contains("fidelint-ignore[")));
        assert!(!is_quiet("a.md", "<!-- fidelint-ignore[quote-missing] -->\nDann 13.\n", "13"));
    }

    #[test]
    fn a_comment_in_the_source_is_used_where_any_translation_needs_it() {
        let text = "<!-- fidelint-ignore[currency-mismatch] -->\nThen 13.\n";
        let (_, unused) = read("en.md", text);
        let mut used = unused.clone();
        let mut finding = samples::finding("de");
        finding.source = Some(samples::place("en.md", text, "13", None, ""));
        assert_eq!(quiet(&mut vec![finding], &mut used, &mut []), 1);
        let merged = merged([unused.clone(), used].concat());
        assert_eq!(merged.len(), 1);
        assert!(merged[0].finding(&|topic| topic == UNUSED).is_none() && merged[0].finding(&|_| true).is_some());
        assert_eq!(unused[0].finding(&|topic| topic == UNUSED).map(|finding| finding.rule), Some(UNUSED.to_owned()));
    }
}
