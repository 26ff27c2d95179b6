//! `--output FORMAT[=PATH]`: which formats there are, and where a report goes.

use std::{fmt, path::PathBuf, str::FromStr};

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: excerpts of both files with labels.
    Full,
    /// One line a finding.
    Concise,
    /// One versioned JSON object.
    Json,
    /// One JSON object a finding.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// The format of reviewdog.
    Rdjsonl,
    /// Checkstyle's XML.
    Checkstyle,
    /// Markdown for the summary page of a job.
    Summary,
    /// A page for a browser.
    Html,
}

/// All formats with their names and what they are for.
pub(super) static FORMATS: &[(Format, &str, &str)] = &[
    (Format::Full, "full", "for people: excerpts of both files"),
    (Format::Concise, "concise", "one line a finding"),
    (Format::Json, "json", "one versioned JSON object"),
    (Format::Jsonl, "jsonl", "one JSON object a finding"),
    (Format::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
    (Format::Github, "github", "annotations of GitHub"),
    (Format::Gitlab, "gitlab", "the code quality report of GitLab"),
    (Format::Junit, "junit", "XML for Jenkins, Azure and others"),
    (Format::Rdjsonl, "rdjsonl", "for reviewdog, one JSON object a finding"),
    (Format::Checkstyle, "checkstyle", "XML for Jenkins and others"),
    (Format::Summary, "summary", "Markdown for the summary page of a job"),
    (Format::Html, "html", "a page for a browser"),
];

/// A format and where it is written: standard output where there is no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// The file.
    pub path: Option<PathBuf>,
}

impl Format {
    /// Its name.
    pub fn name(self) -> &'static str {
        FORMATS.iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }
}

impl Output {
    /// Would annotations between its lines break it?
    pub fn is_for_programs(&self) -> bool {
        self.path.is_none() && !matches!(self.format, Format::Full | Format::Concise | Format::Github)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Output, String> {
        let (name, path) = match text.split_once('=') {
            Some((_, "")) => return Err("a path is missing after `=`".to_owned()),
            Some((name, path)) => (name, Some(PathBuf::from(path))),
            None => (text, None),
        };
        let format = FORMATS.iter().find(|(_, known, _)| *known == name).map(|(format, ..)| *format);
        let names = || FORMATS.iter().map(|(_, name, _)| *name).collect::<Vec<_>>().join(", ");
        Ok(Output { format: format.ok_or_else(|| format!("no such format; there are {}", names()))?, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_may_name_its_file() {
        let read = |text: &str| text.parse::<Output>();
        assert_eq!(read("full"), Ok(Output { format: Format::Full, path: None }));
        let path = Some(PathBuf::from("out/a=b.json"));
        assert_eq!(read("json=out/a=b.json"), Ok(Output { format: Format::Json, path }));
        assert!(read("josn").is_err_and(|error| error.contains("jsonl")));
        assert!(read("json=").is_err());
    }
}
