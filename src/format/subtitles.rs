//! Subtitles: SRT and WebVTT. A cue is keyed by its time.

use crate::{
    document::{BlockKind, Comment, Document, InlineKind, Junk},
    source::Span,
};

use super::{
    Layout, Reader, inline,
    lines::{Line, body_start, lines},
    pieces::Pieces,
    placeholder::Syntax,
};

/// SubRip and WebVTT.
pub(super) struct Subtitles;

impl Reader for Subtitles {
    fn name(&self) -> &'static str {
        "subtitles"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["srt", "vtt"]
    }

    fn layout(&self) -> Layout {
        Layout::Keyed
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = Document::default();
        let mut block: Vec<Line<'src>> = Vec::new();
        for line in lines(text, body_start(text)) {
            if line.is_blank() {
                read_block(text, &block, &mut document);
                block.clear();
            } else {
                block.push(line);
            }
        }
        read_block(text, &block, &mut document);
        document
    }
}

fn read_block<'src>(file: &'src str, block: &[Line<'src>], document: &mut Document<'src>) {
    let Some(first) = block.first() else { return };
    let head = first.text.trim();
    if let Some(note) = head.strip_prefix("NOTE") {
        let last = block.last().map_or(first.end(), Line::end);
        let before = document.segments.len();
        let comment = Comment { text: note.trim().into(), span: Span::new(first.start, last), before };
        return document.comments.push(comment);
    }
    if head.starts_with("WEBVTT") || matches!(head, "STYLE" | "REGION") {
        return;
    }
    let Some(at) = block.iter().take(2).position(|line| line.text.contains("-->")) else {
        let last = block.last().map_or(first.end(), Line::end);
        let expected = "a time such as `00:00:01,000 --> 00:00:02,500`".to_owned();
        return document.junk.push(Junk { span: Span::new(first.start, last), expected });
    };
    let time = block.get(at).map_or("", |line| line.text);
    // Settings of the place on the screen may follow the second time.
    let start = time.split("-->").next().unwrap_or_default().trim().replace(',', ".");
    let mut pieces = Pieces::new(file);
    let mut end = 0;
    for line in block.get(at + 1..).unwrap_or_default() {
        let range = line.trimmed();
        if pieces.len() > 0 {
            pieces.replaced("\n", end..range.start);
        }
        end = range.end;
        pieces.verbatim(range);
    }
    if pieces.is_blank() {
        return;
    }
    let mut segment = pieces.finish(BlockKind::Cue);
    segment.key = Some(start.into());
    inline::mark(&mut segment, Syntax::NONE);
    // Tags of voices and colours are the affair of each language.
    segment.inline.retain(|part| part.kind != InlineKind::Code);
    document.segments.push(segment);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_keyed_by_their_time_in_both_formats() {
        let srt = "1\n00:00:01,000 --> 00:00:02,500\n<i>Two</i>\nlines\n\n2\n00:00:03,000 --> 00:00:04,000\nMore\n";
        let vtt = "WEBVTT\n\nNOTE by us\n\n00:00:01.000 --> 00:00:02.500 align:start\nZwei\nZeilen\n\nno time\n";
        let keys = |text: &str| -> Vec<(String, String)> {
            let all = Subtitles.read(text).segments.into_iter();
            all.map(|s| (s.key.unwrap().into_owned(), s.text.into_owned())).collect()
        };
        assert_eq!(keys(srt)[0], ("00:00:01.000".to_owned(), "<i>Two</i>\nlines".to_owned()));
        assert_eq!(keys(vtt), [("00:00:01.000".to_owned(), "Zwei\nZeilen".to_owned())]);
        assert_eq!(Subtitles.read(vtt).junk.len(), 1);
    }
}
