//! The header of a PO file: its language, and which number takes which plural form.

/// What the header says.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The language of the translations.
    pub(super) language: Option<String>,
    /// The CLDR-like category of each plural form.
    categories: Vec<&'static str>,
}

/// The header stands in the first entry; no more than this is searched for it.
const LONGEST: usize = 20_000;

/// Most values end within so many bytes.
const NEAR: usize = 512;

impl Header {
    pub(super) fn of(text: &str) -> Header {
        let mut end = text.len().min(LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = text.get(..end).unwrap_or_default();
        let value = |name: &str| {
            let rest = head.get(head.find(name)? + name.len()..)?;
            // A value may be folded over lines: `"…; plural=(n%10==1\n"` stands for one line.
            let joined = |text: &str| text.replace("\"\n\"", "").replace("\"\r\n\"", "");
            // Values are short: what stands behind them need not be joined to find their ends.
            let near = rest.get(..NEAR).map(joined).filter(|near| near.contains("\\n"));
            let joined = near.unwrap_or_else(|| joined(rest));
            let end = joined.find("\\n").or_else(|| joined.find('"'))?;
            Some(joined.get(..end)?.trim().to_owned())
        };
        let language = value("\"Language:").filter(|tag| !tag.is_empty() && tag.len() < 40);
        let categories = value("\"Plural-Forms:").map(|forms| categories(&forms)).unwrap_or_default();
        Header { language, categories }
    }

    /// The category of a plural form by its number.
    pub(super) fn category(&self, number: usize) -> &'static str {
        let default = if number == 0 { "one" } else { "other" };
        self.categories.get(number).copied().unwrap_or(default)
    }
}

/// Names the forms by the numbers that take them.
fn categories(forms: &str) -> Vec<&'static str> {
    let Some((_, expression)) = forms.split_once("plural=") else { return Vec::new() };
    let Some(expression) = Expression::parse(expression.trim_end_matches(';')) else { return Vec::new() };
    let mut numbers: Vec<Vec<u64>> = Vec::new();
    for n in 0..=200 {
        let form = expression.value(n).min(9) as usize;
        if numbers.len() <= form {
            numbers.resize(form + 1, Vec::new());
        }
        if let Some(of_form) = numbers.get_mut(form) {
            of_form.push(n);
        }
    }
    let largest = numbers.iter().map(Vec::len).max().unwrap_or(0);
    let mut names = Vec::new();
    for of_form in &numbers {
        let name = match of_form.as_slice() {
            [0] => "zero",
            [2] => "two",
            of_form if numbers.len() > 1 && of_form.contains(&1) => "one",
            of_form if of_form.len() == largest || of_form.is_empty() => "other",
            of_form if of_form.first().is_some_and(|&n| n <= 3) => "few",
            _ => "many",
        };
        names.push(name);
    }
    names
}

/// An expression in C about `n`, as `Plural-Forms` has it.
#[derive(Debug)]
enum Expression {
    Number(u64),
    N,
    Not(Box<Expression>),
    Both(&'static str, Box<(Expression, Expression)>),
    If(Box<(Expression, Expression, Expression)>),
}

/// The operators by how tightly they bind, the loosest first.
const OPERATORS: [&[&str]; 6] =
    [&["||"], &["&&"], &["==", "!="], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];
/// Expressions nest this deep and no deeper.
const DEEPEST: usize = 60;

impl Expression {
    fn parse(text: &str) -> Option<Expression> {
        let mut rest = text.trim();
        let expression = Expression::choice(&mut rest, 0)?;
        rest.trim().is_empty().then_some(expression)
    }

    fn choice(rest: &mut &str, depth: usize) -> Option<Expression> {
        (depth < DEEPEST).then_some(())?;
        let condition = Expression::operation(rest, 0, depth)?;
        if !take(rest, "?") {
            return Some(condition);
        }
        let then = Expression::choice(rest, depth + 1)?;
        take(rest, ":").then_some(())?;
        let otherwise = Expression::choice(rest, depth + 1)?;
        Some(Expression::If(Box::new((condition, then, otherwise))))
    }

    fn operation(rest: &mut &str, level: usize, depth: usize) -> Option<Expression> {
        let Some(operators) = OPERATORS.get(level) else { return Expression::atom(rest, depth) };
        let mut left = Expression::operation(rest, level + 1, depth)?;
        let mut count = 0;
        while let Some(operator) = operators.iter().find(|&&operator| take(rest, operator)) {
            count += 1;
            (count < DEEPEST).then_some(())?;
            let right = Expression::operation(rest, level + 1, depth)?;
            left = Expression::Both(operator, Box::new((left, right)));
        }
        Some(left)
    }

    fn atom(rest: &mut &str, depth: usize) -> Option<Expression> {
        (depth < DEEPEST).then_some(())?;
        if take(rest, "!") {
            return Some(Expression::Not(Box::new(Expression::atom(rest, depth + 1)?)));
        }
        if take(rest, "(") {
            let inner = Expression::choice(rest, depth + 1)?;
            return take(rest, ")").then_some(inner);
        }
        if take(rest, "n") {
            return Some(Expression::N);
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest.get(..digits)?.parse().ok()?;
        *rest = rest.get(digits..)?;
        Some(Expression::Number(number))
    }

    fn value(&self, n: u64) -> u64 {
        match self {
            Expression::Number(number) => *number,
            Expression::N => n,
            Expression::Not(inner) => u64::from(inner.value(n) == 0),
            Expression::If(parts) => {
                if parts.0.value(n) == 0 {
                    parts.2.value(n)
                } else {
                    parts.1.value(n)
                }
            }
            Expression::Both(operator, sides) => {
                let (a, b) = (sides.0.value(n), sides.1.value(n));
                match *operator {
                    "||" => u64::from(a != 0 || b != 0),
                    "&&" => u64::from(a != 0 && b != 0),
                    "==" => u64::from(a == b),
                    "!=" => u64::from(a != b),
                    "<=" => u64::from(a <= b),
                    ">=" => u64::from(a >= b),
                    "<" => u64::from(a < b),
                    ">" => u64::from(a > b),
                    "+" => a.saturating_add(b),
                    "-" => a.saturating_sub(b),
                    "*" => a.saturating_mul(b),
                    "/" => a.checked_div(b).unwrap_or(0),
                    _ => a.checked_rem(b).unwrap_or(0),
                }
            }
        }
    }
}

fn take(rest: &mut &str, token: &str) -> bool {
    let trimmed = rest.trim_start();
    match trimmed.strip_prefix(token) {
        Some(after) => {
            *rest = after;
            true
        }
        None => {
            *rest = trimmed;
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_named_by_the_numbers_that_take_them() {
        assert_eq!(categories("nplurals=2; plural=(n != 1);"), ["one", "other"]);
        assert_eq!(categories("nplurals=2; plural=n > 1;"), ["one", "other"]);
        assert_eq!(categories("nplurals=1; plural=0;"), ["other"]);
        let russian =
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);";
        assert_eq!(categories(russian), ["one", "few", "other"]);
        assert!(categories("nplurals=2; plural=((((n").is_empty());
        assert!(categories(&format!("nplurals=2; plural={}", "(".repeat(9000))).is_empty());
    }

    #[test]
    fn a_folded_header_is_read_whole() {
        let header = Header::of(
            "msgid \"\"\nmsgstr \"\"\n\"Language: pt_BR\\n\"\n\"Plural-Forms: nplurals=2; \"\n\"plural=(n > 1);\\n\"\n",
        );
        assert_eq!(header.language.as_deref(), Some("pt_BR"));
        assert_eq!(header.category(0), "one");
        assert_eq!(header.category(1), "other");
    }
}
