//! People, organisations and places: each name of one side has its evidence on the other.

use std::{cell::OnceCell, ops::Range, rc::Rc};

use super::{
    Side, abroad, countries,
    evidence::Sought,
    halves, han,
    labels::{Capitals, capitals},
    spelling::is_latin,
    strange,
};
use crate::{
    check::{Claim, Difference, Placed, Problem, Spot},
    fact::{
        Confidence, Kind, Value,
        name::{Sort, sort},
    },
    finding::Severity,
    text::{
        fold::fold,
        romanise::romanise,
        words::{Shape, Word, head},
    },
};

/// One word of a name.
pub(super) struct Part<'v, 'a> {
    pub(super) placed: &'v Placed<'a>,
    word: &'v Word,
    pub(super) text: &'a str,
    pub(super) sort: Sort,
    /// The last word of its name: a surname.
    is_last: bool,
    is_alone: bool,
}

impl Part<'_, '_> {
    /// Is it the same word of the text?
    pub(super) fn stands_at(&self, other: &Part<'_, '_>) -> bool {
        std::ptr::eq(self.placed, other.placed) && self.word.at == other.word.at
    }
}

impl<'a, 'v> Side<'a, 'v> {
    /// The words of all names, without cities, which have a key.
    fn parts(&self) -> Vec<Part<'_, 'a>> {
        let mut parts = Vec::new();
        let is_name = |placed: &&'v Placed<'a>| placed.fact.kind == Kind::Name && placed.fact.others.is_empty();
        let mut names = self.view.facts.iter().filter(is_name).peekable();
        if names.peek().is_none() {
            return parts;
        }
        let of_part: Vec<Capitals> = self
            .view
            .parts
            .iter()
            .zip(self.words())
            .map(|(part, words)| capitals(part.text.get(part.range.clone()).unwrap_or_default(), words))
            .collect();
        for placed in names {
            let Some(part) = self.view.parts.get(placed.part) else { continue };
            let Some(words) = self.words().get(placed.part) else { continue };
            let at = &placed.fact.at;
            let offset = part.range.start;
            let first = words.partition_point(|word| word.at.start + offset < at.start);
            let inside = words.get(first..).unwrap_or_default();
            let count = inside.partition_point(|word| word.at.end + offset <= at.end);
            for (n, word) in inside.iter().take(count).enumerate() {
                let whole = part.text.get(word.at.start + offset..word.at.end + offset).unwrap_or_default();
                let text = head(whole);
                let sort = match sort(text, word.shape, word.first, self.view.locale) {
                    // A word that is a name as well, before a capitalised word that is none, is a part of a title.
                    Sort::Sure
                        if n + 1 == count && self.view.locale.is_word(&fold(text)) && is_title(part.text, at.end) =>
                    {
                        Sort::Maybe
                    }
                    sort => sort,
                };
                let says_nothing = match of_part.get(placed.part) {
                    Some(Capitals::Nothing) => true,
                    Some(Capitals::NotTheFirst) => word.first && count == 1,
                    _ => false,
                };
                // `AntennaPod` is a name wherever it stands.
                if says_nothing && !text.chars().skip(1).any(char::is_uppercase) {
                    continue;
                }
                parts.push(Part { placed, word, text, sort, is_last: n + 1 == count, is_alone: count == 1 });
            }
        }
        parts
    }

    /// Its words that may be heard in another script as they are: all longer ones with a capital, if it has any.
    fn names(&self) -> Vec<Rc<Sought>> {
        let words = self.places().zip(self.words().iter().flatten());
        let longer = words.filter(|(_, word)| matches!(word.shape, Shape::Capital | Shape::Mixed | Shape::Uncased));
        let texts = longer.filter_map(|((part, at), _)| self.view.parts.get(part)?.text.get(at).map(head));
        texts.filter(|text| text.chars().count() >= 4).map(Sought::new).collect()
    }

    /// Is it a city that the other language has names for?
    fn is_known_city(&self, part: &Part<'_, '_>, other: &Side<'_, '_>) -> bool {
        let at = self.view.parts.get(part.placed.part).map_or(0, |part| part.range.start) + part.word.at.start;
        self.cities().any(|(placed, key)| {
            let is_it = placed.part == part.placed.part && placed.fact.at.start <= at && at < placed.fact.at.end;
            is_it && placed.fact.confidence == Confidence::High && other.names_city(key)
        })
    }

    pub(super) fn claim(&self, part: &Part<'_, '_>) -> Option<Claim> {
        let mut spot = self.view.spot_of(part.placed)?;
        let offset = self.view.parts.get(part.placed.part)?.range.start;
        spot.at = part.word.at.start + offset..part.word.at.end + offset;
        Some(Claim { spot, value: Some(part.text.to_owned()), reading: None })
    }
}

/// Compares the names of a pair. `lost_country`: a country of the source is missing, and a new name may stand for it.
pub(super) fn compare(
    number: usize,
    source: &Side<'_, '_>,
    target: &Side<'_, '_>,
    lost_country: bool,
    named: &impl Fn(&str) -> bool,
    differences: &mut Vec<Difference>,
) {
    let (lost_parts, new_parts) = (source.parts(), target.parts());
    if lost_parts.is_empty() && new_parts.is_empty() {
        return;
    }
    // Han letters are read in many ways: what is not heard in them may well be there.
    let (source_han, target_han) = (source.has_han(), target.has_han() && !target.has_kana());
    // A capital of the translation that nothing explains may be the translation of the name.
    let target_open = OnceCell::new();
    let sure = |is_last: bool, is_han: bool| if is_last && !is_han { Confidence::High } else { Confidence::Low };
    let foreign = |part: &Part<'_, '_>| is_latin(part.text) && !target.is_latin();
    // A common word alone, or one at the beginning of a sentence, tells nothing: it need not be looked for.
    let lost = unseen(source, &lost_parts, target, |part| {
        !part.is_alone
            || match part.sort {
                Sort::Common => false,
                Sort::Maybe => !part.word.first || is_name_too(part, source),
                Sort::Likely | Sort::Sure => true,
            }
    });
    // What is only likely a name matters where it may stand for a lost one.
    let least = if lost.is_empty() { Sort::Sure } else { Sort::Likely };
    let mut new =
        unseen(target, &new_parts, source, |part| part.sort >= least || lost_country || source_han || foreign(part));
    // In running text a pronoun stands for a name that its document names elsewhere.
    let named_elsewhere = |part: &Part<'_, '_>| named(part.text);
    for part in &lost {
        if is_metonym(part.text, source, target) {
            continue;
        }
        // What the run keeps is told already.
        let is_told = differences.iter().rev().take_while(|told| told.pair == number).any(|told| {
            let value = told.source.as_ref().and_then(|claim| claim.value.as_deref());
            told.topic == "name" && value == Some(part.text)
        });
        if is_told && part.sort == Sort::Maybe {
            continue;
        }
        // All of a name is gone: the first of its words speaks for it.
        let is_whole = !part.is_alone
            && part.text.chars().count() >= 4
            && (target.is_latin() || Sought::new(part.text).is_told())
            && lost_parts
                .iter()
                .filter(|other| std::ptr::eq(other.placed, part.placed))
                .all(|other| lost.iter().any(|lost| std::ptr::eq(*lost, other)) || !target.surely_shows(other.text));
        let is_whole = is_whole || is_said_less(part, &lost_parts, source, target);
        let replaced = new.iter().any(|other| other.sort >= Sort::Likely && other.is_alone == part.is_alone);
        let confidence = match part.sort {
            // A sentence of one word is a shout.
            Sort::Sure if part.is_alone && part.word.first && is_sentence(part, source) => Confidence::Low,
            Sort::Sure => sure(part.is_last || is_whole, target_han),
            // Both languages have a name for the city.
            Sort::Likely if source.is_known_city(part, target) => Confidence::Medium,
            // Without a list of words any capital may be a name, unless some word may be its translation.
            Sort::Likely
                if target.view.locale.has_words()
                    && part.text.chars().count() >= 4
                    && *target_open.get_or_init(|| target.unexplained(source).count()) == 0 =>
            {
                sure(part.is_last, target_han)
            }
            // A name of more words is gone, and no other of as many has come.
            Sort::Likely
                if part.is_last
                    && target.view.locale.has_words()
                    && lost_words(part, &lost_parts, &lost).is_some_and(|count| {
                        *target_open.get_or_init(|| target.unexplained(source).count()) < count
                    }) =>
            {
                sure(true, target_han)
            }
            // Titles of works are translated.
            Sort::Maybe if !part.word.first && is_tail(part, source) => {
                if is_tail_of_kept(part, source, target) {
                    Confidence::Medium
                } else {
                    continue;
                }
            }
            // A name at the beginning of a sentence that is a word as well.
            Sort::Maybe if part.word.first && part.is_alone && is_name_too(part, source) => {
                if target_han {
                    Confidence::Low
                } else {
                    Confidence::Medium
                }
            }
            // Articles and small words in capitals belong to titles.
            Sort::Maybe if part.is_alone && !part.word.first && replaced && part.text.chars().count() >= 4 => {
                Confidence::Medium
            }
            // A word that is always kept in the run is a name: see what the other texts say.
            Sort::Maybe if !part.word.first && part.text.chars().count() >= 4 => {
                let mut difference = Difference::new("name", number, Problem::Missing, source.claim(part), None);
                difference.confidence = Confidence::Low;
                difference.at_most = Some(Severity::Info);
                differences.push(difference);
                continue;
            }
            _ => continue,
        };
        // A first name that was exchanged, or a name that was misspelt, stands where the lost one stood.
        let twin = new.iter().position(|other| {
            part.sort == Sort::Sure
                && other.sort >= Sort::Likely
                && (is_near(part.text, other.text) || (!part.is_last && !other.is_last && target.is_latin()))
        });
        let mut difference = match twin.map(|twin| new.remove(twin)) {
            Some(other) => {
                Difference::new("name-altered", number, Problem::Changed, source.claim(part), target.claim(other))
            }
            None => Difference::new("name", number, Problem::Missing, source.claim(part), None),
        };
        difference.confidence = match difference.problem {
            Problem::Changed => Confidence::Medium,
            _ if named_elsewhere(part) && !replaced => Confidence::Low,
            _ => confidence,
        };
        differences.push(difference);
    }
    accents(number, source, &lost_parts, target, differences);
    for part in &new {
        let confidence = match part.sort {
            // Han letters tell foreign names badly, and what begins a sentence may be a rare word.
            Sort::Sure if source_han && !source.has_kana() => {
                let is_told = Sought::new(part.text).is_told() && !(part.word.first && part.is_alone);
                let is_strange = || is_out_of_place(part, &new_parts) && !abroad::may_read(part.text, source);
                if is_told || is_all_new(part, &new) || han::is_chinese(part, &new_parts) || is_strange() {
                    Confidence::Medium
                } else {
                    Confidence::Low
                }
            }
            // A foreign name would be written in kana.
            Sort::Sure
                if source_han
                    && !(part.word.first && part.is_alone)
                    && !is_headline(target)
                    && Sought::new(part.text).asks_for_kana()
                    && Sought::new(part.text).is_told() =>
            {
                Confidence::Medium
            }
            Sort::Maybe if source_han && !source.has_kana() && han::is_chinese(part, &new_parts) && !part.is_alone => {
                Confidence::Medium
            }
            // What follows is a word of the language: Nagoya Dome. Or it is no more heard than the name itself.
            Sort::Sure
                if !part.is_last
                    && !source_han
                    && !is_headline(target)
                    && (ends_in_words(part, &new_parts) || is_unheard(part, &new_parts, source)) =>
            {
                Confidence::Medium
            }
            Sort::Sure => sure(part.is_last, source_han),
            _ if foreign(part) => sure(part.is_last, source_han),
            Sort::Likely if lost_country && target.is_latin() && new.len() == 1 => Confidence::Medium,
            _ => continue,
        };
        let mut difference = Difference::new("name", number, Problem::Added, None, target.claim(part));
        difference.confidence = confidence;
        differences.push(difference);
    }
    if source_han {
        strange::compare(number, source, target, &new_parts, differences);
    }
    halves::compare(number, source, &lost_parts, target, true, differences);
    halves::compare(number, target, &new_parts, source, false, differences);
}

/// Does the translation say the country whose government the source names by its capital?
fn is_metonym(name: &str, source: &Side<'_, '_>, target: &Side<'_, '_>) -> bool {
    let mut codes =
        source.view.locale.section("capital").iter().filter(|(_, forms)| forms.contains(&name)).map(|(code, _)| *code);
    codes.any(|code| {
        let code = Value::Text(code.to_owned());
        let count = |side: &Side<'_, '_>| {
            side.facts(Kind::Country).filter(|placed| placed.fact.readings().any(|theirs| *theirs == code)).count()
        };
        let (own, theirs) = (count(source), count(target));
        theirs > own || (own == 0 && countries::is_shown(&code, target))
    })
}

/// Is a name lost with its first name: does the translation say the family name less often than the source?
fn is_said_less(part: &Part<'_, '_>, parts: &[Part<'_, '_>], source: &Side<'_, '_>, target: &Side<'_, '_>) -> bool {
    if part.is_last || !target.is_latin() {
        return false;
    }
    let last = parts.iter().find(|other| other.is_last && std::ptr::eq(other.placed, part.placed));
    let count = |side: &Side<'_, '_>, name: &str| {
        let name = Sought::new(name);
        (0..side.table().words.len()).filter(|&number| side.table().surely_shows(number, &name)).count()
    };
    last.is_some_and(|last| {
        let (own, theirs) = (count(source, last.text), count(target, last.text));
        last.text.chars().count() >= 4 && own >= 2 && theirs < own
    })
}

/// How many words at the end of a name are gone, all of them names, where there are more than one.
fn lost_words(part: &Part<'_, '_>, parts: &[Part<'_, '_>], lost: &[&Part<'_, '_>]) -> Option<usize> {
    let is_gone = |other: &&Part<'_, '_>| {
        other.sort >= Sort::Likely
            && other.text.chars().count() >= 3
            && lost.iter().any(|lost| lost.word.at == other.word.at && std::ptr::eq(lost.placed, other.placed))
    };
    let own = parts.iter().rev().filter(|other| std::ptr::eq(other.placed, part.placed));
    let count = own.take_while(is_gone).count();
    (count >= 2).then_some(count)
}

/// Is each word of a longer name new?
fn is_all_new(part: &Part<'_, '_>, new: &[&Part<'_, '_>]) -> bool {
    let own = || new.iter().filter(|other| std::ptr::eq(other.placed, part.placed));
    own().count() >= 2 && own().all(|other| other.sort == Sort::Sure) && own().any(|other| other.is_last)
}

/// Does a word stand where no first name is that people are also known by, and no word that begins a sentence?
fn is_out_of_place(part: &Part<'_, '_>, parts: &[Part<'_, '_>]) -> bool {
    let first = parts.iter().find(|other| std::ptr::eq(other.placed, part.placed));
    if part.is_alone { !part.word.first } else { first.is_some_and(|first| first.word.at != part.word.at) }
}

/// Is the word the last of its name that is no word of the language?
fn ends_in_words(part: &Part<'_, '_>, parts: &[Part<'_, '_>]) -> bool {
    let last = parts.iter().rfind(|other| std::ptr::eq(other.placed, part.placed) && other.sort >= Sort::Likely);
    last.is_some_and(|last| last.word.at == part.word.at)
}

/// Is no other word of the name surely heard in the other text?
fn is_unheard(part: &Part<'_, '_>, parts: &[Part<'_, '_>], other: &Side<'_, '_>) -> bool {
    let mut others = parts.iter().filter(|next| std::ptr::eq(next.placed, part.placed) && next.word.at != part.word.at);
    !other.is_latin()
        && Sought::new(part.text).sounds() >= 2
        && others.all(|next| {
            let (table, next) = (other.table(), Sought::new(next.text));
            (0..table.words.len()).all(|number| !table.surely_shows(number, &next))
        })
}

/// Have most of the longer words a capital, so that any rare word may look like a name?
fn is_headline(side: &Side<'_, '_>) -> bool {
    let longer = side.words().iter().flatten().filter(|word| !word.first && word.at.len() >= 4);
    let (capital, small) = longer.fold((0, 0), |(capital, small), word| match word.shape {
        Shape::Capital | Shape::Mixed => (capital + 1, small),
        Shape::Small => (capital, small + 1),
        _ => (capital, small),
    });
    capital >= 3 && capital > small
}

/// Does another capitalised word follow at once?
fn is_title(text: &str, at: usize) -> bool {
    let rest = text.get(at..).and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Is one name the other with a slip: Ronald, Roland?
fn is_near(name: &str, other: &str) -> bool {
    let (name, other) = (romanise(name), romanise(other));
    let edits = strsim::damerau_levenshtein(&name, &other);
    name.len() >= 4 && name.chars().next() == other.chars().next() && 4 * edits <= name.len().max(other.len())
}

/// Does the word end a longer title: do a capitalised word and a small one stand before it?
fn is_tail(part: &Part<'_, '_>, side: &Side<'_, '_>) -> bool {
    let whole = side.view.parts.get(part.placed.part);
    let before = whole.and_then(|whole| whole.text.get(..whole.range.start + part.word.at.start));
    let mut words = before.unwrap_or_default().rsplit(' ').skip(1);
    let (Some(next), Some(far)) = (words.next(), words.next()) else { return false };
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    is_capital(far) && next.chars().count() <= 3 && next.chars().all(char::is_lowercase)
}

/// Is the beginning of the title in the translation as it is, without its end: `Game of`?
fn is_tail_of_kept(part: &Part<'_, '_>, side: &Side<'_, '_>, target: &Side<'_, '_>) -> bool {
    let whole = side.view.parts.get(part.placed.part);
    let before = whole.and_then(|whole| whole.text.get(..whole.range.start + part.word.at.start)).unwrap_or_default();
    let Some(start) =
        before.trim_end().rsplit_once(' ').map(|(far, _)| far.rfind([' ', '“', '"', '\'']).map_or(0, |at| at + 1))
    else {
        return false;
    };
    let title = before.get(start..).unwrap_or_default().trim_end();
    let is_kept = |text: &str| {
        text.match_indices(title).any(|(at, _)| {
            let after = text.get(at + title.len()..).unwrap_or_default();
            !after.starts_with(crate::text::chars::is_alphanumeric)
        })
    };
    title.len() >= 6 && target.view.texts().any(is_kept)
}

/// Does a sentence end right behind the word?
fn is_sentence(part: &Part<'_, '_>, side: &Side<'_, '_>) -> bool {
    let whole = side.view.parts.get(part.placed.part);
    let after = whole.and_then(|whole| whole.text.get(whole.range.start + part.word.at.end..));
    after.is_some_and(|after| after.starts_with(['.', '!', '?', '…']))
}

/// Are people or places called by this word?
fn is_name_too(part: &Part<'_, '_>, side: &Side<'_, '_>) -> bool {
    side.view.locale.is_also_name(&fold(part.text))
}

/// Names that differ by accents only: Eugene, Eugène. Worth knowing, not mending.
fn accents(
    number: usize,
    source: &Side<'_, '_>,
    parts: &[Part<'_, '_>],
    target: &Side<'_, '_>,
    differences: &mut Vec<Difference>,
) {
    if !target.view.texts().any(may_have_accents) {
        return;
    }
    // The words with accents, with their plain letters; looked for once, and only where there is a name.
    let accented = OnceCell::new();
    let words_with_accents = || -> Vec<(usize, Range<usize>, &str, String)> {
        let words = target.places().filter_map(|(number, at)| {
            let whole = target.view.parts.get(number)?.text.get(at.clone())?;
            let text = if may_have_accents(whole) { head(whole) } else { "" };
            (!text.is_ascii() && is_latin(text)).then(|| (number, at, text, romanise(text)))
        });
        words.collect()
    };
    for part in parts.iter().filter(|part| part.sort == Sort::Sure && part.text.chars().count() >= 4) {
        let accented = accented.get_or_init(words_with_accents);
        let roman = OnceCell::new();
        let alike = accented.iter().find(|(_, _, text, plain)| {
            *text != part.text
                && *plain == *roman.get_or_init(|| romanise(part.text))
                && text.to_lowercase() != part.text.to_lowercase()
        });
        let alike = alike.map(|(number, at, ..)| (*number, at.clone()));
        let Some((place, at)) = alike else { continue };
        let Some(segment) = target.view.parts.get(place).map(|part| part.segment) else { continue };
        let text = target.view.parts.get(place).and_then(|part| part.text.get(at.clone())).unwrap_or_default();
        let claim = Claim { spot: Spot { segment, at }, value: Some(head(text).to_owned()), reading: None };
        let mut difference = Difference::new("name-altered", number, Problem::Changed, source.claim(part), Some(claim));
        difference.confidence = Confidence::Low;
        differences.push(difference);
    }
}

/// May there be Latin letters with accents in it? A look at its bytes: plain letters have none, and those of most other
/// scripts begin with other bytes.
fn may_have_accents(text: &str) -> bool {
    text.bytes().fold(false, |any, byte| any | matches!(byte, 0xC2..=0xC9 | 0xCC | 0xCD | 0xE1..))
}

/// Is the name written as one word with its neighbour?
fn is_joined(part: &Part<'_, '_>, parts: &[Part<'_, '_>], other: &Side<'_, '_>) -> bool {
    !other.is_latin()
        && parts.windows(2).any(|pair| {
            let [first, second] = pair else { return false };
            (std::ptr::eq(first, part) || std::ptr::eq(second, part))
                && std::ptr::eq(first.placed, second.placed)
                && other.surely_shows(&[first.text, second.text].concat())
        })
}

/// The words of names of one side that have no evidence on the other, of those that matter.
fn unseen<'p, 'v, 'a>(
    own: &Side<'a, '_>,
    parts: &'p [Part<'v, 'a>],
    other: &Side<'_, '_>,
    matters: impl Fn(&Part<'_, '_>) -> bool,
) -> Vec<&'p Part<'v, 'a>> {
    let ear = han::Ear::new(other);
    parts
        .iter()
        .filter(|part| {
            if !matters(part) || part.text.chars().count() < 2 || other.holds(part.text) {
                return false;
            }
            match ear.as_ref().and_then(|ear| ear.hears(part, parts)) {
                Some(is_heard) if is_heard => return false,
                None if part.text.chars().count() < 3 => return false,
                None if other.table().shows_beside(&Sought::new(part.text), || own.names()) => return false,
                None if is_joined(part, parts, other) => return false,
                _ => {}
            }
            // A city known on both sides by its key.
            let offset = own.view.parts.get(part.placed.part).map_or(0, |part| part.range.start);
            let (start, end) = (part.word.at.start + offset, part.word.at.end + offset);
            let mut keys = own.cities().filter(|(placed, _)| {
                placed.part == part.placed.part && placed.fact.at.start < end && start < placed.fact.at.end
            });
            !keys.any(|(_, key)| other.cities().any(|(_, theirs)| theirs == key) || other.shows_city(key))
        })
        .collect()
}
