//! Text below the level of facts: character classes, folding, words, sentences, names across scripts.

pub(crate) mod bits;
pub(crate) mod bytes;
pub mod chars;
pub(crate) mod class;
pub mod fold;
pub mod pinyin;
pub(crate) mod recall;
pub mod romanise;
pub mod sentences;
pub mod words;

pub use fold::Folded;
