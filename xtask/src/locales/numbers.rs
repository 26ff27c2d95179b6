//! Number signs, scale words and currencies.

use std::collections::BTreeSet;

use anyhow::Result;
use serde_json::Value;

use super::{
    cldr::{Cldr, at, entries, texts},
    table::Locale,
};

const SYMBOLS: &[(&str, &str)] = &[
    ("decimal", "decimal"),
    ("group", "group"),
    ("minus", "minusSign"),
    ("plus", "plusSign"),
    ("percent", "percentSign"),
    ("permille", "perMille"),
    ("time-separator", "timeSeparator"),
];

/// Currencies that are history but still stand in texts.
const FORMER: &[&str] =
    &["ATS", "BEF", "BGN", "DEM", "ESP", "FIM", "FRF", "GRD", "HRK", "IEP", "ITL", "NLG", "PTE", "XEU"];

/// Signs of the locale's own digits first, then those of all other digits it uses.
pub fn symbols(cldr: &Cldr, tag: &str, into: &mut Locale) -> Result<()> {
    let json = cldr.main("numbers", tag, "numbers")?;
    let numbers = at(&json, "numbers");
    let own = at(numbers, "defaultNumberingSystem").as_str().unwrap_or("latn");
    let mut systems = vec![own, "latn"];
    systems.extend(texts(at(numbers, "otherNumberingSystems")).map(|(_, system)| system));
    for system in systems {
        let signs = at(numbers, &format!("symbols-numberSystem-{system}"));
        for (key, name) in SYMBOLS {
            let marks: &[char] = &['\u{200E}', '\u{200F}', '\u{61C}'];
            into.add("symbol", key, &at(signs, name).as_str().unwrap_or_default().replace(marks, ""));
        }
    }
    into.add("digits", "default", own);
    if let Some(least) = at(numbers, "minimumGroupingDigits").as_str() {
        into.add("digits", "minimum-grouping", least);
    }
    for system in ["latn", own] {
        for length in ["long", "short"] {
            compact(at(numbers, &format!("decimalFormats-numberSystem-{system}/{length}/decimalFormat")), into);
        }
    }
    Ok(())
}

/// `10000-count-other = "0万"` has one zero for five digits: 万 stands for ten to the fourth.
fn compact(patterns: &Value, into: &mut Locale) {
    for (key, pattern) in texts(patterns) {
        let Some(digits) = key.split('-').next().map(str::len) else { continue };
        for pattern in pattern.split(';').filter(|pattern| !pattern.starts_with('-')) {
            let zeros = pattern.chars().filter(|&c| c == '0').count();
            let marks: &[char] = &['0', '\'', '\u{200E}', '\u{200F}', '¤'];
            let word = pattern.replace(marks, "").replace('\u{A0}', " ");
            let word = word.trim();
            if zeros > 0 && digits > zeros && word.chars().any(char::is_alphabetic) {
                add_abbreviation(into, "scale", &(digits - zeros).to_string(), word);
            }
        }
    }
}

/// Adds a word and, for an abbreviation, the word without its full stop.
pub fn add_abbreviation(into: &mut Locale, section: &str, key: &str, word: &str) {
    into.add(section, key, word);
    if let Some(bare) = word.strip_suffix('.').filter(|bare| bare.chars().count() >= 3 && !bare.contains('.')) {
        into.add(section, key, bare);
    }
}

/// The codes that are tender somewhere now, and [`FORMER`] ones.
pub fn current_currencies(cldr: &Cldr) -> Result<BTreeSet<String>> {
    let data = cldr.supplemental("currencyData")?;
    let mut codes: BTreeSet<String> = FORMER.iter().map(|code| (*code).to_owned()).collect();
    for (_, region) in entries(at(&data, "currencyData/region")) {
        for (code, span) in region.as_array().into_iter().flatten().flat_map(entries) {
            if span.get("_to").is_none() && at(span, "_tender") != "false" {
                codes.insert(code.to_owned());
            }
        }
    }
    Ok(codes)
}

/// Names in all plurals, and symbols.
pub fn currencies(cldr: &Cldr, tag: &str, codes: &BTreeSet<String>, into: &mut Locale) -> Result<()> {
    let json = cldr.main("numbers", tag, "currencies")?;
    for (code, currency) in entries(at(&json, "numbers/currencies")).filter(|(code, _)| codes.contains(*code)) {
        for (kind, text) in texts(currency) {
            // A symbol that is the code is no news, and another currency's code would be wrong.
            let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
            match kind.starts_with("symbol") {
                true if !is_code && text != "¤" => into.add("currency-symbol", code, text),
                false if text != code => into.add("currency", code, text),
                _ => {}
            }
        }
    }
    Ok(())
}
