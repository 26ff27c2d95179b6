//! Folding: one lower-cased, width-free view of a text that keeps the way back to its bytes.

use std::{borrow::Cow, ops::Range, sync::OnceLock};

use unicode_normalization::char::{compose, decompose_canonical};

use super::{
    bytes::{is_small_pair, uncased},
    chars::digit,
};

/// A text folded for look-up, with the way back to the bytes of the text.
///
/// Letters are lower case (Turkish dotless ı is i), digits of all scripts and full-width forms are ASCII, blanks of all
/// widths are a space, apostrophes are `'`, hyphens are `-`, accents are part of their letters, soft hyphens, direction
/// marks, tatweel and Arabic and Hebrew vowel points are gone. Lexicon and text are folded alike.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    /// The folded text.
    pub text: Cow<'a, str>,
    /// Are some of its digits no ASCII digits in the original?
    pub(crate) has_foreign_digits: bool,
    /// Where the distance between the two texts changes: (offset in the folded text, offset in the original).
    steps: Vec<(u32, u32)>,
}

impl<'a> Folded<'a> {
    /// Folds a text. Text that is folded already is borrowed.
    pub fn new(original: &'a str) -> Folded<'a> {
        let clean = original.bytes().position(|b| !b.is_ascii() || b.is_ascii_uppercase() || (b < b' ' && b != b'\n'));
        let Some(clean) = clean else {
            return Folded { text: Cow::Borrowed(original), has_foreign_digits: false, steps: Vec::new() };
        };
        if original.is_ascii() && !has_controls(original) {
            let text = Cow::Owned(original.to_ascii_lowercase());
            return Folded { text, has_foreign_digits: false, steps: Vec::new() };
        }
        let mut text = String::with_capacity(original.len());
        let (mut steps, mut has_foreign_digits) = (Vec::new(), false);
        text.push_str(&original[..clean]);
        let mut at = clean;
        while let Some(&byte) = original.as_bytes().get(at) {
            if byte.is_ascii() {
                let run = original.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii()).count();
                push_ascii(&original[at..at + run], &mut text);
                at += run;
                continue;
            }
            let same = unchanged(original.as_bytes(), at);
            if same > 0 {
                text.push_str(original.get(at..at + same).unwrap_or_default());
                at += same;
                continue;
            }
            let Some(c) = original.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let before = text.len();
            if is_mark(c) && compose_last(c, &mut text) {
                at += c.len_utf8();
                // Steps are taken where a character ends: that of the letter alone is none any more.
                let kept = steps.partition_point(|&(folded, _)| (folded as usize) < text.len());
                steps.truncate(kept);
                steps.push((text.len() as u32, at as u32));
                continue;
            }
            match folded(c) {
                Some(folded) => {
                    has_foreign_digits |= folded.is_ascii_digit();
                    text.push(folded);
                }
                None => fold_char(c, &mut text),
            }
            // The next character starts `len_utf8` later in the original, and somewhere else in the folded text.
            at += c.len_utf8();
            if text.len() - before != c.len_utf8() {
                steps.push((text.len() as u32, at as u32));
            }
        }
        Folded { text: Cow::Owned(text), has_foreign_digits, steps }
    }

    /// Does every character stand where it stands in the original?
    pub(crate) fn is_in_place(&self) -> bool {
        self.steps.is_empty()
    }

    /// The offset in the original that a boundary of the folded text stands for.
    pub fn origin(&self, at: usize) -> usize {
        let after = self.steps.partition_point(|&(folded, _)| folded as usize <= at);
        match after.checked_sub(1).map(|step| self.steps[step]) {
            Some((folded, original)) => original as usize + (at - folded as usize),
            None => at,
        }
    }

    /// The range of the original that a range of the folded text stands for.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        let end = self.origin(range.end);
        self.origin(range.start).min(end)..end
    }

    /// The offset in the folded text of an offset in the original: the first one that maps to it or beyond.
    pub fn place(&self, original: usize) -> usize {
        let after = self.steps.partition_point(|&(_, to)| to as usize <= original);
        let place = match after.checked_sub(1).map(|step| self.steps[step]) {
            Some((folded, to)) => folded as usize + (original - to as usize),
            None => original,
        };
        // Inside a character that was folded to less, the next step bounds the place.
        let bound = self.steps.get(after).map_or(self.text.len(), |&(folded, _)| folded as usize);
        let mut place = place.min(bound);
        while !self.text.is_char_boundary(place) {
            place += 1;
        }
        place
    }
}

/// How many bytes from a place on are no ASCII and stay what they are: small letters of two bytes, letters without case,
/// kana, Han characters, Hangul syllables.
fn unchanged(text: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        match text.get(at..) {
            Some(&[one, two, ..]) if is_small_pair(one, two) => at += 2,
            // Sound marks of kana that stand on their own.
            Some([0xE3, 0x82, 0x99 | 0x9A, ..]) => return at - from,
            Some([0xE4..=0xE9 | 0xED, ..] | [0xE3, 0x81..=0x83, ..]) => at += 3,
            _ => match uncased(text, at) {
                Some(length) => at += length,
                None => return at - from,
            },
        }
    }
}

/// Folds a text without the way back, as lexicons do with their forms.
pub fn fold(text: &str) -> String {
    Folded::new(text).text.into_owned()
}

/// Are there characters below the blank, but for line breaks?
fn has_controls(text: &str) -> bool {
    // Without a way out in the middle, many bytes are looked at in one step.
    text.bytes().fold(false, |any, byte| any | (byte < b' ') & (byte != b'\n'))
}

fn push_ascii(run: &str, text: &mut String) {
    let start = text.len();
    if has_controls(run) {
        text.extend(run.chars().map(|c| if c < ' ' && c != '\n' { ' ' } else { c }));
    } else {
        text.push_str(run);
    }
    if let Some(run) = text.get_mut(start..) {
        run.make_ascii_lowercase();
    }
}

/// Parts of a letter that are written behind it as characters of their own, as some systems write all accents.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{345}' | '\u{653}'..='\u{655}' | '\u{3099}' | '\u{309A}')
        // The vowels and final consonants of Hangul.
        || matches!(c, '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}')
}

/// Writes a sign together with the last letter, where a character for both is known.
fn compose_last(mark: char, text: &mut String) -> bool {
    let Some(last) = text.chars().next_back() else { return false };
    // A dotted i is an i.
    if (last, mark) == ('i', '\u{307}') {
        return true;
    }
    // Of the Arabic letters for one sound the text holds one.
    let last = if last == 'ی' { 'ي' } else { last };
    let Some(both) = compose(last, mark) else { return false };
    text.pop();
    match folded(both) {
        Some(both) => text.push(both),
        None => fold_char(both, text),
    }
    true
}

/// The one character that a character folds to, kept in pages since nearly all do; `None` where it is none or several.
pub(super) fn folded(c: char) -> Option<char> {
    static PAGES: [OnceLock<Box<[Option<char>; 64]>>; 0x400] = [const { OnceLock::new() }; 0x400];
    let code = c as usize;
    let page = PAGES.get(code >> 6)?.get_or_init(|| {
        let mut page = Box::new([None; 64]);
        let mut text = String::new();
        for (n, place) in page.iter_mut().enumerate() {
            text.clear();
            if let Some(c) = char::from_u32(((code & !0x3F) + n) as u32) {
                fold_char(c, &mut text);
            }
            let mut chars = text.chars();
            *place = chars.next().filter(|_| chars.next().is_none());
        }
        page
    });
    page[code & 0x3F]
}

/// Folds a text behind another one, as [`fold`] does.
pub(crate) fn fold_into(original: &str, text: &mut String) {
    let bytes = original.as_bytes();
    // Where the stretch begins that stays as it is, and how far it was looked at.
    let (mut from, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        if matches!(byte, b' '..=b'@' | b'['..=b'~') {
            at += 1;
            continue;
        }
        let same = unchanged(bytes, at);
        if same > 0 {
            at += same;
            continue;
        }
        let Some(c) = original.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let start = at;
        at += c.len_utf8();
        let folded = folded(c);
        if folded == Some(c) && !is_mark(c) {
            continue;
        }
        text.push_str(original.get(from..start).unwrap_or_default());
        from = at;
        if is_mark(c) && compose_last(c, text) {
            continue;
        }
        match folded {
            Some(folded) => text.push(folded),
            None => fold_char(c, text),
        }
    }
    text.push_str(original.get(from..).unwrap_or_default());
}

fn fold_char(c: char, text: &mut String) {
    if c.is_ascii() {
        text.push(if c < ' ' && c != '\n' { ' ' } else { c.to_ascii_lowercase() });
        return;
    }
    if let Some(value) = digit(c) {
        text.push((b'0' + value) as char);
        return;
    }
    match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{2028}' | '\u{2029}' => {
            text.push(' ')
        }
        '’' | '‘' | 'ʼ' | '＇' | 'ʻ' | '‛' => text.push('\''),
        '‐' | '‑' | '－' => text.push('-'),
        // Soft hyphen, joiners that only shape, direction marks, tatweel, byte order mark.
        '\u{AD}'
        | '\u{200B}'
        | '\u{200C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{640}'
        | '\u{FEFF}'
        | '\u{61C}' => {}
        // Vowel points that texts write or leave out.
        '\u{64B}'..='\u{652}' | '\u{670}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C7}' => {}
        'ı' | 'İ' => text.push('i'),
        // Romanian texts write the comma below as a cedilla.
        'ș' | 'Ș' => text.push('ş'),
        'ț' | 'Ț' => text.push('ţ'),
        // Cyrillic texts write ё or, mostly, е.
        'ё' | 'Ё' => text.push('е'),
        // The nukta of Indian scripts is written or left out, as one character or two; candrabindu and anusvara stand for each other.
        '\u{93C}' | '\u{9BC}' | '\u{A3C}' | '\u{ABC}' | '\u{B3C}' => {}
        '\u{958}'..='\u{95F}'
        | '\u{9DC}'
        | '\u{9DD}'
        | '\u{9DF}'
        | '\u{A33}'
        | '\u{A36}'
        | '\u{A59}'..='\u{A5B}'
        | '\u{A5E}' => {
            decompose_canonical(c, |part| fold_char(part, text));
        }
        '\u{901}' => text.push('\u{902}'),
        'ي' | 'ى' => text.push('ی'),
        'ك' => text.push('ک'),
        'أ' | 'إ' | 'آ' => text.push('ا'),
        '！'..='～' => {
            let ascii = char::from_u32(c as u32 - 0xFF01 + 0x21).unwrap_or(c);
            text.push(ascii.to_ascii_lowercase());
        }
        _ => text.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_folded_alike_with_and_without_the_way_back() {
        for c in '\0'..='\u{FFFF}' {
            let mut text = "x".to_owned();
            fold_into(&format!("a{c}Б{c}"), &mut text);
            assert_eq!(text[1..], *fold(&format!("a{c}Б{c}")), "{c:?}");
        }
    }

    #[test]
    fn han_characters_and_hangul_syllables_stay_what_they_are() {
        for c in ('\u{4000}'..='\u{9FFF}').chain('\u{B000}'..='\u{D7FF}') {
            assert_eq!(folded(c), Some(c));
        }
        assert_eq!(fold("５万円、Ａ社の한국어Ｂ"), "5万円、a社の한국어b");
    }

    #[test]
    fn a_folded_range_leads_back_to_the_text() {
        for text in ["Straße İSTANBUL ３０％", "plain", "١٢٣ ألف", "a\u{AD}b\u{AD}C", "x\u{200F}Y z"] {
            let folded = Folded::new(text);
            for (at, c) in folded.text.char_indices() {
                let range = folded.range(at..at + c.len_utf8());
                assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{text} {at}");
                assert!(fold(&text[range.clone()]).contains(c), "{text}: {c} is not in {:?}", &text[range]);
            }
        }
    }

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (one, other) in [
            ("हज़ार", "हजार"),
            ("\u{95B}", "ज"),
            ("पाँच", "पांच"),
            ("трёх", "трех"),
            ("أمريكا", "امريكا"),
            ("șapte", "Şapte"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
    }

    #[test]
    fn accents_that_stand_behind_their_letters_are_part_of_them() {
        use unicode_normalization::UnicodeNormalization;
        for text in [
            "3 août, le 15 février, États-Unis",
            "năm tỷ",
            "трёх йогов",
            "ガス",
            "άλφα",
            "أمريكا إلى بالمائة",
            "İstanbul",
            "한국어",
            "ÅÇ",
            "x̌ é",
        ] {
            let apart: String = text.nfd().collect();
            let folded = Folded::new(&apart);
            assert_eq!(folded.text, fold(text), "{text}");
            for (at, c) in folded.text.char_indices() {
                let range = folded.range(at..at + c.len_utf8());
                assert_eq!(fold(&apart[range.clone()]), c.to_string(), "{apart}: {range:?}");
                assert_eq!(folded.place(range.start), at, "{apart}: {range:?}");
            }
            let mut other = String::new();
            fold_into(&apart, &mut other);
            assert_eq!(other, fold(text));
        }
    }

    #[test]
    fn places_and_origins_agree() {
        let text = "Am ３０．Mai ٢٠٢٤";
        let folded = Folded::new(text);
        for (at, _) in text.char_indices() {
            assert_eq!(folded.origin(folded.place(at)), at);
        }
    }
}
