//! Countries: a country of one side is on the other, by any of its names or by what and who comes from it.

use std::cell::OnceCell;

use super::{Side, evidence::Sought, kept_country};
use crate::{
    check::{Difference, Placed, Problem},
    fact::{Confidence, Form, Kind, Value},
    text::{
        Folded,
        chars::{self, is_unspaced},
        fold::fold,
        words::head,
    },
};

/// Compares the countries of a pair.
pub(super) fn compare(number: usize, source: &Side<'_, '_>, target: &Side<'_, '_>, differences: &mut Vec<Difference>) {
    // Read aloud, a name in Han letters sounds like nearly any word.
    let new = unseen(target, source, if target.has_han() { Ear::Shut } else { Ear::Open });
    // Where another country has come, a word that only sounds like the lost one is no evidence.
    let lost = unseen(source, target, if new.is_empty() { Ear::Open } else { Ear::Shut });
    // A word of a name is no other country: Guinea in Papua New Guinea.
    let mut new = new;
    new.retain(|placed| !lost.iter().any(|lost| is_part_of(placed, lost, target)));
    // One for the other, in their order; what is left over is lost or new.
    let pairs = lost.len().min(new.len());
    for (lost, new) in lost.iter().zip(&new) {
        let mut difference =
            Difference::new("country", number, Problem::Changed, source.claim_of(lost), target.claim_of(new));
        difference.confidence = lost.fact.confidence.min(new.fact.confidence);
        differences.push(difference);
    }
    let unexplained = OnceCell::new();
    for placed in lost.iter().skip(pairs) {
        let mut difference = Difference::new("country", number, Problem::Missing, source.claim_of(placed), None);
        // The name that stands in its place says that it was not left out.
        difference.firm = is_exchanged(placed, source, target, &unexplained);
        difference.confidence = if difference.firm { Confidence::Medium } else { missing(placed, source, target) };
        differences.push(difference);
    }
    // A translation may say which country is meant. It is no addition where a country of the source may have become it:
    // of two mentions (Turks outside Turkey) one may be another country's.
    let count = |side: &Side<'_, '_>| side.facts(Kind::Country).count();
    let is_clarified = new.len() > pairs && count(target) > count(source);
    for placed in new.iter().skip(pairs) {
        let mut difference = Difference::new("country", number, Problem::Added, None, target.claim_of(placed));
        // Only where the source's language has its words for who and what comes from a country.
        let knows = source.view.locale.section("demonym").len() >= 40 && source.view.locale.has_words();
        difference.confidence = match in_letters(placed, source) {
            Some(Letters::Said) => continue,
            _ if knows && !is_clarified => missing(placed, target, source),
            Some(Letters::Other) if placed.fact.form == Form::Words && is_name(target.text(placed)) => {
                placed.fact.confidence.min(Confidence::Medium)
            }
            _ => Confidence::Low,
        };
        differences.push(difference);
    }
}

/// Whether a text in Han letters has those of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// Names of countries are abbreviated to one of their first two letters: 美 for 美国, 港 for 香港.
    Said,
    /// None of them is there, and it is not the country that is meant where a text names none.
    Other,
}

/// What the letters of a text in Han tell of a country of the other text; nothing where it has no name in them.
fn in_letters(placed: &Placed<'_>, other: &Side<'_, '_>) -> Option<Letters> {
    if !other.has_han() {
        return None;
    }
    let locale = other.view.locale;
    let mut letters = String::new();
    for code in placed.fact.readings() {
        let Value::Text(code) = code else { return None };
        let forms = ["territory", "demonym"].into_iter().flat_map(|section| locale.forms(section, code));
        letters.extend(forms.flat_map(|form| form.chars().take(2)).filter(|&c| chars::is_han(c)));
        if locale.forms("own-territory", "code").contains(&code.as_str()) {
            return other.view.texts().any(|text| text.contains(|c| letters.contains(c))).then_some(Letters::Said);
        }
    }
    let is_said = other.view.texts().any(|text| text.contains(|c| letters.contains(c)));
    (!letters.is_empty()).then_some(if is_said { Letters::Said } else { Letters::Other })
}

/// Is it a name in full, and no abbreviation?
fn is_name(text: &str) -> bool {
    text.chars().any(chars::is_lower)
}

/// How sure it is that a country is lost: its name as it stands in a dictionary, in a language that has a name for it.
///
/// Adjectives are said in other words, and abbreviations stand for what everybody knows from the context.
fn missing(placed: &Placed<'_>, source: &Side<'_, '_>, target: &Side<'_, '_>) -> Confidence {
    let name = source.text(placed);
    let is_short = name.chars().filter(|&c| chars::is_letter(c)).count() < 4 || !name.chars().any(chars::is_lower);
    let is_named = placed
        .fact
        .readings()
        .any(|code| matches!(code, Value::Text(code) if !target.view.locale.forms("territory", code).is_empty()));
    // Where the words for who and what comes from a country are not known, they may be there.
    let is_told = target.view.locale.section("demonym").len() >= 20;
    if !is_told || placed.fact.form != Form::Words || is_short && source.is_cased() || !is_named {
        return Confidence::Low;
    }
    placed.fact.confidence.min(Confidence::Medium)
}

/// Is a country called by its own name, and another name stands in the translation? It need not say who comes from it.
/// `unexplained`: the capitals of the translation that may be such a name, counted once for all countries.
fn is_exchanged(
    placed: &Placed<'_>,
    source: &Side<'_, '_>,
    target: &Side<'_, '_>,
    unexplained: &OnceCell<usize>,
) -> bool {
    let name = source.text(placed);
    let is_own_name = |code: &Value| {
        let Value::Text(code) = code else { return false };
        source.view.locale.forms("territory", code).contains(&name)
            && !target.view.locale.forms("territory", code).is_empty()
    };
    let is_long = name.chars().count() >= 4 && !name.contains('.') && name.chars().any(chars::is_lower);
    is_long
        && source.is_latin()
        && target.is_latin()
        && target.view.locale.forms("writing", "nouns").is_empty()
        && placed.fact.readings().any(is_own_name)
        && match *unexplained.get_or_init(|| target.unexplained(source).count()) {
            0 => begins_with_another(placed, source, target),
            others => others == 1,
        }
}

/// Does the source begin with the country, and the translation with a word that it has not?
fn begins_with_another(placed: &Placed<'_>, source: &Side<'_, '_>, target: &Side<'_, '_>) -> bool {
    let begins =
        source.places().next().is_some_and(|(part, at)| part == placed.part && at.start == placed.fact.at.start);
    let Some((number, at)) = target.places().next().filter(|_| begins) else { return false };
    let word = target.view.parts.get(number).and_then(|part| part.text.get(at)).map_or("", head);
    word.starts_with(char::is_uppercase)
        && word.chars().count() >= 4
        && !target.view.locale.is_word(&fold(word))
        && !source.table().shows(&Sought::new(word))
}

/// Does a name of the lost country have the name of the new one as a word, so that the new one is likely a rest of it?
fn is_part_of(new: &Placed<'_>, lost: &Placed<'_>, target: &Side<'_, '_>) -> bool {
    let name = fold(target.text(new));
    lost.fact.readings().any(|code| {
        let Value::Text(code) = code else { return false };
        let forms = target.view.locale.forms("territory", code);
        forms.iter().any(|form| form.len() > name.len() && fold(form).contains(&name))
    })
}

/// Is what sounds like a country evidence of it?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ear {
    Open,
    Shut,
}

/// The countries of one side that have no evidence on the other, each once.
fn unseen<'a, 'v>(own: &Side<'a, 'v>, other: &Side<'_, '_>, ear: Ear) -> Vec<&'v Placed<'a>> {
    let mut found: Vec<&Placed<'a>> = Vec::new();
    for placed in own.facts(Kind::Country) {
        let seen = other.facts(Kind::Country).any(|theirs| theirs.fact.agrees(placed.fact))
            || found.iter().any(|earlier| earlier.fact.agrees(placed.fact))
            || placed.fact.readings().any(|code| is_shown(code, other))
            || kept_country::stands(placed, own, other)
            || (ear == Ear::Open && sounds_like_none_other(placed, own, other));
        if !seen {
            found.push(placed);
        }
    }
    found
}

/// Does a word sound like the country, and not name another one? Slovakia sounds like Slovenia.
fn sounds_like_none_other(placed: &Placed<'_>, own: &Side<'_, '_>, other: &Side<'_, '_>) -> bool {
    let places: Vec<_> = other.places().collect();
    other.table().shows_in(&Sought::new(own.text(placed)), |number| {
        let Some((part, at)) = places.get(number) else { return false };
        !other
            .facts(Kind::Country)
            .any(|theirs| theirs.part == *part && theirs.fact.at.start < at.end && at.start < theirs.fact.at.end)
    })
}

/// Does the text hold the words of a name of more words, each with an ending of its own: Северну Кореју?
fn says_words(of: &[(&str, &str)], side: &Side<'_, '_>) -> bool {
    // Most countries have names of one word.
    let mut forms = of.iter().flat_map(|(section, code)| side.view.locale.forms(section, code));
    if !forms.any(|form| form.contains(' ')) {
        return false;
    }
    let words: Vec<String> = side
        .view
        .texts()
        .zip(side.words())
        .flat_map(|(text, words)| words.iter().map(move |word| fold(text.get(word.at.clone()).unwrap_or_default())))
        .collect();
    let stem = |word: &str| -> String {
        let letters = word.chars().count();
        let keep = if letters <= 4 { letters.min(3) } else { (2 * letters).div_ceil(3).max(3) };
        word.chars().take(keep).collect()
    };
    let forms = of.iter().flat_map(|(section, code)| side.view.locale.forms(section, code));
    forms.filter(|form| form.contains(' ')).any(|form| {
        let form = fold(form);
        let parts: Vec<(String, usize)> = form.split(' ').map(|part| (stem(part), part.chars().count())).collect();
        words.windows(parts.len()).any(|window| {
            window
                .iter()
                .zip(&parts)
                .all(|(word, (stem, length))| word.starts_with(stem.as_str()) && word.chars().count() <= length + 3)
        })
    })
}

/// Does the text hold a word with the stem of one of the country's names?
pub(super) fn is_shown(code: &Value, side: &Side<'_, '_>) -> bool {
    let Value::Text(code) = code else { return false };
    let locale = side.view.locale;
    let stems: Vec<String> = ["territory", "demonym"]
        .iter()
        .flat_map(|section| locale.forms(section, code))
        .filter_map(|form| {
            let form = fold(form);
            let letters = form.chars().count();
            // Two thirds of a name are its stem; short names must be whole.
            let keep = match letters {
                0..=3 => letters,
                4 => 3,
                _ => (2 * letters).div_ceil(3).max(4),
            };
            Some(form.chars().take(keep).collect::<String>()).filter(|stem| stem.chars().count() >= 2)
        })
        .collect();
    if says_words(&[("territory", code)], side) {
        return true;
    }
    side.view.texts().any(|text| {
        let folded = Folded::new(text);
        stems.iter().any(|stem| {
            folded.text.match_indices(stem.as_str()).any(|(at, _)| {
                let before = folded.text.get(..at).and_then(|before| before.chars().next_back());
                let after = folded.text.get(at + stem.len()..).unwrap_or_default();
                let tail = after.chars().take_while(|&c| chars::is_letter(c)).count();
                // A short stem is a name at the start of a short word only.
                stem.chars().count() >= 4
                    || (!before.is_some_and(chars::is_letter) && tail <= 3)
                    || stem.chars().any(is_unspaced)
            })
        })
    })
}
