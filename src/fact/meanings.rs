//! Small things that the row of pieces is made of, so that a row is made again without new memory: what a word may mean,
//! and the readings of a number.

use std::{ops::Deref, rc::Rc};

use super::Decimal;
use crate::locale::{Entry, Section, Sections};

/// Some of the entries of a form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meanings<'a> {
    entries: &'a [Entry],
    /// A bit for each entry that is one of them. No form has more entries than bits: signs of money have some fifty.
    kept: u128,
    /// The sections of those entries.
    pub(super) sections: Sections,
}

impl<'a> Meanings<'a> {
    /// Those entries that a word may stand for.
    pub(super) fn of(entries: &'a [Entry], mut fits: impl FnMut(&'a Entry) -> bool) -> Meanings<'a> {
        let (mut kept, mut sections) = (0, Sections::default());
        for (n, entry) in entries.iter().enumerate().take(u128::BITS as usize) {
            if fits(entry) {
                kept |= 1 << n;
                sections.add(Sections::of(&[entry.section]));
            }
        }
        Meanings { entries, kept, sections }
    }

    /// Has the word no meaning at all?
    pub(super) fn is_empty(&self) -> bool {
        self.kept == 0
    }

    /// The meanings, in the order of the lexicon.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let (entries, mut kept) = (self.entries, self.kept);
        std::iter::from_fn(move || {
            let entry = entries.get(kept.trailing_zeros() as usize)?;
            kept &= kept - 1;
            Some(entry)
        })
    }

    /// The meanings in one section.
    pub(super) fn within(&self, section: Section) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let own = if self.sections.has(section) { *self } else { Meanings { kept: 0, ..*self } };
        own.iter().filter(move |entry| entry.section == section)
    }
}

/// The readings of a number: mostly one.
#[derive(Debug, Clone)]
pub(super) enum Readings {
    /// One that is sure.
    One([Decimal; 1]),
    /// Another number of readings.
    Many(Rc<[Decimal]>),
}

impl Readings {
    pub(super) fn new(readings: &[Decimal]) -> Readings {
        match readings {
            [one] => Readings::One([*one]),
            many => Readings::Many(many.into()),
        }
    }
}

impl Deref for Readings {
    type Target = [Decimal];

    fn deref(&self) -> &[Decimal] {
        match self {
            Readings::One(one) => one,
            Readings::Many(many) => many,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_are_told_by_their_sections() {
        let entry = |section, key| Entry { section, key, form: "min", is_stray: false };
        let entries = [entry(Section::Unit, "a"), entry(Section::TimeWord, "b"), entry(Section::Unit, "c")];
        let keys =
            |meanings: &Meanings<'_>, section| meanings.within(section).map(|entry| entry.key).collect::<Vec<_>>();
        let meanings = Meanings::of(&entries, |entry| entry.key != "a");
        assert_eq!((keys(&meanings, Section::Unit), keys(&meanings, Section::TimeWord)), (vec!["c"], vec!["b"]));
        let meanings = Meanings::of(&entries, |entry| entry.section == Section::TimeWord);
        assert_eq!((keys(&meanings, Section::Unit), keys(&meanings, Section::TimeWord)), (vec![], vec!["b"]));
        assert!(!meanings.is_empty() && Meanings::of(&entries, |_| false).is_empty());
    }
}
