//! Runs the composite action as a runner of GitHub would: expressions, environment files, workflow commands.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::yaml::Yaml;

/// What a run of the action did.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Is the step green?
    pub(crate) passed: bool,
    pub(crate) outputs: BTreeMap<String, String>,
    /// What a person sees in the log.
    pub(crate) log: String,
    /// The workflow commands that the runner would obey.
    pub(crate) commands: Vec<String>,
    pub(crate) summary: String,
}

/// A repository on disk in which the action runs.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    temp: PathBuf,
}

impl Workspace {
    pub(crate) fn new(name: &str) -> Workspace {
        let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join("action").join(name);
        let _ = fs::remove_dir_all(&base);
        let (root, temp) = (base.join("repo"), base.join("temp"));
        fs::create_dir_all(&root).expect("a folder can be made");
        fs::create_dir_all(&temp).expect("a folder can be made");
        // A project ends at its repository: that of fidelint itself stands above.
        let workspace = Workspace { root, temp };
        workspace.git(&["init", "--quiet", "--initial-branch=main"]);
        workspace
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("it is below the root")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        let done = Command::new("git").args(identity).args(arguments).current_dir(&self.root).output();
        let done = done.expect("git is there");
        assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=x"]);
    }

    /// Runs the action with some inputs; `environment` is what the event adds.
    pub(crate) fn run(&self, inputs: &[(&str, &str)], environment: &[(&str, &str)]) -> Ran {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let action = Yaml::read(&fs::read_to_string(project.join("action.yml")).expect("the action is there"));
        let mut values = BTreeMap::new();
        for (name, input) in action.get("inputs").expect("it has inputs").entries() {
            values.insert(name.clone(), input.get("default").map_or(String::new(), |text| text.text().to_owned()));
        }
        for (name, value) in inputs {
            assert!(values.insert((*name).to_owned(), (*value).to_owned()).is_some(), "there is no input {name}");
        }
        let mut context = Context { inputs: values, steps: BTreeMap::new() };
        let mut ran = Ran {
            passed: true,
            outputs: BTreeMap::new(),
            log: String::new(),
            commands: Vec::new(),
            summary: String::new(),
        };
        let steps = action.get("runs").and_then(|runs| runs.get("steps")).expect("it has steps").items();
        for step in steps {
            if ran.passed {
                self.step(step, project, environment, &mut context, &mut ran);
            }
        }
        for (name, output) in action.get("outputs").expect("it has outputs").entries() {
            let value = context.fill(output.get("value").expect("an output has a value").text());
            ran.outputs.insert(name.clone(), value);
        }
        ran
    }

    fn step(&self, step: &Yaml, project: &Path, environment: &[(&str, &str)], context: &mut Context, ran: &mut Ran) {
        for (key, _) in step.entries() {
            assert!(["id", "shell", "run", "env"].contains(&key.as_str()), "this runner does not know `{key}`");
        }
        assert_eq!(step.get("shell").map(Yaml::text), Some("bash"));
        let script = step.get("run").expect("a step runs something").text();
        assert!(!script.contains("${{"), "an expression in a script can be escaped from: {script}");
        let [output, summary, file] = ["output", "summary.md", "script.sh"].map(|name| self.temp.join(name));
        fs::write(&output, "").expect("a file can be written");
        fs::write(&summary, "").expect("a file can be written");
        fs::write(&file, script).expect("a file can be written");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(&file).current_dir(&self.root);
        // Neither a token nor anything else of the machine but the path of its programs.
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", &self.temp);
        command.env("GITHUB_ACTIONS", "true").env("GITHUB_WORKSPACE", &self.root).env("GITHUB_ACTION_PATH", project);
        command.env("GITHUB_OUTPUT", &output).env("GITHUB_STEP_SUMMARY", &summary).env("RUNNER_TEMP", &self.temp);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").envs(environment.iter().copied());
        for (name, value) in step.get("env").map(Yaml::entries).unwrap_or_default() {
            command.env(name, context.fill(value.text()));
        }
        let done = command.output().expect("bash is there");
        ran.passed = done.status.success();
        let (stdout, stderr) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        let mut token: Option<String> = None;
        for line in stdout.lines().chain(stderr.lines()) {
            match &token {
                Some(stopped) if line == format!("::{stopped}::") => token = None,
                Some(_) => ran.log.push_str(&format!("{line}\n")),
                None => match line.strip_prefix("::stop-commands::") {
                    Some(stop) => token = Some(stop.to_owned()),
                    None if line.starts_with("::") => ran.commands.push(line.to_owned()),
                    None => ran.log.push_str(&format!("{line}\n")),
                },
            }
        }
        assert_eq!(token, None, "commands stay stopped for all steps that follow");
        ran.summary.push_str(&fs::read_to_string(&summary).expect("the file is there"));
        let id = step.get("id").expect("a step has an id").text().to_owned();
        let outputs = fs::read_to_string(&output).expect("the file is there");
        let pairs = outputs.lines().filter_map(|line| line.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned()));
        context.steps.insert(id, pairs.collect());
    }
}

struct Context {
    inputs: BTreeMap<String, String>,
    steps: BTreeMap<String, BTreeMap<String, String>>,
}

impl Context {
    /// Fills in the expressions of a text. One that this runner does not know stops the test.
    fn fill(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${{") {
            let (expression, after) = after.split_once("}}").expect("an expression ends");
            out.push_str(before);
            let parts: Vec<&str> = expression.trim().split('.').collect();
            out.push_str(match parts.as_slice() {
                ["inputs", name] => self.inputs.get(*name).unwrap_or_else(|| panic!("there is no input {name}")),
                ["steps", id, "outputs", name] => {
                    self.steps.get(*id).and_then(|step| step.get(*name)).map_or("", String::as_str)
                }
                _ => panic!("this runner does not know `{expression}`"),
            });
            rest = after;
        }
        out + rest
    }
}
