//! Quantities: a number with a unit of measure: 5 km, 80 degrees, 6'2", 時速50キロ, two weeks.

pub mod algebra;
mod feet;

use std::ops::Range;

use super::{
    Decimal, Fact, Form, Kind, Scan, Time, Value,
    number::plain::joins_range,
    piece::{self, Num, Pieces},
};
use crate::locale::{Hit, Locale, Section};

/// Reads the quantities.
pub(in crate::fact) fn read(scan: &mut Scan<'_>) {
    // Without a number only a word that says how many by itself makes a quantity.
    let is_dual = |hit: &Hit<'_>| hit.has(Section::Unit) && hit.entries.iter().any(|entry| entry.key.contains('*'));
    if !piece::may_measure(scan) && !scan.hits.iter().any(is_dual) {
        return;
    }
    let pieces = Pieces::of(scan);
    let folded = scan.folded.clone();
    let text: &str = &folded.text;
    let row = Row { pieces: &pieces, text, locale: scan.passage.locale };
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < pieces.list.len() {
        let free = found.last().map_or(0, |last| last.span.end);
        let quantity = row.quantity(at).filter(|quantity| quantity.span.start >= free);
        let Some(quantity) = quantity else {
            found.extend(row.dual(at).filter(|dual| dual.span.start >= free));
            at += 1;
            continue;
        };
        let shared = pieces.number_before(text, at).filter(|&(first, gap)| row.shares(scan, first, at, gap, free));
        let shared = shared.map(|(first, _)| first);
        if let Some((first, number)) = shared.and_then(|first| Some((first, pieces.number(first)?))) {
            let span = pieces.list[first].at.clone();
            found.push(Quantity {
                readings: measures(number, &quantity.units),
                span,
                last: first,
                at: first,
                ..quantity.clone()
            });
        }
        let (quantity, last) = row.with_smaller_unit(quantity);
        at = last + 1;
        found.push(quantity);
    }
    for quantity in found {
        let place = scan.folded.range(quantity.span);
        let mut all = quantity.readings;
        // Nobody weighs in millions of pounds: that is money.
        let scale = pieces.number(quantity.at).and_then(|number| number.shape.scale);
        let is_money = |value: &Value| matches!(value, Value::Money(..));
        let money = scale.is_some_and(|scale| scale >= 6) && all.iter().any(is_money);
        if money {
            all.sort_by_key(|value| !is_money(value));
        }
        let mut readings = all.into_iter();
        let Some(value) = readings.next().filter(|_| !scan.is_taken(&place)) else { continue };
        let mut fact = Fact::new(if money { Kind::Currency } else { Kind::Unit }, value, place);
        fact.others = readings.collect();
        if let Some(number) = pieces.number(quantity.at) {
            (fact.form, fact.comparator) = (number.form, number.comparator);
        } else {
            fact.form = Form::Words;
        }
        piece::add(scan, fact);
    }
}

/// A number with its unit.
#[derive(Debug, Clone)]
struct Quantity {
    /// The piece with the number.
    at: usize,
    /// The last piece.
    last: usize,
    units: Vec<String>,
    readings: Vec<Value>,
    span: Range<usize>,
}

struct Row<'r, 'a> {
    pieces: &'r Pieces<'a>,
    text: &'r str,
    locale: &'r Locale,
}

impl Row<'_, '_> {
    fn quantity(&self, at: usize) -> Option<Quantity> {
        let number = self.pieces.number(at).filter(|number| !number.shape.ordinal)?;
        let own = self.pieces.list[at].at.clone();
        if let Some(feet) = feet::in_marks(self.pieces, self.text, at) {
            return Some(feet);
        }
        if self.locale.habits().numerals.unit_before {
            let before = at.checked_sub(1).filter(|&before| self.pieces.gap(self.text, before) == " ");
            let units = before.map(|before| self.units(before, false)).unwrap_or_default();
            if let Some(before) = before.filter(|_| !units.is_empty()) {
                let span = self.pieces.list[before].at.start..own.end;
                return Some(Quantity { at, last: at, readings: self.values(number, &units, before), units, span });
            }
        }
        let gap = self.pieces.gap(self.text, at);
        let touching = gap.is_empty();
        let linked =
            matches!(gap, "" | " " | "-") || self.locale.habits().unit_links.iter().any(|link| link == gap.trim());
        let mut units = if linked { self.units(at + 1, !touching) } else { Vec::new() };
        if units.is_empty() {
            return None;
        }
        let mut last = at + 1;
        let per = self
            .pieces
            .key(last + 1, Section::UnitPer)
            .filter(|_| matches!(self.pieces.gap(self.text, last), "" | " "));
        if let Some(per) = per.filter(|key| *key != "per") {
            units.iter_mut().for_each(|unit| *unit = format!("{unit}-per-{}", plain(per)));
            last += 1;
        }
        let mut span = own.start..self.pieces.list[last].at.end;
        // 時速50キロ, 每小时50公里, 摄氏20度: a part of the unit stands before the number.
        if let Some(before) = at.checked_sub(1).filter(|&before| matches!(self.pieces.gap(self.text, before), "" | " "))
            && let Some(key) = self.pieces.key(before, Section::UnitBefore)
        {
            units.iter_mut().for_each(|unit| match key.strip_prefix("per-") {
                Some(per) => *unit = format!("{unit}-per-{per}"),
                None => key.clone_into(unit),
            });
            units.dedup();
            span.start = self.pieces.list[before].at.start;
        }
        Some(Quantity { at, last, readings: self.values(number, &units, at + 1), units, span })
    }

    /// The units that a word stands for, without their category.
    fn units(&self, at: usize, spaced: bool) -> Vec<String> {
        let touching = &self.locale.habits().numerals.touching;
        let mut units: Vec<String> = Vec::new();
        for entry in self.pieces.entries(at, Section::Unit).chain(self.pieces.entries(at, Section::UnitSymbol)) {
            // `5 in 10`, `2 a day`: a symbol that is also a word must touch its number.
            let calendar = entry.key.starts_with("duration-")
                && !matches!(entry.key, "duration-hour" | "duration-minute" | "duration-second");
            let letter =
                entry.section == Section::UnitSymbol && entry.form.chars().filter(|c| c.is_alphabetic()).count() == 1;
            if spaced && (touching.contains(&entry.form) || (letter && calendar && !entry.form.ends_with('.'))) {
                continue;
            }
            if !entry.key.contains('*') {
                units.push(plain(entry.key).to_owned());
            }
        }
        units.dedup();
        units
    }

    /// The measures that a number makes, and what else the word may mean: an hour of the day, pounds sterling.
    fn values(&self, number: &Num, units: &[String], word: usize) -> Vec<Value> {
        let mut values = measures(number, units);
        if self.pieces.is(word, Section::TimeWord, "hour") && units.iter().any(|unit| unit == "hour") {
            let hour = number.within(0, 24).map(|hour| Time { hour: hour as u8 % 24, minute: 0, second: None });
            values.extend(hour.map(Value::Time));
            values.extend(
                hour.filter(|time| time.hour < 12).map(|time| Value::Time(Time { hour: time.hour + 12, ..time })),
            );
        }
        for key in self.pieces.keys(word, Section::Currency) {
            let family = self.locale.forms("currency-family", key);
            let codes = if family.is_empty() { vec![key] } else { family.to_vec() };
            for code in codes.into_iter().filter(|code| !code.contains('/')) {
                values.extend(number.readings.iter().map(|value| Value::Money(*value, code)));
            }
        }
        values
    }

    /// Hebrew יומיים, Arabic عامان: the word alone says two.
    fn dual(&self, at: usize) -> Option<Quantity> {
        let (count, unit) = self.pieces.keys(at, Section::Unit).find_map(|key| key.split_once('*'))?;
        let units = vec![plain(unit).to_owned()];
        let readings = vec![Value::Measure(count.parse().ok()?, units[0].clone()), Value::Number(count.parse().ok()?)];
        Some(Quantity { at, last: at, readings, units, span: self.pieces.list[at].at.clone() })
    }

    /// 6 feet 2 inches is one length, in inches; so are pounds with ounces and stones with pounds.
    fn with_smaller_unit(&self, quantity: Quantity) -> (Quantity, usize) {
        let last = quantity.last;
        match feet::with_smaller(self.pieces, self.text, &quantity) {
            Some(sum) => {
                let last = sum.last;
                (sum, last)
            }
            None => (quantity, last),
        }
    }

    fn shares(&self, scan: &Scan<'_>, first: usize, second: usize, gap: &str, free: usize) -> bool {
        let (Some(from), Some(to)) = (self.pieces.number(first), self.pieces.number(second)) else { return false };
        let joined = joins_range(scan, gap);
        let alike = from.year().is_none() || to.year().is_some();
        joined && alike && !from.shape.ordinal && self.pieces.list[first].at.start >= free
    }
}

fn measures(number: &Num, units: &[String]) -> Vec<Value> {
    let each = |value: &Decimal| units.iter().map(|unit| Value::Measure(*value, unit.clone())).collect::<Vec<_>>();
    number.readings.iter().flat_map(each).take(24).collect()
}

/// `length-kilometer` → `kilometer`; degrees are one, of whatever kind.
pub fn plain(key: &str) -> &str {
    match key {
        "temperature-generic" | "angle-degree" => "degree",
        _ => {
            let unit = key.split_once('-').map_or(key, |(_, unit)| unit);
            unit.strip_suffix("-person").unwrap_or(unit)
        }
    }
}
