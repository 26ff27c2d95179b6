//! How number words add up: two million three hundred thousand, 二千三百万, quatre cent vingt. The same in all languages.

use smallvec::SmallVec;

/// The terms of a number in words so far, the greatest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    terms: SmallVec<[i128; 3]>,
    /// The next term that adds must be smaller: after `twenty` only 1–9 may follow.
    room: i128,
    /// What stands after the round numbers below a hundred: 1–9, or 1–19 where one counts by twenties.
    step: i128,
    /// What a unit at the end counts: 四百五 is 450.
    tail: i128,
}

impl Sum {
    /// An empty sum in a language that counts by tens or by twenties below a hundred.
    pub(super) fn counting_by(step: i128) -> Sum {
        Sum { step, ..Sum::default() }
    }

    /// Adds a word's value if it can follow, and says whether it could.
    ///
    /// `ten_multiplies` holds in scripts without spaces: 二十.
    pub(super) fn push(&mut self, value: i128, ten_multiplies: bool) -> bool {
        if value >= 10_000 {
            // 百二萬 are 120 times 10,000.
            self.stretch();
        }
        self.tail = 0;
        let multiplies = is_power_of_ten(value) && (value >= 100 || (value == 10 && ten_multiplies));
        if multiplies && self.terms.last().is_some_and(|&last| 0 < last && last < value) {
            return self.multiply(value);
        }
        if !self.terms.is_empty() && value >= self.room || value == 0 && !self.terms.is_empty() {
            return false;
        }
        self.terms.push(value);
        self.room =
            if value < 100 && self.step > 0 && value % self.step == 0 { self.step.min(value) } else { room(value) };
        true
    }

    /// The terms smaller than the factor are counted in it: *three hundred twenty* thousand.
    fn multiply(&mut self, factor: i128) -> bool {
        let kept = self.terms.iter().position(|&term| term < factor).unwrap_or(self.terms.len());
        let count: i128 = self.terms[kept..].iter().sum();
        let Some(product) = count.checked_mul(factor).filter(|&product| product < 10_i128.pow(27)) else {
            return false;
        };
        if kept > 0 && self.terms[kept - 1] <= product {
            return false;
        }
        self.terms.truncate(kept);
        self.terms.push(product);
        self.room = factor;
        true
    }

    /// Multiplies the power of ten before it, and says whether it could: *mia mbili* is hundred-two, 200.
    pub(super) fn push_count_of_power(&mut self, count: i128) -> bool {
        let Some(&power) = self.terms.last().filter(|&&last| last >= 100 && is_power_of_ten(last)) else {
            return false;
        };
        let Some(product) = power.checked_mul(count).filter(|_| 0 < count && count < power.min(1000)) else {
            return false;
        };
        self.terms.pop();
        self.terms.push(product);
        self.room = power;
        true
    }

    /// Adds a unit right behind a power of ten, of which it counts the tenth part: 四百五 is 450.
    pub(super) fn push_short(&mut self, unit: i128) -> bool {
        let room = self.room;
        if !(1..10).contains(&unit) || room < 100 || self.terms.is_empty() {
            return false;
        }
        let fits = self.push(unit, false);
        self.tail = if fits { room / 10 } else { 0 };
        fits
    }

    fn stretch(&mut self) {
        if let Some(unit) = self.terms.last_mut().filter(|_| self.tail > 0) {
            *unit *= self.tail;
        }
        self.tail = 0;
    }

    /// The value of all words.
    pub(super) fn total(&self) -> i128 {
        let mut sum = self.clone();
        sum.stretch();
        sum.terms.iter().sum()
    }

    /// Is its last word twenty, thirty …?
    pub(super) fn ends_in_tens(&self) -> bool {
        self.terms.last().is_some_and(|&last| (20..100).contains(&last) && last % 10 == 0)
    }

    /// Adds tens to a unit that stands before them, and says whether it could: drei|und|zwanzig.
    pub(super) fn push_tens_after_unit(&mut self, tens: i128) -> bool {
        let fits = (20..100).contains(&tens) && tens % 10 == 0;
        match self.terms.last_mut().filter(|unit| fits && (1..10).contains(*unit)) {
            Some(unit) => {
                *unit += tens;
                self.room = 0;
                true
            }
            None => false,
        }
    }
}

pub(super) fn is_power_of_ten(value: i128) -> bool {
    let mut rest = value;
    while rest >= 10 && rest % 10 == 0 {
        rest /= 10;
    }
    rest == 1
}

fn room(value: i128) -> i128 {
    let mut room = 1;
    while value != 0 && value % (room * 10) == 0 {
        room *= 10;
    }
    if room == 1 { 0 } else { room }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(values: &[i128]) -> Option<i128> {
        let mut sum = Sum::default();
        values.iter().all(|&value| sum.push(value, true)).then(|| sum.total())
    }

    #[test]
    fn words_add_and_multiply_by_their_size() {
        assert_eq!(sum(&[2, 1_000_000, 3, 100, 50, 1000, 7]), Some(2_350_007));
        assert_eq!(sum(&[2, 1000, 3, 100, 10_000]), Some(23_000_000));
        assert_eq!(sum(&[100, 2, 10, 3]), Some(123));
        assert_eq!(sum(&[1000, 1_000_000]), Some(1_000_000_000));
    }

    #[test]
    fn a_unit_behind_a_power_of_ten_may_count_its_tenth() {
        let mut sum = Sum::counting_by(10);
        assert!(sum.push(4, true) && sum.push(100, true) && sum.push_short(5));
        assert_eq!(sum.total(), 450);
        assert!(sum.push(10_000, true));
        assert_eq!(sum.total(), 4_500_000);
        let mut sum = Sum::counting_by(10);
        assert!(sum.push(4, true) && sum.push(100, true) && sum.push_short(5) && sum.push(10, true));
        assert_eq!(sum.total(), 450);
    }

    #[test]
    fn words_that_cannot_follow_end_the_number() {
        assert_eq!(sum(&[5, 6]), None);
        assert_eq!(sum(&[20, 30]), None);
        assert_eq!(sum(&[15, 3]), None);
    }
}
