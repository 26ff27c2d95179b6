//! Numbers in words. One composer for all languages: what a language's words are is data, how they add up follows from
//! their values (see [`Sum`]).

mod parts;
mod whole;

use smallvec::SmallVec;
use whole::Whole;

use super::{Decimal, Form, NumberToken, Scan, Shape, fraction};
use crate::{
    locale::{Entry, Section, Sections},
    text::chars::{is_boundary, is_unspaced, is_word},
};

/// What numbers in words are made of, and what looks like them.
const WORDS: Sections = Sections::NUMBERS.with(Section::Idiom);

/// Adds the numbers in words that stand between the numbers in digits.
pub(super) fn read(scan: &Scan<'_>, numbers: &mut Vec<NumberToken>) {
    let composer = Composer { scan, text: &scan.folded.text };
    let mut found: Vec<NumberToken> = Vec::new();
    let mut free_from = 0;
    let mut idiom_end = 0;
    let mut digits = numbers.iter().map(|number| number.folded.clone()).peekable();
    for hit in scan.hits.iter().filter(|hit| hit.sections.meets(WORDS)) {
        if hit.tail == 0 && hit.has(Section::Idiom) {
            idiom_end = idiom_end.max(hit.at.end);
        }
        if hit.at.start < free_from || !hit.sections.meets(FIRST) || !hit.entries.iter().any(begins_number) {
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
    // Portuguese `dez` is ten, and December only beside a day or a year.
    let beside = |text: &str| text.trim_matches([' ', '.', '-', '/']).ends_with(|c: char| c.is_ascii_digit());
    let dated = || {
        let (before, after) = (&scan.folded.text[..token.folded.start], &scan.folded.text[token.folded.end..]);
        let after: String = after.chars().take(3).collect();
        beside(before) || after.contains(|c: char| c.is_ascii_digit())
    };
    let other = |entry: &Entry| match entry.section {
        Section::Month => dated(),
        section => matches!(section, Section::Unit | Section::DateWord | Section::TimeWord),
    };
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
    let rest = scan.folded.text.get(from..)?;
    if composer.words(from + blanks(rest)).is_empty() {
        return None;
    }
    for Gap { mut place, link } in composer.gaps(from) {
        if link == Link::None {
            if let Some((end, over, under)) = composer.plus(place) {
                return Some((end, After::Plus(fraction::divide(over, under)?)));
            }
            if let Some((end, value)) = composer.measure_at(place, true) {
                return Some((end, After::Times(value)));
            }
            continue;
        }
        if matches!(link, Link::Dash | Link::More) {
            continue;
        }
        let article = composer.words(place).into_iter().find(|&(_, meaning)| meaning == Meaning::Term(1));
        let phrase = composer.part(place);
        if let (None, Some((end, _))) = (phrase, article) {
            place = end + blanks(&scan.folded.text[end..]);
        }
        if let Some((end, over, under)) = composer.part(place) {
            return Some((end, After::Plus(fraction::divide(over, under)?)));
        }
    }
    None
}

/// The small whole number in words that a joiner adds to digits with a scale: 3 hundred and *one*.
pub(super) fn behind_joiner(scan: &Scan<'_>, from: usize) -> Option<(usize, Decimal)> {
    let composer = Composer { scan, text: &scan.folded.text };
    let whole = composer.whole(from).filter(|whole| !whole.rank && !whole.part && !whole.tentative)?;
    (1..100).contains(&whole.value).then_some((whole.end, Decimal::new(whole.value, 0)))
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
    /// A measure that needs a count before it: dozens.
    Counted(Decimal),
    /// A word that names a number and counts none: hexadecimal (16).
    Alone(Decimal),
    /// Joins terms: and.
    And,
    /// Joins a part to a whole number, but no terms.
    AndPart,
    /// Makes a part of the number before it: avos.
    Parts,
    /// Stands before decimals: point.
    Point,
    /// Stands between a part and what it is of.
    Of,
    /// A part that always comes on top of the number before it: buçuk, с половиной.
    Plus(i64, i64),
    /// Stands between what is divided by and what is divided: 分之.
    PartsOf,
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
            match over.strip_prefix('+') {
                Some(over) => Some(Meaning::Plus(over.parse().ok()?, under.parse().ok()?)),
                None => Some(Meaning::Part(over.parse().ok()?, under.parse().ok()?)),
            }
        }
        Section::NumberWord => match entry.key {
            "dozen" => Some(Meaning::Measure(Decimal::from(12))),
            key => match (key.strip_prefix("counted-"), key.strip_prefix("alone-")) {
                (Some(key), _) => Decimal::parse(key).map(Meaning::Counted),
                (_, Some(key)) => Decimal::parse(key).map(Meaning::Alone),
                _ => Decimal::parse(key).map(Meaning::Measure),
            },
        },
        Section::NumberJoiner => match entry.key {
            "and" => Some(Meaning::And),
            "and-part" => Some(Meaning::AndPart),
            "parts" => Some(Meaning::Parts),
            "point" => Some(Meaning::Point),
            "of" => Some(Meaning::Of),
            "parts-of" => Some(Meaning::PartsOf),
            _ => None,
        },
        _ => None,
    }
}

/// What a number may begin with: what joins others stands behind one of them.
const FIRST: Sections =
    Sections::of(&[Section::Cardinal, Section::Ordinal, Section::Scale, Section::Fraction, Section::NumberWord]);

/// May a number begin with this word?
fn begins_number(entry: &Entry) -> bool {
    FIRST.has(entry.section) && meaning(entry).is_some()
}

struct Composer<'s, 'a> {
    scan: &'s Scan<'a>,
    text: &'s str,
}

/// A word of a number: where it ends and what it means.
type Word = (usize, Meaning);

/// A place where a number may go on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gap {
    place: usize,
    link: Link,
}

/// The places where a number may go on; hardly ever are there more than two.
type Gaps = SmallVec<[Gap; 2]>;

/// What stands between two words of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// Nothing, a blank, a hyphen.
    None,
    /// `and`, as it stands within numbers.
    And,
    /// `and` before a part only: cinque e un quarto.
    AndPart,
    /// A hyphen with blanks: fifty - two.
    Dash,
    /// A word for *and some more* before a power of ten: 五百余万.
    More,
}

/// The blanks, or the hyphen, between two words; more than three blanks are a gap of a table.
fn blanks(text: &str) -> usize {
    match text.bytes().take(4).take_while(|&byte| byte == b' ').count() {
        0 => usize::from(text.starts_with(['-', '\n'])),
        4 => 1,
        count => count,
    }
}

impl Composer<'_, '_> {
    /// The number in words that starts at a place.
    fn compose(&self, start: usize) -> Option<NumberToken> {
        if let Some(token) = self.positional(start) {
            return Some(token);
        }
        let near_minus = || self.is_behind(start, "minus").then(|| self.syllable(start)).flatten();
        let whole =
            self.whole(start).filter(|whole| !whole.tentative).or_else(near_minus).or_else(|| self.whole(start));
        // Locales list whole phrases too: `one third`.
        let phrase = self.part(start).is_some_and(|(end, ..)| whole.as_ref().is_none_or(|whole| end > whole.end));
        let part = match &whole {
            _ if phrase => self.part_alone(start),
            Some(whole) if whole.part => return self.split_part(whole),
            Some(whole) if whole.rank => None,
            Some(whole) => self.with_part(whole),
            None => self.part_alone(start),
        };
        if let Some(part) = part {
            return Some(part);
        }
        let mut whole = whole?;
        if self.is_behind(start, "parts-of") {
            whole = self.without_particle(i128::MAX, whole);
        }
        if let Some(token) = self.one_of_many(&whole) {
            return Some(token);
        }
        if !whole.rank {
            if let Some(token) = self.divided(&whole) {
                return Some(token);
            }
            if let Some((end, value)) = self.decimals(&whole) {
                return Some(self.token(start..end, value, whole.words + 1, Form::Words, Shape::default()));
            }
            if let Some(token) = self.measured(&whole) {
                return Some(token);
            }
            // 大陆 is no six, and 이점 is no number before a point.
            if whole.words == 1 && self.needs_company(&whole) || whole.tentative {
                return None;
            }
            self.year(&mut whole);
        }
        let implied = !whole.rank && (whole.words == 1 && whole.value == 1 || whole.only_powers);
        let form = if implied { Form::Implied } else { Form::Words };
        let shape = Shape { ordinal: whole.rank, ..Shape::default() };
        Some(self.token(start..whole.end, Decimal::new(whole.value, 0), whole.words, form, shape))
    }

    /// 3분의 일, 마이너스 일: does a word that makes a number of one syllable stand before this place?
    fn is_behind(&self, start: usize, key: &str) -> bool {
        let before = self.text[..start].trim_end_matches(' ');
        let forms = self.scan.passage.locale.forms("number-joiner", key);
        forms.iter().any(|form| before.ends_with(*form))
    }

    /// Is it a numeral that means something else where it stands alone: 陆, 伍?
    fn needs_company(&self, whole: &Whole) -> bool {
        let locale = self.scan.passage.locale;
        let alone = locale.forms("number-grammar", "in-company");
        // 仟分之贰: what stands before it is company enough.
        let before = &self.text[..whole.start];
        let in_parts = || {
            ["percent", "permille"]
                .iter()
                .any(|key| locale.forms("percent", key).iter().any(|form| before.ends_with(form)))
        };
        alone.contains(&&self.text[whole.start..whole.end]) && !in_parts()
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
    fn words(&self, at: usize) -> SmallVec<[Word; 3]> {
        let mut words = SmallVec::new();
        let Some(rest) = self.text.get(at..) else { return words };
        for (length, entries) in self.scan.passage.locale.lexicon().number_words(rest) {
            if rest.is_char_boundary(length) {
                words.extend(entries.iter().filter_map(meaning).map(|meaning| (at + length, meaning)));
            }
        }
        words.sort_by_key(|&(end, meaning)| (std::cmp::Reverse(end), matches!(meaning, Meaning::Part(..))));
        words
    }

    /// Where the next word may begin after a word, the likeliest first.
    fn gaps(&self, from: usize) -> Gaps {
        let rest = &self.text[from..];
        let blank = blanks(rest);
        let mut gaps = Gaps::from_iter([Gap { place: from + blank, link: Link::None }]);
        for (end, meaning) in self.words(from + blank) {
            let link = match meaning {
                Meaning::And => Link::And,
                Meaning::AndPart => Link::AndPart,
                _ => continue,
            };
            gaps.push(Gap { place: end + blanks(&self.text[end..]), link });
        }
        // 二十几万, 五百 余万
        let after = &rest[blank..];
        if after.chars().next().is_some_and(is_unspaced) {
            let more = &self.scan.passage.locale.habits().numerals.more;
            let more = more.iter().find(|more| after.starts_with(**more));
            gaps.extend(more.map(|more| Gap { place: from + blank + more.len(), link: Link::More }));
        }
        // fifty - two
        if blank == 1 && rest.starts_with(" - ") {
            gaps.push(Gap { place: from + 3, link: Link::Dash });
        }
        gaps
    }

    /// Does a number end here?
    fn ends(&self, at: usize) -> bool {
        self.ending(at, "cardinal").is_some_and(|ending| ending.kind != EndingKind::Tentative)
    }

    /// How a number ends here: at the end of a word, or with an ending that the language's number words take.
    fn ending(&self, at: usize, key: &str) -> Option<Ending> {
        let rest = &self.text[at..];
        let last = self.text[..at].chars().next_back();
        if is_boundary(last, rest.chars().next()) {
            return Some(Ending { length: 0, kind: EndingKind::Plain });
        }
        let length = rest.char_indices().find(|&(_, c)| !is_word(c) || is_unspaced(c)).map_or(rest.len(), |(n, _)| n);
        // 삼점사, 사분의삼, beşbuçuk: the number goes on, or is none.
        let goes_on = |meaning| matches!(meaning, Meaning::Point | Meaning::PartsOf | Meaning::Plus(..));
        if key == "cardinal" && self.words(at).iter().any(|&(_, meaning)| goes_on(meaning)) {
            return Some(Ending { length: 0, kind: EndingKind::Tentative });
        }
        let is =
            |key: &str| length <= 24 && self.scan.passage.locale.forms("number-ending", key).contains(&&rest[..length]);
        let kinds = [(key, EndingKind::Plain), ("rank", EndingKind::Rank), ("part", EndingKind::Part)];
        let kind = match key {
            "cardinal" if is("part-of-cardinal") => Some(EndingKind::Part),
            "ordinal" => kinds.iter().find(|(key, kind)| *kind != EndingKind::Rank && is(key)).map(|&(_, kind)| kind),
            _ => kinds.iter().find(|(key, kind)| *kind != EndingKind::Part && is(key)).map(|&(_, kind)| kind),
        };
        if let Some(kind) = kind {
            return Some(Ending { length, kind });
        }
        // einprozentig, zweijährig, devětatřicetiletý
        let goes_on = |entries: &[Entry]| {
            let long = |entry: &Entry| entry.form.chars().count() > 3;
            entries.iter().any(|entry| matches!(entry.section, Section::Percent | Section::Unit) && long(entry))
        };
        let lexicon = self.scan.passage.locale.lexicon();
        let goes_on = lexicon.prefixes(rest).any(|(_, entries)| goes_on(entries));
        goes_on.then_some(Ending { length: 0, kind: EndingKind::Plain })
    }
}

/// The letters after the last word of a number.
#[derive(Debug, Clone, Copy)]
struct Ending {
    length: usize,
    kind: EndingKind,
}

/// What an ending makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EndingKind {
    /// What it was: einhunderts.
    Plain,
    /// An ordinal: eleven-th.
    Rank,
    /// A part: fifth-s.
    Part,
    /// What follows must belong to the number.
    Tentative,
}
