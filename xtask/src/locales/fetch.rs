//! Gets the pinned CLDR packages through npm, into a folder under `target/`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::cldr::at;

/// Unpacks what `locales/cldr.lock` names (`package version sha512`) unless it is there, and returns the folder.
pub fn fetch(root: &Path) -> Result<PathBuf> {
    let lock = root.join("locales/cldr.lock");
    let text = fs::read_to_string(&lock).with_context(|| lock.display().to_string())?;
    let cache = root.join("target/cldr");
    fs::create_dir_all(&cache)?;
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let [name, version, sum] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            bail!("{}: a line is `package version sha512`, not `{line}`", lock.display());
        };
        let unpacked = cache.join(name);
        let done = unpacked.join(format!(".{version}"));
        if !done.exists() {
            get(&cache, name, version, sum)?;
            fs::write(done, "")?;
        }
    }
    Ok(cache)
}

fn get(cache: &Path, name: &str, version: &str, sum: &str) -> Result<()> {
    eprintln!("getting {name} {version}");
    let pack =
        Command::new("npm").args(["pack", "--json", &format!("{name}@{version}")]).current_dir(cache).output()?;
    ensure!(pack.status.success(), "npm pack {name}@{version}: {}", String::from_utf8_lossy(&pack.stderr));
    let json: Value = serde_json::from_slice(&pack.stdout)?;
    // An array of packages, or an object by package name, by the version of npm.
    let entry = json.get(0).or_else(|| json.as_object().and_then(|map| map.values().next())).unwrap_or(&Value::Null);
    let integrity = at(entry, "integrity").as_str().unwrap_or_default();
    ensure!(integrity == sum, "{name} {version}: sum is {integrity}, locales/cldr.lock says {sum}");
    let archive = at(entry, "filename").as_str().context("npm pack tells the file name")?;
    let folder = cache.join(name);
    fs::create_dir_all(&folder)?;
    let tar =
        Command::new("tar").args(["xzf", archive, "--strip-components=1", "-C", name]).current_dir(cache).status()?;
    ensure!(tar.success(), "tar could not unpack {archive}");
    fs::remove_file(cache.join(archive))?;
    Ok(())
}
