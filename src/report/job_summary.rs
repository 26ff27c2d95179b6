//! `summary`: Markdown for the summary page of a job.

use std::{fmt::Write as _, io};

use super::{
    Report,
    escape::{markdown, uri},
    group::groups,
    visible::one_line,
};
use crate::finding::{Place, Severity};

/// Above 1 MiB GitHub refuses the whole; what is cut is told.
const MOST: usize = 900 << 10;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(text(report, blob().as_deref()).as_bytes())
}

/// The address of the files of the commit, where the environment tells it.
fn blob() -> Option<String> {
    let var = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    let (server, repository) = (var("GITHUB_SERVER_URL")?, var("GITHUB_REPOSITORY")?);
    Some(format!("{server}/{repository}/blob/{}", var("GITHUB_SHA")?))
}

fn text(report: &Report, blob: Option<&str>) -> String {
    let mut text = format!("## fidelint\n\n{}\n", markdown(&report.summary.line()));
    if !report.errors.is_empty() {
        text.push_str("\n### Not done\n\n");
        for error in report.errors.iter().take(50) {
            let place = error.places.first().map(|place| format!("{}: ", link(place, blob)));
            let path = place.or(error.path.as_deref().map(|path| format!("{}: ", markdown(path))));
            let _ = writeln!(text, "- {}{}", path.unwrap_or_default(), markdown(&error.message));
        }
    }
    let all = groups(&report.findings);
    let mut cut = 0;
    for (severity, title) in
        [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Info, "Worth knowing")]
    {
        let rows: Vec<_> = all.iter().filter(|group| group.first.severity == severity).collect();
        if rows.is_empty() {
            continue;
        }
        let _ = write!(text, "\n### {title}\n\n| translation | source | rule | finding |\n| --- | --- | --- | --- |\n");
        for group in rows {
            let finding = group.first;
            let place = |place: &Option<Place>| place.as_ref().map_or(String::new(), |place| link(place, blob));
            let elsewhere = if group.others.is_empty() { String::new() } else { format!("; {}", group.elsewhere()) };
            let row = format!(
                "| {} | {} | {} | {}{} |\n",
                place(&finding.target),
                place(&finding.source),
                markdown(&finding.rule),
                markdown(&finding.message),
                markdown(&elsewhere)
            );
            if text.len() + row.len() > MOST {
                cut += 1 + group.others.len();
            } else {
                text.push_str(&row);
            }
        }
    }
    if cut > 0 {
        let _ = writeln!(text, "\n{cut} more findings do not fit on this page; the log and the reports have all.");
    }
    text
}

fn link(place: &Place, blob: Option<&str>) -> String {
    let name = markdown(&format!("{}:{}", one_line(&place.path), place.line));
    match blob {
        Some(blob) => format!("[{name}]({blob}/{}#L{})", uri(&place.path), place.line),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn rows_have_two_links_and_nothing_of_a_document_acts() {
        let text = text(&samples::report(), Some("https://example.org/o/r/blob/abc"));
        assert!(text.contains("(https://example.org/o/r/blob/abc/de/fund.md#L2)"), "{text}");
        assert!(!text.contains("<b>") && !text.contains('\u{1b}'), "{text}");
        let rows = text.lines().filter(|line| line.starts_with("| ["));
        assert!(rows.clone().count() == 4 && rows.clone().all(|row| row.matches('|').count() == 5), "{text}");
    }

    #[test]
    fn a_long_summary_is_cut_below_a_mebibyte_and_says_so() {
        let finding = |n: usize| {
            let mut finding = samples::finding("de");
            finding.source.as_mut().expect("it has one").start = n;
            finding
        };
        let report = Report::new((0..12_000).map(finding).collect(), Vec::new(), Default::default());
        let text = text(&report, Some("https://example.org/o/r/blob/abc"));
        assert!(text.len() < 1 << 20 && text.contains("more findings do not fit"), "{}", text.len());
    }
}
