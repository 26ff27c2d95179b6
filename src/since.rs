//! `--since REF`: what changed since the branch left another one, asked of git.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use similar::{Algorithm, ChangeTag, TextDiff};

use crate::{
    error::RunError,
    finding::{Finding, Place},
    format::{self, Layout, Reader},
};

/// The files that changed, and in them the lines.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    files: BTreeMap<PathBuf, Vec<Range<usize>>>,
}

/// The hash of an empty file: what git says of files that were not there.
const NOTHING: &str = "0000000000000000000000000000000000000000";

impl Changes {
    /// What changed in the repository around a folder since it left `reference`: in commits, in the index, in the
    /// working tree, and in new files.
    pub fn since(folder: &Path, reference: &str) -> Result<Changes, RunError> {
        let git = Git { folder };
        let top = git
            .run(&["rev-parse", "--show-toplevel"])
            .map_err(|said| RunError::new("--since asks git, and this is no repository of git").note(said))?;
        let top = PathBuf::from(text(&top).trim_end_matches(['\n', '\r']));
        let git = Git { folder: &top };
        let base = git.base(reference)?;
        let failed = |said: String| RunError::new("git does not say what changed").note(said);
        let mut changes = Changes::default();
        let raw =
            git.run(&["diff", "--raw", "--no-abbrev", "-z", "-M", "--no-ext-diff", &base, "--"]).map_err(failed)?;
        for change in raw_changes(&raw) {
            let path = top.join(&change.path);
            // What was deleted, or is no file, cannot have findings.
            let Ok(now) = std::fs::read(&path) else { continue };
            let before = match change.before.as_deref() {
                Some(hash) => git.run(&["cat-file", "blob", hash]).map_err(failed)?,
                None => Vec::new(),
            };
            changes.files.insert(path, lines(&change.path, &before, &now));
        }
        let new = git.run(&["ls-files", "--others", "--exclude-standard", "-z"]).map_err(failed)?;
        for name in new.split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
            changes.files.insert(top.join(text(name)), vec![0..usize::MAX]);
        }
        Ok(changes)
    }

    /// Did a file change?
    pub fn has(&self, path: &Path) -> bool {
        self.files.get(path).is_some_and(|lines| !lines.is_empty())
    }

    /// Is a finding about text that changed, on either side? `absolute` finds the file of a place.
    pub fn concern(&self, finding: &Finding, absolute: impl Fn(&str) -> PathBuf) -> bool {
        let touched = |place: &Place| {
            let lines = self.files.get(&absolute(&place.path)).map_or(&[][..], Vec::as_slice);
            lines.iter().any(|changed| place.line < changed.end && place.end_line >= changed.start)
        };
        finding.target.iter().chain(&finding.source).any(touched)
    }

    /// The paths of the changed files, as `name` calls them.
    pub fn names(&self, name: impl Fn(&Path) -> String) -> BTreeSet<String> {
        self.files.iter().filter(|(_, lines)| !lines.is_empty()).map(|(path, _)| name(path)).collect()
    }
}

struct Git<'a> {
    folder: &'a Path,
}

impl Git<'_> {
    fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let done = Command::new("git").arg("-C").arg(self.folder).args(arguments).output();
        let done = done.map_err(|error| format!("git cannot be run: {error}"))?;
        if done.status.success() { Ok(done.stdout) } else { Err(text(&done.stderr).trim().to_owned()) }
    }

    /// The commit at which the branch left `reference`.
    fn base(&self, reference: &str) -> Result<String, RunError> {
        let is_shallow =
            || self.run(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| text(&said).trim() == "true");
        let error = |message: String| {
            let error = RunError::new(message).code("since");
            match is_shallow() {
                true => error
                    .note("this clone is shallow: it does not hold the history")
                    .help("fetch the history: `fetch-depth: 0` of actions/checkout, or `git fetch --unshallow`"),
                false => error.help("give a branch, a tag or a commit, such as `--since origin/main`"),
            }
        };
        let commit = format!("{reference}^{{commit}}");
        let commit = self
            .run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
            .map_err(|_| error(format!("there is no commit `{reference}` here")))?;
        let commit = text(&commit).trim().to_owned();
        let base = self
            .run(&["merge-base", &commit, "HEAD"])
            .map_err(|_| error(format!("`{reference}` and this branch have no commit in common")))?;
        Ok(text(&base).trim().to_owned())
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Change {
    /// The hash of the text before; nothing where the file is new.
    before: Option<String>,
    path: String,
}

/// `:100644 100644 <hash> <hash> M\0path\0`, or with two paths where a file was renamed or copied.
fn raw_changes(raw: &[u8]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut parts = raw.split(|&byte| byte == 0).map(text);
    while let Some(head) = parts.next() {
        let mut words = head.split(' ');
        let (Some(before), Some(state)) = (words.nth(2), words.nth(1)) else { break };
        let Some(mut path) = parts.next() else { break };
        if state.starts_with(['R', 'C']) {
            let Some(new) = parts.next() else { break };
            path = new;
        }
        let before = (before != NOTHING && !state.starts_with('A')).then(|| before.to_owned());
        changes.push(Change { before, path });
    }
    changes
}

/// The lines (from 1) that are new or changed, or that stand where others were taken away. In texts of paragraphs the
/// whole paragraph counts: a line of it means little without the others.
fn lines(name: &str, before: &[u8], now: &[u8]) -> Vec<Range<usize>> {
    let (before, now) = (text(before), text(now));
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .timeout(Duration::from_secs(5))
        .diff_lines(before.as_str(), now.as_str());
    let mut changed: BTreeSet<usize> = BTreeSet::new();
    let mut line = 1;
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => line += 1,
            ChangeTag::Insert => {
                changed.insert(line);
                line += 1;
            }
            ChangeTag::Delete => {
                changed.insert(line);
            }
        }
    }
    let has_paragraphs = format::readers_by_path(name).next().map(Reader::layout) != Some(Layout::Keyed);
    let blank: Vec<bool> = now.lines().map(|line| line.trim().is_empty()).collect();
    let is_blank = |line: usize| line == 0 || blank.get(line - 1).copied().unwrap_or(true);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for line in changed {
        if ranges.last().is_some_and(|last| last.contains(&line)) {
            continue;
        }
        let (mut start, mut end) = (line, line + 1);
        if has_paragraphs && !is_blank(line) {
            while !is_blank(start - 1) {
                start -= 1;
            }
            while !is_blank(end) {
                end += 1;
            }
        }
        ranges.push(start..end);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_changes_its_paragraph() {
        let before = b"a\nb\n\nc\nd\n\ne\n";
        assert_eq!(lines("a.md", before, b"a\nb\n\nc\nD\n\ne\n"), [4..6]);
        assert_eq!(lines("a.json", before, b"a\nb\n\nc\nD\n\ne\n"), [5..6]);
        assert!(lines("a.md", before, before).is_empty());
        assert_eq!(lines("a.md", b"", b"a\nb\n"), [1..3]);
    }

    #[test]
    fn where_lines_were_taken_away_the_text_changed() {
        assert_eq!(lines("a.md", b"a\nb\nc\n", b"a\nc\n"), [1..3]);
    }

    #[test]
    fn raw_changes_of_git_are_read() {
        let raw = b":100644 100644 aaaa bbbb M\0de/a b.md\0:000000 100644 0000000000000000000000000000000000000000 cccc A\0new\n.md\0:100644 100644 dddd eeee R090\0old.md\0moved.md\0";
        let found: Vec<(Option<String>, String)> = raw_changes(raw).into_iter().map(|c| (c.before, c.path)).collect();
        let expected = [(Some("aaaa"), "de/a b.md"), (None, "new\n.md"), (Some("dddd"), "moved.md")];
        assert_eq!(found, expected.map(|(before, path)| (before.map(str::to_owned), path.to_owned())));
    }
}
