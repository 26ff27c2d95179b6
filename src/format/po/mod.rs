//! Gettext: PO and POT files, entry by entry.

use std::ops::Range;

use smallvec::SmallVec;

use crate::{
    document::{BlockKind, Comment, Document, Junk, Segment, Side, State},
    source::Span,
};

use super::{
    Languages, Layout, Reader, inline,
    lines::{Line, body_start, lines, trim},
    pieces::Pieces,
    placeholder::Syntax,
};

mod credits;
mod header;
mod string;

use header::Header;

/// About so many bytes of a file stand for one segment, as a rule.
const BYTES_OF_SEGMENT: usize = 128;

/// Gettext PO.
pub(super) struct Po;

impl Reader for Po {
    fn name(&self) -> &'static str {
        "po"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["po", "pot"]
    }

    fn layout(&self) -> Layout {
        Layout::Bilingual
    }

    fn languages(&self, head: &str) -> Languages {
        Languages { source: None, targets: Header::of(head).language.into_iter().collect() }
    }

    fn is_template(&self, path: &str) -> bool {
        path.ends_with(".pot")
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        self.read_part(text, body_start(text)..text.len())
    }

    /// Entries end at blank lines: a part may end at any.
    fn parts(&self, text: &str, size: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = body_start(text);
        while start < text.len() {
            let from = start.saturating_add(size);
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            let end = memchr::memmem::find(rest, b"\n\n").map_or(text.len(), |at| from + at + 2);
            parts.push(start..end);
            start = end;
        }
        parts
    }

    fn read_part<'src>(&self, text: &'src str, part: Range<usize>) -> Document<'src> {
        // Every part needs the plural forms of the header, which stands in the first.
        let header = Header::of(text);
        let mut walk = Walk { file: text, document: Document::default(), header, entry: Entry::default(), field: None };
        walk.document.language.clone_from(&walk.header.language);
        walk.document.segments.reserve(part.len() / BYTES_OF_SEGMENT);
        // Obsolete entries may stand without a blank line between.
        let body = text.get(..part.end).unwrap_or(text);
        for line in lines(body, part.start) {
            walk.line(line);
        }
        walk.finish_entry();
        walk.document
    }
}

/// A field of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Id,
    Plural,
    /// `msgstr`, or `msgstr[n]`.
    Text(usize),
    /// A string of a previous message: of no use.
    Previous,
}

#[derive(Default)]
struct Entry<'src> {
    context: Option<Pieces<'src>>,
    id: Option<Pieces<'src>>,
    plural: Option<Pieces<'src>>,
    texts: SmallVec<[(usize, Pieces<'src>); 1]>,
    is_fuzzy: bool,
    is_obsolete: bool,
    /// What the flags promise; without any, all that strings usually hold.
    syntax: Option<Syntax>,
}

impl<'src> Entry<'src> {
    fn field(&mut self, field: Field) -> Option<&mut Pieces<'src>> {
        match field {
            Field::Context => self.context.as_mut(),
            Field::Id => self.id.as_mut(),
            Field::Plural => self.plural.as_mut(),
            Field::Text(_) => self.texts.last_mut().map(|(_, pieces)| pieces),
            Field::Previous => None,
        }
    }
}

struct Walk<'src> {
    file: &'src str,
    document: Document<'src>,
    header: Header,
    entry: Entry<'src>,
    /// The field that a line of its own, a string, continues.
    field: Option<Field>,
}

impl<'src> Walk<'src> {
    fn line(&mut self, line: Line<'src>) {
        let bytes = line.text.as_bytes();
        match bytes.first() {
            None => self.finish_entry(),
            Some(b'"') => self.string(line.text, line.start),
            Some(b'm') => self.keyword(line.text, line.start),
            Some(b'#') => self.comment(line),
            Some(_) => {
                let range = line.trimmed();
                match self.file.get(range.clone()) {
                    None | Some("") => self.finish_entry(),
                    Some(text) if text.starts_with(['"', 'm', '#']) && range.start > line.start => {
                        self.line(Line { text, start: range.start, next: line.next });
                    }
                    Some(_) => self.junk(range, "a keyword, a string or a comment"),
                }
            }
        }
    }

    fn comment(&mut self, line: Line<'src>) {
        let rest = line.text.get(1..).unwrap_or_default();
        let start = line.start + 1;
        match rest.as_bytes().first() {
            Some(b'~') => {
                let rest = rest.get(1..).unwrap_or_default();
                let range = trim(rest, start + 1);
                let Some(text) = self.file.get(range.clone()).filter(|text| !text.is_empty()) else { return };
                if text.starts_with('|') {
                    self.field = Some(Field::Previous);
                } else if text.starts_with("msg") {
                    self.keyword(text, range.start);
                    self.entry.is_obsolete = true;
                } else {
                    self.string(text, range.start);
                }
            }
            Some(b',' | b'=') => {
                self.begin_entry();
                self.flags(rest.get(1..).unwrap_or_default());
            }
            Some(b'|') => {
                self.begin_entry();
                self.field = Some(Field::Previous);
            }
            Some(b':') => self.begin_entry(),
            mark => {
                self.begin_entry();
                let skip = usize::from(mark == Some(&b'.'));
                let range = trim(rest.get(skip..).unwrap_or_default(), start + skip);
                let Some(text) = self.file.get(range.clone()) else { return };
                // Only what speaks to fidelint is kept: files are full of references and hints.
                if text.contains("fidelint") {
                    let before = self.document.segments.len();
                    self.document.comments.push(Comment { text: text.into(), span: Span::from(range), before });
                }
            }
        }
    }

    fn flags(&mut self, flags: &str) {
        for flag in flags.split(',').map(str::trim) {
            if flag == "fuzzy" {
                self.entry.is_fuzzy = true;
            } else if let Some(syntax) = string::syntax(flag) {
                let promised = self.entry.syntax.unwrap_or(Syntax::NONE);
                self.entry.syntax = Some(promised.and(syntax));
            }
        }
    }

    fn keyword(&mut self, text: &'src str, start: usize) {
        let length = text.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
        let word = text.get(..length).unwrap_or_default();
        let mut rest = text.get(length..).unwrap_or_default();
        let pieces = Pieces::new(self.file);
        let field = match word {
            "msgctxt" => {
                self.begin_entry();
                self.entry.context = Some(pieces);
                Field::Context
            }
            "msgid" => {
                self.begin_entry();
                if self.entry.id.is_some() {
                    self.finish_entry();
                }
                self.entry.id = Some(pieces);
                Field::Id
            }
            "msgid_plural" => {
                self.entry.plural = Some(pieces);
                Field::Plural
            }
            "msgstr" => {
                let mut number = 0;
                if let Some((inner, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                    number = inner.trim().parse().unwrap_or(0);
                    rest = after;
                }
                self.entry.texts.push((number, pieces));
                Field::Text(number)
            }
            _ => return self.junk(start..start + text.len(), "msgctxt, msgid, msgid_plural or msgstr"),
        };
        self.field = Some(field);
        let range = trim(rest, start + text.len() - rest.len());
        match self.file.get(range.clone()) {
            Some(string) if string.starts_with('"') => self.string(string, range.start),
            _ => self.junk(range, "a string in quotation marks"),
        }
    }

    /// Takes a quoted string that begins at `start`.
    fn string(&mut self, text: &'src str, start: usize) {
        let Some(field) = self.field else {
            return self.junk(start..start + text.len(), "a keyword before the string");
        };
        let text = text.trim_end();
        let inner = text.get(1..).unwrap_or_default();
        let (inner, is_closed) = match inner.strip_suffix('"') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        if let Some(pieces) = self.entry.field(field) {
            string::push(pieces, inner, start + 1);
        }
        if !is_closed {
            self.junk(start + text.len()..start + text.len(), "a closing quotation mark");
        }
    }

    fn junk(&mut self, range: Range<usize>, expected: &str) {
        // One word about a stretch of broken lines.
        if let Some(last) = self.document.junk.last_mut()
            && range.start.saturating_sub(last.span.end) <= 2
        {
            last.span.end = range.end;
            return;
        }
        self.document.junk.push(Junk { span: Span::from(range), expected: expected.to_owned() });
    }

    /// What stands before an entry begins it, if the last one is complete.
    fn begin_entry(&mut self) {
        if !self.entry.texts.is_empty() {
            self.finish_entry();
        }
    }

    fn finish_entry(&mut self) {
        self.field = None;
        if self.entry.id.is_none() && self.entry.texts.is_empty() {
            // Flags stand before their entry, with no blank line between; what is here may still be of use.
            return;
        }
        let entry = std::mem::take(&mut self.entry);
        let Some(id) = entry.id else { return };
        let is_header = id.text().is_empty() && entry.context.is_none();
        if is_header || credits::is_credit(entry.context.as_ref().map(|pieces| pieces.text()), id.text()) {
            return;
        }
        let mut source = id.finish(BlockKind::String);
        let key = match &entry.context {
            Some(context) => [context.text(), "\u{4}", &source.text].concat().into(),
            None => source.text.clone(),
        };
        source.side = Some(Side::Source);
        let mut plural = entry.plural.map(|pieces| pieces.finish(BlockKind::String));
        if let Some(plural) = &mut plural {
            source.variant = Some("one".into());
            plural.variant = Some("other".into());
            plural.side = Some(Side::Source);
        }
        let has_plural = plural.is_some();
        let all = match (entry.is_obsolete, entry.is_fuzzy) {
            (true, _) => State::Obsolete,
            (_, true) => State::Fuzzy,
            _ => State::Translated,
        };
        // What has no translation, or no use, is compared with nothing.
        let is_compared = all != State::Obsolete && entry.texts.iter().any(|(_, pieces)| !pieces.text().is_empty());
        let mut push = |mut segment: Segment<'src>, state: State| {
            segment.state = state;
            if is_compared {
                inline::mark(&mut segment, entry.syntax.unwrap_or(Syntax::ANY));
            }
            self.document.segments.push(segment);
        };
        push(source, all);
        if let Some(plural) = plural {
            push(plural, all);
        }
        // The last text takes the key itself.
        let (mut key, last) = (Some(key), entry.texts.len().saturating_sub(1));
        for (place, (number, pieces)) in entry.texts.into_iter().enumerate() {
            let mut target = pieces.finish(BlockKind::String);
            if let Some(at) = credits::script(&target.text, key.as_deref().unwrap_or_default()) {
                target.truncate(at);
            }
            target.key = if place == last { key.take() } else { key.clone() };
            target.side = Some(Side::Target);
            if has_plural {
                target.variant = Some(self.header.category(number).into());
            }
            let state = if target.text.is_empty() && all == State::Translated { State::Untranslated } else { all };
            push(target, state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"# Translators
msgid ""
msgstr ""
"Language: de\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: a.c:1
#, c-format
msgctxt "menu"
msgid "Copy \"%s\"\n"
"to %d places"
msgstr ""
"\"%s\" an %d "
"Orte kopieren"

# fidelint-ignore[number-mismatch]: agreed
#, fuzzy
#| msgid "Old"
msgid "New"
msgstr "Neu"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d Datei"
msgstr[1] "%d Dateien"

msgid "Open"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Weg"
"#;

    #[test]
    fn entries_become_a_source_and_its_targets() {
        let document = Po.read(FILE);
        assert_eq!(document.language.as_deref(), Some("de"));
        assert!(document.junk.is_empty());
        let found: Vec<_> = document
            .segments
            .iter()
            .map(|segment| {
                (segment.side == Some(Side::Target), &*segment.text, segment.variant.as_deref(), segment.state)
            })
            .collect();
        let expected = [
            (false, "Copy \"%s\"\nto %d places", None, State::Translated),
            (true, "\"%s\" an %d Orte kopieren", None, State::Translated),
            (false, "New", None, State::Fuzzy),
            (true, "Neu", None, State::Fuzzy),
            (false, "%d file", Some("one"), State::Translated),
            (false, "%d files", Some("other"), State::Translated),
            (true, "%d Datei", Some("one"), State::Translated),
            (true, "%d Dateien", Some("other"), State::Translated),
            (false, "Open", None, State::Translated),
            (true, "", None, State::Untranslated),
            (false, "Gone", None, State::Obsolete),
            (true, "Weg", None, State::Obsolete),
        ];
        assert_eq!(found, expected);
        assert_eq!(document.segments[1].key.as_deref(), Some("menu\u{4}Copy \"%s\"\nto %d places"));
        assert_eq!(document.comments[0].before, 2);
    }

    #[test]
    fn an_escape_and_a_folded_line_map_to_their_bytes() {
        let document = Po.read(FILE);
        let target = &document.segments[1];
        let at = target.text.find("Orte").unwrap();
        let span = target.span(at..at + 4);
        assert_eq!(&FILE[span.start..span.end], "Orte");
        let span = target.span(0..1);
        assert_eq!(&FILE[span.start..span.end], "\\\"");
        assert_eq!(target.inline.len(), 2);
    }

    #[test]
    fn what_stands_before_a_script_maps_to_its_bytes() {
        let file = "msgid \"files\"\nmsgstr \"Dateien|/|$[script]\"\n";
        let target = &Po.read(file).segments[1];
        let span = target.span(0..3);
        assert_eq!((&*target.text, &file[span.start..span.end]), ("Dateien", "Dat"));
    }

    #[test]
    fn a_broken_line_is_told_once_and_the_rest_is_read() {
        let document = Po.read("msgid \"a\"\nmsgstr \"b\nwhat is\nthis\n\nmsgid \"c\"\nmsgstr \"d\"\n");
        assert_eq!(document.junk.len(), 1);
        assert_eq!(document.segments.len(), 4);
    }

    #[test]
    fn the_parts_of_a_file_read_like_the_whole() {
        let whole = Po.read(FILE);
        let parts = Po.parts(FILE, 40);
        assert!(parts.len() > 3);
        let texts: Vec<_> = parts
            .into_iter()
            .flat_map(|part| Po.read_part(FILE, part).segments)
            .map(|segment| (segment.text, segment.origin, segment.variant))
            .collect();
        assert_eq!(texts, whole.segments.into_iter().map(|s| (s.text, s.origin, s.variant)).collect::<Vec<_>>());
    }
}
