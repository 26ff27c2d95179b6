//! Any bytes as the format `fluent`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("fluent", data));
