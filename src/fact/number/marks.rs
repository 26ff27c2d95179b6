//! What stands beside a number and changes what it says: ordinal marks, more than, at least.

use super::{Comparator, Form, NumberToken, Scan, plain::is_range};
use crate::{
    locale::{Hit, Section},
    text::chars::{is_boundary, is_unspaced},
};

/// `5 to 10 million`: the scale word stands once and may hold for both.
pub(super) fn shared_scales(scan: &Scan<'_>, numbers: &mut [NumberToken]) {
    for n in 1..numbers.len() {
        let (Some(power), None) = (numbers[n].shape.scale, numbers[n - 1].shape.scale) else { continue };
        let first = &numbers[n - 1];
        if first.form == Form::Digits
            && !first.shape.leading_zero
            && is_range(scan, first, &numbers[n])
            && first.value() < numbers[n].value()
        {
            let scaled: Vec<_> = first.readings.iter().filter_map(|value| value.shifted(power.into())).collect();
            let plain = std::mem::take(&mut numbers[n - 1].readings);
            numbers[n - 1].readings = scaled.into_iter().chain(plain).collect();
        }
    }
}

/// Marks the ordinals: 1st, 1er, 第1, and 7. where the language writes ordinals so.
pub(super) fn ordinals(scan: &Scan<'_>, numbers: &mut [NumberToken]) {
    let text: &str = &scan.folded.text;
    let suffixes = folded(scan, "suffix");
    let prefixes = folded(scan, "prefix");
    for number in numbers.iter_mut().filter(|number| number.form == Form::Digits && !number.shape.decimal) {
        let (before, after) = (&text[..number.folded.start], &text[number.folded.end..]);
        let suffix = suffixes.iter().filter(|suffix| fits(after, suffix)).max_by_key(|suffix| suffix.len());
        if let Some(suffix) = suffix {
            number.shape.ordinal = true;
            // A full stop may end the sentence as well, so it stays outside.
            if suffix != "." {
                number.folded.end += suffix.len();
                number.at = scan.folded.range(number.folded.clone());
            }
        } else if let Some(prefix) = prefixes.iter().find(|prefix| before.ends_with(prefix.as_str())) {
            number.shape.ordinal = true;
            number.folded.start -= prefix.len();
            number.at = scan.folded.range(number.folded.clone());
        }
    }
}

/// A full stop marks an ordinal only where the sentence goes on.
fn fits(after: &str, suffix: &str) -> bool {
    let Some(rest) = after.strip_prefix(suffix) else { return false };
    if suffix == "." {
        return rest.starts_with(' ') && rest[1..].starts_with(char::is_alphabetic);
    }
    is_boundary(suffix.chars().next_back(), rest.chars().next())
}

fn folded(scan: &Scan<'_>, key: &str) -> Vec<String> {
    let forms = scan.passage.locale.forms("ordinal-suffix", key);
    forms.iter().map(|form| crate::text::fold::fold(form)).collect()
}

/// Minus in words: `minus five`, 负5.
pub(super) fn signs(scan: &Scan<'_>, numbers: &mut [NumberToken]) {
    for hit in scan.hits.iter().filter(|hit| hit.has(Section::NumberJoiner)) {
        let minus = hit.tail == 0 && hit.entries.iter().any(|e| e.section == Section::NumberJoiner && e.key == "minus");
        // `al menos` is no minus.
        let part =
            |other: &&Hit<'_>| comparator_of(other) && other.at.end >= hit.at.end && other.at.start <= hit.at.start;
        let earlier = scan.hits.partition_point(|other| other.at.start <= hit.at.start);
        // a las ocho menos cuarto
        let clock =
            scan.hits_at(hit.at.start).iter().any(|other| other.at.end > hit.at.end && other.has(Section::TimeWord));
        if clock || !minus || scan.hits[earlier.saturating_sub(12)..earlier].iter().any(|other| part(&other)) {
            continue;
        }
        let next = numbers.partition_point(|number| number.folded.start < hit.at.end);
        let Some(number) = numbers.get_mut(next) else { break };
        let gap = scan.folded.text.get(hit.at.end..number.folded.start).unwrap_or_default();
        // `ten minus five` is arithmetic.
        let before = scan.folded.text[..hit.at.start].trim_end().ends_with(|c: char| c.is_ascii_digit());
        // eksi yüzde beş
        let percent = scan.passage.locale.forms("number-grammar", "percent-before").contains(&gap.trim());
        let near = gap.trim_matches([' ', '-']).is_empty() && gap.len() <= 1;
        if (near || percent) && !before && !number.shape.signed {
            number.readings.iter_mut().for_each(|value| *value = value.negated());
            number.shape.signed = true;
            // The percent word keeps its place before the number.
            if near {
                number.folded.start = hit.at.start;
                number.at = scan.folded.range(number.folded.clone());
            }
        }
    }
}

/// Gives each number the comparator beside it.
pub(super) fn comparators(scan: &Scan<'_>, numbers: &mut [NumberToken]) {
    let text: &str = &scan.folded.text;
    for hit in scan.hits.iter().filter(|hit| hit.has(Section::Comparator)) {
        let Some(comparator) = comparator(hit) else { continue };
        if scan
            .hits_at(hit.at.start)
            .iter()
            .any(|longer| longer.at.end > hit.at.end && longer.tail == 0 && comparator_of(longer))
        {
            continue;
        }
        let next = numbers.partition_point(|number| number.folded.start < hit.at.end);
        // `more than 5`, `über 5 %`, `over $5`; a blank and a currency sign may stand between.
        let before = numbers.get(next).is_some_and(|number| {
            text.get(hit.at.end..number.folded.start)
                .is_some_and(|gap| gap.chars().count() <= 3 && !gap.contains(is_stop))
        });
        if before {
            // The nearest one counts.
            numbers[next].comparator = Some(comparator);
            continue;
        }
        // 以上, `or more`, `से अधिक` stand behind the number and what it counts.
        let Some(number) = next.checked_sub(1).and_then(|last| numbers.get_mut(last)) else { continue };
        let Some(gap) = text.get(number.folded.end..hit.at.start) else { continue };
        let near = gap.chars().count() <= 14 && !gap.contains(is_stop) && gap.matches(' ').count() <= 2;
        let behind =
            gap.chars().all(is_unspaced) || scan.passage.locale.form("number-grammar", "comparator-behind").is_some();
        let bound = matches!(comparator, Comparator::AtLeast | Comparator::AtMost);
        if near && (behind || bound) {
            number.comparator.get_or_insert(comparator);
        }
    }
    negated(scan, numbers);
    for number in numbers.iter_mut().filter(|number| number.form == Form::Digits) {
        let plus = text[number.folded.end..].strip_prefix('+');
        if plus.is_some_and(|rest| {
            is_boundary(Some('+'), rest.chars().next()) && !rest.starts_with(|c: char| c.is_ascii_digit())
        }) {
            number.comparator.get_or_insert(Comparator::AtLeast);
        }
        let before = text[..number.folded.start].trim_end();
        let sign = match before.chars().next_back() {
            Some('>') => Some(Comparator::More),
            Some('<') => Some(Comparator::Less),
            Some('≥') => Some(Comparator::AtLeast),
            Some('≤') => Some(Comparator::AtMost),
            Some('~' | '≈' | '±') => Some(Comparator::About),
            _ => None,
        };
        number.comparator = number.comparator.or(sign);
    }
}

/// “should not be more than 20”: what a negation makes of a bound is for people to say.
fn negated(scan: &Scan<'_>, numbers: &mut [NumberToken]) {
    /// So far before and behind the number a negation belongs to it, in bytes, unless the clause ends.
    const REACH: usize = 60;
    let text: &str = &scan.folded.text;
    let is_negation = |hit: &&Hit<'_>| hit.has(Section::Negation);
    for hit in scan.hits.iter().filter(is_negation) {
        // `no less than` is a comparator with its own negation.
        let near = hit.at.start.saturating_sub(24);
        let from = scan.hits.partition_point(|other| other.at.start < near);
        let within =
            |other: &&Hit<'_>| comparator_of(other) && other.at.start <= hit.at.start && other.at.end >= hit.at.end;
        if scan.hits[from..].iter().take_while(|other| other.at.start <= hit.at.start).any(|other| within(&other)) {
            continue;
        }
        let first = numbers.partition_point(|number| number.folded.end + REACH < hit.at.start);
        for number in numbers[first..].iter_mut().take_while(|number| number.folded.start < hit.at.end + REACH) {
            let between = if number.folded.start >= hit.at.end {
                text.get(hit.at.end..number.folded.start)
            } else {
                text.get(number.folded.end..hit.at.start)
            };
            if between.is_some_and(|between| !between.contains(is_stop)) {
                number.comparator = None;
            }
        }
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '。' | '、' | '，' | '；' | '\n' | '(' | ')' | '।' | '،')
}

fn comparator_of(hit: &Hit<'_>) -> bool {
    hit.has(Section::Comparator)
}

fn comparator(hit: &Hit<'_>) -> Option<Comparator> {
    let entry = hit.entries.iter().find(|entry| entry.section == Section::Comparator).filter(|_| hit.tail == 0)?;
    Some(match entry.key {
        "more" => Comparator::More,
        "less" => Comparator::Less,
        "at-least" => Comparator::AtLeast,
        "at-most" => Comparator::AtMost,
        "about" => Comparator::About,
        _ => return None,
    })
}
