//! Templates out of the settings of other tools: `crowdin.yml`, `l10n.toml`, `.tx/config`.

use super::{Template, Work};
use crate::{
    config::{PairRule, Placed},
    rule::Mistake,
};

impl Work<'_> {
    /// Reads the settings of another tool and pairs by them.
    pub(super) fn import(&mut self, path: &Placed<String>) {
        let mistake = |message: String| Mistake::new(&self.config.path, path.at.clone(), "settings", message);
        let is_inside = !path.value.split(['/', '\\']).any(|part| part == "..") && !path.value.starts_with(['/', '\\']);
        let text = if is_inside { std::fs::read_to_string(self.root.join(&path.value)).ok() } else { None };
        let Some(text) = text else {
            let mistake = mistake(format!("cannot read `{}`", path.value));
            return self.pairing.mistakes.push(mistake);
        };
        let found = templates(&path.value, &text);
        if found.is_empty() {
            let mistake = mistake(format!("`{}` has no templates that fidelint knows", path.value));
            return self.pairing.mistakes.push(mistake);
        }
        let folder = path.value.rsplit_once('/').map_or("", |(folder, _)| folder);
        // `.tx/config` speaks of the folder above.
        let folder = folder.strip_suffix(".tx").unwrap_or(folder).trim_end_matches('/');
        for (source, target) in found {
            let within = |template: &str| {
                let template = template.trim_start_matches('/');
                if folder.is_empty() { template.to_owned() } else { format!("{folder}/{template}") }
            };
            let rule = match (Template::parse(&within(&source)), Template::parse(&within(&target))) {
                (Ok(source), Ok(target)) if target.has_language() => {
                    PairRule { source, target, lang: None, source_lang: None, at: path.at.clone() }
                }
                _ => continue,
            };
            self.by_template(&rule, &format!("{}: {source} → {target}", path.value));
        }
    }
}

/// Source and target templates in the notation of fidelint.
fn templates(path: &str, text: &str) -> Vec<(String, String)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        _ if name.ends_with(".toml") => l10n_toml(text),
        "config" => transifex(text),
        _ => crowdin(text),
    }
}

/// `source: /docs/**/*.md`, `translation: /i18n/%locale%/**/%original_file_name%`.
fn crowdin(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut source: Option<String> = None;
    for line in text.lines() {
        let line = line.trim().trim_start_matches("- ").trim();
        let value = |key: &str| {
            let rest = line.strip_prefix(key)?.trim_start().strip_prefix(':')?;
            Some(rest.trim().trim_matches(['"', '\'', ',']).to_owned())
        };
        let quoted = |key: &str| value(key).or_else(|| value(&format!("\"{key}\"")));
        if let Some(value) = quoted("source") {
            source = Some(value);
        } else if let (Some(translation), Some(of)) = (quoted("translation"), &source) {
            found.push(crowdin_pair(of, &translation));
            source = None;
        }
    }
    found
}

fn crowdin_pair(source: &str, translation: &str) -> (String, String) {
    let file = source.rsplit('/').next().unwrap_or(source);
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let (named_stem, named_ending) =
        (stem.replace('*', "{name}"), if ending == "*" { "{file}".to_owned() } else { ending.to_owned() });
    let named_file =
        if ending.is_empty() { file.replace('*', "{name}") } else { format!("{named_stem}.{named_ending}") };
    let mut target = translation.to_owned();
    for lang in [
        "%two_letters_code%",
        "%three_letters_code%",
        "%locale%",
        "%locale_with_underscore%",
        "%android_code%",
        "%osx_code%",
        "%osx_locale%",
        "%language%",
    ] {
        target = target.replace(lang, "{lang}");
    }
    target = target
        .replace("%original_file_name%", &named_file)
        .replace("%file_name%", &named_stem)
        .replace("%file_extension%", &named_ending)
        .replace("/**/", "/{path}/")
        .replace("%original_path%", "{path}");
    let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
    // `%original_path%` is the whole folder of the source.
    let source = if translation.contains("%original_path%") && !folder.contains('*') {
        format!("{{path}}/{named_file}")
    } else {
        format!("{}/{named_file}", folder.replace("**", "{path}"))
    };
    (source, target)
}

/// `reference = "en-US/**"`, `l10n = "{l}**"`.
fn l10n_toml(text: &str) -> Vec<(String, String)> {
    let Ok(table) = text.parse::<toml::Table>() else { return Vec::new() };
    let env = table.get("env").and_then(toml::Value::as_table);
    let expand = |template: &str| {
        let mut template = template.replace("{locale}", "{lang}");
        for (name, value) in env.into_iter().flatten() {
            let value = value.as_str().unwrap_or_default().replace("{locale}", "{lang}");
            template = template.replace(&format!("{{{name}}}"), &value);
        }
        template.replace("**", "{path}").replace('*', "{name}")
    };
    let paths = table.get("paths").and_then(toml::Value::as_array);
    let text = |path: &toml::Value, key: &str| path.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    paths
        .into_iter()
        .flatten()
        .filter_map(|path| Some((expand(&text(path, "reference")?), expand(&text(path, "l10n")?))))
        .collect()
}

/// `file_filter = po/<lang>.po`, `source_file = po/app.pot`.
fn transifex(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let (mut source, mut filter) = (None, None);
    for line in text.lines().chain(std::iter::once("[end]")) {
        if line.trim_start().starts_with('[') {
            if let (Some(source), Some(filter)) = (source.take(), filter.take()) {
                found.push((source, filter));
            }
        } else if let Some((key, value)) = line.split_once('=') {
            let value = value.trim().to_owned();
            match key.trim() {
                "source_file" => source = Some(value),
                "file_filter" => filter = Some(value.replace("<lang>", "{lang}")),
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_of_other_tools_are_read() {
        let crowdin = "files:\n  - source: /docs/**/*.md\n    translation: /i18n/%two_letters_code%/docs/**/%original_file_name%\n";
        assert_eq!(
            templates("crowdin.yml", crowdin),
            [("/docs/{path}/{name}.md".to_owned(), "/i18n/{lang}/docs/{path}/{name}.md".to_owned())]
        );
        let mozilla = "[env]\nl = \"{locale}/\"\n[[paths]]\nreference = \"en-US/**\"\nl10n = \"{l}**\"\n";
        assert_eq!(templates("l10n.toml", mozilla), [("en-US/{path}".to_owned(), "{lang}/{path}".to_owned())]);
        let transifex = "[main]\nhost = x\n[o:a:p:b:r:c]\nfile_filter = po/<lang>.po\nsource_file = po/app.pot\n";
        assert_eq!(templates(".tx/config", transifex), [("po/app.pot".to_owned(), "po/{lang}.po".to_owned())]);
    }
}
