//! Plain text: paragraphs, whether they are lines, wrapped lines, or parted by blank lines.

use crate::document::{BlockKind, Document, Segment};
use crate::text::{chars::is_unspaced, sentences::is_end};

use super::{
    Layout, Reader,
    lines::{Line, body_start, lines},
    pieces::Pieces,
};

/// Plain text.
pub(super) struct Text;

/// Lines up to this wide may be wrapped; in a file with wider ones every line is a paragraph.
const WIDEST_WRAP: usize = 100;
/// Narrower lines are verses, addresses or tables.
const NARROWEST_WRAP: usize = 50;
/// A line alone that is longer is no heading.
const LONGEST_HEADING: usize = 90;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn layout(&self) -> Layout {
        Layout::Document
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let start = body_start(text);
        let wrap = Wrap::of(text, start);
        let mut document = Document::default();
        let mut paragraph: Vec<Line> = Vec::new();
        for line in lines(text, start) {
            let joins = match paragraph.last() {
                Some(before) => !line.is_blank() && wrap.joins(before.text, line.text),
                None => true,
            };
            if !joins {
                document.segments.extend(segment(text, &paragraph, document.segments.is_empty()));
                paragraph.clear();
            }
            if !line.is_blank() {
                paragraph.push(line);
            }
        }
        document.segments.extend(segment(text, &paragraph, document.segments.is_empty()));
        document
    }
}

/// How the lines of a file are broken.
struct Wrap {
    /// The width at which lines are wrapped, where they are.
    width: Option<usize>,
    has_blank_lines: bool,
}

impl Wrap {
    fn of(text: &str, start: usize) -> Wrap {
        let (mut widest, mut seen_text, mut pending, mut has_blank_lines) = (0, false, false, false);
        for line in lines(text, start) {
            if line.is_blank() {
                pending = seen_text;
            } else {
                has_blank_lines |= pending;
                seen_text = true;
                // The width of a very long line does not matter: it is no wrapped one.
                widest = widest.max(width_up_to(line.text, WIDEST_WRAP + 1));
            }
        }
        let mut width = (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest).then_some(widest);
        // Without blank lines, one long line among shorter ones is no sign of wrapping.
        let is_full = |line: &Line| width_up_to(line.text, WIDEST_WRAP + 1) * 10 >= widest * 9;
        if width.is_some() && !has_blank_lines && lines(text, start).filter(is_full).count() < 2 {
            width = None;
        }
        Wrap { width, has_blank_lines }
    }

    /// Does a line go on in the next one?
    fn joins(&self, line: &str, next: &str) -> bool {
        let Some(width) = self.width else { return false };
        if bullet(next).is_some() {
            return false;
        }
        // A wrapped line is full: the first word of the next one had no room. Languages without spaces break anywhere,
        // and editors differ by some columns.
        let word = next.split_whitespace().next().unwrap_or_default();
        let word = if word.chars().any(is_unspaced) { 2 } else { width_up_to(word, WIDEST_WRAP) };
        let is_full = (width_up_to(line, WIDEST_WRAP) + 1 + word) * 10 >= width * 9;
        is_full || (self.has_blank_lines && !ends_a_sentence(line))
    }
}

/// The columns that a text takes, counted up to a limit.
fn width_up_to(text: &str, limit: usize) -> usize {
    let mut width = 0;
    for c in text.trim_end().chars() {
        width += if is_unspaced(c) && c >= '\u{1100}' { 2 } else { 1 };
        if width >= limit {
            break;
        }
    }
    width
}

/// Makes a segment of the lines of one paragraph.
fn segment<'src>(file: &'src str, paragraph: &[Line<'src>], is_first: bool) -> Option<Segment<'src>> {
    let (first, rest) = paragraph.split_first()?;
    let mut range = first.trimmed();
    let mut kind = BlockKind::Paragraph;
    if let Some(mark) = bullet(first.text) {
        kind = BlockKind::Item;
        range.start += mark;
    }
    let mut pieces = Pieces::new(file);
    let mut end = range.end;
    pieces.verbatim(range);
    for line in rest {
        let range = line.trimmed();
        let glued = pieces.text().chars().next_back().is_some_and(is_unspaced)
            && line.text.trim_start().chars().next().is_some_and(is_unspaced);
        if !glued {
            pieces.replaced(" ", end..range.start);
        }
        end = range.end;
        pieces.verbatim(range);
    }
    // Rules of dashes and stars say nothing.
    if !pieces.text().chars().any(char::is_alphanumeric) {
        return None;
    }
    let is_heading = kind == BlockKind::Paragraph
        && rest.is_empty()
        && width_up_to(pieces.text(), LONGEST_HEADING + 1) <= LONGEST_HEADING
        && !ends_a_sentence(pieces.text());
    if is_heading {
        kind = BlockKind::Heading(if is_first { 1 } else { 2 });
    }
    Some(pieces.finish(kind))
}

/// The length of a list mark at the start of a trimmed line, with the space after it.
fn bullet(line: &str) -> Option<usize> {
    let line = line.trim_start();
    let rest = line.strip_prefix(['-', '*', '•', '–', '—', '·', '‣', '▪'])?;
    let text = rest.trim_start();
    // A dash opens direct speech in many languages, but then no space or a capital says nothing: either is a block of
    // its own.
    (text.len() < rest.len() && !text.is_empty()).then(|| line.len() - text.len())
}

/// Does a text end as a sentence does, whatever quotation marks and brackets follow?
fn ends_a_sentence(text: &str) -> bool {
    let text =
        text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', '›', '“', '」', '』', ')', '）', ']', '*', '_']);
    text.ends_with(|c| is_end(c) || matches!(c, ':' | '：' | ';' | '；' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(BlockKind, String)> {
        Text.read(text).segments.into_iter().map(|segment| (segment.kind, segment.text.into_owned())).collect()
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long =
            "Some words that go on and on until the line is far too wide for any editor that wraps its lines, see.";
        let found = read(&format!("The headline\n{long}\n{long}\n"));
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], (BlockKind::Heading(1), "The headline".into()));
    }

    #[test]
    fn wrapped_lines_join_with_a_space_that_maps_to_the_break() {
        let text = "This paragraph was wrapped by an editor that keeps to sixty-five\r\ncolumns, and it ends here.\r\n\r\nNext one is a sentence.\r\n";
        let document = Text.read(text);
        assert_eq!(document.segments.len(), 2);
        let first = &document.segments[0];
        assert!(first.text.contains("sixty-five columns"), "{}", first.text);
        let at = first.text.find(" columns").unwrap();
        let span = first.span(at..at + 1);
        assert_eq!(&text[span.start..span.end], "\r\n");
    }

    #[test]
    fn lines_of_text_without_spaces_join_without_one() {
        let text = "これは六十桁で折り返された日本語の段落であり、次の行へ続く\n文章です。終わり。\n\n次の段落です。";
        assert_eq!(read(text)[0].1, "これは六十桁で折り返された日本語の段落であり、次の行へ続く文章です。終わり。");
    }

    #[test]
    fn short_lines_without_blank_ones_stay_apart() {
        let found =
            read("One sentence.\nAnother one.\nAnd a third one that is longer than the others are, is it not?\nEnd.");
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let document = Text.read("\u{FEFF}Hello there.");
        assert_eq!(document.segments[0].text, "Hello there.");
        assert_eq!(document.segments[0].span(0..5), crate::source::Span::new(3, 8));
    }

    #[test]
    fn list_items_lose_their_mark_and_rules_are_dropped() {
        assert_eq!(
            read("To do\n\n- buy 3 apples\n- sell 2 pears\n\n-----\n\nDone."),
            [
                (BlockKind::Heading(1), "To do".into()),
                (BlockKind::Item, "buy 3 apples".into()),
                (BlockKind::Item, "sell 2 pears".into()),
                (BlockKind::Paragraph, "Done.".into()),
            ]
        );
    }
}
