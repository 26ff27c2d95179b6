//! Classes of characters that decide where words begin and end, in every script.

/// The value 0–9 of a decimal digit (Unicode category Nd) of any script.
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
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    // The commonest letters, without a look into the tables.
    if matches!(c as u32, 0xE0..=0xF6 | 0x400..=0x481 | 0x3041..=0x3096 | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3) {
        return true;
    }
    c.is_alphanumeric() || is_mark(c)
}

/// Marks that belong to the letter before them: accents, vowel signs, viramas, joiners.
pub fn is_mark(c: char) -> bool {
    let code = c as u32;
    match code {
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x05BF | 0x05C1 | 0x05C2 | 0x05C4 | 0x05C5 | 0x05C7 => {
            true
        }
        0x0610..=0x061A
        | 0x064B..=0x065F
        | 0x0670
        | 0x06D6..=0x06DC
        | 0x06DF..=0x06E4
        | 0x06E7
        | 0x06E8
        | 0x06EA..=0x06ED => true,
        // Indic blocks: what is neither letter, digit nor danda is a sign of the letter before.
        0x0900..=0x0DFF => {
            !matches!(code, 0x0964 | 0x0965 | 0x0970 | 0x0DF4) && digit(c).is_none() && !c.is_alphabetic()
        }
        0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E | 0x0EB1 | 0x0EB4..=0x0EBC | 0x0EC8..=0x0ECE => true,
        0x102B..=0x103E | 0x1056..=0x1059 | 0x135D..=0x135F | 0x17B4..=0x17D3 => true,
        0x200C | 0x200D | 0x20D0..=0x20F0 | 0x3099 | 0x309A | 0xFE20..=0xFE2F => true,
        _ => false,
    }
}

/// Scripts that put no space between words: a word may begin and end at any character.
#[inline]
pub fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3031..=0x3035
        | 0x3041..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
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
    // Nearly all characters that are asked about.
    if before.is_ascii() && after.is_ascii() {
        return !before.is_ascii_alphanumeric()
            || !after.is_ascii_alphanumeric()
            || before.is_ascii_digit() != after.is_ascii_digit();
    }
    if !is_word(before) || !is_word(after) {
        return true;
    }
    if is_mark(after) {
        return false;
    }
    is_unspaced(before) || is_unspaced(after) || digit(before).is_some() != digit(after).is_some()
}

/// The zeros of all runs of decimal digits (Unicode 16, category Nd).
#[rustfmt::skip]
const ZEROS: [u32; 76] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900,
    0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0,
    0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60,
    0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
    0x1FBF0,
];

#[cfg(test)]
mod tests {
    use super::*;

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
