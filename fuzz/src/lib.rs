//! What every target of a reader asks of it: spans lie in the file, whatever it holds.

use fidelint::{
    document::Document,
    format::{Reader, reader_named},
};

/// Reads any bytes with a reader, whole and in parts.
///
/// # Panics
/// Where a span is not of the file: that is what fuzzing looks for.
pub fn read(name: &str, data: &[u8]) {
    let reader = reader_named(name).expect("the target has the name of its reader");
    let text = String::from_utf8_lossy(data);
    check(reader, &text, &reader.read(&text));
    for part in reader.parts(&text, 64) {
        check(reader, &text, &reader.read_part(&text, part));
    }
    reader.languages(&text);
    check(reader, &text, &reader.read_language(&text, "de"));
}

fn check(reader: &dyn Reader, text: &str, document: &Document<'_>) {
    for segment in &document.segments {
        for (at, c) in segment.text.char_indices() {
            let span = segment.span(at..at + c.len_utf8());
            assert!(text.get(span.start..span.end).is_some(), "{}: {span:?}", reader.name());
        }
        for part in &segment.inline {
            assert!(segment.text.get(part.at.clone()).is_some(), "{}: {part:?}", reader.name());
        }
    }
    for junk in &document.junk {
        assert!(text.get(junk.span.start..junk.span.end).is_some(), "{}: {junk:?}", reader.name());
    }
}
