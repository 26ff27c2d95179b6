//! Looking for the next byte of a set: most of a text is skipped with one look at a table for each byte.

use std::ops::Range;

/// A set of bytes.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    /// The bytes of a list, and all from `high` on: those are what other characters than ASCII are made of.
    pub(crate) const fn new(list: &[u8], high: Option<u8>) -> ByteSet {
        let mut set = [false; 256];
        let mut at = 0;
        while at < list.len() {
            set[list[at] as usize] = true;
            at += 1;
        }
        if let Some(high) = high {
            let mut at = high as usize;
            while at < set.len() {
                set[at] = true;
                at += 1;
            }
        }
        ByteSet(set)
    }

    /// Is the byte in the set?
    #[inline]
    pub(crate) fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// The place of the next byte of the set, at `from` or behind it.
    #[inline]
    pub(crate) fn next(&self, text: &str, from: usize) -> Option<usize> {
        /// So many bytes are looked at in one step.
        const STEP: usize = 8;
        let bytes = text.as_bytes().get(from..)?;
        let is_in = |byte: u8| self.has(byte);
        let (steps, _) = bytes.as_chunks::<STEP>();
        let clean = steps.iter().take_while(|step| !step.iter().fold(false, |any, &byte| any | is_in(byte))).count();
        let found = bytes[clean * STEP..].iter().position(|&byte| is_in(byte))?;
        Some(from + clean * STEP + found)
    }
}

/// How many ASCII letters stand at a place, and whether any is a capital. Eight are looked at in one step.
#[inline]
pub(crate) fn letters(text: &[u8], from: usize) -> (usize, bool) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    /// What tells small letters from capitals.
    const SMALL: u64 = 0x20 * EACH;
    let (mut at, mut capitals) = (from, 0);
    while let Some(step) = text.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let bytes = u64::from_le_bytes(*step);
        let small = (bytes | SMALL) & !HIGH;
        // The high bit of a byte tells: from a on, not beyond z, and ASCII.
        let from_a = small + (0x80 - u64::from(b'a')) * EACH;
        let beyond_z = small + (0x7F - u64::from(b'z')) * EACH;
        let others = !(from_a & !beyond_z & !bytes) & HIGH;
        if others == 0 {
            capitals |= !bytes & SMALL;
            at += 8;
            continue;
        }
        // The bits of all bytes below the first other one.
        let before = ((others & others.wrapping_neg()) >> 7) - 1;
        capitals |= !bytes & SMALL & before;
        return (at + others.trailing_zeros() as usize / 8 - from, capitals != 0);
    }
    while let Some(byte) = text.get(at).filter(|byte| byte.is_ascii_alphabetic()) {
        capitals |= u64::from(byte.is_ascii_uppercase());
        at += 1;
    }
    (at - from, capitals != 0)
}

/// Is it a small letter of two bytes that folding leaves as it is? Latin letters with their accents, Greek and Cyrillic ones.
#[inline]
pub(crate) fn is_small_pair(one: u8, two: u8) -> bool {
    let row = SMALL_PAIRS.get(usize::from(one.wrapping_sub(0xC3)));
    row.is_some_and(|row| row >> (two & 0x3F) & 1 != 0)
}

/// By the first byte, from C3 on: a bit for each second one.
static SMALL_PAIRS: [u64; 17] = {
    let mut rows = [0; 17];
    let mut code: usize = 0xC0;
    while code < 0x4C0 {
        let is_small = match code {
            // Letters that stand for two, old ones and ё: they fold to others.
            0x133 | 0x140 | 0x149 | 0x17F | 0x451 => false,
            0xDF..=0xF6 | 0xF8..=0xFF | 0x138 | 0x3AC..=0x3C1 | 0x3C3..=0x3CE | 0x430..=0x45F => true,
            // A capital before each, and behind each.
            0x100..=0x130 | 0x132..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF => code % 2 == 1,
            0x139..=0x148 | 0x179..=0x17E => code.is_multiple_of(2),
            _ => false,
        };
        if is_small {
            rows[code / 64 - 3] |= 1 << (code % 64);
        }
        code += 1;
    }
    rows
};

/// The length of a letter without case that stands at a place, or of a sign on one: those of Hebrew and Arabic words,
/// Devanagari, Hangul. Nothing where it is another, or where folding changes it.
#[inline]
pub(crate) fn uncased(text: &[u8], at: usize) -> Option<usize> {
    match *text.get(at..)? {
        [0xD7, 0x90..=0xAA, ..]
        | [0xD8, 0xA7..=0xBA, ..]
        | [0xD9, 0x81 | 0x82 | 0x84..=0x88, ..]
        | [0xDA, 0xA9 | 0xAF, ..]
        | [0xDB, 0x8C, ..] => Some(2),
        [0xE0, 0xA4, 0x82..=0xB9, ..] | [0xE0, 0xA5, 0x80..=0x8D, ..] | [0xEB | 0xEC, ..] => Some(3),
        _ => None,
    }
}

/// How many bytes of letters that are small or have no case stand at a place, as far as their bytes tell: they go on
/// with the word before them.
#[inline]
pub(crate) fn small_letters(text: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        match text.get(at..) {
            Some(&[one, ..]) if one.is_ascii_lowercase() => at += letters(text, at).0,
            Some(&[one, two, ..]) if is_small_pair(one, two) => at += 2,
            _ => match uncased(text, at) {
                Some(length) => at += length,
                None => return at - from,
            },
        }
    }
}

/// The first bytes of all capitals.
pub(crate) static CAPITALS: ByteSet = ByteSet::new(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\xC3\xC4\xC5\xC6\xC7\xC8\xC9\xCD\xCE\xCF\xD0\xD1\xD2\xD3\xD4\xD5\xE1\xE2\xEA\xEF\xF0",
    None,
);

/// The place of the next ASCII digit, at `from` or behind it.
pub(crate) fn next_digit(text: &str, from: usize) -> Option<usize> {
    /// So many bytes are looked at in one step.
    const STEP: usize = 16;
    let bytes = text.as_bytes().get(from..)?;
    let has_digit = |step: &[u8]| step.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let steps = bytes.chunks_exact(STEP).take_while(|step| !has_digit(step)).count();
    let found = bytes[steps * STEP..].iter().position(u8::is_ascii_digit)?;
    Some(from + steps * STEP + found)
}

/// The runs of ASCII digits in a text.
pub(crate) fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        at = start + text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        runs.push(start..at);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{
        class::{Class, class},
        fold::folded,
    };

    #[test]
    fn letters_are_counted_to_the_first_other_byte() {
        for text in ["", "a", "Zz[", "abcdefgh", "abcdefghi", "@bc", "abcdefgé", "longer words {here}", "ab`", "xY z"]
        {
            for from in 0..text.len() {
                let rest = &text.as_bytes()[from..];
                let plain: Vec<&u8> = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).collect();
                let has_capitals = plain.iter().any(|byte| byte.is_ascii_uppercase());
                assert_eq!(letters(text.as_bytes(), from), (plain.len(), has_capitals), "{text} {from}");
            }
        }
    }

    #[test]
    fn capitals_and_small_letters_are_known_by_their_bytes() {
        for c in '\0'..=char::MAX {
            let (mut buffer, class) = ([0; 4], class(c));
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            assert!(!class.is_upper() || CAPITALS.0[usize::from(bytes[0])], "{c:?}");
            if let [one, two] = *bytes
                && is_small_pair(one, two)
            {
                assert!(class.is_plain_letter() && class.has(Class::LOWER), "{c:?}");
                assert_eq!(folded(c), Some(c));
            }
            if let Some(length) = uncased(bytes, 0) {
                let others = Class::UPPER | Class::LOWER | Class::DIGIT | Class::UNSPACED;
                assert!(class.is_word() && !class.has(others) && length == bytes.len(), "{c:?}");
                assert_eq!(folded(c), Some(c));
            }
        }
        for word in ["größe", "żółć", "řeč", "ğöz", "λόγο", "ґедзь", "қазақ"] {
            assert_eq!(small_letters(format!("{word} ёa").as_bytes(), 0), word.len());
        }
        assert_eq!(small_letters("größe".as_bytes(), 7), 0);
    }

    #[test]
    fn every_run_of_digits_is_found() {
        let text = "12 and 3456, behind a long way of letters 7 and ８, at the end 90";
        let runs: Vec<&str> = digit_runs(text).into_iter().map(|run| &text[run]).collect();
        assert_eq!(runs, ["12", "3456", "7", "90"]);
        assert!(digit_runs("none at all, however far one reads on").is_empty());
    }

    #[test]
    fn the_next_byte_of_a_set_is_found() {
        const SET: ByteSet = ByteSet::new(b"+(", Some(0x80));
        assert_eq!([0, 2, 3, 6].map(|from| SET.next("a+b(cé", from)), [Some(1), Some(3), Some(3), Some(6)]);
        assert_eq!((SET.next("a+b(cé", 9), SET.next("abc", 0)), (None, None));
    }
}
