//! HTML: blocks of text, alternative texts of images, links, code; also the HTML blocks of Markdown.

// tidy: `th` and `hr` are names of tags.

use std::ops::Range;

use crate::{
    document::{BlockKind, Comment, Document, InlineKind, Segment},
    source::Span,
};

use super::{
    Layout, Reader,
    lines::{body_start, trim},
    pieces::Pieces,
    xml::{Kind, Tokens, attribute, attribute_range, entity},
};

/// HTML.
pub(super) struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn layout(&self) -> Layout {
        Layout::Document
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        let mut document = Document::default();
        read_range(text, body_start(text)..text.len(), &mut document);
        document
    }
}

/// Reads a stretch of a file as HTML.
pub(super) fn read_range<'src>(file: &'src str, range: Range<usize>, document: &mut Document<'src>) {
    let mut walk = Walk { file, document, blocks: Vec::new(), text: Pieces::new(file), links: Vec::new(), code: None };
    let mut tokens = Tokens::new(file, range);
    while let Some(token) = tokens.next() {
        match token.kind {
            Kind::Text => walk.words(token.span),
            Kind::Cdata(inner) => walk.words(inner),
            Kind::Comment(inner) => walk.comment(inner),
            Kind::Open { name, attributes, at, is_empty } => {
                let name = name.to_ascii_lowercase();
                if matches!(name.as_str(), "script" | "style" | "template" | "svg" | "math") && !is_empty {
                    walk.flush();
                    tokens.skip_raw(&name);
                    continue;
                }
                walk.open(&name, attributes, at, token.span);
            }
            Kind::Close { name } => walk.close(&name.to_ascii_lowercase()),
            Kind::Other => {}
        }
    }
    walk.flush();
    // A stray `<` is no mistake in HTML.
}

struct Walk<'src, 'd> {
    file: &'src str,
    document: &'d mut Document<'src>,
    /// The open blocks that give their text a kind.
    blocks: Vec<(String, BlockKind)>,
    text: Pieces<'src>,
    /// The open links: where their text begins, and their target.
    links: Vec<(usize, Option<String>)>,
    /// Where code began.
    code: Option<usize>,
}

impl<'src> Walk<'src, '_> {
    fn kind(&self) -> BlockKind {
        self.blocks.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind)
    }

    fn words(&mut self, span: Range<usize>) {
        if self.kind() == BlockKind::Code {
            return entity::push(&mut self.text, self.file, span);
        }
        let text = self.file.get(span.clone()).unwrap_or_default();
        let mut done = 0;
        while let Some(at) = text.get(done..).and_then(|rest| rest.find([' ', '\n', '\r', '\t'])).map(|at| done + at) {
            let rest = text.get(at..).unwrap_or_default();
            let run = rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len();
            entity::push(&mut self.text, self.file, span.start + done..span.start + at);
            if self.text.len() > 0 && !self.text.text().ends_with([' ', '\n']) {
                self.text.replaced(" ", span.start + at..span.start + at + run);
            }
            done = at + run;
        }
        entity::push(&mut self.text, self.file, span.start + done..span.end);
    }

    fn comment(&mut self, inner: Range<usize>) {
        let range = trim(self.file.get(inner.clone()).unwrap_or_default(), inner.start);
        let Some(text) = self.file.get(range.clone()) else { return };
        let before = self.document.segments.len() + usize::from(!self.text.is_blank());
        self.document.comments.push(Comment { text: text.into(), span: Span::from(range), before });
    }

    fn open(&mut self, name: &str, attributes: &'src str, at: usize, span: Range<usize>) {
        match name {
            "br" => return self.text.replaced("\n", span),
            "a" => {
                let target = attribute(attributes, "href");
                return self.links.push((self.text.len(), target));
            }
            "code" | "kbd" | "samp" | "var" | "tt" => {
                self.code.get_or_insert(self.text.len());
                return;
            }
            "html" if self.document.language.is_none() => self.document.language = attribute(attributes, "lang"),
            "img" | "area" | "input" => return self.alternative(attributes, at),
            _ => {}
        }
        let kind = match name {
            "h1" => BlockKind::Heading(1),
            "h2" => BlockKind::Heading(2),
            "h3" => BlockKind::Heading(3),
            "h4" => BlockKind::Heading(4),
            "h5" | "h6" => BlockKind::Heading(5),
            "title" => BlockKind::FrontMatter,
            "li" | "dt" | "dd" => BlockKind::Item,
            "td" | "th" => BlockKind::Cell,
            "blockquote" => BlockKind::Quote,
            "pre" | "textarea" => BlockKind::Code,
            "p" | "div" => match self.kind() {
                kind @ (BlockKind::Item | BlockKind::Quote | BlockKind::Cell) => kind,
                _ => BlockKind::Paragraph,
            },
            _ if is_block(name) => BlockKind::Paragraph,
            _ => return,
        };
        self.flush();
        // An item or a paragraph ends where the next one begins, closed or not.
        if matches!(name, "p" | "li" | "td" | "th" | "dt" | "dd")
            && self.blocks.last().is_some_and(|(last, _)| last == name)
        {
            self.blocks.pop();
        }
        if self.blocks.len() < 200 && !matches!(name, "hr" | "meta" | "link") {
            self.blocks.push((name.to_owned(), kind));
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => {
                if let Some((at, Some(target))) = self.links.pop() {
                    self.text.mark(at, InlineKind::Link, Some(target));
                }
            }
            "code" | "kbd" | "samp" | "var" | "tt" => {
                if let Some(at) = self.code.take().filter(|&at| at < self.text.len()) {
                    self.text.mark(at, InlineKind::Code, None);
                }
            }
            _ if is_block(name) => {
                self.flush();
                if let Some(at) = self.blocks.iter().rposition(|(open, _)| open == name) {
                    self.blocks.truncate(at);
                }
            }
            _ => {}
        }
    }

    /// The alternative text of an image is a segment of its own.
    fn alternative(&mut self, attributes: &'src str, at: usize) {
        let Some(range) = attribute_range(attributes, "alt") else { return };
        let mut pieces = Pieces::new(self.file);
        entity::push(&mut pieces, self.file, at + range.start..at + range.end);
        if !pieces.is_blank() {
            self.document.segments.push(pieces.finish(BlockKind::Alt));
        }
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        self.links.clear();
        self.code = None;
        let text = std::mem::replace(&mut self.text, Pieces::new(self.file));
        if text.is_blank() {
            return;
        }
        let kind = self.kind();
        let segment = text.finish(kind);
        self.document.segments.push(if kind == BlockKind::Code { segment } else { trimmed(self.file, segment) });
    }
}

/// Without the space that stood before the end of the block.
fn trimmed<'src>(file: &'src str, segment: Segment<'src>) -> Segment<'src> {
    let range = trim(&segment.text, 0);
    if range.len() == segment.text.len() {
        return segment;
    }
    let mut pieces = Pieces::new(file);
    pieces.keep(&segment, range.clone());
    let mut short = pieces.finish(segment.kind);
    short.inline = segment.inline;
    for part in &mut short.inline {
        part.at = part.at.start.clamp(range.start, range.end) - range.start
            ..part.at.end.clamp(range.start, range.end) - range.start;
    }
    short
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hr"
            | "html"
            | "label"
            | "legend"
            | "li"
            | "link"
            | "main"
            | "meta"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_links_code_and_alternatives_are_read() {
        let text = "<html lang=\"en\"><title>T</title><script>if (a<b) {}</script><p>See <a href=\"/x\">the\n page</a> &amp; <code>run()</code>.<p>Two<br>lines <ul><li>one<li>two</ul><img alt=\"A &quot;b&quot;\"><pre>a  b</pre></html>";
        let document = Html.read(text);
        let found: Vec<_> = document.segments.iter().map(|s| (s.kind, &*s.text)).collect();
        let expected = [
            (BlockKind::FrontMatter, "T"),
            (BlockKind::Paragraph, "See the page & run()."),
            (BlockKind::Paragraph, "Two\nlines"),
            (BlockKind::Item, "one"),
            (BlockKind::Item, "two"),
            (BlockKind::Alt, "A \"b\""),
            (BlockKind::Code, "a  b"),
        ];
        assert_eq!(found, expected);
        assert_eq!(document.language.as_deref(), Some("en"));
        assert_eq!(document.segments[1].inline.len(), 2);
        let at = document.segments[1].text.find('&').unwrap();
        let span = document.segments[1].span(at..at + 1);
        assert_eq!(&text[span.start..span.end], "&amp;");
    }
}
