//! Apple's `.strings`: `"key" = "value";`.

use std::ops::Range;

use crate::{
    document::{Comment, Document, Junk},
    source::Span,
};

use super::{Layout, Reader, keyed, lines::body_start, pieces::Pieces, placeholder::Syntax};

/// Apple strings.
pub(super) struct Strings;

impl Reader for Strings {
    fn name(&self) -> &'static str {
        "strings"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["strings"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut walk = Walk { file: text, at: body_start(text), document: Document::default() };
        // The key, then the value, of the statement that is being read.
        let (mut key, mut value): (Option<Range<usize>>, Option<Range<usize>>) = (None, None);
        let mut after_equals = false;
        while let Some(token) = walk.next() {
            match token {
                Token::Text(range) if after_equals => value = Some(range),
                Token::Text(range) => key = Some(range),
                Token::Equals => after_equals = true,
                Token::End => {
                    if let (Some(key), Some(value)) = (key.take(), value.take()) {
                        let name = unescape(text, key).text().to_owned();
                        let pieces = unescape(text, value);
                        keyed::push(
                            &mut walk.document,
                            text,
                            pieces,
                            name.into(),
                            None,
                            Syntax::PRINTF.and(Syntax::DOLLAR),
                        );
                    }
                    after_equals = false;
                }
            }
        }
        walk.document
    }
}

enum Token {
    Text(Range<usize>),
    Equals,
    End,
}

struct Walk<'src> {
    file: &'src str,
    at: usize,
    document: Document<'src>,
}

impl<'src> Walk<'src> {
    fn rest(&self) -> &'src str {
        self.file.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> Option<Token> {
        loop {
            let rest = self.rest().trim_start();
            self.at = self.file.len() - rest.len();
            let start = self.at;
            let c = rest.chars().next()?;
            self.at += c.len_utf8();
            match c {
                '"' => return Some(self.string()),
                '=' => return Some(Token::Equals),
                ';' => return Some(Token::End),
                '/' if rest.starts_with("/*") => self.comment(start, "*/"),
                '/' if rest.starts_with("//") => self.comment(start, "\n"),
                // A key of one word needs no quotation marks.
                c if c.is_alphanumeric() || c == '_' => {
                    let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')));
                    self.at = start + length.unwrap_or(rest.len());
                    return Some(Token::Text(start..self.at));
                }
                _ => self.junk(start..self.at, "`\"key\" = \"value\";`"),
            }
        }
    }

    fn string(&mut self) -> Token {
        let start = self.at;
        let bytes = self.file.as_bytes();
        let mut at = start;
        while let Some(offset) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
            let next = at + offset;
            if bytes.get(next) == Some(&b'"') {
                self.at = next + 1;
                return Token::Text(start..next);
            }
            at = next + 2;
        }
        self.at = self.file.len();
        self.junk(start..start, "a closing quotation mark");
        Token::Text(start..self.at)
    }

    fn comment(&mut self, start: usize, close: &str) {
        let inner = start + 2;
        let rest = self.file.get(inner..).unwrap_or_default();
        let length = memchr::memmem::find(rest.as_bytes(), close.as_bytes());
        let end = inner + length.unwrap_or(rest.len());
        self.at = (end + length.map_or(0, |_| close.len())).min(self.file.len());
        let text = self.file.get(inner..end).unwrap_or_default().trim();
        let before = self.document.segments.len();
        self.document.comments.push(Comment { text: text.into(), span: Span::new(start, self.at), before });
    }

    fn junk(&mut self, range: Range<usize>, expected: &str) {
        match self.document.junk.last_mut() {
            Some(last) if range.start.saturating_sub(last.span.end) <= 1 => last.span.end = range.end,
            _ => self.document.junk.push(Junk { span: range.into(), expected: expected.to_owned() }),
        }
    }
}

fn unescape<'src>(file: &'src str, range: Range<usize>) -> Pieces<'src> {
    let mut pieces = Pieces::new(file);
    let mut done = range.start;
    while let Some(offset) = memchr::memchr(b'\\', file.as_bytes().get(done..range.end).unwrap_or_default()) {
        let at = done + offset;
        pieces.verbatim(done..at);
        let rest = file.get(at..range.end).unwrap_or_default();
        let code = || char::from_u32(u32::from_str_radix(rest.get(2..6)?, 16).ok()?);
        let (c, length) = match rest.chars().nth(1) {
            Some('n') => ('\n', 2),
            Some('t') => ('\t', 2),
            Some('r') => ('\r', 2),
            Some('U' | 'u') => code().map_or(('U', 2), |c| (c, 6)),
            Some(c) => (c, 1 + c.len_utf8()),
            None => ('\\', rest.len()),
        };
        let mut buffer = [0; 4];
        pieces.replaced(c.encode_utf8(&mut buffer), at..at + length);
        done = at + length;
    }
    pieces.verbatim(done..range.end);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_and_comments_are_read() {
        let text = "/* Home */\n\"a b\" = \"Say \\\"%@\\\"\\n\";\nkey = \"two\nlines\"; // end\n?? \"c\" = \"d\";";
        let document = Strings.read(text);
        let found: Vec<_> = document.segments.iter().map(|s| (s.key.as_deref().unwrap(), &*s.text)).collect();
        assert_eq!(found, [("a b", "Say \"%@\"\n"), ("key", "two\nlines"), ("c", "d")]);
        assert_eq!(document.segments[0].inline.len(), 1);
        assert_eq!((document.comments.len(), document.junk.len()), (2, 1));
    }
}
