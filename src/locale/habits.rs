//! What a language's own patterns tell about its dates and clocks: the order, twelve hours or twenty-four, linking words.

use std::ops::Range;

use super::{Forms, Locale, Numerals, Section};
use crate::text::{chars::is_alphanumeric, fold::fold};

/// The habits of a language, read from its patterns once.
#[derive(Debug)]
pub struct Habits {
    /// `dmy`, `mdy` or `ymd`.
    pub order: &'static str,
    /// Does its clock count to twelve, so that `3:00` may be in the afternoon?
    pub twelve: bool,
    /// Are its decimals told by a comma, so that the point of 9.30 may part hours and minutes?
    pub comma: bool,
    /// Words that join minutes to an hour, folded: las ocho y diez.
    pub minute_links: Vec<String>,
    /// Does the part of the day stand before the hour?
    pub period_first: bool,
    /// Words that say that an hour of the day follows, folded: at, à, um.
    pub at_words: Vec<String>,
    /// Words that may stand between the hour and the part of the day, folded.
    pub period_links: Vec<String>,
    /// Words that may stand between a number and its unit, folded: 5 millones de euros.
    pub unit_links: Vec<String>,
    /// Words that stand between the parts of a date, folded: de, г, of the.
    pub links: Vec<String>,
    /// What follows a number to make it a decade, folded, with the hyphen before it where there is one.
    pub decade_endings: Vec<String>,
    /// The length of the longest form of each month and weekday: shorter ones are abbreviations.
    longest: Vec<(Section, &'static str, usize)>,
    /// What is peculiar about its numbers in words: the keys of `[number-grammar]`.
    pub grammar: Vec<&'static str>,
    /// The hours that a day period covers, by its key.
    pub periods: Vec<(&'static str, Range<u8>)>,
    /// Words that stand between the ends of a range.
    pub range_words: Vec<&'static str>,
    /// What is peculiar about its numbers.
    pub numerals: Numerals,
    /// What words of a section may go on with, where the language says so.
    tails: Vec<(Section, Forms)>,
}

impl Habits {
    pub(super) fn of(locale: &Locale) -> Habits {
        let mut links: Vec<String> = locale.forms("date-link", "link").iter().map(|link| fold(link)).collect();
        for (key, patterns) in locale.section("date-pattern") {
            if *key != "time" && !key.contains(['h', 'H']) {
                patterns.iter().for_each(|pattern| links.extend(literals(pattern)));
            }
        }
        links.sort();
        links.dedup();
        let time = locale.form("date-pattern", "time").unwrap_or_default();
        let mut periods = Vec::new();
        for (key, ranges) in locale.section("day-period-range") {
            periods.extend(ranges.iter().filter_map(|range| Some((*key, hours(range)?))));
        }
        let mut longest = Vec::new();
        for section in [Section::Month, Section::Weekday] {
            for (key, forms) in locale.section(section.name()) {
                longest.push((section, *key, forms.iter().map(|form| longest_word(form)).max().unwrap_or(0)));
            }
        }
        Habits {
            grammar: locale.section("number-grammar").iter().map(|(key, _)| *key).collect(),
            decade_endings: locale.forms("date-word", "decade-suffix").iter().map(|form| fold(form)).collect(),
            longest,
            order: locale.form("date-order", "order").unwrap_or("dmy"),
            period_first: locale.form("date-pattern", "h").is_some_and(|pattern| pattern.trim_start().starts_with('a')),
            comma: locale.form("symbol", "decimal") == Some(","),
            minute_links: locale.forms("date-link", "minute").iter().map(|link| fold(link)).collect(),
            unit_links: locale.forms("date-link", "unit").iter().map(|link| fold(link)).collect(),
            at_words: locale.forms("date-link", "at").iter().map(|link| fold(link)).collect(),
            period_links: locale.forms("date-link", "period").iter().map(|link| fold(link)).collect(),
            twelve: time.contains(['h', 'K']),
            links,
            periods,
            range_words: locale.forms("number-joiner", "range").to_vec(),
            numerals: Numerals::of(locale),
            tails: locale
                .section("word-tail")
                .iter()
                .filter_map(|(name, tails)| Some((Section::from_name(name)?, tails.clone())))
                .collect(),
        }
    }
}

impl Habits {
    /// What words of a section may go on with; nothing where the language does not say.
    pub fn tails(&self, section: Section) -> &[&'static str] {
        self.tails.iter().find(|(of, _)| *of == section).map_or(&[], |(_, tails)| tails)
    }

    /// How many letters the longest form of a month or weekday has.
    pub fn longest(&self, section: Section, key: &str) -> usize {
        self.longest.iter().find(|(of, own, _)| *of == section && *own == key).map_or(0, |&(.., length)| length)
    }
}

/// How many letters the longest word of a form has: יום שבת is no longer than שבת.
pub fn longest_word(form: &str) -> usize {
    let length = |word: &str| word.chars().filter(|&c| is_alphanumeric(c)).count();
    form.split_whitespace().map(length).max().unwrap_or(0)
}

/// The words that a pattern holds beside its fields, quoted or not.
fn literals(pattern: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (n, part) in pattern.split('\'').enumerate() {
        if n % 2 == 1 {
            words.push(fold(part));
        } else {
            words.extend(part.split(|c: char| c.is_ascii() || !c.is_alphabetic()).map(fold));
        }
    }
    words
        .iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn hours(range: &str) -> Option<Range<u8>> {
    let (from, to) = range.split_once('-')?;
    let hour = |text: &str| text.split(':').next()?.parse().ok();
    Some(hour(from)?..hour(to)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_between_the_parts_of_a_date_come_from_its_patterns() {
        assert_eq!(literals("d 'de' MMMM 'de' y"), ["de", "de"]);
        assert_eq!(literals("d MMMM y\u{202f}'г'."), ["г"]);
        assert_eq!(literals("y年M月d日"), ["年", "月", "日"]);
    }

    #[test]
    fn a_clock_of_twelve_hours_shows_in_the_pattern() {
        assert!(Locale::get("en").habits().twelve && !Locale::get("de").habits().twelve);
    }
}
