//! The names that a rule's templates may use.

use std::ops::Range;

use toml::Spanned;

use super::*;

/// Names, some of which hold only where the rule has what they name.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    known: Vec<String>,
}

impl Names {
    /// Those that speak of the source.
    pub(super) fn of_source(&self) -> Names {
        Names { known: self.known.iter().filter(|name| name.starts_with("source.")).cloned().collect() }
    }
}

/// What every message may name.
const ALWAYS: &[&str] = &[
    "target.text",
    "target.value",
    "target.reading",
    "expected",
    "missing",
    "extra",
    "problem",
    "lang",
    "source_lang",
];

impl Compiler<'_> {
    /// The names for a rule's templates.
    pub(super) fn names_of(&self, written: &written::Rule) -> Names {
        let mut known: Vec<String> = ALWAYS.iter().map(|&name| name.to_owned()).collect();
        let mut add = |name: &str| known.push(name.to_owned());
        let has_glossary = demands(written).any(|demand| demand.terms_file.is_some());
        if written.source.is_some() || written.check.is_some() || has_glossary {
            add("source.text");
            add("source.value");
            add("source.reading");
        }
        if let Some(source) = written.source.as_ref().map(Spanned::get_ref) {
            groups(source.regex.as_ref()).iter().for_each(|name| add(&format!("source.{name}")));
            if source.with.is_some() {
                add("source.with.text");
                add("source.with.value");
            }
        }
        for demand in demands(written) {
            groups(demand.regex.as_ref()).iter().for_each(|name| add(&format!("target.{name}")));
            if demand.tolerance.is_some() {
                add("tolerance");
            }
        }
        Names { known }
    }

    /// A message, whose names must be known.
    pub(super) fn message(&mut self, text: &Spanned<String>, names: &Names) -> Template {
        self.template(text.get_ref(), text.span(), names)
    }

    /// A template, whose names must be known.
    pub(super) fn template(&mut self, text: &str, at: Range<usize>, names: &Names) -> Template {
        match Template::parse(text) {
            Ok(template) => {
                self.check_names(&template, &at, names);
                template
            }
            Err(wrong) => {
                let place = inside::place(self.text, at, wrong.at);
                self.add(place, "bad-template", "this template cannot be read", |mistake| mistake.label(wrong.message));
                Template::default()
            }
        }
    }

    /// Tells of each name that nothing defines.
    pub(super) fn check_names(&mut self, template: &Template, at: &Range<usize>, names: &Names) {
        let unknown: Vec<(String, Range<usize>)> = template
            .names()
            .filter(|(name, _)| !names.known.iter().any(|known| known == name))
            .map(|(name, at)| (name.to_owned(), at.clone()))
            .collect();
        for (name, within) in unknown {
            let place = inside::place(self.text, at.clone(), within);
            let label = match name.as_str() {
                "tolerance" => "the rule has no `tolerance`".to_owned(),
                "source.with.text" | "source.with.value" => "the rule has no `source.with`".to_owned(),
                "source.text" | "source.value" | "source.reading" => {
                    "the rule looks for nothing in the source".to_owned()
                }
                _ => did_you_mean(&name, names.known.iter().map(String::as_str)),
            };
            let note = format!("the names here are: {}", listed(names.known.iter().map(String::as_str)));
            let message = format!("nothing defines `{{{name}}}`");
            self.add(place, "unknown-name", message, |mistake| mistake.label(label).note(note));
        }
    }
}

/// What the rule demands, however it says so.
pub(super) fn demands(written: &written::Rule) -> impl Iterator<Item = &written::Demand> {
    let target = written.target.as_ref().map(Spanned::get_ref);
    let both = target.map(|target| [target.require.as_ref(), target.forbid.as_ref()]);
    both.into_iter().flatten().flatten().map(Spanned::get_ref)
}

/// The named groups of a regular expression, or of each of a table.
fn groups(table: Option<&Table<String>>) -> Vec<String> {
    let texts = table.into_iter().flat_map(|table| {
        let table = table.get_ref();
        table.all.iter().chain(table.by.iter().map(|(_, text)| text.get_ref()))
    });
    texts.filter_map(|text| Pattern::with_captures(text).ok()).flat_map(|pattern| pattern.groups()).collect()
}
