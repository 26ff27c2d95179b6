//! Number words: takes spelled numbers apart into the words that a reader of texts composes again.

use std::collections::BTreeMap;

use super::{rbnf::Speller, table::Locale};

/// Words with the numbers they stand for.
#[derive(Default)]
struct Atoms {
    words: BTreeMap<String, Vec<u64>>,
    /// As they were met, the rules' preferred form first.
    met: Vec<(String, u64)>,
}

impl Atoms {
    fn add(&mut self, word: &str, n: u64) {
        let values = self.words.entry(word.to_owned()).or_default();
        if !values.contains(&n) {
            values.push(n);
            self.met.push((word.to_owned(), n));
        }
    }

    fn write(&self, section: &str, into: &mut Locale) {
        self.met.iter().for_each(|(word, n)| into.add(section, &n.to_string(), word));
    }

    fn is(&self, word: &str, n: u64) -> bool {
        self.words.get(word).is_some_and(|values| values.contains(&n))
    }

    /// What stands between two known words that add up to `n`: nothing but blanks, or a joiner such as "und".
    fn between<'a>(&self, form: &'a str, n: u64, last: &Atoms) -> Option<&'a str> {
        let prefixes = self.words.iter().filter_map(|(word, values)| Some((form.strip_prefix(word.as_str())?, values)));
        let mut between: Vec<&str> = Vec::new();
        for (rest, values) in prefixes {
            for value in values.iter().filter(|&&value| 0 < value && value < n) {
                let ends = rest.char_indices().map(|(at, _)| at).filter(|&at| last.is(&rest[at..], n - value));
                between.extend(ends.map(|at| rest[..at].trim_matches(SEPARATORS)));
            }
        }
        between.into_iter().min_by_key(|joiner| joiner.len())
    }

    /// Is the text nothing but known words?
    fn compose(&self, text: &str) -> bool {
        let text = text.trim_matches(SEPARATORS);
        text.is_empty()
            || self.words.keys().any(|word| text.strip_prefix(word.as_str()).is_some_and(|rest| self.compose(rest)))
    }
}

const SEPARATORS: &[char] = &[' ', '-', '\u{A0}', '\u{2011}'];
const POWERS: &[u32] = &[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 18];

/// Adds `cardinal`, `number-joiner`, `scale` and `ordinal`.
pub fn number_words(speller: &Speller, into: &mut Locale) {
    let sets: Vec<&str> = ["%spellout-numbering", "%spellout-cardinal"]
        .into_iter()
        .flat_map(|prefix| speller.sets(prefix))
        .filter(|set| !set.contains("year") && !set.contains("-days"))
        .collect();
    let forms = |n: u64| spellings(speller, &sets, n);
    let mut atoms = Atoms::default();
    for n in (0..=20).chain((30..=90).step_by(10)) {
        forms(n).iter().for_each(|form| atoms.add(form, n));
    }
    let joiners = joiners(&forms, &atoms);
    for n in (21..=99).filter(|n| n % 10 != 0) {
        for form in forms(n) {
            let regular = atoms
                .between(&form, n, &atoms)
                .is_some_and(|joiner| joiner.is_empty() || joiners.iter().any(|j| j == joiner));
            if !regular {
                atoms.add(&form, n);
            }
        }
    }
    hundreds(&forms, &mut atoms);
    for &power in POWERS {
        powers(&forms, power, &mut atoms, into);
    }
    atoms.write("cardinal", into);
    joiners.iter().for_each(|joiner| into.add("number-joiner", "and", joiner));
    ordinals(speller, &atoms, into);
}

fn spellings(speller: &Speller, sets: &[&str], n: u64) -> Vec<String> {
    let mut spellings: Vec<String> = Vec::new();
    for form in sets.iter().filter_map(|set| speller.spell(set, n)) {
        if !spellings.contains(&form) {
            spellings.push(form);
        }
    }
    spellings
}

/// Words that stand between the parts of many numbers and add nothing: "und", "y", "و".
fn joiners(forms: &impl Fn(u64) -> Vec<String>, atoms: &Atoms) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for n in (21..=99).filter(|n| n % 10 != 0) {
        for form in forms(n) {
            if let Some(joiner) = atoms.between(&form, n, atoms).filter(|joiner| !joiner.is_empty()) {
                *counts.entry(joiner.to_owned()).or_default() += 1;
            }
        }
    }
    let mut hundred = Atoms::default();
    forms(100).iter().for_each(|form| hundred.add(form, 100));
    for n in 101..=109 {
        for form in forms(n) {
            if let Some(joiner) = hundred.between(&form, n, atoms).filter(|joiner| !joiner.is_empty()) {
                *counts.entry(joiner.to_owned()).or_default() += 1;
            }
        }
    }
    let word = |joiner: &String| joiner.chars().count() <= 6 && joiner.chars().all(|c| c.is_alphabetic() || c == '\'');
    counts.into_iter().filter(|(joiner, count)| *count >= 6 && word(joiner)).map(|(joiner, _)| joiner).collect()
}

/// A word for the number: what is left of `digit × unit` without the digit. "zwei Millionen" → "Millionen".
fn without_digit<'a>(form: &'a str, digit: u64, atoms: &Atoms) -> Option<&'a str> {
    let digits = atoms.words.iter().filter(|(_, values)| values.contains(&digit));
    let rests = digits.filter_map(|(word, _)| form.strip_prefix(word.as_str()));
    rests.min_by_key(|rest| rest.len()).filter(|rest| !rest.trim_matches(SEPARATORS).is_empty())
}

fn is_wide(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(|c| c as u32 >= 0x2E80)
}

fn hundreds(forms: &impl Fn(u64) -> Vec<String>, atoms: &mut Atoms) {
    let mut fused: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for digit in 1..=9 {
        for form in forms(100 * digit) {
            if digit > 1 && atoms.words.contains_key(&form) {
                continue;
            }
            let rest = without_digit(&form, digit, atoms);
            let word = rest.map(|rest| rest.trim_matches(SEPARATORS));
            match word {
                // "cientos" of "doscientos" is no word for 100 when it stands alone, "hundred" of "two hundred" is.
                Some(word) if rest != Some(word) || is_wide(word) => atoms.add(word, 100),
                _ if !form.contains(' ') || digit == 1 => atoms.add(&form, 100 * digit),
                _ => {}
            }
            fused.entry(word.unwrap_or_default().to_owned()).or_default().push(digit);
        }
    }
    // "sada" of "ükssada" is one, since "kolmsada" has it too.
    for (word, digits) in fused.iter().filter(|(word, _)| !word.is_empty()) {
        if digits.contains(&1) && digits.iter().any(|&digit| digit > 1) {
            atoms.add(word, 100);
        }
    }
}

fn powers(forms: &impl Fn(u64) -> Vec<String>, power: u32, atoms: &mut Atoms, into: &mut Locale) {
    let unit = 10u64.pow(power);
    let mut words: Vec<(String, u64)> = Vec::new();
    let mut wholes: Vec<(String, u64)> = Vec::new();
    for digit in 1..=9 {
        for form in forms(unit * digit) {
            if atoms.compose(&form) {
                continue;
            }
            match without_digit(&form, digit, atoms).map(|rest| (rest, rest.trim_matches(SEPARATORS))) {
                Some((rest, word)) if digit > 1 || rest != word => words.push((word.to_owned(), digit)),
                // Fused with "one", the word may have lost a letter: "ettusen".
                _ if digit == 1 => words.push((form, digit)),
                _ => wholes.push((form, digit)),
            }
        }
    }
    words.retain(|(word, _)| !atoms.compose(word) && !word.contains(' '));
    words.sort_by_key(|(_, digit)| *digit == 1);
    let plain: Vec<String> = words.iter().filter(|(_, digit)| *digit > 1).map(|(word, _)| word.clone()).collect();
    for (word, digit) in words {
        // "eintausend" is made of two words; "ettusen" is a whole, and so no word that follows a number.
        if digit > 1 || !atoms.compose(&word) {
            atoms.add(&word, unit);
        }
        if digit > 1 || !plain.iter().any(|plain| word.ends_with(plain.as_str())) {
            into.add("scale", &power.to_string(), &word);
        }
    }
    for (form, digit) in wholes {
        if !form.contains(' ') && !atoms.compose(&form) {
            atoms.add(&form, unit * digit);
        }
    }
}

fn ordinals(speller: &Speller, cardinals: &Atoms, into: &mut Locale) {
    let sets: Vec<&str> = speller.sets("%spellout-ordinal").collect();
    let mut atoms = Atoms::default();
    let tens = (30..=90).step_by(10);
    for n in (1..=20).chain(tens).chain((1..=9).map(|n| n * 100)).chain([1_000, 1_000_000, 1_000_000_000]) {
        for form in spellings(speller, &sets, n) {
            let one = (n >= 100)
                .then(|| without_digit(&form, 1, cardinals))
                .flatten()
                .map(|rest| rest.trim_matches(SEPARATORS));
            atoms.add(one.unwrap_or(&form), n);
        }
    }
    for n in (21..=99).filter(|n| n % 10 != 0) {
        for form in spellings(speller, &sets, n) {
            let regular = [cardinals, &atoms].iter().any(|first| {
                let joiners = into.forms("number-joiner", "and");
                first
                    .between(&form, n, &atoms)
                    .is_some_and(|joiner| joiner.is_empty() || joiners.iter().any(|j| j == joiner))
            });
            if !regular {
                atoms.add(&form, n);
            }
        }
    }
    atoms.write("ordinal", into);
}

/// Numbers with their spelling, for the property that what is spelled is read back.
pub fn spelled(speller: &Speller) -> Vec<(u64, String)> {
    let preferred =
        ["%spellout-numbering", "%spellout-cardinal", "%spellout-cardinal-masculine", "%spellout-cardinal-neuter"];
    let known = |set: &&&str| speller.sets(set).any(|name| name == **set);
    let Some(set) = preferred.iter().find(known).copied().or_else(|| speller.sets("%spellout-cardinal").next()) else {
        return Vec::new();
    };
    SAMPLES.iter().filter_map(|&n| Some((n, speller.spell(set, n)?))).collect()
}

#[rustfmt::skip]
const SAMPLES: &[u64] = &[
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 28, 30, 31, 40, 45, 50, 56, 60, 67, 70, 71, 77,
    80, 81, 89, 90, 91, 98, 99, 100, 101, 110, 121, 199, 200, 256, 300, 345, 500, 700, 777, 900, 999, 1_000, 1_001, 1_100, 1_984,
    2_000, 2_024, 3_500, 9_999, 10_000, 12_345, 20_000, 50_000, 99_000, 100_000, 250_000, 365_000, 1_000_000, 2_000_000, 3_400_000,
    12_000_000, 150_000_000, 1_000_000_000, 7_800_000_000, 1_000_000_000_000,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::plural::Plurals;

    #[test]
    fn spelled_numbers_fall_into_words_and_joiners() {
        let mut rules =
            vec![("20", "[→→und]zwanzig;"), ("30", "[→→und]dreißig;"), ("40", "[→→und]vierzig;"), ("50", "=0=;")];
        rules.extend([("100", "←←hundert[→→];"), ("1000", "←←tausend[→→];"), ("1000000", "←← Million[→→];")]);
        let small = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"];
        let list: Vec<[String; 2]> = small
            .iter()
            .enumerate()
            .map(|(n, word)| [n.to_string(), format!("{word};")])
            .chain([["11".to_owned(), "=0=;".to_owned()]])
            .chain(rules.iter().map(|(base, body)| [(*base).to_owned(), (*body).to_owned()]))
            .collect();
        let json = serde_json::json!({ "SpelloutRules": { "%spellout-cardinal": list } });
        let speller = Speller::new([&json], Plurals::default(), Plurals::default());
        let mut locale = Locale::default();
        number_words(&speller, &mut locale);
        assert_eq!(locale.forms("cardinal", "20"), ["zwanzig"]);
        assert!(locale.forms("cardinal", "21").is_empty(), "it is ein + und + zwanzig");
        assert_eq!(locale.forms("number-joiner", "and"), ["und"]);
        assert_eq!(locale.forms("scale", "6"), ["Million"]);
    }
}
