//! CLDR's plural rules for whole numbers.

use serde_json::Value;

use super::{cldr::texts, table::Locale};

/// The plural categories of a language with their conditions.
#[derive(Debug, Default)]
pub struct Plurals {
    rules: Vec<(String, String)>,
}

impl Plurals {
    /// Reads `pluralRule-count-one = "i = 1 and v = 0 @integer 1"`.
    pub fn new(rules: &Value) -> Plurals {
        let rule = |(key, text): (&str, &str)| {
            let category = key.rsplit('-').next().unwrap_or(key).to_owned();
            (category, text.split('@').next().unwrap_or_default().trim().to_owned())
        };
        Plurals { rules: texts(rules).map(rule).filter(|(category, _)| category != "other").collect() }
    }

    /// The category of a whole number.
    pub fn category(&self, n: u64) -> &str {
        let holds = |condition: &str| {
            condition.split(" or ").any(|any| any.split(" and ").all(|relation| relation_holds(relation, n)))
        };
        self.rules.iter().find(|(_, condition)| holds(condition)).map_or("other", |(category, _)| category)
    }
}

/// So many numbers tell what a category is for.
const SAMPLES: usize = 4;

/// The plural categories of a language with the first numbers of each: whole ones where there are any, else `1.5`.
pub fn samples(rules: &Value, own: &mut Locale) {
    for (key, text) in texts(rules) {
        let category = key.rsplit('-').next().unwrap_or(key);
        let after = |mark: &str| text.split_once(mark).map(|(_, rest)| rest.split('@').next().unwrap_or_default());
        let numbers = |list: &str| -> Vec<String> { list.split(',').flat_map(expanded).take(SAMPLES).collect() };
        let whole = after("@integer").map(numbers).unwrap_or_default();
        let found = if whole.is_empty() { after("@decimal").map(numbers).unwrap_or_default() } else { whole };
        for number in found {
            own.add("plural", category, &number);
        }
    }
}

/// `2~4` is 2, 3, 4; `…` is nothing; of decimals the first is enough.
fn expanded(item: &str) -> Vec<String> {
    let item = item.trim();
    let (low, high) = item.split_once('~').unwrap_or((item, item));
    match (low.parse::<u64>(), high.parse::<u64>()) {
        (Ok(low), Ok(high)) => (low..=high).take(SAMPLES).map(|number| number.to_string()).collect(),
        _ => Some(low).filter(|low| low.parse::<f64>().is_ok()).map(str::to_owned).into_iter().collect(),
    }
}

/// `n % 10 = 2..4,9` or `v != 0`; whole numbers have no visible fraction and no exponent.
fn relation_holds(relation: &str, n: u64) -> bool {
    let (left, right, negated) = match relation.split_once("!=") {
        Some((left, right)) => (left, right, true),
        None => match relation.split_once('=') {
            Some((left, right)) => (left, right, false),
            None => return false,
        },
    };
    let (operand, modulus) = left.split_once('%').unwrap_or((left, ""));
    let value = match operand.trim() {
        "n" | "i" => n,
        _ => 0,
    };
    let value = modulus.trim().parse::<u64>().map_or(value, |modulus| value % modulus.max(1));
    let within = right.split(',').any(|range| {
        let (low, high) = range.trim().split_once("..").unwrap_or((range.trim(), range.trim()));
        matches!((low.parse::<u64>(), high.parse::<u64>()), (Ok(low), Ok(high)) if (low..=high).contains(&value))
    });
    within != negated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slavic_numbers_fall_into_three_categories() {
        let plurals = Plurals::new(&serde_json::json!({
            "pluralRule-count-one": "v = 0 and i % 10 = 1 and i % 100 != 11 @integer 1, 21",
            "pluralRule-count-few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14 @integer 2~4",
            "pluralRule-count-other": " @decimal 1.5",
        }));
        let categories: Vec<&str> = [1, 2, 5, 11, 12, 21, 104].map(|n| plurals.category(n)).to_vec();
        assert_eq!(categories, ["one", "few", "other", "other", "other", "one", "few"]);
    }
}
