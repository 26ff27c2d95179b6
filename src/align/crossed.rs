//! Names and numbers that cross a cut: one that both languages write alike stands in one bead of the source, but in the
//! neighbouring bead of the target. Then a part of what is said moved over the cut, and neither the cut nor the two
//! beads are as sure as the sums over all paths make them: these never look at two beads at once.

use super::{
    path::Link,
    side::{Side, Vocabulary},
    token::Class,
};

/// What is left of the confidence of a cut that a token crosses, and of the two beads at it.
const CROSSED: f32 = 0.5;
/// A token that makes up more of the texts than this stands in neighbouring sentences by chance.
const COMMON: f32 = 0.002;
/// Letters of a word, and digits of a number, that are not written alike by chance.
const WORD: usize = 4;
const NUMBER: usize = 2;

/// For each token of the source, the one of the target that is written alike, where both are rare.
pub(super) fn written_alike(sources: &Vocabulary, targets: &Vocabulary, common: (&[f32], &[f32])) -> Vec<Option<u32>> {
    let says = |class: Class, form: &str| match class {
        Class::Word => form.chars().nth(WORD - 1).is_some(),
        Class::Number => form.len() >= NUMBER,
        Class::Code => true,
        Class::Mark | Class::Gram => false,
    };
    let is_rare = |here: u32, there: u32| common.0[here as usize] < COMMON && common.1[there as usize] < COMMON;
    let mut alike = vec![None; sources.len()];
    for (class, form, here, there) in sources.shared(targets) {
        if says(class, form) && is_rare(here, there) {
            alike[here as usize] = Some(there);
        }
    }
    alike
}

/// The tokens of a bead that the other language may write alike, by their numbers in the target: those of its source and
/// those of its target, both sorted.
#[derive(Debug, Default)]
struct Held {
    source: Vec<u32>,
    target: Vec<u32>,
}

impl Held {
    fn read(&mut self, link: &Link, source: &Side, target: &Side, alike: &[Option<u32>]) {
        self.source.clear();
        self.target.clear();
        for sentence in link.source.clone() {
            let words = source.tokens_of(sentence as usize).iter().map(|&token| source.words[token as usize]);
            self.source.extend(words.filter_map(|word| alike[word as usize]));
        }
        for sentence in link.target.clone() {
            let words = target.tokens_of(sentence as usize).iter().map(|&token| target.words[token as usize]);
            self.target.extend(words);
        }
        self.source.sort_unstable();
        self.target.sort_unstable();
    }

    /// Does a token of this source, which this target lacks, stand in the other's target but not in the other's source?
    fn gives_to(&self, other: &Held) -> bool {
        let has = |side: &[u32], word: &u32| side.binary_search(word).is_ok();
        self.source.iter().any(|word| has(&other.target, word) && !has(&self.target, word) && !has(&other.source, word))
    }
}

/// Lowers the confidence at the cuts that such a token crosses.
pub(super) fn doubt(links: &mut [Link], source: &Side, target: &Side, alike: &[Option<u32>]) {
    let (mut before, mut held) = (Held::default(), Held::default());
    let mut was_crossed = false;
    for at in 0..links.len() {
        std::mem::swap(&mut before, &mut held);
        held.read(&links[at], source, target, alike);
        let is_crossed = at > 0
            && links[at - 1].is_match()
            && links[at].is_match()
            && (before.gives_to(&held) || held.gives_to(&before));
        if is_crossed {
            links[at].cut *= CROSSED;
            links[at].confidence *= CROSSED;
            // A bead between two such cuts is doubted once.
            if !was_crossed {
                links[at - 1].confidence *= CROSSED;
            }
        }
        was_crossed = is_crossed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Input;

    /// Each pair of sentences a bead of its own, as sure as can be.
    fn doubted(source: &[&str], target: &[&str]) -> Vec<(f32, f32)> {
        let (mut sources, mut targets) = (Vocabulary::default(), Vocabulary::default());
        let read = |texts: &[&str], into: &mut Vocabulary| {
            let (mut side, words) = Side::read(&Input { sentences: texts.to_vec(), ..Input::default() });
            side.words = into.absorb(words);
            side
        };
        let (source, target) = (read(source, &mut sources), read(target, &mut targets));
        let (ours, theirs) = (vec![0.0; sources.len()], vec![0.0; targets.len()]);
        let alike = written_alike(&sources, &targets, (&ours, &theirs));
        let link = |i: u32| Link { source: i..i + 1, target: i..i + 1, confidence: 1.0, cut: 1.0 };
        let mut links: Vec<Link> = (0..source.n as u32).map(link).collect();
        doubt(&mut links, &source, &target, &alike);
        links.iter().map(|link| (link.cut, link.confidence)).collect()
    }

    #[test]
    fn a_name_on_the_other_side_of_a_cut_makes_the_cut_and_both_beads_unsure() {
        let source = ["Six climbers set out:", "Keller as their leader, and Brunner.", "They came back."];
        let target = ["Sechs brachen mit Keller auf:", "Dazu gehörte Brunner.", "Sie kamen zurück."];
        assert_eq!(doubted(&source, &target), [(1.0, 0.5), (0.5, 0.5), (1.0, 1.0)]);
        assert_eq!(doubted(&target, &source), [(1.0, 0.5), (0.5, 0.5), (1.0, 1.0)]);
    }

    #[test]
    fn a_name_that_both_beads_have_crosses_nothing() {
        let source = ["Keller set out.", "Keller came back."];
        let target = ["Keller brach auf.", "Keller kam zurück."];
        assert_eq!(doubted(&source, &target), [(1.0, 1.0), (1.0, 1.0)]);
    }

    #[test]
    fn a_name_that_is_said_once_more_crosses_nothing() {
        let source = ["Keller set out.", "He came back."];
        let target = ["Keller brach auf.", "Keller kam zurück."];
        assert_eq!(doubted(&source, &target), [(1.0, 1.0), (1.0, 1.0)]);
    }

    #[test]
    fn short_words_and_single_digits_cross_by_chance() {
        let source = ["He set out in 5 hours.", "The man is old."];
        let target = ["Er ging los.", "Nach 5 Jahren ist er in Rom."];
        assert_eq!(doubted(&source, &target), [(1.0, 1.0), (1.0, 1.0)]);
    }
}
