//! What the run's own texts say about which word translates which.

use super::{
    side::Vocabulary,
    table::Table,
    token::{Class, tokens},
};

/// A lexicon that was trained on the aligned texts themselves: evidence of equivalents, such as an acronym and the one
/// that the translation uses for it all through. Words are compared by their first letters, in lower case.
#[derive(Debug, Clone, Default)]
pub struct TrainedLexicon {
    source: Vocabulary,
    target: Vocabulary,
    table: Table,
}

/// Seen at least so often, so likely both ways, and so likely one way, two words stand for each other.
const OFTEN: f32 = 1.8;
const LIKELY_BOTH_WAYS: f32 = 0.1;
const LIKELY_ONE_WAY: f32 = 0.3;

impl TrainedLexicon {
    pub(super) fn new(source: Vocabulary, target: Vocabulary, table: Table) -> TrainedLexicon {
        TrainedLexicon { source, target, table }
    }

    /// The target word (in lower case, its shortest form) that most likely translates a source word, the probability
    /// that it does, and how often it was seen to.
    pub fn best(&self, source: &str) -> Option<(&str, f32, f32)> {
        let word = number(&self.source, source)?;
        let entries = self.table.row(word).iter().filter(|entry| entry.count > 0.0);
        let best = entries.max_by(|a, b| a.forward.total_cmp(&b.forward).then(b.target.cmp(&a.target)))?;
        Some((self.target.full.get(best.target as usize)?, best.forward, best.count))
    }

    /// How likely the target word translates the source word, how likely the source word stands behind the target word,
    /// and how often the two were seen together.
    pub fn evidence(&self, source: &str, target: &str) -> Option<(f32, f32, f32)> {
        let entry = self.table.get(number(&self.source, source)?, number(&self.target, target)?)?;
        Some((entry.forward, entry.backward, entry.count))
    }

    /// Does the run show again and again that the one word stands for the other? What a name or acronym check may take for
    /// an equivalent. A check finds the lexicon in [`Running`](crate::check::Running), for documents:
    ///
    /// ```ignore
    /// bitext.running.is_some_and(|running| running.lexicon.stand_for_each_other("IGCI", "CMII"))
    /// ```
    pub fn stand_for_each_other(&self, source: &str, target: &str) -> bool {
        self.evidence(source, target).is_some_and(|(there, back, count)| {
            count >= OFTEN && there.min(back) >= LIKELY_BOTH_WAYS && there.max(back) >= LIKELY_ONE_WAY
        })
    }

    /// The probability that the target word translates the source word.
    pub fn probability(&self, source: &str, target: &str) -> f32 {
        self.evidence(source, target).map_or(0.0, |(forward, ..)| forward)
    }
}

/// The token that a word is compared by.
fn number(vocabulary: &Vocabulary, word: &str) -> Option<u32> {
    let mut found = None;
    tokens(word, &mut |class, form, _| {
        if found.is_none() && matches!(class, Class::Word | Class::Number | Class::Gram) {
            found = Some(vocabulary.find(class, form));
        }
    });
    found.flatten()
}
