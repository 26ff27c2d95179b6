//! Escaping for the places that text of documents goes to: XML, Markdown, workflow commands, URIs.

use std::fmt::Write as _;

use super::visible::{one_line, visible};

/// For XML text and attribute values. Characters that XML cannot hold are made visible.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// For a cell of a Markdown table: no markup, no HTML, no mention.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            ':' => out.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' | '(' | ')' => {
                let _ = write!(out, "&#{};", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

/// For the message of a workflow command of GitHub.
pub(super) fn command(text: &str) -> String {
    // Line breaks stay, in the spelling of the runner; all else that acts is made visible.
    let lines: Vec<String> = text.split('\n').map(|line| visible(line.trim_end_matches('\r')).into_owned()).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// For a property of a workflow command.
pub(super) fn property(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace(':', "%3A").replace(',', "%2C")
}

/// A path as a relative URI reference.
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_where_it_goes() {
        assert_eq!(xml("<a b=\"1\">&'\u{1b}"), "&lt;a b=&quot;1&quot;&gt;&amp;&apos;␛");
        assert_eq!(command("100 %\n::error::x\r"), "100 %25%0A::error::x");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
        assert_eq!(uri("a b/ü:#?.md"), "a%20b/%C3%BC%3A%23%3F.md");
        let cell = markdown("|<img src=x>[a](http://b) @me\n`x`");
        assert!(!cell.contains(['|', '<', '[', '@', '\n', '`', '(']), "{cell}");
    }
}
