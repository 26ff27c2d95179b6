//! `cargo xtask docs`: what of the book is made from the program itself.

use std::{fs, process::Command};

use anyhow::{Context, ensure};

/// Writes the reference of the rules and their JSON Schema. A test tells when they are out of date.
pub fn run() -> anyhow::Result<()> {
    fidelint(&["rules", "docs", "docs/rules"])?;
    fs::write("docs/fidelint-rules.schema.json", fidelint(&["rules", "schema"])?)?;
    Ok(())
}

/// What the program, built from these sources, writes.
fn fidelint(arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("cargo").args(["run", "--quiet", "--"]).args(arguments).output().context("cargo run")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}
