//! Regular expressions of rules: linear in time, bounded in size, and stopped where they take too long all the same.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use regex::{Regex, RegexBuilder};

use super::template::Template;

/// The program of a regular expression may take this much memory, and so one search this much time a character.
const SIZE_LIMIT: usize = 2 << 20;
/// Longer texts are searched in stretches, since the worst search takes time as program × text.
const STRETCH: usize = 32 << 10;
/// A rule may take this long, and ten times as long as a slow expression takes for the text that it sees.
const FREE_NANOS: u64 = 2_000_000_000;
const NANOS_PER_BYTE: u64 = 1_000;
/// Expressions made from captures that are kept.
const KEPT: usize = 512;

/// A regular expression, perhaps with captures of another one in it.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    template: Template,
    /// The expression, where no capture is in it.
    fixed: Option<Regex>,
    made: Arc<Mutex<HashMap<String, Option<Regex>>>>,
    clock: Arc<Clock>,
}

/// How much a pattern has seen, and how long it took.
#[derive(Debug, Default)]
struct Clock {
    bytes: AtomicU64,
    nanos: AtomicU64,
}

/// What is wrong with a regular expression, and where in its text.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) at: Option<Range<usize>>,
    pub(super) message: String,
    pub(super) note: Option<&'static str>,
}

/// A match of a pattern.
#[derive(Debug)]
pub(super) struct Hit {
    pub(super) at: Range<usize>,
    pub(super) captures: Vec<(String, String)>,
}

impl Pattern {
    /// Compiles an expression of a source or an exception.
    pub(super) fn new(text: &str) -> Result<Pattern, Wrong> {
        let regex = compile(text).map_err(|error| explain(text, &error))?;
        Ok(Pattern::of(Template::plain(text), Some(regex)))
    }

    /// Compiles an expression in which `{source.NAME}` stands for captured text.
    pub(super) fn with_captures(text: &str) -> Result<Pattern, Wrong> {
        let template = Template::parse_regex(text);
        if template.is_plain() {
            return Pattern::new(text);
        }
        // Whatever is captured is literal text: with a letter in its place the rest must be sound.
        let sample = template.fill(|_| "x".to_owned());
        compile(&sample).map_err(|error| Wrong { at: None, ..explain(&sample, &error) })?;
        Ok(Pattern::of(template, None))
    }

    fn of(template: Template, fixed: Option<Regex>) -> Pattern {
        Pattern { template, fixed, made: Arc::default(), clock: Arc::default() }
    }

    /// The names that stand for captures of the source.
    pub(super) fn template(&self) -> &Template {
        &self.template
    }

    /// The names of its own groups.
    pub(super) fn groups(&self) -> Vec<String> {
        let sample = self.fixed.clone().or_else(|| compile(&self.template.fill(|_| "x".to_owned())).ok());
        sample.map_or_else(Vec::new, |regex| regex.capture_names().flatten().map(str::to_owned).collect())
    }

    /// Does it match the empty text, and so everywhere?
    pub(super) fn matches_nothing_at_all(&self) -> bool {
        self.fixed.as_ref().is_some_and(|regex| regex.is_match(""))
    }

    /// The expression, with what `value` gives for the captures.
    pub(super) fn regex(&self, value: impl FnMut(&str) -> String) -> Option<Regex> {
        if let Some(regex) = &self.fixed {
            return Some(regex.clone());
        }
        let mut value = value;
        let text = self.template_text(&mut value);
        let mut made = self.made.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if made.len() >= KEPT {
            made.clear();
        }
        made.entry(text).or_insert_with_key(|text| compile(text).ok()).clone()
    }

    fn template_text(&self, value: &mut impl FnMut(&str) -> String) -> String {
        self.template.fill(|name| regex::escape(&value(name)))
    }

    /// All matches of one of its expressions in a text. Gives up where the pattern has used up its time.
    pub(super) fn find(&self, regex: &Regex, text: &str, out: &mut Vec<Hit>) {
        let named: Vec<&str> = regex.capture_names().flatten().collect();
        let mut start = 0;
        while start < text.len() || start == 0 {
            let end = stretch(text, start);
            let Some(part) = text.get(start..end) else { return };
            if !self.search(regex, &named, part, start, out) || end >= text.len() {
                return;
            }
            start = end;
        }
    }

    fn search(&self, regex: &Regex, named: &[&str], part: &str, start: usize, out: &mut Vec<Hit>) -> bool {
        if self.is_out_of_time() {
            return false;
        }
        self.clock.bytes.fetch_add(part.len() as u64, Ordering::Relaxed);
        let mut from = 0;
        // A long text that matches nowhere is one search; time is taken around each.
        while from <= part.len() {
            let began = Instant::now();
            let found = regex.find_at(part, from);
            let hit = found.map(|found| Hit {
                at: start + found.start()..start + found.end(),
                captures: if named.is_empty() {
                    Vec::new()
                } else {
                    let captures = regex.captures_at(part, found.start());
                    let text = |name: &&str| {
                        let text = captures.as_ref()?.name(name)?.as_str().to_owned();
                        Some(((*name).to_owned(), text))
                    };
                    named.iter().filter_map(text).collect()
                },
            });
            let next = found.map(|found| (found.end(), found.is_empty()));
            self.clock.nanos.fetch_add(began.elapsed().as_nanos() as u64, Ordering::Relaxed);
            out.extend(hit);
            let Some((end, is_empty)) = next else { return true };
            from = if is_empty { end + part[end..].chars().next().map_or(1, char::len_utf8) } else { end };
            if self.is_out_of_time() {
                return false;
            }
        }
        true
    }

    /// Was the pattern stopped for taking too long?
    pub(super) fn is_out_of_time(&self) -> bool {
        let bytes = self.clock.bytes.load(Ordering::Relaxed);
        self.clock.nanos.load(Ordering::Relaxed) > FREE_NANOS + bytes.saturating_mul(NANOS_PER_BYTE)
    }
}

/// The end of the stretch that begins at `start`: at a blank, where there is one.
fn stretch(text: &str, start: usize) -> usize {
    if text.len() - start <= STRETCH {
        return text.len();
    }
    let mut end = start + STRETCH;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start + STRETCH / 2..end)
        .and_then(|half| half.rfind(char::is_whitespace))
        .map_or(end, |blank| start + STRETCH / 2 + blank + 1)
        .max(start + 1)
}

fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).size_limit(SIZE_LIMIT).dfa_size_limit(SIZE_LIMIT).build()
}

fn explain(text: &str, error: &regex::Error) -> Wrong {
    if matches!(error, regex::Error::CompiledTooBig(_)) {
        return Wrong {
            at: None,
            message: "the regular expression is too big".to_owned(),
            note: Some("`\\w`, `\\d` and `.` stand for all of Unicode: repeat them less often, or write `[a-z]`"),
        };
    }
    let range = |span: &regex_syntax::ast::Span| span.start.offset..span.end.offset;
    match regex_syntax::Parser::new().parse(text) {
        Err(regex_syntax::Error::Parse(error)) => {
            let look = matches!(error.kind(), regex_syntax::ast::ErrorKind::UnsupportedLookAround);
            Wrong {
                at: Some(range(error.span())),
                message: error.kind().to_string(),
                note: look.then_some("what look-around would leave out, `except.source` and `except.target` can"),
            }
        }
        Err(regex_syntax::Error::Translate(error)) => {
            Wrong { at: Some(range(error.span())), message: error.kind().to_string(), note: None }
        }
        _ => Wrong { at: None, message: error.to_string(), note: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(pattern: &str, text: &str) -> Vec<Range<usize>> {
        let pattern = Pattern::new(pattern).unwrap();
        let regex = pattern.regex(|_| String::new()).unwrap();
        let mut hits = Vec::new();
        pattern.find(&regex, text, &mut hits);
        hits.into_iter().map(|hit| hit.at).collect()
    }

    #[test]
    fn a_long_text_is_searched_to_its_end() {
        let text = "word ".repeat(50_000) + "needle";
        assert_eq!(hits("needle", &text), vec![text.len() - 6..text.len()]);
    }

    #[test]
    fn an_expression_that_takes_quadratic_time_is_stopped() {
        let text = "A".repeat(3 << 20);
        let began = Instant::now();
        hits(".*[^A-Z]|[A-Z]", &text);
        assert!(began.elapsed().as_secs() < 30);
    }

    #[test]
    fn an_expression_that_would_take_too_much_memory_is_refused() {
        assert_eq!(Pattern::new(r"(?:\w{100}){100}").unwrap_err().message, "the regular expression is too big");
    }

    #[test]
    fn an_error_is_told_with_its_place() {
        let wrong = Pattern::new("a(?=b)").unwrap_err();
        assert_eq!(wrong.at, Some(1..4));
        assert!(wrong.note.is_some());
    }
}
