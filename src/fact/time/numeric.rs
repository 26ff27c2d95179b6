//! Times in digits: 15:30, 7:56:30, 15h30.

use std::ops::Range;

use super::clock::{Day, readings};
use crate::fact::{Fact, Kind, Scan, Time, Value, piece::Pieces};
use crate::locale::Section;

/// Reads the times in digits. Runs before numbers are read.
pub(in crate::fact) fn read(scan: &mut Scan<'_>) {
    if !scan.has_digits() {
        return;
    }
    let folded = scan.folded.clone();
    let text: &str = &folded.text;
    let signs = &scan.passage.locale.habits().numerals.clock_signs;
    // A sign with blanks around it.
    let farthest = 2 + signs.iter().map(String::len).max().unwrap_or(0).max(1);
    let runs = scan.digits.clone();
    let mut free = 0;
    for pair in runs.windows(2) {
        let start = pair[0].start;
        if start < free || pair[0].len() > 2 || pair[1].start - pair[0].end > farthest {
            continue;
        }
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | ',' | '/' | '+' | '$')) {
            continue;
        }
        let Some((time, end)) = clock(text, start, signs) else { continue };
        let place = scan.folded.range(start..end);
        if !scan.is_taken(&place) {
            free = end;
            let day = Day { habits: scan.passage.locale.habits() };
            scan.add(fact(time, &[], day, place));
        }
    }
}

/// An hour, a sign, two digits of minutes, perhaps seconds.
fn clock(text: &str, start: usize, signs: &[String]) -> Option<(Time, usize)> {
    let (hour, mut end) = digits(text, start, 1)?;
    let rest = text.get(end..)?;
    // Danish, Finnish and Indonesian write 16.05, and their decimals with a comma.
    let colon = rest.starts_with(':') || (signs.iter().any(|sign| sign == ".") && rest.starts_with('.'));
    if colon {
        end += 1;
    } else {
        let bare = rest.trim_start_matches(' ');
        let sign = signs.iter().find(|sign| bare.starts_with(sign.as_str()))?;
        let spaced = rest.len() - bare.len();
        let after = bare.get(sign.len()..)?;
        // `15 h 30` and `15h30`, not `15h 30 people`.
        let blank = after.len() - after.trim_start_matches(' ').len();
        if spaced > 1 || blank != spaced {
            return None;
        }
        end += spaced + sign.len() + blank;
    }
    let (minute, minute_end) = digits(text, end, 2)?;
    end = minute_end;
    let mut second = None;
    if let Some((value, second_end)) = text.get(end..)?.starts_with(':').then(|| digits(text, end + 1, 2)).flatten() {
        (second, end) = (Some(value), second_end);
    }
    if second.is_none()
        && rest.starts_with('.')
        && let Some((value, second_end)) = text.get(end..)?.starts_with('.').then(|| digits(text, end + 1, 2)).flatten()
    {
        (second, end) = (Some(value), second_end);
    }
    let mut after = text.get(end..)?.chars();
    let (next, then) = (after.next(), after.next());
    // 1:30.5 is a result, 1:30:2024 and 10:20:30:40 are codes.
    let goes_on = match next {
        Some('.' | ',' | ':' | '/') => then.is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_digit() || c == '%',
        None => false,
    };
    let valid = hour <= 24 && minute < 60 && second.unwrap_or(0) <= 60 && !goes_on;
    valid.then_some((Time { hour, minute, second }, end))
}

/// A run of one or two digits, at least `least` of them.
fn digits(text: &str, at: usize, least: usize) -> Option<(u8, usize)> {
    let length = text.as_bytes().get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(least..=2).contains(&length) {
        return None;
    }
    Some((text.get(at..at + length)?.parse().ok()?, at + length))
}

fn fact(time: Time, periods: &[&str], day: Day<'_>, place: Range<usize>) -> Fact {
    let times = readings(time, periods, false, day);
    let mut fact = Fact::new(Kind::Time, Value::Time(times[0]), place);
    fact.others = times[1..].iter().map(|time| Value::Time(*time)).collect();
    fact
}

/// Gives the times in digits the part of the day that stands beside them: `3:30 pm`, `下午3:30`.
pub(super) fn complete(scan: &mut Scan<'_>, pieces: &Pieces<'_>, text: &str) {
    let habits = scan.passage.locale.habits();
    for n in 0..scan.facts.len() {
        let Some(Fact { kind: Kind::Time, value: Value::Time(time), at, .. }) = scan.facts.get(n) else { continue };
        let (time, span) = (*time, scan.folded.place(at.start)..scan.folded.place(at.end));
        let after = pieces.list.partition_point(|piece| piece.at.start < span.end);
        let mut covered = span.clone();
        let mut periods = periods_at(pieces, after);
        let gap = |range: Range<usize>| text.get(range).unwrap_or("|").trim().to_owned();
        let mut next = after;
        // `15:30 Uhr`, `15:30 h`
        let is_clock = |at: usize| ["oclock", "hour", "sign"].iter().any(|key| pieces.is(at, Section::TimeWord, key));
        if let Some(piece) = pieces.list.get(next).filter(|_| is_clock(next))
            && gap(span.end..piece.at.start).is_empty()
        {
            covered.end = piece.at.end;
            next += 1;
            periods = periods_at(pieces, next);
        }
        let follows = pieces.list.get(next).filter(|_| !periods.is_empty()).is_some_and(|piece| {
            let word = gap(covered.end..piece.at.start);
            word.is_empty() || habits.period_links.contains(&word)
        });
        if follows {
            covered.end = pieces.list[next].at.end;
        } else {
            periods.clear();
            if let Some(before) = after.checked_sub(1).filter(|&before| !periods_at(pieces, before).is_empty())
                && gap(pieces.list[before].at.end..span.start).is_empty()
            {
                periods = periods_at(pieces, before);
                covered.start = pieces.list[before].at.start;
            }
        }
        if covered != span {
            let place = scan.folded.range(covered);
            scan.take(place.clone());
            scan.facts[n] = fact(time, &periods, Day { habits }, place);
        }
    }
}

fn periods_at(pieces: &Pieces<'_>, at: usize) -> Vec<&'static str> {
    pieces.keys(at, Section::DayPeriod).collect()
}
