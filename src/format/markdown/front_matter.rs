//! The front matter of a document: its title and other prose by key, its language, and words to fidelint.

use crate::{
    document::{BlockKind, Comment, Document},
    format::{
        lines::{Line, lines, trim},
        pieces::Pieces,
    },
    source::Span,
};

/// Keys whose value is prose even where it is a single word.
const PROSE: [&str; 8] =
    ["title", "description", "summary", "subtitle", "linktitle", "excerpt", "caption", "sidebar_label"];

/// Reads the front matter that begins at `start`, if there is one. Returns where the body begins.
pub(super) fn read<'src>(file: &'src str, start: usize, document: &mut Document<'src>) -> usize {
    let mut all = lines(file, start);
    let Some(fence) = all.next().map(|line| line.text.trim_end()).filter(|line| matches!(*line, "---" | "+++")) else {
        return start;
    };
    let mut entries = Vec::new();
    for line in all {
        if line.text.trim_end() == fence {
            for entry in entries {
                read_entry(file, entry, fence == "+++", document);
            }
            return line.next;
        }
        entries.push(line);
    }
    // Never closed: a rule, and text.
    start
}

fn read_entry<'src>(file: &'src str, line: Line<'src>, is_toml: bool, document: &mut Document<'src>) {
    if let Some(words) = line.text.trim_start().strip_prefix('#') {
        return note(file, trim(words, line.end() - words.len()), document);
    }
    let Some((key, value)) = line.text.split_once(if is_toml { '=' } else { ':' }) else { return };
    // A nested entry is about something else.
    if key.starts_with([' ', '\t', '-']) {
        return;
    }
    let key = key.trim_end();
    if key == "fidelint" {
        return note(file, trim(line.text, line.start), document);
    }
    let mut range = trim(value, line.end() - value.len());
    let Some(mut text) = file.get(range.clone()) else { return };
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(inner) = quote.and_then(|c| text.strip_prefix(c)?.strip_suffix(c)) {
        text = inner;
        range = range.start + 1..range.end - 1;
    }
    if matches!(key, "lang" | "language" | "locale") && !text.is_empty() {
        document.language = Some(text.to_string());
    } else if is_prose(key, text) {
        let mut pieces = Pieces::new(file);
        push_unquoted(&mut pieces, text, range.start, quote);
        let mut segment = pieces.finish(BlockKind::FrontMatter);
        segment.key = Some(key.into());
        document.segments.push(segment);
    }
}

/// Undoes the escapes of a quoted scalar.
fn push_unquoted(pieces: &mut Pieces<'_>, text: &str, start: usize, quote: Option<char>) {
    let escape = match quote {
        Some('"') => '\\',
        Some('\'') => '\'',
        _ => '\0',
    };
    let mut done = 0;
    while let Some(at) = text.get(done..).and_then(|rest| rest.find(escape)).map(|at| done + at) {
        let Some(next) = text.get(at + 1..).and_then(|rest| rest.chars().next()) else { break };
        pieces.verbatim(start + done..start + at);
        let end = at + 1 + next.len_utf8();
        let meant = if next == 'n' { "\n" } else { text.get(at + 1..end).unwrap_or_default() };
        pieces.replaced(meant, start + at..start + end);
        done = end;
    }
    pieces.verbatim(start + done..start + text.len());
}

/// Is a value prose: something with words that a reader sees?
fn is_prose(key: &str, value: &str) -> bool {
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || value.starts_with(['[', '{', '|', '>', '&', '*', '/']) || value.contains("://") {
        return false;
    }
    let key = key.to_ascii_lowercase();
    PROSE.contains(&key.as_str())
        || (value.split_whitespace().count() >= 3 && !value.starts_with(|c: char| c.is_ascii_digit()))
}

fn note<'src>(file: &'src str, range: std::ops::Range<usize>, document: &mut Document<'src>) {
    let Some(text) = file.get(range.clone()) else { return };
    let before = document.segments.len();
    document.comments.push(Comment { text: text.into(), span: Span::from(range), before });
}

#[cfg(test)]
mod tests {
    use crate::format::{Reader, markdown::Markdown};

    #[test]
    fn prose_is_keyed_and_settings_are_left_alone() {
        let text = "---\ntitle: \"The \\\"new\\\" law\"\ndate: 2024-03-01\nlang: pt-BR\nlayout: post\nurl: https://a.example/x y z\n---\n\nBody.\n";
        let document = Markdown.read(text);
        assert_eq!(document.language.as_deref(), Some("pt-BR"));
        let found: Vec<_> = document.segments.iter().map(|segment| (segment.key.as_deref(), &*segment.text)).collect();
        assert_eq!(found, [(Some("title"), "The \"new\" law"), (None, "Body.")]);
        let span = document.segments[0].span(4..5);
        assert_eq!(&text[span.start..span.end], "\\\"");
    }

    #[test]
    fn a_rule_that_opens_a_text_is_no_front_matter() {
        assert_eq!(Markdown.read("---\n\ntitle: x y z\n").segments.len(), 1);
    }
}
