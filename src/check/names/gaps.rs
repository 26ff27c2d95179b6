//! Gaps that a lost name leaves in a sentence: empty quotation marks, a blank before the stop, an ending that hangs on
//! nothing.

use std::ops::Range;

use super::{Side, evidence::Sought};
use crate::{
    check::{Claim, Difference, Problem, Spot},
    fact::Confidence,
    text::{
        chars::{is_letter, is_word},
        words::{Shape, head},
    },
};

/// Quotation marks with nothing between them.
const EMPTY: &str = "empty";

/// Tells of a gap in the translation, where a name of the source may have stood.
pub(super) fn compare(number: usize, source: &Side<'_, '_>, target: &Side<'_, '_>, differences: &mut Vec<Difference>) {
    let known = |text: &str| source.view.texts().any(|source| broken(source).any(|(_, kind)| kind == text));
    for (text, part) in target.view.texts().zip(&target.view.parts) {
        let Some((at, kind)) = broken(text).find(|(_, kind)| !known(kind)) else { continue };
        // Where names have capitals, one of them is gone.
        if source.is_cased() && !may_be_gone(source, target, kind == EMPTY) {
            continue;
        }
        let value = text.get(at.clone()).map(|text| text.trim().to_owned());
        let spot = Spot { segment: part.segment, at: at.start + part.range.start..at.end + part.range.start };
        let claim = Claim { spot, value, reading: None };
        let mut difference = Difference::new("name-gap", number, Problem::Missing, None, Some(claim));
        difference.confidence = Confidence::Medium;
        differences.push(difference);
        return;
    }
}

/// Is the text broken anywhere, so that it is worth a closer look?
pub(super) fn is_broken(text: &str) -> bool {
    may_be_broken(text) && broken(text).next().is_some()
}

/// A look at the bytes: do any stand beside each other as they do in a gap? In hardly a text they do.
fn may_be_broken(text: &str) -> bool {
    let bytes = text.as_bytes();
    let follows = bytes.get(1..).unwrap_or_default();
    // Without a way out in the middle, many bytes are looked at in one step.
    let (plain, wide) = bytes.iter().zip(follows).fold((false, false), |(plain, wide), (&one, &two)| {
        let is_gap = (one == b' ') & ((two == b'.') | (two == b'\''))
            | (one == b'(') & ((two == b',') | (two == b' '))
            | (one == b'"') & (two == b'"')
            | (one == b'\n') & (two == b',');
        (plain | is_gap, wide | (one == 0xC2) | (one == 0xE2) | (one == 0xE3) | (one == 0xEF))
    });
    plain || bytes.first() == Some(&b',') || wide && may_be_broken_by_marks(bytes)
}

/// The same for quotation marks and wide commas.
fn may_be_broken_by_marks(bytes: &[u8]) -> bool {
    let before = |at: usize, back: usize| at.checked_sub(back).and_then(|at| bytes.get(at).copied());
    let is = |at: usize, byte: u8| bytes.get(at) == Some(&byte);
    let begins_line = |at: usize| matches!(before(at, 1), None | Some(b'\n'));
    bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0xC2).any(|(at, byte)| match byte {
        // « and »
        0xC2 => before(at, 2) == Some(0xC2),
        // “ ” „ ‘ ’
        0xE2 => is(at + 1, 0x80) && (before(at, 1) == Some(b' ') || before(at, 3) == Some(0xE2)),
        // 、 at the beginning, 「 」 『 』
        0xE3 => is(at + 1, 0x80) && (begins_line(at) || before(at, 3) == Some(0xE3)),
        // ，
        0xEF => begins_line(at),
        _ => false,
    })
}

/// Has a capitalised word of the source no evidence in the translation? The first word of a sentence, of a quotation or
/// of a label is capitalised anyway; where quotation marks are left empty, a quotation may have been the name.
fn may_be_gone(source: &Side<'_, '_>, target: &Side<'_, '_>, is_quoted: bool) -> bool {
    source.view.texts().zip(source.words()).any(|(text, words)| {
        words.iter().any(|word| {
            let before = text.get(..word.at.start).unwrap_or_default();
            let is_within =
                is_quoted || before.ends_with(' ') && before.trim_end().ends_with(|c| is_word(c) || c == ',');
            let text = text.get(word.at.clone()).map_or("", head);
            is_within
                && matches!(word.shape, Shape::Capital | Shape::Capitals | Shape::Mixed)
                && text.chars().count() >= 2
                && !target.holds(text)
                && !target.table().shows(&Sought::new(text))
        })
    })
}

/// Places where a sentence is broken, whatever the language: what stands there, and what kind of break it is.
fn broken(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let mut before: [char; 2] = ['\n', '\n'];
    text.char_indices().filter_map(move |(at, c)| {
        let [first, second] = before;
        before = [second, c];
        let end = at + c.len_utf8();
        let rest = || text.get(end..).unwrap_or_default();
        let kind = match (second, c) {
            ('“', '”') | ('«', '»') | ('„', '“' | '”') | ('「', '」') | ('『', '』') | ('‘', '’') | ('"', '"') =>
            {
                // Behind a word the first of two straight marks closes what stands before it.
                if c == '"' && is_word(first) {
                    return None;
                }
                EMPTY
            }
            (' ', '.') if is_letter(first) && !rest().starts_with(is_word) && !rest().starts_with('.') => "stop",
            ('\n', ',' | '、' | '，') => "start",
            (' ', '\'' | '’') if is_letter(first) => {
                let letters = rest().chars().take_while(|&c| is_letter(c)).count();
                // With a mark that closes it, it is a quotation that begins with a short word.
                let closes = |(at, _): (usize, &str)| {
                    !rest().get(at..).unwrap_or_default().chars().nth(1).is_some_and(is_letter)
                };
                if letters != 1 || rest().match_indices(['\'', '’']).any(closes) {
                    return None;
                }
                "ending"
            }
            ('(', ',' | ' ') if !rest().starts_with(')') && !text.contains(" )") => "bracket",
            _ => return None,
        };
        let start = at.checked_sub(if second == '\n' { 0 } else { second.len_utf8() })?;
        Some((start..end, kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<&'static str> {
        broken(text).map(|(_, kind)| kind).collect()
    }

    #[test]
    fn a_lost_name_breaks_its_sentence() {
        assert_eq!(kinds(", an expert, agreed with ."), ["start", "stop"]);
        assert_eq!(kinds("The film “” was seen by us."), ["empty"]);
        assert_eq!(kinds("Then 's plans failed."), ["ending"]);
        assert_eq!(kinds("The team ( and others) left"), ["bracket"]);
        assert!(kinds("Show 'A new page' ( old ) or (,) [\"no\"\"]").is_empty());
        for text in ["«»", "„“", "「」 a", "‘’", "\"\"", "\n、a", "，a", "a ’s b", "(, a"] {
            assert!(is_broken(text), "{text}");
        }
        assert!(kinds("Then, “she” left (twice) - and 'twas over... 3 .5 well-known.").is_empty());
    }
}
