//! What a language tells about its numbers, as the readers of numbers ask for it: folded, and looked up once.

use super::Locale;
use crate::text::fold::fold;

/// The habits of a language's numbers.
#[derive(Debug)]
pub struct Numerals {
    /// The decimal sign.
    pub decimal: char,
    /// The sign between groups of digits.
    pub group: char,
    /// What makes an ordinal of the digits before it, folded.
    pub ordinal_suffixes: Vec<String>,
    /// What makes an ordinal of the digits behind it, folded.
    pub ordinal_prefixes: Vec<String>,
    /// Is an `e` behind digits the ending of an ordinal?
    pub ordinal_e: bool,
    /// Words between the ends of a range, folded.
    pub range: Vec<String>,
    /// Words between a whole number and its part, folded.
    pub mixed: Vec<String>,
    /// Words for *and some more*.
    pub more: Vec<&'static str>,
    /// Words for per cent that stand before the number.
    pub percent_before: Vec<&'static str>,
    /// Does *more than* stand behind its number?
    pub comparator_behind: bool,
    /// Does the scale word stand before the digits?
    pub scale_before: bool,
    /// Does a unit stand before its number?
    pub unit_before: bool,
    /// Forms of units that must touch their number.
    pub touching: Vec<&'static str>,
    /// Signs between hours and minutes in small letters, beside the colon.
    pub clock_signs: Vec<String>,
    /// The hour from which the language counts the hours of a day.
    pub hours_from: Option<u8>,
    /// May years count from the Buddha's death?
    pub buddhist: bool,
    /// Do two ordinals side by side make a day and a month?
    pub ordinal_month: bool,
}

impl Numerals {
    pub(super) fn of(locale: &Locale) -> Numerals {
        let folded = |section: &str, key: &str| -> Vec<String> {
            locale.forms(section, key).iter().map(|form| fold(form)).collect()
        };
        let is_told = |section: &str, key: &str| locale.form(section, key).is_some();
        let sign = |key: &str, default: char| {
            let form = locale.form("symbol", key).and_then(|form| form.chars().next());
            form.map_or(default, |c| match c {
                '’' => '\'',
                c if c.is_whitespace() => ' ',
                c => c,
            })
        };
        let mut clock_signs: Vec<String> =
            locale.forms("time-word", "sign").iter().map(|sign| sign.to_lowercase()).collect();
        // Danish, Finnish and Indonesian write 16.05, and their decimals with a comma.
        if locale.form("symbol", "time-separator") == Some(".") && locale.form("symbol", "decimal") == Some(",") {
            clock_signs.push(".".to_owned());
        }
        Numerals {
            decimal: sign("decimal", '.'),
            group: sign("group", ','),
            ordinal_suffixes: folded("ordinal-suffix", "suffix"),
            ordinal_prefixes: folded("ordinal-suffix", "prefix"),
            ordinal_e: locale.forms("ordinal-suffix", "suffix").contains(&"e"),
            range: folded("number-joiner", "range"),
            mixed: ["and-part", "and"].map(|key| folded("number-joiner", key)).concat(),
            more: locale.forms("number-joiner", "more").to_vec(),
            percent_before: locale.forms("number-grammar", "percent-before").to_vec(),
            comparator_behind: is_told("number-grammar", "comparator-behind"),
            scale_before: is_told("number-grammar", "scale-before"),
            unit_before: locale.form("unit-place", "place") == Some("before"),
            touching: locale.forms("unit-place", "touching").to_vec(),
            clock_signs,
            hours_from: locale.form("time-count", "from").and_then(|hour| hour.parse().ok()),
            buddhist: !locale.forms("era", "buddhist").is_empty(),
            ordinal_month: !locale.forms("date-link", "ordinal-month").is_empty(),
        }
    }
}
