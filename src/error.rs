//! What is wrong with a run itself: a file that cannot be read, a mistake in the configuration or in a rule file.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    finding::Place,
    source::{SourceFile, Span},
};

/// An error about the run, with its place where there is one.
///
/// ```
/// use fidelint::{error::RunError, source::SourceFile};
///
/// let file = SourceFile::new("fidelint.toml", "[projet]\n");
/// let error = RunError::new("unknown table `projet`").at(&file, (1..7).into(), "did you mean `project`?");
/// assert_eq!((error.places[0].line, error.places[0].column), (1, 2));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunError {
    /// The file it is about, as the user knows it.
    pub path: Option<String>,
    /// The places to show, the main one first.
    pub places: Vec<Place>,
    /// What kind of mistake it is, where there are kinds: `unknown-key`.
    pub code: Option<String>,
    /// What is wrong.
    pub message: String,
    /// Further facts.
    pub notes: Vec<String>,
    /// The next step.
    pub help: Option<String>,
}

impl RunError {
    /// An error without a place.
    pub fn new(message: impl Into<String>) -> RunError {
        RunError { path: None, places: Vec::new(), code: None, message: message.into(), notes: Vec::new(), help: None }
    }

    /// An error about a whole file.
    pub fn file(path: impl Into<String>, message: impl Into<String>) -> RunError {
        RunError { path: Some(path.into()), ..RunError::new(message) }
    }

    /// With a place to show. The first one is the main one.
    pub fn at(mut self, file: &SourceFile, span: Span, label: impl Into<String>) -> RunError {
        self.path.get_or_insert_with(|| file.path.clone());
        self.places.push(Place::new(file, span, file.slice(span), label));
        self
    }

    /// With the kind of mistake.
    pub fn code(mut self, code: impl Into<String>) -> RunError {
        self.code = Some(code.into());
        self
    }

    /// With a further fact.
    pub fn note(mut self, note: impl Into<String>) -> RunError {
        self.notes.push(note.into());
        self
    }

    /// With the next step.
    pub fn help(mut self, help: impl Into<String>) -> RunError {
        self.help = Some(help.into());
        self
    }
}

/// Errors about a run that stop it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunErrors(pub Vec<RunError>);

impl fmt::Display for RunErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<&str> = self.0.iter().map(|error| error.message.as_str()).collect();
        f.write_str(&messages.join("; "))
    }
}

impl std::error::Error for RunErrors {}

impl From<RunError> for RunErrors {
    fn from(error: RunError) -> RunErrors {
        RunErrors(vec![error])
    }
}
