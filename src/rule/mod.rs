//! Rules: what to look for, as data. Shipped and custom rules are read by the same code.
//!
//! A file goes through [`shape`](self) (which keys, which values), *written* (structs whose values know their places) and
//! *ready* (compiled); what is wrong on the way is collected as [`Mistake`]s.

mod choose;
mod compile;
mod consistency;
mod csv;
mod glossary;
mod inside;
pub mod keys;
mod language;
mod mistake;
pub mod page;
mod parse;
mod pattern;
mod ready;
pub mod reference;
mod rules;
mod run;
mod scaffold;
mod schema;
mod shape;
mod tbx;
mod template;
mod terms;
pub mod trial;
mod written;

pub use language::{Languages, PerLanguage};
pub use mistake::Mistake;
pub use parse::{ReadBeside, parse, parse_with};
pub use ready::{Body, Compare, Count, Direction, Example, Expect, PartKind, Rule, Scope, Topic, When};
pub use rules::{Rules, Verdict};
pub use scaffold::scaffold;
pub use schema::schema;
pub use template::Template;

static SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The shipped rule files: their paths in the project and their texts.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}
