//! Sentences and their alignment: whatever the texts, nothing panics, every sentence stands in one bead, in order.

#![no_main]

use fidelint::{
    align::{Input, Scope, align},
    locale::Locale,
    text::sentences::Splitter,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str)| {
    let (source, target) = texts;
    let sentences = |text, language| {
        let ranges = Splitter::new(Locale::get(language)).split(text);
        let mut end = 0;
        for range in &ranges {
            assert!(end <= range.start && range.start < range.end);
            end = range.end;
        }
        ranges.into_iter().map(|range| &text[range]).collect::<Vec<&str>>()
    };
    let ours = sentences(source, "en");
    let theirs = sentences(target, "de");
    let (n, m) = (ours.len() as u32, theirs.len() as u32);
    let side = |sentences| Input { sentences, blocks: None, kinds: None };
    let pair = (side(ours), side(theirs));
    let (alignments, _) = align(&[pair], Locale::get("en"), Locale::get("de"), Scope::Run);
    let mut reached = (0, 0);
    for bead in &alignments[0].beads {
        assert_eq!((bead.source.start, bead.target.start), reached);
        reached = (bead.source.end, bead.target.end);
    }
    assert_eq!(reached, (n, m));
});
