//! From what a rule says of a bitext to a finding with its places in two files.

use crate::{
    check::{Bitext, Claim, SideView},
    document::Document,
    finding::{Finding, Place},
    rule::Verdict,
    source::SourceFile,
};

/// Gives a verdict its places.
pub(super) fn finding(verdict: Verdict<'_>, bitext: &Bitext<'_>, source: &SourceFile, target: &SourceFile) -> Finding {
    let difference = &verdict.difference;
    let pair = bitext.pairs.get(difference.pair);
    // Where a side lacks the fact, the label covers the text that should have it.
    let whole = |side: Option<&SideView<'_>>| side.and_then(SideView::spot);
    let place = |claim: &Option<Claim>, side, document: &Document<'_>, file: &SourceFile, label: String| {
        let spot = claim.as_ref().map(|claim| claim.spot.clone()).or_else(|| whole(side))?;
        let segment = document.segments.get(spot.segment)?;
        let text = segment.text.get(spot.at.clone()).unwrap_or_default();
        let mut place = Place::new(file, segment.span(spot.at), text, label);
        place.is_fact = claim.is_some();
        place.value = claim.as_ref().and_then(|claim| claim.value.clone());
        Some(place)
    };
    let (claim_source, claim_target) = (&difference.source, &difference.target);
    let source_label = label(claim_source, "the source says", "nothing like it in the source");
    let target_label = label(claim_target, "the translation says", "not found in this text");
    let part = pair.and_then(|pair| pair.target.parts.first().or(pair.source.parts.first()));
    let segment = part.and_then(|part| bitext.target.segments.get(part.segment));
    Finding {
        rule: verdict.rule.id.clone(),
        tags: verdict.rule.tags.clone(),
        severity: verdict.severity,
        confidence: verdict.confidence,
        message: verdict.message,
        help: verdict.help,
        notes: difference.notes.clone(),
        source: place(claim_source, pair.map(|pair| &pair.source), bitext.source, source, source_label),
        target: place(claim_target, pair.map(|pair| &pair.target), bitext.target, target, target_label),
        key: segment.and_then(|segment| segment.key.as_ref()).map(|key| key.to_string()),
        language: bitext.target_locale.tag.clone(),
        yields: difference.yields,
    }
}

/// A longer value is not repeated in a label.
const LONGEST_VALUE: usize = 48;

/// What to see at a place: the value that a side says, or that it says none.
fn label(claim: &Option<Claim>, says: &str, lacks: &str) -> String {
    match claim {
        Some(Claim { reading: Some(value), .. } | Claim { value: Some(value), .. })
            if value.chars().count() <= LONGEST_VALUE =>
        {
            format!("{says} {value}")
        }
        Some(_) => format!("{says} this"),
        None => lacks.to_owned(),
    }
}
