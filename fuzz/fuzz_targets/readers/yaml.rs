//! Any bytes as the format `yaml`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("yaml", data));
