//! Gaps that a lost name leaves in a sentence: empty quotation marks, a blank before the stop, an ending that hangs on
//! nothing.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{
    Side,
    evidence::Sought,
    unfinished::{self, Sureness},
};
use crate::{
    check::{Claim, Difference, Problem, Spot},
    fact::{
        Confidence, Kind,
        name::{Sort, sort},
    },
    text::{
        bytes::ByteSet,
        chars::{digit, is_han, is_letter, is_unspaced, is_upper, is_word},
        fold::fold,
        words::{Shape, head},
    },
};

const TOPIC: &str = "name-gap";

/// Quotation marks with nothing between them.
const EMPTY: &str = "empty";

/// No sentence goes on like this.
const SURE: &str = "sure";

/// Hardly a sentence goes on like this.
const UNFINISHED: &str = "unfinished";

/// Few sentences go on like this.
const OPEN: &str = "open";

/// Tells of a gap in the translation, where a name of the source may have stood. `has_gaps`: is any of its texts
/// [broken](is_broken)?
pub(super) fn compare(
    number: usize,
    source: &Side<'_, '_>,
    target: &Side<'_, '_>,
    has_gaps: bool,
    differences: &mut Vec<Difference>,
) {
    let known = |text: &str| source.view.texts().any(|source| broken(source).any(|(_, kind)| kind == text));
    // A text that is broken off already is translated as it is.
    let source_is_whole = || {
        let mut texts = source.view.texts().zip(source.words());
        texts.all(|(text, words)| {
            unfinished::find(text, words, source.view.locale).is_none_or(|cut| cut.sureness == Sureness::Open)
        })
    };
    for (place, ((text, words), part)) in target.view.texts().zip(target.words()).zip(&target.view.parts).enumerate() {
        let offset = part.range.start;
        let is_alike = source.view.texts().any(|text| text.chars().any(is_unspaced));
        // Some words are written like endings: Dutch 's.
        let whole = target.view.locale.forms("unfinished", "whole");
        let is_gap = |(at, kind): &(Range<usize>, &str)| {
            let rest = text.get(at.start..).unwrap_or_default().trim_start();
            let is_unmarked = || !target.is_marked(place, at.start + offset..at.end + offset);
            !known(kind)
                && match *kind {
                    "ending" => !whole.iter().any(|word| rest.starts_with(word)),
                    // A text may set off what is a link or code by blanks.
                    "blank" | "mark" => !is_alike && is_unmarked(),
                    "bracket" => is_unmarked(),
                    // Only a whole sentence begins with a name.
                    "start" => text.chars().any(is_letter) && !source.view.texts().any(|text| text.starts_with(' ')),
                    _ => true,
                }
        };
        // Beside what any gap looks like, a line may begin with an ending.
        let may_be = (has_gaps && may_be_broken(text)) || text.contains("\n-") || text.contains("\n‑");
        let gap = may_be.then(|| broken(text).find(is_gap)).flatten();
        let cut = || {
            let cut = unfinished::find(text, words, target.view.locale).filter(|_| source_is_whole())?;
            Some(match cut.sureness {
                Sureness::Sure => (cut.at, SURE),
                Sureness::Usual => (cut.at, UNFINISHED),
                Sureness::Open => (cut.at, OPEN),
            })
        };
        // Where names have capitals, one of them is gone.
        let is_lost = |(_, kind): &(Range<usize>, &str)| {
            matches!(*kind, SURE | "start")
                || (*kind != OPEN && !source.is_cased())
                || may_be_gone(source, target, kind)
        };
        let Some((at, _)) = gap.filter(is_lost).or_else(|| cut().filter(is_lost)) else { continue };
        let value = text.get(at.clone()).map(|text| text.trim().to_owned());
        let spot = Spot { segment: part.segment, at: at.start + part.range.start..at.end + part.range.start };
        let claim = Claim { spot, value, reading: None };
        let mut difference = Difference::new(TOPIC, number, Problem::Missing, None, Some(claim));
        difference.confidence = Confidence::Medium;
        differences.push(difference);
        return;
    }
}

impl Side<'_, '_> {
    /// Does a link, code or other markup stand at these bytes of a part, or beside them?
    fn is_marked(&self, part: usize, at: Range<usize>) -> bool {
        let is_mark =
            |kind: Kind| matches!(kind, Kind::Link | Kind::Markup | Kind::Code | Kind::Url | Kind::Placeholder);
        self.view.facts.iter().any(|placed| {
            let fact = &placed.fact;
            placed.part == part && is_mark(fact.kind) && fact.at.start <= at.end && at.start <= fact.at.end
        })
    }
}

/// A gap says nothing where the name that left it is told.
pub(super) fn settle(from: usize, differences: &mut Vec<Difference>) {
    let new = differences.get(from..).unwrap_or_default();
    let tells = |told: &Difference| {
        told.topic != TOPIC
            && told.confidence > Confidence::Low
            && told.problem != Problem::Added
            && told.at_most.is_none()
    };
    if !new.iter().any(|gap| gap.topic == TOPIC) {
        return;
    }
    let told: FxHashSet<usize> = new.iter().filter(|told| tells(told)).map(|told| told.pair).collect();
    let mut number = 0;
    differences.retain(|gap| {
        number += 1;
        number <= from || gap.topic != TOPIC || !told.contains(&gap.pair)
    });
}

/// Is the text broken anywhere, so that it is worth a closer look?
pub(super) fn is_broken(text: &str) -> bool {
    may_be_broken(text) && broken(text).next().is_some()
}

/// A look at the bytes: do any stand beside each other as they do in a gap? In hardly a text they do.
fn may_be_broken(text: &str) -> bool {
    let mut from = 0;
    while let Some(at) = SIGNS.next(text, from) {
        if may_be_gap(text.as_bytes(), at) {
            return true;
        }
        from = at + 1;
    }
    false
}

/// What stands in or behind a gap: signs, and the first bytes of quotation marks, wide commas and Han letters.
static SIGNS: ByteSet = ByteSet::new(b".)'-(,\"\xC2\xE2\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEF\xF0", None);

/// May there be a gap at one of the [`SIGNS`]?
fn may_be_gap(bytes: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| bytes.get(at).copied());
    let after = |forth: usize| bytes.get(at + forth).copied();
    let begins_line = || matches!(before(1), None | Some(b'\n'));
    let behind_blank = || before(1) == Some(b' ');
    // The last bytes of this mark and of the one before it, where both begin alike.
    let marks = || {
        let is_pair = after(1) == Some(0x80) && before(2) == Some(0x80) && before(3) == bytes.get(at).copied();
        is_pair.then(|| before(1).zip(after(2))).flatten()
    };
    let behind_wide_comma = || bytes.get(..at).is_some_and(|before| before.ends_with("，".as_bytes()));
    match bytes.get(at) {
        Some(b'.' | b')') => behind_blank(),
        Some(b'\'') => behind_blank() && may_be_ending(bytes, at + 1),
        Some(b'-') => (at == 0 || behind_blank()) && may_be_ending(bytes, at + 1),
        Some(b'(') => matches!(after(1), Some(b',' | b' ')) || behind_blank() && after(1) == Some(b')'),
        Some(b',') => begins_line() || before(1) == Some(b','),
        Some(b'"') => before(1) == Some(b'"'),
        // « and »
        Some(0xC2) => before(2) == Some(0xC2),
        // ’ and ‑ behind a blank; “” „“ „” ‘’
        Some(0xE2) => match (after(1), after(2)) {
            (Some(0x80), Some(0x91)) => at == 0 || behind_blank(),
            (Some(0x80), Some(0x99)) if behind_blank() => true,
            _ => matches!(marks(), Some((0x9C, 0x9D) | (0x9E, 0x9C | 0x9D) | (0x98, 0x99))),
        },
        // 、 at the beginning, 「」 『』 、、 、。
        Some(0xE3) => {
            after(1) == Some(0x80)
                && (begins_line()
                    || matches!(marks(), Some((0x8C, 0x8D) | (0x8E, 0x8F) | (0x81, 0x81 | 0x82)))
                    || behind_wide_comma())
                || is_blank_between(bytes, at)
        }
        Some(0xE4..=0xE9 | 0xF0) => is_blank_between(bytes, at),
        // ，
        Some(0xEF) => begins_line() || behind_wide_comma() || is_blank_between(bytes, at),
        _ => false,
    }
}

/// May up to three small letters stand here, and nothing behind them, a blank or a stop?
fn may_be_ending(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let letters = rest.iter().take(4).take_while(|byte| byte.is_ascii_lowercase()).count();
    match rest.get(letters) {
        Some(byte) if byte.is_ascii() => (1..=3).contains(&letters) && b" ,.;)".contains(byte),
        Some(_) => true,
        None => (1..=3).contains(&letters),
    }
}

/// Does a blank stand before a place, and no plain letter before that?
fn is_blank_between(bytes: &[u8], at: usize) -> bool {
    bytes.get(..at).is_some_and(|before| matches!(before, [.., last, b' '] if !last.is_ascii()))
}

/// Does the translation keep a name of the source in its letters?
fn keeps_letters(source: &Side<'_, '_>, target: &Side<'_, '_>) -> bool {
    let mut words = source.places().zip(source.words().iter().flatten());
    words.any(|((part, at), word)| {
        let text = source.view.parts.get(part).and_then(|part| part.text.get(at)).map_or("", head);
        word.shape == Shape::Capital && text.len() >= 3 && target.holds(text)
    })
}

/// Has a capitalised word of the source no evidence in the translation?
fn may_be_gone(source: &Side<'_, '_>, target: &Side<'_, '_>, kind: &str) -> bool {
    let is_sure = matches!(kind, "ending" | UNFINISHED | OPEN)
        || (matches!(kind, "blank" | "mark") && keeps_letters(source, target));
    source.view.texts().zip(source.words()).any(|(text, words)| {
        words.iter().any(|word| {
            let before = text.get(..word.at.start).unwrap_or_default();
            let name = || head(text.get(word.at.clone()).unwrap_or_default());
            let is_within = kind == EMPTY
                || (word.first && sort(name(), word.shape, true, source.view.locale) >= Sort::Likely)
                || before.ends_with('(')
                || before.ends_with(' ')
                    && (before.trim_end().ends_with(|c| is_word(c) || c == ',') || is_initial(before));
            // Names of buttons and titles have capitals too, of common words.
            let is_name = || {
                !source.view.locale.has_words()
                    || matches!(word.shape, Shape::Capitals | Shape::Mixed)
                    || sort(name(), word.shape, false, source.view.locale) >= Sort::Likely
                    || source.view.locale.is_also_name(&fold(name()))
            };
            let text = text.get(word.at.clone()).map_or("", head);
            is_within
                && (matches!(kind, EMPTY | SURE | UNFINISHED | OPEN) || is_name())
                && matches!(word.shape, Shape::Capital | Shape::Capitals | Shape::Mixed)
                && text.chars().count() >= 2
                && !target.holds(text)
                // In other letters a long text sounds like nearly any name somewhere.
                && ((is_sure && !target.is_latin()) || !target.table().shows(&Sought::new(text)))
        })
    })
}

/// Does an initial end here: `George H. `?
fn is_initial(before: &str) -> bool {
    let mut letters = before.trim_end().chars().rev();
    letters.next() == Some('.') && letters.next().is_some_and(is_upper) && letters.next().is_none_or(|c| !is_letter(c))
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
            ('「', '」') | ('『', '』') => EMPTY,
            ('“', '”') | ('«', '»') | ('„', '“' | '”') | ('‘', '’') | ('"', '"')
                // Marks are doubled where they stand for one.
                if (c != '"' || text.matches(c).count() == 2)
                    && (first.is_whitespace() || matches!(first, '(' | ':'))
                    && !rest().starts_with(|c| is_word(c) || is_quote(c))
                    // What is quoted may be a mark: “.”
                    && !rest().chars().nth(1).is_some_and(is_quote) =>
            {
                EMPTY
            }
            (' ', '.') if is_letter(first) && !rest().starts_with(is_word) && !rest().starts_with('.') => "stop",
            ('\n', ',' | '、' | '，') => "start",
            // An ending that the name had, as many languages write them behind a foreign one.
            (' ', '\'' | '’')
                if is_letter(first)
                    && is_ending(rest(), if is_lone(text, c) { 3 } else { 1 })
                    && !is_closed(rest(), c) =>
            {
                "ending"
            }
            ('\n' | ' ', '-' | '‑') if is_ending(rest(), 3) && (!first.is_ascii_alphanumeric() || rest().is_char_boundary(1)) => {
                "ending"
            }
            ('(', ',' | ' ') if !rest().starts_with(')') && !text.contains(" )") => "bracket",
            (' ', '(') if rest().starts_with(')') => "bracket",
            (' ', ')') if is_letter(first) && !rest().starts_with(is_word) && !text.contains("( ") => "bracket",
            (',', ',') | ('，', '，' | '。') | ('、', '、' | '。') if is_letter(first) => "comma",
            (' ', '，' | '、' | '。' | '：') if is_han(first) => "mark",
            (' ', c) if is_spare_blank(first, c) && is_only_blank(text, at) => "blank",
            _ => return None,
        };
        let start = at.checked_sub(if second == '\n' { 0 } else { second.len_utf8() })?;
        Some((start..end, kind))
    })
}

/// Does a mark behind a letter or a stop close what one here would open?
fn is_closed(rest: &str, mark: char) -> bool {
    /// What is quoted in a sentence is hardly longer, and a text of nothing but marks takes no longer than others.
    const FAR: usize = 48;
    let mut words = rest.split(' ').skip(1).take(FAR);
    words.any(|word| {
        word.rfind(mark).is_some_and(|at| {
            at > 0 && !word.get(at + mark.len_utf8()..).is_some_and(|after| after.starts_with(is_letter))
        })
    })
}

/// Does the mark stand once only, so that it closes nothing?
fn is_lone(text: &str, mark: char) -> bool {
    text.matches(mark).nth(1).is_none()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '「' | '」' | '『' | '』' | '`')
}

/// Are these up to so many small letters, and then a blank or a stop?
fn is_ending(rest: &str, most: usize) -> bool {
    let mut letters = 0;
    let mut after = rest.chars().skip_while(|&c| {
        let goes_on = is_word(c) && !is_upper(c) && digit(c).is_none() && !is_unspaced(c);
        letters += usize::from(goes_on);
        goes_on
    });
    let after = after.next();
    // Between two hyphens it is an insertion.
    (1..=most).contains(&letters) && after.is_none_or(|c| matches!(c, ' ' | ',' | '.' | ';' | ')'))
}

/// Would no blank stand between these two letters?
fn is_spare_blank(before: char, after: char) -> bool {
    is_han(before) && is_han(after)
}

/// Is the blank before this place the only one of its kind, beside others that foreign words have?
fn is_only_blank(text: &str, at: usize) -> bool {
    let mut blanks = text.match_indices(' ').filter(|(blank, _)| {
        let before = text.get(..*blank).and_then(|text| text.chars().next_back());
        let after = text.get(blank + 1..).and_then(|text| text.chars().next());
        before.zip(after).is_some_and(|(before, after)| is_unspaced(before) && is_unspaced(after))
    });
    blanks.next().is_some_and(|(blank, _)| blank + 1 == at) && blanks.next().is_none()
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
        for text in ["a，，", "好，。", "好 。", "«»", "„“", "「」 a", "‘’", "\"\"", "\n、a", "，a", "a ’s b", "(, a"]
        {
            assert!(is_broken(text), "{text}");
        }
        assert!(kinds("Then, “she” left (twice) - and 'twas over... 3 .5 well-known.").is_empty());
    }
}
