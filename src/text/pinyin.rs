//! Names of Han letters in Latin ones: does a word look like pinyin, and is it what some Han letters are read as?

use super::chars::is_han;
use super::romanise::{nearest, romanise};

/// The sounds that a syllable begins with, if any.
const INITIALS: &str = "zh ch sh b p m f d t n l g k h j q x r z c s y w";

/// What they end with.
const FINALS: &str =
    "iang iong uang ang eng ing ong ian iao uai uan ai an ao ei en er ia ie in iu ou ua ue ui un uo a e i o u";

/// Longer words are no names.
const MAX: usize = 24;

/// Can a word in small plain letters be cut into syllables of pinyin?
pub fn is_pinyin(word: &str) -> bool {
    let length = word.len();
    if !(3..=MAX).contains(&length) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    // Which places a row of whole syllables can reach.
    let mut reached = [false; MAX + 1];
    reached[0] = true;
    for at in 0..length {
        if !reached[at] {
            continue;
        }
        let rest = word.get(at..).unwrap_or_default();
        for initial in INITIALS.split(' ').chain([""]).filter(|initial| rest.starts_with(initial)) {
            let tail = rest.get(initial.len()..).unwrap_or_default();
            for end in FINALS.split(' ').filter(|end| tail.starts_with(end)) {
                if let Some(place) = reached.get_mut(at + initial.len() + end.len()) {
                    *place = true;
                }
            }
        }
    }
    reached[length]
}

/// The Han letters of a text as they are read, one after the other.
pub fn reading(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| is_han(c)) {
        out.push_str(&romanise(c.encode_utf8(&mut [0; 4])));
    }
    out
}

/// Is a word in plain letters read from these Han letters? Some have a second reading.
pub fn is_read(reading: &str, word: &str) -> bool {
    reading.contains(word) || (word.len() >= 6 && nearest(word.as_bytes(), reading.as_bytes(), usize::MAX) <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_names_are_made_of_syllables() {
        for name in ["mingzheng", "zhang", "hunan", "xian", "lifeng"] {
            assert!(is_pinyin(name), "{name}");
        }
        for name in ["kowalska", "trump", "minh", "smith", "li", ""] {
            assert!(!is_pinyin(name), "{name}");
        }
    }

    #[test]
    fn a_name_is_read_from_its_letters_only() {
        let reading = reading("总理李明华说");
        assert!(is_read(&reading, "minghua") && is_read(&reading, "li"));
        assert!(!is_read(&reading, "guofeng"));
    }
}
