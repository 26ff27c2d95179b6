//! Sets of hashes, a bit for each: what is not in one is known at a look, what is in it must be asked about.

/// A set of numbers, told apart by their hashes. `WORDS`, a power of two from 2 on, times 64 hashes are told apart.
#[derive(Debug)]
pub(crate) struct Bits<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Bits<WORDS> {
        const { assert!(WORDS > 1 && WORDS.is_power_of_two()) };
        Bits([0; WORDS])
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    pub(crate) fn add(&mut self, number: u32) {
        let (word, bit) = Self::place(number);
        self.0[word] |= bit;
    }

    /// May it have been added? A yes may be wrong, a no is not.
    #[inline]
    pub(crate) fn has(&self, number: u32) -> bool {
        let (word, bit) = Self::place(number);
        self.0[word] & bit != 0
    }

    /// The upper bits of a product tell numbers apart best: those of the word, then those of the bit in it.
    #[inline]
    fn place(number: u32) -> (usize, u64) {
        let hash = number.wrapping_mul(0x9E37_79B1);
        let shift = u32::BITS - WORDS.ilog2();
        ((hash >> shift) as usize, 1 << (hash >> (shift - 6) & 63))
    }
}

/// What tells a word from most others: its length, and the bytes at either end.
#[inline]
pub(crate) fn ends(word: &[u8]) -> u32 {
    let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return 0 };
    u32::from(first) | u32::from(last) << 8 | (word.len() as u32) << 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_there_and_most_else_is_not() {
        let mut bits = Bits::<32>::default();
        let word = |n: u32| ends(format!("w{n}").as_bytes()) ^ n << 4;
        (0..100).for_each(|n| bits.add(word(n)));
        assert!((0..100).all(|n| bits.has(word(n))));
        assert!((1000..2000).filter(|&n| bits.has(word(n))).count() < 300);
    }

    #[test]
    fn words_of_other_ends_or_another_length_are_told_apart() {
        assert_eq!(ends(b"abc"), ends(b"axc"));
        assert!(["ab", "abd", "bbc", "abbc", ""].iter().all(|word| ends(word.as_bytes()) != ends(b"abc")));
    }
}
