//! fidelint checks that a translation still says what its source says.

pub mod document;
pub mod fact;
pub mod locale;
pub mod source;
pub mod text;
