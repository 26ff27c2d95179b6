//! Pairs files by the layouts that projects use, without settings.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Work,
    language::{self, is_same_language},
    slot::{Shape, Slot, slots},
};
use crate::format::{self, Layout};

/// A source that a translation may belong to.
struct Candidate<'a> {
    source: &'a str,
    source_lang: String,
    /// Both paths name their language.
    is_explicit: bool,
    /// How many languages agree on the layout.
    languages: usize,
    slot: Slot,
}

/// The languages of each family of files, and who has which path.
#[derive(Default)]
struct Families<'a> {
    languages: BTreeMap<String, BTreeSet<String>>,
    /// template → language → file
    groups: BTreeMap<String, BTreeMap<String, &'a str>>,
}

/// Pairs what has no pair yet.
pub(super) fn pair(work: &mut Work<'_>) {
    let files = work.files;
    let known: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    let mut families = Families::default();
    let mut all: Vec<(&str, Vec<Slot>)> = Vec::new();
    for file in files {
        if work.taken.contains(file.as_str()) || format::readers_by_path(file).next().is_none() {
            continue;
        }
        let slots = slots(file, &work.names);
        for slot in &slots {
            families.languages.entry(slot.family.clone()).or_default().insert(slot.lang.clone());
            families.groups.entry(slot.template.clone()).or_default().entry(slot.lang.clone()).or_insert(file);
        }
        all.push((file, slots));
    }
    for (file, slots) in &all {
        let is_source = slots.iter().any(|slot| {
            let has_others = families.languages.get(&slot.family).is_some_and(|all| all.len() > 1);
            has_others && family_source(work, &families, slot).as_deref() == Some(&slot.lang)
        });
        if is_source {
            note_missing(work, &families, file, slots);
            continue;
        }
        choose(work, &families, &known, file, slots);
    }
}

/// The language of the sources of a family, where the paths name it.
fn family_source(work: &Work<'_>, families: &Families<'_>, slot: &Slot) -> Option<String> {
    let languages = families.languages.get(&slot.family)?;
    let usual: Vec<String> = match &work.config.project.source_language {
        Some(own) => vec![own.value.clone()],
        None => language::usual_sources().iter().map(|tag| (*tag).to_owned()).collect(),
    };
    let exact = usual.iter().find(|tag| languages.contains(*tag));
    // `en-GB` next to no other English.
    let same = || {
        let mut same = languages.iter().filter(|tag| usual.first().is_some_and(|first| is_same_language(tag, first)));
        same.next().filter(|_| same.next().is_none())
    };
    exact.or_else(same).cloned()
}

fn choose<'a>(work: &mut Work<'a>, families: &Families<'a>, known: &BTreeSet<&'a str>, file: &'a str, slots: &[Slot]) {
    let mut candidates: Vec<Candidate<'a>> =
        slots.iter().filter_map(|slot| candidate(work, families, known, file, slot)).collect();
    candidates.sort_by_key(|found| (!found.is_explicit, std::cmp::Reverse(found.languages), found.slot.shape));
    let Some(best) = candidates.first() else {
        let clear = slots.iter().find(|slot| {
            let languages = families.languages.get(&slot.family).map_or(0, BTreeSet::len);
            let has_source = family_source(work, families, slot).is_some();
            slot.shape == Shape::Platform || (languages > 2 && has_source && !language::is_word(&slot.lang))
        });
        if let Some(slot) = clear.filter(|slot| work.is_wanted(&slot.lang)) {
            let source = family_source(work, families, slot).unwrap_or_default();
            let expected = slot.template.replace("{lang}", &source);
            work.pairing.unpaired.push((file.into(), format!("no {expected}")));
        }
        return;
    };
    let rank = |found: &Candidate<'_>| (found.is_explicit, found.languages, found.slot.shape);
    let rivals: Vec<&Candidate<'a>> =
        candidates.iter().filter(|other| rank(other) == rank(best) && other.source != best.source).collect();
    if !rivals.is_empty() {
        let all = std::iter::once(best).chain(rivals);
        let sources = all.map(|found| (found.source.into(), found.slot.template.clone())).collect();
        work.pairing.ambiguous.push((file.into(), sources));
        return;
    }
    let how = if best.is_explicit { "" } else { " beside its source" };
    let reason = format!("{}{how} ({} languages)", best.slot.family, best.languages);
    let (source, source_lang, lang) = (best.source, best.source_lang.clone(), best.slot.lang.clone());
    work.push(source, file, &source_lang, &lang, &reason);
}

fn candidate<'a>(
    work: &Work<'a>,
    families: &Families<'a>,
    known: &BTreeSet<&'a str>,
    file: &'a str,
    slot: &Slot,
) -> Option<Candidate<'a>> {
    let languages = families.languages.get(&slot.family).map_or(0, BTreeSet::len);
    let explicit = || {
        let source_lang = family_source(work, families, slot)?;
        let source = *families.groups.get(&slot.template)?.get(&source_lang)?;
        (source != file && source_lang != slot.lang).then(|| Candidate {
            source,
            source_lang,
            is_explicit: true,
            languages,
            slot: slot.clone(),
        })
    };
    let implicit = || {
        let source = slot.bases.iter().find_map(|base| known.get(base.as_str()).copied())?;
        let source_lang = work.source_language();
        // One file with a code that is a word too, or one folder, may be chance.
        let is_clear = match slot.shape {
            Shape::Platform => true,
            Shape::Ending => languages > 1 || !language::is_word(&slot.lang),
            _ => languages > 1 || slot.lang.contains('-'),
        };
        let is_other = source != file && source_lang != slot.lang;
        (is_clear && is_other).then(|| Candidate {
            source,
            source_lang,
            is_explicit: false,
            languages: languages + 1,
            slot: slot.clone(),
        })
    };
    // Java, .NET and Android have the source beside: what names the same language is a variant of it.
    let is_keyed = format::readers_by_path(file).next().is_some_and(|reader| reader.layout() == Layout::Keyed);
    if is_keyed { implicit().or_else(explicit) } else { explicit().or_else(implicit) }
}

/// The languages of the family that a source has no translation in.
fn note_missing<'a>(work: &mut Work<'a>, families: &Families<'a>, file: &'a str, slots: &[Slot]) {
    for slot in slots {
        if family_source(work, families, slot).as_deref() != Some(&slot.lang) {
            continue;
        }
        let Some(languages) = families.languages.get(&slot.family) else { continue };
        let has = families.groups.get(&slot.template);
        let lacks = |tag: &&String| **tag != slot.lang && has.is_none_or(|has| !has.contains_key(*tag));
        let missing: Vec<String> = languages.iter().filter(lacks).filter(|tag| work.is_wanted(tag)).cloned().collect();
        work.missing.entry(file).or_default().extend(missing);
    }
}

#[cfg(test)]
mod tests {
    use crate::{config::Config, pairing::pairs};
    use std::path::Path;

    fn paired(files: &[&str]) -> Vec<(String, String, String)> {
        paired_with(files, "")
    }

    fn paired_with(files: &[&str], config: &str) -> Vec<(String, String, String)> {
        let mut files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
        files.sort();
        let config = Config::parse("fidelint.toml", config).unwrap();
        let name = |path: &Path| path.to_str().unwrap().to_owned();
        let found = pairs(Path::new("/nowhere"), &files, &config);
        found.pairs.iter().map(|pair| (name(&pair.source), name(&pair.target), pair.target_lang.clone())).collect()
    }

    fn pair(source: &str, target: &str, lang: &str) -> (String, String, String) {
        (source.to_owned(), target.to_owned(), lang.to_owned())
    }

    #[test]
    fn folders_of_languages_pair() {
        let found = paired(&["content/en/a.md", "content/de/a.md", "content/de/b.md", "content/fr/a.md"]);
        assert_eq!(
            found,
            [pair("content/en/a.md", "content/de/a.md", "de"), pair("content/en/a.md", "content/fr/a.md", "fr")]
        );
    }

    #[test]
    fn a_source_beside_its_translations_needs_no_language() {
        let found = paired(&["README.md", "README.de.md", "docs/README.zh-CN.md", "about.fr.md"]);
        assert_eq!(
            found,
            [pair("README.md", "README.de.md", "de"), pair("README.md", "docs/README.zh-CN.md", "zh-CN")]
        );
    }

    #[test]
    fn words_that_are_codes_too_pair_nothing() {
        assert!(paired(&["docs/grid.md", "docs/to/grid.md"]).is_empty());
        assert!(paired(&["docs/grid.md", "docs/css/grid.md", "docs/api/grid.md"]).is_empty());
    }

    #[test]
    fn a_template_comes_first_and_is_kept_to() {
        let config = "[project]\nauto = false\n[[pairs]]\nsource = 'src/{path}.md'\ntarget = 'out/{path}.{lang}.md'\n";
        let found = paired_with(&["src/a/b.md", "out/a/b.de.md", "README.md", "README.de.md"], config);
        assert_eq!(found, [pair("src/a/b.md", "out/a/b.de.md", "de")]);
    }
}
