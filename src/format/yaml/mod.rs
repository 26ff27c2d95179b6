//! YAML as translation files use it: nested mappings and lists of strings, in all styles of scalars.
//!
//! Read line by line, so that every scalar knows its bytes and a broken line costs no more than itself. Anchors and tags
//! are passed over, aliases are not followed.

use std::{borrow::Cow, ops::Range};

use crate::{
    document::{Comment, Document, Junk},
    source::Span,
};

use super::{
    Layout, Reader,
    json::without_root_language,
    keyed,
    lines::{Line, body_start, lines},
    pieces::Pieces,
    placeholder::Syntax,
};

mod flow;
mod scalar;

/// YAML.
pub(super) struct Yaml;

impl Reader for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["yml", "yaml"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut walk = Walk {
            file: text,
            lines: lines(text, body_start(text)).collect(),
            next: 0,
            levels: Vec::new(),
            document: Document::default(),
        };
        while let Some(&line) = walk.lines.get(walk.next) {
            walk.next += 1;
            walk.line(line);
        }
        without_root_language(&mut walk.document);
        walk.document
    }
}

/// An open mapping with its last key, or an open list with the number of its last item.
#[derive(Debug)]
struct Level<'src> {
    indent: usize,
    at: At<'src>,
}

#[derive(Debug)]
enum At<'src> {
    Key(Cow<'src, str>),
    Item(usize),
}

/// Deeper nesting is no file of strings.
const DEEPEST: usize = 64;

struct Walk<'src> {
    file: &'src str,
    lines: Vec<Line<'src>>,
    /// The number of the next line.
    next: usize,
    levels: Vec<Level<'src>>,
    document: Document<'src>,
}

impl<'src> Walk<'src> {
    fn line(&mut self, line: Line<'src>) {
        let indent = indent(line.text);
        let content = line.text.get(indent..).unwrap_or_default().trim_end();
        if content.is_empty() {
            return;
        }
        if let Some(note) = content.strip_prefix('#') {
            if note.contains("fidelint") {
                let before = self.document.segments.len();
                let span = Span::new(line.start + indent, line.end());
                self.document.comments.push(Comment { text: note.trim().into(), span, before });
            }
            return;
        }
        if indent == 0 && (matches!(content, "---" | "...") || content.starts_with('%')) {
            self.levels.clear();
            return;
        }
        if content.starts_with('\t') {
            return self.junk(line.start + indent..line.end(), "spaces, no tab, before a key");
        }
        let content = if indent == 0 { content.strip_prefix("--- ").unwrap_or(content) } else { content };
        let start = line.start + line.text.trim_end().len() - content.len();
        self.node(line, content, start, start - line.start);
    }

    /// Reads what begins in a line at a column: list items, a key, a scalar.
    fn node(&mut self, line: Line<'src>, content: &'src str, start: usize, column: usize) {
        let (mut content, mut start, mut column) = (content, start, column);
        while content == "-" || content.starts_with("- ") {
            self.close(|level| level.indent > column);
            let is_deep = self.levels.len() >= DEEPEST;
            match self.levels.last_mut() {
                Some(Level { indent, at: At::Item(number) }) if *indent == column => *number += 1,
                _ if !is_deep => self.levels.push(Level { indent: column, at: At::Item(0) }),
                _ => return,
            }
            let rest = content.get(1..).unwrap_or_default();
            let rest = rest.trim_start();
            let skip = content.len() - rest.len();
            (content, start, column) = (rest, start + skip, column + skip);
            if content.is_empty() {
                return;
            }
        }
        match self.key(content, start) {
            Some((key, length)) => {
                self.close(|level| {
                    level.indent > column || (level.indent == column && matches!(level.at, At::Item(_)))
                });
                let is_deep = self.levels.len() >= DEEPEST;
                match self.levels.last_mut() {
                    Some(Level { indent, at: At::Key(last) }) if *indent == column => *last = key,
                    _ if !is_deep => {
                        self.levels.push(Level { indent: column, at: At::Key(key) });
                    }
                    _ => return,
                }
                let rest = content.get(length..).unwrap_or_default();
                let value = rest.trim_start();
                self.value(line, value, start + content.len() - value.len(), column);
            }
            None => {
                // A scalar of its own: an item, or the value of the key above.
                let parent =
                    self.levels.iter().rev().find(|level| level.indent < column).map_or(0, |level| level.indent);
                let is_item = self.levels.last().is_some_and(|level| matches!(level.at, At::Item(_)));
                let is_value = self.levels.last().is_some_and(|level| level.indent < column);
                if self.levels.is_empty() || !(is_item || is_value) {
                    return self.junk(start..start + content.len(), "a key and a colon");
                }
                self.value(line, content, start, parent);
            }
        }
    }

    fn close(&mut self, ends: impl Fn(&Level<'src>) -> bool) {
        while self.levels.last().is_some_and(&ends) {
            self.levels.pop();
        }
    }

    /// The key that a text begins with, and its length up to and with the colon.
    fn key(&self, content: &'src str, start: usize) -> Option<(Cow<'src, str>, usize)> {
        let quote = content.chars().next().filter(|c| matches!(c, '"' | '\''));
        if let Some(quote) = quote {
            let end = scalar::quoted_end(content, quote)?;
            let rest = content.get(end..)?;
            let colon = rest.len() - rest.trim_start().len();
            let after = rest.get(colon..)?.strip_prefix(':')?;
            if !(after.is_empty() || after.starts_with([' ', '\t'])) {
                return None;
            }
            let pieces = scalar::quoted(self.file, start + 1..start + end - 1, quote);
            return Some((pieces.text().to_owned().into(), end + colon + 1));
        }
        if content.starts_with(['[', '{', '&', '*', '!', '|', '>', '#']) {
            return None;
        }
        let mut from = 0;
        while let Some(colon) = memchr::memchr(b':', content.as_bytes().get(from..)?).map(|offset| from + offset) {
            let after = content.as_bytes().get(colon + 1);
            if after.is_none_or(|b| matches!(b, b' ' | b'\t')) {
                let key = content.get(..colon)?.trim_end();
                return (!key.contains(" #")).then_some((key.into(), colon + 1));
            }
            from = colon + 1;
        }
        None
    }

    /// Reads the value that begins at `start` in a line; `indent` is that of what it belongs to.
    fn value(&mut self, line: Line<'src>, value: &'src str, start: usize, indent: usize) {
        let (mut value, mut start) = (value, start);
        // `&anchor` and `!tag` stand before the value.
        while value.starts_with(['&', '!']) {
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            let rest = value.get(end..).unwrap_or_default().trim_start();
            start += value.len() - rest.len();
            value = rest;
        }
        let Some(first) = value.chars().next() else { return };
        match first {
            '#' | '*' | '@' | '`' => {}
            '|' | '>' => {
                let pieces = self.block(value, indent);
                self.push(pieces);
            }
            '"' | '\'' => self.quoted(start, first),
            '[' | '{' => self.flow(start),
            _ => self.plain(line, value, start, indent),
        }
    }

    fn quoted(&mut self, start: usize, quote: char) {
        let rest = self.file.get(start..).unwrap_or_default();
        let Some(length) = scalar::quoted_end(rest, quote) else {
            let end = self.lines.get(self.next - 1).map_or(start, Line::end);
            return self.junk(start..end, "a closing quotation mark");
        };
        let end = start + length;
        let pieces = scalar::quoted(self.file, start + 1..end - 1, quote);
        self.push(pieces);
        self.skip_to(end);
    }

    /// Goes on with the line after the one that holds a byte.
    fn skip_to(&mut self, byte: usize) {
        while self.lines.get(self.next).is_some_and(|line| line.start < byte) {
            self.next += 1;
        }
    }

    fn plain(&mut self, line: Line<'src>, value: &'src str, start: usize, indent: usize) {
        let value = without_comment(value);
        let mut pieces = Pieces::new(self.file);
        pieces.verbatim(start..start + value.len());
        let mut end = start + value.len();
        let has_comment = line.text.trim_end().len() > end - line.start;
        // What is indented more goes on.
        let mut blank = 0;
        let mut ahead = self.next;
        while let Some(next) = self.lines.get(ahead).filter(|_| !has_comment) {
            let own = self::indent(next.text);
            let content = without_comment(next.text.get(own..).unwrap_or_default()).trim_end();
            if next.is_blank() {
                blank += 1;
            } else if own > indent && !content.starts_with('#') && !content.is_empty() {
                let from = next.start + own;
                pieces.replaced(&if blank > 0 { "\n".repeat(blank) } else { " ".to_owned() }, end..from);
                end = from + content.len();
                pieces.verbatim(from..end);
                blank = 0;
                self.next = ahead + 1;
            } else {
                break;
            }
            ahead += 1;
        }
        if !scalar::is_no_string(pieces.text()) {
            self.push(pieces);
        }
    }

    /// A block scalar, `|` or `>`, whose header was read.
    fn block(&mut self, header: &str, indent: usize) -> Pieces<'src> {
        let first = self.next;
        let mut end = first;
        let mut own: Option<usize> = header.bytes().find(u8::is_ascii_digit).map(|b| indent + usize::from(b - b'0'));
        while let Some(line) = self.lines.get(end) {
            let indent_here = self::indent(line.text);
            if !line.is_blank() {
                let own = *own.get_or_insert(indent_here);
                // A block at the top may stand at the margin of its key's children only.
                if indent_here < own || indent_here <= indent {
                    break;
                }
            }
            end += 1;
        }
        self.next = end;
        let lines = self.lines.get(first..end).unwrap_or_default();
        scalar::block(self.file, lines, own.unwrap_or(0), header.starts_with('>'))
    }

    fn flow(&mut self, start: usize) {
        let depth = self.levels.len();
        let end = flow::read(self, start);
        self.levels.truncate(depth);
        self.skip_to(end);
    }

    fn push(&mut self, pieces: Pieces<'src>) {
        let mut key = String::new();
        for level in &self.levels {
            match &level.at {
                At::Key(name) => {
                    if !key.is_empty() {
                        key.push('.');
                    }
                    key.push_str(name);
                }
                At::Item(number) => key.push_str(&format!("[{number}]")),
            }
        }
        let (key, variant) = match keyed::split_category(&key, &['.']) {
            Some((base, category)) => (base.to_owned(), Some(category.to_owned().into())),
            None => (key, None),
        };
        keyed::push(&mut self.document, self.file, pieces, key.into(), variant, Syntax::ANY);
    }

    fn junk(&mut self, range: Range<usize>, expected: &str) {
        match self.document.junk.last_mut() {
            Some(last) if range.start.saturating_sub(last.span.end) <= 2 => last.span.end = range.end,
            _ => self.document.junk.push(Junk { span: range.into(), expected: expected.to_owned() }),
        }
    }
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|&b| b == b' ').count()
}

/// A plain scalar ends where a comment begins.
fn without_comment(text: &str) -> &str {
    let end = text
        .match_indices('#')
        .map(|(at, _)| at)
        .find(|&at| at > 0 && text.as_bytes().get(at - 1).is_some_and(|b| matches!(b, b' ' | b'\t')));
    text.get(..end.unwrap_or(text.len())).unwrap_or(text).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<String>, String)> {
        let document = Yaml.read(text);
        let row = |s: crate::document::Segment<'_>| {
            for (at, c) in s.text.char_indices() {
                let span = s.span(at..at + c.len_utf8());
                assert!(text.get(span.start..span.end).is_some(), "{span:?}");
            }
            (s.key.unwrap().into_owned(), s.variant.map(String::from), s.text.into_owned())
        };
        document.segments.into_iter().map(row).collect()
    }

    fn row(key: &str, text: &str) -> (String, Option<String>, String) {
        (key.to_owned(), None, text.to_owned())
    }

    #[test]
    fn every_style_of_scalar_is_read() {
        let text = "a: plain text # note\nb: 'it''s'\nc: \"q \\\"x\\\" \\u00e9\"\nd: |\n  one\n    two\n\n  three\ne: >-\n  folded\n  line\n\n  para\nf: multi\n  line\n   plain\ng: 5\nh: ~\n";
        let expected = [
            row("a", "plain text"),
            row("b", "it's"),
            row("c", "q \"x\" é"),
            row("d", "one\n  two\n\nthree"),
            row("e", "folded line\npara"),
            row("f", "multi line plain"),
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn mappings_and_lists_nest() {
        let text = "de:\n  x:\n  - one\n  - k: v\n    l: w\n  \"y z\":\n    one: 1 file\n    other: \"%{n} files\"\n  flow: {a: b, 'c': [d, \"e\"]}\n";
        let expected = [
            row("x[0]", "one"),
            row("x[1].k", "v"),
            row("x[1].l", "w"),
            ("y z".to_owned(), Some("one".to_owned()), "1 file".to_owned()),
            ("y z".to_owned(), Some("other".to_owned()), "%{n} files".to_owned()),
            row("flow.a", "b"),
            row("flow.c[0]", "d"),
            row("flow.c[1]", "e"),
        ];
        assert_eq!(found(text), expected);
        assert_eq!(Yaml.read(text).language.as_deref(), Some("de"));
    }

    #[test]
    fn broken_lines_are_told_and_the_rest_is_read() {
        let document = Yaml.read("a: one\n\t- bad\nb: \"never closed\nc: two\n");
        assert_eq!(document.junk.len(), 2);
        assert_eq!(document.segments.len(), 2);
    }
}
