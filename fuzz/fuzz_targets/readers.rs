//! Any text read as any format: the first byte chooses the reader. Spans lie in the file, whatever it holds.
#![no_main]

use fidelint::format::READERS;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let reader = READERS[usize::from(*first) % READERS.len()];
    let mut documents = vec![reader.read(&text)];
    documents.extend(reader.parts(&text, 64).into_iter().map(|part| reader.read_part(&text, part)));
    reader.languages(&text);
    for document in documents {
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
});
