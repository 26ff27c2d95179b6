//! What words ask for of what stands beside them, as each language tells it.

use std::{cell::RefCell, rc::Rc};

use rustc_hash::FxHashMap;

use crate::{
    locale::Locale,
    text::bits::{Bits, ends},
};

/// The section that tells which words ask for more.
const SECTION: &str = "unfinished";

/// What a word asks for; a bit each.
pub(super) type Wants = u32;

/// No mark may follow it.
pub(super) const NO_MARK: Wants = 1;
/// No comma, semicolon or closing bracket may follow it; a sentence may well end in it.
pub(super) const NO_COMMA: Wants = 1 << 1;
/// None of the words that want something before them may follow it.
pub(super) const LEFT: Wants = 1 << 2;
/// Wants something before it.
pub(super) const RIGHT: Wants = 1 << 3;
/// A name must follow it.
pub(super) const TITLE: Wants = 1 << 4;
/// A clause with its subject must follow it.
pub(super) const JOINT: Wants = 1 << 5;
/// Wants a subject before it.
pub(super) const VERB: Wants = 1 << 6;
/// No sentence but a question begins with it.
pub(super) const NO_BEGINNING: Wants = 1 << 7;
/// No mark but a comma may follow it where it stands behind a name.
pub(super) const BETWEEN: Wants = 1 << 8;
/// A noun must follow it.
pub(super) const ARTICLE: Wants = 1 << 9;
/// May follow a preposition, but no article.
pub(super) const NO_NOUN: Wants = 1 << 10;
/// A past form that is a participle as well: a sentence may begin with it, unless an object follows.
pub(super) const PAST: Wants = 1 << 11;
/// Begins an object.
pub(super) const OBJECT: Wants = 1 << 12;
/// Begins a phrase or a clause that stands before its sentence.
pub(super) const INTRO: Wants = 1 << 13;
/// A finite verb, and nothing else.
pub(super) const FINITE: Wants = 1 << 14;
/// Hardly a comma follows it, unless it belongs to a verb.
pub(super) const HARDLY_COMMA: Wants = 1 << 15;
/// A word that takes what is hardly before a comma along with it: `live in, `.
pub(super) const TAKES_ALONG: Wants = 1 << 16;
/// Stands for a subject.
pub(super) const PRONOUN: Wants = 1 << 17;
/// The last word of a form of two words.
pub(super) const LAST: Wants = 1 << 18;

/// Begins a clause.
pub(super) const CLAUSE: Wants = 1 << 19;
/// Stands between names, not between verbs.
pub(super) const EITHER: Wants = 1 << 20;
/// May stand between a subject and its verb.
pub(super) const ADVERB: Wants = 1 << 21;

const KEYS: [(&str, Wants); 21] = [
    ("before-mark", NO_MARK),
    ("before-comma", NO_COMMA),
    ("left", LEFT),
    ("right", RIGHT),
    ("title", TITLE),
    ("joint", JOINT),
    ("verb", VERB),
    ("begin", NO_BEGINNING),
    ("between", BETWEEN),
    ("article", ARTICLE),
    ("no-noun", NO_NOUN),
    ("past", PAST),
    ("object", OBJECT),
    ("intro", INTRO),
    ("finite", FINITE),
    ("hardly-before-comma", HARDLY_COMMA),
    ("takes-along", TAKES_ALONG),
    ("pronoun", PRONOUN),
    ("clause", CLAUSE),
    ("either", EITHER),
    ("adverb", ADVERB),
];

/// Longer words are hardly among them.
const LONGEST: usize = 24;

/// The words of a language that ask for more, in small letters.
#[derive(Debug, Default)]
pub(super) struct Words {
    known: FxHashMap<&'static str, Wants>,
    /// What tells them from most words of a text.
    ends: Bits<32>,
}

impl Words {
    pub(super) fn of(locale: &Locale) -> Rc<Words> {
        thread_local! {
            static WORDS: RefCell<FxHashMap<usize, Rc<Words>>> = RefCell::default();
        }
        // Locales are kept for good: where one stands tells it from all others.
        let place = std::ptr::from_ref(locale).addr();
        WORDS.with(|known| {
            let make = || {
                let mut words = Words::default();
                for (key, wants) in KEYS {
                    for &form in locale.forms(SECTION, key) {
                        words.add(form, wants);
                        if let Some((_, last)) = form.rsplit_once(' ') {
                            words.add(last, LAST);
                        }
                    }
                }
                Rc::new(words)
            };
            Rc::clone(known.borrow_mut().entry(place).or_insert_with(make))
        })
    }

    fn add(&mut self, word: &'static str, wants: Wants) {
        *self.known.entry(word).or_default() |= wants;
        self.ends.add(ends(word.as_bytes()));
    }

    /// What the word asks for, if it were written in small letters.
    pub(super) fn wants_small(&self, word: &str) -> Wants {
        let mut letters = [0; LONGEST];
        match letters.get_mut(..word.len()) {
            // A plain word needs no memory of its own.
            Some(letters) if word.is_ascii() => {
                letters.copy_from_slice(word.as_bytes());
                letters.make_ascii_lowercase();
                std::str::from_utf8(letters).map_or(0, |word| self.wants(word))
            }
            _ => self.wants(&word.to_lowercase()),
        }
    }

    pub(super) fn wants(&self, word: &str) -> Wants {
        let known = if self.ends.has(ends(word.as_bytes())) { self.known.get(word) } else { None };
        known.copied().unwrap_or_default()
    }
}

/// Does the language tell which words ask for more?
pub(super) fn knows(locale: &Locale) -> bool {
    !locale.section(SECTION).is_empty()
}
