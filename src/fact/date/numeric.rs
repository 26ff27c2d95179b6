//! Dates in digits: 2024-03-05, 5.3.2024, 03/05/24, 22/04.

use std::ops::Range;

use super::{Parts, dated};
use crate::fact::{Confidence, Date, Fact, Kind, Scan, Value};
use crate::locale::{Hit, Locale, Section};

/// Reads the dates in digits. Runs before numbers are read, which would take `5.3` out of `5.3.2024`.
pub(in crate::fact) fn read(scan: &mut Scan<'_>) {
    if !scan.has_digits() {
        return;
    }
    let folded = scan.folded.clone();
    let text: &str = &folded.text;
    let runs = scan.digits.clone();
    let mut free = 0;
    for pair in runs.windows(2) {
        let start = pair[0].start;
        // A sign, perhaps with a blank, or a blank alone stands between.
        if start < free || pair[1].start - pair[0].end > 2 {
            continue;
        }
        let Some((shape, end)) = shape(text, start).or_else(|| spaced(text, start)) else { continue };
        free = end;
        let place = scan.folded.range(start..end);
        if scan.is_taken(&place) {
            continue;
        }
        let company = company(scan, start..end);
        if let Some(fact) = fact(&shape, scan.passage.locale, text, start..end, place, company) {
            scan.add(fact);
        }
    }
}

/// `2 4 2009`, `2016 10 16`: three numbers, of which one is a year, with blanks between and no others beside them.
fn spaced(text: &str, start: usize) -> Option<(Shape, usize)> {
    let before = &text[..start];
    let lone = |text: &str| !text.ends_with(|c: char| c.is_ascii_digit() || "/.,:+-$€£#%".contains(c));
    if !(before.is_empty() || before.strip_suffix(' ').is_some_and(lone)) {
        return None;
    }
    let mut parts = vec![digits(text, start)];
    let mut end = start + parts[0].1;
    while parts.len() < 3 && text[end..].starts_with(' ') {
        let (value, length) = digits(text, end + 1);
        parts.push((value, length));
        end += 1 + length;
    }
    let usual = |year: u32| (1900..2100).contains(&year);
    let fits = match parts[..] {
        [(a, 4), (b, 1..=2), (c, 1..=2)] => usual(a) && b <= 12 && c <= 31,
        [(a, 1..=2), (b, 1..=2), (c, 4)] => usual(c) && a.max(b) <= 31 && a.min(b) <= 12,
        _ => false,
    };
    let goes_on = text[end..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit())
        || text[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || "%:/-".contains(c));
    (fits && !goes_on).then_some((Shape { sign: ' ', parts, dot: false }, end))
}

/// What stands around two numbers that makes a day and a month of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Company {
    /// Nothing at all, as in a cell of a table.
    Nothing,
    /// A weekday.
    Weekday,
    /// Anything else.
    Text,
}

fn company(scan: &Scan<'_>, at: Range<usize>) -> Company {
    let text: &str = &scan.folded.text;
    if text[..at.start].trim().is_empty() && text[at.end..].trim().is_empty() {
        return Company::Nothing;
    }
    let weekday = |hit: &Hit<'_>| hit.tail == 0 && hit.has(Section::Weekday) && hit.at.len() > 2;
    let near = |gap: &str| gap.len() <= 2 && gap.chars().all(|c| matches!(c, ' ' | '(' | ',' | '-'));
    let earlier = scan.hits.partition_point(|hit| hit.at.start < at.start);
    let mut before = scan.hits[..earlier].iter().rev().take(12);
    let before = before.any(|hit| weekday(hit) && text.get(hit.at.end..at.start).is_some_and(near));
    let behind = text[at.end..].starts_with(' ') && scan.hits_at(at.end + 1).iter().any(weekday);
    if before || behind { Company::Weekday } else { Company::Text }
}

/// Two or three numbers that one sign joins.
struct Shape {
    /// The sign.
    sign: char,
    /// Value and number of digits.
    parts: Vec<(u32, usize)>,
    /// Does a full stop follow, as in `5.3.`?
    dot: bool,
}

/// Value and length of the run of digits at a place; runs of more than four digits have no value here.
fn digits(text: &str, at: usize) -> (u32, usize) {
    let length = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = if length <= 4 { text[at..at + length].parse().unwrap_or(0) } else { 0 };
    (value, length)
}

/// Reads numbers joined by `.`, `/` or `-`, perhaps with blanks after the sign; only whole runs count.
fn shape(text: &str, start: usize) -> Option<(Shape, usize)> {
    let before = text[..start].chars().next_back();
    // `1.5.3.2024`, `$5/12`, `x12-05-2024` are no dates.
    if before.is_some_and(|c| c.is_ascii_alphabetic() || "/.,:+$€£#".contains(c)) {
        return None;
    }
    if before == Some('-') && text[..start - 1].ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut parts = vec![digits(text, start)];
    let mut end = start + parts[0].1;
    let sign = text[end..].chars().next().filter(|sign| "./-".contains(*sign))?;
    let mut dot = false;
    while text[end..].starts_with(sign) {
        let after = &text[end + 1..];
        let blank = after.len() - after.trim_start_matches(' ').len();
        let spaced = sign == '.' && blank == 1;
        let next = end + 1 + if spaced { 1 } else { 0 };
        let (value, length) = digits(text, next);
        if length == 0 || parts.len() == 3 || (spaced && parts[0].1 > 4) {
            // `3.4.Title` numbers a heading.
            dot = sign == '.' && !after.starts_with(char::is_alphanumeric);
            break;
        }
        parts.push((value, length));
        end = next + length;
    }
    if parts.len() < 2 || parts.iter().any(|&(_, length)| length > 4) {
        return None;
    }
    let mut rest = text[end..].chars();
    let (after, then) = (rest.next(), rest.next());
    let goes_on = match after {
        Some('/' | '.' | '-' | ',' | ':') => then.is_some_and(|c| c.is_ascii_digit()),
        Some('t') => !then.is_some_and(|c| c.is_ascii_digit()),
        Some('%') => true,
        Some(c) => c.is_ascii_alphanumeric(),
        None => false,
    };
    (!goes_on).then_some((Shape { sign, parts, dot }, end))
}

fn fact(
    shape: &Shape,
    locale: &Locale,
    text: &str,
    folded: Range<usize>,
    place: Range<usize>,
    company: Company,
) -> Option<Fact> {
    let order = locale.form("date-order", "order").unwrap_or("dmy");
    let readings = match shape.parts[..] {
        // Kyrgyz and Uyghur write the day before the month.
        [(a, 4), (b, 1..=2), (c, 1..=2)] => valid([Parts::ymd(a, b, c)]).or(valid([Parts::ymd(a, c, b)])),
        [(a, 1..=2), (b, 1..=2), (c, 4)] => {
            let (day_first, month_first) = (Parts::ymd(c, b, a), Parts::ymd(c, a, b));
            // A full stop orders day and month everywhere; else the language's own habit comes first.
            match (shape.sign, order) {
                ('.', _) => valid([day_first]).or(valid([month_first])),
                (_, "mdy") => valid([month_first, day_first]),
                _ => valid([day_first, month_first]),
            }
        }
        [(a, x @ 1..=2), (b, y @ 1..=2), (c, 2)] if x + y > 2 => {
            let (dmy, mdy, ymd) = (short_year(c, b, a), short_year(c, a, b), short_year(a, b, c));
            match order {
                "mdy" => valid([mdy, dmy]),
                "ymd" => valid([ymd, dmy]),
                _ if shape.sign == '.' => valid([dmy]),
                _ => valid([dmy, mdy]),
            }
        }
        [(a, 1..=2), (b, 4)] if shape.sign == '/' && (1..=12).contains(&a) => valid([Parts::ym(b, a)]),
        [(a, 1..=2), (b, 1..=2)] if stands_for_a_day(shape, locale, company, a, b) => {
            let (day_first, month_first) = (Parts::md(b, a), Parts::md(a, b));
            if order == "dmy" { valid([day_first, month_first]) } else { valid([month_first, day_first]) }
        }
        [(a, x @ 1..=2), (b, y @ 1..=2)] => day_and_month(shape, locale, order, (a, x), (b, y), text, &folded),
        _ => None,
    }?;
    let mut fact = dated(readings, place, locale)?;
    if shape.parts.len() == 2 {
        fact.confidence = Confidence::Medium;
    }
    Some(fact)
}

/// `Friday 7-6` beside a weekday, and alone what is no fraction and no score: `2/29`.
fn stands_for_a_day(shape: &Shape, locale: &Locale, company: Company, a: u32, b: u32) -> bool {
    let pattern = locale.form("date-pattern", "Md").unwrap_or_default();
    match company {
        Company::Weekday => true,
        Company::Nothing => shape.sign == '/' && pattern.contains('/') && a <= 12 && b > 16,
        Company::Text => false,
    }
}

/// `22/04` and `5.3.`: dates only where the language writes them so, and not where they may be a fraction or a score.
fn day_and_month(
    shape: &Shape,
    locale: &Locale,
    order: &str,
    a: (u32, usize),
    b: (u32, usize),
    text: &str,
    folded: &Range<usize>,
) -> Option<Vec<Parts>> {
    let pattern = locale.form("date-pattern", "Md").unwrap_or_default();
    let own = match shape.sign {
        '.' => shape.dot && pattern.ends_with('.'),
        '/' => a.1 == 2 && b.1 == 2 && (pattern.contains('/') || a.0 > 12 || b.0 > 12),
        _ => false,
    };
    let spaced = text.get(folded.clone()).is_some_and(|text| text.contains(' '));
    // `5. 3.` with a blank may end one sentence and begin another, unless the language writes it so.
    if !own || (spaced && !pattern.contains(". ")) {
        return None;
    }
    let (day_first, month_first) = (Parts::md(b.0, a.0), Parts::md(a.0, b.0));
    match (shape.sign, order) {
        ('.', _) => valid([day_first]),
        (_, "dmy") => valid([day_first, month_first]),
        _ => valid([month_first, day_first]),
    }
}

/// Years of two digits lie between 1950 and 2049.
fn short_year(year: u32, month: u32, day: u32) -> Parts {
    Parts::ymd(if year < 50 { 2000 + year } else { 1900 + year }, month, day)
}

fn valid<const N: usize>(readings: [Parts; N]) -> Option<Vec<Parts>> {
    let mut valid: Vec<Parts> = readings.into_iter().filter(Parts::is_valid).collect();
    valid.dedup();
    (!valid.is_empty()).then_some(valid)
}

/// A fact from the readings of a date.
pub(in crate::fact) fn values(readings: &[Date], place: Range<usize>) -> Option<Fact> {
    let (first, rest) = readings.split_first()?;
    let mut fact = Fact::new(Kind::Date, Value::Date(*first), place);
    fact.others = rest.iter().map(|date| Value::Date(*date)).collect();
    Some(fact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::scan::Passage;

    fn read_in(tag: &str, text: &str) -> Vec<String> {
        let mut scan = Scan::new(Passage::plain(text, Locale::get(tag)));
        read(&mut scan);
        scan.facts.iter().map(|fact| fact.readings().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn numbers_in_the_order_of_the_language_are_dates() {
        assert_eq!(read_in("en", "on 03/05/2024"), ["2024-03-05|2024-05-03"]);
        assert_eq!(read_in("fr", "le 03/05/2024"), ["2024-05-03|2024-03-05"]);
        assert_eq!(read_in("de", "am 5.3.2024, 05.03.24"), ["2024-03-05", "2024-03-05"]);
        assert_eq!(read_in("hu", "2024. 03. 05."), ["2024-03-05"]);
        assert_eq!(read_in("cs", "5. 3. 2024"), ["2024-03-05"]);
        assert_eq!(read_in("fa", "۲۰۲۴/۰۳/۰۵"), ["2024-03-05"]);
        assert_eq!(read_in("en", "2024-03-05T10:00"), ["2024-03-05"]);
        assert_eq!(read_in("de", "vom 5.3. bis"), ["XXXX-03-05"]);
        assert_eq!(read_in("fr", "le 22/04 et"), ["XXXX-04-22"]);
    }

    #[test]
    fn other_numbers_with_signs_between_are_none() {
        assert_eq!(read_in("fr", "le 18 08 1978."), ["1978-08-18"]);
        assert_eq!(read_in("en", "on 2016 10 16, it began"), ["2016-10-16"]);
        assert_eq!(read_in("en", "Friday 7-6"), ["XXXX-07-06|XXXX-06-07"]);
        assert_eq!(read_in("es", "el viernes (6/7)"), ["XXXX-07-06|XXXX-06-07"]);
        for text in [
            "1.2.3",
            "5 10 2000 30",
            "3-5 of them",
            "1/2",
            "10.0.0.1",
            "24/7",
            "555-12-3456",
            "99/99/2024",
            "3.14",
            "v1.2.2024",
            "12.5.20241",
        ] {
            assert_eq!(read_in("en", text), Vec::<String>::new(), "{text}");
        }
    }
}
