//! Identifiers and telephone numbers: CO2, 1.8.7, COVID-19. Their digits must stay; how they are spelled may change.

use super::{explain::digit_runs, how, relate::Relation, sides::around};
use crate::{
    check::SideView,
    fact::{Confidence, Fact, Form, Kind, Value},
    text::chars::{digit, is_letter, is_lower, is_upper},
};

/// Is the fact compared by its digits rather than its value?
pub(super) fn is_one(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Identifier | Kind::Phone)
}

fn text(fact: &Fact) -> &str {
    match &fact.value {
        Value::Text(text) => text,
        _ => "",
    }
}

fn letters(fact: &Fact) -> impl Iterator<Item = char> + '_ {
    text(fact).chars().filter(|&c| c.is_alphabetic()).flat_map(char::to_lowercase)
}

/// Relates two facts of which one is an identifier: COVID-19 is Covid19, КОВИД-19 and, where only its digits are read, 19.
pub(super) fn relate(source: &Fact, target: &Fact) -> Option<Relation> {
    let same = match (is_one(source), is_one(target)) {
        (true, true) => digit_runs(text(source)).eq(digit_runs(text(target))) || is_tail(source, target),
        (true, false) => is_run(source, target),
        (false, _) => is_run(target, source),
    };
    let changed = || is_one(source) && is_one(target) && is_changed(source, target);
    match same {
        true => Some(Relation::Dressed),
        false => changed().then(|| Relation::Twisted {
            kind: source.kind,
            how: how::DIGITS.to_owned(),
            expected: None,
            confidence: Confidence::High,
        }),
    }
}

/// 2.6.0-preview3 and preview3: one name with more before it.
fn is_tail(a: &Fact, b: &Fact) -> bool {
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(['-', ' ', '_']));
    letters(a).next().is_some() && (ends(text(a), text(b)) || ends(text(b), text(a)))
}

/// preview1 and preview2: one name with other digits.
fn is_changed(source: &Fact, target: &Fact) -> bool {
    const FEWEST: usize = 3;
    source.kind == target.kind && letters(source).count() >= FEWEST && letters(source).eq(letters(target))
}

/// Is the fact a name of several letters with digits: AV1, i18n? Others have words of their own: 3D, G7, COVID-19.
fn is_name(fact: &Fact) -> bool {
    let letters = letters(fact).filter(char::is_ascii).count();
    let plain = !text(fact).contains('-') && text(fact).starts_with(char::is_alphabetic);
    fact.kind == Kind::Identifier && letters >= 2 && plain
}

/// Is a name with digits lost or put in, where the translation keeps other such names as they are? Then it keeps names.
pub(super) fn is_out_of_line(fact: &Fact, own: &SideView<'_>, other: &SideView<'_>) -> bool {
    let is_kept = |kept: &Fact| {
        let name = match kept.kind {
            Kind::Identifier => text(kept) != text(fact) && text(kept).len() >= 3 && letters(kept).next().is_some(),
            Kind::Acronym => true,
            _ => false,
        };
        name && other.texts().any(|theirs| theirs.to_uppercase().contains(&text(kept).to_uppercase()))
    };
    is_name(fact) && own.facts.iter().any(|placed| is_kept(placed.fact))
}

/// `ab12 3cd`: has a blank come between two digits of a name that the other side writes in one?
pub(super) fn is_broken(fact: &Fact, own: &SideView<'_>, other: &SideView<'_>) -> bool {
    let is_digit = |c: char| digit(c).is_some();
    let Some((_, after)) = around(own, fact).filter(|_| fact.kind == Kind::Identifier) else { return false };
    let Some(rest) = after.strip_prefix(' ').filter(|rest| rest.starts_with(is_digit)) else { return false };
    let rest: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let whole = format!("{}{rest}", text(fact)).to_uppercase();
    text(fact).ends_with(is_digit)
        && rest.contains(|c: char| c.is_ascii_alphabetic())
        && other.facts.iter().any(|placed| placed.fact.kind == Kind::Identifier && text(placed.fact) == whole)
}

fn is_run(identifier: &Fact, other: &Fact) -> bool {
    let Some(number) = other.value.number() else { return false };
    let number = number.abs().to_string();
    // Of the version 3.0.3 no single number is left.
    if is_version(identifier) {
        // 3.12 is 3.12.0; of 3.0.0 more than 3 is left.
        let short = text(identifier).strip_suffix(".0").filter(|short| short.contains('.') && !short.ends_with(".0"));
        return text(identifier) == number || short == Some(number.as_str());
    }
    other.kind != Kind::Unit && digit_runs(text(identifier)).any(|run| run == number)
}

/// Has the other text all digits of an identifier?
pub(super) fn is_in_text(fact: &Fact, own: &SideView<'_>, other: &SideView<'_>) -> bool {
    let runs: Vec<String> = digit_runs(text(fact)).collect();
    if is_version(fact) {
        // 3.0.3 is not in a text that says 3.0 here and 3 there.
        let own = text(fact).trim_start_matches(['v', 'V']);
        let is_own = |number: &str| {
            let rest = number.trim_matches('.').strip_prefix(own);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        return other.texts().any(|text| text.split(|c: char| c != '.' && digit(c).is_none()).any(is_own));
    }
    // 2.6.0-preview2 is not in 2.6.0-preview1, though its digits are.
    let count =
        |side: &SideView<'_>, run: &String| side.texts().flat_map(digit_runs).filter(|other| other == run).count();
    runs.iter().all(|run| count(other, run) >= count(own, run))
}

/// preview2 and 프리뷰1: a name with one figure, and a figure joined to a word of a script without capitals.
pub(super) fn is_spelled_anew(name: &Fact, (number, side): (&Fact, &SideView<'_>)) -> bool {
    const FEWEST: usize = 4;
    let caseless = |c: char| is_letter(c) && !is_upper(c) && !is_lower(c);
    let joined = || around(side, number).is_some_and(|(before, _)| before.ends_with(caseless));
    let plain = number.kind == Kind::Number && number.form == Form::Digits;
    let figure = text(name).trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text(name).len() - figure.len();
    let one = !figure.is_empty() && figure.len() <= 3 && figure.bytes().all(|byte| byte.is_ascii_digit());
    name.kind == Kind::Identifier && plain && letters >= FEWEST && one && joined()
}

/// May one have become the other: two versions, or one name with other digits?
pub(super) fn is_counterpart(source: &Fact, target: &Fact) -> bool {
    source.kind == target.kind && letters(source).eq(letters(target))
}

/// Is it a version or an address: digits and dots alone?
pub(super) fn is_version(fact: &Fact) -> bool {
    let text = text(fact).trim_start_matches(['v', 'V']);
    text.contains('.') && text.chars().all(|c| c == '.' || digit(c).is_some())
}
