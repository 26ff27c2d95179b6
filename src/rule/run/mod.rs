//! Runs rules that compare by themselves: unit by unit, side by side.

mod compare;
mod fact;
mod index;
mod seek;
mod unit;

pub(super) use index::Index;

use super::{Body, Scope, Verdict, rules::On};
use crate::check::Bitext;

/// What the comparing rules among `on` say about a bitext.
pub(super) fn compare<'a>(on: &[On<'a>], index: &Index, bitext: &Bitext<'_>, verdicts: &mut Vec<Verdict<'a>>) {
    for scope in [Scope::Sentence, Scope::Block, Scope::Document] {
        let of_scope = on.iter().filter_map(|on| match &on.rule.body {
            Body::Compare(compare) if compare.scope == scope => Some((*on, &**compare)),
            _ => None,
        });
        let of_scope: Vec<_> = of_scope.collect();
        if of_scope.is_empty() {
            continue;
        }
        let numbers: Vec<usize> = of_scope.iter().map(|(on, _)| on.number).collect();
        for unit in unit::units(bitext, scope) {
            let hits = index.scan(&unit.source, &numbers);
            for (on, compare) in &of_scope {
                let hits = hits.get(&on.number).map_or(&[][..], Vec::as_slice);
                compare::Case { on: *on, rule: on.rule, compare, unit: &unit, bitext, hits }.run(verdicts);
            }
        }
    }
}
