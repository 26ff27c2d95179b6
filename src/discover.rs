//! Walks a project: its settings, and the files that a reader knows.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use crate::{
    config::{self, Config},
    format,
};

/// The settings file that holds for a folder: in it, or in a folder above up to the repository's.
pub fn settings_file(from: &Path) -> Option<PathBuf> {
    for folder in from.ancestors() {
        if let Some(found) = config::NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file()) {
            return Some(found);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    None
}

/// The files of a project that a reader knows, relative to `root`, with `/`, sorted. What version control ignores and
/// what the settings exclude is left out; symbolic links are not followed.
pub fn files(root: &Path, config: &Config) -> Vec<String> {
    let excluded = globs(config.check.exclude.iter().map(|glob| glob.value.as_str()));
    let walk = WalkBuilder::new(root)
        .follow_links(false)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != "node_modules")
        .build();
    let mut files: Vec<String> = walk
        .flatten()
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .filter_map(|entry| relative(root, entry.path()))
        .filter(|path| format::readers_by_path(path).next().is_some() && !excluded.is_match(path))
        .collect();
    files.sort();
    files
}

/// A path relative to the project, with `/`; `None` for names that are no text.
pub fn relative(root: &Path, path: &Path) -> Option<String> {
    let path = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// The beginning of a file as text; `None` where there is none.
pub fn head(path: &Path, size: usize) -> Option<String> {
    // Room for all of it at once: files are many, and each look at one costs more than its bytes.
    let mut bytes = Vec::with_capacity(size.min(1 << 15));
    File::open(path).ok()?.take(size as u64).read_to_end(&mut bytes).ok()?;
    if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes.as_slice() {
        bytes.truncate(bytes.len() / 2 * 2);
        return format::decode("", bytes).ok();
    }
    // The size may cut a character in two.
    Some(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// Compiles globs; those that make no sense were told when the settings were read.
pub fn globs<'a>(globs: impl Iterator<Item = &'a str>) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs.filter_map(|glob| Glob::new(glob).ok()) {
        builder.add(glob);
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}
