//! Placeholders in braces, and those that open with a dollar sign.

use super::{Counts, Step, Syntax};

/// Reads what stands at a `{`.
pub(super) fn read(rest: &str, syntax: Syntax, counts: &mut Counts) -> Step {
    if rest.starts_with("{{") {
        if syntax.has(Syntax::DOUBLE_BRACE)
            && let Some((length, name)) = between(rest, "{{", "}}")
        {
            return Step::Placeholder(length, format!("{{{{{name}}}}}"));
        }
        // Doubled braces stand for one.
        return Step::Skip(2);
    }
    if !syntax.has(Syntax::BRACE) {
        return Step::Skip(1);
    }
    if rest.starts_with("{}") {
        counts.brace += 1;
        return Step::Placeholder(2, format!("{{{}}}", counts.brace - 1));
    }
    match between(rest, "{", "}") {
        Some((length, name)) => Step::Placeholder(length, format!("{{{name}}}")),
        None => Step::Skip(1),
    }
}

/// Reads what stands at a `$`.
pub(super) fn read_dollar(rest: &str, syntax: Syntax) -> Step {
    if syntax.has(Syntax::DOLLAR) {
        for (open, close) in [("${", "}"), ("$t(", ")"), ("$(", ")")] {
            if let Some((length, _)) = between(rest, open, close) {
                return Step::Placeholder(length, rest.get(..length).unwrap_or_default().replace(' ', ""));
            }
        }
    }
    let name = rest.bytes().skip(1).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'@')).count();
    let is_name = rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
    if syntax.has(Syntax::DOLLAR_NAME) {
        if is_name && rest.as_bytes().get(1 + name) == Some(&b'$') {
            return Step::Placeholder(name + 2, rest.get(..name + 2).unwrap_or_default().to_ascii_lowercase());
        }
        if rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) && name == 1 {
            return Step::Placeholder(2, rest.get(..2).unwrap_or_default().to_owned());
        }
    }
    if syntax.has(Syntax::SHELL) && is_name {
        return Step::Placeholder(name + 1, rest.get(..name + 1).unwrap_or_default().to_owned());
    }
    Step::Skip(1)
}

/// The length of `open name[, format] close`, and the name. Prose in braces is no name.
fn between<'a>(rest: &'a str, open: &str, close: &str) -> Option<(usize, &'a str)> {
    let inner = rest.strip_prefix(open)?;
    // A placeholder is short: a brace that never closes must not be searched for over and over.
    let end = memchr::memmem::find(inner.as_bytes().get(..inner.len().min(200))?, close.as_bytes())?;
    let inner = inner.get(..end)?;
    let name = inner.split([',', ':', '!', '|']).next().unwrap_or_default().trim();
    let is_name = !name.is_empty()
        && name.len() <= 80
        && name.bytes().all(|b| {
            b.is_ascii_alphanumeric()
                || b >= 0x80
                || matches!(b, b'_' | b'.' | b'-' | b'$' | b'@' | b'#' | b'[' | b']' | b'(' | b')' | b'?')
        });
    is_name.then_some((open.len() + end + close.len(), name))
}
