//! Apple's `.stringsdict`: plurals as a property list.

use crate::{
    document::{BlockKind, Document},
    format::{Layout, Reader, inline, lines::body_start, placeholder::Syntax},
};

use super::{Kind, Tokens, content};

/// Apple plurals.
pub(in crate::format) struct Stringsdict;

const INLINES: content::Inlines = content::Inlines { transparent: &[], opaque: &[], collapses: false };

impl Reader for Stringsdict {
    fn name(&self) -> &'static str {
        "stringsdict"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["stringsdict"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = Document::default();
        let mut tokens = Tokens::new(text, body_start(text)..text.len());
        // The keys of the open dictionaries, and the last key in the innermost.
        let mut path: Vec<String> = Vec::new();
        let mut key = String::new();
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Comment(inner) => super::comment(&mut document, text, inner),
                Kind::Open { name: "dict", is_empty: false, .. } => path.push(std::mem::take(&mut key)),
                Kind::Close { name: "dict" } => {
                    path.pop();
                }
                Kind::Open { name: "key", is_empty: false, .. } => {
                    key = content::read(&mut tokens, "key", &INLINES).text().to_owned();
                }
                Kind::Open { name: "string", is_empty: false, .. } => {
                    let mut segment = content::read(&mut tokens, "string", &INLINES).finish(BlockKind::String);
                    let name = path.get(1..).unwrap_or_default().join("/");
                    match key.as_str() {
                        "zero" | "one" | "two" | "few" | "many" | "other" => {
                            segment.variant = Some(key.clone().into());
                        }
                        "NSStringLocalizedFormatKey" => {}
                        // What type the number has.
                        _ => continue,
                    }
                    segment.key = Some(name.into());
                    inline::mark(&mut segment, Syntax::PRINTF);
                    document.segments.push(segment);
                }
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
    fn plurals_are_keyed_by_entry_and_variable() {
        let text = r#"<plist version="1.0"><dict><key>files</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@n@</string>
<key>n</key><dict><key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string><key>one</key><string>%d file</string><key>other</key><string>%d files</string></dict></dict></dict></plist>"#;
        let found: Vec<_> = Stringsdict
            .read(text)
            .segments
            .into_iter()
            .map(|s| (s.key.unwrap().into_owned(), s.variant.map(String::from), s.text.into_owned()))
            .collect();
        assert_eq!(
            found,
            [
                ("files".to_owned(), None, "%#@n@".to_owned()),
                ("files/n".to_owned(), Some("one".to_owned()), "%d file".to_owned()),
                ("files/n".to_owned(), Some("other".to_owned()), "%d files".to_owned()),
            ]
        );
    }
}
