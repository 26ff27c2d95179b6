//! The sign before a number in digits: -5, −5, +5.

use super::{Decimal, NumberToken, Scan, Shape};
use crate::text::chars::is_unspaced;

/// A sign that stands directly before the digits and after no word.
pub(super) fn sign(scan: &Scan<'_>, token: NumberToken) -> NumberToken {
    let text: &str = &scan.folded.text;
    let before = &text[..token.folded.start];
    if let Some(token) = alone(scan, &token) {
        return token;
    }
    let Some(sign) = before.chars().next_back().filter(|c| matches!(c, '-' | '−' | '–' | '+')) else {
        return token;
    };
    let start = before.len() - sign.len_utf8();
    let mut earlier = before[..start].chars().rev();
    let glued = earlier.next();
    let opens = glued.is_none_or(|c| {
        // 答えは-5です, を−18℃: where words have no spaces a minus stands directly behind one.
        c.is_whitespace()
            || is_unspaced(c) && token.shape.scale.is_none()
            || matches!(c, '(' | '[' | '"' | '“' | '„' | '«' | '/' | '「' | '~' | '±' | '$' | '€' | '£')
    });
    // `10 –15` is a range that lacks a blank.
    let range = glued == Some(' ') && earlier.next().is_some_and(|c| c.is_ascii_digit());
    if !opens || range {
        return token;
    }
    let negated = |readings: &[Decimal]| readings.iter().map(|value| value.negated()).collect::<Vec<_>>();
    let readings = match sign {
        // `-1/2 cup` may be an item of a list.
        '-' | '−' if token.shape.fraction => {
            negated(&token.readings).into_iter().chain(token.readings.clone()).collect()
        }
        '-' | '−' => negated(&token.readings),
        // A dash may be a minus, and may open a line or a remark.
        '–' => negated(&token.readings).into_iter().chain(token.readings.clone()).collect(),
        _ => token.readings.clone(),
    };
    let folded = start..token.folded.end;
    NumberToken {
        at: scan.folded.range(folded.clone()),
        folded,
        readings,
        shape: Shape { signed: true, ..token.shape },
        ..token
    }
}

/// `- 1,200` with nothing else in the text, as in a cell of a table, is more likely below zero than an item of a list.
fn alone(scan: &Scan<'_>, token: &NumberToken) -> Option<NumberToken> {
    let text: &str = &scan.folded.text;
    let minus =
        text[..token.folded.start].strip_suffix(' ').filter(|before| matches!(before.trim_start(), "-" | "−"))?;
    if !text[token.folded.end..].trim().is_empty() || token.shape.signed {
        return None;
    }
    let start = minus.len() - minus.trim_start().len();
    let folded = start..token.folded.end;
    let negated = token.readings.iter().map(|value| value.negated());
    Some(NumberToken {
        at: scan.folded.range(folded.clone()),
        folded,
        readings: negated.chain(token.readings.clone()).collect(),
        shape: Shape { signed: true, ..token.shape },
        ..token.clone()
    })
}
