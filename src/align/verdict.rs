//! What an alignment says of a document as a whole.

use rustc_hash::FxHashSet;

use super::{
    Input, Verdict,
    passes::{GAPS, Pair},
};

/// How much better the path is than leaving every sentence alone, per sentence.
pub(super) fn gain(pair: &Pair) -> f32 {
    let (n, m) = (pair.source.n, pair.target.n);
    if n == 0 || m == 0 {
        return 0.0;
    }
    let alone = GAPS.open + GAPS.turn + GAPS.extend * (n + m - 2) as f64;
    ((pair.path.total - alone) / (n + m) as f64) as f32
}

/// The verdict on a document.
pub(super) fn verdict(pair: &Pair, input: &(Input<'_>, Input<'_>), gain: f32, translates: bool) -> Verdict {
    let (n, m) = (pair.source.n, pair.target.n);
    let units = n.min(m);
    if translates && is_copy(input) {
        return Verdict::Copy;
    }
    if units >= 8 && (gain < 2.0 || (units >= 20 && gain < 2.5)) {
        return Verdict::Unrelated;
    }
    let sure: usize = pair
        .path
        .links
        .iter()
        .filter(|link| link.is_match() && link.confidence >= 0.8)
        .map(|link| link.source.len() + link.target.len())
        .sum();
    if units >= 8 && (gain < 2.5 || sure * 10 < (n + m) * 3) {
        return Verdict::LowConfidence;
    }
    Verdict::Good
}

/// Are most sentences of the target sentences of the source?
fn is_copy((source, target): &(Input<'_>, Input<'_>)) -> bool {
    let ours: FxHashSet<&str> = source.sentences.iter().map(|sentence| sentence.trim()).collect();
    let mut letters = [0, 0];
    for sentence in &target.sentences {
        let sentence = sentence.trim();
        letters[usize::from(ours.contains(sentence))] += sentence.len();
    }
    letters[1] * 10 > (letters[0] + letters[1]) * 6
}
