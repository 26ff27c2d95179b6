//! The scalars of YAML: quoted, literal, folded.

use std::ops::Range;

use crate::format::{lines::Line, pieces::Pieces};

/// The length of the quoted scalar that a text begins with, with both marks.
pub(super) fn quoted_end(text: &str, quote: char) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        let rest = bytes.get(at..)?;
        if quote == '"' {
            let next = at + memchr::memchr2(b'"', b'\\', rest)?;
            if bytes.get(next) == Some(&b'"') {
                return Some(next + 1);
            }
            at = next + 2;
        } else {
            let next = at + memchr::memchr(b'\'', rest)?;
            if bytes.get(next + 1) != Some(&b'\'') {
                return Some(next + 1);
            }
            at = next + 2;
        }
    }
}

/// The inside of a quoted scalar: escapes undone, line breaks folded.
pub(super) fn quoted<'src>(file: &'src str, range: Range<usize>, quote: char) -> Pieces<'src> {
    let mut pieces = Pieces::new(file);
    let text = file.get(range.clone()).unwrap_or_default();
    let mark = if quote == '"' { b'\\' } else { b'\'' };
    let mut done = 0;
    while let Some(offset) = memchr::memchr2(mark, b'\n', text.as_bytes().get(done..).unwrap_or_default()) {
        let at = done + offset;
        let before = text.get(done..at).unwrap_or_default();
        if text.as_bytes().get(at) == Some(&b'\n') {
            let kept = before.trim_end();
            pieces.verbatim(range.start + done..range.start + done + kept.len());
            let rest = text.get(at..).unwrap_or_default();
            let length = rest.len() - rest.trim_start().len();
            let breaks = rest.get(..length).unwrap_or_default().matches('\n').count();
            let meant = if breaks > 1 { "\n".repeat(breaks - 1) } else { " ".to_owned() };
            pieces.replaced(&meant, range.start + done + kept.len()..range.start + at + length);
            done = at + length;
            continue;
        }
        pieces.verbatim(range.start + done..range.start + at);
        let (meant, length) = escape(text.get(at..).unwrap_or_default(), quote);
        pieces.replaced(&meant, range.start + at..range.start + at + length);
        done = at + length;
    }
    pieces.verbatim(range.start + done..range.end);
    pieces
}

/// What an escape stands for, and its length.
fn escape(rest: &str, quote: char) -> (String, usize) {
    if quote == '\'' {
        return ("'".to_owned(), rest.len().min(2));
    }
    let Some(c) = rest.chars().nth(1) else { return ("\\".to_owned(), rest.len()) };
    let code = |digits: usize| {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        Some((char::from_u32(code).unwrap_or('\u{FFFD}').to_string(), 2 + digits))
    };
    let one = |meant: &str| (meant.to_owned(), 2);
    match c {
        'n' => one("\n"),
        't' => one("\t"),
        'r' => one("\r"),
        '0' => one("\0"),
        'a' => one("\u{7}"),
        'b' => one("\u{8}"),
        'e' => one("\u{1b}"),
        'f' => one("\u{c}"),
        'v' => one("\u{b}"),
        'N' => one("\u{85}"),
        '_' => one("\u{a0}"),
        'L' => one("\u{2028}"),
        'P' => one("\u{2029}"),
        'x' => code(2).unwrap_or(one("x")),
        'u' => code(4).unwrap_or(one("u")),
        'U' => code(8).unwrap_or(one("U")),
        // The line goes on without a space.
        '\n' | '\r' => {
            let after = rest.get(1..).unwrap_or_default();
            (String::new(), 1 + after.len() - after.trim_start().len())
        }
        c => (c.to_string(), 1 + c.len_utf8()),
    }
}

/// A literal or folded block of lines that are indented by `indent`. Line breaks at the end are left out.
pub(super) fn block<'src>(file: &'src str, lines: &[Line<'src>], indent: usize, is_folded: bool) -> Pieces<'src> {
    let mut pieces = Pieces::new(file);
    // Where the last line with text ended, and how many empty ones followed.
    let mut last: Option<(usize, bool)> = None;
    let mut blank = 0;
    for line in lines {
        let text = line.text.get(indent..).unwrap_or_default();
        if text.trim().is_empty() {
            blank += 1;
            continue;
        }
        let start = line.start + indent;
        // Lines that are indented more keep their breaks.
        let is_more = text.starts_with([' ', '\t']);
        if let Some((end, was_more)) = last {
            let meant = match (is_folded && !is_more && !was_more, blank) {
                (true, 0) => " ".to_owned(),
                (true, blank) => "\n".repeat(blank),
                (false, blank) => "\n".repeat(blank + 1),
            };
            pieces.replaced(&meant, end..start);
        }
        pieces.verbatim(start..start + text.len());
        last = Some((start + text.len(), is_more));
        blank = 0;
    }
    pieces
}

/// Is a plain scalar a number, a truth value, nothing?
pub(super) fn is_no_string(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL" | "true" | "True" | "TRUE" | "false" | "False" | "FALSE" | "<<")
        || (text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
            && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'_' | b'e' | b'E' | b':')))
}
