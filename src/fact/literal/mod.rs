//! What only looks like numbers and is kept as it is: addresses, telephone numbers, versions, standards, file names, CO2.
//!
//! Read before all numbers, so that no number is read inside them.

mod phone;
mod words;

use std::ops::Range;

use super::{Confidence, Fact, Kind, Scan, Value};

/// Reads the literals of a text.
pub(super) fn read(scan: &mut Scan<'_>) {
    let text = scan.passage.text;
    for at in addresses(text) {
        add(scan, at);
    }
    // All the rest has digits in it.
    if !scan.has_digits() {
        return;
    }
    for at in references(text) {
        scan.take(at);
    }
    for fact in phone::read(scan) {
        if !scan.is_taken(&fact.at) {
            scan.add(fact);
        }
    }
    for at in words::read(scan) {
        if !scan.is_taken(&at) {
            let folded = scan.folded.place(at.start)..scan.folded.place(at.end);
            let value = scan.folded.text.get(folded).unwrap_or_default().to_uppercase();
            scan.add(Fact::new(Kind::Identifier, Value::Text(value), at));
        }
    }
}

fn add(scan: &mut Scan<'_>, (kind, at, confidence): (Kind, Range<usize>, Confidence)) {
    if scan.is_taken(&at) {
        return;
    }
    let text = scan.passage.text.get(at.clone()).unwrap_or_default().to_owned();
    scan.add(Fact { confidence, ..Fact::new(kind, Value::Text(text), at) });
}

/// Addresses of pages and of people.
fn addresses(text: &str) -> Vec<(Kind, Range<usize>, Confidence)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(Kind, Range<usize>, Confidence)> = Vec::new();
    let mut end = 0;
    // The end of the run of letters, points and hyphens that was looked at last: it holds many points.
    let (mut run_end, mut name_end) = (0, 0);
    for at in memchr::memchr3_iter(b':', b'@', b'.', bytes) {
        if at < end {
            continue;
        }
        let address = match bytes[at] {
            b':' if bytes[at..].starts_with(b"://") => url(text, at, end),
            b'@' => email(text, at, end),
            b'.' => {
                if at >= run_end {
                    run_end = at + host(&bytes[at..]);
                    name_end = at + text[at..run_end].trim_end_matches(['.', '-']).len();
                }
                domain(text, at, end, name_end)
            }
            _ => None,
        };
        if let Some(address) = address {
            end = address.1.end;
            found.push(address);
        }
    }
    found
}

/// Character references that a format left as they were: `&#39;` is an apostrophe, no 39.
fn references(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    memchr::memmem::find_iter(text.as_bytes(), "&#").filter_map(|start| {
        let rest = text.get(start + 2..)?;
        let length = rest.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
        (length > 0 && rest.as_bytes().get(length) == Some(&b';')).then(|| start..start + 2 + length + 1)
    })
}

/// How long the name of a host may be that begins here.
fn host(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count()
}

/// How far a name of letters and digits reaches back from a place, but not before `from`.
fn back(text: &str, at: usize, from: usize, also: &[u8]) -> usize {
    let bytes = &text.as_bytes()[from..at];
    at - bytes.iter().rev().take(255).take_while(|byte| byte.is_ascii_alphanumeric() || also.contains(byte)).count()
}

fn url(text: &str, at: usize, from: usize) -> Option<(Kind, Range<usize>, Confidence)> {
    let start = back(text, at, from, b"+-");
    if start == at {
        return None;
    }
    let end = path_end(text, at + 3);
    (end > at + 3).then_some((Kind::Url, start..end, Confidence::High))
}

/// Where an address ends: at a blank, a quote, a letter that is no part of addresses, and before closing punctuation.
fn path_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let length = rest
        .find(|c: char| {
            c.is_whitespace()
                || matches!(c, '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '»' | '”' | '“')
                || c as u32 >= 0x2E80
        })
        .unwrap_or(rest.len());
    let mut path = &rest[..length];
    let bracket = path.find(['(', '[']).unwrap_or(length);
    loop {
        let trimmed = path.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…', '’', '*', '_']);
        let trimmed = match trimmed.strip_suffix([')', ']']) {
            Some(inner) if bracket >= inner.len() => inner,
            _ => trimmed,
        };
        if trimmed.len() == path.len() {
            return from + path.len();
        }
        path = trimmed;
    }
}

fn email(text: &str, at: usize, from: usize) -> Option<(Kind, Range<usize>, Confidence)> {
    let start = back(text, at, from, b".+-_%");
    let host = host(&text.as_bytes()[at + 1..]);
    let end = at + 1 + text[at + 1..at + 1 + host].trim_end_matches(['.', '-']).len();
    let dotted = text[at + 1..end].contains('.');
    (start < at && dotted).then_some((Kind::Email, start..end, Confidence::High))
}

/// `www.example.org/page`, `example.org/page`, and, less surely, `example.org`.
fn domain(text: &str, at: usize, from: usize, name_end: usize) -> Option<(Kind, Range<usize>, Confidence)> {
    /// The longest ending.
    const LONGEST: usize = 12;
    const ENDINGS: &[&str] = &["com", "org", "net", "io", "gov", "edu", "info", "dev", "int", "eu", "app"];
    // Most points end a sentence.
    if at >= name_end {
        return None;
    }
    let start = back(text, at, from, b"-");
    let name = &text[start..name_end];
    let length = name.bytes().rev().take(LONGEST + 1).position(|byte| byte == b'.')?;
    let ending = &name[name.len() - length..];
    let has_path = text[start + name.len()..].starts_with('/');
    let letters = (2..=LONGEST).contains(&length) && ending.bytes().all(|byte| byte.is_ascii_lowercase());
    let named = name.starts_with("www.") || ENDINGS.contains(&ending);
    let sure = letters && (named || has_path && name.contains('.') && name.len() > 5);
    if start >= at || !sure || text[..start].ends_with(['@', '/', '.', '_']) {
        return None;
    }
    let end = if has_path { path_end(text, start + name.len()) } else { start + name.len() };
    let confidence = if has_path || name.starts_with("www.") { Confidence::High } else { Confidence::Low };
    Some((Kind::Url, start..end, confidence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fact::Passage, locale::Locale};

    fn literals(text: &str) -> Vec<String> {
        let mut scan = Scan::new(Passage::plain(text, Locale::get("en")));
        read(&mut scan);
        scan.facts.sort_by_key(|fact| fact.at.start);
        scan.facts.iter().map(|fact| format!("{} {}", fact.kind.name(), fact.value)).collect()
    }

    #[test]
    fn addresses_are_kept_whole_and_leave_the_punctuation() {
        assert_eq!(
            literals("See https://example.org/a_(b)/2024?x=1, (www.example.com/5) or mail a.b@example.org."),
            ["url https://example.org/a_(b)/2024?x=1", "url www.example.com/5", "email a.b@example.org"]
        );
    }

    #[test]
    fn a_character_reference_tells_no_number() {
        let references: Vec<_> = references("d&#39;or &#x27; &#; &# 5; &#1").collect();
        assert_eq!(references, [1..6, 9..15]);
    }

    #[test]
    fn a_hash_is_one_identifier_whatever_it_begins_with() {
        let hash = "c654d4c047f9463a5fb81eaea0fa5ab7bf316962bc7fb0fb";
        assert_eq!(literals(&format!("SHA {hash}.")), [format!("identifier {}", hash.to_uppercase())]);
    }

    #[test]
    fn names_with_digits_are_no_numbers() {
        assert_eq!(
            literals("CO2, COVID-19, ISO-8859-1, v1.2.3, 10.0.0.255, 1.2.3, H1N1, 3D"),
            [
                "identifier CO2",
                "identifier COVID-19",
                "identifier ISO-8859-1",
                "identifier V1.2.3",
                "identifier 10.0.0.255",
                "identifier 1.2.3",
                "identifier H1N1",
                "identifier 3D"
            ]
        );
    }

    #[test]
    fn numbers_with_letters_stay_numbers() {
        let none: [String; 0] = [];
        assert_eq!(
            literals("mid-1990s, 10-year, 5pm, 21st, 10kg, US$500, 5.3.2024, 1.234.567, 2019-20, 5M, 80s, Q3"),
            none
        );
    }

    #[test]
    fn telephone_numbers_are_told_by_their_digits() {
        assert_eq!(literals("Call +1 (555) 123-4567 or 0800 555 111."), ["phone +15551234567", "phone 0800555111"]);
        let none: [String; 0] = [];
        assert_eq!(literals("from 10 000 to 250 000 in 2020-2021"), none);
    }
}
