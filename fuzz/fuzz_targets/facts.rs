//! Any text in any language: facts lie in it, in order, and their readings can be told.
#![no_main]

use fidelint::{
    fact::{Passage, extract},
    locale::Locale,
};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [&str; 12] = ["en", "de", "fr", "ru", "ar", "hi", "ja", "zh", "ko", "th", "he", "tr"];

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let locale = Locale::get(LANGUAGES[usize::from(choice) % LANGUAGES.len()]);
    for fact in extract(Passage::plain(text, locale)) {
        assert!(text.get(fact.at.clone()).is_some(), "{fact:?}");
        assert!(!fact.reading().is_empty() || fact.value.to_string().is_empty());
    }
});
