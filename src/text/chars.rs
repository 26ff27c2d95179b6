//! Classes of characters that decide where words begin and end, in every script.

use super::{
    bytes::{CAPITALS, small_letters},
    class::{Class, class},
};

/// The value 0–9 of a decimal digit (Unicode category Nd) of any script, or of the subscripts of formulas: CO₂.
///
/// Digits stand in runs of ten, so the value is the offset in the run. `char::is_numeric` also holds for ½, Ⅷ or 五,
/// which are no digits.
#[inline]
pub fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    let code = c as u32;
    // Latin, Greek, Cyrillic, Han, kana and Hangul have no digits of their own: most of what is not ASCII.
    if code < 0x660 || matches!(code, 0x3000..=0xA61F | 0xAC00..=0xFF0F) {
        return None;
    }
    let after = ZEROS.partition_point(|&zero| zero <= code);
    let offset = code - ZEROS[after.checked_sub(1)?];
    (offset < 10).then_some(offset as u8)
}

/// Does the character belong to a word: a letter, a digit, or a mark that sits on one?
#[inline]
pub fn is_word(c: char) -> bool {
    class(c).has(Class::WORD)
}

/// Marks that belong to the letter before them: accents, vowel signs, viramas, joiners.
#[inline]
pub fn is_mark(c: char) -> bool {
    class(c).has(Class::MARK)
}

/// Is it a letter, as [`char::is_alphabetic`] has it?
#[inline]
pub fn is_letter(c: char) -> bool {
    class(c).has(Class::LETTER)
}

/// Is it a letter or a figure of any kind, as [`char::is_alphanumeric`] has it?
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    class(c).has(Class::ALPHANUMERIC)
}

/// Is it a capital, as [`char::is_uppercase`] has it?
#[inline]
pub fn is_upper(c: char) -> bool {
    class(c).is_upper()
}

/// Has the text a capital?
pub(crate) fn has_upper(text: &str) -> bool {
    let mut from = 0;
    while let Some(at) = CAPITALS.next(text, from) {
        let (class, length) = Class::at(text, at);
        if class.is_upper() {
            return true;
        }
        from = at + length;
        // Small letters stand side by side.
        from += small_letters(text.as_bytes(), from);
    }
    false
}

/// Is it a small letter, as [`char::is_lowercase`] has it?
#[inline]
pub fn is_lower(c: char) -> bool {
    class(c).has(Class::LOWER)
}

/// Scripts that put no space between words: a word may begin and end at any character.
#[inline]
pub fn is_unspaced(c: char) -> bool {
    class(c).has(Class::UNSPACED)
}

/// Han characters, the letters of Chinese and a part of Japanese.
#[inline]
pub fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3005..=0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Does a word boundary fall between two neighbouring characters?
#[inline]
pub fn is_boundary(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return true };
    class(before).is_boundary(class(after))
}

/// The zeros of all runs of decimal digits (Unicode 16, category Nd).
#[rustfmt::skip]
const ZEROS: [u32; 77] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0x2080, 0xA620, 0xA8D0, 0xA900,
    0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0,
    0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60,
    0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
    0x1FBF0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_begins_below_another_letter() {
        assert!(is_boundary(Some('ហ'), Some('ស')));
        assert!(!is_boundary(Some('\u{17D2}'), Some('ស')) && !is_boundary(Some('\u{1039}'), Some('တ')));
        assert!(!is_upper('\u{17D2}') && is_mark('\u{17D2}'));
    }

    #[test]
    fn digits_of_all_scripts_have_their_value() {
        assert_eq!("7٧७๗７𝟕".chars().map(digit).collect::<Vec<_>>(), vec![Some(7); 6]);
        assert_eq!("½Ⅷ五²a".chars().map(digit).collect::<Vec<_>>(), vec![None; 5]);
    }

    #[test]
    fn a_boundary_falls_between_a_digit_and_a_han_letter() {
        assert!(is_boundary(Some('0'), Some('か')));
        assert!(!is_boundary(Some('é'), Some('t')));
        assert!(!is_boundary(Some('क'), Some('्')));
    }
}
