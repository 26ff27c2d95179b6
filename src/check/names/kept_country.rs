//! Countries that a translation names as the source does, or nearly so: RubyConf Taiwan, Viet Nam, the Islas Faroe.
//!
//! A dictionary has one or two names of a country for each language, and writers have more.

use super::Side;
use crate::{
    check::Placed,
    fact::Kind,
    text::{chars, words::head},
};

/// A word of a name this long is the country's own.
const OWN: usize = 5;

/// Does a word of the country's name stand on the other side, and in no other country's name there? Short names must
/// stand there whole, two words may be written as one.
pub(super) fn stands(placed: &Placed<'_>, own: &Side<'_, '_>, other: &Side<'_, '_>) -> bool {
    let name = own.text(placed);
    let length = |word: &str| word.chars().filter(|&c| chars::is_letter(c)).count();
    let is_own = |word: &&str| length(word) >= OWN && word.starts_with(chars::is_upper);
    let sought: Vec<&str> = name.split([' ', '-', '‑']).filter(is_own).collect();
    let whole = joined(name);
    let is_free = |(part, at): &(usize, std::ops::Range<usize>)| {
        !other
            .facts(Kind::Country)
            .any(|theirs| theirs.part == *part && theirs.fact.at.start < at.end && at.start < theirs.fact.at.end)
    };
    let mut before = String::new();
    other.places().any(|place| {
        let (part, at) = place.clone();
        let text = other.view.parts.get(part).and_then(|part| part.text.get(at)).map_or("", head);
        let word = joined(text);
        let pair = std::mem::replace(&mut before, word.clone()) + &word;
        (text == name || sought.contains(&text) || (length(name) >= OWN && (word == whole || pair == whole)))
            && is_free(&place)
    })
}

/// The letters of a name, whatever stands between them.
fn joined(name: &str) -> String {
    name.chars().filter(|&c| chars::is_letter(c)).flat_map(char::to_lowercase).collect()
}
