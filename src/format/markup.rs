//! The prose of reStructuredText and AsciiDoc: paragraphs, headings, lists; directives and code blocks are left out.

use crate::{
    document::{BlockKind, Comment, Document, InlineKind},
    source::Span,
    text::chars::is_unspaced,
};

use super::{
    Layout, Reader,
    lines::{Line, body_start, lines},
    pieces::Pieces,
};

/// reStructuredText.
pub(super) struct Rst;

/// AsciiDoc.
pub(super) struct AsciiDoc;

impl Reader for Rst {
    fn name(&self) -> &'static str {
        "rst"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rst", "rest"]
    }

    fn layout(&self) -> Layout {
        Layout::Document
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let all: Vec<Line<'src>> = lines(text, body_start(text)).collect();
        let mut walk = Walk::new(text);
        let mut number = 0;
        while let Some(&line) = all.get(number) {
            number += 1;
            let trimmed = line.text.trim();
            let next = all.get(number).map_or("", |next| next.text.trim_end());
            if trimmed.is_empty() {
                walk.flush(BlockKind::Paragraph);
            } else if trimmed == ".." || trimmed.starts_with(".. ") {
                walk.flush(BlockKind::Paragraph);
                let body = trimmed.strip_prefix("..").unwrap_or_default().trim();
                if body.contains("::") {
                    number = directive(&mut walk, &all, number, line, body);
                } else if !body.starts_with(['_', '|', '[']) {
                    walk.note(line, body);
                    number = skip_indented(&all, number, indent(line.text));
                }
            } else if is_rule(trimmed) {
                // The line over or under a heading.
                walk.flush(BlockKind::Heading(2));
            } else if is_rule(next) && next.len() > 2 && !next.starts_with(' ') && walk.is_empty() {
                walk.add(line, 0);
                walk.flush(BlockKind::Heading(heading(next)));
                number += 1;
            } else if let Some(mark) = bullet(trimmed) {
                walk.flush(BlockKind::Paragraph);
                walk.kind = BlockKind::Item;
                walk.add(line, mark);
            } else {
                walk.add(line, 0);
                if trimmed.ends_with("::") {
                    walk.flush(BlockKind::Paragraph);
                    number = skip_indented(&all, number, indent(line.text));
                }
            }
        }
        walk.flush(BlockKind::Paragraph);
        walk.finish()
    }
}

impl Reader for AsciiDoc {
    fn name(&self) -> &'static str {
        "asciidoc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["adoc", "asciidoc", "asc"]
    }

    fn layout(&self) -> Layout {
        Layout::Document
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut walk = Walk::new(text);
        let mut fence: Option<&str> = None;
        for line in lines(text, body_start(text)) {
            let trimmed = line.text.trim();
            if let Some(open) = fence {
                if trimmed == open {
                    fence = None;
                }
                continue;
            }
            let equals = trimmed.bytes().take_while(|&b| b == b'=').count();
            if trimmed.is_empty() || trimmed == "+" {
                walk.flush(BlockKind::Paragraph);
            } else if matches!(trimmed, "----" | "...." | "////" | "++++" | "```") {
                walk.flush(BlockKind::Paragraph);
                fence = Some(trimmed);
            } else if let Some(words) = trimmed.strip_prefix("//") {
                walk.note(line, words.trim());
            } else if (1..=6).contains(&equals) && trimmed.as_bytes().get(equals) == Some(&b' ') {
                walk.flush(BlockKind::Paragraph);
                walk.add(line, equals + 1);
                walk.flush(BlockKind::Heading(equals as u8));
            } else if is_rule(trimmed) || is_attribute(trimmed) {
                walk.flush(BlockKind::Paragraph);
            } else if let Some(cells) = trimmed.strip_prefix('|') {
                walk.flush(BlockKind::Paragraph);
                let mut at = line.end() - line.text.trim_start().len() + 1;
                for cell in cells.split('|') {
                    let range = super::lines::trim(cell, at);
                    walk.text.verbatim(range);
                    walk.flush(BlockKind::Cell);
                    at += cell.len() + 1;
                }
            } else if let Some(mark) = bullet(trimmed) {
                walk.flush(BlockKind::Paragraph);
                walk.kind = BlockKind::Item;
                walk.add(line, mark);
            } else {
                // A title of a block: `.Steps`.
                let skip = usize::from(trimmed.starts_with('.') && !trimmed.starts_with(".."));
                walk.add(line, skip);
            }
        }
        walk.flush(BlockKind::Paragraph);
        walk.finish()
    }
}

/// `.. name:: text`: the text of notes and warnings is prose, that of others is not.
fn directive<'src>(walk: &mut Walk<'src>, all: &[Line<'src>], number: usize, line: Line<'src>, body: &str) -> usize {
    let (name, argument) = body.split_once("::").unwrap_or((body, ""));
    let is_prose = matches!(
        name.trim(),
        "note"
            | "warning"
            | "tip"
            | "important"
            | "caution"
            | "danger"
            | "attention"
            | "hint"
            | "seealso"
            | "admonition"
            | "versionadded"
            | "versionchanged"
            | "deprecated"
            | "figure"
            | "rubric"
            | "topic"
            | "epigraph"
    );
    if !is_prose {
        return skip_indented(all, number, indent(line.text));
    }
    let argument = argument.trim();
    if !argument.is_empty() && name != "figure" {
        let end = line.start + line.text.trim_end().len();
        walk.text.verbatim(end - argument.len()..end);
    }
    number
}

struct Walk<'src> {
    file: &'src str,
    document: Document<'src>,
    text: Pieces<'src>,
    end: usize,
    kind: BlockKind,
}

impl<'src> Walk<'src> {
    fn new(file: &'src str) -> Walk<'src> {
        Walk { file, document: Document::default(), text: Pieces::new(file), end: 0, kind: BlockKind::Paragraph }
    }

    fn is_empty(&self) -> bool {
        self.text.len() == 0
    }

    /// Adds a line without its first bytes, a mark.
    fn add(&mut self, line: Line<'src>, mark: usize) {
        let mut range = line.trimmed();
        range.start = (range.start + mark).min(range.end);
        let first = self.file.get(range.clone()).and_then(|text| text.chars().next());
        if !self.is_empty() {
            let before = self.text.text().chars().next_back();
            let is_glued = before.is_some_and(is_unspaced) && first.is_some_and(is_unspaced);
            if !is_glued {
                self.text.replaced(" ", self.end..range.start);
            }
        }
        self.end = range.end;
        self.text.verbatim(range);
    }

    /// The document. A comment before text without words, which is no segment, stands before the end.
    fn finish(mut self) -> Document<'src> {
        let segments = self.document.segments.len();
        for comment in &mut self.document.comments {
            comment.before = comment.before.min(segments);
        }
        self.document
    }

    fn note(&mut self, line: Line<'src>, words: &str) {
        let start = line.start + line.text.find(words).unwrap_or(0);
        let span = Span::new(start, start + words.len());
        let before = self.document.segments.len() + usize::from(!self.text.is_blank());
        let text = self.file.get(span.start..span.end).unwrap_or_default();
        self.document.comments.push(Comment { text: text.into(), span, before });
    }

    fn flush(&mut self, kind: BlockKind) {
        let kind = if self.kind == BlockKind::Item { BlockKind::Item } else { kind };
        self.kind = BlockKind::Paragraph;
        let mut text = std::mem::replace(&mut self.text, Pieces::new(self.file));
        if text.text().chars().any(char::is_alphanumeric) {
            roles(&mut text);
            self.document.segments.push(text.finish(kind));
        }
    }
}

/// Marks code and the targets of links: ` ``code`` `, `` :role:`name` ``, `` `text <target>`_ ``, `link:target[text]`.
fn roles(text: &mut Pieces<'_>) {
    let body = text.text().to_owned();
    let mut at = 0;
    while let Some(start) = body.get(at..).and_then(|rest| rest.find('`')).map(|offset| at + offset) {
        let marks = body.bytes().skip(start).take_while(|&b| b == b'`').count();
        let inner = start + marks;
        let rest = body.get(inner..).unwrap_or_default();
        let Some(length) = rest.find('`') else { break };
        let word = rest.get(..length).unwrap_or_default();
        let target = word.split_once('<').and_then(|(_, target)| target.strip_suffix('>'));
        match target {
            Some(target) => text.mark_at(inner..inner + length, InlineKind::Link, Some(target.to_owned())),
            None => text.mark_at(inner..inner + length, InlineKind::Code, None),
        }
        at = inner + length + marks;
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The number of the first line that is not indented more.
fn skip_indented(all: &[Line<'_>], from: usize, indent: usize) -> usize {
    let rest = all.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|line| line.is_blank() || self::indent(line.text) > indent).count()
}

/// A line of one punctuation mark, three or more.
fn is_rule(line: &str) -> bool {
    let Some(first) = line.chars().next().filter(char::is_ascii_punctuation) else { return false };
    line.len() >= 3 && line.chars().all(|c| c == first || c == ' ')
}

fn heading(rule: &str) -> u8 {
    match rule.as_bytes().first() {
        Some(b'=' | b'#' | b'*') => 1,
        Some(b'-') => 2,
        _ => 3,
    }
}

/// `:toc:`, `[source,sh]`, `image::a.png[]`.
fn is_attribute(line: &str) -> bool {
    let is_entry = line.starts_with(':') && line.get(1..).is_some_and(|rest| rest.contains(':'));
    let is_block = line.starts_with('[') && line.ends_with(']');
    let macro_name = line.split("::").next().unwrap_or_default();
    let is_macro = line.contains("::") && !macro_name.is_empty() && macro_name.bytes().all(|b| b.is_ascii_lowercase());
    is_entry || is_block || is_macro
}

/// The length of a list mark with the space after it.
fn bullet(line: &str) -> Option<usize> {
    let marks = line.bytes().take_while(|b| matches!(b, b'*' | b'-' | b'.' | b'+')).count();
    let mark = match marks {
        0 => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            (digits > 0 && matches!(line.as_bytes().get(digits), Some(b'.' | b')'))).then_some(digits + 1)?
        }
        marks => marks,
    };
    let rest = line.get(mark..)?;
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty() && mark <= 6).then(|| line.len() - text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(document: Document<'_>) -> Vec<(BlockKind, String)> {
        document.segments.into_iter().map(|s| (s.kind, s.text.into_owned())).collect()
    }

    #[test]
    fn the_prose_of_restructured_text_is_read() {
        let text = "Title\n=====\n\nA paragraph with ``code`` over\ntwo lines::\n\n    not prose\n\n.. note:: Take care.\n\n.. code:: sh\n\n   run\n\n- one\n- two\n\n.. a comment\n";
        let document = Rst.read(text);
        assert_eq!(document.comments.len(), 1);
        let expected = [
            (BlockKind::Heading(1), "Title"),
            (BlockKind::Paragraph, "A paragraph with ``code`` over two lines::"),
            (BlockKind::Paragraph, "Take care."),
            (BlockKind::Item, "one"),
            (BlockKind::Item, "two"),
        ];
        assert_eq!(kinds(document), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn the_prose_of_asciidoc_is_read() {
        let text = "= Title\n:toc:\n\nSome text\nhere.\n\n[source,sh]\n----\nrun\n----\n\n* one\n. two\n\n|===\n|a |b\n|===\n// fidelint-ignore[x]: y\n";
        let document = AsciiDoc.read(text);
        assert_eq!(document.comments.len(), 1);
        let expected = [
            (BlockKind::Heading(1), "Title"),
            (BlockKind::Paragraph, "Some text here."),
            (BlockKind::Item, "one"),
            (BlockKind::Item, "two"),
            (BlockKind::Cell, "a"),
            (BlockKind::Cell, "b"),
        ];
        assert_eq!(kinds(document), expected.map(|(kind, text)| (kind, text.to_owned())));
    }
}
