//! Dates and parts of dates: days, months, years, decades, centuries, quarters, weekdays, relative words.

mod era;
mod feast;
pub(in crate::fact) mod numeric;
mod period;
mod words;

pub(in crate::fact) use period::years;
pub(in crate::fact) use words::is_range;

use std::ops::Range;

use super::{
    Date, Fact, Scan,
    piece::{self, Pieces},
};
use crate::locale::{Entry, Hit, Locale, Section, Sections};

/// Reads the dates in words, after the numbers were read.
pub(in crate::fact) fn read(scan: &mut Scan<'_>) {
    const ALONE: Sections = Sections::of(&[Section::Month, Section::Weekday, Section::Quarter]);
    // Most words of dates want a number; the nineties do not.
    let is_decade = |hit: &Hit<'_>| {
        let is_named = |entry: &Entry| entry.section == Section::DateWord && entry.key.starts_with("decade-");
        hit.has(Section::DateWord) && hit.entries.iter().any(is_named)
    };
    const COUNTED: Sections = Sections::of(&[Section::DateWord, Section::Era]);
    let stands_alone = |scan: &Scan<'_>| {
        scan.sections.meets(ALONE)
            || scan.sections.meets(COUNTED) && (!scan.numbers.is_empty() || scan.hits.iter().any(is_decade))
    };
    if piece::may_measure(scan) || stands_alone(scan) {
        let pieces = Pieces::of(scan);
        words::read(scan, &pieces);
        words::read_counted(scan, &pieces);
        period::read(scan, &pieces);
    }
    period::relatives(scan);
}

/// A date as it is put together, before its year is known to count from another era.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::fact) struct Parts {
    pub year: Option<i32>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub weekday: Option<u8>,
}

impl Parts {
    fn ymd(year: u32, month: u32, day: u32) -> Parts {
        Parts { year: i32::try_from(year).ok(), month: small(month), day: small(day), weekday: None }
    }

    fn ym(year: u32, month: u32) -> Parts {
        Parts { day: None, ..Parts::ymd(year, month, 1) }
    }

    fn md(month: u32, day: u32) -> Parts {
        Parts { year: None, ..Parts::ymd(0, month, day) }
    }

    /// Is there such a day, in some year? February has 30 days here: texts speak of it.
    fn is_valid(&self) -> bool {
        let days = match self.month {
            Some(2) => 30,
            Some(4 | 6 | 9 | 11) => 30,
            Some(1..=12) => 31,
            Some(_) => return false,
            None => 31,
        };
        self.day.is_none_or(|day| (1..=days).contains(&day)) && self.year.is_none_or(|year| (1..=2999).contains(&year))
    }

    fn date(self) -> Date {
        Date { year: self.year, month: self.month, day: self.day, weekday: self.weekday, unknown: 0 }
    }
}

fn small(number: u32) -> Option<u8> {
    Some(u8::try_from(number).unwrap_or(u8::MAX))
}

/// A fact from all readings of a date; years that may count from the Buddha's death get the other reading too.
fn dated(readings: Vec<Parts>, place: Range<usize>, locale: &Locale) -> Option<Fact> {
    let mut dates: Vec<Date> = Vec::new();
    let buddhist = locale.habits().numerals.buddhist;
    for parts in readings {
        let date = parts.date();
        if let (true, Some(year @ 2400..=2699)) = (buddhist, date.year) {
            dates.push(Date { year: Some(year - 543), ..date });
        }
        dates.push(date);
    }
    numeric::values(&dates, place)
}
