//! Whether a quotation is lost, and whether its marks have moved.

use super::{
    report::is_reported,
    side::{Quote, Quotes},
};
use crate::{
    check::{Difference, Problem},
    fact::Confidence,
    text::chars,
};

/// A quotation that takes this much more of the text has swallowed what is no quotation.
const GROWN: f64 = 0.2;
/// One that takes this much less has lost its end; word order and reported speech shorten quotations too.
const SHRUNK: f64 = 0.4;
/// With so much of what followed it elsewhere, the quotation has not swallowed it.
const ELSEWHERE: f64 = 0.75;
/// So many quotations of a text are paired at the least cost; more are paired one after the other.
const FEW: usize = 24;
/// A quotation this much longer, with the letters that moved, has swallowed what follows it.
const LONGER: f64 = 1.3;
/// Fewer letters than this are a particle or an attribution that grew.
const MOVED: f64 = 8.0;
/// So few letters outside are none.
const NOTHING: f64 = 3.0;
/// So many letters outside say who spoke.
const ATTRIBUTION: f64 = 12.0;

/// Compares the quotations of a pair.
pub(super) fn compare(
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
    let outer: Vec<&Quote<'_>> = target.list.iter().filter(|quote| quote.depth == 0).collect();
    let target_share = target.share(outer.iter().map(|quote| quote.size));
    if found.len() < wanted.len() {
        // The quotation that is lost is the one whose size is missed most.
        let lost = lost(&wanted, source, &found, target);
        let Some(quote) = lost else { return };
        let share = quote.size as f64 / source.total() as f64;
        // Where all is quoted, who said it went into the quotation or fell, and the text was shortened.
        let is_all = target.total() as f64 * (1.0 - target_share) < NOTHING;
        let is_joined = !found.is_empty()
            && source_share - target_share < 0.4 * share
            && (!is_cut(source, target, share) || is_all);
        if !is_joined {
            // Where the source's language puts names between quotation marks, the translation need not. One that
            // does so elsewhere in the text has marks for what is short, too.
            let is_habit = source.quotes_names && quote.is_name_like() && (found.is_empty() || !quote.is_uncased());
            if !is_habit {
                let mut difference = Difference::new("quote", pair, Problem::Missing, source.claim(quote), None);
                let own = source.text(quote);
                // Names and titles do without marks more easily where others are kept.
                let is_name = quote.is_name_like() && !quote.is_uncased() && !found.is_empty();
                // A word held at a distance does so too, where the speech beside it is quoted.
                let is_word = quote.is_word() && found.iter().any(|quote| quote.is_speech());
                let is_mark_of_language = source.quotes_names && target.list.is_empty();
                // A term is marked where it comes first.
                let is_again = !found.is_empty()
                    && wanted.iter().filter(|other| same_letters(own, source.text(other))).count() > 1;
                // What is set as code needs no marks.
                let is_set = !quote.is_speech() && target.has_more_code(source);
                let is_mild =
                    source.is_compound(quote) || is_set || is_name || is_word || is_again || is_mark_of_language;
                // Where the text is gone as well, nobody keeps the words.
                if (is_mild && !is_cut(source, target, share)) || is_reported(quote, source, target) {
                    difference.confidence = Confidence::Low;
                }
                differences.push(difference);
            }
            return;
        }
    }
    // The same number of quotations, but a mark has moved. In running text a quotation goes on over the sentences that
    // were aligned, and its share tells nothing.
    if !is_running
        && found.len() == wanted.len()
        && !source.is_ambiguous()
        && has_moved(source, &wanted, target, &outer)
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

/// Is the translation shorter by about as much as the quotation takes? Then it was left out, not joined to another.
fn is_cut(source: &Quotes<'_, '_>, target: &Quotes<'_, '_>, share: f64) -> bool {
    share > 0.15 && target.length() < source.length() * (1.0 - 0.7 * share)
}

/// Do the marks hold much less than in the source, or has one of them gone to the end of the text?
///
/// Translations quote a little more or less as their sentences are built. A closing mark that was set wrong stands at
/// the very end and has swallowed what the source says there; what stands before the quotation is as it was.
fn has_moved(source: &Quotes<'_, '_>, wanted: &[&Quote<'_>], target: &Quotes<'_, '_>, outer: &[&Quote<'_>]) -> bool {
    let source_share = source.share(wanted.iter().map(|quote| quote.size));
    let target_share = target.share(outer.iter().map(|quote| quote.size));
    let growth = target.total() as f64 / source.total() as f64;
    let expected = source.total() as f64 * (1.0 - source_share) * growth;
    let outside = target.total() as f64 * (1.0 - target_share);
    if source_share - target_share > SHRUNK && outside - expected > MOVED {
        return true;
    }
    let size = |quotes: &[&Quote<'_>]| quotes.last().map_or(0.0, |quote| quote.size as f64);
    let is_longer = size(outer) > LONGER * size(wanted) * growth + MOVED;
    let is_grown = is_longer || target_share - source_share > GROWN || (outside < NOTHING && expected > ATTRIBUTION);
    if !is_grown || expected - outside <= MOVED {
        return false;
    }
    let (source_before, source_after) = source.around(wanted);
    let (before, after) = target.around(outer);
    let (source_before, source_after) = (source_before as f64 * growth, source_after as f64 * growth);
    let is_swallowed = (after as f64) < NOTHING && source_after > MOVED;
    let has_stayed = before as f64 > 0.6 * source_before - MOVED / 2.0;
    // What stood behind the quotation may have gone before it.
    let is_elsewhere = outside - source_before > ELSEWHERE * source_after;
    is_swallowed && !is_elsewhere && (has_stayed || outside < NOTHING)
}

/// The source's quotation that has no counterpart: pairs them in order so that their shares of the text differ least.
fn lost<'q, 'a>(
    wanted: &[&'q Quote<'a>],
    source: &Quotes<'a, '_>,
    found: &[&Quote<'a>],
    target: &Quotes<'a, '_>,
) -> Option<&'q Quote<'a>> {
    let share = |size: usize, total: usize| size as f64 / total as f64;
    let mut rest: Vec<&Quote<'_>> = found.to_vec();
    let mut by_size: Vec<&Quote> = wanted.to_vec();
    // What is quoted in the same letters, a name or a title, is found at once.
    by_size.retain(|quote| {
        let same = rest.iter().position(|other| same_letters(source.text(quote), target.text(other)));
        same.map(|same| rest.swap_remove(same)).is_none()
    });
    if by_size.len() > rest.len() && by_size.len() <= FEW {
        let cost = |quote: &Quote<'a>, other: &Quote<'a>| {
            let size = (share(quote.size, source.total()) - share(other.size, target.total())).abs();
            size + 0.5 * (source.place(quote) - target.place(other)).abs()
        };
        rest.sort_by_key(|quote| (quote.placed.part, quote.placed.fact.at.start));
        let lost = unpaired(&by_size, &rest, cost);
        return lost.into_iter().max_by_key(|quote| quote.size);
    }
    by_size.sort_by_key(|quote| std::cmp::Reverse(quote.size));
    let mut last: Option<&Quote<'a>> = None;
    for quote in by_size {
        let own = share(quote.size, source.total());
        let distances = rest.iter().map(|other| (own - share(other.size, target.total())).abs());
        let nearest = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        match nearest {
            Some((n, distance)) if distance < 0.1 + 0.5 * own => {
                rest.swap_remove(n);
            }
            _ => return wanted.iter().copied().find(|wanted| std::ptr::eq(*wanted, quote)),
        }
        last = wanted.iter().copied().find(|wanted| std::ptr::eq(*wanted, quote));
    }
    last
}

/// What has no partner when the others, which are fewer, are paired in order at the least cost.
fn unpaired<'q, 'a>(
    wanted: &[&'q Quote<'a>],
    found: &[&Quote<'a>],
    cost: impl Fn(&Quote<'a>, &Quote<'a>) -> f64,
) -> Vec<&'q Quote<'a>> {
    // The least cost with the first so many of each, where the last one wanted may be left out.
    let width = found.len() + 1;
    let mut best = vec![f64::INFINITY; (wanted.len() + 1) * width];
    best[0] = 0.0;
    for (w, quote) in wanted.iter().enumerate() {
        for f in 0..width {
            let left_out = best[w * width + f];
            let paired = match f.checked_sub(1).and_then(|f| found.get(f)) {
                Some(other) => best[w * width + f - 1] + cost(quote, other),
                None => f64::INFINITY,
            };
            best[(w + 1) * width + f] = left_out.min(paired);
        }
    }
    let mut lost = Vec::new();
    let mut f = found.len();
    for (w, quote) in wanted.iter().enumerate().rev() {
        if best[w * width + f] <= best[(w + 1) * width + f] {
            lost.push(*quote);
        } else {
            f = f.saturating_sub(1);
        }
    }
    lost
}

/// Are the letters of two quotations the same, whatever their marks?
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| text.chars().filter(|&c| chars::is_alphanumeric(c)).collect::<String>();
    let (a, b) = (letters(a), letters(b));
    !a.is_empty() && a == b
}
