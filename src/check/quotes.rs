//! Quotations: each stands on both sides, around the same share of the text.
//!
//! What is compared is the presence and the extent of quotations, never their marks: styles, nesting and the order of a
//! sentence change on the way. A translation may quote more than its source (names of newspapers, titles), may join two
//! halves of an interrupted quotation, and may write it as a dialogue behind a dash.

use super::{Bitext, Claim, Difference, Placed, Problem, SideView};
use crate::{
    fact::{Confidence, Kind, Value},
    text::{
        chars,
        words::{Shape, words},
    },
};

/// The topics of this check.
pub(super) const TOPICS: &[&str] = &["quote", "quote-unbalanced"];

/// Compares the quotations of every pair.
pub(super) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    for (number, pair) in bitext.pairs.iter().enumerate() {
        let quotes = |side: &SideView<'_>| side.facts.iter().any(|placed| placed.fact.kind == Kind::Quote);
        if !quotes(&pair.source) && !quotes(&pair.target) {
            continue;
        }
        let (source, target) = (Quotes::of(&pair.source), Quotes::of(&pair.target));
        compare(number, &source, &target, bitext.running.is_some(), differences);
    }
}

/// A quotation that takes this much more of the text has swallowed what is no quotation.
const GROWN: f64 = 0.2;
/// One that takes this much less has lost its end; word order and reported speech shorten quotations too.
const SHRUNK: f64 = 0.4;
/// Fewer letters than this are a particle or an attribution that grew.
const MOVED: f64 = 8.0;

/// So many words are no term any more.
const SPEECH: usize = 5;

/// The quotations of one side.
struct Quotes<'a, 'v> {
    side: &'v SideView<'a>,
    list: Vec<Quote<'a>>,
    /// How much text there is, in letters.
    total: usize,
    /// Begins a line with a dash, as dialogue does?
    is_dialogue: bool,
    /// Does the language put names between quotation marks?
    quotes_names: bool,
    /// Do its newspapers report what somebody said where others quote it?
    reports_speech: bool,
}

struct Quote<'a> {
    placed: Placed<'a>,
    /// How much text it holds, in letters.
    size: usize,
    depth: u8,
    is_whole: bool,
    is_single: bool,
    /// A few words without an end of a sentence, as names and titles are.
    is_name_like: bool,
    /// Long enough for something that somebody said.
    is_speech: bool,
    /// Between marks for titles, which other languages set in italics.
    is_title: bool,
}

impl<'a, 'v> Quotes<'a, 'v> {
    fn of(side: &'v SideView<'a>) -> Quotes<'a, 'v> {
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
                is_name_like: is_name_like(text),
                is_speech: words(text).len() >= SPEECH,
                is_title: text.starts_with(['《', '〈']),
                is_whole: placed.fact.confidence > Confidence::Low,
                is_single: placed.fact.confidence == Confidence::Medium,
            });
        }
        let is_dialogue = side.texts().any(|text| text.lines().any(is_dialogue_line));
        Quotes {
            side,
            list,
            total: side.texts().map(letters).sum::<usize>().max(1),
            is_dialogue,
            quotes_names: !side.locale.forms("quote-habit", "names").is_empty(),
            reports_speech: !side.locale.forms("quote-habit", "speech").is_empty(),
        }
    }

    /// The outermost quotations between double marks.
    fn plain(&self) -> impl Iterator<Item = &Quote<'a>> {
        self.list.iter().filter(|quote| quote.is_whole && quote.depth == 0 && !quote.is_single && !quote.is_title)
    }

    /// The share of the text that stands in quotations.
    fn share(&self, quotes: impl Iterator<Item = usize>) -> f64 {
        quotes.sum::<usize>() as f64 / self.total as f64
    }

    /// Do the marks only hold a compound together, as in a “no-fault” clause? Other languages have one word for it.
    fn is_compound(&self, quote: &Quote<'_>) -> bool {
        let Some(part) = self.side.parts.get(quote.placed.part) else { return false };
        let words = words(part.text.get(quote.placed.fact.at.clone()).unwrap_or_default());
        words.len() == 2 && words[1].joined && words.iter().all(|word| word.shape == Shape::Small)
    }

    /// Does the text begin or end with a single mark that has no counterpart?
    fn has_lone_mark(&self) -> bool {
        let is_mark = |c: char| matches!(c, '‘' | '’' | '\'' | '‚' | '‹' | '›');
        self.list.is_empty()
            && self.side.texts().any(|text| {
                let text = text.trim();
                text.starts_with(is_mark)
                    || text.strip_suffix(is_mark).is_some_and(|text| text.ends_with(['.', ',', '!', '?', '…']))
            })
    }

    fn claim(&self, quote: &Quote<'_>) -> Option<Claim> {
        Some(Claim { spot: self.side.spot_of(&quote.placed)?, value: None, reading: None })
    }
}

/// Does a dash open the line, or follow its colon? A hyphen does where a word follows at once or a capital after a blank.
fn is_dialogue_line(line: &str) -> bool {
    let line = line.trim_start();
    let behind_colon = line.split_once([':', '․', '՝']).map(|(_, rest)| rest.trim_start()).unwrap_or_default();
    [line, behind_colon].iter().any(|text| {
        let mut chars = text.chars();
        match chars.next() {
            Some('—' | '–' | '―' | '－' | '⎯' | '֊' | '─') => true,
            Some('-') => chars.find(|c| !c.is_whitespace()).is_some_and(chars::is_upper),
            _ => false,
        }
    })
}

/// A title or a name: few words, and the first is capitalised, or has no capitals to show, without an end inside.
fn is_name_like(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| {
        !chars::is_alphanumeric(c) && !matches!(c, '.' | '!' | '?' | ',' | '…' | '。' | '？' | '！')
    });
    let ends = inner.ends_with(['.', '!', '?', ',', '…', '。', '？', '！']);
    let words = words(inner);
    let capitals = words
        .iter()
        .filter(|word| matches!(word.shape, Shape::Capital | Shape::Capitals | Shape::Mixed | Shape::Digits))
        .count();
    let uncased = words.iter().all(|word| matches!(word.shape, Shape::Uncased | Shape::Digits));
    !ends
        && ((words.len() <= 5
            && 2 * capitals >= words.len().max(1)
            && words.first().is_some_and(|word| word.shape != Shape::Small))
            || (uncased && letters(inner) <= 12))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|&c| chars::is_alphanumeric(c)).count()
}

fn compare(
    pair: usize,
    source: &Quotes<'_, '_>,
    target: &Quotes<'_, '_>,
    is_running: bool,
    differences: &mut Vec<Difference>,
) {
    let wanted: Vec<&Quote<'_>> = source.plain().collect();
    let halves = |quotes: &Quotes<'_, '_>| quotes.list.iter().filter(|quote| !quote.is_whole).count();
    let (source_halves, target_halves) = (halves(source), halves(target) + usize::from(target.has_lone_mark()));
    if target_halves > 0 && source_halves == 0 && !wanted.is_empty() {
        let half = target.list.iter().find(|quote| !quote.is_whole);
        differences.push(Difference::new(
            "quote-unbalanced",
            pair,
            Problem::Changed,
            None,
            half.and_then(|half| target.claim(half)),
        ));
        return;
    }
    // All marks are gone, of what goes on beyond the text and of what is quoted within it.
    let is_bare = target.list.is_empty() && !target.is_dialogue;
    if let Some(half) = source.list.iter().find(|quote| !quote.is_whole)
        && is_bare
        && source.list.len() > source_halves
    {
        differences.push(Difference::new("quote", pair, Problem::Missing, source.claim(half), None));
        return;
    }
    if source_halves > 0 || target_halves > 0 || wanted.is_empty() || target.is_dialogue {
        return;
    }
    let found: Vec<&Quote<'_>> = target.list.iter().filter(|quote| quote.is_whole).collect();
    let source_share = source.share(wanted.iter().map(|quote| quote.size));
    let outer = || target.list.iter().filter(|quote| quote.depth == 0).map(|quote| quote.size);
    let target_share = target.share(outer());
    if found.len() < wanted.len() {
        // The quotation that is lost is the one whose size is missed most.
        let lost = lost(&wanted, &found, source.total, target.total);
        let Some(quote) = lost else { return };
        let share = quote.size as f64 / source.total as f64;
        let is_joined = !found.is_empty() && source_share - target_share < 0.4 * share;
        if !is_joined {
            // Where the source's language puts names between quotation marks, the translation need not.
            if !(source.quotes_names && quote.is_name_like) {
                let mut difference = Difference::new("quote", pair, Problem::Missing, source.claim(quote), None);
                let is_reported = target.reports_speech && target.list.is_empty() && quote.is_speech;
                if source.is_compound(quote) || is_reported {
                    difference.confidence = Confidence::Low;
                }
                differences.push(difference);
            }
            return;
        }
    }
    // The same number of quotations, but much more or much less of the text stands in them: a mark has moved.
    let outside = |quotes: &Quotes<'_, '_>, share: f64| quotes.total as f64 * (1.0 - share);
    let growth = target.total as f64 / source.total as f64;
    let moved = (outside(source, source_share) * growth - outside(target, target_share)).abs();
    // In running text a quotation goes on over the sentences that were aligned, and its share tells nothing.
    if !is_running
        && found.len() == wanted.len()
        && (target_share - source_share > GROWN || source_share - target_share > SHRUNK)
        && moved > MOVED
    {
        let mut difference = Difference::new(
            "quote",
            pair,
            Problem::Changed,
            wanted.first().and_then(|q| source.claim(q)),
            found.first().and_then(|q| target.claim(q)),
        );
        difference.confidence = Confidence::Medium;
        differences.push(difference);
    }
}

/// The source's quotation that has no counterpart: pairs them in order so that their shares of the text differ least.
fn lost<'q, 'a>(
    wanted: &[&'q Quote<'a>],
    found: &[&Quote<'_>],
    source_total: usize,
    target_total: usize,
) -> Option<&'q Quote<'a>> {
    let share = |size: usize, total: usize| size as f64 / total as f64;
    let mut rest: Vec<f64> = found.iter().map(|quote| share(quote.size, target_total)).collect();
    let mut by_size: Vec<&&Quote> = wanted.iter().collect();
    by_size.sort_by_key(|quote| std::cmp::Reverse(quote.size));
    let mut last: Option<&Quote<'a>> = None;
    for quote in by_size {
        let own = share(quote.size, source_total);
        let nearest =
            rest.iter().enumerate().map(|(n, other)| (n, (own - other).abs())).min_by(|a, b| a.1.total_cmp(&b.1));
        match nearest {
            Some((n, distance)) if distance < 0.1 + 0.5 * own => {
                rest.swap_remove(n);
            }
            _ => return Some(quote),
        }
        last = Some(quote);
    }
    last
}
