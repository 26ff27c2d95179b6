//! The action of GitHub, run without GitHub.
#![cfg(unix)]

mod runner;
mod yaml;

use runner::{Ran, Workspace};

const BINARY: (&str, &str) = ("binary", env!("CARGO_BIN_EXE_fidelint"));
const SETTINGS: &str =
    "[project]\nsource-language = \"en\"\n\n[[pairs]]\nsource = \"en/{path}.md\"\ntarget = \"{lang}/{path}.md\"\n";
const SOURCE: &str = "# The report\n\nThe fund paid 1250 euros to 37 schools.\n";
const RIGHT: &str = "# Der Bericht\n\nDer Fonds zahlte 37 Schulen 1250 Euro.\n";
const WRONG: &str = "# Der Bericht\n\nDer Fonds zahlte 73 Schulen 1250 Euro.\n";

fn workspace(name: &str, translation: &str) -> Workspace {
    let workspace = Workspace::new(name);
    workspace.write("fidelint.toml", SETTINGS);
    workspace.write("en/report.md", SOURCE);
    workspace.write("de/report.md", translation);
    workspace
}

fn output<'a>(ran: &'a Ran, name: &str) -> &'a str {
    ran.outputs.get(name).unwrap_or_else(|| panic!("no output {name}: {ran:#?}"))
}

#[test]
fn a_clean_project_passes() {
    let ran = workspace("clean", RIGHT).run(&[BINARY], &[]);
    assert!(ran.passed, "{ran:#?}");
    assert_eq!((output(&ran, "exit-code"), output(&ran, "errors"), output(&ran, "pairs")), ("0", "0", "1"));
    assert!(ran.commands.is_empty() && ran.summary.contains("## fidelint"), "{ran:#?}");
}

#[test]
fn findings_fail_and_are_annotated_in_their_file() {
    let ran = workspace("findings", WRONG).run(&[BINARY], &[]);
    assert!(!ran.passed, "{ran:#?}");
    assert_eq!((output(&ran, "exit-code"), output(&ran, "errors")), ("1", "1"));
    assert!(ran.commands.iter().any(|line| line.starts_with("::error file=de/report.md,line=3,col=")), "{ran:#?}");
    assert!(ran.summary.contains("de/report.md") && ran.log.contains("de/report.md:3:"), "{ran:#?}");
}

#[test]
fn findings_that_need_not_fail_do_not() {
    let inputs = [BINARY, ("fail-on", "never"), ("annotations", "false"), ("summary", "false")];
    let ran = workspace("never", WRONG).run(&inputs, &[]);
    assert!(ran.passed && ran.commands.is_empty() && ran.summary.is_empty(), "{ran:#?}");
    assert_eq!(output(&ran, "errors"), "1");
}

#[test]
fn a_mistake_in_the_settings_is_told_with_its_place() {
    let workspace = workspace("settings", RIGHT);
    workspace.write("fidelint.toml", "[projet]\nsource-language = \"en\"\n");
    let ran = workspace.run(&[BINARY], &[]);
    assert!(!ran.passed, "{ran:#?}");
    assert_eq!(output(&ran, "exit-code"), "2");
    assert!(ran.log.contains("fidelint.toml:1:") && ran.commands.iter().any(|line| line.starts_with("::error")));
}

#[test]
fn paths_may_have_blanks_and_look_like_options() {
    let workspace = workspace("blanks", RIGHT);
    workspace.write("en/annual report.md", SOURCE);
    workspace.write("de/annual report.md", WRONG);
    workspace.write("en/--help.md", SOURCE);
    workspace.write("de/--help.md", RIGHT);
    let ran = workspace.run(&[BINARY, ("paths", "de/annual report.md\n")], &[]);
    assert_eq!((output(&ran, "errors"), output(&ran, "pairs")), ("1", "1"), "{ran:#?}");
    assert!(ran.commands[0].contains("file=de/annual report.md,"), "{ran:#?}");
    let ran = workspace.run(&[BINARY, ("paths", "--help")], &[]);
    assert_eq!(output(&ran, "exit-code"), "2", "{ran:#?}");
}

#[test]
fn changed_only_tells_of_a_shallow_clone() {
    let workspace = workspace("shallow", RIGHT);
    workspace.commit();
    workspace.write("de/report.md", WRONG);
    workspace.commit();
    let clone = Workspace::new("shallow-clone");
    std::fs::remove_dir_all(&clone.root).expect("the folder is there");
    std::fs::create_dir_all(&clone.root).expect("a folder can be made");
    let url = format!("file://{}", workspace.root.display());
    clone.git(&["clone", "--quiet", "--depth=1", &url, "."]);
    clone.git(&["update-ref", "-d", "refs/remotes/origin/main"]);
    let ran = clone.run(&[BINARY, ("changed-only", "auto")], &[("GITHUB_BASE_REF", "main")]);
    assert_eq!(output(&ran, "exit-code"), "2", "{ran:#?}");
    assert!(ran.log.contains("fetch-depth: 0"), "{ran:#?}");
    let ran = clone.run(&[BINARY, ("changed-only", "auto")], &[]);
    assert_eq!(output(&ran, "exit-code"), "1", "what is no pull request is checked whole: {ran:#?}");
}

#[test]
fn changed_only_leaves_old_findings_alone() {
    let workspace = workspace("changed", WRONG);
    workspace.commit();
    workspace.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let pull_request = [("GITHUB_BASE_REF", "main")];
    let inputs = [BINARY, ("changed-only", "true")];
    workspace.write("de/report.md", &WRONG.replace("Bericht", "Jahresbericht"));
    assert!(workspace.run(&inputs, &pull_request).passed, "the finding stands in another paragraph");
    // Only the source changes: the annotation goes where the change is.
    workspace.git(&["checkout", "--quiet", "--", "."]);
    workspace.write("en/report.md", &SOURCE.replace("37", "38"));
    let ran = workspace.run(&inputs, &pull_request);
    assert!(ran.commands.iter().any(|line| line.starts_with("::error file=en/report.md,line=3,")), "{ran:#?}");
}

#[test]
fn hostile_names_and_texts_give_no_commands() {
    let workspace = workspace("hostile", RIGHT);
    let bad = "::error file=x::hit %0A::warning::hit \u{1b}[31m `=cmd|' /C calc'!A1`";
    let text = |words: &str, number: &str| format!("{bad}\n\n{bad} {words} {number} {bad}\n");
    for (name, number) in [("::error::hit", "37"), ("a,line=9::b%0A", "73"), ("=cmd", "73")] {
        workspace.write(&format!("en/{name}.md"), &text("There are 37 schools in the town, not fewer, and", "37"));
        workspace.write(&format!("de/{name}.md"), &text("Es gibt 37 Schulen in der Stadt, nicht weniger, und", number));
    }
    let ran = workspace.run(&[BINARY], &[]);
    assert_eq!(output(&ran, "exit-code"), "1", "{ran:#?}");
    for command in &ran.commands {
        let is_ours = ["::error ", "::warning ", "::notice "].iter().any(|kind| command.starts_with(kind));
        assert!(is_ours && command.contains("title=") && !command.contains('\u{1b}'), "{command:?}");
    }
    assert!(!ran.summary.contains('\u{1b}') && !ran.summary.contains("\n::"), "{}", ran.summary);
}

#[test]
fn a_release_is_taken_only_with_its_checksum() {
    let workspace = workspace("release", RIGHT);
    let releases = workspace.root.parent().expect("it has one").join("releases");
    let folder = releases.join("v9.9.9");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let script = format!(
        "set -e; cd '{}'; case \"$(uname -s)-$(uname -m)\" in Linux-x86_64) t=x86_64-unknown-linux-musl;; \
         Linux-a*) t=aarch64-unknown-linux-musl;; Darwin-x86_64) t=x86_64-apple-darwin;; *) t=aarch64-apple-darwin;; esac; \
         n=fidelint-9.9.9-$t.tar.gz; tar -czf $n -C \"$(dirname '{1}')\" fidelint; \
         if command -v sha256sum >/dev/null; then sha256sum $n > $n.sha256; else shasum -a 256 $n > $n.sha256; fi",
        folder.display(),
        BINARY.1
    );
    let done = std::process::Command::new("bash").args(["-c", &script]).status().expect("bash is there");
    assert!(done.success());
    let url = format!("file://{}", releases.display());
    let environment = [("FIDELINT_RELEASES", url.as_str())];
    let ran = workspace.run(&[("version", "v9.9.9")], &environment);
    assert!(ran.passed, "{ran:#?}");

    std::fs::remove_dir_all(workspace.root.parent().expect("it has one").join("temp/fidelint-9.9.9"))
        .expect("it is there");
    for entry in std::fs::read_dir(&folder).expect("it is there").flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "gz") {
            let mut bytes = std::fs::read(entry.path()).expect("it is there");
            bytes.truncate(bytes.len() / 2);
            std::fs::write(entry.path(), bytes).expect("it can be written");
        }
    }
    let ran = workspace.run(&[("version", "9.9.9")], &environment);
    assert!(!ran.passed && ran.commands.iter().any(|line| line.contains("checksum")), "{ran:#?}");
    let ran = workspace.run(&[("version", "9.9.9; echo hit")], &environment);
    assert!(!ran.passed && ran.commands.iter().any(|line| line.contains("is a release such as")), "{ran:#?}");
}
