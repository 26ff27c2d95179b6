//! From an hour as a text says it to the hour of the day.

use crate::fact::Time;
use crate::locale::Habits;

/// What a language says of its day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day<'h> {
    pub habits: &'h Habits,
}

/// The times that an hour may be, the likeliest first, with the parts of the day that stand beside it.
pub(super) fn readings(time: Time, periods: &[&str], in_words: bool, day: Day<'_>) -> Vec<Time> {
    let hour = time.hour % 24;
    let at = |hour: u8| Time { hour: hour % 24, ..time };
    if hour > 12 || time.hour == 24 {
        return vec![at(hour)];
    }
    if !periods.is_empty() {
        return vec![at(within(hour, periods, day))];
    }
    // `3:00` may be in the afternoon where the clock counts to twelve, and wherever people say it in words.
    if (day.habits.twelve || in_words) && hour > 0 {
        return vec![at(hour), at(hour + 12)];
    }
    vec![at(hour)]
}

/// The hour of the day: the one of the two that lies in the part of the day.
fn within(hour: u8, periods: &[&str], day: Day<'_>) -> u8 {
    let late = (hour + 12) % 24;
    if periods.contains(&"noon") && (11..=12).contains(&hour) {
        return hour;
    }
    if periods.contains(&"midnight") {
        return if hour == 12 { 0 } else { hour };
    }
    if periods.contains(&"am") {
        return hour % 12;
    }
    if periods.contains(&"pm") {
        return hour % 12 + 12;
    }
    if periods.iter().all(|period| *period == "morning") {
        return hour % 12;
    }
    let lies = |hour: u8| {
        day.habits.periods.iter().filter(|(key, _)| periods.contains(key)).any(|(_, range)| {
            let inside = |hour: u8| {
                if range.start <= range.end { range.contains(&hour) } else { hour >= range.start || hour < range.end }
            };
            inside(hour) || (hour == 0 && inside(24))
        })
    };
    match (lies(hour), lies(late)) {
        (true, false) => hour,
        (false, true) => late,
        _ => {
            let pm = periods.iter().any(|period| match *period {
                "afternoon" | "evening" => hour != 12 || *period == "evening",
                "night" => (6..=12).contains(&hour),
                _ => false,
            });
            if pm && hour < 12 || (pm && hour == 12 && !periods.contains(&"afternoon")) { late } else { hour }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn read(tag: &str, hour: u8, period: &str) -> u8 {
        let day = Day { habits: Locale::get(tag).habits() };
        readings(Time { hour, minute: 0, second: None }, &[period], false, day)[0].hour
    }

    #[test]
    fn the_part_of_the_day_tells_the_half_of_the_day() {
        assert_eq!(read("en", 12, "am"), 0);
        assert_eq!(read("en", 12, "pm"), 12);
        assert_eq!(read("en", 7, "evening"), 19);
        assert_eq!(read("en", 2, "night"), 2);
        assert_eq!(read("en", 12, "night"), 0);
        assert_eq!(read("de", 12, "noon"), 12);
        assert_eq!(read("zh", 2, "night"), 2);
        assert_eq!(read("ka", 1, "evening"), 13);
    }
}
