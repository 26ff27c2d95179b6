//! Tables of texts: CSV and TSV with a column for each language, or for source and target.

use std::ops::Range;

use crate::{
    document::{BlockKind, Document, Junk, Segment, Side},
    locale::normal_tag,
    pairing::tag_like,
};

use super::{Languages, Layout, Reader, inline, lines::body_start, pieces::Pieces};

/// CSV and TSV.
pub(super) struct Csv;

impl Reader for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn layout(&self) -> Layout {
        Layout::Bilingual
    }

    /// A table of texts says in its first row what its columns are.
    fn claims(&self, _path: &str, text: &str) -> bool {
        Columns::of(text).is_some()
    }

    fn languages(&self, head: &str) -> Languages {
        let Some(columns) = Columns::of(head) else { return Languages::default() };
        Languages {
            source: columns.languages.first().filter(|(_, tag)| !tag.is_empty()).map(|(_, tag)| tag.clone()),
            targets: columns
                .languages
                .iter()
                .skip(1)
                .filter(|(_, tag)| !tag.is_empty())
                .map(|(_, tag)| tag.clone())
                .collect(),
        }
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let target = self.languages(text).targets.into_iter().next().unwrap_or_default();
        self.read_language(text, &target)
    }

    fn read_language<'src>(&self, text: &'src str, language: &str) -> Document<'src> {
        let mut document = Document::default();
        let Some(columns) = Columns::of(text) else { return document };
        let Some((source, _)) = columns.languages.first() else { return document };
        let wanted = normal_tag(language);
        let mut targets = columns.languages.iter().skip(1);
        let Some((target, _)) = targets.find(|(_, tag)| tag.is_empty() || normal_tag(tag) == wanted) else {
            return document;
        };
        let mut rows = Rows { text, at: body_start(text), separator: columns.separator, junk: Vec::new() };
        rows.next();
        for row in rows.by_ref() {
            let cell =
                |column: usize| row.get(column).map(|range| unquoted(text, range.clone()).finish(BlockKind::String));
            let (Some(from), Some(to)) = (cell(*source), cell(*target)) else { continue };
            let key = columns.key.and_then(cell).map(|segment| segment.text);
            inline::push_side(&mut document, from, Side::Source);
            inline::push_side(&mut document, Segment { key, ..to }, Side::Target);
        }
        document.junk = rows.junk;
        document
    }
}

/// What the columns of a table are.
struct Columns {
    separator: u8,
    key: Option<usize>,
    /// The source first: its column, and the language where the head names it.
    languages: Vec<(usize, String)>,
}

impl Columns {
    fn of(text: &str) -> Option<Columns> {
        let start = body_start(text);
        let first = super::lines::lines(text, start).next()?.text;
        let count = |b: u8| memchr::memchr_iter(b, first.as_bytes()).count();
        let separator = [b'\t', b';', b','].into_iter().max_by_key(|&b| (count(b), b == b'\t'))?;
        let mut rows = Rows { text, at: start, separator, junk: Vec::new() };
        let names: Vec<String> =
            rows.next()?.into_iter().map(|range| unquoted(text, range).text().trim().to_lowercase()).collect();
        let column = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
        let key = column(&["id", "key", "keys", "name", "identifier"]);
        if let (Some(source), Some(target)) =
            (column(&["source", "original", "source text"]), column(&["target", "translation", "target text"]))
        {
            return Some(Columns { separator, key, languages: vec![(source, String::new()), (target, String::new())] });
        }
        let tags = names.iter().enumerate().filter(|(column, name)| Some(*column) != key && is_tag(name));
        let languages: Vec<(usize, String)> = tags.map(|(column, name)| (column, normal_tag(name))).collect();
        (languages.len() > 1).then_some(Columns { separator, key, languages })
    }
}

fn is_tag(name: &str) -> bool {
    tag_like(name) && name.split(['-', '_']).next().is_some_and(|first| first.len() == 2)
}

/// Reads a table row by row: the cells with their bytes, quotation marks included.
struct Rows<'src> {
    text: &'src str,
    at: usize,
    separator: u8,
    junk: Vec<Junk>,
}

impl Iterator for Rows<'_> {
    type Item = Vec<Range<usize>>;

    fn next(&mut self) -> Option<Vec<Range<usize>>> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let start = self.at;
            let mut end = start;
            // In TSV a quotation mark is one.
            if bytes.get(start) == Some(&b'"') && self.separator != b'\t' {
                end = self.quoted(start);
            }
            let rest = bytes.get(end..).unwrap_or_default();
            end += memchr::memchr2(self.separator, b'\n', rest).unwrap_or(rest.len());
            self.at = end + 1;
            let is_last = bytes.get(end) != Some(&self.separator);
            let cell_end = if is_last && end > start && bytes.get(end - 1) == Some(&b'\r') { end - 1 } else { end };
            cells.push(start..cell_end);
            if is_last {
                return Some(cells);
            }
        }
    }
}

impl Rows<'_> {
    /// The byte after a quoted cell. One that never closes ends with its line.
    fn quoted(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        while let Some(offset) = memchr::memchr(b'"', bytes.get(at..).unwrap_or_default()) {
            let mark = at + offset;
            if bytes.get(mark + 1) != Some(&b'"') {
                return mark + 1;
            }
            at = mark + 2;
        }
        self.junk.push(Junk { span: (start..start + 1).into(), expected: "a closing quotation mark".to_owned() });
        start + 1
    }
}

/// The text of a cell, without quotation marks around, doubled ones single.
fn unquoted<'src>(file: &'src str, range: Range<usize>) -> Pieces<'src> {
    let mut pieces = Pieces::new(file);
    let text = file.get(range.clone()).unwrap_or_default();
    let Some(inner) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        pieces.verbatim(range);
        return pieces;
    };
    let start = range.start + 1;
    let mut done = 0;
    while let Some(at) = inner.get(done..).and_then(|rest| rest.find("\"\"")).map(|at| done + at) {
        pieces.verbatim(start + done..start + at);
        pieces.replaced("\"", start + at..start + at + 2);
        done = at + 2;
    }
    pieces.verbatim(start + done..start + inner.len());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_the_first_row() {
        let text = "key,en,de,fr\na,\"one, \"\"two\"\"\nlines\",eins,un\r\nb,x,,y\n";
        assert_eq!(Csv.languages(text).targets, ["de", "fr"]);
        let document = Csv.read_language(text, "fr");
        let found: Vec<_> = document.segments.iter().map(|s| (s.key.as_deref(), &*s.text)).collect();
        assert_eq!(found, [(None, "one, \"two\"\nlines"), (Some("a"), "un"), (None, "x"), (Some("b"), "y")]);
        assert_eq!(Csv.read("source\ttarget\n\"a\tb\n").segments[0].text, "\"a");
        assert!(!Csv.claims("x.csv", "date,price\n1,2\n"));
    }
}
