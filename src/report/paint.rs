//! Colours of the output for people.

use std::io;

use anstyle::{AnsiColor, Style};
use codespan_reporting::{
    diagnostic::{LabelStyle, Severity},
    term::{GeneralWriteResult, WriteStyle},
};

const fn bright(color: AnsiColor) -> Style {
    color.on_default().bold()
}

/// Collects coloured or plain text.
pub(super) struct Painter {
    text: Vec<u8>,
    color: bool,
    /// The word that codespan-reporting has for our lowest severity is not ours.
    rename: bool,
}

impl Painter {
    pub(super) fn new(color: bool) -> Painter {
        Painter { text: Vec::new(), color, rename: false }
    }

    /// The text, without the blanks at the ends of lines.
    pub(super) fn finish(self) -> String {
        let text = String::from_utf8_lossy(&self.text);
        let mut out = String::with_capacity(text.len());
        for line in text.lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    fn set(&mut self, style: Style) -> GeneralWriteResult {
        if self.color {
            self.text.extend_from_slice(style.render().to_string().as_bytes());
        }
        Ok(())
    }
}

/// The colour of a severity.
pub(super) fn severity(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Bug | Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note | Severity::Help => AnsiColor::Cyan,
    }
}

impl io::Write for Painter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let renamed = std::mem::take(&mut self.rename) && bytes == b"note";
        self.text.extend_from_slice(if renamed { b"info" } else { bytes });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter {
    fn set_header(&mut self, level: Severity) -> GeneralWriteResult {
        self.rename = level == Severity::Note;
        self.set(bright(severity(level)))
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        self.set(Style::new().bold())
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        self.set(AnsiColor::Blue.on_default())
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        self.set(AnsiColor::Blue.on_default())
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        self.set(AnsiColor::Blue.on_default())
    }

    fn set_label(&mut self, level: Severity, style: LabelStyle) -> GeneralWriteResult {
        self.set(match style {
            LabelStyle::Primary => bright(severity(level)),
            LabelStyle::Secondary => bright(AnsiColor::Blue),
        })
    }

    fn reset(&mut self) -> GeneralWriteResult {
        if self.color {
            self.text.extend_from_slice(anstyle::Reset.render().to_string().as_bytes());
        }
        Ok(())
    }
}
