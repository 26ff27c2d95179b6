//! How a value is told to people: grouped digits, months by name, units by their symbols.
//!
//! Messages are English, and so are their readings; the canonical text of a value ([`Value`]'s `Display`) is for machines.

use super::{Date, Decimal, Fact, Kind, Value};
use crate::locale::Locale;

impl Fact {
    /// What the fact says, as a message tells it: `1,200,000 EUR`, `3 October 2024`, `−18 °C`, `60 %`, `3rd`.
    pub fn reading(&self) -> String {
        let value = self.value.reading();
        match self.kind {
            Kind::Percent => format!("{value} %"),
            Kind::CountryCount => format!("{value} {}", if value == "1" { "country" } else { "countries" }),
            Kind::Ordinal => ordinal(&value),
            _ => value,
        }
    }
}

impl Value {
    /// What the value is, as a message tells it.
    pub fn reading(&self) -> String {
        match self {
            Value::Number(number) => grouped(*number),
            Value::Range(from, to) => format!("{}–{}", grouped(*from), grouped(*to)),
            Value::Date(date) => date.reading(),
            Value::Money(amount, code) => format!("{} {code}", grouped(*amount)),
            Value::Measure(amount, unit) => format!("{} {}", grouped(*amount), symbol(unit)),
            Value::Time(_) | Value::Text(_) | Value::Quote { .. } => self.to_string(),
        }
    }
}

impl Date {
    fn reading(&self) -> String {
        let year = self.year.map(|year| match self.unknown {
            0 if year <= 0 => format!("{} BC", 1 - i64::from(year)),
            0 => year.to_string(),
            unknown => {
                let step = 10_i32.saturating_pow(u32::from(unknown));
                format!("the {}s", year - year.rem_euclid(step))
            }
        });
        let month = self.month.map(|month| match month {
            1..=12 => english("month", &month.to_string()).map_or_else(|| format!("month {month}"), str::to_owned),
            21 => "spring".to_owned(),
            22 => "summer".to_owned(),
            23 => "autumn".to_owned(),
            24 => "winter".to_owned(),
            33..=36 => format!("Q{}", month - 32),
            _ => format!("month {month}"),
        });
        let day = match (self.day, &month) {
            (Some(day), None) => Some(format!("the {}", ordinal(&day.to_string()))),
            (day, _) => day.map(|day| day.to_string()),
        };
        let weekday = self.weekday.and_then(|weekday| {
            let key = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].get(usize::from(weekday).checked_sub(1)?)?;
            english("weekday", key)
        });
        let date = [day, month, year].into_iter().flatten().collect::<Vec<_>>().join(" ");
        match weekday {
            Some(weekday) if date.is_empty() => weekday.to_owned(),
            Some(weekday) => format!("{weekday}, {date}"),
            None if date.is_empty() => Value::Date(*self).to_string(),
            None => date,
        }
    }
}

/// Digits in groups of three. Four digits stay together: they may be a year.
fn grouped(number: Decimal) -> String {
    let text = number.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let mut out = sign.to_owned();
    for (at, digit) in whole.char_indices() {
        if at > 0 && whole.len() > 4 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    out
}

fn ordinal(number: &str) -> String {
    let ending =
        match (number.ends_with("11") || number.ends_with("12") || number.ends_with("13"), number.chars().last()) {
            (false, Some('1')) => "st",
            (false, Some('2')) => "nd",
            (false, Some('3')) => "rd",
            _ => "th", // tidy: the ending of English ordinals
        };
    format!("{number}{ending}")
}

/// The symbol of a unit by its CLDR name without the category, else the name in words.
fn symbol(unit: &str) -> String {
    let named = |section: &str| {
        let rows = locale().section(section).iter();
        rows.filter(|(key, _)| key.split_once('-').is_some_and(|(_, name)| name == unit))
            .find_map(|(_, forms)| forms.first().copied())
    };
    named("unit-symbol").or_else(|| named("unit")).map_or_else(|| unit.replace('-', " "), str::to_owned)
}

fn english(section: &str, key: &str) -> Option<&'static str> {
    locale().form(section, key)
}

fn locale() -> &'static Locale {
    Locale::get("en") // tidy: messages are English
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    #[test]
    fn numbers_are_told_in_groups_and_years_are_not() {
        assert_eq!(Value::Number(number("1200000")).reading(), "1,200,000");
        assert_eq!(Value::Number(number("-12345.5")).reading(), "−12,345.5");
        assert_eq!(Value::Number(number("2024")).reading(), "2024");
        assert_eq!(Value::Money(number("45000000"), "EUR").reading(), "45,000,000 EUR");
        assert_eq!(Value::Range(number("1950"), number("1953")).reading(), "1950–1953");
    }

    #[test]
    fn units_are_told_by_their_symbols() {
        assert_eq!(Value::Measure(number("-18"), "celsius".into()).reading(), "−18 °C");
        assert_eq!(Value::Measure(number("80"), "kilometer-per-hour".into()).reading(), "80 km/h");
        assert_eq!(Value::Measure(number("3"), "gizmo-per-day".into()).reading(), "3 gizmo per day");
    }

    #[test]
    fn dates_are_told_in_words_however_little_they_say() {
        let date = Date { year: Some(2024), month: Some(10), day: Some(3), ..Date::default() };
        assert_eq!(Value::Date(date).reading(), "3 October 2024");
        assert_eq!(Value::Date(Date { month: Some(5), ..Date::default() }).reading(), "May");
        assert_eq!(Value::Date(Date { day: Some(12), ..Date::default() }).reading(), "the 12th");
        assert_eq!(Value::Date(Date { weekday: Some(1), ..Date::default() }).reading(), "Monday");
        assert_eq!(Value::Date(Date { year: Some(1990), unknown: 1, ..Date::default() }).reading(), "the 1990s");
        assert_eq!(Value::Date(Date { year: Some(-43), ..Date::default() }).reading(), "44 BC");
        assert_eq!(Value::Date(Date { year: Some(2024), month: Some(35), ..Date::default() }).reading(), "Q3 2024");
        assert_eq!(Value::Date(Date::default()).reading(), "XXXX");
    }
}
