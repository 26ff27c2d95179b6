//! Cuts a document into the units that are aligned.

use std::ops::Range;

use crate::{
    document::{BlockKind, Document, Segment},
    locale::Locale,
    text::sentences::Splitter,
};

/// One sentence of a document, or one heading, cell, string or block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The segment it is part of, by number.
    pub segment: u32,
    /// Where it stands in the segment's text, in bytes.
    pub range: Range<usize>,
    /// The number of its block; blocks count up through the document.
    pub block: u32,
    /// What kind of block that is.
    pub kind: BlockKind,
}

/// Cuts a document into units. Only running text has sentences; all else is one unit a segment.
pub fn units(document: &Document<'_>, locale: &Locale) -> Vec<Unit> {
    let splitter = Splitter::new(locale);
    let mut units = Vec::new();
    for (number, segment) in document.segments.iter().enumerate() {
        let number = number as u32;
        let unit = |range| Unit { segment: number, range, block: number, kind: segment.kind };
        units.extend(ranges(segment, &splitter).into_iter().map(unit));
    }
    units
}

fn ranges(segment: &Segment<'_>, splitter: &Splitter) -> Vec<Range<usize>> {
    let text = &segment.text;
    match segment.kind {
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote | BlockKind::FrontMatter => splitter.split(text),
        _ => {
            let start = text.len() - text.trim_start().len();
            let end = text.trim_end().len();
            if start < end { std::iter::once(start..end).collect() } else { Vec::new() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;

    #[test]
    fn running_text_is_cut_and_headings_are_not() {
        let segment = |text: &'static str, kind| Segment::new(text, Origin::verbatim(0, text.len()), kind);
        let segments = vec![
            segment("What now? Nothing!", BlockKind::Heading(1)),
            segment("One. Two.", BlockKind::Paragraph),
            segment("  ", BlockKind::Cell),
        ];
        let document = Document { segments, ..Document::default() };
        let units = units(&document, Locale::get("en"));
        let cut: Vec<_> = units.iter().map(|unit| (unit.block, unit.range.clone())).collect();
        assert_eq!(cut, [(0, 0..18), (1, 0..4), (1, 5..9)]);
    }
}
