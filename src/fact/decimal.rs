//! Exact decimal numbers: no figure of a text passes through a float.

use std::{cmp::Ordering, fmt, str::FromStr};

/// An exact decimal number: `mantissa × 10^-scale`, kept without trailing zeros, so that equal numbers are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// More digits than this are no quantity; they are kept as identifiers.
pub const MAX_DIGITS: usize = 30;

impl Decimal {
    /// `mantissa × 10^-scale`.
    pub fn new(mantissa: i128, scale: u32) -> Decimal {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Decimal { mantissa, scale }
    }

    /// Reads plain ASCII digits with at most one `.`; `None` for anything else and for more than [`MAX_DIGITS`] digits.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.len() + part.len() > MAX_DIGITS || whole.len() + part.len() == 0 {
            return None;
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(part.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa * 10 + i128::from(byte - b'0');
        }
        Some(Decimal::new(sign * mantissa, part.len() as u32))
    }

    /// The product, or `None` where it grows beyond 38 digits.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        Some(Decimal::new(self.mantissa.checked_mul(other.mantissa)?, self.scale + other.scale))
    }

    /// The number times a power of ten.
    pub fn shifted(self, power: i32) -> Option<Decimal> {
        if power < 0 {
            return Some(Decimal::new(self.mantissa, self.scale.checked_add(power.unsigned_abs())?));
        }
        let factor = 10_i128.checked_pow(power as u32)?;
        Some(Decimal::new(self.mantissa.checked_mul(factor)?, self.scale))
    }

    /// The sum, or `None` where it grows beyond 38 digits.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let sum = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
        Some(Decimal::new(sum, scale))
    }

    /// The difference, or `None` where it grows beyond 38 digits.
    pub fn minus(self, other: Decimal) -> Option<Decimal> {
        self.plus(other.negated())
    }

    /// The number with the other sign.
    pub fn negated(self) -> Decimal {
        Decimal { mantissa: -self.mantissa, scale: self.scale }
    }

    /// The number without its sign.
    pub fn abs(self) -> Decimal {
        Decimal { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    /// Is it below zero?
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Has it no fraction?
    pub fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// How many digits stand after the decimal sign.
    pub fn places(self) -> u32 {
        self.scale
    }

    /// The number as an integer, where it is one that fits.
    pub fn to_i64(self) -> Option<i64> {
        if self.scale == 0 { i64::try_from(self.mantissa).ok() } else { None }
    }

    /// The nearest float: for tolerances and ratios, never for equality.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10_f64.powi(self.scale as i32)
    }

    fn at_scale(self, scale: u32) -> Option<i128> {
        self.mantissa.checked_mul(10_i128.checked_pow(scale - self.scale)?)
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Decimal {
        Decimal::new(i128::from(value), 0)
    }
}

impl FromStr for Decimal {
    type Err = ();
    fn from_str(text: &str) -> Result<Decimal, ()> {
        Decimal::parse(text).ok_or(())
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, part) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_numbers_are_equal_values() {
        assert_eq!(Decimal::parse("1250.50"), Decimal::parse("1250.5"));
        assert_eq!(Decimal::parse("1.5").and_then(|n| n.shifted(6)), Some(Decimal::from(1_500_000)));
        assert_eq!(Decimal::parse("0.05").map(|n| n.to_string()), Some("0.05".into()));
        assert_eq!(Decimal::parse("1e5"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(mantissa in -10_i128.pow(20)..10_i128.pow(20), scale in 0u32..9) {
            let number = Decimal::new(mantissa, scale);
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
        }
    }
}
