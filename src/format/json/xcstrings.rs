//! Xcode's string catalogs: all languages in one file.

use std::ops::Range;

use crate::{
    document::{BlockKind, Document, Segment, Side, State},
    format::{Languages, Layout, Reader, inline, placeholder::Syntax},
    locale::normal_tag,
};

use super::{scan::unescape, walk};

/// String catalogs.
pub(in crate::format) struct Xcstrings;

impl Reader for Xcstrings {
    fn name(&self) -> &'static str {
        "xcstrings"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xcstrings"]
    }

    fn layout(&self) -> Layout {
        Layout::Bilingual
    }

    /// Any entry may bring another language: the whole file tells them.
    fn head_size(&self) -> usize {
        usize::MAX
    }

    fn languages(&self, head: &str) -> Languages {
        let mut languages = Languages::default();
        walk(head, |path, range| {
            let keys: Vec<&str> = path.keys().take(4).collect();
            match keys.as_slice() {
                ["sourceLanguage"] => languages.source = Some(unescape(head, range).text().to_owned()),
                ["strings", _, "localizations", language]
                    if !languages.targets.iter().any(|known| known == language) =>
                {
                    languages.targets.push((*language).to_owned());
                }
                _ => {}
            }
        });
        languages.targets.sort();
        languages
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let target = self.languages(text).targets.into_iter().next().unwrap_or_default();
        self.read_language(text, &target)
    }

    fn read_language<'src>(&self, text: &'src str, language: &str) -> Document<'src> {
        let mut document = Document { language: Some(language.to_owned()), ..Document::default() };
        let mut source: Option<String> = None;
        let wanted = normal_tag(language);
        let mut entry = Entry::default();
        let mut state = State::Translated;
        document.junk = walk(text, |path, range| {
            let keys: Vec<&str> = path.keys().collect();
            let ["strings", key, "localizations", tag, rest @ ..] = keys.as_slice() else {
                if keys.as_slice() == ["sourceLanguage"] {
                    source = Some(unescape(text, range).text().to_owned());
                }
                return;
            };
            // It stands before the strings as a rule; else the file is looked through for it.
            let source = source.get_or_insert_with(|| self.languages(text).source.unwrap_or_default());
            if *key != entry.key {
                std::mem::take(&mut entry).finish(text, &mut document);
                entry.key = (*key).to_owned();
                entry.place = path.place(1).unwrap_or_default();
            }
            match rest.last() {
                Some(&"state") => {
                    let is_ready = unescape(text, range).text() == "translated";
                    state = if is_ready { State::Translated } else { State::Fuzzy };
                }
                Some(&"value") => {
                    let mut segment = unescape(text, range).finish(BlockKind::String);
                    let category = rest.iter().rev().nth(2).filter(|_| rest.contains(&"plural"));
                    segment.variant = category.map(|category| (*category).to_owned().into());
                    segment.state = state;
                    inline::mark(&mut segment, Syntax::PRINTF);
                    if *tag == source.as_str() {
                        entry.sources.push(segment);
                    } else if normal_tag(tag) == wanted {
                        entry.targets.push(segment);
                    }
                }
                _ => {}
            }
        });
        entry.finish(text, &mut document);
        document.source_language = Some(source.unwrap_or_default());
        document
    }
}

#[derive(Default)]
struct Entry<'src> {
    key: String,
    /// Where the key stands.
    place: Range<usize>,
    sources: Vec<Segment<'src>>,
    targets: Vec<Segment<'src>>,
}

impl<'src> Entry<'src> {
    fn finish(self, text: &'src str, document: &mut Document<'src>) {
        if self.targets.is_empty() {
            return;
        }
        let mut sources = self.sources;
        // Where the source says nothing, the key is the text.
        if sources.is_empty() {
            let mut segment = unescape(text, self.place).finish(BlockKind::String);
            inline::mark(&mut segment, Syntax::PRINTF);
            sources.push(segment);
        }
        for mut segment in sources {
            segment.side = Some(Side::Source);
            document.segments.push(segment);
        }
        for mut segment in self.targets {
            segment.side = Some(Side::Target);
            segment.key = Some(self.key.clone().into());
            document.segments.push(segment);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_of_a_catalog_is_read_with_its_source() {
        let text = r#"{"sourceLanguage": "en", "strings": {"Hello %@": {"localizations": {"de": {"stringUnit": {"state": "translated", "value": "Hallo %@"}}, "fr": {"stringUnit": {"state": "new", "value": "x"}}}},
"n": {"localizations": {"en": {"variations": {"plural": {"one": {"stringUnit": {"state": "translated", "value": "%d file"}}, "other": {"stringUnit": {"state": "translated", "value": "%d files"}}}}},
"de": {"variations": {"plural": {"one": {"stringUnit": {"state": "translated", "value": "%d Datei"}}, "other": {"stringUnit": {"state": "translated", "value": "%d Dateien"}}}}}}}}, "version": "1.0"}"#;
        assert_eq!(Xcstrings.languages(text).targets, ["de", "en", "fr"]);
        let document = Xcstrings.read_language(text, "de");
        let found: Vec<_> = document.segments.iter().map(|s| (&*s.text, s.variant.as_deref())).collect();
        let expected = [
            ("Hello %@", None),
            ("Hallo %@", None),
            ("%d file", Some("one")),
            ("%d files", Some("other")),
            ("%d Datei", Some("one")),
            ("%d Dateien", Some("other")),
        ];
        assert_eq!(found, expected);
        let key = document.segments[0].span(0..5);
        assert_eq!(&text[key.start..key.end], "Hello", "a key that is the source is shown at its place");
    }

    #[test]
    fn the_language_of_the_sources_may_be_told_behind_them() {
        let text = r#"{"strings": {"a": {"localizations": {"en": {"stringUnit": {"state": "translated", "value": "Hello"}},
"de": {"stringUnit": {"state": "translated", "value": "Hallo"}}}}}, "sourceLanguage": "en"}"#;
        let document = Xcstrings.read_language(text, "de");
        let texts: Vec<_> = document.segments.iter().map(|segment| &*segment.text).collect();
        assert_eq!((texts, document.source_language.as_deref()), (vec!["Hello", "Hallo"], Some("en")));
    }
}
