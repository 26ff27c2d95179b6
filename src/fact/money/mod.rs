//! Amounts of money: $5 million, 5 Mio. €, EUR 20, 500 dollars, 50p.

use std::ops::Range;

use super::{
    Decimal, Fact, Kind, Scan, Value,
    number::plain::joins_range,
    piece::{self, Num, Pieces, What},
};
use crate::locale::{Locale, Section, Sections};

/// A symbol such as `$` stands for many currencies, an ambiguous number has some readings: more than this tell nothing.
const MAX_READINGS: usize = 48;

/// Reads the amounts of money.
pub(in crate::fact) fn read(scan: &mut Scan<'_>) {
    const NAMED: Sections = Sections::of(&[Section::Currency, Section::CurrencySymbol]);
    // The codes of currencies are words of capitals.
    if scan.numbers.is_empty() || (!scan.sections.meets(NAMED) && scan.words.is_empty()) {
        return;
    }
    let pieces = Pieces::of(scan);
    let folded = scan.folded.clone();
    let text: &str = &folded.text;
    let row = Row { pieces: &pieces, text, original: scan.passage.text, locale: scan.passage.locale };
    let mut found: Vec<Amount> = Vec::new();
    for at in 0..pieces.list.len() {
        let free = found.last().map_or(0, |last| last.span.end);
        let Some(amount) = row.amount(scan, at).filter(|amount| amount.span.start >= free) else { continue };
        // The first number of a range shares the currency: 5 to 10 dollars.
        if let Some((first, _)) =
            pieces.number_before(text, at).filter(|&(first, gap)| row.shares(scan, first, at, gap, free))
        {
            found.push(Amount { number: first, codes: amount.codes.clone(), span: pieces.list[first].at.clone() });
        }
        found.push(amount);
    }
    for amount in found {
        let Some(number) = pieces.number(amount.number) else { continue };
        let place = scan.folded.range(amount.span);
        let mut readings = values(number, &amount.codes).into_iter();
        let Some(value) = readings.next().filter(|_| !scan.is_taken(&place)) else { continue };
        let mut fact = Fact::new(Kind::Currency, value, place);
        fact.others = readings.collect();
        (fact.form, fact.comparator) = (number.form, number.comparator);
        piece::add(scan, fact);
    }
}

/// A number with what its currency may be.
struct Amount {
    number: usize,
    codes: Vec<&'static str>,
    span: Range<usize>,
}

struct Row<'r, 'a> {
    pieces: &'r Pieces<'a>,
    text: &'r str,
    original: &'r str,
    locale: &'r Locale,
}

impl Row<'_, '_> {
    fn amount(&self, scan: &Scan<'_>, at: usize) -> Option<Amount> {
        let number = self.pieces.number(at).filter(|number| !number.shape.ordinal)?;
        let own = self.pieces.list[at].at.clone();
        let before = at.checked_sub(1).and_then(|before| self.symbol_before(before));
        let after = self.word_after(at);
        // `$5 US dollars` has both; what touches the number goes first, the other side may name it more exactly.
        let touches = before.as_ref().is_some_and(|(_, span)| span.end == own.start);
        let named = after.as_ref().is_some_and(|(codes, _)| codes.len() == 1);
        let both = before.is_some() && after.is_some();
        let found = if both && touches && !named { before } else { after.or(before) };
        if let Some((codes, span)) = found {
            return Some(Amount { number: at, codes, span: span.start.min(own.start)..span.end.max(own.end) });
        }
        let (code, place) = self.iso_code(scan, &number.place)?;
        let span = scan.folded.place(place.start)..scan.folded.place(place.end);
        Some(Amount { number: at, codes: vec![code], span: span.start.min(own.start)..span.end.max(own.end) })
    }

    fn symbol_before(&self, at: usize) -> Option<(Vec<&'static str>, Range<usize>)> {
        let gap = self.pieces.gap(self.text, at);
        let mut codes = self.codes(at, Section::CurrencySymbol);
        let single =
            self.pieces.entries(at, Section::CurrencySymbol).all(|entry| entry.form.chars().all(char::is_alphabetic));
        // A symbol of letters, `R` or `L`, must touch the number when it is a single one; that of a hundredth stands
        // behind its number: `1.9-p327` is no amount.
        let is_letter = single && self.pieces.list[at].at.len() == 1;
        let is_code = |key: &str| key.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_minor = || !self.pieces.entries(at, Section::CurrencySymbol).any(|entry| is_code(entry.key));
        if codes.is_empty() || !matches!(gap, "" | " ") || (is_letter && (!gap.is_empty() || is_minor())) {
            let before = self.locale.habits().numerals.unit_before;
            codes = if before && gap == " " { self.codes(at, Section::Currency) } else { Vec::new() };
        }
        // `100 $ 200`: the symbol belongs to the number that it follows.
        let taken = at.checked_sub(1).is_some_and(|number| {
            self.pieces.number(number).is_some()
                && matches!(self.pieces.gap(self.text, number), "" | " ")
                && !gap.is_empty()
        });
        (!codes.is_empty() && !taken).then(|| (codes, self.pieces.list[at].at.clone()))
    }

    fn word_after(&self, at: usize) -> Option<(Vec<&'static str>, Range<usize>)> {
        let after = at + 1;
        let gap = self.pieces.gap(self.text, at);
        let symbols = self.codes(after, Section::CurrencySymbol);
        if !symbols.is_empty() && matches!(gap, "" | " ") {
            // `5 $10` counts five of something.
            let next = self.pieces.number(after + 1).is_some() && self.pieces.gap(self.text, after).is_empty();
            let length = self.pieces.list[after].at.len();
            let letter = length == 1
                && self
                    .text
                    .get(self.pieces.list[after].at.clone())
                    .is_some_and(|text| text.chars().all(char::is_alphabetic));
            if !(next && gap == " ") && (!letter || gap.is_empty()) {
                return Some((symbols, self.pieces.list[after].at.clone()));
            }
        }
        let names = self.codes(after, Section::Currency);
        let is_unit = self.pieces.key(after, Section::Unit).is_some();
        let linked =
            matches!(gap, "" | " " | "-") || self.locale.habits().unit_links.iter().any(|link| link == gap.trim());
        (!names.is_empty() && linked && !is_unit).then(|| (names, self.pieces.list[after].at.clone()))
    }

    /// Three capitals that are the code of a currency, beside the number.
    fn iso_code(&self, scan: &Scan<'_>, number: &Range<usize>) -> Option<(&'static str, Range<usize>)> {
        let known = |code: &str| {
            let is_code = code.bytes().all(|byte| byte.is_ascii_uppercase());
            is_code.then(|| self.locale.key("currency", code)).flatten()
        };
        let whole = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        let after = self.original.get(number.end..)?;
        let bare = after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
        let start = number.end + (after.len() - bare.len());
        if after.len() - bare.len() <= 3
            && let Some(code) = bare.get(..3).and_then(known)
            && whole(bare[3..].chars().next())
        {
            return Some((code, start..start + 3)).filter(|(_, place)| !scan.is_taken(place));
        }
        let before = self.original.get(..number.start)?;
        let bare = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let start = bare.len().checked_sub(3)?;
        let code = bare.get(start..).and_then(known)?;
        (before.len() - bare.len() <= 3 && whole(bare[..start].chars().next_back()))
            .then_some((code, start..bare.len()))
            .filter(|(_, place)| !scan.is_taken(place))
    }

    /// The codes of a word or symbol, the language's own before those of other countries.
    fn codes(&self, at: usize, section: Section) -> Vec<&'static str> {
        if let Some(What::Word(_, true)) = self.pieces.list.get(at).map(|piece| &piece.what)
            && section == Section::CurrencySymbol
        {
            return Vec::new();
        }
        let mut codes: Vec<&'static str> = Vec::new();
        // The lexicon has the codes of a sign in their order.
        let mut is_ordered = section == Section::CurrencySymbol;
        for key in self.pieces.keys(at, section) {
            // Codes are capitals, families words: dollar.
            let is_family = key.starts_with(|c: char| c.is_ascii_lowercase());
            let family = if is_family { self.locale.forms("currency-family", key) } else { &[] };
            is_ordered &= !is_family;
            if family.is_empty() { codes.push(key) } else { codes.extend(family) }
        }
        if codes.len() < 2 {
            return codes;
        }
        if is_ordered {
            codes.dedup();
            return codes;
        }
        let first = self.locale.forms("currency-first", "order");
        codes.sort_by_cached_key(|code| first.iter().position(|first| first == code).unwrap_or(usize::MAX));
        codes.dedup();
        codes
    }

    fn shares(&self, scan: &Scan<'_>, first: usize, second: usize, gap: &str, free: usize) -> bool {
        let (Some(from), Some(to)) = (self.pieces.number(first), self.pieces.number(second)) else { return false };
        let joined = joins_range(scan, gap);
        joined
            && !from.shape.ordinal
            && from.year().is_none_or(|_| to.year().is_some())
            && self.pieces.list[first].at.start >= free
    }
}

/// Each reading of the number in each currency; `USD/100` is a cent.
fn values(number: &Num, codes: &[&'static str]) -> Vec<Value> {
    let money = |value: &Decimal, code: &'static str| match code.split_once('/') {
        Some((code, _)) => Some(Value::Money(value.shifted(-2)?, code)),
        None => Some(Value::Money(*value, code)),
    };
    let all = number.readings.iter().flat_map(|value| codes.iter().filter_map(move |code| money(value, code)));
    let mut values = Vec::with_capacity(MAX_READINGS.min(number.readings.len() * codes.len()));
    values.extend(all.take(MAX_READINGS));
    values
}
