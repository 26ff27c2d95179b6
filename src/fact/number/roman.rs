//! Roman numerals: Louis XIV, XIXe siècle, World War II.

use super::{Decimal, Form, NumberToken, Scan, Shape};
use crate::{
    locale::Section,
    text::{
        bytes::ByteSet,
        chars::{self, is_word},
    },
};

/// Letters that may follow a numeral: XIXe, XXI-го, XIVème.
const MAX_SUFFIX: usize = 4;

/// The Roman numerals of a text. Only whole words in capitals are numerals, and a single letter only beside a name or a
/// word of the calendar.
pub(super) fn read(scan: &Scan<'_>) -> Vec<NumberToken> {
    let text = scan.passage.text;
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(place) = FIRST.next(text, at) {
        at = place;
        // Most Cyrillic letters are no numerals.
        while let Some([0xD0 | 0xD1, second, ..]) = text.as_bytes().get(at..)
            && !CYRILLIC.contains(second)
        {
            at += 2;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if numeral(c).is_none() || text[..at].chars().next_back().is_some_and(is_word) {
            at += c.len_utf8();
            continue;
        }
        let word: usize = text[at..].chars().take_while(|&c| is_word(c)).map(char::len_utf8).sum();
        let letters: usize =
            text[at..at + word].chars().take_while(|&c| numeral(c).is_some()).map(char::len_utf8).sum();
        if let Some(token) = token(scan, at, letters, word) {
            tokens.push(token);
        }
        at += word;
    }
    tokens
}

/// The second bytes of І, С, М, Х, which look like numerals.
const CYRILLIC: &[u8] = b"\x86\xA1\x9C\xA5";

/// The first bytes of all letters of numerals.
const FIRST: ByteSet = ByteSet::new(b"IVXLCDM\xD0", None);

fn token(scan: &Scan<'_>, at: usize, letters: usize, word: usize) -> Option<NumberToken> {
    let text = scan.passage.text;
    let numeral = &text[at..at + letters];
    let suffix = &text[at + letters..at + word];
    let plain = suffix.is_empty();
    if suffix.chars().count() > MAX_SUFFIX || suffix.chars().any(chars::is_upper) || scan.is_taken(&(at..at + word)) {
        return None;
    }
    let value = value(numeral)?;
    // XIXe, XXI-го: letters behind a numeral are an ordinal's ending, or the whole is a word: China.
    let endings = scan.passage.locale.forms("ordinal-suffix", "suffix");
    if !plain && !endings.iter().any(|ending| ending.trim_start_matches('-') == suffix) {
        return None;
    }
    let beside_date = || {
        let folded = scan.folded.place(at)..scan.folded.place(at + word);
        let is_date = |entry: &crate::locale::Entry| entry.section == Section::DateWord;
        let near = |hit: &crate::locale::Hit<'_>| hit.entries.iter().any(is_date);
        scan.hits_at(folded.end + 1).iter().any(near) || {
            let earlier = scan.hits.partition_point(|hit| hit.at.start < folded.start);
            scan.hits[earlier.saturating_sub(6)..earlier]
                .iter()
                .any(|hit| hit.at.end + hit.tail + 1 == folded.start && near(hit))
        }
    };
    let after_name = || {
        let earlier = text[..at].strip_suffix([' ', '\u{a0}', '-']).unwrap_or_default();
        let start =
            earlier.char_indices().rev().take_while(|&(_, c)| is_word(c)).last().map_or(earlier.len(), |(n, _)| n);
        earlier[start..].chars().next().is_some_and(chars::is_upper) && earlier[start..].chars().nth(1).is_some()
    };
    // A single letter or letters that spell common abbreviations (CD, MD) need a neighbour that speaks for them.
    let small = numeral.chars().any(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х'));
    let speaks_for_itself = numeral.chars().count() > 1 && small && plain;
    if !(speaks_for_itself || beside_date() || plain && small && after_name()) {
        return None;
    }
    let folded = scan.folded.place(at)..scan.folded.place(at + word);
    Some(NumberToken {
        at: at..at + word,
        core: folded.clone(),
        folded,
        readings: vec![Decimal::from(value)],
        form: Form::Roman,
        shape: Shape { ordinal: true, ..Shape::default() },
        comparator: None,
        used: false,
    })
}

/// The value of a numeral in its usual spelling.
fn value(letters: &str) -> Option<i64> {
    let values: Vec<i64> = letters.chars().filter_map(numeral).collect();
    let mut sum = 0;
    for (n, &value) in values.iter().enumerate() {
        sum += if values.get(n + 1).is_some_and(|&next| next > value) { -value } else { value };
    }
    (0 < sum && sum < 4000 && spell(sum) == values).then_some(sum)
}

fn spell(mut value: i64) -> Vec<i64> {
    const STEPS: &[(i64, &[i64])] = &[
        (1000, &[1000]),
        (900, &[100, 1000]),
        (500, &[500]),
        (400, &[100, 500]),
        (100, &[100]),
        (90, &[10, 100]),
        (50, &[50]),
        (40, &[10, 50]),
        (10, &[10]),
        (9, &[1, 10]),
        (5, &[5]),
        (4, &[1, 5]),
        (1, &[1]),
    ];
    let mut letters = Vec::new();
    for (step, spelling) in STEPS {
        while value >= *step {
            letters.extend_from_slice(spelling);
            value -= step;
        }
    }
    letters
}

/// The value of a letter; Cyrillic texts write numerals with letters of their own keyboard.
fn numeral(c: char) -> Option<i64> {
    Some(match c {
        'I' | 'І' => 1,
        'V' => 5,
        'X' | 'Х' => 10,
        'L' => 50,
        'C' | 'С' => 100,
        'D' => 500,
        'M' | 'М' => 1000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_usual_spelling_is_a_numeral() {
        assert_eq!(value("XIV"), Some(14));
        assert_eq!(value("MCMLXXXIV"), Some(1984));
        assert_eq!(value("ХХІ"), Some(21));
        assert_eq!(value("IIX"), None);
        assert_eq!(value("LCD"), None);
    }
}
