//! Examples that a translation tells in its own words: where its blocks of code call a thing otherwise, its text does so too.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::{
    check::Bitext,
    document::{BlockKind, Document},
};

/// The names in the blocks of code of both documents, read when first asked for.
#[derive(Default)]
pub(super) struct Examples<'a> {
    names: OnceCell<(FxHashSet<&'a str>, FxHashSet<&'a str>)>,
}

impl<'a> Examples<'a> {
    /// Has the translation's code, where it has any, no such name, although that of the source has it?
    pub(super) fn are_localised(&self, bitext: &Bitext<'a>, code: &str) -> bool {
        let (source, target) = self.names.get_or_init(|| (of(bitext.source), of(bitext.target)));
        !target.is_empty() && names(code).any(|name| source.contains(name) && !target.contains(name))
    }
}

fn of<'a>(document: &'a Document<'_>) -> FxHashSet<&'a str> {
    let blocks = document.segments.iter().filter(|segment| segment.kind == BlockKind::Code);
    blocks.flat_map(|segment| names(&segment.text)).collect()
}

/// The names in a piece of code, longer than a letter.
fn names(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| name.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_code_are_its_words() {
        assert_eq!(names("@names.each { |n| say_hi(n) }").collect::<Vec<_>>(), ["names", "each", "say_hi"]);
    }
}
