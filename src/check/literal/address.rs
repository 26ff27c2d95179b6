//! When two addresses of pages are the same page, or the same page in two languages.

use crate::pairing::tag_like;

/// An address in the form in which it is compared: without scheme, `www.`, language, anchor and trailing slash.
/// `None` for what a translation may change freely: anchors within the page, and no address at all.
pub(super) fn normal(address: &str) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') {
        return None;
    }
    if let Some(mail) = strip_prefix(address, "mailto:") {
        return Some(mail.split('?').next().unwrap_or(mail).to_lowercase());
    }
    let (without_anchor, anchor) = address.split_once('#').unwrap_or((address, ""));
    let (host, path) = split(without_anchor);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut parts: Vec<String> = Vec::new();
    let mut names_language = false;
    for part in path.split('/') {
        if is_language(part) {
            names_language = true;
            continue;
        }
        if matches!(part, "" | "." | "..") {
            continue;
        }
        parts.push(without_language(part));
    }
    // The index of a folder is the folder.
    if parts.last().is_some_and(|last| last.starts_with("index.") || last == "_index.md") {
        parts.pop();
    }
    let arguments: Vec<&str> = query
        .split('&')
        .filter(|argument| {
            let (name, value) = argument.split_once('=').unwrap_or((argument, ""));
            !argument.is_empty() && !matches!(name, "lang" | "hl" | "locale" | "language") && !is_language(value)
        })
        .collect();
    let is_absolute = !host.is_empty();
    let host = host.to_lowercase();
    let host: Vec<&str> = host.trim_start_matches("www.").split('.').filter(|label| !label.is_empty()).collect();
    let host = match host.split_first() {
        Some((first, rest)) if rest.len() >= 2 && is_language(first) => rest.join("."),
        _ => host.join("."),
    };
    let mut normal = host;
    for part in &parts {
        normal.push('/');
        normal.push_str(part);
    }
    if !arguments.is_empty() {
        normal.push('?');
        normal.push_str(&arguments.join("&"));
    }
    // The headings of the own pages are translated, and so are their anchors; those of other sites are not.
    if is_absolute && !names_language && anchor.is_ascii() && !anchor.is_empty() {
        normal.push('#');
        normal.push_str(anchor);
    }
    (!normal.is_empty()).then_some(normal)
}

/// Do two addresses in their normal form differ by letters that a script without spaces put after one of them?
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let bare = |text: &str| -> String {
        let end = text.find(|c: char| !c.is_ascii()).unwrap_or(text.len());
        text.get(..end).unwrap_or_default().trim_end_matches(['-', ')', '(', '\'', ']', ',', '.']).to_owned()
    };
    a == b || (a.is_ascii() != b.is_ascii() && bare(a) == bare(b) && !bare(a).is_empty())
}

/// What an address that stands for the reader's own is made of: `myserver.com`, `your-domain.org`.
const OWN: [&str; 2] = ["my", "your"];
const THINGS: [&str; 10] =
    ["server", "site", "domain", "host", "company", "website", "app", "blog", "name", "instance"];

/// Does an address in its normal form only show what addresses look like? RFC 2606 keeps these names for examples.
pub(super) fn is_example(address: &str) -> bool {
    let host = address.split('/').next().unwrap_or(address);
    let host = host.rsplit('@').next().unwrap_or(host);
    let mut labels = host.rsplit('.');
    let (last, second) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    // An address with brackets in its name is a pattern.
    let is_own = OWN
        .iter()
        .filter_map(|own| second.strip_prefix(own))
        .any(|rest| THINGS.contains(&rest.trim_start_matches('-')));
    is_own
        || second == "example" && matches!(last, "com" | "net")
        || matches!(last, "example" | "invalid" | "localhost")
        || host.contains('[')
}

/// Does an address name its site?
pub(super) fn is_absolute(address: &str) -> bool {
    address.contains("://") || address.contains('@') || address.starts_with("www.")
}

/// Are two addresses the same site in two languages, where pages have other names? `en.wikipedia.org`, `example.de`.
pub(super) fn is_localised(source: &str, target: &str, tag: &str) -> bool {
    let (source_host, source_path) = split(source);
    let (target_host, target_path) = split(target);
    let labels = |host: &str| -> Vec<String> {
        host.to_lowercase().trim_start_matches("www.").split('.').map(str::to_owned).collect()
    };
    let (source_labels, target_labels) = (labels(source_host), labels(target_host));
    let language_of =
        |labels: &[String]| labels.first().filter(|first| labels.len() > 2 && is_language(first)).cloned();
    let (source_language, target_language) = (language_of(&source_labels), language_of(&target_labels));
    // A language as the name of the host, or as a folder.
    let rest = |labels: &[String], has: bool| labels.get(usize::from(has)..).unwrap_or_default().join(".");
    let same_site = rest(&source_labels, source_language.is_some()) == rest(&target_labels, target_language.is_some());
    if same_site && target_language.is_some() && source_language != target_language {
        return true;
    }
    let folder = |path: &str| path.split('/').find(|part| is_language(part)).map(str::to_lowercase);
    let (source_folder, target_folder) = (folder(source_path), folder(target_path));
    if same_site && target_folder.is_some() && source_folder != target_folder {
        return true;
    }
    // `example.com` and, for German, `example.de`; many endings of two letters are no country's any more.
    let site = |labels: &[String]| labels.iter().rev().nth(1).cloned().unwrap_or_default();
    let is_own = |labels: &[String]| {
        labels.last().is_some_and(|last| last.len() == 2 && tag.split('-').any(|part| part.eq_ignore_ascii_case(last)))
    };
    !source_host.is_empty()
        && source_labels != target_labels
        && site(&source_labels) == site(&target_labels)
        && is_own(&target_labels)
}

/// Host and path of an address; the host is empty for a place in the same site.
fn split(address: &str) -> (&str, &str) {
    let rest = match address.split_once("://") {
        Some((_, rest)) => rest,
        None => match address.strip_prefix("//") {
            Some(rest) => rest,
            None if address.starts_with("www.") => address,
            None => return ("", address),
        },
    };
    match rest.find(['/', '?']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    }
}

/// `en`, `pt-br`, `zh_CN` as a part of an address.
fn is_language(part: &str) -> bool {
    let is_short = part.len() == 2 && part.bytes().all(|b| b.is_ascii_lowercase());
    let is_long = matches!(part.len(), 5 | 7) && tag_like(part) && part.contains(['-', '_']);
    is_short || is_long
}

/// `about.de.html` → `about.html`, `README_ja.md` → `README.md`.
fn without_language(part: &str) -> String {
    let Some((stem, ending)) = part.rsplit_once('.') else { return part.to_owned() };
    match stem.rsplit_once(['.', '_', '-']) {
        Some((base, language)) if is_language(language) && !base.is_empty() => format!("{base}.{ending}"),
        _ => part.to_owned(),
    }
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.get(..prefix.len()).filter(|head| head.eq_ignore_ascii_case(prefix)).and_then(|_| text.get(prefix.len()..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_in_two_languages_is_one() {
        for (a, b) in [
            ("https://www.example.org/en/docs/", "http://example.org/de/docs"),
            ("/en/news/2024/", "/pt-br/news/2024/"),
            ("../about.md#team", "./about.de.md#mannschaft"),
            ("https://en.example.org/a?lang=en", "https://fr.example.org/a?lang=fr"),
        ] {
            assert_eq!(normal(a), normal(b), "{a} {b}");
        }
        assert_ne!(normal("https://example.org/1.6/a"), normal("https://example.org/a"));
        assert_eq!(normal("#top"), None);
        assert!(is_same("a.example/b", "a.example/b-এ") && is_same("a.example/b", "a.example/b)،"));
        assert_ne!(normal("https://a.example/x#one"), normal("https://a.example/x"));
    }

    #[test]
    fn sites_of_many_languages_have_other_names_for_a_page() {
        assert!(is_localised("https://en.wikipedia.org/wiki/Tree", "https://de.wikipedia.org/wiki/Baum", "de"));
        assert!(is_localised("https://example.com/terms", "https://example.de/agb", "de-AT"));
        assert!(!is_localised("https://example.com/docs", "https://example.sh", "de"));
        assert!(!is_localised("https://example.com/a", "https://example.org/a", "de"));
        assert!(!is_localised("https://example.org/a", "https://example.org/b", "de"));
    }
}
