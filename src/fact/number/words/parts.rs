//! Parts in words: two thirds, five and a half, two million and a half, three point five, half a dozen.

use super::{Composer, EndingKind, Gaps, Link, Meaning, blanks, whole::Whole};
use crate::{
    fact::{
        Decimal, Form,
        number::{NumberToken, Shape, fraction::divide, sum::is_power_of_ten},
    },
    locale::{Hit, Section},
    text::chars::is_unspaced,
};

/// What a count is divided by.
struct Under {
    end: usize,
    value: i64,
    words: u8,
    /// Can the word mean nothing but a part, so that any count may stand before it?
    sure: bool,
}

impl Composer<'_, '_> {
    /// `three point five`, `trois virgule vingt-cinq`.
    pub(super) fn decimals(&self, whole: &Whole) -> Option<(usize, Decimal)> {
        let blank = usize::from(self.text[whole.end..].starts_with(' '));
        let (point, _) = self.words(whole.end + blank).into_iter().find(|&(_, meaning)| meaning == Meaning::Point)?;
        let mut at = point + usize::from(self.text[point..].starts_with(' '));
        let (mut digits, mut end) = (String::new(), at);
        while digits.len() < 12 {
            let digit = self.words(at).into_iter().find_map(|(end, meaning)| match meaning {
                Meaning::Term(digit @ 0..=9) if self.ends(end) => Some((end, digit)),
                _ => None,
            });
            // `virgule vingt-cinq`: one number stands for all decimals; 三点五十 is a time, ・五十 are decimals.
            let sign = self.text[..point].ends_with('・');
            let unspaced = !sign && self.text[at..].chars().next().is_some_and(is_unspaced);
            let number = || {
                self.whole(at)
                    .filter(|part| digits.is_empty() && !unspaced && !part.rank && (10..1000).contains(&part.value))
            };
            let Some((next, value)) = number().map(|part| (part.end, part.value)).or(digit) else { break };
            digits.push_str(&value.to_string());
            end = next;
            at = end + usize::from(self.text[end..].starts_with(' '));
        }
        let multiplied = self.text[end..].chars().next().is_some_and(is_unspaced)
            && self.words(end).iter().any(|&(_, meaning)| meaning == Meaning::Term(10));
        if multiplied {
            return None;
        }
        let value = Decimal::parse(&format!("{}.{digits}", whole.value)).filter(|_| !digits.is_empty())?;
        let (end, power) = self.scale_after(end).unwrap_or((end, 0));
        Some((end, value.shifted(power)?))
    }

    /// `two thirds`, `two and a half`, `zweieinhalb`, also of a million.
    pub(super) fn with_part(&self, whole: &Whole) -> Option<NumberToken> {
        let value = Decimal::new(whole.value, 0);
        // five hundred and three quarters: the list has the whole part.
        if let Some((before, after)) = whole.joined
            && self.part(after).is_some_and(|(end, ..)| end > whole.end)
            && let Some(base) = self.whole_until(whole.start, before)
            && (base.value % 100 == 0 || !self.grammar("tens-and"))
        {
            return self.mixed(&base, after);
        }
        // 백삼십과 오분의 이: the joiner is the number's ending.
        let fused = if whole.bare < whole.end { self.gaps(whole.bare) } else { Gaps::new() };
        let fused = fused.into_iter().filter(|gap| gap.link == Link::AndPart);
        for gap in fused.chain(self.gaps(whole.end)) {
            let adjacent = gap.place == whole.end;
            if matches!(gap.link, Link::And | Link::AndPart) {
                if let Some(token) = self.mixed(whole, gap.place) {
                    return Some(token);
                }
                continue;
            }
            if let Some(token) = self.compound_under(whole, gap.place) {
                return Some(token);
            }
            let plus = self.plus(gap.place).or_else(|| self.part(gap.place).filter(|part| adjacent && part.2 == 2));
            if let Some((end, over, under)) = plus {
                let sum = value.plus(divide(over, under)?)?;
                return Some(self.part_token(whole.start, end, sum, whole.words + 1, Form::Words));
            }
            let Some(under) = self.under(gap.place) else { continue };
            if let Some(token) = self.split_at_joiner(whole, &under) {
                return Some(token);
            }
            // two fifths, tres cuartos: a rank after a count is a part.
            // un centième, un milionesimo: nobody counts to a hundredth place after *one*.
            let small = under.value >= 100 || gap.link == Link::Dash;
            let most = if under.sure || small || self.is_plural_rank(under.end) { 10_000_000 } else { 1000 };
            let least = if under.sure || small { 1 } else { 2 };
            let fits = (least..most).contains(&whole.value) && (under.sure || !adjacent);
            if fits {
                let read = divide(i64::try_from(whole.value).ok()?, under.value)?;
                return Some(self.part_token(whole.start, under.end, read, whole.words + under.words, Form::Words));
            }
        }
        None
    }

    /// `three twenty firsts`, `one hundred thirty fifths`: the tens belong to what is divided by.
    fn compound_under(&self, whole: &Whole, place: usize) -> Option<NumberToken> {
        let is_tens = |value: i128| (20..100).contains(&value) && value % 10 == 0;
        let unit = |place: usize| {
            if let Some((end, 1, under)) = self.part(place) {
                return (2..10).contains(&under).then_some((end, i128::from(under)));
            }
            let unit = self.whole(place).filter(|unit| unit.words == 1 && (1..10).contains(&unit.value))?;
            (unit.part || unit.rank && self.is_plural_rank(unit.end)).then_some((unit.end, unit.value))
        };
        let own = whole.value % 100;
        let (over, (end, units), tens) = match self.whole(place) {
            Some(tens) if tens.words == 1 && is_tens(tens.value) && !tens.rank && !tens.part => {
                let near = tens.end + blanks(&self.text[tens.end..]);
                (whole.value, unit(near).filter(|_| near > tens.end)?, tens.value)
            }
            _ if self.grammar("parts-compound")
                && is_tens(own)
                && whole.value > own
                && whole.joined.is_none()
                && place > whole.end =>
            {
                (whole.value - own, unit(place)?, own)
            }
            _ => return None,
        };
        let value = divide(i64::try_from(over).ok()?, i64::try_from(tens + units).ok()?)?;
        Some(self.part_token(whole.start, end, value, whole.words + 2, Form::Words))
    }

    /// 三分之二, 사분의 삼: what is divided by stands first.
    pub(super) fn divided(&self, under: &Whole) -> Option<NumberToken> {
        // 百分之 is a word for per cent.
        let percent = |hit: &Hit<'_>| hit.has(Section::Percent) && hit.at.end > under.end;
        if self.scan.hits_at(under.start).iter().any(percent) {
            return None;
        }
        let near = under.end + blanks(&self.text[under.end..]);
        let (end, _) = self.words(near).into_iter().find(|&(_, meaning)| meaning == Meaning::PartsOf)?;
        let place = end + blanks(&self.text[end..]);
        // 십분의 마이너스 삼: the sign may stand before the count.
        let minus = self.minus(place);
        let place = minus.unwrap_or(place);
        let over = self.whole(place).filter(|over| !over.rank && !over.tentative);
        let over = self.without_particle(under.value, over.or_else(|| self.syllable(place))?);
        let value = divide(i64::try_from(over.value).ok()?, i64::try_from(under.value).ok()?)?;
        let value = if minus.is_some() { value.negated() } else { value };
        let shape = Shape { fraction: true, signed: minus.is_some(), ..Shape::default() };
        Some(self.token(under.start..over.end, value, under.words + over.words, Form::Words, shape))
    }

    /// 삼분의 일을: behind the sign of parts one syllable with a particle is a number too.
    pub(super) fn syllable(&self, place: usize) -> Option<Whole> {
        self.words(place).into_iter().find_map(|(bare, meaning)| match meaning {
            Meaning::Term(value) => {
                let end =
                    bare + self.ending(bare, "cardinal").filter(|ending| ending.kind == EndingKind::Plain)?.length;
                Some(Whole { start: place, end, bare, value, words: 1, ..Whole::default() })
            }
            _ => None,
        })
    }

    /// Where a number begins behind a word for minus.
    fn minus(&self, place: usize) -> Option<usize> {
        let rest = self.text.get(place..)?;
        let forms = self.scan.passage.locale.forms("number-joiner", "minus");
        let length = forms.iter().find(|form| rest.starts_with(**form))?.len();
        Some(place + length + blanks(&rest[length..]))
    }

    /// 삼분의 일만 is only a third: the last word of an improper fraction is its particle where it can be one.
    pub(super) fn without_particle(&self, under: i128, over: Whole) -> Whole {
        let one = |&(_, meaning): &(usize, Meaning)| meaning == Meaning::Term(1);
        if over.value <= under && !self.words(over.start).iter().any(one) {
            return over;
        }
        let endings = self.scan.passage.locale.forms("number-ending", "cardinal");
        let proper = self.words(over.start).into_iter().find_map(|(end, meaning)| match meaning {
            Meaning::Term(value) if value < under => {
                let particle = self.text.get(end..over.end)?;
                endings.contains(&particle).then(|| Whole { value, words: 1, ..over.clone() })
            }
            _ => None,
        });
        proper.unwrap_or(over)
    }

    /// `one hundred thirty-fifths`: the count stands before the last compound. `fifths` alone say nothing.
    pub(super) fn split_part(&self, whole: &Whole) -> Option<NumberToken> {
        let count = self.whole_until(whole.start, whole.last).filter(|_| whole.last > whole.start)?;
        let parts = |under: &Whole| under.part || under.rank && self.is_plural_rank(under.end);
        let under = self.whole(whole.last).filter(|under| parts(under) && under.value > 1)?;
        let value = divide(i64::try_from(count.value).ok()?, i64::try_from(under.value).ok()?)?;
        (!count.rank).then(|| self.part_token(whole.start, whole.end, value, whole.words, Form::Words))
    }

    /// `un centième`, `un centocinquesimo`: where no ordinal begins with *one*, it is one part of so many.
    pub(super) fn one_of_many(&self, whole: &Whole) -> Option<NumberToken> {
        let many = whole.rank && whole.words >= 2 && whole.value >= 100;
        if !many || !self.grammar("one-parts") {
            return None;
        }
        let is_one =
            |&(end, meaning): &(usize, Meaning)| meaning == Meaning::Term(1) && self.text[end..].starts_with(' ');
        let one = self.words(whole.start).iter().any(is_one);
        let value = divide(1, i64::try_from(whole.value).ok()?)?;
        one.then(|| self.part_token(whole.start, whole.end, value, whole.words, Form::Words))
    }

    /// What stands behind a joiner as a part of one: `and a half`, `and three quarters`.
    fn mixed(&self, whole: &Whole, place: usize) -> Option<NumberToken> {
        let (end, part, words) = match self.part(place).or_else(|| self.one_part(place)) {
            Some((end, over, under)) => (end, divide(over, under)?, 1),
            None => {
                let count = self.whole(place).filter(|count| !count.rank)?;
                if let Some(part) = self.divided(&count).filter(|part| part.value() < Decimal::from(1)) {
                    let words = whole.words + part.shape.words;
                    return self.sum(
                        whole.start,
                        part.folded.end,
                        Decimal::new(whole.value, 0),
                        1,
                        part.value(),
                        words,
                    );
                }
                let count = Some(count).filter(|count| (1..100).contains(&count.value))?;
                let under = self.under(count.end + blanks(&self.text[count.end..]))?;
                (under.end, divide(count.value as i64, under.value)?, count.words + under.words)
            }
        };
        self.sum(whole.start, end, Decimal::new(whole.value, 0), whole.scale, part, whole.words + words)
    }

    /// `and a thirtieth`: the article is the count.
    fn one_part(&self, place: usize) -> Option<(usize, i64, i64)> {
        let rest = self.text.get(place..)?;
        let articles = self.scan.passage.locale.forms("number-grammar", "article");
        let article =
            articles.iter().find(|form| rest.strip_prefix(**form).is_some_and(|rest| rest.starts_with(' ')))?;
        let under = self.whole(place + article.len() + 1).filter(|under| under.rank && under.value > 2)?;
        Some((under.end, 1, i64::try_from(under.value).ok()?))
    }

    /// `two million and one half`: the joiner that was taken for one within the number parts it from its part.
    fn split_at_joiner(&self, whole: &Whole, under: &Under) -> Option<NumberToken> {
        let (before, after) = whole.joined?;
        let base = self.whole_until(whole.start, before)?;
        let count = self.whole_until(after, whole.end)?;
        // treinta y dos quintos are 32/5.
        let one = self.grammar("tens-and") && base.value % 100 != 0 && count.value < 10;
        let proper =
            count.value < i128::from(under.value) && !one && count.end == whole.end && base.value > count.value;
        let part = divide(i64::try_from(count.value).ok()?, under.value).filter(|_| proper)?;
        let words = whole.words + under.words;
        self.sum(whole.start, under.end, Decimal::new(base.value, 0), base.scale, part, words)
    }

    /// A number and a part of one, or of the scale word at its end, or of the one behind the part.
    fn sum(
        &self,
        start: usize,
        end: usize,
        base: Decimal,
        scale: i128,
        part: Decimal,
        words: u8,
    ) -> Option<NumberToken> {
        let after = self.scale_after(end);
        let power = match after {
            Some((_, power)) => power,
            None if scale >= 1000 => scale.ilog10() as i32,
            None => 0,
        };
        let (end, value) = match after {
            // two and a half million
            Some((end, power)) if scale < 1000 => (end, base.plus(part)?.shifted(power)?),
            Some((end, _)) => (end, base.plus(part.shifted(power)?)?),
            None => (end, base.plus(part.shifted(power)?)?),
        };
        let shape =
            Shape { fraction: true, scale: u8::try_from(power).ok().filter(|&power| power > 0), ..Shape::default() };
        Some(self.token(start..end, value, words, Form::Words, shape))
    }

    /// The words for what a count is divided by: thirds, quintos, vinte e um avos.
    fn under(&self, place: usize) -> Option<Under> {
        if let Some((end, over, under)) = self.part(place) {
            return (over == 1).then_some(Under { end, value: under, words: 1, sure: true });
        }
        let whole = self.whole(place)?;
        let value = i64::try_from(whole.value).ok().filter(|&value| value > 1)?;
        if whole.part {
            return Some(Under { end: whole.end, value, words: whole.words, sure: true });
        }
        if whole.rank {
            return (value > 2).then_some(Under { end: whole.end, value, words: whole.words, sure: false });
        }
        let near = whole.end + blanks(&self.text[whole.end..]);
        let parts = self.words(near).into_iter().find(|&(_, meaning)| meaning == Meaning::Parts)?;
        self.ends(parts.0).then_some(Under { end: parts.0, value, words: whole.words + 1, sure: true })
    }

    /// `half`, `anderthalb`, `half a million`.
    pub(super) fn part_alone(&self, start: usize) -> Option<NumberToken> {
        let alone = || {
            self.words(start).into_iter().find_map(|(end, meaning)| match meaning {
                Meaning::Alone(value) if self.ends(end) => Some((end, value)),
                _ => None,
            })
        };
        if let Some((end, value)) = self.measure_at(start, false).or_else(alone) {
            return Some(self.token(start..end, value, 1, Form::Implied, Shape::default()));
        }
        let (end, over, under) = self.part(start)?;
        let value = divide(over, under)?;
        let half_dozen = self.after_article(end, |place| self.measure_at(place, false));
        if let Some((end, measure)) = half_dozen {
            return Some(self.token(start..end, value.times(measure)?, 2, Form::Implied, Shape::default()));
        }
        // A half may be any; two thirds are counted.
        let form = if over == 1 || value > Decimal::from(1) { Form::Implied } else { Form::Words };
        Some(self.part_token(start, end, value, 1, form))
    }

    fn part_token(&self, start: usize, end: usize, value: Decimal, words: u8, form: Form) -> NumberToken {
        let shape = Shape { fraction: true, ..Shape::default() };
        // 오분의 일만을: a scale that is written onto the part is its particle.
        let endings = self.scan.passage.locale.forms("number-ending", "cardinal");
        let scaled = self.scale_after(end).filter(|&(to, _)| !endings.contains(&&self.text[end..to]));
        let scaled = scaled.and_then(|(end, power)| Some((end, power, value.shifted(power)?)));
        match scaled {
            Some((end, power, value)) => {
                let shape = Shape { scale: u8::try_from(power).ok(), ..shape };
                self.token(start..end, value, words + 1, Form::Words, shape)
            }
            None => self.token(start..end, value, words, form, shape),
        }
    }

    pub(super) fn part(&self, at: usize) -> Option<(usize, i64, i64)> {
        self.words(at).into_iter().find_map(|(end, meaning)| match meaning {
            Meaning::Part(over, under) if self.ends(end) => Some((end, over, under)),
            _ => None,
        })
    }

    /// A part that comes on top of the number before it.
    pub(super) fn plus(&self, at: usize) -> Option<(usize, i64, i64)> {
        self.words(at).into_iter().find_map(|(end, meaning)| match meaning {
            Meaning::Plus(over, under) if self.ends(end) => Some((end, over, under)),
            _ => None,
        })
    }

    /// A scale word after a part, with `a` or `of a` between: its end and its power of ten.
    fn scale_after(&self, from: usize) -> Option<(usize, i32)> {
        self.after_article(from, |place| {
            self.words(place).into_iter().find_map(|(end, meaning)| match meaning {
                Meaning::Term(value) if value >= 100 && is_power_of_ten(value) && self.ends(end) => {
                    Some((end, value.ilog10() as i32))
                }
                _ => None,
            })
        })
    }

    /// What is found after a word, also behind `of` and an article.
    fn after_article<T>(&self, from: usize, find: impl Fn(usize) -> Option<T>) -> Option<T> {
        let mut at = from + blanks(&self.text[from..]);
        if let Some(found) = find(at) {
            return Some(found);
        }
        let word = |at: usize, wanted: Meaning| {
            let (end, _) = self.words(at).into_iter().find(|&(_, meaning)| meaning == wanted)?;
            self.text[end..].starts_with(' ').then(|| end + blanks(&self.text[end..]))
        };
        at = word(at, Meaning::Of).unwrap_or(at);
        // An article that is no number word: half a million.
        let article = || {
            let rest = self.text.get(at..)?;
            let articles = self.scan.passage.locale.forms("number-grammar", "article");
            let length =
                articles.iter().find(|form| rest.strip_prefix(**form).is_some_and(|r| r.starts_with(' ')))?.len();
            Some(at + length + blanks(&rest[length..]))
        };
        at = word(at, Meaning::Term(1)).or_else(article).unwrap_or(at);
        find(at)
    }

    /// `two dozen`, `three hundred and two dozens`.
    pub(super) fn measured(&self, whole: &Whole) -> Option<NumberToken> {
        let place = whole.end + blanks(&self.text[whole.end..]);
        let (end, measure) = self.measure_at(place, true)?;
        let split = whole.joined.and_then(|(before, after)| {
            let base = self.whole_until(whole.start, before).filter(|base| base.value >= 100)?;
            let count = self.whole_until(after, whole.end).filter(|count| count.value < 10)?;
            Decimal::new(base.value, 0).plus(measure.times(Decimal::new(count.value, 0))?)
        });
        let value = split.or_else(|| measure.times(Decimal::new(whole.value, 0)))?;
        let form = if whole.value > 1 { Form::Words } else { Form::Implied };
        Some(self.token(whole.start..end, value, whole.words + 1, form, Shape::default()))
    }

    /// A measure of number at a place: dozen; with a count before it also dozens, and not double: 5 double rooms.
    pub(super) fn measure_at(&self, place: usize, counted: bool) -> Option<(usize, Decimal)> {
        let counts = |value: Decimal| !counted || value >= Decimal::from(10);
        self.words(place).into_iter().find_map(|(end, meaning)| match meaning {
            Meaning::Measure(value) if counts(value) && self.ends(end) => Some((end, value)),
            Meaning::Counted(value) if counted && self.ends(end) => Some((end, value)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{fact, fact::Passage, locale::Locale};

    fn value(tag: &str, text: &str) -> String {
        let facts = fact::extract(Passage::plain(text, Locale::get(tag)));
        facts.iter().map(|fact| fact.value.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ordinals_with_the_ending_of_a_part_divide_the_count_before_them() {
        assert_eq!(value("en", "seven tenths"), "0.7");
        assert_eq!(value("en", "one hundred and forty fifths"), "28");
        assert_eq!(value("en", "one hundred forty-fifths"), "2.222222222222");
        assert_eq!(value("en", "four twenty firsts"), "0.190476190476");
        assert_eq!(value("fr", "cent quarante cinquièmes"), "2.222222222222");
        assert_eq!(value("es", "ciento cuarenta quintos"), "28");
        assert_eq!(value("ja", "二十三・七十九"), "23.79");
        assert_eq!(value("sv", "tre tjugofemtedelar"), "0.12");
        assert_eq!(value("es", "tres veintiunavos"), "0.142857142857");
        assert_eq!(value("pt", "tres vinte e cinco avos"), "0.12");
        assert_eq!(value("ko", "칠분의 삼"), "0.428571428571");
        assert_eq!(value("it", "un centocinquesimo"), "0.009523809524");
        assert_eq!(value("fr", "sept centièmes"), "0.07");
        assert_eq!(value("ko", "십분의 마이너스 삼"), "-0.3");
        assert_eq!(value("ko", "사분의 일만"), "0.25");
    }

    #[test]
    fn a_joiner_parts_a_number_from_its_part() {
        assert_eq!(value("en", "twenty and three fifths"), "20.6");
        assert_eq!(value("es", "treinta y dos quintos"), "6.4");
        assert_eq!(value("it", "sette e tre quarti"), "7.75");
        assert_eq!(value("en", "three million and a half"), "3500000");
        assert_eq!(value("fr", "deux tiers de million"), "666666.666667");
        assert_eq!(value("tr", "beş buçuk milyon"), "5500000");
        assert_eq!(value("ru", "два с половиной миллиона"), "2500000");
    }

    #[test]
    fn dozens_count_twelve_each() {
        assert_eq!(value("en", "half a dozen"), "6");
        assert_eq!(value("en", "half a million"), "500000");
        assert_eq!(value("it", "un miliardesimo"), "0.000000001");
        assert_eq!(value("es", "siete docenas"), "84");
        assert_eq!(value("en", "5 double rooms"), "5 2");
        assert_eq!(value("en", "3 hexadecimal digits"), "3 16");
        assert_eq!(value("en", "two hundred and three dozen"), "236");
    }
}
