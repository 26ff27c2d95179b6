//! Where the path can run: a corridor around rare shared tokens, or around the path of an earlier pass.

use super::{path::Link, side::Side, table::Local};

/// For each cut of the source, the first and the last cut of the target that it may meet.
#[derive(Debug, Clone)]
pub(super) struct Corridor {
    pub(super) low: Vec<u32>,
    pub(super) high: Vec<u32>,
    /// The number of the first cell of each row, and the end.
    pub(super) at: Vec<usize>,
}

/// Smaller tables than this are searched whole.
const WHOLE: usize = 400;
/// Most cells of a table: long documents get a narrower corridor, so that memory stays linear and bounded.
const MOST_CELLS: usize = 2_500_000;

impl Corridor {
    /// The whole table.
    fn whole(n: usize, m: usize) -> Corridor {
        Corridor::new(vec![0; n + 1], vec![m as u32; n + 1], m)
    }

    /// Makes rows that overlap and never step back out of any.
    fn new(mut low: Vec<u32>, mut high: Vec<u32>, m: usize) -> Corridor {
        let n = low.len() - 1;
        low[0] = 0;
        high[n] = m as u32;
        for i in (0..n).rev() {
            low[i] = low[i].min(low[i + 1]);
        }
        for i in 1..=n {
            high[i] = high[i].max(high[i - 1]);
            low[i] = low[i].min(high[i - 1]);
        }
        let mut at = Vec::with_capacity(n + 2);
        let mut cells = 0;
        for i in 0..=n {
            at.push(cells);
            cells += (high[i] - low[i] + 1) as usize;
        }
        at.push(cells);
        Corridor { low, high, at }
    }

    /// The corridor of the first pass.
    pub(super) fn first(source: &Side, target: &Side, anchored: &[(u32, u32, f32)]) -> Corridor {
        let (n, m) = (source.n, target.n);
        if n * m <= WHOLE {
            return Corridor::whole(n, m);
        }
        let diagonal = diagonal(source, target);
        let bound = (MOST_CELLS / (2 * (n + 1))).max(4);
        let half = (n.max(m) * 6 / 100).clamp(60, 250).min(bound);
        let near = |&(i, j, _): &(u32, u32, f32)| (diagonal[i as usize] - j as f32).abs() <= 2.0 * half as f32;
        let points: Vec<_> = anchored.iter().copied().filter(near).collect();
        let chain = agreeing(&longest_chain(points, m), &diagonal);
        around(&chain, &diagonal, half, n, m)
    }

    /// The corridor around the path of the pass before: narrow where that was sure.
    pub(super) fn narrowed(links: &[Link], n: usize, m: usize) -> Corridor {
        if n * m <= WHOLE {
            return Corridor::whole(n, m);
        }
        let mut low = vec![m as u32; n + 1];
        let mut high = vec![0_u32; n + 1];
        let mut doubt = vec![0.0_f32; n + 1];
        for link in links {
            for i in link.source.start as usize..=link.source.end as usize {
                low[i] = low[i].min(link.target.start);
                high[i] = high[i].max(link.target.end);
                doubt[i] = doubt[i].max(1.0 - link.confidence);
            }
        }
        let reach = 20.min(n / 2);
        let mut sums = vec![0.0_f64; n + 2];
        for i in 0..=n {
            sums[i + 1] = sums[i] + f64::from(doubt[i]);
        }
        let bound = (MOST_CELLS / (2 * (n + 1))).max(4) as u32;
        for i in 0..=n {
            let (start, end) = (i.saturating_sub(reach), (i + reach + 1).min(n + 1));
            let mean = (sums[end] - sums[start]) / (2 * reach + 1) as f64;
            let half = ((NARROW + 100.0 * mean) as u32).min(bound);
            low[i] = low[i].saturating_sub(half);
            high[i] = (high[i] + half).min(m as u32);
        }
        Corridor::new(low, high, m)
    }

    /// The cells of all rows.
    pub(super) fn cells(&self) -> usize {
        self.at[self.at.len() - 1]
    }

    /// The number of a cell, if it lies inside.
    #[inline]
    pub(super) fn cell(&self, i: usize, j: usize) -> Option<usize> {
        let (low, high) = (self.low[i] as usize, self.high[i] as usize);
        (low <= j && j <= high).then(|| self.at[i] + j - low)
    }
}

/// Half the width of the corridor around a sure path.
const NARROW: f64 = 2.0;

/// The cut of the target that stands as far into its text as each cut of the source into its own.
fn diagonal(source: &Side, target: &Side) -> Vec<f32> {
    let (all_s, all_t) = (source.total(), target.total());
    let mut diagonal = Vec::with_capacity(source.n + 1);
    let (mut done_s, mut done_t, mut j) = (0.0, 0.0, 0);
    for i in 0..=source.n {
        let share = done_s / all_s * all_t;
        while j < target.n && done_t + f64::from(target.length[j]) < share {
            done_t += f64::from(target.length[j]);
            j += 1;
        }
        let within = if j < target.n { ((share - done_t) / f64::from(target.length[j])).clamp(0.0, 1.0) } else { 0.0 };
        diagonal.push((j as f64 + within) as f32);
        if i < source.n {
            done_s += f64::from(source.length[i]);
        }
    }
    diagonal
}

/// Sentences that share a token which is equally rare on both sides: the source's, the target's, and how much it says.
pub(super) fn rare_shared(source: &Side, target: &Side, table: &Local) -> Vec<(u32, u32, f32)> {
    let (ours, theirs) = (occurrences(source), occurrences(target));
    let mut shared = Vec::new();
    for (word, places) in ours.iter().enumerate() {
        let Some(places) = places.list() else { continue };
        for &(other, p) in table.forward.row(word as u32) {
            let Some(others) = theirs.get(other as usize).and_then(Occurrences::list) else { continue };
            if p >= 0.3 && places.len() == others.len() {
                shared.extend(places.iter().zip(others).map(|(&i, &j)| (i, j, p)));
            }
        }
    }
    // Of points in one row the chain may hold one: the last columns come first, so that none follows from another.
    shared.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.total_cmp(&b.2)));
    shared
}

/// The sentences that hold a token, up to two; more say nothing of the place.
#[derive(Debug, Clone, Copy, Default)]
struct Occurrences {
    count: u8,
    at: [u32; 2],
}

impl Occurrences {
    fn list(&self) -> Option<&[u32]> {
        (1..=2).contains(&self.count).then(|| &self.at[..self.count as usize])
    }
}

fn occurrences(side: &Side) -> Vec<Occurrences> {
    let mut all = vec![Occurrences::default(); side.words.len()];
    for sentence in 0..side.n {
        for &token in side.tokens_of(sentence) {
            let places = &mut all[token as usize];
            let number = sentence as u32;
            if (1..=2).contains(&places.count) && places.at[places.count as usize - 1] == number {
                continue;
            }
            if places.count < 2 {
                places.at[places.count as usize] = number;
            }
            places.count = (places.count + 1).min(3);
        }
    }
    all
}

/// The heaviest chain of points that runs forwards on both sides.
fn longest_chain(points: Vec<(u32, u32, f32)>, m: usize) -> Vec<(u32, u32)> {
    // For each column, the heaviest chain that ends before it, kept in a Fenwick tree.
    let mut best = vec![(0.0_f32, usize::MAX); m + 2];
    let mut before = Vec::with_capacity(points.len());
    for (number, &(_, column, weight)) in points.iter().enumerate() {
        let (mut value, mut from) = (0.0, usize::MAX);
        let mut x = column as usize + 1;
        while x > 0 {
            // The column itself counts for the next points, not for this one.
            if best[x].0 > value {
                (value, from) = best[x];
            }
            x &= x - 1;
        }
        before.push(from);
        let value = value + weight;
        let mut x = column as usize + 2;
        while x < best.len() {
            if value > best[x].0 {
                best[x] = (value, number);
            }
            x += x & x.wrapping_neg();
        }
    }
    let (mut value, mut last) = (0.0, usize::MAX);
    let mut x = m + 1;
    while x > 0 {
        if best[x].0 > value {
            (value, last) = best[x];
        }
        x &= x - 1;
    }
    let mut chain = Vec::new();
    while last != usize::MAX {
        chain.push((points[last].0, points[last].1));
        last = before[last];
    }
    chain.reverse();
    chain
}

/// Drops points that most of their neighbours contradict: tokens that are equal by chance.
fn agreeing(chain: &[(u32, u32)], diagonal: &[f32]) -> Vec<(u32, u32)> {
    let offset = |&(i, j): &(u32, u32)| j as f32 - diagonal[i as usize];
    let keeps = |number: &usize| {
        let (start, end) = (number.saturating_sub(3), (number + 4).min(chain.len()));
        let others = (start..end).filter(|other| other != number);
        let agree = others.clone().filter(|&other| {
            let distance = chain[*number].0.abs_diff(chain[other].0) as f32;
            (offset(&chain[*number]) - offset(&chain[other])).abs() <= 8.0 + 0.15 * distance
        });
        agree.count() >= (others.count() / 2).max(1)
    };
    (0..chain.len()).filter(keeps).map(|number| chain[number]).collect()
}

/// The corridor around a chain: wider with the distance to the next point.
fn around(chain: &[(u32, u32)], diagonal: &[f32], half: usize, n: usize, m: usize) -> Corridor {
    let offset = |&(i, j): &(u32, u32)| j as f32 - diagonal[i as usize];
    let (mut low, mut high) = (Vec::with_capacity(n + 1), Vec::with_capacity(n + 1));
    let mut next = 0;
    for (i, &level) in diagonal.iter().enumerate().take(n + 1) {
        while next < chain.len() && (chain[next].0 as usize) < i {
            next += 1;
        }
        // The corners of the table are points of every path, but no evidence of where it runs nearby.
        let (before, after) = (next.checked_sub(1).map(|at| &chain[at]), chain.get(next));
        let (x0, y0) = before.map_or((-1.0, 0.0), |point| (point.0 as f32, offset(point)));
        let (x1, y1) = after.map_or((n as f32 + 1.0, 0.0), |point| (point.0 as f32, offset(point)));
        let share = if x1 > x0 { (i as f32 - x0) / (x1 - x0) } else { 0.0 };
        let centre = level + y0 + share * (y1 - y0);
        let distance = [before, after].into_iter().flatten().map(|point| point.0.abs_diff(i as u32)).min();
        let width = distance.map_or(half as f32, |distance| (6.0 + 0.3 * distance as f32).min(half as f32));
        low.push((centre - width).floor().clamp(0.0, m as f32) as u32);
        high.push((centre + width).ceil().clamp(0.0, m as f32) as u32);
    }
    Corridor::new(low, high, m)
}
