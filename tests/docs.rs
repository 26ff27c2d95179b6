//! What the documentation shows is what is tested.

use std::{fs, path::Path};

#[test]
fn every_file_that_the_documentation_shows_is_that_file() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let text = fs::read_to_string(docs.join("ci.md")).expect("the page is there");
    let mut shown = 0;
    for part in text.split("<!-- file: ").skip(1) {
        let (name, rest) = part.split_once(" -->").expect("the comment ends");
        let block = rest.split("```").nth(1).expect("a block follows");
        let (_, block) = block.split_once('\n').expect("the block has a first line");
        let file = fs::read_to_string(docs.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(block, file, "{name} is shown otherwise");
        shown += 1;
    }
    let files = fs::read_dir(docs.join("ci")).expect("the folder is there").count();
    assert_eq!(shown, files, "every file of docs/ci is shown once");
}

#[test]
fn every_yaml_of_the_documentation_is_validated() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md")).expect("the page is there");
    let blocks = text.matches("```yaml").count();
    let files = text.matches(".yml -->").count() + text.matches(".yaml -->").count();
    assert_eq!(blocks, files, "a block of YAML that is no file is not validated by .ci/validate");
}

#[test]
fn the_readme_shows_what_fidelint_says_of_the_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("the page is there");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_fidelint"))
        .args(["check", "examples/newsroom", "--no-cache", "--color", "never", "--output", "full"])
        .current_dir(root)
        .env_remove("COLUMNS")
        .output()
        .expect("the binary runs");
    let said = String::from_utf8(run.stdout).expect("it is text");
    let shown =
        readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the output is shown");
    let (findings, last) = shown.trim_end().rsplit_once("\n\n").expect("findings and a last line");
    for finding in findings.split("\n\nerror[") {
        assert!(said.contains(finding.trim_start_matches("error[")), "not said:\n{finding}\nbut:\n{said}");
    }
    // How many hints wait behind `-v` changes with every better reading.
    let loud = |line: &str| line.split(" (").next().unwrap_or_default().to_owned();
    assert_eq!(loud(last), loud(said.trim_end().lines().last().unwrap_or_default()), "{said}");
}
