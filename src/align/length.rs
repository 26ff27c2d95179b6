//! How long a translation of a given length is (after Gale and Church, 1993, on a logarithmic scale).

use super::{path::Link, side::Side};

/// What is expected of the lengths of a document's beads.
#[derive(Debug, Clone, Copy)]
pub(super) struct LengthModel {
    /// How many letters of the target a letter of the source gives.
    pub(super) ratio: f64,
    /// The variance of the logarithm of that ratio: a part that stays, and a part that shrinks with the length.
    pub(super) fixed: f32,
    pub(super) shrinking: f32,
    /// The mean and the spread of the logarithm of the target's sentence lengths.
    pub(super) mean: f32,
    pub(super) spread: f32,
}

const FIXED: f64 = 0.02;
const SHRINKING: f64 = 5.0;
/// How many beads the first estimate weighs.
const PRIOR: f64 = 15.0;

impl LengthModel {
    /// The first estimate, from the lengths of the two texts.
    pub(super) fn new(source: &Side, target: &Side) -> LengthModel {
        let logs: Vec<f64> = target.length.iter().map(|&length| f64::from(length).ln()).collect();
        let mean = logs.iter().sum::<f64>() / logs.len().max(1) as f64;
        let variance = logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / logs.len().max(1) as f64;
        LengthModel {
            ratio: target.total().max(1.0) / source.total().max(1.0),
            fixed: FIXED as f32,
            shrinking: SHRINKING as f32,
            mean: mean as f32,
            spread: variance.sqrt().max(0.3) as f32,
        }
    }

    /// The estimate from beads that are more likely right than not.
    pub(super) fn refined(&self, source: &Side, target: &Side, links: &[Link]) -> LengthModel {
        let mut beads: Vec<(f64, f64)> = links
            .iter()
            .filter(|link| link.is_match() && link.confidence > 0.5)
            .map(|link| {
                let ls = source.length_of(link.source.start as usize..link.source.end as usize);
                let lt = target.length_of(link.target.start as usize..link.target.end as usize);
                ((lt / ls).ln(), ls.max(lt))
            })
            .collect();
        if beads.is_empty() {
            return LengthModel { fixed: FIXED as f32, shrinking: SHRINKING as f32, ..*self };
        }
        beads.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let n = beads.len();
        let median = (beads[(n - 1) / 2].0 + beads[n / 2].0) / 2.0;
        let log = (median * n as f64 + self.ratio.ln() * PRIOR) / (n as f64 + PRIOR);
        let deviation: f64 = beads.iter().map(|&(d, l)| ((d - log).powi(2) / (FIXED + SHRINKING / l)).min(9.0)).sum();
        let scale = (deviation * 1.1 + PRIOR) / (n as f64 + PRIOR);
        LengthModel { ratio: log.exp(), fixed: (FIXED * scale) as f32, shrinking: (SHRINKING * scale) as f32, ..*self }
    }
}
