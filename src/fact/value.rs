//! The values that facts have, with their canonical text.

use std::fmt;

use super::Decimal;

/// A value without language or format.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number, a percentage, an ordinal, a count: the kind of the fact tells which.
    Number(Decimal),
    /// Both ends of a range: 10–15.
    Range(Decimal, Decimal),
    /// A date or a part of one.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// An amount of money: the number and the ISO 4217 code.
    Money(Decimal, &'static str),
    /// A quantity: the number and the CLDR unit, without its category: `kilometer-per-hour`.
    Measure(Decimal, String),
    /// A code or a name: a territory, an acronym, a URL, a relative word's CLDR key.
    Text(String),
    /// A quotation: who speaks, as far as the text says so beside it.
    Quote {
        /// The speaker's name as written.
        speaker: Option<String>,
        /// The quotation's nesting depth, 0 for the outermost.
        depth: u8,
    },
}

/// A date in parts, written in EDTF (ISO 8601-2).
///
/// A year, month or day that the text does not say is `None`. Decades and centuries have a year with unknown last digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Date {
    /// The proleptic Gregorian year; years BC count from 0 = 1 BC downwards.
    pub year: Option<i32>,
    /// 1–12, or 21–24 for spring to winter, or 33–36 for the quarters, as EDTF has them.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
    /// 1 Monday – 7 Sunday, where the text names it.
    pub weekday: Option<u8>,
    /// How many last digits of the year are unknown: 1 for a decade (`199X`), 2 for a century (`18XX`).
    pub unknown: u8,
}

impl Date {
    /// The weekday that follows from a whole date: 1 Monday – 7 Sunday.
    pub fn day_of_week(&self) -> Option<u8> {
        let (year, month, day) = (i64::from(self.year?), i64::from(self.month?), i64::from(self.day?));
        if self.unknown > 0 || !(1..=12).contains(&month) {
            return None;
        }
        // Zeller's congruence with January and February as months 13 and 14 of the year before.
        let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
        let h = (day + 13 * (month + 1) / 5 + year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400))
            .rem_euclid(7);
        // Zeller counts from Saturday, ISO 8601 from Monday.
        Some(((h + 5) % 7 + 1) as u8)
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    /// 0–24.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–60, where the text says it.
    pub second: Option<u8>,
}

impl Value {
    /// The number of a value that has one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Value::Number(number) | Value::Money(number, _) | Value::Measure(number, _) => Some(*number),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => number.fmt(f),
            Value::Range(from, to) => write!(f, "{from}/{to}"),
            Value::Date(date) => date.fmt(f),
            Value::Time(time) => time.fmt(f),
            Value::Money(amount, code) => write!(f, "{amount} {code}"),
            Value::Measure(amount, unit) => write!(f, "{amount} {unit}"),
            Value::Text(text) => f.write_str(text),
            Value::Quote { speaker: Some(speaker), .. } => write!(f, "quotation by {speaker}"),
            Value::Quote { speaker: None, .. } => f.write_str("quotation"),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            None if self.month.is_none() && self.day.is_none() => {
                // EDTF has no weekday alone; ISO 8601 writes Monday as `XXXX-WXX-1`.
                return match self.weekday {
                    Some(weekday) => write!(f, "XXXX-WXX-{weekday}"),
                    None => f.write_str("XXXX"),
                };
            }
            None => f.write_str("XXXX")?,
            Some(year) => {
                let digits = format!("{:04}", year.unsigned_abs());
                let known = digits.len().saturating_sub(self.unknown as usize);
                let sign = if year < 0 { "-" } else { "" };
                write!(f, "{sign}{}{}", &digits[..known], "X".repeat(digits.len() - known))?;
            }
        }
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "-{month:02}-{day:02}"),
            (Some(month), None) => write!(f, "-{month:02}"),
            (None, Some(day)) => write!(f, "-XX-{day:02}"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        self.second.map_or(Ok(()), |second| write!(f, ":{second:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_edtf() {
        let date = |year, month, day, unknown| Date { year, month, day, weekday: None, unknown }.to_string();
        assert_eq!(date(Some(2024), Some(10), Some(3), 0), "2024-10-03");
        assert_eq!(date(None, Some(10), Some(3), 0), "XXXX-10-03");
        assert_eq!(date(Some(1990), None, None, 1), "199X");
        assert_eq!(date(Some(1800), None, None, 2), "18XX");
        assert_eq!(date(Some(-43), None, None, 0), "-0043");
    }
}
