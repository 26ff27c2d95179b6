//! What no relation explains: at last what is missing, added or changed, and how much that weighs.

use super::{
    Change, Context, apart,
    explain::digit_runs,
    how, identifiers,
    sides::{Sides, around, text},
    zones,
};
use crate::{
    check::{Problem, SideView},
    fact::{
        Confidence, Decimal, Fact, Form, Kind, Value,
        convert::{Conversion, comparable, converts},
        unit,
    },
    locale::Section,
    text::{
        Folded,
        chars::{digit, is_letter, is_unspaced, is_upper, is_word},
        fold::fold,
    },
};

/// A weekday or a month without a day and a year: languages leave out and put in what the reader knows. So they do with
/// how long things last: a decade, a 19-year-old, a fortnight.
fn lone(fact: &Fact) -> Option<Confidence> {
    if is_length_of_time(fact) {
        return Some(Confidence::Low);
    }
    // One o'clock is a word of its own in many languages, and a full hour a figure of speech.
    if let Value::Time(time) = fact.value {
        return (time.minute == 0).then_some(Confidence::Low);
    }
    let Value::Date(date) = fact.value else { return None };
    // *The 00s* have a name of their own in many languages.
    if date.unknown == 1 && date.year.is_some_and(|year| year % 100 == 0) {
        return Some(Confidence::Low);
    }
    match (date.year, date.day, date.month) {
        (None, None, None) => Some(Confidence::Low),
        (None, None, Some(_)) => Some(Confidence::Low),
        // 9日: the day of a dateline.
        (None, Some(_), None) => Some(Confidence::Low),
        _ => None,
    }
}

fn is_length_of_time(fact: &Fact) -> bool {
    const LENGTHS: &[&str] = &["year", "month", "week", "day", "hour", "minute", "second"];
    matches!(&fact.value, Value::Measure(_, unit) if LENGTHS.contains(&unit.trim_end_matches("-person")))
}

/// Nothing, one, two and three have words of their own everywhere: both, twin, double, thrice. A degree or two may go.
fn is_slight(fact: &Fact) -> bool {
    let few = fact.value.number().is_some_and(|number| number.abs() <= Decimal::from(3) && number.is_whole());
    let bare = matches!(&fact.value, Value::Measure(_, unit) if unit == "degree");
    few && (bare || fact.kind == Kind::Number)
}

/// 100 % is *wholly*, and 24 hours are a day: languages have words for them that are no numbers.
fn is_figure_of_speech(fact: &Fact) -> bool {
    /// What one word says in many languages: a decade, a century, a day and night, a week, a fortnight, half an hour.
    const LENGTHS: &[(i64, &str)] = &[
        (10, "year"),
        (100, "year"),
        (1000, "year"),
        (3, "month"),
        (6, "month"),
        (12, "month"),
        (7, "day"),
        (14, "day"),
        (24, "hour"),
        (15, "minute"),
        (30, "minute"),
        (45, "minute"),
        (60, "minute"),
        (60, "second"),
    ];
    match &fact.value {
        Value::Measure(number, unit) => {
            LENGTHS.iter().any(|(length, name)| unit == name && *number == Decimal::from(*length))
        }
        value => fact.kind == Kind::Percent && value.number() == Some(Decimal::from(100)),
    }
}

/// Pairs what is left into changes, and tells the rest as missing or added.
pub(super) fn judge(sides: &mut Sides<'_>, context: &Context<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (n, t) in partners(sides, context) {
        sides.source_done[n] = true;
        sides.target_done[t] = true;
        changes.push(changed(sides, n, t, context));
    }
    for n in sides.open_source() {
        changes.extend(missing(sides, n, context));
    }
    for n in sides.open_target() {
        changes.extend(added(sides, n, context));
    }
    changes
}

/// Which of the facts that are left became which: the likeliest pairs first, so that no figure takes that of another.
fn partners(sides: &Sides<'_>, context: &Context<'_>) -> Vec<(usize, usize)> {
    /// Of more facts each takes the likeliest that is left, one after the other.
    const MANY: usize = 64;
    let (source, mut target) = (sides.open_source(), sides.open_target());
    let rank = |n: usize, t: usize| {
        let place = n * sides.target.len() / sides.source.len().max(1);
        (std::cmp::Reverse(likeness(sides.source[n], sides.target[t])), t.abs_diff(place))
    };
    let fits = |n: usize, t: &usize| {
        let (a, b) = (sides.source[n], sides.target[*t]);
        is_counterpart(a, b) || identifiers::is_spelled_anew(a, (b, context.target))
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    if source.len().max(target.len()) > MANY {
        for n in source {
            let best = target.iter().copied().filter(|t| fits(n, t)).min_by_key(|&t| rank(n, t));
            found.extend(best.map(|t| (n, t)));
            target.retain(|&t| Some(t) != best);
        }
        return found;
    }
    let mut pairs: Vec<_> = source
        .iter()
        .flat_map(|&n| target.iter().filter(move |t| fits(n, t)).map(move |&t| (rank(n, t), n, t)))
        .collect();
    pairs.sort_unstable();
    for (_, n, t) in pairs {
        if !found.iter().any(|&(a, b)| a == n || b == t) {
            found.push((n, t));
        }
    }
    found.sort_unstable();
    found
}

/// May one have become the other? The same kind, or two kinds of plain figures.
fn is_counterpart(source: &Fact, target: &Fact) -> bool {
    if identifiers::is_one(source) || identifiers::is_one(target) {
        return identifiers::is_counterpart(source, target);
    }
    let plain = |kind| matches!(kind, Kind::Number | Kind::Ordinal | Kind::CountryCount | Kind::Unit | Kind::Currency);
    // 9日 and *the 19th*, 6日後 and *in 5 days*.
    let day = |fact: &Fact| match &fact.value {
        Value::Date(date) => date.day.is_some() && date.month.is_none(),
        Value::Measure(_, unit) => unit == "day",
        _ => fact.kind == Kind::Ordinal && fact.form == Form::Digits,
    };
    let days = (day(source) || day(target)) && (source.kind == Kind::Date || target.kind == Kind::Date);
    source.kind == target.kind || (plain(source.kind) && plain(target.kind)) || (days && day(source) == day(target))
}

/// How likely it is that one became the other: by kind, by the way it is written, by its digits.
fn likeness(source: &Fact, target: &Fact) -> usize {
    let digits = |fact: &Fact| fact.value.number().map(|number| number.abs().to_string().replace('.', ""));
    let shared = match (digits(source), digits(target)) {
        (Some(a), Some(b)) => {
            a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count() + usize::from(a.len() == b.len())
        }
        _ => 0,
    };
    let slip = usize::from(how::numbers(source, target).is_some());
    2 * usize::from(source.kind == target.kind) + usize::from(source.form == target.form) + shared.min(3) + 3 * slip
}

/// Are both amounts of money in digits? One may have a currency that nobody told us.
fn amounts(a: &Fact, b: &Fact) -> bool {
    let digits = a.form == Form::Digits && b.form == Form::Digits;
    let money = |fact: &Fact| fact.kind == Kind::Currency;
    digits && (money(a) && money(b) || (money(a) || money(b)) && how::numbers(a, b).is_some())
}

fn changed(sides: &Sides<'_>, source: usize, target: usize, context: &Context<'_>) -> Change {
    let (a, b) = (sides.source[source], sides.target[target]);
    let mut expected = None;
    if let (Value::Measure(x, unit), Value::Measure(y, other)) = (&a.value, &b.value)
        && let Conversion::Wrong { expected: right } = converts((*x, unit), (*y, other))
    {
        expected = Some(format!("{right} {other}"));
    }
    // Two words that both stand alone say more than one: three became five.
    let in_words = |fact: &Fact| matches!(fact.form, Form::Words | Form::Roman);
    let counts = |kind| matches!(kind, Kind::Number | Kind::CountryCount);
    let alike = a.kind == b.kind || (counts(a.kind) && counts(b.kind));
    let both = alike && (in_words(a) || a.form == Form::Digits) && (in_words(b) || b.form == Form::Digits);
    let confidence = match both {
        _ if is_short_year(a, b) || is_short_year(b, a) => Confidence::Low,
        _ if identifiers::is_one(a) != identifiers::is_one(b) => Confidence::Medium,
        _ if zones::differ(a, b, context) => Confidence::Low,
        // Without its unit a number may be a conversion that nobody can check.
        _ if is_half_measured(a, b) && how::numbers(a, b).is_none() && !keeps_units(sides, a) => Confidence::Low,
        _ if is_half_read(a, b) || is_half_read(b, a) => Confidence::Low,
        _ if are_shares(a, b) => Confidence::Medium,
        _ if has_parted_scale(a, b, context) => Confidence::Low,
        true if in_words(a) || in_words(b) => Confidence::Medium,
        _ if has_unread_scale(a, b, context) => Confidence::Low,
        // Whichever dollar it is: 250 are not 250,000.
        _ if amounts(a, b) => weight(a).min(weight(b)).min(Confidence::Medium),
        _ => weight(a).min(weight(b)).min(a.confidence).min(b.confidence),
    };
    Change {
        kind: if a.kind == Kind::Number { b.kind } else { a.kind },
        problem: Problem::Changed,
        source: Some(source),
        target: Some(target),
        how: how::numbers(a, b),
        expected,
        confidence,
        notes: Vec::new(),
    }
}

/// A measure on one side and a bare number on the other. An age is an age without its unit, and is never converted.
fn is_half_measured(a: &Fact, b: &Fact) -> bool {
    let measured = |fact: &Fact| fact.kind == Kind::Unit && !is_length_of_time(fact) && is_converted(fact);
    // Whoever converts writes the new number in digits.
    let kept = a.form == Form::Words && b.form == Form::Words;
    !kept && ((measured(a) && b.kind != Kind::Unit) || (measured(b) && a.kind != Kind::Unit))
}

/// 2 to 3 inches and 4–3: a number that the other side tells as it is, without its unit, was not converted.
fn keeps_units(sides: &Sides<'_>, fact: &Fact) -> bool {
    let Value::Measure(_, unit) = &fact.value else { return false };
    let bare = |number: Decimal| {
        sides.target.iter().any(|other| other.kind == Kind::Number && other.value.number() == Some(number))
    };
    sides.source.iter().zip(&sides.source_done).any(|(other, done)| match &other.value {
        Value::Measure(number, own) => *done && own == unit && bare(*number),
        _ => false,
    })
}

/// *Jeder Sechste* and *one in seven*: a rank in words, and a share of one.
fn are_shares(a: &Fact, b: &Fact) -> bool {
    let rank = |fact: &Fact| fact.kind == Kind::Ordinal && fact.form == Form::Words;
    let share = |fact: &Fact| {
        let value = fact.value.number().filter(|_| fact.kind == Kind::Number).map(Decimal::to_f64);
        value.is_some_and(|value| value > 0.0 && value < 0.4 && (1.0 / value - (1.0 / value).round()).abs() < 1e-6)
    };
    rank(a) && share(b) || share(a) && rank(b)
}

/// *Two thirds* and the two of a fraction whose other word nobody could read.
fn is_half_read(fraction: &Fact, number: &Fact) -> bool {
    let words = |fact: &Fact| fact.kind == Kind::Number && fact.form == Form::Words;
    let (Some(part), Some(one)) = (fraction.value.number(), number.value.number()) else { return false };
    // In its lowest terms: nobody says four sixths.
    let over = |under: i64| part.to_f64() * under as f64;
    let under = (2..=12).find(|&under| (over(under) - over(under).round()).abs() < 1e-6);
    let is_told = |under: i64| [over(under).round() as i64, under].contains(&one.to_i64().unwrap_or_default());
    words(fraction) && words(number) && !part.is_whole() && under.is_some_and(is_told)
}

/// Is the fact in a unit that translators convert? Nobody makes anything else of volts.
fn is_converted(fact: &Fact) -> bool {
    const CONVERTED: &[&str] = &["meter", "kilogram", "liter", "hectare", "meter-per-second", "horsepower"];
    let units = fact.readings().filter_map(|value| match value {
        Value::Measure(_, unit) => Some(unit),
        _ => None,
    });
    units.flat_map(|unit| CONVERTED.iter().map(move |other| comparable(unit, other))).any(|same| same)
}

/// 1968/69 and 1968/1969.
fn is_short_year(short: &Fact, long: &Fact) -> bool {
    let whole = |fact: &Fact| match &fact.value {
        Value::Date(date) => date.year.map(i64::from),
        value => value.number().and_then(Decimal::to_i64),
    };
    let (Some(short), Some(long)) = (whole(short), whole(long)) else { return false };
    (0..100).contains(&short) && (1000..3000).contains(&long) && long % 100 == short
}

/// 2.2 billion and 2.2 with a word behind it that nobody could read: it may well be billion.
fn has_unread_scale(a: &Fact, b: &Fact, context: &Context<'_>) -> bool {
    let (Some(x), Some(y)) = (a.value.number(), b.value.number()) else { return false };
    let is_scale = |power| x.shifted(power) == Some(y) || y.shifted(power) == Some(x);
    let has_letters = |side, fact| text(side, fact).is_some_and(|text| text.chars().any(is_letter));
    // 3,000 and 3 million are both read to the end.
    let runs = |side, fact| text(side, fact).map(|text| digit_runs(text).collect::<Vec<_>>());
    [3, 6, 9, 12].into_iter().any(is_scale)
        && has_letters(context.source, a) != has_letters(context.target, b)
        && runs(context.source, a) == runs(context.target, b)
}

/// *Six autres millions*: a power of ten stands a word behind the number, and makes it what the other side says.
fn has_parted_scale(a: &Fact, b: &Fact, context: &Context<'_>) -> bool {
    const WORDS: usize = 4;
    let (Some(x), Some(y)) = (a.value.number(), b.value.number()) else { return false };
    let stands = |side: &SideView<'_>, fact: &Fact, small: Decimal, great: Decimal| {
        let Some((_, after)) = around(side, fact) else { return false };
        [3, 6, 9, 12].into_iter().filter(|&power| small.shifted(power) == Some(great)).any(|power| {
            let forms = side.locale.forms("scale", &power.to_string());
            let mut words = after.split_whitespace().take(WORDS);
            words.any(|word| forms.contains(&word.trim_end_matches(['.', ',', ';']).to_lowercase().as_str()))
        })
    };
    stands(context.source, a, x, y) || stands(context.target, b, y, x)
}

/// How much a fact that stands alone weighs: figures much, small numbers in words little.
fn weight(fact: &Fact) -> Confidence {
    let small = fact.value.number().is_some_and(|number| number.abs() <= Decimal::from(3));
    match (fact.form, fact.kind) {
        (Form::Implied, _) => Confidence::Low,
        (Form::Words | Form::Roman, Kind::Number | Kind::Ordinal) if small => Confidence::Low,
        (Form::Words | Form::Roman, Kind::Ordinal) => Confidence::Low,
        (Form::Words | Form::Roman, _) => Confidence::Medium,
        (Form::Digits, _) => Confidence::High,
    }
}

fn missing(sides: &Sides<'_>, n: usize, context: &Context<'_>) -> Option<Change> {
    let fact = sides.source[n];
    let mut confidence = weight(fact).min(fact.confidence).min(lone(fact).unwrap_or(Confidence::High));
    let label = is_label(fact, context.source);
    if is_slight(fact) && !label {
        confidence = Confidence::Low;
    }
    let one = !label && fact.kind == Kind::Number && fact.value.number() == Some(Decimal::from(1));
    if fact.form != Form::Digits || fact.kind == Kind::Ordinal || one || is_figure_of_speech(fact) {
        // Idioms and words like “both” for “two” are common.
        confidence = Confidence::Low;
    }
    if is_joined(fact, context.source)
        || is_day_and_night(fact, context.source)
        || is_in_word(fact, context.target)
        || is_next_day(fact, sides.source)
        || is_series(fact, context.source, sides.target)
        || is_dual(fact, context)
        || apart::leaves_out(context) && !is_mutilated(fact, context)
    {
        confidence = Confidence::Low;
    }
    if identifiers::is_one(fact) {
        let loud = identifiers::is_version(fact) || identifiers::is_out_of_line(fact, context.source, context.target);
        confidence = if loud { Confidence::Medium } else { Confidence::Low };
    }
    let mut notes = Vec::new();
    if fact.kind == Kind::Date {
        let relative = sides.target.iter().find(|fact| fact.kind == Kind::Relative);
        if let Some(word) = relative.and_then(|fact| text(context.target, fact)) {
            notes.push(format!("the translation says “{word}”, which is true only for a while"));
        }
        if sides.target.iter().any(|other| is_told_by(fact, other)) {
            confidence = Confidence::Low;
        }
    }
    Some(change(fact, Problem::Missing, Some(n), None, confidence, notes))
}

fn is_whole(fact: &Fact) -> bool {
    fact.value.number().is_none_or(Decimal::is_whole)
}

/// Does the source show the figure, read there as a part of something else: 3.6 of $3.6bn, 1.05 of a date?
fn is_shown(fact: &Fact, context: &Context<'_>) -> bool {
    let Some(own) = text(context.target, fact) else { return false };
    let runs: Vec<String> = digit_runs(own).map(|run| run.trim_start_matches('0').to_owned()).collect();
    let theirs: Vec<String> =
        context.source.texts().flat_map(digit_runs).map(|run| run.trim_start_matches('0').to_owned()).collect();
    !runs.is_empty() && theirs.windows(runs.len()).any(|window| window == runs)
}

/// *Channel 1*, *Table 2*: is the number the end of a name, before a mark or the end of the text?
fn is_label(fact: &Fact, side: &SideView<'_>) -> bool {
    const SHORTEST: usize = 4;
    let Some((before, after)) = around(side, fact).filter(|_| fact.kind == Kind::Number) else { return false };
    let Some((rest, word)) = before.strip_suffix(' ').map(|text| text.rsplit_once(' ').unwrap_or(("", text))) else {
        return false;
    };
    let name = word.trim_start_matches(|c: char| !is_letter(c));
    let opens = name.chars().next().is_some_and(is_upper) && name.chars().all(is_letter);
    let ends = after.chars().next().is_none_or(|c| matches!(c, '"' | '»' | '”' | '“' | ')' | ';'));
    let inner = !rest.is_empty() || word.len() > name.len();
    fact.form == Form::Digits && opens && ends && inner && name.chars().count() >= SHORTEST
}

/// *The 2.6 series: 2.6.0*: a version of the series says the series.
fn is_series(fact: &Fact, own: &SideView<'_>, other: &[&Fact]) -> bool {
    let Some(series) = text(own, fact).filter(|series| fact.kind == Kind::Number && series.contains('.')) else {
        return false;
    };
    let says = |other: &&Fact| match &other.value {
        Value::Text(version) => {
            let rest = version.trim_start_matches(['v', 'V']).strip_prefix(series);
            other.kind == Kind::Identifier && rest.is_some_and(|rest| rest.starts_with('.'))
        }
        _ => false,
    };
    other.iter().take(256).any(says)
}

/// كيلومترين: where a language has a dual, the noun says that there are two.
fn is_dual(fact: &Fact, context: &Context<'_>) -> bool {
    /// Longer texts hold such words anyway.
    const LONG: usize = 2000;
    let endings = context.target.locale.forms("number-grammar", "dual");
    let two = !endings.is_empty() && fact.value.number() == Some(Decimal::from(2));
    let Value::Measure(_, unit) = &fact.value else { return false };
    two && context.target.texts().filter(|text| text.len() < LONG).any(|text| {
        let folded = Folded::new(text);
        context.target.locale.lexicon().scan(&folded).iter().any(|hit| {
            let rest = folded.text.get(hit.at.start..).unwrap_or_default();
            let word = rest.split(|c: char| !is_word(c)).next().unwrap_or_default();
            let named = hit
                .entries
                .iter()
                .any(|entry| entry.section == Section::Unit && unit::plain(entry.key) == unit.as_str());
            named && endings.iter().any(|ending| word.ends_with(&fold(ending)))
        })
    })
}

/// 24/7 is *day and night*.
fn is_day_and_night(fact: &Fact, side: &SideView<'_>) -> bool {
    let Some((before, after)) = around(side, fact).filter(|_| fact.kind == Kind::Number) else { return false };
    let own = text(side, fact).filter(|own| !own.is_empty()).unwrap_or("\n");
    side.locale.forms("number-grammar", "day-and-night").iter().any(|form| {
        let rest = (form.strip_prefix(own), form.strip_suffix(own));
        rest.0.is_some_and(|rest| !rest.is_empty() && after.starts_with(rest))
            || rest.1.is_some_and(|rest| !rest.is_empty() && before.ends_with(rest))
    })
}

/// Is the number a part of a word: 247sports, pico-8?
fn is_joined(fact: &Fact, side: &SideView<'_>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| is_letter(c) && !is_unspaced(c));
    let plain = fact.kind == Kind::Number && fact.form == Form::Digits;
    let Some((before, after)) = around(side, fact).filter(|_| plain) else { return false };
    letter(before.strip_suffix('-').and_then(|before| before.chars().next_back())) || letter(after.chars().next())
}

/// Does a word of the other text begin with the number: Sechskant?
fn is_in_word(fact: &Fact, side: &SideView<'_>) -> bool {
    /// Shorter forms begin many words.
    const LEAST: usize = 4;
    let Some(number) = fact.value.number().filter(|number| number.is_whole() && fact.kind == Kind::Number) else {
        return false;
    };
    let forms = side.locale.forms("cardinal", &number.to_string());
    let long = |form: &&&str| form.chars().count() >= LEAST && !form.contains(' ');
    forms.iter().filter(long).any(|form| {
        let words = side.texts().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let mut longer = words.filter(|word| word.len() > form.len());
        longer.any(|word| word.to_lowercase().starts_with(*form))
    })
}

/// Does the translation show a part of the figure: 820 for 820,000?
fn is_mutilated(fact: &Fact, context: &Context<'_>) -> bool {
    let own: Vec<String> = text(context.source, fact).into_iter().flat_map(digit_runs).collect();
    context.target.texts().flat_map(digit_runs).any(|run| own.contains(&run))
}

/// Is a date what a word like *next year* stands for?
fn is_told_by(fact: &Fact, word: &Fact) -> bool {
    let (Value::Date(date), Value::Text(key)) = (&fact.value, &word.value) else { return false };
    let length = match (date.year, date.month, date.day) {
        (_, _, Some(_)) => "day",
        (_, Some(_), None) => "month",
        (Some(_), None, None) => "year",
        _ => "week",
    };
    word.kind == Kind::Relative && key.starts_with(length)
}

/// *on 26 December … on 27 December* and *the day after*: a day beside another is told in words.
fn is_next_day(fact: &Fact, own: &[&Fact]) -> bool {
    let day = |fact: &Fact| match fact.value {
        Value::Date(date) => Some((date.year, date.month?, date.day?)),
        _ => None,
    };
    let Some((year, month, this)) = day(fact) else { return false };
    own.iter().take(64).filter_map(|other| day(other)).any(|(other_year, other_month, other)| {
        let same = other_month == month && (other_year == year || other_year.is_none() || year.is_none());
        same && this.abs_diff(other) == 1
    })
}

fn added(sides: &Sides<'_>, n: usize, context: &Context<'_>) -> Option<Change> {
    let fact = sides.target[n];
    let mut confidence = weight(fact).min(fact.confidence);
    // A text that says 4.3 months counts; one that says two weeks may only be wordy.
    let small = fact
        .value
        .number()
        .is_some_and(|number| number.abs() < Decimal::from(10) && number.is_whole() && number != Decimal::from(0));
    // A text of figures puts in no dollars and no per cent of its own.
    let figures = || context.source.texts().any(|text| text.chars().any(|c| digit(c).is_some()));
    let small = small && !(matches!(fact.kind, Kind::Percent | Kind::Currency) && figures());
    // Nobody puts in that something took 24 days unless the source says so.
    let lone = lone(fact).is_some() && !is_length_of_time(fact);
    if fact.form != Form::Digits || small || fact.kind == Kind::Ordinal || lone || is_figure_of_speech(fact) {
        confidence = Confidence::Low;
    }
    if is_day_and_night(fact, context.target)
        || is_joined(fact, context.target)
        || is_series(fact, context.target, sides.source)
        || !is_whole(fact) && is_shown(fact, context)
    {
        confidence = Confidence::Low;
    }
    if identifiers::is_one(fact) {
        let loud = identifiers::is_version(fact)
            || identifiers::is_out_of_line(fact, context.target, context.source)
            || identifiers::is_broken(fact, context.target, context.source);
        confidence = if loud { Confidence::Medium } else { Confidence::Low };
    }
    Some(change(fact, Problem::Added, None, Some(n), confidence, Vec::new()))
}

fn change(
    fact: &Fact,
    problem: Problem,
    source: Option<usize>,
    target: Option<usize>,
    confidence: Confidence,
    notes: Vec<String>,
) -> Change {
    Change { kind: fact.kind, problem, source, target, how: None, expected: None, confidence, notes }
}
