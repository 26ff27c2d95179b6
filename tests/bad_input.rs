//! Whatever is thrown at fidelint, it says what is wrong and where, checks the rest, and ends with exit code 2.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder of its own for a test, empty at the start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad_input").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder is writable");
    folder
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is below the folder")).expect("the target folder is writable");
    fs::write(path, bytes).expect("the target folder is writable");
}

fn fidelint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fidelint"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("GITHUB_ACTIONS")
        .output()
        .expect("the binary starts")
}

/// Runs and wants exit code 2 and a message that holds each of the words.
fn fails(folder: &Path, arguments: &[&str], words: &[&str]) -> Output {
    let output = fidelint(folder, arguments);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
    assert!(!error.contains("panicked"), "{error}");
    for word in words {
        assert!(error.contains(word), "{arguments:?} does not say {word:?}: {error}");
    }
    output
}

const SOURCE: &str = "The fund paid 1.2 million euros to 37 countries.\n";
const WRONG: &str = "Der Fonds zahlte 12 Millionen Euro an 37 Länder.\n";

#[test]
fn a_missing_file_is_named() {
    let folder = folder("missing");
    write(&folder, "en.txt", SOURCE);
    fails(&folder, &["pair", "en.txt", "de.txt"], &["de.txt", "cannot read"]);
}

#[test]
fn a_missing_file_does_not_keep_the_others_from_being_checked() {
    let folder = folder("missing_one");
    write(&folder, "en.txt", SOURCE);
    write(&folder, "de.txt", WRONG);
    let output = fails(&folder, &["pair", "en.txt", "fr.txt", "de.txt", "--output", "json"], &["fr.txt"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("12 Millionen"), "{output:?}");
}

#[test]
fn bytes_that_are_no_text_are_named_by_their_line() {
    let folder = folder("latin1");
    write(&folder, "en.txt", SOURCE);
    write(&folder, "de.txt", b"Eins.\nZwei \xFCber drei.\n");
    fails(&folder, &["pair", "en.txt", "de.txt"], &["de.txt", "line 2", "UTF-8"]);
}

#[test]
fn a_line_of_a_megabyte_is_read() {
    let folder = folder("long_line");
    write(&folder, "en.txt", format!("The village has 1,250 inhabitants{}. ", " and a river".repeat(80)).repeat(1_000));
    write(&folder, "de.txt", format!("Das Dorf hat 1.250 Einwohner{}. ", " und einen Fluss".repeat(60)).repeat(1_000));
    let output = fidelint(&folder, &["pair", "en.txt", "de.txt", "--output", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_empty_translation_is_a_finding_and_no_crash() {
    let folder = folder("empty");
    write(&folder, "en.txt", SOURCE.repeat(3));
    write(&folder, "de.txt", "");
    let output = fidelint(&folder, &["pair", "en.txt", "de.txt", "--output", "json"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_folder_without_text_is_nothing_to_check() {
    let folder = folder("no_text");
    write(&folder, "logo.bin", [0, 1, 2]);
    fails(&folder, &["check"], &["nothing to check"]);
}

#[test]
fn a_broken_settings_file_is_shown_at_its_place() {
    let folder = folder("settings");
    write(&folder, "fidelint.toml", "[project]\nsource-langauge = \"en\"\n");
    write(&folder, "content/en/a.md", SOURCE);
    write(&folder, "content/de/a.md", WRONG);
    fails(&folder, &["check"], &["fidelint.toml:2", "source-langauge"]);
}

#[test]
fn a_broken_rule_file_is_shown_at_its_place() {
    let folder = folder("rules");
    write(&folder, "brand.toml", "[[rule]]\nid = \"acme/brand\"\nmesage = \"keep it\"\n");
    write(&folder, "en.txt", SOURCE);
    write(&folder, "de.txt", WRONG);
    fails(&folder, &["pair", "en.txt", "de.txt", "--rules", "brand.toml"], &["brand.toml:3", "mesage"]);
}

#[test]
fn a_line_of_the_stream_that_is_no_json_does_not_end_it() {
    use std::{io::Write, process::Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_fidelint"))
        .args(["stream", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let pair =
        r#"{"id":"b","source_lang":"en","target_lang":"de","source":"It has 12 rooms.","target":"Es hat 21 Zimmer."}"#;
    let lines = format!("no json\n{{\"id\":\"a\"}}\n{pair}\n");
    child.stdin.take().expect("it is piped").write_all(lines.as_bytes()).expect("the child reads");
    let output = child.wait_with_output().expect("the child ends");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains(r#""line":1"#) && text.contains(r#""id":"a""#) && text.contains("number-mismatch"), "{text}");
}
