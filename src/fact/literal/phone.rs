//! Telephone numbers and ISBNs: digits in groups that no number has.

use std::ops::Range;

use super::{Fact, Kind, Scan, Value};
use crate::text::{bytes::ByteSet, chars::digit};

/// What a number may begin with: a digit of any script, a plus, a bracket.
const FIRST: ByteSet = ByteSet::new(b"0123456789+(", Some(0x80));

/// A telephone number has at least so many digits.
const FEWEST: usize = 7;

/// The telephone numbers and ISBNs of a text.
pub(super) fn read(scan: &Scan<'_>) -> Vec<Fact> {
    let text = scan.passage.text;
    let mut facts = Vec::new();
    if !may_hold(&scan.folded.text, &scan.digits) {
        return facts;
    }
    let (mut end, mut from) = (0, 0);
    while let Some(at) = FIRST.next(text, from) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        from = at + c.len_utf8();
        if at < end || !(digit(c).is_some() || matches!(c, '+' | '(')) {
            continue;
        }
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '/' | '+' | '(')) {
            // Go on behind this run of digits.
            continue;
        }
        let groups = groups(text, at);
        end = groups.last().map_or(at, |group| group.end).max(at);
        if groups.iter().map(|group| group.len()).sum::<usize>() < FEWEST {
            continue;
        }
        // The zero of `+49 (0)30` is dialled only without the country's code.
        let is_trunk = |group: &&Range<usize>| {
            c == '+' && text[..group.start].ends_with('(') && &text[group.start..group.end] == "0"
        };
        let digits: String = groups
            .iter()
            .filter(|group| !is_trunk(group))
            .flat_map(|group| text[group.clone()].chars())
            .filter_map(digit)
            .map(|value| (b'0' + value) as char)
            .collect();
        let isbn = ends_with_word(text[..at].trim_end_matches([' ', ':', '\u{a0}']), "ISBN");
        if isbn && matches!(digits.len(), 9 | 10 | 13) {
            facts.push(Fact::new(Kind::Identifier, Value::Text(digits), at..end));
        } else if is_phone(text, at, &groups, digits.len()) {
            let plus = if c == '+' { "+" } else { "" };
            let (further, last) = further(text, end);
            end = last;
            facts.push(Fact::new(Kind::Phone, Value::Text(format!("{plus}{digits}{further}")), at..end));
        }
    }
    facts
}

/// Stand enough digits in groups close together?
fn may_hold(text: &str, runs: &[Range<usize>]) -> bool {
    let (mut digits, mut end) = (0, 0);
    runs.iter().any(|run| {
        let gap = text.get(end..run.start).unwrap_or_default();
        // A dash has three bytes.
        let joins = gap.len() <= 12 && gap.chars().all(|c| matches!(c, ' ' | '(' | ')' | '-' | '+' | '–' | '.'));
        digits = if joins { digits + run.len() } else { run.len() };
        end = run.end;
        digits >= FEWEST
    })
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.len().checked_sub(word.len()).and_then(|at| text.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(word))
}

/// Runs of digits with a single separator between: `+1 (555) 123-4567`.
fn groups(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut at = start;
    while groups.len() < 8 {
        let gap: usize = text[at..]
            .chars()
            .take_while(|c| matches!(c, ' ' | '\u{a0}' | '(' | ')' | '-' | '+' | '‑' | '–' | '.'))
            .map(char::len_utf8)
            .sum();
        let limit = if groups.is_empty() { 2 } else { 3 };
        if gap > limit + 1 || (!groups.is_empty() && gap == 0) {
            break;
        }
        let length: usize = text[at + gap..].chars().take_while(|&c| digit(c).is_some()).map(char::len_utf8).sum();
        if length == 0 {
            break;
        }
        groups.push(at + gap..at + gap + length);
        at += gap + length;
    }
    groups
}

/// `+1 555 0123/0124`: the last digits of a second line, with the slash, and where they end.
fn further(text: &str, end: usize) -> (String, usize) {
    let rest = text[end..].strip_prefix('/').unwrap_or_default();
    let digits: String = rest.chars().map_while(digit).map(|value| (b'0' + value) as char).collect();
    let length: usize = rest.chars().take_while(|&c| digit(c).is_some()).map(char::len_utf8).sum();
    if (1..=4).contains(&digits.len()) { (format!("/{digits}"), end + 1 + length) } else { (String::new(), end) }
}

/// A plus and at least eight digits; `(555) 123-4567`, `555-123-4567`; a zero before groups: `0800 555 111`.
fn is_phone(text: &str, start: usize, groups: &[Range<usize>], digits: usize) -> bool {
    let Some(end) = groups.last().map(|group| group.end) else { return false };
    if !(FEWEST..=16).contains(&digits) || text[end..].chars().next().is_some_and(char::is_alphabetic) {
        return false;
    }
    let lengths: Vec<usize> = groups.iter().map(|group| text[group.clone()].chars().count()).collect();
    let first = &text[start..];
    let zero = groups.first().and_then(|group| text[group.clone()].chars().next()).and_then(digit) == Some(0);
    let dotted = text[start..end].contains('.');
    match first.chars().next() {
        Some('+') => digits >= 8 && lengths.len() <= 7,
        Some('(') => lengths.len() >= 3 && (2..=5).contains(&lengths[0]) && text[start..end].contains(')'),
        _ => {
            !dotted && lengths == [3, 3, 4] && text[start..end].contains(['-', '‑'])
                || !dotted && zero && lengths.len() >= 3 && lengths[0] >= 3 && digits >= 9
        }
    }
}
