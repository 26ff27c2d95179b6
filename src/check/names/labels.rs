//! Labels: buttons, menus, headings. Their capitals are a matter of style, and tell no names.

use crate::text::{
    chars,
    sentences::is_end,
    words::{Shape, Word, head},
};

/// What the capitals of a text tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitals {
    /// Names, and the beginnings of sentences.
    Names,
    /// The text ends like no sentence: its first word has a capital whatever it is.
    NotTheFirst,
    /// Every longer word has one: `Quick Connect`.
    Nothing,
}

/// What has more words is a headline or a sentence, which may well begin with a name.
const LONGEST: usize = 6;
/// A word of so many letters would be small where capitals are for names.
const LONGER: usize = 4;

/// What the capitals of a text tell.
pub(super) fn capitals(text: &str, words: &[Word]) -> Capitals {
    // Beside words of a script without capitals, a capital is a choice.
    let is_mixed = words.iter().any(|word| word.shape == Shape::Uncased);
    if words.len() > LONGEST || is_mixed || ends_like_a_sentence(text) {
        return Capitals::Names;
    }
    let letters = |word: &&Word| text.get(word.at.clone()).map_or(0, |word| head(word).chars().count());
    let mut longer = words.iter().filter(|word| letters(word) >= LONGER).peekable();
    let is_style = longer.peek().is_some() && longer.all(|word| word.shape != Shape::Small);
    if is_style { Capitals::Nothing } else { Capitals::NotTheFirst }
}

fn ends_like_a_sentence(text: &str) -> bool {
    // A text that goes on behind a colon is none either.
    let is_mark = |c: char| is_end(c) || matches!(c, ':' | ';');
    let last = text.chars().rev().find(|&c| chars::is_alphanumeric(c) || is_mark(c));
    last.is_some_and(is_mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn of(text: &str) -> Capitals {
        capitals(text, &words(text))
    }

    #[test]
    fn labels_in_capitals_tell_no_names() {
        assert_eq!(of("Quick Connect"), Capitals::Nothing);
        assert_eq!(of("Resumable"), Capitals::Nothing);
        assert_eq!(of("Deselect all rows"), Capitals::NotTheFirst);
        assert_eq!(of("Then Zofia Kowalska met the mayor."), Capitals::Names);
        assert_eq!(of("จากนั้น Kowalska ให้สัมภาษณ์"), Capitals::Names);
        assert_eq!(of("“Who is Zofia Kowalska?”"), Capitals::Names);
    }
}
