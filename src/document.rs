//! What a reader makes of a file: segments of plain text that know their bytes.

use std::{borrow::Cow, ops::Range};

use crate::source::Span;

/// A file as its reader understood it. Borrows from the file's text.
#[derive(Debug, Default)]
pub struct Document<'src> {
    /// The segments in the order of the file.
    pub segments: Vec<Segment<'src>>,
    /// The language that the file itself names, as a BCP 47 tag.
    pub language: Option<String>,
    /// For bilingual files: the language of the source text, where the file names it.
    pub source_language: Option<String>,
    /// Stretches that the reader could not make sense of.
    pub junk: Vec<Junk>,
    /// Comments that may speak to fidelint, in the order of the file.
    pub comments: Vec<Comment<'src>>,
}

/// A stretch of text that stands for itself: a paragraph, a heading, a cell, a keyed string.
#[derive(Debug, Clone)]
pub struct Segment<'src> {
    /// What pairs it with its counterpart, in keyed and bilingual formats: msgid, JSON path, cue time.
    pub key: Option<Cow<'src, str>>,
    /// The text that a reader of the document sees: unescaped, unfolded.
    pub text: Cow<'src, str>,
    /// Where each stretch of `text` stands in the file.
    pub origin: Origin,
    /// What kind of text it is.
    pub kind: BlockKind,
    /// Parts of `text` that are no prose: code, placeholders, links, markup. In order; only links hold others.
    pub inline: Vec<Inline>,
    /// Which side of a bilingual file it belongs to; `None` in files of one language.
    pub side: Option<Side>,
    /// How far a keyed entry is translated; documents are always `Translated`.
    pub state: State,
    /// The CLDR plural category (or gender, or case) that the text is for, where a key has several texts.
    pub variant: Option<Cow<'src, str>>,
}

/// What kind of text a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading and its level, 1–6.
    Heading(u8),
    /// A list item.
    Item,
    /// A quoted block.
    Quote,
    /// A cell of a table.
    Cell,
    /// The alternative text of an image.
    Alt,
    /// A value of the front matter.
    FrontMatter,
    /// A keyed string of a localisation file.
    String,
    /// A subtitle.
    Cue,
    /// A block of code: compared literally, never read as prose.
    Code,
}

/// A part of a segment that is no prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Where it stands in the segment's text.
    pub at: Range<usize>,
    /// What it is.
    pub kind: InlineKind,
    /// What to compare, where that is not the text itself: the target of a link, the name of a tag.
    pub value: Option<String>,
}

/// What a part that is no prose is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InlineKind {
    /// Code, compared literally.
    Code,
    /// A placeholder of a format string.
    Placeholder,
    /// A tag or another piece of markup.
    Markup,
    /// A link: the text between is prose, `value` is its target.
    Link,
}

/// The side of a bilingual file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The text to translate.
    Source,
    /// Its translation.
    Target,
}

/// How far an entry is translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum State {
    /// It is.
    #[default]
    Translated,
    /// It is not: the text is empty.
    Untranslated,
    /// A guess that waits for a person (PO fuzzy, XLIFF needs-translation).
    Fuzzy,
    /// No longer in use.
    Obsolete,
}

/// A stretch that a reader could not make sense of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Junk {
    /// Where it stands.
    pub span: Span,
    /// What was expected there, in the words of a message: `a closing quotation mark`.
    pub expected: String,
}

/// A comment of a file.
#[derive(Debug, Clone)]
pub struct Comment<'src> {
    /// Its text, without the marks of the format.
    pub text: Cow<'src, str>,
    /// Where it stands.
    pub span: Span,
    /// The number of the segment that follows it.
    pub before: usize,
}

/// Maps a segment's text back to the bytes of the file, piece by piece.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Most texts are one piece.
    first: Option<OriginPiece>,
    /// All others, in the order of the text.
    more: Vec<OriginPiece>,
}

/// (start in the text, start in the file, length in the file). A piece reaches up to the next one in the text; where its
/// two lengths are equal it maps byte by byte, else as a whole.
type OriginPiece = (u32, u32, u32);

impl Origin {
    /// Text that stands in the file just so, from `start` on.
    pub fn verbatim(start: usize, length: usize) -> Origin {
        Origin { first: Some((0, start as u32, length as u32)), more: Vec::new() }
    }

    /// Appends a piece: the text from `at` on comes from `span`.
    ///
    /// A piece that goes on byte by byte where the last one ended is joined to it.
    pub fn push(&mut self, at: usize, span: Span) {
        let piece = (at as u32, span.start as u32, (span.end - span.start) as u32);
        match self.first {
            None => self.first = Some(piece),
            Some(_) => self.more.push(piece),
        }
    }

    /// Drops what the text has from `at` on. `length` is the length of the text before.
    fn truncate(&mut self, at: usize, length: usize) {
        let kept = self.more.partition_point(|&(start, ..)| (start as usize) < at);
        let end = self.more.get(kept).map_or(length, |&(next, ..)| next as usize);
        self.more.truncate(kept);
        if let Some((start, _, size)) = self.last()
            && end.saturating_sub(*start as usize) == *size as usize
        {
            *size = at.saturating_sub(*start as usize) as u32;
        }
    }

    fn last(&mut self) -> Option<&mut OriginPiece> {
        self.more.last_mut().or(self.first.as_mut())
    }

    /// The bytes of the file that a range of the text comes from. `length` is the length of the text.
    pub fn span(&self, range: Range<usize>, length: usize) -> Span {
        let start = self.byte(range.start, length, false);
        let end = if range.is_empty() { start } else { self.byte(range.end, length, true) };
        Span::new(start, end)
    }

    fn byte(&self, at: usize, length: usize, is_end: bool) -> usize {
        // The end of a range belongs to the piece before it.
        let reach = if is_end { at.saturating_sub(1) } else { at };
        let number = self.more.partition_point(|&(start, ..)| start as usize <= reach);
        let piece = number.checked_sub(1).and_then(|number| self.more.get(number)).or(self.first.as_ref());
        let Some(&(start, file, size)) = piece else { return 0 };
        let (start, file, size) = (start as usize, file as usize, size as usize);
        let next = self.more.get(number).map_or(length, |&(next, ..)| next as usize);
        let within = at.saturating_sub(start);
        if next.saturating_sub(start) == size {
            file + within.min(size)
        } else if is_end || (within > 0 && at >= next) {
            file + size
        } else {
            file
        }
    }
}

/// Collects a segment's text and its origin together, so that neither can be forgotten.
#[derive(Debug, Clone, Default)]
pub struct TextBuilder {
    text: String,
    origin: Origin,
}

impl TextBuilder {
    /// Appends text that stands in the file just so, from `start` on.
    pub fn verbatim(&mut self, text: &str, start: usize) {
        self.replaced(text, Span::new(start, start + text.len()));
    }

    /// Appends text that stands for a stretch of the file: an escape, an entity, a line break.
    pub fn replaced(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        if self.text.capacity() == 0 {
            // More is to come, or the text would not be built.
            self.text.reserve(2 * text.len() + 32);
        }
        let at = self.text.len();
        // Byte by byte onwards from where the last verbatim piece ended: one piece, or long texts hold thousands.
        let last = self.origin.last();
        let grows = last.as_ref().is_some_and(|&&mut (last, file, size)| {
            size as usize == at - last as usize
                && (file + size) as usize == span.start
                && span.end - span.start == text.len()
        });
        match last {
            Some((_, _, size)) if grows => *size += text.len() as u32,
            _ => self.origin.push(at, span),
        }
        self.text.push_str(text);
    }

    /// The length of the text so far, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Is there no text yet?
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text and its origin.
    pub fn finish(self) -> (String, Origin) {
        (self.text, self.origin)
    }
}

impl<'src> Segment<'src> {
    /// A segment of plain text with all else at its default.
    pub fn new(text: impl Into<Cow<'src, str>>, origin: Origin, kind: BlockKind) -> Segment<'src> {
        Segment {
            key: None,
            text: text.into(),
            origin,
            kind,
            inline: Vec::new(),
            side: None,
            state: State::default(),
            variant: None,
        }
    }

    /// The bytes of the file that a range of the text comes from.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.origin.span(range, self.text.len())
    }

    /// Cuts the text off at a byte, if a character begins there. What is left leads to the file as before.
    pub fn truncate(&mut self, at: usize) {
        if at >= self.text.len() || !self.text.is_char_boundary(at) {
            return;
        }
        self.origin.truncate(at, self.text.len());
        match &mut self.text {
            Cow::Borrowed(text) => *text = text.get(..at).unwrap_or_default(),
            Cow::Owned(text) => text.truncate(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_maps_to_all_its_bytes_and_the_rest_byte_by_byte() {
        // In the file: `say \"hi\"` from byte 10 on.
        let mut builder = TextBuilder::default();
        builder.verbatim("say ", 10);
        builder.replaced("\"", Span::new(14, 16));
        builder.verbatim("hi", 16);
        builder.replaced("\"", Span::new(18, 20));
        let (text, origin) = builder.finish();
        assert_eq!(text, "say \"hi\"");
        assert_eq!(origin.span(4..5, text.len()), Span::new(14, 16));
        assert_eq!(origin.span(5..7, text.len()), Span::new(16, 18));
        assert_eq!(origin.span(1..6, text.len()), Span::new(11, 17));
        assert_eq!(origin.span(0..8, text.len()), Span::new(10, 20));
    }

    #[test]
    fn a_text_that_was_cut_off_leads_back_as_before() {
        let mut plain = Segment::new("say hi", Origin::verbatim(10, 6), BlockKind::String);
        plain.truncate(3);
        assert_eq!((&*plain.text, plain.span(0..2)), ("say", Span::new(10, 12)));

        let mut builder = TextBuilder::default();
        builder.verbatim("say ", 10);
        builder.replaced("\"", Span::new(14, 16));
        builder.verbatim("hi there", 16);
        let (text, origin) = builder.finish();
        for (at, spans) in [(7, [10..11, 14..16, 17..18]), (5, [10..11, 11..12, 14..16]), (4, [10..11, 11..12, 13..14])]
        {
            let mut segment = Segment::new(text.clone(), origin.clone(), BlockKind::String);
            segment.truncate(at);
            assert_eq!(segment.text, text[..at]);
            let places = if at == 7 { [0, 4, 6] } else { [0, 1, at - 1] };
            for (place, span) in places.into_iter().zip(spans) {
                assert_eq!(segment.span(place..place + 1), Span::new(span.start, span.end), "{at}, {place}");
            }
        }
    }
}
