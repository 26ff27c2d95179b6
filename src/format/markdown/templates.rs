//! Template tags in Markdown: Liquid, Hugo shortcodes, Kramdown attributes, MDX expressions.

use crate::document::{Inline, InlineKind};
use crate::format::pieces::Pieces;

/// What opens a tag, what closes it, and what it is.
const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{:", "}")];

/// A block between two tags that holds no prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// `{% comment %}`: readers do not see it.
    Comment,
    /// `{% highlight ruby %}`, `{{< highlight go >}}`.
    Code,
}

impl Block {
    /// The block that a text begins.
    pub(super) fn opened_by(text: &str) -> Option<Block> {
        let tag = inner(text.trim_start())?;
        [Block::Comment, Block::Code].into_iter().find(|block| tag.starts_with(block.name()))
    }

    /// The blocks whose ends a file holds.
    pub(super) fn closed_in(file: &str) -> Vec<Block> {
        [Block::Comment, Block::Code].into_iter().filter(|block| block.is_closed_by(file)).collect()
    }

    /// Does the text hold the end of the block?
    pub(super) fn is_closed_by(self, text: &str) -> bool {
        let ends = |tag: &str| {
            let name = tag.strip_prefix("end").or(tag.strip_prefix('/')).map(str::trim_start);
            name.is_some_and(|name| name.starts_with(self.name()))
        };
        text.match_indices('{').filter_map(|(at, _)| inner(text.get(at..)?)).any(ends)
    }

    fn name(self) -> &'static str {
        match self {
            Block::Comment => "comment",
            Block::Code => "highlight",
        }
    }
}

/// What a tag says, behind what opens it.
fn inner(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix("{%").or(tag.strip_prefix("{{<")).or(tag.strip_prefix("{{%"))?;
    Some(inner.trim_start_matches(['-', ' ']))
}

/// Marks the template tags in a text as no prose. Their words count, their arguments may be translated.
pub(super) fn mark(text: &mut Pieces<'_>, is_mdx: bool) {
    let Some(first) = memchr::memchr(b'{', text.text().as_bytes()) else { return };
    let mut found = Vec::new();
    let mut at = first;
    let body = text.text();
    // What closes nothing from here on need not be sought again.
    let mut absent: Vec<&str> = Vec::new();
    while let Some(offset) = body.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + offset;
        let rest = body.get(start..).unwrap_or_default();
        let tag = TAGS.iter().find(|(open, _)| rest.starts_with(open));
        let Some((open, close)) = tag.or(is_mdx.then_some(&("{", "}"))) else {
            at = start + 1;
            continue;
        };
        at = start + open.len();
        if absent.contains(close) {
            continue;
        }
        let Some(length) = rest.find(close) else {
            absent.push(close);
            continue;
        };
        let end = start + length + close.len();
        let inner = rest.get(open.len()..length).unwrap_or_default().trim_matches(['<', '%', '-', '>', ' ', '/']);
        let name = inner.split_whitespace().next().unwrap_or_default().to_string();
        found.push((start..end, name, is_mdx && open.len() == 1));
        at = end;
    }
    text.mark_all(found.into_iter().map(|(at, name, is_expression)| match is_expression {
        true => Inline { at, kind: InlineKind::Placeholder, value: None },
        false => Inline { at, kind: InlineKind::Markup, value: Some(name) },
    }));
}

#[cfg(test)]
mod tests {
    use crate::format::reader_named;

    #[test]
    fn many_tags_are_read_in_linear_time_closed_or_not() {
        let reader = reader_named("mdx").expect("the reader");
        for (text, parts) in [("{\n", 0), ("{{ ", 0), ("{% ", 0), ("{a} `b` ", 2), ("{% a %} ", 1)] {
            let count = 20_000;
            let file = format!("so {}", text.repeat(count));
            let document = reader.read(&file);
            let found: usize = document.segments.iter().map(|segment| segment.inline.len()).sum();
            assert_eq!(found, parts * count, "{text}");
        }
    }
}
