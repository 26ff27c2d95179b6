//! What holds of every alignment, and how good it is on texts made by rule.

use fidelint::{
    align::{Alignment, Input, Scope, Verdict, align},
    locale::Locale,
};
use proptest::prelude::*;

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A word of a language that does not exist: its number in syllables of that language.
fn word(number: usize, syllables: &[&str]) -> String {
    let mut word = String::new();
    let mut rest = number + 30;
    while rest > 0 {
        word.push_str(syllables[rest % syllables.len()]);
        rest /= syllables.len();
    }
    word
}

const OURS: [&str; 8] = ["ba", "ren", "to", "mi", "sul", "ka", "do", "vey"];
const THEIRS: [&str; 8] = ["хо", "лю", "ши", "це", "ну", "жа", "пы", "гро"];

/// A document of paragraphs in two languages, word by word the same, with words as frequent as those of real texts.
fn document(seed: u64, sentences: usize) -> (Vec<String>, Vec<String>, Vec<u32>) {
    let mut dice = Dice(seed);
    let (mut source, mut target, mut blocks, mut block) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for number in 0..sentences {
        if number > 0 && dice.roll(3) == 0 {
            block += 1;
        }
        let words: Vec<usize> = (0..5 + dice.roll(14))
            .map(|_| if dice.roll(2) == 0 { dice.roll(24) } else { 24 + dice.roll(900) })
            .collect();
        let say = |syllables: &[&str], keep: bool| {
            let mut text: Vec<String> = words.iter().map(|&number| word(number, syllables)).collect();
            if !keep && text.len() > 6 {
                text.swap(1, 3);
            }
            if number % 5 == 0 {
                text.push((1000 + number * 7).to_string());
            }
            text.join(" ") + "."
        };
        source.push(say(&OURS, true));
        target.push(say(&THEIRS, false));
        blocks.push(block);
    }
    (source, target, blocks)
}

fn input<'a>(sentences: &'a [String], blocks: &[u32]) -> Input<'a> {
    Input { sentences: sentences.iter().map(String::as_str).collect(), blocks: Some(blocks.to_vec()), kinds: None }
}

fn run(pairs: &[(Input<'_>, Input<'_>)]) -> Vec<Alignment> {
    align(pairs, Locale::get("en"), Locale::get("ru"), Scope::Run).0
}

/// The share of beads that join one sentence with its twin.
fn right(alignment: &Alignment, twins: usize) -> f64 {
    let right = alignment.beads.iter().filter(|bead| bead.source.len() == 1 && bead.source == bead.target).count();
    right as f64 / twins as f64
}

fn is_sound(alignment: &Alignment, sources: usize, targets: usize) {
    let (mut source, mut target) = (0, 0);
    for bead in &alignment.beads {
        assert_eq!((bead.source.start, bead.target.start), (source, target), "beads follow each other");
        assert!(!bead.source.is_empty() || !bead.target.is_empty(), "no bead is empty");
        assert!((0.0..=1.0).contains(&bead.confidence) && (0.0..=1.0).contains(&bead.cut), "{bead:?}");
        (source, target) = (bead.source.end, bead.target.end);
    }
    assert_eq!((source as usize, target as usize), (sources, targets), "every sentence stands in a bead");
    let mut next = 0;
    for region in &alignment.regions {
        assert_eq!(region.beads.start, next, "regions follow each other");
        assert!(!region.beads.is_empty());
        next = region.beads.end;
    }
    assert_eq!(next as usize, alignment.beads.len(), "every bead stands in a region");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn beads_cover_every_sentence_once_and_regions_every_bead(
        source in prop::collection::vec("[ \\PC]{0,40}", 0..40),
        target in prop::collection::vec("[ \\PC]{0,40}", 0..40),
        blocks in prop::collection::vec(0_u32..9, 40),
    ) {
        let pair = (input(&source, &blocks[..source.len()]), input(&target, &blocks[..target.len()]));
        for alignment in run(&[pair]) {
            is_sound(&alignment, source.len(), target.len());
        }
    }
}

#[test]
fn a_faithful_translation_is_aligned_and_good() {
    let (source, target, blocks) = document(1, 120);
    let alignments = run(&[(input(&source, &blocks), input(&target, &blocks))]);
    assert!(right(&alignments[0], 120) > 0.97, "{}", right(&alignments[0], 120));
    assert_eq!(alignments[0].verdict, Verdict::Good);
}

#[test]
fn the_start_of_a_translation_is_aligned_and_told_to_be_a_part() {
    let (source, target, blocks) = document(2, 200);
    let kept = 70;
    let alignments = run(&[(input(&source, &blocks), input(&target[..kept], &blocks[..kept]))]);
    assert!(right(&alignments[0], kept) > 0.93, "{}", right(&alignments[0], kept));
    let Verdict::Partial { source, target } = &alignments[0].verdict else {
        panic!("{:?}", alignments[0].verdict);
    };
    assert!(source.start.abs_diff(70) <= 1 && source.end == 200, "{source:?}");
    assert!(target.is_empty());
}

#[test]
fn a_paragraph_left_out_is_a_gap_and_its_neighbours_stay_in_place() {
    let (source, mut target, blocks) = document(3, 150);
    let gone = 60..66;
    target.drain(gone.clone());
    let mut theirs = blocks.clone();
    theirs.drain(gone.clone());
    let alignments = run(&[(input(&source, &blocks), input(&target, &theirs))]);
    let gaps: Vec<_> =
        alignments[0].gaps.iter().filter(|gap| gap.is_omission()).map(|gap| gap.source.clone()).collect();
    assert_eq!(gaps, [60..66]);
}

#[test]
fn documents_that_do_not_belong_together_are_unrelated_and_true_pairs_are_not() {
    let documents: Vec<_> = (0..40).map(|seed| document(100 + seed, 20 + seed as usize * 3)).collect();
    let pair = |ours: usize, theirs: usize| {
        (input(&documents[ours].0, &documents[ours].2), input(&documents[theirs].1, &documents[theirs].2))
    };
    let unrelated = |pairs: Vec<_>| {
        let flagged = run(&pairs).iter().filter(|alignment| alignment.verdict == Verdict::Unrelated).count();
        flagged as f64 / pairs.len() as f64
    };
    assert!(unrelated((0..40).map(|n| pair(n, n)).collect()) <= 0.01);
    assert!(unrelated((0..40).map(|n| pair(n, (n + 7) % 40)).collect()) >= 0.98);
}

#[test]
fn the_lexicon_knows_which_words_stand_for_each_other() {
    let (source, target, blocks) = document(4, 300);
    let pair = (input(&source, &blocks), input(&target, &blocks));
    let (_, lexicon) = align(&[pair], Locale::get("en"), Locale::get("ru"), Scope::Run);
    let known = (100..140).filter(|&n| lexicon.stand_for_each_other(&word(n, &OURS), &word(n, &THEIRS))).count();
    let wrong = (100..140).filter(|&n| lexicon.stand_for_each_other(&word(n, &OURS), &word(n + 1, &THEIRS))).count();
    assert!(known >= 20 && wrong == 0, "{known} known, {wrong} wrong");
}

#[test]
fn a_document_that_was_not_translated_is_a_copy() {
    let (source, _, blocks) = document(5, 30);
    let alignments = run(&[(input(&source, &blocks), input(&source, &blocks))]);
    assert_eq!(alignments[0].verdict, Verdict::Copy);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let documents: Vec<_> = (0..12).map(|seed| document(seed, 30)).collect();
    let pairs: Vec<_> = documents.iter().map(|(s, t, b)| (input(s, b), input(t, b))).collect();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be made");
        pool.install(|| run(&pairs))
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn ten_thousand_equal_sentences_and_empty_sides_are_survived() {
    let same = vec!["The same again.".to_owned(); 10_000];
    let blocks: Vec<u32> = (0..10_000).collect();
    let other = vec!["То же опять.".to_owned(); 9_900];
    for (source, target) in
        [(&same[..], &other[..]), (&same[..], &[][..]), (&[][..], &[][..]), (&same[..1], &other[..])]
    {
        let pair = (input(source, &blocks[..source.len()]), input(target, &blocks[..target.len()]));
        is_sound(&run(&[pair])[0], source.len(), target.len());
    }
}
