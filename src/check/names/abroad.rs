//! Names of people from countries whose names have Han letters of their own: 金正恩 is read as at home, Kim Jong-un, and
//! not as Chinese. A name in Latin letters is made of such readings; the Han letters of the other text say which.

use std::ops::{Range, RangeInclusive};

use super::Side;
use crate::{
    check::{Claim, Difference, Part, Problem, Spot},
    fact::Confidence,
    locale::Locale,
    text::{chars::is_han, romanise::romanise},
};

/// The readings, each with the letters that are read so.
const SECTION: &str = "home-reading";
/// Syllables of a whole name; two are too often words.
const SYLLABLES: RangeInclusive<usize> = 3..=4;

/// A name of such syllables, and where it stands.
struct Name {
    syllables: Vec<String>,
    claim: Claim,
}

/// How a row of Han letters goes with the syllables of a name.
struct Row {
    /// How many letters are read as their syllables.
    heard: usize,
    is_first_heard: bool,
    /// All of the others have other readings.
    is_known: bool,
    claim: Claim,
}

/// Tells of names that are no reading of any Han letters, though most of one is. `is_source`: `own` is the source.
pub(super) fn compare(
    number: usize,
    own: &Side<'_, '_>,
    other: &Side<'_, '_>,
    is_source: bool,
    differences: &mut Vec<Difference>,
) {
    let locale = other.view.locale;
    if locale.section(SECTION).is_empty() || !other.has_han() || other.has_kana() || !own.is_latin() {
        return;
    }
    for name in own.names_of(locale) {
        let rows = other.rows(&name.syllables, locale);
        let is_heard = |row: &Row| row.heard == name.syllables.len() || !row.is_known && row.heard > 1;
        let is_likely = |row: &&Row| row.is_known && (row.heard > 1 || row.is_first_heard);
        let told = |told: &Difference| {
            let claim = if is_source { &told.source } else { &told.target };
            told.pair == number
                && told.topic == "name"
                && told.problem != Problem::Changed
                && claim.as_ref().is_some_and(|claim| is_within(&claim.spot, &name.claim.spot))
        };
        if rows.iter().any(is_heard) {
            differences.retain(|difference| !told(difference));
            continue;
        }
        let Some(row) = rows.into_iter().filter(|row| is_likely(&row)).max_by_key(|row| row.heard) else { continue };
        differences.retain(|difference| !told(difference));
        let (source, target) = if is_source { (name.claim, row.claim) } else { (row.claim, name.claim) };
        let mut difference = Difference::new("name-altered", number, Problem::Changed, Some(source), Some(target));
        difference.confidence = Confidence::Medium;
        // Beside another name of the same family, any text of the run has both.
        difference.firm = true;
        differences.push(difference);
    }
}

/// May the word be how a letter of the text is read at home?
pub(super) fn may_read(word: &str, other: &Side<'_, '_>) -> bool {
    let forms = other.view.locale.forms(SECTION, &romanise(word));
    !forms.is_empty() && other.view.texts().flat_map(str::chars).any(|c| forms.iter().any(|form| form.contains(c)))
}

fn is_within(inner: &Spot, outer: &Spot) -> bool {
    inner.segment == outer.segment && outer.at.start <= inner.at.start && inner.at.end <= outer.at.end
}

impl Side<'_, '_> {
    /// The names that are made of syllables which the other language knows.
    fn names_of(&self, locale: &Locale) -> Vec<Name> {
        let mut names = Vec::new();
        for part in self.view.parts.iter() {
            let Some(text) = part.text.get(part.range.clone()) else { continue };
            let words: Vec<Syllable> = syllables(text, locale).collect();
            for name in words.chunk_by(Syllable::goes_on_with) {
                let [first, .., last] = name else { continue };
                if SYLLABLES.contains(&name.len()) && first.is_capital {
                    names.push(Name {
                        syllables: name.iter().map(|syllable| syllable.sound.clone()).collect(),
                        claim: claim(part, first.at.start..last.at.end),
                    });
                }
            }
        }
        names
    }

    /// The rows of as many Han letters, of which at least one is read as its syllable.
    fn rows(&self, syllables: &[String], locale: &Locale) -> Vec<Row> {
        let mut rows = Vec::new();
        for part in self.view.parts.iter() {
            let Some(text) = part.text.get(part.range.clone()) else { continue };
            let letters: Vec<(usize, char)> = text.char_indices().collect();
            for row in letters.windows(syllables.len()).filter(|row| row.iter().all(|&(_, letter)| is_han(letter))) {
                let mut heard = row.iter().zip(syllables).map(|(&(_, letter), sound)| reads(locale, sound, letter));
                let is_first_heard = heard.next() == Some(true);
                let count = usize::from(is_first_heard) + heard.filter(|&heard| heard).count();
                let (&[(start, _), .., (end, last)], 1..) = (row, count) else { continue };
                rows.push(Row {
                    heard: count,
                    is_first_heard,
                    is_known: row.iter().all(|&(_, letter)| is_read(locale, letter)),
                    claim: claim(part, start..end + last.len_utf8()),
                });
            }
        }
        rows
    }
}

/// A claim about some bytes of the part's stretch.
fn claim(part: &Part<'_>, at: Range<usize>) -> Claim {
    let at = at.start + part.range.start..at.end + part.range.start;
    let value = part.text.get(at.clone()).map(str::to_owned);
    Claim { spot: Spot { segment: part.segment, at }, value, reading: None }
}

/// A word, or what stands between hyphens in it.
struct Syllable {
    at: Range<usize>,
    sound: String,
    /// Do any letters of the other language read so?
    is_known: bool,
    is_capital: bool,
    /// What stands before it.
    before: Joint,
}

#[derive(Clone, Copy, PartialEq)]
enum Joint {
    Hyphen,
    Blank,
    Other,
}

impl Syllable {
    /// Behind a hyphen small letters go on, behind a blank a name has a capital.
    fn goes_on_with(&self, next: &Syllable) -> bool {
        let is_begun = self.is_capital || self.before == Joint::Hyphen;
        let is_joined = next.before == Joint::Hyphen || next.before == Joint::Blank && next.is_capital;
        self.is_known && next.is_known && is_begun && is_joined
    }
}

fn syllables<'t>(text: &'t str, locale: &'t Locale) -> impl Iterator<Item = Syllable> + 't {
    let (mut end, mut before) = (0, Joint::Other);
    text.split_inclusive(|c: char| !c.is_alphabetic()).filter_map(move |piece| {
        let start = end;
        end += piece.len();
        let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
        let joint = match piece.get(word.len()..) {
            Some("-") if !word.is_empty() => Joint::Hyphen,
            Some(" ") if !word.is_empty() => Joint::Blank,
            _ => Joint::Other,
        };
        let before = std::mem::replace(&mut before, joint);
        let sound = romanise(word);
        (!word.is_empty()).then(|| Syllable {
            at: start..start + word.len(),
            is_known: !locale.forms(SECTION, &sound).is_empty(),
            sound,
            is_capital: word.starts_with(char::is_uppercase),
            before,
        })
    })
}

/// Is the letter read so?
fn reads(locale: &Locale, sound: &str, letter: char) -> bool {
    locale.forms(SECTION, sound).iter().any(|form| form.contains(letter))
}

/// Is any reading of the letter known?
fn is_read(locale: &Locale, letter: char) -> bool {
    locale.section(SECTION).iter().any(|(_, forms)| forms.iter().any(|form| form.contains(letter)))
}
