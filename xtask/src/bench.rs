//! `cargo xtask bench FOLDER`: how much text the release binary checks per second of CPU time.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, bail};

/// Runs `fidelint check` on a folder a few times and prints MB per CPU second, and the time from start to end.
///
/// CPU time is that of the finished child as the kernel counts it; where there is no `/proc`, only wall time is printed.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let [folder, extra @ ..] = arguments else { bail!("cargo xtask bench FOLDER [ARGUMENT OF fidelint check]…") };
    let folder = Path::new(folder);
    let binary = Path::new("target/release/fidelint");
    if !binary.exists() {
        bail!("{} is missing: cargo build --release", binary.display());
    }
    let bytes = size(folder).with_context(|| folder.display().to_string())?;
    let megabytes = bytes as f64 / 1e6;
    println!("{megabytes:.2} MB in {}", folder.display());
    for run in 1..=3 {
        let (before, start) = (children_seconds(), Instant::now());
        let status = Command::new(binary)
            .arg("check")
            .arg(folder)
            .args(extra)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .context("the binary does not start")?;
        let wall = start.elapsed().as_secs_f64();
        match before.zip(children_seconds()).map(|(before, after)| after - before) {
            Some(cpu) => println!(
                "run {run}: {:.1} MB per CPU second; {cpu:.2} s CPU, {wall:.2} s wall; {status}",
                megabytes / cpu.max(0.01)
            ),
            None => println!("run {run}: {:.1} MB per second of wall time; {wall:.2} s; {status}", megabytes / wall),
        }
    }
    Ok(())
}

fn size(folder: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            bytes += size(&entry.path())?;
        } else if kind.is_file() {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}

/// The CPU time of all children that ended: fields 16 and 17 of `/proc/self/stat`, in hundredths of a second.
fn children_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is a name in parentheses that may hold blanks.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |n: usize| fields.get(n)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / 100.0)
}
