//! The common words of a language, where we have a list of them: a capitalised word that is none of them is a name.

use super::Locale;

impl Locale {
    /// Is there a list of the language's common words?
    pub fn has_words(&self) -> bool {
        self.form("word", "words").is_some()
    }

    /// Is this a common word of the language? `word` is in small letters. `false` where there is no list.
    pub fn is_word(&self, word: &str) -> bool {
        // One sorted text with a blank between words: nothing to build when the language is loaded.
        self.forms("word", "words").iter().any(|list| contains(list, word))
    }

    /// Is this a common word that people or places are called by as well? `word` is in small letters.
    pub fn is_also_name(&self, word: &str) -> bool {
        self.forms("word", "names").iter().any(|list| contains(list, word))
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
        assert!(Locale::get("en").is_word("house") && !Locale::get("en").is_word("kowalska"));
    }
}
