//! The strings of PO files: their escapes, and what their flags say of their placeholders.

use crate::format::{pieces::Pieces, placeholder::Syntax};

/// Appends the inside of a quoted string that stands at `start`.
pub(super) fn push(pieces: &mut Pieces<'_>, inner: &str, start: usize) {
    let bytes = inner.as_bytes();
    let mut done = 0;
    while let Some(offset) = memchr::memchr(b'\\', bytes.get(done..).unwrap_or_default()) {
        let at = done + offset;
        pieces.verbatim(start + done..start + at);
        let (text, length) = escape(inner.get(at..).unwrap_or_default());
        let mut buffer = [0; 4];
        pieces.replaced(text.encode_utf8(&mut buffer), start + at..start + at + length);
        done = at + length;
    }
    pieces.verbatim(start + done..start + inner.len());
}

/// The character that an escape stands for, and the length of the escape.
fn escape(rest: &str) -> (char, usize) {
    let Some(c) = rest.chars().nth(1) else { return ('\\', rest.len()) };
    let digits = |from: usize, most: usize, radix: u32| {
        let digits: String = rest.chars().skip(from).take(most).take_while(|c| c.is_digit(radix)).collect();
        let c = u32::from_str_radix(&digits, radix).ok().and_then(char::from_u32);
        (c.unwrap_or('\u{FFFD}'), from + digits.len())
    };
    match c {
        'n' => ('\n', 2),
        't' => ('\t', 2),
        'r' => ('\r', 2),
        'a' => ('\u{7}', 2),
        'b' => ('\u{8}', 2),
        'f' => ('\u{c}', 2),
        'v' => ('\u{b}', 2),
        'x' if rest.chars().nth(2).is_some_and(|c| c.is_ascii_hexdigit()) => digits(2, 2, 16),
        '0'..='7' => digits(1, 3, 8),
        c => (c, 1 + c.len_utf8()),
    }
}

/// The placeholders that a flag promises; `None` for a flag about something else.
pub(super) fn syntax(flag: &str) -> Option<Syntax> {
    let flag = flag.strip_prefix("possible-").unwrap_or(flag);
    if let Some(name) = flag.strip_prefix("no-") {
        return name.ends_with("-format").then_some(Syntax::NONE);
    }
    match flag.strip_suffix("-format")? {
        "c" | "objc" | "c++" | "awk" | "pascal" | "gcc-internal" | "gfc-internal" | "php" | "perl" | "boost"
        | "sh-printf" | "lua" | "d" | "go" | "ocaml" => Some(Syntax::PRINTF),
        "python" => Some(Syntax::PRINTF.and(Syntax::PYTHON)),
        "python-brace" | "csharp" | "rust" | "perl-brace" => Some(Syntax::BRACE),
        "java" | "java-printf" => Some(Syntax::BRACE.and(Syntax::LIKELY_PRINTF)),
        "ruby" => Some(Syntax::PRINTF.and(Syntax::RUBY)),
        "qt" | "qt-plural" | "kde" | "kde-kuit" => Some(Syntax::QT),
        "sh" => Some(Syntax::SHELL.and(Syntax::DOLLAR)),
        "javascript" => Some(Syntax::PRINTF.and(Syntax::DOLLAR)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_their_character() {
        let all = [("\\n", ('\n', 2)), ("\\x41b", ('A', 4)), ("\\101", ('A', 4)), ("\\é", ('é', 3)), ("\\", ('\\', 1))];
        for (text, expected) in all {
            assert_eq!(escape(text), expected, "{text}");
        }
    }
}
