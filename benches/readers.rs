//! Reads every file of a folder (`FIDELINT_CORPUS=…`) and says of each format: files, segments, junk, spans that do not
//! lead back to the file, MB per second of the processor.
#![allow(missing_docs, clippy::print_stdout)]

use std::{borrow::Cow, collections::BTreeMap, fs, path::Path, time::Instant};

use fidelint::{
    config::Config,
    discover,
    document::{Document, Segment},
    format,
};

#[derive(Default)]
struct Figures {
    files: usize,
    bytes: usize,
    segments: usize,
    junk: usize,
    broken: usize,
    seconds: f64,
}

/// A moment, by the clock of the processor where there is one: others may use it too.
struct Moment(Option<f64>, Instant);

impl Moment {
    fn now() -> Moment {
        Moment(Moment::used(), Instant::now())
    }

    /// The seconds that this thread has used so far.
    fn used() -> Option<f64> {
        let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    }

    fn seconds(&self) -> f64 {
        let used = self.0.zip(Moment::used()).map(|(before, now)| now - before);
        used.unwrap_or_else(|| self.1.elapsed().as_secs_f64())
    }
}

fn main() {
    let Ok(folder) = std::env::var("FIDELINT_CORPUS") else { return };
    let root = Path::new(&folder);
    let mut all: BTreeMap<&str, Figures> = BTreeMap::new();
    for name in discover::files(root, &Config::default()) {
        let text = match fs::read(root.join(&name)).map(|bytes| format::decode(&name, bytes)) {
            Ok(Ok(text)) => text,
            Ok(Err(error)) => {
                println!("{name}: {error}");
                continue;
            }
            Err(error) => {
                println!("{name}: {error}");
                continue;
            }
        };
        let Some(reader) = format::reader_for(&name, &text) else { continue };
        let figures = all.entry(reader.name()).or_default();
        // Small files are read again until there is something to measure.
        let rounds = (2_000_000 / text.len().max(1)).clamp(1, 20);
        let start = Moment::now();
        for _ in 1..rounds {
            std::hint::black_box(reader.read(&text));
        }
        let document = reader.read(&text);
        figures.seconds += start.seconds() / rounds as f64;
        figures.files += 1;
        figures.bytes += text.len();
        figures.segments += document.segments.len();
        figures.junk += document.junk.len();
        for junk in &document.junk {
            println!("{name}: byte {}: expected {}", junk.span.start, junk.expected);
        }
        let broken = broken(&document, &text);
        figures.broken += broken.len();
        for text in broken.iter().take(3) {
            println!("{name}: no way back: {text:?}");
        }
    }
    println!("{:<12}{:>7}{:>9}{:>11}{:>6}{:>8}{:>9}", "format", "files", "MB", "segments", "junk", "broken", "MB/s");
    for (name, f) in all {
        let megabytes = f.bytes as f64 / 1e6;
        println!(
            "{name:<12}{:>7}{megabytes:>9.2}{:>11}{:>6}{:>8}{:>9.0}",
            f.files,
            f.segments,
            f.junk,
            f.broken,
            megabytes / f.seconds
        );
    }
}

/// Segments with a character whose span is no text of the file, or whose verbatim text differs from it.
fn broken(document: &Document<'_>, text: &str) -> Vec<String> {
    let leads_back = |segment: &Segment<'_>| {
        if let Cow::Borrowed(borrowed) = &segment.text {
            let span = segment.span(0..borrowed.len());
            return text.get(span.start..span.end) == Some(borrowed);
        }
        let mut last = 0;
        segment.text.char_indices().all(|(at, c)| {
            let span = segment.span(at..at + c.len_utf8());
            let in_order = span.start >= last || span.end >= last;
            last = span.start;
            let Some(there) = text.get(span.start..span.end) else { return false };
            // A character stands for itself, or for an escape, an entity, a line break.
            in_order
                && (there.chars().eq([c])
                    || there.starts_with(['\\', '&', '\n', '\r', '\'', '%', '"'])
                    || c.is_whitespace())
        })
    };
    document.segments.iter().filter(|s| !leads_back(s)).map(|s| s.text.chars().take(80).collect()).collect()
}
