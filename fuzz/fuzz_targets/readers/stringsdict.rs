//! Any bytes as the format `stringsdict`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("stringsdict", data));
