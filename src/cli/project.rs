//! The project that the arguments mean: its folder, its settings, its files and their pairs.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::settle::Ground;
use crate::{
    config::Config,
    discover,
    lint::{Input, Job},
    pairing::{self, Pairing},
};

/// A project and what was found in it.
pub(super) struct Project {
    /// The folder that paths in the settings count from.
    pub(super) root: PathBuf,
    /// The settings; the defaults where there is no file.
    pub(super) config: Config,
    /// Its files, paired. Only pairs that the arguments mean.
    pub(super) pairing: Pairing,
}

/// Finds the project of some paths: that of the settings file above the first, else the folder itself.
///
/// A path that is a source means all its translations, one that is a translation means that one, a folder all below it.
pub(super) fn open(paths: &[PathBuf], config: Option<&Path>) -> anyhow::Result<Project> {
    let here = env::current_dir().context("the working directory")?;
    let paths: Vec<PathBuf> = paths.iter().map(|path| absolute(&here, path)).collect::<anyhow::Result<_>>()?;
    let first = paths.first().unwrap_or(&here);
    let folder = if first.is_dir() { first.as_path() } else { first.parent().unwrap_or(first) };
    let settings = match config {
        Some(path) => Some(absolute(&here, path)?),
        None => discover::settings_file(folder),
    };
    let root = match &settings {
        Some(path) => path.parent().unwrap_or(&here).to_owned(),
        // Without settings a file is part of the project that one stands in.
        None if first.is_file() && first.starts_with(&here) => here.clone(),
        None => folder.to_owned(),
    };
    let config = read(settings.as_deref(), &here)?;
    let files = discover::files(&root, &config);
    let mut pairing = pairing::pairs(&root, &files, &config);
    if !paths.is_empty() {
        let is_meant = |path: &Path| paths.iter().any(|wanted| root.join(path).starts_with(wanted));
        pairing.pairs.retain(|pair| is_meant(&pair.source) || is_meant(&pair.target));
        pairing.unpaired.retain(|(path, _)| is_meant(path));
        pairing.missing.retain(|(path, _)| is_meant(path));
        pairing.ambiguous.retain(|(path, _)| is_meant(path));
    }
    Ok(Project { root, config, pairing })
}

/// The settings of the project that the working directory is in, and the folder that its paths count from.
pub(super) fn settings(config: Option<&Path>) -> anyhow::Result<(Config, PathBuf)> {
    let here = env::current_dir().context("the working directory")?;
    let settings = match config {
        Some(path) => Some(absolute(&here, path)?),
        None => discover::settings_file(&here),
    };
    let config = read(settings.as_deref(), &here)?;
    let root = settings.as_deref().and_then(Path::parent).unwrap_or(&here).to_owned();
    Ok((config, root))
}

fn read(settings: Option<&Path>, here: &Path) -> anyhow::Result<Config> {
    Ok(match settings {
        Some(path) => {
            let text = fs::read_to_string(path).with_context(|| shown(here, path))?;
            Config::parse(&shown(here, path), &text).map_err(super::mistakes)?
        }
        None => Config::default(),
    })
}

impl Project {
    /// What a run over the project stands on.
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground {
            config: &self.config,
            root: &self.root,
            unpaired: self.pairing.unpaired.len(),
            allow_empty: false,
            is_whole: true,
        }
    }

    /// The pairs as jobs. Files are called as one would call them from the working directory.
    pub(super) fn jobs(&self) -> Vec<Job> {
        let here = env::current_dir().unwrap_or_default();
        let input = |path: &Path, language: &str| {
            let path = self.root.join(path);
            Input { name: shown(&here, &path), path, language: language.to_owned() }
        };
        let job = |pair: &pairing::FilePair| Job {
            source: input(&pair.source, &pair.source_lang),
            target: input(&pair.target, &pair.target_lang),
        };
        self.pairing.pairs.iter().map(job).collect()
    }
}

fn absolute(here: &Path, path: &Path) -> anyhow::Result<PathBuf> {
    let path = here.join(path);
    anyhow::ensure!(path.exists(), "{}: no such file or folder", shown(here, &path));
    // `.` and `..` go, links stay: a linked folder is called as its link.
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    Ok(plain)
}

/// A path as one would write it from the working directory, with `/`.
fn shown(here: &Path, path: &Path) -> String {
    let text = path.strip_prefix(here).unwrap_or(path).display().to_string().replace('\\', "/");
    if text.is_empty() { ".".to_owned() } else { text }
}
