//! Rules as they are written: plain structs whose values know their places. What the keys mean stands in [`super::keys`].

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{IntoDeserializer, MapAccess, SeqAccess, Visitor, value::SeqAccessDeserializer},
};
use toml::Spanned;

use super::Expect;
use crate::fact::Confidence;

/// `[[rule]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) id: Spanned<String>,
    pub(super) severity: Option<String>,
    pub(super) confidence: Option<Confidence>,
    pub(super) message: Spanned<String>,
    pub(super) missing: Option<Spanned<String>>,
    pub(super) added: Option<Spanned<String>>,
    pub(super) help: Option<Spanned<String>>,
    pub(super) why: Option<String>,
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    pub(super) since: Option<String>,
    #[serde(default)]
    pub(super) languages: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) paths: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) formats: Vec<String>,
    #[serde(default)]
    pub(super) parts: Vec<String>,
    pub(super) scope: Option<String>,
    pub(super) source: Option<Spanned<Source>>,
    pub(super) target: Option<Spanned<Target>>,
    pub(super) check: Option<Spanned<String>>,
    pub(super) direction: Option<Spanned<String>>,
    pub(super) count: Option<Spanned<String>>,
    pub(super) missing_language: Option<Spanned<String>>,
    pub(super) except: Option<Except>,
    pub(super) suggest: Option<Spanned<PerLanguage<String>>>,
    #[serde(default)]
    pub(super) tests: Vec<Spanned<Test>>,
}

/// `source`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) regex: Option<Spanned<PerLanguage<String>>>,
    pub(super) text: Option<Spanned<PerLanguage<String>>>,
    pub(super) terms: Option<Spanned<PerLanguage<Vec<Spanned<String>>>>>,
    pub(super) fact: Option<Spanned<String>>,
    pub(super) with: Option<Spanned<String>>,
}

/// `target`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    pub(super) require: Option<Spanned<Demand>>,
    pub(super) forbid: Option<Spanned<Demand>>,
}

/// `target.require` and `target.forbid`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Demand {
    pub(super) text: Option<Spanned<PerLanguage<String>>>,
    pub(super) regex: Option<Spanned<PerLanguage<String>>>,
    pub(super) terms: Option<Spanned<PerLanguage<Vec<Spanned<String>>>>>,
    #[serde(rename = "terms-file")]
    pub(super) terms_file: Option<Spanned<String>>,
    pub(super) fact: Option<Spanned<String>>,
    pub(super) same: Option<Spanned<String>>,
    pub(super) tolerance: Option<Spanned<String>>,
    pub(super) convert: Option<std::collections::BTreeMap<Spanned<String>, Spanned<f64>>>,
    pub(super) with: Option<Spanned<String>>,
    pub(super) ignore_below: Option<Spanned<f64>>,
}

/// `except`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Except {
    pub(super) source: Option<Spanned<Exception>>,
    pub(super) target: Option<Spanned<Exception>>,
    #[serde(default)]
    pub(super) paths: Vec<Spanned<String>>,
}

/// `except.source` and `except.target`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exception {
    pub(super) regex: Option<Spanned<PerLanguage<String>>>,
    pub(super) text: Option<Spanned<PerLanguage<String>>>,
    pub(super) terms: Option<Spanned<PerLanguage<Vec<Spanned<String>>>>>,
}

/// An entry of `tests`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Test {
    pub(super) format: Option<Spanned<String>>,
    pub(super) source_lang: Option<Spanned<String>>,
    pub(super) lang: Spanned<String>,
    pub(super) source: String,
    pub(super) target: String,
    pub(super) expect: Expect,
    pub(super) message: Option<String>,
    pub(super) source_span: Option<String>,
    pub(super) target_span: Option<String>,
}

/// A value for all languages, or a table from language tags to values.
#[derive(Debug)]
pub(super) struct PerLanguage<T> {
    pub(super) all: Option<T>,
    pub(super) by: Vec<(Spanned<String>, Spanned<T>)>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerLanguage<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// Chooses by what stands there. An untagged enum of serde would lose the places.
struct Either<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
    type Value = PerLanguage<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or a table from languages to values")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(PerLanguage { all: Some(T::deserialize(text.to_owned().into_deserializer())?), by: Vec::new() })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        Ok(PerLanguage { all: Some(T::deserialize(SeqAccessDeserializer::new(list))?), by: Vec::new() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Self::Value, A::Error> {
        let mut by = Vec::new();
        while let Some(entry) = table.next_entry()? {
            by.push(entry);
        }
        Ok(PerLanguage { all: None, by })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::keys;

    /// The fields of a struct, as serde tells them when it meets a strange one.
    fn fields<T: for<'de> Deserialize<'de> + fmt::Debug>() -> Vec<String> {
        let error = toml::from_str::<T>("strange = 1").expect_err("the key is strange").message().to_owned();
        let (_, list) = error.split_once("expected").expect("serde lists the fields");
        list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_structs_and_the_vocabulary_have_the_same_keys() {
        let pairs: [(&[keys::Key], Vec<String>); 7] = [
            (keys::RULE, fields::<Rule>()),
            (keys::SOURCE, fields::<Source>()),
            (keys::TARGET, fields::<Target>()),
            (keys::DEMAND, fields::<Demand>()),
            (keys::EXCEPT, fields::<Except>()),
            (keys::EXCEPTION, fields::<Exception>()),
            (keys::TEST, fields::<Test>()),
        ];
        for (keys, mut fields) in pairs {
            let mut names: Vec<&str> = keys.iter().map(|key| key.name).collect();
            names.sort_unstable();
            fields.sort_unstable();
            assert_eq!(names, fields);
        }
    }
}
