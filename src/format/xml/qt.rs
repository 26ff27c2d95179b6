//! Qt's TS files.

use crate::{
    document::{BlockKind, Document, Segment, Side, State},
    format::{Languages, Layout, Reader, inline, lines::body_start, placeholder::Syntax},
};

use super::{Kind, Tokens, attribute, content};

/// Qt Linguist.
pub(in crate::format) struct Qt;

const INLINES: content::Inlines = content::Inlines { transparent: &[], opaque: &["byte"], collapses: false };
const SYNTAX: Syntax = Syntax::QT.and(Syntax::LIKELY_PRINTF);

impl Reader for Qt {
    fn name(&self) -> &'static str {
        "qt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ts"]
    }

    fn layout(&self) -> Layout {
        Layout::Bilingual
    }

    fn claims(&self, _path: &str, text: &str) -> bool {
        let mut end = text.len().min(2000);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        // `.ts` is the ending of TypeScript too.
        text.get(..end).is_some_and(|head| head.contains("<TS"))
    }

    fn languages(&self, head: &str) -> Languages {
        for token in Tokens::new(head, body_start(head)..head.len()) {
            if let Kind::Open { name: "TS", attributes, .. } = token.kind {
                return Languages {
                    source: attribute(attributes, "sourcelanguage"),
                    targets: attribute(attributes, "language").into_iter().collect(),
                };
            }
        }
        Languages::default()
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let languages = self.languages(text);
        let mut document = Document {
            language: languages.targets.into_iter().next(),
            source_language: languages.source,
            ..Document::default()
        };
        let mut tokens = Tokens::new(text, body_start(text)..text.len());
        let mut context = String::new();
        let mut message = Message::default();
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Open { name, attributes, is_empty, .. } => match name {
                    "name" if !is_empty => context = content::read(&mut tokens, name, &INLINES).text().to_owned(),
                    "message" => message = Message::default(),
                    "source" if !is_empty => message.source = Some(read(&mut tokens, name)),
                    "translatorcomment" | "extracomment" if !is_empty => {
                        let note = read(&mut tokens, name);
                        let before = document.segments.len();
                        super::note(&mut document, note, before);
                    }
                    "comment" if !is_empty => message.comment = read(&mut tokens, name).text.into_owned(),
                    "translation" => {
                        message.state = match attribute(attributes, "type").as_deref() {
                            Some("unfinished") => State::Fuzzy,
                            Some("obsolete" | "vanished") => State::Obsolete,
                            _ => State::Translated,
                        };
                        if !is_empty {
                            message.translation(&mut tokens);
                        }
                    }
                    _ => {}
                },
                Kind::Comment(inner) => super::comment(&mut document, text, inner),
                Kind::Close { name: "message" } => std::mem::take(&mut message).finish(&context, &mut document),
                _ => {}
            }
        }
        document.junk = tokens.junk;
        document
    }
}

fn read<'src>(tokens: &mut Tokens<'src>, name: &str) -> Segment<'src> {
    content::read(tokens, name, &INLINES).finish(BlockKind::String)
}

#[derive(Default)]
struct Message<'src> {
    source: Option<Segment<'src>>,
    comment: String,
    targets: Vec<Segment<'src>>,
    state: State,
}

impl<'src> Message<'src> {
    /// A text, or `<numerusform>`s.
    fn translation(&mut self, tokens: &mut Tokens<'src>) {
        let whole = tokens.clone();
        let mut forms = Vec::new();
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Open { name: "numerusform", is_empty: false, .. } => forms.push(read(tokens, "numerusform")),
                Kind::Close { name: "translation" } => break,
                _ => {}
            }
        }
        if !forms.is_empty() {
            let last = forms.len() - 1;
            for (number, form) in forms.iter_mut().enumerate() {
                // Forms are numbered by the rules of the language: the first of several is for one.
                let name = match number {
                    0 if last > 0 => "one",
                    _ if number == last => "other",
                    _ => "few",
                };
                form.variant = Some(name.into());
            }
            self.targets = forms;
            return;
        }
        let mut again = whole;
        self.targets.push(read(&mut again, "translation"));
    }

    fn finish(self, context: &str, document: &mut Document<'src>) {
        let Some(mut source) = self.source else { return };
        let key = match self.comment.as_str() {
            "" => format!("{context}/{}", source.text),
            comment => format!("{context}/{}/{comment}", source.text),
        };
        source.side = Some(Side::Source);
        inline::mark(&mut source, SYNTAX);
        let end = source.span(source.text.len()..source.text.len()).start;
        document.segments.push(source);
        let mut targets = self.targets;
        if targets.is_empty() {
            targets.push(Segment::new("", crate::document::Origin::verbatim(end, 0), BlockKind::String));
        }
        for mut target in targets {
            target.side = Some(Side::Target);
            target.key = Some(key.clone().into());
            target.state = if target.text.is_empty() { State::Untranslated } else { self.state };
            inline::mark(&mut target, SYNTAX);
            document.segments.push(target);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_and_their_forms_are_read() {
        let text = r#"<!DOCTYPE TS><TS version="2.1" language="de_DE" sourcelanguage="en"><context><name>Main</name>
<message><source>Save &quot;%1&quot;</source><translation>„%1“ speichern</translation></message>
<message numerus="yes"><source>%n file(s)</source><translation><numerusform>%n Datei</numerusform><numerusform>%n Dateien</numerusform></translation></message>
<message><source>New</source><translation type="unfinished"></translation></message></context></TS>"#;
        let document = Qt.read(text);
        assert_eq!(document.language.as_deref(), Some("de_DE"));
        let found: Vec<_> = document.segments.iter().map(|s| (&*s.text, s.variant.as_deref(), s.state)).collect();
        let expected = [
            ("Save \"%1\"", None, State::Translated),
            ("„%1“ speichern", None, State::Translated),
            ("%n file(s)", None, State::Translated),
            ("%n Datei", Some("one"), State::Translated),
            ("%n Dateien", Some("other"), State::Translated),
            ("New", None, State::Translated),
            ("", None, State::Untranslated),
        ];
        assert_eq!(found, expected);
        assert!(document.junk.is_empty());
    }
}
