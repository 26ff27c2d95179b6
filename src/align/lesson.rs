//! A bead to learn from.

use super::side::Side;

/// Longest side of a bead to learn from, in tokens.
const MOST_TOKENS: usize = 120;

/// A bead to learn from: distinct tokens of both sides, and how likely it is right.
#[derive(Debug)]
pub(super) struct Lesson {
    pub(super) source: Vec<u32>,
    pub(super) target: Vec<u32>,
    pub(super) weight: f32,
}

impl Lesson {
    /// The lesson in a bead. `None` where it is too long or empty.
    pub(super) fn new(
        source: &Side,
        target: &Side,
        from: std::ops::Range<u32>,
        to: std::ops::Range<u32>,
        weight: f32,
    ) -> Option<Lesson> {
        let distinct = |side: &Side, range: std::ops::Range<u32>| {
            let start = *side.first.get(range.start as usize)? as usize;
            let end = *side.first.get(range.end as usize)? as usize;
            let mut words: Vec<u32> = side.tokens[start..end].iter().map(|&token| side.words[token as usize]).collect();
            if words.is_empty() || words.len() > MOST_TOKENS {
                return None;
            }
            words.sort_unstable();
            words.dedup();
            Some(words)
        };
        Some(Lesson { source: distinct(source, from)?, target: distinct(target, to)?, weight })
    }

    /// How many pairs of tokens it has.
    pub(super) fn pairs(&self) -> usize {
        self.source.len() * self.target.len()
    }
}
