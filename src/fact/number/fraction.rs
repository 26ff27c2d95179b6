//! Fractions in digits: 1/2, 2 1/2, 2½.

use std::ops::Range;

use super::{Decimal, Shape, digits::run, sum::is_power_of_ten};

/// `1/2`, `2 1/2`, `2½`: a fraction that belongs to the digits before it, or is them.
pub(super) fn fraction(
    text: &str,
    at: Range<usize>,
    readings: Vec<Decimal>,
    shape: Shape,
) -> (Range<usize>, Vec<Decimal>, Shape) {
    let rest = &text[at.end..];
    let plain = !shape.decimal && !shape.leading_zero;
    let mixed = |end: usize, part: Decimal| {
        let readings = readings.iter().filter_map(|whole| whole.plus(part)).collect();
        (at.start..end, readings, Shape { fraction: true, ..shape })
    };
    // A slash, a sign for a part, or more digits: all else leaves the number as it is.
    let next = rest.trim_start_matches(' ').chars().next();
    if !plain || next.is_none_or(|c| c.is_ascii() && c != '/' && !c.is_ascii_digit()) {
        return (at, readings, shape);
    }
    // A second blank is a slip.
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    if let Some((gap, c)) = rest.char_indices().find(|&(_, c)| c != ' ').filter(|&(gap, _)| gap <= 1)
        && let Some(part) = vulgar(c)
    {
        return mixed(at.end + gap + c.len_utf8(), part);
    }
    if let Some((length, part)) =
        slashed(&text[at.start..]).filter(|_| !shape.grouped).or(bare_quotient(text, at.start))
        && !text[..at.start].ends_with(['/', '.', ','])
    {
        return (at.start..at.start + length, vec![part], Shape { fraction: true, ..shape });
    }
    if (1..=2).contains(&gap)
        && let Some((length, part)) = slashed(&rest[gap..]).filter(|&(_, part)| part < Decimal::from(1))
    {
        return mixed(at.end + gap + length, part);
    }
    (at, readings, shape)
}

/// A fraction such as `2/3` at the start of the text. `24/7` and `9/11` are none: people divide into few parts.
fn slashed(text: &str) -> Option<(usize, Decimal)> {
    let (length, n, d) = quotient(text)?;
    let usual = matches!(d, 2..=10 | 12 | 16 | 20 | 25 | 32 | 50 | 64 | 100 | 1000);
    (usual && 0 < n && n < d).then(|| divide(n, d).map(|part| (length, part)))?
}

/// Two runs of digits with a slash between, and nothing that goes on after them: the length and the two numbers.
fn quotient(text: &str) -> Option<(usize, i64, i64)> {
    let over = run(text, 0);
    let slash = text[over.end..].chars().next().filter(|c| matches!(c, '/' | '⁄'))?;
    let under = run(text, over.end + slash.len_utf8());
    let next = text[under.end..].chars().next();
    let goes_on = matches!(next, Some('/' | '⁄')) || next.is_some_and(|c| c.is_ascii_alphabetic());
    let (n, d): (i64, i64) = (text[over].parse().ok()?, text[under.clone()].parse().ok()?);
    (!goes_on && d > 0).then_some((under.end, n, d))
}

/// `-3/2` and a cell with nothing but `12/10` divide, whatever the numbers are.
fn bare_quotient(text: &str, at: usize) -> Option<(usize, Decimal)> {
    let (length, n, d) = quotient(&text[at..]).filter(|&(_, n, d)| n < 100_000 && d < 100_000)?;
    let before = &text[..at];
    let signed = before.strip_suffix(['-', '−']).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '(', '=']));
    let alone = before.is_empty() && text[at + length..].trim().is_empty();
    (signed || alone).then(|| divide(n, d).map(|part| (length, part)))?
}

/// A fraction as a decimal of twelve places, exact where it ends before and where the parts are a power of ten.
pub(super) fn divide(over: i64, under: i64) -> Option<Decimal> {
    const PLACES: u32 = 12;
    if is_power_of_ten(under.into()) {
        return Some(Decimal::new(over.into(), under.ilog10()));
    }
    let scaled = i128::from(over).checked_mul(10_i128.pow(PLACES))?;
    let under = i128::from(under);
    (under != 0).then(|| Decimal::new((scaled * 2 + under) / (under * 2), PLACES))
}

/// ½ ¼ ¾ ⅓ …
pub(super) fn vulgar(c: char) -> Option<Decimal> {
    let (over, under) = match c {
        '½' => (1, 2),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕'..='⅘' => (c as i64 - '⅕' as i64 + 1, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    divide(over, under)
}
