//! How names are spelt: what else letters may say, and how near two spellings are.

use crate::text::{
    chars,
    romanise::{Hearing, Sounds, nearest, sound},
};

/// What else the letters of a word may say, in scripts where one letter stands for more than one sound.
pub(super) fn readings(text: &str, roman: &str) -> Vec<(String, Hearing)> {
    let Some(first) = text.chars().find(|&c| chars::is_letter(c)).map(u32::from).filter(|&first| first > 0x36F) else {
        return Vec::new();
    };
    let is_in = |block: std::ops::Range<u32>| block.contains(&first);
    let mut out: Vec<(String, Hearing)> = Vec::new();
    let mut add = |other: Option<String>, hearing: Hearing| {
        let is_new = |other: &String| {
            (other != roman || hearing != Hearing::Plain)
                && !out.iter().any(|(known, of)| known == other && *of == hearing)
        };
        if let Some(other) = other.filter(is_new) {
            out.push((other, hearing));
        }
    };
    // Most words have none of the letters: then there is nothing else to read.
    let swap = |from: &str, to: &str| holds(roman, from).then(|| roman.replace(from, to));
    // Arabic letters have one for w and v.
    if roman.contains('w') {
        add(Some(roman.to_owned()), Hearing::Hard);
    }
    match first {
        // Greek writes d, b and g with two letters each, and has one for a rough h and a plain one.
        _ if is_in(0x370..0x400) => {
            let plain = swap("ch", "h").unwrap_or_else(|| roman.to_owned());
            let single = ["nt", "mp", "gk"]
                .iter()
                .zip(["d", "b", "g"])
                .fold(plain, |all, (two, one)| if holds(&all, two) { all.replace(two, one) } else { all });
            add(Some(single), Hearing::Plain);
            add(swap("ch", "h"), Hearing::Plain);
        }
        // Cyrillic has g for a foreign h.
        _ if is_in(0x400..0x530) => add(swap("g", "h"), Hearing::Plain),
        // In Egypt the letter for j is one for g.
        _ if is_in(0x600..0x780) => add(swap("j", "g"), Hearing::Plain),
        // Tamil has one letter for s and ch.
        _ if is_in(0xB80..0xC00) => add(swap("c", "s"), Hearing::Plain),
        _ => {}
    }
    // Hebrew has one letter for v, o and u; Indian scripts write w so.
    if first >= 0x590 {
        add(swap("v", "o"), Hearing::Plain);
    }
    // `j` is a y in Serbian, a letter for a rough h stands for a plain one too: Этихад.
    add(swap("j", "i"), Hearing::Plain);
    add(swap("kh", "h"), Hearing::Plain);
    add(swap("ts", "s"), Hearing::Plain);
    out
}

/// Does a word hold a letter, or two that stand together?
fn holds(word: &str, letters: &str) -> bool {
    match *letters.as_bytes() {
        [one] => word.bytes().any(|byte| byte == one),
        [one, two] => word.as_bytes().windows(2).any(|pair| pair[0] == one && pair[1] == two),
        _ => word.contains(letters),
    }
}

pub(super) fn begin_alike(word: &str, name: &str) -> bool {
    word.bytes().zip(name.bytes()).take(2).filter(|(a, b)| a == b).count() == 2
}

/// Without each `r` that no vowel follows.
pub(super) fn mute(roman: &str) -> String {
    let is_vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let bytes = roman.as_bytes();
    let is_heard = |(at, c): &(usize, char)| *c != 'r' || bytes.get(at + 1).is_some_and(is_vowel);
    roman.char_indices().filter(is_heard).map(|(_, c)| c).collect()
}

/// How many sounds of a name may differ between two scripts.
pub(super) fn allowed(sounds: usize) -> usize {
    match sounds {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// The same word with another ending: its stem is whole.
pub(super) fn same_letters(word: &str, name: &str) -> bool {
    if word.starts_with(name) || (name.len() >= 4 && word.contains(name)) {
        return true;
    }
    let shared = word.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    shared >= 3 && 5 * shared >= 3 * name.len() && word.len() <= shared + 7
}

/// Names with hardly a consonant: the same sounds with all vowels alike (`Lee`, `Ли`), or most of the letters.
pub(super) fn near_letters(word: &str, name: &str) -> bool {
    let (heard, mut wanted) = (syllables(word), syllables(name));
    // A last vowel may be mute, or an ending.
    if wanted.len() > 2 && wanted.last() == Some(&b'a') {
        wanted.pop();
    }
    if wanted.len() < 2 {
        // Nothing to tell it by.
        return true;
    }
    heard.starts_with(wanted.as_slice())
        || heard.get(1..).is_some_and(|rest| rest.starts_with(wanted.as_slice()))
        || 2 * nearest(name.as_bytes(), word.as_bytes(), 1) <= name.len()
}

/// Consonants as they are heard, each run of vowels as one.
pub(super) fn syllables(roman: &str) -> Sounds {
    let mut out = Sounds::new();
    for byte in roman.bytes() {
        let sound = match byte {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' => b'a',
            b'h' => continue,
            _ => sound(byte),
        };
        if out.last() != Some(&sound) {
            out.push(sound);
        }
    }
    out
}

/// Does a vowel follow every consonant, as in Japanese names? `n` and doubles may stand without, `h` and `y` go along.
pub(super) fn has_open_syllables(roman: &str) -> bool {
    let sounds: Vec<u8> = roman.bytes().filter(|byte| !matches!(byte, b'h' | b'y')).collect();
    let is_vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    sounds.iter().enumerate().all(|(at, &byte)| {
        let next = sounds.get(at + 1).copied();
        is_vowel(byte)
            || byte == b'n'
            || next.is_some_and(is_vowel)
            || next == Some(byte)
            // Shimbun is said with n.
            || (byte == b'm' && matches!(next, Some(b'b' | b'p')))
            || (byte == b't' && next == Some(b's'))
    })
}

pub(super) fn is_latin(text: &str) -> bool {
    let mut letters = text.chars().filter(|&c| chars::is_letter(c)).peekable();
    letters.peek().is_some() && letters.all(|c| matches!(c as u32, 0x41..=0x24F | 0x1E00..=0x1EFF | 0xFF21..=0xFF5A))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::romanise::romanise;

    #[test]
    fn letters_that_stand_for_two_sounds_are_read_both_ways() {
        let reads = |text: &str, other: &str| readings(text, &romanise(text)).iter().any(|(said, _)| said == other);
        assert!(reads("Ντίντι", "didi"), "{:?}", readings("Ντίντι", &romanise("Ντίντι")));
        assert!(reads("Ганс", "hans"));
        assert!(readings("Hans", "hans").is_empty());
    }

    #[test]
    fn an_r_may_be_mute() {
        assert_eq!(mute("meyer"), "meye");
        assert_eq!(mute("reuters"), "reutes");
    }
}
