//! Numbers as they stand in print.

use super::{End, Interval, PublishedError};
use crate::quantity::{Currency, Ratio, Rounding};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

mod parse;

/// A number as it stands in print, with everything that print tells about its exactness: its decimals, its scale word, its
/// unit, its qualifier, and the rule by which its publisher rounds.
///
/// It stands for an [`Interval`]:
///
/// | printed | stands for |
/// |---|---|
/// | `63,642` | exactly that: an integer without a scale word is counted, not rounded |
/// | `12.79 %` | [12.785 %, 12.795 %), rounded half up; other rules by [`Printed::rounded`] |
/// | `1.97 million` | [1,965,000, 1,975,000) |
/// | `exactly 75,000 billion VND` | that amount, though printed with a scale word |
/// | `more than 2,000` | above 2,000, without an upper bound; `at least`, `less than`, `at most` likewise |
/// | `about 33 %` | [32 %, 34 %]: one unit of the last digit that is not a zero, to both sides |
///
/// Reads that, and the words of the Vietnamese press (`hơn 1,97 triệu` must be written with a decimal point, `hơn 1.97
/// triệu`). Prints in English and reads back.
///
/// ```
/// use poverty::published::Printed;
/// use poverty::quantity::Rounding;
/// let rate: Printed = "12.79 %".parse()?;
/// assert_eq!(rate.interval().to_string(), "[2557/20000, 2559/20000)");
/// assert_eq!(rate.rounded(Rounding::TowardZero).interval().to_string(), "[1279/10000, 16/125)");
///
/// let more: Printed = "hơn 1.97 triệu hộ".parse()?;
/// assert_eq!(more.to_string(), "more than 1.97 million households");
/// assert_eq!(more.interval().to_string(), "(1970000, ..)");
/// # Ok::<(), poverty::published::PublishedError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Record", into = "Record")]
pub struct Printed {
    /// The digits without the point: 1279 for 12.79.
    mantissa: i128,
    /// Digits behind the point.
    decimals: u32,
    /// Power of ten of the scale word: 6 for million.
    scale: u32,
    unit: PrintedUnit,
    qualifier: Qualifier,
    rounding: Rounding,
}

/// The unit behind a printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PrintedUnit {
    /// None.
    Number,
    /// Households, hộ.
    Households,
    /// `%`: a hundredth.
    Percent,
    /// Percentage points, điểm phần trăm: a hundredth.
    Points,
    /// Money.
    Money(Currency),
}

/// A word that says how the number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Qualifier {
    /// No word: as rounded.
    AsRounded,
    /// `exactly`, `đúng`.
    Exactly,
    /// `about`, `khoảng`: one unit of the last digit that is not a zero, to both sides.
    About,
    /// `more than`, `hơn`, `trên`.
    MoreThan,
    /// `at least`, `ít nhất`, `tối thiểu`.
    AtLeast,
    /// `less than`, `below`, `dưới`.
    LessThan,
    /// `at most`, `không quá`, `tối đa`.
    AtMost,
}

impl Printed {
    /// The same number printed by another rule of rounding; it is half up unless said.
    #[must_use]
    pub const fn rounded(self, rounding: Rounding) -> Self {
        Self { rounding, ..self }
    }

    /// Digits behind the point.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        self.decimals
    }

    /// The digits without the point: 1279 of `12.79 %`.
    #[must_use]
    pub const fn digits(self) -> i128 {
        self.mantissa
    }

    /// The power of ten of the scale word: 6 of `1.97 million`.
    #[must_use]
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// The unit behind the number.
    #[must_use]
    pub const fn unit(self) -> PrintedUnit {
        self.unit
    }

    /// The word before the number.
    #[must_use]
    pub const fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    /// The rule by which the publisher rounds.
    #[must_use]
    pub const fn rounding(self) -> Rounding {
        self.rounding
    }

    /// The number itself, taken as if it were exact: 1279/10000 of `12.79 %`.
    #[must_use]
    pub fn value(self) -> Ratio {
        self.in_last_places(self.mantissa, 1)
    }

    /// Whether the number stands for itself alone.
    #[must_use]
    pub fn is_exact(self) -> bool {
        match self.qualifier {
            Qualifier::Exactly => true,
            Qualifier::AsRounded => {
                let counted = !matches!(self.unit, PrintedUnit::Percent | PrintedUnit::Points);
                counted && self.decimals == 0 && self.scale == 0
            }
            Qualifier::About | Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::LessThan | Qualifier::AtMost => {
                false
            }
        }
    }

    /// The exact values that the number can stand for.
    #[must_use]
    pub fn interval(self) -> Interval {
        let value = self.value();
        let bounds = match self.qualifier {
            _ if self.is_exact() => return Interval::exactly(value),
            Qualifier::AsRounded | Qualifier::Exactly => return self.rounding_interval(),
            Qualifier::About => {
                let unit = self.last_significant_unit();
                let end = |mantissa: i128| Some(End::closed(self.in_last_places(mantissa, 1)));
                (end(self.mantissa.saturating_sub(unit)), end(self.mantissa.saturating_add(unit)))
            }
            Qualifier::MoreThan => (Some(End::open(value)), None),
            Qualifier::AtLeast => (Some(End::closed(value)), None),
            Qualifier::LessThan => (None, Some(End::open(value))),
            Qualifier::AtMost => (None, Some(End::closed(value))),
        };
        Interval::new(bounds.0, bounds.1).unwrap_or(Interval::exactly(value))
    }

    /// What rounds to the printed digits by the publisher's rule.
    fn rounding_interval(self) -> Interval {
        let end = |halves: i128, closed| {
            let doubled = self.mantissa.saturating_mul(2);
            Some(End { value: self.in_last_places(doubled.saturating_add(halves), 2), closed })
        };
        let (positive, negative) = (self.mantissa > 0, self.mantissa < 0);
        let even = self.mantissa & 1 == 0;
        let bounds = match self.rounding {
            // Ties go away from zero: a positive number keeps the lower one, a negative the upper one, zero none.
            Rounding::HalfUp => (end(-1, positive), end(1, negative)),
            Rounding::HalfEven => (end(-1, even), end(1, even)),
            Rounding::TowardZero => (
                if positive { end(0, true) } else { end(-2, false) },
                if negative { end(0, true) } else { end(2, false) },
            ),
            Rounding::AwayFromZero => (
                if positive { end(-2, false) } else { end(0, true) },
                if negative { end(2, false) } else { end(0, true) },
            ),
            Rounding::Floor => (end(0, true), end(2, false)),
            Rounding::Ceiling => (end(-2, false), end(0, true)),
        };
        Interval::new(bounds.0, bounds.1).unwrap_or(Interval::exactly(self.value()))
    }

    /// One unit of the last digit that is not a zero, in last places; of zero it is one.
    fn last_significant_unit(self) -> i128 {
        let (mut rest, mut unit) = (self.mantissa, 1_i128);
        while rest != 0 && rest.checked_rem(10) == Some(0) {
            rest = rest.checked_div(10).unwrap_or(0);
            unit = unit.saturating_mul(10);
        }
        unit
    }

    /// `mantissa / divisor` units of the last printed place, in the unit of the value. The bounds checked on making a
    /// number keep it inside of 127 bits.
    fn in_last_places(self, mantissa: i128, divisor: i128) -> Ratio {
        let hundredths = match self.unit {
            PrintedUnit::Percent | PrintedUnit::Points => 2,
            PrintedUnit::Number | PrintedUnit::Households | PrintedUnit::Money(_) => 0,
        };
        let power = |exponent: u32| 10_i128.saturating_pow(exponent);
        let denominator = power(self.decimals.saturating_add(hundredths)).saturating_mul(divisor);
        Ratio::new(mantissa.saturating_mul(power(self.scale)), denominator).unwrap_or(Ratio::ZERO)
    }

    /// The same with other digits, as long as they are in range.
    #[must_use]
    pub(super) fn with_digits(self, mantissa: i128) -> Option<Self> {
        (mantissa.unsigned_abs() <= parse::LARGEST_MANTISSA).then_some(Self { mantissa, ..self })
    }

    /// The same with another scale word, if there is one for the power of ten.
    #[must_use]
    pub(super) fn with_scale(self, scale: u32) -> Option<Self> {
        matches!(scale, 0 | 3 | 6 | 9 | 12).then_some(Self { scale, ..self })
    }

    /// The same digits in another unit.
    #[must_use]
    pub(crate) const fn in_unit(self, unit: PrintedUnit) -> Self {
        Self { unit, ..self }
    }

    /// The digits with their point and commas, without scale word, unit and qualifier.
    fn number(self) -> String {
        let width = usize::try_from(self.decimals).unwrap_or(0).saturating_add(1);
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs());
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(width.saturating_sub(1)));
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{fraction}", crate::quantity::grouped(whole))
    }
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let qualifier = match self.qualifier {
            Qualifier::AsRounded => "",
            Qualifier::Exactly => "exactly ",
            Qualifier::About => "about ",
            Qualifier::MoreThan => "more than ",
            Qualifier::AtLeast => "at least ",
            Qualifier::LessThan => "less than ",
            Qualifier::AtMost => "at most ",
        };
        let scale = match self.scale {
            3 => " thousand",
            6 => " million",
            9 => " billion",
            12 => " trillion",
            _ => "",
        };
        let unit = match self.unit {
            PrintedUnit::Number => String::new(),
            PrintedUnit::Households => " households".to_owned(),
            PrintedUnit::Percent => " %".to_owned(),
            PrintedUnit::Points => " points".to_owned(),
            PrintedUnit::Money(currency) => format!(" {}", currency.code()),
        };
        f.pad(&format!("{qualifier}{}{scale}{unit}", self.number()))
    }
}

impl FromStr for Printed {
    type Err = PublishedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse::printed(text)
    }
}

/// The written form: the text, and the rule of rounding unless it is half up.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Record {
    HalfUp(String),
    By(ByRule),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByRule {
    text: String,
    rounding: Rounding,
}

impl TryFrom<Record> for Printed {
    type Error = PublishedError;

    fn try_from(record: Record) -> Result<Self, Self::Error> {
        match record {
            Record::HalfUp(text) => text.parse(),
            Record::By(ByRule { text, rounding }) => Ok(text.parse::<Self>()?.rounded(rounding)),
        }
    }
}

impl From<Printed> for Record {
    fn from(printed: Printed) -> Self {
        let text = printed.to_string();
        match printed.rounding {
            Rounding::HalfUp => Self::HalfUp(text),
            rounding @ (Rounding::HalfEven
            | Rounding::TowardZero
            | Rounding::AwayFromZero
            | Rounding::Floor
            | Rounding::Ceiling) => Self::By(ByRule { text, rounding }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands_for(text: &str) -> String {
        text.parse::<Printed>().unwrap().interval().to_string()
    }

    #[test]
    fn every_way_of_printing_stands_for_its_interval() {
        for (text, expected) in [
            ("63,642", "63642"),
            ("63642 households", "63642"),
            ("12.79 %", "[2557/20000, 2559/20000)"),
            ("0 %", "(-1/200, 1/200)"),
            ("-6.41 points", "(-1283/20000, -1281/20000]"),
            ("1.97 million", "[1965000, 1975000)"),
            ("more than 1.97 million", "(1970000, ..)"),
            ("at least 75,000 billion VND", "[75000000000000, ..)"),
            ("below 3 %", "(.., 3/100)"),
            ("at most 3 %", "(.., 3/100]"),
            ("about 33 %", "[8/25, 17/50]"),
            ("about 3,400", "[3300, 3500]"),
            ("about 1.60 million", "[1500000, 1700000]"),
            ("exactly 48,000 billion VND", "48000000000000"),
            ("48,000 billion VND", "[47999500000000, 48000500000000)"),
        ] {
            assert_eq!(stands_for(text), expected, "{text}");
        }
    }

    #[test]
    fn every_rule_of_rounding_is_inverted_exactly() {
        use Rounding::{AwayFromZero, Ceiling, Floor, HalfEven, HalfUp, TowardZero};
        // Every multiple of 1/1000 is printed with one decimal by every rule and must lie in the interval of its print,
        // and in that of no other print.
        for rule in [HalfUp, HalfEven, TowardZero, AwayFromZero, Floor, Ceiling] {
            for thousandths in -2_000_i128..=2_000 {
                let value = Ratio::new(thousandths, 1000).unwrap();
                let text = value.fixed(1, rule).to_string();
                let printed = text.parse::<Printed>().unwrap().rounded(rule);
                assert!(printed.interval().contains(value), "{value} prints {text} by {rule:?}");
                for neighbour in [printed.digits() - 1, printed.digits() + 1] {
                    let other = Printed { mantissa: neighbour, ..printed };
                    assert!(!other.interval().contains(value), "{value} does not print {other} by {rule:?}");
                }
            }
        }
    }

    #[test]
    fn prints_and_reads_back() {
        for text in [
            "63,642",
            "12.79 %",
            "-6.41 points",
            "more than 1.97 million",
            "about 0.05 thousand households",
            "1,263,511 million VND",
            "exactly 0 %",
            "at most 3 %",
            "less than 2",
        ] {
            let printed: Printed = text.parse().unwrap();
            assert_eq!(printed.to_string(), text);
            let json = serde_json::to_string(&printed.rounded(Rounding::TowardZero)).unwrap();
            assert_eq!(serde_json::from_str::<Printed>(&json).unwrap(), printed.rounded(Rounding::TowardZero));
            let json = serde_json::to_string(&printed).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Printed>(&json).unwrap(), printed);
        }
        for invalid in [r#""twelve""#, r#"{"text":"12","rounding":"up"}"#, r#"{"text":"12"}"#, "12"] {
            assert!(serde_json::from_str::<Printed>(invalid).is_err(), "{invalid}");
        }
    }
}
