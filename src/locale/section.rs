//! The sections of a locale whose forms are looked for in texts.

/// A lexical section: its forms go into the [`Lexicon`](super::Lexicon).
///
/// A form is looked for folded. `EXACT` sections want whole words; `STEM` sections accept letters after the form, with
/// their number told in [`Hit::tail`](super::Hit), for scripts and languages that inflect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as in the files; see NAMES")]
pub enum Section {
    Cardinal,
    Ordinal,
    Scale,
    Fraction,
    Month,
    Weekday,
    DayPeriod,
    Era,
    Relative,
    Percent,
    Comparator,
    Currency,
    Unit,
    CountryNoun,
    Territory,
    Demonym,
    City,
    Language,
    Acronym,
    Idiom,
    DateWord,
    TimeWord,
    NumberWord,
    NumberJoiner,
    Title,
    Organisation,
    NoName,
    UnitSymbol,
    UnitPer,
    UnitBefore,
    CurrencySymbol,
    Quarter,
    Negation,
    PlaceNoun,
}

impl Section {
    /// Section, its name in the files, may a word go on after the form?
    pub const NAMES: &[(Section, &str, bool)] = &[
        (Section::Cardinal, "cardinal", true),
        (Section::Ordinal, "ordinal", true),
        (Section::Scale, "scale", true),
        (Section::Fraction, "fraction", true),
        (Section::Month, "month", true),
        (Section::Weekday, "weekday", true),
        (Section::DayPeriod, "day-period", false),
        (Section::Era, "era", false),
        (Section::Relative, "relative", false),
        (Section::Percent, "percent", true),
        (Section::Comparator, "comparator", false),
        (Section::Currency, "currency", true),
        (Section::Unit, "unit", true),
        (Section::CountryNoun, "country-noun", true),
        (Section::Territory, "territory", true),
        (Section::Demonym, "demonym", true),
        (Section::City, "city", true),
        (Section::Language, "language", true),
        (Section::Acronym, "acronym", false),
        (Section::Idiom, "idiom", false),
        (Section::DateWord, "date-word", true),
        (Section::TimeWord, "time-word", true),
        (Section::NumberWord, "number-word", false),
        (Section::NumberJoiner, "number-joiner", false),
        (Section::Title, "title", false),
        (Section::Organisation, "organisation", true),
        (Section::NoName, "no-name", false),
        (Section::UnitSymbol, "unit-symbol", false),
        (Section::UnitPer, "unit-per", false),
        (Section::UnitBefore, "unit-before", false),
        (Section::CurrencySymbol, "currency-symbol", false),
        (Section::Quarter, "quarter", false),
        (Section::Negation, "negation", true),
        (Section::PlaceNoun, "place-noun", true),
    ];

    /// The section's name in the files.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    /// Does it hold names, which `[inflection]` gives their cases?
    pub(super) fn is_inflected(self) -> bool {
        matches!(self, Section::Territory | Section::City)
    }

    /// The section of a name in the files.
    pub fn from_name(name: &str) -> Option<Section> {
        Self::NAMES.iter().find(|(_, known, _)| *known == name).map(|&(section, ..)| section)
    }

    /// Are its forms read only by readers that take a stem of three letters for any word?
    pub(super) fn wants_long_stems(self) -> bool {
        use Section::*;
        matches!(self, Month | Weekday | DayPeriod | Era | DateWord | TimeWord | Quarter)
            || matches!(self, Currency | CurrencySymbol | Unit | UnitSymbol | UnitPer | UnitBefore)
    }

    /// Does it hold numbers and months, which texts also write without accents and hyphens?
    pub(super) fn is_plain(self) -> bool {
        Sections::NUMBERS.has(self) || self == Section::Month
    }

    /// May a word go on after a form of this section?
    pub fn takes_stems(self) -> bool {
        Self::NAMES[self as usize].2
    }
}

/// A set of sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sections(u64);

impl Sections {
    /// What numbers in words are made of.
    pub const NUMBERS: Sections = Sections::of(&[
        Section::Cardinal,
        Section::Ordinal,
        Section::Scale,
        Section::Fraction,
        Section::NumberWord,
        Section::NumberJoiner,
    ]);

    /// The set of these sections.
    pub const fn of(sections: &[Section]) -> Sections {
        let (mut set, mut n) = (0, 0);
        while n < sections.len() {
            set |= 1 << sections[n] as u8;
            n += 1;
        }
        Sections(set)
    }

    /// The set with one section more.
    pub const fn with(self, section: Section) -> Sections {
        Sections(self.0 | 1 << section as u8)
    }

    /// Is the section in it?
    #[inline]
    pub const fn has(self, section: Section) -> bool {
        self.0 & (1 << section as u8) != 0
    }

    /// Have the two a section in common?
    #[inline]
    pub fn meets(self, other: Sections) -> bool {
        self.0 & other.0 != 0
    }

    /// Adds the sections of another set.
    #[inline]
    pub fn add(&mut self, other: Sections) {
        self.0 |= other.0;
    }
}

impl FromIterator<Section> for Sections {
    fn from_iter<I: IntoIterator<Item = Section>>(sections: I) -> Sections {
        Sections(sections.into_iter().fold(0, |set, section| set | 1 << section as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_stands_at_its_own_place_in_the_table() {
        for (at, (section, ..)) in Section::NAMES.iter().enumerate() {
            assert_eq!(*section as usize, at);
        }
    }
}
