//! The common words of a language, where we have a list of them: a capitalised word that is none of them is a name.

use std::{ops::Range, sync::OnceLock};

use rustc_hash::FxHashMap;

use super::Locale;

/// The lists of all languages, as they are: they are long, and most runs look up few words.
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));
static INDEX: &[(&str, usize, usize, usize)] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one file.
#[derive(Debug)]
pub(super) struct Words {
    words: List,
    names: List,
}

impl Words {
    /// The words that the file of a tag holds.
    pub(super) fn of(tag: &str) -> Option<&'static Words> {
        static LISTS: OnceLock<Vec<Words>> = OnceLock::new();
        let list = |range: Range<usize>| List { text: TEXTS.get(range).unwrap_or_default(), starts: OnceLock::new() };
        let words = |&(_, from, middle, to): &_| Words { words: list(from..middle), names: list(middle..to) };
        let lists = LISTS.get_or_init(|| INDEX.iter().map(words).collect());
        lists.get(INDEX.iter().position(|&(name, ..)| name == tag)?)
    }
}

/// One sorted text with a blank between words.
#[derive(Debug)]
struct List {
    text: &'static str,
    /// The part of the text whose words begin with two bytes.
    starts: OnceLock<FxHashMap<[u8; 2], (u32, u32)>>,
}

impl List {
    fn contains(&self, word: &str) -> bool {
        let Some(head) = head(word.as_bytes()) else { return contains(self.text, word) };
        let starts = self.starts.get_or_init(|| starts(self.text));
        let part = starts.get(&head).and_then(|&(from, to)| self.text.get(from as usize..to as usize));
        part.is_some_and(|part| contains(part, word))
    }
}

fn head(word: &[u8]) -> Option<[u8; 2]> {
    word.first_chunk().copied()
}

fn starts(text: &str) -> FxHashMap<[u8; 2], (u32, u32)> {
    let mut starts: FxHashMap<[u8; 2], (u32, u32)> = FxHashMap::default();
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        if let Some(head) = head(word.as_bytes()) {
            starts.entry(head).or_insert((at as u32, 0)).1 = end as u32;
        }
        at = end + 1;
    }
    starts
}

impl Locale {
    /// Is there a list of the language's common words?
    pub fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    /// Is this a common word of the language? `word` is in small letters. `false` where there is no list.
    pub fn is_word(&self, word: &str) -> bool {
        self.words.iter().any(|list| list.words.contains(word))
    }

    /// Is this a common word that people or places are called by as well? `word` is in small letters.
    pub fn is_also_name(&self, word: &str) -> bool {
        self.words.iter().any(|list| list.names.contains(word))
    }
}

fn contains(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|&b| b == b' ').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|&b| b == b' ').map_or(high, |at| middle + at);
        match bytes[start..end.max(start)].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start.saturating_sub(1).max(low),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_list_is_found_and_no_other() {
        let list = "a able about above zebra zinc zoo";
        for word in list.split(' ') {
            assert!(contains(list, word), "{word}");
            assert!(List { text: list, starts: OnceLock::new() }.contains(word), "{word}");
        }
        for word in ["", "ab", "aa", "zoos", "zz", "abov"] {
            assert!(!contains(list, word), "{word}");
            assert!(!List { text: list, starts: OnceLock::new() }.contains(word), "{word}");
        }
        assert!(Locale::get("en").is_word("house") && !Locale::get("en").is_word("kowalska"));
    }
}
