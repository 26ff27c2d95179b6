//! Quotation marks: which characters they are, what closes what, and on which side of a quotation one stands.

use std::ops::Range;

use crate::text::{
    bytes::ByteSet,
    chars::{digit, is_unspaced, is_word},
};

/// A mark in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) role: Role,
    pub(super) side: Side,
    /// Two straight marks side by side: they close what is open in what is open, or stand for one.
    pub(super) is_doubled: bool,
}

/// On which side of a quotation a mark stands, as far as its shape and its neighbours tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Open,
    Close,
    /// It closes what is open, and is an inch or an apostrophe otherwise.
    CloseOnly,
    Either,
}

/// What a mark looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `"`, also full-width or made of two single ones.
    Straight,
    /// `“`
    Turned,
    /// `”`
    Raised,
    /// `„`, also two commas, and `‟`.
    Low,
    /// `«`
    Left,
    /// `»`
    Right,
    /// Brackets that only quote: 「」 『』 〝〟 《》 〈〉.
    Bracket(char),
    /// `'`
    SingleStraight,
    /// `‘`
    SingleTurned,
    /// `’`
    SingleRaised,
    /// `‚`
    SingleLow,
    /// `‹`
    SingleLeft,
    /// `›`
    SingleRight,
}

impl Role {
    pub(super) fn is_single(self) -> bool {
        use Role::*;
        matches!(self, SingleStraight | SingleTurned | SingleRaised | SingleLow | SingleLeft | SingleRight)
    }

    /// May `other` close what this mark opened? Texts mix styles: „yes" and “yes".
    pub(super) fn is_closed_by(self, other: Role) -> bool {
        use Role::*;
        match self {
            Straight | Turned | Raised => matches!(other, Straight | Raised | Turned | Right | Left),
            Low => matches!(other, Turned | Raised | Straight | Low | Left | Right),
            Left | Right => matches!(other, Right | Left | Raised | Turned | Straight),
            Bracket(close) => other == Bracket(close),
            SingleStraight => matches!(other, SingleStraight | SingleRaised),
            SingleTurned => matches!(other, SingleRaised | SingleStraight | SingleTurned),
            SingleRaised => matches!(other, SingleRaised | SingleTurned),
            SingleLow => matches!(other, SingleTurned | SingleRaised | SingleStraight),
            SingleLeft => other == SingleRight,
            SingleRight => other == SingleLeft,
        }
    }
}

/// What of a text may hold quotations: all of it, or what stands between the marks of a cell of a table.
///
/// A cell that was quoted for its table begins and ends with a mark, has blanks inside them or doubles every mark of its
/// text; its outer marks quote nothing.
pub(super) fn body(text: &str) -> Range<usize> {
    let trimmed = text.trim();
    let Some(inner) = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return 0..text.len() };
    let is_padded = inner.starts_with(' ') && inner.ends_with(' ') && inner.len() > 2;
    let is_escaped = inner.contains("\"\"") && !inner.replace("\"\"", "").contains('"');
    // `""flattening the curve""` at either end is a quotation of its own.
    let start = text.len() - text.trim_start().len() + 1;
    if is_escaped || (is_padded && !inner.contains('"')) { start..start + inner.len() } else { 0..text.len() }
}

/// The first mark at or after a byte.
pub(super) fn mark_at(text: &str, from: usize) -> Option<Mark> {
    let mut from = from;
    while let Some(at) = FIRST.next(text, from) {
        // Kana begin with the byte that brackets begin with.
        if matches!(text.as_bytes().get(at..), Some([0xE3, second, ..]) if *second != 0x80) {
            from = at + 3;
            continue;
        }
        let mut chars = text.get(at..)?.chars();
        let c = chars.next()?;
        let mut end = at + c.len_utf8();
        let entity = if c == '&' { entity(text.get(at..)?) } else { None };
        if let Some((_, length)) = entity {
            end = at + length;
            chars = text.get(end..)?.chars();
        }
        from = end;
        let Some(mut role) = entity.map(|(role, _)| role).or_else(|| role(c)) else { continue };
        // A mark may be escaped: what counts stands beyond the sign.
        let before = text.get(..at)?.chars().rev().find(|&c| !is_passed_over(c));
        let mut is_doubled = false;
        // Two single marks or two commas stand for a double one, and so do two straight ones that were doubled to escape.
        if let Some(next) = chars.next().filter(|next| *next == c) {
            let double = match role {
                Role::SingleStraight => Some(Role::Straight),
                Role::SingleTurned => Some(Role::Turned),
                Role::SingleRaised => Some(Role::Raised),
                Role::SingleLow => Some(Role::Low),
                Role::Straight => Some(Role::Straight),
                _ => None,
            };
            if let Some(double) = double {
                is_doubled = role == Role::Straight;
                role = double;
                end += next.len_utf8();
            }
        }
        let after = text.get(end..).and_then(|rest| rest.chars().find(|&c| !is_passed_over(c)));
        // What is filled in at run time is quoted like any word.
        let is_filled_in = after == Some('%') && text.get(end..).is_some_and(begins_placeholder);
        let after = if is_filled_in { Some('$') } else { after };
        let starts_long_word =
            text.get(end..).is_some_and(|rest| rest.chars().take_while(|&c| is_word(c)).take(4).count() == 4);
        let side = match side(role, before, after, c, starts_long_word) {
            // Nothing stands between them: an empty text, or the end of one that was closed before.
            Some(Side::Close | Side::Either) if is_doubled => Some(Side::CloseOnly),
            // An elision whose apostrophe was lost on the way.
            Some(_) if role == Role::Straight && is_elided(text, at, after) => None,
            side => side,
        };
        if let Some(side) = side {
            return Some(Mark { range: at..end, role, side, is_doubled });
        }
        from = end;
    }
    None
}

/// The first bytes of all marks.
const FIRST: ByteSet = ByteSet::new(b"\"'&\xC2\xD5\xE2\xE3\xEF", None);

/// A mark that a string holds as an entity, and its length.
fn entity(text: &str) -> Option<(Role, usize)> {
    const ENTITIES: [(&str, Role); 9] = [
        ("&quot;", Role::Straight),
        ("&#34;", Role::Straight),
        ("&ldquo;", Role::Turned),
        ("&rdquo;", Role::Raised),
        ("&bdquo;", Role::Low),
        ("&laquo;", Role::Left),
        ("&raquo;", Role::Right),
        ("&lsquo;", Role::SingleTurned),
        ("&sbquo;", Role::SingleLow),
    ];
    ENTITIES.iter().find(|(name, _)| text.starts_with(name)).map(|(name, role)| (*role, name.len()))
}

/// Does a placeholder begin here: `%s`, `%1`, `%(name)s`?
fn begins_placeholder(text: &str) -> bool {
    let behind = text.bytes().skip_while(|&byte| byte != b'%').nth(1);
    behind.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'(' | b'{' | b'<' | b'@'))
}

/// Does a mark stand between one or two letters and a word, as in `l"eau`?
fn is_elided(text: &str, at: usize, after: Option<char>) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let letters = before.chars().rev().take_while(|&c| is_word(c)).take(3).count();
    let is_cased = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
    (1..=2).contains(&letters) && is_cased(before.chars().next_back()) && is_cased(after)
}

fn role(c: char) -> Option<Role> {
    Some(match c {
        '"' | '＂' => Role::Straight,
        '“' | '‟' => Role::Turned,
        '”' => Role::Raised,
        '„' => Role::Low,
        '«' => Role::Left,
        '»' => Role::Right,
        '《' | '》' => Role::Bracket('》'),
        '〈' | '〉' => Role::Bracket('〉'),
        '「' | '」' | '｢' | '｣' => Role::Bracket('」'),
        '『' | '』' => Role::Bracket('』'),
        '〝' | '〟' | '〞' => Role::Bracket('〟'),
        'ՙ' | '՚' => Role::Bracket('՚'),
        '\'' => Role::SingleStraight,
        '‘' | '‛' => Role::SingleTurned,
        '’' => Role::SingleRaised,
        '‚' => Role::SingleLow,
        '‹' => Role::SingleLeft,
        '›' => Role::SingleRight,
        _ => return None,
    })
}

/// The side of a mark, or `None` where it is no quotation mark at all: an apostrophe, an inch, a gershayim.
fn side(role: Role, before: Option<char>, after: Option<char>, c: char, starts_long_word: bool) -> Option<Side> {
    let opens_after = before.is_none_or(|c| is_blank(c) || is_opener(c));
    let closes_before = after.is_none_or(|c| is_blank(c) || is_closer(c));
    let by_place = match (opens_after, closes_before) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => Side::Either,
    };
    let in_word = before.is_some_and(is_word) && after.is_some_and(is_word);
    match role {
        // Armenian has its half rings for quotations, and for an apostrophe.
        Role::Bracket('՚') if in_word => None,
        Role::Bracket('՚') => Some(if c == 'ՙ' { Side::Open } else { Side::CloseOnly }),
        Role::Bracket(_) => {
            Some(if matches!(c, '「' | '｢' | '『' | '〝' | '《' | '〈') { Side::Open } else { Side::Close })
        }
        Role::Low | Role::SingleLow => Some(Side::Open),
        Role::Straight => {
            let hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{5D0}'..='\u{5EA}').contains(&c));
            if hebrew(before) && hebrew(after) {
                // A gershayim stands before the last letters of an acronym; a quotation may begin behind a prefix.
                return if starts_long_word { Some(Side::Open) } else { None };
            }
            // Within a word of a cased script it closes at most: an ending may follow the quoted name.
            let is_cased = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
            if is_cased(before) && is_cased(after) {
                return Some(Side::CloseOnly);
            }
            if before.is_some_and(|c| digit(c).is_some()) && by_place != Side::Open {
                return Some(Side::CloseOnly);
            }
            Some(by_place)
        }
        Role::Left | Role::SingleLeft => Some(if by_place == Side::Close { Side::Close } else { Side::Open }),
        Role::Right | Role::SingleRight => Some(if by_place == Side::Open { Side::Open } else { Side::Close }),
        Role::Turned => Some(if by_place == Side::Close {
            Side::Close
        } else if by_place == Side::Open {
            Side::Open
        } else {
            Side::Either
        }),
        // Behind the full stop of an unspaced script it closes what is open.
        Role::Raised if by_place == Side::Open && before.is_some_and(is_wide_stop) => Some(Side::Either),
        Role::Raised => Some(if by_place == Side::Open { Side::Open } else { Side::Close }),
        // Single marks: only what clearly opens or closes; all else is an apostrophe.
        Role::SingleTurned => (!in_word).then_some(if by_place == Side::Close { Side::Close } else { Side::Open }),
        Role::SingleStraight | Role::SingleRaised => {
            // Hangul and the unspaced scripts have no apostrophes, and their endings follow the mark at once.
            let no_apostrophe =
                |c: Option<char>| c.is_some_and(|c| is_unspaced(c) || ('\u{AC00}'..='\u{D7A3}').contains(&c));
            if in_word && no_apostrophe(after) {
                return Some(Side::CloseOnly);
            }
            if in_word || by_place == Side::Either {
                return None;
            }
            if by_place == Side::Open && role == Role::SingleRaised {
                return None;
            }
            Some(if by_place == Side::Close { Side::CloseOnly } else { by_place })
        }
    }
}

/// What stands between a mark and its neighbour without a meaning: the sign that escapes it, marks of direction, joiners.
fn is_passed_over(c: char) -> bool {
    matches!(c, '\\' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}')
}

/// A blank, also one without width.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{200B}'
}

/// The points and commas of unspaced scripts, behind which no blank stands.
fn is_wide_stop(c: char) -> bool {
    matches!(c, '，' | '、' | '：' | '；' | '。' | '…' | '！' | '？')
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '<'
            | '—'
            | '–'
            | '-'
            | '/'
            | '='
            | '“'
            | '„'
            | '«'
            | '‘'
            | '"'
            | '\''
            | '¿'
            | '¡'
            | '（'
            | '「'
            | '，'
            | '、'
            | '：'
            | '；'
            | '。'
            | '…'
            | '‹'
            | '‚'
    )
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '>'
            | '—'
            | '–'
            | '-'
            | '/'
            | '…'
            | '”'
            | '“'
            | '»'
            | '’'
            | '"'
            | '\''
            | '，'
            | '。'
            | '、'
            | '：'
            | '；'
            | '！'
            | '？'
            | '）'
            | '」'
            | '؛'
            | '،'
            | '؟'
            | '۔'
            | '।'
            | '։'
            | '՝'
            | '›'
            | '%'
            | '&'
    )
}
