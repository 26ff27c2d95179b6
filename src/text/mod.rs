//! Text below the level of facts: character classes, folding, sentences.

pub mod chars;
pub mod fold;
pub mod sentences;

pub use fold::Folded;
