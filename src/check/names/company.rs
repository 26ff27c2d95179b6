//! What the other texts of the run say about a name: that it is always rendered so, or that it is a common word.
//!
//! A name that the translation writes in its own way all through (a title of a series, a translated place) is no slip.
//! Few differences come this far, so that the texts are searched as they are, without an index.

use std::{borrow::Cow, cell::OnceCell};

use memchr::memmem;
use rustc_hash::FxHashSet;

use super::{
    Side,
    evidence::{Sought, Table, is_latin},
};
use crate::{
    check::{Bitext, Claim, Difference, Problem, SideView},
    fact::Confidence,
    finding::Severity,
    text::{
        chars::{is_han, is_unspaced, is_word},
        words::{Shape, head, words},
    },
};

/// So many texts that hold a name are enough to tell how it is rendered.
const MAX_WITNESSES: usize = 40;

/// So many texts that keep a word are enough to call it a name.
const MAX_KEPT: usize = 8;

/// The other texts of the run in the same two languages: source and translation.
type Rows<'r, 'a> = &'r [(Cow<'a, str>, Cow<'a, str>)];

/// Lowers the voice of differences that the rest of the run explains; each new name is told once.
pub(super) fn settle(bitext: &Bitext<'_>, from: usize, differences: &mut Vec<Difference>) {
    let is_loud = |difference: &Difference| difference.confidence > Confidence::Low || is_open(difference);
    if !differences.get(from..).unwrap_or_default().iter().any(is_loud) {
        return;
    }
    let rows: Vec<(Cow<'_, str>, Cow<'_, str>)> = if bitext.company.is_empty() {
        bitext.pairs.iter().map(|pair| (whole(&pair.source), whole(&pair.target))).collect()
    } else {
        bitext.company.iter().map(|&(source, target)| (source.into(), target.into())).collect()
    };
    if rows.len() < 2 {
        retain_from(differences, from, |difference| !is_open(difference));
        return;
    }
    let turned: Vec<(Cow<'_, str>, Cow<'_, str>)> =
        rows.iter().map(|(source, target)| (Cow::Borrowed(&**target), Cow::Borrowed(&**source))).collect();
    let mut told: FxHashSet<String> = FxHashSet::default();
    let mut at = from;
    while let Some(difference) = differences.get_mut(at) {
        at += 1;
        if is_open(difference) {
            let kept = bitext.pairs.get(difference.pair).is_some_and(|pair| {
                let word = difference.source.as_ref().and_then(|claim| text_of(&pair.source, claim));
                word.is_some_and(|word| is_kept(&word, &pair.source, &pair.target, &rows))
            });
            if kept {
                difference.confidence = Confidence::Medium;
                difference.at_most = None;
            } else {
                at -= 1;
                differences.remove(at);
            }
            continue;
        }
        // The names of countries are all known.
        if difference.confidence == Confidence::Low || difference.topic == "country" {
            continue;
        }
        let Some(pair) = bitext.pairs.get(difference.pair) else { continue };
        let word = |side: &SideView<'_>, claim: &Option<Claim>| claim.as_ref().and_then(|claim| text_of(side, claim));
        let (lost, new) = (word(&pair.source, &difference.source), word(&pair.target, &difference.target));
        let rendering = match (difference.problem, &lost, &new) {
            (Problem::Missing, Some(lost), _) => {
                if is_common(lost, &pair.source, rows.iter().map(|row| &*row.0)) {
                    difference.confidence = Confidence::Low;
                    continue;
                }
                rendering(lost, &pair.source, &pair.target, &rows)
            }
            (Problem::Added, _, Some(new)) => {
                if is_common(new, &pair.target, rows.iter().map(|row| &*row.1)) {
                    difference.confidence = Confidence::Low;
                    continue;
                }
                rendering(new, &pair.target, &pair.source, &turned)
            }
            (Problem::Changed, Some(lost), Some(new)) => {
                is_usual(lost, new, &whole(&pair.source), &rows).then(|| new.clone())
            }
            _ => None,
        };
        let Some(rendering) = rendering else { continue };
        let Some(name) = lost.or(new) else { continue };
        if told.insert(name) {
            difference.confidence = Confidence::Low;
            difference.at_most = Some(Severity::Info);
            difference.notes.push(format!("renamed consistently: “{rendering}” stands for it elsewhere too"));
        } else {
            at -= 1;
            differences.remove(at);
        }
    }
}

/// Is it for the other texts of the run to say whether this is a name at all?
fn is_open(difference: &Difference) -> bool {
    difference.topic == "name"
        && difference.problem == Problem::Missing
        && difference.at_most == Some(Severity::Info)
        && difference.notes.is_empty()
}

/// Keeps of the differences behind a place what is to be kept.
fn retain_from(differences: &mut Vec<Difference>, from: usize, keep: impl Fn(&Difference) -> bool) {
    let mut number = 0;
    differences.retain(|difference| {
        number += 1;
        number <= from || keep(difference)
    });
}

/// Do the other translations keep the word, always? Then it is a name, though it is a word of the language.
fn is_kept(name: &str, own: &SideView<'_>, other: &SideView<'_>, rows: Rows<'_, '_>) -> bool {
    let (own_text, other_text) = (whole(own), whole(other));
    let finder = memmem::Finder::new(stem(name));
    let sought = OnceCell::new();
    let (mut with, mut kept) = (0, 0);
    let others = rows.iter().filter(|row| row.0 != own_text && row.1 != other_text);
    for (_, translation) in others.filter(|row| begins_word(&row.0, &finder)).take(MAX_KEPT) {
        with += 1;
        let shows = || {
            let words = words(translation);
            Table::new(std::iter::once((&**translation, words.as_slice())))
                .shows(sought.get_or_init(|| Sought::new(name)))
        };
        kept += usize::from(begins_word(translation, &finder) || (!is_latin(translation) && shows()));
    }
    kept >= 2 && 3 * kept >= 2 * with
}

/// All text of a side.
fn whole<'a>(side: &SideView<'a>) -> Cow<'a, str> {
    let mut texts = side.texts();
    match (texts.next(), texts.next()) {
        (None, _) => "".into(),
        (Some(one), None) => one.into(),
        _ => side.texts().collect::<Vec<_>>().join("\n").into(),
    }
}

/// The words that a claim points at.
fn text_of(side: &SideView<'_>, claim: &Claim) -> Option<String> {
    let part = side.parts.iter().find(|part| part.segment == claim.spot.segment)?;
    let text = head(part.text.get(claim.spot.at.clone())?);
    (text.chars().count() >= 2).then(|| text.to_owned())
}

/// The word of `other` that stands for a name in the other texts as well.
fn rendering(name: &str, own: &SideView<'_>, other: &SideView<'_>, rows: Rows<'_, '_>) -> Option<String> {
    // The same text again, or the same translation, bears no witness of its own.
    let (own_text, other_text) = (whole(own), whole(other));
    let finder = memmem::Finder::new(stem(name));
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (text, translation) in rows.iter().filter(|row| row.0 != own_text && row.1 != other_text) {
        if !begins_word(text, &finder) {
            without.push(&**translation);
        } else if with.len() < MAX_WITNESSES {
            with.push(&**translation);
        }
    }
    if with.is_empty() {
        return None;
    }
    let (own, other) = (Side::new(own), Side::new(other));
    let is_cased = other.is_cased();
    for (text, words) in other.view.texts().zip(&other.words) {
        for word in words {
            let candidate = text.get(word.at.clone()).map_or("", head);
            let letters = candidate.chars().count();
            let fits = match word.shape {
                Shape::Capital | Shape::Capitals | Shape::Mixed => letters >= 3,
                Shape::Uncased => !is_cased && (letters >= 3 || candidate.chars().any(is_han) && letters >= 2),
                _ => false,
            };
            if !fits {
                continue;
            }
            let finder = memmem::Finder::new(stem(candidate));
            let inside = with.iter().filter(|text| begins_word(text, &finder)).count();
            if inside == 0 || 10 * inside < 6 * with.len() || own.table().shows(&Sought::new(candidate)) {
                continue;
            }
            // It must not be a word of any text: one witness is enough for a word that stands nowhere else.
            let allowed = if inside == 1 { 0 } else { inside };
            let outside = without.iter().filter(|text| begins_word(text, &finder)).take(allowed + 1).count();
            if outside <= allowed {
                return Some(candidate.to_owned());
            }
        }
    }
    None
}

/// Do the other texts, too, write `new` where the source has `lost`?
fn is_usual(lost: &str, new: &str, own: &str, rows: Rows<'_, '_>) -> bool {
    let (lost, new) = (memmem::Finder::new(stem(lost)), memmem::Finder::new(stem(new)));
    let (mut with, mut both) = (0, 0);
    for (text, translation) in rows.iter().filter(|row| row.0 != own) {
        if begins_word(text, &lost) {
            with += 1;
            both += usize::from(begins_word(translation, &new));
        }
    }
    both >= 1 && 10 * both >= 6 * with
}

/// Do the texts write a capitalised word in small letters as well? Then it is a common word. Where there is a list of words,
/// only the very word tells: the list has its family.
fn is_common<'t>(word: &str, side: &SideView<'_>, mut texts: impl Iterator<Item = &'t str>) -> bool {
    let is_capital =
        word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    if !is_capital {
        return false;
    }
    let small = word.to_lowercase();
    let letters = small.chars().count();
    if letters >= 6 && !side.locale.has_words() {
        let finder = memmem::Finder::new(stem(&small));
        return texts.any(|text| begins_word(text, &finder));
    }
    let finder = memmem::Finder::new(&small);
    texts.any(|text| {
        finder.find_iter(text.as_bytes()).any(|at| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + small.len()..).and_then(|rest| rest.chars().next());
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        })
    })
}

/// The beginning of a word that endings leave alone.
fn stem(word: &str) -> &str {
    let letters = word.chars().count();
    let keep = match letters {
        0..=4 => letters,
        _ => (2 * letters).div_ceil(3).clamp(4, 7),
    };
    word.char_indices().nth(keep).and_then(|(at, _)| word.get(..at)).unwrap_or(word)
}

/// Begins a word of the text like this? In scripts without blanks a word begins anywhere.
fn begins_word(text: &str, stem: &memmem::Finder<'_>) -> bool {
    stem.find_iter(text.as_bytes()).any(|at| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let first = text.get(at..).and_then(|rest| rest.chars().next());
        first.is_some_and(is_unspaced) || !before.is_some_and(is_word)
    })
}
