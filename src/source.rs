//! Files as they are on disk, and places in them.

use std::ops::Range;

/// A byte range of a file on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A file that was read: its path as the user knows it, its text, and where its lines begin.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as shown in findings: relative to the project, `/` between its parts.
    pub path: String,
    /// The text. A byte order mark is part of it.
    pub text: String,
    lines: Vec<u32>,
}

/// A place for people: line and column count from 1, columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl SourceFile {
    /// Takes a file's text and notes where its lines begin.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> SourceFile {
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        SourceFile { path: path.into(), text, lines }
    }

    /// The line (from 0) that a byte stands in.
    pub fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|&start| start as usize <= byte).saturating_sub(1)
    }

    /// The bytes of a line (from 0), without its line break.
    pub fn line_span(&self, line: usize) -> Range<usize> {
        let start = self.lines.get(line).map_or(self.text.len(), |&start| start as usize);
        let end = self.lines.get(line + 1).map_or(self.text.len(), |&next| next as usize - 1);
        start..end.max(start)
    }

    /// Line and column of a byte. A byte inside a character counts as that character.
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let byte = byte.min(self.text.len());
        let line = self.line(byte);
        let start = self.line_span(line).start;
        let before = self.text.as_bytes().get(start..byte).unwrap_or_default();
        // Every character has one byte that is no continuation byte.
        let column = before.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        LineColumn { line: line + 1, column: column + 1 }
    }

    /// The text of a span, or nothing where it does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}
