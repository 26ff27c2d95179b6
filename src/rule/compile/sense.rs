//! Rules that are well written and make no sense: they can never fire, or nobody has tried them.

use super::*;

impl Compiler<'_> {
    pub(super) fn check_sense(&mut self, written: &written::Rule, when: &When, body: &Body, tests: &[Example]) {
        self.check_languages(written, when);
        if let Body::Compare(compare) = body {
            self.check_demand(written, compare);
        }
        self.check_tests(tests);
    }

    /// `languages` and the tables of the rule must have a language in common.
    fn check_languages(&mut self, written: &written::Rule, when: &When) {
        if let Some(tag) = when.languages.only.iter().find(|tag| when.languages.not.contains(tag)) {
            let at = written.languages.first().map_or(self.id.clone(), Spanned::span);
            let message = format!("the rule can never fire: `languages` has both `{tag}` and `!{tag}`");
            self.add(at, "never-fires", message, |mistake| mistake);
            return;
        }
        if written.missing_language.as_ref().is_some_and(|word| word.get_ref() == "error") {
            return;
        }
        for demand in names::demands(written) {
            let tables = [
                demand.text.as_ref().map(|table| (table.span(), tags(table))),
                demand.regex.as_ref().map(|table| (table.span(), tags(table))),
                demand.terms.as_ref().map(|table| (table.span(), tags(table))),
            ];
            for (at, tags) in tables.into_iter().flatten().filter(|(_, tags)| !tags.is_empty()) {
                let table = Languages { only: tags.clone(), not: Vec::new() };
                let common = tags.iter().any(|tag| when.languages.allow(tag))
                    || when.languages.only.iter().any(|tag| table.allow(tag));
                if !common {
                    let only = written.languages.iter().map(|tag| tag.get_ref().as_str());
                    let message = "the rule can never fire: its table has none of its `languages`";
                    let label = format!("this table has {}", listed(tags.iter().map(String::as_str)));
                    let note = format!("`languages` has {}", listed(only));
                    self.add(at, "never-fires", message, |mistake| mistake.label(label).note(note));
                }
            }
        }
    }

    fn check_demand(&mut self, written: &written::Rule, compare: &Compare) {
        // What the source must have to fire and what makes an exception of it are the same.
        let except = written.except.as_ref().and_then(|except| except.source.as_ref());
        if let (Some(source), Some(except)) = (&written.source, except) {
            let regex = |table: &Option<Table<String>>| table.as_ref().and_then(|table| table.get_ref().all.clone());
            let same_regex = regex(&source.get_ref().regex).is_some()
                && regex(&source.get_ref().regex) == regex(&except.get_ref().regex);
            let same_text = regex(&source.get_ref().text).is_some()
                && regex(&source.get_ref().text) == regex(&except.get_ref().text);
            if same_regex || same_text {
                let message = "the rule can never fire: `except.source` takes back all that `source` finds";
                self.add(except.span(), "never-fires", message, |mistake| mistake);
            }
        }
        if let (true, Some(count)) = (compare.is_forbidden, &written.count) {
            self.add(count.span(), "conflict", "`count` and `target.forbid` do not go together", |mistake| {
                mistake.label("what is forbidden is forbidden each time")
            });
        }
        let Some(direction) = written.direction.as_ref().filter(|direction| direction.get_ref() != "source") else {
            return;
        };
        if compare.is_forbidden {
            let message = "`direction` and `target.forbid` do not go together";
            self.add(direction.span(), "conflict", message, |mistake| mistake);
        } else if compare.source.is_none() && !matches!(compare.demand, Demand::Glossary(_)) {
            let message = "the rule can never find what was added: it looks for nothing in the source";
            self.add(direction.span(), "never-fires", message, |mistake| mistake);
        }
    }

    /// A rule that nobody has seen fire, and be silent, is a guess.
    fn check_tests(&mut self, tests: &[Example]) {
        // A rule from standard input is an experiment.
        if self.path == "-" {
            return;
        }
        let has = |expect| tests.iter().any(|test| test.expect == expect);
        let missing: Vec<&str> = [(Expect::Pass, "pass"), (Expect::Fail, "fail")]
            .iter()
            .filter(|(e, _)| !has(*e))
            .map(|(_, n)| *n)
            .collect();
        if !missing.is_empty() {
            let message = format!("the rule has no test that expects {}", listed(missing.iter().copied()));
            let note = format!(
                "tests = [{{ lang = \"de\", source = \"…\", target = \"…\", expect = \"{}\" }}]",
                missing.first().copied().unwrap_or_default()
            );
            let id = self.id.clone();
            self.add(id, "no-tests", message, |mistake| mistake.label("this rule").note(note));
        }
    }
}

fn tags<T>(table: &Table<T>) -> Vec<String> {
    table.get_ref().by.iter().map(|(tag, _)| normal_tag(tag.get_ref())).collect()
}
