//! One text on its way to facts: what every reader of facts looks at, and the order in which they read.

use std::{ops::Range, rc::Rc};

use smallvec::SmallVec;

use super::{
    Fact, Kind, NumberToken, Value, acronym, date, literal, money, name, number,
    piece::{Piece, Pieces},
    quote, territory, time, unit,
};
use crate::{
    document::{BlockKind, Inline, InlineKind},
    locale::{Hit, Hits, Locale, Sections},
    text::{
        Folded,
        bytes::digit_runs,
        chars,
        words::{Word, cased_words},
    },
};

/// A text whose facts are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The text.
    pub text: &'a str,
    /// Its parts that are no prose.
    pub inline: &'a [Inline],
    /// What kind of text it is: a heading's capitals make no names.
    pub kind: BlockKind,
    /// Its language.
    pub locale: &'a Locale,
}

impl<'a> Passage<'a> {
    /// Plain running text.
    pub fn plain(text: &'a str, locale: &'a Locale) -> Passage<'a> {
        Passage { text, inline: &[], kind: BlockKind::Paragraph, locale }
    }
}

/// What the readers of facts share: the passage, its folded text, the forms of the lexicon in it, and what is taken.
#[derive(Debug)]
pub struct Scan<'a> {
    /// The passage.
    pub passage: Passage<'a>,
    /// Its text, folded.
    pub folded: Rc<Folded<'a>>,
    /// The forms of the language's lexicon, by their start in the folded text.
    pub hits: Hits<'a>,
    /// The sections of all hits: what is not among them need not be looked for.
    pub sections: Sections,
    /// The runs of digits in the folded text, of whatever script.
    pub digits: Rc<[Range<usize>]>,
    /// The words of the text that have a capital: no other names anything.
    pub words: Rc<Vec<Word>>,
    /// How many words are in small letters, where any has a capital.
    pub small_words: usize,
    /// The numbers in the text, in order of their places.
    pub numbers: Vec<NumberToken>,
    /// The facts so far.
    pub facts: Vec<Fact>,
    /// The known words that may stand in such a row, for all rows.
    pub(super) known: Option<Rc<[Piece<'a>]>>,
    /// The row of numbers and known words, with the round of [`Scan::take`] that it is of.
    pub(super) pieces: Option<(usize, Rc<Pieces<'a>>)>,
    /// How often bytes were taken.
    pub(super) round: usize,
    /// A bit for each byte of the text that is read.
    taken: SmallVec<[u64; 8]>,
}

impl<'a> Scan<'a> {
    /// Folds the text and looks up its words.
    pub fn new(passage: Passage<'a>) -> Scan<'a> {
        let folded = Rc::new(Folded::new(passage.text));
        let hits = passage.locale.lexicon().scan(&folded);
        let mut sections = Sections::default();
        hits.iter().for_each(|hit| sections.add(hit.sections));
        let digits = digit_runs(&folded.text).into();
        let has_capitals = chars::has_upper(passage.text);
        let (words, small_words) = if has_capitals { cased_words(passage.text) } else { (Vec::new(), 0) };
        let taken = SmallVec::from_elem(0, passage.text.len() / 64 + 1);
        Scan {
            passage,
            folded,
            hits,
            sections,
            digits,
            words: Rc::new(words),
            small_words,
            numbers: Vec::new(),
            facts: Vec::new(),
            known: None,
            pieces: None,
            round: 0,
            taken,
        }
    }

    /// Are there digits in the text?
    pub fn has_digits(&self) -> bool {
        !self.digits.is_empty()
    }

    /// The forms of the lexicon that begin at a place of the folded text, shortest first.
    pub fn hits_at(&self, at: usize) -> &[Hit<'a>] {
        let start = self.hits.partition_point(|hit| hit.at.start < at);
        let length = self.hits[start..].iter().take_while(|hit| hit.at.start == at).count();
        &self.hits[start..start + length]
    }

    /// Marks bytes of the original text as read, so that no later reader reads them again.
    pub fn take(&mut self, at: Range<usize>) {
        self.round += 1;
        for word in at.start / 64..=at.end.saturating_sub(1) / 64 {
            if let Some(bits) = self.taken.get_mut(word) {
                *bits |= mask(&at, word);
            }
        }
    }

    /// Is any byte of the range taken?
    pub fn is_taken(&self, at: &Range<usize>) -> bool {
        (at.start / 64..=at.end.saturating_sub(1) / 64)
            .any(|word| self.taken.get(word).is_some_and(|bits| bits & mask(at, word) != 0))
    }

    /// Adds a fact and takes its bytes.
    pub fn add(&mut self, fact: Fact) {
        self.take(fact.at.clone());
        self.facts.push(fact);
    }
}

/// The bits of a range within one word of the bitmap.
fn mask(at: &Range<usize>, word: usize) -> u64 {
    let from = at.start.saturating_sub(word * 64).min(64);
    let to = at.end.saturating_sub(word * 64).min(64);
    let below = |bit: usize| if bit == 64 { u64::MAX } else { (1 << bit) - 1 };
    below(to) & !below(from)
}

/// The facts of a text, in the order of their places.
pub fn extract(passage: Passage<'_>) -> Vec<Fact> {
    if passage.kind == BlockKind::Code {
        return vec![Fact::new(Kind::Code, Value::Text(passage.text.trim().to_owned()), 0..passage.text.len())];
    }
    in_order(read(passage).facts)
}

/// The facts of a text with the numbers that amounts and quantities are made of: 10000 of 10000 USD.
pub fn extract_with_numbers(passage: Passage<'_>) -> Vec<Fact> {
    let Scan { mut facts, numbers, .. } = read(passage);
    let amounts = facts.iter().filter(|fact| matches!(fact.kind, Kind::Currency | Kind::Unit));
    let mut amounts: Vec<Range<usize>> = amounts.map(|fact| fact.at.clone()).collect();
    amounts.sort_by_key(|at| at.start);
    // Where amounts end at the latest that begin no later.
    let mut end = 0;
    for at in &mut amounts {
        end = end.max(at.end);
        at.end = end;
    }
    for number in numbers {
        let before = amounts.partition_point(|at| at.start <= number.at.start);
        let last = before.checked_sub(1).and_then(|last| amounts.get(last));
        let is_inside = last.is_some_and(|at| number.at.end <= at.end);
        let mut readings = number.readings.iter().map(|value| Value::Number(*value));
        if let Some(value) = readings.next().filter(|_| is_inside) {
            let (others, form, comparator) = (readings.collect(), number.form, number.comparator);
            facts.push(Fact { others, form, comparator, ..Fact::new(Kind::Number, value, number.at) });
        }
    }
    in_order(facts)
}

fn in_order(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort_by_key(|fact| (fact.at.start, fact.at.end, fact.kind));
    facts
}

fn read(passage: Passage<'_>) -> Scan<'_> {
    let mut scan = Scan::new(passage);
    take_inline(&mut scan);
    // The order matters: what stands first may take what later readers would read otherwise.
    for read in READERS {
        read(&mut scan);
    }
    scan
}

/// The readers of facts, in their order.
const READERS: &[fn(&mut Scan<'_>)] = &[
    literal::read,
    date::numeric::read,
    time::numeric::read,
    number::read,
    date::read,
    time::read,
    time::from_another_hour,
    money::read,
    unit::read,
    number::plain::percent,
    number::plain::countries,
    date::years,
    number::plain::rest,
    // Quotations hold what was read before and take nothing from it.
    territory::read,
    acronym::read,
    name::read,
    quote::read,
];

/// What the reader of the file marked as no prose is a fact of its own.
fn take_inline(scan: &mut Scan<'_>) {
    for inline in scan.passage.inline {
        let Some(text) = scan.passage.text.get(inline.at.clone()) else { continue };
        let value = Value::Text(inline.value.clone().unwrap_or_else(|| text.to_owned()));
        let fact = |kind| Fact::new(kind, value, inline.at.clone());
        match inline.kind {
            InlineKind::Code => scan.add(fact(Kind::Code)),
            InlineKind::Placeholder => scan.add(fact(Kind::Placeholder)),
            InlineKind::Markup => scan.add(fact(Kind::Markup)),
            // The text of a link is prose and stays open to the other readers.
            InlineKind::Link => scan.facts.push(fact(Kind::Link)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_amount_of_a_long_text_keeps_its_number_in_linear_time() {
        let count = 20_000;
        let facts = extract_with_numbers(Passage::plain(&"$5 and ".repeat(count), Locale::get("en")));
        let of = |kind: Kind| facts.iter().filter(|fact| fact.kind == kind).count();
        assert_eq!((of(Kind::Currency), of(Kind::Number)), (count, count));
    }
}
