//! Feasts with a year: Easter 2018 is 1 April 2018, and a text in another language may say either.

use crate::{
    fact::{Date, Scan},
    text::chars::{is_unspaced, is_word},
};

/// The feast that stands before a year: where its name begins in the folded text, and the day.
pub(super) fn before(scan: &Scan<'_>, year: i32, start: usize) -> Option<(usize, Date)> {
    let feasts = scan.passage.locale.section("feast");
    if feasts.is_empty() {
        return None;
    }
    let text = scan.folded.text.get(..start)?.strip_suffix(' ')?;
    let linked =
        scan.passage.locale.habits().links.iter().find_map(|link| text.strip_suffix(link.as_str())?.strip_suffix(' '));
    let named = [Some(text), linked].into_iter().flatten().find_map(|text| {
        let names = feasts.iter().flat_map(|(key, forms)| forms.iter().map(move |form| (key, *form)));
        names.filter_map(|(key, form)| Some((key, text.strip_suffix(form)?))).min_by_key(|(_, rest)| rest.len())
    });
    let (key, rest) = named?;
    let inside = rest.chars().next_back().is_some_and(|c| is_word(c) && !is_unspaced(c));
    if inside {
        return None;
    }
    let (month, day) = day_of(key, year)?;
    Some((rest.len(), Date { year: Some(year), month: Some(month), day: Some(day), ..Date::default() }))
}

/// The month and the day of a feast: `12-25`; `easter-2`, so many days from Easter; `11-4-4+1`, the day after the fourth
/// Thursday of November.
fn day_of(key: &str, year: i32) -> Option<(u8, u8)> {
    if let Some(days) = key.strip_prefix("easter") {
        let (month, day) = easter(year);
        return moved(year, month, day, if days.is_empty() { 0 } else { days.parse().ok()? });
    }
    let (day, days) = key.split_once('+').map_or((key, "0"), |(day, days)| (day, days));
    let parts: Vec<u8> = day.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    match *parts.as_slice() {
        [month @ 1..=12, day @ 1..=31] => moved(year, month, day, days.parse().ok()?),
        [month @ 1..=12, weekday @ 1..=7, nth @ 1..=5] => {
            let first = Date { year: Some(year), month: Some(month), day: Some(1), ..Date::default() }.day_of_week()?;
            let day = 1 + (weekday + 7 - first) % 7 + 7 * (nth - 1);
            moved(year, month, day, days.parse().ok()?)
        }
        _ => None,
    }
}

/// Easter Sunday of the western churches, after the rule that Gauss, Meeus and others have written down.
fn easter(year: i32) -> (u8, u8) {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    (month as u8, day as u8)
}

/// A day so many days later or earlier within the same year.
fn moved(year: i32, month: u8, day: u8, days: i32) -> Option<(u8, u8)> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = |month: u8| match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (mut month, mut day) = (month, i32::from(day) + days);
    while day < 1 {
        month = month.checked_sub(1).filter(|month| *month > 0)?;
        day += length(month);
    }
    while day > length(month) {
        day -= length(month);
        month = Some(month + 1).filter(|month| *month <= 12)?;
    }
    Some((month, u8::try_from(day).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fact, fact::Passage, locale::Locale, text::fold::fold};

    #[test]
    fn feasts_move_with_easter_and_with_weekdays() {
        assert_eq!(day_of("easter", 2018), Some((4, 1)));
        assert_eq!(day_of("easter-2", 2019), Some((4, 19)));
        assert_eq!(day_of("easter", 2024), Some((3, 31)));
        assert_eq!(day_of("11-4-4+1", 2010), Some((11, 26)));
        assert_eq!(day_of("12-25", 2020), Some((12, 25)));
        assert_eq!(day_of("nonsense", 2020), None);
    }

    #[test]
    fn a_feast_with_its_year_is_a_day_and_a_year() {
        let facts = fact::extract(Passage::plain("They met at Easter 2018.", Locale::get("en")));
        assert_eq!(facts[0].value.to_string(), "2018-04-01");
        assert!(facts[0].agrees(&fact::extract(Passage::plain("im Jahr 2018", Locale::get("de")))[0]));
        let facts = fact::extract(Passage::plain("the northeaster 2018", Locale::get("en")));
        assert_eq!(facts[0].value.to_string(), "2018");
    }

    #[test]
    fn the_names_of_feasts_are_written_as_texts_are_folded() {
        for tag in ["en", "de", "fr", "es", "nl", "pt", "it", "sv", "hi"] {
            let feasts = Locale::get(tag).section("feast");
            assert!(!feasts.is_empty(), "{tag}");
            for (key, forms) in feasts {
                assert!(day_of(key, 2020).is_some(), "{tag} {key}");
                assert!(forms.iter().all(|form| fold(form) == *form), "{tag} {forms:?}");
            }
        }
    }
}
