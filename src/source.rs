//! Files as they are on disk, and places in them.

use std::{ops::Range, sync::OnceLock};

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
    /// How many lines end before each stretch; counted when first asked for: most files have nothing to tell of.
    ends: OnceLock<Vec<u32>>,
    /// How many characters and units of UTF-16 stand before each block, counted when first asked for: the columns of
    /// a line of a megabyte are not counted from its start for every finding.
    blocks: OnceLock<Vec<Counts>>,
}

/// Bytes in which the ends of lines are counted.
const STRETCH: usize = 256;

/// Bytes that are counted at once.
const BLOCK: usize = 4096;

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    characters: usize,
    utf16: usize,
}

impl Counts {
    /// Every character has one byte that is no continuation byte; those of four bytes are two units of UTF-16.
    fn of(bytes: &[u8]) -> Counts {
        let characters = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        let long = bytes.iter().filter(|&&b| b >= 0xF0).count();
        Counts { characters, utf16: characters + long }
    }

    fn and(self, other: Counts) -> Counts {
        Counts { characters: self.characters + other.characters, utf16: self.utf16 + other.utf16 }
    }
}

/// A place for people: line and column count from 1, columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A place for tools: line and columns count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column in characters.
    pub column: usize,
    /// The column in bytes of UTF-8.
    pub utf8_column: usize,
    /// The column in units of UTF-16.
    pub utf16_column: usize,
}

impl SourceFile {
    /// Takes a file's text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> SourceFile {
        SourceFile { path: path.into(), text: text.into(), ends: OnceLock::new(), blocks: OnceLock::new() }
    }

    fn ends(&self) -> &[u32] {
        self.ends.get_or_init(|| {
            let stretches = self.text.as_bytes().chunks(STRETCH);
            let counts = stretches.map(|bytes| memchr::memchr_iter(b'\n', bytes).count() as u32);
            let before = |ends: &mut u32, count: u32| Some(std::mem::replace(ends, *ends + count));
            counts.scan(0, before).collect()
        })
    }

    /// The line (from 0) that a byte stands in.
    pub fn line(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let stretch = (byte / STRETCH).min(self.ends().len().saturating_sub(1));
        let near = self.text.as_bytes().get(stretch * STRETCH..byte).unwrap_or_default();
        self.ends().get(stretch).map_or(0, |&ends| ends as usize) + memchr::memchr_iter(b'\n', near).count()
    }

    /// The bytes of a line (from 0), without its line break.
    pub fn line_span(&self, line: usize) -> Range<usize> {
        let (bytes, length) = (self.text.as_bytes(), self.text.len());
        let start = line.checked_sub(1).map_or(0, |ends| {
            // The end of the line before stands in the last stretch that has no more ends before it.
            let stretch = self.ends().partition_point(|&before| before as usize <= ends).saturating_sub(1);
            let before = self.ends().get(stretch).map_or(0, |&before| before as usize);
            let rest = bytes.get(stretch * STRETCH..).unwrap_or_default();
            let end = memchr::memchr_iter(b'\n', rest).nth(ends - before);
            end.map_or(length, |end| stretch * STRETCH + end + 1)
        });
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(length, |end| start + end);
        start..end
    }

    /// Line and column of a byte. A byte inside a character counts as that character.
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let position = self.position(byte);
        LineColumn { line: position.line, column: position.column }
    }

    /// Line and columns of a byte. A byte inside a character counts as that character.
    pub fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.line(byte);
        let start = self.line_span(line).start;
        let counts = match self.text.as_bytes().get(start..byte) {
            Some(near) if near.len() <= BLOCK => Counts::of(near),
            _ => {
                let (before, whole) = (self.before(start), self.before(byte));
                Counts { characters: whole.characters - before.characters, utf16: whole.utf16 - before.utf16 }
            }
        };
        Position {
            line: line + 1,
            column: counts.characters + 1,
            utf8_column: byte - start + 1,
            utf16_column: counts.utf16 + 1,
        }
    }

    /// What stands before a byte of the file.
    fn before(&self, byte: usize) -> Counts {
        let bytes = self.text.as_bytes();
        let blocks = self.blocks.get_or_init(|| {
            let sums = bytes.chunks(BLOCK).scan(Counts::default(), |sum, block| {
                *sum = sum.and(Counts::of(block));
                Some(*sum)
            });
            std::iter::once(Counts::default()).chain(sums).collect()
        });
        let block = byte / BLOCK;
        let rest = bytes.get(block * BLOCK..byte).unwrap_or_default();
        blocks.get(block).copied().unwrap_or_default().and(Counts::of(rest))
    }

    /// The text of a span, or nothing where it does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_bytes_and_utf16_units() {
        let file = SourceFile::new("a", "eins\n𝟙 zwölf 12");
        let at = file.text.find("12").expect("it is there");
        let expected = Position { line: 2, column: 9, utf8_column: 13, utf16_column: 10 };
        assert_eq!(file.position(at), expected);
        assert_eq!(file.position(at + 1).column, 10);
        assert_eq!(file.position(6).column, 1, "inside a character");
        assert_eq!(file.position(999), file.position(file.text.len()));
    }

    #[test]
    fn lines_long_and_short_are_found_by_their_bytes_and_by_their_numbers() {
        for text in ["", "\n", "a\n\nb", &"\n".repeat(3 * STRETCH), &["é".repeat(STRETCH), "x".into()].join("\n")] {
            let file = SourceFile::new("a", text);
            let mut start = 0;
            for (number, line) in text.split('\n').enumerate() {
                let span = start..start + line.len();
                assert_eq!((file.line(span.start), file.line(span.end)), (number, number), "{span:?}");
                assert_eq!(file.line_span(number), span);
                start = span.end + 1;
            }
            assert_eq!(file.line_span(4 * STRETCH), text.len()..text.len());
        }
    }

    #[test]
    fn columns_of_a_line_of_many_blocks_are_those_counted_from_its_start() {
        let text = format!("kurz\n{}", "ab é𝟙".repeat(5000));
        let file = SourceFile::new("a", text.as_str());
        for (at, _) in text.char_indices().skip(5).step_by(977) {
            assert_eq!(file.position(at).column, text[5..at].chars().count() + 1);
            assert_eq!(file.position(at).utf16_column, text[5..at].encode_utf16().count() + 1);
        }
    }
}
