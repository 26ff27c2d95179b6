//! Placeholders and messages in any string: they lie in it.
#![no_main]

use fidelint::format::placeholder::{Syntax, find, icu};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for syntax in [Syntax::ANY, Syntax::PRINTF, Syntax::QT, Syntax::SHELL.and(Syntax::DOLLAR_NAME)] {
        for placeholder in find(text, syntax) {
            assert!(text.get(placeholder.at).is_some());
        }
    }
    for choice in icu::choices(text).unwrap_or_default() {
        assert!(choice.pieces.into_iter().all(|piece| text.get(piece).is_some()));
    }
});
