//! Looking for the next byte of a set: most of a text is skipped with one look at a table for each byte.

use std::ops::Range;

/// A set of bytes.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    /// The bytes of a list, and all from `high` on: those are what other characters than ASCII are made of.
    pub(crate) const fn new(list: &[u8], high: Option<u8>) -> ByteSet {
        let mut set = [false; 256];
        let mut at = 0;
        while at < list.len() {
            set[list[at] as usize] = true;
            at += 1;
        }
        if let Some(high) = high {
            let mut at = high as usize;
            while at < set.len() {
                set[at] = true;
                at += 1;
            }
        }
        ByteSet(set)
    }

    /// The place of the next byte of the set, at `from` or behind it.
    #[inline]
    pub(crate) fn next(&self, text: &str, from: usize) -> Option<usize> {
        let found = text.as_bytes().get(from..)?.iter().position(|&byte| self.0[usize::from(byte)])?;
        Some(from + found)
    }
}

/// The place of the next ASCII digit, at `from` or behind it.
pub(crate) fn next_digit(text: &str, from: usize) -> Option<usize> {
    /// So many bytes are looked at in one step.
    const STEP: usize = 16;
    let bytes = text.as_bytes().get(from..)?;
    let has_digit = |step: &[u8]| step.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let steps = bytes.chunks_exact(STEP).take_while(|step| !has_digit(step)).count();
    let found = bytes[steps * STEP..].iter().position(u8::is_ascii_digit)?;
    Some(from + steps * STEP + found)
}

/// The runs of ASCII digits in a text.
pub(crate) fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        at = start + text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        runs.push(start..at);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_of_digits_is_found() {
        let text = "12 and 3456, behind a long way of letters 7 and ８, at the end 90";
        let runs: Vec<&str> = digit_runs(text).into_iter().map(|run| &text[run]).collect();
        assert_eq!(runs, ["12", "3456", "7", "90"]);
        assert!(digit_runs("none at all, however far one reads on").is_empty());
    }

    #[test]
    fn the_next_byte_of_a_set_is_found() {
        const SET: ByteSet = ByteSet::new(b"+(", Some(0x80));
        assert_eq!([0, 2, 3, 6].map(|from| SET.next("a+b(cé", from)), [Some(1), Some(3), Some(3), Some(6)]);
        assert_eq!((SET.next("a+b(cé", 9), SET.next("abc", 0)), (None, None));
    }
}
