//! The facts of both sides, and which of them are settled.

use super::Context;
use crate::{
    check::SideView,
    fact::{Fact, Form, Kind},
    text::chars::digit,
};

/// The facts of both sides, and which of them are settled.
pub(super) struct Sides<'a> {
    pub(super) source: &'a [&'a Fact],
    pub(super) target: &'a [&'a Fact],
    pub(super) source_done: Vec<bool>,
    pub(super) target_done: Vec<bool>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(source: &'a [&'a Fact], target: &'a [&'a Fact]) -> Sides<'a> {
        Sides { source, target, source_done: vec![false; source.len()], target_done: vec![false; target.len()] }
    }

    pub(super) fn open_source(&self) -> Vec<usize> {
        (0..self.source.len()).filter(|&n| !self.source_done[n]).collect()
    }

    pub(super) fn open_target(&self) -> Vec<usize> {
        (0..self.target.len()).filter(|&n| !self.target_done[n]).collect()
    }
}

/// A sign that stands once for several numbers: “5 to 10 percent”. The bare number is then no loss.
pub(super) fn is_shared(kind: Kind, sides: &Sides<'_>, context: &Context<'_>, source: usize, target: usize) -> bool {
    // The sign stands behind the last number or before the first: 30 % and 43 share none.
    let stands = |fact: &Fact, side: &SideView<'_>, behind: bool| {
        let text = text(side, fact).unwrap_or_default();
        let end = if behind { text.chars().next() } else { text.chars().next_back() };
        fact.form != Form::Digits || kind != Kind::Percent || end.is_some_and(|c| digit(c).is_some())
    };
    let shares = |facts: &[&Fact], n: usize, side: &SideView<'_>| {
        let after = facts.get(n + 1);
        let after =
            after.is_some_and(|next| next.kind == kind && stands(next, side, true) && is_joined(side, facts[n], next));
        let before = n.checked_sub(1).and_then(|n| facts.get(n));
        after
            || before
                .is_some_and(|last| last.kind == kind && stands(last, side, false) && is_joined(side, last, facts[n]))
    };
    match (sides.source[source].kind == kind, sides.target[target].kind == kind) {
        (true, false) => shares(sides.target, target, context.target),
        (false, true) => shares(sides.source, source, context.source),
        _ => false,
    }
}

/// *The percentage was 34*: a word that begins like the one for per cent stands before the number, and is none itself.
pub(super) fn names_percentage(fact: &Fact, side: &SideView<'_>) -> bool {
    const NEAR: usize = 24;
    /// More letters than an ending has.
    const LONGER: usize = 3;
    let Some((before, _)) = around(side, fact) else { return false };
    let skipped = before.chars().count().saturating_sub(NEAR);
    let before = before.chars().skip(skipped).collect::<String>().to_lowercase();
    let forms = side.locale.forms("percent", "percent");
    let longer = |word: &str| {
        forms.iter().filter(|form| form.chars().count() > 3).any(|form| {
            word.strip_prefix(form.to_lowercase().as_str()).is_some_and(|rest| rest.chars().count() >= LONGER)
        })
    };
    let behind_digits = before.rsplit(|c: char| digit(c).is_some()).next().unwrap_or_default();
    behind_digits.split_whitespace().any(longer)
}

/// Do two facts stand together as the ends of a range or in a list? `5 to 10`, `5, 10 and 15`; not `16, compared with 34`.
fn is_joined(side: &SideView<'_>, first: &Fact, second: &Fact) -> bool {
    const NEAR: usize = 24;
    let Some(gap) = between(side, first, second).filter(|gap| gap.len() < NEAR) else { return false };
    let words = gap.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let comma = gap.contains([',', '，', '、', '،']);
    words <= 2 && !(comma && words > 0)
}

/// The text between two facts of one part.
pub(super) fn between<'a>(side: &SideView<'a>, first: &Fact, second: &Fact) -> Option<&'a str> {
    let part = |fact: &Fact| side.facts.iter().find(|placed| std::ptr::eq(placed.fact, fact)).map(|placed| placed.part);
    let (a, b) = (part(first)?, part(second)?);
    side.parts.get(a).filter(|_| a == b)?.text.get(first.at.end..second.at.start)
}

/// The text of a fact.
pub(super) fn text<'a>(side: &SideView<'a>, fact: &Fact) -> Option<&'a str> {
    side.facts
        .iter()
        .find(|placed| std::ptr::eq(placed.fact, fact))
        .and_then(|placed| side.parts.get(placed.part)?.text.get(fact.at.clone()))
}

/// What stands before and behind a fact.
pub(super) fn around<'a>(side: &SideView<'a>, fact: &Fact) -> Option<(&'a str, &'a str)> {
    let placed = side.facts.iter().find(|placed| std::ptr::eq(placed.fact, fact))?;
    let text = side.parts.get(placed.part)?.text;
    Some((text.get(..fact.at.start)?, text.get(fact.at.end..)?))
}
