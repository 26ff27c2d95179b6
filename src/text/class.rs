//! What a character is, in eight bits: asked of nearly every character of every text, so it is worked out once and kept.

use std::sync::OnceLock;

use super::chars::digit;

/// The classes that a character belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class(u8);

impl Class {
    pub(super) const LETTER: u8 = 1;
    pub(super) const ALPHANUMERIC: u8 = 2;
    pub(super) const UPPER: u8 = 4;
    pub(super) const LOWER: u8 = 8;
    pub(super) const WORD: u8 = 16;
    pub(super) const MARK: u8 = 32;
    pub(super) const UNSPACED: u8 = 64;
    pub(super) const DIGIT: u8 = 128;

    /// A mark that puts the letter behind it below the one before it; no mark has a case of its own.
    const STACKS: u8 = Class::MARK | Class::UPPER;

    /// A Han character.
    const HAN: Class = Class(Class::LETTER | Class::ALPHANUMERIC | Class::WORD | Class::UNSPACED);

    /// A small letter.
    pub(crate) const SMALL: Class = Class(ascii()[b'a' as usize]);

    /// What stands before and after a text: no part of a word.
    pub(crate) const NONE: Class = Class(0);

    #[inline]
    pub(super) fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    /// Does a word boundary fall between two neighbours?
    #[inline]
    pub(crate) fn is_boundary(self, after: Class) -> bool {
        let (both, either) = (self.0 & after.0, self.0 | after.0);
        // Where both belong to words, it takes a script without spaces, or a digit on one side.
        both & Class::WORD == 0
            || after.0 & Class::MARK == 0
                && self.0 & Class::STACKS != Class::STACKS
                && (either & Class::UNSPACED != 0 || (either & Class::DIGIT != 0 && both & Class::DIGIT == 0))
    }

    /// The classes of the character that begins at a byte, and its length; of nothing at the end of the text.
    #[inline(always)]
    pub(crate) fn at(text: &str, at: usize) -> (Class, usize) {
        match text.as_bytes().get(at) {
            Some(&byte) if byte.is_ascii() => (Class(ASCII[usize::from(byte & 0x7F)]), 1),
            // Most Han characters.
            Some(0xE5..=0xE9) => (Class::HAN, 3),
            _ => text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or((Class::NONE, 1), |c| (class(c), c.len_utf8())),
        }
    }

    /// The classes of the character that ends at a byte; of nothing at the beginning of the text.
    #[inline(always)]
    pub(crate) fn before(text: &str, at: usize) -> Class {
        match at.checked_sub(1).and_then(|at| text.as_bytes().get(at)) {
            Some(&byte) if byte.is_ascii() => Class(ASCII[usize::from(byte & 0x7F)]),
            _ if at
                .checked_sub(3)
                .and_then(|at| text.as_bytes().get(at))
                .is_some_and(|byte| matches!(byte, 0xE5..=0xE9)) =>
            {
                Class::HAN
            }
            _ => text.get(..at).and_then(|text| text.chars().next_back()).map_or(Class::NONE, class),
        }
    }

    /// Is it a letter that only a digit, or no part of a word, can part from the plain letter behind it?
    #[inline]
    pub(crate) fn is_plain_letter(self) -> bool {
        self.has(Class::LETTER) && self.0 & (Class::UNSPACED | Class::DIGIT) == 0
    }

    #[inline]
    pub(crate) fn is_upper(self) -> bool {
        self.0 & Class::STACKS == Class::UPPER
    }

    #[inline]
    pub(crate) fn is_word(self) -> bool {
        self.has(Class::WORD)
    }

    #[inline]
    pub(crate) fn is_unspaced(self) -> bool {
        self.has(Class::UNSPACED)
    }

    #[inline]
    pub(crate) fn is_mark(self) -> bool {
        self.has(Class::MARK)
    }
}

/// A page holds 256 characters and is filled when one of them is first asked about.
type Page = [u8; 256];

/// The pages of the first two planes, where all living scripts are but rare Han characters.
static PAGES: [OnceLock<Box<Page>>; 0x200] = [const { OnceLock::new() }; 0x200];

static ASCII: [u8; 128] = ascii();

/// The classes of a character.
#[inline]
pub(crate) fn class(c: char) -> Class {
    let code = c as usize;
    if let Some(&class) = ASCII.get(code) {
        return Class(class);
    }
    match PAGES.get(code >> 8) {
        Some(page) => Class(page.get_or_init(|| fill(code & !0xFF))[code & 0xFF]),
        None => Class(work_out(c)),
    }
}

#[cold]
fn fill(first: usize) -> Box<Page> {
    let mut page = Box::new([0; 256]);
    for (n, class) in page.iter_mut().enumerate() {
        *class = char::from_u32((first + n) as u32).map_or(0, work_out);
    }
    page
}

const fn ascii() -> [u8; 128] {
    let mut table = [0; 128];
    let mut code = 0;
    while code < 128 {
        table[code] = match code as u8 {
            b'A'..=b'Z' => Class::LETTER | Class::ALPHANUMERIC | Class::UPPER | Class::WORD,
            b'a'..=b'z' => Class::LETTER | Class::ALPHANUMERIC | Class::LOWER | Class::WORD,
            b'0'..=b'9' => Class::ALPHANUMERIC | Class::WORD | Class::DIGIT,
            _ => 0,
        };
        code += 1;
    }
    table
}

fn work_out(c: char) -> u8 {
    // Whole pages of letters need no look into the tables.
    match c as u32 {
        0x4E00..=0x9FFF => {
            return Class::HAN.0;
        }
        0xAC00..=0xD7A3 => return Class::LETTER | Class::ALPHANUMERIC | Class::WORD,
        _ => {}
    }
    let mark = is_mark(c);
    let bits = [
        (c.is_alphabetic(), Class::LETTER),
        (c.is_alphanumeric(), Class::ALPHANUMERIC),
        (c.is_uppercase() || stacks(c), Class::UPPER),
        (c.is_lowercase(), Class::LOWER),
        (c.is_alphanumeric() || mark, Class::WORD),
        (mark, Class::MARK),
        (is_unspaced(c), Class::UNSPACED),
        (digit(c).is_some(), Class::DIGIT),
    ];
    bits.iter().filter(|(is, _)| *is).fold(0, |class, (_, bit)| class | bit)
}

fn is_mark(c: char) -> bool {
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

/// Burmese and Khmer stack letters: ន្ទ is one syllable of ន, a sign and ទ.
fn stacks(c: char) -> bool {
    matches!(c, '\u{1039}' | '\u{17D2}')
}

fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3031..=0x3035
        | 0x3041..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_say_what_is_worked_out() {
        for c in '\0'..='\u{2FFFF}' {
            let text = c.to_string();
            assert_eq!(Class::at(&text, 0), (class(c), c.len_utf8()), "{c:?}");
            assert_eq!(Class::before(&text, text.len()), class(c), "{c:?}");
            assert_eq!(class(c), Class(work_out(c)), "{c:?}");
            assert_eq!(class(c).has(Class::LETTER), c.is_alphabetic(), "{c:?}");
            assert_eq!(class(c).is_upper(), c.is_uppercase(), "{c:?}");
            assert_eq!(class(c).has(Class::WORD), c.is_alphanumeric() || is_mark(c), "{c:?}");
        }
    }
}
