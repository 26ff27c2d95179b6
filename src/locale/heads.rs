//! How the forms of a lexicon begin, as bits: most words of a text begin like none of them, which a few looks tell.

use crate::text::bytes::letters;

/// So many hashes of beginnings are told apart: few enough to stay near the processor.
const BITS: usize = 1 << 17;

/// The first bytes of all forms.
///
/// In plain letters a form begins with a whole word of a text, or it is a stem of one.
#[derive(Debug, Default)]
pub(super) struct Heads {
    bits: Vec<u64>,
    /// What a form may begin with at all.
    first: [u64; 4],
    /// What is a form by itself, whatever follows: signs.
    signs: [u64; 4],
}

impl Heads {
    pub(super) fn new() -> Heads {
        Heads { bits: vec![0; BITS / 64], ..Heads::default() }
    }

    /// Adds a form; `goes_on` where letters may follow it within the same word.
    pub(super) fn add(&mut self, form: &[u8], goes_on: bool) {
        let Some(&first) = form.first() else { return };
        self.first[usize::from(first / 64)] |= 1 << (first % 64);
        let head = head(form, 0);
        let run = letters(form, 0).0;
        if run > 0 {
            self.set(word(head, run));
            if run == form.len() && goes_on {
                self.set(cut(head, run.min(4)));
            }
        } else if first.is_ascii() && form.len() == 1 {
            self.signs[usize::from(first / 64)] |= 1 << (first % 64);
        } else if first.is_ascii() {
            self.set(cut(head, 2));
        } else {
            self.set(cut(head, if form.len() >= 6 { 6 } else { form.len().min(3) }));
        }
    }

    /// May a form begin with this byte at all?
    pub(super) fn has_first(&self, first: u8) -> bool {
        self.first[usize::from(first / 64)] & 1 << (first % 64) != 0
    }

    /// May a form begin at this run of small letters of a folded text?
    #[inline]
    pub(super) fn may_begin_word(&self, text: &[u8], at: usize, run: usize) -> bool {
        let head = head(text, at);
        let is_stem = |length: usize| run > length && self.has(cut(head, length));
        self.has(word(head, run)) || is_stem(4) || is_stem(3) || is_stem(2)
    }

    /// May a form begin at this place of a folded text? A yes may be wrong, a no is not.
    #[inline(always)]
    pub(super) fn may_begin(&self, text: &[u8], at: usize) -> bool {
        let Some(&first) = text.get(at) else { return false };
        if !first.is_ascii() {
            let head = head(text, at);
            let is_begun = |length: usize| self.has(cut(head, length));
            return is_begun(3) || is_begun(6) || first < 0xE0 && is_begun(2);
        }
        self.may_begin_ascii(text, at, first)
    }

    fn may_begin_ascii(&self, text: &[u8], at: usize, first: u8) -> bool {
        let is_in = |set: &[u64; 4]| set[usize::from(first / 64)] & 1 << (first % 64) != 0;
        if !is_in(&self.first) || is_in(&self.signs) {
            return is_in(&self.first);
        }
        if first.is_ascii_lowercase() {
            return self.may_begin_word(text, at, letters(text, at).0);
        }
        self.has(cut(head(text, at), 2))
    }

    fn set(&mut self, head: u64) {
        let bit = hash(head);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn has(&self, head: u64) -> bool {
        let bit = hash(head);
        self.bits.get(bit / 64).is_some_and(|bits| bits & 1 << (bit % 64) != 0)
    }
}

/// The bytes from a place on, the first the lowest; nothing where the text has ended.
#[inline]
pub(super) fn head(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    if let Some(bytes) = rest.first_chunk::<8>() {
        return u64::from_le_bytes(*bytes);
    }
    let mut bytes = [0; 8];
    bytes[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(bytes)
}

/// The first bytes of a head.
#[inline]
fn cut(head: u64, length: usize) -> u64 {
    head & ((1 << (8 * length)) - 1)
}

/// A whole word, told by its first eight letters and its length.
#[inline]
fn word(head: u64, length: usize) -> u64 {
    let last = if length > 7 { head >> 56 } else { 0 };
    cut(head, length.min(7)) ^ (last << 3 ^ length as u64) << 56
}

#[inline]
fn hash(head: u64) -> usize {
    const SHIFT: u32 = u64::BITS - BITS.ilog2();
    (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> SHIFT) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_begun_by_its_own_letters() {
        let mut heads = Heads::new();
        for (form, goes_on) in
            [("minute", true), ("km", false), ("on", true), ("$", false), ("公里", true), ("万", true)]
        {
            heads.add(form.as_bytes(), goes_on);
        }
        let may_begin = |text: &str| heads.may_begin(text.as_bytes(), 0);
        for text in
            ["minutes", "km", "km.", "km2", "on", "onyedi", "$", "$5", "$a", "$us", "公里", "公里数", "万", "万里"]
        {
            assert!(may_begin(text), "{text}");
        }
        for text in ["", "minor", "kmart", "river", "公园", "€5"] {
            assert!(!may_begin(text), "{text}");
        }
    }
}
