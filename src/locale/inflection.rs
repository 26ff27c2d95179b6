//! Case forms of names: which endings give way to which, as `[inflection]` of a locale says.

use super::Locale;

/// The endings of a language's names, the longest first, with what takes their place.
pub(super) struct Inflection<'l> {
    endings: Vec<(&'static str, &'l [&'static str])>,
}

/// A shorter stem is most of another word.
const SHORTEST_STEM: usize = 2;

impl<'l> Inflection<'l> {
    pub(super) fn new(locale: &'l Locale) -> Inflection<'l> {
        let mut endings: Vec<_> = locale.section("inflection").iter().map(|(key, forms)| (*key, &**forms)).collect();
        endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        Inflection { endings }
    }

    /// The other cases of a name of one word: "Россия" → "России", "Россию", "Россией".
    pub(super) fn forms<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        let found = self.endings.iter().find_map(|(ending, others)| Some((name.strip_suffix(ending)?, *others)));
        let found = found.filter(|(stem, _)| !name.contains([' ', '-']) && stem.chars().nth(SHORTEST_STEM).is_some());
        found.into_iter().flat_map(|(stem, others)| others.iter().map(move |other| [stem, other].concat()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_one_word_has_the_cases_of_its_longest_ending() {
        let cases = Inflection { endings: vec![("ия", &["ии", "ию"]), ("я", &["и"]), ("", &["а"])] };
        assert_eq!(cases.forms("Россия").collect::<Vec<_>>(), ["России", "Россию"]);
        assert_eq!(cases.forms("Иран").collect::<Vec<_>>(), ["Ирана"]);
        assert_eq!(cases.forms("Чад Н").count(), 0);
        assert_eq!(cases.forms("Оя").count(), 0);
    }
}
