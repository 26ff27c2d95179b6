//! The words of a comment that keeps findings quiet.
//!
//! `fidelint-ignore[rule, …]: reason` speaks of the block below, `fidelint-ignore-file[…]` of the file,
//! `fidelint-disable[…]` of all up to the next `fidelint-enable`. Front matter may say `fidelint: {ignore: [rule, …]}`.

/// What a comment asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) reach: Reach,
    pub(super) rules: Vec<String>,
    pub(super) reason: Option<String>,
    pub(super) problem: Option<String>,
}

/// What a comment speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The block below.
    Block,
    /// The whole file.
    File,
    /// All from here on.
    From,
    /// Ends what `From` began.
    UpTo,
}

const WORDS: [(&str, Reach); 4] = [
    ("fidelint-ignore-file", Reach::File),
    ("fidelint-ignore", Reach::Block),
    ("fidelint-disable", Reach::From),
    ("fidelint-enable", Reach::UpTo),
];

/// Reads the text of a comment; nothing where it does not speak to fidelint.
pub(super) fn parse(text: &str) -> Option<Directive> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("fidelint").filter(|rest| rest.trim_start().starts_with([':', '='])) {
        return settings(rest);
    }
    if !text.starts_with("fidelint-") {
        return None;
    }
    let directive = |reach, problem: Option<&str>| Directive {
        reach,
        rules: Vec::new(),
        reason: None,
        problem: problem.map(str::to_owned),
    };
    let Some((word, reach)) = WORDS.into_iter().find(|(word, _)| text.starts_with(word)) else {
        let known = WORDS.map(|(word, _)| format!("`{word}`")).join(", ");
        let problem = format!("this comment speaks to fidelint in words that it does not know; it knows {known}");
        return Some(directive(Reach::Block, Some(&problem)));
    };
    let rest = text.get(word.len()..).unwrap_or_default().trim_start();
    let (rules, after) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((rules, after)) => (names(rules), after.trim_start()),
        None => (Vec::new(), rest),
    };
    let reason = after.strip_prefix(':').map(str::trim).filter(|reason| !reason.is_empty());
    if rules.is_empty() && reach != Reach::UpTo {
        let problem = format!("a comment names the rules that it keeps quiet: `{word}[number-mismatch]: the reason`");
        return Some(directive(reach, Some(&problem)));
    }
    Some(Directive { rules, reason: reason.map(str::to_owned), ..directive(reach, None) })
}

/// `: {ignore: [rule, …]}`, as front matter has it.
fn settings(rest: &str) -> Option<Directive> {
    let list = rest.split_once("ignore").and_then(|(_, rest)| rest.split_once('[')).and_then(|(between, rest)| {
        let plain = between.chars().all(|c| c.is_whitespace() || matches!(c, ':' | '=' | '"' | '\''));
        plain.then(|| rest.split_once(']').map_or(rest, |(list, _)| list))
    });
    let rules = list.map(names).unwrap_or_default();
    let problem = rules.is_empty().then(|| "expected `fidelint: {ignore: [number-mismatch]}`".to_owned());
    Some(Directive { reach: Reach::File, rules, reason: None, problem })
}

fn names(list: &str) -> Vec<String> {
    let name = |name: &str| name.trim().trim_matches(['"', '\'']).to_owned();
    list.split(',').map(name).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Option<(Reach, Vec<String>, Option<String>)> {
        let directive = parse(text)?;
        assert_eq!(directive.problem, None);
        Some((directive.reach, directive.rules, directive.reason))
    }

    #[test]
    fn comments_name_rules_and_reasons() {
        let both = vec!["a-b".to_owned(), "c".to_owned()];
        assert_eq!(
            rules(" fidelint-ignore[a-b, c]: on purpose: yes "),
            Some((Reach::Block, both.clone(), Some("on purpose: yes".to_owned())))
        );
        assert_eq!(rules("fidelint-ignore-file[a-b,c]"), Some((Reach::File, both.clone(), None)));
        assert_eq!(rules("fidelint: {ignore: [a-b, \"c\"]}"), Some((Reach::File, both.clone(), None)));
        assert_eq!(rules("fidelint = { ignore = [\"a-b\", 'c'] }"), Some((Reach::File, both, None)));
        assert_eq!(rules("fidelint-enable"), Some((Reach::UpTo, Vec::new(), None)));
        assert_eq!(rules("fidelint is a linter"), None);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for text in
            ["fidelint-ignore", "fidelint-ignore[]", "fidelint-ignore[a", "fidelint-disable: x", "fidelint-x[a]"]
        {
            assert!(parse(text).is_some_and(|directive| directive.problem.is_some()), "{text}");
        }
        assert!(parse("fidelint: yes").is_some_and(|directive| directive.problem.is_some()));
    }
}
