//! The quotations of one side of a pair, and what the text around them tells.

use std::cell::OnceCell;

use crate::{
    align::weighted_length,
    check::{Claim, Placed, SideView},
    fact::{Confidence, Kind, Value},
    text::{
        chars,
        sentences::is_end,
        words::{Shape, words},
    },
};

/// So many words are no term any more.
const SPEECH: usize = 5;

/// In scripts without blanks, so many letters are no name any more.
const NAME: usize = 12;

/// The quotations of one side.
pub(super) struct Quotes<'a, 'v> {
    pub(super) side: &'v SideView<'a>,
    pub(super) list: Vec<Quote<'a>>,
    /// How much text there is, in letters; counted when first asked for.
    total: OnceCell<usize>,
    /// Begins a line with a dash, as dialogue does?
    pub(super) is_dialogue: bool,
    /// Does the language put names between quotation marks?
    pub(super) quotes_names: bool,
}

pub(super) struct Quote<'a> {
    pub(super) placed: Placed<'a>,
    /// How much text it holds, in letters.
    pub(super) size: usize,
    pub(super) depth: u8,
    pub(super) is_whole: bool,
    is_single: bool,
    text: &'a str,
    /// Between marks for titles, which other languages set in italics.
    is_title: bool,
}

impl Quote<'_> {
    /// A few words without an end of a sentence, as names and titles are.
    pub(super) fn is_name_like(&self) -> bool {
        is_name_like(self.text)
    }

    /// Of a script without capitals and blanks, where only its length tells a name.
    pub(super) fn is_uncased(&self) -> bool {
        self.text.chars().any(chars::is_unspaced)
    }

    /// Long enough for something that somebody said.
    pub(super) fn is_speech(&self) -> bool {
        words(self.text).len() >= SPEECH || (self.is_uncased() && letters(self.text) > NAME)
    }

    /// A single word.
    pub(super) fn is_word(&self) -> bool {
        words(self.text).len() == 1
    }
}

impl<'a, 'v> Quotes<'a, 'v> {
    pub(super) fn of(side: &'v SideView<'a>) -> Quotes<'a, 'v> {
        let text = |placed: &Placed<'a>| {
            side.parts.get(placed.part).and_then(|part| part.text.get(placed.fact.at.clone())).unwrap_or_default()
        };
        let mut list = Vec::new();
        for placed in &side.facts {
            let (Kind::Quote, Value::Quote { depth, .. }) = (placed.fact.kind, &placed.fact.value) else { continue };
            let text = text(placed);
            list.push(Quote {
                placed: *placed,
                size: letters(text),
                depth: *depth,
                text,
                is_title: text.starts_with(['《', '〈']),
                is_whole: placed.fact.confidence > Confidence::Low,
                is_single: placed.fact.confidence == Confidence::Medium,
            });
        }
        let is_dialogue = side.texts().any(|text| text.lines().any(is_dialogue_line));
        Quotes {
            side,
            list,
            total: OnceCell::new(),
            is_dialogue,
            quotes_names: !side.locale.forms("quote-habit", "names").is_empty(),
        }
    }

    /// The outermost quotations between double marks.
    pub(super) fn plain(&self) -> impl Iterator<Item = &Quote<'a>> {
        self.list.iter().filter(|quote| quote.is_whole && quote.depth == 0 && !quote.is_single && !quote.is_title)
    }

    /// Do straight marks stand between straight marks? Which of them opens and which closes is a guess then.
    pub(super) fn is_ambiguous(&self) -> bool {
        let mut outer = None;
        self.list.iter().filter(|quote| self.text(quote).starts_with('"')).any(|quote| {
            let (at, part) = (&quote.placed.fact.at, quote.placed.part);
            let is_inner = outer.is_some_and(|(within, end)| within == part && at.end <= end);
            if !is_inner {
                outer = Some((part, at.end));
            }
            is_inner
        })
    }

    /// How much text there is, in letters.
    pub(super) fn total(&self) -> usize {
        *self.total.get_or_init(|| self.side.texts().map(letters).sum::<usize>().max(1))
    }

    /// The share of the text that stands in quotations.
    pub(super) fn share(&self, quotes: impl Iterator<Item = usize>) -> f64 {
        quotes.sum::<usize>() as f64 / self.total() as f64
    }

    /// Do the marks only hold a compound together, as in a “no-fault” clause? Other languages have one word for it.
    pub(super) fn is_compound(&self, quote: &Quote<'_>) -> bool {
        let Some(part) = self.side.parts.get(quote.placed.part) else { return false };
        let words = words(part.text.get(quote.placed.fact.at.clone()).unwrap_or_default());
        words.len() == 2 && words[1].joined && words.iter().all(|word| word.shape == Shape::Small)
    }

    /// Does the text begin or end with a single mark that has no counterpart?
    pub(super) fn has_lone_mark(&self) -> bool {
        let is_mark = |c: char| matches!(c, '‘' | '’' | '\'' | '‚' | '‹' | '›');
        self.list.is_empty()
            && self.side.texts().any(|text| {
                let text = text.trim();
                text.starts_with(is_mark)
                    || text.strip_suffix(is_mark).is_some_and(|text| text.ends_with(['.', ',', '!', '?', '…']))
            })
    }

    /// Are more words set as code than on the other side?
    pub(super) fn has_more_code(&self, other: &Quotes<'_, '_>) -> bool {
        let count = |side: &SideView<'_>| side.facts.iter().filter(|placed| placed.fact.kind == Kind::Code).count();
        count(self.side) > count(other.side)
    }

    /// The length of the text as the aligner weighs it: letters of dense scripts count more.
    pub(super) fn length(&self) -> f64 {
        f64::from(self.side.texts().map(weighted_length).sum::<f32>())
    }

    /// The quoted text with its marks.
    pub(super) fn text(&self, quote: &Quote<'a>) -> &'a str {
        let part = self.side.parts.get(quote.placed.part);
        part.and_then(|part| part.text.get(quote.placed.fact.at.clone())).unwrap_or_default()
    }

    /// At which share of its part a quotation begins.
    pub(super) fn place(&self, quote: &Quote<'a>) -> f64 {
        let length = self.side.parts.get(quote.placed.part).map_or(1, |part| part.text.len().max(1));
        quote.placed.fact.at.start as f64 / length as f64
    }

    /// How many letters stand before the first of these quotations and behind the last.
    pub(super) fn around(&self, quotes: &[&Quote<'a>]) -> (usize, usize) {
        let (Some(first), Some(last)) = (quotes.first(), quotes.last()) else { return (self.total(), self.total()) };
        let cut = |quote: &Quote<'a>, byte: usize| {
            let whole = self.side.texts().take(quote.placed.part).map(letters).sum::<usize>();
            let part = self.side.parts.get(quote.placed.part);
            let own = part.and_then(|part| part.text.get(part.range.start..byte.max(part.range.start)));
            whole + own.map_or(0, letters)
        };
        let before = cut(first, first.placed.fact.at.start);
        (before, self.total().saturating_sub(cut(last, last.placed.fact.at.end)))
    }

    pub(super) fn claim(&self, quote: &Quote<'_>) -> Option<Claim> {
        Some(Claim { spot: self.side.spot_of(&quote.placed)?, value: None, reading: None })
    }
}

/// Does a dash open the line, or follow its colon? A hyphen does where a word follows at once or a capital after a blank.
fn is_dialogue_line(line: &str) -> bool {
    let line = line.trim_start();
    // Colons are plain, or begin with one of two bytes: most lines have none.
    let may_have_colon = line.bytes().fold(false, |any, byte| any | matches!(byte, b':' | 0xD5 | 0xE2));
    let behind_colon = if may_have_colon { line.split_once([':', '․', '՝']) } else { None };
    let behind_colon = behind_colon.map(|(_, rest)| rest.trim_start()).unwrap_or_default();
    [line, behind_colon].iter().any(|text| {
        let mut chars = text.chars();
        match chars.next() {
            // Behind a dash that goes on in small letters stands who said it.
            Some('—' | '–' | '―' | '－' | '⎯' | '֊' | '─') => {
                !chars.find(|c| !c.is_whitespace()).is_some_and(chars::is_lower)
            }
            Some('-') => chars.find(|c| !c.is_whitespace()).is_some_and(chars::is_upper),
            _ => false,
        }
    })
}

/// A title or a name: few words, and the first is capitalised, or has no capitals to show, without an end inside.
fn is_name_like(text: &str) -> bool {
    let ends = |c: char| c == ',' || is_end(c);
    let inner = text.trim_matches(|c: char| !chars::is_alphanumeric(c) && !ends(c));
    let is_ended = inner.ends_with(ends);
    let words = words(inner);
    let capitals = words
        .iter()
        .filter(|word| matches!(word.shape, Shape::Capital | Shape::Capitals | Shape::Mixed | Shape::Digits))
        .count();
    let uncased = words.iter().all(|word| matches!(word.shape, Shape::Uncased | Shape::Digits));
    !is_ended
        && ((words.len() <= 5
            && 2 * capitals >= words.len().max(1)
            && words.first().is_some_and(|word| word.shape != Shape::Small))
            || (uncased && letters(inner) <= NAME))
}

pub(super) fn letters(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_alphanumeric).count();
    }
    text.chars().filter(|&c| chars::is_alphanumeric(c)).count()
}
