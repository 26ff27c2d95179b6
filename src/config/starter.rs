//! The settings file that `fidelint init` writes: what was found in the project, and what else may be set.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::pairing::Pairing;

/// A commented `fidelint.toml` for a project that was paired so.
pub fn starter(pairing: &Pairing) -> String {
    let mut by_source: BTreeMap<&str, usize> = BTreeMap::new();
    let mut languages: BTreeSet<&str> = BTreeSet::new();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in &pairing.pairs {
        *by_source.entry(&pair.source_lang).or_default() += 1;
        languages.insert(&pair.target_lang);
        *reasons.entry(&pair.reason).or_default() += 1;
    }
    let source = by_source.into_iter().max_by_key(|(_, count)| *count).map(|(tag, _)| tag);
    let mut text = String::from(
        "# Settings of fidelint. `fidelint pairs` shows what is paired with what, and why.\n\n[project]\n",
    );
    let mut line = |line: std::fmt::Arguments<'_>| writeln!(text, "{line}").unwrap_or_default();
    match source {
        Some(tag) => line(format_args!("source-language = {tag:?}")),
        None => line(format_args!("# source-language = \"…\"")),
    }
    let list: Vec<String> = languages.iter().map(|tag| format!("{tag:?}")).collect();
    line(format_args!("# All languages that are found, unless they are named:"));
    line(format_args!("# languages = [{}]", list.join(", ")));
    line(format_args!("# Layouts are detected:"));
    for (reason, count) in &reasons {
        line(format_args!(
            "#   {}, {count} pair{}",
            reason.replace(['\n', '\r'], " "),
            if *count == 1 { "" } else { "s" }
        ));
    }
    line(format_args!("auto = true"));
    line(format_args!("# What a source without a translation is worth: off, info, warning, error."));
    line(format_args!("# require-translation = \"warning\""));
    line(format_args!("# import = [\"crowdin.yml\"]          # also l10n.toml, .tx/config"));
    line(format_args!("# aliases = {{ brazilian = \"pt-BR\" }}  # names in paths, and the languages they stand for"));
    if reasons.is_empty() {
        line(format_args!("\n# Nothing was paired: say which translation belongs to which source."));
    } else {
        line(format_args!("\n# Other layouts, as templates:"));
    }
    line(format_args!("# [[pairs]]"));
    line(format_args!("# source = \"texts/{{path}}.md\""));
    line(format_args!("# target = \"translated/{{lang}}/{{path}}.md\""));
    line(format_args!("\n[check]"));
    line(format_args!("# exclude = [\"legacy/**\"]"));
    line(format_args!("# rules = [\"rules/*.toml\"]"));
    line(format_args!("\n[rules]"));
    line(format_args!("# number-mismatch = \"error\"   # error, warning, info, off"));
    line(format_args!("\n# Findings that are accepted, with the reason:"));
    line(format_args!("# [[ignore]]"));
    line(format_args!("# rule = \"number-mismatch\""));
    line(format_args!("# path = \"docs/**\""));
    line(format_args!("# reason = \"…\""));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Config, pairing::FilePair};

    #[test]
    fn what_init_writes_can_be_read_with_and_without_its_comments() {
        let pair = FilePair {
            target: "docs/de/a.md".into(),
            source: "docs/en/a.md".into(),
            source_lang: "en".into(),
            target_lang: "de".into(),
            reason: "docs/{lang}/ (2 languages)".into(),
        };
        let text = starter(&Pairing { pairs: vec![pair], ..Pairing::default() });
        let config = Config::parse("fidelint.toml", &text).unwrap();
        assert_eq!(config.project.source_language.unwrap().value, "en");
        // Every setting that stands as a comment is one.
        let settings = text.lines().map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains(" = ") || rest.starts_with('[') => rest,
            _ => line,
        });
        let uncommented = settings.collect::<Vec<_>>().join("\n");
        assert!(Config::parse("fidelint.toml", &uncommented).is_ok(), "{uncommented}");
        assert!(Config::parse("fidelint.toml", &starter(&Pairing::default())).is_ok());
    }
}
