//! Any bytes as the format `tmx`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("tmx", data));
