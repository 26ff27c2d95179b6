//! Any bytes as the format `jsonl`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("jsonl", data));
