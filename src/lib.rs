//! fidelint checks that a translation still says what its source says.

pub mod align;
pub mod baseline;
pub mod cache;
pub mod check;
pub mod cli;
pub mod config;
pub mod discover;
pub mod document;
pub mod error;
pub mod fact;
pub mod finding;
pub mod fingerprint;
pub mod format;
pub mod lint;
pub mod locale;
pub mod pairing;
pub mod report;
pub mod rule;
pub mod since;
pub mod source;
pub mod suppress;
pub mod text;
