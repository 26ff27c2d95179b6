//! Cuts a sentence into the tokens that sentences are compared by.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::text::chars::{digit, is_unspaced, is_word};

/// What kind of token it is. Tokens of different classes never equal each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Class {
    /// Digits of a number, separators dropped.
    Number,
    /// A word, cut to its first letters.
    Word,
    /// A class of punctuation marks.
    Mark,
    /// Code or a web address, verbatim.
    Code,
    /// Two neighbouring letters of a script without blanks between words.
    Gram,
}

/// Longest token, in letters: what is longer is no word.
const LONGEST: usize = 60;

/// Hands each token on: its class, the form to compare, and the full form in lower case.
pub(super) fn tokens(text: &str, each: &mut impl FnMut(Class, &str, &str)) {
    let mut word = String::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += if c == 'h' && (rest.starts_with("http://") || rest.starts_with("https://")) {
            let end = rest.find(|c: char| c.is_whitespace() || is_unspaced(c)).unwrap_or(rest.len());
            let address = rest[..end].trim_end_matches(['.', ',', ')', '`']);
            each(Class::Code, address, address);
            end
        } else if c == '`' {
            code(rest, each)
        } else if digit(c).is_some() {
            number(rest, &mut word, each)
        } else if is_word(c) {
            run(rest, &mut word, each)
        } else {
            if let Some(mark) = mark(c) {
                each(Class::Mark, mark, mark);
            }
            c.len_utf8()
        };
    }
}

fn code(rest: &str, each: &mut impl FnMut(Class, &str, &str)) -> usize {
    match rest[1..].find('`') {
        Some(length) if length > 0 => {
            each(Class::Code, &rest[1..1 + length], &rest[1..1 + length]);
            length + 2
        }
        _ => 1,
    }
}

/// Digits, with separators between them that are dropped, as are leading zeros.
fn number(rest: &str, digits: &mut String, each: &mut impl FnMut(Class, &str, &str)) -> usize {
    digits.clear();
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if let Some(value) = digit(c) {
            digits.push((b'0' + value) as char);
            end = offset + c.len_utf8();
        } else if !is_separator(c) || chars.peek().is_none_or(|&(_, next)| digit(next).is_none()) {
            break;
        }
    }
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let digits = &digits[..digits.len().min(LONGEST)];
    each(Class::Number, digits, digits);
    end
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '٫' | '٬' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’')
}

/// A run of letters: a word, or a stretch of a script without blanks.
fn run(rest: &str, word: &mut String, each: &mut impl FnMut(Class, &str, &str)) -> usize {
    let unspaced = rest.chars().next().is_some_and(is_unspaced);
    let inside = |c: char| is_word(c) && digit(c).is_none() && is_unspaced(c) == unspaced;
    let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let run = &rest[..end];
    if unspaced {
        grams(run, each);
    } else {
        fold_into(run, word);
        each(Class::Word, stem(word), word);
    }
    end
}

/// The letters of a run in pairs. Katakana spells names and loans: longer runs of it are words.
fn grams(run: &str, each: &mut impl FnMut(Class, &str, &str)) {
    let mut start = 0;
    while start < run.len() {
        let part = &run[start..];
        let katakana = part.chars().next().is_some_and(is_katakana);
        let end = part.find(|c| is_katakana(c) != katakana).unwrap_or(part.len());
        let part = &part[..end];
        start += end;
        if katakana {
            let letters = part.chars().count();
            if (3..=LONGEST).contains(&letters) {
                each(Class::Word, stem(part), part);
            }
            continue;
        }
        let mut before: Option<usize> = None;
        for (at, c) in part.char_indices() {
            let end = at + c.len_utf8();
            match before {
                Some(before) => each(Class::Gram, &part[before..end], &part[before..end]),
                None if end == part.len() => each(Class::Gram, part, part),
                None => {}
            }
            before = Some(at);
        }
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A0}'..='\u{30FF}')
}

/// Lower case, with compatibility forms unfolded (full-width letters, ligatures, presentation forms).
fn fold_into(run: &str, word: &mut String) {
    word.clear();
    let mut lower = |c: char| match c {
        'ß' => word.push_str("ss"),
        'ς' => word.push('σ'),
        c if c.is_ascii() => word.push(c.to_ascii_lowercase()),
        c => word.extend(c.to_lowercase()),
    };
    // Latin, Greek and Cyrillic letters as keyboards write them have no compatibility forms.
    let plain = run.chars().all(|c| (c as u32) < 0x2B0 || matches!(c as u32, 0x370..=0x52F | 0xAC00..=0xD7A3));
    if plain || is_nfkc_quick(run.chars()) == IsNormalized::Yes {
        run.chars().take(LONGEST).for_each(&mut lower);
    } else {
        run.nfkc().take(LONGEST).for_each(&mut lower);
    }
}

/// The first letters of a word: what is left when most endings are gone. Hangul letters are syllables.
pub(super) fn stem(word: &str) -> &str {
    let letters = match word.chars().next() {
        Some('\u{AC00}'..='\u{D7A3}') => 2,
        _ if word.is_ascii() => 6,
        _ => 5,
    };
    word.char_indices().nth(letters).map_or(word, |(end, _)| &word[..end])
}

/// The class of a punctuation mark. Languages differ in the signs, and less in where they put one.
fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' => "\"",
        '(' | '（' => "(",
        ')' | '）' => ")",
        ':' | '：' => ":",
        ';' | '；' => ";",
        '%' | '％' => "%",
        '?' | '？' | '؟' => "?",
        '!' | '！' => "!",
        '—' | '–' => "-",
        '…' => "…",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<(Class, String)> {
        let mut list = Vec::new();
        tokens(text, &mut |class, form, _| list.push((class, form.to_owned())));
        list
    }

    #[test]
    fn numbers_lose_their_separators_and_their_script() {
        assert_eq!(
            list("1,250.50 ٠٧ 007"),
            [(Class::Number, "125050".into()), (Class::Number, "7".into()), (Class::Number, "7".into())]
        );
    }

    #[test]
    fn words_are_cut_to_their_first_letters() {
        assert_eq!(list("Parliaments Größenwahn"), [(Class::Word, "parlia".into()), (Class::Word, "gröss".into())]);
        assert_eq!(list("한국어를"), [(Class::Word, "한국".into())]);
    }

    #[test]
    fn scripts_without_blanks_give_pairs_of_letters_and_katakana_words() {
        assert_eq!(
            list("私はAIとテレビ"),
            [
                (Class::Gram, "私は".into()),
                (Class::Word, "ai".into()),
                (Class::Gram, "と".into()),
                (Class::Word, "テレビ".into())
            ]
        );
    }

    #[test]
    fn code_addresses_and_marks_have_classes_of_their_own() {
        assert_eq!(
            list("„`x = 1` https://a.example/b.“"),
            [(Class::Mark, "\"".into()), (Class::Code, "x = 1".into()), (Class::Code, "https://a.example/b.“".into()),]
        );
    }
}
