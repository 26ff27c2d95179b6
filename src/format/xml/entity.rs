//! Character references of XML and HTML.

use std::ops::Range;

use crate::format::pieces::Pieces;

/// The text with its references undone.
pub(in crate::format) fn decode(text: &str) -> String {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return text.to_owned();
    }
    let mut pieces = Pieces::new(text);
    push(&mut pieces, text, 0..text.len());
    pieces.text().to_owned()
}

/// Appends a stretch of the file with its references undone.
pub(in crate::format) fn push(pieces: &mut Pieces<'_>, file: &str, range: Range<usize>) {
    let mut done = range.start;
    while let Some(offset) = memchr::memchr(b'&', file.as_bytes().get(done..range.end).unwrap_or_default()) {
        let at = done + offset;
        pieces.verbatim(done..at);
        let rest = file.get(at..range.end).unwrap_or_default();
        match reference(rest) {
            Some((length, c)) => {
                let mut buffer = [0; 4];
                pieces.replaced(c.encode_utf8(&mut buffer), at..at + length);
                done = at + length;
            }
            None => {
                // A stray `&` is one.
                pieces.verbatim(at..at + 1);
                done = at + 1;
            }
        }
    }
    pieces.verbatim(done..range.end);
}

/// The length of the reference that a text begins with, and its character.
pub(in crate::format) fn reference(rest: &str) -> Option<(usize, char)> {
    let inner = rest.strip_prefix('&')?;
    let end = memchr::memchr(b';', inner.as_bytes().get(..inner.len().min(12))?)?;
    let name = inner.get(..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => NAMED.binary_search_by(|(known, _)| known.cmp(&name)).ok().and_then(|at| NAMED.get(at))?.1,
    };
    Some((end + 2, c))
}

/// The names that texts use, sorted.
const NAMED: [(&str, char); 74] = [
    ("Auml", 'Ä'),
    ("Eacute", 'É'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("agrave", 'à'),
    ("amp", '&'),
    ("apos", '\''),
    ("aring", 'å'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("ccedil", 'ç'),
    ("cent", '¢'),
    ("copy", '©'),
    ("deg", '°'),
    ("divide", '÷'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("egrave", 'è'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("euml", 'ë'),
    ("euro", '€'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("gt", '>'),
    ("half", '½'),
    ("hellip", '…'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iexcl", '¡'),
    ("igrave", 'ì'),
    ("iquest", '¿'),
    ("iuml", 'ï'),
    ("laquo", '«'),
    ("larr", '←'),
    ("ldquo", '“'),
    ("lrm", '\u{200E}'),
    ("lsaquo", '‹'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", '\u{A0}'),
    ("ndash", '–'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("ouml", 'ö'),
    ("para", '¶'),
    ("permil", '‰'),
    ("plusmn", '±'),
    ("pound", '£'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rlm", '\u{200F}'),
    ("rsaquo", '›'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("sect", '§'),
    ("shy", '\u{AD}'),
    ("szlig", 'ß'),
    ("thinsp", '\u{2009}'),
    ("times", '×'),
    ("trade", '™'),
    ("uuml", 'ü'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_undone_and_stray_signs_stay() {
        assert_eq!(
            decode("a &amp; b &#233;&#xE9; &nbsp;&unknown; & c &#x110000;"),
            "a & b éé \u{A0}&unknown; & c &#x110000;"
        );
        assert!(NAMED.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
