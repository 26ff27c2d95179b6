//! JSON: nested strings as i18next, Vue and many others have them, ARB, and the messages of browser extensions.

use std::{borrow::Cow, ops::Range};

use crate::{
    document::{Document, Segment},
    pairing::tag_like,
};

use super::{Layout, Reader, keyed, lines::body_start, placeholder::Syntax};

mod scan;
pub(super) mod xcstrings;

pub(super) use scan::unescape;
use scan::{Scan, Token};

/// Keyed strings in JSON.
pub(super) struct Json;

/// The messages of a browser extension: `{"key": {"message": "…", "description": "…"}}`.
pub(super) struct Extension;

/// Flutter's ARB.
pub(super) struct Arb;

impl Reader for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonc", "json5"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = read(text, Syntax::ANY, |_| true);
        without_root_language(&mut document);
        document
    }
}

impl Reader for Extension {
    fn name(&self) -> &'static str {
        "extension"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn claims(&self, path: &str, text: &str) -> bool {
        path.ends_with("messages.json") && text.contains("\"message\"")
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        // `key.message` is text; `key.description` and the placeholders are for translators and programs.
        let syntax = Syntax::DOLLAR_NAME.and(Syntax::LIKELY_PRINTF);
        let mut document = read(text, syntax, |path| path.len() == 2 && path.last() == Some("message"));
        for segment in &mut document.segments {
            if let Some(key) = segment.key.as_deref().and_then(|key| key.strip_suffix(".message")) {
                segment.key = Some(key.to_owned().into());
            }
        }
        document
    }
}

impl Reader for Arb {
    fn name(&self) -> &'static str {
        "arb"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["arb"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = read(text, Syntax::BRACE, |path| path.len() == 1);
        let is_locale = |segment: &Segment<'_>| segment.key.as_deref() == Some("@@locale");
        document.language = document.segments.iter().find(|s| is_locale(s)).map(|s| s.text.to_string());
        document.segments.retain(|segment| !segment.key.as_deref().is_some_and(|key| key.starts_with('@')));
        document
    }
}

/// The keys of the open objects and the places in the open arrays.
pub(super) struct Path<'src> {
    levels: Vec<Level<'src>>,
}

enum Level<'src> {
    /// An object, with the last key in it and where that stands.
    Object(Cow<'src, str>, Range<usize>),
    /// An array, with the number of the item.
    Array(usize),
}

impl<'src> Path<'src> {
    fn len(&self) -> usize {
        self.levels.len()
    }

    /// The last key, if the innermost is an object.
    fn last(&self) -> Option<&str> {
        match self.levels.last()? {
            Level::Object(key, _) => Some(key),
            Level::Array(_) => None,
        }
    }

    /// The keys from the outside in.
    fn keys(&self) -> impl Iterator<Item = &str> {
        self.levels.iter().filter_map(|level| match level {
            Level::Object(key, _) => Some(key.as_ref()),
            Level::Array(_) => None,
        })
    }

    /// Where the last key of the object stands that has `depth` others around it.
    fn place(&self, depth: usize) -> Option<Range<usize>> {
        match self.levels.get(depth)? {
            Level::Object(_, place) => Some(place.clone()),
            Level::Array(_) => None,
        }
    }

    /// `a.b[2].c`.
    fn joined(&self) -> Cow<'src, str> {
        if let [Level::Object(key, _)] = self.levels.as_slice() {
            return key.clone();
        }
        let mut joined = String::new();
        for level in &self.levels {
            match level {
                Level::Object(key, _) => {
                    if !joined.is_empty() {
                        joined.push('.');
                    }
                    joined.push_str(key);
                }
                Level::Array(number) => joined.push_str(&format!("[{number}]")),
            }
        }
        joined.into()
    }
}

/// Deeper nesting is no file of strings; its keys are no longer told apart.
const DEEPEST: usize = 64;

/// Reads every string value whose path is wanted.
fn read<'src>(text: &'src str, syntax: Syntax, wanted: impl Fn(&Path<'src>) -> bool) -> Document<'src> {
    let mut document = Document::default();
    let junk = walk(text, |path, range| {
        if !wanted(path) {
            return;
        }
        let pieces = unescape(text, range);
        let key = path.joined();
        match keyed::split_category(&key, &['_', '.']).map(|(base, category)| (base.to_owned(), category.to_owned())) {
            Some((base, category)) => {
                keyed::push(&mut document, text, pieces, base.into(), Some(category.into()), syntax);
            }
            None => keyed::push(&mut document, text, pieces, key, None, syntax),
        }
    });
    document.junk = junk;
    document
}

/// Calls `visit` with every string value and where it stands.
fn walk<'src>(text: &'src str, mut visit: impl FnMut(&Path<'src>, Range<usize>)) -> Vec<crate::document::Junk> {
    let mut scan = Scan::new(text, body_start(text));
    let mut path = Path { levels: Vec::new() };
    let mut too_deep = 0usize;
    let mut is_value = true;
    for token in scan.by_ref() {
        match token {
            Token::Open(_) if path.levels.len() >= DEEPEST => too_deep += 1,
            Token::Open(b'{') => {
                path.levels.push(Level::Object(Cow::Borrowed(""), 0..0));
                is_value = false;
            }
            Token::Open(_) => {
                path.levels.push(Level::Array(0));
                is_value = true;
            }
            Token::Close if too_deep > 0 => too_deep -= 1,
            Token::Close => {
                path.levels.pop();
            }
            Token::Colon => is_value = true,
            Token::Comma => match path.levels.last_mut() {
                Some(Level::Array(number)) => *number += 1,
                _ => is_value = false,
            },
            Token::Text(range) if is_value => visit(&path, range),
            Token::Text(range) => {
                if let Some(Level::Object(key, place)) = path.levels.last_mut() {
                    *place = range.clone();
                    *key = unescape(text, range).into_text();
                }
            }
            Token::Other => {}
        }
    }
    scan.junk
}

/// The string values of an object that stands in a stretch of the file, by their keys.
pub(super) fn line_strings(text: &str, range: Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let line = text.get(range.clone()).unwrap_or_default();
    walk(line, |path, inner| {
        if let (1, Some(key)) = (path.len(), path.last()) {
            found.push((key.to_owned(), range.start + inner.start..range.start + inner.end));
        }
    });
    found
}

/// Takes off a root key that names the language: `{"de": {…}}`.
pub(super) fn without_root_language(document: &mut Document<'_>) {
    let root = |segment: &Segment<'_>| {
        let (root, _) = segment.key.as_deref()?.split_once('.')?;
        tag_like(root).then(|| root.to_owned())
    };
    let Some(language) = document.segments.first().and_then(root) else { return };
    if !document.segments.iter().all(|segment| root(segment).as_deref() == Some(&language)) {
        return;
    }
    for segment in &mut document.segments {
        if let Some((_, key)) = segment.key.as_deref().and_then(|key| key.split_once('.')) {
            segment.key = Some(key.to_owned().into());
        }
    }
    document.language = Some(language);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(document: &Document<'_>) -> Vec<(String, Option<String>, String)> {
        let text = |s: &Segment<'_>| {
            (
                s.key.as_deref().unwrap_or_default().to_owned(),
                s.variant.as_deref().map(str::to_owned),
                s.text.to_string(),
            )
        };
        document.segments.iter().map(text).collect()
    }

    fn row(key: &str, variant: Option<&str>, text: &str) -> (String, Option<String>, String) {
        (key.to_owned(), variant.map(str::to_owned), text.to_owned())
    }

    #[test]
    fn nested_strings_are_keyed_by_their_path() {
        let text = r#"{"a": {"b": "one \"x\"", "list": ["p", "q"]}, "n_one": "{{count}} file", "n_other": "{{count}} files", "num": 5}"#;
        let document = Json.read(text);
        let expected = [
            row("a.b", None, "one \"x\""),
            row("a.list[0]", None, "p"),
            row("a.list[1]", None, "q"),
            row("n", Some("one"), "{{count}} file"),
            row("n", Some("other"), "{{count}} files"),
        ];
        assert_eq!(found(&document), expected);
        assert_eq!(document.segments[3].inline[0].value.as_deref(), Some("{{count}}"));
    }

    #[test]
    fn a_root_key_that_names_the_language_is_none() {
        let document = Json.read(r#"{"pt-BR": {"a": "x", "b": {"c": "y"}}}"#);
        assert_eq!(document.language.as_deref(), Some("pt-BR"));
        assert_eq!(found(&document), [row("a", None, "x"), row("b.c", None, "y")]);
    }

    #[test]
    fn arb_has_messages_and_metadata() {
        let text = r#"{"@@locale": "de", "n": "{n, plural, =1{Eine Datei} other{{n} Dateien}} für {who}", "@n": {"description": "d"}}"#;
        let document = Arb.read(text);
        assert_eq!(document.language.as_deref(), Some("de"));
        assert_eq!(
            found(&document),
            [row("n", Some("=1"), "Eine Datei für {who}"), row("n", Some("other"), "{n} Dateien für {who}")]
        );
        let other = &document.segments[1];
        assert_eq!(other.inline.len(), 2);
        let span = other.span(other.inline[1].at.clone());
        assert_eq!(&text[span.start..span.end], "{who}");
    }

    #[test]
    fn the_messages_of_extensions_leave_out_what_is_for_translators() {
        let text =
            r#"{"hi": {"message": "Hi $NAME$", "description": "x", "placeholders": {"name": {"content": "$1"}}}}"#;
        assert!(Extension.claims("_locales/en/messages.json", text));
        assert_eq!(found(&Extension.read(text)), [row("hi", None, "Hi $NAME$")]);
    }
}
