//! Glossaries as tables: a language a column, a concept a row. Commas, semicolons or tabs between the cells.

use super::{glossary::Glossary, language::is_tag};

/// Reads a table whose first row names the languages. Other columns, such as notes, are left alone.
///
/// A cell may hold several terms with `|` between them; those behind a `!` are not to be used.
pub(super) fn read(text: &str) -> Result<Glossary, String> {
    let separator = separator(text);
    let mut rows = rows(text, separator);
    let Some(head) = rows.next() else { return Err("the glossary is empty".to_owned()) };
    let columns: Vec<Option<String>> = head
        .iter()
        .map(|name| {
            let name = name.trim();
            is_tag(name).then(|| name.to_owned())
        })
        .collect();
    if columns.iter().flatten().count() < 2 {
        return Err(format!(
            "the first row of the glossary names fewer than two languages: {}",
            head.join(&separator.to_string())
        ));
    }
    let mut glossary = Glossary::default();
    for row in rows {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        glossary.concept();
        for (language, cell) in columns.iter().zip(&row) {
            let Some(language) = language else { continue };
            for term in cell.split('|').map(str::trim).filter(|term| !term.is_empty()) {
                match term.strip_prefix('!') {
                    Some(bad) => glossary.add(language, bad, false),
                    None => glossary.add(language, term, true),
                }
            }
        }
    }
    Ok(glossary)
}

/// What stands most often in the first line.
fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    [',', ';', '\t'].into_iter().rev().max_by_key(|&c| count(c)).unwrap_or(',')
}

/// The rows as RFC 4180 has them: quoted cells may hold separators, line breaks and doubled quotation marks.
fn rows(text: &str, separator: char) -> impl Iterator<Item = Vec<String>> + '_ {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        chars.peek()?;
        let mut row = Vec::new();
        let mut cell = String::new();
        let mut is_quoted = false;
        while let Some(c) = chars.next() {
            match c {
                '"' if is_quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' if is_quoted => is_quoted = false,
                '"' if cell.trim().is_empty() => is_quoted = true,
                c if c == separator && !is_quoted => row.push(std::mem::take(&mut cell)),
                '\r' if !is_quoted && chars.peek() == Some(&'\n') => {}
                '\n' if !is_quoted => break,
                c => cell.push(c),
            }
        }
        row.push(cell);
        Some(row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_be_quoted_and_hold_several_terms() {
        let text = "en;de;note\r\n\"net; weight\";Nettogewicht|Reingewicht|!Eigengewicht;\"a \"\"note\"\"\"\r\n\r\n";
        let glossary = read(text).unwrap();
        let german = glossary.of("de-AT").unwrap().get(&1).unwrap();
        assert_eq!(
            german.good.iter().map(|term| term.written.as_str()).collect::<Vec<_>>(),
            ["Nettogewicht", "Reingewicht"]
        );
        assert_eq!(german.bad[0].written, "Eigengewicht");
        assert_eq!(glossary.of("en").unwrap().get(&1).unwrap().good[0].written, "net; weight");
        assert!(!glossary.has("note"));
    }

    #[test]
    fn a_table_without_languages_is_refused() {
        assert!(read("source,target\na,b\n").is_err());
    }
}
