//! What was worked out for a word before: few words make up most of any text.

use std::{cell::RefCell, rc::Rc};

use rustc_hash::FxHashMap;

/// So many words are remembered, then all are forgotten: texts bring what words they like.
const MOST: usize = 1 << 13;
/// Longer words hardly come again.
const LONGEST: usize = 64;

/// A memory of words, one for each thread: keep it in a `thread_local!`.
#[derive(Debug)]
pub(crate) struct Recall<T> {
    known: RefCell<FxHashMap<Box<str>, Rc<T>>>,
}

impl<T> Default for Recall<T> {
    fn default() -> Recall<T> {
        Recall { known: RefCell::default() }
    }
}

impl<T> Recall<T> {
    /// What is known of a word, or what `work_out` says of it. It must say the same of the same word at all times.
    pub(crate) fn of(&self, word: &str, work_out: impl FnOnce() -> T) -> Rc<T> {
        if let Some(known) = self.known.borrow().get(word) {
            return known.clone();
        }
        let new = Rc::new(work_out());
        if word.len() <= LONGEST {
            let mut known = self.known.borrow_mut();
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(word.into(), new.clone());
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worked_out_once() {
        let recall = Recall::default();
        assert_eq!((*recall.of("a", || 1), *recall.of("a", || 2), *recall.of("b", || 3)), (1, 1, 3));
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let recall = Recall::default();
        for n in 0..3 * MOST {
            recall.of(&n.to_string(), || n);
        }
        assert!(recall.known.borrow().len() <= MOST);
        recall.of(&"a".repeat(LONGEST + 1), || 0);
        assert!(!recall.known.borrow().contains_key("a".repeat(LONGEST + 1).as_str()));
    }
}
