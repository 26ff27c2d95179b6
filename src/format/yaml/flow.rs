//! Flow style in YAML: `{a: b, c: [d, e]}`, which may go on over lines.

use super::{At, DEEPEST, Level, Walk, scalar};
use crate::format::{lines::trim, pieces::Pieces};

/// Reads the flow collection that begins at a byte; returns the byte after it.
pub(super) fn read(walk: &mut Walk<'_>, start: usize) -> usize {
    let file = walk.file;
    let bytes = file.as_bytes();
    let depth = walk.levels.len();
    let mut at = start;
    while let Some(&b) = bytes.get(at) {
        match b {
            b'{' | b'[' => {
                if walk.levels.len() >= DEEPEST {
                    break;
                }
                let first = if b == b'[' { At::Item(0) } else { At::Key("".into()) };
                walk.levels.push(Level { indent: usize::MAX, at: first });
                at += 1;
            }
            b'}' | b']' => {
                walk.levels.pop();
                at += 1;
                if walk.levels.len() <= depth {
                    return at;
                }
            }
            b',' => {
                if let Some(Level { at: At::Item(number), .. }) = walk.levels.last_mut() {
                    *number += 1;
                }
                at += 1;
            }
            b'"' | b'\'' => {
                let rest = file.get(at..).unwrap_or_default();
                let Some(length) = scalar::quoted_end(rest, char::from(b)) else { break };
                let pieces = scalar::quoted(file, at + 1..at + length - 1, char::from(b));
                at += length;
                at = take(walk, pieces, at, true);
            }
            b'#' if at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) => {
                let rest = bytes.get(at..).unwrap_or_default();
                at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            }
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            _ => {
                let rest = file.get(at..).unwrap_or_default();
                let length = plain_end(rest);
                let range = trim(rest.get(..length).unwrap_or_default(), at);
                let mut pieces = Pieces::new(file);
                pieces.verbatim(range);
                at = take(walk, pieces, at + length.max(1), false);
            }
        }
    }
    walk.junk(start..start + 1, "a closing bracket");
    at.min(file.len()).max(start + 1)
}

/// Takes a scalar: a key if a colon follows, else a value. Returns where reading goes on.
fn take<'src>(walk: &mut Walk<'src>, pieces: Pieces<'src>, at: usize, is_quoted: bool) -> usize {
    let rest = walk.file.get(at..).unwrap_or_default();
    let after = rest.trim_start();
    if let Some(Level { at: At::Key(key), .. }) = walk.levels.last_mut()
        && after.starts_with(':')
    {
        *key = pieces.text().to_owned().into();
        return at + rest.len() - after.len() + 1;
    }
    if is_quoted || !scalar::is_no_string(pieces.text()) {
        walk.push(pieces);
    }
    at
}

/// The length of a plain scalar in a flow collection.
fn plain_end(rest: &str) -> usize {
    for (at, c) in rest.char_indices() {
        match c {
            ',' | ']' | '}' | '[' | '{' | '\n' => return at,
            ':' if rest
                .as_bytes()
                .get(at + 1)
                .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b',' | b']' | b'}')) =>
            {
                return at;
            }
            _ => {}
        }
    }
    rest.len()
}
