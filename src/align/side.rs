//! One side of a document as numbers: lengths, tokens, classes of its sentences.

use rustc_hash::FxHashMap;

use super::{
    Input,
    token::{Class, tokens},
};
use crate::{
    document::BlockKind,
    text::chars::{digit, is_word},
};

/// Longest group of sentences in a bead.
pub(super) const GROUP: usize = 5;
/// Tokens of a sentence that are looked at; what is longer is code or a table.
const MOST_TOKENS: usize = 400;

/// One side of a document.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// Sentences.
    pub(super) n: usize,
    /// The length of each sentence, in Latin letters.
    pub(super) length: Vec<f32>,
    /// The tokens of all sentences, as numbers of `words`.
    pub(super) tokens: Vec<u32>,
    /// The first token of each sentence, and the end.
    pub(super) first: Vec<u32>,
    /// The distinct tokens of the document, as numbers of the run's vocabulary.
    pub(super) words: Vec<u32>,
    /// The class of the mark that ends each sentence.
    pub(super) end: Vec<u8>,
    /// Does a block start with the sentence?
    pub(super) starts: Vec<bool>,
    /// Does the sentence look like the rest of the one before, cut off by mistake? Empty where none or very many do.
    pub(super) loose: Vec<bool>,
    /// The block of each sentence; empty where blocks are not known.
    pub(super) blocks: Vec<u32>,
    /// The kind of its block; empty where kinds are not known.
    pub(super) kinds: Vec<u8>,
}

/// The distinct tokens of a document or of the run.
#[derive(Debug, Default, Clone)]
pub(super) struct Vocabulary {
    numbers: FxHashMap<Box<str>, u32>,
    /// The shortest full form of each token.
    pub(super) full: Vec<Box<str>>,
    /// The class of each token.
    pub(super) classes: Vec<Class>,
    /// How often each token occurs.
    pub(super) counts: Vec<u32>,
}

impl Vocabulary {
    /// The number of a token whose key (class and form) is given, made if need be.
    fn number(&mut self, class: Class, key: &str, full: &str) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            let known = &mut self.full[number as usize];
            if full.len() < known.len() {
                *known = full.into();
            }
            return number;
        }
        let number = self.full.len() as u32;
        self.numbers.insert(key.into(), number);
        self.full.push(full.into());
        self.classes.push(class);
        self.counts.push(0);
        number
    }

    /// The number of a token, if it is known.
    pub(super) fn find(&self, class: Class, form: &str) -> Option<u32> {
        self.numbers.get(key(class, form).as_str()).copied()
    }

    /// The tokens that both have, in no order: class, form, the number here and that in the other.
    pub(super) fn shared<'a>(&'a self, other: &'a Vocabulary) -> impl Iterator<Item = (Class, &'a str, u32, u32)> {
        self.numbers.iter().filter_map(|(key, &number)| {
            let there = other.numbers.get(key)?;
            Some((self.classes[number as usize], key.get(1..)?, number, *there))
        })
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.full.len()
    }

    /// Takes in the tokens of a document, and gives their numbers here.
    pub(super) fn absorb(&mut self, other: Vocabulary) -> Vec<u32> {
        let mut numbers = vec![0; other.len()];
        // In the order of the document, not of the hash table: numbers must not depend on chance.
        let mut keys: Vec<(u32, Box<str>)> = other.numbers.into_iter().map(|(key, number)| (number, key)).collect();
        keys.sort_unstable_by_key(|&(number, _)| number);
        for (number, key) in keys {
            let at = number as usize;
            let here = self.number(other.classes[at], &key, &other.full[at]);
            self.counts[here as usize] += other.counts[at];
            numbers[at] = here;
        }
        numbers
    }
}

fn key(class: Class, form: &str) -> String {
    let mut key = String::with_capacity(form.len() + 1);
    key.push((b'0' + class as u8) as char);
    key.push_str(form);
    key
}

impl Side {
    /// Reads one side. Its `words` are filled in when the vocabulary has been absorbed.
    pub(super) fn read(input: &Input<'_>) -> (Side, Vocabulary) {
        let n = input.sentences.len();
        let mut side = Side { n, first: vec![0], ..Side::default() };
        let mut vocabulary = Vocabulary::default();
        let mut key = String::new();
        for sentence in &input.sentences {
            side.length.push(length(sentence));
            side.end.push(end(sentence));
            let start = side.tokens.len();
            tokens(sentence, &mut |class, form, full| {
                if side.tokens.len() - start < MOST_TOKENS {
                    key.clear();
                    key.push((b'0' + class as u8) as char);
                    key.push_str(form);
                    let number = vocabulary.number(class, &key, full);
                    vocabulary.counts[number as usize] += 1;
                    side.tokens.push(number);
                }
            });
            side.first.push(side.tokens.len() as u32);
        }
        if let Some(blocks) = input.blocks.as_ref().filter(|blocks| blocks.len() == n) {
            side.blocks.clone_from(blocks);
            side.starts = (0..n).map(|i| i == 0 || blocks[i] != blocks[i - 1]).collect();
        }
        side.loose = loose(&input.sentences, &side.starts);
        if let Some(kinds) = input.kinds.as_ref().filter(|kinds| kinds.len() == n) {
            side.kinds = kinds.iter().map(|&kind| number(kind)).collect();
        }
        (side, vocabulary)
    }

    /// The tokens of a sentence.
    pub(super) fn tokens_of(&self, sentence: usize) -> &[u32] {
        &self.tokens[self.first[sentence] as usize..self.first[sentence + 1] as usize]
    }

    /// The length of all sentences.
    pub(super) fn total(&self) -> f64 {
        self.length.iter().map(|&length| f64::from(length)).sum()
    }

    /// The length of a run of sentences.
    pub(super) fn length_of(&self, sentences: std::ops::Range<usize>) -> f64 {
        self.length[sentences].iter().map(|&length| f64::from(length)).sum()
    }
}

/// Kinds of blocks, as far as the aligner tells them apart.
pub(super) const KINDS: usize = 16;

fn number(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Paragraph => 0,
        BlockKind::Heading(level) => level.clamp(1, 6),
        BlockKind::Item => 7,
        BlockKind::Quote => 8,
        BlockKind::Cell => 9,
        BlockKind::Alt => 10,
        BlockKind::FrontMatter => 11,
        BlockKind::String => 12,
        BlockKind::Cue => 13,
        BlockKind::Code => 14,
    }
}

/// The length of a sentence in Latin letters: scripts that say more with a letter weigh more, so that any two languages
/// are about as long as each other.
pub(crate) fn length(sentence: &str) -> f32 {
    // Up to Armenian, letters weigh alike.
    if sentence.is_ascii() || sentence.bytes().fold(true, |all, byte| all & (byte < 0xD6)) {
        let letters = sentence.chars().count() - memchr::memchr_iter(b' ', sentence.as_bytes()).count();
        return (letters as f32).max(1.0);
    }
    let mut sum = 0.0_f32;
    for c in sentence.chars() {
        sum += match c as u32 {
            0x20 => 0.0,
            0..=0x58F => 1.0,
            0x590..=0x6FF => 1.2,
            0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => 3.0,
            0x3040..=0x30FF | 0xAC00..=0xD7A3 | 0x1200..=0x137F => 2.0,
            0x3000 => 0.0,
            _ => 1.0,
        };
    }
    sum.max(1.0)
}

/// Which sentences look like the rest of the one before: they go on in lower case, or stand after an abbreviation.
fn loose(sentences: &[&str], starts: &[bool]) -> Vec<bool> {
    let mut loose = vec![false; sentences.len()];
    for (number, pair) in sentences.windows(2).enumerate() {
        let is_start = starts.get(number + 1).copied().unwrap_or(false);
        loose[number + 1] = !is_start && goes_on(pair[0], pair[1]);
    }
    inside_brackets(sentences, starts, &mut loose);
    let count = loose.iter().filter(|&&loose| loose).count();
    // Where everything is in lower case, it says nothing.
    if count == 0 || count * 3 > sentences.len() { Vec::new() } else { loose }
}

/// Sentences of a block that a bracket is looked for in.
const BRACKET: usize = 4;

/// Marks the sentences before which a bracket is open that is closed soon: `(Grenoble:` · `Arthaud 1955).`
fn inside_brackets(sentences: &[&str], starts: &[bool], loose: &mut [bool]) {
    // The sentences with an open bracket, the last opened last.
    let mut open: Vec<usize> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        if starts.get(number).copied().unwrap_or(false) {
            open.clear();
        }
        for c in sentence.chars() {
            match c {
                '(' | '（' | '[' | '［' => open.push(number),
                ')' | '）' | ']' | '］' => {
                    if let Some(first) = open.pop().filter(|first| number - first < BRACKET) {
                        loose[first + 1..=number].fill(true);
                    }
                }
                _ => {}
            }
        }
        open.retain(|first| number - first < BRACKET);
    }
}

/// Longest abbreviation, in letters, that a number may follow: `Sept. 26`.
const ABBREVIATION: usize = 4;

fn goes_on(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().find(|&c| is_word(c)) else { return false };
    // Georgian has no capitals in running text.
    if next.is_lowercase() && !matches!(next, '\u{10D0}'..='\u{10FF}') {
        return true;
    }
    let Some(before) = before.trim_end().strip_suffix('.') else { return false };
    let before = before.trim_end();
    let word = before.char_indices().rev().take_while(|&(_, c)| c.is_alphabetic()).last();
    let Some((start, first)) = word else { return false };
    let letters = before[start..].chars().take(ABBREVIATION + 1).count();
    // `J. Lind`, `5 a.m. Eastern`, `Nov. 6`: a single letter, one of several with stops between, a short name of something.
    let is_letter = letters == 1 && (first.is_uppercase() || before[..start].ends_with('.'));
    is_letter || (letters <= ABBREVIATION && first.is_uppercase() && digit(next).is_some())
}

/// Classes of ends.
pub(super) const ENDS: usize = 8;

/// The class of the mark that a sentence ends with, before any closing marks.
fn end(sentence: &str) -> u8 {
    let closing = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | '』' | '）' | ')' | ']' | '*' | '_' | '“' | '„' | '«')
    };
    let text = sentence.trim_end_matches(closing);
    match text.chars().next_back() {
        Some('.' | '。' | '।' | '።' | '۔' | '։' | '｡' | '။' | '។') => 0,
        Some('?' | '？' | '؟' | '՞' | '፧' | '\u{37E}') => 1,
        // The Greek question mark.
        Some(';') if text.chars().rev().nth(1).is_some_and(|c| matches!(c as u32, 0x370..=0x3FF | 0x1F00..=0x1FFF)) => {
            1
        }
        Some(';' | '；') => 2,
        Some('!' | '！' | '՜') => 3,
        Some(':' | '：') => 4,
        Some('…') => 5,
        Some(',' | '，' | '、' | '،') => 6,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_sentence_is_as_long_as_its_english_twin() {
        let ratio = length("国会今天通过了新的预算案。") / length("Parliament passed the new budget bill today.");
        assert!((0.7..1.3).contains(&ratio), "{ratio}");
    }

    #[test]
    fn ends_are_compared_by_class() {
        assert_eq!(end("Really?”"), end("本当ですか？」"));
        assert_eq!(end("Ήρθε;"), end("He came?"));
        assert_ne!(end("A heading"), end("A sentence."));
    }

    #[test]
    fn a_vocabulary_numbers_tokens_in_the_order_of_the_texts() {
        let read = |text| Side::read(&Input { sentences: vec![text], ..Input::default() });
        let mut run = Vocabulary::default();
        let first = run.absorb(read("one two one").1);
        let second = run.absorb(read("three two").1);
        assert_eq!((first, second), (vec![0, 1], vec![2, 1]));
        assert_eq!(run.counts, [2, 2, 1]);
    }

    #[test]
    fn what_goes_on_in_lower_case_or_after_an_abbreviation_is_the_rest_of_a_sentence() {
        assert!(goes_on("Scientists were on board:", "two of them were ill."));
        assert!(goes_on("It was led by J.", "Lind."));
        assert!(goes_on("They met at 5 a.m.", "Eastern time."));
        assert!(goes_on("See No.", "293."));
        assert!(!goes_on("He came.", "She left."));
        assert!(!goes_on("Das war es.", "2004 kam er zurück."));
        assert!(!goes_on("ეს არის წინადადება.", "ეს მეორეა."));
    }
}
