//! Numbers in digits of any script, with grouping and decimal signs that several readings may share.

use std::ops::Range;

use super::{
    Decimal, Form, NumberToken, Scan, Shape,
    fraction::{fraction, vulgar},
    power, scale,
    sign::sign,
};
use crate::{locale::Locale, text::bytes::ByteSet};

/// The separators of a language. Those of other languages are read too, after its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signs {
    /// The decimal sign.
    pub decimal: char,
    /// The sign between groups of digits.
    pub group: char,
}

impl Signs {
    /// What the locale's first forms say; point and comma where it says nothing.
    pub(crate) fn of(locale: &Locale) -> Signs {
        let numerals = &locale.habits().numerals;
        Signs { decimal: numerals.decimal, group: numerals.group }
    }
}

/// A list of numbers may be long; a number is not.
const MAX_RUNS: usize = 12;

/// The number tokens of the folded text's digits.
pub(super) fn read(scan: &Scan<'_>) -> Vec<NumberToken> {
    let text: &str = &scan.folded.text;
    let has_vulgar = !text.is_ascii() && has_vulgar(text);
    if !scan.has_digits() && !has_vulgar {
        return Vec::new();
    }
    let signs = Signs::of(scan.passage.locale);
    let mut numbers: Vec<NumberToken> = Vec::new();
    let mut at = 0;
    let mut runs = scan.digits.iter().peekable();
    // Most texts hold no sign for a fraction.
    let mut next = |at: usize| {
        if has_vulgar {
            return FIRST.next(text, at);
        }
        while runs.next_if(|run| run.end <= at).is_some() {}
        runs.peek().map(|run| run.start.max(at))
    };
    while let Some(start) = next(at) {
        at = start + 1;
        let Some((core, readings, shape)) = pointed(text, start, signs).or_else(|| core(scan, start, signs)) else {
            while !text.is_char_boundary(at) {
                at += 1;
            }
            continue;
        };
        at = core.end;
        if scan.is_taken(&scan.folded.range(core.clone())) || readings.is_empty() {
            continue;
        }
        let token = NumberToken {
            at: scan.folded.range(core.clone()),
            folded: core.clone(),
            core,
            readings,
            form: Form::Digits,
            shape,
            comparator: None,
            used: false,
        };
        let token = sign(scan, scale::read(scan, power::read(scan, token), signs));
        at = token.folded.end.max(at);
        numbers.push(token);
    }
    numbers
}

/// Is there ½ or its like in the text?
fn has_vulgar(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(0xC2, 0xE2, bytes).any(|at| match bytes[at] {
        0xC2 => bytes.get(at + 1).is_some_and(|byte| (0xBC..=0xBE).contains(byte)),
        _ => bytes.get(at + 1) == Some(&0x85),
    })
}

/// ½ and its like begin with 0xC2 (Latin-1) or 0xE2 0x85 (number forms).
const FIRST: ByteSet = ByteSet::new(b"0123456789\xC2\xE2", None);

/// The digits at a place with their separators: where they end and what they may mean.
///
/// Runs too long for a number come back without readings.
pub(super) fn core(scan: &Scan<'_>, start: usize, signs: Signs) -> Option<(Range<usize>, Vec<Decimal>, Shape)> {
    let text: &str = &scan.folded.text;
    let first = text.get(start..)?.chars().next()?;
    if let Some(value) = vulgar(first) {
        let shape = Shape { digits: 1, fraction: true, ..Shape::default() };
        return Some((start..start + first.len_utf8(), vec![value], shape));
    }
    if !first.is_ascii_digit() {
        return None;
    }
    let own = run(text, start);
    let leading_zero = first == '0' && own.len() > 1;
    if let Some(found) = Some(&own).filter(|_| leading_zero).and_then(|own| visual(scan, own)) {
        return Some(found);
    }
    let separator = |end: usize| {
        let separator = text[end..].chars().next().filter(|&c| is_separator(c))?;
        // 58, 000: nothing but a group begins so.
        let slip = separator == signs.group && text[end + separator.len_utf8()..].starts_with(" 000");
        let next = end + separator.len_utf8() + usize::from(slip);
        let goes_on = text.as_bytes().get(next).is_some_and(u8::is_ascii_digit)
            && (separator != ' ' || is_group_space(text, end));
        goes_on.then_some((separator, next))
    };
    if separator(own.end).is_none() {
        let Some(value) = Decimal::parse(&text[own.clone()]) else { return Some((own, Vec::new(), Shape::default())) };
        let shape = Shape { digits: own.len().min(255) as u8, leading_zero, ..Shape::default() };
        return Some(fraction(text, own, vec![value], shape));
    }
    let mut runs = vec![own];
    let mut separators: Vec<char> = Vec::new();
    while runs.len() < MAX_RUNS {
        let Some((separator, next)) = separator(runs[runs.len() - 1].end) else { break };
        separators.push(separator);
        runs.push(run(text, next));
    }
    // The longest beginning that makes a number. What goes on in the same way is a date, a version or a list.
    for n in (1..=runs.len()).rev() {
        let goes_on = n > 1 && separators.get(n - 1).is_some_and(|next| separators[..n - 1].contains(next));
        // ，lists numbers; it groups them only in threes.
        let lists = n == 2 && runs[1].len() != 3 && original(scan, runs[0].end) == Some('，');
        if goes_on || lists || separators.first() == Some(&' ') && is_plain_pair(scan, &runs[..n], signs) {
            continue;
        }
        if let Some((readings, grouped, decimal)) = interpret(text, &runs[..n], &separators[..n - 1], signs) {
            let digits: usize = runs[..n].iter().map(|run| run.len()).sum();
            let shape = Shape { digits: digits.min(255) as u8, grouped, decimal, leading_zero, ..Shape::default() };
            return Some(fraction(text, start..runs[n - 1].end, readings, shape));
        }
    }
    Some((runs[0].clone(), Vec::new(), Shape::default()))
}

/// `000 100` is 100,000 where a text that runs from the right keeps its groups as they stood on the page.
fn visual(scan: &Scan<'_>, first: &Range<usize>) -> Option<(Range<usize>, Vec<Decimal>, Shape)> {
    const GROUP: usize = 3;
    let text: &str = &scan.folded.text;
    if first.len() != GROUP || !scan.passage.locale.habits().grammar.contains(&"groups-visual") {
        return None;
    }
    let mut runs = vec![first.clone()];
    while runs.len() < MAX_RUNS && runs[runs.len() - 1].len() == GROUP {
        let end = runs[runs.len() - 1].end;
        let Some(next) = text[end..].strip_prefix(' ').map(|_| run(text, end + 1)) else { break };
        if !(1..=GROUP).contains(&next.len()) {
            break;
        }
        runs.push(next);
    }
    let last = runs.last().filter(|last| runs.len() > 1 && text.as_bytes().get(last.start) != Some(&b'0'))?;
    let digits: String = runs.iter().rev().map(|run| &text[run.clone()]).collect();
    let shape = Shape { digits: digits.len().min(255) as u8, grouped: true, ..Shape::default() };
    Some((first.start..last.end, vec![Decimal::parse(&digits)?], shape))
}

/// `.5`, `,25`: decimals without a zero before them, where the sign can be nothing else.
fn pointed(text: &str, start: usize, signs: Signs) -> Option<(Range<usize>, Vec<Decimal>, Shape)> {
    let point = text[..start].chars().next_back().filter(|&c| is_decimal_sign(c) && matches!(c, '.' | ',' | '٫'))?;
    let from = start - point.len_utf8();
    let digits = run(text, start);
    let before = text[..from].trim_end_matches(['-', '+', '−', '(']);
    // `, 5` with its blank missing is a list; `.5` at the end of a sentence is its stop.
    let usual = point == '.' && (point == signs.decimal || digits.len() > 1);
    let opens = before.is_empty() || usual && before.ends_with(' ');
    let mut after = text[digits.end..].chars();
    let goes_on = after.next().is_some_and(|c| matches!(c, '.' | ',' | ':' | '/'))
        && after.next().is_some_and(|c| c.is_ascii_digit());
    if !opens || goes_on || !text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let value = Decimal::parse(&format!("0.{}", &text[digits.clone()]))?;
    let shape = Shape { digits: digits.len().min(255) as u8, decimal: true, ..Shape::default() };
    Some((from..digits.end, vec![value], shape))
}

pub(super) fn run(text: &str, start: usize) -> Range<usize> {
    let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    start..start + length
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | ' ' | '\'' | '٫' | '٬' | '،' | '·' | '・' | '․')
}

fn is_decimal_sign(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '·' | '،' | '・' | '․')
}

fn is_group_sign(c: char) -> bool {
    matches!(c, '.' | ',' | ' ' | '\'' | '٬' | '،')
}

/// May a blank between digits group them? Only before three digits.
fn is_group_space(text: &str, at: usize) -> bool {
    text.as_bytes().get(at + 1..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count() == 3
}

/// A plain space separates words too: it groups where the language does so, before 000, and where two of them agree.
fn is_plain_pair(scan: &Scan<'_>, runs: &[Range<usize>], signs: Signs) -> bool {
    let [first, second] = runs else { return false };
    original(scan, first.end) == Some(' ') && signs.group != ' ' && &scan.folded.text[second.clone()] != "000"
}

/// The character of the original text at a place of the folded one.
fn original(scan: &Scan<'_>, at: usize) -> Option<char> {
    scan.passage.text.get(scan.folded.origin(at)..)?.chars().next()
}

/// The values of runs of digits with separators between: (readings, are they grouped, is there a decimal sign).
fn interpret(
    text: &str,
    runs: &[Range<usize>],
    separators: &[char],
    signs: Signs,
) -> Option<(Vec<Decimal>, bool, bool)> {
    let digits = |runs: &[Range<usize>]| runs.iter().map(|run| &text[run.clone()]).collect::<String>();
    let whole = |runs: &[Range<usize>]| Decimal::parse(&digits(runs));
    let Some(&last) = separators.last() else { return Some((vec![whole(runs)?], false, false)) };
    let (front, tail) = runs.split_at(runs.len() - 1);
    let with_decimals = || Decimal::parse(&format!("{}.{}", digits(front), &text[tail[0].clone()]));
    let inner = &separators[..separators.len() - 1];
    if inner.iter().any(|&c| c != inner[0]) {
        return None;
    }
    if inner.first().is_some_and(|&group| group != last) {
        // 1.234,56: groups, then decimals.
        let fits = is_grouped(text, front, inner[0]) && is_decimal_sign(last);
        return fits.then(with_decimals).flatten().map(|value| (vec![value], true, true));
    }
    let grouped = is_grouped(text, runs, last).then(|| whole(runs)).flatten();
    if runs.len() > 2 {
        return grouped.map(|value| (vec![value], true, false));
    }
    let decimal = is_decimal_sign(last).then(with_decimals).flatten();
    match (grouped, decimal) {
        // 820,000 is no 820 with three decimals.
        (Some(grouped), Some(_)) if text[tail[0].clone()] == *"000" => Some((vec![grouped], true, false)),
        (Some(grouped), Some(decimal)) if last == signs.decimal => Some((vec![decimal, grouped], false, true)),
        (Some(grouped), Some(decimal)) => Some((vec![grouped, decimal], true, false)),
        (Some(grouped), None) => Some((vec![grouped], true, false)),
        (None, Some(decimal)) => Some((vec![decimal], false, true)),
        (None, None) => None,
    }
}

/// Groups of three, or Indian groups: 12,34,567.
fn is_grouped(text: &str, runs: &[Range<usize>], sign: char) -> bool {
    let length = |run: &Range<usize>| run.len();
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return false };
    if !is_group_sign(sign) || length(last) != 3 && runs.len() > 1 || text[first.clone()].starts_with('0') {
        return false;
    }
    let middle = runs.get(1..runs.len().max(2) - 1).unwrap_or_default();
    let western = (1..=3).contains(&length(first)) && middle.iter().all(|run| length(run) == 3);
    let indian = (1..=2).contains(&length(first)) && sign == ',' && middle.iter().all(|run| length(run) == 2);
    runs.len() == 1 || western || indian
}

#[cfg(test)]
mod tests {
    use crate::{fact, fact::Passage, locale::Locale};

    #[test]
    fn groups_that_kept_their_places_on_the_page_are_turned_round() {
        let values = |text: &str| {
            let facts = fact::extract(Passage::plain(text, Locale::get("ar")));
            facts.iter().map(|fact| fact.value.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(values("حوالي 000 300 شخص"), ["300000"]);
        assert_eq!(values("نحو 000 750 2 نازح"), ["2750000"]);
    }
}
