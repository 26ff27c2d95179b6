//! Any bytes as the format `subtitles`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fidelint_fuzz::read("subtitles", data));
