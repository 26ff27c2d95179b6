//! Countries and territories, by their names and by the words for what and who comes from them.

use super::{Confidence, Fact, Form, Kind, Scan, Value};
use crate::{
    locale::{Entry, Section, Sections},
    text::chars::{self, is_unspaced},
};

/// A word may go on this long after a stem: `Estonia` – `estonialaisille`.
const MAX_TAIL: usize = 14;

/// What a territory is read from.
const PLACES: Sections = Sections::of(&[Section::Territory, Section::Demonym]);

/// What may hold the name of a territory as a part of it.
const LONGER: Sections =
    Sections::of(&[Section::Territory, Section::Demonym, Section::City, Section::NoName, Section::Acronym]);

/// Reads the territories. Of overlapping names the longest counts.
pub(super) fn read(scan: &mut Scan<'_>) {
    if !scan.sections.meets(PLACES) {
        return;
    }
    let mut found: Vec<Fact> = Vec::new();
    let mut folded_end = 0;
    let mut at = 0;
    while let Some(hit) = scan.hits.get(at) {
        let start = hit.at.start;
        let here = scan.hits[at..].iter().take_while(|hit| hit.at.start == start).count();
        let group = &scan.hits[at..at + here];
        at += here;
        if start < folded_end {
            continue;
        }
        // The longest form of any section wins: `New Mexico`, `South Georgia Street`.
        let longest = group
            .iter()
            .filter(|hit| {
                hit.sections.meets(LONGER)
                    && hit.entries.iter().any(|entry| {
                        is_place(entry) || matches!(entry.section, Section::City | Section::NoName | Section::Acronym)
                    })
            })
            .filter(|hit| reads(scan, hit))
            .max_by_key(|hit| (hit.at.len(), hit.tail == 0));
        let Some(hit) = longest else { continue };
        let mut entries = hit.entries.iter().filter(|entry| is_place(entry));
        let Some(first) = entries.next() else {
            folded_end = hit.at.end;
            continue;
        };
        let place = scan.folded.range(hit.at.start..hit.at.end);
        if scan.is_taken(&place) {
            continue;
        }
        folded_end = hit.at.end;
        let mut fact = Fact::new(Kind::Country, Value::Text(first.key.to_owned()), place);
        fact.others =
            entries.filter(|entry| entry.key != first.key).map(|entry| Value::Text(entry.key.to_owned())).collect();
        fact.form = if first.section == Section::Demonym { Form::Implied } else { Form::Words };
        let other_meaning = hit.entries.iter().any(|entry| !is_place(entry) && entry.section != Section::Language)
            || scan.passage.locale.forms("ambiguous", "territory").contains(&first.key);
        fact.confidence = match (hit.tail, other_meaning) {
            (_, true) => Confidence::Low,
            (0, _) => Confidence::High,
            _ => Confidence::Medium,
        };
        found.push(fact);
    }
    for fact in found {
        scan.add(fact);
    }
}

/// A country or territory: regions of the world and unions are counted otherwise.
fn is_place(entry: &Entry) -> bool {
    matches!(entry.section, Section::Territory | Section::Demonym)
        && entry.key.len() == 2
        && !matches!(entry.key, "UN" | "EU" | "EZ" | "QO" | "XA" | "XB" | "ZZ")
}

/// Is the form written here as it must be: names with their capital, stems with a short ending?
fn reads(scan: &Scan<'_>, hit: &crate::locale::Hit<'_>) -> bool {
    let Some(text) = scan.passage.text.get(scan.folded.range(hit.at.clone())) else { return false };
    let letters = text.chars().filter(|&c| chars::is_letter(c)).count();
    let unspaced = text.chars().next().is_some_and(is_unspaced);
    if hit.tail > 0 && !unspaced && (letters < 4 || hit.tail > MAX_TAIL) {
        return false;
    }
    if unspaced && letters < 2 {
        return false;
    }
    hit.entries.iter().any(|entry| {
        // `US` is no `us`; `Oman` is no `oman`.
        let is_abbreviation =
            entry.form.chars().all(|c| !chars::is_lower(c)) && entry.form.chars().any(chars::is_upper);
        if is_abbreviation {
            return text.chars().all(|c| !chars::is_lower(c)) && hit.tail <= 4;
        }
        let wants_capital = entry.form.chars().next().is_some_and(chars::is_upper);
        !wants_capital || text.chars().next().is_some_and(|c| !chars::is_lower(c)) || entry.section == Section::Demonym
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fact::{Passage, extract},
        locale::Locale,
    };

    fn countries(tag: &str, text: &str) -> Vec<String> {
        let facts = extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().filter(|fact| fact.kind == Kind::Country).map(|fact| fact.value.to_string()).collect()
    }

    #[test]
    fn countries_are_read_with_endings_and_as_adjectives() {
        assert_eq!(countries("de", "zwischen Estland und Lettlands Küste"), ["EE", "LV"]);
        assert_eq!(countries("en", "Tell us what the US and Estonian banks did in South Korea"), ["US", "EE", "KR"]);
        assert_eq!(countries("ja", "日本とエストニアの銀行"), ["JP", "EE"]);
        assert_eq!(countries("fi", "hänen oman kirjansa"), Vec::<String>::new());
    }
}
