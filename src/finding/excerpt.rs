//! The lines around a place, kept with a finding so that it can be shown when its file is long closed.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::source::{SourceFile, Span};

/// The lines that a place stands in; of long lines, the stretch around it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Excerpt {
    /// In the order of the file, without gaps.
    pub lines: Vec<ExcerptLine>,
}

/// A line of an excerpt, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ExcerptLine {
    /// Its number, from 1.
    pub number: usize,
    /// The text as the file has it, without the line break.
    pub text: String,
    /// First byte of the text that belongs to the place.
    pub start: usize,
    /// The byte of the text after the last that does.
    pub end: usize,
    /// Is there more of the line before the text?
    pub cut_before: bool,
    /// Is there more of the line after the text?
    pub cut_after: bool,
}

/// A place that is longer is shown by its first lines.
const MOST_LINES: usize = 3;
/// The bytes that are kept of a line before and after where the place begins: more than any terminal shows.
const BEFORE: usize = 240;
const AFTER: usize = 480;

impl Excerpt {
    /// The lines around a span.
    pub fn around(file: &SourceFile, span: Span) -> Excerpt {
        let (first, last) = (file.line(span.start), file.line(span.end.max(span.start + 1) - 1));
        let lines = (first..=last.min(first + MOST_LINES - 1)).map(|line| ExcerptLine::of(file, line, span));
        Excerpt { lines: lines.collect() }
    }
}

impl ExcerptLine {
    fn of(file: &SourceFile, line: usize, span: Span) -> ExcerptLine {
        let whole = file.line_span(line);
        let text = file.slice(whole.clone().into()).trim_end_matches('\r');
        let inside = |byte: usize| boundary(text, byte.saturating_sub(whole.start));
        let (start, end) = (inside(span.start), inside(span.end));
        // Blanks that a wrapped line begins with are nobody's mistake.
        let indent = text.len() - text.trim_start().len();
        let start = if span.start < whole.start { start.max(indent.min(end)) } else { start };
        let kept: Range<usize> = boundary(text, start.saturating_sub(BEFORE))..boundary(text, start + AFTER);
        ExcerptLine {
            number: line + 1,
            start: start - kept.start,
            end: end.min(kept.end) - kept.start,
            cut_before: kept.start > 0,
            cut_after: kept.end < text.len(),
            text: text.get(kept).unwrap_or_default().to_owned(),
        }
    }
}

/// The nearest boundary of a character at or before a byte.
fn boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, span: Range<usize>) -> Excerpt {
        Excerpt::around(&SourceFile::new("a.md", text), span.into())
    }

    #[test]
    fn a_short_line_is_kept_whole() {
        let excerpt = excerpt("eins\nzwei 12 drei\nvier", 10..12);
        assert_eq!(excerpt.lines.len(), 1);
        let line = &excerpt.lines[0];
        assert_eq!((line.number, line.text.as_str(), line.start..line.end), (2, "zwei 12 drei", 5..7));
        assert!(!line.cut_before && !line.cut_after);
    }

    #[test]
    fn a_wrapped_place_is_marked_on_each_line() {
        let excerpt = excerpt("am\n  5. Mai\nnun", 0..10);
        let marked: Vec<&str> = excerpt.lines.iter().map(|line| &line.text[line.start..line.end]).collect();
        assert_eq!(marked, ["am", "5. Ma"]);
    }

    #[test]
    fn of_a_line_of_a_megabyte_little_is_kept() {
        let text = "ü".repeat(500_000);
        let excerpt = excerpt(&text, 600_000..600_004);
        let line = &excerpt.lines[0];
        assert!(line.text.len() <= BEFORE + AFTER + 4 && line.cut_before && line.cut_after);
        assert_eq!(&line.text[line.start..line.end], "üü");
    }

    #[test]
    fn spans_outside_the_text_are_no_trouble() {
        assert_eq!(excerpt("", 0..0).lines.len(), 1);
        assert_eq!(excerpt("ab", 9..12).lines[0].text, "ab");
        assert_eq!(excerpt("a\r\nb", 1..3).lines[0].text, "a");
    }
}
