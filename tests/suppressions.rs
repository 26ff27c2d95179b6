//! A comment in a format's own way keeps its finding quiet, and that one only.

use std::{fs, path::Path, process::Command};

const ASK: &str = "fidelint-ignore[number-mismatch]: counted otherwise";

/// The name of the files, the source, and the translation with `%` where the comment goes.
const FORMATS: &[(&str, &str, &str)] = &[
    ("a.md", "There are 37 schools.\n\nAnd 52 parks.\n", "<!-- % -->\nEs gibt 73 Schulen.\n\nUnd 52 Parks.\n"),
    ("a.html", "<p>There are 37 schools.</p>", "<!-- % --><p>Es gibt 73 Schulen.</p>"),
    ("a.rst", "There are 37 schools.\n", ".. %\n\nEs gibt 73 Schulen.\n"),
    ("a.adoc", "There are 37 schools.\n", "// %\nEs gibt 73 Schulen.\n"),
    (
        "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nThere are 37 schools.\n",
        "WEBVTT\n\nNOTE %\n\n00:01.000 --> 00:02.000\nEs gibt 73 Schulen.\n",
    ),
    ("a.yml", "a: There are 37 schools.\n", "# %\na: Es gibt 73 Schulen.\n"),
    ("a.properties", "a=There are 37 schools.\n", "# %\na=Es gibt 73 Schulen.\n"),
    ("a.ftl", "a = There are 37 schools.\n", "# %\na = Es gibt 73 Schulen.\n"),
    ("a.strings", "\"a\" = \"There are 37 schools.\";\n", "/* % */\n\"a\" = \"Es gibt 73 Schulen.\";\n"),
    (
        "a.xml",
        "<resources><string name=\"a\">There are 37 schools.</string></resources>",
        "<resources><!-- % --><string name=\"a\">Es gibt 73 Schulen.</string></resources>",
    ),
    (
        "a.resx",
        "<root><data name=\"a\"><value>There are 37 schools.</value></data></root>",
        "<root><data name=\"a\"><value>Es gibt 73 Schulen.</value><comment>%</comment></data></root>",
    ),
    (
        "a.stringsdict",
        "<plist><dict><key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>37 schools</string></dict></dict></plist>",
        "<plist><dict><!-- % --><key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>73 Schulen</string></dict></dict></plist>",
    ),
];

/// Files that hold both sides.
const BILINGUAL: &[(&str, &str)] = &[
    ("de.po", "# %\nmsgid \"There are 37 schools.\"\nmsgstr \"Es gibt 73 Schulen.\"\n"),
    (
        "de.xlf",
        "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"de\"><body><trans-unit id=\"a\"><source>There are 37 schools.</source><target>Es gibt 73 Schulen.</target><note>%</note></trans-unit></body></file></xliff>",
    ),
    (
        "de.tmx",
        "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><note>%</note><tuv xml:lang=\"en\"><seg>There are 37 schools.</seg></tuv><tuv xml:lang=\"de\"><seg>Es gibt 73 Schulen.</seg></tuv></tu></body></tmx>",
    ),
    (
        "de.ts",
        "<TS version=\"2.1\" sourcelanguage=\"en\" language=\"de\"><context><name>c</name><message><source>There are 37 schools.</source><translatorcomment>%</translatorcomment><translation>Es gibt 73 Schulen.</translation></message></context></TS>",
    ),
];

/// What `check` says of a project with these files: the ids of the findings, and how many a comment keeps quiet.
fn said(name: &str, files: &[(&str, &str)]) -> (Vec<String>, u64) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suppressions").join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join(".git")).expect("a folder can be made");
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it is below the root")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_fidelint"));
    command.args(["check", "--output", "json", "--no-cache"]).current_dir(&root).env_remove("GITHUB_ACTIONS");
    let output = command.output().expect("the binary runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{name}: {error}: {}", String::from_utf8_lossy(&output.stderr)));
    let findings = report["findings"].as_array().expect("a list");
    let rules = findings.iter().map(|finding| finding["rule"].as_str().unwrap_or_default().to_owned()).collect();
    (rules, report["summary"]["suppressed"].as_u64().unwrap_or_default())
}

fn check(name: &str, settings: &str, source: Option<(&str, &str)>, target: (&str, &str)) {
    let with = |comment: &str| {
        let text = target.1.replace('%', comment);
        let mut files = vec![("fidelint.toml", settings), (target.0, text.as_str())];
        files.extend(source);
        said(&format!("{name}-{}", if comment == ASK { "asked" } else { "plain" }), &files)
    };
    assert_eq!(with("a note"), (vec!["number-mismatch".to_owned()], 0), "{name}: the finding itself");
    assert_eq!(with(ASK), (Vec::new(), 1), "{name}: kept quiet");
}

#[test]
fn every_format_has_its_own_comments() {
    let settings =
        "[project]\nsource-language = \"en\"\n\n[[pairs]]\nsource = \"en/{path}\"\ntarget = \"{lang}/{path}\"\n";
    for (name, source, target) in FORMATS {
        let (ours, theirs) = (format!("en/{name}"), format!("de/{name}"));
        check(name, settings, Some((&ours, source)), (&theirs, target));
    }
}

#[test]
fn files_with_both_sides_have_theirs() {
    for (name, text) in BILINGUAL {
        let template = name.replace("de.", "{lang}.");
        let settings = format!(
            "[project]\nsource-language = \"en\"\n\n[[pairs]]\nsource = \"{template}\"\ntarget = \"{template}\"\n"
        );
        check(name, &settings, None, (name, text));
    }
}

#[test]
fn what_is_found_across_files_is_kept_quiet_too() {
    let settings = "[project]\nsource-language = \"en\"\n\n[[pairs]]\nsource = \"{name}/{lang}.po\"\ntarget = \"{name}/{lang}.po\"\n\n[rules]\ninconsistent-translation = \"warning\"\n";
    let entry = |comment: &str, text: &str| format!("# {comment}\nmsgid \"Delete the file\"\nmsgstr \"{text}\"\n");
    let ask = "fidelint-ignore[inconsistent-translation]: the old dialog";
    let said = |name: &str, comment: &str| {
        let usual = entry("a note", "Datei löschen");
        let odd = entry(comment, "Datei entfernen");
        said(name, &[("fidelint.toml", settings), ("a/de.po", &usual), ("b/de.po", &usual), ("c/de.po", &odd)])
    };
    assert_eq!(said("across-plain", "a note"), (vec!["inconsistent-translation".to_owned()], 0));
    assert_eq!(said("across-asked", ask), (Vec::new(), 1));
}
