//! Numbers as a text writes them: every number token of a text with its possible values, before anything says what it counts.
//!
//! Dates, times, money, units, percentages, ordinals and counts are all built on these tokens.

mod digits;
mod fraction;
mod joined;
mod marks;
pub(super) mod plain;
mod power;
mod roman;
mod scale;
mod sign;
mod sum;
mod words;

use std::ops::Range;

use super::{Comparator, Decimal, Form, Scan};
use crate::locale::{Hit, Section};

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberToken {
    /// Where it stands with its sign and its scale word, in bytes of the original text.
    pub at: Range<usize>,
    /// The same in bytes of the folded text.
    pub folded: Range<usize>,
    /// The digits alone, without sign, scale word and marks, in bytes of the folded text; the whole of a number in words.
    pub core: Range<usize>,
    /// What it may mean, the likeliest first. Never empty.
    pub readings: Vec<Decimal>,
    /// Digits, words or Roman.
    pub form: Form,
    /// What the digits look like.
    pub shape: Shape,
    /// What stands beside it: more than, at least.
    pub comparator: Option<Comparator>,
    /// Has a reader made a fact of it?
    pub used: bool,
}

/// What a number looks like, for readers that know what they want: a year has four plain digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// How many digits there are; 0 for words.
    pub digits: u8,
    /// How many number words there are; 0 for digits.
    pub words: u8,
    /// Are its digits grouped: 1,234?
    pub grouped: bool,
    /// Has it a decimal sign: 1.5?
    pub decimal: bool,
    /// Does it begin with a zero that means nothing: 09?
    pub leading_zero: bool,
    /// Has it a sign?
    pub signed: bool,
    /// The power of ten of its scale word: 6 for 1.5 million.
    pub scale: Option<u8>,
    /// Is it written as a fraction: 1/2, ½, two thirds?
    pub fraction: bool,
    /// Does a mark or a word make it an ordinal: 1st, 第1, first?
    pub ordinal: bool,
}

impl NumberToken {
    /// The likeliest value.
    pub fn value(&self) -> Decimal {
        self.readings.first().copied().unwrap_or_default()
    }

    /// The number of a token of digits without any sign or mark: a day, a year, an hour.
    pub fn plain(&self) -> Option<i64> {
        let shape = &self.shape;
        let plain = shape.digits > 0
            && !(shape.grouped || shape.decimal || shape.fraction || shape.signed)
            && shape.scale.is_none();
        if plain { self.value().to_i64() } else { None }
    }
}

/// Takes out the digits of phrases that count nothing: 10代 are teenagers.
fn idioms(scan: &Scan<'_>, numbers: &mut Vec<NumberToken>) {
    if !scan.sections.has(Section::Idiom) {
        return;
    }
    numbers.retain(|number| {
        let is_idiom = |hit: &Hit<'_>| hit.tail == 0 && hit.at.end > number.folded.end && hit.has(Section::Idiom);
        !scan.hits_at(number.folded.start).iter().any(is_idiom)
    });
}

/// Fills [`Scan::numbers`]: digits first, then words where no digits are.
pub fn read(scan: &mut Scan<'_>) {
    let mut numbers = digits::read(scan);
    idioms(scan, &mut numbers);
    words::read(scan, &mut numbers);
    let roman = roman::read(scan);
    numbers.extend(roman);
    numbers.sort_by_key(|number| (number.folded.start, std::cmp::Reverse(number.folded.end)));
    numbers.dedup_by(|later, earlier| later.folded.start < earlier.folded.end);
    if numbers.is_empty() {
        return;
    }
    joined::read(scan, &mut numbers);
    marks::signs(scan, &mut numbers);
    marks::shared_scales(scan, &mut numbers);
    marks::ordinals(scan, &mut numbers);
    marks::comparators(scan, &mut numbers);
    scan.numbers = numbers;
}
