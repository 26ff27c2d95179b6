//! The settings of a project: `fidelint.toml`, as written → ready, every mistake with its place.

use std::{collections::BTreeMap, ops::Range};

use toml::de::{DeTable, DeValue};

use crate::{fact::Confidence, finding::Severity, pairing::Template, rule::Mistake};

mod read;
mod schema;
mod starter;
mod table;

pub use schema::schema;
pub use starter::starter;
pub use table::Placed;

/// The names of the file, the preferred one first.
pub const NAMES: [&str; 2] = ["fidelint.toml", ".fidelint.toml"];

/// The settings of a project, valid and compiled.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The path of the file, as messages show it; empty where there is none.
    pub path: String,
    /// Its text.
    pub text: String,
    /// `[project]`.
    pub project: Project,
    /// `[[pairs]]`.
    pub pairs: Vec<PairRule>,
    /// `[check]`.
    pub check: CheckSettings,
    /// `[rules]`.
    pub rules: Vec<RuleSetting>,
    /// `[[override]]`.
    pub overrides: Vec<Override>,
    /// `[[ignore]]`.
    pub ignores: Vec<Ignore>,
}

/// Which files there are, and in which languages.
#[derive(Debug, Clone)]
pub struct Project {
    /// The language of the sources.
    pub source_language: Option<Placed<String>>,
    /// The languages of the translations; all that are found where this is not given.
    pub languages: Vec<Placed<String>>,
    /// Are layouts detected by convention?
    pub auto: bool,
    /// Settings of other tools to read templates from.
    pub import: Vec<Placed<String>>,
    /// What it is worth to say that a source has no translation.
    pub require_translation: Option<Severity>,
    /// Names used in paths, and the tags they stand for.
    pub aliases: BTreeMap<String, String>,
}

/// A `[[pairs]]` table: which translation belongs to which source.
#[derive(Debug, Clone)]
pub struct PairRule {
    /// The source.
    pub source: Template,
    /// The translation.
    pub target: Template,
    /// The language of the translation, where the template does not say it.
    pub lang: Option<String>,
    /// The language of the source, where it is not that of the project.
    pub source_lang: Option<String>,
    /// Where the table stands.
    pub at: Range<usize>,
}

/// `[check]`: what holds for the whole run. What the command line says comes first.
#[derive(Debug, Clone, Default)]
pub struct CheckSettings {
    /// Presets that hold before all else: `fidelint:strict`.
    pub extend: Vec<Placed<String>>,
    /// Globs of rule files.
    pub rules: Vec<Placed<String>>,
    /// Globs of files that are left out.
    pub exclude: Vec<Placed<String>>,
    /// From which severity on a run fails; `Some(None)`: never.
    pub fail_on: Option<Option<Severity>>,
    /// Findings that are less sure are not shown.
    pub min_confidence: Option<Confidence>,
    /// The baseline file.
    pub baseline: Option<Placed<String>>,
    /// Is an ignore comment without a reason worth a finding?
    pub require_reason: bool,
    /// The only rules, tags or prefixes (`number-*`) that run.
    pub select: Vec<Placed<String>>,
    /// Rules, tags or prefixes that do not run.
    pub ignore: Vec<Placed<String>>,
}

/// What the project says about one rule.
#[derive(Debug, Clone)]
pub struct RuleSetting {
    /// The rule, a tag, or a prefix with a star.
    pub rule: Placed<String>,
    /// Its severity; `Some(None)` turns it off.
    pub severity: Option<Option<Severity>>,
    /// No finding of it is surer than this.
    pub confidence: Option<Confidence>,
    /// Its options, for the check to read.
    pub options: toml::Table,
    /// Where the value stands.
    pub at: Range<usize>,
}

/// Other settings of rules for some files or languages.
#[derive(Debug, Clone)]
pub struct Override {
    /// Globs of translations (or sources); all where there are none.
    pub paths: Vec<Placed<String>>,
    /// Languages; all where there are none.
    pub languages: Vec<Placed<String>>,
    /// The settings.
    pub rules: Vec<RuleSetting>,
}

/// Findings that the project accepts. Every field narrows.
#[derive(Debug, Clone, Default)]
pub struct Ignore {
    /// The rule, a tag, or a prefix with a star.
    pub rule: Option<Placed<String>>,
    /// A glob of the translation.
    pub path: Option<Placed<String>>,
    /// The key of the entry.
    pub key: Option<Placed<String>>,
    /// A heading or another text of the block.
    pub block: Option<Placed<String>>,
    /// A text that the finding is about.
    pub text: Option<Placed<String>>,
    /// The language of the translation.
    pub language: Option<Placed<String>>,
    /// Why.
    pub reason: Option<Placed<String>>,
    /// The day (ISO) after which the finding is back.
    pub until: Option<Placed<String>>,
    /// Where the table stands.
    pub at: Range<usize>,
}

impl Default for Project {
    fn default() -> Project {
        Project {
            source_language: None,
            languages: Vec::new(),
            auto: true,
            import: Vec::new(),
            require_translation: None,
            aliases: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads the text of a settings file. All mistakes come at once, each with its place.
    pub fn parse(path: &str, text: &str) -> Result<Config, Vec<Mistake>> {
        let (table, broken) = DeTable::parse_recoverable(text);
        let mut mistakes = table::Mistakes::new(path);
        for error in broken {
            mistakes.add(error.span().unwrap_or(0..0), error.message().trim());
        }
        let mut config = read::config(table.get_ref(), &mut mistakes);
        config.path = path.to_owned();
        config.text = text.to_owned();
        mistakes.found.sort_by_key(|mistake| mistake.at.start);
        if mistakes.found.is_empty() { Ok(config) } else { Err(mistakes.found) }
    }

    /// The settings as TOML, each with the file it comes from or the word *default*.
    pub fn show(&self) -> String {
        let origin = if self.path.is_empty() { "default" } else { self.path.as_str() };
        let mut lines = vec!["[project]".to_owned()];
        let mut say = |line: String, is_default: bool| {
            lines.push(format!("{line}  # {}", if is_default { "default" } else { origin }));
        };
        let quoted = |list: &[Placed<String>]| {
            format!("[{}]", list.iter().map(|item| format!("{:?}", item.value)).collect::<Vec<_>>().join(", "))
        };
        let project = &self.project;
        match &project.source_language {
            Some(tag) => say(format!("source-language = {:?}", tag.value), false),
            None => say("source-language = \"\"".to_owned(), true),
        }
        say(format!("languages = {}", quoted(&project.languages)), project.languages.is_empty());
        say(format!("auto = {}", project.auto), project.auto);
        say(format!("import = {}", quoted(&project.import)), project.import.is_empty());
        let level = project.require_translation.map_or("off", Severity::name);
        say(format!("require-translation = {level:?}"), project.require_translation.is_none());
        for pair in &self.pairs {
            lines.push(format!("\n[[pairs]]  # {origin}"));
            lines.push(format!("source = {:?}", pair.source.text()));
            lines.push(format!("target = {:?}", pair.target.text()));
            lines.extend(pair.lang.as_ref().map(|tag| format!("lang = {tag:?}")));
        }
        lines.push("\n[check]".to_owned());
        lines.push(format!("rules = {}", quoted(&self.check.rules)));
        lines.push(format!("exclude = {}", quoted(&self.check.exclude)));
        if !self.rules.is_empty() {
            lines.push(format!("\n[rules]  # {origin}"));
        }
        for rule in &self.rules {
            let level = rule.severity.map(|severity| severity.map_or("off", Severity::name));
            lines.push(format!("{:?} = {{ severity = {:?} }}", rule.rule.value, level.unwrap_or("as shipped")));
        }
        lines.join("\n") + "\n"
    }
}

/// A TOML value as the `toml` crate's own type, without places.
fn plain(value: &DeValue<'_>) -> toml::Value {
    match value {
        DeValue::String(text) => toml::Value::String(text.to_string()),
        DeValue::Integer(number) => {
            toml::Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).unwrap_or(i64::MAX))
        }
        DeValue::Float(number) => toml::Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => toml::Value::Boolean(*flag),
        DeValue::Datetime(day) => toml::Value::Datetime(*day),
        DeValue::Array(items) => toml::Value::Array(items.iter().map(|item| plain(item.get_ref())).collect()),
        DeValue::Table(table) => toml::Value::Table(
            table.iter().map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref()))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
[project]
source-language = "en"
languages = ["de", "pt_BR"]
aliases = { zh = "zh-CN" }
require-translation = "warning"

[[pairs]]
source = "content/en/{path}.md"
target = "content/{lang}/{path}.md"

[check]
exclude = ["legacy/**"]
fail-on = "never"

[rules]
number-mismatch = { severity = "error", options = { ignore_below = 4 } }
quote-missing = "off"

[[override]]
paths = ["blog/**"]
languages = "ja"
rules = { date-mismatch = "info" }

[[ignore]]
rule = "country-mismatch"
path = "i18n/fr/*.json"
reason = "agreed"
until = 2027-03-01
"#;

    fn mistakes(text: &str) -> Vec<(String, String)> {
        let found = Config::parse("fidelint.toml", text).unwrap_err();
        found.into_iter().map(|m| (text[m.at].to_owned(), m.message)).collect()
    }

    #[test]
    fn a_settings_file_is_read_whole() {
        let config = Config::parse("fidelint.toml", FILE).unwrap();
        assert_eq!(config.project.source_language.unwrap().value, "en");
        assert_eq!(config.project.languages[1].value, "pt-BR");
        assert_eq!(config.project.require_translation, Some(Severity::Warning));
        assert_eq!(config.pairs.len(), 1);
        assert_eq!(config.check.fail_on, Some(None));
        assert_eq!(config.rules[0].severity, Some(Some(Severity::Error)));
        assert_eq!(config.rules[0].options.get("ignore_below"), Some(&toml::Value::Integer(4)));
        assert_eq!(config.rules[1].severity, Some(None));
        assert_eq!(config.overrides[0].languages[0].value, "ja");
        assert_eq!(config.ignores[0].until.as_ref().unwrap().value, "2027-03-01");
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let text = "[project]\nsource-langage = \"en\"\nauto = \"yes\"\n[rules]\na = \"loud\"\n[[pairs]]\nsource = \"a/{lang\"\ntarget = 5\n";
        let found = mistakes(text);
        let expected = [
            ("source-langage", "unknown key `source-langage` in `project`; did you mean `source-language`?"),
            ("\"yes\"", "`auto` is `true` or `false`, not a string"),
            ("\"loud\"", "`loud` is no severity: error, warning, info or off"),
            ("\"a/{lang\"", "`{` without `}`"),
            ("5", "`target` is a string, not a number"),
        ];
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn broken_toml_is_a_mistake_with_a_place() {
        assert!(!mistakes("[project\nauto = true\n").is_empty());
    }

    #[test]
    fn shown_settings_can_be_read_again() {
        let config = Config::parse("fidelint.toml", FILE).unwrap();
        assert!(Config::parse("x", &config.show().replace("\"as shipped\"", "\"info\"")).is_ok(), "{}", config.show());
    }
}
