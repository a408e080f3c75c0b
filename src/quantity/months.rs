//! Months of a year.

use super::decimal_text::fixed_point;
use super::fixed_point::FixedPoint;
use super::{QuantityError, Ratio};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const DECIMALS: u32 = 4;
const MAX: u32 = 120_000;

const MONTHS: FixedPoint = FixedPoint {
    thing: "number of months",
    form: "months of full-time work, such as 4.5",
    range: "0 to 12 months",
    decimals: DECIMALS,
};

/// Months out of a year, such as those worked; part of a month, and part-time work, count in decimals. Kept as an integer of
/// 10^-4; from 0 to 12.
///
/// ```
/// use poverty::quantity::{Months, Ratio};
/// let worked = [Months::ZERO, "4.8".parse()?];
/// // Of 24 months that two people could have worked, 4.8 are exactly one fifth.
/// assert_eq!(Months::sum(worked).checked_div(Ratio::whole(24))?, Ratio::new(1, 5)?);
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Months(u32);

impl Months {
    /// None.
    pub const ZERO: Self = Self(0);

    /// Months of several people together, exact.
    #[must_use]
    pub fn sum(months: impl IntoIterator<Item = Self>) -> Ratio {
        let units: i128 = months.into_iter().map(|months| i128::from(months.0)).sum();
        Ratio::new(units, 10_000).unwrap_or(Ratio::ZERO)
    }
}

impl FromStr for Months {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u32::try_from(MONTHS.read(text.trim(), text)?)
            .ok()
            .filter(|units| *units <= MAX)
            .map(Self)
            .ok_or_else(|| MONTHS.out_of_range(text))
    }
}

impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(true, "", &fixed_point(u128::from(self.0), DECIMALS))
    }
}

impl Serialize for Months {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Months {
    /// Reads text or a number; a binary float stands for the shortest decimal that names it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        MONTHS.deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_twelve_months() {
        assert_eq!("12".parse::<Months>().unwrap().to_string(), "12");
        assert_eq!("12.0001".parse::<Months>().unwrap_err().code(), "quantity/out-of-range");
        assert_eq!("-1".parse::<Months>().unwrap_err().code(), "quantity/out-of-range");
        assert_eq!("a".parse::<Months>().unwrap_err().code(), "quantity/unreadable");
    }
}
