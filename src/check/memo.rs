//! Facts that were read before: the same source stands beside its translations into all languages.

use std::{
    cell::RefCell,
    hash::{Hash, Hasher},
    rc::Rc,
};

use rustc_hash::{FxHashMap, FxHasher};

use crate::{
    document::{BlockKind, Inline, Segment},
    fact::Fact,
    locale::Locale,
};

/// Longer texts hardly come again.
const LONGEST: usize = 1024;
/// What each of the two halves of the memory may hold, by a rough count of its bytes.
const MOST: usize = 3 << 20;

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// The facts of a segment that may come again, such as the source of a translation.
pub(crate) fn facts_again(segment: &Segment<'_>, locale: &'static Locale) -> Rc<[Fact]> {
    if segment.text.len() > LONGEST {
        return super::facts(segment, locale).into();
    }
    let mut hasher = FxHasher::default();
    (&*segment.text, segment.kind, &*locale.tag).hash(&mut hasher);
    let key = hasher.finish();
    if let Some(facts) = MEMORY.with_borrow_mut(|memory| memory.get(key, segment, locale)) {
        return facts;
    }
    let known = Known {
        text: segment.text.as_ref().into(),
        kind: segment.kind,
        inline: segment.inline.clone(),
        locale,
        facts: super::facts(segment, locale).into(),
    };
    let facts = known.facts.clone();
    MEMORY.with_borrow_mut(|memory| memory.put(key, known));
    facts
}

/// A text with its facts.
struct Known {
    text: Box<str>,
    kind: BlockKind,
    inline: Vec<Inline>,
    locale: &'static Locale,
    facts: Rc<[Fact]>,
}

impl Known {
    fn is_of(&self, segment: &Segment<'_>, locale: &Locale) -> bool {
        std::ptr::eq(self.locale, locale)
            && self.kind == segment.kind
            && *self.text == *segment.text
            && self.inline == segment.inline
    }

    fn size(&self) -> usize {
        self.text.len() + size_of::<Self>() + size_of_val(&*self.facts) + size_of_val(&*self.inline)
    }
}

/// Two halves: when the younger is full, the older is forgotten.
#[derive(Default)]
struct Memory {
    young: FxHashMap<u64, Known>,
    old: FxHashMap<u64, Known>,
    size: usize,
}

impl Memory {
    fn get(&mut self, key: u64, segment: &Segment<'_>, locale: &Locale) -> Option<Rc<[Fact]>> {
        if let Some(known) = self.young.get(&key) {
            return known.is_of(segment, locale).then(|| known.facts.clone());
        }
        let known = self.old.remove(&key).filter(|known| known.is_of(segment, locale))?;
        let facts = known.facts.clone();
        self.put(key, known);
        Some(facts)
    }

    fn put(&mut self, key: u64, known: Known) {
        self.size += known.size();
        self.young.insert(key, known);
        if self.size > MOST {
            self.old = std::mem::take(&mut self.young);
            self.size = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;

    fn segment(text: &str) -> Segment<'_> {
        Segment::new(text, Origin::verbatim(0, text.len()), BlockKind::String)
    }

    #[test]
    fn facts_are_the_same_when_they_are_asked_for_again() {
        let (english, german) = (Locale::get("en"), Locale::get("de"));
        for text in ["5 March 2024", "1.250", "five apples"] {
            for locale in [english, german, english] {
                assert_eq!(*facts_again(&segment(text), locale), *crate::check::facts(&segment(text), locale));
            }
        }
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        for n in 0..60_000 {
            let text = format!("{n} apples and no pears");
            assert_eq!(facts_again(&segment(&text), Locale::get("en")).len(), 1);
        }
        MEMORY.with_borrow(|memory| {
            let size = |half: &FxHashMap<u64, Known>| half.values().map(Known::size).sum::<usize>();
            assert!(size(&memory.young) + size(&memory.old) <= 2 * (MOST + LONGEST) && !memory.old.is_empty());
        });
    }
}
