//! Rules on the command line, as users meet them.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Instant,
};

/// A folder of its own, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("fidelint-rules-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder can be made");
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) -> &Folder {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
        self
    }

    fn run(&self, arguments: &[&str]) -> (i32, String) {
        self.feed(arguments, "")
    }

    fn feed(&self, arguments: &[&str], input: &str) -> (i32, String) {
        let mut child = command(&self.0, arguments).spawn().expect("the program starts");
        child.stdin.take().expect("it has an input").write_all(input.as_bytes()).expect("it reads");
        let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
        let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
        (status.code().expect("it ends by itself"), text)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fidelint"));
    command.args(arguments).current_dir(folder).env_remove("GITHUB_ACTIONS").env("NO_COLOR", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

const BRAND: &str = "[[rule]]\nid = \"acme/brand\"\nseverity = \"error\"\nmessage = \"keep “{source.text}”\"\n\
    source.text = \"Acme Cloud\"\ntarget.require.text = \"{source.text}\"\n";

#[test]
fn a_new_rule_passes_its_tests_as_it_stands_and_is_never_written_over() {
    let folder = Folder::new("new");
    let (code, said) = folder.run(&["rules", "new", "acme/brand"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = folder.run(&["rules", "test"]);
    assert_eq!((code, said.trim()), (0, "1 rules: 2 tests passed, 0 failed, 0 skipped, 0 to do"));
    let (code, said) = folder.run(&["rules", "new", "acme/brand"]);
    assert_eq!(code, 2, "{said}");
    let (code, said) = folder.run(&["rules", "new", "Not An Id"]);
    assert_eq!(code, 2, "{said}");
}

#[test]
fn a_failing_test_is_shown_with_its_place_and_what_differs() {
    let folder = Folder::new("failing");
    let rule = format!(
        "{BRAND}tests = [\n  {{ lang = \"de\", source = \"Acme Cloud\", target = \"Acme Cloud\", expect = \"fail\" }},\n  \
         {{ lang = \"de\", source = \"Acme Cloud\", target = \"Wolke\", expect = \"pass\" }},\n  \
         {{ lang = \"de\", source = \"Acme Cloud\", target = \"Wolke\", expect = \"fail\", message = \"keep “Acme Sync”\" }},\n  \
         {{ lang = \"de\", source = \"Acme Cloud\", target = \"Wolke\", expect = \"fail\", source_span = \"Cloud\" }},\n]\n"
    );
    let (code, said) = folder.write("brand.toml", &rule).run(&["rules", "test", "brand.toml"]);
    assert_eq!(code, 1, "{said}");
    for part in [
        "brand.toml:8:3: acme/brand",
        "Missing",
        "Noisy",
        "Wrong message: keep “Acme [-Sync”-]{+Cloud”+}",
        "Wrong span in the source",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

#[test]
fn a_rule_from_standard_input_needs_no_tests() {
    let folder = Folder::new("stdin");
    folder.write("en.txt", "Acme Cloud is new.\n").write("de.txt", "Die Wolke ist neu.\n");
    let arguments = ["pair", "en.txt", "de.txt", "--rules", "-", "--select", "acme/*", "--output", "concise"];
    let (code, said) = folder.feed(&arguments, BRAND);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("error[acme/brand]: keep “Acme Cloud”"), "{said}");
}

#[test]
fn a_project_names_its_rules_and_sets_how_loud_they_are() {
    let folder = Folder::new("project");
    let tests = "tests = [\n  { lang = \"de\", source = \"Acme Cloud\", target = \"Acme Cloud\", expect = \"pass\" },\n  \
        { lang = \"de\", source = \"Acme Cloud\", target = \"Wolke\", expect = \"fail\" },\n]\n";
    folder
        .write("rules/brand.toml", &format!("{BRAND}{tests}"))
        .write("site/en/a.md", "Acme Cloud is new.\n")
        .write("site/de/a.md", "Die Wolke ist neu.\n");
    let settings = |more: &str| {
        format!(
            "[project]\nsource-language = \"en\"\n[[pairs]]\nsource = \"site/en/{{path}}\"\ntarget = \"site/{{lang}}/{{path}}\"\n\
             [check]\nrules = [\"rules/*.toml\"]\n{more}"
        )
    };
    let (code, said) = folder.write("fidelint.toml", &settings("")).run(&["check", "--output", "concise"]);
    assert_eq!(code, 1, "{said}");
    let quiet = settings("[rules]\n\"acme/brand\" = \"warning\"\n");
    let (code, said) = folder.write("fidelint.toml", &quiet).run(&["check", "--output", "concise"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("warning[acme/brand]"), "{said}");
    let there = settings("[[override]]\nlanguages = [\"de\"]\nrules = { \"acme/brand\" = \"off\" }\n");
    let (code, said) = folder.write("fidelint.toml", &there).run(&["check", "--output", "concise"]);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("acme/brand"), "{said}");
    let (code, said) = folder.write("fidelint.toml", &settings("[rules]\n\"acme/brnad\" = \"off\"\n")).run(&["check"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("did you mean `acme/brand`?"), "{said}");
}

#[test]
fn rules_are_listed_and_explained() {
    let folder = Folder::new("explain");
    folder.run(&["rules", "new", "acme/brand"]);
    let (code, said) = folder.run(&["rules", "list", "--rules", "rules"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("number-mismatch") && said.contains("acme/brand"), "{said}");
    let (code, said) = folder.run(&["explain", "acme/brand", "--rules", "rules"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Acme-Wolke"), "{said}");
    let (code, said) = folder.run(&["explain", "number-mismatch", "--format", "json"]);
    let page: serde_json::Value = serde_json::from_str(&said).expect("it is JSON");
    assert_eq!((code, &page["severity"]), (0, &serde_json::json!("error")));
    let (code, said) = folder.run(&["explain", "number-mismach"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("did you mean `number-mismatch`?"), "{said}");
}

#[test]
fn one_source_with_two_translations_is_found_across_files() {
    let folder = Folder::new("consistency");
    let po = |entries: &[(&str, &str)]| {
        let entries = entries.iter().map(|(id, text)| format!("\nmsgid \"{id}\"\nmsgstr \"{text}\"\n"));
        format!("msgid \"\"\nmsgstr \"Language: de\\n\"\n{}", entries.collect::<String>())
    };
    folder
        .write("po/a/de.po", &po(&[("Delete the file", "Datei löschen"), ("Save", "Sichern")]))
        .write("po/b/de.po", &po(&[("Delete the file", "Datei löschen")]))
        .write("po/c/de.po", &po(&[("Delete the file", "Datei entfernen"), ("Save", "Sichern")]));
    let arguments = [
        "check",
        "--source-lang",
        "en",
        "--select",
        "inconsistent-translation",
        "--output",
        "concise",
        "--fail-on",
        "warning",
    ];
    let (code, said) = folder.run(&arguments);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("po/c/de.po:5") && said.contains("“Datei entfernen” here and “Datei löschen” elsewhere"),
        "{said}"
    );
    assert_eq!(said.matches("inconsistent-translation").count(), 1, "{said}");
}

#[test]
fn a_pathological_rule_cannot_hang_a_run() {
    let folder = Folder::new("slow");
    let rule = "[[rule]]\nid = \"acme/slow\"\nmessage = \"slow\"\nsource.regex = '.*[^A-Z]|[A-Z]'\ntarget.require.text = \"x\"\n";
    folder.write("en.txt", &"A".repeat(1 << 20)).write("de.txt", "A x\n").write("slow.toml", rule);
    let began = Instant::now();
    let (code, said) = folder.feed(&["pair", "en.txt", "de.txt", "--rules", "-", "--select", "acme/slow"], rule);
    assert!(began.elapsed().as_secs() < 120, "it took {:?}", began.elapsed());
    assert_ne!(code, 1, "{said}");
}
