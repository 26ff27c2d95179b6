//! Reads TOML tables key by key and collects every mistake with its place.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::rule::Mistake;

/// The mistakes of one file.
#[derive(Debug)]
pub(super) struct Mistakes {
    path: String,
    pub(super) found: Vec<Mistake>,
}

impl Mistakes {
    pub(super) fn new(path: &str) -> Mistakes {
        Mistakes { path: path.to_owned(), found: Vec::new() }
    }

    pub(super) fn add(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.found.push(Mistake::new(&self.path, at, "settings", message));
    }
}

/// A table that is being read. What nobody asked for is a mistake, told by [`Reading::finish`].
pub(super) struct Reading<'t, 'src> {
    name: String,
    table: &'t DeTable<'src>,
    at: Range<usize>,
    asked: Vec<&'static str>,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands, in bytes of the file.
    pub at: Range<usize>,
}

impl<'t, 'src> Reading<'t, 'src> {
    /// Reads a table that messages call `name`.
    pub(super) fn new(name: impl Into<String>, table: &'t DeTable<'src>, at: Range<usize>) -> Reading<'t, 'src> {
        Reading { name: name.into(), table, at, asked: Vec::new() }
    }

    /// Where the table stands.
    pub(super) fn at(&self) -> Range<usize> {
        self.at.clone()
    }

    /// The value of a key, whatever it is.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'src>>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    fn typed<T>(
        &mut self,
        key: &'static str,
        kind: &str,
        mistakes: &mut Mistakes,
        read: impl FnOnce(&'t DeValue<'src>) -> Option<T>,
    ) -> Option<Placed<T>> {
        let value = self.value(key)?;
        match read(value.get_ref()) {
            Some(found) => Some(Placed { value: found, at: value.span() }),
            None => {
                mistakes.add(value.span(), format!("`{key}` is {kind}, not {}", described(value.get_ref())));
                None
            }
        }
    }

    pub(super) fn text(&mut self, key: &'static str, mistakes: &mut Mistakes) -> Option<Placed<String>> {
        self.typed(key, "a string", mistakes, |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn flag(&mut self, key: &'static str, mistakes: &mut Mistakes) -> Option<Placed<bool>> {
        self.typed(key, "`true` or `false`", mistakes, DeValue::as_bool)
    }

    pub(super) fn table(&mut self, key: &'static str, mistakes: &mut Mistakes) -> Option<Reading<'t, 'src>> {
        let name = key.to_owned();
        let found = self.typed(key, "a table", mistakes, DeValue::as_table)?;
        Some(Reading::new(name, found.value, found.at))
    }

    /// A list of strings; a single string counts as a list of one.
    pub(super) fn texts(&mut self, key: &'static str, mistakes: &mut Mistakes) -> Option<Vec<Placed<String>>> {
        let value = self.value(key)?;
        if let Some(text) = value.get_ref().as_str() {
            return Some(vec![Placed { value: text.to_owned(), at: value.span() }]);
        }
        let Some(array) = value.get_ref().as_array() else {
            mistakes.add(value.span(), format!("`{key}` is a list of strings, not {}", described(value.get_ref())));
            return None;
        };
        let mut texts = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push(Placed { value: text.to_owned(), at: item.span() }),
                None => mistakes.add(item.span(), format!("`{key}` holds strings, not {}", described(item.get_ref()))),
            }
        }
        Some(texts)
    }

    /// A list of tables, `[[key]]`.
    pub(super) fn tables(&mut self, key: &'static str, mistakes: &mut Mistakes) -> Vec<Reading<'t, 'src>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            mistakes.add(value.span(), format!("`{key}` is a list of tables: write `[[{key}]]`"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => tables.push(Reading::new(key, table, item.span())),
                None => mistakes.add(item.span(), format!("`{key}` holds tables, not {}", described(item.get_ref()))),
            }
        }
        tables
    }

    /// All keys with their values, whatever they are called.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Placed<String>, &'t Spanned<DeValue<'src>>)> + use<'t, 'src> {
        self.table.iter().map(|(key, value)| (Placed { value: key.get_ref().to_string(), at: key.span() }, value))
    }

    /// Tells of every key that was not asked for.
    pub(super) fn finish(self, mistakes: &mut Mistakes) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let place = if self.name.is_empty() { String::new() } else { format!(" in `{}`", self.name) };
            let meant = nearest(name, self.asked.iter().copied());
            let hint = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it takes {}", listed(&self.asked)),
            };
            mistakes.add(key.span(), format!("unknown key `{name}`{place}; {hint}"));
        }
    }
}

/// The candidate that is most like a word, if one is.
pub(super) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = candidates.into_iter().map(|candidate| (strsim::jaro_winkler(word, candidate), candidate));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

pub(super) fn described(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
