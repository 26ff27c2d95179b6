//! Whether quotations of the translation stand between the marks of its language, with the blanks that belong there.

use crate::{
    check::{Bitext, Claim, Difference, Placed, Problem, SideView, Spot},
    fact::{Confidence, Kind, Value},
    locale::Locale,
    text::chars,
};

/// The topics of this check.
pub(in crate::check) const TOPICS: &[&str] = &["quote-style"];

/// A longer quotation is not written again as a suggestion.
const SHOWN: usize = 80;

/// Looks at the marks of every translation.
pub(in crate::check) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    let convention = Convention::of(bitext.target_locale);
    if convention.outer.is_empty() {
        return;
    }
    for (number, pair) in bitext.pairs.iter().enumerate() {
        for placed in &pair.target.facts {
            let Value::Quote { depth, .. } = placed.fact.value else { continue };
            if placed.fact.kind == Kind::Quote && placed.fact.confidence > Confidence::Low {
                differences.extend(convention.compare(number, &pair.target, placed, depth > 0));
            }
        }
    }
}

/// How a language marks quotations.
struct Convention<'l> {
    /// The marks of a quotation; the first are the usual ones.
    outer: Vec<(&'l str, &'l str)>,
    /// The marks of a quotation in a quotation.
    inner: Vec<(&'l str, &'l str)>,
    /// The blanks inside guillemets; none where they stand close.
    blanks: Vec<&'l str>,
}

impl<'l> Convention<'l> {
    fn of(locale: &'l Locale) -> Convention<'l> {
        let forms = |key| locale.forms("quote", key).iter().copied();
        let close = !locale.forms("quote-blank", "none").is_empty();
        // A blank is told between the marks that it stands within.
        let between = |form: &'l str| {
            let form = form.get(form.chars().next()?.len_utf8()..)?;
            form.get(..form.len().checked_sub(form.chars().next_back()?.len_utf8())?)
        };
        let blanks = locale.forms("quote-blank", "inside").iter().filter(|_| !close);
        Convention {
            outer: forms("start")
                .zip(forms("end"))
                .chain(forms("also").filter_map(|pair| pair.split_once('…')))
                .collect(),
            inner: forms("alt-start").zip(forms("alt-end")).collect(),
            blanks: blanks.filter_map(|form| between(form)).collect(),
        }
    }

    /// What is not as the language has it in one quotation.
    fn compare(&self, pair: usize, side: &SideView<'_>, placed: &Placed<'_>, is_inner: bool) -> Option<Difference> {
        let part = side.parts.get(placed.part)?;
        let at = placed.fact.at.clone();
        let (open, inside, close) = split(part.text.get(at.clone())?)?;
        let pairs = || self.inner.iter().chain(self.outer.iter().filter(|_| !is_inner || self.inner.is_empty()));
        let own = pairs().find(|pair| **pair == (open, close));
        let usual = if is_inner { self.inner.first() } else { None };
        let (start, end) = *own.or(usual).or(self.outer.first())?;
        let blank = if matches!(start, "«" | "‹") { self.blanks.first().copied().unwrap_or_default() } else { "" };
        let text = inside.trim();
        let (before, after) = (inside.len() - inside.trim_start().len(), inside.len() - inside.trim_end().len());
        let is_set = |gap: &str| if blank.is_empty() { gap.is_empty() } else { self.blanks.contains(&gap) };
        let opens_well = open == start && is_set(inside.get(..before)?);
        let closes_well = close == end && is_set(inside.get(inside.len() - after..)?);
        if opens_well && closes_well || text.is_empty() {
            return None;
        }
        // The mark with its blank is what one edits.
        let spot =
            if opens_well { at.end - close.len() - after..at.end } else { at.start..at.start + open.len() + before };
        let used = format!("{open}{}…{}{close}", inside.get(..before)?, inside.get(inside.len() - after..)?);
        let spot = Spot { segment: part.segment, at: spot };
        let claim = Claim { spot, value: Some(used), reading: None };
        let mut difference = Difference::new("quote-style", pair, Problem::Changed, None, Some(claim));
        difference.expected = Some(format!("{start}{blank}…{blank}{end}"));
        if own.is_some() && !blank.is_empty() {
            difference.how = Some("a no-break space stands inside them".to_owned());
        }
        if text.chars().count() <= SHOWN {
            difference.notes.push(format!("suggested: {start}{blank}{text}{blank}{end}"));
        }
        Some(difference)
    }
}

/// A quotation as its marks and what stands between them; `None` for titles, which have marks of their own.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    if matches!(first, '《' | '〈') || !text.chars().any(chars::is_alphanumeric) {
        return None;
    }
    // A mark may be made of two.
    let opening = text.chars().take(2).take_while(|&c| c == first).map(char::len_utf8).sum::<usize>();
    let closing = text.chars().rev().take(2).take_while(|&c| c == last).map(char::len_utf8).sum::<usize>();
    let is_made_of_two = |c: char| matches!(c, '\'' | '‚' | ',' | '‘' | '’');
    let opening = if is_made_of_two(first) { opening } else { first.len_utf8() };
    let closing = if is_made_of_two(last) && opening > first.len_utf8() { closing } else { last.len_utf8() };
    let inside = text.get(opening..text.len().checked_sub(closing)?)?;
    Some((text.get(..opening)?, inside, text.get(text.len() - closing..)?))
}
