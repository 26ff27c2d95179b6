//! Any text as a rule file: it is read, or its mistakes lie in it.
#![no_main]

use fidelint::rule::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(mistakes) = parse("rules.toml", text) {
        assert!(!mistakes.is_empty());
    }
});
