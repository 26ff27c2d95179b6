//! Eras: 44 BC, AD 79, 令和6年, 民國113年, พ.ศ. 2567.

use super::words::Row;
use crate::locale::Section;

/// The year before the first of each era, by its CLDR key: Reiwa 1 is 2019.
const STARTS: &[(&str, i32)] = &[
    ("gregory-1", 0),
    ("buddhist", -543),
    ("roc", 1911),
    ("japanese-meiji", 1867),
    ("japanese-taisho", 1911),
    ("japanese-showa", 1925),
    ("japanese-heisei", 1988),
    ("japanese-reiwa", 2018),
];

/// The year as it counts in the era named beside it, and the pieces with that name.
pub(super) fn year(row: &Row<'_, '_>, year: i32, first: usize, last: usize) -> (i32, usize, usize) {
    let close = |at: usize| matches!(row.pieces.gap(row.text, at), "" | " " | ". ");
    if let Some(before) = first.checked_sub(1).filter(|&before| close(before))
        && let Some(counted) = row.pieces.key(before, Section::Era).and_then(|key| counted(year, key))
    {
        return (counted, before, last);
    }
    if let Some(counted) =
        row.pieces.key(last + 1, Section::Era).filter(|_| close(last)).and_then(|key| counted(year, key))
    {
        return (counted, first, last + 1);
    }
    (year, first, last)
}

/// The astronomical year: 1 BC is 0.
fn counted(year: i32, era: &str) -> Option<i32> {
    if era == "gregory-0" {
        return Some(1 - year);
    }
    STARTS.iter().find(|(key, _)| *key == era).map(|(_, start)| year + start)
}

/// Is it the name of an era that texts name with every year, so that a small number is a year too?
pub(super) fn is_named(row: &Row<'_, '_>, at: usize) -> bool {
    row.pieces.key(at, Section::Era).is_some_and(|era| era == "gregory-0" || STARTS.iter().any(|(key, _)| *key == era))
}
