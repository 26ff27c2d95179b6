//! The other texts of a run in the same two languages: what they write is evidence of what a word is and how it is rendered.

use std::sync::OnceLock;

use memchr::memmem::Finder;

use super::run::Run;
use crate::text::chars::{is_unspaced, is_word};

/// Texts with their translations, a row each.
#[derive(Debug, Default)]
pub struct Company<'a> {
    rows: Vec<(&'a str, &'a str)>,
    sides: OnceLock<Sides>,
    run: Option<(&'a Run<'a>, &'a str)>,
}

impl<'a> Company<'a> {
    /// Rows of source and translation.
    pub fn new(rows: Vec<(&'a str, &'a str)>) -> Company<'a> {
        Company { rows, ..Company::default() }
    }

    /// No row yet; `language` is that of the translations, as the rows of the run call it.
    pub fn within(run: Option<&'a Run<'a>>, language: &'a str) -> Company<'a> {
        Company { run: run.map(|run| (run, language)), ..Company::default() }
    }

    /// The whole run, whatever the language of the translations, and the language of these.
    pub(super) fn run(&self) -> Option<(&'a Run<'a>, &'a str)> {
        self.run
    }

    /// Adds a row.
    pub fn push(&mut self, source: &'a str, target: &'a str) {
        self.rows.push((source, target));
        self.sides.take();
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The texts, ready to be searched; made when first asked for.
    pub(super) fn sides(&self) -> &Sides {
        self.sides.get_or_init(|| {
            let mut sides = Sides::default();
            self.rows.iter().for_each(|(source, target)| sides.push(source, target));
            sides
        })
    }
}

/// All rows, the two sides each on their own.
#[derive(Debug, Default)]
pub(super) struct Sides {
    pub(super) source: Texts,
    pub(super) target: Texts,
}

impl Sides {
    pub(super) fn push(&mut self, source: &str, target: &str) {
        self.source.push(source);
        self.target.push(target);
    }
}

/// Texts one behind the other, so that a single search goes through all of them.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    /// No word goes on over it.
    const BETWEEN: char = '\0';

    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
        self.all.push(Self::BETWEEN);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a row.
    pub(super) fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before] + Self::BETWEEN.len_utf8());
        self.all.get(start..self.ends[row]).unwrap_or_default()
    }

    /// The rows in which a word begins like this.
    pub(super) fn beginning<'s>(&'s self, stem: &'s Finder<'_>) -> impl Iterator<Item = usize> + 's {
        self.rows(stem, |at| begins(&self.all, at))
    }

    /// The rows that hold this very word.
    pub(super) fn holding<'s>(&'s self, word: &'s Finder<'_>) -> impl Iterator<Item = usize> + 's {
        self.rows(word, |at| {
            let before = self.all.get(..at).and_then(|before| before.chars().next_back());
            let after = self.all.get(at + word.needle().len()..).and_then(|rest| rest.chars().next());
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        })
    }

    fn rows<'s>(
        &'s self,
        sought: &'s Finder<'_>,
        is_it: impl Fn(usize) -> bool + 's,
    ) -> impl Iterator<Item = usize> + 's {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let at = from + sought.find(self.all.as_bytes().get(from..)?)?;
                from = at + sought.needle().len().max(1);
                if is_it(at) {
                    let row = self.ends.partition_point(|&end| end <= at);
                    from = *self.ends.get(row)?;
                    return Some(row);
                }
            }
        })
    }
}

/// Begins a word of the text like this? In scripts without blanks a word begins anywhere.
pub(super) fn begins_word(text: &str, stem: &Finder<'_>) -> bool {
    stem.find_iter(text.as_bytes()).any(|at| begins(text, at))
}

fn begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let first = text.get(at..).and_then(|rest| rest.chars().next());
    first.is_some_and(is_unspaced) || !before.is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Texts {
        let mut texts = Texts::default();
        ["a bark", "the bar", "", "crowbar", "Bars, bars, barring", "bar"].iter().for_each(|text| texts.push(text));
        texts
    }

    #[test]
    fn each_row_that_begins_a_word_so_is_told_once() {
        assert_eq!(texts().beginning(&Finder::new("bar")).collect::<Vec<_>>(), [0, 1, 4, 5]);
        assert_eq!(texts().beginning(&Finder::new("row")).count(), 0);
    }

    #[test]
    fn the_very_word_is_told_from_longer_ones() {
        assert_eq!(texts().holding(&Finder::new("bar")).collect::<Vec<_>>(), [1, 5]);
    }

    #[test]
    fn a_row_has_its_text() {
        let texts = texts();
        assert_eq!((texts.get(0), texts.get(2), texts.get(5)), ("a bark", "", "bar"));
        assert_eq!(texts.len(), 6);
    }
}
