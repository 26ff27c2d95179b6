//! What fidelint has to say about a translation.

mod excerpt;

use serde::{Deserialize, Serialize};

use crate::{
    fact::Confidence,
    source::{SourceFile, Span},
};

pub use excerpt::{Excerpt, ExcerptLine};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth a look.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word for it in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A difference between a translation and its source, ready to be shown. Owns all its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The id of the rule that asked.
    pub rule: String,
    /// What the rule is about.
    pub tags: Vec<String>,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What differs, with the values themselves.
    pub message: String,
    /// The next step, where there is one.
    pub help: Option<String>,
    /// Further facts: the reading that was used, what was expected.
    pub notes: Vec<String>,
    /// The place in the source.
    pub source: Option<Place>,
    /// The place in the translation: where one edits.
    pub target: Option<Place>,
    /// Key of the entry, in keyed formats.
    pub key: Option<String>,
    /// The language of the translation.
    pub language: String,
    /// Does it yield to the other translations: is it no slip where many of them do the same?
    pub yields: bool,
}

impl Finding {
    /// Is it neither loud nor sure? Such findings wait until somebody asks for them.
    pub fn is_hint(&self) -> bool {
        self.severity == Severity::Info && self.confidence == Confidence::Low
    }
}

/// A place in a file, with all that is needed to show it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The path as the user knows it.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// From 1.
    pub end_line: usize,
    /// In characters, from 1, exclusive.
    pub end_column: usize,
    /// The other ways to count the two columns.
    #[serde(flatten)]
    pub columns: Columns,
    /// The bytes of the file.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The text as the segment has it.
    pub text: String,
    /// The canonical value read there.
    pub value: Option<String>,
    /// Is it the fact itself? Otherwise it is the text that should have it.
    pub is_fact: bool,
    /// What to see there: *the source says 190*.
    pub label: String,
    /// The lines around the place, cut to what a screen holds.
    pub excerpt: Excerpt,
}

/// Columns in the units that some tools count in, from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Columns {
    /// In bytes of UTF-8.
    #[serde(rename = "column_utf8")]
    pub utf8: usize,
    /// In bytes of UTF-8, exclusive.
    #[serde(rename = "end_column_utf8")]
    pub end_utf8: usize,
    /// In units of UTF-16.
    #[serde(rename = "column_utf16")]
    pub utf16: usize,
    /// In units of UTF-16, exclusive.
    #[serde(rename = "end_column_utf16")]
    pub end_utf16: usize,
}

impl Place {
    /// The place of a span of a file. `text` is what a reader of the document sees there.
    pub fn new(file: &SourceFile, span: Span, text: impl Into<String>, label: impl Into<String>) -> Place {
        let (start, end) = (file.position(span.start), file.position(span.end));
        Place {
            path: file.path.clone(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            columns: Columns {
                utf8: start.utf8_column,
                end_utf8: end.utf8_column,
                utf16: start.utf16_column,
                end_utf16: end.utf16_column,
            },
            start: span.start,
            end: span.end,
            text: text.into(),
            value: None,
            is_fact: true,
            label: label.into(),
            excerpt: Excerpt::around(file, span),
        }
    }

    /// The bytes of the file.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl Finding {
    /// What findings are sorted by: file, place, rule, so that the output is the same however the work was shared.
    pub fn order(&self) -> impl Ord + '_ {
        let place = self.target.as_ref().or(self.source.as_ref());
        let source = self.source.as_ref();
        (
            place.map(|p| (p.path.as_str(), p.start, p.end)),
            self.rule.as_str(),
            source.map(|p| (p.path.as_str(), p.start, p.end)),
            self.message.as_str(),
        )
    }
}
