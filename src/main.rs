//! The `fidelint` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    fidelint::cli::run()
}
