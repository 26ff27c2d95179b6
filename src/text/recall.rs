//! What was worked out for a word before: few words make up most of any text.

use std::{
    cell::RefCell,
    hash::{Hash, Hasher},
};

use rustc_hash::FxHasher;
use smol_str::SmolStr;

/// So many words are remembered. A word has one place, where the last one that has the same place stands.
const MOST: usize = 1 << 13;
/// Longer words hardly come again.
const LONGEST: usize = 64;

/// A memory of words, one for each thread: keep it in a `thread_local!`. What is remembered is cheap to copy.
#[derive(Debug)]
pub(crate) struct Recall<T> {
    known: RefCell<Vec<Option<Known<T>>>>,
}

#[derive(Debug)]
struct Known<T> {
    of: usize,
    word: SmolStr,
    what: T,
}

impl<T> Default for Recall<T> {
    fn default() -> Recall<T> {
        Recall { known: RefCell::default() }
    }
}

impl<T: Clone> Recall<T> {
    /// What is known of a word, or what `work_out` says of it. It must say the same of the same word at all times; `of`
    /// tells what else it looks at.
    pub(crate) fn of(&self, of: usize, word: &str, work_out: impl FnOnce() -> T) -> T {
        if word.len() > LONGEST {
            return work_out();
        }
        let mut hasher = FxHasher::default();
        (of, word).hash(&mut hasher);
        let place = hasher.finish() as usize % MOST;
        if let Some(Some(known)) = self.known.borrow().get(place)
            && known.of == of
            && known.word == *word
        {
            return known.what.clone();
        }
        let what = work_out();
        let mut known = self.known.borrow_mut();
        if known.is_empty() {
            known.resize_with(MOST, || None);
        }
        known[place] = Some(Known { of, word: word.into(), what: what.clone() });
        what
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worked_out_once() {
        let recall = Recall::default();
        assert_eq!((recall.of(0, "a", || 1), recall.of(0, "a", || 2), recall.of(1, "a", || 3)), (1, 1, 3));
    }

    #[test]
    fn what_is_remembered_has_a_bound_and_is_never_of_another_word() {
        let recall = Recall::default();
        for n in 0..3 * MOST {
            assert_eq!(recall.of(0, &(n % MOST).to_string(), || n % MOST), n % MOST);
        }
        assert_eq!(recall.known.borrow().len(), MOST);
        let long = "a".repeat(LONGEST + 1);
        assert_eq!((recall.of(0, &long, || 1), recall.of(0, &long, || 2)), (1, 2));
    }
}
