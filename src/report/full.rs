//! `full`: for people. Both files with labels, drawn by codespan-reporting.

use std::{collections::HashMap, io};

use codespan_reporting::{
    diagnostic::{Diagnostic, Severity as Level},
    term::{Chars, Config, emit_to_write_style},
};

use super::{
    Report, differ,
    group::{Group, groups},
    paint::Painter,
    snippet::Snippets,
    visible::one_line,
};
use crate::{
    error::RunError,
    fact::Confidence,
    finding::{Finding, Place, Severity},
};

/// How reports are shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// With colours?
    pub color: bool,
    /// Columns of an excerpt.
    pub width: usize,
    /// No characters beyond ASCII for the drawing.
    pub ascii: bool,
    /// One cause in many languages is shown once.
    pub group: bool,
    /// How many findings are shown of one file.
    pub most: usize,
    /// Are findings shown that are neither loud nor sure?
    pub hints: bool,
}

impl Default for View {
    fn default() -> View {
        View { color: false, width: 76, ascii: false, group: true, most: 50, hints: false }
    }
}

/// From so many on, findings of one cause are shown once.
const MANY: usize = 3;

pub(super) fn write(report: &Report, view: View, out: &mut dyn io::Write) -> io::Result<()> {
    let mut shown: HashMap<&str, usize> = HashMap::new();
    let mut left = 0;
    for group in groups(&report.findings) {
        let together = view.group && group.others.len() + 1 >= MANY;
        let others = if together { &[][..] } else { &group.others[..] };
        for finding in std::iter::once(&group.first).chain(others) {
            let path = finding.target.as_ref().or(finding.source.as_ref()).map_or("", |place| place.path.as_str());
            let count = shown.entry(path).or_default();
            *count += 1;
            if *count > view.most {
                left += 1;
                continue;
            }
            let elsewhere = together.then_some(&group);
            out.write_all(finding_text(finding, elsewhere, view).as_bytes())?;
            out.write_all(b"\n")?;
        }
    }
    if left > 0 {
        writeln!(out, "{left} more not shown: files with more than {} findings (--max-shown)", view.most)?;
    }
    writeln!(out, "{}", report.summary.line())
}

/// One finding as it is shown.
fn finding_text(finding: &Finding, group: Option<&Group<'_>>, view: View) -> String {
    let level = match finding.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Note,
    };
    let places: Vec<&Place> = finding.target.iter().chain(&finding.source).collect();
    let mut notes = Vec::new();
    notes.extend(differ::note(finding));
    notes.extend(finding.notes.iter().map(|note| format!("note: {}", lines(note))));
    if let Some(key) = &finding.key {
        notes.push(format!("key: {}", one_line(key)));
    }
    if finding.confidence == Confidence::Low {
        notes.push("note: not sure (confidence low)".to_owned());
    }
    notes.extend(group.map(|group| format!("note: {}", group.elsewhere())));
    notes.extend(finding.help.as_deref().map(|help| format!("help: {}", lines(help))));
    drawn(level, Some(&finding.rule), &finding.message, &places, notes, view)
}

/// An error about the run as it is shown.
pub fn error_text(error: &RunError, view: View) -> String {
    let places: Vec<&Place> = error.places.iter().collect();
    let mut notes: Vec<String> = error.notes.iter().map(|note| format!("note: {}", lines(note))).collect();
    notes.extend(error.help.as_deref().map(|help| format!("help: {}", lines(help))));
    let message = match &error.path {
        Some(path) if places.is_empty() => format!("{path}: {}", error.message),
        _ => error.message.clone(),
    };
    drawn(Level::Error, error.code.as_deref(), &message, &places, notes, view)
}

/// Text of several lines, each safe to show.
fn lines(text: &str) -> String {
    text.lines().map(one_line).collect::<Vec<_>>().join("\n")
}

fn drawn(level: Level, code: Option<&str>, message: &str, places: &[&Place], notes: Vec<String>, view: View) -> String {
    let chars = if view.ascii { Chars::ascii() } else { Chars::box_drawing() };
    let config = Config { tab_width: 4, chars, ..Config::default() };
    let (snippets, labels) = Snippets::new(places, view.width);
    let mut diagnostic = Diagnostic::new(level).with_message(one_line(message)).with_labels(labels).with_notes(notes);
    diagnostic.code = code.map(|code| one_line(code).into_owned());
    let mut painter = Painter::new(view.color);
    match emit_to_write_style(&mut painter, &config, &snippets, &diagnostic) {
        Ok(()) => painter.finish().trim_end().to_owned() + "\n",
        // Nothing that we draw should make it fail; if it does, the words are still said.
        Err(_) => format!("{}\n", one_line(message)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    fn text(report: &Report, view: View) -> String {
        let mut out = Vec::new();
        write(report, view, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("it is text")
    }

    #[test]
    fn findings_show_both_files() {
        insta::assert_snapshot!(text(&samples::report(), View::default()));
    }

    #[test]
    fn errors_show_their_place() {
        let shown: Vec<String> =
            samples::report().errors.iter().map(|error| error_text(error, View::default())).collect();
        insta::assert_snapshot!(shown.join("\n"));
    }

    #[test]
    fn one_cause_in_many_languages_is_shown_once() {
        let findings = ["de", "es", "fr", "it", "ja", "pt", "zh"].map(samples::finding).to_vec();
        let report = Report::new(findings, Vec::new(), super::super::Summary { pairs: 7, ..Default::default() });
        let grouped = text(&report, View::default());
        assert_eq!(grouped.matches("error[").count(), 1);
        assert!(grouped.contains("the same in es:2:23, fr:2:23, it:2:23, ja:2:23 and 2 more"), "{grouped}");
        let view = View { group: false, ..View::default() };
        assert_eq!(text(&report, view).matches("error[").count(), 7);
    }

    #[test]
    fn no_control_character_reaches_the_terminal() {
        let report = Report::new(vec![samples::hostile()], Vec::new(), Default::default());
        let text = text(&report, View::default());
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        assert!(!text.lines().any(|line| line.starts_with("::")), "{text}");
    }

    #[test]
    fn two_places_of_one_file_share_an_excerpt() {
        let po = "msgid \"%d of %s\"\nmsgstr \"%s von %d\"\n";
        let mut finding = samples::finding("de");
        finding.source = Some(samples::place("de.po", po, "%d of %s", None, "%d, %s"));
        finding.target = Some(samples::place("de.po", po, "%s von %d", None, "%s, %d"));
        let shown = finding_text(&finding, None, View::default());
        assert_eq!(shown.matches("de.po").count(), 1, "{shown}");
        assert!(shown.contains("de.po:2:9"), "{shown}");
    }
}
