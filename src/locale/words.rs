//! The common words of a language, where we have a list of them: a capitalised word that is none of them is a name.

use std::sync::OnceLock;

use super::Locale;

/// The lists of all languages, as they are: they are long, and most runs look up few words.
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));

/// Where the words that begin with two bytes begin.
type Starts = &'static [([u8; 2], u32)];

/// Tag, where its words begin, where the names among them begin, where they end, and the starts in both lists.
type Place = (&'static str, usize, usize, usize, Starts, Starts);

static INDEX: &[Place] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

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
        let words = |&(_, from, middle, to, words, names): &Place| Words {
            words: List { text: TEXTS.get(from..middle).unwrap_or_default(), starts: words },
            names: List { text: TEXTS.get(middle..to).unwrap_or_default(), starts: names },
        };
        let lists = LISTS.get_or_init(|| INDEX.iter().map(words).collect());
        lists.get(INDEX.iter().position(|&(name, ..)| name == tag)?)
    }
}

/// One sorted text with a blank between words.
#[derive(Debug)]
struct List {
    text: &'static str,
    starts: Starts,
}

impl List {
    fn contains(&self, word: &str) -> bool {
        let Some(head) = word.as_bytes().first_chunk::<2>() else { return contains(self.text, word) };
        let Ok(place) = self.starts.binary_search_by(|(known, _)| known.cmp(head)) else { return false };
        let start = self.starts[place].1 as usize;
        let end = self.starts.get(place + 1).map_or(self.text.len(), |&(_, next)| next as usize - 1);
        self.text.get(start..end).is_some_and(|part| contains(part, word))
    }
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
        }
        for word in ["", "ab", "aa", "zoos", "zz", "abov"] {
            assert!(!contains(list, word), "{word}");
        }
        let words = Words::of("en").expect("English has a list");
        for word in words.words.text.split(' ').step_by(97) {
            assert!(words.words.contains(word) && !words.words.contains(&format!("{word}qx")), "{word}");
        }
        assert!(Locale::get("en").is_word("house") && !Locale::get("en").is_word("kowalska"));
    }
}
