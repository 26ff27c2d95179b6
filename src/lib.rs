//! fidelint checks that a translation still says what its source says.

pub mod locale;
pub mod text;
