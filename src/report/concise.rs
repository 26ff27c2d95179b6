//! `concise`: one line a finding, `path:line:column: severity[rule]: message`.

use std::{borrow::Cow, io};

use super::{Report, visible::one_line};

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &report.findings {
        let main = finding.target.as_ref().or(finding.source.as_ref());
        let (path, line, column) = main.map_or(("-", 1, 1), |place| (place.path.as_str(), place.line, place.column));
        write!(
            out,
            "{}:{line}:{column}: {}[{}]: {}",
            harmless(path),
            finding.severity.name(),
            one_line(&finding.rule),
            one_line(&finding.message)
        )?;
        match &finding.source {
            Some(source) if finding.target.is_some() => {
                writeln!(out, " ({}:{}:{})", one_line(&source.path), source.line, source.column)?;
            }
            _ => writeln!(out)?,
        }
    }
    writeln!(out, "{}", report.summary.line())
}

/// A path that a log cannot take for a command of a build server.
fn harmless(path: &str) -> Cow<'_, str> {
    let path = one_line(path);
    if path.starts_with("::") || path.starts_with("##") { Cow::Owned(format!("./{path}")) } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn a_finding_is_a_line_with_both_places() {
        let mut out = Vec::new();
        write(&samples::report(), &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("it is text");
        assert_eq!(text.lines().count(), 5, "{text}");
        assert!(text.starts_with(
            "de/fund.md:2:23: error[currency-mismatch]: 1200000 EUR became 12000000 EUR (en/fund.md:2:19)\n"
        ));
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        assert_eq!(harmless("::error::x.md"), "./::error::x.md");
    }
}
