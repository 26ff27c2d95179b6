//! Words and phrases, found as people mean them: whole, in either case, inflected where that is asked for.
//!
//! The longest match holds, across all the terms of a rule: *credit note* is no *note*.

use std::ops::Range;

use crate::{
    locale::Locale,
    text::{
        Folded,
        chars::{is_boundary, is_unspaced, is_word},
    },
};

/// A text made ready for terms to be found in: folded, composed, `ß` as `ss`, with the way back to its bytes.
#[derive(Debug)]
pub(super) struct Hay<'a> {
    original: &'a str,
    folded: Folded<'a>,
    /// Where the folded text had to be changed further: the text, and (place in it, place in the folded text).
    changed: Option<(String, Vec<(u32, u32)>)>,
}

impl<'a> Hay<'a> {
    /// Folds a text.
    pub(super) fn new(original: &'a str) -> Hay<'a> {
        let folded = Folded::new(original);
        let plain = |c: char| c != '\n' && c != 'ß' && !is_combining(c);
        let is_plain =
            if folded.text.is_ascii() { !folded.text.contains('\n') } else { folded.text.chars().all(plain) };
        let changed = (!is_plain).then(|| change(&folded.text));
        Hay { original, folded, changed }
    }

    /// The text to search in.
    pub(super) fn text(&self) -> &str {
        self.changed.as_ref().map_or(&*self.folded.text, |(text, _)| text)
    }

    /// The bytes of the original for a range of the text.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        let Some((_, steps)) = &self.changed else { return self.folded.range(range) };
        let back = |at: usize| {
            let after = steps.partition_point(|&(place, _)| place as usize <= at);
            match after.checked_sub(1).map(|step| steps[step]) {
                Some((place, folded)) => folded as usize + (at - place as usize),
                None => at,
            }
        };
        self.folded.range(back(range.start)..back(range.end))
    }
}

fn is_combining(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F | 0x3099 | 0x309A)
}

fn change(folded: &str) -> (String, Vec<(u32, u32)>) {
    let mut text = String::with_capacity(folded.len());
    let mut steps = Vec::new();
    let mut chars = folded.char_indices().peekable();
    while let Some((at, mut c)) = chars.next() {
        let mut end = at + c.len_utf8();
        while let Some(&(next, mark)) = chars.peek() {
            let Some(whole) = unicode_normalization::char::compose(c, mark).filter(|_| is_combining(mark)) else {
                break;
            };
            c = whole;
            end = next + mark.len_utf8();
            chars.next();
        }
        let before = text.len();
        match c {
            '\n' => text.push(' '),
            'ß' => text.push_str("ss"),
            c => text.push(c),
        }
        if text.len() - before != end - at {
            steps.push((text.len() as u32, end as u32));
        }
    }
    (text, steps)
}

/// A word or phrase to look for.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// As it was written.
    pub(super) written: String,
    words: Vec<Word>,
    /// The text that every occurrence begins with, or holds.
    anchor: Box<str>,
    /// Which letters are upper-case, where that matters.
    case: Option<Vec<bool>>,
}

/// One word of a term, folded.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    open_start: bool,
    open_end: bool,
    /// The endings of the language, where the word may be inflected.
    endings: Option<&'static [&'static str]>,
    /// The length of what every form of the word begins with.
    stem: usize,
}

impl Term {
    /// Reads a term. With a locale it is found inflected.
    pub(super) fn new(written: &str, inflected: Option<&'static Locale>) -> Term {
        let endings = inflected.map(|locale| locale.forms("term", "ending")).filter(|list| !list.is_empty());
        let compounds = inflected.is_some_and(|locale| locale.form("term", "goes-on").is_some());
        let word = |word: &str| {
            let (open_start, word) = word.strip_prefix('*').map_or((false, word), |word| (true, word));
            let (open_end, word) = word.strip_suffix('*').map_or((false, word), |word| (true, word));
            let text = Hay::new(word).text().to_owned();
            // Three letters say little, three syllables (nine bytes) say enough.
            let long = text.chars().count() > 3 || text.len() >= 9;
            let endings = endings.filter(|_| is_stem(&text));
            let stem = endings.map_or(text.len(), |endings| stem(&text, endings));
            Word { open_start, open_end: open_end || (compounds && long), endings, stem, text }
        };
        let words: Vec<Word> = written.split_whitespace().map(word).filter(|word| !word.text.is_empty()).collect();
        let letters: Vec<bool> = written.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect();
        let case = letters.iter().skip(1).any(|&upper| upper).then_some(letters);
        Term { written: written.to_owned(), anchor: anchor(&words).into(), words, case }
    }

    /// Is there nothing to look for?
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The text that every occurrence begins with, or holds: what automata look for.
    pub(super) fn anchor(&self) -> &str {
        &self.anchor
    }

    /// Must every occurrence begin where a word begins?
    pub(super) fn begins_a_word(&self) -> bool {
        self.words.first().is_some_and(|word| !word.open_start)
    }

    /// The occurrence whose anchor stands at `at`, as a range of the folded text.
    pub(super) fn at(&self, hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
        let text = hay.text();
        let mut start = at;
        let mut end = at;
        for (n, word) in self.words.iter().enumerate() {
            if n > 0 {
                let blanks = text[end..].len() - text[end..].trim_start_matches(' ').len();
                if blanks == 0 {
                    return None;
                }
                end += blanks;
            }
            let (from, to) = word.at(text, end, n == 0)?;
            if n == 0 {
                start = from;
            }
            end = to;
        }
        let found = start..end;
        self.has_right_case(hay, &found).then_some(found)
    }

    /// All occurrences, as ranges of the folded text.
    pub(super) fn find(&self, hay: &Hay<'_>) -> Vec<Range<usize>> {
        let anchor = self.anchor();
        if anchor.is_empty() {
            return Vec::new();
        }
        let hits = memchr::memmem::find_iter(hay.text().as_bytes(), anchor.as_bytes());
        let mut found: Vec<Range<usize>> = hits.filter_map(|at| self.at(hay, at)).collect();
        found.dedup();
        found
    }

    fn has_right_case(&self, hay: &Hay<'_>, found: &Range<usize>) -> bool {
        let Some(case) = &self.case else { return true };
        let text = hay.original.get(hay.range(found.clone())).unwrap_or_default();
        let letters: Vec<bool> = text.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect();
        // Headings shout.
        if letters.len() > 3 && letters.iter().all(|&upper| upper) {
            return true;
        }
        // The first letter follows the place in the sentence. Endings and compounds may add letters behind.
        let (mut own, mut theirs) = (case.iter().skip(1), letters.iter().skip(1));
        if self.words.len() == 1 || self.words.iter().all(|word| !word.open_end && word.endings.is_none()) {
            return own.zip(theirs).all(|(a, b)| a == b);
        }
        own.any(|&upper| upper) == theirs.any(|&upper| upper)
    }
}

impl Word {
    /// What every form of the word begins with.
    fn stem(&self) -> &str {
        self.text.get(..self.stem).unwrap_or(&self.text)
    }

    /// The occurrence whose stem stands at `at`; a word that is not the first must begin there.
    fn at(&self, text: &str, at: usize, is_first: bool) -> Option<(usize, usize)> {
        let stem = self.stem();
        let rest = text.get(at..)?;
        if !rest.starts_with(stem) {
            if is_first || !self.open_start {
                return None;
            }
            // `*note` after another word: look for it inside this one.
            let inside = word_end(text, at);
            let found = text.get(at..inside)?.find(stem)? + at;
            return self.end(text, found).map(|end| (at, end));
        }
        let start = if self.open_start { word_start(text, at) } else { at };
        let is_start = is_boundary(text[..start].chars().next_back(), text[start..].chars().next());
        if !is_start && !self.open_start {
            return None;
        }
        self.end(text, at).map(|end| (start, end))
    }

    /// The end of the word whose stem stands at `at`.
    fn end(&self, text: &str, at: usize) -> Option<usize> {
        if text[at..].starts_with(self.text.as_str()) {
            let end = at + self.text.len();
            if self.open_end {
                return Some(word_end(text, end));
            }
            if is_boundary(text[..end].chars().next_back(), text[end..].chars().next()) {
                return Some(end);
            }
        }
        let endings = self.endings?;
        let end = word_end(text, at + self.stem().len());
        let token = text.get(at..end)?;
        // Both are the same stem, each with an ending or none.
        let has = |word: &str, stem: &str| {
            word.strip_prefix(stem).is_some_and(|ending| ending.is_empty() || endings.contains(&ending))
        };
        let stems = endings.iter().filter_map(|ending| self.text.strip_suffix(ending)).chain([self.text.as_str()]);
        stems.filter(|stem| is_stem(stem)).any(|stem| has(token, stem)).then_some(end)
    }
}

fn anchor(words: &[Word]) -> String {
    let Some(first) = words.first() else { return String::new() };
    let mut anchor = first.stem().to_owned();
    for pair in words.windows(2) {
        if pair[0].open_end || pair[0].endings.is_some() || pair[1].open_start {
            break;
        }
        anchor.push(' ');
        anchor.push_str(pair[1].stem());
    }
    anchor
}

/// The length of a word without its longest ending.
fn stem(text: &str, endings: &[&str]) -> usize {
    let stems = endings.iter().filter_map(|ending| text.strip_suffix(ending)).filter(|stem| is_stem(stem));
    stems.map(str::len).min().unwrap_or(text.len())
}

/// No honest word has more letters; what is longer would cost quadratic time.
const LONGEST: usize = 200;

/// Two letters say too little.
fn is_stem(text: &str) -> bool {
    text.chars().nth(2).is_some()
}

/// The end of the word that goes on at `at`.
fn word_end(text: &str, at: usize) -> usize {
    let mut before = text[..at].chars().next_back();
    for (offset, c) in text[at..].char_indices().take(LONGEST) {
        let goes_on = is_word(c) && !(before.is_some_and(is_unspaced) && is_unspaced(c));
        if !goes_on || is_boundary(before, Some(c)) {
            return at + offset;
        }
        before = Some(c);
    }
    let length = text[at..].chars().take(LONGEST).map(char::len_utf8).sum::<usize>();
    at + length
}

fn word_start(text: &str, at: usize) -> usize {
    let mut start = at;
    let mut after = text[at..].chars().next();
    for (offset, c) in text[..at].char_indices().rev().take(LONGEST) {
        if !is_word(c) || is_boundary(Some(c), after) {
            break;
        }
        start = offset;
        after = Some(c);
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(term: &str, text: &'a str) -> Vec<&'a str> {
        let hay = Hay::new(text);
        Term::new(term, None).find(&hay).into_iter().map(|at| &text[hay.range(at)]).collect()
    }

    #[test]
    fn terms_are_whole_words_and_a_star_opens_them() {
        assert_eq!(found("invoice", "Invoice, invoices, INVOICE"), ["Invoice", "INVOICE"]);
        assert_eq!(found("rechnung*", "Rechnungen, Abrechnung"), ["Rechnungen"]);
        assert_eq!(found("*rechnung", "Rechnungen, Abrechnung."), ["Abrechnung"]);
        assert_eq!(found("offene* rechnung*", "Zwei offenen  Rechnungen"), ["offenen  Rechnungen"]);
    }

    #[test]
    fn a_term_with_a_capital_inside_wants_that_capital() {
        assert_eq!(found("eBook", "ebook eBook EBook"), ["eBook", "EBook"]);
        assert_eq!(found("Acme Cloud", "acme cloud, Acme Cloud, ACME CLOUD"), ["Acme Cloud", "ACME CLOUD"]);
    }

    #[test]
    fn scripts_without_blanks_are_searched_letter_by_letter() {
        assert_eq!(found("請求書", "この請求書を送る"), ["請求書"]);
        assert_eq!(found("ใบแจ้งหนี้", "ส่งใบแจ้งหนี้ให้ลูกค้า"), ["ใบแจ้งหนี้"]);
    }

    #[test]
    fn spellings_that_mean_the_same_are_equal() {
        assert_eq!(found("straße", "die Strasse, die Straße"), ["Strasse", "Straße"]);
        assert_eq!(found("l'écran", "L’e\u{301}cran noir"), ["L’e\u{301}cran"]);
        assert_eq!(found("credit note", "credit\nnote"), ["credit\nnote"]);
    }

    #[test]
    fn the_terms_of_a_glossary_are_found_inflected() {
        let found = |lang: &str, term: &str, text: &str| {
            let hay = Hay::new(text);
            !Term::new(term, Some(Locale::get(lang))).find(&hay).is_empty()
        };
        for (lang, term, text) in [
            ("en", "delivery note", "two delivery notes"),
            ("de", "Lieferschein", "die Lieferscheine"),
            ("de", "Rechnung", "die Rechnungsnummer"),
            ("de", "offene Rechnung", "mit offenen Rechnungen"),
            ("fr", "bon de livraison", "les bons de livraison"),
            ("es", "factura abierta", "facturas abiertas"),
            ("ru", "счёт", "по счёту"),
            ("ru", "накладная", "без накладной"),
            ("pl", "faktura", "dwóch fakturach"),
            ("fi", "lasku", "laskuissa"),
            ("ko", "청구서", "청구서를 보냅니다"),
        ] {
            assert!(found(lang, term, text), "{lang}: {term} in {text}");
        }
        assert!(!found("en", "note", "a notice"));
        assert!(!found("fr", "bon", "bonheur"));
        assert!(!found("de", "Rechnung", "die Berechnung"));
    }
}
