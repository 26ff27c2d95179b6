//! Territories, languages, cities, quotation marks.

use std::collections::BTreeSet;

use anyhow::Result;
use serde_json::Value;

use super::{
    cldr::{Cldr, at, entries, texts},
    table::Locale,
};

/// Pseudo regions that name nothing.
const NO_TERRITORY: &[&str] = &["ZZ", "XA", "XB", "QO"];

/// Territories with all variants, languages.
pub fn territories(cldr: &Cldr, tag: &str, into: &mut Locale) -> Result<()> {
    let json = cldr.main("localenames", tag, "territories")?;
    for (key, name) in texts(at(&json, "localeDisplayNames/territories")) {
        let code = key.split("-alt").next().unwrap_or(key);
        if code != name && !NO_TERRITORY.contains(&code) {
            into.add("territory", code, name);
        }
    }
    Ok(())
}

/// The names of the languages that CLDR covers.
pub fn languages(cldr: &Cldr, tag: &str, covered: &[String], into: &mut Locale) -> Result<()> {
    let json = cldr.main("localenames", tag, "languages")?;
    for (key, name) in texts(at(&json, "localeDisplayNames/languages")) {
        let code = key.split("-alt").next().unwrap_or(key);
        if code != name && covered.iter().any(|covered| covered == code) && !key.contains("-alt-menu") {
            into.add("language", code, name);
        }
    }
    Ok(())
}

/// Opening and closing marks.
pub fn quotes(cldr: &Cldr, tag: &str, into: &mut Locale) -> Result<()> {
    let json = cldr.main("misc", tag, "delimiters")?;
    let marks = at(&json, "delimiters");
    for (key, name) in [
        ("start", "quotationStart"),
        ("end", "quotationEnd"),
        ("alt-start", "alternateQuotationStart"),
        ("alt-end", "alternateQuotationEnd"),
    ] {
        into.add("quote", key, at(marks, name).as_str().unwrap_or_default());
    }
    Ok(())
}

/// Zones that stand for an island, a base or a country rather than for a city.
const NO_CITY: &[&str] = &["Etc", "Antarctica", "Arctic", "Atlantic", "Indian", "Pacific"];
/// The cities among them.
const CITY: &[&str] =
    &["Atlantic/Reykjavik", "Atlantic/Stanley", "Pacific/Auckland", "Pacific/Honolulu", "Pacific/Noumea"];

/// The ids of all zones that the given locales name.
pub fn zones(cldr: &Cldr, tags: &[&str]) -> Result<BTreeSet<String>> {
    let mut zones = BTreeSet::new();
    for tag in tags {
        let json = cldr.main("dates", tag, "timeZoneNames")?;
        walk(at(&json, "dates/timeZoneNames/zone"), "", &mut |id, _| {
            zones.insert(id.to_owned());
        });
    }
    Ok(zones)
}

/// Exemplar cities by time zone. Where a language in Latin script has no name of its own, the id tells it.
pub fn cities(cldr: &Cldr, tag: &str, zones: &BTreeSet<String>, into: &mut Locale) -> Result<()> {
    let json = cldr.main("dates", tag, "timeZoneNames")?;
    let territories: BTreeSet<String> = into.section("territory").flat_map(|(_, forms)| forms.to_vec()).collect();
    let zone = at(&json, "dates/timeZoneNames/zone");
    let is_latin = into
        .forms("month", "1")
        .first()
        .is_some_and(|form| form.chars().all(|c| (c as u32) < 0x250 || !c.is_alphabetic()));
    let mut named = BTreeSet::new();
    let mut found = Vec::new();
    walk(zone, "", &mut |id, city| {
        named.insert(id.to_owned());
        found.push((id.to_owned(), city.to_owned()));
    });
    if is_latin {
        for id in zones.difference(&named) {
            found.push((id.clone(), id.rsplit('/').next().unwrap_or(id).replace('_', " ")));
        }
    }
    for (id, city) in found {
        let group = id.split('/').next().unwrap_or_default();
        let is_city = CITY.contains(&id.as_str()) || !NO_CITY.contains(&group);
        if is_city && !territories.contains(&city) && !city.contains(['(', ',']) {
            into.add("city", &id, &city);
        }
    }
    Ok(())
}

fn walk(zone: &Value, path: &str, found: &mut impl FnMut(&str, &str)) {
    if let Some(city) = at(zone, "exemplarCity").as_str() {
        found(path, city);
        return;
    }
    for (name, below) in entries(zone).filter(|(_, below)| below.is_object()) {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        walk(below, &path, found);
    }
}
