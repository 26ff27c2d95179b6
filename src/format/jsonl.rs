//! JSON Lines with both sides in a line: `{"id": …, "source": …, "target": …}`.

use std::ops::Range;

use crate::document::{BlockKind, Document, Junk, Segment, Side};

use super::{
    Languages, Layout, Reader, inline,
    json::{line_strings, unescape},
    lines::{body_start, lines},
};

/// JSON Lines.
pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn layout(&self) -> Layout {
        Layout::Bilingual
    }

    fn languages(&self, head: &str) -> Languages {
        let Some(first) = lines(head, body_start(head)).find(|line| !line.is_blank()) else {
            return Languages::default();
        };
        let fields = line_strings(head, first.start..first.end());
        let value = |name: &str| {
            let (_, range) = fields.iter().find(|(key, _)| key == name)?;
            Some(unescape(head, range.clone()).text().to_owned())
        };
        Languages { source: value("source_lang"), targets: value("target_lang").into_iter().collect() }
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        self.read_part(text, body_start(text)..text.len())
    }

    fn parts(&self, text: &str, size: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = body_start(text);
        while start < text.len() {
            let from = start.saturating_add(size);
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            let end = memchr::memchr(b'\n', rest).map_or(text.len(), |at| from + at + 1);
            parts.push(start..end);
            start = end;
        }
        parts
    }

    fn read_part<'src>(&self, text: &'src str, part: Range<usize>) -> Document<'src> {
        let mut document = Document::default();
        for line in lines(text.get(..part.end).unwrap_or(text), part.start) {
            if line.is_blank() {
                continue;
            }
            let fields = line_strings(text, line.start..line.end());
            let field = |names: &[&str]| {
                let named = fields.iter().find(|(key, _)| names.contains(&key.as_str()));
                named.map(|(_, range)| unescape(text, range.clone()).finish(BlockKind::String))
            };
            let (Some(source), Some(target)) = (field(&["source", "src"]), field(&["target", "tgt", "translation"]))
            else {
                let expected = "an object with `source` and `target`".to_owned();
                document.junk.push(Junk { span: (line.start..line.end()).into(), expected });
                continue;
            };
            let key = field(&["id", "key"]).map(|segment| segment.text);
            inline::push_side(&mut document, source, Side::Source);
            inline::push_side(&mut document, Segment { key, ..target }, Side::Target);
        }
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_a_source_and_its_target() {
        let text = "{\"id\": \"a\", \"source_lang\": \"en\", \"target_lang\": \"de\", \"source\": \"5 \\\"x\\\"\", \"target\": \"5 „x“\"}\n\n{\"source\": 1}\n";
        let document = JsonLines.read(text);
        let found: Vec<_> = document.segments.iter().map(|s| (s.key.as_deref(), &*s.text)).collect();
        assert_eq!(found, [(None, "5 \"x\""), (Some("a"), "5 „x“")]);
        assert_eq!(document.junk.len(), 1);
        assert_eq!(JsonLines.languages(text).targets, ["de"]);
    }
}
