//! ICU MessageFormat: a message with plurals or choices becomes one text a choice.

use std::ops::Range;

/// A text that a message may become.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// The choices that lead here: `one`, `=0`, `other`, `female/one`; empty where the message has none.
    pub name: String,
    /// The stretches of the message that make up the text.
    pub pieces: Vec<Range<usize>>,
    /// The arguments `{name}` and number signs `#` in it: where they stand in the message, and their name.
    pub arguments: Vec<(Range<usize>, String)>,
}

/// No message becomes more texts than this; one that would is read as it is written.
const MOST_CHOICES: usize = 48;
/// Messages nest this deep and no deeper.
const DEEPEST: usize = 12;

/// The texts that a message may become; `None` where it has no choices or is not well formed.
pub fn choices(message: &str) -> Option<Vec<Choice>> {
    if !has_choices(message) {
        return None;
    }
    let mut parser = Parser { message, at: 0 };
    let choices = parser.text(None, 0)?;
    (parser.at == message.len() && choices.len() > 1).then_some(choices)
}

/// A cheap look: is there `, plural,` or the like?
fn has_choices(message: &str) -> bool {
    let mut rest = message;
    while let Some(at) = rest.find(',') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if KINDS.iter().any(|kind| rest.trim_start().starts_with(kind)) {
            return true;
        }
    }
    false
}

const KINDS: [&str; 3] = ["plural", "selectordinal", "select"];

struct Parser<'m> {
    message: &'m str,
    at: usize,
}

impl Parser<'_> {
    /// Reads text up to a closing brace of its own. `number` is the argument that `#` stands for.
    fn text(&mut self, number: Option<&str>, depth: usize) -> Option<Vec<Choice>> {
        if depth > DEEPEST {
            return None;
        }
        let mut choices = vec![Choice::default()];
        let mut from = self.at;
        loop {
            let rest = self.message.get(self.at..)?;
            let next = rest.find(['{', '}', '\'', '#']).map(|offset| self.at + offset);
            let Some(next) = next else {
                self.at = self.message.len();
                append(&mut choices, from..self.at);
                return Some(choices);
            };
            self.at = next;
            match self.message.as_bytes().get(next)? {
                b'}' => {
                    append(&mut choices, from..next);
                    return Some(choices);
                }
                b'\'' => self.at = self.quoted(next),
                b'#' => {
                    if let Some(name) = number {
                        note(&mut choices, next..next + 1, &format!("{{{name}}}"));
                    }
                    self.at = next + 1;
                }
                _ => match self.argument(depth)? {
                    Argument::Simple(name) => note(&mut choices, next..self.at, &format!("{{{name}}}")),
                    Argument::Choices(inner) => {
                        append(&mut choices, from..next);
                        choices = product(&choices, &inner)?;
                        from = self.at;
                    }
                },
            }
        }
    }

    /// Where reading goes on after an apostrophe: after the quoted text, if it quotes.
    fn quoted(&self, at: usize) -> usize {
        let rest = self.message.get(at + 1..).unwrap_or_default();
        if rest.starts_with('\'') {
            return at + 2;
        }
        if !rest.starts_with(['{', '}', '#', '|']) {
            return at + 1;
        }
        // Unclosed: what looked like a quotation was an apostrophe, as in `d'{name}`.
        rest.find('\'').map_or(at + 1, |end| at + 1 + end + 1)
    }

    /// Reads `{name}`, `{name, type, style}` or one with choices.
    fn argument(&mut self, depth: usize) -> Option<Argument> {
        self.at += 1;
        let name = self.until([',', '}'])?.trim().to_owned();
        if self.take('}') {
            return Some(Argument::Simple(name));
        }
        self.take(',').then_some(())?;
        let kind = self.until([',', '}'])?.trim().to_owned();
        if !KINDS.contains(&kind.as_str()) {
            // A style is skipped whatever it holds.
            let mut open = 1;
            while open > 0 {
                let rest = self.message.get(self.at..)?;
                let next = rest.find(['{', '}'])?;
                open = if rest.as_bytes().get(next) == Some(&b'{') { open + 1 } else { open - 1 };
                self.at += next + 1;
            }
            return Some(Argument::Simple(name));
        }
        self.take(',').then_some(())?;
        let number = (kind != "select").then_some(name.as_str());
        let mut all = Vec::new();
        loop {
            self.skip_space();
            if self.take('}') {
                return (!all.is_empty()).then_some(Argument::Choices(all));
            }
            let selector = self.until(['{', '}'])?.trim();
            // `offset:1` stands before the first selector.
            let selector = selector.rsplit(char::is_whitespace).next().unwrap_or_default().to_owned();
            self.take('{').then_some(())?;
            let inner = self.text(number, depth + 1)?;
            self.take('}').then_some(())?;
            for mut choice in inner {
                choice.name = join(&selector, &choice.name);
                all.push(choice);
            }
            (all.len() <= MOST_CHOICES).then_some(())?;
        }
    }

    fn until(&mut self, stops: [char; 2]) -> Option<&str> {
        let rest = self.message.get(self.at..)?;
        let end = rest.find(stops)?;
        self.at += end;
        rest.get(..end)
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.message.get(self.at..).is_some_and(|rest| rest.starts_with(c));
        self.at += if found { c.len_utf8() } else { 0 };
        found
    }

    fn skip_space(&mut self) {
        let rest = self.message.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start().len();
    }
}

enum Argument {
    Simple(String),
    Choices(Vec<Choice>),
}

pub(in crate::format) fn append(choices: &mut [Choice], range: Range<usize>) {
    if !range.is_empty() {
        choices.iter_mut().for_each(|choice| choice.pieces.push(range.clone()));
    }
}

pub(in crate::format) fn note(choices: &mut [Choice], range: Range<usize>, name: &str) {
    choices.iter_mut().for_each(|choice| choice.arguments.push((range.clone(), name.to_owned())));
}

pub(in crate::format) fn join(outer: &str, inner: &str) -> String {
    if outer.is_empty() || inner.is_empty() { format!("{outer}{inner}") } else { format!("{outer}/{inner}") }
}

/// Every text so far with every text of an argument.
pub(in crate::format) fn product(before: &[Choice], inner: &[Choice]) -> Option<Vec<Choice>> {
    (before.len() * inner.len() <= MOST_CHOICES).then_some(())?;
    let both = |left: &Choice, right: &Choice| Choice {
        name: join(&left.name, &right.name),
        pieces: [left.pieces.as_slice(), right.pieces.as_slice()].concat(),
        arguments: [left.arguments.as_slice(), right.arguments.as_slice()].concat(),
    };
    Some(before.iter().flat_map(|left| inner.iter().map(move |right| both(left, right))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(message: &str) -> Vec<(String, String)> {
        let text = |choice: &Choice| choice.pieces.iter().map(|range| &message[range.clone()]).collect::<String>();
        choices(message).unwrap_or_default().iter().map(|choice| (choice.name.clone(), text(choice))).collect()
    }

    #[test]
    fn a_plural_becomes_a_text_for_each_category() {
        let message = "You have {count, plural, =0 {no mail} one {# letter} other {# letters}} from {who}.";
        let expected = [
            ("=0", "You have no mail from {who}."),
            ("one", "You have # letter from {who}."),
            ("other", "You have # letters from {who}."),
        ];
        assert_eq!(texts(message), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        let found = choices(message).unwrap();
        assert_eq!(found[1].arguments.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["{count}", "{who}"]);
    }

    #[test]
    fn choices_in_choices_multiply() {
        let message = "{sex, select, female {{n, plural, one {her cat} other {her cats}}} other {cats}}";
        assert_eq!(
            texts(message).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["female/one", "female/other", "other"]
        );
    }

    #[test]
    fn what_is_no_message_is_left_alone() {
        assert_eq!(choices("Hello {name}, plural or not"), None);
        assert_eq!(choices("{count, plural, one {# file} other {# files}"), None);
        assert_eq!(choices("{count, plural, one {# file}} and }"), None);
        assert_eq!(choices(&"{a, plural, other {".repeat(40)), None);
    }
}
