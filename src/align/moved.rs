//! Blocks that stand elsewhere in the translation than in the source: both sides lack them where the other has them.

use std::ops::Range;

use super::{
    Moved,
    explain::Words,
    gaps::{Gap, runs},
    passes::Pair,
    side::Side,
    table::Rows,
};

/// The least evidence, in nats.
const LEAST: f32 = 6.0;
/// The most blocks of a side that are compared.
const MOST: usize = 200;

/// Finds blocks without a counterpart in their place that translate each other.
pub(super) fn moved(pair: &Pair, words: impl FnOnce() -> Words) -> Vec<Moved> {
    let (sources, targets) = (blocks(pair, true), blocks(pair, false));
    if sources.is_empty() || targets.is_empty() {
        return Vec::new();
    }
    let words = words();
    let mut evidence = vec![vec![f32::MIN; targets.len()]; sources.len()];
    let mut given = Given::new(pair.target.words.len());
    for (row, source) in evidence.iter_mut().zip(&sources) {
        given.set(&pair.source, source, &words.table.forward);
        for (score, target) in row.iter_mut().zip(&targets) {
            *score = 0.5 * words.target.explained(target.clone(), &given.sums, given.share);
        }
    }
    let mut given = Given::new(pair.source.words.len());
    for (j, target) in targets.iter().enumerate() {
        given.set(&pair.target, target, &words.table.backward);
        for (row, source) in evidence.iter_mut().zip(&sources) {
            row[j] +=
                0.5 * words.source.explained(source.clone(), &given.sums, given.share) - misfit(pair, source, target);
        }
    }
    let best_source = |j: usize| (0..sources.len()).max_by(|&a, &b| evidence[a][j].total_cmp(&evidence[b][j]));
    let mut moved = Vec::new();
    for (i, source) in sources.iter().enumerate() {
        let Some(j) = (0..targets.len()).max_by(|&a, &b| evidence[i][a].total_cmp(&evidence[i][b])) else { continue };
        if evidence[i][j] >= LEAST && best_source(j) == Some(i) {
            let number = |range: &Range<usize>| range.start as u32..range.end as u32;
            moved.push(Moved { source: number(source), target: number(&targets[j]), evidence: evidence[i][j] });
        }
    }
    moved
}

impl Moved {
    /// Is a part of the gap found elsewhere?
    pub(super) fn touches(&self, gap: &Gap) -> bool {
        let meets = |a: &Range<u32>, b: &Range<u32>| a.start < b.end && b.start < a.end;
        meets(&self.source, &gap.source) || meets(&self.target, &gap.target)
    }
}

/// Runs of sentences of one block, on one side, without a counterpart.
fn blocks(pair: &Pair, of_source: bool) -> Vec<Range<usize>> {
    let side = if of_source { &pair.source } else { &pair.target };
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for run in runs(&pair.path.links) {
        for link in &pair.path.links[run] {
            let range = if of_source { &link.source } else { &link.target };
            let Some(sentence) = range.clone().next().map(|at| at as usize) else { continue };
            let goes_on = !side.starts.get(sentence).copied().unwrap_or(false);
            match blocks.last_mut() {
                Some(block) if block.end == sentence && goes_on => block.end = sentence + 1,
                _ => blocks.push(sentence..sentence + 1),
            }
        }
    }
    blocks.truncate(MOST);
    blocks
}

/// What the lengths say against it.
fn misfit(pair: &Pair, source: &Range<usize>, target: &Range<usize>) -> f32 {
    let (ls, lt) = (pair.source.length_of(source.clone()), pair.target.length_of(target.clone()));
    let variance = f64::from(pair.length.fixed) + f64::from(pair.length.shrinking) / ls.max(lt);
    let d = (lt / ls).ln() - pair.length.ratio.ln();
    (0.5 * (d * d / variance).min(16.0)) as f32
}

/// What a stretch of sentences explains.
struct Given {
    sums: Vec<f32>,
    touched: Vec<u32>,
    share: f32,
}

impl Given {
    fn new(words: usize) -> Given {
        Given { sums: vec![0.0; words], touched: Vec::new(), share: 0.0 }
    }

    fn set(&mut self, side: &Side, sentences: &Range<usize>, table: &Rows<(u32, f32)>) {
        for word in self.touched.drain(..) {
            self.sums[word as usize] = 0.0;
        }
        let mut tokens = 0_u32;
        for token in sentences.clone().flat_map(|sentence| side.tokens_of(sentence)) {
            tokens += 1;
            for &(other, p) in table.row(*token) {
                self.sums[other as usize] += p;
                self.touched.push(other);
            }
        }
        self.share = 1.0 / tokens.max(1) as f32;
    }
}
