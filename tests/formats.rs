//! Every reader on fixtures of its own, as snapshots, and on whatever text there is.

use std::{fmt::Write, fs};

use fidelint::{
    document::{Document, Side, State},
    format::{self, READERS},
};
use proptest::prelude::*;

/// A document as a snapshot shows it.
fn shown(document: &Document<'_>, text: &str) -> String {
    let mut out = String::new();
    let mut line = |what: String| writeln!(out, "{what}").expect("a string takes all");
    line(format!("language {:?} source {:?}", document.language, document.source_language));
    for segment in &document.segments {
        let span = segment.span(0..segment.text.len());
        let side = match segment.side {
            Some(Side::Source) => " source",
            Some(Side::Target) => " target",
            None => "",
        };
        let state = if segment.state == State::Translated { String::new() } else { format!(" {:?}", segment.state) };
        let variant = segment.variant.as_deref().map(|v| format!(" ({v})")).unwrap_or_default();
        let key = segment.key.as_deref().map(|key| format!(" {key:?}")).unwrap_or_default();
        line(format!("{}..{} {:?}{side}{state}{key}{variant}: {:?}", span.start, span.end, segment.kind, segment.text));
        for part in &segment.inline {
            let inner = segment.text.get(part.at.clone()).unwrap_or("?");
            let value = part.value.as_deref().map(|value| format!(" = {value}")).unwrap_or_default();
            line(format!("    {:?} {inner:?}{value}", part.kind));
        }
    }
    for comment in &document.comments {
        line(format!("comment before {}: {:?}", comment.before, comment.text));
    }
    for junk in &document.junk {
        let there = text.get(junk.span.start..junk.span.end).unwrap_or("?");
        line(format!("junk {:?}: expected {}", there, junk.expected));
    }
    out
}

#[test]
fn every_fixture_reads_as_its_snapshot_shows() {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir("tests/formats").expect("the folder").flatten() {
        if entry.path().is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    for name in names {
        let bytes = fs::read(format!("tests/formats/{name}")).expect("a fixture");
        let text = format::decode(&name, bytes).expect("text");
        let reader = format::reader_for(&name, &text).expect("a reader");
        let document = reader.read(&text);
        check(&document, &text, reader.name());
        insta::assert_snapshot!(name.replace('.', "_"), format!("{}\n{}", reader.name(), shown(&document, &text)));
    }
}

#[test]
fn every_reader_has_a_fixture() {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir("tests/formats").expect("the folder").flatten() {
        let path = entry.path();
        if path.is_file() {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            let text = format::decode(&name, fs::read(&path).expect("a fixture")).expect("text");
            names.extend(format::reader_for(&name, &text).map(|reader| reader.name().to_owned()));
        }
    }
    // A Word document is no text; its own tests make one.
    for reader in READERS.iter().filter(|reader| reader.name() != "docx") {
        assert!(names.iter().any(|name| name == reader.name()), "no fixture for {}", reader.name());
    }
}

/// What holds for every document, whatever it was read from.
fn check(document: &Document<'_>, text: &str, name: &str) {
    for segment in &document.segments {
        let mut end = 0;
        for (at, c) in segment.text.char_indices() {
            let span = segment.span(at..at + c.len_utf8());
            assert!(text.get(span.start..span.end).is_some(), "{name}: {span:?} is no text of {text:?}");
        }
        for part in &segment.inline {
            assert!(segment.text.get(part.at.clone()).is_some(), "{name}: {part:?} is no text of {:?}", segment.text);
            assert!(part.at.start >= end || part.at.start <= end, "{name}: inline parts in order");
            end = part.at.start;
        }
        assert!(segment.inline.is_sorted_by_key(|part| part.at.start), "{name}: {:?}", segment.inline);
        if let std::borrow::Cow::Borrowed(borrowed) = &segment.text {
            let span = segment.span(0..borrowed.len());
            assert_eq!(text.get(span.start..span.end), Some(*borrowed), "{name}");
        }
    }
    for junk in &document.junk {
        assert!(text.get(junk.span.start..junk.span.end).is_some(), "{name}: {junk:?} in {text:?}");
    }
    for comment in &document.comments {
        assert!(text.get(comment.span.start..comment.span.end).is_some(), "{name}: {comment:?}");
        assert!(comment.before <= document.segments.len(), "{name}: {comment:?}");
    }
}

fn read_with_all(text: &str) {
    for reader in READERS {
        check(&reader.read(text), text, reader.name());
        reader.languages(text);
        for part in reader.parts(text, 16) {
            check(&reader.read_part(text, part), text, reader.name());
        }
    }
}

/// Pieces of the grammars of all formats, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "msgid \"",
        "msgstr[1] \"",
        "\"\n",
        "\\",
        "\\n",
        "\\u00e9",
        "#~ ",
        "#, fuzzy\n",
        "\n\n",
        "\n",
        "\r\n",
        "  ",
        "\t",
        "{",
        "}",
        "{{",
        "}}",
        "%s",
        "%(a)s",
        "%1$",
        "<b>",
        "</b>",
        "<a href='x",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<string name=\"a\">",
        "</string>",
        "<source>",
        "<target>",
        "</target>",
        "<trans-unit id='1'>",
        "</trans-unit>",
        "<item quantity=\"one\">",
        "&amp;",
        "&#x",
        ";",
        "[",
        "](",
        ")",
        "*",
        "_",
        "`",
        "```\n",
        "# ",
        "- ",
        "> ",
        "| a | b |\n|---|---|\n",
        "---\n",
        "a: ",
        "a = ",
        ".b = ",
        "|\n",
        ">-\n",
        "'",
        "\"",
        "{ $n ->",
        "[one] ",
        "*[other] ",
        "{n, plural, one {",
        "00:00:01,000 --> 00:00:02,000\n",
        "1\n",
        "WEBVTT\n\n",
        ",",
        ":",
        "::",
        "..",
        ".. note::\n",
        "====\n",
        "é",
        "日本語",
        "\u{feff}",
        "\u{1F600}",
        "word",
        "<tu><tuv xml:lang='en'><seg>",
        "</seg></tuv></tu>",
        "\"key\" = \"value\";",
        "/*",
        "*/",
        "//",
        "@key",
        "=",
        "_one",
        "<data name=\"x\"><value>",
        "</value></data>",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_reader_fail(text in ".{0,200}") {
        read_with_all(&text);
    }

    #[test]
    fn no_mix_of_grammars_makes_a_reader_fail(text in pieces()) {
        read_with_all(&text);
    }
}
