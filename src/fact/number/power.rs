//! Powers after digits: 10^5, 6.02×10^23, 1.5e-3, 1.1^23.

use super::{Decimal, NumberToken, Scan, Shape};
use crate::text::chars::is_boundary;

/// The token with the power that follows it.
pub(super) fn read(scan: &Scan<'_>, token: NumberToken) -> NumberToken {
    let text: &str = &scan.folded.text;
    let Some((end, factor)) = power(scan, text, &token) else { return token };
    let readings: Vec<Decimal> = token.readings.iter().filter_map(|&base| factor.of(base)).collect();
    if readings.is_empty() {
        return token;
    }
    let folded = token.folded.start..end;
    let shape = Shape { fraction: true, ..token.shape };
    NumberToken { at: scan.folded.range(folded.clone()), core: folded.clone(), folded, readings, shape, ..token }
}

/// What the sign after the digits makes of them.
enum Power {
    /// `^23`: the number times itself.
    Of(i32),
    /// `e5`, `×10^5`: so many places.
    Shift(i32),
}

impl Power {
    fn of(&self, base: Decimal) -> Option<Decimal> {
        match *self {
            Power::Of(exponent) => base.power(exponent),
            Power::Shift(places) => base.shifted(places).filter(|_| places.abs() <= 30),
        }
    }
}

fn power(scan: &Scan<'_>, text: &str, token: &NumberToken) -> Option<(usize, Power)> {
    let rest = &text[token.folded.end..];
    // A digit within a hash is no number.
    if text[..token.folded.start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if let Some(after) = rest.strip_prefix('^') {
        let (length, exponent) = exponent(after)?;
        return Some((token.folded.end + 1 + length, Power::Of(exponent)));
    }
    let times = rest.trim_start_matches(' ');
    let blank = rest.len() - times.len();
    if blank <= 1
        && let Some(sign) = times.chars().next().filter(|c| matches!(c, 'x' | '×' | '*' | '·'))
    {
        let after = &times[sign.len_utf8()..];
        let base = after.trim_start_matches(' ');
        let (length, exponent) = exponent(base.strip_prefix("10^")?)?;
        let skipped = blank + sign.len_utf8() + (after.len() - base.len()) + 3;
        return Some((token.folded.end + skipped + length, Power::Shift(exponent)));
    }
    // 12e-13e siècle: in French the letter makes an ordinal.
    let ordinal = scan.passage.locale.habits().numerals.ordinal_e && !token.shape.decimal;
    // -12e-1: nobody counts ranks from below zero.
    let negative = text[..token.folded.start].ends_with(['-', '−']);
    let (length, exponent) = rest.strip_prefix('e').filter(|_| !ordinal || negative).and_then(exponent)?;
    let end = token.folded.end + 1 + length;
    is_boundary(Some('0'), text[end..].chars().next()).then_some((end, Power::Shift(exponent)))
}

/// A whole number of at most three digits with its sign: its length and its value.
fn exponent(text: &str) -> Option<(usize, i32)> {
    let (sign, digits) = match text.strip_prefix(['-', '−', '+']) {
        Some(digits) => (if text.starts_with('+') { 1 } else { -1 }, digits),
        None => (1, text),
    };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let value: i32 = digits[..length].parse().ok().filter(|_| (1..=3).contains(&length))?;
    let end = text.len() - digits.len() + length;
    Some((end, sign * value))
}

#[cfg(test)]
mod tests {
    use crate::{fact, fact::Passage, locale::Locale};

    fn values(tag: &str, text: &str) -> Vec<String> {
        let facts = fact::extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().filter(|fact| fact.kind == fact::Kind::Number).map(|fact| fact.value.to_string()).collect()
    }

    #[test]
    fn a_power_is_part_of_its_number() {
        assert_eq!(values("en", "about 1.3 x 10^6 of 10^5"), ["1300000", "100000"]);
        assert_eq!(values("de", "2,5^-1 und 12,32e+3"), ["0.4", "12320"]);
        assert_eq!(values("ar", "١,١^٢"), ["1.21"]);
        assert_eq!(values("fr", "du 12e au 13e"), Vec::<String>::new());
    }

    #[test]
    fn decimals_may_stand_without_their_zero() {
        assert_eq!(values("en", "a share of .25, and -.5"), ["0.25", "-0.5"]);
        assert_eq!(values("es", ",75"), ["0.75"]);
        assert_eq!(values("de", "um 3,4 und ,5"), ["3.4", "5"]);
    }

    #[test]
    fn a_sign_without_a_blank_before_it_counts_in_scripts_without_blanks() {
        assert_eq!(values("ja", "答えは-5です"), ["-5"]);
        assert_eq!(values("en", "pages 3-5"), ["3", "5"]);
        assert_eq!(values("en", "- 1,200"), ["-1200"]);
        assert_eq!(values("en", "- 5 apples"), ["5"]);
    }

    #[test]
    fn a_quotient_that_can_be_nothing_else_is_divided() {
        assert_eq!(values("en", "-3/2"), ["-1.5"]);
        assert_eq!(values("sv", "30/20"), ["1.5"]);
        assert_eq!(values("en", "open 24/7"), ["24", "7"]);
        assert_eq!(values("en", "2  1/4 of it"), ["2.25"]);
    }
}
