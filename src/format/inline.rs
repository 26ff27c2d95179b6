//! Finds what is no prose in a keyed string: placeholders and tags.

// tidy: `hr` is the name of a tag.

use std::ops::Range;

use crate::document::{Document, Inline, InlineKind, Segment, Side, State};

use super::{
    placeholder::{Syntax, find},
    xml::{attribute_range, entity},
};

/// Marks the placeholders and tags of a segment's text. What the reader marked itself stays.
pub(super) fn mark(segment: &mut Segment<'_>, syntax: Syntax) {
    let bytes = segment.text.as_bytes();
    // Most texts have nothing of the kind.
    let has_placeholder = syntax != Syntax::NONE && memchr::memchr3(b'%', b'{', b'$', bytes).is_some();
    let has_other = memchr::memchr3(b'<', b']', b'`', bytes).is_some();
    if !has_placeholder && !has_other {
        return;
    }
    let has_tag = has_other && memchr::memchr(b'<', bytes).is_some();
    let has_link = has_other && memchr::memchr_iter(b']', bytes).any(|at| bytes.get(at + 1) == Some(&b'('));
    let has_code = has_other && memchr::memchr(b'`', bytes).is_some();
    let mut found = Vec::new();
    if has_code {
        code(&segment.text, &mut found);
    }
    let mut links = Vec::new();
    if has_tag {
        tags(&segment.text, &mut found);
        for part in &found {
            links.extend(target(&segment.text, part));
        }
    }
    if has_link {
        markdown_links(&segment.text, &mut links);
    }
    if has_placeholder {
        for placeholder in find(&segment.text, syntax) {
            found.push(Inline { at: placeholder.at, kind: InlineKind::Placeholder, value: Some(placeholder.value) });
        }
    }
    merge(&mut segment.inline, found);
    if !links.is_empty() {
        segment.inline.append(&mut links);
        segment.inline.sort_by_key(|part| (part.at.start, std::cmp::Reverse(part.at.end)));
    }
}

/// The address that a tag links to.
fn target(text: &str, tag: &Inline) -> Option<Inline> {
    let raw = text.get(tag.at.clone())?;
    let (range, start) = ["href", "src"].iter().find_map(|name| {
        let space = raw.find(char::is_whitespace)?;
        Some((attribute_range(raw.get(space..)?, name)?, space))
    })?;
    let at = tag.at.start + start + range.start..tag.at.start + start + range.end;
    let value = entity::decode(text.get(at.clone())?);
    // What is filled in at run time is no address yet.
    let is_address = !value.is_empty() && !value.contains(['{', '%', '$', '\n']);
    is_address.then_some(Inline { at, kind: InlineKind::Link, value: Some(value) })
}

/// Code between backticks, as Markdown and reStructuredText write it. A word or a figure alone may be set otherwise in
/// the translation: it is left to be read.
fn code(text: &str, found: &mut Vec<Inline>) {
    let mut at = 0;
    while let Some(offset) = memchr::memchr(b'`', text.as_bytes().get(at..).unwrap_or_default()) {
        let mark = at + offset;
        let marks = text.bytes().skip(mark).take_while(|&b| b == b'`').count();
        let start = mark + marks;
        let inner = text.get(start..).unwrap_or_default();
        let Some(length) = memchr::memchr2(b'`', b'\n', inner.as_bytes()) else { return };
        let word = inner.get(..length).unwrap_or_default();
        let has_sign = word.bytes().any(|b| b"_./\\(){}=:$#@-".contains(&b));
        let is_code = has_sign && word.bytes().any(|b| b.is_ascii_alphabetic()) && !word.contains([' ', '<', '>']);
        if is_code && inner.as_bytes().get(length) == Some(&b'`') {
            found.push(Inline { at: start..start + length, kind: InlineKind::Code, value: None });
        }
        at = start + length + 1;
    }
}

/// The targets of Markdown links in a string that is no Markdown file.
fn markdown_links(text: &str, links: &mut Vec<Inline>) {
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find("](")) {
        let start = at + offset + 2;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| c == ')' || c.is_whitespace()).unwrap_or(0);
        let value = rest.get(..length).unwrap_or_default();
        if !value.is_empty() && !value.contains(['{', '%', '$']) {
            links.push(Inline { at: start..start + length, kind: InlineKind::Link, value: Some(value.to_owned()) });
        }
        at = start;
    }
}

/// Adds parts to a list in order. What meets a part that is there already is dropped, as is a placeholder in a tag.
fn merge(inline: &mut Vec<Inline>, mut found: Vec<Inline>) {
    found.sort_by_key(|part| (part.at.start, std::cmp::Reverse(part.at.end)));
    if inline.is_empty() {
        let mut end = 0;
        found.retain(|part| {
            let is_free = part.at.start >= end;
            end = end.max(part.at.end);
            is_free
        });
        *inline = found;
        return;
    }
    let taken: Vec<Range<usize>> =
        inline.iter().filter(|part| part.kind != InlineKind::Link).map(|part| part.at.clone()).collect();
    let mut end = 0;
    for part in found {
        let first = taken.partition_point(|other| other.end <= part.at.start);
        let meets = taken.get(first).is_some_and(|other| other.start < part.at.end);
        if !meets && part.at.start >= end {
            end = part.at.end;
            inline.push(part);
        }
    }
    inline.sort_by_key(|part| (part.at.start, std::cmp::Reverse(part.at.end)));
}

/// The tags in a text. The value is the name, with `/` before that of a closing tag.
fn tags(text: &str, found: &mut Vec<Inline>) {
    let mut at = 0;
    while let Some(offset) = memchr::memchr(b'<', text.as_bytes().get(at..).unwrap_or_default()) {
        let start = at + offset;
        let rest = text.get(start..).unwrap_or_default();
        match tag(rest) {
            Some((length, name)) => {
                found.push(Inline { at: start..start + length, kind: InlineKind::Markup, value: Some(name) });
                at = start + length;
            }
            None => at = start + 1,
        }
    }
    if found.is_empty() {
        return;
    }
    // `copy <file> to <folder>` has names for values, no tags: those come in pairs, are empty, or have attributes.
    let names = found.iter().filter_map(|part| part.value.as_deref());
    let (closed, opened): (Vec<&str>, Vec<&str>) = names.partition(|name| name.starts_with('/'));
    let (closed, opened) = (Names::of(closed), Names::of(opened));
    let is_tag = |part: &Inline| {
        let name = part.value.as_deref().unwrap_or_default();
        let raw = text.get(part.at.clone()).unwrap_or_default();
        let is_paired = match name.strip_prefix('/') {
            Some(name) => opened.has(name, ""),
            None => closed.has(name, "/"),
        };
        EMPTY.contains(&name) || raw.contains('=') || raw.ends_with("/>") || is_paired
    };
    let keep: Vec<bool> = found.iter().map(is_tag).collect();
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or_default());
}

/// Names of tags: a few are looked through, many are sorted.
struct Names<'t>(Vec<&'t str>);

impl<'t> Names<'t> {
    const FEW: usize = 8;

    fn of(mut names: Vec<&'t str>) -> Names<'t> {
        if names.len() > Self::FEW {
            names.sort_unstable();
        }
        Names(names)
    }

    /// Is there a name that is `prefix` and `rest`?
    fn has(&self, rest: &str, prefix: &str) -> bool {
        let order = |name: &&str| name.bytes().cmp(prefix.bytes().chain(rest.bytes()));
        match self.0.len() {
            0..=Self::FEW => self.0.iter().any(|name| name.strip_prefix(prefix) == Some(rest)),
            _ => self.0.binary_search_by(order).is_ok(),
        }
    }
}

/// The elements of HTML that have no content and need no end.
const EMPTY: [&str; 6] = ["br", "hr", "img", "input", "wbr", "col"];

/// The longest tag that is looked for: `<` in prose must not search a whole book for its end.
const LONGEST_TAG: usize = 2000;

/// The length and the name of the tag that a text begins with.
pub(super) fn tag(rest: &str) -> Option<(usize, String)> {
    let bytes = rest.as_bytes();
    let slash = usize::from(bytes.get(1) == Some(&b'/'));
    let name = bytes.get(1 + slash..)?;
    let length =
        name.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')).count();
    let is_name = name.first().is_some_and(u8::is_ascii_alphanumeric);
    let end = 1 + slash + length;
    // `<name@host>`, `<b` and `<5` are no tags.
    let follows = *bytes.get(end)?;
    if !is_name || !(matches!(follows, b'>' | b'/') || follows.is_ascii_whitespace()) {
        return None;
    }
    let close = memchr::memchr(b'>', bytes.get(end..bytes.len().min(end + LONGEST_TAG))?)?;
    let attributes = rest.get(end..end + close)?;
    // `a <b and c> d` has no attributes; a tag has `name=` ones, or none.
    let is_tag = !attributes.contains('<')
        && (attributes.trim_matches(['/', ' ', '\n', '\t']).is_empty() || attributes.contains('='));
    let name = rest.get(1..end)?.to_ascii_lowercase();
    is_tag.then_some((end + close + 1, name))
}

/// Adds one side of an entry of a format in which placeholders of any kind may stand.
pub(super) fn push_side<'src>(document: &mut Document<'src>, mut segment: Segment<'src>, side: Side) {
    segment.side = Some(side);
    if side == Side::Target && segment.text.trim().is_empty() {
        segment.state = State::Untranslated;
    }
    mark(&mut segment, Syntax::ANY);
    document.segments.push(segment);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Origin};

    fn parts(text: &str) -> Vec<(InlineKind, String)> {
        let mut segment = Segment::new(text.to_owned(), Origin::verbatim(0, text.len()), BlockKind::String);
        mark(&mut segment, Syntax::ANY);
        segment.inline.iter().map(|part| (part.kind, text[part.at.clone()].to_owned())).collect()
    }

    #[test]
    fn tags_and_placeholders_are_found_in_order() {
        assert_eq!(
            parts("<b>%s</b>: <a href=\"{url}\">here</a><br/>"),
            [
                (InlineKind::Markup, "<b>".into()),
                (InlineKind::Placeholder, "%s".into()),
                (InlineKind::Markup, "</b>".into()),
                (InlineKind::Markup, "<a href=\"{url}\">".into()),
                (InlineKind::Markup, "</a>".into()),
                (InlineKind::Markup, "<br/>".into()),
            ]
        );
    }

    #[test]
    fn the_targets_of_links_are_found_in_tags_and_in_brackets() {
        let link = |text: &str| (InlineKind::Link, text.to_owned());
        let found = parts("<a href=\"https://a.example\">x</a> and [y](docs/z.md).");
        assert!(found.contains(&link("https://a.example")) && found.contains(&link("docs/z.md")), "{found:?}");
    }

    #[test]
    fn less_than_signs_are_no_tags() {
        assert!(parts("a < b and c > d, <you@example.org>, <5, <file name>, x<y, <file>").is_empty());
    }
}
