//! The vocabulary of rule files: every key with its shape, its default and what it does.
//!
//! From this table come the check of a file's shape, the JSON Schema for editors and the reference in the book.

use crate::{check, fact::Kind, format};

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Must it be there?
    pub required: bool,
    /// What holds where it is not given.
    pub default: &'static str,
    /// What it does, in Markdown.
    pub doc: &'static str,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// The number 1.
    Version,
    /// Text.
    Text,
    /// Text with `{names}` in it.
    Template,
    /// A regular expression.
    Regex,
    /// A number.
    Number,
    /// A list of texts.
    Texts,
    /// A list of language tags, each perhaps with `!` before it.
    Languages,
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
    /// A list of such words.
    Words(fn() -> Vec<&'static str>),
    /// The shape itself, or a table from language tags to it.
    PerLanguage(&'static Shape),
    /// A table from `A->B` to numbers.
    Rates,
    /// A table.
    Table(&'static [Key]),
    /// A list of tables.
    Tables(&'static [Key]),
}

const fn key(name: &'static str, shape: Shape, default: &'static str, doc: &'static str) -> Key {
    Key { name, shape, required: false, default, doc }
}

const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: true, default: "", doc }
}

/// The keys of a rule file.
pub static FILE: &[Key] = &[
    key("version", Shape::Version, "1", "The version of the rule language."),
    key("rule", Shape::Tables(RULE), "none", "The rules, each a `[[rule]]`."),
];

/// The keys of a rule.
pub static RULE: &[Key] = &[
    required(
        "id",
        Shape::Text,
        "A name in lower case with hyphens, with the owner before it: `acme/brand-verbatim`. Names without an owner belong to the shipped rules.",
    ),
    key(
        "severity",
        Shape::Word(severities),
        "`warning`",
        "How much a finding matters: `error`, `warning`, `info`; `off` keeps the rule from running.",
    ),
    key(
        "confidence",
        Shape::Word(|| vec!["high", "medium", "low"]),
        "`medium`",
        "How sure a finding is. Findings of low confidence are never louder than `info`.",
    ),
    required(
        "message",
        Shape::Template,
        "What to say. It may name `{source.text}`, `{source.value}`, `{target.text}`, `{target.value}`, the values as people write them as `{source.reading}` and `{target.reading}`, the captures of the regexes as `{source.NAME}` and `{target.NAME}`, `{source.with.text}`, `{source.with.value}`, `{expected}`, `{missing}`, `{extra}`, `{problem}`, `{tolerance}`, `{lang}` and `{source_lang}`. `{{` and `}}` are braces.",
    ),
    key("missing", Shape::Template, "`message`", "What to say where the translation lacks what the source has."),
    key("added", Shape::Template, "`message`", "What to say where the translation has what the source lacks."),
    key("help", Shape::Template, "none", "The next step, for the person who reads the finding."),
    key("why", Shape::Text, "none", "Why the rule is there. `fidelint explain` and the documentation show it."),
    key("url", Shape::Text, "none", "A page that says more."),
    key("tags", Shape::Texts, "none", "What the rule is about; `--select` and `--ignore` take tags."),
    key("since", Shape::Text, "none", "The version that brought the rule."),
    key(
        "languages",
        Shape::Languages,
        "all",
        "The languages of translations that the rule looks at. `de` includes `de-AT`; `!zh` leaves Chinese out.",
    ),
    key("paths", Shape::Texts, "all", "Globs: the rule looks at translations, or sources, whose path matches one."),
    key("formats", Shape::Words(formats), "all", "The file formats that the rule looks at."),
    key("parts", Shape::Words(parts), "all but `code`", "The kinds of text that the rule looks at."),
    key(
        "scope",
        Shape::Word(|| vec!["sentence", "block", "document"]),
        "`block`",
        "What is compared with its counterpart: sentences, blocks (paragraphs, strings), or the whole document.",
    ),
    key(
        "source",
        Shape::Table(SOURCE),
        "every unit",
        "What to look for in the source. Without it, the rule speaks about every unit.",
    ),
    key("target", Shape::Table(TARGET), "none", "What must hold in the translation."),
    key(
        "check",
        Shape::Word(topics),
        "none",
        "In place of `source` and `target`: a difference that fidelint computes by itself.",
    ),
    key(
        "direction",
        Shape::Word(|| vec!["source", "target", "both"]),
        "`source`",
        "`source`: what the source has must be in the translation. `target`: what the translation has must be in the source. `both`: both.",
    ),
    key(
        "count",
        Shape::Word(|| vec!["at-least-once", "as-often", "exactly"]),
        "`at-least-once`",
        "How often the translation must have it. `as-often` finds the second of two brand names that was lost, `exactly` also one too many.",
    ),
    key(
        "missing_language",
        Shape::Word(|| vec!["skip", "error"]),
        "`skip`",
        "What a table per language means for a language that it lacks: the rule is skipped there, or it fails.",
    ),
    key("except", Shape::Table(EXCEPT), "none", "What the rule leaves alone."),
    key("suggest", Shape::PerLanguage(&Shape::Template), "none", "What to write instead."),
    key(
        "tests",
        Shape::Tables(TEST),
        "required",
        "Examples of what the rule reports and of what it leaves alone: at least one `pass` and one `fail`. They are its documentation, too.",
    ),
];

/// The keys of `source`.
pub static SOURCE: &[Key] = &[
    key(
        "regex",
        Shape::PerLanguage(&Shape::Regex),
        "none",
        "A regular expression. Named groups are captures for the templates.",
    ),
    key("text", Shape::PerLanguage(&Shape::Text), "none", "A text, letter by letter."),
    key(
        "terms",
        Shape::PerLanguage(&Shape::Texts),
        "none",
        "Words or phrases. `*` at an end stands for any letters: `invoice*`.",
    ),
    key("fact", Shape::Word(facts), "none", "A fact that fidelint reads: `fidelint facts` shows them."),
    key("with", Shape::Word(facts), "none", "With `fact`: only where such a fact stands in the same sentence."),
];

/// The keys of `target`.
pub static TARGET: &[Key] = &[
    key("require", Shape::Table(DEMAND), "none", "What the translation must have."),
    key("forbid", Shape::Table(DEMAND), "none", "What the translation must not have."),
];

/// The keys of `target.require` and `target.forbid`.
pub static DEMAND: &[Key] = &[
    key(
        "text",
        Shape::PerLanguage(&Shape::Template),
        "none",
        "A text, letter by letter: `{source.text}` keeps what was found.",
    ),
    key(
        "regex",
        Shape::PerLanguage(&Shape::Regex),
        "none",
        "A regular expression. `{source.NAME}` in it stands for the captured text, escaped.",
    ),
    key(
        "terms",
        Shape::PerLanguage(&Shape::Texts),
        "none",
        "Words or phrases, one of which must be there. `*` at an end stands for any letters: `Rechnung*`.",
    ),
    key(
        "terms-file",
        Shape::Text,
        "none",
        "A glossary, CSV or TBX, beside the rule file. It has the words of the source too; they are found inflected.",
    ),
    key("fact", Shape::Word(facts), "none", "A fact of this kind."),
    key(
        "same",
        Shape::Word(|| vec!["value", "set", "count", "text"]),
        "`value`",
        "With `fact`: what must be the same. `value`: each value; `set`: all values of the unit, told in one finding; `count`: only how many; `text`: the text, letter by letter.",
    ),
    key(
        "tolerance",
        Shape::Text,
        "none",
        "With `fact`: how far numbers may lie apart, `2%` or `0.5`. With `convert`: how far a converted amount may.",
    ),
    key(
        "convert",
        Shape::Rates,
        "none",
        "With `fact`: rates by which an amount may be converted: `{ \"USD->EUR\" = 0.92 }`.",
    ),
    key(
        "with",
        Shape::Word(|| vec!["same", "any"]),
        "none",
        "With `fact` and `source.with`: the counterpart must stand with the same, or with any fact of that kind.",
    ),
    key("ignore_below", Shape::Number, "none", "With `fact`: leave smaller numbers alone."),
];

/// The keys of `except`.
pub static EXCEPT: &[Key] = &[
    key(
        "source",
        Shape::Table(EXCEPTION),
        "none",
        "What the source has. A match that it overlaps does not count; where it stands elsewhere in the unit, the whole unit is left alone.",
    ),
    key("target", Shape::Table(EXCEPTION), "none", "The same for the translation."),
    key("paths", Shape::Texts, "none", "Globs of paths that the rule leaves alone."),
];

/// The keys of `except.source` and `except.target`.
pub static EXCEPTION: &[Key] = &[
    key("regex", Shape::PerLanguage(&Shape::Regex), "none", "A regular expression."),
    key("text", Shape::PerLanguage(&Shape::Text), "none", "A text, letter by letter."),
    key("terms", Shape::PerLanguage(&Shape::Texts), "none", "Words or phrases."),
];

/// The keys of a test.
pub static TEST: &[Key] = &[
    required("lang", Shape::Text, "The language of the translation."),
    key("source_lang", Shape::Text, "`en`", "The language of the source."),
    required("source", Shape::Text, "The source."),
    required("target", Shape::Text, "The translation."),
    required(
        "expect",
        Shape::Word(|| vec!["pass", "fail", "skip", "todo"]),
        "`fail`: the rule reports something. `pass`: nothing. `skip`: the rule does not look at this language. `todo`: known to be wrong still.",
    ),
    key(
        "format",
        Shape::Word(formats),
        "strings, or documents where they have paragraphs",
        "The format that both texts are written in, as files are: for rules that look at entries or comments.",
    ),
    key("message", Shape::Text, "any", "The message, word by word."),
    key("source_span", Shape::Text, "any", "The text that the finding points at in the source."),
    key("target_span", Shape::Text, "any", "The text that the finding points at in the translation."),
];

/// Other names that people use for kinds of facts.
pub static FACT_ALIASES: &[(&str, &str)] = &[("money", "currency"), ("measure", "unit"), ("person", "name")];

fn severities() -> Vec<&'static str> {
    vec!["error", "warning", "info", "off"]
}

/// The kinds of text that `parts` names.
pub(crate) fn parts() -> Vec<&'static str> {
    vec!["prose", "heading", "alt", "link-text", "code", "frontmatter", "string"]
}

fn formats() -> Vec<&'static str> {
    format::READERS.iter().map(|reader| reader.name()).collect()
}

fn topics() -> Vec<&'static str> {
    check::topics().chain([super::consistency::TOPIC]).collect()
}

fn facts() -> Vec<&'static str> {
    Kind::NAMES.iter().map(|&(_, name)| name).chain(FACT_ALIASES.iter().map(|&(alias, _)| alias)).collect()
}
