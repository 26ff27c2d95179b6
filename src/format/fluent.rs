//! Fluent: messages, terms and attributes; what a selector chooses from becomes a segment each.

use std::ops::Range;

use crate::{
    document::{BlockKind, Comment, Document, Inline, InlineKind, Junk},
    source::Span,
};

use super::{
    Layout, Reader, inline,
    lines::body_start,
    pieces::Pieces,
    placeholder::{
        Syntax,
        icu::{Choice, append, join, note, product},
    },
};

/// Fluent.
pub(super) struct Fluent;

impl Reader for Fluent {
    fn name(&self) -> &'static str {
        "fluent"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ftl"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut walk = Walk { file: text, at: body_start(text), document: Document::default() };
        while walk.at < text.len() {
            walk.entry();
        }
        walk.document
    }
}

/// Patterns nest this deep and no deeper.
const DEEPEST: usize = 12;
/// No pattern becomes more texts than this.
const MOST_CHOICES: usize = 48;

struct Walk<'src> {
    file: &'src str,
    at: usize,
    document: Document<'src>,
}

impl<'src> Walk<'src> {
    fn rest(&self) -> &'src str {
        self.file.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.file.as_bytes().get(self.at).copied()
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.file.as_bytes().get(from..).unwrap_or_default();
        from + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
    }

    /// Reads what begins at the start of a line.
    fn entry(&mut self) {
        let start = self.at;
        let end = self.line_end(start);
        let line = self.file.get(start..end).unwrap_or_default();
        if line.trim().is_empty() {
            self.at = end + 1;
        } else if let Some(words) = line.strip_prefix('#') {
            let words = words.trim_start_matches('#');
            let before = self.document.segments.len();
            let comment = Comment { text: words.trim().into(), span: Span::new(start, end), before };
            self.document.comments.push(comment);
            self.at = end + 1;
        } else if let Some(key) = self.name_and_equals() {
            if self.message(key).is_none() {
                self.skip_entry(start);
            }
        } else {
            self.skip_entry(start);
        }
    }

    /// `id =`, `-term =`.
    fn name_and_equals(&mut self) -> Option<String> {
        let (name, length) = named(self.rest())?;
        self.at += length;
        Some(name.to_owned())
    }

    /// The pattern and the attributes of a message. `None` where they make no sense.
    fn message(&mut self, key: String) -> Option<()> {
        let first = self.document.segments.len();
        let done = self.patterns(&key);
        if done.is_none() {
            self.document.segments.truncate(first);
        }
        done
    }

    fn patterns(&mut self, key: &str) -> Option<()> {
        let choices = self.pattern(0)?;
        self.push(choices, key);
        // Attributes stand indented below.
        while let Some(name) = self.attribute() {
            let choices = self.pattern(0)?;
            self.push(choices, &format!("{key}.{name}"));
        }
        let is_at_line = self.at >= self.file.len() || self.file.as_bytes().get(self.at - 1) == Some(&b'\n');
        is_at_line.then_some(())
    }

    fn attribute(&mut self) -> Option<String> {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches([' ', '\n', '\r']);
        let name = trimmed.strip_prefix('.')?;
        let before = self.at;
        self.at += rest.len() - name.len();
        let found = self.name_and_equals();
        if found.is_none() {
            self.at = before;
        }
        found
    }

    /// Reads a pattern. It ends at a line that is not indented, at an attribute, a variant or a closing brace; the
    /// place is then the start of that line.
    fn pattern(&mut self, depth: usize) -> Option<Vec<Choice>> {
        (depth <= DEEPEST).then_some(())?;
        let mut choices = vec![Choice::default()];
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
        let mut from = self.at;
        let mut is_empty = true;
        loop {
            let rest = self.rest().as_bytes();
            let next = memchr::memchr3(b'{', b'}', b'\n', rest).map_or(self.file.len(), |offset| self.at + offset);
            is_empty &= next == self.at;
            self.at = next;
            match self.peek() {
                Some(b'{') => {
                    is_empty = false;
                    match self.placeable(depth)? {
                        Placeable::Argument(range, name) => note(&mut choices, range, &name),
                        Placeable::Choices(inner) => {
                            append(&mut choices, from..next);
                            choices = product(&choices, &inner)?;
                            from = self.at;
                        }
                    }
                }
                Some(b'\n') => {
                    let text_end =
                        next - usize::from(next > from && self.file.as_bytes().get(next - 1) == Some(&b'\r'));
                    let Some((start, breaks)) = self.continuation(next) else {
                        append(&mut choices, from..text_end);
                        self.at = next + 1;
                        return Some(choices);
                    };
                    append(&mut choices, from..text_end);
                    // The text may begin in the line below the name.
                    if !is_empty {
                        append(&mut choices, breaks);
                    }
                    self.at = start;
                    from = start;
                }
                // The end of the placeable that this pattern stands in, or of the file.
                other => {
                    append(&mut choices, from..next);
                    return (other.is_none() || depth > 0).then_some(choices);
                }
            }
        }
    }

    /// Where the text goes on after a line break: the place, and the break to keep.
    fn continuation(&self, line_break: usize) -> Option<(usize, Range<usize>)> {
        let rest = self.file.get(line_break..)?;
        let text = rest.trim_start_matches([' ', '\n', '\r']);
        let start = line_break + rest.len() - text.len();
        let indent = rest.get(..rest.len() - text.len())?.bytes().rev().take_while(|&b| b == b' ').count();
        let is_text = indent > 0 && !text.is_empty() && !text.starts_with(['.', '[', '*', '}']);
        is_text.then_some((start, line_break..line_break + 1))
    }

    /// Reads `{ … }`.
    fn placeable(&mut self, depth: usize) -> Option<Placeable> {
        let start = self.at;
        self.at += 1;
        self.skip_space();
        let expression = self.at;
        self.expression()?;
        let expression = self.file.get(expression..self.at)?;
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Some(Placeable::Argument(start..self.at, argument(expression)));
        }
        self.at += self.rest().strip_prefix("->").map(|_| 2)?;
        let mut all = Vec::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b'}') {
                self.at += 1;
                return (!all.is_empty()).then_some(Placeable::Choices(all));
            }
            if self.peek() == Some(b'*') {
                self.at += 1;
            }
            let inner = self.rest().strip_prefix('[')?;
            let length = inner.find([']', '\n'])?;
            let name = inner.get(..length)?.trim().to_owned();
            self.at += length + 2;
            for mut choice in self.pattern(depth + 1)? {
                choice.name = join(&name, &choice.name);
                all.push(choice);
            }
            (all.len() <= MOST_CHOICES).then_some(())?;
        }
    }

    /// Passes over an expression: a reference, a call, a literal, a placeable.
    fn expression(&mut self) -> Option<()> {
        let mut open = 0usize;
        let mut seen = false;
        loop {
            match self.peek()? {
                b'"' => {
                    let inner = self.file.get(self.at + 1..)?;
                    let mut length = 0;
                    loop {
                        let next = length + memchr::memchr3(b'"', b'\\', b'\n', inner.as_bytes().get(length..)?)?;
                        match inner.as_bytes().get(next)? {
                            b'"' => break self.at += next + 2,
                            b'\\' => length = next + 2,
                            _ => return None,
                        }
                    }
                }
                b'(' | b'{' => {
                    open += 1;
                    self.at += 1;
                }
                b')' | b'}' if open > 0 => {
                    open -= 1;
                    self.at += 1;
                }
                b'}' => return seen.then_some(()),
                // The next message begins: the braces were never closed, and need not be sought to the end of the file.
                b'\n' if named(self.file.get(self.at + 1..)?).is_some() => return None,
                b'-' if open == 0 && self.rest().starts_with("->") => return seen.then_some(()),
                _ => self.at += self.rest().chars().next()?.len_utf8(),
            }
            seen = true;
        }
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len();
    }

    /// Passes over an entry that makes no sense, up to the next line that may begin one.
    fn skip_entry(&mut self, start: usize) {
        let mut end = self.line_end(start);
        while let Some(next) = self.file.as_bytes().get(end + 1) {
            if next.is_ascii_alphabetic() || matches!(next, b'#' | b'-') {
                break;
            }
            end = self.line_end(end + 1);
        }
        let expected = "a message such as `name = text`, braces closed".to_owned();
        self.document.junk.push(Junk { span: Span::new(start, end), expected });
        self.at = end + 1;
    }

    fn push(&mut self, choices: Vec<Choice>, key: &str) {
        let several = choices.len() > 1;
        for choice in choices {
            let mut pieces = Pieces::new(self.file);
            let mut inline = Vec::new();
            for range in &choice.pieces {
                let start = pieces.len();
                let inside =
                    |argument: &&(Range<usize>, String)| range.start <= argument.0.start && argument.0.end <= range.end;
                for (argument, name) in choice.arguments.iter().filter(inside) {
                    let at = start + argument.start - range.start;
                    inline.push(Inline {
                        at: at..at + argument.len(),
                        kind: InlineKind::Placeholder,
                        value: Some(name.clone()),
                    });
                }
                pieces.verbatim(range.clone());
            }
            if pieces.is_blank() {
                continue;
            }
            let mut segment = pieces.finish(BlockKind::String);
            segment.inline = inline;
            segment.inline.sort_by_key(|part| part.at.start);
            segment.inline.dedup_by(|a, b| a.at.start < b.at.end);
            segment.key = Some(key.to_owned().into());
            segment.variant = several.then(|| choice.name.into());
            inline::mark(&mut segment, Syntax::NONE);
            self.document.segments.push(segment);
        }
    }
}

/// The name that a text begins with, `id =` or `-term =`, and how many bytes it takes with the sign.
fn named(text: &str) -> Option<(&str, usize)> {
    let dash = usize::from(text.starts_with('-'));
    let length = text.bytes().skip(dash).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let name = text.get(..dash + length).filter(|_| length > 0)?;
    let after = text.get(dash + length..)?;
    let spaces = after.bytes().take_while(|&b| b == b' ').count();
    (after.as_bytes().get(spaces) == Some(&b'=')).then_some((name, dash + length + spaces + 1))
}

enum Placeable {
    /// Where it stands, and what it refers to.
    Argument(Range<usize>, String),
    Choices(Vec<Choice>),
}

/// What an expression refers to: `$name` of `NUMBER($name, …)`, `-term` of `-term(case: "…")`.
fn argument(expression: &str) -> String {
    let word = |from: usize| -> String {
        let rest = expression.get(from..).unwrap_or_default();
        let length =
            rest.bytes().skip(1).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')).count();
        rest.get(..length + 1).unwrap_or_default().to_owned()
    };
    match expression.find('$') {
        Some(at) => format!("{{{}}}", word(at)),
        None if expression.starts_with('"') => String::new(),
        None => format!("{{{}}}", word(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Note\n-brand = Firefox\nhello = Hello, <b>{ $user }</b>!\n    .title = Two\n        lines\nfiles =\n    { $n ->\n        [one] One file\n       *[other] { $n } files\n    } for { -brand(case: \"x\") }.\nbad = { $x\nlast = Text\n";

    #[test]
    fn messages_attributes_and_variants_are_read() {
        let document = Fluent.read(FILE);
        let found: Vec<_> =
            document.segments.iter().map(|s| (s.key.as_deref().unwrap(), s.variant.as_deref(), &*s.text)).collect();
        let expected = [
            ("-brand", None, "Firefox"),
            ("hello", None, "Hello, <b>{ $user }</b>!"),
            ("hello.title", None, "Two\nlines"),
            ("files", Some("one"), "One file for { -brand(case: \"x\") }."),
            ("files", Some("other"), "{ $n } files for { -brand(case: \"x\") }."),
            ("last", None, "Text"),
        ];
        assert_eq!(found, expected);
        assert_eq!(document.junk.len(), 1);
        let values: Vec<_> = document.segments[4].inline.iter().filter_map(|part| part.value.as_deref()).collect();
        assert_eq!(values, ["{$n}", "{-brand}"]);
        assert_eq!(document.segments[1].inline.len(), 3);
        for segment in &document.segments {
            for part in &segment.inline {
                let span = segment.span(part.at.clone());
                assert_eq!(&FILE[span.start..span.end], &segment.text[part.at.clone()]);
            }
        }
    }

    #[test]
    fn braces_that_are_never_closed_are_not_sought_to_the_end() {
        let file = "a = { $x\nb = Text { $y }\nc =\n    {\n    $z\n    }\n".repeat(20_000);
        let document = Fluent.read(&file);
        assert_eq!((document.junk.len(), document.segments.len()), (20_000, 40_000));
    }

    #[test]
    fn nothing_makes_the_reader_stop() {
        for text in
            ["a =", "a", "a = {", "a = { $x -> }", "a = { $x ->\n [one]", "=", "a = }", "a = \n\n  .b", "\u{feff}a = b"]
        {
            Fluent.read(text);
        }
    }
}
