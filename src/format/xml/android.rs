//! Android's `strings.xml`: strings, plurals, arrays.

use std::ops::Range;

use crate::{
    document::{BlockKind, Document, Segment},
    format::{
        Layout, Reader, inline,
        lines::{body_start, trim},
        pieces::Pieces,
        placeholder::Syntax,
    },
};

use super::{Kind, Tokens, attribute, content};

/// Android string resources.
pub(in crate::format) struct Android;

const INLINES: content::Inlines = content::Inlines { transparent: &["xliff:g"], opaque: &[], collapses: true };

impl Reader for Android {
    fn name(&self) -> &'static str {
        "android"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn claims(&self, _path: &str, text: &str) -> bool {
        text.contains("<resources")
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = Document::default();
        let mut tokens = Tokens::new(text, body_start(text)..text.len());
        // The plural or array that is open, and the number of its items so far.
        let mut group: Option<(String, usize)> = None;
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Comment(inner) => super::comment(&mut document, text, inner),
                Kind::Open { name, attributes, is_empty, .. } => {
                    let key = attribute(attributes, "name");
                    let is_fixed = attribute(attributes, "translatable").as_deref() == Some("false");
                    match name {
                        _ if is_empty => {}
                        "string" | "plurals" | "string-array" | "array" if is_fixed => {
                            content::skip(&mut tokens, name);
                        }
                        "plurals" | "string-array" | "array" => group = key.map(|key| (key, 0)),
                        "string" => {
                            let pieces = content::read(&mut tokens, name, &INLINES);
                            push(&mut document, text, pieces, key.unwrap_or_default(), None);
                        }
                        "item" => {
                            let Some((group, count)) = &mut group else { continue };
                            let pieces = content::read(&mut tokens, name, &INLINES);
                            let quantity = attribute(attributes, "quantity");
                            let key = if quantity.is_some() { group.clone() } else { format!("{group}[{count}]") };
                            *count += 1;
                            push(&mut document, text, pieces, key, quantity);
                        }
                        _ => {}
                    }
                }
                Kind::Close { name: "plurals" | "string-array" | "array" } => group = None,
                _ => {}
            }
        }
        document.junk = tokens.junk;
        document
    }
}

fn push<'src>(document: &mut Document<'src>, file: &'src str, raw: Pieces<'src>, key: String, variant: Option<String>) {
    let mut segment = raw.finish(BlockKind::String);
    let range = trim(&segment.text, 0);
    if range.len() < segment.text.len() || segment.text.contains(['\\', '"']) {
        segment = unescaped(file, &segment, range).finish(BlockKind::String);
    }
    segment.key = Some(key.into());
    segment.variant = variant.map(Into::into);
    inline::mark(&mut segment, Syntax::PRINTF);
    document.segments.push(segment);
}

/// Undoes backslashes and drops the quotation marks that keep white space.
fn unescaped<'src>(file: &'src str, raw: &Segment<'src>, range: Range<usize>) -> Pieces<'src> {
    let mut pieces = Pieces::new(file);
    let text = raw.text.get(range.clone()).unwrap_or_default();
    let start = range.start;
    let (mut done, mut in_tag) = (0, false);
    let mut from = 0;
    let is_mark = |byte: &u8| matches!(byte, b'<' | b'>' | b'"' | b'\\');
    while let Some(offset) = text.as_bytes().get(from..).and_then(|rest| rest.iter().position(is_mark)) {
        let at = from + offset;
        from = at + 1;
        match text.as_bytes()[at] {
            b'<' => in_tag = true,
            b'>' => in_tag = false,
            b'"' if !in_tag => {
                pieces.keep(raw, start + done..start + at);
                done = at + 1;
            }
            b'\\' => {
                pieces.keep(raw, start + done..start + at);
                let (length, meant) = escape(text.get(at..).unwrap_or_default());
                let span = raw.span(start + at..start + at + length);
                pieces.replaced(&meant, span.start..span.end);
                done = at + length;
                from = done;
            }
            _ => {}
        }
    }
    pieces.keep(raw, start + done..range.end);
    pieces
}

/// The length of an escape, and what it stands for.
fn escape(rest: &str) -> (usize, String) {
    let Some(c) = rest.chars().nth(1) else { return (rest.len(), String::new()) };
    let code = || {
        let digits = rest.get(2..6)?;
        char::from_u32(u32::from_str_radix(digits, 16).ok()?)
    };
    match c {
        'n' => (2, "\n".to_owned()),
        't' => (2, "\t".to_owned()),
        'u' => code().map_or_else(|| (2, "u".to_owned()), |c| (6, c.to_string())),
        c => (1 + c.len_utf8(), c.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <!-- Home -->
    <string name="title">Don\'t <b>stop</b> &amp; go
        on: <xliff:g id="n" example="3">%1$d</xliff:g></string>
    <string name="key" translatable="false">abc</string>
    <plurals name="files"><item quantity="one">%d file</item><item quantity="other">%d files</item></plurals>
    <string-array name="days"><item>"Mon "</item><item>Tue\u00e9</item></string-array>
</resources>"#;

    #[test]
    fn strings_plurals_and_arrays_are_keyed() {
        let document = Android.read(FILE);
        let found: Vec<_> =
            document.segments.iter().map(|s| (s.key.as_deref().unwrap(), s.variant.as_deref(), &*s.text)).collect();
        let expected = [
            ("title", None, "Don't <b>stop</b> & go on: %1$d"),
            ("files", Some("one"), "%d file"),
            ("files", Some("other"), "%d files"),
            ("days[0]", None, "Mon "),
            ("days[1]", None, "Tueé"),
        ];
        assert_eq!(found, expected);
        let title = &document.segments[0];
        let at = title.text.find("'").unwrap();
        let span = title.span(at..at + 1);
        assert_eq!(&FILE[span.start..span.end], "\\'");
        let at = title.text.find('&').unwrap();
        let span = title.span(at..at + 1);
        assert_eq!(&FILE[span.start..span.end], "&amp;");
        assert_eq!(title.inline.len(), 3);
    }
}
