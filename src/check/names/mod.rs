//! Names, countries and acronyms: each of the source has its evidence in the translation, and the other way round.

mod abroad;
mod acronyms;
mod cities;
mod company;
mod countries;
mod evidence;
mod gaps;
mod halves;
mod han;
mod kept;
mod kept_country;
mod labels;
mod near;
mod newcomers;
mod people;
mod spelling;
mod strange;
mod unfinished;
mod wants;
mod witnesses;

use std::{borrow::Cow, cell::OnceCell};

use rustc_hash::FxHashSet;

use self::{
    evidence::{Sought, Table},
    spelling::is_latin,
};
use super::{Bitext, Claim, Company, Difference, Placed, Problem, Row, Run, SideView};
use crate::{
    fact::{Confidence, Kind},
    text::{
        chars,
        chars::is_han,
        romanise::romanise,
        words::{Shape, Word, head, words},
    },
};

/// The topics of this check.
pub(super) const TOPICS: &[&str] = &["name", "name-altered", "name-gap", "country", "acronym"];

/// Longer texts than this are no segments; names in them are not compared.
const MAX_TEXT: usize = 60_000;

/// Compares the names of every pair.
pub(super) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    // The words of the whole translation, where it is running text.
    let all: FxHashSet<String> = if bitext.running.is_some() {
        let texts = bitext.pairs.iter().flat_map(|pair| pair.target.texts());
        texts
            .flat_map(|text| {
                words(text).into_iter().map(move |word| romanise(head(text.get(word.at).unwrap_or_default())))
            })
            .collect()
    } else {
        FxHashSet::default()
    };
    let from = differences.len();
    let stands = |name: &str| all.contains(&romanise(name));
    // Where nothing is known of the run, the pairs themselves are it.
    let texts: Vec<(Cow<'_, str>, Cow<'_, str>)> = match bitext.company {
        None if bitext.pairs.len() > 1 => {
            bitext.pairs.iter().map(|pair| (company::whole(&pair.source), company::whole(&pair.target))).collect()
        }
        _ => Vec::new(),
    };
    let own = Run::new(texts.iter().map(|(source, target)| Row { language: "", source, target }).collect());
    let run = bitext.company.map_or(Some((&own, "")), Company::run);
    for (number, pair) in bitext.pairs.iter().enumerate() {
        let length = |side: &SideView<'_>| side.texts().map(str::len).sum::<usize>();
        let (source, target) = (length(&pair.source), length(&pair.target));
        if source == 0 || target == 0 || source.max(target) > MAX_TEXT {
            continue;
        }
        let named = |side: &SideView<'_>, least: Confidence| {
            side.facts.iter().any(|placed| match placed.fact.kind {
                Kind::Name => placed.fact.confidence >= least || !placed.fact.others.is_empty(),
                kind => matches!(kind, Kind::Country | Kind::Acronym),
            })
        };
        // A word of the translation that is hardly a name is one in Latin letters within another script.
        let is_plain = || pair.source.texts().chain(pair.target.texts()).all(is_surely_latin);
        let least = || if is_plain() { Confidence::Medium } else { Confidence::Low };
        let witness = kept::Witness::new(run, company::whole(&pair.source), company::whole(&pair.target));
        let tells = witness.tells();
        let is_broken = pair.target.texts().any(gaps::is_broken);
        let wants = is_broken || wants::knows(pair.target.locale);
        let is_named = tells
            || named(&pair.source, Confidence::Low)
            || (named(&pair.target, Confidence::Low) && named(&pair.target, least()));
        if !wants && !is_named {
            continue;
        }
        let (source, target) = (Side::new(&pair.source), Side::new(&pair.target));
        if is_named {
            let before = differences.len();
            names(number, &source, &target, tells.then_some(&witness), &stands, differences);
            if differences.len() > before && target.is_garbled() {
                differences.iter_mut().skip(before).for_each(|difference| difference.confidence = Confidence::Low);
            }
        }
        if wants {
            gaps::compare(number, &source, &target, is_broken, differences);
        }
    }
    company::settle(bitext, from, differences);
    gaps::settle(from, differences);
    // Countries are known; all else may be a word that translators know how to say.
    for difference in differences.iter_mut().skip(from) {
        difference.yields = difference.topic != "country" && difference.problem == Problem::Missing;
    }
}

/// Compares the names of one pair that has any. `witness`: what the run tells of them.
fn names(
    number: usize,
    source: &Side<'_, '_>,
    target: &Side<'_, '_>,
    witness: Option<&kept::Witness<'_>>,
    stands: &impl Fn(&str) -> bool,
    differences: &mut Vec<Difference>,
) {
    let before = differences.len();
    countries::compare(number, source, target, differences);
    let is_missing = |difference: &&Difference| difference.problem == Problem::Missing;
    let lost_country = differences.iter().skip(before).filter(is_missing).count() == 1;
    acronyms::compare(number, source, target, differences);
    if let Some(witness) = witness {
        witness.lost(number, source, target, differences);
        witness.come(number, source, target, differences);
    }
    people::compare(number, source, target, lost_country, stands, differences);
    cities::compare(number, source, target, differences);
    newcomers::compare(number, source, target, differences);
    abroad::compare(number, source, target, true, differences);
    abroad::compare(number, target, source, false, differences);
}

/// Has the text Latin letters of Western languages only? A look at its bytes: no others begin like this.
fn is_surely_latin(text: &str) -> bool {
    text.bytes().fold(true, |all, byte| all & (byte < 0xC9))
}

/// Does a text say a name, in any letters? A word of the name is enough: the family name stands alone later on.
pub(super) fn says_name(text: &str, name: &str) -> bool {
    let mut parts = name.split([' ', '-', '\u{A0}']).filter(|word| word.len() >= 4);
    if parts.any(|word| text.contains(word)) {
        return true;
    }
    let found = words(text);
    let table = Table::new([(text, found.as_slice())].into_iter());
    name.split([' ', '-', '\u{A0}'])
        .filter(|word| word.chars().count() >= 2)
        .any(|word| table.shows(&Sought::new(word)))
}

/// One side with its words.
struct Side<'a, 'v> {
    view: &'v SideView<'a>,
    words: OnceCell<Vec<Vec<Word>>>,
    is_latin: OnceCell<bool>,
    has_han: OnceCell<bool>,
    table: OnceCell<Table>,
}

impl<'a, 'v> Side<'a, 'v> {
    fn new(view: &'v SideView<'a>) -> Side<'a, 'v> {
        Side {
            view,
            words: OnceCell::new(),
            is_latin: OnceCell::new(),
            has_han: OnceCell::new(),
            table: OnceCell::new(),
        }
    }

    /// The words of each part; read when first asked for.
    fn words(&self) -> &[Vec<Word>] {
        self.words.get_or_init(|| self.view.texts().map(words).collect())
    }

    /// Is most of it in Latin letters?
    fn is_latin(&self) -> bool {
        *self.is_latin.get_or_init(|| {
            // A letter that is no plain one weighs no more than it has bytes.
            let plain: usize = self.view.texts().map(|text| text.bytes().filter(u8::is_ascii_alphabetic).count()).sum();
            let foreign: usize =
                self.view.texts().map(|text| text.bytes().filter(|byte| !byte.is_ascii()).count()).sum();
            if plain > foreign {
                return true;
            }
            let (mut latin, mut other) = (plain, 0_usize);
            let others = self.view.texts().flat_map(str::chars).filter(|c| !c.is_ascii());
            for c in others.filter(|&c| chars::is_letter(c)) {
                if (c as u32) < 0x250 || (0x1E00..=0x1EFF).contains(&(c as u32)) {
                    latin += 1;
                } else {
                    // A letter of a script without spaces says as much as half a word.
                    other += if chars::is_unspaced(c) { 3 } else { 1 };
                }
            }
            latin > other
        })
    }

    /// Its words, ready to be compared with names; made when first asked for.
    fn table(&self) -> &Table {
        self.table.get_or_init(|| Table::new(self.view.texts().zip(self.words().iter().map(Vec::as_slice))))
    }

    /// Where each word of the table stands: the part and its bytes.
    fn places(&self) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> + '_ {
        self.words().iter().enumerate().flat_map(|(number, words)| {
            let offset = self.view.parts.get(number).map_or(0, |part| part.range.start);
            words.iter().map(move |word| (number, word.at.start + offset..word.at.end + offset))
        })
    }

    /// Is one of its words, in Latin letters, this very word? Most names are kept so.
    fn holds(&self, name: &str) -> bool {
        let is_it = |text: &str, words: &[Word], at: usize| {
            let word = words.binary_search_by_key(&at, |word| word.at.start).ok().and_then(|word| words.get(word));
            let word = word.and_then(|word| text.get(word.at.clone())).unwrap_or_default();
            head(word) == name && (word.is_ascii() || is_latin(word))
        };
        // Words are looked up only where the name stands in the text at all.
        let stands = |(number, text): (usize, &str)| {
            name.bytes().next().is_some_and(|first| {
                memchr::memchr_iter(first, text.as_bytes()).any(|at| {
                    text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(name.as_bytes()))
                        && self.words().get(number).is_some_and(|words| is_it(text, words, at))
                })
            })
        };
        name.is_ascii()
            && name.bytes().any(|byte| byte.is_ascii_alphabetic())
            && self.view.texts().enumerate().any(stands)
    }

    /// Is the name one of its words, without doubt?
    fn surely_shows(&self, name: &str) -> bool {
        self.holds(name)
            || name.chars().count() >= 3 && {
                let name = Sought::new(name);
                (0..self.table().words.len()).any(|number| self.table().surely_shows(number, &name))
            }
    }

    /// Are there Latin letters within words of another alphabet, as from a bad scan? Such words are none to look up.
    fn is_garbled(&self) -> bool {
        let is_mixed = |word: &str| {
            word.bytes().any(|byte| byte.is_ascii_alphabetic())
                && word.chars().any(|c| ('\u{370}'..'\u{530}').contains(&c))
        };
        let words = self
            .view
            .texts()
            .zip(self.words())
            .flat_map(|(text, words)| words.iter().filter_map(move |word| text.get(word.at.clone())));
        words.filter(|word| is_mixed(word)).nth(1).is_some()
    }

    /// Has its script capitals?
    fn is_cased(&self) -> bool {
        self.words().iter().flatten().any(|word| matches!(word.shape, Shape::Small | Shape::Capital))
    }

    fn has_han(&self) -> bool {
        // Han letters and what lies between them begin with these bytes.
        let may_be = |text: &str| text.bytes().fold(false, |any, byte| any | matches!(byte, 0xE3..=0xF0));
        *self.has_han.get_or_init(|| self.view.texts().any(|text| may_be(text) && text.chars().any(is_han)))
    }

    /// Does it write foreign names in a syllabary: in kana beside Han letters?
    fn has_kana(&self) -> bool {
        self.view.texts().any(|text| text.chars().any(|c| ('\u{3041}'..='\u{30FF}').contains(&c)))
    }

    /// The capitalised words within sentences that have no evidence on the other side: what a name may have become.
    fn unexplained<'s>(&'s self, other: &'s Side<'_, '_>) -> impl Iterator<Item = &'a str> + use<'s, 'a, 'v> {
        let explained = |part: usize, at: &std::ops::Range<usize>| {
            self.view.facts.iter().any(|placed| {
                placed.part == part
                    && !matches!(placed.fact.kind, Kind::Name | Kind::Quote)
                    && placed.fact.at.start < at.end
                    && at.start < placed.fact.at.end
            })
        };
        self.places().zip(self.words().iter().flatten()).filter_map(move |((number, at), word)| {
            let text = self.view.parts.get(number).and_then(|part| part.text.get(at.clone())).map_or("", head);
            let is_it = !word.first
                && word.shape == Shape::Capital
                && text.chars().count() >= 2
                && !explained(number, &at)
                && !other.table().shows(&Sought::new(text));
            is_it.then_some(text)
        })
    }

    /// The facts of a kind.
    fn facts(&self, kind: Kind) -> impl Iterator<Item = &'v Placed<'a>> + use<'a, 'v> {
        self.view.facts.iter().filter(move |placed| placed.fact.kind == kind)
    }

    /// The text of a fact.
    fn text(&self, placed: &Placed<'_>) -> &'a str {
        self.view.parts.get(placed.part).and_then(|part| part.text.get(placed.fact.at.clone())).unwrap_or_default()
    }

    fn claim_of(&self, placed: &Placed<'_>) -> Option<Claim> {
        Some(Claim { spot: self.view.spot_of(placed)?, value: Some(placed.fact.value.to_string()), reading: None })
    }
}
