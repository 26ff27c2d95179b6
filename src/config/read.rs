//! From the tables of `fidelint.toml` to settings.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    CheckSettings, Config, Ignore, Override, PairRule, Placed, Project, RuleSetting, plain,
    table::{Mistakes, Reading, described, nearest},
};
use crate::{fact::Confidence, finding::Severity, locale::normal_tag, pairing::Template};

/// Reads the whole file.
pub(super) fn config(table: &DeTable<'_>, mistakes: &mut Mistakes) -> Config {
    let mut file = Reading::new("", table, 0..0);
    let mut config = Config::default();
    // A schema may be named for editors.
    file.value("$schema");
    if let Some(table) = file.table("project", mistakes) {
        config.project = project(table, mistakes);
    }
    for table in file.tables("pairs", mistakes) {
        config.pairs.extend(pair(table, mistakes));
    }
    if let Some(table) = file.table("check", mistakes) {
        config.check = check(table, mistakes);
    }
    if let Some(table) = file.table("rules", mistakes) {
        config.rules = rules(&table, mistakes);
    }
    for table in file.tables("override", mistakes) {
        config.overrides.push(override_(table, mistakes));
    }
    for table in file.tables("ignore", mistakes) {
        config.ignores.push(ignore(table, mistakes));
    }
    file.finish(mistakes);
    config
}

fn project(mut table: Reading<'_, '_>, mistakes: &mut Mistakes) -> Project {
    let source_language = table.text("source-language", mistakes).and_then(|tag| language(tag, mistakes));
    let languages = table.texts("languages", mistakes).unwrap_or_default();
    let languages = languages.into_iter().filter_map(|tag| language(tag, mistakes)).collect();
    let mut project = Project { source_language, languages, ..Project::default() };
    project.auto = table.flag("auto", mistakes).is_none_or(|auto| auto.value);
    project.import = table.texts("import", mistakes).unwrap_or_default();
    if let Some(level) = table.text("require-translation", mistakes) {
        project.require_translation = severity(&level, mistakes).flatten();
    }
    if let Some(aliases) = table.table("aliases", mistakes) {
        for (name, value) in aliases.entries() {
            match value.get_ref().as_str() {
                Some(tag) => {
                    project.aliases.insert(name.value, normal_tag(tag));
                }
                None => mistakes.add(value.span(), "an alias stands for a language tag, a string"),
            }
        }
    }
    table.finish(mistakes);
    project
}

fn pair(mut table: Reading<'_, '_>, mistakes: &mut Mistakes) -> Option<PairRule> {
    let at = table.at();
    let source = table.text("source", mistakes);
    let target = table.text("target", mistakes);
    for (key, value) in [("source", &source), ("target", &target)] {
        if value.is_none() && table.value(key).is_none() {
            mistakes
                .add(at.clone(), format!("`pairs` needs `{key}`, a template such as `content/{{lang}}/{{path}}.md`"));
        }
    }
    let lang = table.text("lang", mistakes).and_then(|tag| language(tag, mistakes));
    let source_lang = table.text("source-lang", mistakes).and_then(|tag| language(tag, mistakes));
    table.finish(mistakes);
    let mut template = |text: Placed<String>| match Template::parse(&text.value) {
        Ok(template) => Some((template, text.at)),
        Err(message) => {
            mistakes.add(text.at, message);
            None
        }
    };
    let (source, target) = (source.and_then(&mut template), target.and_then(&mut template));
    let ((source, _), (target, place)) = (source?, target?);
    if lang.is_none() && !target.has_language() {
        mistakes.add(place, "the translation's language is unknown: put `{lang}` into `target`, or give `lang`");
    }
    Some(PairRule {
        source,
        target,
        lang: lang.map(|tag| tag.value),
        source_lang: source_lang.map(|tag| tag.value),
        at,
    })
}

fn check(mut table: Reading<'_, '_>, mistakes: &mut Mistakes) -> CheckSettings {
    let settings = CheckSettings {
        extend: table.texts("extend", mistakes).unwrap_or_default(),
        rules: globs(table.texts("rules", mistakes), mistakes),
        exclude: globs(table.texts("exclude", mistakes), mistakes),
        fail_on: table.text("fail-on", mistakes).and_then(|level| fail_on(&level, mistakes)),
        min_confidence: table.text("min-confidence", mistakes).and_then(|level| confidence(&level, mistakes)),
        baseline: table.text("baseline", mistakes),
        require_reason: table.flag("require-reason", mistakes).is_some_and(|flag| flag.value),
        select: table.texts("select", mistakes).unwrap_or_default(),
        ignore: table.texts("ignore", mistakes).unwrap_or_default(),
    };
    table.finish(mistakes);
    settings
}

/// `[rules]`: `id = "error"`, or `id = { severity = …, confidence = …, options = {…} }`.
fn rules(table: &Reading<'_, '_>, mistakes: &mut Mistakes) -> Vec<RuleSetting> {
    table.entries().filter_map(|(rule, value)| rule_setting(rule, value, mistakes)).collect()
}

fn rule_setting(rule: Placed<String>, value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes) -> Option<RuleSetting> {
    let at = value.span();
    let mut setting =
        RuleSetting { rule, severity: None, confidence: None, options: toml::Table::new(), at: at.clone() };
    match value.get_ref() {
        DeValue::String(level) => {
            setting.severity = severity(&Placed { value: level.to_string(), at }, mistakes);
        }
        DeValue::Table(table) => {
            let mut table = Reading::new(setting.rule.value.clone(), table, at);
            setting.severity = table.text("severity", mistakes).and_then(|level| severity(&level, mistakes));
            setting.confidence = table.text("confidence", mistakes).and_then(|level| confidence(&level, mistakes));
            if let Some(options) = table.table("options", mistakes) {
                setting.options = options.entries().map(|(key, value)| (key.value, plain(value.get_ref()))).collect();
            }
            table.finish(mistakes);
        }
        other => {
            mistakes.add(at, format!("a rule takes a severity or a table, not {}", described(other)));
            return None;
        }
    }
    Some(setting)
}

fn override_(mut table: Reading<'_, '_>, mistakes: &mut Mistakes) -> Override {
    let paths = globs(table.texts("paths", mistakes), mistakes);
    let languages = table.texts("languages", mistakes).unwrap_or_default();
    let languages = languages.into_iter().filter_map(|tag| language(tag, mistakes)).collect();
    let rules = table.table("rules", mistakes).map(|table| rules(&table, mistakes)).unwrap_or_default();
    table.finish(mistakes);
    Override { paths, languages, rules }
}

fn ignore(mut table: Reading<'_, '_>, mistakes: &mut Mistakes) -> Ignore {
    let mut ignore = Ignore { at: table.at(), ..Ignore::default() };
    ignore.rule = table.text("rule", mistakes);
    ignore.path = globs(table.text("path", mistakes).map(|path| vec![path]), mistakes).pop();
    ignore.key = table.text("key", mistakes);
    ignore.block = table.text("block", mistakes);
    ignore.text = table.text("text", mistakes);
    ignore.language = table.text("language", mistakes).and_then(|tag| language(tag, mistakes));
    ignore.reason = table.text("reason", mistakes);
    if let Some(value) = table.value("until") {
        let day = match value.get_ref() {
            DeValue::Datetime(day) => day.date,
            DeValue::String(text) => text.parse::<toml::value::Datetime>().ok().and_then(|day| day.date),
            _ => None,
        };
        let day = day.map(|day| day.to_string());
        match day {
            Some(day) => ignore.until = Some(Placed { value: day, at: value.span() }),
            None => mistakes.add(value.span(), "`until` is a day such as 2027-03-01"),
        }
    }
    let has_some = ignore.rule.is_some() || ignore.path.is_some() || ignore.key.is_some() || ignore.text.is_some();
    if !has_some && ignore.block.is_none() && ignore.language.is_none() {
        mistakes.add(
            table.at(),
            "an empty `ignore` would accept every finding; narrow it by `rule`, `path`, `key` or `text`",
        );
    }
    table.finish(mistakes);
    ignore
}

/// A language tag in its usual spelling.
fn language(tag: Placed<String>, mistakes: &mut Mistakes) -> Option<Placed<String>> {
    match crate::pairing::tag_like(&tag.value) {
        true => Some(Placed { value: normal_tag(&tag.value), at: tag.at }),
        false => {
            mistakes.add(tag.at, format!("`{}` is no language tag such as `de` or `pt-BR`", tag.value));
            None
        }
    }
}

fn globs(globs: Option<Vec<Placed<String>>>, mistakes: &mut Mistakes) -> Vec<Placed<String>> {
    let mut good = Vec::new();
    for glob in globs.unwrap_or_default() {
        match globset::Glob::new(&glob.value) {
            Ok(_) => good.push(glob),
            Err(error) => mistakes.add(glob.at, format!("{error}")),
        }
    }
    good
}

/// A severity, or `off`.
fn severity(level: &Placed<String>, mistakes: &mut Mistakes) -> Option<Option<Severity>> {
    match level.value.as_str() {
        "error" => Some(Some(Severity::Error)),
        "warning" => Some(Some(Severity::Warning)),
        "info" => Some(Some(Severity::Info)),
        "off" => Some(None),
        other => {
            let hint = nearest(other, ["error", "warning", "info", "off"])
                .map_or(": error, warning, info or off".to_owned(), |near| format!("; did you mean `{near}`?"));
            mistakes.add(level.at.clone(), format!("`{other}` is no severity{hint}"));
            None
        }
    }
}

fn fail_on(level: &Placed<String>, mistakes: &mut Mistakes) -> Option<Option<Severity>> {
    if level.value == "never" {
        return Some(None);
    }
    match severity(level, mistakes) {
        Some(Some(severity)) => Some(Some(severity)),
        Some(None) => {
            mistakes.add(level.at.clone(), "`fail-on` is error, warning, info or never");
            None
        }
        None => None,
    }
}

fn confidence(level: &Placed<String>, mistakes: &mut Mistakes) -> Option<Confidence> {
    match level.value.as_str() {
        "high" => Some(Confidence::High),
        "medium" => Some(Confidence::Medium),
        "low" => Some(Confidence::Low),
        other => {
            mistakes.add(level.at.clone(), format!("`{other}` is no confidence: high, medium or low"));
            None
        }
    }
}
