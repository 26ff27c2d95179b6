//! Where a path may name its language, and what the path of its source would be.

use super::language::Names;

/// A place in a path that may name the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    /// The language.
    pub(super) lang: String,
    /// The path with `{lang}` in that place: translations of one text share it.
    pub(super) template: String,
    /// What all files of one layout share: the folder up to the language, or the form of the names.
    pub(super) family: String,
    /// Where the source stands if its path names no language.
    pub(super) bases: Vec<String>,
    /// How the language is set apart.
    pub(super) shape: Shape,
}

/// How a language is set apart in a path, the clearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// By a convention of a platform: `values-de`, `de.lproj`.
    Platform,
    /// A folder of its own.
    Folder,
    /// The whole name of the file.
    Name,
    /// The end of the name after a full stop or an underscore: `about.de.md`.
    Ending,
    /// The end of a name after a hyphen: `README-de.md`, or of a folder.
    Hyphen,
    /// The beginning of a name: `de.about.md`.
    Beginning,
}

/// All places of a path that may name a language.
pub(super) fn slots(path: &str, names: &Names) -> Vec<Slot> {
    let mut slots = Vec::new();
    let parts: Vec<&str> = path.split('/').collect();
    let Some((file, folders)) = parts.split_last() else { return slots };
    for (number, folder) in folders.iter().enumerate() {
        folder_slots(&parts, number, folder, names, &mut slots);
    }
    file_slots(folders, file, names, &mut slots);
    slots
}

fn folder_slots(parts: &[&str], number: usize, folder: &str, names: &Names, slots: &mut Vec<Slot>) {
    let mut push = |lang: String, pattern: String, base: Option<&str>, shape: Shape| {
        let before = parts.get(..number).unwrap_or_default();
        let after = parts.get(number + 1..).unwrap_or_default();
        let joined = |middle: &[&str]| [before, middle, after].concat().join("/");
        let mut bases = vec![joined(&base.map_or(Vec::new(), |base| vec![base]))];
        bases.extend(elsewhere(before, after));
        slots.push(Slot {
            lang,
            template: joined(&[&pattern]),
            family: [before, &[pattern.as_str()]].concat().join("/") + "/",
            bases,
            shape,
        });
    };
    if let Some(lang) = names.tag(folder) {
        push(lang, "{lang}".to_owned(), None, Shape::Folder);
    } else if let Some(lang) = folder.strip_suffix(".lproj").and_then(|name| names.tag(name)) {
        push(lang, "{lang}.lproj".to_owned(), Some("Base.lproj"), Shape::Platform);
    } else if let Some(lang) = folder.strip_prefix("values-").and_then(|name| names.tag(name)) {
        push(lang, "values-{lang}".to_owned(), Some("values"), Shape::Platform);
    } else {
        for (base, separator, lang) in endings(folder, names) {
            push(lang, format!("{base}{separator}{{lang}}"), Some(base), Shape::Hyphen);
        }
    }
}

/// Where generators of sites keep the sources of what stands in `i18n/de/…`.
fn elsewhere(before: &[&str], after: &[&str]) -> Vec<String> {
    let mut bases = Vec::new();
    let Some((folder, root)) = before.split_last() else { return bases };
    let join = |middle: &[&str], rest: &[&str]| [root, middle, rest].concat().join("/");
    if matches!(*folder, "i18n" | "translations" | "locales" | "locale" | "l10n" | "lang") {
        bases.push(join(&[], after));
        match after {
            ["docusaurus-plugin-content-docs", "current", rest @ ..] => bases.push(join(&["docs"], rest)),
            ["docusaurus-plugin-content-docs", version, rest @ ..] if version.starts_with("version-") => {
                bases.push(join(&["versioned_docs", version], rest));
            }
            ["docusaurus-plugin-content-blog", rest @ ..] => bases.push(join(&["blog"], rest)),
            ["docusaurus-plugin-content-pages", rest @ ..] => bases.push(join(&["src", "pages"], rest)),
            _ => bases.push(join(&["docs"], after)),
        }
    }
    bases
}

fn file_slots(folders: &[&str], file: &str, names: &Names, slots: &mut Vec<Slot>) {
    let dot = file.rfind('.').unwrap_or(file.len());
    let (stem, ending) = file.split_at(dot);
    let path = |name: &str| [folders, &[name]].concat().join("/");
    let upper = |name: &str| {
        // `docs/README.de.md` and `i18n/README.de.md` stand for `README.md`.
        let parent = folders.split_last().map(|(_, parent)| parent)?;
        Some([parent, &[name]].concat().join("/"))
    };
    if let Some(lang) = names.tag(stem) {
        let name = format!("{{lang}}{ending}");
        slots.push(Slot { lang, template: path(&name), family: path(&name), bases: Vec::new(), shape: Shape::Name });
    }
    for (base, separator, lang) in endings(stem, names) {
        let name = format!("{base}{ending}");
        let mut bases = vec![path(&name)];
        let is_aside = folders.last().is_some_and(|folder| {
            matches!(
                folder.to_ascii_lowercase().as_str(),
                "docs" | "doc" | "i18n" | "translations" | "locales" | "l10n" | "readme" | "lang"
            )
        });
        if is_aside {
            bases.extend(upper(&name));
            // `docs/i18n/README.de.md`.
            if let Some((_, [rest @ .., _])) = folders.split_last() {
                bases.push([rest, &[name.as_str()]].concat().join("/"));
            }
        }
        slots.push(Slot {
            lang,
            template: path(&format!("{base}{separator}{{lang}}{ending}")),
            family: path(&format!("*{separator}{{lang}}{ending}")),
            bases,
            shape: if separator == '-' { Shape::Hyphen } else { Shape::Ending },
        });
    }
    for (at, separator) in stem.match_indices(['.', '_', '-']) {
        let (head, tail) = (stem.get(..at).unwrap_or_default(), stem.get(at..).unwrap_or_default());
        let Some(lang) = names.tag(head) else { continue };
        slots.push(Slot {
            lang,
            template: path(&format!("{{lang}}{tail}{ending}")),
            family: path(&format!("{{lang}}{separator}*{ending}")),
            bases: Vec::new(),
            shape: Shape::Beginning,
        });
    }
}

/// The ways to read a name as a base, a separator and a language.
fn endings<'a>(name: &'a str, names: &Names) -> Vec<(&'a str, char, String)> {
    let mut found = Vec::new();
    for (at, _) in name.match_indices(['.', '_', '-']) {
        let (base, tail) = name.split_at(at);
        let mut tail = tail.chars();
        let Some(separator) = tail.next() else { continue };
        // `zh_CN` stands in `JabRef_zh_CN` as a whole, not the `CN` alone.
        if let Some(lang) = names.tag(tail.as_str()).filter(|_| !base.is_empty()) {
            found.push((base, separator, lang));
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn found(path: &str) -> Vec<(String, String)> {
        let names = Names::new(&BTreeMap::new(), std::iter::empty());
        slots(path, &names).into_iter().map(|slot| (slot.lang, slot.template)).collect()
    }

    #[test]
    fn every_usual_layout_names_its_language() {
        let all = [
            ("content/de/news/a.md", "de", "content/{lang}/news/a.md"),
            ("res/values-pt-rBR/strings.xml", "pt-BR", "res/values-{lang}/strings.xml"),
            ("App/zh-Hans.lproj/Localizable.strings", "zh-Hans", "App/{lang}.lproj/Localizable.strings"),
            ("l10n/JabRef_zh_CN.properties", "zh-CN", "l10n/JabRef_{lang}.properties"),
            ("README.zh-CN.md", "zh-CN", "README.{lang}.md"),
            ("README_ja.md", "ja", "README_{lang}.md"),
            ("config/locales/en.yml", "en", "config/locales/{lang}.yml"),
            ("locales/fr/common.json", "fr", "locales/{lang}/common.json"),
            ("lib/l10n/app_de.arb", "de", "lib/l10n/app_{lang}.arb"),
            ("po/de/app.po", "de", "po/{lang}/app.po"),
            ("_locales/pt_BR/messages.json", "pt-BR", "_locales/{lang}/messages.json"),
        ];
        for (path, lang, template) in all {
            assert!(found(path).contains(&(lang.to_owned(), template.to_owned())), "{path}: {:?}", found(path));
        }
    }

    #[test]
    fn folders_that_only_look_like_codes_are_none() {
        assert!(found("docs/css/grid.md").is_empty());
        assert!(found("api/src/lib/notes.md").is_empty());
    }

    #[test]
    fn the_source_of_a_translated_page_of_a_generated_site_is_known() {
        let names = Names::new(&BTreeMap::new(), std::iter::empty());
        let path = "website/i18n/fr/docusaurus-plugin-content-docs/current/a/b.md";
        assert!(slots(path, &names)[0].bases.contains(&"website/docs/a/b.md".to_owned()));
        assert!(slots("docs/i18n/README.fr.md", &names)[0].bases.contains(&"README.md".to_owned()));
    }
}
