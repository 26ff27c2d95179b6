//! Findings for the tests of writers.

// tidy: samples for tests have languages.

use super::{Report, Summary};
use crate::{
    error::RunError,
    fact::Confidence,
    finding::{Finding, Place, Severity},
    source::SourceFile,
};

pub(crate) const SOURCE: &str = "Fund\nThe fund paid out 1.2 million euros to 37 countries in 2023.\n";
const TARGET: &str = "Fonds\nDer Fonds zahlte 2023 12 Millionen Euro an 37 Länder aus.\n";

/// The place of some words of a text.
pub(crate) fn place(path: &str, text: &str, words: &str, value: Option<&str>, label: &str) -> Place {
    let file = SourceFile::new(path, text);
    let start = text.find(words).expect("the words are there");
    let mut place = Place::new(&file, (start..start + words.len()).into(), words, label);
    place.value = value.map(str::to_owned);
    place
}

/// An amount that lost its decimal sign on the way into a language.
pub(crate) fn finding(language: &str) -> Finding {
    Finding {
        rule: "currency-mismatch".to_owned(),
        tags: vec!["currency".to_owned(), "number".to_owned()],
        severity: Severity::Error,
        confidence: Confidence::High,
        message: "1200000 EUR became 12000000 EUR".to_owned(),
        help: Some("Write the amount of the source in the conventions of the translation.".to_owned()),
        notes: vec!["ten times the source value: is the decimal sign lost?".to_owned()],
        source: Some(place(
            "en/fund.md",
            SOURCE,
            "1.2 million euros",
            Some("1200000 EUR"),
            "the source says 1200000 EUR",
        )),
        target: Some(place(
            &format!("{language}/fund.md"),
            TARGET,
            "12 Millionen Euro",
            Some("12000000 EUR"),
            "the translation says 12000000 EUR",
        )),
        key: None,
        language: language.to_owned(),
        yields: false,
    }
}

/// A quotation that is not there any more.
pub(crate) fn warning() -> Finding {
    let mut finding = missing_quotation();
    finding.target.as_mut().expect("it has one").is_fact = false;
    finding
}

fn missing_quotation() -> Finding {
    Finding {
        rule: "quote-missing".to_owned(),
        tags: vec!["quote".to_owned()],
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        message: "a quotation in the source has no quotation in the translation".to_owned(),
        help: None,
        notes: Vec::new(),
        source: Some(place(
            "en/a,b:c.md",
            "“We never agreed to this”, said Minister Diallo.\n",
            "“We never agreed to this”",
            None,
            "the source says this",
        )),
        target: Some(place(
            "es/a,b:c.md",
            "La ministra Diallo dijo que nunca lo habían aceptado.\n",
            "La ministra Diallo dijo que nunca lo habían aceptado.",
            None,
            "not found in this text",
        )),
        key: None,
        language: "es".to_owned(),
        yields: false,
    }
}

/// Texts that try to be something else: commands of a runner, escapes of a terminal, formulas, markup.
pub(crate) fn hostile() -> Finding {
    let bad = "::error file=x::%0A\u{1b}[31m<b>&\"'|`=cmd|' /C calc'!A1\u{202e}";
    let mut finding = finding("fr");
    finding.message = format!("{bad}\n::error::second line");
    finding.notes = vec![bad.to_owned()];
    finding.help = Some(bad.to_owned());
    finding.key = Some(bad.to_owned());
    let text = format!("{bad} 12\n");
    finding.target = Some(place("fr/::error,%0A\u{1b}[1m\n.md", &text, "12", Some("12"), bad));
    finding
}

/// A report with a finding of each kind and an error.
pub(crate) fn report() -> Report {
    let mut info = warning();
    info.severity = Severity::Info;
    info.rule = "name-altered".to_owned();
    let file = SourceFile::new("fr/bad.md", "a\n\"b\n");
    let error = RunError::new("expected a closing quotation mark")
        .at(&file, (2..3).into(), "not understood")
        .note("the rest of the file is checked");
    let findings = vec![finding("de"), warning(), info, hostile()];
    let errors = vec![error, RunError::file("es/gone.md", "cannot read the file: not found")];
    Report::new(findings, errors, Summary { pairs: 5, segments: 40, ..Summary::default() })
}
