//! Demands on facts.

use super::*;
use crate::{fact::Decimal, rule::ready::FactDemand};

impl Compiler<'_> {
    pub(super) fn fact_demand(&mut self, demand: &written::Demand, written: &written::Rule) -> Option<FactDemand> {
        let kind = Kind::from_name(fact_name(demand.fact.as_ref()?.get_ref()))?;
        let source = written.source.as_ref().map(Spanned::get_ref);
        let source_kind = source.and_then(|source| source.fact.as_ref());
        let tolerance = demand.tolerance.as_ref().and_then(|text| {
            let tolerance = Tolerance::parse(text.get_ref());
            if tolerance.is_none() {
                let message = format!("`{}` is no tolerance", text.get_ref());
                self.add(text.span(), "bad-tolerance", message, |mistake| {
                    mistake.label("a share or a number is expected: `2%`, `0.5`")
                });
            }
            tolerance
        });
        let mut rates = Vec::new();
        for (pair, rate) in demand.convert.iter().flatten() {
            let code = |code: &str| Some(code.trim().to_owned()).filter(|code| !code.is_empty());
            let sides = pair.get_ref().split_once("->").and_then(|(from, to)| Some((code(from)?, code(to)?)));
            match (sides, *rate.get_ref()) {
                (Some((from, to)), rate) if rate > 0.0 && rate.is_finite() => rates.push((from, to, rate)),
                (None, _) => {
                    self.add(pair.span(), "bad-rate", format!("`{}` is no conversion", pair.get_ref()), |mistake| {
                        mistake.label("from and to are expected: `\"USD->EUR\"`")
                    });
                }
                _ => self.add(rate.span(), "bad-rate", "a rate is a number above 0", |mistake| mistake),
            }
        }
        if let Some(with) = demand.with.as_ref().filter(|_| source.is_none_or(|source| source.with.is_none())) {
            self.add(with.span(), "conflict", "`with` here goes with `source.with`", |mistake| {
                mistake.label("say in `source.with` which fact is meant")
            });
        }
        if let Some(same) = demand.same.as_ref().filter(|_| source_kind.is_none()) {
            self.add(same.span(), "conflict", "`same` compares a fact with one of the source", |mistake| {
                mistake.label("the rule has no `source.fact`")
            });
        }
        Some(FactDemand {
            kind,
            same: match demand.same.as_ref().map(|same| same.get_ref().as_str()) {
                Some("set") => Same::Set,
                Some("count") => Same::Count,
                Some("text") => Same::Text,
                _ => Same::Value,
            },
            tolerance,
            rates,
            with_same: demand.with.as_ref().map(|with| with.get_ref() == "same"),
            ignore_below: demand.ignore_below.as_ref().and_then(|number| decimal(*number.get_ref())),
        })
    }
}

/// A number of a rule file, as facts have it.
pub(super) fn decimal(number: f64) -> Option<Decimal> {
    Decimal::parse(&number.to_string())
}
