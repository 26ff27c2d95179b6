//! `github`: workflow commands that GitHub shows as annotations.
//!
//! A step may show ten of each kind, the rest is dropped without a word: causes are put together, ranked, and the last
//! annotation tells the remainder.

use std::io;

use super::{
    Context, Report,
    escape::{command, property},
    group::{Group, groups},
};
use crate::finding::{Place, Severity};

/// How many annotations of a kind a step may show.
const MOST: usize = 10;
/// From so many translations on the cause is looked for in the source.
const MANY: usize = 3;

pub(super) fn write(report: &Report, context: Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut all = groups(&report.findings);
    all.sort_by_key(|group| std::cmp::Reverse((group.first.confidence, group.others.len())));
    let mut errors: Vec<String> = report.errors.iter().map(failure).collect();
    let of = |severity: Severity| all.iter().filter(move |group| group.first.severity == severity);
    errors.extend(of(Severity::Error).map(|group| annotation("error", group, context)));
    let warnings: Vec<String> = of(Severity::Warning).map(|group| annotation("warning", group, context)).collect();
    let notices: Vec<String> = of(Severity::Info).map(|group| annotation("notice", group, context)).collect();
    for (kind, lines) in [("error", errors), ("warning", warnings), ("notice", notices)] {
        let shown = if lines.len() > MOST { MOST - 1 } else { lines.len() };
        for line in &lines[..shown] {
            writeln!(out, "{line}")?;
        }
        if lines.len() > shown {
            let more = lines.len() - shown;
            writeln!(out, "::{kind} title=fidelint::{more} more of this kind: the log and the job summary have all")?;
        }
    }
    Ok(())
}

fn annotation(kind: &str, group: &Group<'_>, context: Context<'_>) -> String {
    let finding = group.first;
    let changed = |place: &Option<Place>| place.as_ref().is_some_and(|place| context.has_changed(&place.path));
    // A translation that is not part of the change shows no annotation; the source that went ahead of it does.
    let only_source_changed = changed(&finding.source) && !changed(&finding.target);
    let count = group.others.len() + 1;
    let at_source = finding.source.is_some() && (only_source_changed || count >= MANY);
    let place = match at_source {
        true => finding.source.as_ref(),
        false => finding.target.as_ref().or(finding.source.as_ref()),
    };
    let mut text = vec![finding.message.clone()];
    if let (Some(source), Some(target)) = (&finding.source, &finding.target) {
        let other = if at_source { target } else { source };
        text.push(format!("{}:{}: {}", other.path, other.line, other.label));
    }
    if count > 1 {
        let languages = group.languages();
        text.push(format!("{count} translations differ: {}", languages.join(", ")));
    } else if at_source {
        text.push("only the source changed: the translation still says what it said".to_owned());
    }
    text.extend(finding.notes.iter().cloned());
    text.extend(finding.help.iter().cloned());
    let message = command(&text.join("\n"));
    let title = property(&finding.rule);
    match place {
        None => format!("::{kind} title={title}::{message}"),
        Some(place) => format!("::{kind} {},title={title}::{message}", at(place)),
    }
}

/// Columns are allowed on one line only.
fn at(place: &Place) -> String {
    let path = property(&super::one_line(&place.path));
    match place.line == place.end_line {
        true => {
            let (line, column, end) = (place.line, place.column, place.end_column);
            format!("file={path},line={line},col={column},endColumn={end}")
        }
        false => format!("file={path},line={},endLine={}", place.line, place.end_line),
    }
}

fn failure(error: &crate::error::RunError) -> String {
    let mut text = vec![error.message.clone()];
    text.extend(error.notes.iter().cloned());
    text.extend(error.help.iter().cloned());
    let place = match (error.places.first(), &error.path) {
        (Some(place), _) => format!("{},", at(place)),
        (None, Some(path)) => format!("file={},", property(&super::one_line(path))),
        (None, None) => String::new(),
    };
    format!("::error {place}title=fidelint::{}", command(&text.join("\n")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{report::samples, rule::Rules};

    fn lines(report: &Report, changed: Option<&BTreeSet<String>>) -> Vec<String> {
        let rules = Rules::default();
        let mut out = Vec::new();
        write(report, Context { changed, ..Context::plain(&rules) }, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("it is text").lines().map(str::to_owned).collect()
    }

    #[test]
    fn hostile_texts_start_no_command_of_their_own() {
        let lines = lines(&samples::report(), None);
        assert_eq!(lines.len(), 6, "{lines:#?}");
        for line in &lines {
            assert!(["::error ", "::warning ", "::notice "].iter().any(|kind| line.starts_with(kind)), "{line}");
            assert!(line.chars().all(|c| !c.is_control()), "{line:?}");
            let (properties, _) = line[2..].split_once("::").expect("a command has a message");
            for part in properties.split_once(' ').map_or("", |(_, rest)| rest).split(',') {
                let (name, _) = part.split_once('=').unwrap_or_else(|| panic!("{part} in {line}"));
                assert!(["file", "line", "col", "endLine", "endColumn", "title"].contains(&name), "{line}");
            }
        }
    }

    #[test]
    fn one_cause_in_thirty_languages_is_one_annotation_at_the_source() {
        let findings: Vec<_> = (0..30).map(|n| samples::finding(&format!("l{n:02}"))).collect();
        let lines = lines(&Report::new(findings, Vec::new(), Default::default()), None);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with("::error file=en/fund.md,line=2,col=19,endColumn=36,"), "{}", lines[0]);
        assert!(lines[0].contains("30 translations differ%3A l00") || lines[0].contains("30 translations differ: l00"));
    }

    #[test]
    fn the_tenth_annotation_of_a_kind_tells_the_remainder() {
        let finding = |n: usize| {
            let mut finding = samples::finding("de");
            finding.source.as_mut().expect("it has one").start = n;
            finding
        };
        let findings: Vec<_> = (0..200).map(finding).collect();
        let lines = lines(&Report::new(findings, Vec::new(), Default::default()), None);
        assert_eq!(lines.len(), 10);
        assert!(lines[9].contains("191 more"), "{}", lines[9]);
    }

    #[test]
    fn where_only_the_source_changed_it_is_annotated() {
        let report = Report::new(vec![samples::finding("de")], Vec::new(), Default::default());
        let source: BTreeSet<String> = [String::from("en/fund.md")].into();
        assert!(lines(&report, Some(&source))[0].contains("file=en/fund.md"));
        let both: BTreeSet<String> = ["en/fund.md", "de/fund.md"].map(String::from).into();
        assert!(lines(&report, Some(&both))[0].contains("file=de/fund.md"));
    }
}
