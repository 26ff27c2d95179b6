//! The command as people and build servers run it: exit codes, outputs, the same bytes whatever the cores and the cache.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const SETTINGS: &str =
    "[project]\nsource-language = \"en\"\n\n[[pairs]]\nsource = \"en/{path}\"\ntarget = \"{lang}/{path}\"\n";
const FORMATS: [&str; 11] =
    ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjsonl", "checkstyle", "summary"];
const LANGUAGES: [&str; 30] = [
    "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "hr", "sl", "et",
    "lv", "lt", "el", "tr", "uk", "id", "ms", "vi", "ca", "gl", "eu",
];

struct Project {
    root: PathBuf,
}

impl Project {
    fn new(name: &str) -> Project {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        let _ = fs::remove_dir_all(&root);
        // A project ends at its repository: that of fidelint itself stands above.
        fs::create_dir_all(root.join(".git")).expect("a folder can be made");
        let project = Project { root };
        project.write("fidelint.toml", SETTINGS);
        project
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("it is below the root")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fidelint"));
        command.args(arguments).current_dir(&self.root).env_remove("GITHUB_ACTIONS").env("NO_COLOR", "1");
        command.output().expect("the binary is there")
    }

    fn code(&self, arguments: &[&str]) -> Option<i32> {
        self.run(arguments).status.code()
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it is text")
}

/// Seven strings that lost their number in thirty languages.
fn many(name: &str) -> Project {
    let project = Project::new(name);
    let strings = |number: &dyn Fn(usize) -> usize| {
        let lines: Vec<String> = (0..7).map(|n| format!("  \"k{n}\": \"{} / {n}\"", number(n))).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    };
    project.write("en/app.json", &strings(&|n| 1370 + n));
    for language in LANGUAGES {
        project.write(&format!("{language}/app.json"), &strings(&|n| 4170 + n));
    }
    project
}

#[test]
fn the_exit_code_says_how_it_ended() {
    let project = Project::new("codes");
    project.write("en/a.md", "There are 37 schools in the town.\n");
    project.write("de/a.md", "Es gibt 37 Schulen in der Stadt.\n");
    assert_eq!(project.code(&["check"]), Some(0));
    assert_eq!(project.code(&["check", "--since", "nothing"]), Some(2), "it is no repository");
    project.write("de/a.md", "Es gibt 73 Schulen in der Stadt.\n");
    assert_eq!(project.code(&["check"]), Some(1));
    assert_eq!(project.code(&["check", "--fail-on", "never"]), Some(0));
    assert_eq!(project.code(&["pair", "en/a.md", "de/nothing.md"]), Some(2));
    assert_eq!(project.code(&["check", "--output", "nothing"]), Some(2));
    project.write("fidelint.toml", "[projet]\n");
    assert_eq!(project.code(&["check"]), Some(2));
    let empty = Project::new("empty");
    assert_eq!(empty.code(&["check"]), Some(2), "a run that checks nothing is no success");
    assert_eq!(empty.code(&["check", "--allow-empty"]), Some(0));
}

#[test]
fn the_bytes_are_the_same_with_any_cores_cold_and_warm() {
    let project = many("same-bytes");
    project.write("en/a.md", "# Schools\n\nThere are 37 schools in the town.\n");
    project.write("de/a.md", "# Schulen\n\nEs gibt 73 Schulen in der Stadt.\n");
    project.write("ja/a.md", "# 学校\n\n町には学校が73校あります。\n");
    let run = |name: &str, more: &[&str]| {
        let paths = FORMATS.map(|format| format!("{format}=out/{name}/{format}"));
        let mut arguments = vec!["check"];
        arguments.extend(paths.iter().flat_map(|path| ["--output", path]));
        arguments.extend(more);
        assert_eq!(project.code(&arguments), Some(1));
        FORMATS.map(|format| fs::read(project.root.join(format!("out/{name}/{format}"))).expect("it was written"))
    };
    let first = run("one", &["-j1", "--no-cache"]);
    assert!(!project.root.join(".fidelint-cache").exists());
    for (name, more) in [("two", ["-j2", "--no-cache"]), ("cold", ["-j2", "-q"]), ("warm", ["-j1", "-q"])] {
        for ((format, expected), found) in FORMATS.iter().zip(&first).zip(run(name, &more)) {
            assert!(*expected == found, "{format} differs: {name}");
        }
    }
    assert!(project.root.join(".fidelint-cache/.gitignore").exists());
}

#[test]
fn another_rule_or_text_is_not_answered_from_the_cache() {
    let project = Project::new("cache");
    project.write("en/a.md", "There are 37 schools in the town.\n");
    project.write("de/a.md", "Es gibt 73 Schulen in der Stadt.\n");
    assert_eq!(project.code(&["check"]), Some(1));
    assert_eq!(project.code(&["check", "--severity", "number-mismatch=info"]), Some(0));
    project.write("fidelint.toml", &format!("{SETTINGS}\n[rules]\nnumber-mismatch = \"off\"\n"));
    assert_eq!(project.code(&["check"]), Some(0));
    project.write("fidelint.toml", SETTINGS);
    project.write("de/a.md", "Es gibt 37 Schulen in der Stadt.\n");
    assert_eq!(project.code(&["check"]), Some(0));
}

#[test]
fn one_cause_in_thirty_languages_is_one_annotation() {
    let project = many("one-cause");
    let output = project.run(&["check", "--output", "github", "--output", "json=report.json"]);
    let lines = stdout(&output);
    let json = fs::read_to_string(project.root.join("report.json")).expect("it was written");
    let report: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert!(report["findings"].as_array().is_some_and(|findings| findings.len() >= 200));
    assert_eq!(lines.lines().count(), 7, "{lines}");
    for line in lines.lines() {
        assert!(line.contains("file=en/app.json,") && line.contains("30 translations differ"), "{line}");
    }
}

#[test]
fn two_hundred_causes_are_ten_annotations_that_tell_the_rest() {
    let project = Project::new("causes");
    for (number, language) in LANGUAGES.iter().enumerate() {
        let lines = |base: usize| {
            let strings: Vec<String> = (0..7).map(|n| format!("\"k{n}\": \"{}\"", base + 10 * n + number)).collect();
            format!("{{{}}}", strings.join(","))
        };
        project.write(&format!("en/{language}.json"), &lines(13_001));
        project.write(&format!("{language}/{language}.json"), &lines(71_001));
    }
    let output = project.run(&["check", "--output", "github", "--output", "summary=summary.md"]);
    let lines = stdout(&output);
    let errors = lines.lines().filter(|line| line.starts_with("::error ")).count();
    assert_eq!(errors, 10, "{lines}");
    assert!(lines.contains("201 more of this kind"), "{lines}");
    let summary = fs::metadata(project.root.join("summary.md")).expect("it was written");
    assert!(summary.len() < 1 << 20);
}

#[test]
fn files_that_only_bear_the_ending_of_a_format_are_left_alone() {
    let project = Project::new("endings");
    project.write("fidelint.toml", "[project]\nsource-language = \"en\"\n");
    for language in ["en", "de", "fr"] {
        project.write(&format!("{language}/a.md"), "37\n\nA quiet day in Lofthus.\n");
        project.write(&format!("src/{language}.ts"), "export const greeting = 'hello';\n");
        project.write(&format!("numbers/{language}.tsv"), "1\tone\n2\ttwo\n");
    }
    let output = project.run(&["pairs"]);
    assert!(!stdout(&output).contains(".ts"), "{}", stdout(&output));
    assert!(stdout(&output).contains("2 pairs"), "{}", stdout(&output));
    assert_ne!(project.code(&["check"]), Some(2));
}

#[test]
fn the_baseline_keeps_what_is_known_quiet() {
    let project = Project::new("baseline");
    project.write("en/a.md", "There are 37 schools in the town.\n\nThey have 1200 pupils this year.\n");
    project.write("de/a.md", "Es gibt 73 Schulen in der Stadt.\n\nSie haben dieses Jahr 1200 Schüler.\n");
    assert_eq!(project.code(&["baseline", "create"]), Some(0));
    let output = project.run(&["check", "--no-cache"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("1 in the baseline"), "{}", stdout(&output));
    project.write("de/a.md", "Neu.\n\nEs gibt 73 Schulen in der Stadt.\n\nSie haben dieses Jahr 2100 Schüler.\n");
    assert_eq!(project.code(&["check"]), Some(1), "a new finding is told");
    project.write("de/a.md", "Es gibt 37 Schulen in der Stadt.\n\nSie haben dieses Jahr 2100 Schüler.\n");
    assert_eq!(project.code(&["baseline", "prune"]), Some(1), "what is new is told, what is mended is taken out");
    let left = fs::read_to_string(project.root.join("fidelint-baseline.toml")).expect("it was written");
    assert!(!left.contains("number-mismatch"), "{left}");
}

#[test]
fn a_comment_that_keeps_nothing_quiet_is_told() {
    let project = Project::new("comments");
    let ignore = "<!-- fidelint-ignore[number-mismatch]: counted otherwise -->\n";
    project.write("en/a.md", "There are 37 schools in the town.\n");
    project.write("de/a.md", &format!("{ignore}Es gibt 73 Schulen in der Stadt.\n"));
    let output = project.run(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("1 suppressed"), "{}", stdout(&output));
    assert_eq!(project.code(&["check", "--no-suppressions"]), Some(1));
    project.write("de/a.md", &format!("{ignore}Es gibt 37 Schulen in der Stadt.\n"));
    assert!(stdout(&project.run(&["check"])).contains("warning[unused-suppression]"));
}

#[test]
fn in_a_workflow_annotations_come_by_themselves_but_not_into_json() {
    let project = Project::new("workflow");
    project.write("en/a.md", "There are 37 schools in the town.\n");
    project.write("de/a.md", "Es gibt 73 Schulen in der Stadt.\n");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fidelint"));
        command.args(arguments).current_dir(&project.root).env("GITHUB_ACTIONS", "true");
        stdout(&command.output().expect("the binary is there"))
    };
    assert!(run(&["check"]).contains("\n::error file=de/a.md,"));
    assert!(serde_json::from_str::<serde_json::Value>(&run(&["check", "--output", "json"])).is_ok());
}
