//! Templates of paths: `content/{lang}/{path}.md`.

use regex::Regex;

/// A template, ready to match paths.
#[derive(Debug, Clone)]
pub struct Template {
    text: String,
    pattern: Regex,
    /// The variables in the order of their groups.
    variables: Vec<Variable>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Variable {
    Lang,
    /// By its name; the same name must have the same value wherever it stands.
    Named(&'static str),
    /// `*` and `**`: not compared.
    Any,
}

/// What a path has where its template has variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The text in place of `{lang}`.
    pub lang: Option<String>,
    /// The values of the other variables: source and translation share them.
    pub values: Vec<(&'static str, String)>,
}

/// Variables that take several folders, and those that take a part of a name.
const DEEP: [&str; 2] = ["path", "root"];
const FLAT: [&str; 3] = ["name", "ns", "file"];
/// A language as paths have it: `de`, `pt_BR`, `zh-rCN`, `b+sr+Latn`, `sr@latin`.
const LANG: &str = r"((?:b\+)?[A-Za-z]{2,8}(?:[-_+@]r?[A-Za-z0-9]{2,8})*)";

impl Template {
    /// Reads a template. The error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Template, String> {
        if text.split(['/', '\\']).any(|part| part == "..") {
            return Err("a template stays in the project: `..` is not allowed".to_owned());
        }
        let mut pattern = String::from("^");
        let mut variables = Vec::new();
        let mut rest = text.strip_prefix("./").unwrap_or(text).trim_start_matches('/');
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("**/") {
                pattern.push_str("(?:(.*)/)?");
                variables.push(Variable::Any);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("**") {
                pattern.push_str("(.*)");
                variables.push(Variable::Any);
                rest = after;
            } else if let Some(after) = rest.strip_prefix('*') {
                pattern.push_str("([^/]*)");
                variables.push(Variable::Any);
                rest = after;
            } else if let Some(after) = rest.strip_prefix('{') {
                let (name, mut after) = after.split_once('}').ok_or("`{` without `}`")?;
                let (variable, part) = if name == "lang" {
                    (Variable::Lang, LANG)
                } else if let Some(deep) = DEEP.into_iter().find(|&deep| deep == name) {
                    match after.strip_prefix('/') {
                        // A path of no folders takes its slash with it.
                        Some(tail) => {
                            after = tail;
                            (Variable::Named(deep), "(?:(.+)/)?")
                        }
                        None => (Variable::Named(deep), "(.+)"),
                    }
                } else if let Some(flat) = FLAT.into_iter().find(|&flat| flat == name) {
                    (Variable::Named(flat), "([^/]+)")
                } else {
                    return Err(format!(
                        "unknown variable `{{{name}}}`; there are {{lang}}, {{path}}, {{name}}, {{ns}}, {{root}}, * and **"
                    ));
                };
                pattern.push_str(part);
                variables.push(variable);
                rest = after;
            } else {
                let end = rest.find(['{', '*']).unwrap_or(rest.len()).max(c.len_utf8());
                pattern.push_str(&regex::escape(rest.get(..end).unwrap_or_default()));
                rest = rest.get(end..).unwrap_or_default();
            }
        }
        pattern.push('$');
        let pattern = Regex::new(&pattern).map_err(|error| error.to_string())?;
        Ok(Template { text: text.to_owned(), pattern, variables })
    }

    /// The template as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Does the path tell the language?
    pub fn has_language(&self) -> bool {
        self.variables.contains(&Variable::Lang)
    }

    /// The variables of a path that the template fits.
    pub fn matches(&self, path: &str) -> Option<Match> {
        let captures = self.pattern.captures(path)?;
        let mut lang: Option<&str> = None;
        let mut values: Vec<(&'static str, String)> = Vec::new();
        for (number, variable) in self.variables.iter().enumerate() {
            let value = captures.get(number + 1).map_or("", |group| group.as_str());
            match variable {
                Variable::Lang if lang.is_some_and(|lang| !lang.eq_ignore_ascii_case(value)) => return None,
                Variable::Lang => lang = Some(value),
                Variable::Named(name) => match values.iter().find(|(other, _)| other == name) {
                    Some((_, other)) if other != value => return None,
                    Some(_) => {}
                    None => values.push((name, value.to_owned())),
                },
                Variable::Any => {}
            }
        }
        values.sort_unstable();
        Some(Match { lang: lang.map(str::to_owned), values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(template: &str, path: &str) -> Option<(Option<String>, Vec<String>)> {
        let found = Template::parse(template).unwrap().matches(path)?;
        Some((found.lang, found.values.into_iter().map(|(_, value)| value).collect()))
    }

    #[test]
    fn variables_take_what_stands_in_their_place() {
        let found = |lang: &str, value: &str| Some((Some(lang.to_owned()), vec![value.to_owned()]));
        assert_eq!(values("content/{lang}/{path}.md", "content/pt-br/a/b.md"), found("pt-br", "a/b"));
        assert_eq!(
            values("{path}/values-{lang}/strings.xml", "app/res/values-zh-rCN/strings.xml"),
            found("zh-rCN", "app/res")
        );
        assert_eq!(values("{path}/values-{lang}/strings.xml", "values-b+sr+Latn/strings.xml"), found("b+sr+Latn", ""));
        assert_eq!(values("config/locales/{name}.{lang}.yml", "config/locales/devise.de.yml"), found("de", "devise"));
        assert_eq!(values("content/{lang}/{path}.md", "content/de.md"), None);
        assert_eq!(values("{lang}/{name}.{lang}.po", "de/app.fr.po"), None);
    }

    #[test]
    fn a_bad_template_says_what_is_wrong() {
        assert!(Template::parse("a/{lang").unwrap_err().contains("without"));
        assert!(Template::parse("a/{language}.md").unwrap_err().contains("unknown variable"));
        assert!(Template::parse("../secrets/{lang}").unwrap_err().contains("stays in the project"));
    }
}
