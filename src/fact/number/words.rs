//! Numbers in words. One composer for all languages: what a language's words are is data, how they add up follows from
//! their values (see [`Sum`]).

use super::{
    Decimal, Form, NumberToken, Scan, Shape, digits,
    sum::{Sum, is_power_of_ten},
};
use crate::{
    locale::{Entry, Section, Sections},
    text::chars::{is_boundary, is_unspaced, is_word},
};

/// No number has more words than this.
const MAX_WORDS: usize = 24;

/// What numbers in words are made of, and what looks like them.
const WORDS: Sections = Sections::of(&[
    Section::Cardinal,
    Section::Ordinal,
    Section::Scale,
    Section::Fraction,
    Section::NumberWord,
    Section::NumberJoiner,
    Section::Idiom,
]);

/// Adds the numbers in words that stand between the numbers in digits.
pub(super) fn read(scan: &Scan<'_>, numbers: &mut Vec<NumberToken>) {
    let composer = Composer { scan, text: &scan.folded.text };
    let mut found: Vec<NumberToken> = Vec::new();
    let mut free_from = 0;
    let mut idiom_end = 0;
    let mut digits = numbers.iter().map(|number| number.folded.clone()).peekable();
    for hit in scan.hits.iter().filter(|hit| hit.sections.meets(WORDS)) {
        if hit.tail == 0 && hit.entries.iter().any(|entry| entry.section == Section::Idiom) {
            idiom_end = idiom_end.max(hit.at.end);
        }
        if hit.at.start < free_from || !hit.entries.iter().any(|entry| meaning(entry).is_some()) {
            continue;
        }
        while digits.next_if(|number| number.end <= hit.at.start).is_some() {}
        if digits.peek().is_some_and(|number| number.start <= hit.at.start) {
            continue;
        }
        let Some(token) = composer.compose(hit.at.start) else { continue };
        let clash = digits.peek().is_some_and(|number| number.start < token.folded.end);
        if clash || scan.is_taken(&token.at) {
            continue;
        }
        free_from = token.folded.end;
        let idiom = scan.hits_at(hit.at.start).iter().any(|hit| {
            let longer = hit.at.end > token.folded.end;
            hit.tail == 0
                && hit.at.end >= token.folded.end
                // 百分之 begins with a hundred.
                && hit.entries.iter().any(|e| e.section == Section::Idiom || longer && e.section == Section::Percent)
        });
        if !idiom && token.folded.end > idiom_end {
            found.push(if has_other_meaning(scan, &token) {
                NumberToken { form: Form::Implied, ..token }
            } else {
                token
            });
        }
    }
    numbers.append(&mut found);
}

/// Is the whole number also a word for something that stands with numbers? Vietnamese has one word for five and year.
fn has_other_meaning(scan: &Scan<'_>, token: &NumberToken) -> bool {
    let other =
        |entry: &Entry| matches!(entry.section, Section::Unit | Section::DateWord | Section::TimeWord | Section::Month);
    token.shape.words == 1
        && scan
            .hits_at(token.folded.start)
            .iter()
            .any(|hit| hit.at.end >= token.folded.end && hit.tail == 0 && hit.entries.iter().any(other))
}

/// What words after digits add to them: `and a half` of their scale, or `dozen`, which multiplies.
pub(super) fn after_digits(scan: &Scan<'_>, from: usize) -> Option<(usize, After)> {
    let composer = Composer { scan, text: &scan.folded.text };
    let near = scan.folded.text.get(from..)?.chars().nth(1)?;
    if near.is_ascii_digit() {
        return None;
    }
    for (place, joined) in composer.gaps(from) {
        let mut place = place;
        if !joined {
            if let Some(token) = composer.measure(place, None) {
                return Some((token.folded.end, After::Times(token.value())));
            }
            continue;
        }
        let article = composer.words(place).into_iter().find(|&(_, meaning)| meaning == Meaning::Term(1));
        let phrase = composer.part(place);
        if let (None, Some((end, _))) = (phrase, article) {
            place = end + usize::from(scan.folded.text[end..].starts_with([' ', '-']));
        }
        if let Some((end, over, under)) = composer.part(place) {
            return Some((end, After::Plus(digits::divide(over, under)?)));
        }
    }
    None
}

/// See [`after_digits`].
#[derive(Debug, Clone, Copy)]
pub(super) enum After {
    /// So much of the scale more.
    Plus(Decimal),
    /// So many times as much.
    Times(Decimal),
}

/// What a word means to a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    /// A term: five, hundred, million.
    Term(i128),
    /// A term that ends the number as a rank: third.
    Rank(i128),
    /// A part: half (1, 2).
    Part(i64, i64),
    /// A measure of number: dozen.
    Measure(Decimal),
    /// Joins terms: and.
    And,
    /// Stands before decimals: point.
    Point,
}

fn meaning(entry: &Entry) -> Option<Meaning> {
    match entry.section {
        Section::Cardinal => entry.key.parse().ok().map(Meaning::Term),
        Section::Scale => {
            let power: u32 = entry.key.parse().ok()?;
            // One letter is no word, except where a letter is a word.
            let letter = entry.form.chars().count() < 3 && entry.form.chars().next().is_none_or(|c| c <= '\u{2E7F}');
            let abbreviated = letter || entry.form.ends_with('.');
            if power > 24 || abbreviated { None } else { Some(Meaning::Term(10_i128.pow(power))) }
        }
        Section::Ordinal => entry.key.parse().ok().map(Meaning::Rank),
        Section::Fraction => {
            let (over, under) = entry.key.split_once('/')?;
            Some(Meaning::Part(over.parse().ok()?, under.parse().ok()?))
        }
        Section::NumberWord => match entry.key {
            "dozen" => Some(Meaning::Measure(Decimal::from(12))),
            key => Decimal::parse(key).map(Meaning::Measure),
        },
        Section::NumberJoiner if entry.key == "and" => Some(Meaning::And),
        Section::NumberJoiner if entry.key == "point" => Some(Meaning::Point),
        _ => None,
    }
}

struct Composer<'s, 'a> {
    scan: &'s Scan<'a>,
    text: &'s str,
}

/// A word of a number: where it ends and what it means.
type Word = (usize, Meaning);

impl Composer<'_, '_> {
    /// The number in words that starts at a place.
    fn compose(&self, start: usize) -> Option<NumberToken> {
        if let Some(token) = self.positional(start) {
            return Some(token);
        }
        let whole = self.whole(start);
        // Locales list whole phrases too: `one third`.
        let phrase = self.part(start).is_some_and(|(end, ..)| whole.as_ref().is_none_or(|whole| end > whole.end));
        let part = match &whole {
            _ if phrase => self.part_alone(start),
            Some(whole) if whole.rank => None,
            Some(whole) => self.with_part(whole),
            None => self.part_alone(start),
        };
        if let Some(part) = part {
            return Some(part);
        }
        let mut whole = whole?;
        if !whole.rank {
            if let Some((end, value)) = self.decimals(&whole) {
                return Some(self.token(start..end, value, whole.words + 1, Form::Words, Shape::default()));
            }
            if let Some(token) = self.measure(start, Some(&whole)) {
                return Some(token);
            }
            self.year(&mut whole);
        }
        let implied = !whole.rank && (whole.words == 1 && whole.value == 1 || whole.only_powers);
        let form = if implied { Form::Implied } else { Form::Words };
        let shape = Shape { ordinal: whole.rank, ..Shape::default() };
        Some(self.token(start..whole.end, Decimal::new(whole.value, 0), whole.words, form, shape))
    }

    fn token(
        &self,
        folded: std::ops::Range<usize>,
        value: Decimal,
        words: u8,
        form: Form,
        shape: Shape,
    ) -> NumberToken {
        NumberToken {
            at: self.scan.folded.range(folded.clone()),
            core: folded.clone(),
            folded,
            readings: vec![value],
            form,
            shape: Shape { words, ..shape },
            comparator: None,
            used: false,
        }
    }

    /// The meanings of the words that begin at a place, the longest first.
    fn words(&self, at: usize) -> Vec<Word> {
        let Some(rest) = self.text.get(at..) else { return Vec::new() };
        let mut words: Vec<Word> = Vec::new();
        for (length, entries) in self.scan.passage.locale.lexicon().prefixes(rest) {
            if rest.is_char_boundary(length) {
                words.extend(entries.iter().filter_map(meaning).map(|meaning| (at + length, meaning)));
            }
        }
        words.sort_by_key(|&(end, meaning)| (std::cmp::Reverse(end), matches!(meaning, Meaning::Part(..))));
        words
    }

    /// Where the next word may begin after a word, the likeliest first: (place, was there a joiner).
    fn gaps(&self, from: usize) -> Vec<(usize, bool)> {
        let rest = &self.text[from..];
        let blank = usize::from(rest.starts_with([' ', '-', '\n']));
        let mut gaps = vec![(from + blank, false)];
        for (end, meaning) in self.words(from + blank) {
            if meaning == Meaning::And {
                let after = usize::from(self.text[end..].starts_with([' ', '-']));
                gaps.push((end + after, true));
            }
        }
        gaps
    }

    /// Does a number end here: at the end of a word, or before an ending that the language's number words take?
    fn ends(&self, at: usize) -> bool {
        self.ends_as(at, "cardinal").is_some()
    }

    /// Where a number ends that goes as far as here: with the ending that the language's number words take, if there is one.
    fn ends_as(&self, at: usize, key: &str) -> Option<usize> {
        let rest = &self.text[at..];
        let last = self.text[..at].chars().next_back();
        if is_boundary(last, rest.chars().next()) {
            return Some(at);
        }
        let length = rest.char_indices().find(|&(_, c)| !is_word(c) || is_unspaced(c)).map_or(rest.len(), |(n, _)| n);
        if length <= 24 && self.scan.passage.locale.forms("number-ending", key).contains(&&rest[..length]) {
            return Some(at + length);
        }
        // einprozentig, zweijährig, devětatřicetiletý
        let goes_on = |entries: &[Entry]| {
            let long = |entry: &Entry| entry.form.chars().count() > 3;
            entries.iter().any(|entry| matches!(entry.section, Section::Percent | Section::Unit) && long(entry))
        };
        self.scan.passage.locale.lexicon().prefixes(rest).any(|(_, entries)| goes_on(entries)).then_some(at)
    }

    /// The terms from a place on, as far as they make one number.
    fn whole(&self, start: usize) -> Option<Whole> {
        let room = if self.scan.passage.locale.forms("number-grammar", "vigesimal").is_empty() { 10 } else { 20 };
        let power_first = !self.scan.passage.locale.forms("number-grammar", "scale-before").is_empty();
        let units_first = !self.scan.passage.locale.forms("number-grammar", "units-first").is_empty();
        let mut sum = Sum::counting_by(room);
        let mut best: Option<Whole> = None;
        let (mut at, mut words, mut only_powers) = (start, 0, true);
        let mut places = vec![(start, false)];
        while words < MAX_WORDS {
            let step = places.iter().find_map(|&(place, joined)| {
                self.words(place).into_iter().find_map(|(end, meaning)| {
                    let (value, rank) = match meaning {
                        Meaning::Term(value) => (value, false),
                        Meaning::Rank(value) => (value, true),
                        _ => return None,
                    };
                    let adjacent = place == at && words > 0;
                    let unspaced = self.text[..end].chars().next_back().is_some_and(is_unspaced);
                    let mut next = sum.clone();
                    let fits = power_first && !joined && next.push_count_of_power(value)
                        || next.push(value, unspaced && adjacent)
                        || units_first && (joined || adjacent) && next.push_tens_after_unit(value);
                    fits.then_some((end, value, rank, next))
                })
            });
            let Some((end, value, rank, next)) = step else { break };
            sum = next;
            words += 1;
            at = end;
            only_powers &= !rank && value >= 10 && is_power_of_ten(value);
            if let Some(end) = self.ends_as(end, if rank { "ordinal" } else { "cardinal" }) {
                best = Some(Whole { start, end, value: sum.total(), words: words as u8, rank, only_powers });
            }
            if rank {
                break;
            }
            places = self.gaps(at);
        }
        best
    }

    /// 二〇二四: digits by place. Two alone (七八) mean *seven or eight*.
    fn positional(&self, start: usize) -> Option<NumberToken> {
        if !self.text.get(start..)?.chars().next().is_some_and(is_unspaced) {
            return None;
        }
        let mut value: i128 = 0;
        let (mut end, mut count, mut zero) = (start, 0_u8, false);
        loop {
            let digit = self.words(end).into_iter().find_map(|(next, meaning)| match meaning {
                Meaning::Term(digit @ 0..=9) if self.text[end..next].chars().count() == 1 => Some((next, digit)),
                _ => None,
            });
            let Some((next, digit)) = digit.filter(|_| count < 20) else { break };
            if !self.text[end..].chars().next().is_some_and(is_unspaced) {
                break;
            }
            (value, end, count, zero) = (value * 10 + digit, next, count + 1, zero || digit == 0);
        }
        if count < 3 && !(count == 2 && zero) {
            return None;
        }
        // 二三十: the last digit belongs to what follows.
        let multiplied = self.words(end).iter().any(|&(_, meaning)| matches!(meaning, Meaning::Term(10..)));
        if multiplied {
            return None;
        }
        let shape = Shape { digits: count, ..Shape::default() };
        Some(self.token(start..end, Decimal::new(value, 0), count, Form::Words, shape))
    }

    /// `three point five`, `trois virgule vingt-cinq`.
    fn decimals(&self, whole: &Whole) -> Option<(usize, Decimal)> {
        let blank = usize::from(self.text[whole.end..].starts_with(' '));
        let (point, _) = self.words(whole.end + blank).into_iter().find(|&(_, meaning)| meaning == Meaning::Point)?;
        let mut at = point + usize::from(self.text[point..].starts_with(' '));
        let (mut digits, mut end) = (String::new(), at);
        while digits.len() < 12 {
            let digit = self.words(at).into_iter().find_map(|(end, meaning)| match meaning {
                Meaning::Term(digit @ 0..=9) if self.ends(end) => Some((end, digit)),
                _ => None,
            });
            // `virgule vingt-cinq`: one number stands for all decimals; 三点五十 is a time.
            let unspaced = self.text[at..].chars().next().is_some_and(is_unspaced);
            let number = || {
                self.whole(at)
                    .filter(|part| digits.is_empty() && !unspaced && !part.rank && (10..1000).contains(&part.value))
            };
            let Some((next, value)) = number().map(|part| (part.end, part.value)).or(digit) else { break };
            digits.push_str(&value.to_string());
            end = next;
            at = end + usize::from(self.text[end..].starts_with(' '));
        }
        let multiplied = self.text[end..].chars().next().is_some_and(is_unspaced)
            && self.words(end).iter().any(|&(_, meaning)| meaning == Meaning::Term(10));
        if multiplied {
            return None;
        }
        let value = Decimal::parse(&format!("{}.{digits}", whole.value)).filter(|_| !digits.is_empty())?;
        let (end, power) = self.scale_after(end).unwrap_or((end, 0));
        Some((end, value.shifted(power)?))
    }

    /// `two thirds`, `two and a half`, `zweieinhalb`, also of a million.
    fn with_part(&self, whole: &Whole) -> Option<NumberToken> {
        let start = whole.start;
        let value = Decimal::new(whole.value, 0);
        for (place, joined) in self.gaps(whole.end) {
            let adjacent = place == whole.end;
            if let Some((end, over, under)) = self.part(place) {
                let part = digits::divide(over, under)?;
                let sum = joined || (adjacent && under == 2);
                let numerator = i64::try_from(whole.value).ok().filter(|&n| over == 1 && n < 100);
                let read = if sum { value.plus(part) } else { numerator.and_then(|n| digits::divide(n, under)) };
                return Some(self.part_token(start, end, read?, whole.words + 1, Form::Words));
            }
            if !joined {
                // two fifths, tres cuartos: a rank after a count is a part.
                let rank = self
                    .whole(place)
                    .filter(|rank| rank.rank && !adjacent && rank.value > 2 && (2..100).contains(&whole.value));
                if let Some(rank) = rank {
                    let value = digits::divide(whole.value as i64, i64::try_from(rank.value).ok()?)?;
                    return Some(self.part_token(start, rank.end, value, whole.words + rank.words, Form::Words));
                }
                continue;
            }
            // two and a half, two and three quarters
            let Some(count) = self.whole(place).filter(|count| !count.rank && (1..100).contains(&count.value)) else {
                continue;
            };
            let after = count.end + usize::from(self.text[count.end..].starts_with([' ', '-']));
            if let Some((end, 1, under)) = self.part(after) {
                let part = digits::divide(count.value as i64, under)?;
                return Some(self.part_token(start, end, value.plus(part)?, whole.words + 2, Form::Words));
            }
        }
        None
    }

    /// `half`, `anderthalb`, `half a million`.
    fn part_alone(&self, start: usize) -> Option<NumberToken> {
        if let Some(token) = self.measure(start, None) {
            return Some(token);
        }
        let (end, over, under) = self.part(start)?;
        Some(self.part_token(start, end, digits::divide(over, under)?, 1, Form::Implied))
    }

    fn part_token(&self, start: usize, end: usize, value: Decimal, words: u8, form: Form) -> NumberToken {
        let shape = Shape { fraction: true, ..Shape::default() };
        let scaled = self.scale_after(end).and_then(|(end, power)| Some((end, power, value.shifted(power)?)));
        match scaled {
            Some((end, power, value)) => {
                let shape = Shape { scale: u8::try_from(power).ok(), ..shape };
                self.token(start..end, value, words + 1, Form::Words, shape)
            }
            None => self.token(start..end, value, words, form, shape),
        }
    }

    fn part(&self, at: usize) -> Option<(usize, i64, i64)> {
        self.words(at).into_iter().find_map(|(end, meaning)| match meaning {
            Meaning::Part(over, under) if self.ends(end) => Some((end, over, under)),
            _ => None,
        })
    }

    /// A scale word after a part, with `a` or `of a` between: its end and its power of ten.
    fn scale_after(&self, from: usize) -> Option<(usize, i32)> {
        let mut at = from + usize::from(self.text[from..].starts_with([' ', '-']));
        if let Some((end, _)) = self
            .words(at)
            .into_iter()
            .find(|&(end, meaning)| meaning == Meaning::Term(1) && self.text[end..].starts_with(' '))
        {
            at = end + 1;
        }
        self.words(at).into_iter().find_map(|(end, meaning)| match meaning {
            Meaning::Term(value) if value >= 100 && is_power_of_ten(value) && self.ends(end) => {
                Some((end, value.ilog10() as i32))
            }
            _ => None,
        })
    }

    /// `dozen`, `two dozen`.
    fn measure(&self, start: usize, whole: Option<&Whole>) -> Option<NumberToken> {
        let places = whole.map_or(vec![(start, false)], |whole| self.gaps(whole.end));
        let (end, value) = places.into_iter().filter(|&(_, joined)| !joined).find_map(|(place, _)| {
            self.words(place).into_iter().find_map(|(end, meaning)| match meaning {
                Meaning::Measure(value) if self.ends(end) => Some((end, value)),
                _ => None,
            })
        })?;
        let (count, words) = whole.map_or((1, 0), |whole| (whole.value, whole.words));
        let form = if count > 1 { Form::Words } else { Form::Implied };
        Some(self.token(start..end, value.times(Decimal::new(count, 0))?, words + 1, form, Shape::default()))
    }

    /// `nineteen eighty-four`: two numbers of two digits side by side are a year.
    fn year(&self, whole: &mut Whole) {
        let rest = &self.text[whole.end..];
        if !(11..=20).contains(&whole.value) || !rest.starts_with([' ', '-']) || whole.words > 1 {
            return;
        }
        if let Some(part) = self.whole(whole.end + 1).filter(|part| !part.rank && (10..100).contains(&part.value)) {
            whole.value = whole.value * 100 + part.value;
            whole.words += part.words;
            whole.end = part.end;
        }
    }
}

/// A whole number in words.
#[derive(Debug, Clone)]
struct Whole {
    start: usize,
    end: usize,
    value: i128,
    words: u8,
    rank: bool,
    only_powers: bool,
}
