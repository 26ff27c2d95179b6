//! Chinese names in Latin letters beside a text in Han letters: they are written as the letters are read.

use super::{Side, people::Part};
use crate::{
    locale::Locale,
    text::{
        pinyin::{Reading, is_pinyin, is_syllable},
        romanise::romanise,
    },
};

/// A Chinese text as it is read aloud.
pub(super) struct Ear<'a> {
    reading: Reading,
    locale: &'a Locale,
}

impl<'a> Ear<'a> {
    /// The ear for a text whose language has readings for its letters.
    pub(super) fn new(side: &Side<'a, '_>) -> Option<Ear<'a>> {
        let locale = side.view.locale;
        if locale.section("reading").is_empty() || !side.has_han() {
            return None;
        }
        let mut reading = Reading::default();
        side.view.texts().for_each(|text| reading.add(text));
        Some(Ear { reading, locale })
    }

    pub(super) fn says(&self, word: &str) -> bool {
        let also =
            |letter: char, sound: &str| self.locale.forms("reading", sound).iter().any(|form| form.contains(letter));
        self.reading.says(word, &also)
    }

    /// Is the word of a name read from the text? Nothing where the name is none of Chinese syllables, and not heard so.
    pub(super) fn hears(&self, part: &Part<'_, '_>, parts: &[Part<'_, '_>]) -> Option<bool> {
        let own = romanise(part.text);
        if !is_chinese(part, parts) {
            return (is_pinyin(&own) && self.says(&own)).then_some(true);
        }
        let names: Vec<String> = of(part, parts).iter().map(|part| romanise(part.text)).collect();
        // A place is abbreviated to one of its letters: 厦大 for Xiamen University, 京广 for Beijing and Guangzhou.
        let is_cut = || {
            let halves = (2..own.len()).filter_map(|at| own.split_at_checked(at));
            halves.into_iter().any(|(head, tail)| self.says_syllable(head) || self.says_syllable(tail))
        };
        let [first, second] = names.as_slice() else {
            return Some(self.says(&own) || names.len() == 1 && is_cut());
        };
        if self.says(&format!("{first}{second}")) || self.says(&format!("{second}{first}")) {
            return Some(true);
        }
        if !is_syllable(first) && !is_syllable(second) {
            return Some(self.says(&own) || is_cut());
        }
        if !self.says(first) && !self.says(second) && !is_distinct(first) && !is_distinct(second) {
            return None;
        }
        // A family name stands at its given name.
        let given = if own == *first { second } else { first };
        Some(self.says(&own) && !(is_syllable(&own) && !is_syllable(given) && self.says(given)))
    }

    fn says_syllable(&self, word: &str) -> bool {
        is_syllable(word) && self.says(word)
    }
}

/// Are the words around it made of Chinese syllables, and enough of them?
pub(super) fn is_chinese(part: &Part<'_, '_>, parts: &[Part<'_, '_>]) -> bool {
    let name = of(part, parts);
    name.len() >= 2 || name.len() == 1 && is_distinct(&romanise(part.text))
}

/// The words of the same name that are made of Chinese syllables like this one, and stand beside it: no titles.
fn of<'p, 'v, 'a>(part: &Part<'v, 'a>, parts: &'p [Part<'v, 'a>]) -> &'p [Part<'v, 'a>] {
    let is_it = |other: &Part<'_, '_>| std::ptr::eq(other.placed, part.placed) && is_pinyin(&romanise(other.text));
    let own = parts.iter().position(|other| other.stands_at(part) && is_it(other));
    let Some(at) = own else { return &[] };
    let (before, after) = parts.split_at(at);
    let start = at - before.iter().rev().take_while(|other| is_it(other)).count();
    let end = at + after.iter().take_while(|other| is_it(other)).count();
    parts.get(start..end).unwrap_or_default()
}

/// Is a word Chinese by its looks: more than a syllable, with sounds that few other languages write so?
fn is_distinct(word: &str) -> bool {
    let rare = word.contains("zh") || word.contains(['x', 'q']); // tidy: a sound, and no language
    !is_syllable(word) && (rare || word.ends_with("ng") && word.len() >= 5)
}
