//! Placeholders of format strings: where they stand, and what two of them have in common when they mean the same.

use std::ops::Range;

mod brace;
pub mod icu;
mod percent;

/// The families of placeholders that a text may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Syntax(u16);

impl Syntax {
    /// None: a percent sign is one.
    pub const NONE: Syntax = Syntax(0);
    /// `%s %1$d %-5.2f %ld %@`, as a flag of the file promises them.
    pub const PRINTF: Syntax = Syntax(1);
    /// The same where nothing promises them: only what a percent sign in prose never looks like.
    pub const LIKELY_PRINTF: Syntax = Syntax(1 << 1);
    /// `%(name)s`.
    pub const PYTHON: Syntax = Syntax(1 << 2);
    /// `%1 %L2 %n`.
    pub const QT: Syntax = Syntax(1 << 3);
    /// `%{name} %<name>s`.
    pub const RUBY: Syntax = Syntax(1 << 4);
    /// `%name%`.
    pub const PERCENT_NAME: Syntax = Syntax(1 << 5);
    /// `{name} {0} {} {0:N2}`.
    pub const BRACE: Syntax = Syntax(1 << 6);
    /// `{{name}}`.
    pub const DOUBLE_BRACE: Syntax = Syntax(1 << 7);
    /// `${name} $t(key) $(name)`.
    pub const DOLLAR: Syntax = Syntax(1 << 8);
    /// `$NAME$`.
    pub const DOLLAR_NAME: Syntax = Syntax(1 << 9);
    /// `$NAME` of a shell.
    pub const SHELL: Syntax = Syntax(1 << 10);

    /// What strings of an unknown kind hold.
    pub const ANY: Syntax = Syntax(
        Syntax::LIKELY_PRINTF.0
            | Syntax::PYTHON.0
            | Syntax::RUBY.0
            | Syntax::PERCENT_NAME.0
            | Syntax::BRACE.0
            | Syntax::DOUBLE_BRACE.0
            | Syntax::DOLLAR.0,
    );

    /// Both families.
    pub const fn and(self, other: Syntax) -> Syntax {
        Syntax(self.0 | other.0)
    }

    /// Without the other.
    pub const fn without(self, other: Syntax) -> Syntax {
        Syntax(self.0 & !other.0)
    }

    fn has(self, other: Syntax) -> bool {
        self.0 & other.0 != 0
    }
}

/// A placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Where it stands.
    pub at: Range<usize>,
    /// What makes it the same as another one: `%1$d` for `%d`, `{name}` for `{name:>5}`.
    pub value: String,
}

/// The placeholders of a text, in order.
pub fn find(text: &str, syntax: Syntax) -> Vec<Placeholder> {
    let bytes = text.as_bytes();
    let syntax = if syntax.has(Syntax::LIKELY_PRINTF) && is_time_pattern(bytes) {
        syntax.without(Syntax::LIKELY_PRINTF).without(Syntax::PERCENT_NAME)
    } else {
        syntax
    };
    let mut found = Vec::new();
    let mut counts = Counts::default();
    let mut at = 0;
    while let Some(offset) = memchr::memchr3(b'%', b'{', b'$', bytes.get(at..).unwrap_or_default()) {
        let start = at + offset;
        let rest = text.get(start..).unwrap_or_default();
        let before = bytes.get(..start).and_then(|before| before.last().copied());
        let step = match bytes.get(start) {
            Some(b'%') => percent::read(rest, before, syntax, &mut counts),
            Some(b'{') => brace::read(rest, syntax, &mut counts),
            _ => brace::read_dollar(rest, syntax),
        };
        at = match step {
            Step::Placeholder(length, value) => {
                found.push(Placeholder { at: start..start + length, value });
                start + length
            }
            Step::Skip(length) => start + length.max(1),
        };
    }
    found
}

/// Is it a pattern of a date or a time, `%d.%m.%Y`? Languages order and choose its parts themselves.
fn is_time_pattern(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'%', bytes).any(|at| {
        let flags = bytes.get(at + 1..).unwrap_or_default();
        let name = flags.iter().find(|b| !matches!(b, b'-' | b'_' | b'^' | b'0'));
        name.is_some_and(|b| b"YymBbHMIlSAaepPjZzk".contains(b)) && flags.get(1).is_none_or(|b| !b.is_ascii_lowercase())
    })
}

/// What stands at a sign that may open a placeholder.
enum Step {
    /// A placeholder of so many bytes.
    Placeholder(usize, String),
    /// None: go on after so many bytes.
    Skip(usize),
}

/// How many unnumbered placeholders there were: the first `%s` means the same as `%1$s`.
#[derive(Default)]
struct Counts {
    percent: usize,
    brace: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, syntax: Syntax) -> Vec<String> {
        find(text, syntax).into_iter().map(|found| found.value).collect()
    }

    #[test]
    fn a_numbered_placeholder_means_the_same_as_one_in_its_order() {
        let plain = values("%d of %s files", Syntax::PRINTF);
        assert_eq!(plain, ["%1$d", "%2$s"]);
        let mut numbered = values("%2$s: %1$i", Syntax::PRINTF);
        numbered.sort();
        assert_eq!(plain, numbered);
    }

    #[test]
    fn a_percent_sign_in_prose_is_no_placeholder() {
        assert!(values("100% sure, 50% de réduction, 5 %", Syntax::ANY).is_empty());
        assert!(values("%50 indirim", Syntax::ANY).is_empty());
        assert!(values("100%% sure", Syntax::PRINTF).is_empty());
    }

    #[test]
    fn families_are_told_apart() {
        assert_eq!(
            values("%(count)d in %{name} of %<x>s, %total%", Syntax::ANY),
            ["%(count)", "%{name}", "%{x}", "%total%"]
        );
        assert_eq!(
            values("{name:>5} {0,number} {} {{ user }} ${path} $t(a.b)", Syntax::ANY),
            ["{name}", "{0}", "{0}", "{{user}}", "${path}", "$t(a.b)"]
        );
        assert_eq!(values("%1 of %L2, %n file(s)", Syntax::QT), ["%1", "%2", "%n"]);
        assert_eq!(values("$HOME and $5", Syntax::SHELL), ["$HOME"]);
        assert_eq!(values("%lld %5.2f %@ %1$@", Syntax::PRINTF), ["%1$d", "%2$f", "%3$@", "%1$@"]);
    }

    #[test]
    fn braces_with_prose_in_them_are_no_placeholder() {
        assert!(values("{ a long remark } {}}{", Syntax::ANY.without(Syntax::BRACE)).is_empty());
        assert!(values("{ a long remark }", Syntax::ANY).is_empty());
    }
}
