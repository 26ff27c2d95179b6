//! The numbers that no date, time, amount or unit took: percentages, counts of countries, ordinals, plain numbers.

use std::ops::Range;

use super::{NumberToken, fraction::divide};
use crate::{
    fact::{Confidence, Decimal, Fact, Form, Kind, Scan, Value},
    locale::{Entry, Hit, Section},
    text::chars::{is_boundary, is_unspaced, is_word},
};

/// Percentages: 5 %, %5, five per cent, 百分之五.
pub(in crate::fact) fn percent(scan: &mut Scan<'_>) {
    let mut found: Vec<(usize, Range<usize>, i32)> = Vec::new();
    for (n, number) in scan.numbers.iter().enumerate() {
        if let Some((range, power)) = percent_of(scan, number) {
            found.push((n, range, power));
        }
    }
    // Both ends of a range are percentages: 5 to 10 per cent, yüzde 5 ila 10.
    let whole = found.clone();
    let mut is_known = vec![false; if whole.is_empty() { 0 } else { scan.numbers.len() }];
    whole.iter().for_each(|&(n, ..)| is_known[n] = true);
    for (n, _, power) in &whole {
        for other in [n.checked_sub(1), n.checked_add(1)].into_iter().flatten() {
            let numbers = &scan.numbers;
            if let (Some(a), Some(b)) = (numbers.get(other.min(*n)), numbers.get(other.max(*n)))
                && !is_known[other]
                // A year before *and* is no percentage.
                && numbers[other].shape.digits < 4
                && is_range(scan, a, b)
            {
                is_known[other] = true;
                found.push((other, numbers[other].folded.clone(), *power));
            }
        }
    }
    for (n, folded, power) in found {
        let number = scan.numbers[n].clone();
        if number.used || scan.is_taken(&number.at) {
            continue;
        }
        let shifted = number.readings.iter().filter_map(|value| value.shifted(power));
        let further = Some(power).filter(|&power| power == 1).and_then(|_| further_tenth(scan, n, &folded));
        let (readings, folded) = match further {
            Some((part, end)) => {
                if let Some(next) = scan.numbers.get_mut(n + 1).filter(|next| next.folded.end == end) {
                    next.used = true;
                }
                (shifted.filter_map(|value| value.plus(part)).collect(), folded.start..end)
            }
            None if power == TENTHS_PAID => (number.readings.iter().flat_map(|&value| paid(value)).collect(), folded),
            None => (shifted.collect(), folded),
        };
        emit(scan, n, Kind::Percent, &folded, readings);
    }
}

/// 七成六, 5割半: what stands behind the tenths are their tenths; how much, and where it ends.
fn further_tenth(scan: &Scan<'_>, n: usize, tenths: &Range<usize>) -> Option<(Decimal, usize)> {
    let is_half = |entry: &Entry| {
        entry.section == Section::TimeWord && entry.key == "and-half"
            || entry.section == Section::Fraction && entry.key.ends_with("1/2")
    };
    let half = scan.hits_at(tenths.end).iter().find(|hit| hit.tail == 0 && hit.entries.iter().any(is_half));
    if let Some(half) = half {
        return Some((5.into(), half.at.end));
    }
    let next = scan.numbers.get(n + 1).filter(|next| !next.used && !next.shape.ordinal)?;
    let gap = scan.folded.text.get(tenths.end..next.folded.start)?;
    let sign = next.folded.len() == scan.folded.text[next.folded.clone()].chars().next().map_or(0, char::len_utf8);
    let value = next.value();
    let whole = Some(value).filter(|value| value.is_whole() && *value < Decimal::from(10));
    let ends = is_boundary(
        scan.folded.text[..next.folded.end].chars().next_back(),
        scan.folded.text[next.folded.end..].chars().next(),
    );
    whole.filter(|_| sign && ends && gap.trim().is_empty()).map(|part| (part, next.folded.end))
}

/// Stands for the power of ten of a share that is paid: 八折.
const TENTHS_PAID: i32 = i32::MIN;

/// 八折 and 八五折 are 80 % and 85 % of the price, which other languages tell by what is taken off.
fn paid(share: Decimal) -> Vec<Decimal> {
    let hundred = Decimal::from(100);
    let paid = if share < Decimal::from(10) { share.shifted(1) } else { Some(share) };
    paid.filter(|&paid| paid < hundred)
        .into_iter()
        .flat_map(|paid| [Some(paid), hundred.minus(paid)])
        .flatten()
        .collect()
}

/// The percentage a number makes with the sign or word beside it: its place and the power of ten to one per cent.
fn percent_of(scan: &Scan<'_>, number: &NumberToken) -> Option<(Range<usize>, i32)> {
    let text: &str = &scan.folded.text;
    let after = &text[number.folded.end..];
    // Texts that were cut into words have blanks of all lengths between signs.
    let blanks = after.bytes().take(4).take_while(|byte| *byte == b' ').count();
    let signs = blanks > 1 && after[blanks..].starts_with(is_unspaced) && blanks < 4;
    let gap = if signs { blanks } else { usize::from(after.starts_with([' ', '-'])) };
    let start = number.folded.end + gap;
    let sign = after[gap..].chars().next().and_then(sign_power);
    if let Some(power) = sign {
        let length = after[gap..].chars().next().map_or(0, char::len_utf8);
        // `100 %s` is a placeholder, `50 %` is not.
        let placeholder = gap == 1 && after[gap + length..].starts_with(|c: char| c.is_ascii_alphabetic());
        return (!placeholder).then_some((number.folded.start..start + length, power));
    }
    let percent = |hit: &&Hit<'_>| hit.has(Section::Percent);
    let start = start_after_ending(after).map_or(start, |length| number.folded.end + length);
    let gap = start - number.folded.end;
    let has_words = scan.sections.has(Section::Percent);
    let word = if has_words { scan.hits_at(start) } else { &[] };
    let word = word
        .iter()
        .rev()
        .find(|hit| percent(hit) && scan.folded.text[hit.at.end..hit.at.end + hit.tail].chars().count() <= 14);
    if let Some(word) = word {
        return Some((number.folded.start..word.at.end + word.tail, power_of(word)));
    }
    // einprozentig: the word begins within a word.
    let lexicon = scan.passage.locale.lexicon();
    let fused = if gap == 0 && after.starts_with(is_word) { after } else { "" };
    let fused = lexicon.prefixes(fused).filter_map(|(length, entries)| {
        let entry = entries.iter().find(|entry| entry.section == Section::Percent && length > 3)?;
        Some((length, key_power(entry.key)))
    });
    if let Some((length, power)) = fused.last() {
        return Some((number.folded.start..start + length, power));
    }
    let before = &text[..number.folded.start];
    let last = before.chars().next_back()?;
    if let Some(power) = sign_power(last) {
        let start = before.len() - last.len_utf8();
        let taken = before[..start].ends_with(|c: char| {
            c.is_ascii_digit() || c == ' ' && before[..start].trim_end().ends_with(|c: char| c.is_ascii_digit())
        });
        return (!taken && number.shape.digits > 0).then_some((start..number.folded.end, power));
    }
    if !has_words {
        return None;
    }
    // 百分之五: the word stands before the number; also `yüzde 5`.
    let word_before = scan.hits[..scan.hits.partition_point(|hit| hit.at.start < number.folded.start)]
        .iter()
        .rev()
        .take(8)
        .find(|hit| {
            percent(hit)
                && (hit.at.end == number.folded.start || before.ends_with(' ') && hit.at.end + 1 == number.folded.start)
        });
    let unspaced = |hit: &&Hit<'_>| text[..hit.at.end].chars().next_back().is_some_and(is_unspaced);
    // 造成 11: the tenths stand behind their number.
    let word = word_before.filter(|hit| power_of(hit) != 1).filter(|hit| unspaced(hit) || is_prefix(scan, hit))?;
    Some((word.at.start..number.folded.end, power_of(word)))
}

/// 34:ään prosenttiin, 66-მა პროცენტმა: digits take endings behind a sign; how long that is, with the blank after it.
fn start_after_ending(after: &str) -> Option<usize> {
    /// Longer ones are words.
    const ENDING: usize = 5;
    let sign = after.chars().next().filter(|c| matches!(c, ':' | '-' | '\'' | '’'))?;
    let rest = &after[sign.len_utf8()..];
    let letters = rest.chars().take_while(|c| c.is_alphabetic()).count();
    let length: usize = rest.chars().take(letters).map(char::len_utf8).sum();
    ((1..=ENDING).contains(&letters) && rest[length..].starts_with(' ')).then_some(sign.len_utf8() + length + 1)
}

/// Does the language put this word before the number?
fn is_prefix(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let before = &scan.passage.locale.habits().numerals.percent_before;
    hit.entries.iter().any(|entry| before.contains(&entry.form))
}

fn sign_power(c: char) -> Option<i32> {
    match c {
        '%' | '٪' | '﹪' => Some(0),
        '‰' | '؉' => Some(-1),
        _ => None,
    }
}

fn power_of(hit: &Hit<'_>) -> i32 {
    let key = hit.entries.iter().find(|entry| entry.section == Section::Percent).map_or("", |entry| entry.key);
    key_power(key)
}

fn key_power(key: &str) -> i32 {
    match key {
        "permille" => -1,
        // 3割, 五成: tenths.
        "tenth" => 1,
        "tenths-paid" => TENTHS_PAID,
        _ => 0,
    }
}

/// Are two neighbours the ends of a range: 5–10, 5 to 10, 5から10?
pub(in crate::fact) fn is_range(scan: &Scan<'_>, from: &NumberToken, to: &NumberToken) -> bool {
    scan.folded.text.get(from.folded.end..to.folded.start).is_some_and(|gap| joins_range(scan, gap))
}

/// Does what stands between two numbers make them the ends of a range?
pub(in crate::fact) fn joins_range(scan: &Scan<'_>, gap: &str) -> bool {
    let joiner = gap.trim();
    matches!(joiner, "-" | "–" | "—" | "~" | "〜" | "～" | "−" | "…" | "...")
        || !joiner.is_empty()
            // A Hebrew joiner is a prefix with a hyphen: ל-43.
            && scan.passage.locale.habits().numerals.range.iter().any(|form| form == joiner.trim_end_matches('-'))
}

/// There are some two hundred; with dependencies, teams and member states of old a few more.
const MOST_COUNTRIES: i64 = 500;

/// Counts of countries: 190 countries, 27 EU-Mitgliedstaaten, 190か国.
pub(in crate::fact) fn countries(scan: &mut Scan<'_>) {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for hit in scan.hits.iter().filter(|hit| hit.has(Section::CountryNoun)) {
        let Some(entry) = hit.entries.iter().find(|entry| entry.section == Section::CountryNoun) else { continue };
        let unspaced = entry.form.chars().next().is_some_and(is_unspaced);
        if hit.tail > 6 || unspaced && hit.tail > 0 {
            continue;
        }
        let next = scan.numbers.partition_point(|number| number.folded.start < hit.at.start);
        let Some(number) = next.checked_sub(1).and_then(|n| scan.numbers.get(n)) else { continue };
        let Some(gap) = scan.folded.text.get(number.folded.end..hit.at.start) else { continue };
        // A short adjective may stand between: 27 EU countries, 190 verschiedene Länder.
        let words = gap.split_whitespace().count();
        let near = gap.chars().count() <= 28
            && words <= if unspaced { 0 } else { 2 }
            && !gap.contains(['.', ',', ';', ':', '(', ')', '–', '\n']);
        // 2030 is the year of an agenda; there are no thousands of countries.
        let few = number.readings.first().is_some_and(|value| *value <= Decimal::from(MOST_COUNTRIES));
        if near && few && !number.used && !number.shape.fraction && number.form != Form::Implied {
            found.push((next - 1, number.folded.start..hit.at.end + hit.tail));
        }
    }
    found.dedup_by_key(|(n, _)| *n);
    for (n, folded) in found {
        let number = scan.numbers[n].clone();
        if number.shape.ordinal || scan.is_taken(&number.at) {
            continue;
        }
        emit(scan, n, Kind::CountryCount, &folded, number.readings);
    }
}

/// Ordinals and plain numbers: what is left.
pub(in crate::fact) fn rest(scan: &mut Scan<'_>) {
    for n in 0..scan.numbers.len() {
        if scan.numbers[n].used || scan.is_taken(&scan.numbers[n].at) {
            continue;
        }
        let number = &mut scan.numbers[n];
        let kind = if number.shape.ordinal { Kind::Ordinal } else { Kind::Number };
        let (folded, mut readings) = (number.folded.clone(), std::mem::take(&mut number.readings));
        // The last third: a rank in words may be a part.
        if kind == Kind::Ordinal && number.form == Form::Words {
            let part = readings.first().and_then(|rank| rank.to_i64()).filter(|rank| (3..=1000).contains(rank));
            readings.extend(part.and_then(|rank| divide(1, rank)));
        }
        emit(scan, n, kind, &folded, readings);
    }
}

fn emit(scan: &mut Scan<'_>, n: usize, kind: Kind, folded: &Range<usize>, readings: Vec<Decimal>) {
    let mut readings = readings.into_iter().map(Value::Number);
    let Some(value) = readings.next() else { return };
    let number = &mut scan.numbers[n];
    number.used = true;
    let others: Vec<Value> = readings.collect();
    let confidence = match number.form {
        Form::Digits if others.is_empty() => Confidence::High,
        Form::Digits | Form::Words => Confidence::Medium,
        Form::Roman | Form::Implied => Confidence::Low,
    };
    let (form, comparator) = (number.form, number.comparator);
    let at = scan.folded.range(folded.clone());
    scan.add(Fact { kind, value, others, at, confidence, form, comparator });
}

#[cfg(test)]
mod tests {
    use crate::{fact, fact::Passage, locale::Locale};

    #[test]
    fn tenths_have_tenths_of_their_own() {
        let value = |tag: &str, text: &str| {
            let facts = fact::extract(Passage::plain(text, Locale::get(tag)));
            facts.iter().map(|fact| format!("{} {}", fact.kind.name(), fact.value)).collect::<Vec<_>>()
        };
        assert_eq!(value("zh", "八成四的人"), ["percent 84"]);
        assert_eq!(value("ja", "6割半を占める"), ["percent 65"]);
        assert_eq!(value("ja", "6割を占める"), ["percent 60"]);
    }
}
