//! Two texts side by side, each wrapped to its column.

use unicode_width::UnicodeWidthChar;

use crate::text::chars::is_unspaced;

/// Lines of at most `width` columns. Control characters, which could drive the terminal, are blanks.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    // Where the line may be cut: after the last blank, or between letters of scripts that have none.
    let mut cut = None;
    for c in text.chars().map(|c| if c.is_control() || is_direction(c) { ' ' } else { c }) {
        let wide = c.width().unwrap_or(0);
        if used + wide > width.max(2) {
            // A letter that may begin a line leaves the whole line behind it.
            let cut_at = if is_unspaced(c) { line.len() } else { cut.unwrap_or(line.len()) };
            let rest = line.split_off(cut_at);
            lines.push(std::mem::replace(&mut line, rest).trim_end().to_owned());
            used = line.chars().filter_map(UnicodeWidthChar::width).sum();
            cut = None;
        }
        if line.is_empty() && c == ' ' {
            continue;
        }
        if is_unspaced(c) && !line.is_empty() {
            cut = Some(line.len());
        }
        line.push(c);
        used += wide;
        if c == ' ' {
            cut = Some(line.len());
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Marks that turn the direction of all that follows.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Two columns with a head on the first line.
pub(super) fn side_by_side(head: &str, left: &str, right: &str, width: usize) -> String {
    let (left, right) = (wrap(left, width), wrap(right, width));
    let mut text = String::new();
    for row in 0..left.len().max(right.len()) {
        let (ours, theirs) = (left.get(row).map_or("", String::as_str), right.get(row).map_or("", String::as_str));
        let used: usize = ours.chars().filter_map(UnicodeWidthChar::width).sum();
        let head = if row == 0 { head } else { "" };
        let line = format!("{head:>5}  {ours}{}  {theirs}", " ".repeat(width.saturating_sub(used)));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_at_blanks_and_between_letters_of_scripts_without() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("委员会昨天", 6), ["委员会", "昨天"]);
        assert_eq!(wrap("incomprehensibility", 6), ["incomp", "rehens", "ibilit", "y"]);
        assert_eq!(wrap("", 6), [""]);
    }

    #[test]
    fn nothing_reaches_the_terminal_that_drives_it() {
        assert_eq!(wrap("a\u{1b}[31mb\u{202E}c", 40), ["a [31mb c"]);
    }
}
