//! The line: discover → pair → read → align → extract facts → check → suppress → report.

use crate::{
    check::{self, Bitext, Pair, SideView},
    document::{BlockKind, Document, Origin, Segment},
    finding::{Excerpt, Finding, Place},
    locale::Locale,
    rule::{Rules, Verdict},
    source::{SourceFile, Span},
};

/// Two texts that stand for each other as they are, such as a line of `fidelint stream`. Places count in bytes of each.
pub fn texts(source: &str, target: &str, source_lang: &str, target_lang: &str, rules: &Rules) -> Vec<Finding> {
    let file = |text: &str| SourceFile::new("", text);
    let (source, target) = (file(source), file(target));
    let document = |file: &SourceFile| Document {
        segments: vec![Segment::new(file.text.clone(), Origin::verbatim(0, file.text.len()), BlockKind::String)],
        ..Document::default()
    };
    let (source_doc, target_doc) = (document(&source), document(&target));
    let (source_locale, target_locale) = (Locale::get(source_lang), Locale::get(target_lang));
    let source_facts = check::facts(&source_doc, source_locale);
    let target_facts = check::facts(&target_doc, target_locale);
    let whole = |document: &Document<'_>| {
        document.segments.iter().enumerate().map(|(n, s)| (n, 0..s.text.len())).collect::<Vec<_>>()
    };
    let pair = Pair {
        source: SideView::new(&source_doc, &source_facts, source_locale, whole(&source_doc)),
        target: SideView::new(&target_doc, &target_facts, target_locale, whole(&target_doc)),
        confidence: 1.0,
    };
    let bitext = Bitext {
        source_locale,
        target_locale,
        source: &source_doc,
        target: &target_doc,
        pairs: vec![pair],
        is_running_text: false,
    };
    findings(&bitext, &source, &target, rules)
}

/// Runs the rules and gives what they say its places in the two files. Sorted.
pub fn findings(bitext: &Bitext<'_>, source: &SourceFile, target: &SourceFile, rules: &Rules) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        rules.run(bitext).into_iter().map(|verdict| finding(verdict, bitext, source, target)).collect();
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings
}

fn finding(verdict: Verdict<'_>, bitext: &Bitext<'_>, source: &SourceFile, target: &SourceFile) -> Finding {
    let difference = &verdict.difference;
    let pair = bitext.pairs.get(difference.pair);
    let claimed = |claim: &Option<check::Claim>| claim.as_ref().map(|claim| (claim.spot.clone(), claim.value.clone()));
    // Where a side lacks the fact, the label covers the text that should have it.
    let whole = |side: Option<&SideView<'_>>| side.and_then(SideView::spot).map(|spot| (spot, None));
    let source_spot = claimed(&difference.source).or_else(|| whole(pair.map(|pair| &pair.source)));
    let target_spot = claimed(&difference.target).or_else(|| whole(pair.map(|pair| &pair.target)));
    let place =
        |spot: Option<(check::Spot, Option<String>)>, document: &Document<'_>, file: &SourceFile, label: &str| {
            let (spot, value) = spot?;
            let segment = document.segments.get(spot.segment)?;
            let text = segment.text.get(spot.at.clone()).unwrap_or_default().to_owned();
            Some(place(file, segment.span(spot.at), text, value, label))
        };
    let segment =
        pair.and_then(|pair| pair.target.parts.first()).and_then(|part| bitext.target.segments.get(part.segment));
    Finding {
        rule: verdict.rule.id.clone(),
        tags: verdict.rule.tags.clone(),
        severity: verdict.severity,
        confidence: verdict.confidence,
        message: verdict.message,
        help: verdict.rule.help.clone(),
        notes: difference.notes.clone(),
        source: place(source_spot, bitext.source, source, "the source says"),
        target: place(target_spot, bitext.target, target, "differs here"),
        key: segment.and_then(|segment| segment.key.as_ref()).map(|key| key.to_string()),
        language: bitext.target_locale.tag.clone(),
    }
}

fn place(file: &SourceFile, span: Span, text: String, value: Option<String>, label: &str) -> Place {
    let (start, end) = (file.line_column(span.start), file.line_column(span.end));
    Place {
        path: file.path.clone(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        start: span.start,
        end: span.end,
        text,
        value,
        label: label.to_owned(),
        excerpt: Excerpt::default(),
    }
}
