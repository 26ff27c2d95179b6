//! Facts of the source and facts of the translation: which of them say the same.

use super::{
    compare::{Case, Found, missing},
    seek::{self, Match, facts},
};
use crate::{
    check::Problem,
    fact::{
        Fact, Kind, Value,
        convert::{Conversion, converts},
    },
    rule::{
        Count, Direction,
        ready::{FactDemand, Same},
    },
    text::fold::fold,
};

/// Compares the facts that the rule found in the source with those of the translation.
pub(super) fn compare<'t>(
    case: &Case<'_, 't, '_, '_>,
    demand: &FactDemand,
    sources: &[Match<'t>],
    all: &mut Vec<Found<'t>>,
) {
    let is_big = |found: &&Match<'_>| match (demand.ignore_below, found.fact.and_then(|fact| fact.value.number())) {
        (Some(least), Some(number)) => number.abs() >= least,
        _ => true,
    };
    let sources: Vec<&Match<'t>> = sources.iter().filter(is_big).collect();
    let targets = targets(case, demand);
    let targets: Vec<&Match<'t>> = targets.iter().filter(is_big).collect();
    let wants_missing = case.compare.direction != Direction::Target;
    let wants_added = case.compare.direction != Direction::Source;
    if case.same() == Same::Count {
        let (has, needs) = (targets.len(), sources.len());
        if (has < needs && wants_missing) || (has > needs && wants_added) {
            all.push(Found {
                problem: Some(if has == 0 { Problem::Missing } else { Problem::Changed }),
                source: sources.first().map(|found| (*found).clone()),
                target: targets.first().map(|found| (*found).clone()),
                expected: needs.to_string(),
                missing: Some(needs.saturating_sub(has).to_string()),
                extra: Some(has.saturating_sub(needs).to_string()),
            });
        }
        return;
    }
    let (mut unmet, unused) = match_up(case, demand, &sources, &targets);
    let mut unused: Vec<&Match<'t>> = unused;
    // A value of the translation that the source has too is no addition, only said more often.
    unused.retain(|target| case.compare.count == Count::Exactly || !sources.iter().any(|s| agree(demand, s, target)));
    if case.same() == Same::Set {
        set(wants_missing, wants_added, &unmet, &unused, all);
        return;
    }
    if wants_missing {
        for source in unmet.drain(..) {
            // What is left over in the translation is what became of it.
            let near = unused.iter().position(|target| target.pair == source.pair).or(if unused.is_empty() {
                None
            } else {
                Some(0)
            });
            let target = near.map(|near| unused.remove(near).clone());
            let problem = if target.is_some() { Problem::Changed } else { Problem::Missing };
            all.push(Found {
                problem: Some(problem),
                source: Some(source.clone()),
                target,
                expected: source.value(),
                ..missing()
            });
        }
    }
    if wants_added {
        for target in unused {
            all.push(Found { problem: Some(Problem::Added), target: Some(target.clone()), ..Found::default() });
        }
    }
}

/// The facts of the translation, each with the fact it stands with.
fn targets<'t>(case: &Case<'_, 't, '_, '_>, demand: &FactDemand) -> Vec<Match<'t>> {
    let side = &case.unit.target;
    let (_, lang) = case.languages();
    let with = match (&case.compare.source, demand.with_same) {
        (Some(crate::rule::ready::Seek::Fact { with, .. }), Some(_)) => *with,
        _ => None,
    };
    match with {
        Some(_) => seek::find(&crate::rule::ready::Seek::Fact { kind: demand.kind, with }, side, lang, &case.rule.when),
        None => facts(side, &case.rule.when, |fact| fact.kind == demand.kind),
    }
}

/// Pairs what agrees: the facts of the source that nothing answers, and those of the translation that answer nothing.
fn match_up<'a, 't>(
    case: &Case<'_, 't, '_, '_>,
    demand: &FactDemand,
    sources: &[&'a Match<'t>],
    targets: &[&'a Match<'t>],
) -> (Vec<&'a Match<'t>>, Vec<&'a Match<'t>>) {
    let mut is_used = vec![false; targets.len()];
    let mut unmet = Vec::new();
    // A quotation has no value of its own: each answers one.
    let once_each = case.compare.count != Count::AtLeastOnce || demand.kind == Kind::Quote;
    for source in sources {
        let free = |n: &usize| !is_used[*n] && agree(demand, source, targets[*n]);
        match (0..targets.len()).find(free) {
            Some(n) => is_used[n] = true,
            None if !once_each && targets.iter().any(|target| agree(demand, source, target)) => {}
            None => unmet.push(*source),
        }
    }
    let unused = targets.iter().zip(is_used).filter(|(_, used)| !used).map(|(target, _)| *target).collect();
    (unmet, unused)
}

/// Does the translation's fact say what the source's says?
fn agree(demand: &FactDemand, source: &Match<'_>, target: &Match<'_>) -> bool {
    let (Some(a), Some(b)) = (source.fact, target.fact) else { return false };
    if demand.with_same == Some(true) && !same_with(source, target) {
        return false;
    }
    if demand.same == Same::Text {
        return source.text == target.text;
    }
    if demand.kind == Kind::Quote {
        return true;
    }
    a.agrees(b) || a.readings().any(|a| b.readings().any(|b| near(demand, a, b)))
}

/// Do the two values lie close enough, or is one a conversion of the other?
fn near(demand: &FactDemand, a: &Value, b: &Value) -> bool {
    let (Some(x), Some(y)) = (a.number(), b.number()) else { return false };
    let (from, to) = (unit(a), unit(b));
    if from == to {
        // With rates, the tolerance is for what was converted.
        let tolerance = demand.tolerance.as_ref().filter(|_| demand.rates.is_empty());
        return tolerance.is_some_and(|tolerance| tolerance.holds(x.to_f64(), y.to_f64()));
    }
    let rate = demand.rates.iter().find_map(|(left, right, rate)| {
        let is = |a: &str, b: &str| Some(a) == from && Some(b) == to;
        if is(left, right) { Some(*rate) } else { is(right, left).then(|| 1.0 / rate) }
    });
    if let Some(rate) = rate {
        // Without a tolerance a converted amount may be rounded as people round: to two digits.
        let expected = x.to_f64() * rate;
        return match &demand.tolerance {
            Some(tolerance) => tolerance.holds(expected, y.to_f64()),
            None => (expected - y.to_f64()).abs() <= expected.abs() * 0.05,
        };
    }
    match (a, b) {
        (Value::Measure(x, from), Value::Measure(y, to)) => converts((*x, from), (*y, to)) == Conversion::Right,
        _ => false,
    }
}

fn unit(value: &Value) -> Option<&str> {
    match value {
        Value::Money(_, code) => Some(code),
        Value::Measure(_, unit) => Some(unit),
        _ => None,
    }
}

/// Do the facts that stand with the two say the same?
fn same_with(source: &Match<'_>, target: &Match<'_>) -> bool {
    let name = |found: &Match<'_>| {
        let with = found.with.map(|(fact, _)| fact.value.to_string());
        seek::speaker(found).map(str::to_owned).or(with)
    };
    let by_fact = match (source.with, target.with) {
        (Some((a, _)), Some((b, _))) => Fact::agrees(a, b),
        _ => false,
    };
    by_fact || matches!((name(source), name(target)), (Some(a), Some(b)) if fold(&a) == fold(&b))
}

/// One finding for all that differs between two sets.
fn set<'t>(
    wants_missing: bool,
    wants_added: bool,
    unmet: &[&Match<'t>],
    unused: &[&Match<'t>],
    all: &mut Vec<Found<'t>>,
) {
    let values = |list: &[&Match<'_>]| {
        let mut values: Vec<String> = list.iter().map(|found| found.value()).collect();
        values.sort();
        values.dedup();
        values.join(", ")
    };
    let (lacks, adds) = (wants_missing && !unmet.is_empty(), wants_added && !unused.is_empty());
    if !lacks && !adds {
        return;
    }
    let problem = match (lacks, adds) {
        (true, true) => Problem::Changed,
        (true, false) => Problem::Missing,
        _ => Problem::Added,
    };
    all.push(Found {
        problem: Some(problem),
        source: unmet.first().filter(|_| lacks).map(|found| (*found).clone()),
        target: unused.first().filter(|_| adds).map(|found| (*found).clone()),
        expected: values(unmet),
        missing: Some(if lacks { values(unmet) } else { String::new() }),
        extra: Some(if adds { values(unused) } else { String::new() }),
    });
}
