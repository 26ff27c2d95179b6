//! The beads that are possible in a corridor, and their scores.

/// The shapes of beads: sentences of the source, sentences of the target.
pub(super) const SHAPES: [(usize, usize); 13] =
    [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (1, 5), (5, 1), (3, 3)];

/// How common each shape is.
pub(super) const COMMON: [f32; 13] =
    [0.86, 0.04, 0.04, 0.006, 0.008, 0.008, 0.002, 0.002, 0.002, 0.002, 0.001, 0.001, 0.001];

/// The beads that end in each cell, those of one cell together. Most shapes are hopeless in most cells, and not there.
#[derive(Debug, Default)]
pub(super) struct Beads {
    /// The first bead of each cell, and the end.
    pub(super) first: Vec<u32>,
    /// The number of each bead's shape.
    pub(super) shapes: Vec<u8>,
    /// How much more likely each bead is as a translation than by chance, in nats.
    pub(super) scores: Vec<f32>,
}

impl Beads {
    /// The beads that end in a cell, by number.
    #[inline]
    pub(super) fn of(&self, cell: usize) -> std::ops::Range<usize> {
        self.first[cell] as usize..self.first[cell + 1] as usize
    }
}
