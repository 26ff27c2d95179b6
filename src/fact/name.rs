//! Names: runs of capitalised words that are no common words, and cities by their names in each language.

use std::ops::Range;

use super::{Confidence, Fact, Kind, Scan, Value};
use crate::{
    document::BlockKind,
    locale::{Locale, Section, Sections},
    text::{
        chars,
        fold::fold,
        recall::Recall,
        words::{Shape, Word, head},
    },
};

/// How surely a capitalised word is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A common word, or any word where capitals tell nothing.
    Common,
    /// A common word in capitals within a sentence, or a word at its beginning in a language without a list of words.
    Maybe,
    /// A capitalised word within a sentence, in a language without a list of words.
    Likely,
    /// No word of the language.
    Sure,
}

/// How surely a word of a text is a name. `word` is its naming part.
pub fn sort(word: &str, shape: Shape, first: bool, locale: &Locale) -> Sort {
    // All capitals make an acronym or a loud heading.
    if shape != Shape::Capital || word.chars().count() < 2 {
        return Sort::Common;
    }
    thread_local! {
        static SORTS: Recall<Sort> = Recall::default();
    }
    // Locales are kept for good: where one stands tells it from all others.
    let of = std::ptr::from_ref(locale).addr() | usize::from(first);
    SORTS.with(|recall| recall.of(of, word, || sort_of(word, first, locale)))
}

/// See [`sort`]; of a capitalised word.
fn sort_of(word: &str, first: bool, locale: &Locale) -> Sort {
    let small = fold(word);
    if locale.has_words() {
        return match (locale.is_word(&small) || is_made_word(&small, locale), first) {
            (false, _) => Sort::Sure,
            (true, false) if locale.is_also_name(&small) => Sort::Sure,
            (true, false) => Sort::Maybe,
            (true, true) if locale.is_also_name(&small) => Sort::Maybe,
            (true, true) => Sort::Common,
        };
    }
    if !locale.forms("writing", "nouns").is_empty() {
        return Sort::Common;
    }
    if first { Sort::Maybe } else { Sort::Likely }
}

/// Is it a word with a prefix that words are made with at will, or one drawn out for effect (`Aaaand`)?
fn is_made_word(small: &str, locale: &Locale) -> bool {
    let bytes = small.as_bytes();
    if bytes.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
        return true;
    }
    let prefixes = locale.forms("word-prefix", "prefix").iter();
    prefixes
        .filter_map(|prefix| small.strip_prefix(prefix))
        .any(|rest| rest.chars().count() >= 5 && locale.is_word(rest) && !locale.is_also_name(rest))
}

/// Reads the names. They stay open: a name may stand inside a longer one.
pub(super) fn read(scan: &mut Scan<'_>) {
    cities(scan);
    let text = scan.passage.text;
    let locale = scan.passage.locale;
    let is_heading = matches!(scan.passage.kind, BlockKind::Heading(_));
    let mut run: Option<(Range<usize>, Sort)> = None;
    for word in scan.words.clone().iter() {
        // Most words are small, and end what stood before them.
        if word.shape != Shape::Capital {
            if run.is_some() {
                finish(scan, run.take());
            }
            continue;
        }
        let sort = if scan.is_taken(&word.at) || is_common(scan, word) {
            Sort::Common
        } else {
            let found = sort(head(text.get(word.at.clone()).unwrap_or_default()), word.shape, word.first, locale);
            // A heading may capitalise every word.
            if is_heading && found < Sort::Sure { Sort::Common } else { found }
        };
        let goes_on = run.as_ref().is_some_and(|(at, _)| {
            !word.first
                && text.get(at.end..word.at.start).is_some_and(|gap| matches!(gap, " " | "-" | "\u{A0}" | "‑" | ". "))
        });
        match (sort, &mut run) {
            (Sort::Common, _) => finish(scan, run.take()),
            (sort, Some((at, surest))) if goes_on => {
                at.end = word.at.end;
                *surest = (*surest).max(sort);
            }
            (sort, _) => {
                finish(scan, run.take());
                run = Some((word.at.clone(), sort));
            }
        }
    }
    finish(scan, run);
}

fn finish(scan: &mut Scan<'_>, run: Option<(Range<usize>, Sort)>) {
    let Some((at, sort)) = run else { return };
    let Some(text) = scan.passage.text.get(at.clone()) else { return };
    let mut fact = Fact::new(Kind::Name, Value::Text(text.to_owned()), at);
    fact.confidence = match sort {
        Sort::Sure => Confidence::High,
        Sort::Likely => Confidence::Medium,
        _ => Confidence::Low,
    };
    scan.facts.push(fact);
}

/// The sections of words that are no names.
const COMMON: Sections = Sections::of(&[
    Section::Month,
    Section::Weekday,
    Section::Language,
    Section::Title,
    Section::NoName,
    Section::Demonym,
    Section::Territory,
    Section::Currency,
    Section::Cardinal,
    Section::Ordinal,
    Section::Unit,
]);

/// Months, weekdays, languages, titles and what the overlay calls no name are written with capitals in some languages.
fn is_common(scan: &Scan<'_>, word: &Word) -> bool {
    let start = scan.folded.place(word.at.start);
    let first = scan.hits.partition_point(|hit| hit.at.start < start);
    scan.hits[first..]
        .iter()
        .take_while(|hit| hit.at.start == start)
        .any(|hit| hit.tail == 0 && hit.sections.meets(COMMON))
}

/// Cities whose names differ between languages: the value is the name as written, the reading its key.
fn cities(scan: &mut Scan<'_>) {
    if !scan.sections.has(Section::City) {
        return;
    }
    let mut found = Vec::new();
    for hit in scan.hits.iter().filter(|hit| hit.has(Section::City)) {
        // A city may have a key of its own beside that of its time zone: each has names that the other lacks.
        let keys = hit.entries.iter().filter(|entry| entry.section == Section::City);
        let at = scan.folded.range(hit.at.clone());
        let Some(text) = scan.passage.text.get(at.clone()) else { continue };
        // A city has its capital where its script has any; a stem of two or three letters is any word.
        let is_name = text.chars().next().is_some_and(|c| !chars::is_lower(c));
        if !is_name || (hit.tail > 0 && (text.chars().count() < 4 || hit.tail > text.len())) {
            continue;
        }
        if scan.is_taken(&at) {
            // A numeral is a letter of the name: 京 in 東京 is no 10,000,000,000,000,000.
            let is_inside = |fact: &Fact| at.start <= fact.at.start && fact.at.end <= at.end;
            let is_numeral = |fact: &Fact| fact.kind == Kind::Number && is_inside(fact) && fact.at != at;
            let overlaps = |fact: &&Fact| fact.at.start < at.end && at.start < fact.at.end;
            let mut taken = scan.facts.iter().filter(overlaps).peekable();
            if hit.tail > 0 || taken.peek().is_none() || !taken.all(is_numeral) {
                continue;
            }
            scan.facts.retain(|fact| !overlaps(&fact));
        }
        let mut fact = Fact::new(Kind::Name, Value::Text(text.to_owned()), at);
        fact.others.extend(keys.map(|entry| Value::Text(format!("city:{}", entry.key))));
        fact.confidence = if hit.tail == 0 { Confidence::High } else { Confidence::Medium };
        found.push(fact);
    }
    scan.facts.append(&mut found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Passage, extract};

    fn names(tag: &str, text: &str) -> Vec<String> {
        let facts = extract(Passage::plain(text, Locale::get(tag)));
        facts
            .iter()
            .filter(|f| f.kind == Kind::Name && f.others.is_empty() && f.confidence > Confidence::Low)
            .map(|f| f.value.to_string())
            .collect()
    }

    #[test]
    fn a_numeral_within_the_name_of_a_city_is_a_letter_of_it() {
        let facts = |text: &str| -> Vec<(Kind, String)> {
            let facts = extract(Passage::plain(text, Locale::get("ja")));
            facts.iter().map(|fact| (fact.kind, fact.value.to_string())).collect()
        };
        assert_eq!(facts("彼は東京に住んでいる。"), [(Kind::Name, "東京".to_owned())]);
        assert!(facts("人口は3京人").iter().any(|(kind, _)| *kind == Kind::Number));
    }

    #[test]
    fn a_name_is_no_word_of_the_language() {
        assert_eq!(
            names("en", "Then Zofia Kowalska met Dr. Okonkwo. Everybody left on Monday."),
            ["Zofia Kowalska", "Okonkwo"]
        );
        assert_eq!(names("en", "Then the Pretrial hearing went Sooooo well."), Vec::<String>::new());
        assert_eq!(names("fr", "Elle a rencontré Okonkwo hier."), ["Okonkwo"]);
    }
}
