//! What translations rightly do to figures, and what they must not: one pair of sentences for each trap, in many languages.

use fidelint::{finding::Severity, lint, rule::Rules};

const FIGURES: &[&str] = &["number", "percent", "ordinal", "date", "time", "currency", "unit", "country-count"];

/// The messages of loud findings about figures.
fn findings(rules: &Rules, langs: (&str, &str), source: &str, target: &str) -> Vec<String> {
    lint::texts((source, langs.0), (target, langs.1), rules)
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
        ("en", "es", "The fair is on 25-26 April.", "La feria es del 25 al 26 de abril."),
        ("en", "vi", "She sorted 300 sets of data.", "Cô đã sắp xếp 300 bộ dữ liệu."),
        ("en", "ru", "Take the 64-bit file.", "Возьмите 64-разрядный файл."),
        ("en", "de", "Take version 1.8.7-p174 of it.", "Nimm davon die Version 1.8.7-p174."),
        ("en", "de", "Even one ad is too much.", "Schon eine Anzeige ist zu viel."),
        ("en", "de", "In İİİİİİİİ, Eastern Time 3:00 was late.", "In İİİİİİİİ war es um 3:00 Eastern Time spät."),
        ("fr", "de", "Clé pour vis à 6 pans.", "Schlüssel für Sechskantschrauben."),
        ("en", "ru", "He told 247sports about it.", "Он рассказал об этом."),
        ("en", "es", "The levels are 2000 M and 2500 M.", "Los niveles son 2000M y 2500M."),
        (
            "en",
            "de",
            "In 1987, when he was caught at the lake, she decided to run for the office.",
            "Sie wollte das Amt für sich.",
        ),
        ("en", "de", "It cost half a million.", "Es kostete 500 000."),
        ("en", "zh", "More than 500,000 came.", "来了五十余万人。"),
        ("en", "de", "They came from five pilot countries.", "Sie kamen aus fünf Pilotländern."),
        ("en", "pt", "She came on 26 May and left on 27 May.", "Ela chegou a 26 de maio e partiu no dia seguinte."),
        ("en", "vi", "The vote in 2016 was quiet.", "Cuộc bỏ phiếu năm ngoái rất yên tĩnh."),
        ("en", "pt", "There were between 10 and 15 people.", "Havia de 10 a 15 pessoas."),
        ("en", "de", "It was -5 outside.", "Draußen waren es −5."),
        ("en", "fr", "COVID-19 and CO2 are names.", "COVID-19 et CO₂ sont des noms."),
        ("en", "ko", "One in five children reads.", "어린이 5명 중 1명이 책을 읽는다."),
        ("en", "de", "It is open 24/7.", "Es hat 24 Stunden an 7 Tagen geöffnet."),
        ("en", "ja", "It works in 190 countries.", "190か国で使える。"),
        ("en", "es", "The plan costs 37 billion.", "El plan cuesta 37 000 millones."),
        // One value of a range, converted; an aside whose unit the other language leaves out.
        ("en", "de", "The gates are 200 to 300 metres apart.", "Die Tore stehen 820 Fuß auseinander."),
        ("da", "en", "Søen er 1.200 km² (463 kvadratmil).", "The lake covers 1,200 square kilometres."),
        ("en", "de", "It holds 1,000 barrels.", "Es fasst 31.500 Gallonen."),
        // A word for a length of time, and its length.
        ("de", "en", "Der Turm fiel im letzten Jahrhundert.", "The tower fell in the last 100 years."),
        ("es", "en", "La gira dura una semana.", "The tour lasts 7 days."),
        ("en", "fr", "The kiln must be clean.", "Le four doit être propre à 100 %."),
        // Numbers within words.
        ("en", "cs", "The 39-year-old potter won.", "Devětatřicetiletá hrnčířka vyhrála."),
        ("en", "de", "They want a 10 percent cut.", "Sie wollen eine zehnprozentige Kürzung."),
        ("en", "et", "They want a 10 percent cut.", "Nad tahavad kümneprotsendist kärbet."),
        ("en", "ko", "About 40,000 people live there.", "약 4만명이 산다."),
        ("en", "zh", "More than 3.5 million people came.", "来了350多万人。"),
        ("en", "ja", "Keep it at −18 °C.", "温度を−18℃に保つ。"),
        // Hours counted from six in the morning, years from the death of the Buddha.
        ("en", "sw", "The shop opens at 9:15 am.", "Duka linafunguliwa saa 3:15 asubuhi."),
        ("en", "th", "The school was built in 2013.", "โรงเรียนสร้างในปี 2556"),
        ("cs", "uk", "Trh je 1. 5.", "Ярмарок 01.05."),
        ("en", "tr", "Theresa May spoke on 29 September 2018.", "Theresa May, 29 Eylül 2018 tarihinde konuştu."),
        // A row that slipped is no translation with six wrong figures.
        ("en", "fr", "The samples HCoV-229E and 9-O came on day 43.", "et j’ai mal au bras depuis 186 jours, en 2015"),
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
        ("en", "fr", "It works in five pilot countries.", "Cela marche dans cinq villes pilotes."),
        ("en", "de", "In the end 820,000 people came to the great lake in the hills.", "820 kamen zum See."),
        ("en", "de", "Nine ships came.", "Zehn Schiffe kamen."),
        ("en", "ja", "More than 82,000 people came.", "82,000人以下が来た。"),
        ("fr", "de", "Il est venu samedi 25 juillet.", "Er kam am Montag, dem 25. Juli."),
        ("en", "zh", "The rescue was on Saturday.", "救援是在周一。"),
        ("en", "ru", "They planted 380,000 trees.", "Они посадили 380 миллионов деревьев."),
        ("en", "ru", "Three ships came.", "Пришли семь кораблей."),
        ("en", "ar", "They planted 1,250 trees.", "زرعوا ١٥٢٠ شجرة."),
        ("en", "it", "More than 500 people came.", "Sono venute meno di 500 persone."),
        ("en", "de", "Install version 2.3.1 now.", "Installieren Sie jetzt die Version 1.9.3."),
        ("en", "ko", "It works in 190 countries.", "109개국에서 쓸 수 있다."),
        ("en", "hi", "They have 30 million books.", "उनके पास 30 करोड़ किताबें हैं।"),
        // The number was converted, the unit was not.
        ("es", "en", "La gira dura una semana.", "The tour lasts 7 weeks."),
        ("de", "en", "Er kommt in einem Monat.", "He comes in 4.3 months."),
        ("pl", "en", "Kapsuła leci 12,8 km albo 8 mil na sekundę.", "The capsule flies 8 km or 8 miles a second."),
        // Days that no month has, asides and first numbers of ranges that changed.
        ("en", "cs", "It began on 29 September 1918.", "Začalo to 37. září 1918."),
        ("en", "fi", "It began on 29 September 1918.", "Se alkoi 34. syyskuuta 1918."),
        ("en", "ru", "The fine is 3,400 hryvnias ($89).", "Штраф — 3400 гривен ($108)."),
        ("en", "it", "Voters aged 18 to 29 years.", "Elettori tra i 26 e i 29 anni."),
        ("en", "pt", "Rosa, a Category 1 hurricane, is near.", "Rosa, um furacão de categoria 3, está perto."),
        ("en", "de", "Ruby 2.2.0-preview2 is out.", "Ruby 2.2.0-preview1 ist da."),
        ("en", "id", "Version 3.0.3 or later, or Ruby 3, is safe.", "Versi 3.0 atau setelahnya, atau Ruby 3, aman."),
        // A sign that stands once belongs to a range, not to whatever stands near.
        (
            "en",
            "sv",
            "Turnout was 16 percent, compared with 34 percent.",
            "Deltagandet var 16, jämfört med 34 procent.",
        ),
        ("en", "cs", "It grew by 30%. Then it fell.", "Vzrostlo to o 30. Pak to kleslo."),
    ];
    let missed: Vec<String> = wrong
        .iter()
        .filter(|(from, to, source, target)| findings(&rules, (from, to), source, target).is_empty())
        .map(|(_, to, source, target)| format!("{to}: {source} -> {target}"))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
