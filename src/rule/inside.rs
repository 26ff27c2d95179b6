//! From a place in a TOML string's value to the place in the file, across quotation marks and escapes.

use std::ops::Range;

/// The bytes of the file for a range of the value of the string that stands at `string`.
pub(super) fn place(file: &str, string: Range<usize>, within: Range<usize>) -> Range<usize> {
    let Some(raw) = file.get(string.clone()) else { return string };
    let (mark, is_basic) = match raw.as_bytes() {
        [b'"', b'"', b'"', ..] => (3, true),
        [b'\'', b'\'', b'\'', ..] => (3, false),
        [b'"', ..] => (1, true),
        [b'\'', ..] => (1, false),
        _ => return string,
    };
    let mut at = mark;
    if mark == 3 {
        // A line break right after the marks is no part of the value.
        at += if raw[at..].starts_with("\r\n") { 2 } else { usize::from(raw[at..].starts_with('\n')) };
    }
    if !is_basic {
        return string.start + at + within.start..string.start + at + within.end;
    }
    let (mut value, mut start, mut end) = (0, None, None);
    while at < raw.len() {
        if value >= within.start && start.is_none() {
            start = Some(at);
        }
        if value >= within.end && end.is_none() {
            end = Some(at);
            break;
        }
        let (step, length) = piece(&raw[at..]);
        at += step;
        value += length;
    }
    let (start, end) = (start.unwrap_or(at), end.unwrap_or(at));
    string.start + start..string.start + end.max(start)
}

/// The length of the next piece of a basic string in the file and in its value.
fn piece(raw: &str) -> (usize, usize) {
    let Some(first) = raw.chars().next() else { return (1, 1) };
    if first != '\\' {
        return (first.len_utf8(), first.len_utf8());
    }
    let digits = match raw.as_bytes().get(1) {
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b'x') => 2,
        Some(b'\n' | b'\r' | b' ' | b'\t') => {
            // A backslash at the end of a line swallows the blanks that follow.
            return (1 + raw[1..].len() - raw[1..].trim_start().len(), 0);
        }
        _ => return (2, 1),
    };
    let code = raw.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
    (2 + digits, code.map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_right_in_every_kind_of_string() {
        for (file, value, part) in [
            (r"'ab(c'", "ab(c", "("),
            (r#""a\\b(c""#, "a\\b(c", "("),
            (r#""\u00e4(c""#, "ä(c", "("),
            ("'''\nab(c'''", "ab(c", "("),
            ("\"\"\"\na\\\n   b(c\"\"\"", "ab(c", "("),
        ] {
            let at = value.find(part).unwrap();
            let found = place(file, 0..file.len(), at..at + part.len());
            assert_eq!(&file[found], part, "{file}");
        }
    }
}
