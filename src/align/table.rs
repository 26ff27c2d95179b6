//! Which token may stand for which: a sparse table of probabilities in both directions.

use rustc_hash::FxHashMap;

use super::side::{Side, Vocabulary};

/// A token of the source and one of the target, and how likely each stands for the other.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) source: u32,
    pub(super) target: u32,
    /// p(target | source).
    pub(super) forward: f32,
    /// p(source | target).
    pub(super) backward: f32,
    /// How often the two were seen to stand for each other.
    pub(super) count: f32,
}

/// Rows of numbers, one after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows<T> {
    pub(super) first: Vec<u32>,
    pub(super) items: Vec<T>,
}

impl<T: Copy> Rows<T> {
    /// Sorts items into rows, keeping their order within each.
    pub(super) fn sorted(rows: usize, items: &[T], row: impl Fn(&T) -> u32) -> Rows<T> {
        let mut first = vec![0_u32; rows + 1];
        for item in items {
            first[row(item) as usize + 1] += 1;
        }
        for at in 0..rows {
            first[at + 1] += first[at];
        }
        let mut next = first.clone();
        let mut order = vec![0_u32; items.len()];
        for (number, item) in items.iter().enumerate() {
            let at = &mut next[row(item) as usize];
            order[*at as usize] = number as u32;
            *at += 1;
        }
        Rows { first, items: order.into_iter().map(|number| items[number as usize]).collect() }
    }

    /// One row.
    #[inline]
    pub(super) fn row(&self, number: u32) -> &[T] {
        let number = number as usize;
        match (self.first.get(number), self.first.get(number + 1)) {
            (Some(&start), Some(&end)) => &self.items[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// The table of a run. A frequent word explains a little of very many others, so an entry is filed under the side where
/// it weighs: each row is short on either side.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    by_source: Rows<Entry>,
    by_target: Rows<Entry>,
    /// How likely it is that an aligned sentence explains a token of the source: what nobody can explain costs nothing.
    pub(super) source_cover: Vec<f32>,
    /// The same for tokens of the target.
    pub(super) target_cover: Vec<f32>,
}

/// The most that a token can be covered: even a sure word is sometimes translated freely.
const MOST_COVER: f32 = 0.7;

impl Table {
    /// A table of entries, each pair of tokens at most once. `cover` scales how much an entry covers.
    pub(super) fn new(entries: &[Entry], sources: usize, targets: usize, cover: f32) -> Table {
        let mut source_cover = vec![0.0_f32; sources];
        let mut target_cover = vec![0.0_f32; targets];
        for entry in entries {
            source_cover[entry.source as usize] += entry.forward;
            target_cover[entry.target as usize] += entry.backward;
        }
        for cover_of in source_cover.iter_mut().chain(&mut target_cover) {
            *cover_of = (cover * *cover_of).min(MOST_COVER);
        }
        let (forward, backward): (Vec<Entry>, Vec<Entry>) =
            entries.iter().partition(|entry| entry.forward >= entry.backward);
        Table {
            by_source: Rows::sorted(sources, &forward, |entry| entry.source),
            by_target: Rows::sorted(targets, &backward, |entry| entry.target),
            source_cover,
            target_cover,
        }
    }

    /// The entry of a pair of tokens.
    pub(super) fn get(&self, source: u32, target: u32) -> Option<&Entry> {
        let of_source = self.by_source.row(source).iter().find(|entry| entry.target == target);
        of_source.or_else(|| self.by_target.row(target).iter().find(|entry| entry.source == source))
    }

    /// The entries in which a token of the source stands for a token of the target rather than the other way round.
    pub(super) fn row(&self, source: u32) -> &[Entry] {
        self.by_source.row(source)
    }

    /// The part of the table that a document can use, in the document's own numbers.
    pub(super) fn local(&self, source: &Side, target: &Side) -> Local {
        let numbers = |side: &Side| -> FxHashMap<u32, u32> {
            side.words.iter().enumerate().map(|(here, &word)| (word, here as u32)).collect()
        };
        let (sources, targets) = (numbers(source), numbers(target));
        let mut entries = Vec::new();
        for (here, &word) in source.words.iter().enumerate() {
            for entry in self.by_source.row(word) {
                if let Some(&there) = targets.get(&entry.target) {
                    entries.push((here as u32, there, entry.forward, entry.backward));
                }
            }
        }
        for (there, &word) in target.words.iter().enumerate() {
            for entry in self.by_target.row(word) {
                if let Some(&here) = sources.get(&entry.source) {
                    entries.push((here, there as u32, entry.forward, entry.backward));
                }
            }
        }
        let forward: Vec<_> = entries.iter().map(|&(s, t, p, _)| (s, t, p)).collect();
        let backward: Vec<_> = entries.iter().map(|&(s, t, _, p)| (t, s, p)).collect();
        let bare = |rows: Rows<(u32, u32, f32)>| Rows {
            first: rows.first,
            items: rows.items.into_iter().map(|(_, other, p)| (other, p)).collect(),
        };
        Local {
            forward: bare(Rows::sorted(source.words.len(), &forward, |&(s, ..)| s)),
            backward: bare(Rows::sorted(target.words.len(), &backward, |&(t, ..)| t)),
        }
    }
}

/// The table of one document: by token of the source what it explains of the target, and the other way round.
#[derive(Debug, Default)]
pub(super) struct Local {
    pub(super) forward: Rows<(u32, f32)>,
    pub(super) backward: Rows<(u32, f32)>,
}

/// How often each token occurs in the run, as a probability.
pub(super) fn frequencies(vocabulary: &Vocabulary) -> Vec<f32> {
    let total: f64 = vocabulary.counts.iter().map(|&count| f64::from(count)).sum();
    let all = total + 0.3 * vocabulary.len() as f64;
    vocabulary.counts.iter().map(|&count| ((f64::from(count) + 0.3) / all) as f32).collect()
}
