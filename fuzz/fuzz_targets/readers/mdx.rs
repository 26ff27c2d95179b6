//! Any bytes as the format `mdx`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("mdx", data));
