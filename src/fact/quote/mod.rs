//! Quotations: spans between an opening and a closing mark, in every style, with nesting.

mod marks;

use std::ops::Range;

use self::marks::{Mark, Role, Side, body, mark_at};
use super::{Confidence, Fact, Kind, Scan, Value};

/// A quotation nested deeper than this is a list of signs.
const MAX_DEPTH: usize = 8;

/// A quotation as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to behind the closing one.
    pub at: Range<usize>,
    /// How many quotations it stands in.
    pub depth: u8,
    /// Has it both its marks? A text cut out of a longer one may hold only one of them.
    pub is_whole: bool,
    /// Single marks: a quotation in a quotation, or a word held at a distance.
    pub is_single: bool,
}

/// Reads the quotations. They stay open to other readers: what is quoted states facts too.
pub(in crate::fact) fn read(scan: &mut Scan<'_>) {
    let text = scan.passage.text;
    for quotation in quotations(text, |at| scan.is_taken(at)) {
        let value = Value::Quote { speaker: None, depth: quotation.depth };
        let confidence = match (quotation.is_whole, quotation.is_single) {
            (false, _) => Confidence::Low,
            (true, true) => Confidence::Medium,
            (true, false) => Confidence::High,
        };
        let mut fact = Fact::new(Kind::Quote, value, quotation.at);
        fact.confidence = confidence;
        scan.facts.push(fact);
    }
}

/// A quotation whose end is still to come.
struct Open {
    at: usize,
    role: Role,
}

/// The quotations of a text, in the order of their beginnings. `is_code` tells what is not to be read.
pub fn quotations(text: &str, is_code: impl Fn(&Range<usize>) -> bool) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let body = body(text);
    let mut at = body.start;
    while let Some(mark) = mark_at(text, at) {
        let Mark { range, role, side, is_doubled } = mark;
        at = range.end;
        if range.end > body.end || is_code(&range) {
            continue;
        }
        let closes = open.iter().rposition(|open| open.role.is_closed_by(role));
        match (side, closes) {
            (Side::Close | Side::CloseOnly | Side::Either, Some(number)) => {
                // What was opened inside and never closed is no quotation, or one that goes on beyond the text.
                for lost in open.drain(number + 1..).filter(|lost| !lost.role.is_single()) {
                    found.push(half(lost.at..range.start, number + 1));
                }
                let Some(begun) = open.pop() else { continue };
                found.push(Quotation {
                    at: begun.at..range.end,
                    depth: open.len().min(MAX_DEPTH) as u8,
                    is_whole: true,
                    is_single: begun.role.is_single(),
                });
                let outer = if is_doubled { open.pop_if(|outer| outer.role.is_closed_by(role)) } else { None };
                found.extend(outer.map(|outer| Quotation {
                    at: outer.at..range.end,
                    depth: open.len().min(MAX_DEPTH) as u8,
                    is_whole: true,
                    is_single: false,
                }));
            }
            // Single marks that could close nothing are apostrophes.
            (Side::CloseOnly, None) => {}
            (Side::Close, None) if role.is_single() && !ends_speech(text, range.start) => {}
            // It began before this text.
            (Side::Close, None) => found.push(half(0..range.end, 0)),
            (Side::Open | Side::Either, _) if open.len() < MAX_DEPTH => open.push(Open { at: range.start, role }),
            (Side::Open | Side::Either, _) => {}
        }
    }
    for (depth, lost) in open.into_iter().enumerate() {
        if !lost.role.is_single() {
            found.push(half(lost.at..text.len(), depth));
        }
    }
    found.sort_by_key(|quotation| (quotation.at.start, std::cmp::Reverse(quotation.at.end)));
    found
}

/// Does the end of a sentence stand before this place? Then a single mark is no apostrophe.
fn ends_speech(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with(['.', '!', '?', ',', '…']))
}

fn half(at: Range<usize>, depth: usize) -> Quotation {
    Quotation { at, depth: depth.min(MAX_DEPTH) as u8, is_whole: false, is_single: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<(&str, u8, bool)> {
        quotations(text, |_| false).into_iter().map(|q| (&text[q.at.clone()], q.depth, q.is_whole)).collect()
    }

    #[test]
    fn every_style_is_read() {
        for text in [
            "Er sagte „ja“ dazu",
            "Han sagde »ja« igen",
            "Han sa ”ja” igen",
            "Elle dit « oui » ici",
            "彼は「はい」と言った",
            "She said \"yes\" again",
            "She said “yes” again",
            "Он сказал «да» снова",
            "Powiedział „tak” znowu",
            "Он сказал „да” так",
            "그는 \"네\"라고 말했다",
            "他说『是』了",
            "קאל \"כן\" שוב",
            "he ‘said’ so",
            "Il a dit “oui” ici",
            "said ''yes'' again",
            "„Yes\" she",
            "قال ”نعم“ مرة",
            "Նա ասաց ՙայո՚ նորից",
            "Open \\\"%1$s\\\" now",
            "Gruppe '%0' fehlt",
            "Drücken Sie &quot;Ja&quot; jetzt",
            "\"He said \"\"yes\"\" again.\"",
            "הוא אמר \u{200F}\"כן\"\u{200F} שוב",
            "Hij zei\u{200B}'ja'\u{200B}nog eens",
        ] {
            let found = quoted(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].2, "{text}: {found:?}");
        }
    }

    #[test]
    fn apostrophes_inches_and_gershayim_are_no_quotations() {
        for text in [
            "L'homme d’ici",
            "the users' files and Fritz' work",
            "a 27\" monitor, 5'6\" tall",
            "ארה\"ב וצה\"ל",
            "'90s and mid-80's",
            "rock ’n’ roll don’t",
            "fin de l\"année et d\"août",
            "\" a cell of a table \"",
            "name = \"\"",
        ] {
            assert_eq!(quoted(text), [], "{text}");
        }
    }

    #[test]
    fn quotations_nest() {
        assert_eq!(quoted("“I heard ‘no’ twice,” he said"), [("“I heard ‘no’ twice,”", 0, true), ("‘no’", 1, true)]);
        assert_eq!(quoted("\"I heard \"no,\"\" he said"), [("\"I heard \"no,\"\"", 0, true), ("\"no,\"\"", 1, true)]);
        assert_eq!(quoted("„Ich habe ‚nein‘ gehört“"), [("„Ich habe ‚nein‘ gehört“", 0, true), ("‚nein‘", 1, true)]);
    }

    #[test]
    fn a_text_cut_out_of_a_quotation_has_half_of_it() {
        assert_eq!(quoted("I think,\" he said, \"so."), [("I think,\"", 0, false), ("\"so.", 0, false)]);
        assert_eq!(quoted("gap «a» und «b»"), [("«a»", 0, true), ("«b»", 0, true)]);
    }
}
