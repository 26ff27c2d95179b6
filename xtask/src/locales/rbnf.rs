//! Spells whole numbers by CLDR's rules (RBNF).
//!
//! See <https://unicode-org.github.io/icu-docs/apidoc/released/icu4c/classicu_1_1RuleBasedNumberFormat.html>. Fractions and
//! negative numbers are left out.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{cldr::entries, plural::Plurals};

/// The rule sets of a language.
#[derive(Debug, Default)]
pub struct Speller {
    sets: BTreeMap<String, Vec<Rule>>,
    cardinal: Plurals,
    ordinal: Plurals,
}

#[derive(Debug, Clone)]
struct Rule {
    base: u64,
    /// Radix to the power of the rule's exponent.
    divisor: u64,
    body: String,
}

/// Rules may call each other without end; no sensible number needs more.
const DEPTH: usize = 64;

impl Speller {
    /// Rules of a parent language first, then those of the language, which replace them by name.
    pub fn new<'a>(rules: impl IntoIterator<Item = &'a Value>, cardinal: Plurals, ordinal: Plurals) -> Speller {
        let mut speller = Speller { sets: BTreeMap::new(), cardinal, ordinal };
        for group in rules.into_iter().flat_map(entries).map(|(_, group)| group) {
            for (name, list) in entries(group).filter(|(name, _)| name.starts_with('%')) {
                let pairs = list
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|rule| Some((rule.get(0)?.as_str()?, rule.get(1)?.as_str()?)));
                let mut rules: Vec<Rule> = pairs.filter_map(|(descriptor, body)| Rule::new(descriptor, body)).collect();
                rules.sort_by_key(|rule| rule.base);
                speller.sets.insert(name.to_owned(), rules);
            }
        }
        speller
    }

    /// The names of the public rule sets that begin so.
    pub fn sets<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.sets.keys().map(String::as_str).filter(move |name| name.starts_with(prefix))
    }

    /// The spelling of a number, nothing where the rules write digits.
    pub fn spell(&self, set: &str, n: u64) -> Option<String> {
        let text = self.format(set, n, None, DEPTH)?;
        let text: String = text.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}')).collect();
        let text = text.trim();
        (!text.is_empty() && !text.contains(is_leftover)).then(|| text.to_owned())
    }

    fn format(&self, set: &str, n: u64, before: Option<u64>, depth: usize) -> Option<String> {
        let rules = self.sets.get(set)?;
        let depth = depth.checked_sub(1)?;
        let mut at = rules.iter().rposition(|rule| rule.base <= n && before.is_none_or(|base| rule.base < base))?;
        // A rule that would spell a remainder of nothing gives way to the one before.
        let rule = &rules[at];
        if at > 0 && rule.body.contains('→') && n.is_multiple_of(rule.divisor) && rule.base % rule.divisor != 0 {
            at -= 1;
        }
        self.apply(set, &rules[at], &rules[at].body, n, depth)
    }

    fn apply(&self, set: &str, rule: &Rule, body: &str, n: u64, depth: usize) -> Option<String> {
        let mut out = String::new();
        let mut rest = body;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            match c {
                '[' => {
                    let (inner, next) = after.split_once(']')?;
                    let (some, none) = inner.split_once('|').unwrap_or((inner, ""));
                    let chosen = if n.is_multiple_of(rule.divisor) { none } else { some };
                    out.push_str(&self.apply(set, rule, chosen, n, depth)?);
                    rest = next;
                }
                '→' | '←' | '=' => {
                    let (name, next) = after.split_once(c)?;
                    // `→→→` uses the rule before this one, whatever the remainder.
                    let (before, next) = match next.strip_prefix('→') {
                        Some(next) if c == '→' && name.is_empty() => (Some(rule.base), next),
                        _ => (None, next),
                    };
                    let value = match c {
                        '→' => n % rule.divisor,
                        '←' => n / rule.divisor,
                        _ => n,
                    };
                    let name = if name.is_empty() { set } else { name };
                    out.push_str(&self.format(name, value, before, depth)?);
                    rest = next;
                }
                '$' => {
                    let (plural, next) = after.strip_prefix('(')?.split_once(")$")?;
                    out.push_str(self.plural(plural, n / rule.divisor)?);
                    rest = next;
                }
                _ => {
                    out.push(c);
                    rest = after;
                }
            }
        }
        Some(out)
    }

    /// `cardinal,one{тысяча}few{тысячи}other{тысяч}`.
    fn plural<'a>(&self, choice: &'a str, n: u64) -> Option<&'a str> {
        let (kind, mut rest) = choice.split_once(',')?;
        let category = if kind == "ordinal" { self.ordinal.category(n) } else { self.cardinal.category(n) };
        let mut other = None;
        while let Some((name, after)) = rest.split_once('{') {
            let (word, next) = after.split_once('}')?;
            if name == category {
                return Some(word);
            }
            if name == "other" {
                other = Some(word);
            }
            rest = next;
        }
        other
    }
}

impl Rule {
    fn new(descriptor: &str, body: &str) -> Option<Rule> {
        let plain = descriptor.trim_end_matches('>');
        let lower = descriptor.len() - plain.len();
        let (base, radix) = plain.split_once('/').unwrap_or((plain, "10"));
        let number = |text: &str| text.replace([',', '.', ' '], "").parse::<u64>().ok().filter(|_| !text.contains('x'));
        let (base, radix) = (number(base)?, number(radix)?.max(2));
        let exponent = (base.max(1).ilog(radix) as usize).saturating_sub(lower);
        let body = body.trim_end().trim_end_matches(';');
        let body = body.strip_prefix('\'').unwrap_or(body);
        Some(Rule { base, divisor: radix.pow(exponent as u32), body: body.to_owned() })
    }
}

/// A digit or a sign of the rules themselves: the rules gave up on words.
fn is_leftover(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '#' | '=' | '→' | '←')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speller(rules: Value) -> Speller {
        let plurals = Plurals::new(&serde_json::json!({ "pluralRule-count-one": "i = 1 and v = 0 @integer 1" }));
        Speller::new([&rules], plurals, Plurals::default())
    }

    #[test]
    fn brackets_go_where_nothing_remains() {
        let speller = speller(serde_json::json!({ "SpelloutRules": { "%a": [
            ["0", "zero;"], ["1", "one;"], ["2", "two;"], ["20", "twenty[-→→];"], ["100", "←← hundred[ →→];"],
            ["1000", "←← $(cardinal,one{thousand}other{thousands})$[ →→];"],
        ]}}));
        assert_eq!(speller.spell("%a", 20).as_deref(), Some("twenty"));
        assert_eq!(speller.spell("%a", 122).as_deref(), Some("one hundred twenty-two"));
        assert_eq!(speller.spell("%a", 1000).as_deref(), Some("one thousand"));
        assert_eq!(speller.spell("%a", 2001).as_deref(), Some("two thousands one"));
    }

    #[test]
    fn a_radix_counts_by_scores() {
        let speller = speller(serde_json::json!({ "SpelloutRules": { "%a": [
            ["0", "zero;"], ["1", "un;"], ["11", "onze;"], ["80/20", "quatre-vingt[-→→];"], ["100", "=#,##0=;"],
        ]}}));
        assert_eq!(speller.spell("%a", 91).as_deref(), Some("quatre-vingt-onze"));
        assert_eq!(speller.spell("%a", 100), None);
    }
}
