//! The excerpts of one finding, in the shape that codespan-reporting asks for.

use std::ops::Range;

use codespan_reporting::{
    diagnostic::{Label, LabelStyle},
    files::{Error, Files, Location},
};

use super::{
    visible::one_line,
    window::{Shown, cut},
};
use crate::finding::Place;

/// The excerpts of a finding: a file is a number of lines with the true numbers.
#[derive(Debug, Default)]
pub(super) struct Snippets {
    files: Vec<Snippet>,
}

#[derive(Debug)]
struct Snippet {
    name: String,
    location: Location,
    text: String,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    number: usize,
    /// What codespan-reporting counts lines by: neighbours here are neighbours there.
    index: usize,
    at: Range<usize>,
}

impl Snippets {
    /// The excerpts of some places and the labels that go with them; the first place is the main one.
    pub(super) fn new(places: &[&Place], width: usize) -> (Snippets, Vec<Label<usize>>) {
        let mut snippets = Snippets::default();
        let mut labels = Vec::new();
        let mut left: Vec<(LabelStyle, &Place)> = Vec::new();
        for (n, place) in places.iter().enumerate() {
            left.push((if n == 0 { LabelStyle::Primary } else { LabelStyle::Secondary }, place));
        }
        while let Some((style, place)) = left.first().copied() {
            left.remove(0);
            // Places of one file stand in one excerpt, unless they share a line: then each shows its own part of it.
            let apart = |other: &Place| {
                let numbers = |place: &Place| place.excerpt.lines.iter().map(|line| line.number).collect::<Vec<_>>();
                let theirs = numbers(other);
                numbers(place).iter().all(|number| !theirs.contains(number))
            };
            let together: Vec<(LabelStyle, &Place)> = std::iter::once((style, place))
                .chain(left.extract_if(.., |(_, other)| other.path == place.path && apart(other)))
                .collect();
            snippets.add(&together, width, &mut labels);
        }
        (snippets, labels)
    }

    fn add(&mut self, places: &[(LabelStyle, &Place)], width: usize, labels: &mut Vec<Label<usize>>) {
        let Some((_, main)) = places.first() else { return };
        let file = self.files.len();
        let mut shown: Vec<(Shown, LabelStyle, String)> = Vec::new();
        for (style, place) in places {
            let last = place.excerpt.lines.len().saturating_sub(1);
            for (n, line) in place.excerpt.lines.iter().enumerate() {
                let message = if n == last { one_line(&place.label).into_owned() } else { String::new() };
                shown.push((cut(line, width), *style, message));
            }
        }
        shown.sort_by_key(|(line, ..)| line.number);
        let mut snippet = Snippet {
            name: one_line(&main.path).into_owned(),
            location: Location { line_number: main.line.max(1), column_number: main.column.max(1) },
            text: String::new(),
            lines: Vec::new(),
        };
        for (line, style, message) in shown {
            let start = snippet.text.len();
            snippet.text.push_str(&line.text);
            let at = start..snippet.text.len();
            snippet.text.push('\n');
            let index = snippet.lines.last().map_or(0, |last| {
                // A gap of any size is shown as one that cannot be filled.
                last.index + if line.number == last.number + 1 { 1 } else { 3 }
            });
            snippet.lines.push(Line { number: line.number.max(1), index, at });
            let mark = start + line.mark.start..start + line.mark.end;
            labels.push(Label::new(style, file, mark).with_message(message));
        }
        self.files.push(snippet);
    }

    fn file(&self, id: usize) -> Result<&Snippet, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }
}

impl Snippet {
    fn line(&self, index: usize) -> Result<&Line, Error> {
        let max = self.lines.last().map_or(0, |line| line.index);
        self.lines.iter().find(|line| line.index == index).ok_or(Error::LineTooLarge { given: index, max })
    }
}

impl<'a> Files<'a> for Snippets {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let lines = &self.file(id)?.lines;
        let number = lines.partition_point(|line| line.at.start <= byte).saturating_sub(1);
        Ok(lines.get(number).map_or(0, |line| line.index))
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.file(id)?.line(index)?.number)
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.file(id)?.line(index)?.at.clone())
    }

    fn location(&'a self, id: usize, _byte: usize) -> Result<Location, Error> {
        Ok(self.file(id)?.location)
    }
}
