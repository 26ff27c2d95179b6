//! As much YAML as an action needs: maps, lists and texts.

use saphyr_parser::{Event, Parser};

/// A value of a YAML file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Yaml {
    Text(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    /// Reads a file of one document.
    pub(crate) fn read(text: &str) -> Yaml {
        let events: Vec<Event<'_>> = Parser::new_from_str(text).map(|event| event.expect("it is YAML").0).collect();
        let mut events = events
            .into_iter()
            .filter(|event| !matches!(event, Event::StreamStart | Event::DocumentStart(_) | Event::Nothing));
        value(&mut events).expect("the file holds a value")
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Yaml> {
        let Yaml::Map(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Yaml::Text(text) => text,
            other => panic!("expected a text, found {other:?}"),
        }
    }

    pub(crate) fn entries(&self) -> &[(String, Yaml)] {
        match self {
            Yaml::Map(entries) => entries,
            other => panic!("expected a map, found {other:?}"),
        }
    }

    pub(crate) fn items(&self) -> &[Yaml] {
        match self {
            Yaml::List(items) => items,
            other => panic!("expected a list, found {other:?}"),
        }
    }
}

fn value<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Option<Yaml> {
    match events.next()? {
        Event::Scalar(text, ..) => Some(Yaml::Text(text.into_owned())),
        Event::SequenceStart(..) => Some(Yaml::List(std::iter::from_fn(|| value(events)).collect())),
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            while let Some(key) = value(events) {
                entries.push((key.text().to_owned(), value(events).expect("a key has a value")));
            }
            Some(Yaml::Map(entries))
        }
        _ => None,
    }
}
