//! Names across scripts: plain Latin letters of any text, and the consonants that survive a change of script.

use any_ascii::any_ascii_char;
use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;

/// The longest romanised word that is compared; longer ones are no names.
const MAX: usize = 64;

/// A word in small plain Latin letters: `Škoda` → `skoda`, `Шумер` → `shumer`, `ミラー` → `mira`.
///
/// What is neither letter nor digit is dropped, so that hyphens, points and apostrophes inside a name do not count.
pub fn romanise(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    // Other accents are dropped, but the sound marks of kana make other sounds.
    if word.contains(['\u{3099}', '\u{309A}']) {
        let composed: String = word.nfc().filter(|c| !matches!(c, '\u{3099}' | '\u{309A}')).collect();
        return romanise(&composed);
    }
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        // Greek has no letters for b and d: foreign names begin with two for one.
        if out.is_empty() && matches!((c, chars.peek()), ('Ν' | 'ν', Some('τ')) | ('Μ' | 'μ', Some('π'))) {
            chars.next();
            out.push(if matches!(c, 'Ν' | 'ν') { 'd' } else { 'b' });
            continue;
        }
        // The anusvara is whatever nasal the next letter wants: m before a lip sound, mostly n.
        if matches!(
            c,
            '\u{902}' | '\u{982}' | '\u{A02}' | '\u{A70}' | '\u{A82}' | '\u{B02}' | '\u{C02}' | '\u{C82}' | '\u{D02}'
        ) {
            let next = chars.peek().and_then(|&next| any_ascii_char(next).bytes().next());
            out.push(if matches!(next, Some(b'p' | b'b' | b'm')) { 'm' } else { 'n' });
            continue;
        }
        // Between consonants the hard sign is a vowel, as in Bulgarian.
        if matches!(c, 'ъ' | 'Ъ') && !out.is_empty() {
            out.push('a');
        } else if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if matches!(c, 'ッ' | 'っ') {
            // A small tsu doubles what follows.
        } else if !c.is_ascii() {
            let letters = any_ascii_char(c);
            out.extend(letters.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        }
        if out.len() > MAX {
            break;
        }
    }
    out
}

/// How a spelling may be heard where one letter stands for two sounds: `George`, `Charles`, `Jorge`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// `g`, `ch` and `j` as the letters stand.
    Plain,
    /// Soft: `g` before e, i, y, `ch` and `x` hiss as `s`, and `gh` is mute.
    Soft,
    /// Hard: `j` as in Spanish: `k`, and `w` as in German: `v`.
    Hard,
    /// `r` is mute where no vowel follows: Chambers, Reuters; so is `g` behind n: Washington.
    Mute,
}

/// Sounds of a word, a letter each; few words have more than stand here without a place of their own in memory.
pub type Sounds = SmallVec<[u8; 16]>;

/// The consonants of a romanised word, merged where scripts do not tell them apart: `kaspersky` → `kspsk`-like bytes.
///
/// Vowels and h, w, y go; c q g x → k, z j → s, v f b → p, d → t, l → r; doubles count once. Two spellings of one name
/// share nearly all of it in Cyrillic, Greek, Arabic, Hebrew, Indic, Georgian, Armenian, Hangul and kana.
pub fn skeleton(romanised: &str, hearing: Hearing) -> Sounds {
    let bytes = romanised.as_bytes();
    let mut out = Sounds::new();
    let is_vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'h' | b'w' | b'y');
    for (at, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let front = matches!(next, b'e' | b'i' | b'y');
        let sound = match byte {
            b'w' if hearing == Hearing::Hard => b'p',
            b'a' | b'e' | b'i' | b'o' | b'u' | b'h' | b'w' | b'y' => continue,
            // `tch` and `tsch` are one sound: Hutchinson, Dietsch.
            b't' if bytes.get(at + 1..).is_some_and(|rest| rest.starts_with(b"ch") || rest.starts_with(b"sch")) => {
                continue;
            }
            b's' if at > 0
                && bytes[at - 1] == b't'
                && bytes.get(at + 1..).is_some_and(|rest| rest.starts_with(b"ch")) =>
            {
                continue;
            }
            // Where no language has the sound of `th`, it is an s.
            b't' if hearing == Hearing::Soft && next == b'h' => b's',
            // `gh` behind a vowel is mute: Kavanaugh, Brighton.
            b'g' if hearing == Hearing::Soft && next == b'h' && at > 0 => continue,
            b'g' if hearing == Hearing::Mute && !is_vowel(next) && at > 0 && bytes[at - 1] == b'n' => continue,
            b'c' if front => b's',
            b'c' if next == b'h' && hearing == Hearing::Soft => b's',
            b'g' if front && hearing == Hearing::Soft => b's',
            b'j' if hearing == Hearing::Hard => b'k',
            // As in German and the Nordic languages, where it is hardly a consonant.
            b'j' if hearing == Hearing::Soft => continue,
            b'x' if hearing == Hearing::Soft => b's',
            b'r' if hearing == Hearing::Mute && !is_vowel(next) => continue,
            other => sound(other),
        };
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b'a');
        if out.last() != Some(&sound) || is_vowel(before) {
            out.push(sound);
        }
    }
    out
}

/// The sound of a consonant as it stands.
pub fn sound(letter: u8) -> u8 {
    match letter {
        b'c' | b'q' | b'g' | b'k' | b'x' => b'k',
        b's' | b'z' | b'j' => b's',
        // `ph` is heard as f, which is merged with p anyway.
        b'v' | b'f' | b'b' | b'p' => b'p',
        b'd' | b't' => b't',
        b'l' | b'r' => b'r',
        other => other,
    }
}

/// The fewest edits that turn `pattern` into some stretch of `text`: letters around the stretch are free.
///
/// `start_free` is how many letters may stand before the stretch at no cost.
pub fn nearest(pattern: &[u8], text: &[u8], start_free: usize) -> usize {
    nearest_by_bits(pattern, text, start_free).unwrap_or_else(|| nearest_by_rows(pattern, text, start_free))
}

/// As [`nearest`], of small letters and digits: a column of the table is two numbers, a bit for each letter of the pattern
/// ([Myers 1999](https://doi.org/10.1145/316542.316550)).
fn nearest_by_bits(pattern: &[u8], text: &[u8], start_free: usize) -> Option<usize> {
    const FIRST: u8 = b'0';
    const COUNT: usize = (b'z' - FIRST + 1) as usize;
    let last = 1_u64.checked_shl(u32::try_from(pattern.len().checked_sub(1)?).ok()?)?;
    // Where each letter stands in the pattern.
    let mut places = [0_u64; COUNT];
    for (at, letter) in pattern.iter().enumerate() {
        *places.get_mut(usize::from(letter.wrapping_sub(FIRST)))? |= 1 << at;
    }
    // Where the table goes up by one from a row to the next, and where it goes down.
    let (mut up, mut down) = (u64::MAX, 0_u64);
    let mut edits = pattern.len();
    let mut fewest = edits;
    for (at, letter) in text.iter().enumerate() {
        let same = places.get(usize::from(letter.wrapping_sub(FIRST))).copied().unwrap_or(0);
        let vertical = same | down;
        let horizontal = ((same & up).wrapping_add(up) ^ up) | same;
        let (mut right_up, mut right_down) = (down | !(horizontal | up), up & horizontal);
        edits += usize::from(right_up & last != 0);
        edits -= usize::from(right_down & last != 0);
        fewest = fewest.min(edits);
        right_up = right_up << 1 | u64::from(at >= start_free);
        right_down <<= 1;
        up = right_down | !(vertical | right_up);
        down = right_up & vertical;
    }
    Some(fewest)
}

fn nearest_by_rows(pattern: &[u8], text: &[u8], start_free: usize) -> usize {
    let (mut few, mut many) = ([0; MAX + 8], Vec::new());
    let row = match few.get_mut(..=text.len()) {
        Some(row) => row,
        None => {
            many.resize(text.len() + 1, 0);
            many.as_mut_slice()
        }
    };
    row.iter_mut().enumerate().for_each(|(at, place)| *place = at.saturating_sub(start_free));
    for (n, wanted) in pattern.iter().enumerate() {
        let mut corner = row[0];
        row[0] = n + 1;
        for (at, found) in text.iter().enumerate() {
            let change = corner + usize::from(wanted != found);
            corner = row[at + 1];
            row[at + 1] = change.min(row[at] + 1).min(corner + 1);
        }
    }
    row.iter().copied().min().unwrap_or(pattern.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(name: &str, other: &str) -> usize {
        let (name, other) = (romanise(name), romanise(other));
        [Hearing::Plain, Hearing::Soft, Hearing::Hard]
            .iter()
            .map(|&hearing| nearest(&skeleton(&name, hearing), &skeleton(&other, Hearing::Plain), 1))
            .min()
            .unwrap_or_default()
    }

    #[test]
    fn sound_marks_of_kana_may_stand_behind_their_letters() {
        assert_eq!(romanise("カ\u{3099}ス"), romanise("ガス"));
        assert_eq!(romanise("カ\u{3099}\u{3099}"), romanise("ガ"), "a second mark is dropped");
    }

    #[test]
    fn a_name_keeps_its_consonants_in_every_alphabet() {
        for other in ["Касперского", "Κασπέρσκι", "कैस्पर्स्की", "カスペルスキー", "كاسبرسكي", "카스퍼스키", "קספרסקי"]
        {
            assert!(distance("Kaspersky", other) <= 1, "{other}: {}", distance("Kaspersky", other));
        }
        assert!(distance("George", "Джорджем") <= 1);
        assert!(distance("Charles", "Чарльза") <= 1);
    }

    #[test]
    fn another_name_is_far() {
        assert!(distance("Nakatani", "Накамура") >= 2);
        assert!(distance("Roberts", "Линдстрём") >= 2);
    }

    #[test]
    fn the_fewest_edits_are_the_same_however_they_are_counted() {
        let words: [&[u8]; 9] =
            [b"", b"k", b"krk", b"tpkrkn", b"kaspersky", b"karspesky", b"\xC3k", b"mississippi", b"ssissim1"];
        for (one, other) in words.iter().flat_map(|one| words.map(|other| (one, other))) {
            for start_free in [0, 1, 2, 5, 20] {
                let by_rows = nearest_by_rows(one, other, start_free);
                assert_eq!(nearest(one, other, start_free), by_rows, "{one:?} {other:?} {start_free}");
            }
        }
        let (long, longer) = ("ab".repeat(40), "ba".repeat(60));
        assert_eq!(nearest(long.as_bytes(), longer.as_bytes(), 1), 0);
    }

    #[test]
    fn letters_around_a_stretch_are_free_only_where_allowed() {
        assert_eq!(nearest(b"krk", b"tpkrkn", 9), 0);
        assert_eq!(nearest(b"krk", b"tpkrkn", 1), 1);
        assert_eq!(nearest(b"krk", b"", 1), 3);
    }
}
