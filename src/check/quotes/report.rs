//! Whether a translation reports in its own words what the source quotes, as newspapers of some languages do.

use super::side::{Quote, Quotes};
use crate::text::chars;

/// In so much of a text a report begins, told by the word that reports.
const BEGINNING: f64 = 0.4;

/// Does the translation report the quotation? It holds no marks at all then.
///
/// Where the language usually reports, a comma between the word that reports and what is said, or a colon, opens a
/// quotation all the same, and its marks are lost; words quoted within a sentence of the source are kept as they are.
/// Where it reports with one word only, that word begins the report.
pub(super) fn is_reported(quote: &Quote<'_>, source: &Quotes<'_, '_>, target: &Quotes<'_, '_>) -> bool {
    if !target.list.is_empty() {
        return false;
    }
    let locale = target.side.locale;
    let (first, last) = (locale.forms("quote-habit", "reporter-first"), locale.forms("quote-habit", "reporter-last"));
    if !first.is_empty() || !last.is_empty() {
        let starts_small = source.text(quote).chars().find(|&c| chars::is_letter(c)).is_some_and(chars::is_lower);
        return quote.is_speech()
            && !starts_small
            && target.side.texts().all(|text| {
                let is_cut_off = |word: &str, cut: fn(&str, &str) -> bool| {
                    places(text, word).any(|at| {
                        let (before, after) = (text.get(..at), text.get(at + word.len()..));
                        cut(before.unwrap_or_default().trim_end(), after.unwrap_or_default())
                    })
                };
                !text.contains([':', '：'])
                    && !first.iter().any(|word| is_cut_off(word, |_, after| after.starts_with(is_comma)))
                    && !last.iter().any(|word| is_cut_off(word, |before, _| before.ends_with(is_comma)))
            });
    }
    // Forms that a verb has in reports only tell one wherever they stand: *er habe*.
    let tells =
        |text: &str| locale.forms("quote-habit", "reported").iter().any(|form| places(text, form).next().is_some());
    if target.side.texts().any(tells) {
        return true;
    }
    let words = locale.forms("quote-habit", "reporter");
    !words.is_empty()
        && target.side.texts().any(|text| {
            let beginning = text.len() as f64 * BEGINNING;
            words.iter().any(|word| places(text, word).any(|at| (at as f64) < beginning))
        })
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '،' | '，')
}

/// Where a whole word stands in a text.
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        before.is_none_or(|c| !chars::is_word(c)) && after.is_none_or(|c| !chars::is_word(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_report() {
        assert_eq!(places("kad, nekada, kad", "kad").collect::<Vec<_>>(), [0, 13]);
        assert_eq!(places("", "kad").count(), 0);
    }
}
