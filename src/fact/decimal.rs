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
        /// So many digits fit into a word.
        const SHORT: usize = 18;
        let is_short = (1..=SHORT).contains(&text.len());
        if is_short && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let value = text.bytes().fold(0, |value: u64, byte| value * 10 + u64::from(byte - b'0'));
            return Some(Decimal { mantissa: value.into(), scale: 0 });
        }
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

    /// The number to a whole power, or `None` where it grows beyond 38 digits. Powers below zero are rounded.
    pub fn power(self, exponent: i32) -> Option<Decimal> {
        if exponent.unsigned_abs() > 127 {
            return None;
        }
        let power = (0..exponent.unsigned_abs()).try_fold(Decimal::from(1), |power, _| power.times(self))?;
        if exponent < 0 { Decimal::from(1).over(power) } else { Some(power) }
    }

    /// The quotient, exact or to fifteen digits and more; `None` where it has no value.
    pub fn over(self, other: Decimal) -> Option<Decimal> {
        // As many more digits as there is room for, but no more than a text would show.
        let room = 37_u32.saturating_sub(self.mantissa.unsigned_abs().max(1).ilog10());
        let more = room.min(other.mantissa.unsigned_abs().max(1).ilog10() + 16);
        let over = self.mantissa.checked_mul(10_i128.checked_pow(more)?)?;
        let under = (other.mantissa != 0).then_some(other.mantissa)?;
        let (quotient, rest) = (over / under, over % under);
        let up = rest.unsigned_abs() >= under.unsigned_abs().div_ceil(2);
        let sign = if (over < 0) == (under < 0) { 1 } else { -1 };
        let quotient = if up && rest != 0 { quotient.checked_add(sign)? } else { quotient };
        let scale = i64::from(self.scale) + i64::from(more) - i64::from(other.scale);
        match u32::try_from(scale) {
            Ok(scale) => Some(Decimal::new(quotient, scale)),
            Err(_) => Decimal::new(quotient, 0).shifted(i32::try_from(-scale).ok()?),
        }
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

    #[test]
    fn powers_and_quotients_are_exact_where_they_end() {
        let number = |text: &str| Decimal::parse(text).expect("it is a number");
        assert_eq!(number("1.1").power(23), Some(number("8.95430243255237372246531")));
        assert_eq!(number("-2500").power(-1), Some(number("-0.0004")));
        assert_eq!(number("10").power(127), None);
        assert_eq!(number("12").over(number("10")), Some(number("1.2")));
        assert_eq!(number("1").over(number("0.5")), Some(number("2")));
        assert_eq!(number("2").over(number("3")), Some(number("0.6666666666666667")));
        assert_eq!(number("1").over(number("0")), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(mantissa in -10_i128.pow(20)..10_i128.pow(20), scale in 0u32..9) {
            let number = Decimal::new(mantissa, scale);
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
        }
    }
}
