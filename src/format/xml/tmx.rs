//! TMX translation memories.

// tidy: `hi` and `it` are names of elements.

use crate::{
    document::{BlockKind, Document, Segment, Side},
    format::{Languages, Layout, Reader, inline, lines::body_start},
    locale::normal_tag,
};

use super::{Kind, Tokens, attribute, content};

/// Translation Memory eXchange.
pub(in crate::format) struct Tmx;

const INLINES: content::Inlines =
    content::Inlines { transparent: &["hi", "sub"], opaque: &["ph", "bpt", "ept", "it", "ut"], collapses: false };

impl Reader for Tmx {
    fn name(&self) -> &'static str {
        "tmx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tmx"]
    }

    fn layout(&self) -> Layout {
        Layout::Bilingual
    }

    fn languages(&self, head: &str) -> Languages {
        let mut languages = Languages::default();
        for token in Tokens::new(head, body_start(head)..head.len()) {
            let Kind::Open { name, attributes, .. } = token.kind else { continue };
            if name == "header" {
                languages.source = attribute(attributes, "srclang").filter(|tag| tag != "*all*");
            } else if name == "tuv"
                && let Some(tag) = language(attributes)
            {
                let source = languages.source.get_or_insert_with(|| tag.clone());
                if normal_tag(source) != normal_tag(&tag) && !languages.targets.contains(&tag) {
                    languages.targets.push(tag);
                }
            }
        }
        languages
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let target = self.languages(text).targets.into_iter().next().unwrap_or_default();
        self.read_language(text, &target)
    }

    fn read_language<'src>(&self, text: &'src str, target: &str) -> Document<'src> {
        let mut document = Document::default();
        let target = normal_tag(target);
        let mut tokens = Tokens::new(text, body_start(text)..text.len());
        let mut source_language: Option<String> = None;
        let mut unit: Vec<(String, Segment<'src>)> = Vec::new();
        let (mut key, mut tag) = (None, String::new());
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Open { name, attributes, is_empty, .. } => match name {
                    "header" => source_language = attribute(attributes, "srclang").filter(|tag| tag != "*all*"),
                    "tu" => {
                        unit.clear();
                        key = attribute(attributes, "tuid");
                    }
                    "tuv" => tag = normal_tag(&language(attributes).unwrap_or_default()),
                    "note" if !is_empty => {
                        let note = content::read(&mut tokens, name, &INLINES).finish(BlockKind::String);
                        let before = document.segments.len();
                        super::note(&mut document, note, before);
                    }
                    "seg" if !is_empty => {
                        let segment = content::read(&mut tokens, name, &INLINES).finish(BlockKind::String);
                        unit.push((std::mem::take(&mut tag), segment));
                    }
                    _ => {}
                },
                Kind::Comment(inner) => super::comment(&mut document, text, inner),
                Kind::Close { name: "tu" } => {
                    let own = source_language.as_deref().map(normal_tag);
                    let is_source = |tag: &str| own.as_deref().is_none_or(|own| own == tag);
                    let Some(at) = unit.iter().position(|(tag, _)| is_source(tag)) else { continue };
                    let (_, source) = unit.remove(at);
                    for (_, segment) in unit.drain(..).filter(|(tag, _)| *tag == target) {
                        inline::push_side(&mut document, source.clone(), Side::Source);
                        let key = key.clone().map(Into::into);
                        inline::push_side(&mut document, Segment { key, ..segment }, Side::Target);
                    }
                }
                _ => {}
            }
        }
        document.source_language = source_language;
        document.language = Some(target);
        document.junk = tokens.junk;
        document
    }
}

fn language(attributes: &str) -> Option<String> {
    attribute(attributes, "xml:lang").or_else(|| attribute(attributes, "lang"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_for_the_language_that_is_asked_for() {
        let text = r#"<tmx version="1.4"><header srclang="en"/><body><tu tuid="a">
<tuv xml:lang="en"><seg>5 <bpt i="1">{b}</bpt>apples</seg></tuv><tuv xml:lang="de"><seg>5 Äpfel</seg></tuv><tuv xml:lang="fr"><seg>5 pommes</seg></tuv></tu></body></tmx>"#;
        assert_eq!(Tmx.languages(text).targets, ["de", "fr"]);
        let read = Tmx.read_language(text, "fr");
        assert_eq!(
            read.segments.iter().map(|s| &*s.text).collect::<Vec<_>>(),
            ["5 <bpt i=\"1\">{b}</bpt>apples", "5 pommes"]
        );
        assert_eq!(read.segments[0].inline.len(), 1);
    }
}
