//! Rules: what to look for, as data. Shipped and custom rules are read by the same code.

mod ready;
pub mod trial;
mod written;

pub use ready::{Example, Expect, Rule, Rules, Verdict};
pub use written::{Mistake, parse};

static SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The shipped rule files: their paths in the project and their texts.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}
