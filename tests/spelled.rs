//! Numbers in words: every language's own spelling of a spread of numbers (CLDR's, through ICU) is read back.

use std::{fs, path::Path};

use fidelint::{
    fact::{Decimal, Passage, Scan, number},
    locale::Locale,
};

/// The share of the spellings that must be read, in percent.
const GOAL: usize = 95;

/// Languages that read less, with the share that they read and the reason.
const LESS: &[(&str, usize, &str)] = &[
    ("ak", 90, "mpem-du-abien: what a power of ten counts stands behind it in two words"),
    ("ga", 80, "a comma stands within the number, as between two numbers of a list"),
    ("mt", 94, "thousands of another stem after small numbers"),
    ("my", 78, "the joiner of hundreds is written onto them as a mark of tone"),
    ("sw", 80, "a comma stands within the number, as between two numbers of a list"),
    ("tl", 68, "the joiner is cut to an apostrophe and a letter: libó’t"),
];

fn reads(locale: &'static Locale, text: &str, value: Decimal) -> bool {
    let mut scan = Scan::new(Passage::plain(text, locale));
    number::read(&mut scan);
    matches!(&scan.numbers[..], [token] if token.readings.contains(&value) && token.at == (0..text.len()))
}

#[test]
fn every_language_reads_the_numbers_that_it_spells() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/spelled");
    let mut weak = Vec::new();
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the data are there").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == "tsv")) {
        let tag = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let locale = Locale::get(&tag);
        let text = fs::read_to_string(&path).expect("the data are text");
        let rows: Vec<(Decimal, &str)> = text
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(value, text)| Some((Decimal::parse(value)?, text)))
            .collect();
        let missed: Vec<&(Decimal, &str)> = rows.iter().filter(|(value, text)| !reads(locale, text, *value)).collect();
        let goal = LESS.iter().find(|(own, ..)| *own == tag).map_or(GOAL, |(_, share, _)| *share);
        if missed.len() * 100 > rows.len() * (100 - goal) {
            let some = missed.iter().step_by(missed.len() / 6 + 1);
            let some: Vec<String> = some.map(|(value, text)| format!("{value} {text}")).collect();
            weak.push(format!("{tag}: {} of {} missed: {}", missed.len(), rows.len(), some.join(" | ")));
        }
    }
    assert!(weak.is_empty(), "{} languages below their goal:\n{}", weak.len(), weak.join("\n"));
}
