//! The JSON Schema of rule files, made from the vocabulary: editors complete and check while one writes.

use serde_json::{Map, Value, json};

use super::keys::{self, Key, Shape};

/// The schema.
pub fn schema() -> Value {
    let mut file = table(keys::FILE);
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://fidelint.dev/fidelint-rules.schema.json",
        "title": "Rules of fidelint",
        "description": "What a translation must say, and examples of it",
    });
    if let (Value::Object(file), Value::Object(head)) = (&mut file, head) {
        let rest = std::mem::take(file);
        file.extend(head);
        file.extend(rest);
    }
    file
}

fn table(keys: &'static [Key]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), described(key))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut table = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    let choices: Vec<Value> = exclusive(keys).iter().map(|name| json!({ "required": [name] })).collect();
    if let Value::Object(table) = &mut table {
        if !required.is_empty() {
            table.insert("required".to_owned(), json!(required));
        }
        if !choices.is_empty() {
            table.insert("oneOf".to_owned(), json!(choices));
        }
        if std::ptr::eq(keys, keys::RULE) {
            table.insert("anyOf".to_owned(), json!([{ "required": ["target"] }, { "required": ["check"] }]));
            table.insert(
                "allOf".to_owned(),
                json!([
                    { "not": { "required": ["check", "source"] } },
                    { "not": { "required": ["check", "target"] } },
                ]),
            );
        }
    }
    table
}

/// Keys of which a table has exactly one.
fn exclusive(keys: &'static [Key]) -> &'static [&'static str] {
    if std::ptr::eq(keys, keys::SOURCE) {
        &["regex", "text", "terms", "fact"]
    } else if std::ptr::eq(keys, keys::DEMAND) {
        &["text", "regex", "terms", "terms-file", "fact"]
    } else if std::ptr::eq(keys, keys::TARGET) {
        &["require", "forbid"]
    } else {
        &[]
    }
}

fn described(key: &Key) -> Value {
    let mut value = shape(key.shape);
    if key.name == "tests" {
        // A rule that nobody has seen fire, and be silent, is a guess.
        let of = |expect: &str| json!({ "contains": { "properties": { "expect": { "const": expect } }, "required": ["expect"] } });
        value["allOf"] = json!([of("pass"), of("fail")]);
    }
    if key.name == "id" {
        value["pattern"] = json!("^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?$");
    }
    if let Value::Object(value) = &mut value {
        value.insert("description".to_owned(), json!(key.doc.replace('`', "")));
    }
    value
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Version => json!({ "const": 1 }),
        Shape::Text | Shape::Template | Shape::Regex => json!({ "type": "string" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Languages => json!({ "type": "array", "items": { "type": "string", "pattern": format!("^!?{TAG}$") } }),
        Shape::Word(words) => json!({ "enum": words() }),
        Shape::Words(words) => json!({ "type": "array", "items": { "enum": words() } }),
        Shape::PerLanguage(inner) => {
            let inner = self::shape(*inner);
            let mut table = json!({ "type": "object", "additionalProperties": false, "minProperties": 1 });
            table["patternProperties"] = json!({ format!("^{TAG}$"): inner });
            json!({ "anyOf": [inner, table] })
        }
        Shape::Rates => json!({
            "type": "object", "additionalProperties": false,
            "patternProperties": { "^.+->.+$": { "type": "number", "exclusiveMinimum": 0 } },
        }),
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
    }
}

/// Language tags.
const TAG: &str = "[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_the_schema_with_its_description() {
        let schema = schema();
        let rule = &schema["properties"]["rule"]["items"]["properties"];
        for key in keys::RULE {
            assert!(rule[key.name]["description"].is_string(), "{}", key.name);
        }
        assert_eq!(rule["severity"]["enum"], json!(["error", "warning", "info", "off"]));
    }
}
