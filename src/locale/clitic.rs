//! What a language writes onto the front of words, told by a look at eight bytes.

use super::heads::head;
use crate::text::fold::fold;

/// Letters that a language writes onto the front of any word, as Arabic and Hebrew write *and* and *the*.
#[derive(Debug)]
pub(super) struct Clitic {
    /// Folded.
    pub(super) text: String,
    /// Its first bytes, as [`head`] has them, and which of them count.
    head: (u64, u64),
}

impl Clitic {
    pub(super) fn new(form: &str) -> Clitic {
        let text = fold(form);
        let length = text.len().min(8) as u32;
        let mask = u64::MAX.checked_shr(64 - 8 * length).unwrap_or_default();
        Clitic { head: (head(text.as_bytes(), 0), mask), text }
    }

    /// Does a text begin with it at a place where these are the next bytes?
    #[inline]
    pub(super) fn begins(&self, next: u64, text: &[u8], at: usize) -> bool {
        let (head, mask) = self.head;
        next & mask == head
            && (self.text.len() <= 8 || text.get(at..).is_some_and(|rest| rest.starts_with(self.text.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_begins_with_what_is_written_onto_it() {
        for form in ["ב", "وال", "וכשהה", "ab"] {
            let clitic = Clitic::new(form);
            let begins = |text: &str| clitic.begins(head(text.as_bytes(), 1), text.as_bytes(), 1);
            assert!(begins(&format!(" {form}")) && begins(&format!(" {form}و and on")));
            let cut: String = form.chars().skip(1).collect();
            assert!(!begins(&format!(" {cut}")) && !begins(" "));
        }
    }
}
