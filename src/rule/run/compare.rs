//! One rule and one unit: what the rule finds on one side, and whether the other side has what it demands.

use std::collections::BTreeMap;

use super::{
    index::TermHit,
    seek::{self, Match, facts, find, is_in_code, literal, looks_at, of_piece, of_terms},
    unit::{Side, Unit},
};
use crate::{
    check::{Bitext, Claim, Difference, Problem, Spot},
    rule::{
        Count, Direction, Rule, Verdict,
        glossary::Glossary,
        ready::{Compare, Demand, Same, Seek},
        rules::{On, problem},
        terms::Term,
    },
};

/// A rule before a unit.
pub(super) struct Case<'u, 't, 'r, 'b> {
    pub(super) on: On<'r>,
    pub(super) rule: &'r Rule,
    pub(super) compare: &'r Compare,
    pub(super) unit: &'u Unit<'t>,
    pub(super) bitext: &'u Bitext<'b>,
    pub(super) hits: &'u [TermHit],
}

/// What a rule has found, on its way to a verdict.
#[derive(Debug, Default)]
pub(super) struct Found<'t> {
    pub(super) problem: Option<Problem>,
    pub(super) source: Option<Match<'t>>,
    pub(super) target: Option<Match<'t>>,
    pub(super) expected: String,
    /// Lists for `{missing}` and `{extra}`.
    pub(super) missing: Option<String>,
    pub(super) extra: Option<String>,
}

impl<'u, 't, 'r> Case<'u, 't, 'r, '_> {
    /// Adds what the rule says about the unit.
    pub(super) fn run(&self, verdicts: &mut Vec<Verdict<'r>>) {
        let Some(sources) = self.sources() else { return };
        let (from, to) = self.languages();
        if !self.compare.has_language(from, to) {
            // Only rules that demand every language come here.
            if let Some(first) = sources.first() {
                let expected = format!("no entry for {to}");
                let found = Found { source: Some(first.clone()), expected, ..missing() };
                verdicts.push(self.verdict(found));
            }
            return;
        }
        let mut all = Vec::new();
        if self.compare.is_forbidden {
            self.forbid(&sources, &mut all);
        } else if let Demand::Fact(demand) = &self.compare.demand {
            match &self.compare.source {
                Some(Seek::Fact { .. }) => super::fact::compare(self, demand, &sources, &mut all),
                _ => self.require(&sources, &mut all),
            }
        } else {
            if self.compare.direction != Direction::Target {
                self.require(&sources, &mut all);
            }
            if self.compare.direction != Direction::Source {
                self.added(&sources, &mut all);
            }
        }
        verdicts.extend(all.into_iter().map(|found| self.verdict(found)));
    }

    /// The languages of the two sides.
    pub(super) fn languages(&self) -> (&'u str, &'u str) {
        (&self.bitext.source_locale.tag, &self.bitext.target_locale.tag)
    }

    /// What the rule finds in the source, without exceptions; `None` where an exception takes back the whole unit.
    fn sources(&self) -> Option<Vec<Match<'t>>> {
        let side = &self.unit.source;
        let (lang, _) = self.languages();
        let is_glossary = matches!(self.compare.demand, Demand::Glossary(_));
        let mut matches = match &self.compare.source {
            Some(Seek::Terms(_)) => self.of_index(),
            Some(seek) => find(seek, side, lang, &self.rule.when),
            None if is_glossary => self.of_index(),
            // The rule speaks about every unit that has text: its first piece stands for it.
            None => {
                let piece = side.pieces.iter().find(|p| looks_at(&self.rule.when, p) && !p.text.trim().is_empty());
                piece.map(|piece| of_piece(piece, 0..piece.text.len())).into_iter().collect()
            }
        };
        matches.sort_by_key(|found| (found.segment, found.at.start));
        self.without(matches, &self.compare.except_source, side, lang)
    }

    fn of_index(&self) -> Vec<Match<'t>> {
        let side = &self.unit.source;
        let hits = self.hits.iter().filter_map(|hit| {
            let piece = side.pieces.get(hit.piece).filter(|piece| looks_at(&self.rule.when, piece))?;
            Some(Match { concept: hit.concept, ..of_piece(piece, hit.at.clone()) })
        });
        let (_, lang) = self.languages();
        // A concept that has no words in the language says nothing about it.
        let has_words = |found: &Match<'_>| match &self.compare.demand {
            Demand::Glossary(glossary) => !self.concept_terms(glossary, found.concept, lang).is_empty(),
            _ => true,
        };
        hits.filter(|found| has_words(found) && !is_in_code(found, side)).collect()
    }

    /// Takes back what exceptions touch. An exception that touches nothing takes back the unit.
    fn without<'m>(
        &self,
        mut matches: Vec<Match<'m>>,
        exceptions: &[Seek],
        side: &Side<'m>,
        lang: &str,
    ) -> Option<Vec<Match<'m>>> {
        for seek in exceptions {
            for exception in find(seek, side, lang, &Default::default()) {
                let before = matches.len();
                matches.retain(|found| !found.touches(&exception));
                if matches.len() == before && before > 0 && !self.has_taken(&exception, side) {
                    return None;
                }
            }
        }
        Some(matches)
    }

    /// Did the exception touch a match that another exception took back before?
    fn has_taken(&self, exception: &Match<'_>, side: &Side<'_>) -> bool {
        let Some(seek) = &self.compare.source else { return false };
        let (lang, _) = self.languages();
        find(seek, side, lang, &Default::default()).iter().any(|found| found.touches(exception))
    }

    fn forbid(&self, sources: &[Match<'t>], all: &mut Vec<Found<'t>>) {
        let Some(first) = sources.first() else { return };
        let mut found = Vec::new();
        for source in sources {
            found.extend(self.targets(source));
            // What is forbidden is mostly the same for all matches of the source.
            if self.is_same_for_all() {
                break;
            }
        }
        found.sort_by_key(|found| (found.segment, found.at.start, found.at.end));
        found.dedup_by(|a, b| a.segment == b.segment && a.at == b.at);
        let (_, lang) = self.languages();
        let Some(found) = self.without(found, &self.compare.except_target, &self.unit.target, lang) else { return };
        let seen = |found: &Match<'_>| {
            self.unit
                .target
                .pieces
                .iter()
                .any(|piece| piece.segment == found.segment && looks_at(&self.rule.when, piece))
        };
        for target in found.into_iter().filter(seen) {
            let source = self.compare.source.is_some() || matches!(self.compare.demand, Demand::Glossary(_));
            all.push(Found {
                problem: Some(Problem::Changed),
                source: source.then(|| first.clone()),
                target: Some(target),
                ..Found::default()
            });
        }
    }

    /// What the source has must be in the translation.
    fn require(&self, sources: &[Match<'t>], all: &mut Vec<Found<'t>>) {
        let mut groups: BTreeMap<(usize, String), Vec<&Match<'t>>> = BTreeMap::new();
        for source in sources {
            groups.entry(self.group(source)).or_default().push(source);
        }
        for group in groups.values() {
            let Some(first) = group.first() else { continue };
            // Where two concepts share a word, the translation of either will do.
            let rivals = sources.iter().filter(|other| other.touches(first) && other.concept != first.concept);
            let mut targets = self.targets(first);
            if targets.is_empty() && rivals.clone().any(|rival| !self.targets(rival).is_empty()) {
                continue;
            }
            let (_, lang) = self.languages();
            targets.sort_by_key(|found| (found.segment, found.at.start, found.at.end));
            targets.dedup_by(|a, b| a.segment == b.segment && a.at == b.at);
            let Some(targets) = self.without(targets, &self.compare.except_target, &self.unit.target, lang) else {
                continue;
            };
            let (has, wants) = (targets.len(), group.len());
            let lacks = match self.compare.count {
                Count::AtLeastOnce => has == 0,
                Count::AsOften | Count::Exactly => has < wants,
            };
            if lacks {
                let source = group.get(has).or(group.last()).map(|found| (*found).clone());
                all.push(Found { source, expected: self.expected(first), ..missing() });
            } else if self.compare.count == Count::Exactly && has > wants {
                all.push(Found {
                    problem: Some(Problem::Added),
                    source: Some((*first).clone()),
                    target: targets.get(wants).cloned(),
                    expected: self.expected(first),
                    ..Found::default()
                });
            }
        }
    }

    /// What the translation has must be in the source.
    fn added(&self, sources: &[Match<'t>], all: &mut Vec<Found<'t>>) {
        let side = &self.unit.target;
        let (from, to) = self.languages();
        let when = &self.rule.when;
        let pieces = || side.pieces.iter().filter(|piece| looks_at(when, piece));
        let found: Vec<Match<'t>> = match (&self.compare.demand, &self.compare.source) {
            // A template is made of what the source has: the same is looked for in the translation.
            (Demand::Text(_), Some(seek)) => find(seek, side, from, when),
            (Demand::Regex(table), _) => match table.get(to).and_then(|p| Some((p, p.regex(|_| String::new())?))) {
                Some((pattern, regex)) if pattern.template().is_plain() => pieces()
                    .flat_map(|piece| {
                        let mut hits = Vec::new();
                        pattern.find(&regex, piece.text, &mut hits);
                        hits.into_iter().map(|hit| Match { captures: hit.captures, ..of_piece(piece, hit.at) })
                    })
                    .collect(),
                _ => Vec::new(),
            },
            (Demand::Terms(table), _) => {
                let terms = table.get(to).map_or(&[][..], Vec::as_slice);
                pieces().flat_map(|piece| of_terms(piece, terms)).collect()
            }
            _ => Vec::new(),
        };
        let Some(found) = self.without(found, &self.compare.except_target, side, to) else { return };
        let mut groups: BTreeMap<String, Vec<Match<'t>>> = BTreeMap::new();
        for target in found {
            let key =
                if matches!(self.compare.demand, Demand::Text(_)) { target.text.to_owned() } else { String::new() };
            groups.entry(key).or_default().push(target);
        }
        for (key, group) in groups {
            let has = match &self.compare.demand {
                Demand::Text(_) => {
                    self.unit.source.pieces.iter().map(|piece| literal(piece, &key).len()).sum::<usize>()
                }
                _ => sources.len(),
            };
            let is_added = match self.compare.count {
                Count::AtLeastOnce => has == 0,
                Count::AsOften | Count::Exactly => has < group.len(),
            };
            if let (true, Some(target)) = (is_added, group.get(has).or(group.last())) {
                all.push(Found { problem: Some(Problem::Added), target: Some(target.clone()), ..Found::default() });
            }
        }
    }

    /// What in the translation answers a match of the source.
    fn targets(&self, source: &Match<'t>) -> Vec<Match<'t>> {
        let side = &self.unit.target;
        let (_, lang) = self.languages();
        match &self.compare.demand {
            Demand::Text(table) => {
                let text = table.get(lang).map(|template| template.fill(|name| value(name, source)));
                side.pieces.iter().flat_map(|piece| literal(piece, text.as_deref().unwrap_or_default())).collect()
            }
            Demand::Regex(table) => {
                let Some(pattern) = table.get(lang) else { return Vec::new() };
                let Some(regex) = pattern.regex(|name| value(name, source)) else { return Vec::new() };
                let mut matches = Vec::new();
                for piece in &side.pieces {
                    let mut hits = Vec::new();
                    pattern.find(&regex, piece.text, &mut hits);
                    let of =
                        |hit: crate::rule::pattern::Hit| Match { captures: hit.captures, ..of_piece(piece, hit.at) };
                    matches.extend(hits.into_iter().map(of));
                }
                matches
            }
            Demand::Terms(table) => {
                let terms = table.get(lang).map_or(&[][..], Vec::as_slice);
                side.pieces.iter().flat_map(|piece| of_terms(piece, terms)).collect()
            }
            Demand::Glossary(glossary) => {
                let terms = self.concept_terms(glossary, source.concept, lang);
                side.pieces.iter().flat_map(|piece| of_terms(piece, terms)).collect()
            }
            Demand::Fact(demand) => facts(side, &Default::default(), |fact| fact.kind == demand.kind),
        }
    }

    fn concept_terms<'g>(&self, glossary: &'g Glossary, concept: usize, lang: &str) -> &'g [Term] {
        let entry = glossary.of(lang).and_then(|of| of.get(&concept));
        entry.map_or(&[], |entry| {
            // A glossary that marks what is not to be used forbids that; one that marks nothing forbids its terms.
            if self.compare.is_forbidden && !entry.bad.is_empty() { &entry.bad } else { &entry.good }
        })
    }

    fn is_same_for_all(&self) -> bool {
        match &self.compare.demand {
            Demand::Text(table) => table.values().all(|template| template.is_plain()),
            Demand::Regex(table) => table.values().all(|pattern| pattern.template().is_plain()),
            Demand::Terms(_) | Demand::Fact(_) => true,
            Demand::Glossary(_) => false,
        }
    }

    /// Matches that the same text of the translation answers.
    fn group(&self, source: &Match<'t>) -> (usize, String) {
        match &self.compare.demand {
            Demand::Glossary(_) => (source.concept, String::new()),
            _ if self.is_same_for_all() => (0, String::new()),
            _ => (0, self.expected(source)),
        }
    }

    /// What would be right, in words.
    fn expected(&self, source: &Match<'_>) -> String {
        let (_, lang) = self.languages();
        let written = |terms: &[Term]| terms.iter().map(|term| term.written.as_str()).collect::<Vec<_>>().join(", ");
        match &self.compare.demand {
            Demand::Text(table) => {
                table.get(lang).map_or_else(String::new, |text| text.fill(|name| value(name, source)))
            }
            Demand::Regex(table) => {
                table.get(lang).map_or_else(String::new, |pattern| pattern.template().fill(|name| value(name, source)))
            }
            Demand::Terms(table) => table.get(lang).map_or_else(String::new, |terms| written(terms)),
            Demand::Glossary(glossary) => written(self.concept_terms(glossary, source.concept, lang)),
            Demand::Fact(_) => source.value(),
        }
    }

    fn verdict(&self, found: Found<'t>) -> Verdict<'r> {
        let kind = found.problem.unwrap_or(Problem::Missing);
        let claim = |found: &Option<Match<'_>>| {
            found.as_ref().map(|found| Claim {
                spot: Spot { segment: found.segment, at: found.at.clone() },
                value: found.fact.map(|fact| fact.value.to_string()),
                reading: found.fact.map(|fact| fact.reading()),
            })
        };
        let pair = found.source.as_ref().or(found.target.as_ref()).map_or(self.unit.pair, |found| found.pair);
        let mut difference = Difference::new("custom", pair, kind, claim(&found.source), claim(&found.target));
        difference.expected = Some(found.expected.clone()).filter(|text| !text.is_empty());
        let (from, to) = self.languages();
        let values = |name: &str| match name {
            "expected" => found.expected.clone(),
            "lang" => to.to_owned(),
            "source_lang" => from.to_owned(),
            "problem" => problem(kind).to_owned(),
            "missing" => listed(&found.missing, found.source.as_ref().filter(|_| kind != Problem::Added)),
            "extra" => listed(&found.extra, found.target.as_ref().filter(|_| kind != Problem::Missing)),
            "tolerance" => match &self.compare.demand {
                Demand::Fact(demand) => demand.tolerance.as_ref().map_or_else(String::new, |t| t.text.clone()),
                _ => String::new(),
            },
            _ => match name.strip_prefix("target.") {
                Some(own) => found.target.as_ref().map_or_else(|| self.shown(own), |found| value_of(own, found)),
                None => found.source.as_ref().map_or_else(String::new, |found| value(name, found)),
            },
        };
        let suggestion = self.compare.suggest.as_ref().and_then(|table| table.get(to));
        difference.notes.extend(suggestion.map(|template| format!("suggested: {}", template.fill(values))));
        self.on.verdict(difference, values)
    }

    /// What stands for the text of the translation where nothing was found there: its beginning.
    fn shown(&self, name: &str) -> String {
        if !matches!(name, "text" | "value" | "reading") {
            return String::new();
        }
        let text = self.unit.target.pieces.first().map_or("", |piece| piece.text);
        let short: String = text.chars().take(60).collect();
        if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
    }

    /// Used by comparisons of facts.
    pub(super) fn same(&self) -> Same {
        match &self.compare.demand {
            Demand::Fact(demand) => demand.same,
            _ => Same::Value,
        }
    }
}

/// Something that is missing in the translation.
pub(super) fn missing<'t>() -> Found<'t> {
    Found { problem: Some(Problem::Missing), ..Found::default() }
}

fn listed(list: &Option<String>, found: Option<&Match<'_>>) -> String {
    let own = list.clone().or_else(|| found.map(Match::value));
    own.filter(|text| !text.is_empty()).unwrap_or_else(|| "none".to_owned())
}

/// What `source.NAME` stands for.
fn value(name: &str, source: &Match<'_>) -> String {
    name.strip_prefix("source.").map_or_else(String::new, |own| value_of(own, source))
}

fn value_of(name: &str, found: &Match<'_>) -> String {
    match name {
        "text" => found.text.to_owned(),
        "value" => found.value(),
        "reading" => found.fact.map_or_else(|| found.value(), |fact| fact.reading()),
        "with.text" => found.with.map(|(_, text)| text).or(seek::speaker(found)).unwrap_or_default().to_owned(),
        "with.value" => match found.with {
            Some((fact, _)) => fact.value.to_string(),
            None => seek::speaker(found).unwrap_or_default().to_owned(),
        },
        _ => found
            .captures
            .iter()
            .find(|(capture, _)| capture == name)
            .map_or_else(String::new, |(_, text)| text.clone()),
    }
}
