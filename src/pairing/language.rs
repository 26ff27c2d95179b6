//! Languages in paths: `de`, `pt_BR`, `zh-rCN`, `b+sr+Latn`, `sr@latin`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use crate::locale::{Locale, normal_tag};

/// What a project calls its languages.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    aliases: BTreeMap<String, String>,
    /// Languages that the project names: they count however rare they are.
    own: BTreeSet<String>,
}

/// Is a text shaped like a language tag?
pub fn tag_like(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let is_language = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && is_alphabetic(part));
    is_language && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

impl Names {
    pub(super) fn new(aliases: &BTreeMap<String, String>, languages: impl Iterator<Item = String>) -> Names {
        Names { aliases: aliases.clone(), own: languages.collect() }
    }

    /// The tag of a piece of a path, if it is one of a real language.
    pub(super) fn tag(&self, piece: &str) -> Option<String> {
        if let Some(tag) = self.aliases.get(piece) {
            return Some(tag.clone());
        }
        if piece.len() > 20 || !piece.is_ascii() {
            return None;
        }
        // Android: `zh-rCN`, `b+sr+Latn`.
        let plain = match piece.strip_prefix("b+") {
            Some(rest) => rest.replace('+', "-"),
            None => piece.replacen("-r", "-", usize::from(has_android_region(piece))),
        };
        let plain = plain.replace('@', "-");
        if !tag_like(&plain) || !has_usual_parts(&plain) {
            return None;
        }
        let tag = normal_tag(&plain);
        let language = tag.split('-').next().unwrap_or_default();
        (KNOWN.contains(language) || self.own.contains(&tag)).then_some(tag)
    }
}

/// Is it a code that names of files and folders have by chance: `is`, `to`, `my`?
pub(super) fn is_word(tag: &str) -> bool {
    Locale::get("und").forms("project", "word-like-tag").contains(&tag)
}

/// The languages that sources are written in where nothing says so, the likeliest first.
pub(super) fn usual_sources() -> &'static [&'static str] {
    Locale::get("und").forms("project", "source-language")
}

/// The same language, whatever the region.
pub(super) fn is_same_language(a: &str, b: &str) -> bool {
    a.split('-').next() == b.split('-').next()
}

/// The languages that there is something to know of.
static KNOWN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let und = Locale::get("und");
    let aliases = und.section("alias").iter().map(|(name, _)| *name);
    let all = Locale::known().chain(aliases).chain(und.forms("project", "language").iter().copied());
    all.filter_map(|tag| tag.split('-').next()).filter(|tag| *tag != "und").collect()
});

/// `-rXX` at the end.
fn has_android_region(piece: &str) -> bool {
    let Some((_, region)) = piece.rsplit_once("-r") else { return false };
    matches!(region.len(), 2 | 3) && region.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// A script, a region or a variant after the language: not any word.
fn has_usual_parts(tag: &str) -> bool {
    tag.split(['-', '_']).skip(1).all(|part| match part.len() {
        2 => is_alphabetic(part),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        4 => is_script(part),
        _ => VARIANTS.contains(&part.to_ascii_lowercase().as_str()),
    })
}

/// Scripts that tags name, by their ISO 15924 codes: not every word of four letters after a hyphen is one.
fn is_script(part: &str) -> bool {
    const SCRIPTS: [&str; 17] = [
        "adlm", "arab", "beng", "cans", "cyrl", "deva", "grek", "guru", "hans", "hant", "hebr", "latn", "mong", "mtei",
        "olck", "telu", "tfng",
    ];
    SCRIPTS.contains(&part.to_ascii_lowercase().as_str())
}

/// Variants that paths have.
const VARIANTS: [&str; 7] = ["latin", "cyrillic", "valencia", "ijekavian", "iqtelif", "tarask", "devanagari"];

fn is_alphabetic(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_in_all_their_spellings() {
        let names = Names::new(&BTreeMap::from([("english".to_owned(), "en".to_owned())]), std::iter::empty());
        let all = [
            ("de", Some("de")),
            ("pt_BR", Some("pt-BR")),
            ("zh-rCN", Some("zh-CN")),
            ("b+sr+Latn", Some("sr-Latn")),
            ("zh_cn", Some("zh-CN")),
            ("zh-hans", Some("zh-Hans")),
            ("es-419", Some("es-419")),
            ("english", Some("en")),
            ("css", None),
            ("api", None),
            ("src", None),
            ("de-news", None),
            ("v2", None),
            ("docs", None),
        ];
        for (piece, tag) in all {
            assert_eq!(names.tag(piece).as_deref(), tag, "{piece}");
        }
    }
}
