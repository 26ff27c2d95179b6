//! Matching: from the surest relation to the weakest, then what explains the rest, then the judgement of what is left.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::{
    Change, Context, apart, dates, explain, how, leftover, named, places,
    relate::{Relation, relate},
    sides::{Sides, between, is_shared, names_percentage},
    zones,
};
use crate::{
    check::Problem,
    fact::{Confidence, Decimal, Fact, Form, Kind, Value},
};

/// Beyond this many unmatched facts on a side only neighbours are compared, so that the cost stays linear.
const WINDOW: usize = 64;

/// Of facts with one value so many are looked at.
const FEW: usize = 8;

/// Compares the values of two sides.
pub(super) fn compare(source: &[&Fact], target: &[&Fact], context: &Context<'_>) -> Vec<Change> {
    let mut sides = Sides::new(source, target);
    equal_values(&mut sides);
    let mut changes = related(&mut sides, context);
    changes.extend(zones::settle(&mut sides, context));
    merge(&mut sides);
    let is_told = |(fact, done): (&&Fact, &bool)| *done && fact.form == Form::Digits;
    let settled = !changes.is_empty() || sides.source.iter().zip(&sides.source_done).any(is_told);
    explain::explain(&mut sides, context);
    changes.extend(named::settle(&mut sides, context));
    changes.extend(places::counted(&sides, context));
    changes.extend(leftover::judge(&mut sides, context));
    // An unsure alignment makes every difference a guess.
    let unsure = context.alignment < 0.8;
    let strangers = !changes.is_empty() && apart::are_strangers(&sides, context, settled);
    for change in &mut changes {
        let kinds = (change.source.map(|n| source[n].kind), change.target.map(|n| target[n].kind));
        if unsure || (strangers && kinds.0 != kinds.1) {
            change.confidence = Confidence::Low;
        }
    }
    changes.sort_by_key(|change| (change.target.map(|n| target[n].at.start), change.source));
    changes
}

/// Pairs facts of one kind with one value, first with first: what most facts need, in linear time.
fn equal_values(sides: &mut Sides<'_>) {
    if sides.target.len() <= FEW {
        return few_equal_values(sides);
    }
    let mut places: HashMap<(Kind, &Value), VecDeque<usize>> = HashMap::new();
    for (n, fact) in sides.target.iter().enumerate() {
        places.entry((fact.kind, &fact.value)).or_default().push_back(n);
    }
    for (n, fact) in sides.source.iter().enumerate() {
        // A comparator may have been turned round: the careful comparison sees to that.
        let Some(queue) = places.get_mut(&(fact.kind, &fact.value)) else { continue };
        let fits = |&&t: &&usize| relate(fact, sides.target[t]) == Some(Relation::Same);
        let Some(place) = queue.iter().take(FEW).position(|t| fits(&t)) else { continue };
        if let Some(t) = queue.remove(place) {
            sides.source_done[n] = true;
            sides.target_done[t] = true;
        }
    }
}

/// The same where looking at all is sooner done than a table is made.
fn few_equal_values(sides: &mut Sides<'_>) {
    for (n, fact) in sides.source.iter().enumerate() {
        let is_it = |(t, other): (usize, &&Fact)| {
            !sides.target_done[t]
                && other.kind == fact.kind
                && other.value == fact.value
                && relate(fact, other) == Some(Relation::Same)
        };
        if let Some(t) = sides.target.iter().enumerate().position(is_it) {
            sides.source_done[n] = true;
            sides.target_done[t] = true;
        }
    }
}

/// Pairs what is related, the surest relations first, near before far. Twisted relations are changes.
fn related(sides: &mut Sides<'_>, context: &Context<'_>) -> Vec<Change> {
    let (open_source, open_target) = (sides.open_source(), sides.open_target());
    let mut candidates = Vec::new();
    for (i, &s) in open_source.iter().enumerate() {
        let middle = i * open_target.len() / open_source.len().max(1);
        let near = middle.saturating_sub(WINDOW)..(middle + WINDOW).min(open_target.len());
        for (j, &t) in open_target.iter().enumerate().take(near.end).skip(near.start) {
            if let Some(relation) = relate(sides.source[s], sides.target[t]) {
                candidates.push((relation.rank(), middle.abs_diff(j), s, t, relation));
            }
        }
    }
    candidates.sort_by_key(|a| (a.0, a.1, a.2, a.3));
    let (mut changes, mut halves) = (Vec::new(), Vec::new());
    for (_, _, s, t, relation) in candidates {
        if sides.source_done[s] || sides.target_done[t] {
            continue;
        }
        if relation == Relation::Partly {
            halves.push((s, t));
        }
        if let Relation::Twisted { kind, how, expected, confidence } = relation {
            let counts = kind == Kind::CountryCount && how == how::COUNTRIES_LOST;
            let named = kind == Kind::Percent && how == how::PERCENT_LOST;
            let named = named && names_percentage(sides.target[t], context.target);
            if named || is_shared(kind, sides, context, s, t) || (counts && places::names_countries(context.target)) {
                sides.source_done[s] = true;
                sides.target_done[t] = true;
                continue;
            }
            changes.push(Change {
                kind,
                problem: Problem::Changed,
                source: Some(s),
                target: Some(t),
                how: Some(how),
                expected,
                confidence,
                notes: Vec::new(),
            });
        }
        sides.source_done[s] = true;
        sides.target_done[t] = true;
    }
    part_from_articles(sides, &halves);
    for (s, t) in halves {
        changes.extend(lost_day(sides, context, s, t));
        changes.extend(parted_date(sides, s, t));
        changes.extend(dated_freely(sides, s, t));
    }
    changes
}

/// `Saturday 25 July` and `Montag, dem 25. Juli`: the part that one date lacks may stand in a fact of its own beside it.
fn parted_date(sides: &mut Sides<'_>, source: usize, target: usize) -> Option<Change> {
    const NEAR: usize = 2;
    let date = |fact: &Fact| match fact.value {
        Value::Date(date) => Some(date),
        _ => None,
    };
    let (a, b) = (date(sides.source[source])?, date(sides.target[target])?);
    for (flip, whole, rest) in [(false, a, b), (true, b, a)] {
        let (own, own_at, other) = match flip {
            false => (sides.open_target(), target, sides.open_source()),
            true => (sides.open_source(), source, sides.open_target()),
        };
        let (facts, others) = if flip { (sides.source, sides.target) } else { (sides.target, sides.source) };
        if other.iter().any(|&n| others[n].kind == Kind::Date) {
            continue;
        }
        let near = own.into_iter().filter(|n| n.abs_diff(own_at) <= NEAR);
        let Some((n, wrong)) =
            near.into_iter().find_map(|n| Some((n, dates::tells_rest(whole, rest, date(facts[n])?)?)))
        else {
            continue;
        };
        if flip {
            sides.source_done[n] = true;
        } else {
            sides.target_done[n] = true;
        }
        let (source, target) = if flip { (n, target) } else { (source, n) };
        return wrong.map(|part| Change {
            kind: Kind::Date,
            problem: Problem::Changed,
            source: Some(source),
            target: Some(target),
            how: Some(format!("{part} differs")),
            expected: None,
            confidence: Confidence::High,
            notes: Vec::new(),
        });
    }
    None
}

/// *In July* and *on 1 July 1901*: a day and a year that the source has nowhere.
fn dated_freely(sides: &Sides<'_>, source: usize, target: usize) -> Option<Change> {
    let (Value::Date(month), Value::Date(whole)) = (&sides.source[source].value, &sides.target[target].value) else {
        return None;
    };
    let bare = month.month.is_some() && month.day.is_none() && month.year.is_none() && month.weekday.is_none();
    let year = whole.year.filter(|_| bare && whole.day.is_some())?;
    let says = |fact: &&Fact| {
        fact.readings().any(|value| match value {
            Value::Date(date) => date.year == Some(year),
            value => value.number() == Some(Decimal::from(i64::from(year))),
        })
    };
    (!sides.source.iter().any(says)).then(|| Change {
        kind: Kind::Date,
        problem: Problem::Changed,
        source: Some(source),
        target: Some(target),
        how: Some("the source says no day and no year".to_owned()),
        expected: None,
        confidence: Confidence::Medium,
        notes: Vec::new(),
    })
}

/// Parts a number in digits from an article, where the article's side has another number in digits: *category 1* did not
/// become the article of *an Orkan der Kategorie 2*.
fn part_from_articles(sides: &mut Sides<'_>, halves: &[(usize, usize)]) {
    let one = |fact: &Fact| fact.value == Value::Number(Decimal::from(1));
    let is_free = |fact: &Fact| fact.kind == Kind::Number && fact.form == Form::Digits;
    for &(s, t) in halves {
        let forms = (sides.source[s].form, sides.target[t].form);
        if !one(sides.source[s]) || !one(sides.target[t]) {
            continue;
        }
        let other = match forms {
            (Form::Digits, Form::Implied) => sides.open_target().into_iter().any(|n| is_free(sides.target[n])),
            (Form::Implied, Form::Digits) => sides.open_source().into_iter().any(|n| is_free(sides.source[n])),
            _ => false,
        };
        if other {
            (sides.source_done[s], sides.target_done[t]) = (false, false);
        }
    }
}

/// `29 September` and `37. September`: what stands where the day should is the day, or what became of it.
fn lost_day(sides: &mut Sides<'_>, context: &Context<'_>, source: usize, target: usize) -> Option<Change> {
    let (Value::Date(a), Value::Date(b)) = (&sides.source[source].value, &sides.target[target].value) else {
        return None;
    };
    let (day, flip) = match (a.day, b.day) {
        (Some(day), None) => (day, false),
        (None, Some(day)) => (day, true),
        _ => return None,
    };
    let (facts, date, view) = match flip {
        false => (sides.target, target, context.target),
        true => (sides.source, source, context.source),
    };
    let done = if flip { &sides.source_done } else { &sides.target_done };
    let beside = date.checked_sub(1).into_iter().chain([date + 1]).filter(|&n| done.get(n) == Some(&false));
    let found = beside.filter(|&n| dates::stands_for_day(facts[n])).find(|&n| {
        let (first, second) = if n < date { (facts[n], facts[date]) } else { (facts[date], facts[n]) };
        between(view, first, second).is_some_and(|gap| gap.len() <= 3 && !gap.contains([',', ';', '(', '\n']))
    })?;
    let same = facts[found].value.number() == Some(Decimal::from(i64::from(day)));
    if flip {
        sides.source_done[found] = true;
    } else {
        sides.target_done[found] = true;
    }
    let (source, target) = if flip { (found, target) } else { (source, found) };
    (!same).then(|| Change {
        kind: Kind::Date,
        problem: Problem::Changed,
        source: Some(source),
        target: Some(target),
        how: Some("the day differs".to_owned()),
        expected: None,
        confidence: Confidence::High,
        notes: Vec::new(),
    })
}

/// One fact here, two there: 10–15 and 10 to 15; 3 October 2024 and a date whose year stands apart.
fn merge(sides: &mut Sides<'_>) {
    for flip in [false, true] {
        let (whole, parts) =
            if flip { (sides.open_target(), sides.open_source()) } else { (sides.open_source(), sides.open_target()) };
        let fact = |sides: &Sides<'_>, is_whole: bool, n: usize| match is_whole != flip {
            true => sides.source[n].clone(),
            false => sides.target[n].clone(),
        };
        let mut by_number: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for &n in &parts {
            for number in fact(sides, false, n).readings().filter_map(Value::number) {
                by_number.entry(number).or_default().push(n);
            }
        }
        for n in whole {
            let Value::Range(from, to) = fact(sides, true, n).value else { continue };
            let find = |number| by_number.get(&number).and_then(|places| places.first().copied());
            if let (Some(a), Some(b)) = (find(from), find(to)) {
                let (whole_done, parts_done) = if flip {
                    (&mut sides.target_done, &mut sides.source_done)
                } else {
                    (&mut sides.source_done, &mut sides.target_done)
                };
                whole_done[n] = true;
                parts_done[a] = true;
                parts_done[b] = true;
            }
        }
    }
}
