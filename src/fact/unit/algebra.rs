//! Units of measure as powers of base units with a factor, read from their CLDR names: `kilometer-per-hour` is m/s × 0.2777….

/// Powers of metre, kilogram, second, kelvin, ampere, bit, degree of arc, and candela.
pub type Dimension = [i8; 8];

/// What a unit measures and how much of the base unit it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// Of what kind it is: two units convert where their dimensions are equal.
    pub dimension: Dimension,
    /// How many base units it holds.
    pub factor: f64,
}

impl Unit {
    const ONE: Unit = Unit { dimension: [0; 8], factor: 1.0 };

    /// Reads a CLDR unit name without its category; `None` for names that are not known.
    pub fn named(name: &str) -> Option<Unit> {
        if let Some(unit) = base(name) {
            return Some(unit);
        }
        let (top, below) = name.split_once("-per-").unwrap_or((name, ""));
        let mut unit = product(top)?;
        for part in below.split("-per-").filter(|part| !part.is_empty()) {
            unit = unit.times(product(part)?, -1);
        }
        Some(unit)
    }

    fn times(self, other: Unit, power: i8) -> Unit {
        let mut dimension = self.dimension;
        for (own, theirs) in dimension.iter_mut().zip(other.dimension) {
            *own = own.saturating_add(theirs.saturating_mul(power));
        }
        Unit { dimension, factor: self.factor * other.factor.powi(i32::from(power)) }
    }
}

/// `kilowatt-hour`, `square-mile`, `100-kilometer`: factors joined by hyphens.
fn product(name: &str) -> Option<Unit> {
    let mut unit = Unit::ONE;
    let mut rest = name;
    while !rest.is_empty() {
        let (power, tail) = match rest.split_once('-') {
            Some(("square", tail)) => (2, tail),
            Some(("cubic", tail)) => (3, tail),
            _ => (1, rest),
        };
        let (factor, tail) = first(tail)?;
        unit = unit.times(factor, power);
        rest = tail;
    }
    Some(unit)
}

/// The unit that a product begins with, and what follows; the longest name wins (`fluid-ounce-imperial`).
fn first(name: &str) -> Option<(Unit, &str)> {
    let ends = name.match_indices('-').map(|(at, _)| at).chain([name.len()]);
    ends.collect::<Vec<_>>().into_iter().rev().find_map(|end| {
        let (head, tail) = name.split_at_checked(end)?;
        let unit = base(head).or_else(|| head.parse().ok().map(|factor| Unit { factor, ..Unit::ONE }))?;
        Some((unit, tail.strip_prefix('-').unwrap_or(tail)))
    })
}

/// A unit of the table, perhaps with a prefix of the SI or a binary one.
fn base(name: &str) -> Option<Unit> {
    let plain = |name: &str| {
        UNITS.iter().find(|(own, ..)| *own == name).map(|&(_, factor, dimension)| Unit { dimension, factor })
    };
    plain(name).or_else(|| {
        PREFIXES.iter().find_map(|&(prefix, power)| {
            let unit = plain(name.strip_prefix(prefix)?)?;
            Some(Unit { factor: unit.factor * power, ..unit })
        })
    })
}

#[rustfmt::skip]
const PREFIXES: &[(&str, f64)] = &[
    ("quetta", 1e30), ("ronna", 1e27), ("yotta", 1e24), ("zetta", 1e21), ("exa", 1e18), ("peta", 1e15), ("tera", 1e12),
    ("giga", 1e9), ("mega", 1e6), ("kilo", 1e3), ("hecto", 1e2), ("deca", 1e1), ("deka", 1e1), ("deci", 1e-1),
    ("centi", 1e-2), ("milli", 1e-3), ("micro", 1e-6), ("nano", 1e-9), ("pico", 1e-12), ("femto", 1e-15), ("atto", 1e-18),
    ("kibi", 1024.0), ("mebi", 1048576.0), ("gibi", 1073741824.0), ("tebi", 1099511627776.0), ("pebi", 1125899906842624.0),
];

const LENGTH: Dimension = [1, 0, 0, 0, 0, 0, 0, 0];
const AREA: Dimension = [2, 0, 0, 0, 0, 0, 0, 0];
const VOLUME: Dimension = [3, 0, 0, 0, 0, 0, 0, 0];
const MASS: Dimension = [0, 1, 0, 0, 0, 0, 0, 0];
const TIME: Dimension = [0, 0, 1, 0, 0, 0, 0, 0];
const SPEED: Dimension = [1, 0, -1, 0, 0, 0, 0, 0];
const TEMPERATURE: Dimension = [0, 0, 0, 1, 0, 0, 0, 0];
const CURRENT: Dimension = [0, 0, 0, 0, 1, 0, 0, 0];
const DATA: Dimension = [0, 0, 0, 0, 0, 1, 0, 0];
const ANGLE: Dimension = [0, 0, 0, 0, 0, 0, 1, 0];
const LIGHT: Dimension = [0, 0, 0, 0, 0, 0, 0, 1];
const FREQUENCY: Dimension = [0, 0, -1, 0, 0, 0, 0, 0];
const FORCE: Dimension = [1, 1, -2, 0, 0, 0, 0, 0];
const PRESSURE: Dimension = [-1, 1, -2, 0, 0, 0, 0, 0];
const ENERGY: Dimension = [2, 1, -2, 0, 0, 0, 0, 0];
const POWER: Dimension = [2, 1, -3, 0, 0, 0, 0, 0];
const VOLTAGE: Dimension = [2, 1, -3, 0, -1, 0, 0, 0];
const RESISTANCE: Dimension = [2, 1, -3, 0, -2, 0, 0, 0];
const ILLUMINANCE: Dimension = [-2, 0, 0, 0, 0, 0, 0, 1];

/// A Gregorian year on average; a month is its twelfth.
const YEAR: f64 = 365.2425 * 86400.0;

/// The units by their CLDR names, with the factors of the international definitions.
#[rustfmt::skip]
const UNITS: &[(&str, f64, Dimension)] = &[
    ("meter", 1.0, LENGTH), ("inch", 0.0254, LENGTH), ("foot", 0.3048, LENGTH), ("yard", 0.9144, LENGTH),
    ("mile", 1609.344, LENGTH), ("nautical-mile", 1852.0, LENGTH), ("mile-scandinavian", 1e4, LENGTH), ("fathom", 1.8288, LENGTH),
    ("furlong", 201.168, LENGTH), ("chain", 20.1168, LENGTH), ("rod", 5.0292, LENGTH), ("point", 0.0254 / 72.0, LENGTH),
    ("light-year", 9.4607304725808e15, LENGTH), ("parsec", 3.085_677_581_491_367e16, LENGTH),
    ("astronomical-unit", 1.495978707e11, LENGTH),
    ("hectare", 1e4, AREA), ("acre", 4046.8564224, AREA), ("dunam", 1e3, AREA),
    ("liter", 1e-3, VOLUME), ("gallon", 3.785411784e-3, VOLUME), ("gallon-imperial", 4.54609e-3, VOLUME),
    ("quart", 0.946352946e-3, VOLUME), ("quart-imperial", 1.1365225e-3, VOLUME), ("pint", 0.473176473e-3, VOLUME),
    ("pint-imperial", 0.56826125e-3, VOLUME), ("pint-metric", 0.5e-3, VOLUME), ("cup", 236.5882365e-6, VOLUME),
    ("cup-imperial", 284.130625e-6, VOLUME), ("cup-metric", 250e-6, VOLUME), ("fluid-ounce", 29.5735295625e-6, VOLUME),
    ("fluid-ounce-imperial", 28.4130625e-6, VOLUME), ("fluid-ounce-metric", 30e-6, VOLUME),
    ("tablespoon", 14.78676478125e-6, VOLUME), ("teaspoon", 4.92892159375e-6, VOLUME), ("barrel", 0.158987294928, VOLUME),
    ("bushel", 35.23907016688e-3, VOLUME),
    ("gram", 1e-3, MASS), ("tonne", 1e3, MASS), ("metric-ton", 1e3, MASS), ("ton", 907.18474, MASS), ("pound", 0.45359237, MASS),
    ("ounce", 0.028349523125, MASS), ("ounce-troy", 0.0311034768, MASS), ("stone", 6.35029318, MASS), ("carat", 2e-4, MASS),
    ("grain", 6.479891e-5, MASS), ("long-ton", 1016.0469088, MASS),
    ("second", 1.0, TIME), ("minute", 60.0, TIME), ("hour", 3600.0, TIME), ("day", 86400.0, TIME), ("week", 604800.0, TIME),
    ("fortnight", 1209600.0, TIME), ("month", YEAR / 12.0, TIME), ("quarter", YEAR / 4.0, TIME), ("year", YEAR, TIME),
    ("decade", YEAR * 10.0, TIME), ("century", YEAR * 100.0, TIME), ("millennium", YEAR * 1000.0, TIME), ("night", 86400.0, TIME),
    ("knot", 1852.0 / 3600.0, SPEED), ("light-speed", 299792458.0, SPEED), ("mach", 340.3, SPEED),
    ("kelvin", 1.0, TEMPERATURE), ("celsius", 1.0, TEMPERATURE), ("fahrenheit", 5.0 / 9.0, TEMPERATURE),
    ("ampere", 1.0, CURRENT), ("volt", 1.0, VOLTAGE), ("ohm", 1.0, RESISTANCE),
    ("bit", 1.0, DATA), ("byte", 8.0, DATA),
    ("degree", 1.0, ANGLE), ("arc-minute", 1.0 / 60.0, ANGLE), ("arc-second", 1.0 / 3600.0, ANGLE),
    ("radian", 57.29577951308232, ANGLE), ("revolution", 360.0, ANGLE),
    ("candela", 1.0, LIGHT), ("lumen", 1.0, LIGHT), ("lux", 1.0, ILLUMINANCE), ("hertz", 1.0, FREQUENCY),
    ("newton", 1.0, FORCE), ("pound-force", 4.4482216152605, FORCE), ("kilogram-force", 9.80665, FORCE),
    ("pascal", 1.0, PRESSURE), ("bar", 1e5, PRESSURE), ("atmosphere", 101325.0, PRESSURE),
    ("millimeter-ofhg", 133.322387415, PRESSURE), ("inch-ofhg", 3386.388640341, PRESSURE),
    ("pound-force-per-square-inch", 6894.757293168, PRESSURE),
    ("joule", 1.0, ENERGY), ("calorie", 4.184, ENERGY), ("foodcalorie", 4184.0, ENERGY),
    ("electronvolt", 1.602176634e-19, ENERGY), ("british-thermal-unit", 1055.05585262, ENERGY),
    ("british-thermal-unit-it", 1055.05585262, ENERGY), ("therm-us", 105480400.0, ENERGY),
    ("watt", 1.0, POWER), ("horsepower", 745.6998715822702, POWER), ("horsepower-metric", 735.49875, POWER),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(name: &str) -> f64 {
        Unit::named(name).unwrap_or_else(|| panic!("{name} is no unit")).factor
    }

    #[test]
    fn compound_names_are_products_of_their_parts() {
        assert!((factor("mile-per-hour") / factor("kilometer-per-hour") - 1.609344).abs() < 1e-12);
        assert!((factor("square-mile") / factor("square-kilometer") - 2.589988110336).abs() < 1e-9);
        assert!((factor("kilowatt-hour") - 3.6e6).abs() < 1e-6);
        assert!((factor("liter-per-100-kilometer") - 1e-8).abs() < 1e-20);
        assert_eq!(Unit::named("kilometer-per-hour").map(|unit| unit.dimension), Some(SPEED));
        assert_eq!(Unit::named("blorp"), None);
        assert_eq!(Unit::named("-per-"), Some(Unit::ONE));
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(factor("nautical-mile"), 1852.0);
        assert_eq!(factor("gallon-imperial"), 4.54609e-3);
        assert!((factor("kilogram-force") - 9.80665).abs() < 1e-12);
    }
}
