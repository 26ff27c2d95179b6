//! The JSON schema of `fidelint.toml`, for editors.

use serde_json::{Value, json};

/// The schema.
pub fn schema() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    let texts = |about: &str| json!({ "description": about, "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] });
    let table = |about: &str, properties: Value| json!({ "type": "object", "description": about, "additionalProperties": false, "properties": properties });
    let list = |item: Value| json!({ "type": "array", "items": item });
    let severity = json!({ "enum": ["error", "warning", "info", "off"] });
    let confidence = json!({ "enum": ["high", "medium", "low"] });
    let rule = json!({ "anyOf": [severity, table("What the project says about a rule", json!({
        "severity": severity,
        "confidence": confidence,
        "options": { "type": "object", "description": "Options of the rule" },
    }))] });
    let rules = json!({ "type": "object", "description": "Rule, tag or prefix* → severity or settings", "additionalProperties": rule });
    let mut pair = table(
        "Which translation belongs to which source",
        json!({
            "source": text("Template of the source: {lang} {path} {name} * **"),
            "target": text("Template of the translation"),
            "lang": text("Language of the translation, where the template has no {lang}"),
            "source-lang": text("Language of the source, where it is not that of the project"),
        }),
    );
    if let Some(pair) = pair.as_object_mut() {
        pair.insert("required".to_owned(), json!(["source", "target"]));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fidelint.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string" },
            "project": table("Which files there are, and in which languages", json!({
                "source-language": text("Language of the sources (BCP 47)"),
                "languages": texts("Languages of the translations; all that are found by default"),
                "auto": { "type": "boolean", "default": true, "description": "Detect layouts by convention" },
                "import": texts("Settings of other tools to read templates from: crowdin.yml, l10n.toml, .tx/config"),
                "require-translation": severity,
                "aliases": { "type": "object", "description": "Names in paths → language tags", "additionalProperties": { "type": "string" } },
            })),
            "pairs": list(pair),
            "check": table("What holds for the whole run", json!({
                "extend": texts("Presets: fidelint:recommended, fidelint:strict, fidelint:strings, fidelint:news"),
                "rules": texts("Globs of rule files"),
                "exclude": texts("Globs of files that are left out"),
                "fail-on": { "enum": ["error", "warning", "info", "never"] },
                "min-confidence": confidence,
                "baseline": text("The baseline file"),
                "require-reason": { "type": "boolean", "default": false, "description": "An ignore comment must say why" },
                "select": texts("The only rules, tags or prefixes that run"),
                "ignore": texts("Rules, tags or prefixes that do not run"),
            })),
            "rules": rules,
            "override": list(table("Other settings for some files or languages", json!({
                "paths": texts("Globs of the files"),
                "languages": texts("Languages of the translations"),
                "rules": rules,
            }))),
            "ignore": list(table("Findings that the project accepts; every field narrows", json!({
                "rule": text("Rule, tag or prefix*"),
                "path": text("Glob of the translation"),
                "key": text("Key of the entry"),
                "block": text("Text of the block"),
                "text": text("Text that the finding is about"),
                "language": text("Language of the translation"),
                "reason": text("Why"),
                "until": { "description": "The day after which the finding is back" },
            }))),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_schema_knows_just_the_keys_that_the_reader_knows() {
        // The reader lists the keys that it takes when it meets an unknown one.
        let properties = &schema()["properties"];
        for (name, header) in
            [("project", "[project]"), ("check", "[check]"), ("ignore", "[[ignore]]"), ("pairs", "[[pairs]]")]
        {
            let keys = properties[name].get("properties").or_else(|| properties[name]["items"].get("properties"));
            let keys: Vec<&String> =
                keys.and_then(Value::as_object).map(|keys| keys.keys().collect()).unwrap_or_default();
            let found = Config::parse("x", &format!("{header}\nzzzzz = 1\n")).unwrap_err();
            let message = &found.iter().find(|m| m.message.contains("zzzzz")).unwrap().message;
            assert_eq!(message.matches('`').count(), 4 + 2 * keys.len(), "{message}");
            for key in keys {
                assert!(message.contains(&format!("`{key}`")), "{key} is not read in {name}");
            }
        }
    }
}
