//! Any bytes as the format `asciidoc`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("asciidoc", data));
