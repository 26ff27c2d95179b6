//! Looking for the next byte of a set: most of a text is skipped with one look at a table for each byte.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_byte_of_a_set_is_found() {
        const SET: ByteSet = ByteSet::new(b"+(", Some(0x80));
        assert_eq!([0, 2, 3, 6].map(|from| SET.next("a+b(cé", from)), [Some(1), Some(3), Some(3), Some(6)]);
        assert_eq!((SET.next("a+b(cé", 9), SET.next("abc", 0)), (None, None));
    }
}
