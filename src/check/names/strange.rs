//! Foreign names beside a text in Han letters: it writes them in letters of their own, a syllable each.
//!
//! A long text sounds like nearly any name somewhere. A name of which no word is heard from such letters, side by side,
//! nor is read from any others, is not in it.

use super::{Side, abroad, han::Ear, people::Part, spelling::has_open_syllables};
use crate::{
    check::{Difference, Problem},
    fact::{Confidence, name::Sort},
    text::romanise::romanise,
};

/// The letters that foreign names are written in.
const SECTION: &str = "foreign-letter";
/// In longer texts any name may be heard somewhere.
const MAX_TEXT: usize = 3_000;
/// So many consonants tell a name.
const TOLD: usize = 4;
/// What a name may cost of what its sounds are worth, in hundredths.
const ALLOWED: u32 = 20;

/// Tells of the names of the translation of which the source has no word.
pub(super) fn compare(
    number: usize,
    source: &Side<'_, '_>,
    target: &Side<'_, '_>,
    parts: &[Part<'_, '_>],
    differences: &mut Vec<Difference>,
) {
    let letters = source.view.locale.forms(SECTION, "letters");
    let length: usize = source.view.texts().map(str::len).sum();
    if letters.is_empty() || length > MAX_TEXT || source.has_kana() || !target.is_latin() {
        return;
    }
    let ear = Ear::new(source);
    let mut said: Option<Vec<Vec<Sounds>>> = None;
    for name in parts.chunk_by(|part, next| std::ptr::eq(part.placed, next.placed)) {
        let [_, .., last] = name else { continue };
        let romans: Vec<String> = name.iter().map(|part| romanise(part.text)).collect();
        // Names of Japan are written in other letters, and read in other ways.
        if name.iter().any(|part| part.sort != Sort::Sure) || romans.iter().all(|roman| has_open_syllables(roman)) {
            continue;
        }
        let sounds: Vec<Sounds> = romans.iter().map(|roman| Sounds::of_name(roman)).collect();
        if sounds.iter().map(Sounds::consonants).sum::<usize>() < TOLD {
            continue;
        }
        let is_read = |part: &Part<'_, '_>, roman: &str| {
            source.holds(part.text)
                || ear.as_ref().is_some_and(|ear| ear.says(roman))
                || abroad::may_read(part.text, source)
        };
        if name.iter().zip(&romans).any(|(part, roman)| is_read(part, roman)) {
            continue;
        }
        let said = said.get_or_insert_with(|| runs(source, letters));
        let is_heard = |sounds: &Sounds| said.iter().any(|run| sounds.is_heard(run));
        if sounds.iter().filter(|sounds| sounds.consonants() >= 2).any(is_heard) {
            continue;
        }
        let is_told = |told: &Difference| {
            told.pair == number
                && told.topic == "name"
                && told.problem == Problem::Added
                && told.target.as_ref().is_some_and(|claim| {
                    name.iter().any(|part| target.claim(part).is_some_and(|own| own.spot == claim.spot))
                })
        };
        if differences.iter().any(|told| is_told(told) && told.confidence > Confidence::Low) {
            continue;
        }
        differences.retain(|told| !is_told(told));
        let mut difference = Difference::new("name", number, Problem::Added, None, target.claim(last));
        difference.confidence = Confidence::Medium;
        differences.push(difference);
    }
}

/// The rows of letters that may be foreign names, with the sounds of each letter.
fn runs(side: &Side<'_, '_>, letters: &[&str]) -> Vec<Vec<Sounds>> {
    let mut runs = Vec::new();
    for text in side.view.texts() {
        let mut run = Vec::new();
        for c in text.chars() {
            if letters.iter().any(|letters| letters.contains(c)) {
                run.push(Sounds::of_letter(&romanise(c.encode_utf8(&mut [0; 4]))));
            } else if !run.is_empty() && c != '·' {
                runs.push(std::mem::take(&mut run));
            }
        }
        runs.push(run);
    }
    runs
}

/// What is heard, a letter each: `a` for any vowels, consonants merged where the syllables of Chinese merge them.
#[derive(Debug, PartialEq)]
struct Sounds(Vec<u8>);

impl Sounds {
    /// A name in plain Latin letters.
    fn of_name(roman: &str) -> Sounds {
        let bytes = roman.as_bytes();
        let (mut sounds, mut at) = (Vec::new(), 0);
        while let Some(&byte) = bytes.get(at) {
            let rest = bytes.get(at..).unwrap_or_default();
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            // Letters that say one sound together.
            let cluster: Option<(usize, &[u8])> = match rest {
                [b's', b'c', b'h', ..] => Some((3, b"s")),
                [b't', b'c', b'h', ..] => Some((3, b"c")),
                [b'c', b'h', ..] | [b't', b's' | b'z', ..] => Some((2, b"c")),
                [b's' | b't', b'h', ..] => Some((2, b"s")),
                [b'p', b'h', ..] => Some((2, b"f")),
                [b'c', b'k', ..] | [b'g' | b'k', b'h', ..] => Some((2, b"k")),
                [b'n', b'g', ..] => Some((2, b"n")),
                [b'w', b'h', ..] => Some((2, b"w")),
                [b'x', ..] => Some((1, b"ks")),
                _ => None,
            };
            if let Some((length, said)) = cluster {
                sounds.extend_from_slice(said);
                at += length;
                continue;
            }
            match byte {
                b'c' if matches!(next, b'e' | b'i' | b'y') => sounds.push(b's'),
                _ => sounds.extend(merged(byte)),
            }
            at += 1;
        }
        Sounds::plain(sounds)
    }

    /// The reading of a letter.
    fn of_letter(reading: &str) -> Sounds {
        let bytes = reading.as_bytes();
        let (initial, rest) = match bytes {
            [b'z' | b'c', b'h', rest @ ..] | [b'z' | b'c' | b'j' | b'q', rest @ ..] => (Some(b'c'), rest),
            [b's', b'h', rest @ ..] | [b'x', rest @ ..] => (Some(b's'), rest),
            rest => (None, rest),
        };
        let rest = rest.strip_suffix(b"g").unwrap_or(rest);
        Sounds::plain(initial.into_iter().chain(rest.iter().filter_map(|&byte| merged(byte))).collect())
    }

    /// Without doubles.
    fn plain(mut sounds: Vec<u8>) -> Sounds {
        sounds.dedup();
        Sounds(sounds)
    }

    fn consonants(&self) -> usize {
        self.0.iter().filter(|&&sound| sound != b'a').count()
    }

    /// Do some of the letters, one after the other, say the name?
    fn is_heard(&self, letters: &[Sounds]) -> bool {
        let worth = 100 * self.consonants().max(1) as u32 + 30 * (self.0.len() - self.consonants()) as u32;
        let whole: Vec<u32> = std::iter::once(0)
            .chain(self.0.iter().scan(0, |sum, &sound| {
                *sum += left_out(sound);
                Some(*sum)
            }))
            .collect();
        (0..letters.len()).any(|start| {
            let mut row = whole.clone();
            letters.iter().skip(start).take(self.0.len() + 2).any(|letter| {
                for &said in &letter.0 {
                    let mut corner = row[0];
                    row[0] += put_in(said);
                    for (at, &wanted) in self.0.iter().enumerate() {
                        let changed = corner + exchanged(wanted, said);
                        corner = row[at + 1];
                        row[at + 1] = changed.min(row[at] + left_out(wanted)).min(corner + put_in(said));
                    }
                }
                row.last().is_some_and(|&cost| 100 * cost <= ALLOWED * worth)
            })
        })
    }
}

/// The sound of a letter.
fn merged(letter: u8) -> Option<u8> {
    Some(match letter {
        b'a' | b'e' | b'i' | b'o' | b'u' => b'a',
        b'b' | b'p' => b'p',
        b'd' | b't' => b't',
        b'g' | b'k' | b'q' | b'c' => b'k',
        b'v' | b'f' => b'f',
        b'l' | b'r' => b'l',
        b'm' | b'n' => b'n',
        b's' | b'z' | b'x' => b's',
        b'j' => b'c',
        b'h' | b'w' => letter,
        _ => return None,
    })
}

/// What it costs that one sound is heard as another.
fn exchanged(wanted: u8, said: u8) -> u32 {
    match (wanted.min(said), wanted.max(said)) {
        (wanted, said) if wanted == said => 0,
        (b'c', b's') => 30,
        (b'c', b't' | b'k') | (b'f', b'w' | b'p' | b'h') | (b'h', b'k' | b'w') | (b'p', b'w') | (b's', b't') => 50,
        (b'a', _) => 120,
        _ => 100,
    }
}

/// What it costs that the letters say a sound that the name has not: they are syllables, and begin and end as they must.
fn put_in(said: u8) -> u32 {
    match said {
        b'a' => 15,
        b'w' => 30,
        b'l' | b'n' => 40,
        b'h' => 50,
        _ => 60,
    }
}

/// What it costs that the letters do not say a sound of the name.
fn left_out(wanted: u8) -> u32 {
    match wanted {
        b'a' => 25,
        b'h' => 20,
        b'l' => 35,
        b'w' => 40,
        b'n' => 50,
        _ => 80,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hears(text: &str, name: &str) -> bool {
        let letters: Vec<Sounds> =
            text.chars().map(|c| Sounds::of_letter(&romanise(c.encode_utf8(&mut [0; 4])))).collect();
        Sounds::of_name(name).is_heard(&letters)
    }

    #[test]
    fn a_foreign_name_is_heard_syllable_by_syllable() {
        for (text, name) in [
            ("约翰逊", "johnson"),
            ("巴塞罗那", "barcelona"),
            ("罗伯茨", "roberts"),
            ("马尔凯蒂", "marchetti"),
            ("科瓦尔斯卡", "kowalska"),
        ] {
            assert!(hears(text, name), "{name}");
        }
    }

    #[test]
    fn another_name_is_not_heard() {
        for (text, name) in [("约翰逊", "kowalska"), ("罗伯茨", "marchetti"), ("巴塞罗那", "okonkwo")] {
            assert!(!hears(text, name), "{name}");
        }
    }
}
