//! Reading files: text out of bytes, and a document out of text.

use std::{fs, ops::Range, path::PathBuf};

use crate::{
    document::Document,
    error::RunError,
    format::{self, Layout, Reader},
    source::SourceFile,
};

/// A file that takes part in a run.
#[derive(Debug, Clone)]
pub struct Input {
    /// Where it stands on disk.
    pub path: PathBuf,
    /// How the user knows it: relative to the project, with `/`.
    pub name: String,
    /// Its language (BCP 47).
    pub language: String,
}

/// A file's text with the reader that understands it.
pub(super) struct Loaded {
    pub(super) file: SourceFile,
    reader: &'static dyn Reader,
}

impl Input {
    /// How the format of the file, judged by its name, holds text and translation.
    pub fn layout(&self) -> Option<Layout> {
        format::readers_by_path(&self.name).next().map(Reader::layout)
    }

    pub(super) fn load(&self) -> Result<Loaded, RunError> {
        let error = |message: String| RunError::file(&self.name, message);
        let bytes = fs::read(&self.path).map_err(|e| error(format!("cannot read the file: {e}")))?;
        let text = format::decode(&self.name, bytes).map_err(|e| error(e.to_string()))?;
        let reader = format::reader_for(&self.name, &text).ok_or_else(|| {
            error("no reader knows this format; `fidelint check --help` lists the formats".to_owned())
        })?;
        Ok(Loaded { file: SourceFile::new(self.name.clone(), text), reader })
    }
}

impl Loaded {
    /// A text that a reader is given for.
    pub(super) fn new(file: SourceFile, reader: &'static dyn Reader) -> Loaded {
        Loaded { file, reader }
    }

    /// Plain text that stands in no file.
    pub(super) fn text(text: &str) -> Loaded {
        Loaded { file: SourceFile::new("", text), reader: format::PLAIN }
    }

    /// The file as its reader understands it.
    pub(super) fn document(&self) -> Document<'_> {
        self.reader.read(&self.file.text)
    }

    /// Stretches of the file that can be read one by one.
    pub(super) fn parts(&self, size: usize) -> Vec<Range<usize>> {
        self.reader.parts(&self.file.text, size)
    }

    /// A stretch of the file, for the translation into a language.
    pub(super) fn part(&self, part: Range<usize>, language: &str) -> Document<'_> {
        if part == (0..self.file.text.len()) {
            self.reader.read_language(&self.file.text, language)
        } else {
            self.reader.read_part(&self.file.text, part)
        }
    }

    pub(super) fn layout(&self) -> Layout {
        self.reader.layout()
    }

    /// What the reader could not make sense of, as errors about the file.
    pub(super) fn junk(&self, document: &Document<'_>) -> Vec<RunError> {
        let error = |junk: &crate::document::Junk| {
            RunError::new(format!("expected {}", junk.expected))
                .at(&self.file, junk.span, "not understood")
                .note("the rest of the file is checked")
        };
        document.junk.iter().map(error).collect()
    }
}
