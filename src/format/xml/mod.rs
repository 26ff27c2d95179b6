//! XML, as far as translation files need it: tags, text, entities, each with its bytes. Expands nothing, loads nothing.

use std::ops::Range;

use crate::document::{Comment, Document, Junk, Segment};

pub(super) mod android;
mod content;
pub(super) mod entity;
pub(super) mod qt;
pub(super) mod resx;
pub(super) mod stringsdict;
pub(super) mod tmx;
pub(super) mod xliff;

/// A piece of an XML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'src> {
    pub(super) kind: Kind<'src>,
    /// All its bytes.
    pub(super) span: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'src> {
    /// `<name …>`, or `<name …/>`. The attributes are raw.
    Open { name: &'src str, attributes: &'src str, at: usize, is_empty: bool },
    /// `</name>`.
    Close { name: &'src str },
    /// Text with its entities as written.
    Text,
    /// The inside of a CDATA section.
    Cdata(Range<usize>),
    /// The inside of a comment.
    Comment(Range<usize>),
    /// Declarations and instructions.
    Other,
}

/// Reads a file piece by piece.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'src> {
    pub(super) file: &'src str,
    at: usize,
    end: usize,
    /// What made no sense.
    pub(super) junk: Vec<Junk>,
}

impl<'src> Tokens<'src> {
    pub(super) fn new(file: &'src str, range: Range<usize>) -> Tokens<'src> {
        Tokens { file, at: range.start, end: range.end.min(file.len()), junk: Vec::new() }
    }

    /// Skips raw text, such as a script, up to and with the closing tag of its element.
    pub(super) fn skip_raw(&mut self, name: &str) {
        let rest = self.rest();
        let mut from = 0;
        while let Some(at) = memchr::memmem::find(rest.as_bytes().get(from..).unwrap_or_default(), b"</") {
            let start = from + at + 2;
            let tail = rest.as_bytes().get(start..).unwrap_or_default();
            if tail.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
                let close = memchr::memchr(b'>', tail).map_or(rest.len(), |close| start + close + 1);
                self.at += close;
                return;
            }
            from = start;
        }
        self.at = self.end;
    }

    /// The byte where the next piece begins.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// The bytes that are left.
    fn rest(&self) -> &'src str {
        self.file.get(self.at..self.end).unwrap_or_default()
    }

    /// Takes a piece of so many bytes.
    fn take(&mut self, length: usize, kind: Kind<'src>) -> Option<Token<'src>> {
        let start = self.at;
        self.at = (start + length).min(self.end);
        Some(Token { kind, span: start..self.at })
    }

    /// A piece between two marks; without the closing one it reaches to the end.
    fn between(
        &mut self,
        open: usize,
        close: &str,
        expected: &str,
        kind: fn(Range<usize>) -> Kind<'src>,
    ) -> Option<Token<'src>> {
        let inner = self.rest().get(open..).unwrap_or_default();
        let start = self.at;
        match memchr::memmem::find(inner.as_bytes(), close.as_bytes()) {
            Some(length) => self.take(open + length + close.len(), kind(start + open..start + open + length)),
            None => {
                self.expect(start..start + open, expected);
                let length = self.rest().len();
                self.take(length, Kind::Other)
            }
        }
    }

    fn expect(&mut self, span: Range<usize>, expected: &str) {
        self.junk.push(Junk { span: span.into(), expected: expected.to_owned() });
    }

    fn tag(&mut self) -> Option<Token<'src>> {
        let rest = self.rest();
        let is_close = rest.as_bytes().get(1) == Some(&b'/');
        let skip = 1 + usize::from(is_close);
        let name_length = rest.bytes().skip(skip).take_while(|&b| is_name(b)).count();
        let name = rest.get(skip..skip + name_length).unwrap_or_default();
        let after = skip + name_length;
        let length = match tag_end(rest.as_bytes().get(after..).unwrap_or_default()) {
            Some(length) if !name.is_empty() => after + length,
            _ => {
                // A stray `<` is text.
                let start = self.at;
                self.expect(start..start + 1, "a tag, or `&lt;`");
                let next = memchr::memchr(b'<', rest.as_bytes().get(1..).unwrap_or_default());
                return self.take(next.map_or(rest.len(), |next| next + 1), Kind::Text);
            }
        };
        if is_close {
            return self.take(length, Kind::Close { name });
        }
        let attributes = rest.get(after..length - 1).unwrap_or_default();
        let (attributes, is_empty) = match attributes.strip_suffix('/') {
            Some(attributes) => (attributes, true),
            None => (attributes, false),
        };
        let at = self.at + after;
        self.take(length, Kind::Open { name, attributes, at, is_empty })
    }
}

impl<'src> Iterator for Tokens<'src> {
    type Item = Token<'src>;

    fn next(&mut self) -> Option<Token<'src>> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        if !rest.starts_with('<') {
            let length = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            return self.take(length, Kind::Text);
        }
        if rest.starts_with("<!--") {
            return self.between(4, "-->", "`-->`", Kind::Comment);
        }
        if rest.starts_with("<![CDATA[") {
            return self.between(9, "]]>", "`]]>`", Kind::Cdata);
        }
        if rest.starts_with("<?") {
            return self.between(2, "?>", "`?>`", |_| Kind::Other);
        }
        if rest.starts_with("<!") {
            // A document type may hold declarations in brackets. Nothing in it is used.
            let bracket = memchr::memchr2(b'[', b'>', rest.as_bytes());
            let has_inner = bracket.is_some_and(|at| rest.as_bytes().get(at) == Some(&b'['));
            return self.between(2, if has_inner { "]>" } else { ">" }, "`>`", |_| Kind::Other);
        }
        self.tag()
    }
}

fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80 || matches!(b, b'_' | b':' | b'-' | b'.')
}

/// The bytes up to and with the `>` that ends a tag; one in a quoted value does not.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let next = at + memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        let quote = *bytes.get(next)?;
        if quote == b'>' {
            return Some(next + 1);
        }
        at = next + 1 + memchr::memchr(quote, bytes.get(next + 1..)?)? + 1;
    }
}

/// The value of an attribute, entities undone.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    attribute_range(attributes, name).and_then(|range| attributes.get(range)).map(entity::decode)
}

/// Where the raw value of an attribute stands in the attributes' text.
pub(super) fn attribute_range(attributes: &str, name: &str) -> Option<Range<usize>> {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    while let Some(equals) = memchr::memchr(b'=', bytes.get(at..)?).map(|offset| at + offset) {
        let key = attributes.get(at..equals)?.trim();
        let value = attributes.get(equals + 1..)?;
        let start = equals + 1 + value.len() - value.trim_start().len();
        let quote = *bytes.get(start)?;
        let end = match quote {
            b'"' | b'\'' => start + 1 + memchr::memchr(quote, bytes.get(start + 1..)?)?,
            _ => start + bytes.get(start..)?.iter().take_while(|b| !b.is_ascii_whitespace()).count(),
        };
        let inner = if matches!(quote, b'"' | b'\'') { start + 1..end } else { start..end };
        // Attributes without a value may stand before the name.
        if key.rsplit(char::is_whitespace).next() == Some(name) {
            return Some(inner);
        }
        at = (end + 1).min(bytes.len());
    }
    None
}

/// Keeps a comment of a document; `inner` is the text between its marks.
fn comment<'src>(document: &mut Document<'src>, text: &'src str, inner: Range<usize>) {
    let note = text.get(inner.clone()).unwrap_or_default();
    let before = document.segments.len();
    document.comments.push(Comment { text: note.trim().into(), span: inner.into(), before });
}

/// Keeps an element that is a note, of the entry that begins with segment `before`, where it speaks to us.
fn note<'src>(document: &mut Document<'src>, note: Segment<'src>, before: usize) {
    if note.text.contains("fidelint") {
        let span = note.span(0..note.text.len());
        document.comments.push(Comment { text: note.text, span, before });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<String> {
        let mut tokens = Tokens::new(text, 0..text.len());
        let shape = |token: Token<'_>| format!("{:?} {}", token.span, &text[token.span.clone()]);
        tokens.by_ref().map(shape).collect()
    }

    #[test]
    fn pieces_cover_the_file_in_order() {
        let text =
            "<?xml version='1.0'?><!DOCTYPE TS [<!ENTITY a '>'>]><a b=\"x>y\">t&amp;<!-- c --><![CDATA[<d>]]></a>";
        let mut end = 0;
        for token in Tokens::new(text, 0..text.len()) {
            assert_eq!(token.span.start, end);
            end = token.span.end;
        }
        assert_eq!(end, text.len());
        assert_eq!(shapes(text).len(), 7);
    }

    #[test]
    fn what_is_broken_is_told_and_the_rest_read() {
        let mut tokens = Tokens::new("<a>1 < 2</a><b", 0..14);
        assert_eq!(tokens.by_ref().count(), 5);
        assert_eq!(tokens.junk.len(), 2);
    }

    #[test]
    fn attributes_are_found_by_name() {
        let raw = " id='1'  xml:lang = \"de\" checked title=\"a=&quot;b&quot;\"";
        assert_eq!(attribute(raw, "id").as_deref(), Some("1"));
        assert_eq!(attribute(raw, "xml:lang").as_deref(), Some("de"));
        assert_eq!(attribute(raw, "title").as_deref(), Some("a=\"b\""));
        assert_eq!(attribute(raw, "lang"), None);
    }
}
