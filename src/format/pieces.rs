//! Builds a segment from pieces of a file, and copies nothing as long as the pieces are one stretch of it.

use std::{borrow::Cow, ops::Range};

use crate::{
    document::{BlockKind, Inline, InlineKind, Origin, Segment, TextBuilder},
    source::Span,
};

/// The text of a segment that is being read.
#[derive(Debug, Clone)]
pub(super) struct Pieces<'src> {
    file: &'src str,
    /// As long as the text is one verbatim stretch of the file: its bytes.
    plain: Option<Range<usize>>,
    built: TextBuilder,
    inline: Vec<Inline>,
}

impl<'src> Pieces<'src> {
    /// An empty text out of `file`.
    pub(super) fn new(file: &'src str) -> Pieces<'src> {
        Pieces { file, plain: Some(0..0), built: TextBuilder::default(), inline: Vec::new() }
    }

    /// Appends a stretch of the file.
    pub(super) fn verbatim(&mut self, range: Range<usize>) {
        if range.is_empty() {
            // An empty text has a place too.
            if self.plain == Some(0..0) {
                self.plain = Some(range);
            }
            return;
        }
        match &mut self.plain {
            Some(plain) if plain.start == plain.end => *plain = range,
            Some(plain) if plain.end == range.start => plain.end = range.end,
            _ => {
                let file = self.file;
                self.builder().verbatim(file.get(range.clone()).unwrap_or_default(), range.start);
            }
        }
    }

    /// Appends a part of a segment of the same file, with its origin.
    pub(super) fn keep(&mut self, from: &Segment<'src>, range: Range<usize>) {
        let Some(text) = from.text.get(range.clone()) else { return };
        let span = from.span(range.clone());
        if self.file.get(span.start..span.end) == Some(text) {
            return self.verbatim(span.start..span.end);
        }
        for (at, c) in text.char_indices() {
            let at = range.start + at;
            let span = from.span(at..at + c.len_utf8());
            let mut buffer = [0; 4];
            self.replaced(c.encode_utf8(&mut buffer), span.start..span.end);
        }
    }

    /// Appends text that stands for a stretch of the file: an escape, an entity, a line break.
    pub(super) fn replaced(&mut self, text: &str, range: Range<usize>) {
        if self.file.get(range.clone()) == Some(text) {
            self.verbatim(range);
        } else {
            self.builder().replaced(text, Span::from(range));
        }
    }

    fn builder(&mut self) -> &mut TextBuilder {
        if let Some(plain) = self.plain.take() {
            self.built.verbatim(self.file.get(plain.clone()).unwrap_or_default(), plain.start);
        }
        &mut self.built
    }

    /// Marks the text from `start` on as no prose, but for blanks at its ends. What began in another text is not marked.
    pub(super) fn mark(&mut self, start: usize, kind: InlineKind, value: Option<String>) {
        let Some(marked) = self.text().get(start..) else { return };
        let words = marked.trim();
        let at = match words.is_empty() {
            true => start..self.len(),
            false => {
                let start = start + marked.len() - marked.trim_start().len();
                start..start + words.len()
            }
        };
        self.inline.push(Inline { at, kind, value });
    }

    /// Marks a range of the text as no prose, unless a part of it is marked as code already.
    pub(super) fn mark_at(&mut self, at: Range<usize>, kind: InlineKind, value: Option<String>) {
        let meets = |part: &Inline| part.kind != InlineKind::Link && part.at.start < at.end && at.start < part.at.end;
        if !self.inline.iter().any(meets) {
            self.inline.push(Inline { at, kind, value });
        }
    }

    /// Marks parts of the text that do not meet each other, but for those of which a part is marked as code already.
    pub(super) fn mark_all(&mut self, parts: impl Iterator<Item = Inline>) {
        let taken = self.inline.iter().filter(|part| part.kind != InlineKind::Link);
        let mut taken: Vec<Range<usize>> = taken.map(|part| part.at.clone()).collect();
        taken.sort_by_key(|at| (at.start, at.end));
        let meets = |at: &Range<usize>| {
            let first = taken.partition_point(|taken| taken.end <= at.start);
            taken.get(first).is_some_and(|taken| taken.start < at.end)
        };
        self.inline.extend(parts.filter(|part| !meets(&part.at)));
    }

    /// The length of the text so far, in bytes.
    pub(super) fn len(&self) -> usize {
        self.plain.as_ref().map_or(self.built.len(), |plain| plain.len())
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        match &self.plain {
            Some(plain) => self.file.get(plain.clone()).unwrap_or_default(),
            None => self.built.text(),
        }
    }

    /// Has the text nothing to read?
    pub(super) fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// The text alone, for what has no place of its own: a key.
    pub(super) fn into_text(self) -> Cow<'src, str> {
        match self.plain {
            Some(plain) => Cow::Borrowed(self.file.get(plain).unwrap_or_default()),
            None => Cow::Owned(self.built.finish().0),
        }
    }

    /// The segment.
    pub(super) fn finish(self, kind: BlockKind) -> Segment<'src> {
        let mut segment = match self.plain {
            Some(plain) => {
                let text = self.file.get(plain.clone()).unwrap_or_default();
                Segment::new(text, Origin::verbatim(plain.start, text.len()), kind)
            }
            None => {
                let (text, origin) = self.built.finish();
                Segment::new(Cow::Owned(text), origin, kind)
            }
        };
        segment.inline = self.inline;
        // Links hold others: the outer one first.
        segment.inline.sort_by_key(|inline| (inline.at.start, std::cmp::Reverse(inline.at.end)));
        segment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stretch_of_the_file_is_borrowed() {
        let file = "one two three";
        let mut pieces = Pieces::new(file);
        pieces.verbatim(4..7);
        pieces.verbatim(7..13);
        let segment = pieces.finish(BlockKind::Paragraph);
        assert!(matches!(segment.text, Cow::Borrowed("two three")));
        assert_eq!(segment.span(4..9), Span::new(8, 13));
    }

    #[test]
    fn a_replaced_piece_makes_a_copy_with_an_origin() {
        let file = "a\\nb";
        let mut pieces = Pieces::new(file);
        pieces.verbatim(0..1);
        pieces.replaced("\n", 1..3);
        pieces.verbatim(3..4);
        let segment = pieces.finish(BlockKind::String);
        assert_eq!(segment.text, "a\nb");
        assert_eq!(segment.span(1..2), Span::new(1, 3));
        assert_eq!(segment.span(2..3), Span::new(3, 4));
    }
}
