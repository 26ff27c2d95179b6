//! Two texts from the reader to the findings: nothing panics, and every place lies in its text.
#![no_main]

use std::sync::LazyLock;

use fidelint::{lint, rule::Rules};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().expect("the shipped rules are valid"));

fuzz_target!(|texts: (&str, &str)| {
    let (source, target) = texts;
    for finding in lint::texts((source, "en"), (target, "de"), &RULES) {
        assert!(finding.source.is_none_or(|place| source.get(place.start..place.end).is_some()));
        assert!(finding.target.is_none_or(|place| target.get(place.start..place.end).is_some()));
    }
});
