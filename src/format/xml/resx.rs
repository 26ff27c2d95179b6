//! .NET resources (`.resx`, `.resw`).

use crate::{
    document::{BlockKind, Document},
    format::{Layout, Reader, inline, lines::body_start, placeholder::Syntax},
};

use super::{Kind, Tokens, attribute, content};

/// .NET resources.
pub(in crate::format) struct Resx;

const INLINES: content::Inlines = content::Inlines { transparent: &[], opaque: &[], collapses: false };

impl Reader for Resx {
    fn name(&self) -> &'static str {
        "resx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["resx", "resw"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = Document::default();
        let mut tokens = Tokens::new(text, body_start(text)..text.len());
        let mut key: Option<String> = None;
        let mut entry = 0;
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Comment(inner) => super::comment(&mut document, text, inner),
                Kind::Open { name: "comment", is_empty: false, .. } => {
                    let note = content::read(&mut tokens, "comment", &INLINES).finish(BlockKind::String);
                    super::note(&mut document, note, entry);
                }
                Kind::Open { name: "data", attributes, .. } => {
                    entry = document.segments.len();
                    // Pictures and settings have a type.
                    let is_text =
                        attribute(attributes, "type").is_none() && attribute(attributes, "mimetype").is_none();
                    key = attribute(attributes, "name").filter(|name| is_text && !name.starts_with(">>"));
                }
                Kind::Open { name: "value", is_empty: false, .. } => {
                    let pieces = content::read(&mut tokens, "value", &INLINES);
                    if let Some(key) = key.take() {
                        let mut segment = pieces.finish(BlockKind::String);
                        segment.key = Some(key.into());
                        inline::mark(&mut segment, Syntax::BRACE.and(Syntax::LIKELY_PRINTF));
                        document.segments.push(segment);
                    }
                }
                Kind::Close { name: "data" } => key = None,
                _ => {}
            }
        }
        document.junk = tokens.junk;
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_keyed_and_other_data_is_left_out() {
        let text = r#"<root><resheader name="version"><value>2.0</value></resheader>
<data name="Hello" xml:space="preserve"><value>Hello {0}, &lt;b&gt;you&lt;/b&gt;</value><comment>c</comment></data>
<data name="Logo" type="System.Drawing.Bitmap"><value>AAAA</value></data></root>"#;
        let document = Resx.read(text);
        assert_eq!(document.segments.len(), 1);
        assert_eq!(document.segments[0].key.as_deref(), Some("Hello"));
        assert_eq!(document.segments[0].text, "Hello {0}, <b>you</b>");
        assert_eq!(document.segments[0].inline.len(), 3);
    }
}
