//! The shape of the code: what a reader may rely on in every file.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The Rust files below a folder of the project.
fn sources(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "{folder} holds no Rust file");
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn no_file_is_longer_than_600_lines() {
    for folder in ["src", "tests", "benches", "xtask/src"] {
        for path in sources(folder) {
            let lines = read(&path).lines().count();
            assert!(lines <= 600, "{} has {lines} lines: split it by idea", path.display());
        }
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for folder in ["src", "tests", "benches", "xtask/src"] {
        for path in sources(folder) {
            assert!(read(&path).starts_with("//!"), "{} does not open with a `//!` line", path.display());
        }
    }
}

/// What is true of one language belongs to `locales/`. Tests and documentation may speak any language.
#[test]
fn no_code_names_a_language() {
    let tag = regex::Regex::new(
        r#""(en|de|fr|es|it|pt|nl|ru|uk|pl|cs|sk|sv|da|nb|fi|hu|ro|bg|hr|el|tr|ar|he|fa|hi|bn|ta|ja|ko|zh|th|vi)(-[A-Z][A-Za-z]+)?""#,
    )
    .expect("the pattern is valid");
    for path in sources("src") {
        let text = read(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        // Where the format itself uses such words (`<th>`), a line of the file's own says so.
        if code.lines().any(|line| line.starts_with("// tidy:")) {
            continue;
        }
        for (number, line) in code.lines().enumerate() {
            // A default that has to be some language says so: `// tidy: …`.
            let is_comment = line.trim_start().starts_with("//") || line.contains("// tidy:");
            assert!(
                is_comment || !tag.is_match(line),
                "{}:{}: a language in the code: {line}",
                path.display(),
                number + 1
            );
        }
    }
}

#[test]
fn no_code_is_left_for_later() {
    let marks = ["todo!(", "unimplemented!(", concat!("FIX", "ME"), concat!("XX", "X ")];
    for folder in ["src", "tests", "xtask/src"] {
        for path in sources(folder).iter().filter(|path| !path.ends_with("tidy.rs")) {
            let text = read(path);
            for mark in marks {
                assert!(!text.contains(mark), "{} holds `{mark}`", path.display());
            }
        }
    }
}
