//! How two values differ, in words for a message.

use crate::fact::{Decimal, Fact, Value};

/// 25 % became 25.
pub(super) const PERCENT_LOST: &str = "the percent is lost";
/// 25 became 25 %.
pub(super) const PERCENT_ADDED: &str = "the source says no percent";
/// 25 % became 25 euros.
pub(super) const PERCENT_CHANGED: &str = "a percentage on one side, a quantity on the other";
/// 25 miles became 25 kilometres.
pub(super) const UNIT: &str = "the number stayed, the unit changed";
/// A week became seven weeks.
pub(super) const HALF_CONVERTED: &str = "the number was converted, its unit was not";
/// 25 euros became 25 dollars.
pub(super) const CURRENCY: &str = "the amount stayed, the currency changed";
/// 25 euros became 25 km.
pub(super) const MONEY_AND_MEASURE: &str = "money on one side, a measure on the other";
/// preview2 became preview1.
pub(super) const DIGITS: &str = "the digits differ";
/// 190 countries became 190 cities.
pub(super) const COUNTRIES_LOST: &str = "the source counts countries";
/// Two states became two cities.
pub(super) const LANDS_TO_CITIES: &str = "the source counts states or countries, the translation cities";
/// Two cities became two states.
pub(super) const CITIES_TO_LANDS: &str = "the source counts cities, the translation states or countries";

/// What became of *more than* or of *less than*.
pub(super) fn comparators(source_up: bool) -> &'static str {
    if source_up { "“more than” became “less than”" } else { "“less than” became “more than”" }
}

/// What happened between two numbers, where it is a slip with a name.
pub(super) fn numbers(source: &Fact, target: &Fact) -> Option<String> {
    if let (Value::Date(a), Value::Date(b)) = (&source.value, &target.value) {
        let year = |date: &crate::fact::Date| date.year.map(|year| Decimal::from(i64::from(year)));
        return slip(year(a)?, year(b)?);
    }
    slip(source.value.number()?, target.value.number()?)
}

fn slip(a: Decimal, b: Decimal) -> Option<String> {
    if a == b {
        return None;
    }
    if a == b.negated() {
        return Some("the sign is lost".to_owned());
    }
    let power = (-12..=12).find(|&power| power != 0 && a.shifted(power) == Some(b));
    if let Some(power) = power {
        let factor = 10_i128.pow(power.unsigned_abs());
        let more = if power > 0 { "times as much" } else { "of it" };
        let factor = if power > 0 { factor.to_string() } else { format!("1/{factor}") };
        return Some(format!("{factor} {more}"));
    }
    let digits = |number: Decimal| number.abs().to_string().replace('.', "");
    let (mut x, mut y) = (digits(a).into_bytes(), digits(b).into_bytes());
    if x.len() == y.len() {
        let differ = x.iter().zip(&y).filter(|(x, y)| x != y).count();
        x.sort_unstable();
        y.sort_unstable();
        if x == y {
            return Some(
                if differ == 2 { "two digits are swapped" } else { "the digits are in another order" }.to_owned(),
            );
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(a: &str, b: &str) -> Option<String> {
        slip(a.parse().unwrap(), b.parse().unwrap())
    }

    #[test]
    fn slips_have_names() {
        assert_eq!(told("2014", "2041").as_deref(), Some("two digits are swapped"));
        assert_eq!(told("1.2", "12").as_deref(), Some("10 times as much"));
        assert_eq!(told("1234", "1.234").as_deref(), Some("1/1000 of it"));
        assert_eq!(told("-5", "5").as_deref(), Some("the sign is lost"));
        assert_eq!(told("190", "120"), None);
    }
}
