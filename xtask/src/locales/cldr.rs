//! Reads the JSON of the CLDR packages, unpacked side by side in one folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// A folder that holds `cldr-core`, `cldr-dates-full` and so on.
#[derive(Debug)]
pub struct Cldr {
    root: PathBuf,
}

static NOTHING: Value = Value::Null;

impl Cldr {
    /// Opens a folder; it must hold the core package.
    pub fn open(root: &Path) -> Result<Cldr> {
        let core = root.join("cldr-core");
        anyhow::ensure!(
            core.is_dir(),
            "{} is missing: the folder must hold the unpacked CLDR packages",
            core.display()
        );
        Ok(Cldr { root: root.to_owned() })
    }

    /// A file of a locale, from below `main.<tag>`. Null where the locale lacks it.
    pub fn main(&self, package: &str, tag: &str, file: &str) -> Result<Value> {
        let mut json = self.read(&format!("cldr-{package}-full/main/{tag}/{file}.json"))?;
        Ok(json.get_mut("main").and_then(|main| main.get_mut(tag)).map(Value::take).unwrap_or_default())
    }

    /// A supplemental file, from below `supplemental`.
    pub fn supplemental(&self, file: &str) -> Result<Value> {
        let mut json = self.read(&format!("cldr-core/supplemental/{file}.json"))?;
        Ok(json.get_mut("supplemental").map(Value::take).unwrap_or_default())
    }

    /// The spelling rules of a language, from below `rbnf.rbnf`.
    pub fn rbnf(&self, tag: &str) -> Result<Value> {
        let mut json = self.read(&format!("cldr-rbnf/rbnf/{tag}.json"))?;
        Ok(json.pointer_mut("/rbnf/rbnf").map(Value::take).unwrap_or_default())
    }

    /// The languages that CLDR covers, as the list of language names worth having.
    pub fn covered_languages(&self) -> Result<Vec<String>> {
        let json = self.read("cldr-core/coverageLevels.json")?;
        let levels = entries(at(&json, "effectiveCoverageLevels"));
        Ok(levels.map(|(tag, _)| tag.to_owned()).filter(|tag| !tag.contains('-') && tag != "und").collect())
    }

    fn read(&self, path: &str) -> Result<Value> {
        let path = self.root.join(path);
        let Ok(text) = fs::read_to_string(&path) else { return Ok(Value::Null) };
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }
}

/// The value at a path of keys joined by `/`, null where there is none.
pub fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('/').fold(value, |value, key| value.get(key).unwrap_or(&NOTHING))
}

/// The members of an object in their order; none for anything else.
pub fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter).map(|(key, value)| (key.as_str(), value))
}

/// The members of an object that are text.
pub fn texts(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    entries(value).filter_map(|(key, value)| Some((key, value.as_str()?)))
}
