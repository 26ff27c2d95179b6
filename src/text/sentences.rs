//! Cuts a text into sentences, in every script.
//!
//! Sentences only align documents and place findings, so a cut too many costs little (the aligner joins sentences), a
//! cut too few hides a shift. In doubt the text is cut, except after abbreviations and where a lower-case letter follows.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::chars::{digit, is_han, is_mark};
use crate::locale::Locale;

/// What a language knows about full stops that end no sentence.
#[derive(Debug)]
pub struct Splitter {
    /// Abbreviations, lower case, without their last full stop.
    abbreviations: FxHashSet<String>,
    /// Words that go on after `7.`: months.
    after_number: FxHashSet<String>,
    /// Does the language write ordinals as a number and a full stop?
    dotted_ordinals: bool,
}

impl Splitter {
    /// The splitter of a language.
    pub fn new(locale: &Locale) -> Splitter {
        let lower = |form: &&str| form.trim_end_matches('.').to_lowercase();
        Splitter {
            abbreviations: locale.forms("abbreviation", "no-break").iter().map(lower).collect(),
            after_number: locale.section("month").iter().flat_map(|(_, forms)| &**forms).map(lower).collect(),
            dotted_ordinals: locale.forms("abbreviation", "ordinal").contains(&"."),
        }
    }

    /// The sentences of a text, without the blanks around them, in order.
    pub fn split(&self, text: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        let mut at = 0;
        while let Some((end, next)) = self.next_end(text, start, at) {
            push(text, start..end, &mut sentences);
            (start, at) = (next, next);
        }
        push(text, start..text.len(), &mut sentences);
        sentences
    }

    /// The end of the sentence that starts at `start`, and where the next one may begin. Looks from `at` on.
    fn next_end(&self, text: &str, start: usize, at: usize) -> Option<(usize, usize)> {
        let mut before = None;
        // How far a run of marks that ended no sentence was read already.
        let mut seen = at;
        for (offset, c) in text.get(at..)?.char_indices() {
            let here = at + offset;
            if c == '\n' && text[here..].starts_with("\n\n") {
                return Some((here, here + 2));
            }
            if here >= seen && (is_end(c) || (c == ';' && before.is_some_and(is_greek))) {
                let marks = Marks::read(text, here);
                seen = marks.end;
                if self.ends_sentence(text, start, here, &marks) {
                    return Some((marks.end, marks.next));
                }
            }
            if !c.is_whitespace() {
                before = Some(c);
            }
        }
        None
    }

    fn ends_sentence(&self, text: &str, start: usize, here: usize, marks: &Marks) -> bool {
        let after = text[marks.next..].chars().next();
        if after.is_none() {
            return true;
        }
        if marks.full_width {
            return true;
        }
        if marks.next == marks.end {
            return false;
        }
        let goes_on = after.is_some_and(is_lower);
        match marks.kind {
            Kind::Stop => !goes_on && !self.is_abbreviation(text, start, here, marks),
            // `“Stop!” he said`, `wait … what`: a sentence goes on in lower case.
            Kind::Dots => !goes_on,
            Kind::Other => !(goes_on && marks.closed),
        }
    }

    /// Does the full stop at `here` belong to the word before it?
    fn is_abbreviation(&self, text: &str, start: usize, here: usize, marks: &Marks) -> bool {
        let sentence = &text[start..here];
        let word = sentence.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let is_first = sentence.trim_start().len() == word.len();
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            return false;
        }
        if word.len() <= 8 && word.chars().all(|c| digit(c).is_some()) && word.chars().count() <= 2 {
            let next =
                text[marks.next..].split(|c: char| !(c.is_alphanumeric() || is_mark(c))).next().unwrap_or_default();
            return is_first || self.dotted_ordinals || self.after_number.contains(&next.to_lowercase());
        }
        // Longer words are in no list, and need not be copied.
        if word.len() > 40 {
            return false;
        }
        let word = word.to_lowercase();
        let last = word.rsplit(['.', '-', '’', '\'']).next().unwrap_or_default();
        is_initial(&word) || (word.contains('.') && is_initial(last)) || self.abbreviations.contains(&word)
    }
}

/// A run of marks that may end a sentence, with the closing marks after it.
struct Marks {
    kind: Kind,
    full_width: bool,
    closed: bool,
    /// Where the sentence ends, closing marks included.
    end: usize,
    /// Where the next sentence begins: after the blanks.
    next: usize,
}

enum Kind {
    Stop,
    Dots,
    Other,
}

impl Marks {
    fn read(text: &str, here: usize) -> Marks {
        let rest = &text[here..];
        let run = rest.find(|c| !is_end(c) && c != ';').unwrap_or(rest.len());
        let marks = &rest[..run];
        let full_width = marks.chars().any(|c| matches!(c, '。' | '！' | '？' | '｡' | '．' | '།'));
        let kind = match marks {
            "." => Kind::Stop,
            _ if marks.contains('…') || marks.starts_with("..") => Kind::Dots,
            _ => Kind::Other,
        };
        let mut end = run;
        let mut closed = false;
        for c in rest[run..].chars() {
            if !is_closing(c) {
                break;
            }
            closed = true;
            end += c.len_utf8();
        }
        // French sets a blank before its closing mark: `Oui ! »`.
        let blank = rest[end..].len() - rest[end..].trim_start().len();
        let mut after = rest[end + blank..].chars();
        if blank > 0
            && let Some(mark @ ('»' | '”' | '›')) = after.next()
            && after.next().is_none_or(char::is_whitespace)
        {
            closed = true;
            end += blank + mark.len_utf8();
        }
        let blank = rest[end..].len() - rest[end..].trim_start().len();
        Marks { kind, full_width, closed, end: here + end, next: here + end + blank }
    }
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let sentence = &text[range.clone()];
    let trimmed = sentence.trim();
    if !trimmed.is_empty() {
        let start = range.start + (sentence.len() - sentence.trim_start().len());
        sentences.push(start..start + trimmed.len());
    }
}

/// Marks that end sentences in the scripts of the world. The Greek question mark is a semicolon and needs a look around.
pub(crate) fn is_end(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '.' | '!' | '?');
    }
    matches!(
        c,
        '…' | '。'
            | '！'
            | '？'
            | '｡'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '՜'
            | '՞'
            | '።'
            | '፧'
            | '፨'
            | '။'
            | '។'
            | '៕'
            | '།'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '᠃'
            | '\u{37E}'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '“'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '）'
            | ')'
            | ']'
            | '}'
            | '*'
            | '_'
    )
}

fn is_greek(c: char) -> bool {
    matches!(c as u32, 0x370..=0x3FF | 0x1F00..=0x1FFF)
}

/// Lower case in a script whose sentences begin in upper case: Georgian letters are "lower case", and alone.
fn is_lower(c: char) -> bool {
    c.is_lowercase() && !matches!(c as u32, 0x10D0..=0x10FF)
}

/// One letter of a script with two cases: the initial of a name or a part of `z. B.`
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let Some(c) = chars.next() else { return false };
    (c.is_lowercase() || c.is_uppercase()) && chars.all(is_mark) && !is_han(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split<'a>(tag: &str, text: &'a str) -> Vec<&'a str> {
        Splitter::new(Locale::get(tag)).split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        assert_eq!(split("en", "Dr. A. Lind met Mr. Oak. They spoke."), ["Dr. A. Lind met Mr. Oak.", "They spoke."]);
        assert_eq!(
            split("de", "Er isst z. B. Äpfel, Birnen usw. und geht. Dann ruht er."),
            ["Er isst z. B. Äpfel, Birnen usw. und geht.", "Dann ruht er."]
        );
        assert_eq!(
            split("ru", "Хлеб, соль и т.д. лежали тут. Он ушёл."),
            ["Хлеб, соль и т.д. лежали тут.", "Он ушёл."]
        );
    }

    #[test]
    fn a_dotted_ordinal_ends_no_sentence() {
        assert_eq!(
            split("de", "Am 7. Mai kam er. Im 19. Jahrhundert nicht."),
            ["Am 7. Mai kam er.", "Im 19. Jahrhundert nicht."]
        );
        assert_eq!(split("en", "She was 45. He was not."), ["She was 45.", "He was not."]);
        assert_eq!(split("en", "1. Open the box. 2. Close it."), ["1. Open the box.", "2. Close it."]);
    }

    #[test]
    fn numbers_addresses_and_versions_stay_whole() {
        assert_eq!(
            split("en", "It costs 3.50 at shop.example.org since v1.2. Fine."),
            ["It costs 3.50 at shop.example.org since v1.2.", "Fine."]
        );
    }

    #[test]
    fn each_script_has_its_own_full_stop() {
        assert_eq!(split("ja", "彼は来た。「行こう。」私は笑った！"), ["彼は来た。", "「行こう。」", "私は笑った！"]);
        assert_eq!(split("hi", "वह आया। वह गया।"), ["वह आया।", "वह गया।"]);
        assert_eq!(split("ar", "هل جاء؟ نعم. ذهب."), ["هل جاء؟", "نعم.", "ذهب."]);
        assert_eq!(split("el", "Ήρθε; Ναι. Έφυγε."), ["Ήρθε;", "Ναι.", "Έφυγε."]);
        assert_eq!(split("ka", "ის მოვიდა. ის წავიდა."), ["ის მოვიდა.", "ის წავიდა."]);
        assert_eq!(split("my", "သူလာသည်။ သူသွားသည်။"), ["သူလာသည်။", "သူသွားသည်။"]);
    }

    #[test]
    fn quotation_marks_stay_with_their_sentence() {
        assert_eq!(split("en", "“Stop!” he said. “No.” She left."), ["“Stop!” he said.", "“No.”", "She left."]);
        assert_eq!(split("fr", "« Oui ! » Il partit."), ["« Oui ! »", "Il partit."]);
        assert_eq!(split("en", "Well… maybe. Wait… No."), ["Well… maybe.", "Wait…", "No."]);
    }

    #[test]
    fn an_empty_line_ends_a_sentence_and_blanks_are_none() {
        assert_eq!(split("en", "A title\n\nThe text. "), ["A title", "The text."]);
        assert!(split("en", " \n ").is_empty());
    }

    #[test]
    fn a_long_run_of_marks_takes_linear_time() {
        let text = ".".repeat(300_000) + &"!\"".repeat(100_000) + &". ".repeat(100_000);
        assert!(!split("en", &text).is_empty());
    }
}
