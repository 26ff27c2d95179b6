//! Whole numbers in words: the terms from a place on, as far as they make one number.

use super::{Composer, EndingKind, Gap, Gaps, Link, Meaning, Word};
use crate::{
    fact::{
        Decimal, Form,
        number::{
            NumberToken, Shape,
            sum::{Sum, is_power_of_ten},
        },
    },
    locale::{Entry, Section},
    text::chars::is_unspaced,
};

/// No number has more words than this.
const MAX_WORDS: usize = 24;

/// A whole number in words.
#[derive(Debug, Clone, Default)]
pub(super) struct Whole {
    pub start: usize,
    pub end: usize,
    /// Where its last word ends without an ending.
    pub bare: usize,
    pub value: i128,
    pub words: u8,
    /// Is it an ordinal?
    pub rank: bool,
    /// Does its ending make a part of it: fifths?
    pub part: bool,
    /// Is it a number only if what follows belongs to it?
    pub tentative: bool,
    pub only_powers: bool,
    /// The power of ten at its end, 1 where none is: the half of `a million and a half` is a half of it.
    pub scale: i128,
    /// Where its last words begin that hyphens join.
    pub last: usize,
    /// Where what stands before its last joiner ends, and where the number behind that begins.
    pub joined: Option<(usize, usize)>,
}

/// The next word of a number.
struct Step {
    gap: Gap,
    end: usize,
    value: i128,
    rank: bool,
    sum: Sum,
}

impl Composer<'_, '_> {
    pub(super) fn grammar(&self, key: &str) -> bool {
        self.scan.passage.locale.habits().grammar.contains(&key)
    }

    /// The number that begins at a place.
    pub(super) fn whole(&self, start: usize) -> Option<Whole> {
        self.whole_until(start, self.text.len())
    }

    /// The same with words that end before a limit only.
    pub(super) fn whole_until(&self, start: usize, limit: usize) -> Option<Whole> {
        let best = self.composed(start, limit, true)?;
        // Lists of ordinals hold phrases that cardinals make as well: Hebrew ninety and nine begins 99,000.
        let phrase = best.rank && self.text[best.start..best.end].contains(' ');
        let plain = if phrase { self.composed(start, limit, false) } else { None };
        // quatre centièmes are four of a hundred parts, though the list has quatre centième.
        let parts = best.part || self.is_plural_rank(best.end);
        let better = |plain: &Whole| plain.end > best.end || plain.end == best.end && !plain.rank || parts;
        Some(plain.filter(better).unwrap_or(best))
    }

    fn composed(&self, start: usize, limit: usize, phrases: bool) -> Option<Whole> {
        let mut sum = Sum::counting_by(if self.grammar("vigesimal") { 20 } else { 10 });
        let mut best: Option<Whole> = None;
        let (mut at, mut words, mut only_powers, mut ranked) = (start, 0_u8, true, false);
        let (mut last, mut joined) = (start, None);
        let mut gaps = Gaps::from_iter([Gap { place: start, link: Link::None }]);
        let uncounted = self.scan.passage.locale.forms("number-grammar", "no-powers");
        let mut native = false;
        while (words as usize) < MAX_WORDS {
            let step = gaps.iter().find_map(|&gap| self.step(gap, at, &sum, words, ranked, (limit, phrases)));
            let Some(step) = step else { break };
            // 하나만 is only one: native numerals count no powers of ten.
            let form = &self.text[step.gap.place..step.end];
            if native && step.value >= 1000 {
                break;
            }
            native = uncounted.contains(&form);
            if step.gap.link == Link::And {
                joined = Some((at, step.gap.place));
            }
            let attached = step.gap.place == at || self.text[at..step.gap.place].starts_with('-');
            if !attached {
                last = step.gap.place;
            }
            sum = step.sum;
            words += 1;
            at = step.end;
            ranked |= step.rank;
            // A hundred, thousands: as often a manner of speaking as a number.
            only_powers &= !step.rank && step.value >= 100 && is_power_of_ten(step.value);
            if let Some(ending) = self.ending(at, if ranked { "ordinal" } else { "cardinal" }) {
                // An ending makes no number of one syllable: 이는 is `this`. A joiner may: 오와 사분의 일.
                let one = ending.length > 0 && self.text[start..at].chars().count() == 1;
                let joins = || self.gaps(at).iter().any(|gap| gap.link == Link::AndPart);
                let (syllable, tentative) = (one && !joins(), one);
                // décimos primeiros
                let goes_on = ranked && ending.kind == EndingKind::Plain;
                let found = Whole {
                    start,
                    end: at + ending.length,
                    bare: at,
                    tentative: tentative || ending.kind == EndingKind::Tentative,
                    value: sum.total(),
                    words,
                    rank: ranked || ending.kind == EndingKind::Rank,
                    part: ending.kind == EndingKind::Part,
                    only_powers,
                    scale: if is_power_of_ten(step.value) { step.value } else { 1 },
                    last,
                    joined,
                };
                best = if syllable { best } else { Some(found) };
                // 오십이 is 52 before it is 50 with an ending.
                if goes_on {
                    at += ending.length;
                }
            }
            gaps = self.gaps(at);
        }
        best
    }

    /// The word after a gap with the sum that it makes, if it can follow.
    fn step(
        &self,
        gap: Gap,
        at: usize,
        sum: &Sum,
        words: u8,
        ranked: bool,
        (limit, phrases): (usize, bool),
    ) -> Option<Step> {
        let attached = words > 0 && (gap.place == at || self.text[at..gap.place].starts_with('-'));
        let candidates = self.words(gap.place);
        // 一千二百万, 천이백만: within a number 百万 is two signs and no word of its own.
        let signs = words > 0 && gap.place == at && self.text[at..].starts_with(|c| c >= '\u{2E80}');
        let is_compound = |end: usize, meaning: Meaning| {
            let power = matches!(meaning, Meaning::Term(value) if value >= 1_000_000 && is_power_of_ten(value));
            signs && power && self.text[gap.place..end].chars().count() > 1
        };
        let is_phrase = |end: usize, meaning: Meaning| {
            matches!(meaning, Meaning::Rank(_)) && self.text[gap.place..end].contains(' ')
        };
        let allowed = |&(end, meaning): &Word| {
            end <= limit && (phrases || !is_phrase(end, meaning)) && !is_compound(end, meaning)
        };
        candidates.into_iter().filter(allowed).find_map(|(end, meaning)| {
            let (value, rank) = match meaning {
                Meaning::Term(value) => (value, false),
                Meaning::Rank(value) => (value, true),
                _ => return None,
            };
            let adjacent = gap.place == at && words > 0;
            let unspaced = self.text[..end].chars().next_back().is_some_and(is_unspaced);
            let mut next = sum.clone();
            let tens_first = |next: &mut Sum| {
                self.grammar("units-first") && (gap.link == Link::And || adjacent) && next.push_tens_after_unit(value)
            };
            let fits = if ranked {
                // vigésimo primero, εικοστός πέμπτος; الخامسة والعشرون
                rank && value < 1000 && gap.link == Link::None && next.push(value, false)
                    || self.grammar("rank-units-first") && tens_first(&mut next)
            } else if rank && words > 0 && !self.rank_follows(end, value, attached) {
                false
            } else {
                match gap.link {
                    Link::AndPart => false,
                    Link::More => value >= 1000 && is_power_of_ten(value) && next.push(value, true),
                    Link::Dash => next.ends_in_tens() && (1..10).contains(&value) && next.push(value, false),
                    Link::None | Link::And => {
                        let near = words > 0 && self.text[at..gap.place].bytes().all(|byte| byte == b' ');
                        let short = near && unspaced && gap.link == Link::None && self.grammar("short-tail");
                        self.grammar("scale-before") && gap.link == Link::None && next.push_count_of_power(value)
                            || short && next.push_short(value)
                            || next.push(value, unspaced && adjacent)
                            || tens_first(&mut next)
                    }
                }
            };
            fits.then_some(Step { gap, end, value, rank, sum: next })
        })
    }

    /// May this rank end a number that cardinals began? `thirty fifths` and `treinta quintos` are parts.
    fn rank_follows(&self, end: usize, value: i128, attached: bool) -> bool {
        let part = self.ending(end, "ordinal").is_some_and(|ending| ending.kind == EndingKind::Part);
        if !attached && (part || self.is_plural_rank(end)) {
            return false;
        }
        // cincuenta y dos milésimo; but cuarenta quinto is two numbers.
        attached || !self.grammar("rank-alone") || value >= 1000
    }

    /// Does the rank that ends here stand in the plural?
    pub(super) fn is_plural_rank(&self, end: usize) -> bool {
        let plural = self.scan.passage.locale.forms("number-grammar", "plural-rank");
        plural.iter().any(|ending| self.text[..end].ends_with(ending))
    }

    /// 二〇二四: digits by place. Two alone (七八) mean *seven or eight*.
    pub(super) fn positional(&self, start: usize) -> Option<NumberToken> {
        if !self.text.get(start..)?.chars().next().is_some_and(is_unspaced) {
            return None;
        }
        let mut value: i128 = 0;
        let (mut end, mut count, mut zero) = (start, 0_u8, false);
        loop {
            let digit = self.words(end).into_iter().find_map(|(next, meaning)| match meaning {
                Meaning::Term(digit @ 0..=9) if self.text[end..next].chars().count() == 1 => Some((next, digit)),
                _ => None,
            });
            let Some((next, digit)) = digit.filter(|_| count < 20) else { break };
            if !self.text[end..].chars().next().is_some_and(is_unspaced) {
                break;
            }
            (value, end, count, zero) = (value * 10 + digit, next, count + 1, zero || digit == 0);
        }
        // 八五折: fifteen per cent off.
        let paid = |entries: &[Entry]| entries.iter().any(|e| e.section == Section::Percent && e.key == "tenths-paid");
        let lexicon = self.scan.passage.locale.lexicon();
        let priced = count == 2 && lexicon.prefixes(&self.text[end..]).any(|(_, entries)| paid(entries));
        // 三五分の百: nobody divides by three or five.
        let divides = count == 2 && self.words(end).iter().any(|&(_, meaning)| meaning == Meaning::PartsOf);
        let is_too_short = count < 2 || count == 2 && !zero;
        if is_too_short && !priced && !divides {
            return None;
        }
        // 二三十: the last digit belongs to what follows.
        let multiplied = self.words(end).iter().any(|&(_, meaning)| matches!(meaning, Meaning::Term(10..)));
        if multiplied {
            return None;
        }
        let shape = Shape { digits: count, ..Shape::default() };
        Some(self.token(start..end, Decimal::new(value, 0), count, Form::Words, shape))
    }

    /// `nineteen eighty-four`: two numbers of two digits side by side are a year.
    pub(super) fn year(&self, whole: &mut Whole) {
        let rest = &self.text[whole.end..];
        if !(11..=20).contains(&whole.value) || !rest.starts_with([' ', '-']) || whole.words > 1 {
            return;
        }
        if let Some(part) = self.whole(whole.end + 1).filter(|part| !part.rank && (10..100).contains(&part.value)) {
            whole.value = whole.value * 100 + part.value;
            whole.words += part.words;
            whole.end = part.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{fact, fact::Passage, locale::Locale};

    fn facts(tag: &str, text: &str) -> Vec<String> {
        let facts = fact::extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().map(|fact| format!("{} {}", fact.kind.name(), fact.value)).collect()
    }

    #[test]
    fn words_go_on_over_blanks_dashes_and_lost_accents() {
        assert_eq!(facts("en", "sixty - two"), ["number 62"]);
        assert_eq!(facts("fr", "quatre vingt dix sept"), ["number 97"]);
        assert_eq!(facts("pt", "tres  milhoes"), ["number 3000000"]);
        assert_eq!(facts("tr", "onsekiz"), ["number 18"]);
    }

    #[test]
    fn a_unit_behind_a_chinese_power_of_ten_counts_its_tenth() {
        assert_eq!(facts("zh", "三百六"), ["number 360"]);
        assert_eq!(facts("zh", "一万二"), ["number 12000"]);
        assert_eq!(facts("zh", "一千二百万"), ["number 12000000"]);
        assert_eq!(facts("ko", "천이백만"), ["number 12000000"]);
        assert_eq!(facts("zh", "三百零六"), ["number 306"]);
        assert_eq!(facts("zh", "陸拾伍"), ["number 65"]);
        assert_eq!(facts("zh", "中国大陆"), ["country CN"]);
        assert_eq!(facts("zh", "三百多亿"), ["number 30000000000"]);
        assert_eq!(facts("ja", "30余万人"), ["number 300000"]);
        assert_eq!(facts("ko", "4백과"), ["number 400"]);
        assert_eq!(facts("ko", "19 백신"), ["number 19"]);
    }

    #[test]
    fn ordinals_are_put_together_from_ordinals_and_from_endings() {
        assert_eq!(facts("es", "trigésimo cuarto"), ["ordinal 34"]);
        assert_eq!(facts("pt", "décimos quintos"), ["ordinal 15"]);
        assert_eq!(facts("el", "εικοστός τρίτος"), ["ordinal 23"]);
        assert_eq!(facts("ar", "السادسة والثلاثون"), ["ordinal 36"]);
        assert_eq!(facts("bg", "тринадесетият"), ["ordinal 13"]);
        assert_eq!(facts("ko", "이백번째 손님"), ["ordinal 200"]);
    }

    #[test]
    fn phrases_that_list_ordinals_do_not_cut_cardinals() {
        assert_eq!(facts("he", "תשעים ותשעה אלף"), ["number 99000"]);
        assert_eq!(facts("lt", "du šimtai penkiasdešimt šeši"), ["number 256"]);
    }

    #[test]
    fn korean_numbers_take_particles() {
        assert_eq!(facts("ko", "이십육은"), ["number 26"]);
        assert_eq!(facts("ko", "이는"), Vec::<String>::new());
    }
}
