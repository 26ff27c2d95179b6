//! The forms of a language in one trie: a single walk from each word start finds months, units, countries, number words.

use std::ops::Range;

use super::{Locale, Section, inflection::Inflection};
use crate::text::{
    Folded,
    chars::{is_boundary, is_mark, is_unspaced, is_word},
    fold::fold,
};

/// What a form means: a section and the key it stands under (`month` `7`, `territory` `EE`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The section of the locale.
    pub section: Section,
    /// The key within the section.
    pub key: &'static str,
    /// The form as the locale writes it.
    pub form: &'static str,
}

/// A form found in a text.
#[derive(Debug, Clone)]
pub struct Hit<'a> {
    /// Where it stands, in bytes of the folded text.
    pub at: Range<usize>,
    /// How many bytes of the same word follow: 0 where the form is a whole word.
    pub tail: usize,
    /// All that the form may mean.
    pub entries: &'a [Entry],
}

/// All forms of a language, by their folded bytes.
#[derive(Debug, Default)]
pub struct Lexicon {
    nodes: Vec<Node>,
    /// The first node below each first byte, since most walks end there.
    roots: Vec<u32>,
    entries: Vec<Entry>,
    /// What a language writes onto the front of any word: Hebrew ב, Arabic وال.
    clitics: Vec<String>,
}

/// A node's children are a run of `nodes`, sorted by byte.
#[derive(Debug, Clone, Default)]
struct Node {
    byte: u8,
    children: Range<u32>,
    entries: Range<u32>,
}

impl Lexicon {
    pub(super) fn new(locale: &Locale) -> Lexicon {
        let mut forms: Vec<(String, Entry)> = Vec::new();
        let inflection = Inflection::new(locale);
        for &(section, name, _) in Section::NAMES {
            // CLDR lists abbreviations that are common words of the language.
            let left_out = locale.forms("left-out", name);
            for (key, list) in locale.section(name) {
                for form in list.iter().filter(|form| !left_out.contains(form)) {
                    let folded = fold(form);
                    if !folded.is_empty() {
                        forms.push((folded, Entry { section, key, form }));
                    }
                    if section.is_inflected() {
                        forms.extend(inflection.forms(form).map(|other| (fold(&other), Entry { section, key, form })));
                    }
                }
            }
        }
        forms.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()).then(a.1.section.cmp(&b.1.section)));
        forms.dedup_by(|a, b| a.0 == b.0 && a.1.section == b.1.section && a.1.key == b.1.key);
        let mut lexicon = Lexicon { nodes: vec![Node::default()], roots: vec![0; 256], ..Lexicon::default() };
        lexicon.clitics = locale.forms("clitic", "front").iter().map(|form| fold(form)).collect();
        lexicon.fill(0, &forms, 0);
        for child in lexicon.nodes[0].children.clone() {
            lexicon.roots[lexicon.nodes[child as usize].byte as usize] = child;
        }
        lexicon
    }

    /// Gives a node the forms that share its first `depth` bytes.
    fn fill(&mut self, node: usize, forms: &[(String, Entry)], depth: usize) {
        let own = forms.iter().take_while(|(form, _)| form.len() == depth).count();
        let first = self.entries.len() as u32;
        self.entries.extend(forms[..own].iter().map(|(_, entry)| *entry));
        self.nodes[node].entries = first..self.entries.len() as u32;
        let rest = &forms[own..];
        let byte = |form: &(String, Entry)| form.0.as_bytes()[depth];
        let groups: Vec<&[(String, Entry)]> = rest.chunk_by(|a, b| byte(a) == byte(b)).collect();
        let children = self.nodes.len();
        self.nodes.extend(groups.iter().map(|group| Node { byte: byte(&group[0]), ..Node::default() }));
        self.nodes[node].children = children as u32..self.nodes.len() as u32;
        for (n, group) in groups.into_iter().enumerate() {
            self.fill(children + n, group, depth + 1);
        }
    }

    /// The forms that `text` begins with, shortest first: (length in bytes, meanings).
    ///
    /// Knows no word boundaries: a composer of number words walks on from the end of one form to the next.
    pub fn prefixes<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = (usize, &'a [Entry])> + use<'a, 't> {
        let bytes = text.as_bytes();
        let mut node = bytes.first().map_or(0, |&byte| self.roots.get(byte as usize).copied().unwrap_or(0)) as usize;
        let mut length = 0;
        std::iter::from_fn(move || {
            while node != 0 {
                length += 1;
                let entries = self.nodes[node].entries.clone();
                let found = (length, &self.entries[entries.start as usize..entries.end as usize]);
                node = bytes.get(length).and_then(|&byte| self.child(node, byte)).unwrap_or(0);
                if !found.1.is_empty() {
                    return Some(found);
                }
            }
            None
        })
    }

    fn child(&self, node: usize, byte: u8) -> Option<usize> {
        let Range { start, end } = self.nodes[node].children.clone();
        let children = &self.nodes[start as usize..end as usize];
        let at = match children.len() {
            0..=4 => children.iter().position(|child| child.byte == byte),
            _ => children.binary_search_by(|child| child.byte.cmp(&byte)).ok(),
        };
        at.map(|at| start as usize + at)
    }

    /// Finds the forms of a text in one pass, from left to right, shorter before longer at one place; they may overlap.
    ///
    /// A form starts where a word does, or after what the language writes onto the front of words. It ends where a word does, or, for sections that take stems, within a word
    /// ([`Hit::tail`]); in scripts without spaces every character is such a place.
    pub fn scan<'a>(&'a self, folded: &Folded<'_>) -> Vec<Hit<'a>> {
        let text: &str = &folded.text;
        let mut hits = Vec::new();
        let mut before = None;
        for (at, c) in text.char_indices() {
            let starts = is_boundary(before, Some(c));
            before = Some(c);
            if !starts {
                continue;
            }
            if self.roots.get(text.as_bytes()[at] as usize).is_some_and(|&root| root != 0) {
                self.hits_at(text, at, &mut hits);
            }
            for clitic in self.clitics.iter().filter(|clitic| text[at..].starts_with(clitic.as_str())) {
                let after = at + clitic.len();
                if text[after..].chars().next().is_some_and(|c| is_word(c) && !is_mark(c)) {
                    self.hits_at(text, after, &mut hits);
                }
            }
        }
        if !self.clitics.is_empty() {
            hits.sort_by_key(|hit| (hit.at.start, hit.at.end));
            hits.dedup_by_key(|hit| hit.at.clone());
        }
        hits
    }

    fn hits_at<'a>(&'a self, text: &str, at: usize, hits: &mut Vec<Hit<'a>>) {
        for (length, entries) in self.prefixes(&text[at..]).collect::<Vec<_>>() {
            let end = at + length;
            if !text.is_char_boundary(end) {
                continue;
            }
            let (last, next) = (text[..end].chars().next_back(), text[end..].chars().next());
            if is_boundary(last, next) {
                hits.push(Hit { at: at..end, tail: 0, entries });
                continue;
            }
            // A mark goes with the letter before it, but a virama or vowel sign may be an ending.
            let tail: usize =
                text[end..].chars().take_while(|&c| is_word(c) && !is_unspaced(c)).map(char::len_utf8).sum();
            let stems = entries.iter().filter(|entry| entry.section.takes_stems()).count();
            if stems > 0 && length >= 3 && !next.is_some_and(|c| is_mark(c) && c as u32 <= 0x36F) {
                hits.push(Hit { at: at..end, tail, entries });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(tag: &str, text: &str) -> Vec<(String, &'static str, &'static str)> {
        let folded = Folded::new(text);
        let hits = Locale::get(tag).lexicon().scan(&folded);
        hits.iter()
            .filter(|hit| hit.tail == 0)
            .flat_map(|hit| {
                hit.entries
                    .iter()
                    .map(|entry| (folded.text[hit.at.clone()].to_owned(), entry.section.name(), entry.key))
            })
            .collect()
    }

    #[test]
    fn a_country_noun_is_found_beside_a_digit_and_within_unspaced_text() {
        assert!(found("en", "in 190 countries.").contains(&("countries".into(), "country-noun", "country")));
        assert!(found("ja", "世界190か国以上").contains(&("か国".into(), "country-noun", "country")));
    }

    #[test]
    fn a_form_is_found_behind_what_is_written_onto_its_front() {
        assert!(found("he", "ב-5 במרץ").contains(&("מרץ".into(), "month", "3")));
        assert!(found("ar", "وبالدولار").iter().all(|(form, ..)| !form.starts_with('و')));
        assert!(found("am", "በጃንዋሪ").contains(&("ጃንዋሪ".into(), "month", "1")));
    }
}
