//! `fidelint align`: which sentences stand for which, and how sure that is.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufRead, Write},
    ops::Range,
    path::Path,
};

use anyhow::Context;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Outcome,
    args::{AlignOptions, AlignScope},
    columns::side_by_side,
};
use crate::{
    align::{Alignment, Input, Scope, Unit, align, units},
    document::Document,
    format,
    locale::Locale,
};

/// A document of the input.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: Value,
    source_lang: String,
    target_lang: String,
    source: Vec<String>,
    target: Vec<String>,
    #[serde(default)]
    source_blocks: Option<Vec<u32>>,
    #[serde(default)]
    target_blocks: Option<Vec<u32>>,
}

pub(super) fn run(options: &AlignOptions) -> anyhow::Result<Outcome> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    let scope = match options.align_scope {
        AlignScope::Run => Scope::Run,
        AlignScope::Document => Scope::Document,
    };
    match (&options.source, &options.target) {
        (Some(source), Some(target)) if options.format.is_none() => threads.install(|| files(source, target, options)),
        _ => threads.install(|| rows(scope, io::stdin().lock(), io::BufWriter::new(io::stdout()))),
    }
}

/// Shows two files side by side, bead by bead, each with its confidence. A rule stands between regions.
fn files(source: &Path, target: &Path, options: &AlignOptions) -> anyhow::Result<Outcome> {
    let source = File::read(source, options.source_lang.as_deref(), "--source-lang")?;
    let target = File::read(target, options.target_lang.as_deref(), "--target-lang")?;
    let (ours, theirs) = (source.document()?, target.document()?);
    let (left, right) = (units(&ours, source.locale), units(&theirs, target.locale));
    let inputs = [(input(&ours, &left), input(&theirs, &right))];
    let (alignments, _) = align(&inputs, source.locale, target.locale, Scope::Run);
    let Some(alignment) = alignments.first() else { return Ok(Outcome::Clean) };
    let (sentences, width) = (&inputs[0], width());
    let mut output = io::BufWriter::new(io::stdout());
    let join = |sentences: &[&str], range: &Range<u32>| {
        sentences.get(range.start as usize..range.end as usize).unwrap_or_default().join(" ")
    };
    let rule = format!("{:>5}  {}", "", "─".repeat(2 * width + 2));
    for region in &alignment.regions {
        writeln!(output, "{rule}")?;
        for bead in alignment.beads.get(region.beads.start as usize..region.beads.end as usize).unwrap_or_default() {
            let (ours, theirs) =
                (join(&sentences.0.sentences, &bead.source), join(&sentences.1.sentences, &bead.target));
            let confidence = format!("{:.2}", bead.confidence);
            output.write_all(side_by_side(&confidence, &ours, &theirs, width).as_bytes())?;
        }
    }
    writeln!(output, "{rule}")?;
    for moved in &alignment.moved {
        let (ours, theirs) = (join(&sentences.0.sentences, &moved.source), join(&sentences.1.sentences, &moved.target));
        output.write_all(side_by_side("moved", &ours, &theirs, width).as_bytes())?;
    }
    let matched = alignment.beads.iter().filter(|bead| !bead.source.is_empty() && !bead.target.is_empty()).count();
    let lone = alignment.beads.len() - matched;
    writeln!(
        output,
        "verdict: {}; {} and {} sentences, {matched} beads, {lone} sentences without a counterpart, gain {:.1}",
        alignment.verdict.name(),
        left.len(),
        right.len(),
        alignment.gain,
    )?;
    output.flush()?;
    Ok(Outcome::Clean)
}

/// A file to show.
struct File {
    path: String,
    text: String,
    locale: &'static Locale,
}

impl File {
    fn read(path: &Path, language: Option<&str>, option: &str) -> anyhow::Result<File> {
        let language = super::pair::language(path, language, option)?;
        let name = path.display().to_string();
        let bytes = fs::read(path).with_context(|| name.clone())?;
        let text = format::decode(&name, bytes).with_context(|| name.clone())?;
        Ok(File { path: name, text, locale: Locale::get(&language) })
    }

    fn document(&self) -> anyhow::Result<Document<'_>> {
        let reader = format::reader_for(&self.path, &self.text);
        let reader = reader.with_context(|| format!("{}: no reader knows this format", self.path))?;
        Ok(reader.read(&self.text))
    }
}

fn input<'a>(document: &'a Document<'_>, units: &[Unit]) -> Input<'a> {
    let text = |unit: &Unit| {
        let segment = document.segments.get(unit.segment as usize);
        segment.and_then(|segment| segment.text.get(unit.range.clone())).unwrap_or_default()
    };
    Input {
        sentences: units.iter().map(text).collect(),
        blocks: Some(units.iter().map(|unit| unit.block).collect()),
        kinds: Some(units.iter().map(|unit| unit.kind).collect()),
    }
}

/// The width of one of two columns beside the confidence.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100_usize);
    (columns.clamp(40, 240) - 9) / 2
}

/// Reads all documents, aligns those of each language pair together, and writes them in the order of the input.
fn rows(scope: Scope, input: impl BufRead, mut output: impl Write) -> anyhow::Result<Outcome> {
    let mut rows: Vec<Result<Row, Value>> = Vec::new();
    for (number, line) in input.lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            let row = serde_json::from_str(&line);
            rows.push(row.map_err(|error| json!({ "line": number + 1, "error": error.to_string() })));
        }
    }
    let mut languages: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        if let Ok(row) = row {
            languages.entry((&row.source_lang, &row.target_lang)).or_default().push(number);
        }
    }
    let mut found: Vec<Option<Alignment>> = vec![None; rows.len()];
    for ((source, target), numbers) in languages {
        let pairs: Vec<_> = numbers.iter().filter_map(|&number| rows[number].as_ref().ok()).map(inputs).collect();
        let (alignments, _) = align(&pairs, Locale::get(source), Locale::get(target), scope);
        for (number, alignment) in numbers.into_iter().zip(alignments) {
            found[number] = Some(alignment);
        }
    }
    let mut failed = false;
    for (row, alignment) in rows.iter().zip(found) {
        let line = match (row, alignment) {
            (Ok(row), Some(alignment)) => written(&row.id, &alignment),
            (Err(error), _) => {
                failed = true;
                error.clone()
            }
            (Ok(_), None) => continue,
        };
        writeln!(output, "{line}")?;
    }
    output.flush()?;
    Ok(if failed { Outcome::Failed } else { Outcome::Clean })
}

fn inputs(row: &Row) -> (Input<'_>, Input<'_>) {
    fn side<'a>(sentences: &'a [String], blocks: &Option<Vec<u32>>) -> Input<'a> {
        Input { sentences: sentences.iter().map(String::as_str).collect(), blocks: blocks.clone(), kinds: None }
    }
    (side(&row.source, &row.source_blocks), side(&row.target, &row.target_blocks))
}

fn written(id: &Value, alignment: &Alignment) -> Value {
    let beads: Vec<Value> = alignment
        .beads
        .iter()
        .map(|bead| {
            json!({
                "source": [bead.source.start, bead.source.end],
                "target": [bead.target.start, bead.target.end],
                "confidence": round(bead.confidence),
            })
        })
        .collect();
    let regions: Vec<_> = alignment.regions.iter().map(|region| [region.beads.start, region.beads.end]).collect();
    let moved: Vec<Value> = alignment
        .moved
        .iter()
        .map(|moved| json!({ "source": [moved.source.start, moved.source.end], "target": [moved.target.start, moved.target.end] }))
        .collect();
    json!({
        "id": id, "verdict": alignment.verdict.name(), "gain": round(alignment.gain), "beads": beads, "regions": regions,
        "moved": moved,
    })
}

fn round(x: f32) -> f64 {
    (f64::from(x) * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_come_out_in_order_and_a_broken_line_does_not_stop_the_rest() {
        let input = concat!(
            r#"{"id":"a","source_lang":"en","target_lang":"de","source":["One."],"target":["Eins."]}"#,
            "\n{\n",
            r#"{"id":"b","source_lang":"en","target_lang":"fr","source":[],"target":["Un."]}"#,
        );
        let mut output = Vec::new();
        let outcome = rows(Scope::Run, input.as_bytes(), &mut output).expect("a vector takes everything");
        let lines: Vec<Value> = String::from_utf8_lossy(&output)
            .lines()
            .map(|line| serde_json::from_str(line).expect("each line is an object"))
            .collect();
        assert_eq!(outcome, Outcome::Failed);
        assert_eq!((&lines[0]["id"], &lines[1]["line"], &lines[2]["id"]), (&json!("a"), &json!(2), &json!("b")));
        assert_eq!(lines[2]["beads"], json!([{ "source": [0, 0], "target": [0, 1], "confidence": 1.0 }]));
    }
}
