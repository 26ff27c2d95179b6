//! JSON token by token, each with its bytes. Comments and trailing commas are let pass; what is broken is skipped.

use std::ops::Range;

use crate::{document::Junk, format::pieces::Pieces};

/// A piece of a JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `{` or `[`.
    Open(u8),
    /// `}` or `]`.
    Close,
    /// The inside of a string.
    Text(Range<usize>),
    Colon,
    Comma,
    /// A number, `true`, `false`, `null`.
    Other,
}

pub(super) struct Scan<'src> {
    file: &'src str,
    pub(super) at: usize,
    pub(super) junk: Vec<Junk>,
}

impl<'src> Scan<'src> {
    pub(super) fn new(file: &'src str, at: usize) -> Scan<'src> {
        Scan { file, at, junk: Vec::new() }
    }

    fn expect(&mut self, span: Range<usize>, expected: &str) {
        // One word about a stretch.
        match self.junk.last_mut() {
            Some(last) if last.span.end == span.start => last.span.end = span.end,
            _ => self.junk.push(Junk { span: span.into(), expected: expected.to_owned() }),
        }
    }

    /// The rest of a string whose quotation mark stands before `start`.
    fn string(&mut self, start: usize) -> Token {
        let bytes = self.file.as_bytes();
        let mut at = start;
        while let Some(offset) = memchr::memchr3(b'"', b'\\', b'\n', bytes.get(at..).unwrap_or_default()) {
            let next = at + offset;
            match bytes.get(next) {
                Some(b'\\') => at = next + 2,
                Some(b'"') => {
                    self.at = next + 1;
                    return Token::Text(start..next);
                }
                _ => {
                    self.expect(next..next, "a closing quotation mark");
                    self.at = next;
                    return Token::Text(start..next);
                }
            }
        }
        let end = self.file.len();
        self.expect(end..end, "a closing quotation mark");
        self.at = end;
        Token::Text(start.min(end)..end)
    }
}

impl Iterator for Scan<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.file.as_bytes();
        loop {
            let &b = bytes.get(self.at)?;
            let start = self.at;
            self.at += 1;
            return Some(match b {
                b' ' | b'\n' | b'\r' | b'\t' => continue,
                b'{' | b'[' => Token::Open(b),
                b'}' | b']' => Token::Close,
                b':' => Token::Colon,
                b',' => Token::Comma,
                b'"' => self.string(start + 1),
                b'/' if matches!(bytes.get(self.at), Some(b'/')) => {
                    let end = memchr::memchr(b'\n', bytes.get(start..)?);
                    self.at = end.map_or(bytes.len(), |end| start + end);
                    continue;
                }
                b'/' if matches!(bytes.get(self.at), Some(b'*')) => {
                    let end = memchr::memmem::find(bytes.get(start..)?, b"*/");
                    self.at = end.map_or(bytes.len(), |end| start + end + 2);
                    continue;
                }
                b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
                    let word = bytes.get(start..)?.iter();
                    self.at = start + word.take_while(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b)).count();
                    Token::Other
                }
                _ => {
                    // To the end of a character.
                    while !self.file.is_char_boundary(self.at) {
                        self.at += 1;
                    }
                    self.expect(start..self.at, "a JSON value");
                    continue;
                }
            });
        }
    }
}

/// Reads the inside of a string.
pub(in crate::format) fn unescape<'src>(file: &'src str, range: Range<usize>) -> Pieces<'src> {
    let mut pieces = Pieces::new(file);
    let bytes = file.as_bytes();
    let mut done = range.start;
    while let Some(offset) = memchr::memchr(b'\\', bytes.get(done..range.end).unwrap_or_default()) {
        let at = done + offset;
        pieces.verbatim(done..at);
        let (c, length) = escape(file.get(at..range.end).unwrap_or_default());
        let mut buffer = [0; 4];
        pieces.replaced(c.encode_utf8(&mut buffer), at..at + length);
        done = at + length;
    }
    pieces.verbatim(done..range.end);
    pieces
}

/// The character that an escape stands for, and its length.
fn escape(rest: &str) -> (char, usize) {
    let Some(c) = rest.chars().nth(1) else { return ('\\', rest.len()) };
    let unit = |from: usize| u32::from_str_radix(rest.get(from..from + 4)?, 16).ok();
    match c {
        'n' => ('\n', 2),
        't' => ('\t', 2),
        'r' => ('\r', 2),
        'b' => ('\u{8}', 2),
        'f' => ('\u{c}', 2),
        'u' => match unit(2) {
            Some(high @ 0xD800..=0xDBFF) => {
                let low = unit(8).filter(|low| rest.get(6..8) == Some("\\u") && (0xDC00..=0xDFFF).contains(low));
                let pair = low.and_then(|low| char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)));
                pair.map_or(('\u{FFFD}', 6), |c| (c, 12))
            }
            Some(code) => (char::from_u32(code).unwrap_or('\u{FFFD}'), 6),
            None => ('u', 2),
        },
        c => (c, 1 + c.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        let text = r#"a\"\u00e9\ud83d\ude00\n\ud83dx"#;
        assert_eq!(unescape(text, 0..text.len()).text(), "a\"é😀\n\u{FFFD}x");
    }

    #[test]
    fn what_is_broken_is_told_and_the_rest_scanned() {
        let mut scan = Scan::new("{\"a\": \"b\n, oops \"c\" : 1}", 0);
        let texts = scan.by_ref().filter(|token| matches!(token, Token::Text(_))).count();
        assert_eq!(texts, 3);
        assert_eq!(scan.junk.len(), 2);
    }
}
