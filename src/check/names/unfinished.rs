//! Sentences that break off because a word is gone: an article before a full stop, a preposition before a comma, a title
//! without its name. Which words ask for more is told by each language.

use std::{cell::RefCell, ops::Range, rc::Rc};

use rustc_hash::FxHashMap;

use crate::{
    locale::Locale,
    text::{
        chars::{is_letter, is_lower, is_upper, is_word},
        words::{Shape, Word},
    },
};

/// The section that tells which words ask for more.
const SECTION: &str = "unfinished";

/// What a word asks for; a bit each.
type Wants = u16;

/// No mark may follow it.
const NO_MARK: Wants = 1;
/// No comma, semicolon or closing bracket may follow it; a sentence may well end in it.
const NO_COMMA: Wants = 2;
/// None of the words that want something before them may follow it.
const LEFT: Wants = 4;
/// Wants something before it.
const RIGHT: Wants = 8;
/// A name must follow it.
const TITLE: Wants = 16;
/// A clause with its subject must follow it.
const JOINT: Wants = 32;
/// Wants a subject before it.
const VERB: Wants = 64;
/// No sentence but a question begins with it.
const NO_BEGINNING: Wants = 128;
/// No mark but a comma may follow it where it stands behind a name.
const BETWEEN: Wants = 256;

const KEYS: [(&str, Wants); 9] = [
    ("before-mark", NO_MARK),
    ("before-comma", NO_COMMA),
    ("left", LEFT),
    ("right", RIGHT),
    ("title", TITLE),
    ("joint", JOINT),
    ("verb", VERB),
    ("begin", NO_BEGINNING),
    ("between", BETWEEN),
];

/// The words of a language that ask for more, in small letters.
#[derive(Debug, Default)]
struct Words(FxHashMap<&'static str, Wants>);

impl Words {
    fn of(locale: &Locale) -> Rc<Words> {
        thread_local! {
            static WORDS: RefCell<FxHashMap<usize, Rc<Words>>> = RefCell::default();
        }
        // Locales are kept for good: where one stands tells it from all others.
        let place = std::ptr::from_ref(locale).addr();
        WORDS.with(|known| {
            let make = || {
                let mut words = Words::default();
                for (key, wants) in KEYS {
                    locale.forms(SECTION, key).iter().for_each(|form| *words.0.entry(form).or_default() |= wants);
                }
                Rc::new(words)
            };
            Rc::clone(known.borrow_mut().entry(place).or_insert_with(make))
        })
    }

    fn wants(&self, word: &str) -> Wants {
        self.0.get(word).copied().unwrap_or_default()
    }
}

/// The first place where a sentence breaks off.
pub(super) fn find(text: &str, words: &[Word], locale: &Locale) -> Option<Range<usize>> {
    if !knows(locale) {
        return None;
    }
    let known = Words::of(locale);
    words.iter().enumerate().find_map(|(number, word)| {
        let letters = text.get(word.at.clone())?;
        // What is written in capitals is no such word, but at the beginning of a sentence.
        let wants = match word.shape {
            Shape::Capital if word.first && word.at.len() > 1 => {
                known.wants(&letters.to_lowercase()) | (known.wants(letters) & TITLE)
            }
            Shape::Capital => known.wants(letters) & TITLE,
            _ => known.wants(letters),
        };
        if wants == 0 || !stands_alone(text, &word.at) {
            return None;
        }
        let next = words.get(number + 1);
        let end = next.map_or(text.len(), |next| next.at.start);
        let gap = text.get(word.at.end..end)?;
        let behind_name = || {
            number.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| {
                before.shape == Shape::Capital && text.get(before.at.end..word.at.start) == Some(" ")
            })
        };
        let no_mark = wants & NO_MARK != 0 || (wants & BETWEEN != 0 && !gap.starts_with(',') && behind_name());
        let is_it = (no_mark && gap.starts_with([',', '.', ';', ':', ')', ']', '!', '?']) && !is_cut(gap))
            || (wants & NO_COMMA != 0
                && (gap.starts_with([',', ';', '،', '؛'])
                    || (gap.starts_with([')', ']'])
                        && text.get(..word.at.start).is_some_and(|text| text.contains(['(', '['])))))
            || (wants & NO_BEGINNING != 0 && word.shape == Shape::Capital && gap == " " && begins(text, &word.at));
        if is_it {
            let mark = gap.chars().next().filter(|c| !c.is_whitespace());
            return Some(word.at.start..word.at.end + mark.map_or(0, char::len_utf8));
        }
        let next = next?;
        let following = text.get(next.at.clone())?;
        let follows = known.wants(following);
        // `in-person` is a word of its own.
        let is_joined = text.get(next.at.end..).is_some_and(|rest| rest.starts_with(['-', '‑', '\'', '’']));
        let is_small = next.shape == Shape::Small && !is_joined;
        let is_pair = (gap == " "
            && !is_joined
            && ((wants & LEFT != 0 && follows & RIGHT != 0) || (wants & JOINT != 0 && follows & VERB != 0)))
            || (wants & TITLE != 0 && is_small && matches!(gap, " " | ". "));
        is_pair.then_some(word.at.start..next.at.end)
    })
}

/// Does the language tell which words ask for more?
pub(super) fn knows(locale: &Locale) -> bool {
    !locale.section(SECTION).is_empty()
}

/// May a text in a script without capitals have names that its translation has lost?
pub(super) fn may_tell(source: &str, locale: &Locale) -> bool {
    let first = source.chars().find(|&c| is_letter(c));
    first.is_some_and(|c| !is_upper(c) && !is_lower(c)) && knows(locale)
}

/// Is the word one of a sentence, and not quoted, nor a part of another word?
fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '“' | '„' | '«'))
}

/// Does a point belong to the word, or to three of them?
fn is_cut(gap: &str) -> bool {
    let rest = gap.get(1..).unwrap_or_default();
    rest.starts_with(['.', ',', '/']) || (gap.starts_with(['.', ':']) && rest.starts_with(is_word))
}

/// Does a sentence begin here that is no question?
fn begins(text: &str, at: &Range<usize>) -> bool {
    let (before, after) = (text.get(..at.start).unwrap_or_default(), text.get(at.end..).unwrap_or_default());
    let is_start = before.is_empty()
        || before.trim_end_matches(' ').strip_suffix('.').is_some_and(|before| {
            before.ends_with(is_letter) && text.get(..at.start).is_some_and(|text| text.ends_with(' '))
        });
    let end = after.find(['.', '?', '!', '…']).and_then(|end| after.get(end..));
    is_start && end.is_some_and(|end| end.starts_with('.') && !end.starts_with(".."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn found(tag: &str, text: &'static str) -> Option<&'static str> {
        find(text, &words(text), Locale::get(tag)).and_then(|at| text.get(at))
    }

    #[test]
    fn a_word_that_asks_for_more_does_not_end_its_clause() {
        assert_eq!(found("en", "They met with the."), Some("the."));
        assert_eq!(found("en", "It was built by, and everyone liked it."), Some("by,"));
        assert_eq!(found("sk", "Bol to večer pre, ktorí prišli."), Some("pre,"));
        assert_eq!(found("pl", "Spotkali się w, gdy padało."), Some("w,"));
        assert_eq!(found("en", "He knew where they came from. The end had come, too."), None);
        assert_eq!(found("en", "The word “the” is an article; so is “a”."), None);
    }

    #[test]
    fn a_gap_between_two_small_words_is_told() {
        assert_eq!(found("en", "The works of in the hall were sold."), Some("of in"));
        assert_eq!(found("en", "They spoke of in-house work."), None);
        assert_eq!(found("en", "Then Mr. said that he was late."), Some("Mr. said"));
        assert_eq!(found("en", "Then Mr. Okonkwo said that he was late."), None);
        assert_eq!(found("en", "We heard it although had left early."), Some("although had"));
        assert_eq!(found("en", "Said on Friday that it was over."), Some("Said"));
        assert_eq!(found("en", "Was it over? It was."), None);
    }
}
