//! The forms of a language in one trie: a single walk from each word start finds months, units, countries, number words.

use std::{collections::VecDeque, ops::Range};

use super::{
    Hits, Locale, Section, Sections,
    clitic::Clitic,
    heads::{Heads, head},
    inflection::Inflection,
};
use crate::text::{
    Folded,
    bytes::{letters, small_letters},
    chars::{is_letter, is_unspaced},
    class::Class,
    fold::fold_into,
};
use unicode_normalization::UnicodeNormalization;

/// What a form means: a section and the key it stands under (`month` `7`, `territory` `EE`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The section of the locale.
    pub section: Section,
    /// The key within the section.
    pub key: &'static str,
    /// The form as the locale writes it.
    pub form: &'static str,
    /// Is it a form of a currency or a unit that texts do not mean so? See `is_stray`.
    pub is_stray: bool,
}

/// A form found in a text.
#[derive(Debug, Clone)]
pub struct Hit<'a> {
    /// Where it stands, in bytes of the folded text.
    pub at: Range<usize>,
    /// How many bytes of the same word follow: 0 where the form is a whole word.
    pub tail: usize,
    /// All that the form may mean.
    pub entries: &'a [Entry],
    /// The sections of the entries, less those whose readers want more of a word than a stem of three letters.
    pub sections: Sections,
}

impl Hit<'_> {
    /// May it be a form of this section? What has no entry there is out with one look.
    #[inline]
    pub fn has(&self, section: Section) -> bool {
        self.sections.has(section)
    }
}

/// All forms of a language, by their folded bytes.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The children of a node are a run of it, a place for each byte from that of its first child to that of its last:
    /// a step looks at one place in memory.
    nodes: Vec<Node>,
    meanings: Vec<Meaning>,
    entries: Vec<Entry>,
    /// The folded forms, of which single ones hold their ends.
    texts: String,
    /// What a language writes onto the front of any word: Hebrew ב, Arabic وال.
    clitics: Vec<Clitic>,
    /// The currencies that a sign means first.
    currencies: Vec<&'static str>,
    /// How all forms begin.
    heads: Heads,
    /// The first two bytes of all number words, a bit for each pair.
    number_heads: Vec<u64>,
}

/// A node, or an empty place between two. A node below which stands one form only has its end instead of children.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// Where the children begin, or the end of the single form.
    base: u32,
    /// The number of the meaning, counted from 1, or 0.
    meaning: u32,
    /// How many bytes of the single form follow.
    end: u16,
    /// How many places the children take.
    width: u8,
    /// The byte of the first child.
    first: u8,
}

impl Node {
    #[inline]
    fn is_there(&self) -> bool {
        self.meaning != 0 || self.width != 0 || self.end != 0
    }
}

/// What one folded form means.
#[derive(Debug)]
struct Meaning {
    entries: Range<u32>,
    sections: Sections,
    /// The sections that are left where more letters follow.
    stems: Sections,
    /// May more letters follow at all?
    goes_on: bool,
}

/// A form before it stands in the trie.
#[derive(Clone, Copy)]
struct Form {
    /// Its first eight bytes, to sort by.
    head: u64,
    start: u32,
    length: u32,
    /// The number of its entry.
    entry: u32,
}

impl Form {
    fn text<'t>(&self, texts: &'t str) -> &'t [u8] {
        &texts.as_bytes()[self.start as usize..self.start as usize + self.length as usize]
    }

    /// One of its bytes.
    fn byte(&self, texts: &str, at: usize) -> u8 {
        if at < 8 { (self.head >> (56 - 8 * at)) as u8 } else { self.text(texts)[at] }
    }

    fn is_same(&self, other: &Form, texts: &str) -> bool {
        let begins_alike = self.head == other.head && self.length == other.length;
        begins_alike && (self.length <= 8 || self.text(texts) == other.text(texts))
    }
}

/// So many forms are looked through one by one.
const FEW: usize = 16;

impl Lexicon {
    pub(super) fn new(locale: &Locale) -> Lexicon {
        let mut lexicon = Lexicon {
            nodes: vec![Node::default()],
            clitics: locale.forms("clitic", "front").iter().map(|form| Clitic::new(form)).collect(),
            currencies: locale.forms("currency-first", "order").to_vec(),
            heads: Heads::new(),
            number_heads: vec![0; 1 << 10],
            ..Lexicon::default()
        };
        let (forms, entries) = lexicon.forms(locale);
        let texts = std::mem::take(&mut lexicon.texts);
        lexicon.fill(&forms, &entries, &texts, locale);
        lexicon.texts = texts;
        lexicon
    }

    /// All forms, folded and sorted, with the entries that they stand for.
    fn forms(&mut self, locale: &Locale) -> (Vec<Form>, Vec<Entry>) {
        let sections = Section::NAMES.iter().flat_map(|(_, name, _)| locale.section(name));
        let count: usize = sections.map(|(_, forms)| forms.len()).sum();
        let mut forms: Vec<Form> = Vec::with_capacity(count + count / 4);
        let mut entries: Vec<Entry> = Vec::with_capacity(count);
        self.texts.reserve(count * 16);
        let inflection = Inflection::new(locale);
        let texts = &mut self.texts;
        let mut add = |form: &str, entry: usize| {
            let start = texts.len();
            fold_into(form, texts);
            if texts.len() > start {
                let mut head = [0; 8];
                let bytes = &texts.as_bytes()[start..];
                let length = bytes.len().min(8);
                head[..length].copy_from_slice(&bytes[..length]);
                let (head, length) = (u64::from_be_bytes(head), texts.len() - start);
                forms.push(Form { head, start: start as u32, length: length as u32, entry: entry as u32 });
            }
        };
        let ranges = locale.forms("number-joiner", "range");
        let plain = locale.form("number-grammar", "plain-letters").and_then(|length| length.parse().ok());
        for &(section, name, _) in Section::NAMES {
            // CLDR lists abbreviations that are common words of the language.
            let left_out = locale.forms("left-out", name);
            let is_unit = matches!(section, Section::Unit | Section::UnitSymbol);
            for (key, list) in locale.section(name) {
                // Hindi से is *from … to*, and only CLDR's shortest sign for seconds.
                let is_range = |form: &str| is_unit && ranges.contains(&form);
                for form in list.iter().filter(|form| !left_out.contains(form) && !is_range(form)) {
                    let entry = entries.len();
                    entries.push(Entry { section, key, form, is_stray: is_stray(section, key, form) });
                    add(form, entry);
                    if section.is_plain() {
                        spellings(form, plain).for_each(|other| add(&other, entry));
                    }
                    if section.is_inflected() {
                        inflection.forms(form).for_each(|other| add(&other, entry));
                    }
                }
            }
        }
        // Forms are many words long: what is sorted are their heads and numbers.
        let texts: &str = &self.texts;
        let mut order: Vec<(u64, u32)> = forms.iter().zip(0..).map(|(form, number)| (form.head, number)).collect();
        order.sort_unstable();
        let mut forms: Vec<Form> = order.iter().map(|&(_, number)| forms[number as usize]).collect();
        // Equal forms stay in the order of the sections; only longer ones are still to be sorted.
        for same in forms.chunk_by_mut(|a, b| a.head == b.head) {
            if same.iter().any(|form| form.length > 8) {
                same.sort_by_key(|form| form.text(texts));
            }
        }
        forms.dedup_by(|a, b| {
            let (one, other) = (&entries[a.entry as usize], &entries[b.entry as usize]);
            one.section == other.section && a.is_same(b, texts) && one.key == other.key
        });
        (forms, entries)
    }

    /// Makes the nodes from all forms, level by level: those near the root, which most walks end in, lie together.
    fn fill(&mut self, forms: &[Form], entries: &[Entry], texts: &str, locale: &Locale) {
        let with_tails: Sections =
            locale.section("word-tail").iter().filter_map(|(name, _)| Section::from_name(name)).collect();
        self.nodes.reserve(forms.len() * 3);
        self.entries.reserve_exact(forms.len());
        self.meanings.reserve(forms.len());
        // A place, the forms below it, and how many bytes they share.
        let mut open: VecDeque<(usize, &[Form], usize)> = VecDeque::from([(0, forms, 0)]);
        while let Some((place, all, depth)) = open.pop_front() {
            let (Some(first), Some(last)) = (all.first(), all.last()) else { break };
            let end = first.length as usize - depth;
            if depth > 0 && end > 0 && end < usize::from(u16::MAX) && first.is_same(last, texts) {
                let meaning = self.meaning(all, entries, texts, with_tails);
                let base = first.start + depth as u32;
                self.nodes[place] = Node { base, meaning, end: end as u16, ..Node::default() };
                continue;
            }
            let own = all.iter().take_while(|form| form.length as usize == depth).count();
            let (own, rest) = all.split_at(own);
            let meaning = self.meaning(own, entries, texts, with_tails);
            let base = self.nodes.len();
            let byte = |form: &Form| form.byte(texts, depth);
            let first = rest.first().map_or(0, byte);
            // No two bytes of UTF-8 lie farther apart.
            let width = rest.last().map_or(0, |last| byte(last) - first + 1);
            self.nodes.resize(base + usize::from(width), Node::default());
            self.nodes[place] = Node { base: base as u32, meaning, end: 0, width, first };
            let mut rest = rest;
            while let Some(head) = rest.first().map(byte) {
                // Few forms are looked through, among many the end of the group is sought.
                let few = rest.iter().take(FEW).take_while(|form| byte(form) == head).count();
                let length = if few < FEW { few } else { rest.partition_point(|form| byte(form) <= head) };
                let (group, others) = rest.split_at(length);
                open.push_back((base + usize::from(head - first), group, depth + 1));
                rest = others;
            }
        }
    }

    /// The number of a new meaning; 0 for none. The first currencies of a sign stand first.
    fn meaning(&mut self, forms: &[Form], entries: &[Entry], texts: &str, with_tails: Sections) -> u32 {
        let Some(form) = forms.first().map(|form| form.text(texts)) else { return 0 };
        let first = self.entries.len();
        self.entries.extend(forms.iter().map(|form| entries[form.entry as usize]));
        let sections: Sections = self.entries[first..].iter().map(|entry| entry.section).collect();
        if sections.has(Section::CurrencySymbol) {
            let is_money = |entry: &&Entry| entry.section == Section::CurrencySymbol;
            let from = first + self.entries[first..].iter().take_while(|entry| !is_money(entry)).count();
            let count = self.entries[from..].iter().take_while(is_money).count();
            let place = |entry: &Entry| self.currencies.iter().position(|code| *code == entry.key);
            self.entries[from..from + count].sort_by_key(|entry| place(entry).unwrap_or(usize::MAX));
        }
        let takes_stems = self.entries[first..].iter().any(|entry| entry.section.takes_stems());
        self.heads.add(form, takes_stems);
        if sections.meets(Sections::NUMBERS) {
            match *form {
                [one] => (0..=u8::MAX).for_each(|other| self.add_number_head([one, other])),
                [one, other, ..] => self.add_number_head([one, other]),
                [] => {}
            }
        }
        // At most three characters: bytes that go on with one are not counted.
        let short = form.iter().filter(|byte| *byte & 0xC0 != 0x80).nth(3).is_none();
        let wanted = |section: &Section| !short || !section.wants_long_stems() || with_tails.has(*section);
        self.meanings.push(Meaning {
            entries: first as u32..self.entries.len() as u32,
            sections,
            stems: self.entries[first..].iter().map(|entry| entry.section).filter(wanted).collect(),
            // Turkish onyedi: what follows a short numeral may be another.
            goes_on: form.len() >= if sections.has(Section::Cardinal) { 2 } else { 3 } && takes_stems,
        });
        self.meanings.len() as u32
    }

    /// The forms that `text` begins with, shortest first: (length in bytes, meanings).
    ///
    /// Knows no word boundaries: a composer of number words walks on from the end of one form to the next.
    pub fn prefixes<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = (usize, &'a [Entry])> + use<'a, 't> {
        self.walk(text.as_bytes()).map(|(length, meaning)| (length, self.entries(meaning)))
    }

    /// As [`prefixes`](Self::prefixes), of forms that are words of numbers too.
    pub fn number_words<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = (usize, &'a [Entry])> + use<'a, 't> {
        // Most words are none, as their first letters tell.
        let may_be = match *text.as_bytes() {
            [one, other, ..] => self.is_number_head([one, other]),
            [one] => self.is_number_head([one, b' ']),
            [] => false,
        };
        self.walk(if may_be { text.as_bytes() } else { &[] })
            .filter(|(_, meaning)| meaning.sections.meets(Sections::NUMBERS))
            .map(|(length, meaning)| (length, self.entries(meaning)))
    }

    fn add_number_head(&mut self, head: [u8; 2]) {
        let bit = usize::from(u16::from_be_bytes(head));
        self.number_heads[bit / 64] |= 1 << (bit % 64);
    }

    fn is_number_head(&self, head: [u8; 2]) -> bool {
        let bit = usize::from(u16::from_be_bytes(head));
        self.number_heads.get(bit / 64).is_some_and(|bits| bits & 1 << (bit % 64) != 0)
    }

    fn entries(&self, meaning: &Meaning) -> &[Entry] {
        &self.entries[meaning.entries.start as usize..meaning.entries.end as usize]
    }

    fn walk<'a, 't>(&'a self, bytes: &'t [u8]) -> impl Iterator<Item = (usize, &'a Meaning)> + use<'a, 't> {
        let mut next = bytes.first().and_then(|&byte| self.child(self.nodes.first()?, byte));
        let mut length = 0;
        std::iter::from_fn(move || {
            while let Some(node) = next {
                length += 1;
                let mut meaning = node.meaning;
                next = None;
                if node.end > 0 {
                    let end = &self.texts.as_bytes()[node.base as usize..node.base as usize + usize::from(node.end)];
                    if bytes.get(length..).is_some_and(|rest| rest.starts_with(end)) {
                        length += end.len();
                    } else {
                        meaning = 0;
                    }
                } else {
                    next = bytes.get(length).and_then(|&byte| self.child(node, byte));
                }
                if meaning != 0 {
                    return Some((length, &self.meanings[meaning as usize - 1]));
                }
            }
            None
        })
    }

    /// The place of a child, which may be empty.
    #[inline]
    fn place(&self, node: &Node, byte: u8) -> Option<&Node> {
        let place = byte.wrapping_sub(node.first);
        if place >= node.width { None } else { self.nodes.get(node.base as usize + usize::from(place)) }
    }

    #[inline]
    fn child(&self, node: &Node, byte: u8) -> Option<&Node> {
        self.place(node, byte).filter(|child| child.is_there())
    }

    /// Finds the forms of a text in one pass, from left to right, shorter before longer at one place; they may overlap.
    ///
    /// A form starts where a word does, or after what the language writes onto the front of words. It ends where a word does, or, for sections that take stems, within a word
    /// ([`Hit::tail`]); in scripts without spaces every character is such a place.
    pub fn scan<'a>(&'a self, folded: &Folded<'_>) -> Hits<'a> {
        Hits::new(|hits| self.scan_into(&folded.text, hits))
    }

    fn scan_into<'a>(&'a self, text: &str, hits: &mut Vec<Hit<'a>>) {
        hits.reserve(text.len() / 8);
        let bytes = text.as_bytes();
        let mut word = 0..0;
        let mut before = Class::NONE;
        let has_blanks = self.heads.has_first(b' ') || !self.clitics.is_empty();
        let has_clitics = !self.clitics.is_empty();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // Words of plain letters with a blank between are the most of many texts.
            if byte == b' ' && !has_blanks {
                before = Class::NONE;
                at += 1;
                continue;
            }
            if byte.is_ascii_lowercase() && !has_clitics {
                let (run, _) = letters(bytes, at);
                if before.is_boundary(Class::SMALL) && self.heads.may_begin_word(bytes, at, run) {
                    self.hits_at(text, at, &mut word, hits);
                }
                before = Class::SMALL;
                at += run;
                continue;
            }
            let (class, length) = Class::at(text, at);
            if before.is_boundary(class) {
                if self.heads.may_begin(bytes, at) {
                    self.hits_at(text, at, &mut word, hits);
                }
                if has_clitics {
                    self.hits_behind_clitics(text, at, &mut word, hits);
                }
            }
            before = class;
            at += length;
            // Plain letters behind plain letters begin nothing.
            if before.is_plain_letter() {
                at += small_letters(bytes, at);
            }
        }
        if has_clitics {
            hits.sort_by_key(|hit| (hit.at.start, hit.at.end));
            hits.dedup_by_key(|hit| hit.at.clone());
        }
    }

    fn hits_behind_clitics<'a>(&'a self, text: &str, at: usize, word: &mut Range<usize>, hits: &mut Vec<Hit<'a>>) {
        let bytes = text.as_bytes();
        let head = head(bytes, at);
        for clitic in self.clitics.iter().filter(|clitic| clitic.begins(head, bytes, at)) {
            let after = at + clitic.text.len();
            let (class, _) = Class::at(text, after);
            if class.is_word() && !class.is_mark() && self.heads.may_begin(bytes, after) {
                self.hits_at(text, after, word, hits);
            }
        }
    }

    /// `word` is a stretch of letters that was looked at, to the end of its word.
    fn hits_at<'a>(&'a self, text: &str, at: usize, word: &mut Range<usize>, hits: &mut Vec<Hit<'a>>) {
        let nodes = self.nodes.as_slice();
        let Some(mut node) = nodes.first() else { return };
        let bytes = text.as_bytes();
        let mut end = at;
        while let Some(&byte) = bytes.get(end) {
            let place = byte.wrapping_sub(node.first);
            if place >= node.width {
                return;
            }
            let Some(child) = nodes.get(node.base as usize + usize::from(place)) else { return };
            node = child;
            end += 1;
            if node.meaning == 0 {
                continue;
            }
            let is_last = node.end > 0;
            if is_last {
                let rest = &self.texts.as_bytes()[node.base as usize..node.base as usize + usize::from(node.end)];
                if !bytes[end..].starts_with(rest) {
                    return;
                }
                end += rest.len();
            }
            self.hit(text, at..end, &self.meanings[node.meaning as usize - 1], word, hits);
            if is_last {
                return;
            }
        }
    }

    /// Adds a form that was found, if it may end where it does.
    fn hit<'a>(
        &'a self,
        text: &str,
        at: Range<usize>,
        meaning: &'a Meaning,
        word: &mut Range<usize>,
        hits: &mut Vec<Hit<'a>>,
    ) {
        let end = at.end;
        // A form that wants its whole word, and letters that go on: most of what the trie meets on its way.
        let is_small = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_lowercase);
        if !meaning.goes_on && is_small(end) && is_small(end - 1) {
            return;
        }
        let (next, _) = Class::at(text, end);
        // 83m이고: a symbol in Latin letters ends where the syllables begin.
        let is_plain = text.as_bytes().get(end).is_none_or(u8::is_ascii);
        let is_latin =
            || end.checked_sub(1).and_then(|last| text.as_bytes().get(last)).is_some_and(u8::is_ascii_alphabetic);
        let symbol = !is_plain && is_latin() && text[end..].starts_with(|c: char| ('가'..='힣').contains(&c));
        if symbol || Class::before(text, end).is_boundary(next) {
            hits.push(Hit { at, tail: 0, entries: self.entries(meaning), sections: meaning.sections });
            return;
        }
        // A mark goes with the letter before it, but a virama or vowel sign may be an ending.
        if meaning.goes_on && !(next.is_mark() && text[end..].starts_with(|c: char| c as u32 <= 0x36F)) {
            if !(word.start <= end && end <= word.end) {
                *word = end..word_end(text, end);
            }
            let tail = word.end - end;
            // In scripts without spaces a mark may follow, and no tail.
            let sections = if tail > 0 { meaning.stems } else { meaning.sections };
            hits.push(Hit { at, tail, entries: self.entries(meaning), sections });
        }
    }
}

/// CLDR lists the decimal sign of old currencies among their forms, and single letters for rare units.
fn is_stray(section: Section, key: &str, form: &str) -> bool {
    const COMMON: [&str; 12] = [
        "length-meter",
        "mass-gram",
        "volume-liter",
        "duration-hour",
        "duration-second",
        "duration-minute",
        "power-watt",
        "electric-volt",
        "electric-ampere",
        "temperature-kelvin",
        "energy-joule",
        "digital-byte",
    ];
    match section {
        Section::Currency | Section::CurrencySymbol => matches!(form, "," | "." | " " | "\u{202f}"),
        Section::UnitSymbol => {
            let mut letters = form.chars().filter(|&c| is_letter(c));
            let single = letters.next().is_some_and(|c| !is_unspaced(c)) && letters.next().is_none();
            if !single {
                return false;
            }
            // `1,88 m.` ends a sentence and is no month.
            let dotted = matches!(key, "duration-day" | "duration-week" | "duration-month");
            let bare = form.chars().all(is_letter);
            (bare && !COMMON.contains(&key)) || dotted
        }
        _ => false,
    }
}

/// Where the letters end that go on at a place; those of scripts without spaces do not go on.
fn word_end(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let (class, length) = Class::at(text, end);
        if !class.is_word() || class.is_unspaced() {
            return end;
        }
        end += length;
    }
}

/// How else a number word is written: with a blank for its hyphen, and, where the language says from how many letters
/// on, without its accents.
fn spellings(form: &str, plain: Option<usize>) -> impl Iterator<Item = String> {
    let spaced = form.contains('-').then(|| form.replace('-', " "));
    let bare = plain
        .filter(|&least| !form.is_ascii() && form.chars().count() >= least)
        .map(|_| form.nfd().filter(|&c| !matches!(c, '\u{300}'..='\u{36F}')).collect::<String>());
    spaced.into_iter().chain(bare.filter(|bare| bare != form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_words_are_found_without_their_accents_and_hyphens() {
        assert_eq!(spellings("vingt-deuxième", Some(4)).collect::<Vec<_>>(), ["vingt deuxième", "vingt-deuxieme"]);
        assert_eq!(spellings("třetí", None).count(), 0);
        assert_eq!(spellings("dvě", Some(4)).count(), 0);
    }

    fn found(tag: &str, text: &str) -> Vec<(String, &'static str, &'static str)> {
        let folded = Folded::new(text);
        let hits = Locale::get(tag).lexicon().scan(&folded);
        hits.iter()
            .filter(|hit| hit.tail == 0)
            .flat_map(|hit| {
                hit.entries
                    .iter()
                    .map(|entry| (folded.text[hit.at.clone()].to_owned(), entry.section.name(), entry.key))
            })
            .collect()
    }

    #[test]
    fn a_country_noun_is_found_beside_a_digit_and_within_unspaced_text() {
        assert!(found("en", "in 190 countries.").contains(&("countries".into(), "country-noun", "country")));
        assert!(found("ja", "世界190か国以上").contains(&("か国".into(), "country-noun", "country")));
    }

    #[test]
    fn a_form_is_found_behind_what_is_written_onto_its_front() {
        assert!(found("he", "ב-5 במרץ").contains(&("מרץ".into(), "month", "3")));
        assert!(found("ar", "وبالدولار").iter().all(|(form, ..)| !form.starts_with('و')));
        assert!(found("am", "በጃንዋሪ").contains(&("ጃንዋሪ".into(), "month", "1")));
    }
}
