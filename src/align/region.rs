//! Beads and regions as others see them.

use super::{Bead, Region, path::Link};

/// A cut is sure from here on.
const SURE: f32 = 0.95;

/// The beads of a path.
pub(super) fn beads(links: &[Link]) -> Vec<Bead> {
    let bead = |link: &Link| Bead {
        source: link.source.clone(),
        target: link.target.clone(),
        confidence: link.confidence,
        cut: link.cut,
    };
    links.iter().map(bead).collect()
}

/// Runs of beads between two sure cuts. The ends of the document are sure.
pub(super) fn regions(links: &[Link]) -> Vec<Region> {
    let mut regions = Vec::new();
    let (mut start, mut opened) = (0, 1.0_f32);
    for number in 1..=links.len() {
        let cut = links.get(number).map_or(1.0, |link| link.cut);
        if cut >= SURE {
            regions.push(Region { beads: start..number as u32, confidence: opened.min(cut) });
            (start, opened) = (number as u32, cut);
        }
    }
    regions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_end_at_sure_cuts_and_cover_every_bead() {
        let link = |i, cut| Link { source: i..i + 1, target: i..i + 1, confidence: 0.5, cut };
        let links = [link(0, 1.0), link(1, 0.3), link(2, 0.96), link(3, 0.94)];
        let regions = regions(&links);
        assert_eq!(regions, [Region { beads: 0..2, confidence: 0.96 }, Region { beads: 2..4, confidence: 0.96 }]);
        assert!(super::regions(&[]).is_empty());
    }
}
