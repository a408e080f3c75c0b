//! Whole things that are counted.

use super::QuantityError;
use super::decimal_text::{DecimalText, Misread, grouped};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// A number of households, persons, houses: an integer of at least zero.
///
/// Prints with a comma at every third digit and reads back with or without them.
///
/// ```
/// use poverty::quantity::Count;
/// let poor: Count = "63,642".parse()?;
/// assert_eq!(poor, Count::new(63_642));
/// assert_eq!(poor.to_string(), "63,642");
/// assert!("6,36,42".parse::<Count>().is_err());
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Count(u64);

impl Count {
    /// None.
    pub const ZERO: Self = Self(0);

    /// A count of `value` things.
    #[must_use]
    pub const fn new(value: u64) -> Self {
        Self(value)
    }

    /// The count as an integer.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] past 2^64 - 1.
    pub fn checked_add(self, other: Self) -> Result<Self, QuantityError> {
        self.0.checked_add(other.0).map(Self).ok_or_else(|| QuantityError::overflow("adding counts", self, other))
    }

    /// The sum of many.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] past 2^64 - 1.
    pub fn total(counts: impl IntoIterator<Item = Self>) -> Result<Self, QuantityError> {
        counts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if `other` is larger: a count is never negative.
    pub fn checked_sub(self, other: Self) -> Result<Self, QuantityError> {
        self.0.checked_sub(other.0).map(Self).ok_or_else(|| QuantityError::overflow("subtracting counts", self, other))
    }
}

impl From<u64> for Count {
    fn from(value: u64) -> Self {
        Self(value)
    }
}

impl From<u32> for Count {
    fn from(value: u32) -> Self {
        Self(u64::from(value))
    }
}

impl From<Count> for i128 {
    fn from(count: Count) -> Self {
        Self::from(count.0)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(true, "", &grouped(&self.0.to_string()))
    }
}

impl FromStr for Count {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable =
            || QuantityError::unreadable("count", text, "an integer of at least 0, such as 63642 or 63,642");
        let out_of_range = || QuantityError::OutOfRange {
            thing: "count",
            value: text.to_owned(),
            expected: "0 to 18,446,744,073,709,551,615",
        };
        if text.contains('.') {
            return Err(unreadable());
        }
        let number = DecimalText::read(text.trim()).map_err(|misread| match misread {
            Misread::Malformed => unreadable(),
            Misread::TooLarge | Misread::TooFine => out_of_range(),
        })?;
        if number.is_negative() {
            return Err(out_of_range());
        }
        u64::try_from(number.mantissa).map(Self).map_err(|_| out_of_range())
    }
}
