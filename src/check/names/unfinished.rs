//! Sentences that break off because a word is gone: an article before a full stop, a preposition before a comma, a title
//! without its name. Which words ask for more is told by each language.

use std::ops::Range;

use super::wants::{
    ADVERB, ARTICLE, BETWEEN, CLAUSE, EITHER, FINITE, HARDLY_COMMA, INTRO, JOINT, LAST, LEFT, NO_BEGINNING, NO_COMMA,
    NO_MARK, NO_NOUN, OBJECT, PAST, PRONOUN, RIGHT, TAKES_ALONG, TITLE, VERB, Wants, Words, knows,
};
use crate::{
    locale::Locale,
    text::{
        chars::{is_letter, is_word},
        words::{Shape, Word},
    },
};

/// A place where a sentence breaks off.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) at: Range<usize>,
    pub(super) sureness: Sureness,
}

/// How sure it is that a name is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// A name must be known to be gone.
    Open,
    /// It is so, unless all names that the source writes with capitals are there.
    Usual,
    /// It is so whatever the source says.
    Sure,
}

/// So many words a phrase has that stands before its sentence.
const MAX_INTRO: usize = 24;

/// The first of the surest places where a sentence breaks off.
pub(super) fn find(text: &str, words: &[Word], locale: &Locale) -> Option<Cut> {
    if !knows(locale) {
        return None;
    }
    let known = Words::of(locale);
    let reader = Reader { text, words, known: &known };
    let cuts = (0..words.len()).filter_map(|number| reader.cut(number));
    cuts.reduce(|best, cut| if cut.sureness > best.sureness { cut } else { best })
}

/// A text with its words.
struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    known: &'a Words,
}

impl Reader<'_> {
    fn letters(&self, word: &Word) -> &str {
        self.text.get(word.at.clone()).unwrap_or_default()
    }

    /// What stands between a word and the next, or behind the last.
    fn gap(&self, number: usize) -> Option<&str> {
        let word = self.words.get(number)?;
        let end = self.words.get(number + 1).map_or(self.text.len(), |next| next.at.start);
        self.text.get(word.at.end..end)
    }

    /// The word before, where but a blank stands between.
    fn before(&self, number: usize) -> Option<&Word> {
        let before = number.checked_sub(1)?;
        (self.gap(before)? == " ").then(|| self.words.get(before)).flatten()
    }

    /// What the word asks for.
    fn wants(&self, word: &Word) -> Wants {
        let letters = self.letters(word);
        // What is written in capitals is no such word, but at the beginning of a sentence.
        match word.shape {
            Shape::Capital if word.first && word.at.len() > 1 => {
                self.known.wants_small(letters) | (self.known.wants(letters) & TITLE)
            }
            Shape::Capital => self.known.wants(letters) & TITLE,
            _ => self.known.wants(letters),
        }
    }

    /// What the word asks for together with the one before it.
    fn pair_wants(&self, number: usize) -> Option<(Wants, &Word)> {
        let (before, word) = (self.before(number)?, self.words.get(number)?);
        let pair = format!("{} {}", self.letters(before).to_lowercase(), self.letters(word));
        Some((self.known.wants(&pair), before))
    }

    /// Does the sentence break off at this word?
    fn cut(&self, number: usize) -> Option<Cut> {
        let word = self.words.get(number)?;
        if let Some(cut) = self.initial(number) {
            return Some(cut);
        }
        let mut wants = self.wants(word);
        if wants == 0 || !stands_alone(self.text, &word.at) {
            return None;
        }
        let mut beginning = (wants & NO_BEGINNING != 0).then_some(word);
        let mut is_pair_open = false;
        if wants & LAST != 0
            && let Some((both, before)) = self.pair_wants(number)
        {
            wants |= both;
            is_pair_open = both & NO_COMMA != 0;
            if both & NO_BEGINNING != 0 {
                beginning = Some(before);
            }
        }
        let gap = self.gap(number)?;
        let rest = self.text.get(word.at.end..)?;
        let behind_name = || self.before(number).is_some_and(|before| before.shape == Shape::Capital);
        let no_mark = wants & NO_MARK != 0 || (wants & BETWEEN != 0 && !gap.starts_with(',') && behind_name());
        let is_bracketed = || self.text.get(..word.at.start).is_some_and(|text| text.contains(['(', '[']));
        let is_it = (no_mark && gap.starts_with([',', '.', ';', ':', ')', ']', '!', '?']) && !is_cut(rest))
            || (wants & NO_COMMA != 0
                && (gap.starts_with([',', ';', '،', '؛']) || (gap.starts_with([')', ']']) && is_bracketed())));
        let is_stopped = wants & (NO_MARK | NO_COMMA | LEFT) != 0
            && rest.strip_prefix(" .").is_some_and(|rest| !rest.starts_with(|c| is_word(c) || c == '.'));
        // `Had they known`, `was it`: it asks.
        let asks =
            || self.words.get(number + 1).is_some_and(|next| self.known.wants(self.letters(next)) & PRONOUN != 0);
        let is_start = gap == " "
            && !asks()
            && beginning.is_some_and(|first| first.shape == Shape::Capital && begins(self.text, &first.at));
        let with_mark = || {
            let mark = gap.chars().next().filter(|c| !c.is_whitespace());
            word.at.start..word.at.end + mark.map_or(0, char::len_utf8)
        };
        if is_it || is_stopped || is_start {
            let sureness = if is_it && !is_pair_open { Sureness::Usual } else { Sureness::Sure };
            return Some(Cut { at: with_mark(), sureness });
        }
        let next = self.words.get(number + 1)?;
        let follows = self.known.wants(self.letters(next));
        if wants & HARDLY_COMMA != 0 && gap == ", " && follows & BETWEEN == 0 && !self.is_taken_along(number) {
            return Some(Cut { at: with_mark(), sureness: Sureness::Open });
        }
        if wants & INTRO != 0
            && ((word.shape == Shape::Capital && begins(self.text, &word.at)) || self.follows_clause(number))
            && let Some(cut) = self.after_intro(number)
        {
            return Some(cut);
        }
        // `in-person` is a word of its own.
        let is_joined = self.text.get(next.at.end..).is_some_and(|rest| rest.starts_with(['-', '‑', '\'', '’', '/']));
        let is_small = next.shape == Shape::Small && !is_joined;
        let begins_object = follows & OBJECT != 0 || next.shape == Shape::Digits;
        let is_past =
            || wants & PAST != 0 && begins_object && word.shape == Shape::Capital && begins(self.text, &word.at);
        let sureness = if gap == " " && !is_joined {
            let with_next = || self.wants_with_next(number + 1);
            match wants {
                _ if wants & (LEFT | HARDLY_COMMA) != 0 && with_next() & CLAUSE != 0 => Some(Sureness::Sure),
                _ if wants & EITHER != 0 && follows & FINITE != 0 && behind_name() => Some(Sureness::Sure),
                _ if wants & ARTICLE != 0 && follows & (NO_NOUN | RIGHT) != 0 => Some(Sureness::Sure),
                // `What it is made from and how` has no gap.
                _ if wants & LEFT != 0 && follows & (RIGHT | BETWEEN) == RIGHT => Some(Sureness::Sure),
                _ if wants & LEFT != 0 && follows & RIGHT != 0 => Some(Sureness::Usual),
                _ if (wants & JOINT != 0 && follows & VERB != 0) || is_past() => Some(Sureness::Sure),
                _ => None,
            }
        } else {
            None
        };
        let title = || (wants & TITLE != 0 && is_small && matches!(gap, " " | ". ")).then_some(Sureness::Usual);
        sureness.or_else(title).map(|sureness| Cut { at: word.at.start..next.at.end, sureness })
    }

    /// Does the word before take this one along: `the town they live in, `?
    fn is_taken_along(&self, number: usize) -> bool {
        self.before(number).is_none_or(|before| self.wants(before) & TAKES_ALONG != 0)
    }

    /// Does a clause begin here: `he said that in 1956, `?
    fn follows_clause(&self, number: usize) -> bool {
        let joins = |wants: Wants| wants & JOINT != 0;
        self.before(number).is_some_and(|before| joins(self.known.wants(self.letters(before))))
            || number.checked_sub(1).and_then(|at| self.pair_wants(at)).is_some_and(|(both, _)| joins(both))
    }

    /// What a word of the text asks for, alone or with the one behind it.
    fn wants_with_next(&self, number: usize) -> Wants {
        let alone = self.words.get(number).map_or(0, |word| self.known.wants(self.letters(word)));
        let next = self.words.get(number + 1).map_or(0, |next| self.known.wants(self.letters(next)));
        if next & LAST == 0 { alone } else { alone | self.pair_wants(number + 1).map_or(0, |(both, _)| both) }
    }

    /// A verb where the subject should stand: `In 1956, moved to`.
    fn after_intro(&self, number: usize) -> Option<Cut> {
        let end = number + MAX_INTRO;
        let mut last = (number..end).find(|&at| self.gap(at) != Some(" "))?;
        let mut verb = last + 1;
        loop {
            if self.gap(last)? != ", " {
                return None;
            }
            let wants = self.wants_with_next(verb);
            // `A few days later, in the house of his brother, was`.
            if wants & (INTRO | ADVERB) == INTRO {
                last = (verb..end).find(|&at| self.gap(at) != Some(" "))?;
                verb = last + 1;
                continue;
            }
            if wants & ADVERB != 0 {
                verb += 1;
            }
            break;
        }
        let (mark, word, next) = (self.words.get(last)?, self.words.get(verb)?, self.words.get(verb + 1)?);
        let (wants, follows) = (self.wants_with_next(verb), self.known.wants(self.letters(next)));
        let is_it = self.gap(verb)? == " "
            && (wants & FINITE != 0 && follows & PRONOUN == 0 || wants & PAST != 0 && follows & OBJECT != 0);
        is_it.then_some(Cut { at: mark.at.end..word.at.end, sureness: Sureness::Sure })
    }

    /// An initial behind a name, and no name behind it: `George H. last week`.
    fn initial(&self, number: usize) -> Option<Cut> {
        let word = self.words.get(number)?;
        let next = self.words.get(number + 1)?;
        let is_it = matches!(word.shape, Shape::Capital | Shape::Capitals)
            && self.letters(word).chars().nth(1).is_none()
            && next.shape == Shape::Small
            && self.gap(number)? == ". "
            && self.before(number)?.shape == Shape::Capital;
        is_it.then_some(Cut { at: word.at.start..word.at.end + 1, sureness: Sureness::Open })
    }
}

/// Is the word one of a sentence, and not quoted, nor a part of another word?
fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '“' | '„' | '«'))
}

/// Does a point belong to the word, or to three of them?
fn is_cut(gap: &str) -> bool {
    let rest = gap.get(1..).unwrap_or_default();
    rest.starts_with(['.', ',', '/']) || (gap.starts_with(['.', ':']) && rest.starts_with(is_word))
}

/// Does a sentence begin here that is no question?
fn begins(text: &str, at: &Range<usize>) -> bool {
    let (before, after) = (text.get(..at.start).unwrap_or_default(), text.get(at.end..).unwrap_or_default());
    let is_start = before.is_empty()
        || before.trim_end_matches(' ').strip_suffix('.').is_some_and(|before| {
            before.ends_with(is_letter) && text.get(..at.start).is_some_and(|text| text.ends_with(' '))
        });
    let end = after.find(['.', '?', '!', '…']).and_then(|end| after.get(end..));
    is_start && end.is_some_and(|end| end.starts_with('.') && !end.starts_with(".."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn found(tag: &str, text: &'static str) -> Option<&'static str> {
        find(text, &words(text), Locale::get(tag)).and_then(|cut| text.get(cut.at))
    }

    #[test]
    fn a_word_that_asks_for_more_does_not_end_its_clause() {
        assert_eq!(found("en", "They met with the."), Some("the."));
        assert_eq!(found("en", "It was built by, and everyone liked it."), Some("by,"));
        assert_eq!(found("sk", "Bol to večer pre, ktorí prišli."), Some("pre,"));
        assert_eq!(found("pl", "Spotkali się w, gdy padało."), Some("w,"));
        assert_eq!(found("en", "He knew where they came from. The end had come, too."), None);
        assert_eq!(found("en", "The word “the” is an article; so is “a”."), None);
    }

    #[test]
    fn a_gap_between_two_small_words_is_told() {
        assert_eq!(found("en", "The works of in the hall were sold."), Some("of in"));
        assert_eq!(found("en", "They spoke of in-house work."), None);
        assert_eq!(found("en", "Then Mr. said that he was late."), Some("Mr. said"));
        assert_eq!(found("en", "Then Mr. Okonkwo said that he was late."), None);
        assert_eq!(found("en", "We heard it although had left early."), Some("although had"));
        assert_eq!(found("en", "Said on Friday that it was over."), Some("Said"));
        assert_eq!(found("en", "Was it over? It was."), None);
        assert_eq!(found("en", "Some went back to in a hurry."), Some("to in"));
        assert_eq!(found("en", "It is the off-by-one that they saw, and they looked the other way."), None);
    }

    #[test]
    fn a_verb_without_its_subject_is_told() {
        assert_eq!(found("en", "Currently, has more than twenty ships."), Some(", has"));
        assert_eq!(found("en", "They said that when it rained in May, was late."), Some(", was"));
        assert_eq!(found("en", "While it was cold, recently opened the door."), Some(", recently opened"));
        assert_eq!(found("en", "Opened the door and left."), Some("Opened the"));
        assert_eq!(found("en", "Opened in May, the bridge was closed again."), None);
        assert_eq!(found("en", "Had they come earlier, they had seen it."), None);
        assert_eq!(found("en", "We believe that, in May, they had left."), None);
    }

    #[test]
    fn a_preposition_ends_its_clause_beside_some_verbs_only() {
        assert_eq!(found("en", "The best team in, as always, won."), Some("in,"));
        assert_eq!(found("en", "The town they live in, as always, is small."), None);
        assert_eq!(found("en", "The ship Anna B. left the harbour."), Some("B."));
    }
}
