//! Template tags in Markdown: Liquid, Hugo shortcodes, Kramdown attributes, MDX expressions.

use crate::document::InlineKind;
use crate::format::pieces::Pieces;

/// What opens a tag, what closes it, and what it is.
const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{:", "}")];

/// Does the text begin with a comment of Liquid, which readers do not see?
pub(super) fn opens_comment(text: &str) -> bool {
    text.trim_start().strip_prefix("{%").is_some_and(|rest| rest.trim_start_matches(['-', ' ']).starts_with("comment"))
}

/// Does the text hold the end of such a comment?
pub(super) fn closes_comment(text: &str) -> bool {
    text.split("{%").skip(1).any(|rest| rest.trim_start_matches(['-', ' ']).starts_with("endcomment"))
}

/// Marks the template tags in a text as no prose. Their words count, their arguments may be translated.
pub(super) fn mark(text: &mut Pieces<'_>, is_mdx: bool) {
    let Some(first) = memchr::memchr(b'{', text.text().as_bytes()) else { return };
    let mut found = Vec::new();
    let mut at = first;
    let body = text.text();
    while let Some(offset) = body.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + offset;
        let rest = body.get(start..).unwrap_or_default();
        let tag = TAGS.iter().find(|(open, _)| rest.starts_with(open));
        let Some((open, close)) = tag.or(is_mdx.then_some(&("{", "}"))) else {
            at = start + 1;
            continue;
        };
        let Some(length) = rest.find(close) else {
            at = start + open.len();
            continue;
        };
        let end = start + length + close.len();
        let inner = rest.get(open.len()..length).unwrap_or_default().trim_matches(['<', '%', '-', '>', ' ', '/']);
        let name = inner.split_whitespace().next().unwrap_or_default().to_string();
        found.push((start..end, name, is_mdx && open.len() == 1));
        at = end;
    }
    for (range, name, is_expression) in found {
        if is_expression {
            text.mark_at(range, InlineKind::Placeholder, None);
        } else {
            text.mark_at(range, InlineKind::Markup, Some(name));
        }
    }
}
