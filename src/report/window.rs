//! Cuts a line to what a screen holds, around the part that a label points to.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::visible::shown;
use crate::finding::ExcerptLine;

/// A line as it is shown: safe characters, cut to a width, with the marked bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) number: usize,
    pub(super) text: String,
    pub(super) mark: Range<usize>,
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Cuts a line to about `most` columns. Cuts fall between words where there are any near, and show as `…`.
pub(super) fn cut(line: &ExcerptLine, most: usize) -> Shown {
    let text = line.text.as_str();
    let mark = line.start.min(text.len())..line.end.clamp(line.start, text.len());
    let marked = text.get(mark.clone()).map_or(0, width);
    let before = text.get(..mark.start).unwrap_or_default();
    let behind = text.get(mark.end..).map_or(0, width);
    // What one side does not need, the other has. A mark that fills the screen by itself is cut at its end.
    let beside = most.saturating_sub(marked.min(most));
    let beside = (beside / 2).max(beside.saturating_sub(behind)).max(most / 5);
    let from = if width(before) <= beside && !line.cut_before {
        0
    } else {
        let near = back(before, beside);
        // The rest of a word that is cut is left out, unless the script has no blanks.
        let rest = before.get(near..).unwrap_or_default();
        near + rest.char_indices().take(24).find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    };
    let room = most.saturating_sub(width(text.get(from..mark.start).unwrap_or_default()));
    let after = text.get(mark.start..).unwrap_or_default();
    let to = if width(after) <= room && !line.cut_after {
        text.len()
    } else {
        let far = mark.start + forth(after, room);
        let kept = text.get(mark.end.min(far)..far).unwrap_or_default();
        let blank = kept.char_indices().rev().take(24).find(|(_, c)| c.is_whitespace());
        far - blank.map_or(0, |(at, _)| kept.len() - at)
    };
    let mut out = String::new();
    if from > 0 || line.cut_before {
        out.push_str("… ");
    }
    let (mut start, mut end) = (out.len(), out.len());
    for (at, c) in text.get(from..to).unwrap_or_default().char_indices() {
        if from + at == mark.start {
            start = out.len();
        }
        match shown(c) {
            Some(shown) => out.push_str(&shown),
            None => out.push(c),
        }
        if from + at < mark.end {
            end = out.len();
        }
    }
    if from + text.get(from..to).map_or(0, str::len) <= mark.start {
        start = out.len();
    }
    if to < text.len() || line.cut_after {
        out.push('…');
    }
    Shown { number: line.number, text: out, mark: start..end.max(start) }
}

/// The byte that stands `columns` before the end of a text.
fn back(text: &str, columns: usize) -> usize {
    let mut left = columns;
    for (at, c) in text.char_indices().rev() {
        let width = c.width().unwrap_or(0);
        if width > left {
            return at + c.len_utf8();
        }
        left -= width;
    }
    0
}

/// The byte up to which a text takes `columns`.
fn forth(text: &str, columns: usize) -> usize {
    let mut left = columns;
    for (at, c) in text.char_indices() {
        let width = c.width().unwrap_or(0);
        if width > left {
            return at;
        }
        left -= width;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, marked: &str) -> ExcerptLine {
        let start = text.find(marked).expect("it is there");
        let end = start + marked.len();
        ExcerptLine { number: 3, text: text.to_owned(), start, end, cut_before: false, cut_after: false }
    }

    fn marked(shown: &Shown) -> &str {
        &shown.text[shown.mark.clone()]
    }

    #[test]
    fn a_short_line_stays_as_it_is() {
        let shown = cut(&line("Es waren 37 Länder.", "37"), 70);
        assert_eq!((shown.text.as_str(), marked(&shown)), ("Es waren 37 Länder.", "37"));
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_the_mark() {
        let text =
            format!("{}Der Fonds zahlte 12 Millionen Euro aus. {}", "lorem ipsum ".repeat(40), "dolor ".repeat(50));
        let shown = cut(&line(&text, "12 Millionen Euro"), 70);
        assert_eq!(marked(&shown), "12 Millionen Euro");
        assert!(
            shown.text.starts_with("… ") && shown.text.ends_with('…') && width(&shown.text) <= 74,
            "{}",
            shown.text
        );
        assert!(!shown.text.contains("… orem") && shown.text.contains("Der Fonds zahlte"), "{}", shown.text);
    }

    #[test]
    fn wide_characters_count_twice_and_need_no_blanks() {
        let text = format!("{}五月三日{}", "文".repeat(100), "部".repeat(100));
        let shown = cut(&line(&text, "五月三日"), 60);
        assert_eq!(marked(&shown), "五月三日");
        assert!(width(&shown.text) <= 64, "{}", shown.text);
    }

    #[test]
    fn a_mark_that_is_longer_than_the_screen_is_cut_itself() {
        let text = "wort ".repeat(100);
        let shown = cut(&line(&text, &text), 50);
        assert!(width(&shown.text) <= 52 && shown.mark.start == 0 && shown.mark.end >= 40, "{shown:?}");
    }

    #[test]
    fn control_characters_are_seen_and_the_mark_stays_right() {
        let shown = cut(&line("a\u{1b}[1m 12 b", "12"), 70);
        assert_eq!((shown.text.as_str(), marked(&shown)), ("a␛[1m 12 b", "12"));
    }

    #[test]
    fn an_empty_mark_is_where_it_was() {
        let mut empty = line("ab cd", "cd");
        empty.end = empty.start;
        assert_eq!(cut(&empty, 70).mark, 3..3);
        empty.start = 5;
        empty.end = 5;
        assert_eq!(cut(&empty, 70).mark, 5..5);
    }
}
