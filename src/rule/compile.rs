//! From rules as they are written to rules that can run. Collects every mistake with its place.

use std::{ops::Range, sync::Arc};

use globset::{Glob, GlobSet, GlobSetBuilder};
use toml::Spanned;

use super::{
    inside,
    keys::FACT_ALIASES,
    language::{Languages, PerLanguage, is_tag},
    mistake::{Mistake, did_you_mean, listed},
    parse::ReadBeside,
    pattern::Pattern,
    ready::{
        Body, Compare, Count, Demand, Direction, Example, Expect, Rule, Same, Scope, Seek, Tolerance, Topic, When,
    },
    template::Template,
    terms::Term,
    written,
};
use crate::{
    check,
    fact::{Confidence, Kind},
    finding::Severity,
    locale::normal_tag,
};

mod fact;
mod names;
mod sense;

/// A value for all languages or a table, with its place.
type Table<T> = Spanned<written::PerLanguage<T>>;

/// Reads one rule.
pub(super) struct Compiler<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) beside: ReadBeside<'a>,
    pub(super) mistakes: Vec<Mistake>,
    /// Where the rule's id stands.
    pub(super) id: Range<usize>,
}

impl Compiler<'_> {
    /// Makes a rule ready. It may run only where no mistake was found.
    pub(super) fn rule(&mut self, written: written::Rule) -> Rule {
        self.check_id(&written.id);
        let names = self.names_of(&written);
        let message = self.message(&written.message, &names);
        let missing = written.missing.as_ref().map(|text| self.message(text, &names));
        let added = written.added.as_ref().map(|text| self.message(text, &names));
        let help = written.help.as_ref().map(|text| self.message(text, &names));
        let body = self.body(&written, &names);
        let when = self.when(&written);
        let tests = written.tests.iter().map(|test| self.example(test)).collect::<Vec<_>>();
        self.check_sense(&written, &when, &body, &tests);
        let is_topic = matches!(body, Body::Topic(_));
        Rule {
            id: written.id.get_ref().clone(),
            severity: match written.severity.as_deref() {
                None | Some("warning") => Some(Severity::Warning),
                Some("error") => Some(Severity::Error),
                Some("info") => Some(Severity::Info),
                Some(_) => None,
            },
            // What the checks compute says itself how sure it is.
            confidence: written.confidence.unwrap_or(if is_topic { Confidence::High } else { Confidence::Medium }),
            message,
            missing,
            added,
            help,
            why: written.why.unwrap_or_default(),
            url: written.url,
            since: written.since,
            tags: written.tags,
            when,
            body,
            tests,
            path: self.path.to_owned(),
            at: self.id.clone(),
        }
    }

    fn check_id(&mut self, id: &Spanned<String>) {
        let word = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_lowercase())
                && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let parts: Vec<&str> = id.get_ref().split('/').collect();
        if parts.len() > 2 || !parts.iter().all(|part| word(part)) {
            self.add(id.span(), "bad-id", format!("`{}` is no id", id.get_ref()), |mistake| {
                mistake.label("small letters, digits and hyphens, perhaps with an owner: `acme/brand-verbatim`")
            });
        }
    }

    fn when(&mut self, written: &written::Rule) -> When {
        let mut languages = Languages::default();
        for tag in &written.languages {
            let (is_not, name) = tag.get_ref().strip_prefix('!').map_or((false, tag.get_ref().as_str()), |n| (true, n));
            self.check_tag(name, tag.span());
            if is_not { &mut languages.not } else { &mut languages.only }.push(normal_tag(name));
        }
        let except = written.except.as_ref().map_or(&[][..], |except| &except.paths);
        When {
            languages,
            paths: self.globs(&written.paths),
            except_paths: self.globs(except),
            formats: written.formats.clone(),
            parts: written.parts.iter().filter_map(|name| super::ready::PartKind::named(name)).collect(),
        }
    }

    fn check_tag(&mut self, tag: &str, at: Range<usize>) {
        if !is_tag(tag) {
            self.add(at, "bad-language", format!("`{tag}` is no language tag"), |mistake| {
                mistake.label("a tag of BCP 47 is expected: `de`, `pt-BR`, `zh-Hant`")
            });
        }
    }

    fn globs(&mut self, globs: &[Spanned<String>]) -> Option<GlobSet> {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            match Glob::new(glob.get_ref()) {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(error) => self.add(glob.span(), "bad-glob", error.kind().to_string(), |mistake| mistake),
            }
        }
        if globs.is_empty() { None } else { set.build().ok() }
    }

    fn body(&mut self, written: &written::Rule, names: &names::Names) -> Body {
        if let Some(check) = &written.check {
            for (key, at) in [
                ("source", written.source.as_ref().map(Spanned::span)),
                ("target", written.target.as_ref().map(Spanned::span)),
                ("count", written.count.as_ref().map(Spanned::span)),
            ] {
                if at.is_some() {
                    let message = format!("`check` and `{key}` do not go together");
                    self.add(check.span(), "conflict", message, |mistake| mistake.label("remove one of the two"));
                }
            }
            return Body::Topic(Topic {
                name: check.get_ref().clone(),
                direction: self.direction(written).unwrap_or(Direction::Both),
                ignore_below: None,
            });
        }
        let direction = self.direction(written).unwrap_or(Direction::Source);
        if let Some(topic) = self.topic(written, direction) {
            return Body::Topic(topic);
        }
        let Some((demand, is_forbidden)) = self.demand(written) else { return nothing() };
        let source = written.source.as_ref().and_then(|source| self.source(source));
        let except = written.except.as_ref();
        let suggest = written
            .suggest
            .as_ref()
            .map(|table| self.table(table, |compiler, text, at| Some(compiler.template(text, at, names))));
        Body::Compare(Arc::new(Compare {
            scope: match written.scope.as_deref() {
                Some("sentence") => Scope::Sentence,
                Some("document") => Scope::Document,
                _ => Scope::Block,
            },
            direction,
            count: match written.count.as_ref().map(|count| count.get_ref().as_str()) {
                Some("as-often") => Count::AsOften,
                Some("exactly") => Count::Exactly,
                _ => Count::AtLeastOnce,
            },
            needs_language: written.missing_language.as_ref().is_some_and(|word| word.get_ref() == "error"),
            source,
            demand,
            is_forbidden,
            except_source: except.and_then(|except| except.source.as_ref()).map_or(Vec::new(), |e| self.exception(e)),
            except_target: except.and_then(|except| except.target.as_ref()).map_or(Vec::new(), |e| self.exception(e)),
            suggest,
        }))
    }

    fn direction(&self, written: &written::Rule) -> Option<Direction> {
        written.direction.as_ref().map(|word| match word.get_ref().as_str() {
            "target" => Direction::Target,
            "both" => Direction::Both,
            _ => Direction::Source,
        })
    }

    /// The differences that the checks compute anyway, where the rule wants just those.
    fn topic(&mut self, written: &written::Rule, direction: Direction) -> Option<Topic> {
        let source = written.source.as_ref()?.get_ref();
        let target = written.target.as_ref()?.get_ref();
        let require = target.require.as_ref()?.get_ref();
        let (Some(fact), Some(kind)) = (&source.fact, &require.fact) else { return None };
        let has_more = source.regex.is_some()
            || source.text.is_some()
            || source.terms.is_some()
            || source.with.is_some()
            || target.forbid.is_some()
            || require.text.is_some()
            || require.regex.is_some()
            || require.terms.is_some()
            || require.terms_file.is_some()
            || require.tolerance.is_some()
            || require.convert.is_some()
            || require.with.is_some()
            || require.same.as_ref().is_some_and(|same| same.get_ref() != "value")
            || written.scope.is_some()
            || written.count.is_some()
            || written.suggest.is_some()
            || written.except.as_ref().is_some_and(|except| except.source.is_some() || except.target.is_some());
        let name = fact_name(fact.get_ref());
        if has_more || name != fact_name(kind.get_ref()) || !check::is_topic(name) {
            return None;
        }
        let ignore_below = require.ignore_below.as_ref().and_then(|number| fact::decimal(*number.get_ref()));
        Some(Topic { name: name.to_owned(), direction, ignore_below })
    }

    fn demand(&mut self, written: &written::Rule) -> Option<(Demand, bool)> {
        let id = self.id.clone();
        let Some(target) = &written.target else {
            self.add(id, "no-demand", "the rule demands nothing of the translation", |mistake| {
                mistake.note("write `target.require` or `target.forbid`")
            });
            return None;
        };
        let (demand, is_forbidden) = match (&target.get_ref().require, &target.get_ref().forbid) {
            (Some(require), None) => (require, false),
            (None, Some(forbid)) => (forbid, true),
            (Some(_), Some(forbid)) => {
                self.add(forbid.span(), "conflict", "`target.require` and `target.forbid` do not go together", |m| {
                    m.label("write two rules")
                });
                return None;
            }
            (None, None) => {
                self.add(target.span(), "no-demand", "`target` demands nothing", |mistake| {
                    mistake.label("`require` or `forbid` is expected here")
                });
                return None;
            }
        };
        let name = if is_forbidden { "target.forbid" } else { "target.require" };
        let at = demand.span();
        let demand = demand.get_ref();
        self.exactly_one(
            name,
            at,
            &[
                ("text", demand.text.as_ref().map(Spanned::span)),
                ("regex", demand.regex.as_ref().map(Spanned::span)),
                ("terms", demand.terms.as_ref().map(Spanned::span)),
                ("terms-file", demand.terms_file.as_ref().map(Spanned::span)),
                ("fact", demand.fact.as_ref().map(Spanned::span)),
            ],
        )?;
        let demand = if let Some(table) = &demand.text {
            let names = self.names_of(written).of_source();
            Demand::Text(self.table(table, |compiler, text, at| Some(compiler.template(text, at, &names))))
        } else if let Some(table) = &demand.regex {
            let names = self.names_of(written).of_source();
            Demand::Regex(self.table(table, |compiler, text, at| compiler.regex_with_captures(text, at, &names)))
        } else if let Some(table) = &demand.terms {
            Demand::Terms(self.terms(table))
        } else if let Some(path) = &demand.terms_file {
            Demand::Glossary(self.glossary(path)?)
        } else {
            Demand::Fact(self.fact_demand(demand, written)?)
        };
        Some((demand, is_forbidden))
    }

    fn source(&mut self, source: &Spanned<written::Source>) -> Option<Seek> {
        let at = source.span();
        let source = source.get_ref();
        self.exactly_one(
            "source",
            at,
            &[
                ("regex", source.regex.as_ref().map(Spanned::span)),
                ("text", source.text.as_ref().map(Spanned::span)),
                ("terms", source.terms.as_ref().map(Spanned::span)),
                ("fact", source.fact.as_ref().map(Spanned::span)),
            ],
        )?;
        if let (Some(with), None) = (&source.with, &source.fact) {
            self.add(with.span(), "conflict", "`source.with` goes with `source.fact` only", |mistake| mistake);
        }
        if let Some(fact) = &source.fact {
            let kind = Kind::from_name(fact_name(fact.get_ref()))?;
            let with = source.with.as_ref().and_then(|with| Kind::from_name(fact_name(with.get_ref())));
            return Some(Seek::Fact { kind, with });
        }
        self.seek(source.regex.as_ref(), source.text.as_ref(), source.terms.as_ref())
    }

    fn exception(&mut self, exception: &Spanned<written::Exception>) -> Vec<Seek> {
        let exception = exception.get_ref();
        // Here several keys may stand side by side: each is an exception.
        let regex = self.seek(exception.regex.as_ref(), None, None);
        let text = self.seek(None, exception.text.as_ref(), None);
        let terms = self.seek(None, None, exception.terms.as_ref());
        [regex, text, terms].into_iter().flatten().collect()
    }

    fn seek(
        &mut self,
        regex: Option<&Table<String>>,
        text: Option<&Table<String>>,
        terms: Option<&Table<Vec<Spanned<String>>>>,
    ) -> Option<Seek> {
        if let Some(table) = regex {
            return Some(Seek::Regex(self.table(table, |compiler, text, at| compiler.regex(text, at))));
        }
        if let Some(table) = text {
            return Some(Seek::Text(self.table(table, |compiler, text, at| {
                if text.is_empty() {
                    compiler.add(at, "empty", "this text is empty: it stands everywhere", |mistake| mistake);
                }
                Some(text.clone())
            })));
        }
        terms.map(|table| Seek::Terms(self.terms(table)))
    }

    fn terms(&mut self, table: &Table<Vec<Spanned<String>>>) -> PerLanguage<Vec<Term>> {
        self.table(table, |compiler, list, at| {
            if list.is_empty() {
                compiler.add(at, "empty", "this list is empty: nothing can be found", |mistake| mistake);
            }
            let mut terms = Vec::new();
            for written in list {
                let term = Term::new(written.get_ref(), None);
                if term.is_empty() {
                    compiler.add(written.span(), "empty", "this term has no letters", |mistake| mistake);
                }
                terms.push(term);
            }
            Some(terms)
        })
    }

    /// Makes each value of a table ready.
    fn table<T, R>(
        &mut self,
        table: &Table<T>,
        mut ready: impl FnMut(&mut Self, &T, Range<usize>) -> Option<R>,
    ) -> PerLanguage<R> {
        let written = table.get_ref();
        let all = written.all.as_ref().and_then(|value| ready(self, value, table.span()));
        let mut by = Vec::new();
        for (tag, value) in &written.by {
            self.check_tag(tag.get_ref(), tag.span());
            let value = ready(self, value.get_ref(), value.span());
            by.extend(value.map(|value| (normal_tag(tag.get_ref()), value)));
        }
        if written.all.is_none() && written.by.is_empty() {
            self.add(table.span(), "empty", "this table has no languages", |mistake| mistake);
        }
        PerLanguage { all, by }
    }

    fn regex(&mut self, text: &str, at: Range<usize>) -> Option<Pattern> {
        let result = Pattern::new(text);
        self.pattern(result, at)
    }

    fn regex_with_captures(&mut self, text: &str, at: Range<usize>, names: &names::Names) -> Option<Pattern> {
        let result = Pattern::with_captures(text);
        let pattern = self.pattern(result, at.clone())?;
        self.check_names(pattern.template(), &at, names);
        Some(pattern)
    }

    fn pattern(&mut self, result: Result<Pattern, super::pattern::Wrong>, at: Range<usize>) -> Option<Pattern> {
        match result {
            Ok(pattern) => {
                if pattern.matches_nothing_at_all() {
                    self.add(at, "empty", "this regular expression matches the empty text, and so everywhere", |m| m);
                }
                Some(pattern)
            }
            Err(wrong) => {
                let place = wrong.at.map_or(at.clone(), |within| inside::place(self.text, at, within));
                self.add(place, "bad-regex", "this regular expression cannot be read", |mistake| {
                    let mistake = mistake.label(wrong.message);
                    match wrong.note {
                        Some(note) => mistake.note(note),
                        None => mistake,
                    }
                });
                None
            }
        }
    }

    fn glossary(&mut self, path: &Spanned<String>) -> Option<Arc<super::glossary::Glossary>> {
        let name = path.get_ref();
        match (self.beside)(name).and_then(|text| super::glossary::Glossary::read(name, &text)) {
            Ok(glossary) => Some(Arc::new(glossary)),
            Err(error) => {
                self.add(path.span(), "bad-glossary", format!("the glossary `{name}` cannot be read"), |mistake| {
                    mistake.label(error)
                });
                None
            }
        }
    }

    fn exactly_one(&mut self, name: &str, at: Range<usize>, keys: &[(&str, Option<Range<usize>>)]) -> Option<()> {
        let given: Vec<_> = keys.iter().filter_map(|(key, at)| Some((*key, at.clone()?))).collect();
        match &given[..] {
            [_] => Some(()),
            [] => {
                let message = format!("`{name}` says nothing to look for");
                let note = format!("`{name}` takes one of: {}", listed(keys.iter().map(|(key, _)| *key)));
                self.add(at, "no-demand", message, |mistake| mistake.note(note));
                None
            }
            [(first, _), (second, at), ..] => {
                let message = format!("`{first}` and `{second}` do not go together in `{name}`");
                self.add(at.clone(), "conflict", message, |mistake| mistake.label("write two rules"));
                None
            }
        }
    }

    fn example(&mut self, test: &Spanned<written::Test>) -> Example {
        let at = test.span();
        let test = test.get_ref();
        self.check_tag(test.lang.get_ref(), test.lang.span());
        if let Some(tag) = &test.source_lang {
            self.check_tag(tag.get_ref(), tag.span());
        }
        Example {
            source_lang: test
                .source_lang
                .as_ref()
                .map_or_else(|| DEFAULT_SOURCE.to_owned(), |tag| tag.get_ref().clone()),
            lang: test.lang.get_ref().clone(),
            format: test.format.as_ref().and_then(|format| self.format(format)),
            source: test.source.clone(),
            target: test.target.clone(),
            expect: test.expect,
            message: test.message.clone(),
            source_span: test.source_span.clone(),
            target_span: test.target_span.clone(),
            at,
        }
    }

    /// The name of a format.
    fn format(&mut self, name: &Spanned<String>) -> Option<String> {
        let known = crate::format::reader_named(name.get_ref()).map(|reader| reader.name().to_owned());
        if known.is_none() {
            let names = crate::format::READERS.iter().map(|reader| reader.name());
            let label = did_you_mean(name.get_ref(), names);
            let message = format!("there is no format `{}`", name.get_ref());
            self.add(name.span(), "unknown-word", message, |mistake| mistake.label(label));
        }
        known
    }

    /// Notes a mistake; where it does not point at the rule's id, the id is shown too.
    fn add(
        &mut self,
        at: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        more: impl FnOnce(Mistake) -> Mistake,
    ) {
        let mistake = more(Mistake::new(self.path, at.clone(), code, message));
        let is_elsewhere = at != self.id && mistake.also.is_none();
        self.mistakes.push(if is_elsewhere { mistake.also(self.id.clone(), "in this rule") } else { mistake });
    }
}

/// The language of the source of a test that names none.
const DEFAULT_SOURCE: &str = "en"; // tidy: most sources are in it

/// The kind's own name.
pub(super) fn fact_name(name: &str) -> &str {
    FACT_ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, kind)| kind)
}

/// What stands for a rule that has mistakes; it never runs.
fn nothing() -> Body {
    Body::Topic(Topic { name: String::new(), direction: Direction::Both, ignore_below: None })
}
