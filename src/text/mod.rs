//! Text below the level of facts: character classes, folding, sentences.

pub mod chars;
pub mod fold;

pub use fold::Folded;
