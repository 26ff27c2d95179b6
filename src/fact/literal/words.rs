//! Words with digits in them: CO2, COVID-19, v1.2, 10.0.0.1, report-2024.pdf, 3D.

use std::ops::Range;

use super::Scan;
use crate::{
    locale::Section,
    text::{
        bytes::{self, ByteSet},
        chars::{self, digit, is_mark, is_unspaced},
    },
};

/// The identifiers of a text.
pub(super) fn read(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.passage.text;
    let mut found = Vec::new();
    let mut at = 0;
    // Most texts hold few digits: look for those, and take the compound around each.
    let mut runs = scan.digits.iter().peekable();
    let mut next = |at: usize| {
        if scan.folded.has_foreign_digits {
            return next_digit(text, at);
        }
        if !scan.folded.is_in_place() {
            return bytes::next_digit(text, at);
        }
        while runs.next_if(|run| run.end <= at).is_some() {}
        runs.peek().map(|run| run.start.max(at))
    };
    while let Some(place) = next(at) {
        if let Some(end) = plain_number(text, place) {
            at = end;
            continue;
        }
        // பிப்ரவரி-5 is a date.
        let dated = |name: &Range<usize>| {
            text.get(name.start..place)
                .and_then(|head| head.strip_suffix(['-', '‑']))
                .is_some_and(|head| is_known(scan, name.start, head))
        };
        if let Some(name) = caseless_name(text, at, place).filter(|name| !dated(name)) {
            at = name.end;
            found.push(name);
            continue;
        }
        let start = text[at..place]
            .char_indices()
            .rev()
            .take_while(|&(_, c)| is_part(c) || is_joint(c))
            .last()
            .map_or(place, |(n, _)| at + n);
        // `\\n7. Next`: the letter is a part of the escape.
        let escaped = text[..start].ends_with('\\') && text[start..].starts_with(['n', 't', 'r']);
        let start = start + usize::from(escaped);
        let length = text[place..].find(|c: char| !(is_part(c) || is_joint(c))).unwrap_or(text.len() - place);
        let whole = start..place + length;
        let trimmed = text[whole.clone()].trim_matches(|c: char| is_joint(c) && c != '_');
        let from = whole.start
            + (text[whole.clone()].len()
                - text[whole.clone()].trim_start_matches(|c: char| is_joint(c) && c != '_').len());
        let whole_part = from..from + trimmed.len();
        // `the end.COVID-19 began`: a blank is missing after the full stop.
        let cut = sentence_end(trimmed).map_or(whole_part.start, |cut| whole_part.start + cut);
        identifiers(scan, cut..whole_part.end, &mut found);
        at = whole.end.max(place + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// The end of a short run of digits that stands alone, as most do: it is no identifier.
fn plain_number(text: &str, place: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let bytes = text.as_bytes();
    let is_around = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'.' | b'_');
    let length = bytes[place..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let before = place.checked_sub(1).and_then(|before| bytes.get(before));
    let after = bytes.get(place + length);
    let is_alone = before.is_none_or(|&byte| is_around(byte)) && after.is_none_or(|&byte| is_around(byte));
    (is_alone && (1..=LONGEST).contains(&length)).then_some(place + length)
}

/// The next digit of any script.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    const FIRST: ByteSet = ByteSet::new(b"0123456789", Some(0x80));
    let mut at = from;
    loop {
        at = FIRST.next(text, at)?;
        let c = text.get(at..)?.chars().next()?;
        if digit(c).is_some() {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// كوفيد-19: a word of a script without capitals, a hyphen and up to three digits. Short words are prefixes: ב-20.
fn caseless_name(text: &str, from: usize, place: usize) -> Option<Range<usize>> {
    let head = text.get(from..place)?.strip_suffix(['-', '‑'])?;
    let is_caseless =
        |c: char| is_mark(c) || chars::is_letter(c) && !chars::is_lower(c) && !chars::is_upper(c) && !is_unspaced(c);
    let start = head.char_indices().rev().take(24).take_while(|&(_, c)| is_caseless(c)).last()?.0;
    let letters = head[start..].chars().filter(|&c| !is_mark(c)).count();
    let digits: usize = text[place..].chars().take_while(|&c| digit(c).is_some()).map(char::len_utf8).sum();
    let count = text[place..place + digits].chars().count();
    (letters >= 4 && count <= 3).then_some(from + start..place + digits)
}

/// Behind a full stop between a lower-case and an upper-case letter.
fn sentence_end(text: &str) -> Option<usize> {
    let stop = text.rfind('.')?;
    let before = text[..stop].chars().next_back().is_some_and(chars::is_lower);
    let after = text[stop + 1..].chars().next().is_some_and(chars::is_upper);
    (before && after).then_some(stop + 1)
}

/// Letters of the scripts that write identifiers, and digits.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '_'
        || digit(c).is_some()
        || (chars::is_letter(c) && (c as u32) < 0x530)
        || is_mark(c) && (c as u32) < 0x370
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '.' | '‑' | '_')
}

fn is_letter(c: char) -> bool {
    is_part(c) && digit(c).is_none() && c != '_'
}

/// The identifiers of one compound: the whole of it, or the words of it that are.
fn identifiers(scan: &Scan<'_>, at: Range<usize>, found: &mut Vec<Range<usize>>) {
    let text = &scan.passage.text[at.clone()];
    if text.len() > 200 {
        return;
    }
    if !text.chars().any(is_letter) {
        // ١٩٢.١٦٨.١.٢
        let folded = scan.folded.text.get(scan.folded.place(at.start)..scan.folded.place(at.end)).unwrap_or_default();
        if is_dotted_number(folded) || text.chars().filter(|&c| digit(c).is_some()).count() > 18 || text.contains('_') {
            found.push(at);
        }
        return;
    }
    if is_version(text) || is_hash(text) || is_hex(text) {
        found.push(at);
        return;
    }
    let words: Vec<&str> = text.split(is_joint).collect();
    let first = words.first().copied().unwrap_or_default();
    let letters_first = first.chars().next().is_some_and(is_letter);
    if text.contains('_')
        || is_file(text, first)
        || letters_first && words.iter().any(|word| is_mixed_code(word)) && !is_price(scan, &at)
    {
        found.push(at);
        return;
    }
    if letters_first {
        let digits_last = words.iter().skip(1).any(|word| word.chars().next().is_some_and(|c| digit(c).is_some()));
        let name = first.chars().any(chars::is_upper);
        let own_digits = first.chars().any(|c| digit(c).is_some());
        if (own_digits || digits_last && name && text.contains(['-', '‑'])) && !is_amount(scan, &at) {
            found.push(at);
        }
        return;
    }
    // 3D, 5G, 1080p; 5M, 10kg, 5pm and 1st are numbers with something.
    let digits: usize = first.chars().take_while(|&c| digit(c).is_some()).map(char::len_utf8).sum();
    let suffix = &first[digits..];
    let single = suffix.chars().count() == 1 && suffix.chars().all(chars::is_upper);
    let again = suffix.chars().any(|c| digit(c).is_some()) && suffix.chars().filter(|&c| is_letter(c)).count() > 1;
    let place = at.start + digits;
    if (single && !is_known(scan, place, suffix)) || (again && first.len() > 6) || suffix == "p" && digits > 2 {
        found.push(at.start..at.start + first.len());
    }
}

/// 2.6.0-preview1, 1.0.0.rc2: a dotted number, and a word behind it that ends in digits.
fn is_version(text: &str) -> bool {
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (number, rest) = text.split_at(digits);
    let number = number.trim_end_matches('.');
    let word = rest.trim_start_matches(['-', '.', '_']);
    let named = word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.ends_with(|c: char| c.is_ascii_digit());
    number.split('.').count() >= 3 && is_dotted_number(number) && named && !word.contains(['-', '.', '_'])
}

/// `94c160214016863932cc1ac6ff90d9`: letters and digits in many turns, longer than any time or measure (`2h30min15s`).
fn is_hash(word: &str) -> bool {
    const SHORTEST: usize = 16;
    let turns = word.as_bytes().windows(2).filter(|two| two[0].is_ascii_digit() != two[1].is_ascii_digit()).count();
    word.len() >= SHORTEST && turns >= 4 && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `0xA8`
fn is_hex(word: &str) -> bool {
    let digits = word.strip_prefix("0x").or(word.strip_prefix("0X"));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Is it digits and dots that make neither a number nor a date: 1.2.3, 10.0.0.1?
fn is_dotted_number(text: &str) -> bool {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return false;
    }
    let parts: Vec<&str> = text.split('.').collect();
    let value = |n: usize| parts.get(n).and_then(|part| part.parse::<u32>().ok()).unwrap_or(u32::MAX);
    let groups = parts.len() > 1 && parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3);
    match parts.len() {
        0..=2 => false,
        3 => {
            let day_first = value(0) <= 31 && value(1) <= 12 || value(0) <= 12 && value(1) <= 31;
            let short = day_first && matches!(parts[2].len(), 2 | 4);
            let year_first = parts[0].len() == 4 && value(1) <= 12 && value(2) <= 31;
            !(short || year_first || groups)
        }
        _ => !groups,
    }
}

/// `report2024.pdf`: a name with an ending.
fn is_file(text: &str, first: &str) -> bool {
    let Some((_, ending)) = text.rsplit_once('.') else { return false };
    let ending_fits = (2..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && ending.bytes().any(|byte| byte.is_ascii_lowercase());
    ending_fits && first.bytes().any(|byte| byte.is_ascii_alphabetic()) && first.len() > 1 && !text.contains("..")
}

/// Letters and digits by turns: H1N1, 3f2a91c.
fn is_mixed_code(word: &str) -> bool {
    let mut turns = 0;
    let mut before = None;
    for c in word.chars().filter(|&c| is_part(c)) {
        let is_digit = digit(c).is_some();
        turns += usize::from(before.is_some_and(|before| before != is_digit));
        before = Some(is_digit);
    }
    turns >= 2
}

/// Do the letters before the digits say what is counted: US$500, Rs500, EUR50, Q3?
fn is_amount(scan: &Scan<'_>, at: &Range<usize>) -> bool {
    let text = &scan.passage.text[at.clone()];
    let letters: usize = text.chars().take_while(|&c| is_letter(c)).map(char::len_utf8).sum();
    is_known(scan, at.start, &text[..letters])
}

/// Do the letters before the digits name money: US$5M, Rs50k? A unit stands behind its number: W3C is no watts.
fn is_price(scan: &Scan<'_>, at: &Range<usize>) -> bool {
    let text = &scan.passage.text[at.clone()];
    let letters: usize = text.chars().take_while(|&c| is_letter(c)).map(char::len_utf8).sum();
    let measures =
        |section: Section| matches!(section, Section::Unit | Section::UnitSymbol | Section::TimeWord | Section::Scale);
    is_known_as(scan, at.start, &text[..letters], |section| !measures(section))
}

/// Is this very form, in this very case, a word that stands with numbers?
fn is_known(scan: &Scan<'_>, place: usize, form: &str) -> bool {
    is_known_as(scan, place, form, |_| true)
}

fn is_known_as(scan: &Scan<'_>, place: usize, form: &str, fits: impl Fn(Section) -> bool) -> bool {
    let folded = scan.folded.place(place);
    let end = scan.folded.place(place + form.len());
    scan.hits_at(folded).iter().any(|hit| {
        hit.at.end == end
            && hit.entries.iter().any(|entry| {
                let counted = matches!(
                    entry.section,
                    Section::Currency
                        | Section::CurrencySymbol
                        | Section::Scale
                        | Section::Unit
                        | Section::UnitSymbol
                        | Section::DayPeriod
                        | Section::TimeWord
                        | Section::DateWord
                        | Section::Quarter
                        | Section::UnitBefore
                        | Section::Month
                );
                counted && fits(entry.section) && (entry.form == form || form.chars().count() > 1)
            })
    })
}
