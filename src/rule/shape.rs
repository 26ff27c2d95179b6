//! Holds a file against the vocabulary: unknown keys, values of another shape, keys that are missing. All at once.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    keys::{self, Key, Shape},
    mistake::{Mistake, did_you_mean, listed},
};

/// A table to be held against its keys.
pub(super) struct Shaping<'a> {
    /// The path of the file.
    pub(super) path: &'a str,
    /// The rule that is being read: the place of its id.
    pub(super) rule: Option<Range<usize>>,
    /// What is wrong so far.
    pub(super) mistakes: Vec<Mistake>,
}

impl Shaping<'_> {
    /// Holds a table against its keys. `name` is the table's path, for messages; `at` its place.
    pub(super) fn table(&mut self, table: &DeTable<'_>, at: Range<usize>, name: &str, keys: &'static [Key]) {
        for (key, value) in table.iter() {
            let full = if name.is_empty() { key.get_ref().to_string() } else { format!("{name}.{}", key.get_ref()) };
            match keys.iter().find(|known| known.name == key.get_ref()) {
                Some(known) => self.value(value, &full, known.shape),
                None => self.unknown(key, name, keys),
            }
        }
        for key in keys.iter().filter(|key| key.required && !table.contains_key(key.name)) {
            let whose = if name.is_empty() { "the rule".to_owned() } else { format!("`{name}`") };
            self.add(Mistake::new(self.path, at.clone(), "missing-key", format!("{whose} has no `{}`", key.name)));
        }
    }

    fn unknown(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, name: &str, keys: &'static [Key]) {
        let word = key.get_ref();
        let whose = if name.is_empty() { String::new() } else { format!(" in `{name}`") };
        let mut label = did_you_mean(word, keys.iter().map(|key| key.name));
        if label.is_empty() {
            let homes: Vec<&str> = HOMES
                .iter()
                .filter(|(_, keys)| keys.iter().any(|key| key.name == word))
                .map(|(home, _)| *home)
                .collect();
            if !homes.is_empty() {
                label = format!("it belongs into {}", listed(homes));
            }
        }
        let all = listed(keys.iter().map(|key| key.name));
        let note = if name.is_empty() { format!("the keys are: {all}") } else { format!("`{name}` takes: {all}") };
        self.add(
            Mistake::new(self.path, key.span(), "unknown-key", format!("unknown key `{word}`{whose}"))
                .label(label)
                .note(note),
        );
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, name: &str, shape: Shape) {
        let (at, inner) = (value.span(), value.get_ref());
        match (shape, inner) {
            (Shape::Text | Shape::Template | Shape::Regex, DeValue::String(_)) => {}
            (Shape::Number, DeValue::Integer(_) | DeValue::Float(_)) => {}
            (Shape::Version, DeValue::Integer(number)) if number.as_str() == "1" => {}
            (Shape::Version, DeValue::Integer(number)) => {
                let message = format!("version {} of the rule language is not known", number.as_str());
                self.add(Mistake::new(self.path, at, "version", message).label("this fidelint reads version 1"));
            }
            (Shape::Texts | Shape::Languages, DeValue::Array(list)) => {
                for item in list.iter() {
                    self.value(item, name, Shape::Text);
                }
            }
            (Shape::Words(words), DeValue::Array(list)) => {
                for item in list.iter() {
                    self.value(item, name, Shape::Word(words));
                }
            }
            (Shape::Word(words), DeValue::String(word)) => self.word(word, at, name, &words()),
            (Shape::PerLanguage(shape), DeValue::Table(table)) => {
                for (_, value) in table.iter() {
                    self.value(value, name, *shape);
                }
            }
            (Shape::PerLanguage(shape), _) if fits(inner, *shape) => self.value(value, name, *shape),
            (Shape::Rates, DeValue::Table(table)) => {
                for (_, value) in table.iter() {
                    self.value(value, name, Shape::Number);
                }
            }
            (Shape::Table(keys), DeValue::Table(table)) => self.table(table, at, name, keys),
            (Shape::Tables(keys), DeValue::Array(list)) => {
                for item in list.iter() {
                    match item.get_ref() {
                        DeValue::Table(table) => self.table(table, item.span(), name, keys),
                        other => self.wrong(item.span(), name, "a table", other),
                    }
                }
            }
            (_, other) => self.wrong(at, name, shape.name(), other),
        }
    }

    fn word(&mut self, word: &str, at: Range<usize>, name: &str, words: &[&'static str]) {
        if words.contains(&word) {
            return;
        }
        let message = format!("`{word}` is no value of `{name}`");
        let label = did_you_mean(word, words.iter().copied());
        let note = format!("`{name}` is one of: {}", listed(words.iter().copied()));
        self.add(Mistake::new(self.path, at, "unknown-word", message).label(label).note(note));
    }

    fn wrong(&mut self, at: Range<usize>, name: &str, wanted: &str, found: &DeValue<'_>) {
        let message = format!("`{name}` is {wanted}, not {}", kind(found));
        self.add(Mistake::new(self.path, at, "wrong-type", message).label(format!("{wanted} is expected here")));
    }

    fn add(&mut self, mistake: Mistake) {
        let mistake = match &self.rule {
            Some(rule) => mistake.also(rule.clone(), "in this rule"),
            None => mistake,
        };
        self.mistakes.push(mistake);
    }
}

/// Tables by the names under which people look for their keys.
static HOMES: &[(&str, &[Key])] = &[
    ("[[rule]]", keys::RULE),
    ("source", keys::SOURCE),
    ("target", keys::TARGET),
    ("target.require", keys::DEMAND),
    ("target.forbid", keys::DEMAND),
    ("except", keys::EXCEPT),
    ("tests", keys::TEST),
];

fn fits(value: &DeValue<'_>, shape: Shape) -> bool {
    match shape {
        Shape::Texts => matches!(value, DeValue::Array(_)),
        _ => matches!(value, DeValue::String(_)),
    }
}

impl Shape {
    /// The shape in words.
    pub(super) fn name(self) -> &'static str {
        match self {
            Shape::Version => "the number 1",
            Shape::Text | Shape::Template | Shape::Regex => "text",
            Shape::Number => "a number",
            Shape::Texts | Shape::Words(_) => "a list of texts",
            Shape::Languages => "a list of language tags",
            Shape::Word(_) => "a word",
            Shape::PerLanguage(Shape::Texts) => "a list of texts, or a table of lists by language",
            Shape::PerLanguage(_) => "text, or a table of texts by language",
            Shape::Rates => "a table of rates",
            Shape::Table(_) => "a table",
            Shape::Tables(_) => "a list of tables",
        }
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
