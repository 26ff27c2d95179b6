//! What an alignment says of a document as a whole.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{
    Input, Verdict,
    gaps::runs,
    passes::{GAPS, Pair},
    path::Link,
    side::Side,
};

/// A gap that holds this much of its side is a part that is missing.
const LARGE: f64 = 0.3;
/// Too few sentences to say anything of the document.
const FEW: usize = 8;
/// Enough sentences for chance to even out.
const MANY: usize = 20;

/// How much better the path is than leaving every sentence alone, per sentence of what is not missing as a whole.
///
/// True pairs gain three and more, unrelated ones up to two.
pub(super) fn gain(pair: &Pair) -> f32 {
    let (n, m) = (pair.source.n, pair.target.n);
    if n == 0 || m == 0 {
        return 0.0;
    }
    let alone = GAPS.open + GAPS.turn + GAPS.extend * (n + m - 2) as f64;
    // Sentences in a gap gain nothing.
    let missing: usize = large_gaps(pair).map(|(range, _)| range.len()).sum();
    ((pair.path.total - alone) / (n + m - missing).max(1) as f64) as f32
}

/// The verdict on a document.
pub(super) fn verdict(pair: &Pair, input: &(Input<'_>, Input<'_>), gain: f32, translates: bool) -> Verdict {
    let (n, m) = (pair.source.n, pair.target.n);
    let units = n.min(m);
    if translates && is_copy(input) {
        return Verdict::Copy;
    }
    let sure = sure(&pair.path.links) as f32 / (n + m).max(1) as f32;
    // Both what is gained and how much is sure tell; a text without names and numbers gains little, and yet is sure.
    let strength = gain + 2.0 * sure;
    if strength < limit(units) {
        return Verdict::Unrelated;
    }
    if units >= FEW && (gain < 2.5 || sure < 0.2) && large_gaps(pair).next().is_none() {
        return Verdict::LowConfidence;
    }
    let (mut source, mut target) = (0..0, 0..0);
    for (range, of_source) in large_gaps(pair) {
        let whole = if of_source { &mut source } else { &mut target };
        *whole = if whole.start == whole.end { range } else { whole.start.min(range.start)..whole.end.max(range.end) };
    }
    if units >= 3 && (!source.is_empty() || !target.is_empty()) {
        return Verdict::Partial { source, target };
    }
    Verdict::Good
}

/// Below this strength a pair of that many sentences is no translation. Short texts that belong together may gain little,
/// and short ones that do not may gain much by chance; between the two nothing is said.
fn limit(units: usize) -> f32 {
    match units {
        0..FEW => f32::MIN,
        FEW..MANY => 2.2,
        MANY..60 => 2.9,
        _ => 2.55,
    }
}

/// Sentences in beads that are likely right.
fn sure(links: &[Link]) -> usize {
    let sure = links.iter().filter(|link| link.is_match() && link.confidence >= 0.8);
    sure.map(|link| link.source.len() + link.target.len()).sum()
}

/// Gaps that hold a large part of their side: the sentences, and whether they are of the source.
fn large_gaps(pair: &Pair) -> impl Iterator<Item = (Range<u32>, bool)> {
    let totals = (pair.source.total(), pair.target.total());
    runs(&pair.path.links).into_iter().filter_map(move |run| {
        let (first, last) = (&pair.path.links[run.start], &pair.path.links[run.end - 1]);
        let of_source = first.target.is_empty();
        let (side, range, total): (&Side, _, _) = if of_source {
            (&pair.source, first.source.start..last.source.end, totals.0)
        } else {
            (&pair.target, first.target.start..last.target.end, totals.1)
        };
        let length = side.length_of(range.start as usize..range.end as usize);
        (length > LARGE * total && range.len() >= 3).then_some((range, of_source))
    })
}

/// Are most sentences of the target sentences of the source?
fn is_copy((source, target): &(Input<'_>, Input<'_>)) -> bool {
    let ours: FxHashSet<&str> = source.sentences.iter().map(|sentence| sentence.trim()).collect();
    let mut letters = [0, 0];
    for sentence in &target.sentences {
        let sentence = sentence.trim();
        // Code, numbers and names are the same in every language.
        if sentence.chars().filter(|c| c.is_alphabetic() && !c.is_uppercase()).take(12).count() == 12 {
            letters[usize::from(ours.contains(sentence))] += sentence.len();
        }
    }
    letters[1] * 10 > (letters[0] + letters[1]) * 6
}
