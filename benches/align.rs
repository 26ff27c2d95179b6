//! The aligner on texts made by rule: `cargo bench --bench align` prints MB of both sides per second of one thread.

use divan::{Bencher, counter::BytesCount};
use fidelint::{
    align::{Input, Scope, align},
    locale::Locale,
    text::sentences::Splitter,
};

fn main() {
    divan::main();
}

/// A document in two languages that do not exist, word by word the same.
fn document(seed: u64, sentences: usize) -> (Vec<String>, Vec<String>) {
    let mut state = seed;
    let mut roll = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    let word = |number: u64, syllables: &[&str]| {
        let mut rest = number + 30;
        let mut word = String::new();
        while rest > 0 {
            word.push_str(syllables[(rest % 8) as usize]);
            rest /= 8;
        }
        word
    };
    let ours = ["ba", "ren", "to", "mi", "sul", "ka", "do", "vey"];
    let theirs = ["хо", "лю", "ши", "це", "ну", "жа", "пы", "гро"];
    (0..sentences)
        .map(|_| {
            let words: Vec<u64> =
                (0..7 + roll(20)).map(|_| if roll(2) == 0 { roll(24) } else { 24 + roll(3000) }).collect();
            let say = |syllables: &[&str]| {
                words.iter().map(|&number| word(number, syllables)).collect::<Vec<_>>().join(" ") + "."
            };
            (say(&ours), say(&theirs))
        })
        .unzip()
}

fn measure(bencher: Bencher<'_, '_>, documents: &[(Vec<String>, Vec<String>)]) {
    let side = |sentences: &[String]| -> usize { sentences.iter().map(String::len).sum() };
    let bytes: usize = documents.iter().map(|(source, target)| side(source) + side(target)).sum();
    fn input(sentences: &[String]) -> Input<'_> {
        let blocks = (0..sentences.len() as u32).map(|number| number / 3).collect();
        Input { sentences: sentences.iter().map(String::as_str).collect(), blocks: Some(blocks), kinds: None }
    }
    let pairs: Vec<_> = documents.iter().map(|(source, target)| (input(source), input(target))).collect();
    let thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be made");
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| thread.install(|| align(&pairs, Locale::get("en"), Locale::get("ru"), Scope::Run).0.len()));
}

#[divan::bench(args = [50, 150, 500], sample_count = 5)]
fn documents(bencher: Bencher<'_, '_>, sentences: usize) {
    let documents: Vec<_> = (0..3000 / sentences as u64).map(|seed| document(seed, sentences)).collect();
    measure(bencher, &documents);
}

#[divan::bench(sample_count = 3)]
fn novel(bencher: Bencher<'_, '_>) {
    measure(bencher, &[document(7, 6500)]);
}

#[divan::bench]
fn sentences(bencher: Bencher<'_, '_>) {
    let text = "Dr. A. Lind met Mr. Oak at 3.50 p.m. in the U.S. — they spoke. “Stop!” he said… ".repeat(1000);
    let splitter = Splitter::new(Locale::get("en"));
    bencher.counter(BytesCount::new(text.len())).bench_local(|| splitter.split(&text).len());
}
