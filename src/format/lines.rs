//! The lines of a text with their bytes, for the formats that are read line by line.

use std::ops::Range;

/// The byte after a byte order mark, where reading begins.
pub(super) fn body_start(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }
}

/// The lines of `text` from byte `from` on, without their ends (`\n`, `\r\n`).
pub(super) fn lines(text: &str, from: usize) -> Lines<'_> {
    Lines { text, at: from }
}

/// See [`lines`].
#[derive(Debug, Clone)]
pub(super) struct Lines<'src> {
    text: &'src str,
    at: usize,
}

/// A line and its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'src> {
    /// The text without the line's end.
    pub(super) text: &'src str,
    /// The byte where it begins.
    pub(super) start: usize,
    /// The byte where the next line begins.
    pub(super) next: usize,
}

impl Line<'_> {
    /// The byte after the line's text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Is there nothing to see?
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The bytes of the line without the white space around.
    pub(super) fn trimmed(&self) -> Range<usize> {
        trim(self.text, self.start)
    }
}

impl<'src> Iterator for Lines<'src> {
    type Item = Line<'src>;

    fn next(&mut self) -> Option<Line<'src>> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let (length, next) = match memchr::memchr(b'\n', rest.as_bytes()) {
            Some(end) => (end, start + end + 1),
            None => (rest.len(), self.text.len()),
        };
        self.at = next;
        let text = rest.get(..length).unwrap_or_default();
        Some(Line { text: text.strip_suffix('\r').unwrap_or(text), start, next })
    }
}

/// The bytes of `text`, which stands at `start`, without the white space around.
pub(super) fn trim(text: &str, start: usize) -> Range<usize> {
    let left = text.trim_start();
    let begin = start + text.len() - left.len();
    begin..begin + left.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_bytes_whatever_ends_them() {
        let found: Vec<_> = lines("a\r\nb\n\nc", 0).map(|line| (line.text, line.start, line.next)).collect();
        assert_eq!(found, [("a", 0, 3), ("b", 3, 5), ("", 5, 6), ("c", 6, 7)]);
        assert_eq!(lines("", 0).count(), 0);
        assert_eq!(lines("a\n", 0).count(), 1);
    }
}
