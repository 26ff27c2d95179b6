//! Runs rules that compare by themselves: unit by unit, side by side.

mod compare;
mod fact;
mod index;
mod seek;
mod unit;

pub(super) use index::Index;

use super::{Body, Rules, Scope, Verdict};
use crate::check::Bitext;

/// What the comparing rules among `on` say about a bitext.
pub(super) fn compare<'a>(
    rules: &'a Rules,
    on: &[usize],
    index: &Index,
    bitext: &Bitext<'_>,
    verdicts: &mut Vec<Verdict<'a>>,
) {
    for scope in [Scope::Sentence, Scope::Block, Scope::Document] {
        let of_scope: Vec<usize> = on
            .iter()
            .copied()
            .filter(|&number| matches!(&rules.rules[number].body, Body::Compare(compare) if compare.scope == scope))
            .collect();
        if of_scope.is_empty() {
            continue;
        }
        for unit in unit::units(bitext, scope) {
            let hits = index.scan(&unit.source, &of_scope);
            for &number in &of_scope {
                let rule = &rules.rules[number];
                if let Body::Compare(compare) = &rule.body {
                    let of_rule = hits.get(&number).map_or(&[][..], Vec::as_slice);
                    compare::Case { rule, compare, unit: &unit, bitext, hits: of_rule }.run(verdicts);
                }
            }
        }
    }
}
