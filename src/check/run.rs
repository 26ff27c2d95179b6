//! All texts of a run in one language: which capitalised words do their translations keep? Those are names, whatever dictionaries say.

use std::sync::OnceLock;

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::text::{
    bytes::ByteSet,
    chars::{is_lower, is_unspaced, is_word},
    class::Class,
};

/// So many texts of one word are enough to tell what becomes of it.
const MAX_ROWS: usize = 96;

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
    words: OnceLock<FxHashMap<Box<str>, Vec<Seen>>>,
}

/// A capitalised word in a row.
#[derive(Debug, Clone, Copy)]
struct Seen {
    row: u32,
    is_kept: bool,
    /// No other capitalised word stands beside it.
    is_alone: bool,
}

/// What became of a word in other texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fate {
    /// In so many it stands, in translations that could keep it.
    pub(super) stands: usize,
    /// So many translations keep it.
    pub(super) kept: usize,
    /// So many translations into the same language render it.
    pub(super) rendered: usize,
    /// So many of those that keep it have it from texts where it stands alone, not as a part of a longer name.
    pub(super) kept_alone: usize,
}

impl Fate {
    /// Do translations keep the word as a rule?
    pub(super) fn is_name(self) -> bool {
        self.kept >= 3 && 3 * self.kept >= 2 * self.stands && self.rendered <= 1
    }
}

impl<'a> Run<'a> {
    /// A run of these texts.
    pub fn new(rows: Vec<Row<'a>>) -> Run<'a> {
        Run { rows, words: OnceLock::new() }
    }

    /// What becomes of a capitalised word in the other texts: not in this text in this language again, nor where the
    /// same translation stands.
    pub(super) fn fate(&self, word: &str, own: Row<'_>) -> Fate {
        let words = self.words.get_or_init(|| index(&self.rows));
        let mut fate = Fate::default();
        let Some(seen) = words.get(word) else { return fate };
        // Hardly a word is a name; the others need no second look.
        if seen.iter().filter(|seen| seen.is_kept).count() < 2 {
            return fate;
        }
        for seen in seen {
            let Some(row) = self.rows.get(seen.row as usize) else { continue };
            if row.target == own.target || (row.source == own.source && row.language == own.language) {
                continue;
            }
            fate.stands += 1;
            fate.kept += usize::from(seen.is_kept);
            fate.kept_alone += usize::from(seen.is_kept && seen.is_alone);
            fate.rendered += usize::from(!seen.is_kept && row.language == own.language);
        }
        fate
    }
}

fn index(rows: &[Row<'_>]) -> FxHashMap<Box<str>, Vec<Seen>> {
    let mut words: FxHashMap<Box<str>, Vec<Seen>> = FxHashMap::default();
    for (number, row) in rows.iter().enumerate() {
        let can_keep = is_latin(row.target);
        for word in capitals(row.source) {
            let known = words.get_mut(word);
            let row_number = number as u32;
            if known
                .as_ref()
                .is_some_and(|seen| seen.len() >= MAX_ROWS || seen.last().is_some_and(|last| last.row == row_number))
            {
                continue;
            }
            let is_kept = holds(row.target, word);
            if !is_kept && !can_keep {
                continue;
            }
            let seen = Seen { row: row_number, is_kept, is_alone: is_alone(row.source, word) };
            match known {
                Some(all) => all.push(seen),
                None => {
                    words.insert(word.into(), vec![seen]);
                }
            }
        }
    }
    words
}

/// Is more than a third of a text plain Latin letters? Other scripts keep no words.
fn is_latin(text: &str) -> bool {
    3 * text.bytes().filter(u8::is_ascii_alphabetic).count() > text.len()
}

/// The capitalised words of a text, of four letters and more.
pub(super) fn capitals(text: &str) -> impl Iterator<Item = &str> {
    /// Capitals, and the first bytes of all that is not ASCII.
    const FIRST: ByteSet = ByteSet::new(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", Some(0x80));
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = FIRST.next(text, from)?;
            let (class, length) = Class::at(text, start);
            from = start + length;
            if !class.is_upper() || Class::before(text, start).is_word() {
                continue;
            }
            from = word_end(text, from);
            let word = text.get(start..from)?;
            if word.len() >= 4 && word.chars().skip(1).any(is_lower) && word.chars().count() >= 4 {
                return Some(word);
            }
        }
    })
}

/// Does no other capitalised word stand beside this word of the text? What begins the text has a capital anyway.
fn is_alone(text: &str, word: &str) -> bool {
    let start = (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
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
        match Class::at(text, end) {
            (class, length) if class.is_word() => end += length,
            _ => return end,
        }
    }
}

/// Does a word of the text begin with this word?
fn holds(text: &str, word: &str) -> bool {
    memmem::find_iter(text.as_bytes(), word).any(|at| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|before| is_word(before) && !is_unspaced(before))
    })
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
    fn a_part_of_a_longer_name_is_not_alone() {
        let text = "The Wanderers met Nordic Lights in Oslo";
        let alone: Vec<_> = capitals(text).filter(|word| is_alone(text, word)).collect();
        assert_eq!(alone, ["Wanderers", "Oslo"]);
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
        let own = row("es", "Wanderers spoke.", "Hablaron.");
        assert_eq!(run.fate("Wanderers", own), Fate { stands: 3, kept: 3, rendered: 0, kept_alone: 3 });
        assert!(run.fate("Wanderers", own).is_name() && !run.fate("House", own).is_name());
        // The same text in the same language bears no witness of its own.
        let again = row("de", "The Wanderers lost.", "Verloren.");
        assert_eq!(run.fate("Wanderers", again).kept, 3);
        assert_eq!(run.fate("Wanderers", row("fi", "The Wanderers lost.", "Hävisi.")).kept, 2);
    }
}
