//! Any bytes as the format `markdown`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("markdown", data));
