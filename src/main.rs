//! The `fidelint` command.

fn main() {}
