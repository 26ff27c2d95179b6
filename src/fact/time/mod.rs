//! Times of day: 15:30, 3 pm, 15 Uhr, 15h30, 下午3点, half past three, noon.

mod clock;
pub(in crate::fact) mod numeric;

use std::ops::Range;

use super::{
    Confidence, Decimal, Fact, Form, Kind, Scan, Time, Value,
    date::is_range,
    piece::{self, Num, Pieces},
};
use crate::locale::Section;
use clock::{Day, readings};

/// Reads the times in words, after numbers and dates were read, and gives those in digits their part of the day.
pub(in crate::fact) fn read(scan: &mut Scan<'_>) {
    let counts = scan.sections.has(Section::TimeWord) && (scan.has_digits() || !scan.numbers.is_empty());
    // om 9.00: nothing but a preposition says that it is a time.
    let dotted = || scan.passage.locale.habits().comma && scan.numbers.iter().any(|number| number.shape.decimal);
    if !counts && !scan.sections.has(Section::DayPeriod) && !dotted() {
        return;
    }
    let pieces = Pieces::of(scan);
    let folded = scan.folded.clone();
    let text: &str = &folded.text;
    numeric::complete(scan, &pieces, text);
    let row = Row {
        pieces: &pieces,
        text,
        day: Day { habits: scan.passage.locale.habits() },
        has_periods: pieces.all_sections().has(Section::DayPeriod),
    };
    let mut end = 0;
    let mut last: Option<Found> = None;
    let (mut told, mut bare) = (false, Vec::new());
    for at in 0..pieces.list.len() {
        if pieces.list[at].at.start < end {
            continue;
        }
        let Some(mut found) = row.phrase(at).or_else(|| row.hour(at)).or_else(|| row.alone(at)) else { continue };
        // 午後6時から8時: the part of the day is said once.
        let first = last.take().filter(|first| first.last + 1 == found.first && is_range(row.gap(first.last)));
        if let Some(first) = first.filter(|first| found.periods.is_empty() && first.hour < found.hour) {
            found.periods.clone_from(&first.periods);
        }
        last = Some(found.clone());
        end = pieces.list[found.last].at.end;
        let before = row.start_of_range(found.first, &found);
        told |= !found.periods.is_empty();
        let open = found.periods.is_empty() && (1..12).contains(&found.hour);
        for (readings, span, confidence) in before.into_iter().chain([found.into_parts(&row)]) {
            let before = scan.facts.len();
            add(scan, readings, span, confidence);
            if open {
                bare.extend(before..scan.facts.len());
            }
        }
    }
    // 午後２時３０分（ラストオーダー２時）: a text that tells the part of the day once may mean it again.
    for n in bare.into_iter().filter(|_| told) {
        let Some(fact) = scan.facts.get_mut(n).filter(|fact| fact.kind == Kind::Time) else { continue };
        if let (Value::Time(time), true) = (fact.value.clone(), fact.others.is_empty()) {
            fact.others.push(Value::Time(Time { hour: (time.hour + 12) % 24, ..time }));
            fact.confidence = fact.confidence.min(Confidence::Medium);
        }
    }
}

/// Where a language counts the hours from another hour than midnight and noon, each time may be either.
pub(super) fn from_another_hour(scan: &mut Scan<'_>) {
    let from = scan.passage.locale.habits().numerals.hours_from;
    let Some(from) = from.filter(|from| *from < 24) else { return };
    for fact in scan.facts.iter_mut().filter(|fact| fact.kind == Kind::Time) {
        let shifted = |value: &Value| match value {
            Value::Time(time) => [from, from + 12].map(|by| Time { hour: (time.hour + by) % 24, ..*time }).to_vec(),
            _ => Vec::new(),
        };
        let others: Vec<Value> = fact.readings().flat_map(shifted).map(Value::Time).collect();
        fact.others.extend(others);
    }
}

fn add(scan: &mut Scan<'_>, readings: Vec<Time>, span: Range<usize>, confidence: Confidence) {
    let place = scan.folded.range(span);
    let Some((first, rest)) = readings.split_first().filter(|_| !scan.is_taken(&place)) else { return };
    let mut fact = Fact::new(Kind::Time, Value::Time(*first), place);
    fact.others = rest.iter().map(|time| Value::Time(*time)).collect();
    fact.confidence = confidence;
    piece::add(scan, fact);
}

/// The row of pieces with what is needed to read times in it.
struct Row<'r, 'a> {
    pieces: &'r Pieces<'a>,
    text: &'r str,
    day: Day<'r>,
    /// Is there a part of the day among the pieces?
    has_periods: bool,
}

/// A time that was found, with its pieces.
#[derive(Debug, Clone)]
struct Found {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    periods: Vec<&'static str>,
    in_words: bool,
    first: usize,
    last: usize,
    confidence: Confidence,
}

impl Found {
    fn new(hour: u8, at: usize, number: &Num) -> Found {
        let in_words = number.form != Form::Digits;
        Found {
            hour,
            minute: 0,
            second: None,
            periods: Vec::new(),
            in_words,
            first: at,
            last: at,
            confidence: Confidence::High,
        }
    }

    fn into_parts(self, row: &Row<'_, '_>) -> (Vec<Time>, Range<usize>, Confidence) {
        let time = Time { hour: self.hour, minute: self.minute, second: self.second };
        let readings = readings(time, &self.periods, self.in_words, row.day);
        let confidence = if readings.len() > 1 { self.confidence.min(Confidence::Medium) } else { self.confidence };
        (readings, row.pieces.list[self.first].at.start..row.pieces.list[self.last].at.end, confidence)
    }
}

impl Row<'_, '_> {
    fn is(&self, at: usize, word: &str) -> bool {
        self.pieces.is(at, Section::TimeWord, word)
    }

    fn gap(&self, at: usize) -> &str {
        self.pieces.gap(self.text, at)
    }

    /// Nothing but a blank or a hyphen stands between a piece and the next.
    fn near(&self, at: usize) -> bool {
        matches!(self.gap(at), "" | " " | "-" | ". ") && at + 1 < self.pieces.list.len()
    }

    fn hour_at(&self, at: usize) -> Option<(u8, &Num)> {
        let number = self.pieces.number(at)?;
        // Slavic languages count the hours: о 6-й годині, v 6. hodině.
        let counted = self.is(at + 1, "hour") || self.is(at + 1, "oclock");
        let whole = number.form != Form::Implied && (!number.shape.ordinal || (counted && self.near(at)));
        let hour = number.within(0, 24).filter(|_| whole && number.shape.digits <= 2)?;
        Some((hour as u8, number))
    }

    /// A number with a word for the clock, or with a part of the day.
    fn hour(&self, at: usize) -> Option<Found> {
        let is_beside = |at: usize| self.pieces.sections(at).has(Section::TimeWord);
        // Nothing beside it says that it is one.
        if !(self.has_periods || self.day.habits.comma || is_beside(at + 1) || is_beside(at.wrapping_sub(1))) {
            return None;
        }
        let mut found = match self.hour_at(at) {
            Some((hour, number)) => Found::new(hour, at, number),
            None => self.with_decimals(at)?,
        };
        let named_before = at.checked_sub(1).filter(|&before| self.near(before) && self.is(before, "clock-before"));
        let clock = self.near(at) && self.is(at + 1, "oclock");
        let hours = self.near(at) && (self.is(at + 1, "hour") || self.pieces.is(at + 1, Section::TimeWord, "sign"));
        if clock || hours {
            found.last = at + 1;
            self.minutes(&mut found);
        } else if named_before.is_some() {
            self.quarters(&mut found);
        }
        // las ocho y diez de la tarde
        let is_link = |word: &str| self.day.habits.minute_links.iter().any(|own| own == word);
        let minute_at = if is_link(self.pieces.text(self.text, found.last + 1)) {
            Some(found.last + 2)
        } else {
            is_link(self.gap(found.last).trim()).then_some(found.last + 1)
        };
        if found.minute == 0
            && let Some(at) = minute_at.filter(|&at| self.period_after(at).is_some())
            && let Some(minute) = self.pieces.number(at).and_then(|number| number.within(1, 59))
        {
            (found.minute, found.last) = (minute as u8, at);
        }
        let ended = found.minute > 0;
        self.period(&mut found);
        // 晚上6-8点: it stands before the first hour of the range.
        let start = at.checked_sub(2).filter(|&period| self.near(period) && is_range(self.gap(at - 1)));
        if let Some(period) = start.filter(|_| found.periods.is_empty() && self.hour_at(at - 1).is_some()) {
            found.periods = self.pieces.keys(period, Section::DayPeriod).collect();
        }
        let at_word = self.follows_at(at);
        // om 9.00: where decimals have a comma, it is no price and no measure.
        let counted = self.pieces.is_counted(at + 1) && self.near(at);
        let point = self.pieces.text(self.text, at).contains('.') && self.day.habits.comma;
        let dotted = point && at_word && !counted;
        let surely =
            clock || dotted || named_before.is_some() || !found.periods.is_empty() || (hours && (ended || at_word));
        if let Some(before) = named_before {
            found.first = found.first.min(before);
        }
        // A bare `7 night` is no time: the word must be one that follows hours.
        surely.then_some(found)
    }

    /// Does a word like `at` stand before the hour?
    fn follows_at(&self, at: usize) -> bool {
        let before =
            self.text.get(..self.pieces.list[at].at.start).and_then(|text| text.strip_suffix(' ')).unwrap_or_default();
        self.day
            .habits
            .at_words
            .iter()
            .any(|word| before.strip_suffix(word.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
    }

    /// `13.30`, `9.00`: a time where a word beside it says so.
    fn with_decimals(&self, at: usize) -> Option<Found> {
        let number = self.pieces.number(at)?;
        let text = self.text.get(self.pieces.list[at].at.clone())?;
        let (hour, minute) = match text.split_once('.') {
            Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
            // 1140 a.m.
            None if matches!(text.len(), 3 | 4)
                && number.shape.digits as usize == text.len()
                && self.period_after(at).is_some() =>
            {
                let (hour, minute) = text.split_at_checked(text.len() - 2)?;
                (hour.parse().ok()?, minute.parse().ok()?)
            }
            _ => return None,
        };
        (hour <= 24 && minute < 60).then(|| Found { minute, ..Found::new(hour, at, number) })
    }

    /// 30分, 30 Minuten, 半, y media, menos cuarto after the hour.
    fn minutes(&self, found: &mut Found) {
        let at = found.last + 1;
        // 2h30, 2h 30, 2h:30
        if !matches!(self.gap(found.last), "" | " " | ":") {
            return;
        }
        if self.quarters(found) {
            return;
        }
        // 凌晨2点半: the half is a number of its own.
        let half = |number: &Num| number.shape.fraction && number.readings.first().copied() == Decimal::parse("0.5");
        let one = self.pieces.text(self.text, at).chars().count() == 1;
        if one && self.pieces.number(at).is_some_and(half) && self.gap(found.last).is_empty() {
            (found.minute, found.last) = (30, at);
            return;
        }
        let Some(number) = self.pieces.number(at).filter(|number| !number.shape.ordinal) else { return };
        let Some(minute) = number.within(0, 59) else { return };
        let unit = |at: usize, unit: &str| {
            self.near(at)
                && (self.pieces.is(at + 1, Section::Unit, unit) || self.pieces.is(at + 1, Section::UnitSymbol, unit))
        };
        let named = unit(at, "duration-minute");
        // `15 Uhr 30` has two digits and no other word behind them.
        if named || (number.shape.digits == 2 && self.is_bare(at)) {
            (found.minute, found.last) = (minute as u8, if named { at + 1 } else { at });
            let second = self.pieces.number(found.last + 1).filter(|_| named).and_then(|number| number.within(0, 59));
            if let Some(second) = second.filter(|_| unit(found.last + 1, "duration-second")) {
                (found.second, found.last) = (Some(second as u8), found.last + 2);
            }
        }
    }

    /// y media, menos cuarto after the hour.
    fn quarters(&self, found: &mut Found) -> bool {
        let at = found.last + 1;
        if !matches!(self.gap(found.last), "" | " ") {
            return false;
        }
        for (word, minute) in [("and-half", 30), ("and-quarter", 15)] {
            if self.is(at, word) {
                (found.minute, found.last) = (minute, at);
                return true;
            }
        }
        if self.is(at, "less-quarter") {
            (found.hour, found.minute, found.last) = ((found.hour + 23) % 24, 45, at);
            return true;
        }
        false
    }

    fn is_bare(&self, at: usize) -> bool {
        self.pieces.list.get(at + 1).is_none() || !matches!(self.gap(at), "" | " ") || self.period_after(at).is_some()
    }

    /// The part of the day before or after the hour.
    fn period(&self, found: &mut Found) {
        if let Some(after) = self.period_after(found.last) {
            found.periods = self.pieces.keys(after, Section::DayPeriod).collect();
            found.last = after;
            self.minutes_after_period(found);
            return;
        }
        let Some(before) = found.first.checked_sub(1) else { return };
        // in the afternoon at 7
        let word = self.gap(before).trim();
        if !word.is_empty()
            && self.day.habits.at_words.iter().any(|at| at == word)
            && self.pieces.keys(before, Section::DayPeriod).any(|key| key != "noon" && key != "midnight")
        {
            found.periods = self.pieces.keys(before, Section::DayPeriod).collect();
            found.first = before;
            return;
        }
        let is_clock = found.last > found.first || self.day.habits.period_first || self.is(before, "clock-before");
        if is_clock && self.near(before) && self.pieces.key(before, Section::DayPeriod).is_some() {
            found.periods = self.pieces.keys(before, Section::DayPeriod).collect();
            found.first = before;
        }
    }

    /// es: a las 8pm menos cuarto
    fn minutes_after_period(&self, found: &mut Found) {
        if found.minute == 0 {
            for word in ["and-half", "less-quarter", "and-quarter"] {
                if self.is(found.last + 1, word) && self.gap(found.last) == " " {
                    let last = found.last;
                    self.minutes(found);
                    found.last = found.last.max(last);
                }
            }
        }
    }

    fn period_after(&self, at: usize) -> Option<usize> {
        let after = at + 1;
        self.pieces.key(after, Section::DayPeriod)?;
        let gap = self.gap(at);
        let word = gap.trim();
        let linked = matches!(gap, "" | " ") || self.day.habits.period_links.iter().any(|link| link == word);
        linked.then_some(after)
    }

    /// half past three, halb vier, quarter to five, ten past nine.
    fn phrase(&self, at: usize) -> Option<Found> {
        let has_words = self.pieces.sections(at).has(Section::TimeWord);
        let hour = |at: usize| self.hour_at(at + 1).filter(|(hour, _)| self.gap(at) == " " && *hour <= 12);
        for (word, back, minute) in [
            ("half-past", 0, 30),
            ("half-to", 1, 30),
            ("quarter-past", 0, 15),
            ("quarter-to", 1, 45),
            ("three-quarter", 1, 45),
            ("half-past-counted", 0, 30),
            ("quarter-past-counted", 0, 15),
            ("quarter-to-counted", 1, 45),
        ] {
            if !has_words || !self.is(at, word) {
                continue;
            }
            let (hour, number) = hour(at)?;
            // साढ़े 10 बजे is half past ten, and साढ़े 10 किलो are ten and a half.
            if word.ends_with("-counted") && !(self.near(at + 1) && self.is(at + 2, "oclock")) {
                continue;
            }
            let mut found =
                Found { minute, first: at, in_words: true, ..Found::new((hour + 24 - back) % 24, at + 1, number) };
            if self.near(found.last) && (self.is(found.last + 1, "oclock") || self.is(found.last + 1, "hour")) {
                found.last += 1;
            }
            self.period(&mut found);
            return Some(found);
        }
        let minutes = self.pieces.number(at).and_then(|number| number.within(1, 29)).filter(|_| self.near(at))?;
        let word = if self.pieces.is(at + 1, Section::Unit, "duration-minute") { at + 2 } else { at + 1 };
        let past = self.is(word, "minutes-past");
        // `ten to five` may be a range; with `minutes` it is a time.
        let to = self.is(word, "minutes-to")
            && (word == at + 2 || minutes % 5 == 0 && self.pieces.number(at)?.form != Form::Digits);
        if !past && !to || self.gap(word - 1) != " " {
            return None;
        }
        let (hour, number) = hour(word)?;
        let (hour, minute) = if past { (hour, minutes) } else { ((hour + 23) % 24, 60 - minutes) };
        let mut found = Found { minute: minute as u8, in_words: true, ..Found::new(hour, word + 1, number) };
        found.first = at;
        self.period(&mut found);
        // `five to ten per cent`, `five to ten people`: what goes up and goes on is a range.
        let goes_up = to && word == at + 1 && minutes < number.within(0, 24)?;
        if goes_up && found.periods.is_empty() && !self.follows_at(at) && self.goes_on(found.last) {
            return None;
        }
        Some(found)
    }

    /// Does a word or a sign follow that what was read may belong to?
    fn goes_on(&self, at: usize) -> bool {
        let rest = self.text.get(self.pieces.list[at].at.end..).unwrap_or_default();
        !rest.trim_start().is_empty() && !rest.starts_with(['.', ',', ';', ':', '!', '?', ')'])
    }

    /// noon, midnight.
    fn alone(&self, at: usize) -> Option<Found> {
        let hour = match self.pieces.key(at, Section::DayPeriod)? {
            "noon" => 12,
            "midnight" => 0,
            _ => return None,
        };
        Some(Found {
            hour,
            minute: 0,
            second: None,
            periods: vec![if hour == 12 { "noon" } else { "midnight" }],
            in_words: true,
            first: at,
            last: at,
            // A language may say `in the middle of the day`, so a missing noon is no sure loss.
            confidence: Confidence::Low,
        })
    }

    /// `9–11 am`, `von 9 bis 17 Uhr`: the first hour shares what is said of the second.
    fn start_of_range(&self, first: usize, found: &Found) -> Option<(Vec<Time>, Range<usize>, Confidence)> {
        let before = first.checked_sub(1)?;
        let (hour, number) = self.hour_at(before).filter(|_| is_range(self.gap(before)) && found.first == first)?;
        if self.pieces.number(first).is_none() || (hour >= found.hour && found.periods.is_empty()) {
            return None;
        }
        let mut start = Found { periods: found.periods.clone(), ..Found::new(hour, before, number) };
        if hour > found.hour {
            start.periods.clear();
        }
        let (times, span, _) = start.into_parts(self);
        Some((times, span, Confidence::Medium))
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        fact::{Kind, Passage, extract},
        locale::Locale,
    };

    fn times(tag: &str, text: &str) -> Vec<String> {
        let facts = extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().filter(|fact| fact.kind == Kind::Time).map(|fact| fact.value.to_string()).collect()
    }

    #[test]
    fn a_point_parts_hours_and_minutes_where_decimals_have_a_comma() {
        assert_eq!(times("nl", "Wij beginnen om 9.30 met het werk"), ["09:30"]);
        assert_eq!(times("de", "ab 9.30 Euro"), Vec::<String>::new());
        assert_eq!(times("en", "at 9.30 of them"), Vec::<String>::new());
    }

    #[test]
    fn the_part_of_the_day_may_stand_before_the_preposition() {
        assert_eq!(times("en", "in the afternoon at 5"), ["17:00"]);
        assert_eq!(times("fr", "dans l’après-midi à 5 heures"), ["17:00"]);
    }

    #[test]
    fn minutes_follow_their_hour_in_many_ways() {
        assert_eq!(times("zh", "凌晨3点半"), ["03:30"]);
        assert_eq!(times("es", "a las 9 menos cuarto de la mañana"), ["08:45"]);
        assert_eq!(times("es", "las nueve y veinte de la mañana"), ["09:20"]);
    }

    #[test]
    fn a_quarter_may_stand_before_the_hour_and_before_other_things() {
        assert_eq!(times("bn", "প্রায় সোয়া ১০টায়"), ["10:15"]);
        assert_eq!(times("hi", "साढ़े 10 बजे"), ["10:30"]);
        assert_eq!(times("hi", "साढ़े 10 किलो"), Vec::<String>::new());
        assert_eq!(times("pt", "às 2h:30"), ["02:30"]);
    }

    #[test]
    fn an_hour_beside_a_part_of_the_day_may_be_in_the_afternoon_too() {
        let last = |text: &str| extract(Passage::plain(text, Locale::get("ja"))).pop();
        assert_eq!(last("午後5時に開店（受付4時）").map(|fact| fact.others.len()), Some(1));
        assert_eq!(last("開店は17時（受付4時）").map(|fact| fact.others.len()), Some(0));
    }
}
