//! The forms found in a text, in a list whose memory serves the next text again: lists are long, and texts are many.

use std::{cell::Cell, ops::Deref};

use super::Hit;

/// Longer lists give their memory back.
const LONGEST: usize = 1 << 12;

thread_local! {
    static SPARE: Cell<Vec<Hit<'static>>> = const { Cell::new(Vec::new()) };
}

/// A list of hits, by their start in the text.
#[derive(Debug, Default)]
pub struct Hits<'a>(Vec<Hit<'a>>);

impl<'a> Hits<'a> {
    /// What `fill` puts into an empty list.
    pub(super) fn new(fill: impl FnOnce(&mut Vec<Hit<'a>>)) -> Hits<'a> {
        let mut hits = emptied(SPARE.take());
        fill(&mut hits);
        Hits(hits)
    }
}

impl<'a> Deref for Hits<'a> {
    type Target = [Hit<'a>];

    fn deref(&self) -> &[Hit<'a>] {
        &self.0
    }
}

impl Drop for Hits<'_> {
    fn drop(&mut self) {
        let hits = std::mem::take(&mut self.0);
        if hits.capacity() <= LONGEST {
            // A thread that ends needs no list.
            let _ = SPARE.try_with(|spare| spare.set(emptied(hits)));
        }
    }
}

/// The memory of a list for hits of another lexicon.
fn emptied<'b>(mut hits: Vec<Hit<'_>>) -> Vec<Hit<'b>> {
    hits.clear();
    hits.into_iter().map_while(|_| None).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_a_list_serves_the_next_one() {
        let hit = Hit { at: 0..1, tail: 0, entries: &[], sections: Default::default() };
        let hits = Hits::new(|list| list.extend(std::iter::repeat_n(hit.clone(), 100)));
        let place = hits.as_ptr();
        drop(hits);
        let hits = Hits::new(|list| list.push(hit));
        assert_eq!((hits.len(), hits.as_ptr()), (1, place));
    }
}
