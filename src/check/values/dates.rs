//! Dates against dates, and dates against numbers that say a part of them.

use super::relate::Relation;
use crate::fact::{Confidence, Date, Decimal, Fact, Form, Kind, Value};

/// Relates two dates. Parts that only one side says are no contradiction: a year may be known from the text around.
pub(super) fn relate(source: Date, target: Date) -> Option<Relation> {
    if source == target {
        return Some(Relation::Same);
    }
    if let Some(relation) = spans(source, target) {
        return Some(relation);
    }
    let differ = |a: Option<u8>, b: Option<u8>| a.is_some() && b.is_some() && a != b;
    // A weekday that follows from a whole date counts only beside one that is said.
    let (own, theirs) = match (source.weekday, target.weekday) {
        (None, None) => (None, None),
        _ => (weekday(source), weekday(target)),
    };
    // A year in two digits is one of its century.
    // The Buddhist era counts from 543 BC, and a Thai text need not say so.
    let same_year = |a: i32, b: i32| {
        a == b || a.abs_diff(b) == 543 || (a.min(b) < 100 && a.max(b) >= 1000 && a.max(b) % 100 == a.min(b))
    };
    let years = source.year.zip(target.year).is_some_and(|(a, b)| !same_year(a, b));
    let contradictions = [
        (years, "the year"),
        (differ(source.month, target.month), "the month"),
        (differ(source.day, target.day), "the day"),
        (differ(own, theirs), "the weekday"),
    ];
    let wrong: Vec<&str> = contradictions.iter().filter(|(differs, _)| *differs).map(|(_, name)| *name).collect();
    let shared = [
        source.year.is_some() && target.year.is_some(),
        source.month.is_some() && target.month.is_some(),
        source.day.is_some() && target.day.is_some(),
        own.is_some() && theirs.is_some(),
    ];
    let shared = shared.iter().filter(|shared| **shared).count();
    match wrong.as_slice() {
        [] if shared > 0 => Some(Relation::Partly),
        // One part of several: the same date, mistold.
        [part] if shared >= 2 => Some(Relation::Twisted {
            kind: Kind::Date,
            how: format!("{part} differs"),
            expected: None,
            confidence: Confidence::High,
        }),
        _ => None,
    }
}

/// Decades and centuries: `199X` holds 1995 and says the same as a decade whose century is left out.
fn spans(source: Date, target: Date) -> Option<Relation> {
    let (Some(a), Some(b)) = (source.year, target.year) else { return None };
    if source.unknown == target.unknown || source.month.is_some() || target.month.is_some() {
        return None;
    }
    let digits = source.unknown.max(target.unknown);
    let cut = |year: i32| year.div_euclid(10_i32.pow(u32::from(digits.min(4))));
    (cut(a) == cut(b)).then_some(Relation::Partly)
}

/// The weekday that a date says, or that follows from it.
fn weekday(date: Date) -> Option<u8> {
    date.weekday.or_else(|| date.day_of_week())
}

/// A date against a fact of another kind: a year read as a number, a day as an ordinal, a month written in digits.
pub(super) fn across(source: &Fact, target: &Fact) -> Option<Relation> {
    let (date, other) = if source.kind == Kind::Date { (source, target) } else { (target, source) };
    if !matches!(other.kind, Kind::Number | Kind::Ordinal | Kind::Unit) || other.form == Form::Implied {
        return None;
    }
    let numbers: Vec<Decimal> = other.readings().filter_map(Value::number).collect();
    let says = |value: &Value| {
        let Value::Date(date) = value else { return false };
        let century = (date.unknown == 2).then(|| date.year.map(|year| year / 100 + 1)).flatten();
        let decade = (date.unknown == 1).then(|| date.year.map(|year| year % 100)).flatten();
        // 01 is written with its zero, which tells it from a plain 1.
        let digits = other.form != Form::Digits || other.at.len() > 1;
        let short = date.year.map(|year| year % 100).filter(|_| date.month.is_none() && digits);
        let quarter = date.month.filter(|month| (33..=36).contains(month)).map(|month| i32::from(month) - 32);
        let parts = [
            date.year,
            century,
            decade,
            short,
            quarter,
            date.day.map(i32::from).filter(|_| date.year.is_none()),
            date.month.map(i32::from).filter(|_| date.day.is_none()),
        ];
        // 16.3. is the 16th of March, where the other side reads a number.
        let point = date.day.zip(date.month).map(|(day, month)| format!("{day}.{month}"));
        let pointed = point.is_some_and(|point| other.readings().any(|value| value.to_string() == point));
        pointed || parts.iter().flatten().any(|&part| numbers.contains(&Decimal::from(i64::from(part))))
    };
    date.readings().any(says).then_some(Relation::Dressed)
}

/// Does a date say what the rest of a whole date lacks? Then what it says otherwise than the whole, if anything.
pub(super) fn tells_rest(whole: Date, rest: Date, told: Date) -> Option<Option<&'static str>> {
    if whole.unknown > 0 || rest.unknown > 0 || told.unknown > 0 {
        return None;
    }
    let wide = |part: Option<u8>| part.map(i32::from);
    let parts = [
        (whole.year, rest.year, told.year, "the year"),
        (wide(whole.month), wide(rest.month), wide(told.month), "the month"),
        (wide(whole.day), wide(rest.day), wide(told.day), "the day"),
        (wide(whole.weekday), wide(rest.weekday), wide(told.weekday), "the weekday"),
    ];
    let lacks = |(whole, rest, told, _): &(Option<i32>, Option<i32>, Option<i32>, &str)| {
        told.is_none() || (whole.is_some() && rest.is_none())
    };
    let told_any = parts.iter().any(|(_, _, told, _)| told.is_some());
    (told_any && parts.iter().all(lacks))
        .then(|| parts.iter().find(|(whole, _, told, _)| told.is_some() && told != whole).map(|&(_, _, _, name)| name))
}

/// Could a fact beside a month be its day, or what became of it?
pub(super) fn stands_for_day(fact: &Fact) -> bool {
    let days = Decimal::from(0)..Decimal::from(100);
    let small = fact.value.number().is_some_and(|number| number.is_whole() && days.contains(&number));
    let unit = matches!(&fact.value, Value::Measure(_, unit) if matches!(unit.as_str(), "day" | "month"));
    fact.form == Form::Digits && small && (matches!(fact.kind, Kind::Number | Kind::Ordinal) || unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: Option<i32>, month: Option<u8>, day: Option<u8>) -> Date {
        Date { year, month, day, ..Date::default() }
    }

    #[test]
    fn a_year_that_one_side_leaves_out_is_no_contradiction() {
        let (full, short) = (date(Some(2024), Some(10), Some(3)), date(None, Some(10), Some(3)));
        assert_eq!(relate(full, short), Some(Relation::Partly));
    }

    #[test]
    fn another_month_is_the_same_date_mistold() {
        let (october, august) = (date(Some(2024), Some(10), Some(3)), date(Some(2024), Some(8), Some(3)));
        assert!(matches!(relate(october, august), Some(Relation::Twisted { how, .. }) if how == "the month differs"));
    }

    #[test]
    fn the_rest_of_a_date_may_stand_apart() {
        let (whole, rest) = (date(Some(2016), Some(1), None), date(Some(2016), None, None));
        assert_eq!(tells_rest(whole, rest, date(None, Some(1), None)), Some(None));
        assert_eq!(tells_rest(whole, rest, date(None, Some(4), None)), Some(Some("the month")));
        assert_eq!(tells_rest(whole, rest, date(Some(2017), Some(4), None)), None);
    }

    #[test]
    fn the_weekday_of_a_date_is_known() {
        assert_eq!(weekday(date(Some(2024), Some(10), Some(3))), Some(4));
        assert_eq!(weekday(date(Some(2000), Some(1), Some(1))), Some(6));
    }
}
