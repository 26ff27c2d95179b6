//! Placeholders that open with a percent sign: C, Python, Qt, Ruby, Objective-C, Symfony.

use super::{Counts, Step, Syntax};

/// Reads what stands at a `%`. `before` is the byte before it.
pub(super) fn read(rest: &str, before: Option<u8>, syntax: Syntax, counts: &mut Counts) -> Step {
    let bytes = rest.as_bytes();
    match bytes.get(1) {
        Some(b'%') if syntax.has(Syntax::PRINTF) || syntax.has(Syntax::LIKELY_PRINTF) => return Step::Skip(2),
        Some(b'(') if syntax.has(Syntax::PYTHON) => {
            if let Some(step) = named(rest, ')', true) {
                return step;
            }
        }
        Some(b'{') if syntax.has(Syntax::RUBY) => {
            if let Some(step) = named(rest, '}', false) {
                return step;
            }
        }
        Some(b'<') if syntax.has(Syntax::RUBY) => {
            if let Some(step) = named(rest, '>', true) {
                return step;
            }
        }
        _ => {}
    }
    if syntax.has(Syntax::QT)
        && let Some(step) = qt(bytes)
    {
        return step;
    }
    if syntax.has(Syntax::PERCENT_NAME)
        && let Some(step) = between_signs(bytes, rest)
    {
        return step;
    }
    let is_promised = syntax.has(Syntax::PRINTF);
    if is_promised || syntax.has(Syntax::LIKELY_PRINTF) {
        return printf(bytes, before, is_promised, counts).unwrap_or(Step::Skip(1));
    }
    Step::Skip(1)
}

/// `%(name)s`, `%{name}`, `%<name>s`.
fn named(rest: &str, close: char, has_conversion: bool) -> Option<Step> {
    let inner = rest.get(2..)?;
    let end = inner.find(close)?;
    let name = inner.get(..end)?;
    if name.is_empty() || name.len() > 80 || name.starts_with('/') || name.contains(['\n', '%', '<', '{', '(']) {
        return None;
    }
    let mut length = 2 + end + close.len_utf8();
    if has_conversion {
        let tail = rest.as_bytes().get(length..).unwrap_or_default();
        let flags = tail.iter().take_while(|&&b| matches!(b, b'-' | b'+' | b'#' | b'0'..=b'9' | b'.')).count();
        length += flags + usize::from(tail.get(flags).is_some_and(u8::is_ascii_alphabetic));
    }
    let value = if close == ')' { format!("%({name})") } else { format!("%{{{name}}}") };
    Some(Step::Placeholder(length, value))
}

/// `%1`–`%99`, `%L1`, `%n`.
fn qt(bytes: &[u8]) -> Option<Step> {
    let local = usize::from(bytes.get(1) == Some(&b'L'));
    let digits = bytes.get(1 + local..)?.iter().take(2).take_while(|b| b.is_ascii_digit()).count();
    if digits > 0 {
        let number = std::str::from_utf8(bytes.get(1 + local..1 + local + digits)?).ok()?;
        // `%1$s` is of another family.
        if bytes.get(1 + digits) == Some(&b'$') {
            return None;
        }
        return Some(Step::Placeholder(1 + local + digits, format!("%{number}")));
    }
    let is_count = bytes.get(1 + local) == Some(&b'n');
    is_count.then(|| Step::Placeholder(2 + local, "%n".to_owned()))
}

/// `%name%`.
fn between_signs(bytes: &[u8], rest: &str) -> Option<Step> {
    let name = bytes.get(1..)?;
    let length = name.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-')).count();
    let is_name = length > 1 && name.first()?.is_ascii_alphabetic() && name.get(length) == Some(&b'%');
    let value = rest.get(..length + 2)?;
    is_name.then(|| Step::Placeholder(length + 2, value.to_owned()))
}

/// `%[position$][flags][width][.precision][length]conversion`.
fn printf(bytes: &[u8], before: Option<u8>, is_promised: bool, counts: &mut Counts) -> Option<Step> {
    let mut at = 1;
    let digits = run(bytes, at, |b| b.is_ascii_digit());
    let mut position = None;
    if digits > 0 && bytes.get(at + digits) == Some(&b'$') {
        position = std::str::from_utf8(bytes.get(at..at + digits)?).ok()?.parse::<usize>().ok();
        at += digits + 1;
    }
    // A space is a flag too, but `100 % de` is prose.
    at += run(bytes, at, |b| matches!(b, b'-' | b'+' | b'#' | b'0' | b'\'' | b'I'));
    let width = run(bytes, at, |b| b.is_ascii_digit() || b == b'*');
    at += width;
    if bytes.get(at) == Some(&b'.') {
        at += 1 + run(bytes, at + 1, |b| b.is_ascii_digit() || b == b'*');
    }
    // `%<PRIu64>` of gettext.
    if bytes.get(at) == Some(&b'<') {
        let close = run(bytes, at + 1, |b| b.is_ascii_alphanumeric());
        (close > 0 && bytes.get(at + 1 + close) == Some(&b'>')).then_some(())?;
        let position = position.unwrap_or_else(|| next(&mut counts.percent));
        return Some(Step::Placeholder(at + close + 2, format!("%{position}$d")));
    }
    let size = run(bytes, at, |b| matches!(b, b'h' | b'l' | b'q' | b'L' | b'j' | b'z' | b't'));
    at += size;
    let conversion = *bytes.get(at)?;
    let after = bytes.get(at + 1);
    if !is_promised {
        // `50%spam` and `%50 off` are slips or percentages.
        let is_glued = after.is_some_and(u8::is_ascii_alphanumeric);
        let is_percentage = before.is_some_and(|b| b.is_ascii_digit()) && position.is_none();
        let is_usual = matches!(conversion, b's' | b'd' | b'i' | b'f' | b'g' | b'u' | b'x' | b'X' | b'c' | b'@');
        if !is_usual || is_percentage || (is_glued && position.is_none()) {
            return None;
        }
    }
    let family = match conversion {
        b'd' | b'i' | b'u' => 'd',
        b'f' | b'F' | b'e' | b'E' | b'g' | b'G' | b'a' | b'A' => 'f',
        b'x' | b'X' => 'x',
        b's' | b'c' | b'o' | b'p' | b'@' | b'r' | b'S' | b'C' | b'b' | b'n' | b'm' => conversion as char,
        _ => return None,
    };
    // `%m` takes no argument.
    if family == 'm' {
        return Some(Step::Placeholder(at + 1, "%m".to_owned()));
    }
    let position = position.unwrap_or_else(|| next(&mut counts.percent));
    Some(Step::Placeholder(at + 1, format!("%{position}${family}")))
}

fn next(count: &mut usize) -> usize {
    *count += 1;
    *count
}

fn run(bytes: &[u8], from: usize, holds: impl Fn(u8) -> bool) -> usize {
    bytes.get(from..).unwrap_or_default().iter().take_while(|&&b| holds(b)).count()
}
