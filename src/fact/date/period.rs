//! Years with their word or era, decades, centuries, quarters, seasons, and weekdays that stand alone.

use std::ops::Range;

use super::{era, words, words::Row};
use crate::fact::{
    Confidence, Date, Decimal, Fact, Form, Kind, Scan, Value,
    piece::{self, Num, Pieces},
};
use crate::locale::{Section, Sections};

/// Reads what is no day of a month, after the days were read.
pub(super) fn read(scan: &mut Scan<'_>, pieces: &Pieces<'_>) {
    let folded = scan.folded.clone();
    let text: &str = &folded.text;
    let row = Row {
        pieces,
        text,
        original: scan.passage.text,
        habits: scan.passage.locale.habits(),
        locale: scan.passage.locale,
    };
    const WORDS: Sections = Sections::of(&[Section::DateWord, Section::Unit, Section::UnitSymbol, Section::Quarter]);
    for at in 0..pieces.list.len() {
        let is_number = pieces.number(at).is_some();
        if !is_number && !pieces.sections(at).meets(WORDS) {
            continue;
        }
        let found = row
            .century(at)
            .or_else(|| row.decade(at))
            .or_else(|| row.quarter(at))
            .or_else(|| row.season(at))
            .or_else(|| row.year_with_word(at))
            .or_else(|| row.day_with_sign(at));
        for period in found.unwrap_or_default() {
            period.add(scan, &row);
        }
    }
    if !pieces.all_sections().has(Section::Weekday) {
        return;
    }
    for at in 0..pieces.list.len() {
        // 45 шабат, 2 недеље: a word for the weekday and the week.
        let counted = at.checked_sub(1).and_then(|before| pieces.number(before)).is_some_and(|n| !n.shape.ordinal)
            && pieces.key(at, Section::Unit).is_some()
            && row.near(at - 1);
        let Some(weekday) = row.weekday_at(at).filter(|_| !counted && row.stands_alone(at, scan)) else { continue };
        let date = Date { weekday: Some(weekday), ..Date::default() };
        let period =
            Period { readings: vec![Value::Date(date)], first: at, last: at, confidence: row.sureness(at, scan) };
        period.add(scan, &row);
    }
}

/// A period with its readings and its pieces.
struct Period {
    readings: Vec<Value>,
    first: usize,
    last: usize,
    confidence: Confidence,
}

impl Period {
    fn sure(readings: Vec<Value>, first: usize, last: usize) -> Vec<Period> {
        vec![Period { readings, first, last, confidence: Confidence::High }]
    }

    fn add(self, scan: &mut Scan<'_>, row: &Row<'_, '_>) {
        let span = row.pieces.list[self.first].at.start..row.pieces.list[self.last].at.end;
        let place = scan.folded.range(span);
        let mut readings = self.readings.into_iter();
        let Some(value) = readings.next().filter(|_| !scan.is_taken(&place)) else { return };
        let mut fact = Fact::new(Kind::Date, value, place);
        fact.others = readings.collect();
        fact.confidence = self.confidence;
        piece::add(scan, fact);
    }
}

impl Row<'_, '_> {
    /// 19th century, XIXe siècle, 19世紀; 18th and 19th centuries are two.
    fn century(&self, at: usize) -> Option<Vec<Period>> {
        if !self.is_word(at, "century", "duration-century") {
            return None;
        }
        let (number_at, first, last) = self.numbered(at, |number| {
            number.within(1, 30).is_some()
                && (number.shape.ordinal || number.form == Form::Roman || number.shape.digits > 0)
        })?;
        let (mut first, mut last) = (first, last);
        let before_christ = self.before_christ(&mut first, &mut last);
        let number = self.pieces.number(number_at)?;
        let mut found = vec![self.one_century(number, first, last, before_christ)?];
        // The number of the first of two centuries stands before the other's.
        if let Some(other) =
            number_at.checked_sub(1).filter(|&other| words::is_range(self.pieces.gap(self.text, other)))
        {
            let alike = |one: &Num| one.shape.ordinal == number.shape.ordinal && one.form == number.form;
            if let Some(number) = self.pieces.number(other).filter(|one| one.within(1, 30).is_some() && alike(one)) {
                found.extend(self.one_century(number, other, other, before_christ));
            }
        }
        Some(found)
    }

    fn one_century(&self, number: &Num, first: usize, last: usize, before_christ: bool) -> Option<Period> {
        let century = number.within(1, 30)? as i32;
        let year = if before_christ { -century * 100 } else { (century - 1) * 100 };
        let mut readings = vec![Value::Date(Date { year: Some(year), unknown: 2, ..Date::default() })];
        // Without a mark it may be a number of centuries.
        if !number.shape.ordinal && number.form == Form::Digits {
            readings.push(Value::Measure(number.readings[0], "century".to_owned()));
        }
        Some(Period { readings, first, last, confidence: Confidence::High })
    }

    fn before_christ(&self, first: &mut usize, last: &mut usize) -> bool {
        let is_era = |at: usize| self.pieces.is(at, Section::Era, "gregory-0");
        if is_era(*last + 1) && matches!(self.pieces.gap(self.text, *last), "" | " ") {
            *last += 1;
            return true;
        }
        let before = first
            .checked_sub(1)
            .filter(|&before| is_era(before) && self.pieces.gap(self.text, before).trim().is_empty());
        *first = before.unwrap_or(*first);
        before.is_some()
    }

    /// 1990s, années 90, 90er Jahre, 1990年代, the nineties.
    fn decade(&self, at: usize) -> Option<Vec<Period>> {
        let named =
            self.pieces.keys(at, Section::DateWord).find_map(|key| key.strip_prefix("decade-")?.parse::<i32>().ok());
        if let Some(decade) = named {
            return Some(Period::sure(decades(decade, 2), at, at));
        }
        let is_decade =
            |number: &Num| number.within(0, 2990).is_some_and(|value| value % 10 == 0) && number.form != Form::Implied;
        let digits = |number: &Num| if number.shape.digits == 4 { 4 } else { 2 };
        if self.pieces.is(at, Section::DateWord, "decade") {
            // `20 años` are years, and `años 20` a decade, as `60. letech` is.
            let is_year = self.pieces.is(at, Section::Unit, "duration-year");
            let fits = |number: &Num| is_decade(number) && number.within(10, 2990).is_some();
            let before = at.checked_sub(1).filter(|&before| {
                self.near(before)
                    && self.pieces.number(before).is_some_and(|n| fits(n) && (!is_year || n.shape.ordinal))
            });
            let after = Some(at + 1)
                .filter(|&after| self.pieces.number(after).is_some_and(fits) && (self.near(at) || self.linked(at)));
            let number_at = before.or(after)?;
            let (first, last) = (number_at.min(at), number_at.max(at));
            let number = self.pieces.number(number_at)?;
            let last =
                if self.pieces.is(last + 1, Section::DateWord, "decade") && self.near(last) { last + 1 } else { last };
            return Some(Period::sure(decades(number.within(10, 2990)? as i32, digits(number)), first, last));
        }
        let number =
            self.pieces.number(at).filter(|number| is_decade(number) && matches!(number.shape.digits, 2 | 4))?;
        let own = self.text.get(self.pieces.list[at].at.clone())?;
        let suffixed =
            number.shape.ordinal && self.habits.decade_endings.iter().any(|ending| own.ends_with(ending.as_str()));
        let follows = self.pieces.is(at + 1, Section::DateWord, "decade-suffix")
            && matches!(self.pieces.gap(self.text, at), "" | "-" | "'" | "’" | ". ");
        if !suffixed && !follows {
            return None;
        }
        let value = number.within(0, 2990)? as i32;
        let mut last = if follows { at + 1 } else { at };
        if self.near(last) && self.is_word(last + 1, "decade", "duration-year") {
            last += 1;
        }
        let mut readings = decades(value, digits(number));
        if number.shape.digits == 2 {
            readings.push(Value::Number(Decimal::from(i64::from(value))));
        }
        let confidence = if number.shape.digits == 2 { Confidence::Medium } else { Confidence::High };
        Some(vec![Period { readings, first: at, last, confidence }])
    }

    /// Q3 2024, third quarter of 2024.
    fn quarter(&self, at: usize) -> Option<Vec<Period>> {
        let quarter: u8 = self.pieces.key(at, Section::Quarter)?.parse().ok()?;
        self.part_of_year(at, 32 + quarter, false)
    }

    /// Spring 2024; a season alone is no date.
    fn season(&self, at: usize) -> Option<Vec<Period>> {
        if !self.pieces.sections(at).has(Section::DateWord) {
            return None;
        }
        const SEASONS: [&str; 4] = ["season-spring", "season-summer", "season-autumn", "season-winter"];
        let season = SEASONS.iter().position(|season| self.pieces.is(at, Section::DateWord, season))?;
        self.part_of_year(at, 21 + season as u8, true)
    }

    fn part_of_year(&self, at: usize, month: u8, needs_year: bool) -> Option<Vec<Period>> {
        let year = |at: usize| self.pieces.number(at).and_then(Num::year);
        let after = Some(at + 1).filter(|&after| self.linked(at) && year(after).is_some());
        let before = at.checked_sub(1).filter(|&before| self.linked(before) && year(before).is_some());
        let year_at = after.or(before);
        if needs_year && year_at.is_none() {
            return None;
        }
        let date = Date { year: year_at.and_then(year), month: Some(month), ..Date::default() };
        let (first, last) = (year_at.unwrap_or(at).min(at), year_at.unwrap_or(at).max(at));
        Some(Period::sure(vec![Value::Date(date)], first, last))
    }

    /// 2024年, 2024 г., the year 2024, 44 BC, 令和6年.
    fn year_with_word(&self, at: usize) -> Option<Vec<Period>> {
        let number = self.pieces.number(at)?;
        let is_year = |at: usize| self.is_word(at, "year", "duration-year");
        let after = Some(at + 1).filter(|&after| is_year(after) && self.near(at));
        let before = at.checked_sub(1).filter(|&before| is_year(before) && self.pieces.gap(self.text, before) == " ");
        let (first, last) = (before.unwrap_or(at), after.unwrap_or(at));
        let named = |at: usize| era::is_named(self, at);
        let has_era =
            (named(last + 1) && self.near(last)) || first.checked_sub(1).is_some_and(|at| named(at) && self.near(at));
        // Only digits are counted from an era alone: “one ad” is no year.
        let has_era = has_era && (number.form == Form::Digits || before.is_some() || after.is_some());
        let year = match has_era {
            true => number.within(1, 2999).map(|year| year as i32),
            false if after.is_some() || before.is_some() => number.year(),
            false => None,
        }?;
        let (dated, first, last) = era::year(self, year, first, last);
        let date = Date { year: Some(dated), ..Date::default() };
        let mut readings = vec![Value::Date(date), Value::Number(Decimal::from(i64::from(year)))];
        if after.is_some() && !has_era {
            readings.push(Value::Measure(number.readings[0], "year".to_owned()));
        }
        Some(vec![Period { readings, first, last, confidence: Confidence::High }])
    }

    /// 26日: the day of a month that the text has named before, or so many days.
    fn day_with_sign(&self, at: usize) -> Option<Vec<Period>> {
        let number = self.pieces.number(at).filter(|number| number.shape.digits > 0)?;
        let signed = self.pieces.is(at + 1, Section::DateWord, "day") && self.gap_is_empty(at);
        let day = number.day().filter(|_| signed)?;
        let value = number.readings[0];
        let date = Date { day: Some(day), ..Date::default() };
        let readings = vec![Value::Date(date), Value::Number(value), Value::Measure(value, "day".to_owned())];
        Some(vec![Period { readings, first: at, last: at + 1, confidence: Confidence::Medium }])
    }

    fn gap_is_empty(&self, at: usize) -> bool {
        at + 1 < self.pieces.list.len() && self.pieces.gap(self.text, at).is_empty()
    }

    /// The number right after or right before a word, with the range of both.
    fn numbered(&self, at: usize, fits: impl Fn(&Num) -> bool) -> Option<(usize, usize, usize)> {
        let is_fit = |at: usize| self.pieces.number(at).is_some_and(&fits);
        if let Some(before) = at.checked_sub(1).filter(|&before| is_fit(before) && self.near(before)) {
            return Some((before, before, at));
        }
        (is_fit(at + 1) && (self.near(at) || self.linked(at))).then_some((at + 1, at, at + 1))
    }

    /// At most a blank, a hyphen or an ordinal's full stop stands between a piece and the next.
    fn near(&self, at: usize) -> bool {
        matches!(self.pieces.gap(self.text, at), "" | " " | "-" | ". " | " '" | "'" | "–" | "- ")
            && at + 1 < self.pieces.list.len()
    }

    fn is_word(&self, at: usize, word: &str, unit: &str) -> bool {
        self.pieces.is(at, Section::DateWord, word)
            || self.pieces.is(at, Section::Unit, unit)
            || self.pieces.is(at, Section::UnitSymbol, unit)
    }
}

/// The decade of a number: `90` is of the 20th century, or of another.
fn decades(value: i32, digits: usize) -> Vec<Value> {
    let decade = |year: i32| Value::Date(Date { year: Some(year), unknown: 1, ..Date::default() });
    if digits == 4 {
        // The 1900s may be the century.
        let century = Value::Date(Date { year: Some(value), unknown: 2, ..Date::default() });
        return if value % 100 == 0 { vec![decade(value), century] } else { vec![decade(value)] };
    }
    vec![decade(1900 + value), decade(2000 + value), decade(1800 + value)]
}

/// Years without a word, as `in 2014`: what no amount and no quantity took. Other readers may still read a number there.
pub(in crate::fact) fn years(scan: &mut Scan<'_>) {
    let counters = scan.passage.locale.forms("number-grammar", "counter");
    for n in 0..scan.numbers.len() {
        let number = &scan.numbers[n];
        let shape = &number.shape;
        let plain = shape.digits == 4 && !shape.ordinal && !number.used && !scan.is_taken(&number.at);
        let Some(year) = number.plain().filter(|year| plain && (1500..2100).contains(year)) else { continue };
        let at = number.at.clone();
        // A number with a sign or in a row of figures is none: #2014, 2014/5, 2014x.
        let before = scan.passage.text.get(..at.start).and_then(|text| text.chars().next_back());
        let after = scan.passage.text.get(at.end..).and_then(|text| text.chars().next());
        let bound = |c: Option<char>| c.is_none_or(|c| !matches!(c, '#' | '№' | '/' | '×' | '*' | '=' | '+'));
        // 2045個: what counts things counts no years.
        let rest = scan.passage.text.get(at.end..).unwrap_or_default();
        let counted = counters.iter().any(|counter| rest.starts_with(*counter));
        if !bound(before) || !bound(after) || number.comparator.is_some() || counted {
            continue;
        }
        let date = Date { year: i32::try_from(year).ok(), ..Date::default() };
        let feast = date.year.and_then(|year| super::feast::before(scan, year, number.folded.start));
        let feast = feast.map(|(start, day)| (scan.folded.range(start..number.folded.end), day));
        let mut fact = Fact::new(Kind::Date, Value::Date(date), at);
        fact.others = number.readings.iter().map(|value| Value::Number(*value)).collect();
        if let Some((place, day)) = feast.filter(|(place, _)| !scan.is_taken(place)) {
            fact.others.insert(0, std::mem::replace(&mut fact.value, Value::Date(day)));
            fact.at = place;
        }
        piece::add(scan, fact);
    }
}

/// A word that places something by the day of speaking: next year, yesterday.
pub(super) fn relatives(scan: &mut Scan<'_>) {
    let found: Vec<(&'static str, Range<usize>)> = scan
        .hits
        .iter()
        .filter(|hit| hit.tail == 0 && hit.has(Section::Relative))
        .filter_map(|hit| {
            let entry = hit.entries.iter().find(|entry| entry.section == Section::Relative)?;
            Some((entry.key, scan.folded.range(hit.at.clone())))
        })
        .collect();
    for (key, place) in found {
        // `next year` covers `year`; of two that overlap the longer one was found last.
        let nested = scan.facts.iter_mut().find(|fact| fact.kind == Kind::Relative && fact.at.start == place.start);
        match nested {
            Some(fact) => (fact.value, fact.at) = (Value::Text(key.to_owned()), place),
            // It takes no bytes: the weekday or the year in it is read as well.
            None => scan.facts.push(Fact::new(Kind::Relative, Value::Text(key.to_owned()), place)),
        }
    }
}
