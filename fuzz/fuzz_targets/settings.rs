//! Any text as settings: mistakes lie in it, and what is right is shown again as settings.
#![no_main]

use fidelint::config::Config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| match Config::parse("fidelint.toml", text) {
    Ok(config) => drop(config.show()),
    Err(mistakes) => assert!(!mistakes.is_empty() && mistakes.iter().all(|mistake| mistake.at.end <= text.len())),
});
