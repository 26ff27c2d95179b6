//! A text as a row of numbers and known words: what the readers of dates, times, money and units look at.

use std::{ops::Range, rc::Rc};

use super::{
    Comparator, Decimal, Fact, Form, Scan,
    meanings::{Meanings, Readings},
    number::{NumberToken, Shape},
};
use crate::{
    locale::{Entry, Hit, Section, Sections},
    text::chars::{self, is_boundary, is_unspaced, is_word},
};

/// A number or a known word.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    /// Where it stands in the folded text.
    pub at: Range<usize>,
    /// What it is.
    pub what: What<'a>,
}

impl Piece<'_> {
    /// Do more letters follow the form?
    fn has_tail(&self) -> bool {
        matches!(self.what, What::Word(_, true))
    }
}

/// What a piece is.
#[derive(Debug, Clone)]
pub(super) enum What<'a> {
    /// A number.
    Number(Num),
    /// A word or a symbol with all that it may mean; the flag tells that more letters follow the form.
    Word(Meanings<'a>, bool),
}

/// A number of the text, as far as these readers care.
#[derive(Debug, Clone)]
pub(super) struct Num {
    /// Where it stands in the original text.
    pub place: Range<usize>,
    /// All readings, the likeliest first.
    pub readings: Readings,
    /// How it is written.
    pub form: Form,
    /// What it looks like.
    pub shape: Shape,
    /// What the text says beside it.
    pub comparator: Option<Comparator>,
    plain: bool,
}

impl Num {
    fn new(token: &NumberToken) -> Num {
        let plain = token.plain().is_some() || (token.shape.words > 0 && !token.shape.fraction);
        let &NumberToken { form, shape, comparator, .. } = token;
        Num { place: token.at.clone(), readings: Readings::new(&token.readings), form, shape, comparator, plain }
    }

    /// The number as a whole number between two bounds.
    pub(super) fn within(&self, least: i64, most: i64) -> Option<i64> {
        let value = self.readings.first()?.to_i64().filter(|value| (least..=most).contains(value))?;
        (self.plain || self.form == Form::Roman).then_some(value)
    }

    /// A year in four digits.
    pub(super) fn year(&self) -> Option<i32> {
        let year = self.within(1000, 2999)?;
        (self.shape.digits == 4).then_some(year as i32)
    }

    /// The day of a month.
    pub(super) fn day(&self) -> Option<u8> {
        // `diez de octubre`, `second of August`: powers of ten and ordinals count here whatever else they mean.
        let counts =
            self.form != Form::Implied || self.shape.ordinal || self.readings.first() == Some(&Decimal::from(10));
        if self.shape.digits > 2 || !counts {
            return None;
        }
        self.within(1, 31).map(|day| day as u8)
    }
}

/// The row of pieces.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    /// The pieces, from left to right; they do not overlap.
    pub(super) list: Vec<Piece<'a>>,
}

/// The sections of the words in a row.
const ALL: Sections = Sections::of(SECTIONS);

const SECTIONS: &[Section] = &[
    Section::Month,
    Section::Weekday,
    Section::DayPeriod,
    Section::Era,
    Section::DateWord,
    Section::TimeWord,
    Section::Quarter,
    Section::Currency,
    Section::CurrencySymbol,
    Section::Unit,
    Section::UnitSymbol,
    Section::UnitPer,
    Section::UnitBefore,
];

impl<'a> Pieces<'a> {
    /// The pieces of a text as it stands: what was taken since the row was last made is no longer in it.
    pub(super) fn of(scan: &mut Scan<'a>) -> Rc<Pieces<'a>> {
        match &scan.pieces {
            Some((round, pieces)) if *round == scan.round => pieces.clone(),
            _ => {
                let pieces = Rc::new(Pieces::new(scan));
                scan.pieces = Some((scan.round, pieces.clone()));
                pieces
            }
        }
    }

    /// Cuts a text into pieces, the longest form first.
    fn new(scan: &mut Scan<'a>) -> Pieces<'a> {
        let known = match &scan.known {
            Some(known) => known.clone(),
            None => scan.known.insert(known(scan).into()).clone(),
        };
        let scan = &*scan;
        let mut list: Vec<Piece<'a>> = Vec::with_capacity(known.len() + scan.numbers.len());
        let mut words = known.iter().filter(|piece| !taken(scan, &piece.at)).peekable();
        let mut end = 0;
        for n in 0..=scan.numbers.len() {
            let number = scan.numbers.get(n).filter(|number| !number.used && !scan.is_taken(&number.at));
            let span = scan.numbers.get(n).map_or(usize::MAX..usize::MAX, |number| number.folded.clone());
            while let Some(piece) = words.next_if(|piece| {
                // `second` after a number is a unit, and no ordinal; elsewhere a number word is a number.
                let counted =
                    piece.at.end == span.end && is_unit(piece) && follows_number(&list, &scan.folded.text, span.start);
                piece.at.start < span.start
                    || (piece.at.start == span.start
                        && (piece.at.end > span.end
                            || number.is_none()
                            || counted
                            || is_dated(scan, piece, span.end)
                            || names_year(scan, piece)
                            || names_quarter(scan, piece)))
            }) {
                if piece.at.start >= end {
                    end = piece.at.end;
                    list.push(piece.clone());
                }
            }
            if let Some(number) = number.filter(|number| number.folded.start >= end) {
                end = number.folded.end;
                list.push(Piece { at: number.folded.clone(), what: What::Number(Num::new(number)) });
                if let Some(unit) = fused_unit(scan, number).filter(|unit| !taken(scan, &unit.at)) {
                    end = unit.at.end;
                    list.push(unit);
                }
            }
        }
        let mut pieces = Pieces { list };
        pieces.join_months(scan);
        pieces
    }

    /// 8 月 with a blank is a month as 8月 is.
    fn join_months(&mut self, scan: &Scan<'a>) {
        let text: &str = &scan.folded.text;
        let mut at = 0;
        while at + 1 < self.list.len() {
            let is_month = self.gap(text, at) == " " && self.is(at + 1, Section::DateWord, "month");
            let number =
                self.number(at).filter(|number| is_month && number.within(1, 12).is_some() && number.shape.digits > 0);
            if number.is_some() {
                let (from, to) = (self.list[at].at.clone(), self.list[at + 1].at.clone());
                let form = format!("{}{}", &text[from.clone()], &text[to.clone()]);
                let entries = scan.passage.locale.lexicon().prefixes(&form).find(|(length, _)| *length == form.len());
                let month = |entry: &&'a Entry| entry.section == Section::Month;
                if let Some(entry) = entries.and_then(|(_, entries)| entries.iter().find(month)) {
                    self.list[at] = Piece {
                        at: from.start..to.end,
                        what: What::Word(Meanings::of(std::slice::from_ref(entry), |_| true), false),
                    };
                    self.list.remove(at + 1);
                }
            }
            at += 1;
        }
    }

    /// What the word at a place of the row may be; nothing where a number stands.
    pub(super) fn sections(&self, at: usize) -> Sections {
        match self.list.get(at).map(|piece| &piece.what) {
            Some(What::Word(meanings, _)) => meanings.sections,
            _ => Sections::default(),
        }
    }

    /// What any word of the row may be.
    pub(super) fn all_sections(&self) -> Sections {
        let mut all = Sections::default();
        (0..self.list.len()).for_each(|at| all.add(self.sections(at)));
        all
    }

    /// The number at a place of the row.
    pub(super) fn number(&self, at: usize) -> Option<&Num> {
        match &self.list.get(at)?.what {
            What::Number(number) => Some(number),
            What::Word(..) => None,
        }
    }

    /// The keys that the word at a place of the row has in a section.
    pub(super) fn keys(&self, at: usize, section: Section) -> impl Iterator<Item = &'static str> + '_ {
        self.entries(at, section).map(|entry| entry.key)
    }

    /// The entries that the word at a place of the row has in a section.
    pub(super) fn entries(&self, at: usize, section: Section) -> impl Iterator<Item = &'a Entry> + '_ {
        let meanings = match self.list.get(at).map(|piece| &piece.what) {
            Some(What::Word(meanings, _)) => *meanings,
            _ => Meanings::of(&[], |_| false),
        };
        meanings.within(section)
    }

    /// The first key that the word has in a section.
    pub(super) fn key(&self, at: usize, section: Section) -> Option<&'static str> {
        self.keys(at, section).next()
    }

    /// Has the word this key?
    pub(super) fn is(&self, at: usize, section: Section, key: &str) -> bool {
        self.keys(at, section).any(|own| own == key)
    }

    /// The number before a piece with what stands between them, where at most one known word does (`2 to 3 inches`).
    pub(super) fn number_before<'t>(&self, text: &'t str, at: usize) -> Option<(usize, &'t str)> {
        let mut before = at.checked_sub(1)?;
        if self.number(before).is_none() {
            before = before.checked_sub(1)?;
            self.number(before)?;
        }
        Some((before, text.get(self.list[before].at.end..self.list[at].at.start)?))
    }

    /// Is the piece a unit or a currency?
    pub(super) fn is_counted(&self, at: usize) -> bool {
        [Section::Unit, Section::UnitSymbol, Section::Currency, Section::CurrencySymbol]
            .into_iter()
            .any(|section| self.key(at, section).is_some())
    }

    /// The text of a piece.
    pub(super) fn text<'t>(&self, text: &'t str, at: usize) -> &'t str {
        self.list.get(at).and_then(|piece| text.get(piece.at.clone())).unwrap_or_default()
    }

    /// What stands between a piece and the next.
    pub(super) fn gap<'t>(&self, text: &'t str, at: usize) -> &'t str {
        let (Some(left), Some(right)) = (self.list.get(at), self.list.get(at + 1)) else { return "" };
        text.get(left.at.end..right.at.start).unwrap_or_default()
    }
}

/// May a number of the text have a unit: one beside it, or one that is written onto it?
pub(super) fn may_measure(scan: &Scan<'_>) -> bool {
    const NAMED: Sections = Sections::of(&[Section::Unit, Section::UnitSymbol]);
    let is_fused = |number: &NumberToken| {
        scan.folded.text.get(number.folded.end..).and_then(|rest| rest.chars().next()).is_some_and(is_word)
    };
    // Feet and inches are told by marks behind digits.
    !scan.numbers.is_empty() && (scan.has_digits() || scan.sections.meets(NAMED) || scan.numbers.iter().any(is_fused))
}

/// Adds a fact and marks the numbers in it as used.
pub(super) fn add(scan: &mut Scan<'_>, fact: Fact) {
    let from = scan.numbers.partition_point(|number| number.at.end <= fact.at.start);
    for number in scan.numbers.iter_mut().skip(from).take_while(|number| number.at.start < fact.at.end) {
        number.used = true;
    }
    scan.add(fact);
}

fn is_unit(piece: &Piece<'_>) -> bool {
    matches!(&piece.what, What::Word(entries, _) if entries.sections.has(Section::Unit))
}

/// A month or weekday that is also a number word (Greek Τρίτη is Tuesday and third, Vietnamese thứ Ba too) is what its capital says.
fn is_dated(scan: &Scan<'_>, piece: &Piece<'_>, end: usize) -> bool {
    let capital = |text: &str| text.chars().any(chars::is_upper);
    let What::Word(entries, _) = &piece.what else { return false };
    if !entries.sections.meets(Sections::of(&[Section::Month, Section::Weekday])) {
        return false;
    }
    let original = scan.passage.text.get(scan.folded.range(piece.at.clone())).unwrap_or_default();
    let dated = |entry: &&Entry| matches!(entry.section, Section::Month | Section::Weekday);
    piece.at.end == end && capital(original) && entries.iter().find(dated).is_some_and(|entry| capital(entry.form))
}

/// Vietnamese năm is five, and the year before four digits.
fn names_year(scan: &Scan<'_>, piece: &Piece<'_>) -> bool {
    let What::Word(entries, _) = &piece.what else { return false };
    let after = scan.folded.text.get(piece.at.end..).and_then(|text| text.strip_prefix(' ')).unwrap_or_default();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && entries.within(Section::DateWord).any(|entry| entry.key == "year")
}

/// सवा is one and a quarter, and a quarter past before an hour in digits.
fn names_quarter(scan: &Scan<'_>, piece: &Piece<'_>) -> bool {
    let What::Word(entries, _) = &piece.what else { return false };
    let counted = |entry: &Entry| entry.section == Section::TimeWord && entry.key.ends_with("-counted");
    let after = scan.folded.text.get(piece.at.end..).and_then(|text| text.strip_prefix(' ')).unwrap_or_default();
    after.starts_with(|c: char| c.is_ascii_digit()) && entries.iter().any(counted)
}

fn follows_number(list: &[Piece<'_>], text: &str, start: usize) -> bool {
    list.last().is_some_and(|last| {
        matches!(last.what, What::Number(_)) && matches!(text.get(last.at.end..start), Some("" | " " | "-"))
    })
}

/// zwei|jährig, devětatřiceti|letý: the unit that a number word goes on with, to the end of the word.
fn fused_unit<'a>(scan: &Scan<'a>, number: &NumberToken) -> Option<Piece<'a>> {
    /// Shorter forms are endings of anything.
    const SHORT: usize = 3;
    let end = number.folded.end;
    let rest = scan.folded.text.get(end..).filter(|_| number.shape.words > 0)?;
    if is_boundary(scan.folded.text.get(..end)?.chars().next_back(), rest.chars().next()) {
        return None;
    }
    let unit = |entry: &'a Entry| entry.section == Section::Unit && entry.form.chars().count() > SHORT;
    let fused = scan
        .passage
        .locale
        .lexicon()
        .prefixes(rest)
        .filter_map(|(_, entries)| Some(Meanings::of(entries, unit)).filter(|units| !units.is_empty()));
    let units = fused.last()?;
    let length: usize = rest.chars().take_while(|&c| is_word(c) && !is_unspaced(c)).map(char::len_utf8).sum();
    Some(Piece { at: end..end + length, what: What::Word(units, false) })
}

/// All words of a text that may be pieces. At one place the longer form goes first.
fn known<'a>(scan: &Scan<'a>) -> Vec<Piece<'a>> {
    // A stem goes on to no word that is known itself: million is no mile.
    let is_part = |hit: &Hit<'a>| scan.hits_at(hit.at.start).iter().any(|longer| longer.at.end > hit.at.end);
    let hits = scan.hits.iter().filter(|hit| hit.sections.meets(ALL) && (hit.tail == 0 || !is_part(hit)));
    let mut words: Vec<Piece<'a>> = hits.filter_map(|hit| word(scan, hit)).collect();
    words.sort_by_key(|piece| (piece.at.start, std::cmp::Reverse(piece.at.end), piece.has_tail()));
    words
}

fn taken(scan: &Scan<'_>, at: &Range<usize>) -> bool {
    scan.is_taken(&scan.folded.range(at.clone()))
}

/// A hit as a word, with those of its meanings that the letters in the text allow.
fn word<'a>(scan: &Scan<'a>, hit: &Hit<'a>) -> Option<Piece<'a>> {
    let folded: &str = &scan.folded.text;
    let letters = folded.get(hit.at.clone())?.chars().count();
    let tail = folded.get(hit.at.end..hit.at.end + hit.tail)?;
    // A stem of three letters is anything, and what goes on with a digit is another word.
    if hit.tail > 0 && tail.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let original = scan.passage.text.get(scan.folded.range(hit.at.clone()))?;
    const SYMBOLS: Sections = Sections::of(&[Section::UnitSymbol, Section::CurrencySymbol]);
    let is_symbol = |entry: &Entry| SYMBOLS.has(entry.section);
    let is_as_written = |entry: &Entry| same_case(entry.form, original);
    let is_meant = |entry: &Entry| ALL.has(entry.section) && (hit.tail == 0 || goes_on(scan, entry, letters, tail));
    let has_symbols = hit.sections.meets(SYMBOLS);
    let exact =
        has_symbols && hit.entries.iter().any(|entry| is_symbol(entry) && is_meant(entry) && is_as_written(entry));
    // Symbols mean what they are written like: MB is no Mb. A single letter must be written just so.
    // A currency of letters must be written just so: km is no konvertibilna marka.
    let loose = |entry: &Entry| !exact && letters > 1 && entry.section != Section::CurrencySymbol;
    let entries = Meanings::of(hit.entries, |entry| {
        !entry.is_stray && is_meant(entry) && (!is_symbol(entry) || loose(entry) || is_as_written(entry))
    });
    if entries.is_empty() {
        return None;
    }
    Some(Piece { at: hit.at.start..hit.at.end + hit.tail, what: What::Word(entries, hit.tail > 0) })
}

/// May the word go on like this after the form? Months and weekdays only as the language says.
fn goes_on(scan: &Scan<'_>, entry: &Entry, letters: usize, tail: &str) -> bool {
    let length = tail.chars().count();
    let tails = scan.passage.locale.habits().tails(entry.section);
    if !tails.is_empty() {
        return tails.contains(&tail);
    }
    let longest = if matches!(entry.section, Section::Month | Section::Weekday) { 6 } else { 4 };
    // `24 centers` are no cents.
    entry.section.takes_stems() && (letters >= 5 && length <= longest || letters == 4 && length <= 2)
}

fn same_case(form: &str, original: &str) -> bool {
    fn cases(text: &str) -> impl Iterator<Item = bool> + '_ {
        text.chars().filter(|&c| chars::is_letter(c)).map(chars::is_upper)
    }
    cases(form).eq(cases(original))
}
