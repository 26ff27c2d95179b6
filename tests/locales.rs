//! `locales/` is what its generator writes, and its overlays keep to the sections that the code reads.

#![expect(clippy::print_stdout, reason = "the times are for people to read")]

use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock, time::Instant};

use fidelint::locale::Locale;
use xtask::locales::{Cldr, LOCALES, Locale as File, generate};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is there");
    let paths = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths
        .map(|path| {
            let text = fs::read_to_string(&path).expect("locale files are UTF-8");
            (path.file_name().expect("it is a file").to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// A section is read where the code says its name.
fn is_known(section: &str) -> bool {
    static CODE: LazyLock<String> = LazyLock::new(|| {
        let mut code = String::new();
        let mut folders = vec![root().join("src")];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).expect("the sources are there").flatten().map(|entry| entry.path()) {
                match path.is_dir() {
                    true => folders.push(path),
                    false => code.push_str(&fs::read_to_string(path).unwrap_or_default()),
                }
            }
        }
        code
    });
    // These wait for their reader: what CLDR says beside what is read of it.
    const RESERVED: &[&str] = &["digits", "relative-pattern", "unit-pattern"];
    RESERVED.contains(&section) || CODE.contains(&format!("\"{section}\""))
}

#[test]
fn a_minimal_extract_of_cldr_generates_what_it_always_did() {
    let cldr = Cldr::open(&root().join("tests/data/cldr")).expect("the extract is there");
    let generated = generate(&cldr, &["und", "de", "de-AT", "ja"]).expect("the extract is whole");
    for (path, text) in generated {
        insta::assert_snapshot!(path.replace('/', "_"), text);
    }
}

#[test]
fn the_generated_files_are_sorted_and_there_for_every_locale() {
    let files = files("locales");
    assert_eq!(files.len(), LOCALES.len());
    for tag in LOCALES {
        let text = files.get(&format!("{tag}.toml")).unwrap_or_else(|| panic!("locales/{tag}.toml is missing"));
        let table: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("locales/{tag}.toml: {error}"));
        let mut file = File::default();
        for (section, keys) in &table {
            assert!(is_known(section), "locales/{tag}.toml: nothing reads [{section}]");
            for (key, forms) in keys.as_table().expect("a section is a table") {
                for form in forms.as_array().expect("forms are a list") {
                    file.add(section, key, form.as_str().expect("a form is text"));
                }
            }
        }
        let header: String =
            text.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        assert!(
            header.contains("Unicode CLDR 48.2.0, licence Unicode-3.0"),
            "locales/{tag}.toml says where it is from"
        );
        assert!(file.to_toml(&header) == *text, "locales/{tag}.toml is not as written by `cargo xtask locales`");
    }
}

#[test]
fn every_section_of_an_overlay_is_known_and_says_why_it_is_there() {
    for (name, text) in files("locales/overlays") {
        let mut table: toml::Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        // What an overlay takes back stands in tables of their own; `build.rs` checks that it is there to be taken back.
        let not = table.remove("not").and_then(|not| not.as_table().cloned()).unwrap_or_default();
        for (section, keys) in table.into_iter().chain(not) {
            assert!(is_known(&section), "{name}: nothing reads [{section}]");
            let why = keys.get("why").and_then(toml::Value::as_str).unwrap_or_default();
            assert!(!why.is_empty(), "{name}: [{section}] has no why");
            let Some(keys) = keys.as_table() else { panic!("{name}: [{section}] is no table") };
            for (key, forms) in keys.iter().filter(|(key, _)| *key != "why") {
                let forms: Vec<&toml::Value> = forms.as_array().map_or(vec![forms], |forms| forms.iter().collect());
                let texts: Vec<&str> = forms.iter().filter_map(|form| form.as_str()).collect();
                assert_eq!(texts.len(), forms.len(), "{name}: [{section}] {key} holds something else than text");
                let doubled = texts.iter().enumerate().find(|(n, text)| texts[..*n].contains(text));
                assert_eq!(doubled, None, "{name}: [{section}] {key} says it twice");
                assert!(
                    texts.iter().all(|text| !text.is_empty() && text.trim() == *text),
                    "{name}: [{section}] {key} has a stray blank"
                );
            }
        }
    }
}

#[test]
fn every_locale_loads_with_its_lexicon() {
    for tag in Locale::known() {
        let start = Instant::now();
        let locale = Locale::get(tag);
        let loaded = start.elapsed();
        let hits = locale.lexicon().scan(&fidelint::text::Folded::new("km"));
        println!("{tag}: {loaded:.1?}, with lexicon {:.1?}", start.elapsed());
        assert_eq!(locale.tag, tag);
        assert!(hits.iter().all(|hit| !hit.entries.is_empty()));
    }
}
