//! Names of Han letters in Latin ones: does a word look like pinyin, and is it what some Han letters are read as?

// tidy: the initials of Pinyin are sounds, and zh is one of them.

use super::chars::is_han;
use super::romanise::romanise;

/// The syllables of pinyin: what begins them, and what then follows.
const SYLLABLES: &[(&str, &str)] = &[
    ("", "a ai an ang ao e ei en eng er o ou"),
    ("b", "a ai an ang ao ei en eng i ian iao ie in ing o u"),
    ("c", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("ch", "a ai an ang ao e en eng i ong ou u uai uan uang ui un uo"),
    ("d", "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo"),
    ("f", "a an ang ei en eng o ou u"),
    ("g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("j", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("k", "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo"),
    ("l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo"),
    ("m", "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u"),
    ("n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong u uan ue uo"),
    ("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"),
    ("q", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("r", "an ang ao e en eng i ong ou u uan ui un uo"),
    ("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo"),
    ("t", "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo"),
    ("w", "a ai an ang ei en eng o u"),
    ("x", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("y", "a an ang ao e i in ing ong ou u uan ue un"),
    ("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    ("zh", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
];

/// Longer words are no names.
const MAX: usize = 24;

/// Can a word in small plain letters be cut into syllables of pinyin?
pub fn is_pinyin(word: &str) -> bool {
    let length = word.len();
    if !(2..=MAX).contains(&length) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
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
        for (initial, finals) in SYLLABLES {
            let Some(tail) = rest.strip_prefix(initial) else { continue };
            for end in finals.split(' ').filter(|end| tail.starts_with(end)) {
                if let Some(place) = reached.get_mut(at + initial.len() + end.len()) {
                    *place = true;
                }
            }
        }
    }
    reached[length]
}

/// Is it one syllable of pinyin: a family name, mostly?
pub fn is_syllable(word: &str) -> bool {
    SYLLABLES.iter().any(|(initial, finals)| {
        word.strip_prefix(initial).is_some_and(|tail| finals.split(' ').any(|end| end == tail))
    })
}

/// A text as its Han letters are read, letter by letter; what is no Han letter cuts it.
#[derive(Debug, Default)]
pub struct Reading {
    letters: Vec<Option<(char, String)>>,
}

impl Reading {
    /// Reads a text behind what is read already.
    pub fn add(&mut self, text: &str) {
        for c in text.chars() {
            if is_han(c) {
                self.letters.push(Some((c, romanise(c.encode_utf8(&mut [0; 4])))));
            } else if !matches!(self.letters.last(), None | Some(None)) {
                self.letters.push(None);
            }
        }
        self.letters.push(None);
    }

    /// Is a word in plain letters read from some of these letters? `also`: some letters have further readings.
    pub fn says(&self, word: &str, also: &impl Fn(char, &str) -> bool) -> bool {
        !word.is_empty() && (0..self.letters.len()).any(|start| self.goes_on(start, word, also))
    }

    fn goes_on(&self, at: usize, word: &str, also: &impl Fn(char, &str) -> bool) -> bool {
        if word.is_empty() {
            return true;
        }
        let Some(Some((letter, sound))) = self.letters.get(at) else { return false };
        // The two dots of nü and lü are written in many ways, or not at all.
        let umlaut = sound.strip_suffix('u').filter(|initial| matches!(*initial, "n" | "l"));
        word.strip_prefix(sound.as_str()).is_some_and(|rest| self.goes_on(at + 1, rest, also))
            || umlaut.is_some_and(|initial| {
                ["v", "yu", "ue"].iter().any(|end| {
                    let rest = word.strip_prefix(initial).and_then(|rest| rest.strip_prefix(end));
                    rest.is_some_and(|rest| self.goes_on(at + 1, rest, also))
                })
            })
            || (1..=word.len().min(6)).any(|end| {
                let (Some(other), Some(rest)) = (word.get(..end), word.get(end..)) else { return false };
                also(*letter, other) && self.goes_on(at + 1, rest, also)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_names_are_made_of_syllables() {
        for name in ["mingzheng", "zhang", "hunan", "xian", "lifeng", "li"] {
            assert!(is_pinyin(name), "{name}");
        }
        for name in ["kowalska", "trump", "minh", "smith", "kim", "pham", "jong", "kishida", "huishin", ""] {
            assert!(!is_pinyin(name), "{name}");
        }
    }

    #[test]
    fn a_name_is_read_from_its_letters_only() {
        let mut reading = Reading::default();
        reading.add("总理李明华说，吕女士来自广州");
        let says = |word| reading.says(word, &|_, _| false);
        assert!(says("minghua") && says("li") && says("liminghua") && says("guangzhou") && says("lyu"));
        assert!(!says("guofeng") && !says("wangminghua") && !says("minhua") && !says("huashuolu"));
        assert!(reading.says("ceminghua", &|letter, sound| letter == '李' && sound == "ce"));
    }
}
