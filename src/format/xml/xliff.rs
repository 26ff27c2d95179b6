//! XLIFF 1.2 and 2.x.

// tidy: `it` is the name of an element.

use crate::{
    document::{BlockKind, Document, Segment, Side, State},
    format::{Languages, Layout, Reader, inline, lines::body_start, placeholder::Syntax},
};

use super::{Kind, Tokens, attribute, content};

/// XLIFF.
pub(in crate::format) struct Xliff;

const INLINES: content::Inlines = content::Inlines {
    transparent: &["mrk"],
    opaque: &["x", "bx", "ex", "ph", "bpt", "ept", "it", "sc", "ec", "cp"],
    collapses: false,
};

impl Reader for Xliff {
    fn name(&self) -> &'static str {
        "xliff"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "xml"]
    }

    fn layout(&self) -> Layout {
        Layout::Bilingual
    }

    fn claims(&self, path: &str, text: &str) -> bool {
        !path.to_lowercase().ends_with(".xml") || text.contains("<xliff")
    }

    fn languages(&self, head: &str) -> Languages {
        for token in Tokens::new(head, body_start(head)..head.len()) {
            let Kind::Open { name: "file" | "xliff", attributes, .. } = token.kind else { continue };
            let any = |one: &str, two: &str| attribute(attributes, one).or_else(|| attribute(attributes, two));
            let source = any("source-language", "srcLang");
            if source.is_some() {
                return Languages { source, targets: any("target-language", "trgLang").into_iter().collect() };
            }
        }
        Languages::default()
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let languages = self.languages(text.get(..self.head_size()).unwrap_or(text));
        let mut document = Document {
            language: languages.targets.into_iter().next(),
            source_language: languages.source,
            ..Document::default()
        };
        let mut tokens = Tokens::new(text, body_start(text)..text.len());
        let mut unit = Unit::default();
        while let Some(token) = tokens.next() {
            let Kind::Open { name, attributes, is_empty, .. } = token.kind else {
                if let Kind::Close { name: "trans-unit" | "segment" | "unit" } = token.kind {
                    unit.finish(&mut document);
                }
                continue;
            };
            match name {
                "trans-unit" | "unit" => {
                    unit = Unit::default();
                    unit.key = attribute(attributes, "resname")
                        .or_else(|| attribute(attributes, "name"))
                        .or_else(|| attribute(attributes, "id"));
                    if attribute(attributes, "translate").as_deref() == Some("no") {
                        content::skip(&mut tokens, name);
                    }
                }
                "segment" => unit.state = state(attribute(attributes, "state")),
                "source" if !is_empty => {
                    unit.source = Some(content::read(&mut tokens, name, &INLINES).finish(BlockKind::String));
                }
                "target" => {
                    if let Some(own) = attribute(attributes, "state") {
                        unit.state = state(Some(own));
                    }
                    if !is_empty {
                        unit.target = Some(content::read(&mut tokens, name, &INLINES).finish(BlockKind::String));
                    }
                }
                "note" if !is_empty => {
                    let note = content::read(&mut tokens, name, &INLINES).finish(BlockKind::String);
                    let before = document.segments.len();
                    super::note(&mut document, note, before);
                }
                // Other translations, and the source cut otherwise.
                "alt-trans" | "seg-source" | "matches" | "mtc:matches" | "ignorable" if !is_empty => {
                    content::skip(&mut tokens, name);
                }
                _ => {}
            }
        }
        document.junk = tokens.junk;
        document
    }
}

#[derive(Default)]
struct Unit<'src> {
    key: Option<String>,
    source: Option<Segment<'src>>,
    target: Option<Segment<'src>>,
    state: State,
}

impl<'src> Unit<'src> {
    fn finish(&mut self, document: &mut Document<'src>) {
        let Some(mut source) = self.source.take() else { return };
        let mut target = self.target.take().unwrap_or_else(|| {
            let end = source.span(source.text.len()..source.text.len()).start;
            Segment::new("", crate::document::Origin::verbatim(end, 0), BlockKind::String)
        });
        source.side = Some(Side::Source);
        target.side = Some(Side::Target);
        target.key = self.key.clone().map(Into::into);
        target.state = if target.text.trim().is_empty() { State::Untranslated } else { self.state };
        for mut segment in [source, target] {
            inline::mark(&mut segment, Syntax::ANY);
            document.segments.push(segment);
        }
        self.state = State::Translated;
    }
}

fn state(name: Option<String>) -> State {
    match name.as_deref() {
        Some("new" | "needs-translation" | "needs-adaptation" | "needs-l10n") => State::Fuzzy,
        _ => State::Translated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(Option<String>, String, State)> {
        let read = Xliff.read(text);
        read.segments.into_iter().map(|s| (s.key.map(String::from), s.text.into_owned(), s.state)).collect()
    }

    #[test]
    fn both_versions_are_read() {
        let one = r#"<xliff version="1.2"><file source-language="en" target-language="de"><body>
          <trans-unit id="1" resname="hello"><source>Hello <x id="INTERPOLATION"/>!</source><target>Hallo <x id="INTERPOLATION"/>!</target><note>n</note></trans-unit>
          <trans-unit id="2"><source>New</source><target state="needs-translation">New</target></trans-unit>
          <trans-unit id="3"><source>None</source></trans-unit></body></file></xliff>"#;
        let expected = [
            (None, "Hello <x id=\"INTERPOLATION\"/>!".to_owned(), State::Translated),
            (Some("hello".to_owned()), "Hallo <x id=\"INTERPOLATION\"/>!".to_owned(), State::Translated),
            (None, "New".to_owned(), State::Translated),
            (Some("2".to_owned()), "New".to_owned(), State::Fuzzy),
            (None, "None".to_owned(), State::Translated),
            (Some("3".to_owned()), String::new(), State::Untranslated),
        ];
        assert_eq!(texts(one), expected);
        assert_eq!(Xliff.read(one).segments[1].inline[0].value.as_deref(), Some("x#INTERPOLATION"));
        let two = r#"<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f"><unit id="u1"><segment><source>a <pc id="1">b</pc></source><target>c <pc id="1">d</pc></target></segment></unit></file></xliff>"#;
        let read = Xliff.read(two);
        assert_eq!(read.language.as_deref(), Some("fr"));
        assert_eq!(read.segments[1].key.as_deref(), Some("u1"));
        assert_eq!(read.segments[1].inline.len(), 2);
    }
}
