//! The words of a text as the readers of names see them: where they stand, how they are cased, where sentences begin.

use std::ops::Range;

use super::{
    bytes::{is_small_pair, letters, uncased},
    chars::{self, digit, is_han, is_word},
    class::{self, Class},
};

/// A word of a text. In scripts without spaces a run of one kind of letters stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes of the text. Apostrophes between letters are inside, hyphens are not.
    pub at: Range<usize>,
    /// How it is written.
    pub shape: Shape,
    /// Does a sentence, a line or a quotation begin with it?
    pub first: bool,
    /// Does only a hyphen or a point stand between it and the word before?
    pub joined: bool,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Small letters.
    Small,
    /// A capital, then small letters, also `McDonald` and `iPhone`.
    Capital,
    /// Two or more capitals and nothing small.
    Capitals,
    /// Capitals with something small: `FBI:n` is cut at the sign, `NATOssa` and `IDs` are not.
    Mixed,
    /// Letters of a script that has no capitals.
    Uncased,
    /// With a digit.
    Digits,
}

/// The words of a text in their order. One pass, whatever the text.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 4);
    each_word(text, |word| words.push(word.clone()));
    words
}

/// The words with capitals, which alone may be names, and the number of those in small letters.
pub(crate) fn cased_words(text: &str) -> (Vec<Word>, usize) {
    let (mut words, mut small) = (Vec::new(), 0);
    each_word(text, |word| match word.shape {
        Shape::Small => small += 1,
        Shape::Capital | Shape::Capitals | Shape::Mixed => words.push(word.clone()),
        Shape::Uncased | Shape::Digits => {}
    });
    (words, small)
}

fn each_word(text: &str, mut add: impl FnMut(&Word)) {
    let bytes = text.as_bytes();
    let mut last: Option<Word> = None;
    let mut first = true;
    let mut joined = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // A blank behind a word, as most words have it.
        if byte == b' ' {
            joined = false;
            at += 1;
            continue;
        }
        if byte.is_ascii_alphabetic()
            && let Some((end, shape)) = plain(text, at)
        {
            add(last.insert(Word { at: at..end, shape, first, joined: joined && last.is_some() }));
            (at, first, joined) = (end, false, false);
            continue;
        }
        let Some(c) = char_at(text, at) else { break };
        if !is_word(c) {
            at += c.len_utf8();
            match c {
                '.' => {
                    // Behind a tag or a bracket it is no point of an abbreviation.
                    let is_apart = last.as_ref().is_some_and(|last| last.at.end + 1 < at);
                    first = is_apart || ends_sentence(last.as_ref(), text);
                    joined = !first;
                }
                '!' | '?' | '…' | '\n' | ':' | '•' | '|' | ';' | '։' | '؟' | '·' | '*' | '#' | '–' | '—' | '¡'
                | '¿' | '。' | '।' | '(' | '[' | '>' => first = true,
                '"' | '“' | '„' | '«' | '»' | '‘' | '‚' | '”' | '‹' | '「' | '『' => {
                    first = true;
                    joined = false;
                }
                '-' | '‐' | '‑' | '\'' | '’' | '&' => joined = true,
                _ => joined = false,
            }
            continue;
        }
        let start = at;
        let (end, shape) = any(text, start, c);
        add(last.insert(Word { at: start..end, shape, first, joined: joined && last.is_some() }));
        (at, first, joined) = (end, false, false);
    }
}

/// The end and the shape of a word of any letters that begins with `first`.
fn any(text: &str, start: usize, first: char) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let kind = kind(first, class::class(first));
    let mut cases = Cases::default();
    let mut has_apostrophe = false;
    let (mut at, mut end) = (start, start);
    while let Some(&byte) = bytes.get(at) {
        // Most letters of most words.
        if kind == 0
            && let Some(length) = small(byte, bytes.get(at + 1))
        {
            cases.lower += 1;
            cases.letters += 1;
            at += length;
            end = at;
            continue;
        }
        if kind == 0
            && let Some(length) = uncased(bytes, at)
        {
            cases.letters += 1;
            at += length;
            end = at;
            continue;
        }
        // Han characters.
        if kind == HAN && matches!(byte, 0xE5..=0xE9) {
            cases.letters += 1;
            at += 3;
            end = at;
            continue;
        }
        let Some(c) = char_at(text, at) else { break };
        let bits = class::class(c);
        let after = at + c.len_utf8();
        if bits.is_word() {
            // A sound mark of kana belongs to the letter before it.
            if kind != self::kind(c, bits) && !matches!(c, '\u{3099}' | '\u{309A}') {
                break;
            }
            end = after;
            cases.add(c, bits);
        } else if matches!(c, '\'' | '’' | 'ʼ' | '‘' | '׳' | '״') || (c == '"' && kind == 0 && is_hebrew(text, at))
        {
            let goes_on = |after: char| is_word(after) && self::kind(after, class::class(after)) == kind;
            if !char_at(text, after).is_some_and(goes_on) {
                break;
            }
            has_apostrophe = true;
        } else {
            break;
        }
        at = after;
    }
    (end, if has_apostrophe { shape(head(text.get(start..end).unwrap_or_default())) } else { cases.shape() })
}

/// The length of a small letter that is known by its bytes.
#[inline]
fn small(byte: u8, next: Option<&u8>) -> Option<usize> {
    match next {
        _ if byte.is_ascii_lowercase() => Some(1),
        Some(&next) if is_small_pair(byte, next) => Some(2),
        _ => None,
    }
}

/// The end and the shape of a word of plain letters, with plain punctuation or a blank behind it: most words are so.
#[inline]
fn plain(text: &str, start: usize) -> Option<(usize, Shape)> {
    let bytes = text.as_bytes().get(start..)?;
    let (length, has_capitals) = letters(bytes, 0);
    if length == 0 || bytes.get(length).is_some_and(|&byte| GOES_ON[usize::from(byte)]) {
        return None;
    }
    if !has_capitals {
        return Some((start + length, Shape::Small));
    }
    let upper = bytes[..length].iter().filter(|byte| byte.is_ascii_uppercase()).count();
    Some((start + length, cased(upper, length - upper, bytes[0].is_ascii_uppercase())))
}

/// What a word of plain letters may go on with.
static GOES_ON: [bool; 256] = {
    let mut set = [false; 256];
    let mut at = 0;
    while at < set.len() {
        set[at] = matches!(at as u8, b'0'..=b'9' | b'\'' | b'"' | 0x80..);
        at += 1;
    }
    set
};

/// The character that begins at a byte.
#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Does a point after this word end a sentence? Not after an initial or a short capitalised abbreviation.
fn ends_sentence(word: Option<&Word>, text: &str) -> bool {
    let Some(word) = word else { return true };
    let word_text = text.get(word.at.clone()).unwrap_or_default();
    let letters = word_text.chars().count();
    match word.shape {
        Shape::Capital | Shape::Capitals => letters > 3,
        Shape::Digits => word_text.chars().any(|c| digit(c).is_none()),
        _ => letters > 1,
    }
}

fn is_hebrew(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| ('\u{5D0}'..='\u{5EA}').contains(&c))
}

/// The kind of Han characters.
const HAN: u8 = 3;

/// Letters that make one word together: in unspaced scripts, Han, katakana and the rest stand apart.
fn kind(c: char, class: Class) -> u8 {
    match c as u32 {
        _ if !class.is_unspaced() => 0,
        0x30A1..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => 1,
        0x3041..=0x309F => 2,
        _ if is_han(c) => HAN,
        _ => 4,
    }
}

fn shape(word: &str) -> Shape {
    let mut cases = Cases::default();
    word.chars().for_each(|c| cases.add(c, class::class(c)));
    cases.shape()
}

/// The letters of a word, counted.
#[derive(Default)]
struct Cases {
    has_digits: bool,
    first_upper: bool,
    upper: usize,
    lower: usize,
    letters: usize,
}

impl Cases {
    #[inline]
    fn add(&mut self, c: char, class: Class) {
        if class.has(Class::DIGIT) {
            self.has_digits = true;
        } else if class.is_upper() {
            self.first_upper |= self.letters == 0;
            self.upper += 1;
        } else if class.has(Class::LOWER) && !matches!(c, 'ა'..='ჿ') {
            // Georgian has capitals for whole lines only: its letters tell no names.
            self.lower += 1;
        }
        self.letters += 1;
    }

    fn shape(&self) -> Shape {
        if self.has_digits { Shape::Digits } else { cased(self.upper, self.lower, self.first_upper) }
    }
}

/// The shape of a word by its capitals and small letters.
fn cased(upper: usize, lower: usize, first_upper: bool) -> Shape {
    match (upper, lower) {
        (0, 0) => Shape::Uncased,
        (0, _) => Shape::Small,
        (1, 0) => Shape::Capital,
        (_, 0) => Shape::Capitals,
        _ if first_upper && upper >= 2 && upper * 2 > lower => Shape::Mixed,
        _ => Shape::Capital,
    }
}

/// The part of a word that names: without an ending behind an apostrophe (`Sims's`, `Çin'deki`), without an elided
/// article before one (`l’Irlande`).
pub fn head(word: &str) -> &str {
    // Most words have none of the bytes that apostrophes begin with.
    if !word.bytes().fold(false, |any, byte| any | matches!(byte, b'\'' | 0xE2 | 0xCA)) {
        return word;
    }
    let Some((before, after)) = word.split_once(['\'', '’', 'ʼ']) else { return word };
    let is_upper = |part: &str| part.chars().next().is_some_and(chars::is_upper);
    let (short, long) = (before.chars().count(), after.chars().count());
    let is_article = short <= 2 && long >= 3 && (is_upper(after) || !is_upper(before));
    // `dell’IBM`, `all’ONU`
    if is_article || (short <= 6 && long >= 2 && !is_upper(before) && is_upper(after)) { after } else { before }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, Shape, bool)> {
        words(text).into_iter().map(|word| (&text[word.at.clone()], word.shape, word.first)).collect()
    }

    #[test]
    fn a_sentence_begins_after_a_point_but_not_after_an_initial() {
        let shown = shown("Dr. J. Noble met NATO’s men. He left");
        assert_eq!(shown[2], ("Noble", Shape::Capital, false));
        assert_eq!(shown[4], ("NATO’s", Shape::Capitals, false));
        assert_eq!(shown[6], ("He", Shape::Capital, true));
    }

    #[test]
    fn an_article_or_an_ending_does_not_change_how_a_word_is_written() {
        for word in ["l’IBM", "dell'IBM", "IBM's", "d'IBM"] {
            assert_eq!(shown(word)[0].1, Shape::Capitals, "{word}");
        }
    }

    #[test]
    fn georgian_letters_are_neither_small_nor_capital() {
        assert_eq!(shown("ქალბატონმა თქვა")[0].1, Shape::Uncased);
    }

    #[test]
    fn kana_and_han_stand_apart() {
        let texts: Vec<&str> = shown("東京のミラー氏は").into_iter().map(|(text, ..)| text).collect();
        assert_eq!(texts, ["東京", "の", "ミラー", "氏", "は"]);
    }

    #[test]
    fn the_naming_part_of_a_word_has_no_article_and_no_ending() {
        assert_eq!(
            ["l’Irlande", "Çin'deki", "Sims's", "O'Rourke", "d'accord"].map(head),
            ["Irlande", "Çin", "Sims", "Rourke", "accord"]
        );
    }
}
