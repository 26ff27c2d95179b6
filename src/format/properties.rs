//! Java properties.

use std::ops::Range;

use crate::{
    document::{Comment, Document},
    source::Span,
};

use super::{
    Layout, Reader, keyed,
    lines::{Line, body_start, lines},
    pieces::Pieces,
    placeholder::Syntax,
};

/// Java properties.
pub(super) struct Properties;

impl Reader for Properties {
    fn name(&self) -> &'static str {
        "properties"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["properties"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = Document::default();
        // Only a file whose placeholders are counted from zero has `%0`: elsewhere `%1` may be a percentage.
        let syntax = if text.contains("%0") { Syntax::ANY.and(Syntax::QT) } else { Syntax::ANY };
        let mut all = lines(text, body_start(text));
        while let Some(line) = all.next() {
            let range = line.trimmed();
            let Some(first) = text.as_bytes().get(range.start).filter(|_| !range.is_empty()) else { continue };
            if matches!(first, b'#' | b'!') {
                let note = text.get(range.start + 1..range.end).unwrap_or_default().trim();
                let before = document.segments.len();
                document.comments.push(Comment { text: note.into(), span: Span::from(range), before });
                continue;
            }
            let mut entry = Entry::new(text);
            entry.line(line, range.start);
            let mut last = line;
            while continues(last.text) {
                let Some(next) = all.next() else { break };
                let indent = next.text.len() - next.text.trim_start().len();
                entry.line(next, next.start + indent);
                last = next;
            }
            let key = entry.key.into_text();
            keyed::push(&mut document, text, entry.value, key, None, syntax);
        }
        document
    }
}

/// Does a line go on in the next one: does it end in an odd number of backslashes?
fn continues(line: &str) -> bool {
    line.bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1
}

struct Entry<'src> {
    file: &'src str,
    key: Pieces<'src>,
    value: Pieces<'src>,
    is_key: bool,
}

impl<'src> Entry<'src> {
    fn new(file: &'src str) -> Entry<'src> {
        Entry { file, key: Pieces::new(file), value: Pieces::new(file), is_key: true }
    }

    /// Takes a line from byte `start` on.
    fn line(&mut self, line: Line<'src>, start: usize) {
        let end = if continues(line.text) { line.end() - 1 } else { line.end() };
        let mut from = start;
        if self.is_key {
            let key_end = self.key_end(start..end);
            unescape(&mut self.key, self.file, start..key_end);
            if key_end == end {
                return;
            }
            self.is_key = false;
            let rest = self.file.get(key_end..end).unwrap_or_default();
            let after = rest.trim_start();
            let after = after.strip_prefix(['=', ':']).unwrap_or(after).trim_start();
            from = end - after.len();
        }
        unescape(&mut self.value, self.file, from..end);
    }

    /// The byte where the key ends: at white space, `=` or `:` that is not escaped.
    fn key_end(&self, range: Range<usize>) -> usize {
        let bytes = self.file.as_bytes();
        let mut at = range.start;
        while at < range.end {
            match bytes.get(at) {
                Some(b'\\') => at += 2,
                Some(b'=' | b':' | b' ' | b'\t' | b'\x0c') => return at,
                _ => at += 1,
            }
        }
        range.end
    }
}

/// Appends a stretch with its escapes undone.
fn unescape(pieces: &mut Pieces<'_>, file: &str, range: Range<usize>) {
    let mut done = range.start;
    while let Some(offset) = memchr::memchr(b'\\', file.as_bytes().get(done..range.end).unwrap_or_default()) {
        let at = done + offset;
        pieces.verbatim(done..at);
        let rest = file.get(at..range.end).unwrap_or_default();
        let (c, length) = escape(rest);
        let mut buffer = [0; 4];
        pieces.replaced(c.encode_utf8(&mut buffer), at..at + length);
        done = at + length;
    }
    pieces.verbatim(done..range.end);
}

/// The character that an escape stands for, and its length.
fn escape(rest: &str) -> (char, usize) {
    let Some(c) = rest.chars().nth(1) else { return ('\\', rest.len()) };
    let code = || char::from_u32(u32::from_str_radix(rest.get(2..6)?, 16).ok()?);
    match c {
        'n' => ('\n', 2),
        't' => ('\t', 2),
        'r' => ('\r', 2),
        'f' => ('\u{c}', 2),
        'u' => code().map_or(('u', 2), |c| (c, 6)),
        c => (c, 1 + c.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_values_escapes_and_folded_lines_are_read() {
        let text = "# Title\nfile\\ name = Caf\\u00e9 \\\n    au lait\nempty=\nplain value with {0}\n! note\nx:y=z\n";
        let document = Properties.read(text);
        let found: Vec<_> = document.segments.iter().map(|s| (s.key.as_deref().unwrap(), &*s.text)).collect();
        assert_eq!(found, [("file name", "Café au lait"), ("empty", ""), ("plain", "value with {0}"), ("x", "y=z")]);
        let first = &document.segments[0];
        let span = first.span(3..5);
        assert_eq!(&text[span.start..span.end], "\\u00e9");
        assert_eq!(document.comments.len(), 2);
        assert_eq!(document.comments[1].before, 3);
    }
}
