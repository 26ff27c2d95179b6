//! Shows in which characters two values or names differ.

use similar::{ChangeTag, TextDiff};

use super::{visible::visible_blanks, window::width};
use crate::finding::Finding;

/// Longer texts are not compared by character.
const LONGEST: usize = 60;
/// Below this, two texts are simply different.
const ALIKE: f32 = 0.6;

/// Two lines with the two texts and one below that marks where they differ; nothing where the difference is plain.
pub(super) fn note(finding: &Finding) -> Option<String> {
    let (source, target) = (finding.source.as_ref()?, finding.target.as_ref()?);
    // Where a side lacks the fact, its place covers the whole text.
    let (a, b) = match (&source.value, &target.value) {
        // The message tells figures so that one sees it.
        (Some(a), Some(b)) if a != b && !(is_figure(a) && is_figure(b)) => (a, b),
        _ => return None,
    };
    marked(a, b)
}

fn is_figure(value: &str) -> bool {
    value.strip_prefix('-').unwrap_or(value).starts_with(|c: char| c.is_ascii_digit() || c == 'X')
}

fn marked(a: &str, b: &str) -> Option<String> {
    let long = |text: &str| !(4..=LONGEST).contains(&text.chars().count());
    if long(a) || long(b) {
        return None;
    }
    let diff = TextDiff::from_chars(a, b);
    if diff.ratio() < ALIKE {
        return None;
    }
    let (mut upper, mut lower) = (String::new(), String::new());
    let (mut above, mut below) = (String::new(), String::new());
    for change in diff.iter_all_changes() {
        let text = visible_blanks(change.value());
        let under = |mark: &str| mark.repeat(width(&text));
        match change.tag() {
            ChangeTag::Equal => {
                above.push_str(&under(" "));
                below.push_str(&under(" "));
                upper.push_str(&text);
                lower.push_str(&text);
            }
            ChangeTag::Delete => {
                above.push_str(&under("~"));
                upper.push_str(&text);
            }
            ChangeTag::Insert => {
                below.push_str(&under("~"));
                lower.push_str(&text);
            }
        }
    }
    let mut lines = vec![format!("source       {upper}")];
    // Two marked lines where characters were lost that nothing stands for.
    if below.trim().is_empty() || above.trim_end().len() > below.trim_end().len() {
        lines.push(format!("             {}", above.trim_end()));
    }
    lines.push(format!("translation  {lower}"));
    if !below.trim().is_empty() {
        lines.push(format!("             {}", below.trim_end()));
    }
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_characters_that_differ_are_marked() {
        let note = marked("Eugene", "Eugène").expect("they are alike");
        assert_eq!(note, "source       Eugene\ntranslation  Eugène\n                ~");
        let note = marked("1250.5", "12505").expect("they are alike");
        assert_eq!(note, "source       1250.5\n                 ~\ntranslation  12505");
    }

    #[test]
    fn what_is_plainly_different_needs_no_marks() {
        assert_eq!(marked("37", "73"), None);
        assert_eq!(marked("Estonia", "Kasachstan"), None);
    }

    #[test]
    fn blanks_that_look_alike_are_named() {
        let note = marked("12\u{202f}000", "12 000").expect("they are alike");
        assert!(note.contains("12⟨NNBSP⟩000"), "{note}");
    }
}
