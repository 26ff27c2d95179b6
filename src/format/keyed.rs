//! What the readers of keyed strings share: choices become a segment each, placeholders and tags are marked.

use std::borrow::Cow;

use crate::document::{BlockKind, Document, Inline, InlineKind, Segment};

use super::{
    inline,
    pieces::Pieces,
    placeholder::{Syntax, icu},
};

/// The CLDR plural categories, as keys and files name them.
pub(super) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Adds a string to a document: one segment, or one for each of its choices.
pub(super) fn push<'src>(
    document: &mut Document<'src>,
    file: &'src str,
    pieces: Pieces<'src>,
    key: Cow<'src, str>,
    variant: Option<Cow<'src, str>>,
    syntax: Syntax,
) {
    let mut segment = pieces.finish(BlockKind::String);
    segment.key = Some(key);
    segment.variant = variant;
    if segment.text.contains('{')
        && let Some(choices) = icu::choices(&segment.text)
    {
        for choice in choices {
            let mut part = chosen(file, &segment, &choice);
            part.key.clone_from(&segment.key);
            inline::mark(&mut part, syntax.without(Syntax::BRACE).without(Syntax::DOUBLE_BRACE));
            document.segments.push(part);
        }
        return;
    }
    inline::mark(&mut segment, syntax);
    document.segments.push(segment);
}

/// The text that one choice of a message makes.
fn chosen<'src>(file: &'src str, message: &Segment<'src>, choice: &icu::Choice) -> Segment<'src> {
    let mut pieces = Pieces::new(file);
    // Where each stretch of the message begins in the new text.
    let mut starts = Vec::new();
    for range in &choice.pieces {
        starts.push((range.clone(), pieces.len()));
        pieces.keep(message, range.clone());
    }
    let mut segment = pieces.finish(BlockKind::String);
    for (argument, name) in &choice.arguments {
        let place = starts.iter().find(|(range, _)| range.start <= argument.start && argument.end <= range.end);
        if let Some((range, start)) = place {
            let at = argument.start - range.start + start;
            segment.inline.push(Inline {
                at: at..at + argument.len(),
                kind: InlineKind::Placeholder,
                value: Some(name.clone()),
            });
        }
    }
    segment.inline.sort_by_key(|part| part.at.start);
    segment.variant = Some(choice.name.clone().into());
    segment
}

/// A key without its plural category: `items_one`, `items.one`.
pub(super) fn split_category<'k>(key: &'k str, separators: &[char]) -> Option<(&'k str, &'k str)> {
    let (base, category) = key.rsplit_once(separators)?;
    (CATEGORIES.contains(&category) && !base.is_empty()).then_some((base, category))
}
