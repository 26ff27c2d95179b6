//! What a language's own patterns write is read back: dates, times, amounts of money, quantities, in every locale.

use fidelint::{
    fact::{Fact, Kind, Passage, Value, extract},
    locale::Locale,
};

/// The day that every pattern is filled with: Tuesday, 27 October 2015, 16:05:09. No part of it can be taken for another.
const WEEKDAY: &str = "tue";

fn form(locale: &Locale, section: &str, key: &str, short: bool) -> String {
    let forms = locale.forms(section, key);
    let form = if short { forms.iter().min_by_key(|form| form.chars().count()) } else { forms.first() };
    form.copied().unwrap_or_default().to_owned()
}

/// Fills a CLDR pattern with the day.
fn write(locale: &Locale, pattern: &str) -> String {
    let (mut text, mut quoted) = (String::new(), false);
    let chars: Vec<char> = pattern.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let run = chars[at..].iter().take_while(|next| **next == c).count();
        at += run;
        if c == '\'' {
            quoted ^= run % 2 == 1;
            continue;
        }
        if quoted || !c.is_ascii_alphabetic() {
            text.extend(std::iter::repeat_n(c, run));
            continue;
        }
        text += &match (c, run) {
            ('y', 2) => "15".to_owned(),
            ('y', _) => "2015".to_owned(),
            ('M' | 'L', 1 | 2) => "10".to_owned(),
            ('M' | 'L', 3) => form(locale, "month", "10", true),
            ('M' | 'L', _) => form(locale, "month", "10", false),
            ('d', _) => "27".to_owned(),
            ('E' | 'c', _) => form(locale, "weekday", WEEKDAY, false),
            ('H' | 'k', _) => "16".to_owned(),
            ('h' | 'K', 2) => "04".to_owned(),
            ('h' | 'K', _) => "4".to_owned(),
            ('m', _) => "05".to_owned(),
            ('s', _) => "09".to_owned(),
            ('a' | 'b' | 'B', _) => form(locale, "day-period", "pm", false),
            _ => return String::new(),
        };
    }
    text
}

fn facts(locale: &'static Locale, text: &str) -> Vec<Fact> {
    extract(Passage::plain(text, locale))
}

fn says(facts: &[Fact], kind: Kind, fits: impl Fn(&Value) -> bool) -> bool {
    facts.iter().any(|fact| fact.kind == kind && fact.readings().any(&fits))
}

/// What cannot be read back, each for its reason.
const EXCEPT: &[(&str, &str)] = &[
    // 27,2015 is a decimal, and 27 10 2015 three numbers.
    ("kn", "yMMMd"),
    ("yo", "medium"),
    // 16.05.09 is a date before it is a time, and where the decimal sign is a point 16.05 is a number.
    ("da", "Hms"),
    ("fi", "Hms"),
    ("id", "Hms"),
    ("si", "Hm"),
    ("si", "Hms"),
];

/// Reads what the patterns of the locales write, and lists what is read as something else.
fn misread(kind: Kind, keys: &[&str], fits: impl Fn(&str, &Value) -> bool) -> Vec<String> {
    let mut misread = Vec::new();
    for tag in Locale::known().filter(|tag| *tag != "und") {
        let locale = Locale::get(tag);
        for key in keys {
            let Some(pattern) = locale.form("date-pattern", key) else { continue };
            let text = write(locale, pattern);
            if EXCEPT.contains(&(tag, key)) {
                continue;
            }
            if !text.is_empty() && !says(&facts(locale, &text), kind, |value| fits(key, value)) {
                misread.push(format!("{tag} {key}: {text}"));
            }
        }
    }
    misread
}

#[test]
fn the_dates_of_every_locale_are_read_back() {
    let misread = misread(Kind::Date, &["full", "long", "medium", "yMd", "yMMMd", "MMMMd", "yMMMM"], |key, value| {
        let Value::Date(date) = value else { return false };
        let year = (!key.starts_with('M')).then_some(2015);
        let day = (key != "yMMMM").then_some(27);
        date.year == year && date.month == Some(10) && date.day == day
    });
    assert!(misread.is_empty(), "{}: {misread:#?}", misread.len());
}

#[test]
fn the_times_of_every_locale_are_read_back() {
    let misread = misread(Kind::Time, &["Hm", "Hms", "hm"], |_, value| {
        let Value::Time(time) = value else { return false };
        (time.hour, time.minute) == (16, 5)
    });
    assert!(misread.is_empty(), "{}: {misread:#?}", misread.len());
}

#[test]
fn the_currencies_of_every_locale_are_read_back_by_name_code_and_symbol() {
    let mut misread = Vec::new();
    for tag in Locale::known().filter(|tag| *tag != "und") {
        let locale = Locale::get(tag);
        let before = locale.form("unit-place", "place") == Some("before");
        for code in ["USD", "EUR", "GBP", "JPY", "CHF", "RUB", "INR"] {
            let names = locale.forms("currency", code).iter().filter(|name| name.chars().count() > 1);
            let mut texts: Vec<String> =
                names.map(|name| if before { format!("{name} 45") } else { format!("45 {name}") }).collect();
            // A language without names of currencies knows their signs only.
            let codes = !locale.forms("currency", "USD").is_empty();
            texts.extend(codes.then_some([format!("45 {code}"), format!("{code} 45")]).into_iter().flatten());
            for text in texts {
                let is_right =
                    |value: &Value| matches!(value, Value::Money(amount, own) if own == &code && *amount == 45.into());
                if !facts(locale, &text).iter().any(|fact| fact.readings().any(is_right)) {
                    misread.push(format!("{tag} {code}: {text}"));
                }
            }
        }
    }
    assert!(misread.is_empty(), "{}: {misread:#?}", misread.len());
}

#[test]
fn the_units_of_every_locale_are_read_back() {
    const UNITS: [&str; 10] = [
        "length-kilometer",
        "length-mile",
        "length-foot",
        "mass-kilogram",
        "temperature-celsius",
        "speed-kilometer-per-hour",
        "duration-hour",
        "duration-week",
        "area-square-kilometer",
        "volume-liter",
    ];
    let mut misread = Vec::new();
    for tag in Locale::known().filter(|tag| *tag != "und") {
        let locale = Locale::get(tag);
        let before = locale.form("unit-place", "place") == Some("before");
        for key in UNITS {
            let Some(name) = locale.form("unit", key) else { continue };
            let text = if before { format!("{name} 45") } else { format!("45 {name}") };
            // `mille` and `mhíle` are a thousand and a mile; a single letter is no name.
            let thousand = key == "length-mile" && ["fr-CA", "ga", "gd"].contains(&tag);
            if thousand || name.chars().count() < 2 {
                continue;
            }
            let (_, unit) = key.split_once('-').expect("a key has a category");
            let is_right =
                |value: &Value| matches!(value, Value::Measure(amount, own) if own == unit && *amount == 45.into());
            if !facts(locale, &text).iter().any(|fact| fact.readings().any(is_right)) {
                misread.push(format!("{tag} {key}: {text}"));
            }
        }
    }
    assert!(misread.is_empty(), "{}: {misread:#?}", misread.len());
}
