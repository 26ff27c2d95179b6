//! Dates with a month in words, or with the signs of Chinese, Japanese and Korean: 5 March 2024, March 5–10, 2024年3月5日.
//!
//! The month is the centre: what stands beside it is tried as day and as year, in the order that the language prefers.

use std::ops::Range;

use super::{Parts, dated, era};
use crate::fact::{
    Confidence, Fact, Scan,
    piece::{self, Num, Pieces, What},
};
use crate::locale::{Habits, Locale, Section, longest_word};
use crate::text::chars::{is_lower, is_unspaced, is_word};

/// A number beside a month, with the sign that tells its role.
#[derive(Debug, Clone, Copy)]
struct Slot<'p> {
    number: &'p Num,
    role: Option<Role>,
    first: usize,
    last: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Year,
    Day,
}

/// What the readers of dates look at.
pub(super) struct Row<'r, 'a> {
    pub pieces: &'r Pieces<'a>,
    pub text: &'r str,
    pub original: &'r str,
    pub habits: &'r Habits,
    pub locale: &'r Locale,
}

/// Reads all dates with a month in words.
pub(super) fn read(scan: &mut Scan<'_>, pieces: &Pieces<'_>) {
    let folded = scan.folded.clone();
    let text: &str = &folded.text;
    let locale = scan.passage.locale;
    let row = Row { pieces, text, original: scan.passage.text, habits: locale.habits(), locale };
    let mut end = 0;
    for at in 0..pieces.list.len() {
        let Some(month) = row.month(at) else { continue };
        if pieces.list[at].at.start < end {
            continue;
        }
        let (mut parts, mut first, mut last) = (Parts { month: Some(month), ..Parts::default() }, at, at);
        let mut further = Vec::new();
        row.fill(&mut parts, &mut first, &mut last, &mut further, end);
        let lone = first == at && last == at;
        if lone && !row.stands_alone(at, scan) {
            continue;
        }
        row.weekday(&mut parts, &mut first, &mut last, end);
        let span = pieces.list[first].at.start..row.with_year_word(last, &parts);
        end = span.end;
        for (day, span) in further {
            add(scan, Parts { day: Some(day), weekday: None, ..parts }, span, Confidence::High);
        }
        let confidence = if lone { row.sureness(at, scan) } else { Confidence::High };
        add(scan, parts, span, confidence);
    }
}

/// Reads dates whose months are numbers among words: 9 de 8 de 1971, siebter vierter.
pub(super) fn read_counted(scan: &mut Scan<'_>, pieces: &Pieces<'_>) {
    let text = scan.folded.text.clone();
    let locale = scan.passage.locale;
    let row = Row { pieces, text: &text, original: scan.passage.text, habits: locale.habits(), locale };
    let ordinals = locale.habits().numerals.ordinal_month;
    for at in 0..pieces.list.len() {
        let (Some(first), Some(second)) = (pieces.number(at), pieces.number(at + 1)) else { continue };
        let (Some(day), Some(month)) = (first.day(), second.within(1, 12)) else { continue };
        let word = |at: usize| row.habits.links.iter().any(|link| link == pieces.gap(&text, at).trim());
        let linked = word(at) && word(at + 1) && pieces.gap(&text, at) == pieces.gap(&text, at + 1);
        let year = pieces.number(at + 2).and_then(Num::year).filter(|_| linked && pieces.gap(&text, at).len() > 2);
        let both = ordinals && first.shape.ordinal && second.shape.ordinal && pieces.gap(&text, at).trim().is_empty();
        if year.is_none() && !both {
            continue;
        }
        let (mut start, mut last, end) = (at, if year.is_some() { at + 2 } else { at + 1 }, 0);
        let mut parts = Parts { year, month: Some(month as u8), day: Some(day), weekday: None };
        row.weekday(&mut parts, &mut start, &mut last, end);
        add(scan, parts, pieces.list[start].at.start..pieces.list[last].at.end, Confidence::Medium);
    }
}

pub(super) fn add(scan: &mut Scan<'_>, parts: Parts, span: Range<usize>, confidence: Confidence) {
    let place = scan.folded.range(span);
    if !parts.is_valid() || scan.is_taken(&place) {
        return;
    }
    if let Some(fact) = dated(vec![parts], place, scan.passage.locale) {
        piece::add(scan, Fact { confidence: confidence.min(fact.confidence), ..fact });
    }
}

impl Row<'_, '_> {
    fn month(&self, at: usize) -> Option<u8> {
        self.pieces.key(at, Section::Month)?.parse().ok()
    }

    /// Finds day and year on both sides of the month.
    fn fill(
        &self,
        parts: &mut Parts,
        first: &mut usize,
        last: &mut usize,
        further: &mut Vec<(u8, Range<usize>)>,
        end: usize,
    ) {
        let left = self.left(*first, end);
        let left2 = left.and_then(|slot| self.left(slot.first, end));
        // `Theresa May, 29 September`: the day belongs to the month behind it.
        let right = self.right(*last).filter(|slot| {
            let after = self.month(slot.last + 1).is_some() && slot.day().is_some();
            !(after && self.gap_is_plain(slot.last))
        });
        let right2 = right.and_then(|slot| self.right(slot.last));
        let month_first = self.habits.order == "mdy";
        let left_day = left.filter(|slot| slot.day().is_some());
        let right_day = right.filter(|slot| slot.day().is_some());
        let day = match (left_day, right_day) {
            // `3 March 5`: what is nearer, then the habit of the language.
            (Some(_), Some(right)) if month_first && right2.is_some_and(|slot| slot.year().is_some()) => Some(right),
            (Some(left), _) => Some(left),
            (None, right) => right,
        };
        let on_left = day.is_some_and(|day| day.last < *first);
        let candidates = match day {
            Some(_) if on_left => [right, left2],
            Some(_) => [right2, left],
            None => [right, left],
        };
        let mut year = candidates.into_iter().flatten().find(|slot| self.year(slot, day.is_some()).is_some());
        let mut day = day;
        // `September-2020-23`: the day comes last.
        if let (None, Some(year_slot)) = (day, year)
            && year_slot.first > *last
            && self.tight(*last)
            && self.tight(year_slot.last)
        {
            day = right2.filter(|slot| slot.day().is_some());
        }
        // `2020 September 23`, `23-2020-September`: the year stands between.
        if day.is_none() && year.is_some_and(|year| year.last < *first) {
            day = left2.filter(|slot| slot.day().is_some() && self.tight(slot.last));
        }
        if let Some(slot) = day {
            parts.day = slot.day();
            self.days_of_a_range(slot, on_left, further, end);
            year = year.filter(|year| year.first != slot.first);
        }
        if let Some(slot) = year {
            parts.year = self.year(&slot, day.is_some());
        }
        for slot in [day, year].into_iter().flatten() {
            *first = (*first).min(slot.first);
            *last = (*last).max(slot.last);
        }
        if let (Some(year), Some(slot)) = (parts.year, year) {
            let (dated, from, to) = era::year(self, year, slot.first, slot.last);
            parts.year = Some(dated);
            *first = (*first).min(from);
            *last = (*last).max(to);
        }
    }

    /// Does nothing but a blank or a full stop stand behind this piece?
    fn gap_is_plain(&self, at: usize) -> bool {
        matches!(self.pieces.gap(self.text, at), " " | ". ")
    }

    /// `5–10 March`, `March 5–10`: the other day has the same month.
    fn days_of_a_range(&self, slot: Slot<'_>, on_left: bool, further: &mut Vec<(u8, Range<usize>)>, end: usize) {
        let Some(day) = slot.number.day() else { return };
        let (other, gap_at) = if on_left {
            (slot.first.checked_sub(1), slot.first.checked_sub(1))
        } else {
            (Some(slot.last + 1), Some(slot.last))
        };
        let (Some(mut other), Some(gap_at)) = (other, gap_at) else { return };
        // 3月5日至10日: the sign of the day stands between.
        if on_left && self.role(other).is_some() {
            let Some(before) = other.checked_sub(1) else { return };
            other = before;
        }
        let Some(number) = self.pieces.number(other) else { return };
        let alike = number.shape.ordinal == slot.number.shape.ordinal && number.form == slot.number.form;
        let ordered = alike && number.day().is_some_and(|found| if on_left { found < day } else { found > day });
        // كوف-2 في 11 فبراير: what a hyphen joins to a word is no day.
        let before = self.text.get(..self.pieces.list[other].at.start).and_then(|text| text.strip_suffix('-'));
        let joined = before.is_some_and(|text| text.ends_with(char::is_alphabetic));
        // 21年10月18日至22年10月: the second number is a year.
        let is_year = self.role(other + 1) == Some(Role::Year) && self.pieces.gap(self.text, other).is_empty();
        if ordered
            && !joined
            && !is_year
            && is_range(self.pieces.gap(self.text, gap_at))
            && self.pieces.list[other].at.start >= end
        {
            further.extend(number.day().map(|day| (day, self.pieces.list[other].at.clone())));
        }
    }

    /// The weekday that stands at either end.
    fn weekday(&self, parts: &mut Parts, first: &mut usize, last: &mut usize, end: usize) {
        if let Some(before) = first.checked_sub(1)
            && let Some(day) =
                self.weekday_at(before).filter(|_| self.linked(before) && self.pieces.list[before].at.start >= end)
        {
            (parts.weekday, *first) = (Some(day), before);
            return;
        }
        if let Some(day) = self.weekday_at(*last + 1).filter(|_| self.linked(*last)) {
            (parts.weekday, *last) = (Some(day), *last + 1);
        }
    }

    pub(super) fn weekday_at(&self, at: usize) -> Option<u8> {
        let key = self.pieces.key(at, Section::Weekday)?;
        // One sign alone is a weekday in brackets only: （日）.
        let span = &self.pieces.list.get(at)?.at;
        let own = self.text.get(span.clone())?;
        let bracketed = self.text.get(..span.start)?.ends_with(['(', '（']);
        if own.chars().count() == 1 && !bracketed {
            return None;
        }
        // `We` is Wednesday in tables; beside a date in a text it is the pronoun.
        if own.chars().count() == 2 && own.chars().all(is_lower) && self.locale.is_word(own) {
            return None;
        }
        WEEKDAYS.iter().position(|day| *day == key).map(|day| day as u8 + 1)
    }

    fn left(&self, at: usize, end: usize) -> Option<Slot<'_>> {
        let at = self.over_link(at, at.checked_sub(1)?, at.checked_sub(2));
        let before = at.checked_sub(1).filter(|&before| self.linked(before))?;
        if self.pieces.list[before].at.start < end {
            return None;
        }
        if let Some(number) = self.pieces.number(before) {
            // `for $ 12 December 27`: money is no day.
            let money = before.checked_sub(1).is_some_and(|sign| {
                self.pieces.key(sign, Section::CurrencySymbol).is_some()
                    && matches!(self.pieces.text(self.text, sign), "$" | "€" | "£" | "¥" | "₹" | "₩" | "₽")
                    && self.pieces.gap(self.text, sign).trim().is_empty()
            });
            if money {
                return None;
            }
            let named = before.checked_sub(1).filter(|&word| self.pieces.gap(self.text, word) == " ");
            return Some(match named.and_then(|word| Some((word, self.role(word)?))) {
                // Vietnamese names day and year before the number.
                Some((word, role)) if self.pieces.number(word.wrapping_sub(1)).is_none() => {
                    Slot { number, role: Some(role), first: word, last: before }
                }
                _ => Slot { number, role: None, first: before, last: before },
            });
        }
        // 2015年10月; and with blanks 2015 m. spalio, 2015. gada oktobris.
        let role = self.role(before)?;
        let number_at = before.checked_sub(1)?;
        let number = self.pieces.number(number_at)?;
        let near = match self.pieces.gap(self.text, number_at) {
            "" => true,
            // op de 23e dag van september
            " " | ". " => role == Role::Year && number.year().is_some() || role == Role::Day && number.shape.ordinal,
            _ => false,
        };
        if !near {
            return None;
        }
        Some(Slot { number, role: Some(role), first: number_at, last: before })
    }

    /// The place itself, or that of the link beside it, which is also the sign or name of a unit: `Oct/2`, `June in 2020`.
    fn over_link(&self, at: usize, link: usize, beyond: Option<usize>) -> usize {
        let text = self.pieces.text(self.text, link);
        let is_link = text == "/" || self.role(link).is_none() && self.habits.links.iter().any(|own| own == text);
        let number = beyond.is_some_and(|beyond| self.pieces.number(beyond).is_some());
        let close = |at: usize| matches!(self.pieces.gap(self.text, at), "" | " ");
        if is_link && number && self.pieces.number(link).is_none() && close(link) && close(link.min(at)) {
            link
        } else {
            at
        }
    }

    fn right(&self, at: usize) -> Option<Slot<'_>> {
        let at = self.over_link(at, at + 1, Some(at + 2));
        let after = Some(at + 1).filter(|_| self.linked(at))?;
        if let Some(number) = self.pieces.number(after) {
            // In March, five adults: what a comma parts from the month in words is counted.
            let counted = number.form == crate::fact::Form::Words && !number.shape.ordinal && number.shape.digits == 0;
            if counted && self.pieces.gap(self.text, at).contains([',', '،']) {
                return None;
            }
            let close = match self.pieces.gap(self.text, after) {
                "" => true,
                " " => self.pieces.key(after + 1, Section::DateWord).is_some_and(|key| matches!(key, "day" | "year")),
                _ => false,
            };
            let marked = close.then(|| self.role(after + 1)).flatten();
            let last = if marked.is_some() { after + 1 } else { after };
            return Some(Slot { number, role: marked, first: after, last });
        }
        let role = self.role(after).filter(|_| self.linked(after))?;
        let number = self.pieces.number(after + 1)?;
        Some(Slot { number, role: Some(role), first: after, last: after + 1 })
    }

    /// Is the piece a sign or a word for a year or a day?
    fn role(&self, at: usize) -> Option<Role> {
        let unit = |key| self.pieces.is(at, Section::Unit, key) || self.pieces.is(at, Section::UnitSymbol, key);
        if unit("duration-year") || self.pieces.is(at, Section::DateWord, "year") {
            Some(Role::Year)
        } else if unit("duration-day") || self.pieces.is(at, Section::DateWord, "day") {
            Some(Role::Day)
        } else {
            None
        }
    }

    fn year(&self, slot: &Slot<'_>, has_day: bool) -> Option<i32> {
        if let Some(year) = slot.year() {
            return Some(year);
        }
        let start = slot.number.place.start;
        let before = self.original.get(..start)?.chars().next_back();
        let two = slot.number.within(0, 99).filter(|_| slot.number.shape.digits == 2 && slot.role.is_none())?;
        // `May '24`, `12-May-03`: a year of two digits needs a sign that it is one.
        let goes_on = self.original.get(slot.number.place.end..).unwrap_or_default();
        // 1-го квітня 93-річна Оксана: she is 93.
        let goes_on = goes_on.strip_prefix('-').unwrap_or(goes_on).starts_with(|c: char| is_word(c) && !is_unspaced(c));
        let past = has_day && two > 31 && slot.number.form == crate::fact::Form::Digits && !goes_on;
        let marked = past
            || matches!(before, Some('\'' | '’'))
            || (has_day && matches!(before, Some('-' | '/')) && self.tight(slot.last));
        marked.then_some(if two < 50 { 2000 + two as i32 } else { 1900 + two as i32 })
    }

    /// Do a piece and the next stand so close that they may be parts of one date?
    pub(super) fn linked(&self, at: usize) -> bool {
        let gap = self.pieces.gap(self.text, at);
        if self.pieces.list.get(at + 1).is_none() || gap.len() > 24 || gap.contains('\n') {
            return false;
        }
        if gap.contains(". ") && !self.dot_goes_on(at) {
            return false;
        }
        let word = gap.trim_matches(|c: char| c.is_whitespace() || ".,-–/'()（）、，،·".contains(c));
        word.is_empty() && gap.chars().filter(|c| !c.is_whitespace()).count() <= 2
            || self.habits.links.iter().any(|link| link == word)
    }

    /// A full stop goes on after a day, after an abbreviated month and, where the year comes first, after the year.
    fn dot_goes_on(&self, at: usize) -> bool {
        match &self.pieces.list[at].what {
            What::Number(number) => number.shape.digits <= 2 || self.habits.order == "ymd",
            What::Word(..) => self.is_short(at),
        }
    }

    /// A sign without blanks stands between.
    fn tight(&self, at: usize) -> bool {
        matches!(self.pieces.gap(self.text, at), "-" | "/" | ".") || at + 1 == self.pieces.list.len()
    }

    /// Is the form much shorter than the longest of its month or weekday: an abbreviation?
    fn is_short(&self, at: usize) -> bool {
        let length = |form: &str| longest_word(form);
        // 周六 and 土曜 are shorter than 星期六 and 土曜日 and say it all.
        let signs = |form: &str| form.chars().count() > 1 && form.chars().all(|c| c >= '\u{2E80}');
        let entries = self.pieces.entries(at, Section::Month).chain(self.pieces.entries(at, Section::Weekday));
        entries
            .take(1)
            .any(|entry| length(entry.form) * 10 < self.longest(entry.section, entry.key) * 7 && !signs(entry.form))
    }

    fn longest(&self, section: Section, key: &str) -> usize {
        self.habits.longest(section, key)
    }

    /// A month or weekday without a number beside it: only a full name, written with a capital where the language does.
    pub(super) fn stands_alone(&self, at: usize, scan: &Scan<'_>) -> bool {
        let piece = &self.pieces.list[at];
        let section = if self.pieces.key(at, Section::Month).is_some() { Section::Month } else { Section::Weekday };
        let Some(key) = self.pieces.key(at, section) else { return false };
        if self.is_short(at) {
            return false;
        }
        let locale = scan.passage.locale;
        // `May` is a name and a verb, `Mart` a shop: such words need a date around them, or a word like `in` before.
        if self.pieces.entries(at, section).any(|entry| locale.forms("date-unsure", "form").contains(&entry.form)) {
            let before = self.text.get(..piece.at.start).unwrap_or_default();
            let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            if !before.ends_with(' ') || !locale.forms("date-unsure", "after").contains(&word) {
                return false;
            }
        }
        let forms = locale.forms(section.name(), key);
        let capital = |text: &str| text.chars().any(char::is_uppercase);
        let written = self.original.get(scan.folded.range(piece.at.clone())).unwrap_or_default();
        !forms.iter().all(|form| capital(form)) || capital(written)
    }

    /// At the start of a sentence a capital means nothing: `May` and `March` may be verbs.
    pub(super) fn sureness(&self, at: usize, scan: &Scan<'_>) -> Confidence {
        let before = self.text.get(..self.pieces.list[at].at.start).unwrap_or_default().trim_end();
        let starts = before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '“', '„', '«', '—', '–']);
        // `Sunday Morning`, `Black Friday`: capitals around it make it a part of a name.
        let span = &self.pieces.list[at].at;
        let neighbours = [
            self.text.get(..span.start).and_then(|text| text.strip_suffix(' ')).map(|text| text.len()),
            self.text.get(span.end..).filter(|text| text.starts_with(' ')).map(|_| span.end + 1),
        ];
        let [left, right] = neighbours;
        let capital = |text: Option<&str>| text.and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
        let original = |at: usize| scan.folded.origin(at);
        let own = self.original.get(original(span.start)..);
        let before_word =
            left.and_then(|end| self.original.get(..original(end))?.rsplit([' ', '\n', '"', '“', '(']).next());
        let after_word = right.and_then(|start| self.original.get(original(start)..));
        let quoted = left.is_none() && !before.is_empty();
        let named = capital(own) && (capital(before_word) || quoted) && capital(after_word);
        if named {
            Confidence::Low
        } else if starts {
            Confidence::Medium
        } else {
            Confidence::High
        }
    }

    /// The end of the date with the word for year that may follow: 2024 г., 2017. године.
    fn with_year_word(&self, last: usize, parts: &Parts) -> usize {
        let end = self.pieces.list[last].at.end;
        let gap = self.pieces.gap(self.text, last);
        let follows = parts.year.is_some() && self.role(last + 1) == Some(Role::Year) && matches!(gap, "" | " " | ". ");
        if follows { self.pieces.list[last + 1].at.end } else { end }
    }
}

impl Slot<'_> {
    fn day(&self) -> Option<u8> {
        if self.role == Some(Role::Year) { None } else { self.number.day() }
    }

    fn year(&self) -> Option<i32> {
        match self.role {
            Some(Role::Day) => None,
            Some(Role::Year) => self.number.within(1, 2999).map(|year| year as i32),
            None => self.number.year(),
        }
    }
}

/// A dash or one short word: to, bis, et, 至.
pub(in crate::fact) fn is_range(gap: &str) -> bool {
    let word = gap.trim();
    match word {
        "-" | "–" | "—" | "~" | "〜" | "−" | "/" => true,
        _ => !word.is_empty() && word.chars().count() <= 5 && word.chars().all(|c| c.is_alphabetic() || c == ' '),
    }
}

/// The weekdays as CLDR keys them, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

#[cfg(test)]
mod tests {
    use crate::{
        fact::{Kind, Passage, Value, extract},
        locale::Locale,
    };

    fn dates(tag: &str, text: &str) -> Vec<String> {
        let facts = extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().filter(|fact| fact.kind == Kind::Date).map(|fact| fact.value.to_string()).collect()
    }

    #[test]
    fn a_pronoun_beside_a_date_is_no_weekday() {
        let weekday = |tag: &str, text: &str| {
            let facts = extract(Passage::plain(text, Locale::get(tag)));
            facts.iter().find_map(|fact| match &fact.value {
                Value::Date(date) => Some(date.weekday),
                _ => None,
            })
        };
        assert_eq!(weekday("en", "Sep 20, 2020 -- We wrote a statement."), Some(None));
        assert_eq!(weekday("en", "On 20 September we met."), Some(None));
        assert_eq!(weekday("de", "Mo, 21. September 2020"), Some(Some(1)));
    }

    #[test]
    fn slashes_and_links_join_the_parts_of_a_date() {
        assert_eq!(dates("en", "back Nov/4 or 2021/24/Oct"), ["XXXX-11-04", "2021-10-24"]);
        assert_eq!(dates("it", "il 24/ott/2021"), ["2021-10-24"]);
        assert_eq!(dates("en", "on 27 July in 2021"), ["2021-07-27"]);
        assert_eq!(dates("nl", "op de zesde dag van maart"), ["XXXX-03-06"]);
        assert_eq!(dates("en", "the second of March"), ["XXXX-03-02"]);
        assert_eq!(dates("es", "el diez de mayo de 2019"), ["2019-05-10"]);
    }

    #[test]
    fn months_may_be_numbers_among_words() {
        assert_eq!(dates("pt", "em 7 de 6 de 1985"), ["1985-06-07"]);
        assert_eq!(dates("de", "am Freitag, den achten dritten"), ["XXXX-03-08"]);
    }

    #[test]
    fn an_age_and_what_is_joined_to_a_word_are_no_part_of_a_date() {
        assert_eq!(dates("uk", "1-го квітня 93-річна Оксана"), ["XXXX-04-01"]);
        assert_eq!(dates("ar", "سارس كوف-2 في 11 فبراير 2020"), ["2020-02-11"]);
        assert_eq!(dates("zh", "周六，电视台"), ["XXXX-WXX-6"]);
    }
}
