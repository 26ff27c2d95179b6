//! Acronyms: words of capitals, and the long names that the lexicon knows for them.

use super::{Confidence, Fact, Form, Kind, Scan, Value};
use crate::{
    locale::{Locale, Section},
    text::{
        chars,
        fold::fold,
        words::{Shape, Word, head},
    },
};

/// Longer words of capitals are shouted, not abbreviated.
const MAX_LETTERS: usize = 8;

/// Reads the acronyms.
pub(super) fn read(scan: &mut Scan<'_>) {
    let text = scan.passage.text;
    known(scan);
    let words = scan.words.clone();
    if is_shouted(&words, scan.small_words) {
        return;
    }
    for (number, word) in words.iter().enumerate() {
        if !matches!(word.shape, Shape::Capitals | Shape::Mixed)
            || is_in_shout(&words, number, text)
            || (scan.is_taken(&word.at) && !heads_identifier(scan, word))
        {
            continue;
        }
        let whole = text.get(word.at.clone()).unwrap_or_default();
        let Some(letters) = letters(whole) else { continue };
        // A word said loudly.
        if letters.len() >= 3 && scan.passage.locale.is_word(&fold(letters)) {
            continue;
        }
        let start = word.at.start + whole.find(letters).unwrap_or_default();
        // An ending hides a known one from the lexicon.
        let known = (letters.len() < whole.len()).then(|| key(scan.passage.locale, letters)).flatten();
        let value = Value::Text(known.unwrap_or(letters).to_owned());
        let mut fact = Fact::new(Kind::Acronym, value, start..start + letters.len());
        fact.others.extend(known.map(|_| Value::Text(letters.to_owned())));
        fact.confidence = if word.shape == Shape::Capitals { Confidence::High } else { Confidence::Medium };
        scan.add(fact);
    }
}

/// Is it what an identifier is made of: COVID-19?
fn heads_identifier(scan: &Scan<'_>, word: &Word) -> bool {
    word.shape == Shape::Capitals
        && word.at.len() >= 4
        && scan.facts.iter().any(|fact| {
            fact.kind == Kind::Identifier && fact.at.start == word.at.start && fact.at.len() <= word.at.len() + 4
        })
}

/// The shared key of a known acronym.
pub(crate) fn key(locale: &Locale, letters: &str) -> Option<&'static str> {
    let section = locale.section("acronym");
    section.iter().find(|(_, forms)| forms.contains(&letters)).map(|(key, _)| *key)
}

/// The acronym at the head of a word: without an ending (`FBI’s`, `NATOssa`, `MPs`).
fn letters(word: &str) -> Option<&str> {
    let word = head(word);
    let capitals: usize = word.chars().take_while(|&c| chars::is_upper(c)).map(char::len_utf8).sum();
    let (start, rest) = word.split_at_checked(capitals)?;
    let count = start.chars().count();
    let found = if count >= 2 && rest.chars().all(|c| !chars::is_upper(c)) { start } else { word };
    let length = found.chars().count();
    let is_roman = found.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    ((2..=MAX_LETTERS).contains(&length) && found.chars().all(chars::is_letter) && !is_roman).then_some(found)
}

/// Is it one of three or more words in capitals that follow each other?
fn is_in_shout(words: &[Word], number: usize, text: &str) -> bool {
    let follows = |a: &Word, b: &Word| {
        b.shape == Shape::Capitals
            && a.shape == Shape::Capitals
            && text.get(a.at.end..b.at.start).is_some_and(|gap| gap == " ")
    };
    let pairs = |from: usize, to: usize| {
        words.get(from..=to).is_some_and(|run| run.windows(2).all(|pair| follows(&pair[0], &pair[1])))
    };
    pairs(number, number + 2)
        || (number >= 1 && pairs(number - 1, number + 1))
        || (number >= 2 && pairs(number - 2, number))
}

/// Is all of it in capitals: a heading, a warning?
fn is_shouted(words: &[Word], small: usize) -> bool {
    let loud = words.iter().filter(|word| word.shape == Shape::Capitals).count();
    loud >= 3 && 2 * loud > words.len() + small
}

/// The acronyms of the lexicon and the long names behind them: the value is the shared key, the reading the letters.
fn known(scan: &mut Scan<'_>) {
    if !scan.sections.has(Section::Acronym) {
        return;
    }
    let mut found: Vec<Fact> = Vec::new();
    for hit in scan.hits.iter().filter(|hit| hit.has(Section::Acronym)) {
        let at = scan.folded.range(hit.at.clone());
        let Some(text) = scan.passage.text.get(at.clone()) else { continue };
        let is_short = |form: &str| form.chars().all(|c| !chars::is_lower(c)) && form.chars().any(chars::is_upper);
        let fits = |form: &str| if is_short(form) { !text.chars().any(chars::is_lower) } else { true };
        let mut entries = hit.entries.iter().filter(|entry| entry.section == Section::Acronym && fits(entry.form));
        let Some(entry) = entries.next() else { continue };
        if scan.is_taken(&at) {
            continue;
        }
        let mut fact = Fact::new(Kind::Acronym, Value::Text(entry.key.to_owned()), at);
        fact.others = entries.map(|entry| Value::Text(entry.key.to_owned())).collect();
        if is_short(text) {
            fact.others.push(Value::Text(text.to_owned()));
        } else {
            fact.form = Form::Words;
        }
        // `the European Union` covers `European`, a longer name a shorter one.
        if let Some(last) = found.last_mut().filter(|last| fact.at.start < last.at.end) {
            if fact.at.len() > last.at.len() {
                *last = fact;
            }
            continue;
        }
        found.push(fact);
    }
    for fact in found {
        scan.add(fact);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Passage, extract};

    fn acronyms(tag: &str, text: &str) -> Vec<String> {
        let facts = extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().filter(|fact| fact.kind == Kind::Acronym).map(|fact| fact.value.to_string()).collect()
    }

    #[test]
    fn an_acronym_is_read_with_an_ending_and_by_its_long_name() {
        assert_eq!(acronyms("fi", "NATOssa ja FBI:n mukaan"), ["NATO", "FBI"]);
        assert_eq!(acronyms("de", "Die Vereinten Nationen und die IGCI"), ["UN", "IGCI"]);
        assert_eq!(acronyms("en", "it is Article II, not IT"), ["IT"]);
        assert_eq!(acronyms("da", "FNs generalforsamling"), ["UN"]);
        assert_eq!(acronyms("it", "Che cosa farà l'NSF"), ["NSF"]);
        assert_eq!(acronyms("en", "DO NOT ENTER THE ROOM"), Vec::<String>::new());
    }
}
