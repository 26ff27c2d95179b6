//! How well the words of some sentences explain the words of others.

use super::{
    math::{ln, ln_f32},
    side::{GROUP, Side},
    table::{Local, Rows, Table},
};

/// The words of a document, as its beads are scored by them.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) table: Local,
    pub(super) source: Explained,
    pub(super) target: Explained,
}

/// The tokens of one side that anything could explain. The others cost and earn nothing.
#[derive(Debug, Default)]
pub(super) struct Explained {
    tokens: Vec<Token>,
    first: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    number: u32,
    /// What is left where nothing explains it.
    bare: f32,
    /// What an explanation earns: the cover, by how rare the token is.
    earns: f32,
}

impl Words {
    /// The words of a document, by the table of the run.
    pub(super) fn new(source: &Side, target: &Side, table: &Table, common: (&[f32], &[f32])) -> Words {
        Words {
            table: table.local(source, target),
            source: Explained::new(source, &table.source_cover, common.0),
            target: Explained::new(target, &table.target_cover, common.1),
        }
    }
}

impl Explained {
    fn new(side: &Side, cover: &[f32], common: &[f32]) -> Explained {
        let mut explained = Explained { tokens: Vec::new(), first: vec![0] };
        let of_word: Vec<(f32, f32)> = side
            .words
            .iter()
            .map(|&word| {
                let cover = cover[word as usize];
                (1.0 - cover, cover / common[word as usize])
            })
            .collect();
        for sentence in 0..side.n {
            for &number in side.tokens_of(sentence) {
                let (bare, earns) = of_word[number as usize];
                if earns > 0.0 {
                    explained.tokens.push(Token { number, bare, earns });
                }
            }
            explained.first.push(explained.tokens.len() as u32);
        }
        explained
    }

    /// How much likelier some sentences are, given what the other side's probabilities sum up to.
    pub(super) fn explained(&self, sentences: std::ops::Range<usize>, sums: &[f32], share: f32) -> f32 {
        let tokens = sentences.flat_map(|sentence| self.of(sentence));
        let factor = |token: &Token| token.bare + token.earns * sums[token.number as usize] * share;
        tokens.map(|token| ln(f64::from(factor(token))) as f32).sum()
    }

    fn of(&self, sentence: usize) -> &[Token] {
        &self.tokens[self.first[sentence] as usize..self.first[sentence + 1] as usize]
    }
}

/// Explains sentences of one side by the groups of one to five sentences that end at a cut of the other.
pub(super) struct Explainer<'a> {
    explained: &'a Explained,
    /// For each token of the explained side, the sum of its probabilities given each group.
    sums: Vec<[f32; GROUP]>,
    /// The tokens whose sums are not 0.
    touched: Vec<u32>,
    /// One through the number of tokens of each group; 0 where it has none.
    share: [f32; GROUP],
    /// What was found for each sentence, and for which cut.
    found: Vec<(u32, [f32; GROUP])>,
    cut: u32,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(explained: &'a Explained, words: usize, sentences: usize) -> Explainer<'a> {
        Explainer {
            explained,
            sums: vec![[0.0; GROUP]; words],
            touched: Vec::new(),
            share: [0.0; GROUP],
            found: vec![(0, [0.0; GROUP]); sentences],
            cut: 0,
        }
    }

    /// Takes the groups of `side` that end at the cut `end` as given. Cuts come one after the other.
    pub(super) fn given(&mut self, side: &Side, end: usize, table: &Rows<(u32, f32)>) {
        self.cut = end as u32;
        let mut tokens = 0;
        for (size, share) in self.share.iter_mut().enumerate() {
            *share = 0.0;
            let Some(sentence) = end.checked_sub(size + 1) else { continue };
            tokens += side.tokens_of(sentence).len();
            *share = if tokens > 0 { 1.0 / tokens as f32 } else { 0.0 };
        }
        // A group of n sentences that ends here is one of n - 1 that ended before, and the sentence at hand.
        let sums = &mut self.sums;
        self.touched.retain(|&word| {
            let sum = &mut sums[word as usize];
            sum.copy_within(..GROUP - 1, 1);
            sum[0] = 0.0;
            sum[GROUP - 1] > 0.0
        });
        for &token in side.tokens_of(end - 1) {
            for &(other, p) in table.row(token) {
                let sum = &mut sums[other as usize];
                if sum[GROUP - 1] == 0.0 && p > 0.0 {
                    self.touched.push(other);
                }
                for sum in sum {
                    *sum += p;
                }
            }
        }
    }

    /// Does the group of that many sentences have tokens at all?
    #[inline]
    pub(super) fn has_words(&self, size: usize) -> bool {
        self.share[size - 1] > 0.0
    }

    /// How much likelier a sentence is given each group than by itself.
    #[inline]
    pub(super) fn explain(&mut self, sentence: usize) -> [f32; GROUP] {
        let (cut, found) = self.found[sentence];
        if cut == self.cut {
            return found;
        }
        let found = self.read(sentence);
        self.found[sentence] = (self.cut, found);
        found
    }

    fn read(&self, sentence: usize) -> [f32; GROUP] {
        let mut sum = [0.0_f32; GROUP];
        // A logarithm of a product instead of a sum of logarithms; four factors stay within the range of an f32.
        for tokens in self.explained.of(sentence).chunks(4) {
            let mut product = [1.0_f32; GROUP];
            for token in tokens {
                let given = &self.sums[token.number as usize];
                for group in 0..GROUP {
                    product[group] *= token.bare + token.earns * given[group] * self.share[group];
                }
            }
            for group in 0..GROUP {
                sum[group] += ln_f32(product[group]);
            }
        }
        sum
    }
}
