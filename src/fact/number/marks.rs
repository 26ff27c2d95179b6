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
    let numerals = &scan.passage.locale.habits().numerals;
    let (suffixes, prefixes) = (&numerals.ordinal_suffixes, &numerals.ordinal_prefixes);
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
        let percent = scan.passage.locale.habits().numerals.percent_before.contains(&gap.trim());
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
    let mut covered = 0;
    let mut previous: Option<(usize, Comparator)> = None;
    for hit in scan.hits.iter().filter(|hit| hit.has(Section::Comparator)) {
        let Some(comparator) = comparator(hit) else { continue };
        // `no more than` holds another comparator, and so does น้อยกว่า.
        if hit.at.end <= covered
            || scan
                .hits_at(hit.at.start)
                .iter()
                .any(|longer| longer.at.end > hit.at.end && longer.tail == 0 && comparator_of(longer))
        {
            continue;
        }
        covered = hit.at.end;
        let last = previous.replace((hit.at.end, comparator));
        let next = numbers.partition_point(|number| number.folded.start < hit.at.end);
        // `more than 5`, `über 5 %`, `over $5`; a currency sign or a short word may stand between.
        let before = numbers.get(next).and_then(|number| text.get(hit.at.end..number.folded.start));
        let before = before.map(str::trim).is_some_and(|gap| {
            let percent = || scan.passage.locale.habits().numerals.percent_before.contains(&gap);
            gap.chars().nth(3).is_none() && !gap.contains(is_stop) || percent()
        });
        // 2020 तक 300: what stands behind its number says nothing of the next.
        let postposed = scan.passage.locale.habits().numerals.comparator_behind;
        let follows = |number: &NumberToken| text.get(number.folded.end..hit.at.start).is_some_and(|gap| gap == " ");
        let behind_last = postposed && next.checked_sub(1).is_some_and(|last| follows(&numbers[last]));
        // 以下其中一个 is one of the following.
        let behind_only = || {
            let forms = scan.passage.locale.forms("number-grammar", "bound-behind");
            text.get(hit.at.clone()).is_some_and(|form| forms.contains(&form))
        };
        if before && !behind_last && !behind_only() {
            // The nearest one counts; of two side by side that contradict each other neither does.
            let contrary = match last {
                Some((end, Comparator::AtLeast)) => comparator == Comparator::AtMost && hit.at.start <= end + 1,
                Some((end, Comparator::AtMost)) => comparator == Comparator::AtLeast && hit.at.start <= end + 1,
                _ => false,
            };
            numbers[next].comparator = Some(comparator).filter(|_| !contrary);
            continue;
        }
        // 以上, `or more`, `से अधिक` stand behind the number and what it counts.
        let Some(number) = next.checked_sub(1).and_then(|last| numbers.get_mut(last)) else { continue };
        let Some(gap) = text.get(number.folded.end..hit.at.start) else { continue };
        let near = gap.chars().count() <= 14 && !gap.contains(is_stop) && gap.matches(' ').count() <= 2;
        let behind = postposed || gap.chars().all(is_unspaced);
        let bound = matches!(comparator, Comparator::AtLeast | Comparator::AtMost);
        if near && (behind || bound) {
            // अब तक 300 से अधिक: what stands before such a number may be of something else.
            if postposed && comparator != Comparator::About {
                number.comparator = Some(comparator);
            }
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

/// “should not be more than 20”: a negation near a bound may turn it round.
fn negated(scan: &Scan<'_>, numbers: &mut [NumberToken]) {
    /// So far before and behind the number a negation belongs to it, in letters, unless the clause ends.
    const REACH: usize = 60;
    /// Words that begin with a shorter negation are other words: безработица has no без.
    const STEM: usize = 5;
    let text: &str = &scan.folded.text;
    let is_negation = |hit: &&Hit<'_>| {
        let long = || text.get(hit.at.clone()).is_some_and(|form| form.chars().count() >= STEM);
        hit.has(Section::Negation) && (hit.tail == 0 || long())
    };
    for hit in scan.hits.iter().filter(is_negation) {
        // `no less than` is a comparator with its own negation.
        let near = hit.at.start.saturating_sub(24);
        let from = scan.hits.partition_point(|other| other.at.start < near);
        let within =
            |other: &&Hit<'_>| comparator_of(other) && other.at.start <= hit.at.start && other.at.end >= hit.at.end;
        if scan.hits[from..].iter().take_while(|other| other.at.start <= hit.at.start).any(|other| within(&other)) {
            continue;
        }
        // The number before and that behind: what stands beyond another number is of something else.
        let behind = numbers.partition_point(|number| number.folded.start < hit.at.end);
        let near = behind.saturating_sub(1)..(behind + 1).min(numbers.len());
        for number in numbers.get_mut(near).unwrap_or_default() {
            let between = if number.folded.start >= hit.at.end {
                text.get(hit.at.end..number.folded.start)
            } else {
                text.get(number.folded.end..hit.at.start)
            };
            // Once is enough: a second negation of the clause turns nothing back.
            if between.is_some_and(|between| !between.contains(is_stop) && between.chars().count() <= REACH) {
                number.comparator = match number.comparator {
                    Some(Comparator::More | Comparator::NotMore) => Some(Comparator::NotMore),
                    Some(Comparator::Less | Comparator::NotLess) => Some(Comparator::NotLess),
                    _ => None,
                };
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

#[cfg(test)]
mod tests {
    use crate::{
        fact::{Comparator, Passage, extract},
        locale::Locale,
    };

    fn comparator(tag: &str, text: &str) -> Option<Comparator> {
        let facts = extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().rev().find_map(|fact| fact.value.number().and(fact.comparator))
    }

    #[test]
    fn the_longest_bound_before_a_number_counts() {
        assert_eq!(comparator("en", "no more than 30 guests"), Some(Comparator::AtMost));
        assert_eq!(comparator("th", "น้อยกว่า 30 คน"), Some(Comparator::Less));
        assert_eq!(comparator("ru", "менее чем на 30 мест"), Some(Comparator::Less));
        assert_eq!(comparator("zh", "不到百分之三十"), Some(Comparator::Less));
    }

    #[test]
    fn a_word_that_begins_like_a_negation_is_none() {
        assert_eq!(comparator("ru", "безопаснее, чем более 30 других"), Some(Comparator::More));
        assert_eq!(comparator("en", "It should not be more than 30 minutes"), Some(Comparator::NotMore));
        assert_eq!(comparator("fr", "ne devrait pas durer moins de 30 minutes"), Some(Comparator::NotLess));
    }

    #[test]
    fn a_bound_behind_its_number_says_nothing_of_the_next() {
        assert_eq!(comparator("hi", "2020 तक 300 से अधिक परीक्षण"), Some(Comparator::More));
    }
}
