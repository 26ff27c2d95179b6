//! Scale words after digits: 1.5 million, 3,2 Mrd., 25万, 5 crore 20 lakh, 37 000 millones.

use super::{Decimal, NumberToken, Scan, Shape, digits, digits::Signs, words, words::After};
use crate::{
    locale::{Entry, Hit, Section, Sections},
    text::chars::{is_boundary, is_mark, is_unspaced},
};

/// A scale word may be inflected by this many bytes more than the locale knows: Million|en.
const MAX_TAIL: usize = 4;

/// The token with all words after it that change its value: scales, `and a half`, `dozen`.
pub(super) fn read(scan: &Scan<'_>, token: NumberToken, signs: Signs) -> NumberToken {
    let token = scaled(scan, token, signs);
    let Some((end, after)) = words::after_digits(scan, token.folded.end) else { return token };
    let value = |reading: &Decimal| match after {
        After::Plus(part) => reading.plus(part.shifted(token.shape.scale.unwrap_or(0).into())?),
        After::Times(factor) => reading.times(factor),
    };
    let readings: Vec<Decimal> = token.readings.iter().filter_map(value).collect();
    if readings.is_empty() || token.shape.leading_zero || token.shape.digits > 6 {
        return token;
    }
    let folded = token.folded.start..end;
    NumberToken { at: scan.folded.range(folded.clone()), folded, readings, ..token }
}

/// The token with the scale words that follow it, and with the smaller parts that follow those: 1億2000万.
fn scaled(scan: &Scan<'_>, token: NumberToken, signs: Signs) -> NumberToken {
    let before = Some(scan).filter(|scan| scan.passage.locale.habits().numerals.scale_before);
    let before = before.and_then(|scan| scale_before(scan, &token));
    if let Some(token) = before {
        return token;
    }
    if token.shape.leading_zero && !token.shape.decimal {
        return token;
    }
    let Some((mut end, mut powers)) = scales(scan, &token, token.folded.end) else { return token };
    // 4.176 million: nobody groups the digits before a scale word by the decimal sign.
    let decimal = !token.shape.grouped && token.shape.decimal && token.readings.len() == 2;
    let own = if decimal { &token.readings[..1] } else { &token.readings[..] };
    let mut readings = shifted(own, &powers);
    let mut lowest = powers.iter().copied().min().unwrap_or(0);
    if let Some((all, value, power)) = myriads(scan, end, &readings, &powers, signs) {
        (end, readings, powers, lowest) = (all, vec![value], vec![power], power);
    }
    // Further parts, each smaller than the scale before it.
    while let Some((part_end, parts, part_powers)) = part(scan, end, lowest, signs) {
        readings = readings.iter().zip(parts.iter().cycle()).filter_map(|(sum, part)| sum.plus(*part)).collect();
        end = part_end;
        powers.truncate(1);
        lowest = part_powers;
        if lowest == 0 {
            break;
        }
    }
    if readings.is_empty() {
        return token;
    }
    let folded = token.folded.start..end;
    let shape = Shape { scale: powers.first().copied(), ..token.shape };
    NumberToken { at: scan.folded.range(folded.clone()), folded, readings, shape, ..token }
}

/// 3千5百万: what counts the thousands and hundreds before a power of ten thousand, as one number. Tells where it ends.
fn myriads(
    scan: &Scan<'_>,
    from: usize,
    readings: &[Decimal],
    powers: &[u8],
    signs: Signs,
) -> Option<(usize, Decimal, u8)> {
    const MYRIAD: u8 = 4;
    let text: &str = &scan.folded.text;
    let (&[mut sum], &[mut lowest]) = (readings, powers) else { return None };
    let mut end = from;
    while lowest < MYRIAD && text[..end].chars().next_back().is_some_and(is_unspaced) {
        // 2千零30万
        let zero = scan.passage.locale.forms("cardinal", "0").iter().find(|zero| text[end..].starts_with(**zero));
        let start = end + zero.filter(|zero| zero.starts_with(is_unspaced)).map_or(0, |zero| zero.len());
        let (core, values, shape) = digits::core(scan, start, signs)?;
        let value = values.first().filter(|_| !shape.decimal && !shape.fraction)?;
        let token = NumberToken {
            at: 0..0,
            folded: core.clone(),
            core: core.clone(),
            readings: values.clone(),
            form: super::Form::Digits,
            shape,
            comparator: None,
            used: false,
        };
        let (next, found) = scales(scan, &token, core.end)?;
        let &[power] = found.as_slice() else { return None };
        let small = value.shifted((power % MYRIAD).into())?;
        if small >= Decimal::from(1).shifted(lowest.into())? {
            return None;
        }
        sum = sum.plus(small)?;
        (end, lowest) = (next, power);
        if power >= MYRIAD {
            let great = power - power % MYRIAD;
            return Some((end, sum.shifted(great.into())?, great));
        }
    }
    None
}

/// `milioni 1.1`, `elfu 60`: the scale word stands before the digits.
fn scale_before(scan: &Scan<'_>, token: &NumberToken) -> Option<NumberToken> {
    let end = token
        .folded
        .start
        .checked_sub(1)
        .filter(|&end| scan.folded.text.get(end..).is_some_and(|t| t.starts_with(' ')))?;
    let earlier = scan.hits.partition_point(|hit| hit.at.start < end);
    let hit = scan.hits[..earlier]
        .iter()
        .rev()
        .take(12)
        .find(|hit| hit.at.end == end && hit.tail == 0 && hit.entries.iter().any(|entry| power(entry).is_some()))?;
    let powers: Vec<u8> = hit.entries.iter().filter_map(power).collect();
    let folded = hit.at.start..token.folded.end;
    Some(NumberToken {
        at: scan.folded.range(folded.clone()),
        folded,
        readings: shifted(&token.readings, &powers),
        shape: Shape { scale: powers.first().copied(), ..token.shape },
        ..token.clone()
    })
}

fn shifted(readings: &[Decimal], powers: &[u8]) -> Vec<Decimal> {
    powers.iter().flat_map(|&power| readings.iter().filter_map(move |value| value.shifted(power.into()))).collect()
}

/// The scale words after a place: where they end, and the powers of ten that they may mean.
fn scales(scan: &Scan<'_>, token: &NumberToken, from: usize) -> Option<(usize, Vec<u8>)> {
    if !scan.sections.meets(Sections::of(&[Section::Scale, Section::Cardinal])) {
        return None;
    }
    let mut end = from;
    let mut powers: Vec<u8> = Vec::new();
    while let Some((hit, next)) = scale_at(scan, token, end) {
        let grows = powers.first().is_none_or(|&power| next.iter().any(|&n| n > power));
        if !grows {
            break;
        }
        powers = match powers.as_slice() {
            [] => next,
            // A thousand millions, 千万: the scales multiply.
            before => before.iter().flat_map(|&a| next.iter().map(move |&b| a.saturating_add(b))).collect(),
        };
        // 38만명: what follows a syllable is a word of its own.
        end = hit.at.end + if is_syllable(scan, hit) { 0 } else { hit.tail };
    }
    powers.retain(|&power| power <= 24);
    (!powers.is_empty()).then_some((end, powers))
}

/// The longest scale word at a place, with at most one blank or hyphen before it.
fn scale_at<'s>(scan: &'s Scan<'_>, token: &NumberToken, from: usize) -> Option<(&'s Hit<'s>, Vec<u8>)> {
    let text: &str = &scan.folded.text;
    let rest = text.get(from..)?;
    // 550多万: a word for *and some more* may stand before the scale.
    let more = scan.passage.locale.habits().numerals.more.iter().find(|more| rest.starts_with(**more));
    let gap = more.map_or(usize::from(rest.starts_with([' ', '-'])), |more| more.len());
    let hits = scan.hits_at(from + gap);
    let longest = hits.iter().rev().find(|hit| {
        hit.entries.iter().any(|entry| {
            power(entry).is_some() && in_case(scan, hit, entry) && (hit.tail == 0 || entry.section == Section::Scale)
        }) && (hit.tail <= if hit.at.len() > 4 { MAX_TAIL } else { 0 } || is_syllable(scan, hit) && joins(hit, gap))
    })?;
    // A longer word of another meaning wins: `m` of `miles`, `mil` of `millas`.
    let longer = hits.iter().any(|hit| {
        hit.tail == 0
            && hit.at.end > longest.at.end
            && hit
                .entries
                .iter()
                .any(|entry| matches!(entry.section, Section::Unit | Section::Currency | Section::CountryNoun))
    });
    // `620 km`, `40 mil`: an abbreviation that is also a unit is the unit.
    let is_unit = (2..=3).contains(&longest.at.len())
        && longest.tail == 0
        && longest.entries.iter().any(|entry| matches!(entry.section, Section::Unit | Section::UnitSymbol))
        // $1MM are no millimetres.
        && !is_money(scan, token);
    if longer || is_unit || (is_letter(scan, longest) && !letter_scales(scan, token, longest, gap)) {
        return None;
    }
    let mut powers: Vec<u8> = longest.entries.iter().filter_map(power).collect();
    powers.dedup();
    // `seit 2015 Tausende`: four digits are a year, and nobody counts two thousand thousands.
    let year = !is_letter(scan, longest)
        && token.shape.digits == 4
        && !token.shape.grouped
        && !token.shape.decimal
        && token.shape.scale.is_none();
    let year =
        year && token.readings.first().and_then(|value| value.to_i64()).is_some_and(|n| (1000..3000).contains(&n));
    // Nobody counts 600,000 thousands: the word behind it begins another.
    let great = token.shape.grouped && token.value() >= Decimal::from(100_000);
    powers.retain(|&power| !(year && power <= 3 || great && matches!(power, 3 | 5)));
    (!powers.is_empty()).then_some((longest, powers))
}

/// The power of ten of a scale word, or of a numeral that is one: 3 hundred, 3백.
fn power(entry: &Entry) -> Option<u8> {
    match entry.section {
        Section::Scale => entry.key.parse().ok(),
        Section::Cardinal => {
            let zeros = entry.key.strip_prefix('1')?;
            (zeros.len() >= 2 && zeros.bytes().all(|byte| byte == b'0')).then_some(zeros.len() as u8)
        }
        _ => None,
    }
}

/// Two letters mean a scale only as they are written: `kM` is none in `1,6 km`.
fn in_case(scan: &Scan<'_>, hit: &Hit<'_>, entry: &Entry) -> bool {
    let original = scan.passage.text.get(scan.folded.range(hit.at.clone())).unwrap_or_default();
    entry.form.len() != 2 || entry.form == original || original.chars().all(char::is_uppercase)
}

/// Is the form one sign of a script whose signs are syllables or words: 만, 万?
fn is_syllable(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let form = scan.folded.text.get(hit.at.clone()).unwrap_or_default();
    // Beyond these a syllable more often begins another word: 32경기 are games.
    let common = hit.entries.iter().filter_map(power).any(|power| power <= 8);
    common && form.chars().count() == 1 && form.chars().all(|c| (c as u32) >= 0x1000)
}

/// A hundred stands close to its digits: 3백과, but 코로나19 백신.
fn joins(hit: &Hit<'_>, gap: usize) -> bool {
    gap == 0 || !hit.entries.iter().filter_map(power).any(|power| power < 3)
}

/// Is the form one letter of an alphabet? 万 and 만 are words.
fn is_letter(scan: &Scan<'_>, hit: &Hit<'_>) -> bool {
    let form = scan.folded.text.get(hit.at.clone()).unwrap_or_default();
    form.chars().filter(|&c| !is_mark(c) && c != '.').count() == 1 && form.chars().all(|c| (c as u32) < 0x1000)
}

/// `5M` and `$5m` are millions; `5m` and `5 M` are metres or nothing.
fn letter_scales(scan: &Scan<'_>, token: &NumberToken, hit: &Hit<'_>, gap: usize) -> bool {
    let original = scan.passage.text.get(scan.folded.range(hit.at.clone())).unwrap_or_default();
    let money = is_money(scan, token);
    // 1.2b and 2.33 k are decimals with nothing that could be a unit; 802.11b is a standard.
    let decimal = token.shape.decimal && (original == "k" || original == "b" && token.value().places() == 1);
    // Ка-52М is a type, whatever its letters.
    let named = scan.folded.text[..token.core.start]
        .strip_suffix('-')
        .is_some_and(|before| before.ends_with(char::is_alphanumeric));
    // Ｂ４Ｔ is a name.
    let letters =
        scan.folded.text[..token.core.start].bytes().rev().take(3).take_while(u8::is_ascii_alphabetic).count();
    (gap == 0 || original == "k" && decimal)
        && !named
        && letters != 1
        && (money || original.chars().all(char::is_uppercase) || original == "k" || decimal)
}

/// Does the sign of a currency stand before the digits?
fn is_money(scan: &Scan<'_>, token: &NumberToken) -> bool {
    let before = scan.folded.text.get(..token.core.start).and_then(|text| text.trim_end().chars().next_back());
    before.is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽'))
}

/// A part after a scale word that is smaller than the scale: its end, its values, the power of its own scale.
fn part(scan: &Scan<'_>, from: usize, below: u8, signs: Signs) -> Option<(usize, Vec<Decimal>, u8)> {
    let text: &str = &scan.folded.text;
    let rest = text.get(from..)?;
    let (start, joined) = part_start(scan, from);
    let Some((core, readings, shape)) = digits::core(scan, start, signs) else {
        // 3 hundred and one
        let (end, rest) = words::behind_joiner(scan, start).filter(|_| joined)?;
        let fits = rest < Decimal::from(1).shifted(below.into())?;
        return fits.then_some((end, vec![rest], 0));
    };
    let adjacent =
        start == from && rest.chars().next().is_some() && text[..from].chars().next_back().is_some_and(is_unspaced);
    if readings.is_empty() || shape.leading_zero || shape.decimal && !adjacent {
        return None;
    }
    let limit = Decimal::from(1).shifted(below.into())?;
    let token = NumberToken {
        at: 0..0,
        folded: core.clone(),
        core: core.clone(),
        readings,
        form: super::Form::Digits,
        shape,
        comparator: None,
        used: false,
    };
    if let Some((end, powers)) = scales(scan, &token, core.end).filter(|_| !shape.decimal) {
        let power = *powers.iter().min()?;
        let values = shifted(&token.readings, &powers);
        return (power < below && values.first().is_some_and(|&value| value < limit)).then_some((end, values, power));
    }
    // 3万5000, 3 hundred and 21: a part without a scale joins only where no blank could part them, or a word joins them.
    let ends = is_boundary(text[..core.end].chars().next_back(), text[core.end..].chars().next());
    let small = joined && token.readings[0] < Decimal::from(1000);
    // 3 万 4,500: a text that puts blanks around the sign.
    let sign = text[..from].trim_end_matches(|c: char| is_unspaced(c));
    let spaced = start == from + 1 && sign.len() < from && sign.ends_with(' ');
    ((adjacent || small || spaced) && ends && token.readings[0] < limit).then_some((core.end, token.readings, 0))
}

/// Where a part may begin after a scale word, and whether a word joins it: `and 21`, 零1.
fn part_start(scan: &Scan<'_>, from: usize) -> (usize, bool) {
    let blank = |at: usize| at + usize::from(scan.folded.text[at..].starts_with(' '));
    let start = blank(from);
    let and = scan.hits_at(start).iter().find(|hit| {
        let is_and = |entry: &Entry| entry.section == Section::NumberJoiner && entry.key == "and";
        hit.tail == 0 && hit.entries.iter().any(is_and)
    });
    and.map_or((start, false), |hit| (blank(hit.at.end), true))
}

#[cfg(test)]
mod tests {
    use crate::{fact, fact::Passage, locale::Locale};

    fn facts(tag: &str, text: &str) -> Vec<String> {
        let facts = fact::extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().map(|fact| format!("{} {}", fact.kind.name(), fact.value)).collect()
    }

    #[test]
    fn thousands_and_hundreds_count_the_myriads_behind_them() {
        assert_eq!(facts("ja", "4千6百万人"), ["number 46000000"]);
        assert_eq!(facts("zh", "3千零20万"), ["number 30200000"]);
        assert_eq!(facts("zh", "2千30万"), ["number 20300000"]);
        assert_eq!(facts("ja", "5 万 4,200 人"), ["number 54200"]);
        assert_eq!(facts("ko", "4천 6백만"), ["number 4000", "number 6000000"]);
    }

    #[test]
    fn the_decimal_sign_groups_nothing_before_a_scale_word() {
        let facts = fact::extract(Passage::plain("5.176 thousand", Locale::get("en")));
        assert!(facts[0].others.is_empty(), "{facts:?}");
    }
}
