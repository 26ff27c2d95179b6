//! Single strings: copied text, words left in the source's language, a side that is far too short.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{
    super::{Bitext, Claim, Difference, Part, Problem, Spot},
    length::{lengths, prose},
};
use crate::{
    fact::Confidence,
    locale::Locale,
    text::{
        bits::{Bits, ends},
        bytes::{ByteSet, is_small_pair},
        chars,
        class::Class,
    },
};

/// So many words in a row, copied with their small letters, are a phrase that was left, not a name.
const COPIED_WORDS: usize = 4;
pub(super) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    // British and American English may well be the same.
    let language = |locale: &Locale| locale.tag.split('-').next().map(str::to_owned);
    let translates = language(bitext.source_locale) != language(bitext.target_locale);
    for (number, pair) in bitext.pairs.iter().enumerate() {
        let (Some(source), Some(target)) = (pair.source.parts.first(), pair.target.parts.first()) else { continue };
        if translates {
            let (ours, theirs) = (prose(&pair.source, 0), prose(&pair.target, 0));
            let found = copied(&ours, &theirs).or_else(|| foreign_word(source, target));
            if let Some((at, confidence)) = found {
                let spot = Spot { segment: target.segment, at };
                let claim = Some(Claim { spot, value: None, reading: None });
                let mut difference = Difference::new("untranslated-text", number, Problem::Changed, None, claim);
                difference.confidence = confidence;
                differences.push(difference);
                continue;
            }
        }
        if let Some(topic) = lengths(pair) {
            let whole = |part: &Part<'_>| {
                Some(Claim { spot: Spot { segment: part.segment, at: trimmed(part.text) }, value: None, reading: None })
            };
            let mut difference = Difference::new(topic, number, Problem::Changed, whole(source), whole(target));
            difference.confidence = Confidence::Medium;
            differences.push(difference);
        }
    }
}

/// The longest run of words of the translation that stands so in the source, where it is long enough to be no name.
pub(super) fn copied(source: &str, target: &str) -> Option<(Range<usize>, Confidence)> {
    if !may_share(source, target) {
        return None;
    }
    let (ours, theirs): (Vec<_>, Vec<_>) = (words(source).collect(), words(target).collect());
    if ours.len() < COPIED_WORDS || theirs.len() < COPIED_WORDS {
        return None;
    }
    if source.trim() == target.trim() {
        let small = theirs.iter().filter(|at| is_small(target, at)).count();
        return (small >= 3).then(|| (trimmed(target), Confidence::High));
    }
    let known: FxHashSet<Run<'_>> = ours.windows(COPIED_WORDS).filter_map(|words| run(source, words)).collect();
    let is_copied = |words: &[Range<usize>]| run(target, words).is_some_and(|run| known.contains(&run));
    let mut best: Option<Range<usize>> = None;
    let mut start = 0;
    while start + COPIED_WORDS <= theirs.len() {
        let mut end = start;
        while end + COPIED_WORDS <= theirs.len() && is_copied(&theirs[end..end + COPIED_WORDS]) {
            end += 1;
        }
        if end == start {
            start += 1;
            continue;
        }
        let run = start..end + COPIED_WORDS - 1;
        start = end;
        let small = theirs[run.clone()].iter().filter(|at| is_small(target, at)).count();
        let at = theirs[run.start].start..theirs[run.end - 1].end;
        // Titles and quoted words are kept on purpose.
        if small * 2 >= run.len()
            && small >= 3
            && !is_quoted(target, &at)
            && !is_listed(target, &at)
            && best.as_ref().is_none_or(|b| b.len() < at.len())
        {
            best = Some(at);
        }
    }
    let at = best?;
    let share = at.len() as f32 / target.len().max(1) as f32;
    Some((at, if share > 0.3 { Confidence::High } else { Confidence::Medium }))
}

/// Can the two have so many words in a row in common? Asked first, since nearly no two can.
fn may_share(source: &str, target: &str) -> bool {
    let is_ascii = source.is_ascii();
    // A text in other letters has too few words that could be the same.
    let is_short = source.len().min(target.len()) < 2 * COPIED_WORDS - 1;
    if is_short || is_ascii && !has_plain_words(target, COPIED_WORDS) {
        return false;
    }
    let of = |text: &str, word: Range<usize>| ends(text.as_bytes().get(word).unwrap_or_default());
    let mut known = Bits::<16>::default();
    let begins_plain = |text: &str, word: &Range<usize>| text.as_bytes().get(word.start).is_some_and(u8::is_ascii);
    let (mut count, mut are_plain) = (0, true);
    for word in words(source) {
        are_plain &= begins_plain(source, &word);
        known.add(of(source, word));
        count += 1;
    }
    if count < COPIED_WORDS || are_plain && !is_ascii && !has_plain_words(target, COPIED_WORDS) {
        return false;
    }
    let mut run = 0;
    words(target).any(|word| {
        let is_foreign = are_plain && !begins_plain(target, &word);
        run = if !is_foreign && known.has(of(target, word)) { run + 1 } else { 0 };
        run == COPIED_WORDS
    })
}

/// So many words in a row.
type Run<'t> = [&'t str; COPIED_WORDS];

/// The texts of so many words.
fn run<'t>(text: &'t str, words: &[Range<usize>]) -> Option<Run<'t>> {
    let mut run = [""; COPIED_WORDS];
    for (place, word) in run.iter_mut().zip(words) {
        *place = text.get(word.clone())?;
    }
    Some(run)
}

/// A word of the source in the source's script, left in a text of another script.
fn foreign_word(source: &Part<'_>, target: &Part<'_>) -> Option<(Range<usize>, Confidence)> {
    let ours = script(source.text).filter(|&ours| ours != Script::Latin)?;
    if script(target.text).is_none_or(|theirs| theirs == ours) {
        return None;
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in target.text.char_indices() {
        if script_of(c) != Some(ours) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += c.len_utf8(),
            _ => runs.push(at..at + c.len_utf8()),
        }
    }
    // One letter is a sign; a word in brackets or quotation marks is told on purpose.
    let is_left = |run: &Range<usize>| {
        let word = target.text.get(run.clone()).unwrap_or_default();
        word.chars().count() >= 2 && source.text.contains(word) && !is_quoted(target.text, run)
    };
    let found = runs.into_iter().find(is_left)?;
    Some((found, Confidence::Medium))
}

/// A part of a word in plain letters.
static PLAIN: ByteSet = ByteSet::new(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'", None);
/// What is a part of a word, or no ASCII and may be one.
static PARTS: ByteSet = ByteSet::new(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'", Some(0x80));

/// Has the text so many words with plain letters?
fn has_plain_words(text: &str, count: usize) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    (0..count).all(|_| match PLAIN.next(text, at) {
        Some(start) => {
            at = start + bytes[start..].iter().take_while(|&&byte| PLAIN.has(byte)).count();
            true
        }
        None => false,
    })
}

/// The words of a text that are made of letters.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    // Is what is no ASCII a part of a word, how long is it, is it a word of its own?
    let foreign = |at: usize| {
        let (class, length) = Class::at(text, at);
        let is_part = class.is_word() || matches!(bytes.get(at..), Some([0xE2, 0x80, 0x99, ..]));
        (is_part, length, class.is_unspaced())
    };
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = loop {
            let byte = *bytes.get(next)?;
            if !PARTS.has(byte) {
                next += 1;
                continue;
            }
            let (is_part, length, _) = if byte.is_ascii() { (true, 1, false) } else { foreign(next) };
            next += length;
            if is_part {
                break next - length;
            }
        };
        while let Some(&byte) = bytes.get(next).filter(|&&byte| PARTS.has(byte)) {
            next += match bytes.get(next + 1) {
                _ if byte.is_ascii() => 1,
                Some(&two) if is_small_pair(byte, two) => 2,
                _ => match foreign(next) {
                    (true, length, false) => length,
                    _ => break,
                },
            };
        }
        Some(start..next)
    })
}

/// A word of small letters, such as no name has.
fn is_small(text: &str, at: &Range<usize>) -> bool {
    text.get(at.clone()).is_some_and(|word| word.chars().count() >= 2 && word.chars().all(chars::is_lower))
}

fn is_quoted(text: &str, at: &Range<usize>) -> bool {
    let open =
        |c: char| matches!(c, '(' | '（' | '[' | '“' | '„' | '«' | '‘' | '"' | '「' | '『' | '《' | '`' | '<' | '{');
    let close =
        |c: char| matches!(c, ')' | '）' | ']' | '”' | '“' | '»' | '’' | '"' | '」' | '』' | '》' | '`' | '>' | '}');
    let before = text.get(..at.start).and_then(|before| before.chars().next_back());
    let after = text.get(at.end..).and_then(|after| after.chars().next());
    before.is_some_and(open) || after.is_some_and(close)
}

/// Are the words a list of terms, or a piece of code: joined by commas and signs rather than blanks? Scripts without
/// blanks tell nothing by them.
fn is_listed(text: &str, at: &Range<usize>) -> bool {
    let run = text.get(at.clone()).unwrap_or_default();
    let words = run.split_whitespace().count();
    let commas = run.matches([',', ';', '、', '،']).count();
    !run.contains(chars::is_unspaced) && (words < COPIED_WORDS || commas * 2 >= words)
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Script {
    Latin,
    /// By the Unicode block of the first letter: Cyrillic, Greek, Devanagari …
    Block(u32),
    /// Han and kana, which one text mixes.
    EastAsian,
}

/// The script that most letters of a text are in, where it is most of them by far.
fn script(text: &str) -> Option<Script> {
    if text.is_ascii() {
        return text.bytes().any(|byte| byte.is_ascii_alphabetic()).then_some(Script::Latin);
    }
    let mut counts: Vec<(Script, usize)> = Vec::new();
    let mut all = 0;
    for script in text.chars().filter_map(script_of) {
        all += 1;
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    counts.into_iter().find(|(_, count)| count * 10 >= all * 7).map(|(script, _)| script)
}

fn script_of(c: char) -> Option<Script> {
    if !chars::is_letter(c) {
        return None;
    }
    Some(match c as u32 {
        ..=0x24F | 0x1E00..=0x1EFF => Script::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF => Script::Block(1),
        0x400..=0x52F => Script::Block(2),
        0x530..=0x58F => Script::Block(3),
        0x590..=0x5FF => Script::Block(4),
        0x600..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Script::Block(5),
        0x10A0..=0x10FF => Script::Block(6),
        0xAC00..=0xD7AF | 0x1100..=0x11FF => Script::Block(7),
        0x2E80..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => Script::EastAsian,
        code => Script::Block(code >> 7),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_terms_and_code_are_no_phrases() {
        let is_copied = |text: &str| copied(text, &format!("Voir {text} ici")).is_some();
        assert!(is_copied("open the second view beside it"));
        assert!(!is_copied("pdf, docx, sqlite, jpg"));
        assert!(!is_copied("author=smith and title=electrical"));
    }
}
