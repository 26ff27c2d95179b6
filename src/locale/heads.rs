//! How the forms of a lexicon begin, as bits: most words of a text begin like none of them, which a few looks tell.

/// So many hashes of beginnings are told apart: few enough to stay near the processor.
const BITS: usize = 1 << 16;

/// The first bytes of all forms. A form shorter than what is looked at stands with its whole length.
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
        let (Some(&first), Some(&last)) = (form.first(), form.last()) else { return };
        self.first[usize::from(first / 64)] |= 1 << (first % 64);
        let head = head(form, 0);
        if !first.is_ascii() {
            let length = if form.len() >= 6 { 6 } else { form.len().min(3) };
            return self.set(cut(head, length));
        }
        self.set(cut(head, form.len().min(4)));
        // Behind a whole form stands no letter, except where it goes on or has none at its end.
        match form.len() {
            1 if goes_on || !last.is_ascii_lowercase() => self.signs[usize::from(first / 64)] |= 1 << (first % 64),
            2 if goes_on || !last.is_ascii_lowercase() => {
                (b'a'..=b'z').for_each(|next| self.set(head | u64::from(next) << 16));
            }
            _ => {}
        }
    }

    /// May a form begin with this blank or letter at all?
    pub(super) fn has_first(&self, first: u8) -> bool {
        self.first[usize::from(first / 64)] & 1 << (first % 64) != 0
    }

    /// May a form begin at this small ASCII letter?
    #[inline]
    pub(super) fn may_begin_letter(&self, text: &[u8], at: usize) -> bool {
        let head = head(text, at);
        let is_letter = |place: usize| ((head >> (8 * place)) as u8).is_ascii_lowercase();
        self.has(cut(head, 4))
            || self.has(cut(head, 3))
            || self.has(cut(head, 2)) && !is_letter(2)
            || self.has(cut(head, 1)) && !is_letter(1)
    }

    /// May a form begin at this place of a folded text? A yes may be wrong, a no is not.
    #[inline]
    pub(super) fn may_begin(&self, text: &[u8], at: usize) -> bool {
        let Some(&first) = text.get(at) else { return false };
        let is_in = |set: &[u64; 4]| set[usize::from(first / 64)] & 1 << (first % 64) != 0;
        if !is_in(&self.first) || is_in(&self.signs) {
            return is_in(&self.first);
        }
        if !first.is_ascii() {
            let head = head(text, at);
            return self.has(cut(head, 3)) || self.has(cut(head, 6)) || self.has(cut(head, 2));
        }
        self.may_begin_letter(text, at)
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
fn head(text: &[u8], at: usize) -> u64 {
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

#[inline]
fn hash(head: u64) -> usize {
    (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
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
