//! Glossaries in TBX (ISO 30042), in its older dialect (`termEntry`, `langSet`) and its newer one (`conceptEntry`,
//! `langSec`).

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::glossary::Glossary;

/// Reads the terms of a TBX file. Deprecated and superseded terms are kept as those that are not to be used.
pub(super) fn read(text: &str) -> Result<Glossary, String> {
    let mut reader = Reader::from_str(text);
    let mut glossary = Glossary::default();
    let mut language = String::new();
    let mut term: Option<String> = None;
    let mut note: Option<String> = None;
    // Terms wait for the notes that follow them.
    let mut waiting: Option<(String, bool)> = None;
    loop {
        let event = reader.read_event().map_err(|error| format!("byte {}: {error}", reader.error_position()))?;
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "termEntry" | "conceptEntry" => glossary.concept(),
                "langSet" | "langSec" => language = attribute(&tag, "xml:lang").unwrap_or_default(),
                "tig" | "ntig" | "termSec" => waiting = None,
                "term" => term = Some(String::new()),
                "termNote" if attribute(&tag, "type").is_some_and(|kind| kind == "administrativeStatus") => {
                    note = Some(String::new());
                }
                "administrativeStatus" => note = Some(String::new()),
                _ => {}
            },
            Event::Text(bytes) => {
                if let Some(open) = note.as_mut().or(term.as_mut()) {
                    open.push_str(&bytes.xml_content(quick_xml::XmlVersion::Implicit1_0));
                }
            }
            Event::GeneralRef(name) => {
                if let Some(open) = note.as_mut().or(term.as_mut()) {
                    let known = quick_xml::escape::resolve_predefined_entity(&name);
                    match (name.resolve_char_ref().ok().flatten(), known) {
                        (Some(c), _) => open.push(c),
                        (None, Some(text)) => open.push_str(text),
                        (None, None) => {}
                    }
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "term" => waiting = term.take().map(|term| (term, true)),
                "termNote" | "administrativeStatus" => {
                    let status = note.take().unwrap_or_default().to_lowercase();
                    if let Some(waiting) = &mut waiting {
                        waiting.1 &= !(status.contains("deprecated") || status.contains("superseded"));
                    }
                }
                "tig" | "ntig" | "termSec" => {
                    if let Some((term, is_good)) = waiting.take().filter(|_| !language.is_empty()) {
                        glossary.add(&language, &term, is_good);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(glossary),
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(attribute.value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_dialects_are_read_and_deprecated_terms_are_told_apart() {
        for (entry, set, section, status) in [
            (
                "termEntry",
                "langSet",
                "tig",
                "<termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote>",
            ),
            (
                "conceptEntry",
                "langSec",
                "termSec",
                "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>",
            ),
        ] {
            let text = format!(
                "<?xml version=\"1.0\"?><tbx><text><body><{entry}><{set} xml:lang=\"en\"><{section}><term>R&amp;D</term></{section}></{set}>\
                 <{set} xml:lang=\"de\"><{section}><term>F&amp;E</term></{section}><{section}><term>R&amp;D</term>{status}</{section}></{set}>\
                 </{entry}></body></text></tbx>"
            );
            let glossary = read(&text).unwrap();
            let german = glossary.of("de").unwrap().get(&1).unwrap();
            assert_eq!(german.good[0].written, "F&E", "{entry}");
            assert_eq!(german.bad[0].written, "R&D", "{entry}");
        }
    }
}
