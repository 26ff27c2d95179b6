//! A rule to begin with.

// tidy: the rule that `rules new` writes has tests in a language.

/// The text of a rule file with one rule, which passes its own tests.
pub fn scaffold(id: &str) -> String {
    SCAFFOLD.replace("{id}", id)
}

const SCAFFOLD: &str = r##"#:schema https://fidelint.dev/fidelint-rules.schema.json
version = 1

# Change what it looks for, then the tests: they say what is reported and what is rightly left alone.
# Run them with `fidelint rules test`. All keys: `fidelint rules schema`, or docs/rules/language.md.
[[rule]]
id = "{id}"
severity = "error"
message = "“{source.text}” is a name: keep it as written"
help = "Write it letter by letter as in the source."
why = "Say here why your readers need this rule; `fidelint explain {id}` shows it."
source.regex = '\bAcme (?:Cloud|Sync)\b'
target.require.text = "{source.text}"
tests = [
  { lang = "de", source = "Acme Cloud is new.", target = "Neu ist die Acme Cloud.", expect = "pass" },
  { lang = "de", source = "Acme Cloud is new.", target = "Neu ist die Acme-Wolke.", expect = "fail", source_span = "Acme Cloud" },
]
"##;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Rules, parse, trial};

    #[test]
    fn the_first_rule_passes_its_own_tests() {
        let rules = parse("brand.toml", &scaffold("acme/brand")).expect("the scaffold is sound");
        let tally = trial::run(&Rules::from(rules), |_, _, outcome| assert_eq!(*outcome, trial::Outcome::Passed));
        assert_eq!(tally.passed, 2);
    }
}
