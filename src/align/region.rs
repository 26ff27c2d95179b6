//! Beads and regions as others see them.

use super::{Bead, Region, path::Link, side::Side};

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

/// Runs of beads between two sure cuts. The ends of the document are sure. No cut falls before what looks like the rest of
/// a sentence: what one language says in the first part another may say in the second.
pub(super) fn regions(links: &[Link], source: &Side, target: &Side) -> Vec<Region> {
    let is_loose = |side: &Side, at: u32| side.loose.get(at as usize).copied().unwrap_or(false);
    let mut regions = Vec::new();
    let (mut start, mut opened) = (0, 1.0_f32);
    for number in 1..=links.len() {
        let next = links.get(number);
        let cut = next.map_or(1.0, |link| link.cut);
        if cut < SURE
            || next.is_some_and(|link| is_loose(source, link.source.start) || is_loose(target, link.target.start))
        {
            continue;
        }
        regions.push(Region { beads: start..number as u32, confidence: opened.min(cut) });
        (start, opened) = (number as u32, cut);
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
        let regions = regions(&links, &Side::default(), &Side::default());
        assert_eq!(regions, [Region { beads: 0..2, confidence: 0.96 }, Region { beads: 2..4, confidence: 0.96 }]);
        assert!(super::regions(&[], &Side::default(), &Side::default()).is_empty());
    }

    #[test]
    fn the_rest_of_a_sentence_stays_in_its_region() {
        let link = |i| Link { source: i..i + 1, target: i..i + 1, confidence: 1.0, cut: 1.0 };
        let links: Vec<_> = (0..3).map(link).collect();
        let source = Side { loose: vec![false, true, false], ..Side::default() };
        let regions: Vec<_> =
            regions(&links, &source, &Side::default()).into_iter().map(|region| region.beads).collect();
        assert_eq!(regions, [0..2, 2..3]);
    }
}
