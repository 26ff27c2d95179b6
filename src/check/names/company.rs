//! What the other texts of the run say about a name: that it is always rendered so, or that it is a common word.
//!
//! A name that the translation writes in its own way all through (a title of a series, a translated place) is no slip.
//! Few differences come this far, so that the texts are searched as they are, without an index.

use std::borrow::Cow;

use memchr::memmem::Finder;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Side,
    evidence::{Sought, Table},
    near::is_near,
    witnesses::Witnesses,
};
use crate::{
    check::{
        Bitext, Claim, Company, Difference, Pair, Problem, SideView,
        company::{Sides, Texts, begins_word},
        run::{Row, is_latin as can_keep},
    },
    fact::{
        Confidence,
        name::{Sort, sort},
    },
    finding::Severity,
    text::{
        chars::is_han,
        words::{Shape, head, words},
    },
};

/// So many texts that hold a name are enough to tell how it is rendered.
const MAX_WITNESSES: usize = 40;

/// Lowers the voice of differences that the rest of the run explains; each new name is told once.
pub(super) fn settle(bitext: &Bitext<'_>, from: usize, differences: &mut Vec<Difference>) {
    let is_loud = |difference: &Difference| difference.confidence > Confidence::Low || is_open(difference);
    if !differences.get(from..).unwrap_or_default().iter().any(is_loud) {
        return;
    }
    let mut own = Sides::default();
    let rows = match bitext.company {
        Some(company) => company.sides(),
        None => {
            bitext.pairs.iter().for_each(|pair| own.push(&whole(&pair.source), &whole(&pair.target)));
            &own
        }
    };
    let open = differences.split_off(from);
    if rows.source.len() < 2 {
        differences.extend(open.into_iter().filter(|difference| !is_open(difference)));
        return;
    }
    let mut told: FxHashSet<String> = FxHashSet::default();
    let mut witnesses = Witnesses::new(rows);
    let loses =
        |difference: &&Difference| difference.problem != Problem::Added && difference.confidence > Confidence::Low;
    let losing: FxHashSet<usize> = open.iter().filter(loses).map(|difference| difference.pair).collect();
    for mut difference in open {
        // The rows of a stream may come of many texts: what one knows another does not.
        if bitext.company.is_none() && difference.problem == Problem::Added && !losing.contains(&difference.pair) {
            quiet_known(&mut difference, bitext, rows);
        }
        if settled(&mut difference, bitext, rows, &mut told, &mut witnesses) {
            differences.push(difference);
        }
    }
}

/// Lowers the voice about a name that is new, where nothing is lost and the source knows the name elsewhere: the
/// translation says what is spoken of.
fn quiet_known(difference: &mut Difference, bitext: &Bitext<'_>, rows: &Sides) {
    let Some(pair) = bitext.pairs.get(difference.pair) else { return };
    // Where a capital of the source is gone, the new name stands for it.
    let (source, target) = (Side::new(&pair.source), Side::new(&pair.target));
    if source.unexplained(&target).next().is_some() {
        return;
    }
    let word = difference.target.as_ref().and_then(|claim| text_of(&pair.target, claim));
    if word.is_some_and(|word| rows.source.holding(&Finder::new(&word)).next().is_some()) {
        difference.confidence = Confidence::Low;
    }
}

/// Looks a difference up in the other texts; is there still something to tell?
fn settled(
    difference: &mut Difference,
    bitext: &Bitext<'_>,
    rows: &Sides,
    told: &mut FxHashSet<String>,
    witnesses: &mut Witnesses<'_>,
) -> bool {
    if is_open(difference) {
        let kept = bitext.pairs.get(difference.pair).is_some_and(|pair| {
            let word = difference.source.as_ref().and_then(|claim| text_of(&pair.source, claim));
            word.is_some_and(|word| witnesses.keep(&word, (&whole(&pair.source), &whole(&pair.target))))
        });
        if kept {
            difference.confidence = Confidence::Medium;
            difference.at_most = None;
        }
        return kept;
    }
    if difference.confidence > Confidence::Low
        && !difference.firm
        && (is_left_out(difference, bitext) || is_said_too(difference, bitext))
    {
        difference.confidence = Confidence::Low;
        return true;
    }
    // The names of countries are all known.
    if difference.confidence == Confidence::Low || difference.topic == "country" || difference.firm {
        return true;
    }
    let Some(pair) = bitext.pairs.get(difference.pair) else { return true };
    let word = |side: &SideView<'_>, claim: &Option<Claim>| claim.as_ref().and_then(|claim| text_of(side, claim));
    let (lost, new) = (word(&pair.source, &difference.source), word(&pair.target, &difference.target));
    let rendering = match (difference.problem, &lost, &new) {
        (Problem::Missing, Some(lost), _) => {
            let is_word = sort(lost, Shape::Capital, false, pair.source.locale) == Sort::Maybe;
            let mut is_term = || {
                witnesses.never_keep(lost, is_word, (&whole(&pair.source), &whole(&pair.target)))
                    || is_word && is_said_by_word(&pair.source, &pair.target, &rows.target)
            };
            if is_common(lost, &pair.source, &rows.source) || !is_kept_elsewhere(lost, pair, bitext) && is_term() {
                difference.confidence = Confidence::Low;
                return true;
            }
            rendering(lost, &pair.source, &pair.target, (&rows.source, &rows.target))
        }
        (Problem::Added, _, Some(new)) => {
            if is_common(new, &pair.target, &rows.target) {
                difference.confidence = Confidence::Low;
                return true;
            }
            rendering(new, &pair.target, &pair.source, (&rows.target, &rows.source))
        }
        (Problem::Changed, Some(lost), Some(new)) => {
            is_usual(lost, new, &whole(&pair.source), rows).then(|| new.clone())
        }
        _ => None,
    };
    let Some(rendering) = rendering else { return true };
    let Some(name) = lost.or(new) else { return true };
    if !told.insert(name) {
        return false;
    }
    difference.confidence = Confidence::Low;
    difference.at_most = Some(Severity::Info);
    difference.notes.push(format!("renamed consistently: “{rendering}” stands for it elsewhere too"));
    true
}

/// Do translations of the run into any language keep the word?
fn is_kept_elsewhere(word: &str, pair: &Pair<'_>, bitext: &Bitext<'_>) -> bool {
    bitext.company.and_then(Company::run).is_some_and(|(run, language)| {
        let own = Row { language, source: &whole(&pair.source), target: &whole(&pair.target) };
        run.fate(word, &own, run.marks(&own)).kept > 0
    })
}

/// So many languages that leave a name out tell that translators do well without it.
const LEFT_OUT: usize = 3;

/// Do translations of this very text into other languages leave the name out as well? A language that has it in any of
/// its translations keeps it.
fn is_left_out(difference: &Difference, bitext: &Bitext<'_>) -> bool {
    // Other names may have been exchanged for another one.
    if difference.problem != Problem::Missing || !matches!(difference.topic, "acronym" | "country") {
        return false;
    }
    let Some((run, own)) = bitext.company.and_then(|company| company.run()) else { return false };
    let Some(pair) = bitext.pairs.get(difference.pair) else { return false };
    // Another name may stand there.
    let has_come = || {
        let (source, target) = (Side::new(&pair.source), Side::new(&pair.target));
        target.unexplained(&source).next().is_some()
    };
    if difference.topic != "acronym" && has_come() {
        return false;
    }
    let Some(name) = difference.source.as_ref().and_then(|claim| text_of(&pair.source, claim)) else { return false };
    let sought = Sought::new(&name);
    let source = whole(&pair.source);
    let mut languages: FxHashMap<&str, bool> = FxHashMap::default();
    // Texts in other letters are no witnesses for those that could keep the word.
    let is_latin = can_keep(&whole(&pair.target));
    let may_tell = |row: &&Row<'_>| row.language != own && (can_keep(row.target) || (!is_latin));
    for row in run.translations(&source).filter(may_tell).take(MOST) {
        let kept = languages.entry(row.language).or_default();
        *kept = *kept || row.target.contains(name.as_str()) || {
            let words = words(row.target);
            Table::new(std::iter::once((row.target, words.as_slice()))).shows(&sought)
        };
    }
    let out = languages.values().filter(|kept| !**kept).count();
    out >= LEFT_OUT && 6 * out >= languages.len()
}

/// Do translations of this very text into other languages say the new name too? Then the text speaks of it.
fn is_said_too(difference: &Difference, bitext: &Bitext<'_>) -> bool {
    if difference.problem != Problem::Added || difference.topic != "name" {
        return false;
    }
    let Some((run, own)) = bitext.company.and_then(|company| company.run()) else { return false };
    let Some(pair) = bitext.pairs.get(difference.pair) else { return false };
    let Some(name) = difference.target.as_ref().and_then(|claim| text_of(&pair.target, claim)) else { return false };
    let mut languages: Vec<&str> = Vec::new();
    for row in run.translations(&whole(&pair.source)).filter(|row| row.language != own).take(MOST) {
        if !languages.contains(&row.language) && row.target.contains(name.as_str()) {
            languages.push(row.language);
        }
    }
    languages.len() >= SAID_TOO
}

/// So many other languages that say a name tell that the text speaks of it.
const SAID_TOO: usize = 2;

/// So many translations of one text are looked at.
const MOST: usize = 200;

/// Is it for the other texts of the run to say whether this is a name at all?
fn is_open(difference: &Difference) -> bool {
    difference.topic == "name"
        && difference.problem == Problem::Missing
        && difference.at_most == Some(Severity::Info)
        && difference.notes.is_empty()
}

/// All text of a side.
pub(super) fn whole<'a>(side: &SideView<'a>) -> Cow<'a, str> {
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

/// The word of `other` that stands for a name in the other texts as well. `rows`: the texts of this side, of the other.
fn rendering(name: &str, own: &SideView<'_>, other: &SideView<'_>, rows: (&Texts, &Texts)) -> Option<String> {
    // The same text again, or the same translation, bears no witness of its own.
    let (own_text, other_text) = (whole(own), whole(other));
    let is_witness = |row: &usize| rows.0.get(*row) != own_text && rows.1.get(*row) != other_text;
    let named: Vec<usize> = rows.0.beginning(&Finder::new(stem(name))).filter(is_witness).collect();
    let with = named.get(..named.len().min(MAX_WITNESSES)).unwrap_or_default();
    if with.is_empty() {
        return None;
    }
    let (own, other) = (Side::new(own), Side::new(other));
    let is_cased = other.is_cased();
    for (text, words) in other.view.texts().zip(other.words()) {
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
            let finder = Finder::new(stem(candidate));
            let inside = with.iter().filter(|&&row| begins_word(rows.1.get(row), &finder)).count();
            if inside == 0 || 10 * inside < 6 * with.len() || own.table().shows(&Sought::new(candidate)) {
                continue;
            }
            // It must not be a word of any text: one witness is enough for a word that stands nowhere else.
            let allowed = if inside == 1 { 0 } else { inside };
            let outside = rows.1.beginning(&finder).filter(|row| named.binary_search(row).is_err());
            let outside = outside.filter(is_witness).take(allowed + 1).count();
            if outside <= allowed {
                return Some(candidate.to_owned());
            }
        }
    }
    None
}

/// Do the other texts, too, write `new` where the source has `lost`?
fn is_usual(lost: &str, new: &str, own: &str, rows: &Sides) -> bool {
    let is_slip = is_near(lost, new);
    // The beginning of a slip is that of the right word.
    let (lost, new) = (Finder::new(stem(lost)), Finder::new(if is_slip { new } else { stem(new) }));
    let (mut with, mut both) = (0, 0);
    for row in rows.source.beginning(&lost).filter(|&row| rows.source.get(row) != own) {
        with += 1;
        both += usize::from(begins_word(rows.target.get(row), &new));
    }
    // What is but a letter away may be the same slip again.
    let least = if is_slip { 3 } else { 1 };
    both >= least && 10 * both >= 6 * with
}

/// Do the texts write a capitalised word in small letters as well? Then it is a common word. Where there is a list of words,
/// only the very word tells: the list has its family.
fn is_common(word: &str, side: &SideView<'_>, texts: &Texts) -> bool {
    let is_capital =
        word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    if !is_capital {
        return false;
    }
    let small = word.to_lowercase();
    let letters = small.chars().count();
    if letters >= 6 && !side.locale.has_words() {
        return texts.beginning(&Finder::new(stem(&small))).next().is_some();
    }
    texts.holding(&Finder::new(&small)).next().is_some()
}

/// Are all capitals that came into the translation words that its texts write in small letters as well? One of them
/// stands for a word of the source, which is no name then.
fn is_said_by_word(source: &SideView<'_>, target: &SideView<'_>, texts: &Texts) -> bool {
    let (source, target) = (Side::new(source), Side::new(target));
    let new: Vec<&str> = target.unexplained(&source).collect();
    !new.is_empty() && new.iter().all(|word| is_common(word, target.view, texts))
}

/// The beginning of a word that endings leave alone.
pub(super) fn stem(word: &str) -> &str {
    let letters = word.chars().count();
    let keep = match letters {
        0..=4 => letters,
        _ => (2 * letters).div_ceil(3).clamp(4, 7),
    };
    word.char_indices().nth(keep).and_then(|(at, _)| word.get(..at)).unwrap_or(word)
}
