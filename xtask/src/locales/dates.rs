//! Months, weekdays, day periods, date orders and patterns, eras, relative words.

use anyhow::Result;
use serde_json::Value;

use super::{
    cldr::{Cldr, at, entries, texts},
    numbers::add_abbreviation,
    table::Locale,
};

/// All that CLDR knows of a locale's dates.
pub fn dates(cldr: &Cldr, tag: &str, into: &mut Locale) -> Result<()> {
    let json = cldr.main("dates", tag, "ca-gregorian")?;
    let calendar = at(&json, "dates/calendars/gregorian");
    for width in ["wide", "abbreviated", "short"] {
        for context in ["format", "stand-alone"] {
            for (section, group) in [("month", "months"), ("weekday", "days")] {
                for (key, form) in texts(at(calendar, &format!("{group}/{context}/{width}"))) {
                    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
                    // Without spaces around it, a syllable is a part of many words.
                    let syllable = width != "wide" && form.chars().any(is_unspaced) && !form.contains('.');
                    if !syllable && (letters >= 2 || form.chars().any(is_wide)) {
                        add_abbreviation(into, section, key, form);
                    }
                }
            }
        }
    }
    day_periods(calendar, into);
    patterns(calendar, into);
    for kind in ["eraNames", "eraAbbr"] {
        for (key, form) in texts(at(calendar, &format!("eras/{kind}"))) {
            let era = key.split('-').next().unwrap_or(key);
            into.add("era", &format!("gregory-{era}"), form);
        }
    }
    relative(cldr, tag, into)
}

/// 一 is a word; one letter of an alphabet, as Burmese has for Saturday, is not.
fn is_wide(c: char) -> bool {
    (0x2E80..0xD800).contains(&(c as u32))
}

/// The alphabets that are written without spaces: Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF)
}

/// `morning1` and `morning2` are both mornings.
fn period(key: &str) -> &str {
    let key = key.split("-alt").next().unwrap_or(key);
    key.trim_end_matches(|c: char| c.is_ascii_digit())
}

fn day_periods(calendar: &Value, into: &mut Locale) {
    for width in ["wide", "abbreviated"] {
        for context in ["format", "stand-alone"] {
            for (key, form) in texts(at(calendar, &format!("dayPeriods/{context}/{width}"))) {
                into.add("day-period", period(key), form);
            }
        }
    }
}

/// The hours of the day periods, one form a stretch: `morning = ["03:00-06:00", "06:00-12:00"]`.
pub fn day_period_ranges(cldr: &Cldr, tag: &str, into: &mut Locale) -> Result<()> {
    let json = cldr.supplemental("dayPeriods")?;
    for (key, range) in entries(at(&json, &format!("dayPeriodRuleSet/{tag}"))) {
        let text = |name| at(range, name).as_str();
        match (text("_from"), text("_before"), text("_at")) {
            (Some(from), Some(before), _) => into.add("day-period-range", period(key), &format!("{from}-{before}")),
            (_, _, Some(at)) => into.add("day-period-range", period(key), &format!("{at}-{at}")),
            _ => {}
        }
    }
    Ok(())
}

const SKELETONS: &[&str] =
    &["Md", "MMMd", "MMMMd", "y", "yM", "yMd", "yMMM", "yMMMM", "yMMMd", "yQQQ", "yQQQQ", "h", "H", "hm", "Hm", "Hms"];

fn patterns(calendar: &Value, into: &mut Locale) {
    let formats = at(calendar, "dateFormats");
    for length in ["full", "long", "medium", "short"] {
        let format = at(formats, length);
        let pattern = format.as_str().or_else(|| at(format, "_value").as_str()).unwrap_or_default();
        into.add("date-pattern", length, pattern);
        if length == "short" {
            into.add("date-order", "order", &order(pattern));
        }
    }
    // Whether a language counts twelve hours or twenty-four shows in its own short time.
    let time = at(calendar, "timeFormats/short");
    into.add("date-pattern", "time", time.as_str().or_else(|| at(time, "_value").as_str()).unwrap_or_default());
    for (width, forms) in entries(at(calendar, "quarters/format")) {
        for (quarter, form) in texts(forms).filter(|_| width != "narrow") {
            into.add("quarter", quarter, form);
        }
    }
    for (skeleton, pattern) in texts(at(calendar, "dateTimeFormats/availableFormats")) {
        if SKELETONS.contains(&skeleton) {
            into.add("date-pattern", skeleton, pattern);
        }
    }
}

/// `dd.MM.yy` → `dmy`.
fn order(pattern: &str) -> String {
    let mut order = String::new();
    let mut quoted = false;
    for c in pattern.chars() {
        quoted ^= c == '\'';
        let part = match c {
            'd' => 'd',
            'M' | 'L' => 'm',
            'y' | 'Y' | 'u' => 'y',
            _ => continue,
        };
        if !quoted && !order.contains(part) {
            order.push(part);
        }
    }
    if order.len() == 3 { order } else { String::new() }
}

fn relative(cldr: &Cldr, tag: &str, into: &mut Locale) -> Result<()> {
    let json = cldr.main("dates", tag, "dateFields")?;
    let fields = at(&json, "dates/fields");
    for unit in ["year", "quarter", "month", "week", "day", "mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        for width in ["", "-short"] {
            let field = at(fields, &format!("{unit}{width}"));
            for (key, form) in texts(field) {
                let Some(step) = key.strip_prefix("relative-type-").and_then(|step| step.parse::<i32>().ok()) else {
                    continue;
                };
                if form.chars().any(char::is_alphabetic) {
                    into.add("relative", &format!("{unit}{step:+}"), form);
                }
            }
            for (sign, side) in [("+", "future"), ("-", "past")] {
                for (_, pattern) in texts(at(field, &format!("relativeTime-type-{side}"))) {
                    if unit.len() > 3 || unit == "day" {
                        into.add("relative-pattern", &format!("{unit}{sign}"), pattern);
                    }
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_a_short_pattern_is_read_without_its_quoted_text() {
        assert_eq!(order("dd.MM.yy"), "dmy");
        assert_eq!(order("d MMMM y 'ym'"), "dmy");
        assert_eq!(order("y/M/d"), "ymd");
        assert_eq!(order("GGGGG"), "");
    }

    #[test]
    fn numbered_day_periods_are_one() {
        assert_eq!(period("morning2"), "morning");
        assert_eq!(period("am-alt-variant"), "am");
    }
}
