//! Percentage points: the unit in which a rate changes.

use super::{Fixed, Points, QuantityError, Ratio, Rounding};
use core::fmt;
use core::num::NonZeroU32;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// The difference of two rates, in percentage points, exact.
///
/// A fall from 12.79 % to 6.38 % is 6.41 points; it is not "6.41 %", and it is 50.1 % of the first rate. The three are
/// [`PercentagePoints`], nothing, and a [`Ratio`], and no function takes one for the other.
///
/// Prints exactly, `-6.41 points` or `-1/3 points`, and reads the same.
///
/// ```
/// use poverty::quantity::{PercentagePoints, Ratio, Rounding};
/// use std::num::NonZeroU32;
/// let fall = "6.38 %".parse::<Ratio>()?.points_since("12.79 %".parse()?)?;
/// assert_eq!(fall.to_string(), "-6.41 points");
/// // End of 2021 to end of 2024: four years are named, three intervals lie between them.
/// let a_year = fall.per(NonZeroU32::new(3).unwrap())?;
/// assert_eq!(a_year.points(2, Rounding::HalfUp).to_string(), "-2.14 points");
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PercentagePoints(Ratio);

impl PercentagePoints {
    /// No change.
    pub const ZERO: Self = Self(Ratio::ZERO);

    /// The difference of two rates, given as a fraction: 0.0641 is 6.41 points.
    #[must_use]
    pub const fn from_difference(difference: Ratio) -> Self {
        Self(difference)
    }

    /// The difference as a fraction: 6.41 points are 0.0641.
    #[must_use]
    pub const fn as_difference(self) -> Ratio {
        self.0
    }

    /// The size of the change without its direction.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The change in the other direction.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0.negated())
    }

    /// Whether the rate fell.
    #[must_use]
    pub const fn is_fall(self) -> bool {
        self.0.is_negative()
    }

    /// The sum of two changes.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn checked_add(self, other: Self) -> Result<Self, QuantityError> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference of two changes.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn checked_sub(self, other: Self) -> Result<Self, QuantityError> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The mean change per interval.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn per(self, intervals: NonZeroU32) -> Result<Self, QuantityError> {
        self.0.checked_div(Ratio::whole(i64::from(intervals.get()))).map(Self)
    }

    /// The change over `intervals` intervals of this one.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn times(self, intervals: u32) -> Result<Self, QuantityError> {
        self.0.checked_mul(Ratio::whole(i64::from(intervals))).map(Self)
    }

    /// The rate that this change leads to from `rate`.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn applied_to(self, rate: Ratio) -> Result<Ratio, QuantityError> {
        rate.checked_add(self.0)
    }

    /// As printed with `decimals` decimals, `-6.41 points`.
    #[must_use]
    pub const fn points(self, decimals: u32, rounding: Rounding) -> Points {
        Points::new(self, decimals, rounding)
    }
}

impl fmt::Display for PercentagePoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut denominator = self.0.denominator();
        let mut decimals = 0_u32;
        for factor in [2, 5] {
            let mut times = 0_u32;
            while denominator.checked_rem(factor) == Some(0) {
                denominator = denominator.checked_div(factor).unwrap_or(1);
                times = times.saturating_add(1);
            }
            decimals = decimals.max(times);
        }
        let magnitude = self.0.abs();
        let exact = Fixed::new(magnitude, 2, decimals.saturating_sub(2), Rounding::TowardZero).to_string();
        // A fraction that does not end, or ends after more digits than can be read back, is shown as a fraction of points.
        let text = if denominator == 1 && exact.parse::<Ratio>().is_ok() {
            format!("{exact} points")
        } else {
            match magnitude.checked_mul(Ratio::whole(100)) {
                Ok(points) => format!("{points} points"),
                Err(_) => format!("{magnitude} x 100 points"),
            }
        };
        f.pad_integral(!self.is_fall(), "", &text)
    }
}

impl FromStr for PercentagePoints {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable =
            || QuantityError::unreadable("percentage points", text, "a number and the word, such as 6.41 points");
        let number = text.trim().strip_suffix("points").or_else(|| text.trim().strip_suffix("point"));
        let number = number.ok_or_else(unreadable)?.trim();
        if let Some(fraction) = number.strip_suffix("x 100") {
            return fraction.trim().parse().map(Self).map_err(|_| unreadable());
        }
        if number.ends_with('%') {
            return Err(unreadable());
        }
        let points: Ratio = number.parse().map_err(|_| unreadable())?;
        points.checked_div(Ratio::whole(100)).map(Self)
    }
}

impl TryFrom<String> for PercentagePoints {
    type Error = QuantityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PercentagePoints> for String {
    fn from(points: PercentagePoints) -> Self {
        points.to_string()
    }
}
