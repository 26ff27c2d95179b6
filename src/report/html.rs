//! `html`: one page for people without a terminal; it needs nothing from elsewhere and runs no script.

use std::io::{self, Write};

use super::{
    Report,
    escape::xml,
    group::{Group, groups},
};
use crate::finding::{Finding, Place, Severity};

/// Colours follow the reader's light or dark setting; marks differ by line style, too, not by colour alone.
const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8884;--error:#c62828;--warning:#a15c00;--info:#1565c0}\
@media(prefers-color-scheme:dark){:root{--error:#ff8a80;--warning:#ffb74d;--info:#82b1ff}}\
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h2{font-size:1rem;margin:2rem 0 .5rem;font-family:ui-monospace,monospace}\
article{border:1px solid var(--line);border-left-width:4px;border-radius:4px;padding:.6rem .9rem;margin:.6rem 0}\
article p{margin:.2rem 0}.error{border-left-color:var(--error)}.warning{border-left-color:var(--warning)}\
.info{border-left-color:var(--info)}.rule{font:13px ui-monospace,monospace;opacity:.75}\
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:2px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere}\
cite{display:block;font:12px ui-monospace,monospace;opacity:.7}\
mark{background:none;color:inherit;font-weight:600;text-decoration:underline 2px}\
.target mark{text-decoration-style:wavy;text-decoration-color:var(--error)}.note{font-size:.9em;opacity:.85}";

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>fidelint</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>fidelint</h1>\n<p>{}</p>\n",
        xml(&report.summary.line())
    )?;
    if !report.errors.is_empty() {
        writeln!(out, "<h2>Not done</h2>\n<ul>")?;
        for error in &report.errors {
            let place = error.places.first().map(|place| format!("{}:{}: ", place.path, place.line));
            let place = place.or(error.path.as_ref().map(|path| format!("{path}: "))).unwrap_or_default();
            writeln!(out, "<li>{}{}</li>", xml(&place), xml(&error.message))?;
        }
        writeln!(out, "</ul>")?;
    }
    let mut last = None;
    for group in groups(&report.findings) {
        let path = group.first.target.as_ref().or(group.first.source.as_ref()).map(|place| place.path.as_str());
        if path != last {
            writeln!(out, "<h2>{}</h2>", xml(path.unwrap_or_default()))?;
            last = path;
        }
        article(&group, out)?;
    }
    writeln!(out, "</body>\n</html>")
}

fn article(group: &Group<'_>, out: &mut dyn Write) -> io::Result<()> {
    let finding = group.first;
    let level = finding.severity.name();
    writeln!(out, "<article class=\"{level}\">")?;
    writeln!(out, "<p><strong>{}</strong></p>", xml(&finding.message))?;
    writeln!(out, "<p class=\"rule\">{}</p>", xml(&said(finding)))?;
    let language = &finding.language;
    for (place, class) in [(&finding.target, "target"), (&finding.source, "source")] {
        let Some(place) = place else { continue };
        // A screen reader speaks the translation in its language.
        let lang = if class == "target" { format!(" lang=\"{}\"", xml(language)) } else { String::new() };
        writeln!(
            out,
            "<blockquote class=\"{class}\"{lang} dir=\"auto\">{}{}</blockquote>",
            excerpt(place),
            cite(place)
        )?;
    }
    let elsewhere = (!group.others.is_empty()).then(|| group.elsewhere());
    for note in finding.notes.iter().chain(&finding.help).chain(&elsewhere) {
        writeln!(out, "<p class=\"note\">{}</p>", xml(note))?;
    }
    writeln!(out, "</article>")
}

fn said(finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "worth knowing",
    };
    let key = finding.key.as_ref().map_or_else(String::new, |key| format!(" · {key}"));
    format!("{level} · {}{key}", finding.rule)
}

/// The lines around the place with the place marked.
fn excerpt(place: &Place) -> String {
    let lines = place.excerpt.lines.iter().map(|line| {
        let part = |from: usize, to: usize| xml(line.text.get(from..to).unwrap_or_default());
        let (before, after) = (if line.cut_before { "…" } else { "" }, if line.cut_after { "…" } else { "" });
        let (start, end) = (part(0, line.start), part(line.end, line.text.len()));
        // The whole text is no mark: nothing in it stands out.
        let marked = part(line.start, line.end);
        let marked = if place.is_fact && !marked.is_empty() { format!("<mark>{marked}</mark>") } else { marked };
        format!("{before}{start}{marked}{end}{after}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn cite(place: &Place) -> String {
    format!("<cite dir=\"ltr\">{}:{}:{}: {}</cite>", xml(&place.path), place.line, place.column, xml(&place.label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    fn page() -> String {
        let mut out = Vec::new();
        write(&samples::report(), &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("it is text")
    }

    #[test]
    fn every_finding_stands_on_the_page_with_both_places() {
        let page = page();
        assert_eq!(page.matches("<article").count(), samples::report().findings.len(), "{page}");
        assert!(page.contains("<mark>") && page.contains("de/fund.md:2:23"), "{page}");
    }

    #[test]
    fn nothing_of_a_document_acts_on_the_page() {
        let page = page();
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains('\u{1b}'), "{page}");
        // As many opening tags as closing ones: no text of a document opened another.
        for tag in ["article", "blockquote", "mark", "cite", "p"] {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}
