//! What translations rightly do to figures, and what they must not: one pair of sentences for each trap, in many languages.

use fidelint::{finding::Severity, lint, rule::Rules};

const FIGURES: &[&str] = &["number", "percent", "ordinal", "date", "time", "currency", "unit", "country-count"];

/// The messages of loud findings about figures.
fn findings(rules: &Rules, langs: (&str, &str), source: &str, target: &str) -> Vec<String> {
    lint::texts(source, target, langs.0, langs.1, rules)
        .into_iter()
        .filter(|finding| finding.severity > Severity::Info)
        .filter(|finding| finding.tags.iter().any(|tag| FIGURES.contains(&tag.as_str())))
        .map(|finding| finding.message)
        .collect()
}

#[test]
fn what_a_translation_may_do_to_figures_is_silent() {
    let rules = Rules::shipped().expect("the shipped rules are right");
    let right = [
        ("en", "de", "The valley has 1,234,567 trees.", "Das Tal hat 1.234.567 Bäume."),
        ("en", "fr", "The valley has 1,234,567 trees.", "La vallée compte 1\u{202f}234\u{202f}567 arbres."),
        ("en", "hi", "They planted 1,250,000 trees.", "उन्होंने 12,50,000 पेड़ लगाए।"),
        ("en", "ja", "They planted 250,000 trees.", "彼らは25万本の木を植えた。"),
        ("en", "zh", "They planted 5.69 million trees.", "他们种了569万棵树。"),
        ("en", "ar", "See page 25.", "انظر الصفحة ٢٥."),
        ("en", "pl", "The bridge is 1,500 years old.", "Most ma 1500 lat."),
        ("en", "de", "Growth reached 3.5%.", "Das Wachstum erreichte 3,5 %."),
        ("en", "sv", "About 13 per cent agreed.", "Ungefär 13 procent höll med."),
        ("en", "tr", "About 50% agreed.", "Yaklaşık %50'si kabul etti."),
        ("en", "zh", "About 50% agreed.", "大约百分之五十的人同意。"),
        ("en", "de", "Six ships came.", "6 Schiffe kamen."),
        ("en", "fr", "A dozen ships came.", "Douze navires sont venus."),
        ("en", "de", "It took one and a half hours.", "Es dauerte anderthalb Stunden."),
        ("en", "es", "Two thirds of them left.", "2/3 de ellos se fueron."),
        ("en", "ja", "Two-thirds of them left.", "3分の2が去った。"),
        ("en", "de", "She took 2nd place.", "Sie belegte den 2. Platz."),
        ("en", "fr", "It was the 1st time.", "C’était la 1re fois."),
        ("en", "ru", "Twenty-one people came.", "Пришёл двадцать один человек."),
        ("en", "fi", "Twenty people came.", "Kaksikymmentä ihmistä tuli."),
        ("en", "pt", "There were between 10 and 15 people.", "Havia de 10 a 15 pessoas."),
        ("en", "de", "It was -5 outside.", "Draußen waren es −5."),
        ("en", "fr", "COVID-19 and CO2 are names.", "COVID-19 et CO₂ sont des noms."),
        ("en", "ko", "One in five children reads.", "어린이 5명 중 1명이 책을 읽는다."),
        ("en", "de", "It is open 24/7.", "Es hat 24 Stunden an 7 Tagen geöffnet."),
        ("en", "ja", "It works in 190 countries.", "190か国で使える。"),
        ("en", "es", "The plan costs 37 billion.", "El plan cuesta 37 000 millones."),
    ];
    let alarms: Vec<String> = right
        .iter()
        .flat_map(|&(from, to, source, target)| {
            let found = findings(&rules, (from, to), source, target);
            found.into_iter().map(move |message| format!("{to}: {source} -> {target}: {message}"))
        })
        .collect();
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
}

#[test]
fn what_a_translation_may_not_do_to_figures_is_told() {
    let rules = Rules::shipped().expect("the shipped rules are right");
    let wrong = [
        ("en", "de", "The valley has 820,000 trees.", "Das Tal hat 820 Bäume."),
        ("en", "fr", "The valley has 1,234 trees.", "La vallée compte 1 243 arbres."),
        ("en", "es", "The plan costs 2.8 billion.", "El plan cuesta 2,8 millones."),
        ("en", "ja", "They planted 250,000 trees.", "彼らは250万本の木を植えた。"),
        ("en", "zh", "About 50% agreed.", "大约50人同意。"),
        ("en", "sv", "About 13 per cent agreed.", "Ungefär 13 höll med."),
        ("en", "de", "Three ships came.", "Fünf Schiffe kamen."),
        ("en", "ru", "Three ships came.", "Пришли семь кораблей."),
        ("en", "ar", "They planted 1,250 trees.", "زرعوا ١٥٢٠ شجرة."),
        ("en", "it", "More than 500 people came.", "Sono venute meno di 500 persone."),
        ("en", "de", "Install version 2.3.1 now.", "Installieren Sie jetzt die Version 1.9.3."),
        ("en", "ko", "It works in 190 countries.", "109개국에서 쓸 수 있다."),
        ("en", "hi", "They have 30 million books.", "उनके पास 30 करोड़ किताबें हैं।"),
    ];
    let missed: Vec<String> = wrong
        .iter()
        .filter(|(from, to, source, target)| findings(&rules, (from, to), source, target).is_empty())
        .map(|(_, to, source, target)| format!("{to}: {source} -> {target}"))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
