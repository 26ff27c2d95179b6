//! Any bytes as a file, an archive of Word among them: text or an error, within bounds.
#![no_main]

use fidelint::source::SourceFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in ["a.docx", "a.strings", "a.txt"] {
        if let Ok(text) = fidelint::format::decode(name, data.to_vec()) {
            let file = SourceFile::new(name, text);
            file.position(data.len());
        }
    }
});
