//! What a translation keeps literally: placeholders, markup, links, code.

mod address;
mod examples;

use std::collections::HashMap;

use self::examples::Examples;
use super::{Bitext, Claim, Difference, Pair, Placed, Problem, SideView};
use crate::{
    document::{BlockKind, Document},
    fact::{Confidence, Fact, Kind, Value},
};

/// The topics of this check.
pub(super) const TOPICS: &[&str] = &["placeholder", "markup", "link", "code"];

/// The check.
pub(super) fn check(bitext: &Bitext<'_>, differences: &mut Vec<Difference>) {
    let links = Census::of(bitext, links_of);
    let code = Census::of(bitext, code_of);
    let examples = Examples::default();
    for number in 0..bitext.pairs.len() {
        let Some(pair) = bitext.pairs.get(number) else { continue };
        if !has_literals(&pair.source) && !has_literals(&pair.target)
            || pair.source.is_empty()
            || pair.target.is_empty()
        {
            continue;
        }
        if bitext.running.is_none() {
            placeholders(bitext, number, differences);
            markup(bitext, number, differences);
        }
        self::links(bitext, number, &links, differences);
        self::code(bitext, number, &code, &examples, differences);
    }
    customs(differences);
}

/// Is there anything to compare?
fn has_literals(side: &SideView<'_>) -> bool {
    side.facts.iter().any(|placed| placed.fact.kind.is_literal())
}

/// From so many times on, it is how the translation does things.
const CUSTOM: usize = 3;

/// A placeholder that the translation adds again and again is one that its program knows.
fn customs(differences: &mut [Difference]) {
    let mut added: HashMap<String, usize> = HashMap::new();
    let value = |difference: &Difference| {
        let is_added = difference.topic == "placeholder" && difference.problem == Problem::Added;
        difference.target.as_ref().filter(|_| is_added).and_then(|claim| claim.value.clone())
    };
    for name in differences.iter().filter_map(value) {
        *added.entry(name).or_default() += 1;
    }
    for difference in differences {
        if value(difference).is_some_and(|name| added.get(&name).is_some_and(|&count| count >= CUSTOM)) {
            difference.confidence = Confidence::Low;
        }
    }
}

/// Was the text that an item stands in left out as a whole? Then that is what there is to say.
fn is_left_out(bitext: &Bitext<'_>, claim: &Option<Claim>) -> bool {
    match (&bitext.running, claim) {
        (Some(running), Some(claim)) => !running.answers(&claim.spot),
        _ => false,
    }
}

/// Something of one side that the other side should have.
#[derive(Debug, Clone)]
struct Item<'a> {
    placed: Placed<'a>,
    /// What makes it the same as another one.
    key: String,
}

/// How often each key stands in all pairs of a side: what is missing in its pair may stand in another one.
struct Census {
    source: HashMap<String, usize>,
    target: HashMap<String, usize>,
}

impl Census {
    fn of(bitext: &Bitext<'_>, items: for<'a> fn(&SideView<'a>) -> Vec<Item<'a>>) -> Census {
        let mut census = Census { source: HashMap::new(), target: HashMap::new() };
        if bitext.running.is_none() {
            return census;
        }
        for pair in &bitext.pairs {
            for (side, counts) in [(&pair.source, &mut census.source), (&pair.target, &mut census.target)] {
                for item in items(side) {
                    *counts.entry(item.key).or_default() += 1;
                }
            }
        }
        census
    }

    /// Has the translation as many as the source, all in all?
    fn is_even(&self, key: &str) -> bool {
        let count = |side: &HashMap<String, usize>| side.get(key).copied().unwrap_or(0);
        count(&self.source) > 0 && count(&self.source) == count(&self.target)
    }

    /// Has the other side any at all?
    fn has(&self, key: &str) -> (bool, bool) {
        (self.source.contains_key(key), self.target.contains_key(key))
    }
}

fn of_kind<'a>(side: &SideView<'a>, kind: Kind) -> impl Iterator<Item = Placed<'a>> {
    side.facts.iter().filter(move |placed| placed.fact.kind == kind).copied()
}

fn text(fact: &Fact) -> &str {
    match &fact.value {
        Value::Text(text) => text,
        _ => "",
    }
}

/// Have both sides the same of a kind, in the same order? So it is as a rule, and nothing is left to compare.
fn are_alike(pair: &Pair<'_>, kind: Kind) -> bool {
    of_kind(&pair.source, kind)
        .map(|placed| text(placed.fact))
        .eq(of_kind(&pair.target, kind).map(|placed| text(placed.fact)))
}

/// Takes out what both lists have, one for one.
fn unmatched<'a>(source: Vec<Item<'a>>, target: Vec<Item<'a>>) -> (Vec<Item<'a>>, Vec<Item<'a>>) {
    let mut rest = target;
    let mut missing = Vec::new();
    for item in source {
        match rest.iter().position(|other| other.key == item.key) {
            Some(at) => {
                rest.remove(at);
            }
            None => missing.push(item),
        }
    }
    (missing, rest)
}

fn claim(side: &SideView<'_>, item: &Item<'_>, value: String) -> Option<Claim> {
    Some(Claim { spot: side.spot_of(&item.placed)?, value: Some(value), reading: None })
}

/// The text of an item as it stands in its segment.
fn shown(side: &SideView<'_>, item: &Item<'_>) -> String {
    let part = side.parts.get(item.placed.part);
    let text = part.and_then(|part| part.text.get(item.placed.fact.at.clone())).filter(|text| !text.is_empty());
    text.unwrap_or(self::text(item.placed.fact)).to_owned()
}

/// The plural category, or other choice, that the translation of a pair is for.
fn variant<'a>(side: &SideView<'_>, document: &'a Document<'_>) -> Option<&'a str> {
    document.segments.get(side.parts.first()?.segment)?.variant.as_deref()
}

fn placeholders(bitext: &Bitext<'_>, number: usize, differences: &mut Vec<Difference>) {
    let pair = &bitext.pairs[number];
    if are_alike(pair, Kind::Placeholder) {
        return;
    }
    let items = |side: &SideView<'_>| -> Vec<String> {
        of_kind(side, Kind::Placeholder).map(|placed| text(placed.fact).to_owned()).collect()
    };
    let (source_keys, target_keys) = (items(&pair.source), items(&pair.target));
    // A placeholder may be used again, or once less: only one that is not there at all is missing.
    let only = |side: &SideView<'_>, other: &[String]| {
        let mut found: Vec<(String, Placed<'_>)> = Vec::new();
        for placed in of_kind(side, Kind::Placeholder) {
            let key = text(placed.fact).to_owned();
            if !other.contains(&key) && !found.iter().any(|(known, _)| *known == key) {
                found.push((key, placed));
            }
        }
        found.into_iter().map(|(key, fact)| (key, fact.part, fact.fact.at.clone())).collect::<Vec<_>>()
    };
    let mut missing = only(&pair.source, &target_keys);
    let mut added = only(&pair.target, &source_keys);
    // A text for one thing, or for none, need not say how many; and the source's text for one may not have said it.
    let category = variant(&pair.target, bitext.target);
    if category.is_some_and(|category| !category.split('/').any(|part| part == "other")) {
        missing.clear();
        added.clear();
    }
    let spot = |side: &SideView<'_>, (key, part, at): &(String, usize, std::ops::Range<usize>)| {
        let part = side.parts.get(*part)?;
        let shown = part.text.get(at.clone()).filter(|text| !text.is_empty()).unwrap_or(key).to_owned();
        let spot = super::Spot { segment: part.segment, at: at.clone() };
        Some(Claim { spot, value: Some(shown), reading: None })
    };
    // `%d` for `%s`: the same place, another type.
    while let (Some(one), Some(_)) = (missing.first(), added.first()) {
        let same_place = |other: &&(String, usize, std::ops::Range<usize>)| position(&other.0) == position(&one.0);
        let partner = added.iter().find(same_place).or(added.first()).cloned();
        let Some(partner) = partner else { break };
        differences.push(Difference::new(
            "placeholder",
            number,
            Problem::Changed,
            spot(&pair.source, one),
            spot(&pair.target, &partner),
        ));
        added.retain(|other| other.0 != partner.0);
        missing.remove(0);
    }
    for one in &missing {
        differences.push(Difference::new("placeholder", number, Problem::Missing, spot(&pair.source, one), None));
    }
    for one in &added {
        differences.push(Difference::new("placeholder", number, Problem::Added, None, spot(&pair.target, one)));
    }
}

/// The position of a numbered placeholder: `%2$` of `%2$s`.
fn position(key: &str) -> &str {
    key.split_once('$').map_or(key, |(position, _)| position)
}

/// Tags that a translation may add or drop: they change where a line ends, or nothing.
const FREE_TAGS: [&str; 9] = ["br", "nl", "wbr", "bdi", "bdo", "span", "/span", "/bdi", "/bdo"]; // tidy: tags of HTML

fn markup(bitext: &Bitext<'_>, number: usize, differences: &mut Vec<Difference>) {
    let pair = &bitext.pairs[number];
    if are_alike(pair, Kind::Markup) {
        return;
    }
    fn items<'a>(side: &SideView<'a>) -> Vec<Item<'a>> {
        let tag = |placed: Placed<'a>| {
            let name = text(placed.fact);
            // Bold is bold, whatever it is called.
            let key = match name {
                "strong" => "b",
                "/strong" => "/b",
                "em" => "i",
                "/em" => "/i",
                name => name,
            };
            (!FREE_TAGS.contains(&name)).then(|| Item { placed, key: key.to_owned() })
        };
        of_kind(side, Kind::Markup).filter_map(tag).collect()
    }
    let (mut missing, mut added) = unmatched(items(&pair.source), items(&pair.target));
    // One word about an element, not one about each of its tags.
    let opens = |items: &mut Vec<Item<'_>>| {
        let open: Vec<String> = items.iter().map(|item| item.key.clone()).collect();
        items.retain(|item| !item.key.strip_prefix('/').is_some_and(|name| open.iter().any(|other| other == name)));
    };
    opens(&mut missing);
    opens(&mut added);
    missing.dedup_by(|a, b| a.key == b.key);
    added.dedup_by(|a, b| a.key == b.key);
    let mut added = added.into_iter();
    for item in missing {
        let partner = added.next();
        let (source, target) = (
            claim(&pair.source, &item, shown(&pair.source, &item)),
            partner.as_ref().and_then(|other| claim(&pair.target, other, shown(&pair.target, other))),
        );
        let problem = if target.is_some() { Problem::Changed } else { Problem::Missing };
        differences.push(Difference::new("markup", number, problem, source, target));
    }
    for item in added {
        let target = claim(&pair.target, &item, shown(&pair.target, &item));
        differences.push(Difference::new("markup", number, Problem::Added, None, target));
    }
}

/// The links and addresses of a side that must be kept.
fn links_of<'a>(side: &SideView<'a>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for placed in &side.facts {
        let address = match placed.fact.kind {
            Kind::Link | Kind::Url => address::normal(text(placed.fact)),
            Kind::Email => Some(text(placed.fact).to_lowercase()),
            _ => None,
        };
        // `you@example.com` stands for any address: translations make up their own.
        let address = address.filter(|address| !address::is_example(address));
        items.extend(address.map(|key| Item { placed: *placed, key }));
    }
    items
}

fn links(bitext: &Bitext<'_>, number: usize, census: &Census, differences: &mut Vec<Difference>) {
    let pair = &bitext.pairs[number];
    let (source, target) = (links_of(&pair.source), links_of(&pair.target));
    if source.is_empty() && target.is_empty() {
        return;
    }
    let (mut missing, mut added) = unmatched(source.clone(), target.clone());
    // One address may be named once, and linked once: what stands at least once is there.
    let stands = |items: &[Item<'_>], key: &str| items.iter().any(|other| address::is_same(&other.key, key));
    missing.retain(|item| !stands(&target, &item.key) && !census.is_even(&item.key));
    added.retain(|item| !stands(&source, &item.key) && !census.is_even(&item.key));
    missing.dedup_by(|a, b| a.key == b.key);
    added.dedup_by(|a, b| a.key == b.key);
    let tag = bitext.target_locale.tag.as_str();
    for item in missing {
        let raw = text(item.placed.fact).to_owned();
        // The page in the other language has another address.
        if let Some(at) = added.iter().position(|other| address::is_localised(&raw, text(other.placed.fact), tag)) {
            added.remove(at);
            continue;
        }
        let like = |other: &Item<'_>| strsim::normalized_levenshtein(&item.key, &other.key);
        let best = added.iter().enumerate().max_by(|a, b| like(a.1).total_cmp(&like(b.1))).map(|(at, _)| at);
        let source = claim(&pair.source, &item, raw.clone());
        match best.map(|at| added.remove(at)) {
            Some(other) => {
                let confidence = match like(&other) {
                    // An entry that is an address and nothing else is there to be localised.
                    _ if bitext.running.is_none() && pair.source.texts().all(|text| text.trim() == raw) => {
                        Confidence::Low
                    }
                    alike if alike > 0.5 && pair.confidence > 0.5 => Confidence::High,
                    alike if alike > 0.5 || bitext.running.is_none() => {
                        Confidence::Medium.min(item.placed.fact.confidence)
                    }
                    // Pages link to what their readers can read.
                    _ => Confidence::Low,
                };
                let target = claim(&pair.target, &other, text(other.placed.fact).to_owned());
                differences.push(Difference {
                    confidence,
                    ..Difference::new("link", number, Problem::Changed, source, target)
                });
            }
            None => {
                // In running text the link may stand elsewhere in the page.
                let (_, elsewhere) = census.has(&item.key);
                if !elsewhere && !is_left_out(bitext, &source) {
                    // A link within the site may be left out where the page is linked already, or not translated.
                    let is_sure = bitext.running.is_none() || (address::is_absolute(&raw) && pair.confidence > 0.5);
                    let most = if is_sure { Confidence::Medium } else { Confidence::Low };
                    differences.push(Difference {
                        // A name that looks like an address may be written without its ending.
                        confidence: most.min(item.placed.fact.confidence),
                        ..Difference::new("link", number, Problem::Missing, source, None)
                    });
                }
            }
        }
    }
    for item in added {
        let (elsewhere, _) = census.has(&item.key);
        if !elsewhere {
            let target = claim(&pair.target, &item, text(item.placed.fact).to_owned());
            // Pages link to what their readers can read; a string of a program has no reason to.
            let is_sure = bitext.running.is_none() && !source.is_empty();
            let most = if is_sure { Confidence::Medium } else { Confidence::Low };
            differences.push(Difference {
                confidence: most.min(item.placed.fact.confidence),
                ..Difference::new("link", number, Problem::Added, None, target)
            });
        }
    }
}

/// The pieces of code in the prose of a side.
fn code_of<'a>(side: &SideView<'a>) -> Vec<Item<'a>> {
    let is_prose = |placed: &Placed<'a>| side.parts.get(placed.part).is_some_and(|part| part.kind != BlockKind::Code);
    let key = |fact: &Fact| text(fact).split_whitespace().collect::<Vec<_>>().join(" ");
    of_kind(side, Kind::Code)
        .filter(is_prose)
        .map(|placed| Item { placed, key: key(placed.fact) })
        .filter(|item| looks_like_code(&item.key))
        .collect()
}

/// Is it surely code, not a word that was set like code?
fn looks_like_code(text: &str) -> bool {
    let is_ascii = text.is_ascii() && text.len() > 1;
    let has_signs = text.bytes().any(|b| b.is_ascii_digit() || b"_./\\()[]{}<>=:$#@&|*-".contains(&b));
    let is_camel = text.bytes().skip(1).any(|b| b.is_ascii_uppercase()) && text.bytes().any(|b| b.is_ascii_lowercase());
    // `_word_` is a word with emphasis.
    let is_emphasis =
        text.starts_with(['_', '*']) && text.trim_matches(['_', '*']).bytes().all(|b| b.is_ascii_alphabetic());
    is_ascii && (has_signs || is_camel) && !is_emphasis && !text.contains(' ')
}

fn code<'a>(
    bitext: &Bitext<'a>,
    number: usize,
    census: &Census,
    examples: &Examples<'a>,
    differences: &mut Vec<Difference>,
) {
    let pair = &bitext.pairs[number];
    let (missing, mut added) = unmatched(code_of(&pair.source), code_of(&pair.target));
    let mut seen: Vec<String> = Vec::new();
    for item in missing {
        // It may stand there without being set as code, or elsewhere on the page.
        let is_named = pair.target.texts().any(|text| text.contains(item.key.trim_matches(['(', ')', '#'])));
        if is_named || census.has(&item.key).1 || seen.contains(&item.key) {
            continue;
        }
        seen.push(item.key.clone());
        let like = |other: &Item<'_>| strsim::normalized_levenshtein(&item.key, &other.key);
        let best = added.iter().position(|other| like(other) > 0.6 && !census.has(&other.key).0);
        let source = claim(&pair.source, &item, item.key.clone());
        let difference = match best.map(|at| added.remove(at)) {
            Some(other) => {
                let target = claim(&pair.target, &other, other.key.clone());
                Difference::new("code", number, Problem::Changed, source, target)
            }
            None if is_left_out(bitext, &source) => continue,
            None => Difference::new("code", number, Problem::Missing, source, None),
        };
        let is_sure = pair.confidence > 0.5 && !examples.are_localised(bitext, &item.key);
        let confidence = if is_sure { Confidence::Medium } else { Confidence::Low };
        differences.push(Difference { confidence, ..difference });
    }
}
