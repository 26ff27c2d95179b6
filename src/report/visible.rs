//! Text of documents made safe and visible: no control character reaches a terminal, a log or a page.

use std::borrow::Cow;

/// Text with its control characters replaced: in a terminal they would act instead of being seen.
///
/// Ordinary control characters become their pictures (`␛`), those that reorder text or are line breaks in disguise
/// their names in brackets (`⟨U+202E⟩`).
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match shown(c) {
            Some(shown) => out.push_str(&shown),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Like [`visible`], and with the blanks and joiners that look like nothing or like a plain blank, for notes that
/// explain a difference: `⟨NBSP⟩`.
pub fn visible_blanks(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\u{a0}' => out.push_str("⟨NBSP⟩"),
            '\u{202f}' => out.push_str("⟨NNBSP⟩"),
            '\u{2009}' => out.push_str("⟨thin space⟩"),
            '\u{200b}' => out.push_str("⟨ZWSP⟩"),
            '\u{200c}' => out.push_str("⟨ZWNJ⟩"),
            '\u{200d}' => out.push_str("⟨ZWJ⟩"),
            '\u{ad}' => out.push_str("⟨SHY⟩"),
            '\u{200e}' => out.push_str("⟨LRM⟩"),
            '\u{200f}' => out.push_str("⟨RLM⟩"),
            c => match shown(c) {
                Some(shown) => out.push_str(&shown),
                None => out.push(c),
            },
        }
    }
    out
}

/// One line, safe to show.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if is_harmless(text) && !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(visible(&text.replace(['\n', '\r', '\t'], " ")).into_owned())
}

/// Has the text nothing that must be shown otherwise? Most texts are told by their bytes.
fn is_harmless(text: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\t');
    text.bytes().all(plain) || text.chars().all(|c| shown(c).is_none())
}

/// What stands for a character that must not reach a terminal; nothing for those that may.
pub(super) fn shown(c: char) -> Option<String> {
    match c {
        '\t' => None,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).map(String::from),
        '\u{7f}' => Some("␡".to_owned()),
        '\u{80}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some(format!("⟨U+{:04X}⟩", c as u32)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_act_in_a_terminal_is_only_seen() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{9b}1m"), "a␛[31mb⟨U+202E⟩c⟨U+009B⟩1m");
        assert!(matches!(visible("Ünder 12 万"), Cow::Borrowed(_)));
        assert_eq!(one_line("a\nb\r\u{7}"), "a b ␇");
        assert_eq!(visible_blanks("1\u{202f}200\u{a0}€"), "1⟨NNBSP⟩200⟨NBSP⟩€");
    }
}
