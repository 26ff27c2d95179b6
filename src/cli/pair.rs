//! `fidelint pair`: given files, no project.

use std::{fs, io::Read, path::Path};

use super::{Outcome, args::PairOptions, project, run as shared, settle::Ground};
use crate::{
    lint::{Input, Job},
    locale::{Locale, canonical_tag, normal_tag},
};

pub(super) fn run(options: &PairOptions) -> anyhow::Result<Outcome> {
    let source_lang = language(&options.source, options.run.source_lang.as_deref(), "--source-lang")?;
    let mut jobs = Vec::new();
    for translation in &options.translations {
        let target_lang = language(translation, options.run.target_lang.as_deref(), "--target-lang")?;
        jobs.push(Job { source: input(&options.source, &source_lang), target: input(translation, &target_lang) });
    }
    // The files are given, but the rules are those of the project that one stands in.
    let (config, root) = project::settings(None)?;
    let ground = Ground { config: &config, root: &root, unpaired: 0, allow_empty: false, is_whole: false };
    shared::run(jobs, &options.run, ground)
}

fn input(path: &Path, language: &str) -> Input {
    Input { path: path.to_owned(), name: path.display().to_string().replace('\\', "/"), language: language.to_owned() }
}

/// The language of a file: as given, else as its name says it (`de.txt`, `about.de.md`, `README_pt-BR.md`, `fr/a.txt`).
pub(super) fn language(path: &Path, given: Option<&str>, option: &str) -> anyhow::Result<String> {
    if let Some(tag) = given {
        return Ok(normal_tag(tag));
    }
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let last = |separators: &[char]| stem.rsplit(separators).next().unwrap_or_default();
    let known = |tag: &str| {
        let tag = normal_tag(tag);
        (Locale::get(&tag).tag == tag && tag != "und").then_some(tag)
    };
    [stem, last(&['.']), last(&['.', '_']), last(&['.', '_', '-']), folder]
        .into_iter()
        .find_map(known)
        .or_else(|| detect(path))
        .ok_or_else(|| {
            anyhow::anyhow!("{}: neither name nor text tells the language; give it by {option}", path.display())
        })
}

/// The language of a text by its letters, where it is long enough to tell.
fn detect(path: &Path) -> Option<String> {
    const ENOUGH: u64 = 20_000;
    let mut start = Vec::new();
    fs::File::open(path).ok()?.take(ENOUGH).read_to_end(&mut start).ok()?;
    let found = whatlang::detect(&String::from_utf8_lossy(&start))?;
    let tag = &Locale::get(found.lang().code()).tag;
    (found.is_reliable() && tag != "und").then(|| canonical_tag(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_tells_its_language() {
        let told = |path: &str| language(Path::new(path), None, "--target-lang").ok();
        assert_eq!(told("en.txt").as_deref(), Some("en"));
        assert_eq!(told("about.en.md").as_deref(), Some("en"));
        assert_eq!(told("README_ja.md").as_deref(), Some("ja"));
        assert_eq!(told("texts/ja/intro.md").as_deref(), Some("ja"));
        assert_eq!(told("other-report.en.txt").as_deref(), Some("en"));
        assert_eq!(told("notes.txt"), None);
    }
}
