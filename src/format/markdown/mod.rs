//! Markdown and MDX: blocks become segments, front matter keyed ones; links, code and tags become inline parts.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::{
    document::{BlockKind, Comment, Document, InlineKind},
    source::Span,
    text::chars::is_unspaced,
};

use super::{
    Layout, Reader, html,
    lines::{body_start, lines, trim},
    pieces::Pieces,
};

mod front_matter;
mod templates;

/// Markdown.
pub(super) struct Markdown;

/// Markdown with JSX.
pub(super) struct Mdx;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mkd", "mdown"]
    }

    fn layout(&self) -> Layout {
        Layout::Document
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        read(text, false)
    }
}

impl Reader for Mdx {
    fn name(&self) -> &'static str {
        "mdx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mdx"]
    }

    fn layout(&self) -> Layout {
        Layout::Document
    }

    fn read<'src>(&self, text: &'src str) -> Document<'src> {
        read(text, true)
    }
}

fn read(file: &str, is_mdx: bool) -> Document<'_> {
    let mut document = Document::default();
    let start = front_matter::read(file, body_start(file), &mut document);
    // Braces after a heading are attributes, but expressions in MDX.
    let attributes = if is_mdx { Options::empty() } else { Options::ENABLE_HEADING_ATTRIBUTES };
    let options = attributes
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut walk = Walk {
        file,
        is_mdx,
        document,
        blocks: Vec::new(),
        text: None,
        links: Vec::new(),
        code: None,
        alt: None,
        block: None,
        closed: templates::Block::closed_in(file),
    };
    for (event, range) in Parser::new_ext(file.get(start..).unwrap_or_default(), options).into_offset_iter() {
        walk.event(event, range.start + start..range.end + start);
    }
    walk.flush();
    walk.document
}

/// What is open while the events of the parser go by.
struct Walk<'src> {
    file: &'src str,
    is_mdx: bool,
    document: Document<'src>,
    /// The kinds of the open blocks, the innermost last.
    blocks: Vec<BlockKind>,
    /// The text of the block that is being read.
    text: Option<Pieces<'src>>,
    /// The open links: where their text begins, and their target.
    links: Vec<(usize, Option<String>)>,
    /// Where a `<code>` of inline HTML began.
    code: Option<usize>,
    /// The alternative text of an image that is being read.
    alt: Option<Pieces<'src>>,
    /// The block between template tags that is being read.
    block: Option<templates::Block>,
    /// The blocks that are closed somewhere: what is never closed is none.
    closed: Vec<templates::Block>,
}

impl<'src> Walk<'src> {
    fn event(&mut self, event: Event<'src>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.open().replaced("\n", range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            // Read as a whole when the block began.
            Event::Html(_) => {}
            Event::Rule => self.flush(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'src>, range: Range<usize>) {
        let kind = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { link_type, dest_url, .. } => {
                // The text of an autolink is its target: the address is seen as such.
                let target =
                    (!matches!(link_type, LinkType::Autolink | LinkType::Email)).then(|| dest_url.into_string());
                let at = self.open().len();
                return self.links.push((at, target));
            }
            Tag::Image { .. } => {
                self.code = None;
                return self.alt = Some(Pieces::new(self.file));
            }
            Tag::Heading { level, .. } => BlockKind::Heading(heading_level(level)),
            Tag::Item => BlockKind::Item,
            Tag::BlockQuote(_) => BlockKind::Quote,
            Tag::CodeBlock(_) => BlockKind::Code,
            Tag::TableCell => BlockKind::Cell,
            Tag::HtmlBlock => {
                self.flush();
                self.html_block(range);
                BlockKind::Code
            }
            // A paragraph in a list item or a quotation is what that is.
            _ => match self.blocks.last() {
                Some(kind @ (BlockKind::Item | BlockKind::Quote)) => *kind,
                _ => BlockKind::Paragraph,
            },
        };
        self.flush();
        self.blocks.push(kind);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Link => {
                let text = self.alt.as_mut().or(self.text.as_mut());
                if let (Some((at, Some(target))), Some(text)) = (self.links.pop(), text) {
                    text.mark(at, InlineKind::Link, Some(target));
                }
            }
            TagEnd::Image => {
                self.code = None;
                if let Some(alt) = self.alt.take().filter(|alt| !alt.is_blank()) {
                    self.document.segments.push(alt.finish(BlockKind::Alt));
                }
            }
            _ => {
                self.flush();
                self.blocks.pop();
            }
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        self.open().replaced(text, range);
    }

    fn code(&mut self, code: &CowStr<'src>, range: Range<usize>) {
        // The range holds the backticks as well. A line break within stands for a space, with what begins the next line.
        let raw = self.file.get(range.clone()).unwrap_or_default();
        let inner = raw.find(&**code).map(|at| range.start + at..range.start + at + code.len());
        let text = self.open();
        let at = text.len();
        match inner {
            Some(inner) => text.replaced(code, inner),
            None => {
                let mut from = raw.bytes().take_while(|&b| b == b'`').count();
                let mut buffer = [0; 4];
                for c in code.chars() {
                    let rest = raw.get(from..).unwrap_or_default();
                    let found = rest.find(|raw| raw == c || (c == ' ' && raw == '\n')).unwrap_or(0);
                    let length = rest.get(found..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                    let start = range.start + from + found;
                    text.replaced(c.encode_utf8(&mut buffer), start..start + length);
                    from += found + length;
                }
            }
        }
        text.mark(at, InlineKind::Code, None);
    }

    fn soft_break(&mut self, range: Range<usize>) {
        let after = self.file.get(range.end..).unwrap_or_default().trim_start().chars().next();
        let text = self.open();
        let before = text.text().chars().next_back();
        // Scripts without spaces are wrapped without any.
        let is_glued = before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced);
        if !is_glued {
            text.replaced(" ", range);
        }
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if self.comment(html, range.start) {
            return;
        }
        let Some(name) = tag_name(html) else { return };
        if name.eq_ignore_ascii_case("br") {
            return self.open().replaced("\n", range);
        }
        let code = self.code;
        let text = self.open();
        match (name.to_ascii_lowercase().as_str(), code) {
            ("code" | "kbd" | "samp" | "var", None) => self.code = Some(text.len()),
            ("/code" | "/kbd" | "/samp" | "/var", Some(at)) => {
                if at < text.len() {
                    text.mark(at, InlineKind::Code, None);
                }
                self.code = None;
            }
            (name, _) => {
                let at = text.len();
                text.mark(at, InlineKind::Markup, Some(name.to_string()));
            }
        }
    }

    fn html_block(&mut self, range: Range<usize>) {
        html::read_range(self.file, range, &mut self.document);
    }

    /// Notes a comment; says whether `html` is one.
    fn comment(&mut self, html: &str, start: usize) -> bool {
        let Some(inner) = html.trim_start().strip_prefix("<!--") else { return false };
        let inner = inner.trim_end().trim_end_matches("-->");
        let at = start + html.find("<!--").unwrap_or(0) + 4;
        self.note(trim(inner, at));
        true
    }

    fn note(&mut self, range: Range<usize>) {
        let Some(text) = self.file.get(range.clone()) else { return };
        let pending = usize::from(self.text.as_ref().is_some_and(|text| !text.is_blank()));
        let before = self.document.segments.len() + pending;
        self.document.comments.push(Comment { text: text.into(), span: Span::from(range), before });
    }

    /// The text that is being read: of an image, else of the block.
    fn open(&mut self) -> &mut Pieces<'src> {
        let file = self.file;
        match &mut self.alt {
            Some(alt) => alt,
            None => self.text.get_or_insert_with(|| Pieces::new(file)),
        }
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        self.links.clear();
        self.code = None;
        let Some(mut text) = self.text.take().filter(|text| !text.is_blank()) else { return };
        let mut kind = self.blocks.last().copied().unwrap_or_default();
        if kind != BlockKind::Code {
            if self.is_mdx && is_module_line(text.text()) {
                return;
            }
            let opened = || templates::Block::opened_by(text.text()).filter(|block| self.closed.contains(block));
            match self.block.or_else(opened) {
                None => templates::mark(&mut text, self.is_mdx),
                Some(block) => {
                    self.block = (!block.is_closed_by(text.text())).then_some(block);
                    if block == templates::Block::Comment {
                        return;
                    }
                    kind = BlockKind::Code;
                }
            }
        }
        self.document.segments.push(text.finish(kind));
    }
}

fn heading_level(level: HeadingLevel) -> u8 {
    level as u8
}

/// The name of an HTML tag, `/` before that of a closing one.
fn tag_name(html: &str) -> Option<&str> {
    let inner = html.strip_prefix('<')?;
    let end = inner.char_indices().skip(1).find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':')));
    inner.get(..end.map_or(inner.len(), |(at, _)| at)).filter(|name| !name.is_empty())
}

/// `import … from '…'` and `export …` of MDX.
fn is_module_line(text: &str) -> bool {
    let Some(first) = lines(text, 0).next() else { return false };
    (first.text.starts_with("import ") && first.text.contains(['\'', '"']))
        || ["export const ", "export default ", "export let ", "export function "]
            .iter()
            .any(|word| first.text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(BlockKind, String)> {
        Markdown.read(text).segments.into_iter().map(|segment| (segment.kind, segment.text.into_owned())).collect()
    }

    #[test]
    fn blocks_become_segments_of_their_kind() {
        let text = "# Title\n\nA *short*\ntext.\n\n> quoted\n\n- one\n- two\n\n  more\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n";
        let found = kinds(text);
        let expected = [
            (BlockKind::Heading(1), "Title"),
            (BlockKind::Paragraph, "A short text."),
            (BlockKind::Quote, "quoted"),
            (BlockKind::Item, "one"),
            (BlockKind::Item, "two"),
            (BlockKind::Item, "more"),
            (BlockKind::Cell, "a"),
            (BlockKind::Cell, "b"),
            (BlockKind::Cell, "1"),
            (BlockKind::Cell, "2"),
            (BlockKind::Code, "code\n"),
        ];
        assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_string())));
    }

    #[test]
    fn comments_of_liquid_are_not_read() {
        let text = "One.\n\n{% comment %}\nFor translators:\n\nLeave this.\n{% endcomment %}\n\nTwo.";
        let found: Vec<String> = kinds(text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, ["One.", "Two."]);
    }

    #[test]
    fn what_liquid_highlights_is_code() {
        let text = "One.\n\n{% highlight ruby %}\nputs 1\n\nputs 2\n{% endhighlight %}\n\n{{< highlight go >}}\nx\n{{< /highlight >}}\n\nTwo.";
        let found: Vec<BlockKind> = kinds(text).into_iter().map(|(kind, _)| kind).collect();
        let (prose, code) = (BlockKind::Paragraph, BlockKind::Code);
        assert_eq!(found, [prose, code, code, code, prose]);
        assert_eq!(kinds("{% comment %}\n\nOpen.").len(), 2, "a block that is never closed hides nothing");
    }

    #[test]
    fn a_link_begins_with_its_first_word() {
        let document = Markdown.read("[ _here_ ](https://a.example/b) it is");
        let segment = &document.segments[0];
        assert_eq!(&segment.text[segment.inline[0].at.clone()], "here");
    }

    #[test]
    fn a_link_in_the_text_of_an_image_is_a_part_of_that_text() {
        let document = Markdown.read("So ist es: ![Bär [hier](https://a.example) zu sehen](b.png)");
        let alt = document.segments.iter().find(|segment| segment.kind == BlockKind::Alt).unwrap();
        assert_eq!(&alt.text[alt.inline[0].at.clone()], "hier");
        // Links that begin in one text and end in another are none.
        for text in ["e![é[]()]()", "![a ![é](b) [c](d)](e) f", "![a<code>é](b)ü</code>", "<code>é![a</code>](b)ü"]
        {
            for segment in &Markdown.read(text).segments {
                assert!(segment.inline.iter().all(|part| segment.text.get(part.at.clone()).is_some()), "{text}");
            }
        }
    }

    #[test]
    fn links_and_code_are_inline_parts_with_their_bytes() {
        let text = "See [the `run` page](https://a.example/b) &amp; wait.";
        let document = Markdown.read(text);
        let segment = &document.segments[0];
        assert_eq!(segment.text, "See the run page & wait.");
        let parts: Vec<_> = segment
            .inline
            .iter()
            .map(|part| (part.kind, &segment.text[part.at.clone()], part.value.as_deref()))
            .collect();
        assert_eq!(
            parts,
            [(InlineKind::Link, "the run page", Some("https://a.example/b")), (InlineKind::Code, "run", None)]
        );
        assert_eq!(segment.span(17..18), Span::new(42, 47));
    }

    #[test]
    fn a_comment_knows_the_segment_that_follows() {
        let document = Markdown.read("One.\n\n<!-- fidelint-ignore[x]: why -->\n\nTwo.\n");
        assert_eq!(document.comments[0].text, "fidelint-ignore[x]: why");
        assert_eq!(document.comments[0].before, 1);
    }

    #[test]
    fn module_lines_of_mdx_are_no_prose() {
        let document = Mdx.read("import Tabs from '@theme/Tabs'\n\nHello {props.name}.\n");
        assert_eq!(document.segments.len(), 1);
        assert_eq!(document.segments[0].inline[0].at, 6..18);
    }
}
