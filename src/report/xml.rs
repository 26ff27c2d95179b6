//! `junit` and `checkstyle`: the XML formats that Jenkins, Azure and others read.

use std::{collections::BTreeMap, io};

use super::{Report, escape::xml};
use crate::finding::{Finding, Place, Severity};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// A suite is a translation, a case a finding. What is worth knowing only is no failure.
pub(super) fn junit(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let files = by_file(report);
    let summary = &report.summary;
    let failures = summary.errors + summary.warnings;
    let tests = report.findings.len() + report.errors.len() + usize::from(files.is_empty());
    writeln!(out, "{HEAD}")?;
    writeln!(
        out,
        "<testsuites name=\"fidelint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{}\">",
        report.errors.len()
    )?;
    if !report.errors.is_empty() {
        let count = report.errors.len();
        writeln!(out, "  <testsuite name=\"run\" tests=\"{count}\" failures=\"0\" errors=\"{count}\">")?;
        for error in &report.errors {
            let place = error.places.first();
            let path = place.map(|place| place.path.as_str()).or(error.path.as_deref()).unwrap_or("run");
            writeln!(
                out,
                "    <testcase classname=\"{}\" name=\"run\"><error message=\"{}\"/></testcase>",
                xml(path),
                xml(&error.message)
            )?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    if files.is_empty() {
        writeln!(out, "  <testsuite name=\"translations\" tests=\"1\" failures=\"0\" errors=\"0\">")?;
        writeln!(out, "    <testcase classname=\"translations\" name=\"{} pairs\"/>", summary.pairs)?;
        writeln!(out, "  </testsuite>")?;
    }
    for (path, findings) in files {
        let failures = findings.iter().filter(|(_, finding)| finding.severity > Severity::Info).count();
        let (name, count) = (xml(path), findings.len());
        writeln!(out, "  <testsuite name=\"{name}\" tests=\"{count}\" failures=\"{failures}\" errors=\"0\">")?;
        for (place, finding) in findings {
            let case = format!("{}:{} {}", place.line, place.column, finding.rule);
            writeln!(out, "    <testcase classname=\"{name}\" name=\"{}\" file=\"{name}\">", xml(&case))?;
            let (message, detail) = (xml(&finding.message), xml(&detail(finding)));
            match finding.severity {
                Severity::Info => writeln!(out, "      <system-out>{detail}</system-out>")?,
                severity => writeln!(
                    out,
                    "      <failure type=\"{}\" message=\"{message}\">{detail}</failure>",
                    severity.name()
                )?,
            }
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// An element for each file, one in it for each finding.
pub(super) fn checkstyle(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{HEAD}")?;
    writeln!(out, "<checkstyle version=\"8.0\">")?;
    for (path, findings) in by_file(report) {
        writeln!(out, "  <file name=\"{}\">", xml(path))?;
        for (place, finding) in findings {
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"fidelint.{}\"/>",
                place.line,
                place.column,
                finding.severity.name(),
                xml(&detail(finding).replace('\n', " ")),
                xml(&finding.rule)
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

fn by_file(report: &Report) -> BTreeMap<&str, Vec<(&Place, &Finding)>> {
    let mut files: BTreeMap<&str, Vec<(&Place, &Finding)>> = BTreeMap::new();
    for finding in &report.findings {
        if let Some(place) = finding.target.as_ref().or(finding.source.as_ref()) {
            files.entry(place.path.as_str()).or_default().push((place, finding));
        }
    }
    files
}

fn detail(finding: &Finding) -> String {
    let mut lines = vec![finding.message.clone()];
    if let (Some(source), Some(_)) = (&finding.source, &finding.target) {
        lines.push(format!("{}:{}:{}: {}", source.path, source.line, source.column, source.label));
    }
    lines.extend(finding.notes.iter().cloned());
    lines.extend(finding.help.iter().cloned());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    fn elements(write: fn(&Report, &mut dyn io::Write) -> io::Result<()>) -> Vec<String> {
        let mut out = Vec::new();
        write(&samples::report(), &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("it is text");
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut names = Vec::new();
        loop {
            match reader.read_event().expect("it is well-formed") {
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    assert!(tag.attributes().all(|attribute| attribute.is_ok()));
                    let name: &str = tag.name().into_inner();
                    names.push(name.to_owned());
                }
                quick_xml::events::Event::Eof => return names,
                _ => {}
            }
        }
    }

    #[test]
    fn hostile_texts_leave_the_xml_well_formed() {
        let names = elements(junit);
        assert_eq!(names.iter().filter(|name| *name == "failure").count(), 3);
        assert_eq!(names.iter().filter(|name| *name == "error").count(), 2);
        assert_eq!(elements(checkstyle).iter().filter(|name| *name == "error").count(), 4);
    }
}
