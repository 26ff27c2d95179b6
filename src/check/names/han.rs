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

    fn says(&self, word: &str) -> bool {
        let also =
            |letter: char, sound: &str| self.locale.forms("reading", sound).iter().any(|form| form.contains(letter));
        self.reading.says(word, &also)
    }

    /// Is the word of a name read from the text? Nothing where the name is none of Chinese syllables.
    pub(super) fn hears(&self, part: &Part<'_, '_>, parts: &[Part<'_, '_>]) -> Option<bool> {
        if !is_chinese(part, parts) {
            return None;
        }
        let own = romanise(part.text);
        let names: Vec<String> = of(part, parts).map(|part| romanise(part.text)).collect();
        let [first, second] = names.as_slice() else {
            // A place is abbreviated to one of its letters: 厦大 for Xiamen University.
            let is_cut = || (2..own.len()).any(|at| own.get(..at).is_some_and(|head| self.says_syllable(head)));
            return Some(self.says(&own) || names.len() == 1 && is_cut());
        };
        if self.says(&format!("{first}{second}")) || self.says(&format!("{second}{first}")) {
            return Some(true);
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

/// Are all words of the name made of Chinese syllables, and enough of them?
pub(super) fn is_chinese(part: &Part<'_, '_>, parts: &[Part<'_, '_>]) -> bool {
    let mut count = 0;
    of(part, parts).all(|part| {
        count += 1;
        is_pinyin(&romanise(part.text))
    }) && (count >= 2 || is_distinct(&romanise(part.text)))
}

/// The words of the same name.
fn of<'p, 'v, 'a>(part: &'p Part<'v, 'a>, parts: &'p [Part<'v, 'a>]) -> impl Iterator<Item = &'p Part<'v, 'a>> {
    parts.iter().filter(|other| std::ptr::eq(other.placed, part.placed))
}

/// Is a word Chinese by its looks: more than a syllable, with sounds that few other languages write so?
fn is_distinct(word: &str) -> bool {
    let rare = word.contains("zh") || word.contains(['x', 'q']); // tidy: a sound, and no language
    !is_syllable(word) && (rare || word.ends_with("ng") && word.len() >= 5)
}
