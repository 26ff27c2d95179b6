//! Chores of the project as a library, so that its tests can run them.

pub mod bench;
pub mod docs;
pub mod locales;
