//! Word documents: the paragraphs of the text, one a line, so that a line number is the number of a paragraph.

use crate::document::{BlockKind, Document};

use super::{
    Layout, Reader,
    lines::lines,
    pieces::Pieces,
    xml::{Kind, Tokens, entity},
};

/// Office Open XML text documents.
pub(super) struct Docx;

/// No document unpacks to more than this.
const LARGEST: usize = 128 << 20;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx"]
    }

    fn layout(&self) -> Layout {
        Layout::Document
    }

    /// Reads the text that [`unpack`] makes.
    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = Document::default();
        for line in lines(text, 0) {
            if !line.is_blank() {
                let mut pieces = Pieces::new(text);
                pieces.verbatim(line.trimmed());
                document.segments.push(pieces.finish(BlockKind::Paragraph));
            }
        }
        document
    }
}

/// The paragraphs of a document, one a line. `None` where the bytes are no such document.
pub(super) fn unpack(bytes: &[u8]) -> Option<String> {
    let xml = String::from_utf8(member(bytes, b"word/document.xml")?).ok()?;
    let mut text = String::new();
    let mut is_text = false;
    for token in Tokens::new(&xml, 0..xml.len()) {
        match token.kind {
            Kind::Open { name: "w:t", is_empty, .. } => is_text = !is_empty,
            Kind::Close { name: "w:t" } => is_text = false,
            Kind::Open { name: "w:tab" | "w:br" | "w:cr", .. } => text.push(' '),
            Kind::Open { name: "w:noBreakHyphen", .. } => text.push('\u{2011}'),
            Kind::Close { name: "w:p" } => text.push('\n'),
            Kind::Text if is_text => {
                let piece = entity::decode(xml.get(token.span)?);
                text.push_str(&piece.replace(['\n', '\r'], " "));
            }
            _ => {}
        }
    }
    Some(text)
}

/// A member of a ZIP archive, unpacked.
fn member(bytes: &[u8], wanted: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize, length: usize| -> Option<usize> {
        let bytes = bytes.get(at..at.checked_add(length)?)?;
        Some(bytes.iter().rev().fold(0, |value, &byte| (value << 8) | usize::from(byte)))
    };
    // The end of the central directory stands near the end of the file, before a comment of at most 64 KiB.
    let tail = bytes.len().saturating_sub(22 + 0xFFFF);
    let end = tail + memchr::memmem::rfind(bytes.get(tail..)?, b"PK\x05\x06")?;
    let (count, mut at) = (number(end + 10, 2)?, number(end + 16, 4)?);
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (method, size) = (number(at + 10, 2)?, number(at + 20, 4)?);
        let (name, extra, comment) = (number(at + 28, 2)?, number(at + 30, 2)?, number(at + 32, 2)?);
        if bytes.get(at + 46..at + 46 + name)? == wanted {
            let local = number(at + 42, 4)?;
            let data = local + 30 + number(local + 26, 2)? + number(local + 28, 2)?;
            let packed = bytes.get(data..data.checked_add(size)?)?;
            return match method {
                0 => Some(packed.to_vec()),
                8 => miniz_oxide::inflate::decompress_to_vec_with_limit(packed, LARGEST).ok(),
                _ => None,
            };
        }
        at += 46 + name + extra + comment;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ZIP archive with one member that is stored or packed.
    fn archive(name: &str, content: &[u8], is_packed: bool) -> Vec<u8> {
        let data = if is_packed { miniz_oxide::deflate::compress_to_vec(content, 6) } else { content.to_vec() };
        let short = |value: usize| (value as u16).to_le_bytes();
        let long = |value: usize| (value as u32).to_le_bytes();
        let method = short(if is_packed { 8 } else { 0 });
        let mut bytes = Vec::new();
        bytes.extend(b"PK\x03\x04\x14\0\0\0");
        bytes.extend(method);
        bytes.extend([0; 8]);
        bytes.extend([long(data.len()), long(content.len())].concat());
        bytes.extend([short(name.len()), short(0)].concat());
        bytes.extend(name.as_bytes());
        bytes.extend(&data);
        let directory = bytes.len();
        bytes.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
        bytes.extend(method);
        bytes.extend([0; 8]);
        bytes.extend([long(data.len()), long(content.len())].concat());
        bytes.extend(short(name.len()));
        bytes.extend([0; 16]);
        bytes.extend(name.as_bytes());
        let size = bytes.len() - directory;
        bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        bytes.extend([long(size), long(directory)].concat());
        bytes.extend([0; 2]);
        bytes
    }

    #[test]
    fn paragraphs_come_one_a_line() {
        let xml = b"<w:document><w:body><w:p><w:r><w:t>Five </w:t></w:r><w:r><w:t xml:space=\"preserve\">&amp; ten</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>End</w:t></w:r></w:p></w:body></w:document>";
        for is_packed in [false, true] {
            let text = unpack(&archive("word/document.xml", xml, is_packed));
            assert_eq!(text.as_deref(), Some("Five & ten\nEnd\n"));
        }
    }

    #[test]
    fn what_is_no_archive_is_none() {
        let whole = archive("word/document.xml", b"<w:p/>", true);
        for length in 0..whole.len() {
            unpack(&whole[..length]);
        }
        assert_eq!(unpack(b"PK\x05\x06"), None);
        assert_eq!(unpack(&archive("other.xml", b"", false)), None);
    }
}
