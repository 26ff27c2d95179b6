//! Readers: from the bytes of a file to segments of plain text. One file a format, listed in [`READERS`].

use std::ops::Range;

use crate::document::{Document, Segment};

mod apple;
mod csv;
mod decode;
mod docx;
mod fluent;
mod html;
mod inline;
mod json;
mod jsonl;
mod keyed;
mod lines;
mod markdown;
mod markup;
mod pieces;
pub mod placeholder;
mod po;
mod properties;
mod subtitles;
mod text;
mod xml;
mod yaml;

pub use decode::{DecodeError, decode};

/// Reads one file format. Knows no language and no check.
///
/// A reader always returns a document: a stretch that makes no sense becomes [`crate::document::Junk`], the rest is
/// read.
pub trait Reader: Send + Sync {
    /// The name by which settings and `--format` call the format.
    fn name(&self) -> &'static str;

    /// The endings of its files' names, lower-case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// How its files are paired and aligned.
    fn layout(&self) -> Layout;

    /// Is a file with one of the endings really of this format? Asked in the order of [`READERS`].
    fn claims(&self, _path: &str, _text: &str) -> bool {
        true
    }

    /// The languages that a bilingual file names, read from the beginning of its text ([`Reader::head_size`]).
    fn languages(&self, _head: &str) -> Languages {
        Languages::default()
    }

    /// How many bytes of a file tell its format and its languages.
    fn head_size(&self) -> usize {
        20_000
    }

    /// Is a file a template that holds no translations, by its name?
    fn is_template(&self, _path: &str) -> bool {
        false
    }

    /// Reads a file's text.
    fn read<'src>(&self, text: &'src str) -> Document<'src>;

    /// Reads a file that holds translations into several languages, for one of them.
    fn read_language<'src>(&self, text: &'src str, _language: &str) -> Document<'src> {
        self.read(text)
    }

    /// Stretches of at least `size` bytes that can be read one by one, so that a large file takes little memory and
    /// many cores. One stretch where the format has no good places to part.
    fn parts(&self, text: &str, _size: usize) -> Vec<Range<usize>> {
        vec![0..text.len()]
    }

    /// Reads one of the [`Reader::parts`] of a file. Spans are those of the whole file.
    fn read_part<'src>(&self, text: &'src str, _part: Range<usize>) -> Document<'src> {
        self.read(text)
    }
}

/// The languages of a bilingual file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Languages {
    /// That of the source texts.
    pub source: Option<String>,
    /// Those of the translations.
    pub targets: Vec<String>,
}

/// How the files of a format hold a text and its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Running text, one language a file: aligned by its sentences.
    Document,
    /// Strings with keys, one language a file: paired by key.
    Keyed,
    /// Both sides in one file: a source segment is followed by its target segments of the same key.
    Bilingual,
}

/// The reader of plain text.
pub(crate) static PLAIN: &dyn Reader = &text::Text;

/// Every format that fidelint reads. Where two share an ending, the one that asks more of a file comes first.
pub static READERS: &[&dyn Reader] = &[
    &po::Po,
    &xml::android::Android,
    &xml::xliff::Xliff,
    &xml::qt::Qt,
    &xml::tmx::Tmx,
    &xml::resx::Resx,
    &xml::stringsdict::Stringsdict,
    &json::xcstrings::Xcstrings,
    &json::Arb,
    &json::Extension,
    &json::Json,
    &yaml::Yaml,
    &fluent::Fluent,
    &properties::Properties,
    &apple::Strings,
    &jsonl::JsonLines,
    &csv::Csv,
    &subtitles::Subtitles,
    &html::Html,
    &docx::Docx,
    &markup::Rst,
    &markup::AsciiDoc,
    &markdown::Markdown,
    &markdown::Mdx,
    &text::Text,
];

/// The reader for a file, by the ending of its name and, where formats share one, by its text.
pub fn reader_for(path: &str, text: &str) -> Option<&'static dyn Reader> {
    readers_by_path(path).find(|reader| reader.claims(path, text))
}

/// The readers that a file's name alone makes possible.
pub fn readers_by_path(path: &str) -> impl Iterator<Item = &'static dyn Reader> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase();
    READERS.iter().copied().filter(move |reader| reader.extensions().iter().any(|&ending| has_ending(&name, ending)))
}

/// Marks what is no prose in a string of an unknown kind: placeholders and tags.
pub fn mark_inline(segment: &mut Segment<'_>) {
    inline::mark(segment, placeholder::Syntax::ANY);
}

/// The reader of a name, as settings give it.
pub fn reader_named(name: &str) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.name() == name)
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_found_by_the_ending_in_any_case() {
        assert_eq!(reader_for("docs/README.MD", "").map(|reader| reader.name()), Some("markdown"));
        assert_eq!(reader_for("press/en.txt", "").map(|reader| reader.name()), Some("text"));
        assert!(reader_for("photo.jpeg", "").is_none());
        assert!(reader_for("txt", "").is_none());
    }

    #[test]
    fn the_names_of_the_readers_are_unique() {
        let mut names: Vec<_> = READERS.iter().map(|reader| reader.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), READERS.len());
    }
}
