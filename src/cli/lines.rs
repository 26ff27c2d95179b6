//! Lines in, lines out: parallel over chunks, in the order of the input, in constant memory.

use std::io::{self, BufRead, Write};

use rayon::prelude::*;

/// Enough work for all cores at once, and little enough to keep.
const CHUNK_LINES: usize = 16384;
const CHUNK_BYTES: usize = 16 << 20;
/// No honest line is longer. The rest of a longer one is skipped, not kept.
const MAX_LINE: usize = 64 << 20;

/// A line of the input: its number from 1, and its bytes, or nothing where it was too long to keep.
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) bytes: Option<Vec<u8>>,
}

/// Gives every line of the input to `work` and writes what it returns, in the order of the input.
///
/// Returns all the second parts of what `work` returned, folded by `or`.
pub(super) fn map(
    input: impl BufRead,
    output: impl Write,
    work: impl Fn(&Line) -> (String, bool, bool) + Sync,
) -> io::Result<(bool, bool)> {
    map_chunks(input, output, |chunk| chunk.par_iter().map(&work).collect())
}

/// As [`map`], for work that looks at many lines at once.
pub(super) fn map_chunks(
    mut input: impl BufRead,
    mut output: impl Write,
    work: impl Fn(&[Line]) -> Vec<(String, bool, bool)>,
) -> io::Result<(bool, bool)> {
    let (mut any, mut failed) = (false, false);
    let mut number = 0;
    loop {
        let mut chunk = Vec::new();
        let mut size = 0;
        while chunk.len() < CHUNK_LINES && size < CHUNK_BYTES {
            let Some(bytes) = read_line(&mut input)? else { break };
            number += 1;
            size += bytes.as_ref().map_or(0, Vec::len);
            chunk.push(Line { number, bytes });
        }
        if chunk.is_empty() {
            output.flush()?;
            return Ok((any, failed));
        }
        for (text, found, wrong) in work(&chunk) {
            output.write_all(text.as_bytes())?;
            any |= found;
            failed |= wrong;
        }
    }
}

/// Reads one line without its end; `Some(None)` for a line beyond the limit, `None` at the end of the input.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    let mut too_long = false;
    let mut seen = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(seen.then_some((!too_long).then_some(line)));
        }
        seen = true;
        let end = memchr::memchr(b'\n', buffer);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        if line.len() + part.len() > MAX_LINE {
            too_long = true;
            line = Vec::new();
        } else if !too_long {
            line.extend_from_slice(part);
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(Some((!too_long).then_some(line)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_out_in_the_order_they_went_in() {
        let input: String = (0..10_000).map(|n| format!("{n}\n")).collect();
        let mut output = Vec::new();
        let work = |line: &Line| {
            (
                String::from_utf8_lossy(line.bytes.as_deref().unwrap_or_default()).into_owned() + "\n",
                false,
                line.number == 7,
            )
        };
        let result = map(input.as_bytes(), &mut output, work).expect("a vector takes everything");
        assert_eq!(String::from_utf8_lossy(&output), input);
        assert_eq!(result, (false, true));
    }
}
