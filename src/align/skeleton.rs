//! Reduces a word of any script to its consonants, so that a name meets its transliteration.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// The consonants of a word in Latin letters, classes that transliterations mix up merged (l=r, b=p, v=f, d=t, g=k).
pub(super) fn skeleton(word: &str) -> String {
    let mut latin = roman(word);
    for (from, to) in DIGRAPHS.split(' ').filter_map(|pair| pair.split_once('>')) {
        if latin.contains(from) {
            latin = latin.replace(from, to);
        }
    }
    let mut skeleton = String::with_capacity(latin.len());
    let mut last = None;
    for c in latin.chars() {
        let c = match c {
            'c' | 'q' | 'g' => 'k',
            'z' | 'j' => 's',
            'w' | 'v' => 'f',
            'l' => 'r',
            'b' => 'p',
            'd' => 't',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => continue,
            c => c,
        };
        if last != Some(c) {
            skeleton.push(c);
            last = Some(c);
        }
    }
    skeleton
}

/// Letters that are one sound, each before what it becomes.
const DIGRAPHS: &str = "sch>s tch>s ch>s sh>s ts>s tz>s ph>f th>t ck>k qu>k x>ks";

/// A word in plain Latin letters, roughly as it sounds: made for skeletons, where vowels do not matter.
pub(super) fn roman(word: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    if word.is_ascii() {
        latin.push_str(word);
        return latin;
    }
    let composed = matches!(word.chars().next(), Some('\u{AC00}'..='\u{D7A3}' | '\u{30A0}'..='\u{30FF}'));
    if composed {
        word.chars().for_each(|c| letter(c, &mut latin));
    } else {
        word.nfd().for_each(|c| letter(c, &mut latin));
    }
    latin
}

/// A word without its accents.
pub(super) fn unaccented(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfd().filter(|&c| !unicode_normalization::char::is_combining_mark(c)).collect()
}

fn letter(c: char, latin: &mut String) {
    let code = c as u32;
    if c.is_ascii() {
        latin.push(c);
        return;
    }
    if let 0xAC00..=0xD7A3 = code {
        let syllable = code - 0xAC00;
        latin.push_str(INITIALS[(syllable / 588) as usize]);
        latin.push('a');
        latin.push_str(FINALS[(syllable % 28) as usize]);
        return;
    }
    let sound = match SOUNDS.get(&c) {
        Some(&sound) => sound,
        // Marks that decomposition left behind, and scripts whose words are not compared this way.
        None if matches!(code, 0x300..=0x36F | 0x590..=0x6FF | 0x900..=0x97F | 0xE00..=0xEFF | 0x3000..=0xFFFF) => "",
        None => any_ascii::any_ascii_char(c),
    };
    latin.extend(sound.chars().map(|c| c.to_ascii_lowercase()));
}

const INITIALS: [&str; 19] =
    ["g", "g", "n", "d", "d", "r", "m", "b", "b", "s", "s", "", "s", "s", "s", "k", "t", "p", "h"];

const FINALS: [&str; 28] = [
    "", "g", "g", "gs", "n", "n", "n", "d", "r", "r", "r", "r", "r", "r", "r", "r", "m", "b", "bs", "s", "s", "n", "s",
    "s", "k", "t", "p", "h",
];

static SOUNDS: LazyLock<FxHashMap<char, &'static str>> =
    LazyLock::new(|| TABLE.iter().flat_map(|&(letters, sound)| letters.chars().map(move |c| (c, sound))).collect());

/// Letters and how they sound, to the precision that a skeleton needs.
#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    // Cyrillic
    ("а", "a"), ("б", "b"), ("вў", "v"), ("гґ", "g"), ("д", "d"), ("еэє", "e"), ("жзцчшщ", "s"), ("иії", "i"), ("к", "k"),
    ("л", "l"), ("м", "m"), ("н", "n"), ("о", "o"), ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("ую", "u"), ("ф", "f"),
    ("х", "h"), ("ъь", ""), ("ы", "i"), ("я", "a"),
    // Greek
    ("α", "a"), ("β", "v"), ("γ", "g"), ("δ", "d"), ("ε", "e"), ("ζ", "s"), ("ηιυ", "i"), ("θτ", "t"), ("κ", "k"), ("λ", "l"),
    ("μ", "m"), ("ν", "n"), ("ξ", "ks"), ("οω", "o"), ("π", "p"), ("ρ", "r"), ("σς", "s"), ("φ", "f"), ("χ", "h"), ("ψ", "ps"),
    // Arabic and Persian
    ("اأإآعى", "a"), ("ب", "b"), ("تثطة", "t"), ("جغگ", "g"), ("حخه", "h"), ("دذض", "d"), ("ر", "r"), ("زسشصظچژ", "s"), ("ف", "f"),
    ("قكک", "k"), ("ل", "l"), ("م", "m"), ("ن", "n"), ("وؤ", "v"), ("ي", "i"), ("پ", "p"), ("ئء", ""),
    // Hebrew
    ("אע", "a"), ("ב", "b"), ("ג", "g"), ("ד", "d"), ("הח", "h"), ("ו", "v"), ("זסצשץ", "s"), ("טת", "t"), ("י", "i"), ("כקך", "k"),
    ("ל", "l"), ("מם", "m"), ("נן", "n"), ("פף", "p"), ("ר", "r"),
    // Georgian
    ("ა", "a"), ("ბ", "b"), ("გღ", "g"), ("დ", "d"), ("ე", "e"), ("ვ", "v"), ("ზჟსშჩცძწჭჯ", "s"), ("თტ", "t"), ("ი", "i"), ("კქყ", "k"),
    ("ლ", "l"), ("მ", "m"), ("ნ", "n"), ("ო", "o"), ("პფ", "p"), ("რ", "r"), ("უ", "u"), ("ხჰ", "h"),
    // Devanagari
    ("कख", "k"), ("गघ", "g"), ("चछजझशषस", "s"), ("टठतथ", "t"), ("डढदध", "d"), ("नणङञं", "n"), ("प", "p"), ("फ", "f"), ("बभ", "b"),
    ("म", "m"), ("य", "i"), ("र", "r"), ("ल", "l"), ("व", "v"), ("ह", "h"),
    // Katakana
    ("カキクケコ", "k"), ("ガギグゲゴ", "g"), ("サシスセソザジズゼゾチツヂヅ", "s"), ("タテト", "t"), ("ダデド", "d"), ("ナニヌネノン", "n"),
    ("ハヒヘホ", "h"), ("フ", "f"), ("バビブベボ", "b"), ("パピプペポ", "p"), ("マミムメモ", "m"), ("ラリルレロ", "r"), ("ワヴ", "v"),
    ("アイウエオャュョヤユヨ", "a"),
    // Latin letters that decomposition leaves alone
    ("ß", "ss"), ("øœ", "o"), ("æ", "a"), ("ł", "l"), ("ı", "i"), ("ðđ", "d"), ("þ", "t"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_meets_its_transliterations() {
        for (latin, other) in [("petrov", "петров"), ("thessaloniki", "θεσσαλονικη"), ("tbilisi", "თბილისი")]
        {
            assert_eq!(skeleton(latin), skeleton(other), "{latin} {other}");
        }
        assert_eq!(skeleton("london"), skeleton("лондон"));
        assert_eq!(skeleton("sonora"), skeleton("소노라"));
    }
}
