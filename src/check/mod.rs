//! Checks: they compare the two sides of a translation and say what differs. They know no language and no file format.
//!
//! A check is a function from a [`Bitext`] to [`Difference`]s. Each difference has a *topic* (`number`, `quote`,
//! `unrelated-document` …); rules choose topics and give the differences their severity and words.

mod bitext;
mod company;
mod literal;
mod memo;
mod names;
mod presence;
mod quotes;
mod run;
mod values;

pub use bitext::{Bitext, Pair, Part, Parts, Placed, Running, SideView, Spot, facts};
pub use company::Company;
pub(crate) use memo::facts_again;
pub use run::{Row, Run};

use crate::{fact::Confidence, finding::Severity};

/// A check: adds to the list what differs.
pub type Check = fn(&Bitext<'_>, &mut Vec<Difference>);

/// All checks with the topics of the differences that they report. A check runs when a rule wants one of its topics.
pub static CHECKS: &[(&[&str], Check)] = &[
    (literal::TOPICS, literal::check),
    (names::TOPICS, names::check),
    (quotes::TOPICS, quotes::check),
    (quotes::speaker::TOPICS, quotes::speaker::check),
    (quotes::style::TOPICS, quotes::style::check),
    (presence::TOPICS, presence::check),
    (values::TOPICS, values::check),
];

/// All topics: those of the checks, and what is found at the end of a run.
pub fn topics() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().flat_map(|(topics, _)| topics.iter()).chain(crate::suppress::TOPICS).copied()
}

/// Does any check report the topic?
pub fn is_topic(topic: &str) -> bool {
    topics().any(|known| known == topic)
}

/// One difference between the two sides of an aligned pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What rules choose it by: the name of a fact kind, or of a state of the whole document.
    pub topic: &'static str,
    /// The number of the pair in [`Bitext::pairs`].
    pub pair: usize,
    /// What happened.
    pub problem: Problem,
    /// The place in the source and the canonical value there.
    pub source: Option<Claim>,
    /// The place in the translation and the canonical value there.
    pub target: Option<Claim>,
    /// How sure it is.
    pub confidence: Confidence,
    /// No louder than this, whatever the rule says: *renamed consistently* is worth knowing, not mending.
    pub at_most: Option<Severity>,
    /// Does it yield to the other translations: is it no slip where many of them do the same?
    pub yields: bool,
    /// Is it told by what is written alone, whatever other texts of the run make of it?
    pub firm: bool,
    /// How it differs, in the words of a message: *two digits are swapped*.
    pub how: Option<String>,
    /// What would be right.
    pub expected: Option<String>,
    /// Further facts for the reader.
    pub notes: Vec<String>,
}

/// What happened to a fact on its way into the translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// It is not there.
    Missing,
    /// The source does not say it.
    Added,
    /// It is another one.
    Changed,
}

/// What one side says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Where.
    pub spot: Spot,
    /// The canonical value, where it has one.
    pub value: Option<String>,
    /// The value as a message tells it, where that is not the canonical text.
    pub reading: Option<String>,
}

impl Difference {
    /// A difference of which all but the topic, the pair, the problem and the two claims is at its default.
    pub fn new(
        topic: &'static str,
        pair: usize,
        problem: Problem,
        source: Option<Claim>,
        target: Option<Claim>,
    ) -> Difference {
        Difference {
            topic,
            pair,
            problem,
            source,
            target,
            confidence: Confidence::High,
            at_most: None,
            yields: false,
            firm: false,
            how: None,
            expected: None,
            notes: Vec::new(),
        }
    }
}
