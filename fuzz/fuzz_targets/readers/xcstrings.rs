//! Any bytes as the format `xcstrings`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("xcstrings", data));
