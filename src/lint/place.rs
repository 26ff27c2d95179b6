//! From what a rule says of a bitext to a finding with its places in two files.

use crate::{
    check::{Bitext, Claim, SideView, Spot},
    document::Document,
    finding::{Excerpt, Finding, Place},
    rule::Verdict,
    source::{SourceFile, Span},
};

/// Gives a verdict its places.
pub(super) fn finding(verdict: Verdict<'_>, bitext: &Bitext<'_>, source: &SourceFile, target: &SourceFile) -> Finding {
    let difference = &verdict.difference;
    let pair = bitext.pairs.get(difference.pair);
    let claimed = |claim: &Option<Claim>| claim.as_ref().map(|claim| (claim.spot.clone(), claim.value.clone()));
    // Where a side lacks the fact, the label covers the text that should have it.
    let whole = |side: Option<&SideView<'_>>| side.and_then(SideView::spot).map(|spot| (spot, None));
    let source_spot = claimed(&difference.source).or_else(|| whole(pair.map(|pair| &pair.source)));
    let target_spot = claimed(&difference.target).or_else(|| whole(pair.map(|pair| &pair.target)));
    let place = |spot: Option<(Spot, Option<String>)>, document: &Document<'_>, file: &SourceFile, label: &str| {
        let (spot, value) = spot?;
        let segment = document.segments.get(spot.segment)?;
        let text = segment.text.get(spot.at.clone()).unwrap_or_default().to_owned();
        Some(place(file, segment.span(spot.at), text, value, label))
    };
    let part = pair.and_then(|pair| pair.target.parts.first().or(pair.source.parts.first()));
    let segment = part.and_then(|part| bitext.target.segments.get(part.segment));
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
