//! All texts of a run in one language: which capitalised words do their translations keep? Those are names, whatever dictionaries say.

use std::{collections::hash_map::Entry, hash::BuildHasher, sync::OnceLock};

use memchr::memmem;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::text::{
    bits::Bits,
    bytes::{CAPITALS, letters, small_letters},
    chars::{is_lower, is_unspaced, is_word},
    class::Class,
};

/// So many texts of one word are enough to tell what becomes of it.
const MAX_ROWS: usize = 384;
/// So many translations must keep a word that is a name.
const MIN_KEPT: usize = 3;
/// A word that so many translations keep is a name, whatever the others do.
const OFTEN: usize = 20;

/// A text with its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// The language of the translation.
    pub language: &'a str,
    /// The text.
    pub source: &'a str,
    /// Its translation.
    pub target: &'a str,
}

/// Texts in one language, with translations into any languages.
#[derive(Debug, Default)]
pub struct Run<'a> {
    /// The texts.
    pub rows: Vec<Row<'a>>,
    names: OnceLock<Names>,
    /// The rows of each text, by its hash.
    texts: OnceLock<FxHashMap<u64, Vec<u32>>>,
}

/// The words that translations keep often enough to be names.
#[derive(Debug, Default)]
struct Names {
    words: FxHashMap<Box<str>, Vec<Seen>>,
    /// The first four bytes of each: hardly a capital of a text begins one of a few names.
    heads: Bits<32>,
    languages: Vec<Box<str>>,
}

/// A capitalised word in a row. Rows are told apart by their hashes: they lie far from each other.
#[derive(Debug, Clone, Copy)]
struct Seen {
    row: u32,
    marks: Marks,
    is_kept: bool,
    /// Is the translation in Latin letters, as the word is?
    can_keep: bool,
    /// No other capitalised word stands beside it.
    is_alone: bool,
}

/// What tells a row from nearly all others: hashes of its texts, and the number of its language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    source: u32,
    target: u32,
    language: Option<u16>,
}

/// What became of a word in other texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fate {
    /// In so many it stands, in translations that could keep it.
    pub(super) stands: usize,
    /// So many translations keep it.
    pub(super) kept: usize,
    /// So many translations into the same language keep it.
    pub(super) kept_here: usize,
    /// So many translations into the same language render it.
    pub(super) rendered: usize,
    /// So many of those that keep it have it from texts where it stands alone, not as a part of a longer name.
    pub(super) kept_alone: usize,
}

impl Fate {
    /// Do translations keep the word as a rule, those into the same language too?
    pub(super) fn is_name(self) -> bool {
        // No word but a name is kept so often, though many languages have their own form of it.
        let is_often_kept = self.kept >= OFTEN && 3 * self.kept >= self.stands && self.rendered <= 3;
        self.kept >= MIN_KEPT
            && (2 * self.kept >= self.stands && (self.rendered <= 1 || self.kept_here >= 2 * self.rendered)
                || is_often_kept)
    }
}

impl<'a> Run<'a> {
    /// A run of these texts.
    pub fn new(rows: Vec<Row<'a>>) -> Run<'a> {
        Run { rows, ..Run::default() }
    }

    /// The translations of this very text, a row each.
    pub(super) fn translations<'s>(&'s self, source: &'s str) -> impl Iterator<Item = &'s Row<'a>> {
        let texts = self.texts.get_or_init(|| {
            let mut texts: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
            for (number, row) in self.rows.iter().enumerate() {
                texts.entry(hash(row.source)).or_default().push(number as u32);
            }
            texts
        });
        let rows = texts.get(&hash(source)).into_iter().flatten();
        rows.filter_map(|&row| self.rows.get(row as usize)).filter(move |row| row.source == source)
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| index(&self.rows))
    }

    /// May any word be a name of the run?
    pub(super) fn has_names(&self) -> bool {
        !self.names().words.is_empty()
    }

    /// The words of a text that are names in any of the texts.
    pub(super) fn known_words<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let names = self.names();
        capitals_where(text, |head| names.heads.has(u32::from_le_bytes(*head)))
            .filter(|word| names.words.contains_key(*word))
    }

    /// The marks of a row that asks what became of its words in the others.
    pub(super) fn marks(&self, row: &Row<'_>) -> Marks {
        let language = self.names().languages.iter().position(|known| **known == *row.language);
        Marks::of(row, language)
    }

    /// What becomes of a capitalised word in the other texts: not in this text in this language again, nor where the
    /// same translation stands. Of a word that is no name in any of them it says nothing.
    pub(super) fn fate(&self, word: &str, own: &Row<'_>, marks: Marks) -> Fate {
        let mut fate = Fate::default();
        let Some(seen) = self.names().words.get(word) else { return fate };
        for seen in seen {
            let is_same_language = marks.language.is_some() && seen.marks.language == marks.language;
            let may_be_same =
                seen.marks.target == marks.target || (is_same_language && seen.marks.source == marks.source);
            if may_be_same
                && self
                    .rows
                    .get(seen.row as usize)
                    .is_some_and(|row| row.target == own.target || (is_same_language && row.source == own.source))
            {
                continue;
            }
            fate.stands += usize::from(seen.is_kept || seen.can_keep);
            fate.kept += usize::from(seen.is_kept);
            fate.kept_alone += usize::from(seen.is_kept && seen.is_alone);
            fate.rendered += usize::from(!seen.is_kept && is_same_language);
            fate.kept_here += usize::from(seen.is_kept && is_same_language);
        }
        fate
    }
}

/// A word, as long as it is not known to stand in many rows.
enum Tally {
    /// The first rows, with the word's places in their sources.
    Few([(u32, u32); MIN_KEPT - 1], usize),
    Many(Vec<Seen>),
}

/// Where the words that may be names stand. Most words stand in few rows: nobody asks what became of them there.
fn index(rows: &[Row<'_>]) -> Names {
    let mut words: FxHashMap<&str, Tally> = FxHashMap::default();
    let mut known = vec![None; rows.len()];
    let mut numbers = Vec::with_capacity(rows.len());
    let mut languages: FxHashMap<&str, usize> = FxHashMap::default();
    let mut last = ("", None);
    for (number, row) in rows.iter().enumerate() {
        // Rows of one language stand side by side.
        let language = match last {
            (tag, Some(language)) if tag == row.language => language,
            _ => {
                let next = languages.len();
                *languages.entry(row.language).or_insert(next)
            }
        };
        last = (row.language, Some(language));
        numbers.push(language);
        for word in capitals(row.source) {
            let here = (number as u32, place(row.source, word) as u32);
            let tally = words.entry(word).or_insert(Tally::Few([(0, 0); MIN_KEPT - 1], 0));
            match tally {
                Tally::Few(places, count) => {
                    if count.checked_sub(1).and_then(|last| places.get(last)).is_some_and(|last| last.0 == here.0) {
                        continue;
                    }
                    if let Some(place) = places.get_mut(*count) {
                        (*place, *count) = (here, *count + 1);
                        continue;
                    }
                    let all = places.iter().copied().chain([here]);
                    *tally =
                        Tally::Many(all.filter_map(|at| seen(rows, &numbers, &mut known, at, word.len())).collect());
                }
                Tally::Many(all) if all.len() < MAX_ROWS && all.last().is_none_or(|last| last.row != here.0) => {
                    all.extend(seen(rows, &numbers, &mut known, here, word.len()));
                }
                Tally::Many(_) => {}
            }
        }
    }
    let words = words.into_iter().filter_map(|(word, tally)| match tally {
        Tally::Many(all) => {
            let all = by_text(all);
            (all.iter().filter(|seen| seen.is_kept).count() >= MIN_KEPT).then(|| (word.into(), all))
        }
        Tally::Few(..) => None,
    });
    let words: FxHashMap<Box<str>, Vec<Seen>> = words.collect();
    let mut heads = Bits::default();
    words.keys().filter_map(|word| word.as_bytes().first_chunk()).for_each(|head| heads.add(u32::from_le_bytes(*head)));
    let mut names = Names { words, heads, languages: vec![Box::default(); languages.len()] };
    for (language, number) in languages {
        names.languages[number] = language.into();
    }
    names
}

/// One row for each text and language: one that keeps the word, if any translation of the text does.
fn by_text(all: Vec<Seen>) -> Vec<Seen> {
    let mut places: FxHashMap<(u32, Option<u16>), usize> = FxHashMap::default();
    let mut out: Vec<Seen> = Vec::with_capacity(all.len());
    for seen in all {
        match places.entry((seen.marks.source, seen.marks.language)) {
            Entry::Vacant(place) => {
                place.insert(out.len());
                out.push(seen);
            }
            Entry::Occupied(place) => {
                if let Some(known) = out.get_mut(*place.get()).filter(|known| seen.is_kept && !known.is_kept) {
                    *known = seen;
                }
            }
        }
    }
    out
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

impl Marks {
    fn of(row: &Row<'_>, language: Option<usize>) -> Marks {
        let language = language.and_then(|number| number.try_into().ok());
        Marks { source: hash(row.source) as u32, target: hash(row.target) as u32, language }
    }
}

/// What became of the word of so many bytes at a place of a row's source; nothing where the translation could not keep it.
fn seen(
    rows: &[Row<'_>],
    languages: &[usize],
    known: &mut [Option<(Marks, bool)>],
    (number, start): (u32, u32),
    length: usize,
) -> Option<Seen> {
    let row = rows.get(number as usize)?;
    let of_row = || (Marks::of(row, languages.get(number as usize).copied()), is_latin(row.target));
    let (marks, can_keep) = *known.get_mut(number as usize)?.get_or_insert_with(of_row);
    let Row { source, target, .. } = row;
    let word = source.get(start as usize..start as usize + length)?;
    let is_kept = keeps(target, word);
    // What stands in a stretch that is not translated tells nothing.
    if is_kept && is_copied(source.get(start as usize..)?, word, target) {
        return None;
    }
    Some(Seen { row: number, marks, is_kept, can_keep, is_alone: is_alone(source, word) })
}

/// So far behind a word the text is looked at that may be copied with it.
const STRETCH: usize = 32;

/// Has the translation the words behind the word too, in small letters, as they stand in the source?
fn is_copied(rest: &str, word: &str, target: &str) -> bool {
    let mut end = word.len();
    while let Some(start) = rest.get(end..).and_then(|rest| rest.find(is_word)).map(|at| end + at) {
        if start > word.len() + STRETCH {
            return false;
        }
        end = word_end(rest, start);
        let next = rest.get(start..end).unwrap_or_default();
        if next.len() >= 4 && next.starts_with(is_lower) {
            return rest
                .get(..end)
                .is_some_and(|stretch| memmem::find(target.as_bytes(), stretch.as_bytes()).is_some());
        }
    }
    false
}

/// Where a word stands that is a part of a text.
fn place(text: &str, word: &str) -> usize {
    (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Is more than a third of a text plain Latin letters? Other scripts keep no words.
pub(super) fn is_latin(text: &str) -> bool {
    3 * text.bytes().filter(u8::is_ascii_alphabetic).count() > text.len()
}

/// The capitalised words of a text, of four letters and more.
fn capitals(text: &str) -> impl Iterator<Item = &str> {
    capitals_where(text, |_| true)
}

/// Those of the [`capitals`] that `may` be it by their first bytes.
fn capitals_where(text: &str, may: impl Fn(&[u8; 4]) -> bool) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = CAPITALS.next(text, from)?;
            let (class, length) = Class::at(text, start);
            from = start + length;
            if !class.is_upper() || Class::before(text, start).is_word() {
                // Small letters, or what goes on with them, are no beginning.
                from += small_letters(text.as_bytes(), from);
                continue;
            }
            if !text.as_bytes()[start..].first_chunk().is_some_and(&may) {
                continue;
            }
            from = word_end(text, from);
            let word = text.get(start..from)?;
            let is_name = match word.is_ascii() {
                true => word.bytes().any(|byte| byte.is_ascii_lowercase()),
                false => word.chars().skip(1).any(is_lower) && word.chars().count() >= 4,
            };
            if word.len() >= 4 && is_name {
                return Some(word);
            }
        }
    })
}

/// Does no other capitalised word stand beside this word of the text? What begins the text has a capital anyway.
fn is_alone(text: &str, word: &str) -> bool {
    let start = place(text, word);
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(start + word.len()..).unwrap_or_default());
    let neighbour = before.strip_suffix([' ', '-']).map_or("", |before| {
        let from = before.rfind(|c: char| !is_word(c)).and_then(|at| before.get(at..));
        from.map_or("", |word| word.trim_start_matches(|c: char| !is_word(c)))
    });
    let is_followed = after.strip_prefix([' ', '-']).is_some_and(|after| after.starts_with(char::is_uppercase));
    !neighbour.starts_with(char::is_uppercase) && !is_followed
}

/// Where the word ends that goes on at a place.
fn word_end(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        end += letters(text.as_bytes(), end).0;
        end += small_letters(text.as_bytes(), end);
        match Class::at(text, end) {
            (class, length) if class.is_word() => end += length,
            _ => return end,
        }
    }
}

/// So many letters more has a word at most that was given an ending.
const ENDING: usize = 4;

/// Does the text hold the very word, perhaps with an ending? The first word of a text has a capital anyway: a verb may
/// have the letters of a name.
pub(super) fn keeps(text: &str, word: &str) -> bool {
    let is_it = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        if before.chars().next_back().is_some_and(|before| is_word(before) && !is_unspaced(before)) {
            return false;
        }
        let after = text.get(at + word.len()..).unwrap_or_default();
        let goes_on = |c: &char| is_word(*c) && !is_unspaced(*c);
        let ending = after.chars().take(ENDING + 1).take_while(goes_on).count();
        ending == 0 || ending <= ENDING && before.contains(is_word)
    };
    match word.bytes().next() {
        // A plain capital stands in few places: a search for the whole word costs more to prepare.
        Some(first) if first.is_ascii_uppercase() => memchr::memchr_iter(first, text.as_bytes())
            .any(|at| text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) && is_it(at)),
        _ => memmem::find_iter(text.as_bytes(), word).any(is_it),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitalised_words_are_told_from_others() {
        let text = "An Apple, the pear; Österreich, NATO and McDonald; iPhone, Ñu, xÄngste";
        assert_eq!(capitals(text).collect::<Vec<_>>(), ["Apple", "Österreich", "McDonald"]);
    }

    #[test]
    fn a_word_is_kept_as_it_is_or_with_an_ending() {
        for text in ["Dann gewann Wanderers erneut", "Wanderers hävisi", "Voiton sai Wanderersin", "今日はWanderersが"]
        {
            assert!(keeps(text, "Wanderers"), "{text}");
        }
        // Cognates, and words that are longer.
        for text in ["Mover para o lixo", "Depois o Movimento", "O Remove"] {
            assert!(!keeps(text, "Move"), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_longer_name_is_not_alone() {
        let text = "The Wanderers met Nordic Lights in Oslo";
        let alone: Vec<_> = capitals(text).filter(|word| is_alone(text, word)).collect();
        assert_eq!(alone, ["Wanderers", "Oslo"]);
    }

    #[test]
    fn a_stretch_that_is_not_translated_tells_nothing() {
        assert!(is_copied(
            "Modification of concessions under",
            "Modification",
            "Die Modification of concessions unter"
        ));
        assert!(!is_copied("Wanderers won again.", "Wanderers", "Die Wanderers gewannen."));
    }

    #[test]
    fn translations_of_one_text_into_one_language_count_once() {
        let row = |language, source, target| Row { language, source, target };
        let run = Run::new(vec![
            row("de", "Wanderers won.", "Die Wanderers gewannen."),
            row("de", "Wanderers won.", "Die Nordlichter gewannen."),
            row("fr", "Wanderers won.", "Les Wanderers ont gagné."),
            row("fi", "Wanderers lost.", "Wanderers hävisi."),
        ]);
        let own = row("es", "Wanderers spoke.", "Hablaron.");
        let fate = run.fate("Wanderers", &own, run.marks(&own));
        assert_eq!((fate.stands, fate.kept), (3, 3));
    }

    #[test]
    fn a_word_that_translations_keep_is_a_name() {
        let row = |language, source, target| Row { language, source, target };
        let rows = vec![
            row("de", "Then Wanderers won again.", "Dann gewannen die Wanderers erneut."),
            row("fr", "Then Wanderers won again.", "Puis les Wanderers ont encore gagné."),
            row("fi", "The Wanderers lost.", "Wanderers hävisi."),
            row("fr", "The House voted.", "La Chambre a voté."),
            row("de", "The House voted.", "Das Haus stimmte ab."),
        ];
        let run = Run::new(rows);
        let fate = |word, own: Row<'_>| run.fate(word, &own, run.marks(&own));
        let own = row("es", "Wanderers spoke.", "Hablaron.");
        assert_eq!(fate("Wanderers", own), Fate { stands: 3, kept: 3, kept_here: 0, rendered: 0, kept_alone: 3 });
        assert!(fate("Wanderers", own).is_name() && !fate("House", own).is_name());
        // The same text in the same language bears no witness of its own.
        let again = row("de", "The Wanderers lost.", "Verloren.");
        assert_eq!(fate("Wanderers", again).kept, 3);
        assert_eq!(fate("Wanderers", row("fi", "The Wanderers lost.", "Hävisi.")).kept, 2);
    }
}
