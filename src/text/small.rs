//! Short strings without a place of their own in memory: most words are so.

use std::{fmt, ops::Deref, rc::Rc};

/// Up to so many bytes stand in the string itself.
const SHORT: usize = 22;

/// A string that is short as a rule. Cheap to copy, and never changed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SmallStr(SmallBytes);

/// Bytes that are few as a rule. Cheap to copy, and never changed.
#[derive(Clone)]
pub(crate) enum SmallBytes {
    /// How many, and the bytes with zeros behind them.
    Short(u8, [u8; SHORT]),
    /// More than that.
    Long(Rc<[u8]>),
}

impl From<&[u8]> for SmallBytes {
    fn from(bytes: &[u8]) -> SmallBytes {
        let mut short = [0; SHORT];
        match short.get_mut(..bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                SmallBytes::Short(bytes.len() as u8, short)
            }
            None => SmallBytes::Long(bytes.into()),
        }
    }
}

impl From<&str> for SmallStr {
    fn from(text: &str) -> SmallStr {
        SmallStr(text.as_bytes().into())
    }
}

impl SmallStr {
    /// Up to so many bytes it needs no other place.
    pub(crate) const SHORT: usize = SHORT;

    /// Its bytes.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl PartialEq<str> for SmallStr {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other.as_bytes()
    }
}

impl<'b> IntoIterator for &'b SmallBytes {
    type Item = &'b u8;
    type IntoIter = std::slice::Iter<'b, u8>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Deref for SmallBytes {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            SmallBytes::Short(length, bytes) => bytes.get(..usize::from(*length)).unwrap_or_default(),
            SmallBytes::Long(bytes) => bytes,
        }
    }
}

impl Deref for SmallStr {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        // It was made of a string.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl PartialEq for SmallBytes {
    fn eq(&self, other: &SmallBytes) -> bool {
        **self == **other
    }
}

impl Eq for SmallBytes {}

impl fmt::Debug for SmallBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Debug for SmallStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_any_length_are_what_they_were_made_of() {
        for length in [0, 1, SHORT - 1, SHORT, SHORT + 1, 500] {
            let text = "é".repeat(length / 2) + if length % 2 == 1 { "x" } else { "" };
            let small = SmallStr::from(text.as_str());
            assert_eq!((&*small, small.len()), (text.as_str(), length));
            assert_eq!(small, SmallStr::from(text.clone().as_str()));
            assert!(small == *text && small != *format!("{text}x"));
        }
    }

    #[test]
    fn a_word_takes_no_more_than_three_machine_words() {
        assert_eq!(size_of::<SmallStr>(), 24);
    }
}
