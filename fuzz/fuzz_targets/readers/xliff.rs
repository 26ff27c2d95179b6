//! Any bytes as the format `xliff`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("xliff", data));
