//! Texts with names in braces: `“{source.text}” became “{target.text}”`.

use std::ops::Range;

/// A text with holes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A name, and its place in the template.
    Name(String, Range<usize>),
}

/// What is wrong with a template, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) at: Range<usize>,
    pub(super) message: &'static str,
}

impl Template {
    /// Reads a template. `{{` and `}}` stand for braces.
    pub(super) fn parse(text: &str) -> Result<Template, Wrong> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = 0;
        while let Some(found) = text[rest..].find(['{', '}']) {
            let at = rest + found;
            plain.push_str(&text[rest..at]);
            let after = &text[at..];
            if after.starts_with("{{") || after.starts_with("}}") {
                plain.push_str(&after[..1]);
                rest = at + 2;
                continue;
            }
            if after.starts_with('}') {
                return Err(Wrong { at: at..at + 1, message: "this brace closes nothing; `}}` is a brace" });
            }
            let Some(length) = after.find('}') else {
                return Err(Wrong { at: at..text.len(), message: "this brace is not closed; `{{` is a brace" });
            };
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Name(after[1..length].to_owned(), at..at + length + 1));
            rest = at + length + 1;
        }
        plain.push_str(&text[rest..]);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Template { pieces })
    }

    /// Finds `{source.NAME}` in a regular expression, whose other braces are its own.
    pub(super) fn parse_regex(text: &str) -> Template {
        let mut pieces = Vec::new();
        let mut rest = 0;
        let mut from = 0;
        while let Some(found) = text[from..].find("{source.") {
            let at = from + found;
            let Some(length) = text[at..].find('}') else { break };
            if at > rest {
                pieces.push(Piece::Text(text[rest..at].to_owned()));
            }
            pieces.push(Piece::Name(text[at + 1..at + length].to_owned(), at..at + length + 1));
            rest = at + length + 1;
            from = rest;
        }
        if rest < text.len() {
            pieces.push(Piece::Text(text[rest..].to_owned()));
        }
        Template { pieces }
    }

    /// A template without names.
    pub(super) fn plain(text: &str) -> Template {
        Template { pieces: vec![Piece::Text(text.to_owned())] }
    }

    /// The names with their places.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Name(name, at) => Some((name.as_str(), at)),
            Piece::Text(_) => None,
        })
    }

    /// Has it no names?
    pub(super) fn is_plain(&self) -> bool {
        self.names().next().is_none()
    }

    /// The text, with what `value` gives for each name.
    pub fn fill(&self, mut value: impl FnMut(&str) -> String) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Name(name, _) => text.push_str(&value(name)),
            }
        }
        text
    }

    /// As it was written.
    pub fn written(&self) -> String {
        self.fill(|name| format!("{{{name}}}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_and_doubled_braces_are_braces() {
        let template = Template::parse("{{{a}}} and {b}").unwrap();
        assert_eq!(template.fill(str::to_uppercase), "{A} and B");
        assert_eq!(template.names().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn a_brace_that_is_not_closed_is_told_with_its_place() {
        assert_eq!(Template::parse("ä {a").unwrap_err().at, 3..5);
        assert_eq!(Template::parse("ä } b").unwrap_err().at, 3..4);
    }

    #[test]
    fn a_regex_keeps_its_own_braces() {
        let template = Template::parse_regex(r"\p{Lu}{2,3}-{source.n}");
        assert_eq!(template.fill(|_| "7".to_owned()), r"\p{Lu}{2,3}-7");
    }
}
