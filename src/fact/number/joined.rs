//! Numbers that are told by two: 三分之二, three over four, one in five, 103と3分の2, 2の10乗.

use super::{Decimal, Form, NumberToken, Scan, Shape, fraction::divide};
use crate::{
    locale::{Hit, Section},
    text::fold::fold,
};

/// Joins the numbers that are told by two.
pub(super) fn read(scan: &Scan<'_>, numbers: &mut Vec<NumberToken>) {
    if numbers.len() < 2 {
        return;
    }
    for hit in scan.hits.iter().filter(|hit| hit.has(Section::NumberJoiner)) {
        // 10 في المائة: the joiner begins the word for per cent.
        let is_percent = |hit: &Hit<'_>| hit.entries.iter().any(|entry| entry.section == Section::Percent);
        if hit.tail > 0 || scan.hits_at(hit.at.start).iter().any(is_percent) {
            continue;
        }
        for entry in hit.entries.iter().filter(|entry| entry.section == Section::NumberJoiner) {
            pair(scan, numbers, hit, entry.key);
        }
    }
    numbers.retain(|number| !number.readings.is_empty());
    mixed(scan, numbers);
}

/// Makes one number of the two beside a joiner. The second keeps no readings and goes.
fn pair(scan: &Scan<'_>, numbers: &mut [NumberToken], hit: &Hit<'_>, key: &str) {
    let next = numbers.partition_point(|number| number.folded.start < hit.at.end);
    let Some(first) = next.checked_sub(1) else { return };
    let (value, last) = match key {
        "power" => {
            let Some(base) = first.checked_sub(1) else { return };
            let (Some(a), Some(b)) = (numbers.get(base), numbers.get(first)) else { return };
            let link = scan.passage.locale.forms("number-joiner", "power-link");
            let gap = scan.folded.text.get(a.folded.end..b.folded.start).unwrap_or_default();
            let (gap, negative) = without_minus(scan, gap);
            let exponent = b.value().to_i64().and_then(|exponent| i32::try_from(exponent).ok());
            let exponent = if negative { exponent.map(|exponent| -exponent) } else { exponent };
            if !link.contains(&gap) || b.folded.end != hit.at.start {
                return;
            }
            let Some(value) = exponent.and_then(|exponent| a.value().power(exponent)) else { return };
            let folded = a.folded.start..hit.at.end;
            let is_ten = a.value() == Decimal::from(10);
            numbers[base] = joined(scan, a, folded, value);
            numbers[first].readings.clear();
            if is_ten {
                times(scan, numbers, base);
            }
            return;
        }
        // 1 точка 1, 10点233
        "point" => {
            let (Some(a), Some(b)) = (numbers.get(first), numbers.get(next)) else { return };
            let ends = scan.folded.text[b.folded.end..].trim_start_matches(['。', '.', ' ']).is_empty();
            let digits = |number: &NumberToken| number.form == Form::Digits && !number.shape.decimal;
            let places = u32::from(b.shape.digits);
            if !digits(a) || !digits(b) || !ends || b.plain().is_none() {
                return;
            }
            if !near(scan, a.folded.end, hit.at.start) || !near(scan, hit.at.end, b.folded.start) {
                return;
            }
            let part = b.plain().map(|part| Decimal::new(part.into(), places));
            (part.and_then(|part| a.value().plus(part)), next)
        }
        // एक का पाँचवाँ: the rank says by what to divide.
        "of-rank" => {
            let (Some(a), Some(b)) = (numbers.get(first), numbers.get(next)) else { return };
            let rest = scan.folded.text[b.folded.end..].trim_start();
            let parts = scan.passage.locale.forms("number-joiner", "parts");
            let told = rest.is_empty() || parts.iter().any(|word| rest.starts_with(&fold(word)));
            let fits = !a.shape.ordinal && b.shape.ordinal && a.value().is_whole() && told;
            if !fits || !near(scan, a.folded.end, hit.at.start) || !near(scan, hit.at.end, b.folded.start) {
                return;
            }
            (a.value().to_i64().zip(b.value().to_i64()).and_then(|(over, under)| divide(over, under)), next)
        }
        "parts-of" | "over" | "out-of" | "out-of-reversed" => {
            let (Some(a), Some(b)) = (numbers.get(first), numbers.get(next)) else { return };
            // 20분의 마이너스 일: the sign of what is divided stands behind the joiner.
            let (after, negative) =
                without_minus(scan, scan.folded.text.get(hit.at.end..b.folded.start).unwrap_or("-"));
            let negative = negative && key == "parts-of";
            let close = near(scan, hit.at.end, b.folded.start) || negative && after.trim().is_empty();
            if !near(scan, a.folded.end, hit.at.start) || !close {
                return;
            }
            let (Some(x), Some(y)) = (a.value().to_i64(), b.value().to_i64()) else { return };
            let y = if negative { -y } else { y };
            let (over, under) = if matches!(key, "parts-of" | "out-of-reversed") { (y, x) } else { (x, y) };
            let plain = |number: &NumberToken| {
                let scaled = number.shape.scale.is_some() && key != "parts-of";
                !number.shape.ordinal && !number.shape.fraction && !scaled && !number.readings.is_empty()
            };
            let fits = plain(a) && plain(b) && (key == "parts-of" || key == "over" || is_share(scan, over, under, b));
            (divide(over, under).filter(|_| fits), next)
        }
        _ => return,
    };
    let (Some(value), Some(a), Some(b)) = (value, numbers.get(first), numbers.get(last)) else { return };
    let folded = a.folded.start..b.folded.end;
    let one = Decimal::from(1);
    // `1 in 5` may be told as `every fifth`, or with a one that is no numeral.
    let under = match key {
        "out-of" if a.value() == one => Some(b.value()),
        "out-of-reversed" if b.value() == one => Some(a.value()),
        _ => None,
    };
    numbers[first] = joined(scan, a, folded, value);
    numbers[first].readings.extend(under);
    numbers[last].readings.clear();
}

/// 1.3×10の5乗: the power of ten joins what stands before it.
fn times(scan: &Scan<'_>, numbers: &mut [NumberToken], power: usize) {
    let Some(before) = power.checked_sub(1) else { return };
    let (a, b) = (&numbers[before], &numbers[power]);
    let gap = scan.folded.text.get(a.folded.end..b.folded.start).unwrap_or_default().trim();
    let Some(value) = a.value().times(b.value()).filter(|_| matches!(gap, "×" | "x" | "*" | "·")) else { return };
    let folded = a.folded.start..b.folded.end;
    numbers[before] = joined(scan, a, folded, value);
    numbers[power].readings.clear();
}

/// `1 in 5`, but no `2 in 1990` and no `3 in 10 minutes`.
fn is_share(scan: &Scan<'_>, over: i64, under: i64, last: &NumberToken) -> bool {
    let after = last.folded.end + usize::from(scan.folded.text[last.folded.end..].starts_with([' ', '-']));
    let counted = scan.hits_at(after).iter().any(|hit| {
        hit.entries.iter().any(|entry| {
            matches!(
                entry.section,
                Section::Unit
                    | Section::UnitSymbol
                    | Section::Month
                    | Section::Percent
                    | Section::Currency
                    | Section::DayPeriod
                    | Section::TimeWord
            )
        })
    });
    0 < over && over < under && (under <= 100 || last.form == Form::Words) && !counted
}

/// What stands between two numbers but for a word for minus at its end, and whether one stands there.
fn without_minus<'t>(scan: &Scan<'_>, gap: &'t str) -> (&'t str, bool) {
    let forms = scan.passage.locale.forms("number-joiner", "minus");
    let rest = forms.iter().find_map(|form| gap.trim_end_matches(' ').strip_suffix(*form));
    (rest.unwrap_or(gap), rest.is_some())
}

fn near(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    scan.folded.text.get(from..to).is_some_and(|gap| gap.len() <= 3 && gap.trim().is_empty())
}

fn joined(scan: &Scan<'_>, first: &NumberToken, folded: std::ops::Range<usize>, value: Decimal) -> NumberToken {
    NumberToken {
        at: scan.folded.range(folded.clone()),
        core: folded.clone(),
        folded,
        readings: vec![value],
        form: if first.form == Form::Digits { Form::Digits } else { Form::Words },
        shape: Shape { fraction: true, ordinal: false, ..first.shape },
        comparator: None,
        used: false,
    }
}

/// A whole number and a part of one: 2 e 1/4, 一又二分之一.
fn mixed(scan: &Scan<'_>, numbers: &mut Vec<NumberToken>) {
    let joiners = &scan.passage.locale.habits().numerals.mixed;
    for n in 1..numbers.len() {
        let (a, b) = (&numbers[n - 1], &numbers[n]);
        let whole = a.value().is_whole() && !a.shape.fraction && !a.shape.ordinal && a.shape.scale.is_none();
        let proper = b.shape.fraction && b.shape.scale.is_none() && b.value() < Decimal::from(1) && !b.shape.signed;
        let gap = scan.folded.text.get(a.folded.end..b.folded.start).map(str::trim).unwrap_or_default();
        if !whole || !proper || gap.is_empty() || !joiners.iter().any(|joiner| joiner == gap) {
            continue;
        }
        let negative = a.value().is_negative();
        let part = if negative { b.value().negated() } else { b.value() };
        if let Some(value) = a.value().plus(part) {
            let folded = a.folded.start..b.folded.end;
            numbers[n] = NumberToken { shape: Shape { fraction: true, ..a.shape }, ..joined(scan, a, folded, value) };
            numbers[n - 1].readings.clear();
        }
    }
    numbers.retain(|number| !number.readings.is_empty());
}

#[cfg(test)]
mod tests {
    use crate::{fact, fact::Passage, locale::Locale};

    fn values(tag: &str, text: &str) -> Vec<String> {
        let facts = fact::extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().filter(|fact| fact.kind == fact::Kind::Number).map(|fact| fact.value.to_string()).collect()
    }

    #[test]
    fn two_numbers_may_tell_one() {
        assert_eq!(values("en", "three over four of them"), ["0.75"]);
        assert_eq!(values("en", "one in five people"), ["0.2"]);
        assert_eq!(values("zh", "负一又二分之一"), ["-1.5"]);
        assert_eq!(values("ja", "答えは103と4分の1です"), ["103.25"]);
        assert_eq!(values("ja", "2の10乗"), ["1024"]);
        assert_eq!(values("it", "2 e 1/4"), ["2.25"]);
    }

    #[test]
    fn two_numbers_beside_a_preposition_are_two() {
        assert_eq!(values("en", "won 3 in 2010"), ["3"]);
        assert_eq!(values("en", "5 in 10 minutes"), ["5"]);
    }
}
