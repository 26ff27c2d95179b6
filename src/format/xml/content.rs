//! The text inside an element: text with entities, CDATA, and inline tags as they are written.

use crate::document::InlineKind;
use crate::format::pieces::Pieces;

use super::{Kind, Tokens, attribute, entity};

/// How the inline elements of a format are read.
pub(super) struct Inlines {
    /// Elements whose tags say nothing: only what is between them is read.
    pub(super) transparent: &'static [&'static str],
    /// Elements that stand for one thing, whatever is in them: placeholders of translation tools.
    pub(super) opaque: &'static [&'static str],
    /// Do white space and line breaks collapse, as in HTML?
    pub(super) collapses: bool,
}

/// Reads the inside of the element `name`, whose opening tag was read, up to its end.
pub(super) fn read<'src>(tokens: &mut Tokens<'src>, name: &str, inlines: &Inlines) -> Pieces<'src> {
    let file = tokens.file;
    let mut pieces = Pieces::new(file);
    pieces.verbatim(tokens.place()..tokens.place());
    let mut depth = 0usize;
    while let Some(token) = tokens.next() {
        match token.kind {
            Kind::Close { name: closed } if closed == name && depth == 0 => break,
            Kind::Text if inlines.collapses => collapsed(&mut pieces, file, token.span),
            Kind::Text => entity::push(&mut pieces, file, token.span),
            Kind::Cdata(inner) => pieces.verbatim(inner),
            Kind::Open { name: inline, attributes, is_empty, .. } => {
                if inline == name && !is_empty {
                    depth += 1;
                }
                if inlines.opaque.contains(&inline) {
                    let mut end = token.span.end;
                    if !is_empty {
                        end = skip(tokens, inline).unwrap_or(end);
                    }
                    let at = pieces.len();
                    pieces.verbatim(token.span.start..end);
                    let id = attribute(attributes, "id").unwrap_or_default();
                    pieces.mark(at, InlineKind::Markup, Some(format!("{inline}#{id}")));
                } else if !inlines.transparent.contains(&inline) {
                    pieces.verbatim(token.span);
                }
            }
            Kind::Close { name: inline } => {
                depth -= usize::from(inline == name);
                if !inlines.transparent.contains(&inline) {
                    pieces.verbatim(token.span);
                }
            }
            Kind::Comment(_) | Kind::Other => {}
        }
    }
    pieces
}

/// Skips to the end of an element; returns the byte after it.
pub(super) fn skip(tokens: &mut Tokens<'_>, name: &str) -> Option<usize> {
    let mut depth = 0usize;
    for token in tokens.by_ref() {
        match token.kind {
            Kind::Open { name: inner, is_empty: false, .. } if inner == name => depth += 1,
            Kind::Close { name: inner } if inner == name => {
                if depth == 0 {
                    return Some(token.span.end);
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    None
}

/// Text in which a run of white space is one space.
fn collapsed(pieces: &mut Pieces<'_>, file: &str, span: std::ops::Range<usize>) {
    let text = file.get(span.clone()).unwrap_or_default();
    let bytes = text.as_bytes();
    let is_white = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    let (mut done, mut from) = (0, 0);
    while let Some(offset) = bytes.get(from..).and_then(|rest| rest.iter().position(is_white)) {
        let at = from + offset;
        let run = bytes.iter().skip(at).take_while(|byte| is_white(byte)).count();
        from = at + run;
        // A blank between words stays as it is. A reference before it may be a blank too.
        if run == 1 && bytes[at] == b' ' && at > done && bytes[at - 1] != b';' {
            continue;
        }
        entity::push(pieces, file, span.start + done..span.start + at);
        if !pieces.text().ends_with(' ') && pieces.len() > 0 {
            pieces.replaced(" ", span.start + at..span.start + at + run);
        }
        done = at + run;
    }
    entity::push(pieces, file, span.start + done..span.end);
}
