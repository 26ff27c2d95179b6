//! Every shipped rule passes its own tests, and has a reason and tests of both kinds.

use fidelint::rule::{Expect, Rules, trial};

fn shipped() -> Rules {
    Rules::shipped().unwrap_or_else(|mistakes| {
        panic!(
            "{}",
            mistakes.iter().map(|m| format!("{} at {}: {}\n", m.path, m.at.start, m.message)).collect::<String>()
        )
    })
}

#[test]
fn every_shipped_rule_passes_its_own_tests() {
    let rules = shipped();
    let mut failures = String::new();
    trial::run(&rules, |rule, example, outcome| {
        if let trial::Outcome::Failed(failure) = outcome {
            failures.push_str(&format!(
                "{} {}: {failure}\n  {} {:?}\n  {} {:?}\n",
                rule.path, rule.id, example.source_lang, example.source, example.lang, example.target
            ));
        }
    });
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_shipped_rule_says_why_it_is_there_and_shows_both_right_and_wrong() {
    for rule in shipped().rules {
        assert!(!rule.why.is_empty(), "{} has no `why`", rule.id);
        assert!(!rule.tags.is_empty(), "{} has no `tags`", rule.id);
        for expect in [Expect::Pass, Expect::Fail] {
            assert!(rule.tests.iter().any(|test| test.expect == expect), "{} has no test of {expect:?}", rule.id);
        }
    }
}
