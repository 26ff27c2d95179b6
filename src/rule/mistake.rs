//! Mistakes in rule files: what is wrong, where, and what would be right.

use std::ops::Range;

use crate::{error::RunError, source::SourceFile};

/// A mistake in a rule file, with its place there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The path of the file.
    pub path: String,
    /// Where it stands, in bytes of the file.
    pub at: Range<usize>,
    /// What kind of mistake it is: `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to see at its place: *did you mean `regex`?*
    pub label: String,
    /// Another place that helps to understand, and what to see there.
    pub also: Option<(Range<usize>, String)>,
    /// What is worth knowing beside: the keys there are.
    pub note: Option<String>,
}

impl Mistake {
    /// A mistake without label, second place and note.
    pub fn new(path: &str, at: Range<usize>, code: &'static str, message: impl Into<String>) -> Mistake {
        Mistake {
            path: path.to_owned(),
            at,
            code,
            message: message.into(),
            label: String::new(),
            also: None,
            note: None,
        }
    }

    /// The mistake as an error about the run, with its places in the file.
    pub fn error(&self, file: &SourceFile) -> RunError {
        let mut error = RunError::new(&self.message).code(self.code).at(file, self.at.clone().into(), &self.label);
        if let Some((at, label)) = &self.also {
            error = error.at(file, at.clone().into(), label);
        }
        match &self.note {
            Some(note) => error.note(note),
            None => error,
        }
    }

    /// With words at its place.
    pub fn label(mut self, label: impl Into<String>) -> Mistake {
        self.label = label.into();
        self
    }

    /// With a second place.
    pub fn also(mut self, at: Range<usize>, label: impl Into<String>) -> Mistake {
        self.also = Some((at, label.into()));
        self
    }

    /// With something worth knowing.
    pub fn note(mut self, note: impl Into<String>) -> Mistake {
        self.note = Some(note.into());
        self
    }
}

/// *did you mean `x`?* for the nearest of some words, or nothing where none is near.
pub(crate) fn did_you_mean<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, words).map_or_else(String::new, |near| format!("did you mean `{near}`?"))
}

/// The word that was probably meant.
pub(crate) fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // People who hold a long key down do not deserve quadratic time.
    if word.len() > 64 {
        return None;
    }
    let plain = |word: &str| word.to_lowercase().replace('_', "-");
    let word = plain(word);
    let distance = |other: &str| strsim::damerau_levenshtein(&word, &plain(other));
    let (distance, near) = words.into_iter().map(|other| (distance(other), other)).min()?;
    let close = distance <= (near.len() / 3).max(1) || (word.len() > 3 && near.starts_with(&word));
    close.then_some(near)
}

/// Words for a sentence: `a`, `b` or `c`.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_offered_and_a_far_one_is_not() {
        assert_eq!(nearest("regexx", ["regex", "text", "terms"]), Some("regex"));
        assert_eq!(nearest("missing-language", ["message", "missing_language"]), Some("missing_language"));
        assert_eq!(nearest("colour", ["regex", "text"]), None);
    }
}
