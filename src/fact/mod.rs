//! Facts: what a text states, as values that are the same in every language.

pub(crate) mod acronym;
pub mod convert;
mod date;
pub mod decimal;
mod literal;
mod meanings;
mod money;
pub mod name;
pub mod number;
mod piece;
pub mod quote;
mod reading;
mod scan;
mod territory;
mod time;
pub mod unit;
mod value;

pub use decimal::Decimal;
pub use number::NumberToken;
pub use scan::{Passage, Scan, extract, extract_with_numbers};
pub use value::{Date, Time, Value};

use std::ops::Range;

/// A fact that was read in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What kind of fact it is.
    pub kind: Kind,
    /// The likeliest reading.
    pub value: Value,
    /// Further readings, where the text is ambiguous (`1.250`, `03/05/2024`). Two facts agree when any readings do.
    pub others: Vec<Value>,
    /// Where it stands, in bytes of the segment's text.
    pub at: Range<usize>,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// How the text writes it.
    pub form: Form,
    /// What the text says about the value: more than, at most, about.
    pub comparator: Option<Comparator>,
}

/// The kinds of facts. The order is that of the machine output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A plain number.
    Number,
    /// A share of a hundred or a thousand.
    Percent,
    /// A place in an order: 3rd.
    Ordinal,
    /// A date or a part of one, a decade, a century.
    Date,
    /// A time of day.
    Time,
    /// A number with a currency.
    Currency,
    /// A number with a unit of measure.
    Unit,
    /// A number of countries.
    CountryCount,
    /// A word that places an event by the day of speaking: next year, yesterday.
    Relative,
    /// A country, a territory, a region of the world.
    Country,
    /// A person, an organisation, a place or a work, by its name.
    Name,
    /// An abbreviation of capitals.
    Acronym,
    /// A quotation.
    Quote,
    /// The address of a page.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A version, a standard, a file name, a hash: compared literally.
    Identifier,
    /// Code, compared literally.
    Code,
    /// A placeholder of a format string.
    Placeholder,
    /// A tag or another piece of markup.
    Markup,
    /// The target of a link in markup.
    Link,
}

impl Kind {
    /// Is it kept as it is in every language: a placeholder, markup, a link, an address, code?
    pub fn is_literal(self) -> bool {
        use Kind::*;
        matches!(self, Placeholder | Markup | Link | Url | Email | Code)
    }

    /// All kinds with their names in rules and machine output.
    pub const NAMES: &[(Kind, &str)] = &[
        (Kind::Number, "number"),
        (Kind::Percent, "percent"),
        (Kind::Ordinal, "ordinal"),
        (Kind::Date, "date"),
        (Kind::Time, "time"),
        (Kind::Currency, "currency"),
        (Kind::Unit, "unit"),
        (Kind::CountryCount, "country-count"),
        (Kind::Relative, "relative"),
        (Kind::Country, "country"),
        (Kind::Name, "name"),
        (Kind::Acronym, "acronym"),
        (Kind::Quote, "quote"),
        (Kind::Url, "url"),
        (Kind::Email, "email"),
        (Kind::Phone, "phone"),
        (Kind::Identifier, "identifier"),
        (Kind::Code, "code"),
        (Kind::Placeholder, "placeholder"),
        (Kind::Markup, "markup"),
        (Kind::Link, "link"),
    ];

    /// The kind's name in rules and machine output.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|&(kind, _)| kind)
    }
}

/// How sure a reading or a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A guess.
    Low,
    /// Likely.
    Medium,
    /// Sure.
    High,
}

/// How a text writes a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Form {
    /// In digits, also with a scale word: 1.5 million.
    #[default]
    Digits,
    /// In words.
    Words,
    /// In Roman numerals.
    Roman,
    /// As an article or a word that only implies it: a, un, both, anderthalb. Never worth a loud finding.
    Implied,
}

/// What a text says about a value beside the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// More than.
    More,
    /// Less than.
    Less,
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// About.
    About,
    /// More than, in a clause with a negation: at most, or no bound at all.
    NotMore,
    /// Less than, in a clause with a negation.
    NotLess,
}

impl Fact {
    /// A fact in digits, read with certainty.
    pub fn new(kind: Kind, value: Value, at: Range<usize>) -> Fact {
        Fact { kind, value, others: Vec::new(), at, confidence: Confidence::High, form: Form::Digits, comparator: None }
    }

    /// All readings, the likeliest first.
    pub fn readings(&self) -> impl Iterator<Item = &Value> {
        std::iter::once(&self.value).chain(&self.others)
    }

    /// Does any reading of this fact equal any reading of the other?
    pub fn agrees(&self, other: &Fact) -> bool {
        self.readings().any(|value| other.readings().any(|theirs| value == theirs))
    }
}
