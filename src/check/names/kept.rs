//! Words that the translations of the run keep as they are: names, though a dictionary may hold them.

use std::{borrow::Cow, cell::OnceCell};

use super::{Side, evidence::Sought};
use crate::{
    check::{
        Claim, Difference, Problem, Spot,
        run::{Fate, Marks, Row, Run},
    },
    fact::{
        Confidence, Kind,
        name::{Sort, sort},
    },
    text::{
        fold::fold,
        words::{Shape, Word, head},
    },
};

/// The run as the names of one pair see it.
pub(super) struct Witness<'c> {
    run: Option<(&'c Run<'c>, &'c str)>,
    source: Cow<'c, str>,
    target: Cow<'c, str>,
    marks: OnceCell<Marks>,
}

impl<'c> Witness<'c> {
    pub(super) fn new(run: Option<(&'c Run<'c>, &'c str)>, source: Cow<'c, str>, target: Cow<'c, str>) -> Witness<'c> {
        Witness { run, source, target, marks: OnceCell::new() }
    }

    fn fate(&self, word: &str) -> Fate {
        self.run.map_or(Fate::default(), |(run, language)| {
            let own = Row { language, source: &self.source, target: &self.target };
            run.fate(word, &own, *self.marks.get_or_init(|| run.marks(&own)))
        })
    }

    /// May a name of the run be on one side only?
    pub(super) fn tells(&self) -> bool {
        let Some((run, _)) = self.run.filter(|(run, _)| run.has_names()) else { return false };
        let differs = |own: &str, other: &str| {
            run.known_words(own).any(|word| !other.contains(word) && self.fate(word).is_name())
        };
        differs(&self.source, &self.target) || differs(&self.target, &self.source)
    }

    /// Names that look like words, or stand where any word has a capital, and are gone.
    pub(super) fn lost(
        &self,
        number: usize,
        source: &Side<'_, '_>,
        target: &Side<'_, '_>,
        differences: &mut Vec<Difference>,
    ) {
        let mut told: Vec<&str> = Vec::new();
        for capital in capitals_of(source) {
            let text = capital.text;
            // Of a name of more words, all must be names of the run that are gone.
            let is_gone = |word: &str| {
                let fate = self.fate(word);
                fate.is_name() && fate.rendered == 0 && 3 * fate.kept >= 2 * fate.stands && !is_shown(word, target)
            };
            if !capital.is_alone && !capital.beside.iter().flatten().all(|word| is_gone(word)) {
                continue;
            }
            let sort = sort(text, capital.word.shape, capital.word.first, source.view.locale);
            let is_name = || {
                let fate = self.fate(text);
                let is_phrase = !capital.is_alone && fate.rendered == 0 && 3 * fate.kept >= 2 * fate.stands;
                // Other scripts render names in ways that only their sound tells, but where they keep the letters.
                let may_keep = target.is_latin() || fate.kept_here >= 2;
                fate.is_name() && (fate.kept_alone >= 3 || is_phrase) && may_keep
            };
            let is_title = || capital.beyond.is_some_and(|word| !is_shown(word, target));
            if sort > Sort::Maybe || told.contains(&text) || !is_name() || is_shown(text, target) || is_title() {
                continue;
            }
            told.push(text);
            let mut difference = Difference::new("name", number, Problem::Missing, Some(capital.claim()), None);
            difference.confidence = Confidence::Medium;
            differences.push(difference);
        }
    }

    /// Names of the run that have come, of which the source has none, where one of its own may have gone.
    pub(super) fn come(
        &self,
        number: usize,
        source: &Side<'_, '_>,
        target: &Side<'_, '_>,
        differences: &mut Vec<Difference>,
    ) {
        // Where there is a list of words, names are known by it.
        if target.view.locale.has_words() || !source.view.locale.has_words() || !target.is_latin() {
            return;
        }
        let may_be_gone = OnceCell::new();
        let mut told: Vec<&str> = Vec::new();
        for capital in capitals_of(target) {
            let text = capital.text;
            let is_new = !told.contains(&text)
                && !source.view.locale.is_word(&fold(text))
                && self.fate(text).is_name()
                && !is_shown(text, source)
                && *may_be_gone.get_or_init(|| {
                    let lost = |capital: &Capital<'_, '_>| {
                        (!capital.word.first || !capital.is_alone || self.fate(capital.text).is_name())
                            && !is_shown(capital.text, target)
                    };
                    capitals_of(source).any(|capital| lost(&capital))
                });
            if !is_new {
                continue;
            }
            told.push(text);
            let mut difference = Difference::new("name", number, Problem::Added, None, Some(capital.claim()));
            difference.confidence = Confidence::Medium;
            differences.push(difference);
        }
    }
}

fn is_shown(text: &str, side: &Side<'_, '_>) -> bool {
    side.holds(text) || side.table().shows(&Sought::new(text))
}

/// A capitalised word that is no part of another fact.
struct Capital<'s, 'a> {
    text: &'a str,
    word: &'s Word,
    segment: usize,
    start: usize,
    /// No other capitalised word stands beside it, but one that begins the sentence.
    is_alone: bool,
    /// The capitalised words at its sides.
    beside: [Option<&'a str>; 2],
    /// The capitalised word before it, with a small word between them: `Game of Thrones`.
    beyond: Option<&'a str>,
}

impl Capital<'_, '_> {
    fn claim(&self) -> Claim {
        let spot = Spot { segment: self.segment, at: self.start..self.start + self.text.len() };
        Claim { spot, value: Some(self.text.to_owned()), reading: None }
    }
}

fn capitals_of<'s, 'a>(side: &'s Side<'a, '_>) -> impl Iterator<Item = Capital<'s, 'a>> {
    side.view.parts.iter().zip(side.words()).enumerate().flat_map(move |(number, (part, words))| {
        let offset = part.range.start;
        words.iter().enumerate().filter_map(move |(n, word)| {
            let (start, end) = (word.at.start + offset, word.at.end + offset);
            let text = head(part.text.get(start..end)?);
            let is_taken = || {
                side.view.facts.iter().any(|placed| {
                    placed.part == number
                        && (!matches!(placed.fact.kind, Kind::Name | Kind::Quote) || !placed.fact.others.is_empty())
                        && placed.fact.at.start < end
                        && start < placed.fact.at.end
                })
            };
            if !matches!(word.shape, Shape::Capital | Shape::Mixed) || text.chars().count() < 4 || is_taken() {
                return None;
            }
            let neighbour = |other: Option<&Word>, gap: Option<(usize, usize)>| {
                let (Some(other), Some((from, to))) = (other, gap) else { return false };
                matches!(other.shape, Shape::Capital | Shape::Capitals)
                    && part.text.get(from + offset..to + offset).is_some_and(|gap| matches!(gap, " " | "-" | "\u{A0}"))
            };
            let before = n.checked_sub(1).and_then(|n| words.get(n));
            let gap = before.map(|before| (before.at.end, word.at.start));
            let before = before.filter(|before| !before.first || word.first);
            let after = words.get(n + 1);
            let is_before = neighbour(before, gap);
            let is_after = neighbour(after, after.map(|after| (word.at.end, after.at.start)));
            let is_alone = !is_before && !is_after;
            let read = |word: &Word| part.text.get(word.at.start + offset..word.at.end + offset).map(head);
            let beside = [before.filter(|_| is_before).and_then(read), after.filter(|_| is_after).and_then(read)];
            let joint = n.checked_sub(1).and_then(|n| words.get(n)).filter(|joint| joint.shape == Shape::Small);
            let beyond = n.checked_sub(2).and_then(|n| words.get(n)).filter(|beyond| {
                joint.is_some_and(|joint| joint.at.len() <= 3) && beyond.shape == Shape::Capital && !word.first
            });
            let beyond = beyond.and_then(|beyond| part.text.get(beyond.at.start + offset..beyond.at.end + offset));
            Some(Capital { text, word, segment: part.segment, start, is_alone, beside, beyond })
        })
    })
}
