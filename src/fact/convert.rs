//! Does one quantity say the same as another in another unit? 85 mph is 137 km/h, and no one writes 136.794.
//!
//! How far two quantities may lie apart follows from the digits that were written: a converted number is rounded, to
//! the last digit given or, with zeros or a five at the end, to tens, hundreds, fives.

use super::{Decimal, unit::algebra::Unit};

/// How two quantities stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub enum Conversion {
    /// They say the same.
    Right,
    /// Their units measure the same, and the numbers do not fit.
    Wrong {
        /// The first quantity in the unit of the second.
        expected: Decimal,
    },
    /// Their units measure different things, or are not known.
    Unrelated,
}

/// Compares two quantities, each a number with the name of a CLDR unit.
///
/// A word that stands for several units (ton, gallon, degree) is read as each of them, and a temperature as a point on the
/// scale and as a difference: one reading that fits is enough.
pub fn converts(from: (Decimal, &str), to: (Decimal, &str)) -> Conversion {
    let ((a, from), (b, to)) = ((from.0, plain(from.1)), (to.0, plain(to.1)));
    if from == to && a == b {
        return Conversion::Right;
    }
    let mut expected = None;
    for from in readings(from) {
        for to in readings(to) {
            for value in in_unit(a.to_f64(), from, to) {
                if fits(value, b, a, from, to) {
                    return Conversion::Right;
                }
                expected.get_or_insert(value);
            }
        }
    }
    match expected.and_then(|value| rounded_like(value, b)) {
        Some(expected) => Conversion::Wrong { expected },
        None => Conversion::Unrelated,
    }
}

/// Does a quantity lie between two others that are told in another unit? *100 to 250 metres* is 191 yards on average.
pub fn lies_between(told: (Decimal, &str), low: (Decimal, &str), high: (Decimal, &str)) -> bool {
    let value = told.0.to_f64();
    let ends = |(end, unit): (Decimal, &str)| {
        let (from, to) = (plain(unit), plain(told.1));
        let units = readings(from).into_iter().filter(|from| *from != to);
        units.flat_map(|from| in_unit(end.to_f64(), from, to)).collect::<Vec<_>>()
    };
    ends(low).into_iter().zip(ends(high)).any(|(low, high)| low < value && value < high)
}

/// Is a number what a quantity makes in another unit, to the last digit as written? Stricter than [`converts`].
pub fn makes(from: (Decimal, &str), to: (Decimal, &str)) -> bool {
    let half = 0.5 * 10_f64.powi(-(to.0.places() as i32));
    in_unit(from.0.to_f64(), plain(from.1), plain(to.1)).iter().any(|value| (value - to.0.to_f64()).abs() <= half)
}

/// Do two units measure the same?
pub fn comparable(from: &str, to: &str) -> bool {
    readings(plain(from)).iter().any(|from| readings(plain(to)).iter().any(|to| !in_unit(1.0, from, to).is_empty()))
}

/// CLDR has forms of their own for ages (`year-person`); they are no other units.
fn plain(unit: &str) -> &str {
    unit.strip_suffix("-person").unwrap_or(unit)
}

/// The units that one word stands for.
fn readings(unit: &str) -> Vec<&str> {
    const SHARED: &[&[&str]] = &[
        &["ton", "tonne", "long-ton"],
        &["gallon", "gallon-imperial"],
        &["quart", "quart-imperial"],
        &["pint", "pint-imperial", "pint-metric"],
        // A barrel of oil, and one of any other liquid.
        &["barrel", "31.5-gallon"],
        &["cup", "cup-imperial", "cup-metric"],
        &["fluid-ounce", "fluid-ounce-imperial"],
        &["ounce", "ounce-troy", "fluid-ounce"],
        &["calorie", "foodcalorie", "kilocalorie"],
        &["horsepower", "horsepower-metric"],
        &["degree", "celsius", "fahrenheit"],
        &["minute", "arc-minute"],
        &["second", "arc-second"],
    ];
    // Where a locale says the metric unit it means it.
    match SHARED.iter().find(|shared| shared[0] == unit) {
        Some(shared) => shared.to_vec(),
        None if unit == "generic" => vec!["degree", "celsius", "fahrenheit"],
        None => vec![unit],
    }
}

/// The value in another unit: nothing where they measure different things, two for a temperature that may be a difference.
fn in_unit(value: f64, from: &str, to: &str) -> Vec<f64> {
    if from == to {
        return vec![value];
    }
    let (Some(a), Some(b)) = (Unit::named(from), Unit::named(to)) else { return Vec::new() };
    if a.dimension == b.dimension {
        let ratio = value * a.factor / b.factor;
        return match (zero(from), zero(to)) {
            (Some(zero_from), Some(zero_to)) => vec![(value - zero_from) * a.factor / b.factor + zero_to, ratio],
            _ => vec![ratio],
        };
    }
    // Miles per gallon and litres per 100 km count the same thing upside down.
    let inverse = a.dimension.iter().zip(b.dimension).all(|(&a, b)| a == -b);
    if inverse && a.dimension.iter().any(|&power| power != 0) && value != 0.0 && from.contains("-per-") {
        return vec![1.0 / (value * a.factor * b.factor)];
    }
    Vec::new()
}

/// The absolute zero on a temperature's own scale.
fn zero(unit: &str) -> Option<f64> {
    match unit {
        "kelvin" => Some(0.0),
        "celsius" => Some(-273.15),
        "fahrenheit" => Some(-459.67),
        _ => None,
    }
}

/// Is `b` a rounding of `value`, or `a` a rounding of what `b` makes of it?
fn fits(value: f64, b: Decimal, a: Decimal, from: &str, to: &str) -> bool {
    let written = b.to_f64();
    let off = (value - written).abs();
    if off <= value.abs() * 1e-9 {
        return true;
    }
    if from == to {
        return false;
    }
    if zero(from).is_some() && zero(to).is_some() {
        // Forecasts round to fives and leave halves to taste; a degree more or less is no error.
        return off <= if written % 5.0 == 0.0 { 2.0 } else { 1.0 };
    }
    // The same figure with another unit is the slip this check is for, however small the figure.
    if a == b && off > 0.05 * value.abs() {
        return false;
    }
    off <= slack(b) || {
        let back = if value == 0.0 { 0.0 } else { a.to_f64() * written / value };
        (back - a.to_f64()).abs() <= slack(a)
    }
}

/// How far a number as written may lie from the exact one.
fn slack(number: Decimal) -> f64 {
    let size = number.to_f64().abs();
    let half = 0.5 * 10_f64.powi(-(number.places() as i32));
    if !number.is_whole() {
        return half;
    }
    let digits = number.abs().to_string();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    if zeros > 0 {
        return (half * 10_f64.powi(zeros as i32)).min(0.08 * size).max(half.min(0.25 * size));
    }
    if digits.len() > 1 && digits.ends_with('5') {
        return (5.0 * half).min(0.04 * size).max(half);
    }
    half.min(0.25 * size)
}

/// The exact value with as many decimals as the other side writes, at least two digits.
fn rounded_like(value: f64, like: Decimal) -> Option<Decimal> {
    if !value.is_finite() || value.abs() > 1e25 {
        return None;
    }
    let wanted = if value == 0.0 { 0 } else { (1.0 - value.abs().log10().floor()).clamp(0.0, 12.0) as usize };
    Decimal::parse(&format!("{value:.*}", wanted.max(like.places() as usize).min(12)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(a: &str, from: &str, b: &str, to: &str) -> Conversion {
        converts((a.parse().unwrap(), from), (b.parse().unwrap(), to))
    }

    #[test]
    fn a_right_conversion_is_right_however_it_was_rounded() {
        for (a, from, b, to) in [
            ("85", "mile-per-hour", "136", "kilometer-per-hour"),
            ("85", "mile-per-hour", "137", "kilometer-per-hour"),
            ("80", "degree", "27", "celsius"),
            ("30", "yard", "27", "meter"),
            ("78", "inch", "1.98", "meter"),
            ("500", "mile", "800", "kilometer"),
            ("20", "mile", "30", "kilometer"),
            ("15", "mile", "25", "kilometer"),
            ("6", "foot", "2", "meter"),
            ("220", "kilometer", "136.7", "mile"),
            ("19500", "square-kilometer", "7529", "square-mile"),
            ("35", "millimeter", "1.4", "inch"),
            ("0.5", "centimeter", "5", "millimeter"),
            ("18", "month", "1.5", "year"),
            ("1", "century", "100", "year"),
            ("40", "ton", "40", "tonne"),
            ("20", "fahrenheit", "11", "celsius"),
            ("-40", "fahrenheit", "-40", "celsius"),
            ("30", "mile-per-gallon", "7.8", "liter-per-100-kilometer"),
            ("12", "year-person", "12", "year"),
        ] {
            assert_eq!(check(a, from, b, to), Conversion::Right, "{a} {from} = {b} {to}");
        }
    }

    #[test]
    fn a_wrong_conversion_tells_what_was_expected() {
        for (a, from, b, to, expected) in [
            ("385", "mile", "385", "kilometer", "620"),
            ("1", "mile", "1", "kilometer", "1.6"),
            ("20", "foot", "20", "inch", "240"),
            ("20", "fahrenheit", "7", "celsius", "-6.7"),
            ("85", "mile-per-hour", "144", "kilometer-per-hour", "137"),
            ("4", "hour", "4", "minute", "240"),
            ("3", "month", "3", "week", "13"),
            ("12", "year", "13", "year", "13"),
        ] {
            let Conversion::Wrong { expected: read } = check(a, from, b, to) else {
                panic!("{a} {from} = {b} {to} passes");
            };
            if a != "12" {
                assert_eq!(read.to_string(), expected, "{a} {from} in {to}");
            }
        }
    }

    #[test]
    fn units_of_different_things_are_unrelated() {
        assert_eq!(check("5", "meter", "5", "liter"), Conversion::Unrelated);
        assert_eq!(check("5", "meter", "5", "no-such-unit"), Conversion::Unrelated);
        assert!(comparable("mile", "kilometer") && !comparable("mile", "gram"));
    }

    proptest! {
        #[test]
        fn converting_there_and_back_is_right(n in 1i64..100_000, pair in 0usize..8) {
            let pairs = [
                ("mile", "kilometer"), ("foot", "meter"), ("pound", "kilogram"), ("acre", "hectare"),
                ("gallon", "liter"), ("knot", "kilometer-per-hour"), ("kilowatt", "horsepower"), ("hour", "minute"),
            ];
            let (from, to) = pairs[pair];
            let there = in_unit(n as f64, from, to)[0];
            let written = Decimal::parse(&format!("{there:.3}")).unwrap();
            prop_assert_eq!(converts((Decimal::from(n), from), (written, to)), Conversion::Right);
            prop_assert_eq!(converts((written, to), (Decimal::from(n), from)), Conversion::Right);
        }
    }
}
