//! Which rules run, and how loud they are: presets, the settings of the project, the command line.

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::{Body, Languages, Mistake, Rule, Rules, mistake::nearest};
use crate::{
    config::{Config, Placed, RuleSetting},
    fact::{Confidence, Decimal},
    finding::Severity,
    locale::normal_tag,
};

/// Sets of settings that projects extend: their names and their texts, which are settings files.
static PRESETS: &[(&str, &str)] = &[
    ("fidelint:recommended", include_str!("../../presets/recommended.toml")),
    ("fidelint:strict", include_str!("../../presets/strict.toml")),
    ("fidelint:strings", include_str!("../../presets/strings.toml")),
    ("fidelint:news", include_str!("../../presets/news.toml")),
];

/// Other severities for some files or languages.
#[derive(Debug, Clone)]
pub(super) struct Override {
    pub(super) paths: Option<GlobSet>,
    pub(super) languages: Languages,
    /// Severities by the number of the rule.
    pub(super) severities: Vec<(usize, Option<Severity>)>,
}

impl Rules {
    /// Takes what the settings of a project say about rules. All mistakes come at once, with their places there.
    pub fn configure(&mut self, config: &Config) -> Result<(), Vec<Mistake>> {
        let mut mistakes = Vec::new();
        for preset in &config.check.extend {
            match PRESETS.iter().find(|(name, _)| *name == preset.value) {
                Some((name, text)) => match Config::parse(name, text) {
                    Ok(preset) => self.take(&preset, &mut Vec::new()),
                    Err(wrong) => mistakes.extend(wrong),
                },
                None => {
                    let message = format!("there is no preset `{}`", preset.value);
                    let names = PRESETS.iter().map(|(name, _)| *name);
                    mistakes.push(unknown(config, preset, message, names));
                }
            }
        }
        self.take(config, &mut mistakes);
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }

    fn take(&mut self, config: &Config, mistakes: &mut Vec<Mistake>) {
        let check = &config.check;
        for name in check.select.iter().chain(&check.ignore) {
            self.known(config, name, mistakes);
        }
        let names = |list: &[Placed<String>]| list.iter().map(|name| name.value.clone()).collect::<Vec<_>>();
        self.select(&names(&check.select), &names(&check.ignore));
        for setting in &config.rules {
            self.known(config, &setting.rule, mistakes);
            for rule in self.rules.iter_mut().filter(|rule| is_named(rule, &setting.rule.value)) {
                set(rule, setting, config, mistakes);
            }
        }
        for given in &config.overrides {
            let mut severities = Vec::new();
            for setting in &given.rules {
                self.known(config, &setting.rule, mistakes);
                let Some(severity) = setting.severity else { continue };
                let named = self.rules.iter().enumerate().filter(|(_, rule)| is_named(rule, &setting.rule.value));
                severities.extend(named.map(|(number, _)| (number, severity)));
            }
            let tags = given.languages.iter().map(|tag| normal_tag(&tag.value)).collect();
            let languages = Languages { only: tags, not: Vec::new() };
            self.overrides.push(Override { paths: globs(&given.paths), languages, severities });
        }
        if let Some(least) = check.min_confidence {
            self.min_confidence = least;
        }
    }

    /// Keeps to the selected rules, all where none is selected, without the ignored ones.
    ///
    /// A name is an id, a tag, or a prefix with a star. A rule that is off by itself is on where it is selected.
    pub fn select(&mut self, select: &[String], ignore: &[String]) {
        for rule in &mut self.rules {
            let is_in = |list: &[String]| list.iter().any(|name| is_named(rule, name));
            let (selected, ignored) = (is_in(select), is_in(ignore));
            if ignored || !(select.is_empty() || selected) {
                rule.severity = None;
            } else if selected && !select.iter().any(|name| name == "*") {
                rule.severity = rule.severity.or(Some(Severity::Warning));
            }
        }
    }

    /// Is there a rule of this name, tag or prefix? Else: what was probably meant.
    pub fn find(&self, name: &str) -> Result<(), Option<&str>> {
        if self.rules.iter().any(|rule| is_named(rule, name)) {
            return Ok(());
        }
        let names = self.rules.iter().flat_map(|rule| rule.tags.iter().chain([&rule.id])).map(String::as_str);
        Err(nearest(name, names))
    }

    /// Sets the severity of a rule, of the rules of a tag, or of those of a prefix.
    pub fn set_severity(&mut self, name: &str, severity: Option<Severity>) {
        for rule in self.rules.iter_mut().filter(|rule| is_named(rule, name)) {
            rule.severity = severity;
        }
    }

    fn known(&self, config: &Config, name: &Placed<String>, mistakes: &mut Vec<Mistake>) {
        if self.find(&name.value).is_err() {
            let names = self.rules.iter().flat_map(|rule| rule.tags.iter().chain([&rule.id])).map(String::as_str);
            let message = format!("there is no rule and no tag `{}`", name.value);
            mistakes.push(unknown(config, name, message, names));
        }
    }
}

fn unknown<'a>(
    config: &Config,
    name: &Placed<String>,
    message: String,
    names: impl Iterator<Item = &'a str>,
) -> Mistake {
    let label = nearest(&name.value, names).map_or_else(String::new, |near| format!("did you mean `{near}`?"));
    Mistake::new(&config.path, name.at.clone(), "unknown-rule", message).label(label)
}

/// Is the rule meant by an id, a tag, or a prefix with a star?
fn is_named(rule: &Rule, name: &str) -> bool {
    match name.strip_suffix('*') {
        Some(prefix) => rule.id.starts_with(prefix),
        None => rule.id == name || rule.tags.iter().any(|tag| tag == name),
    }
}

fn set(rule: &mut Rule, setting: &RuleSetting, config: &Config, mistakes: &mut Vec<Mistake>) {
    if let Some(severity) = setting.severity {
        rule.severity = severity;
    }
    if let Some(confidence) = setting.confidence {
        rule.confidence = confidence;
    }
    for (key, value) in &setting.options {
        let wrong = |message: String| Mistake::new(&config.path, setting.at.clone(), "bad-option", message);
        let texts = || value.as_array().map(|list| list.iter().filter_map(|item| item.as_str()).collect::<Vec<_>>());
        match key.as_str() {
            "ignore_below" => match (&mut rule.body, number(value)) {
                (Body::Topic(topic), Some(least)) => topic.ignore_below = Some(least),
                (_, None) => mistakes.push(wrong("`ignore_below` is a number".to_owned())),
                _ => mistakes.push(wrong(format!("`{}` has no option `ignore_below`", rule.id))),
            },
            "languages" | "paths" | "except_paths" => match texts() {
                Some(list) if key == "languages" => rule.when.languages = Languages::parse(&list),
                Some(list) if key == "paths" => rule.when.paths = glob_set(list.into_iter()),
                Some(list) => rule.when.except_paths = glob_set(list.into_iter()),
                None => mistakes.push(wrong(format!("`{key}` is a list of texts"))),
            },
            _ => {
                let options = ["ignore_below", "languages", "paths", "except_paths"];
                let label = nearest(key, options).map_or_else(String::new, |near| format!("did you mean `{near}`?"));
                mistakes.push(wrong(format!("`{}` has no option `{key}`", rule.id)).label(label));
            }
        }
    }
}

fn number(value: &toml::Value) -> Option<Decimal> {
    let text = match value {
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        _ => return None,
    };
    Decimal::parse(&text)
}

fn globs(list: &[Placed<String>]) -> Option<GlobSet> {
    glob_set(list.iter().map(|glob| glob.value.as_str()))
}

fn glob_set<'a>(list: impl Iterator<Item = &'a str>) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    let mut is_empty = true;
    for glob in list.filter_map(|glob| Glob::new(glob).ok()) {
        set.add(glob);
        is_empty = false;
    }
    if is_empty { None } else { set.build().ok() }
}

/// How loud findings must be by default to be shown at all.
pub(super) const ANY_CONFIDENCE: Confidence = Confidence::Low;

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(settings: &str) -> Result<Rules, Vec<Mistake>> {
        let mut rules = Rules::shipped().expect("the shipped rules are sound");
        let config = Config::parse("fidelint.toml", settings).expect("the settings are sound");
        rules.configure(&config).map(|()| rules)
    }

    fn severity(rules: &Rules, id: &str) -> Option<Severity> {
        rules.get(id).expect("the rule is shipped").severity
    }

    #[test]
    fn a_project_sets_severities_by_id_tag_and_prefix() {
        let rules = rules("[rules]\nquote = \"off\"\nnumber-mismatch = \"info\"\n\"date-*\" = \"warning\"\n").unwrap();
        assert_eq!(severity(&rules, "quote-missing"), None);
        assert_eq!(severity(&rules, "number-mismatch"), Some(Severity::Info));
        assert_eq!(severity(&rules, "date-mismatch"), Some(Severity::Warning));
        assert_eq!(severity(&rules, "time-mismatch"), Some(Severity::Error));
    }

    #[test]
    fn an_unknown_rule_is_told_with_its_place_and_what_was_meant() {
        let mistakes = rules("[rules]\nnumber-mismach = \"off\"\n").unwrap_err();
        assert_eq!((mistakes[0].at.clone(), mistakes[0].label.as_str()), (8..22, "did you mean `number-mismatch`?"));
    }

    #[test]
    fn what_is_not_selected_is_off() {
        let rules = rules("[check]\nselect = [\"date\"]\n").unwrap();
        assert_eq!(severity(&rules, "number-mismatch"), None);
        assert_eq!(severity(&rules, "date-mismatch"), Some(Severity::Error));
    }

    #[test]
    fn every_preset_can_be_extended() {
        for (name, _) in PRESETS {
            rules(&format!("[check]\nextend = [{name:?}]\n")).unwrap_or_else(|wrong| panic!("{name}: {wrong:?}"));
        }
        assert!(rules("[check]\nextend = [\"fidelint:strikt\"]\n").is_err());
    }

    #[test]
    fn smaller_numbers_can_be_left_alone() {
        let settings = "[rules]\nnumber-mismatch = { options = { ignore_below = 10 } }\n";
        let rules = rules(settings).unwrap();
        let found = |target: &str| crate::lint::texts(("It has 4 rooms.", "en"), (target, "de"), &rules).len();
        assert_eq!(found("Es hat 5 Zimmer."), 0);
        assert!(self::rules("[rules]\nnumber-mismatch = { options = { ignore_belo = 10 } }\n").is_err());
    }
}
