//! Units: names in all plurals and cases, symbols, and how "per" is said.

use anyhow::Result;

use super::{
    cldr::{Cldr, at, texts},
    table::Locale,
};

/// The units worth having. Left out: what no text counts, and `quarter`, which is mostly a fraction.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "angle-degree", "angle-radian",
    "area-acre", "area-hectare", "area-square-centimeter", "area-square-foot", "area-square-inch", "area-square-kilometer",
    "area-square-meter", "area-square-mile", "area-square-yard", "area-dunam",
    "consumption-liter-per-100-kilometer", "consumption-liter-per-kilometer", "consumption-mile-per-gallon",
    "digital-bit", "digital-byte", "digital-gigabit", "digital-gigabyte", "digital-kilobit", "digital-kilobyte", "digital-megabit",
    "digital-megabyte", "digital-petabyte", "digital-terabit", "digital-terabyte",
    "duration-century", "duration-day", "duration-decade", "duration-hour", "duration-microsecond", "duration-millisecond",
    "duration-minute", "duration-month", "duration-nanosecond", "duration-second", "duration-week", "duration-year",
    "electric-ampere", "electric-milliampere", "electric-ohm", "electric-volt",
    "energy-calorie", "energy-foodcalorie", "energy-joule", "energy-kilocalorie", "energy-kilojoule", "energy-kilowatt-hour",
    "force-newton", "frequency-gigahertz", "frequency-hertz", "frequency-kilohertz", "frequency-megahertz",
    "graphics-megapixel", "graphics-pixel", "graphics-dot-per-inch", "graphics-pixel-per-inch",
    "length-centimeter", "length-decimeter", "length-fathom", "length-foot", "length-furlong", "length-inch", "length-kilometer",
    "length-light-year", "length-meter", "length-micrometer", "length-mile", "length-millimeter", "length-nanometer",
    "length-nautical-mile", "length-yard", "length-parsec", "length-astronomical-unit",
    "mass-carat", "mass-gram", "mass-kilogram", "mass-microgram", "mass-milligram", "mass-ounce", "mass-pound", "mass-stone",
    "mass-ton", "mass-tonne",
    "power-gigawatt", "power-horsepower", "power-kilowatt", "power-megawatt", "power-watt",
    "pressure-atmosphere", "pressure-bar", "pressure-hectopascal", "pressure-kilopascal", "pressure-millibar", "pressure-pascal",
    "pressure-megapascal", "pressure-pound-force-per-square-inch", "pressure-millimeter-ofhg",
    "speed-kilometer-per-hour", "speed-knot", "speed-meter-per-second", "speed-mile-per-hour",
    "temperature-celsius", "temperature-fahrenheit", "temperature-kelvin",
    "volume-barrel", "volume-centiliter", "volume-cubic-centimeter", "volume-cubic-foot", "volume-cubic-inch",
    "volume-cubic-kilometer", "volume-cubic-meter", "volume-cubic-mile", "volume-cubic-yard", "volume-cup", "volume-deciliter",
    "volume-fluid-ounce", "volume-gallon", "volume-hectoliter", "volume-liter", "volume-megaliter", "volume-milliliter",
    "volume-pint", "volume-quart", "volume-tablespoon", "volume-teaspoon", "volume-bushel", "volume-acre-foot",
];

/// Adds `unit`, `unit-symbol` and `unit-per`.
pub fn units(cldr: &Cldr, tag: &str, into: &mut Locale) -> Result<()> {
    let json = cldr.main("units", tag, "units")?;
    for (length, section) in [("long", "unit"), ("short", "unit-symbol"), ("narrow", "unit-symbol")] {
        let group = at(&json, &format!("units/{length}"));
        for unit in UNITS {
            // Nominatives first, then the cases.
            let (plain, cases): (Vec<_>, Vec<_>) =
                texts(at(group, unit)).partition(|(key, _)| key.starts_with("unitPattern"));
            for (key, text) in plain.into_iter().chain(cases) {
                match key {
                    "gender" => {}
                    "perUnitPattern" => into.add("unit-per", unit, bare(text).unwrap_or_default()),
                    "displayName" if length == "long" => named(unit, text, into),
                    "displayName" => {}
                    _ => pattern(section, unit, text, into),
                }
            }
        }
        if let Some(text) = at(group, "per/compoundUnitPattern").as_str() {
            into.add(
                "unit-per",
                "per",
                &text.replace("{0}", "").replace("{1}", "").trim_matches(is_blank).to_lowercase(),
            );
        }
    }
    Ok(())
}

/// A display name is a word of the unit, unless it explains it (`Stunden (h)`).
fn named(unit: &str, text: &str, into: &mut Locale) {
    if !text.contains(['(', ',', '/', ';']) {
        into.add("unit", unit, text);
    }
}

fn pattern(section: &str, unit: &str, text: &str, into: &mut Locale) {
    if text.contains("{1}") {
        return;
    }
    match bare(text) {
        // What is written apart has letters; `5″` and `5°` are symbols however long the pattern says it is.
        Some(word) if section == "unit" && !word.chars().any(char::is_alphabetic) => {
            into.add("unit-symbol", unit, word)
        }
        Some(word) if into.forms("unit", unit).iter().any(|form| form == word) => {}
        Some(word) => into.add(section, unit, word),
        None => into.add("unit-pattern", unit, text),
    }
}

/// `{0} Meter` → `Meter`. Nothing where words stand on both sides of the number.
fn bare(text: &str) -> Option<&str> {
    let (before, after) = text.split_once("{0}").unwrap_or((text, ""));
    let (before, after) = (before.trim_matches(is_blank), after.trim_matches(is_blank));
    match (before.is_empty(), after.is_empty()) {
        (false, false) => None,
        (false, true) => Some(before),
        (true, _) => Some(after),
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}')
}
