//! How two facts relate: the same, the same in another dress, the same figure meaning something else, or not at all.

use super::{dates, how, identifiers};
use crate::fact::{
    Comparator, Confidence, Decimal, Fact, Form, Kind, Value,
    convert::{Conversion, comparable, converts},
};

/// How two facts relate, from the surest to the weakest. Matching takes the surest first.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Relation {
    /// The same kind and the same value.
    Same,
    /// The same value in another dress.
    Dressed,
    /// The same, as far as both say it: one side says more.
    Partly,
    /// The same figure, and something else about it differs.
    Twisted {
        /// The kind of fact that changed.
        kind: Kind,
        /// How.
        how: String,
        /// What would be right.
        expected: Option<String>,
        /// How sure that is.
        confidence: Confidence,
    },
}

impl Relation {
    /// The place in the order of matching.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Relation::Same => 0,
            Relation::Dressed => 1,
            Relation::Partly => 2,
            Relation::Twisted { .. } => 3,
        }
    }
}

/// Relates a fact of the source to one of the translation; `None` where they have nothing in common.
pub(super) fn relate(source: &Fact, target: &Fact) -> Option<Relation> {
    if source.kind == target.kind {
        return same_kind(source, target);
    }
    if identifiers::is_one(source) || identifiers::is_one(target) {
        return identifiers::relate(source, target);
    }
    // Only another article stands for an article: “1 percent” is more than “one”.
    if source.kind != target.kind && (source.form == Form::Implied || target.form == Form::Implied) {
        let one = Decimal::from(1);
        let mut values = source.readings().filter_map(Value::number).filter(|value| *value != one);
        let both = values.any(|value| target.readings().any(|other| other.number() == Some(value)));
        return if both { Some(Relation::Dressed) } else { fraction(source, target) };
    }
    // An ambiguous word has readings of another kind: pounds, an hour, the 2000s.
    if source
        .readings()
        .any(|value| !matches!(value, Value::Number(_)) && target.readings().any(|other| value == other))
    {
        return Some(Relation::Dressed);
    }
    if let (Kind::Date, _) | (_, Kind::Date) = (source.kind, target.kind) {
        return dates::across(source, target);
    }
    if let (Kind::Time, _) | (_, Kind::Time) = (source.kind, target.kind) {
        return hour(source, target);
    }
    if let (Kind::Relative, _) | (_, Kind::Relative) = (source.kind, target.kind) {
        return None;
    }
    figures(source, target)
}

fn same_kind(source: &Fact, target: &Fact) -> Option<Relation> {
    if identifiers::is_one(source) && !source.agrees(target) {
        return identifiers::relate(source, target);
    }
    let one = |fact: &Fact| fact.value == Value::Number(Decimal::from(1));
    if one(source) && one(target) && (source.form == Form::Implied) != (target.form == Form::Implied) {
        // The article beside *category 1* is not that number: see `settle::related`.
        return Some(Relation::Partly);
    }
    if source.agrees(target) {
        return Some(comparators(source, target).unwrap_or(Relation::Same));
    }
    if is_next_bound(source, target) || is_next_bound(target, source) {
        return Some(Relation::Dressed);
    }
    let found = |a: &Value, b: &Value| match (a, b) {
        // 3 inches per hour: *per hour* may stand before, or go without saying.
        (Value::Measure(a, unit), Value::Measure(b, other)) if is_rate_of(unit, other) => {
            let (unit, other) = (rated(unit), rated(other));
            (a == b && unit == other || converts((*a, unit), (*b, other)) == Conversion::Right)
                .then_some(Relation::Dressed)
        }
        (Value::Measure(a, unit), Value::Measure(b, other)) => match converts((*a, unit), (*b, other)) {
            Conversion::Right => Some(Relation::Dressed),
            Conversion::Wrong { expected } if a == b && unit != other => Some(Relation::Twisted {
                kind: Kind::Unit,
                how: how::UNIT.to_owned(),
                expected: Some(format!("{expected} {other}")),
                confidence: Confidence::High,
            }),
            Conversion::Unrelated if a == b => Some(Relation::Twisted {
                kind: Kind::Unit,
                how: how::UNIT.to_owned(),
                expected: None,
                confidence: Confidence::Medium,
            }),
            _ => None,
        },
        (Value::Money(a, _), Value::Money(b, _)) if a == b => Some(Relation::Twisted {
            kind: Kind::Currency,
            how: how::CURRENCY.to_owned(),
            expected: None,
            confidence: Confidence::High,
        }),
        (Value::Date(a), Value::Date(b)) => dates::relate(*a, *b),
        (Value::Time(a), Value::Time(b)) => {
            // Seconds may be dropped.
            (a.hour == b.hour && a.minute == b.minute && (a.second.is_none() || b.second.is_none()))
                .then_some(Relation::Partly)
        }
        _ => None,
    };
    let readings = source.readings().flat_map(|a| target.readings().map(move |b| (a, b)));
    readings.filter_map(|(a, b)| found(a, b)).min_by_key(Relation::rank)
}

/// Does one of two units say what the other counts, per something?
fn is_rate_of(unit: &str, other: &str) -> bool {
    unit.contains("-per-") != other.contains("-per-")
}

/// The unit without what it is counted per.
pub(super) fn rated(unit: &str) -> &str {
    unit.split_once("-per-").map_or(unit, |(unit, _)| unit)
}

/// A quantity and the bare number of what it converts to: 80 degrees and 27, where a text calls the unit by a name of its own.
pub(super) fn bare_conversion(source: &Fact, target: &Fact) -> bool {
    const UNITS: &[&str] = &[
        "celsius",
        "fahrenheit",
        "kilometer-per-hour",
        "mile-per-hour",
        "meter-per-second",
        "kilometer",
        "mile",
        "meter",
        "foot",
        "centimeter",
        "inch",
        "millimeter",
        "kilogram",
        "pound",
        "gram",
        "liter",
        "hectare",
        "square-kilometer",
        "square-meter",
        "square-mile",
        "square-foot",
        "acre",
        "yard",
        "gallon",
    ];
    let (measure, number) = if source.kind == Kind::Unit { (source, target) } else { (target, source) };
    let Some(number) = number.value.number() else { return false };
    measure.readings().any(|value| match value {
        Value::Measure(amount, unit) if comparable(unit, "meter") || !comparable(unit, "second") => {
            UNITS.iter().any(|other| other != unit && converts((*amount, unit), (number, other)) == Conversion::Right)
        }
        _ => false,
    })
}

/// *More than two* and *three or more*, *less than three* and *at most two*, of what is counted in ones.
fn is_next_bound(open: &Fact, closed: &Fact) -> bool {
    let step = match (open.comparator, closed.comparator) {
        (Some(Comparator::More | Comparator::NotLess), Some(Comparator::AtLeast)) => 1,
        (Some(Comparator::Less | Comparator::NotMore), Some(Comparator::AtMost)) => -1,
        _ => return false,
    };
    let number = |fact: &Fact| fact.value.number().filter(|_| fact.kind == Kind::Number).and_then(Decimal::to_i64);
    number(open).zip(number(closed)).is_some_and(|(open, closed)| open + step == closed)
}

/// More than is not less than; where one side leaves it out it says no less.
///
/// *No more than* is *at most*, with a negation that may stand far from the number: those two never contradict each other.
fn comparators(source: &Fact, target: &Fact) -> Option<Relation> {
    use Comparator::{AtLeast, AtMost, Less, More, NotLess, NotMore};
    let (a, b) = (source.comparator?, target.comparator?);
    // *Up to 400* and *more than 400* is how translators round; the other way round nobody does it.
    let is_contrary = |a, b| match a {
        More => matches!(b, Less | AtMost),
        Less => matches!(b, More | AtLeast),
        AtLeast => matches!(b, AtMost | NotMore),
        AtMost => matches!(b, AtLeast | NotLess),
        NotMore => matches!(b, NotLess | AtLeast),
        NotLess => matches!(b, NotMore | AtMost),
        Comparator::About => false,
    };
    is_contrary(a, b).then(|| Relation::Twisted {
        kind: if source.kind == Kind::Number { target.kind } else { source.kind },
        how: how::comparators(matches!(a, More | AtLeast | NotLess)).to_owned(),
        expected: None,
        confidence: Confidence::Medium,
    })
}

/// A number that stands for a time: 15 and 15:00.
fn hour(source: &Fact, target: &Fact) -> Option<Relation> {
    let (time, other) = if source.kind == Kind::Time { (source, target) } else { (target, source) };
    if !matches!(other.kind, Kind::Number | Kind::Ordinal | Kind::Unit) {
        return None;
    }
    // Three o'clock is three hours in some languages, and three hours are 180 minutes.
    let hours = |value: &Value| match value {
        Value::Measure(number, unit) => (1..=24)
            .find(|hour| converts((Decimal::from(*hour), "hour"), (*number, unit)) == Conversion::Right)
            .filter(|_| unit == "minute"),
        _ => None,
    };
    let lasting: Option<i64> = other.readings().find_map(hours);
    if let Some(hour) = lasting {
        let whole = |time: &crate::fact::Time| i64::from(time.hour) == hour && time.minute == 0;
        let same = time.readings().any(|value| matches!(value, Value::Time(time) if whole(time)));
        return same.then_some(Relation::Dressed);
    }
    let same = time.readings().any(|value| match value {
        Value::Time(time) => other.readings().filter_map(Value::number).any(|number| {
            let hour = Decimal::from(i64::from(time.hour));
            let minute = number.minus(hour).and_then(|rest| rest.shifted(2));
            // 24:00 is 00:00, and “24 hours” may have been read as a time.
            let midnight = time.hour % 24 == 0 && number == Decimal::from(24);
            number == hour || midnight || minute == Some(Decimal::from(i64::from(time.minute)))
        }),
        _ => false,
    });
    same.then_some(Relation::Dressed)
}

/// Facts of different kinds with the same figure.
fn figures(source: &Fact, target: &Fact) -> Option<Relation> {
    let numbers = |fact: &Fact| fact.readings().filter_map(Value::number).collect::<Vec<_>>();
    let theirs = numbers(target);
    if !numbers(source).iter().any(|number| theirs.contains(number)) {
        let kinds = (source.kind, target.kind);
        let bare =
            matches!(kinds, (Kind::Unit, Kind::Number) | (Kind::Number, Kind::Unit)) && bare_conversion(source, target);
        // 50p and 50 pence, whose name nobody told us in that language.
        let minor = matches!(kinds, (Kind::Currency, Kind::Number) | (Kind::Number, Kind::Currency));
        let hundredth = |a: &Fact, b: &[Decimal]| {
            let parts = a.readings().filter(|value| matches!(value, Value::Money(..))).filter_map(Value::number);
            parts
                .filter(|part| *part < Decimal::from(1))
                .filter_map(|part| part.shifted(2))
                .any(|part| b.contains(&part))
        };
        let cents = minor && (hundredth(source, &theirs) || hundredth(target, &numbers(source)));
        return if bare || cents { Some(Relation::Partly) } else { fraction(source, target) };
    }
    // An article counts nothing that could be twisted.
    if source.form == Form::Implied || target.form == Form::Implied {
        return Some(Relation::Dressed);
    }
    let twisted =
        |kind, how: &str, confidence| Some(Relation::Twisted { kind, how: how.to_owned(), expected: None, confidence });
    match (source.kind, target.kind) {
        // `um 30. Danach`: what looks like an ordinal may be a number at the end of its sentence.
        (Kind::Percent, Kind::Ordinal) if target.form == Form::Digits => {
            twisted(Kind::Percent, how::PERCENT_LOST, Confidence::High)
        }
        (Kind::Percent, Kind::Number) => twisted(Kind::Percent, how::PERCENT_LOST, Confidence::High),
        (Kind::Number, Kind::Percent) => twisted(Kind::Percent, how::PERCENT_ADDED, Confidence::High),
        (Kind::Percent, Kind::Currency | Kind::Unit) | (Kind::Currency | Kind::Unit, Kind::Percent) => {
            twisted(Kind::Percent, how::PERCENT_CHANGED, Confidence::High)
        }
        // Pounds are money and a weight; here they are money, and none that the other side means.
        (Kind::Currency, Kind::Unit) | (Kind::Unit, Kind::Currency) => {
            let pound = |fact: &Fact| matches!(&fact.value, Value::Measure(_, unit) if unit == "pound");
            let money = |fact: &Fact| fact.readings().any(|value| matches!(value, Value::Money(..)));
            if (pound(source) || pound(target)) && !(money(source) && money(target)) {
                return Some(Relation::Dressed);
            }
            let how = if money(source) && money(target) { how::CURRENCY } else { how::MONEY_AND_MEASURE };
            twisted(Kind::Currency, how, Confidence::Medium)
        }
        (Kind::CountryCount, Kind::Number) => twisted(Kind::CountryCount, how::COUNTRIES_LOST, Confidence::Medium),
        _ => Some(comparators(source, target).unwrap_or(Relation::Dressed)),
    }
}

/// Half and 50 percent; nine in ten and 90 percent.
fn fraction(source: &Fact, target: &Fact) -> Option<Relation> {
    let hundredfold = |fact: &Fact| fact.value.number().and_then(|number| number.shifted(2));
    let same = match (source.kind, target.kind) {
        (Kind::Percent, Kind::Number) => hundredfold(target) == source.value.number(),
        (Kind::Number, Kind::Percent) => hundredfold(source) == target.value.number(),
        _ => false,
    };
    same.then_some(Relation::Dressed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fact::{Passage, extract},
        locale::Locale,
    };

    fn facts(tag: &str, text: &str) -> Vec<Fact> {
        extract(Passage::plain(text, Locale::get(tag)))
    }

    #[test]
    fn a_bound_that_is_turned_round_is_told_whatever_is_counted() {
        let turned = |source: &str, tag: &str, target: &str| {
            let (source, target) = (facts("en", source), facts(tag, target));
            matches!(relate(&source[0], &target[0]), Some(Relation::Twisted { .. }))
        };
        assert!(turned("more than 82,000 guests", "ja", "82,000人以下"));
        assert!(!turned("more than 82,000 guests", "ja", "82,000人以上"));
        assert!(turned("must not take more than 20 minutes", "es", "no debe durar menos de 20 minutos"));
        assert!(!turned("must not take more than 20 minutes", "es", "debe durar menos de 20 minutos"));
        assert!(!turned("up to 400 of them", "es", "más de 400"));
    }

    #[test]
    fn a_bound_may_be_told_by_the_next_number() {
        let relation = |source: &str, tag: &str, target: &str| relate(&facts("en", source)[0], &facts(tag, target)[0]);
        assert_eq!(relation("more than 4 persons", "ja", "5人以上"), Some(Relation::Dressed));
        assert_eq!(relation("less than 5 persons", "de", "höchstens 4 Personen"), Some(Relation::Dressed));
        assert_eq!(relation("more than 4 persons", "ja", "4人以上"), Some(Relation::Same));
        assert_eq!(relation("more than 4 persons", "ja", "6人以上"), None);
    }

    #[test]
    fn a_half_is_fifty_per_cent_whatever_the_word() {
        let (percent, half) = (facts("en", "below 50 per cent"), facts("fr", "moins de la moitié"));
        assert_eq!(relate(&percent[0], &half[0]), Some(Relation::Dressed), "{half:?}");
    }

    #[test]
    fn a_word_that_is_money_or_a_weight_is_money_beside_money() {
        let (dollars, pounds) = (facts("en", "a $500 bond"), facts("ru", "залог в 500 фунтов"));
        let relation = relate(&dollars[0], &pounds[0]);
        assert!(
            matches!(relation, Some(Relation::Twisted { kind: Kind::Currency, .. })),
            "{relation:?} {dollars:?} {pounds:?}"
        );
        assert_eq!(relate(&facts("en", "£500")[0], &pounds[0]), Some(Relation::Dressed));
    }
}
