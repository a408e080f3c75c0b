//! Floor area of a dwelling.

use super::decimal_text::fixed_point;
use super::fixed_point::FixedPoint;
use super::{QuantityError, Ratio};
use core::fmt;
use core::str::FromStr;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const DECIMALS: u32 = 4;
/// 1,000,000 m2: larger than any dwelling, small enough that no product of it overflows.
const MAX: u64 = 1_000_000 * 10_000;

const AREA: FixedPoint = FixedPoint {
    thing: "floor area",
    form: "square metres, such as 45.5 or 45.5 m2",
    range: "0 to 1,000,000 m2",
    decimals: DECIMALS,
};

/// A floor area in square metres, kept as integer square centimetres (four decimals); from 0 to 1,000,000 m2.
///
/// ```
/// use poverty::quantity::FloorArea;
/// let area: FloorArea = "31.9".parse()?;
/// // Four people in 31.9 m2 have less than 8 m2 each; in 32 m2 they do not.
/// assert!(area.per_person_is_below(4, FloorArea::square_metres(8)?));
/// assert!(!FloorArea::square_metres(32)?.per_person_is_below(4, FloorArea::square_metres(8)?));
/// assert_eq!(area.to_string(), "31.9 m2");
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FloorArea(u64);

impl FloorArea {
    /// A whole number of square metres.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] above 1,000,000 m2.
    pub fn square_metres(value: u32) -> Result<Self, QuantityError> {
        u64::from(value)
            .checked_mul(10_000)
            .filter(|units| *units <= MAX)
            .map(Self)
            .ok_or_else(|| AREA.out_of_range(value))
    }

    /// An area from a decimal number of square metres.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] below 0 or above 1,000,000 m2; [`QuantityError::TooPrecise`] past four decimals.
    pub fn from_decimal(value: Decimal) -> Result<Self, QuantityError> {
        value.to_string().parse()
    }

    /// The area in square centimetres.
    #[must_use]
    pub const fn square_centimetres(self) -> u64 {
        self.0
    }

    /// Square metres per person, exact.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if there is nobody.
    pub fn per_person(self, persons: u32) -> Result<Ratio, QuantityError> {
        Ratio::new(i128::from(self.0), i128::from(persons).saturating_mul(10_000))
    }

    /// Whether `persons` people have, on average, less than `limit` each: strictly less, compared in integers. Nobody is
    /// never crowded.
    #[must_use]
    pub fn per_person_is_below(self, persons: u32, limit: Self) -> bool {
        u128::from(self.0) < u128::from(limit.0).saturating_mul(u128::from(persons))
    }
}

impl fmt::Display for FloorArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(true, "", &format!("{} m2", fixed_point(u128::from(self.0), DECIMALS)))
    }
}

impl FromStr for FloorArea {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.trim();
        let number = number.strip_suffix("m2").or_else(|| number.strip_suffix("m²")).unwrap_or(number).trim_end();
        let units = AREA.read(number, text)?;
        u64::try_from(units).ok().filter(|units| *units <= MAX).map(Self).ok_or_else(|| AREA.out_of_range(text))
    }
}

impl Serialize for FloorArea {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&fixed_point(u128::from(self.0), DECIMALS))
    }
}

impl<'de> Deserialize<'de> for FloorArea {
    /// Reads text or a number; a binary float stands for the shortest decimal that names it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AREA.deserialize(deserializer)
    }
}
