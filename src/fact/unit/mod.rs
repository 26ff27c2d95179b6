//! Quantities: a number with a unit of measure.

pub mod algebra;
