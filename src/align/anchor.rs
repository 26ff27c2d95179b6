//! What two languages show of each other before anything is learnt: equal numbers and words, cognates, names.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{
    side::Vocabulary,
    skeleton::{roman, skeleton, unaccented},
    table::Entry,
    token::Class,
};

/// A key with more holders than this says nothing.
const MOST_HOLDERS: usize = 12;
/// The most that anchors may say about one token.
const MOST: f32 = 0.9;

/// A token's key: how it is compared, its hash, the token, and how much equality says.
struct Key {
    hash: u64,
    word: u32,
    weight: f32,
    identical: bool,
}

/// The pairs of tokens that look alike.
pub(super) fn anchors(source: &Vocabulary, target: &Vocabulary) -> Vec<Entry> {
    let mut theirs = keys(target);
    theirs.sort_unstable_by_key(|key| (key.hash, key.word));
    let mut anchors: Vec<Entry> = Vec::new();
    let mut found: Vec<(u32, f32)> = Vec::new();
    let mut ours = keys(source).into_iter().peekable();
    while let Some(key) = ours.next() {
        let start = theirs.partition_point(|other| other.hash < key.hash);
        let holders = theirs[start..].iter().take_while(|other| other.hash == key.hash);
        let count = holders.clone().take(MOST_HOLDERS + 1).count();
        if count <= MOST_HOLDERS {
            for other in holders {
                let share = if key.identical { 1.0 } else { count as f32 };
                found.push((other.word, key.weight.min(other.weight) / share));
            }
        }
        // The keys of one token stand together.
        if ours.peek().is_none_or(|next| next.word != key.word) {
            push(key.word, &mut found, &mut anchors);
        }
    }
    anchors
}

/// The best reason for each pair counts; together they say no more than `MOST`.
fn push(word: u32, found: &mut Vec<(u32, f32)>, anchors: &mut Vec<Entry>) {
    found.sort_unstable_by(|a, b| (a.0, b.1).partial_cmp(&(b.0, a.1)).unwrap_or(std::cmp::Ordering::Equal));
    found.dedup_by_key(|(other, _)| *other);
    let sum: f32 = found.iter().map(|(_, p)| p).sum();
    let scale = if sum > MOST { MOST / sum } else { 1.0 };
    for (other, p) in found.drain(..) {
        let p = p * scale;
        anchors.push(Entry { source: word, target: other, forward: p, backward: p, count: 0.0 });
    }
}

fn keys(vocabulary: &Vocabulary) -> Vec<Key> {
    let mut keys = Vec::with_capacity(vocabulary.len() * 3);
    for (number, (full, &class)) in vocabulary.full.iter().zip(&vocabulary.classes).enumerate() {
        let mut push = |how: u8, text: &str, weight: f32| {
            let mut hasher = FxHasher::default();
            // A gram of one text may be a word of the other; numbers, marks and code have spaces of their own.
            (how, text).hash(&mut hasher);
            keys.push(Key { hash: hasher.finish(), word: number as u32, weight, identical: how < 4 });
        };
        match class {
            Class::Number => push(0, full, 0.9),
            Class::Mark => push(1, full, 0.5),
            Class::Code => push(2, full, 0.8),
            Class::Gram => push(3, full, 0.3),
            Class::Word => words(full, &mut push),
        }
    }
    keys
}

fn words(full: &str, push: &mut impl FnMut(u8, &str, f32)) {
    let plain = unaccented(full);
    let letters = plain.chars().count();
    if letters >= 2 {
        push(3, super::token::stem(&plain), if letters >= 4 { 0.7 } else { 0.4 });
    }
    if letters >= 4 && plain.as_bytes().first().is_some_and(u8::is_ascii) {
        let latin = roman(&plain);
        let end = latin.char_indices().nth(4).map_or(latin.len(), |(end, _)| end);
        push(4, &latin[..end], if letters >= 6 { 0.35 } else { 0.2 });
    }
    let skeleton = skeleton(full);
    if skeleton.len() >= 3 {
        push(5, &skeleton[..skeleton.len().min(4)], if skeleton.len() >= 4 { 0.35 } else { 0.2 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Input, side::Side};

    fn vocabulary(text: &str) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        vocabulary.absorb(Side::read(&Input { sentences: vec![text], ..Input::default() }).1);
        vocabulary
    }

    #[test]
    fn numbers_names_and_cognates_are_anchors() {
        let source = vocabulary("Petrov visited the university 1250 times");
        let target = vocabulary("Петров Universität 1.250 mal");
        let anchors = anchors(&source, &target);
        let pairs: Vec<_> = anchors
            .iter()
            .map(|entry| (&*source.full[entry.source as usize], &*target.full[entry.target as usize]))
            .collect();
        assert_eq!(pairs, [("petrov", "петров"), ("university", "universität"), ("1250", "1250")]);
    }

    #[test]
    fn the_anchors_of_a_token_sum_to_less_than_one() {
        let anchors = anchors(&vocabulary("transport"), &vocabulary("transport transporte transportar transportes"));
        let sum: f32 = anchors.iter().map(|entry| entry.forward).sum();
        assert!(sum <= MOST + 1e-6, "{sum}");
    }
}
