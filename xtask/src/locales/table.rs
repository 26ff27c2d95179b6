//! What a locale file holds, sections of keys with their forms, and how it is written as TOML.

use std::{cmp::Ordering, collections::BTreeMap, fmt::Write};

/// The sections of a locale: section → key → forms, the preferred form first, none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locale {
    sections: BTreeMap<String, BTreeMap<Key, Vec<String>>>,
}

/// A key, ordered as a reader expects: numbers by their value, before words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(pub String);

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        let number = |key: &Key| key.0.parse::<u128>().ok();
        match (number(self), number(other)) {
            (Some(a), Some(b)) => a.cmp(&b).then_with(|| self.0.cmp(&other.0)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Locale {
    /// Adds a form behind those that the key has, unless it has it.
    pub fn add(&mut self, section: &str, key: &str, form: &str) {
        let form = form.trim_matches(|c: char| c == ' ' || c == '\u{AD}').replace('\u{AD}', "");
        if form.is_empty() {
            return;
        }
        let forms = self.sections.entry(section.to_owned()).or_default().entry(Key(key.to_owned())).or_default();
        if !forms.contains(&form) {
            forms.push(form);
        }
    }

    /// The forms of a key.
    pub fn forms(&self, section: &str, key: &str) -> &[String] {
        self.sections.get(section).and_then(|table| table.get(&Key(key.to_owned()))).map_or(&[], Vec::as_slice)
    }

    /// The keys of a section with their forms.
    pub fn section(&self, section: &str) -> impl Iterator<Item = (&str, &[String])> {
        self.sections.get(section).into_iter().flatten().map(|(key, forms)| (key.0.as_str(), forms.as_slice()))
    }

    /// Leaves what the parent does not say: keys with another preferred form, or with forms that the parent lacks.
    pub fn minus(&self, parent: &Locale) -> Locale {
        let mut rest = Locale::default();
        for (section, table) in &self.sections {
            for (Key(key), forms) in table {
                let known = parent.forms(section, key);
                let first = usize::from(known.first() != forms.first());
                let own = forms.iter().enumerate().filter(|(n, form)| *n < first || !known.contains(form));
                own.for_each(|(_, form)| rest.add(section, key, form));
            }
        }
        rest
    }

    /// The named sections alone.
    pub fn only(mut self, sections: &[&str]) -> Locale {
        self.sections.retain(|section, _| sections.contains(&section.as_str()));
        self
    }

    /// What a text in this locale may show: its own forms, then the parent's.
    pub fn on(mut self, parent: &Locale) -> Locale {
        for (section, table) in &parent.sections {
            for (Key(key), forms) in table {
                forms.iter().for_each(|form| self.add(section, key, form));
            }
        }
        self
    }

    /// The file's text.
    pub fn to_toml(&self, header: &str) -> String {
        let mut text = header.to_owned();
        for (section, table) in &self.sections {
            let _ = writeln!(text, "\n[{section}]");
            for (Key(key), forms) in table {
                let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
                let key = if bare { key.clone() } else { quoted(key) };
                let forms: Vec<String> = forms.iter().map(|form| quoted(form)).collect();
                let _ = writeln!(text, "{key} = [{}]", forms.join(", "));
            }
        }
        text
    }
}

/// A TOML string in which a reader sees every character: blanks and marks without width are escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\u{A0}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{2000}'..='\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{2028}'..='\u{202F}' => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            '\u{205F}'..='\u{206F}' | '\u{3000}' | '\u{FEFF}' | '\0'..='\u{1F}' => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_by_value_and_invisible_blanks_are_escaped() {
        let mut locale = Locale::default();
        for (key, form) in [("10", "Okt."), ("9", "Sep\u{AD}tember"), ("a/b", "1\u{A0}\"x\"")] {
            locale.add("month", key, form);
        }
        assert_eq!(
            locale.to_toml("# x\n"),
            "# x\n\n[month]\n9 = [\"September\"]\n10 = [\"Okt.\"]\n\"a/b\" = [\"1\\u00A0\\\"x\\\"\"]\n"
        );
    }

    #[test]
    fn a_region_keeps_its_preferred_form_and_what_is_new() {
        let (mut parent, mut region) = (Locale::default(), Locale::default());
        for form in [".", "\u{A0}"] {
            parent.add("symbol", "group", form);
        }
        parent.add("month", "1", "Januar");
        for form in ["\u{A0}", "’"] {
            region.add("symbol", "group", form);
        }
        region.add("month", "1", "Januar");
        let rest = region.minus(&parent);
        assert_eq!(rest.forms("symbol", "group"), ["\u{A0}", "’"]);
        assert!(rest.forms("month", "1").is_empty());
    }
}
