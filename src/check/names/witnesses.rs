//! The other texts of a run that have a word of the source: do their translations keep it?

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use super::{
    company::stem,
    evidence::{Sought, Table},
    spelling::is_latin,
};
use crate::{
    check::{
        company::{Sides, begins_word},
        run::keeps,
    },
    text::words::words,
};

/// So many texts are enough to tell what becomes of a word.
const MOST: usize = 8;

/// So many are looked up at once: some may be the very text that is asked about.
const FIRST: usize = 2 * MOST;

/// So many are looked through where the first ones are that text again and again.
const FARTHEST: usize = 256;

/// So many translations that lack a word, and none that has it, tell that it is no name: of a word of the language, of
/// another word.
const NEVER: (usize, usize) = (2, 3);

/// The texts of a run, and what they say of the words that were looked for.
pub(super) struct Witnesses<'r> {
    rows: &'r Sides,
    heard: FxHashMap<(String, Manner), Heard>,
}

/// How a word is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Manner {
    /// In texts with any of its forms; only the very word is found.
    Strict,
    /// In texts with the very word; whatever may be it is found.
    Generous,
}

/// The first rows that have a word, and whether their translations show it.
#[derive(Default)]
struct Heard {
    rows: Vec<usize>,
    shows: FxHashMap<usize, bool>,
}

/// In so many other texts the word stands, and so many of their translations have it.
struct Tally {
    stands: usize,
    kept: usize,
}

impl<'r> Witnesses<'r> {
    pub(super) fn new(rows: &'r Sides) -> Witnesses<'r> {
        Witnesses { rows, heard: FxHashMap::default() }
    }

    /// Do the other translations keep the word, always? Then it is a name, though it is a word of the language.
    ///
    /// `own`: the text that is asked about, and its translation. They bear no witness of their own.
    pub(super) fn keep(&mut self, word: &str, own: (&str, &str)) -> bool {
        let Tally { stands, kept } = self.ask(word, Manner::Strict, own);
        kept >= 2 && 3 * kept >= 2 * stands
    }

    /// Does no other translation keep the word? Then it is a term that is translated. `is_word`: it is a word of the
    /// language, which needs less to be none.
    pub(super) fn never_keep(&mut self, word: &str, is_word: bool, own: (&str, &str)) -> bool {
        let Tally { stands, kept } = self.ask(word, Manner::Generous, own);
        // Among many one may sound like it by chance.
        let is_kept = kept > usize::from(stands == MOST);
        !is_kept && stands >= if is_word { NEVER.0 } else { NEVER.1 }
    }

    fn ask(&mut self, word: &str, manner: Manner, own: (&str, &str)) -> Tally {
        let rows = self.rows;
        let finder = Finder::new(if manner == Manner::Strict { stem(word) } else { word });
        let all = || -> Box<dyn Iterator<Item = usize> + '_> {
            match manner {
                Manner::Strict => Box::new(rows.source.beginning(&finder)),
                Manner::Generous => Box::new(rows.source.holding(&finder)),
            }
        };
        let look_up = || Heard { rows: all().take(FIRST).collect(), ..Heard::default() };
        let Heard { rows: first, shows } = self.heard.entry((word.to_owned(), manner)).or_insert_with(look_up);
        let is_other = |row: &usize| rows.source.get(*row) != own.0 && rows.target.get(*row) != own.1;
        let mut others: Vec<usize> = first.iter().copied().filter(is_other).take(MOST).collect();
        if others.len() < MOST && first.len() == FIRST {
            others = all().take(FARTHEST).filter(is_other).take(MOST).collect();
        }
        let mut shows = |row: &usize| *shows.entry(*row).or_insert_with(|| manner.shows(rows.target.get(*row), word));
        Tally { stands: others.len(), kept: others.iter().filter(|row| shows(row)).count() }
    }
}

impl Manner {
    /// Has a translation the word?
    fn shows(self, translation: &str, word: &str) -> bool {
        let is_heard = |is_it: &dyn Fn(&Table, &Sought) -> bool| {
            let words = words(translation);
            is_it(&Table::new(std::iter::once((translation, words.as_slice()))), &Sought::new(word))
        };
        match self {
            // A word of the language may sound a little like any other.
            Manner::Strict => {
                keeps(translation, word)
                    || !is_latin(translation)
                        && is_heard(&|table, word| {
                            // The first word has a capital anyway.
                            let first = usize::from(table.words.first().is_some_and(|word| word.is_capital));
                            word.is_told() && (first..table.words.len()).any(|number| table.surely_shows(number, word))
                        })
            }
            Manner::Generous => {
                begins_word(translation, &Finder::new(stem(word))) || is_heard(&|table, word| table.shows(word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[(&str, &str)]) -> Sides {
        let mut sides = Sides::default();
        texts.iter().for_each(|(source, target)| sides.push(source, target));
        sides
    }

    const OWN: (&str, &str) = ("Then Meadow left.", "Dann ging er.");

    #[test]
    fn a_word_that_is_always_kept_is_a_name() {
        let texts = [("Meadow spoke.", "Meadow sprach."), ("We met Meadow.", "Wir trafen Meadow."), OWN];
        let rows = rows(&texts);
        let mut witnesses = Witnesses::new(&rows);
        assert!(witnesses.keep("Meadow", OWN) && !witnesses.never_keep("Meadow", true, OWN));
    }

    #[test]
    fn a_word_that_is_never_kept_is_a_term() {
        let texts = [("A Meadow view", "Blick ins Grüne"), ("No Meadow here", "Hier ist nichts"), OWN, OWN];
        let rows = rows(&texts);
        let mut witnesses = Witnesses::new(&rows);
        assert!(witnesses.never_keep("Meadow", true, OWN) && !witnesses.keep("Meadow", OWN));
        // What is no word of the language needs more of them.
        assert!(!witnesses.never_keep("Meadow", false, OWN));
    }

    #[test]
    fn a_verb_with_the_letters_of_a_word_bears_no_witness() {
        let texts = [("Move up", "Mover acima"), ("Move down", "Mover abaixo"), ("Move", "Mover")];
        let rows = rows(&texts);
        assert!(!Witnesses::new(&rows).keep("Move", ("Move to", "Enviar")));
    }
}
