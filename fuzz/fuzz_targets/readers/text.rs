//! Any bytes as the format `text`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("text", data));
