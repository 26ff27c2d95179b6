//! Rules: every shipped rule and every example passes its own tests, and what is wrong with a rule file is said well.

use std::{
    fs,
    path::{Path, PathBuf},
};

use fidelint::{
    report::{View, error_text},
    rule::{Expect, Rules, parse_with, trial},
    source::SourceFile,
};

fn shipped() -> Rules {
    Rules::shipped().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    files
}

/// The rules of a file, or what is wrong with it as people see it.
fn read(path: &Path) -> Result<Rules, String> {
    let text = fs::read_to_string(path).expect("the file is there");
    let file = SourceFile::new(path.display().to_string().replace('\\', "/"), text);
    let beside =
        |name: &str| fs::read_to_string(path.with_file_name(name)).map_err(|_| "there is no such file".to_owned());
    parse_with(&file.path, &file.text, &beside).map(Rules::from).map_err(|mistakes| {
        let shown = mistakes.iter().map(|mistake| error_text(&mistake.error(&file), View::default()));
        shown.collect::<Vec<_>>().join("\n")
    })
}

fn failures(rules: &Rules) -> String {
    let mut failures = String::new();
    trial::run(rules, |rule, example, outcome| {
        if let trial::Outcome::Failed(failure) = outcome {
            failures.push_str(&format!(
                "{} {}: {failure}\n  {} {:?}\n  {} {:?}\n",
                rule.path, rule.id, example.source_lang, example.source, example.lang, example.target
            ));
        }
    });
    failures
}

#[test]
fn every_shipped_rule_passes_its_own_tests() {
    let failures = failures(&shipped());
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_shipped_rule_says_why_it_is_there_and_shows_both_right_and_wrong() {
    for rule in shipped().rules {
        assert!(!rule.why.is_empty(), "{} has no `why`", rule.id);
        assert!(!rule.tags.is_empty(), "{} has no `tags`", rule.id);
        for expect in [Expect::Pass, Expect::Fail] {
            assert!(rule.tests.iter().any(|test| test.expect == expect), "{} has no test of {expect:?}", rule.id);
        }
    }
}

#[test]
fn the_examples_pass_their_own_tests() {
    let files = toml_files("examples/rules");
    assert!(files.len() >= 8, "there are eight examples");
    for path in files {
        let rules = read(&path).unwrap_or_else(|shown| panic!("\n{shown}"));
        let failures = failures(&rules);
        assert!(failures.is_empty(), "\n{failures}");
    }
}

#[test]
fn mistakes_in_rule_files_are_told_all_at_once_and_in_their_places() {
    for path in toml_files("tests/rules/broken") {
        let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let shown = read(&path).err().unwrap_or_else(|| panic!("{} is not broken", path.display()));
        insta::assert_snapshot!(format!("broken-{name}"), shown);
    }
}

#[test]
fn the_schema_in_the_docs_is_fresh() {
    let path = "docs/fidelint-rules.schema.json";
    let schema = format!("{:#}\n", fidelint::rule::schema());
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(found == schema, "write it again: cargo run rules schema > {path}");
}

#[test]
fn the_reference_in_the_docs_is_fresh() {
    use fidelint::rule::reference;
    let rules = shipped().rules;
    let mut pages: Vec<(String, String)> =
        rules.iter().map(|rule| (reference::file(rule), reference::page(rule))).collect();
    pages.push(("README.md".to_owned(), reference::table(&rules)));
    pages.push(("language.md".to_owned(), reference::language()));
    for (name, page) in &pages {
        let found = fs::read_to_string(format!("docs/rules/{name}")).unwrap_or_default();
        assert!(found == *page, "docs/rules/{name} is out of date: cargo xtask docs writes it again");
    }
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    for entry in fs::read_dir("docs/rules").expect("the folder is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(names.contains(&name.as_str()), "docs/rules/{name} is about no rule");
    }
}

#[test]
fn the_cookbook_shows_the_examples_as_they_are() {
    let cookbook = fs::read_to_string("docs/cookbook.md").expect("the cookbook is there");
    for path in toml_files("examples/rules") {
        let text = fs::read_to_string(&path).expect("the example is there");
        let (_, rules) = text.split_once("version = 1\n").expect("it has a version");
        assert!(cookbook.contains(rules.trim()), "the cookbook does not show {} as it is", path.display());
    }
}

#[test]
fn the_first_rule_of_the_docs_is_the_one_that_is_written() {
    let page = fs::read_to_string("docs/write-your-first-rule.md").expect("the page is there");
    let scaffold = fidelint::rule::scaffold("acme/brand");
    let (_, rule) = scaffold.split_once("[[rule]]").expect("it has a rule");
    assert!(page.contains(rule.trim()), "docs/write-your-first-rule.md shows another rule than `rules new` writes");
}
