//! The whole line on generated texts: `cargo bench --bench line` prints MB of both sides per second of one thread.

use divan::{Bencher, counter::BytesCount};
use fidelint::{lint, rule::Rules};

fn main() {
    divan::main();
}

/// Sentences with facts, told twice: numbers, dates, money, a name, a quotation.
fn segments(count: usize) -> Vec<(String, String)> {
    let months = [("January", "Januar"), ("May", "Mai"), ("October", "Oktober")];
    let row = |n: usize| {
        let (month, monat) = months[n % 3];
        let (day, people, share) = (n % 28 + 1, 1000 + n * 37 % 8000, n % 90 + 5);
        let source = format!(
            "On {day} {month} 2024, Ingrid Solberg counted {people} visitors in 74 countries, {share} percent more than before, and said: “We are glad.”"
        );
        let target = format!(
            "Am {day}. {monat} 2024 zählte Ingrid Solberg {people} Gäste in 74 Ländern, {share} Prozent mehr als zuvor, und sagte: „Wir freuen uns.“"
        );
        (source, target)
    };
    (0..count).map(row).collect()
}

#[divan::bench]
fn segment_pairs(bencher: Bencher<'_, '_>) {
    let rules = Rules::shipped().expect("the shipped rules are valid");
    let segments = segments(500);
    let bytes: usize = segments.iter().map(|(source, target)| source.len() + target.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        segments.iter().map(|(source, target)| lint::texts((source, "en"), (target, "de"), &rules).len()).sum::<usize>()
    });
}
