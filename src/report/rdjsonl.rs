//! `rdjsonl`: the diagnostic format of reviewdog, one object a line. Its columns are bytes of UTF-8.

use std::io;

use serde_json::{Value, json};

use super::{Report, links, visible::visible};
use crate::finding::{Place, Severity};

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &report.findings {
        let Some(main) = finding.target.as_ref().or(finding.source.as_ref()) else { continue };
        let severity = match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        };
        let mut diagnostic = json!({
            "message": visible(&finding.message),
            "location": location(main),
            "severity": severity,
            "source": { "name": "fidelint", "url": links::PROJECT },
            "code": { "value": finding.rule, "url": links::rule(&finding.rule) },
        });
        if let (Some(source), Some(_)) = (&finding.source, &finding.target) {
            diagnostic["related_locations"] =
                json!([{ "message": visible(&source.label), "location": location(source) }]);
        }
        serde_json::to_writer(&mut *out, &diagnostic)?;
        writeln!(out)?;
    }
    Ok(())
}

fn location(place: &Place) -> Value {
    json!({
        "path": place.path,
        "range": {
            "start": { "line": place.line, "column": place.columns.utf8 },
            "end": { "line": place.end_line, "column": place.columns.end_utf8 },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn columns_are_bytes() {
        let text = "Über 12 Länder\n";
        let mut finding = samples::finding("de");
        finding.target = Some(samples::place("de.md", text, "12", None, ""));
        let report = Report { findings: vec![finding.into()], ..Report::default() };
        let mut out = Vec::new();
        write(&report, &mut out).expect("a vector takes everything");
        let line: Value = serde_json::from_slice(&out).expect("one object");
        assert_eq!(line["location"]["range"]["start"]["column"], 7);
        assert_eq!(line["location"]["range"]["end"]["column"], 9);
    }
}
