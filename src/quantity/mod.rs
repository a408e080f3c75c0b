//! Floor 0: exact numbers.
//!
//! In order of reading:
//!
//! | type | what it is | kept as |
//! |---|---|---|
//! | [`Count`] | households, persons, houses | integer |
//! | [`Ratio`] | a rate, a share, an indicator weight, a cutoff | fraction in lowest terms |
//! | [`PercentagePoints`] | the change of a rate: never a [`Ratio`] | fraction in lowest terms |
//! | [`Fixed`], [`Percent`], [`Points`] | how one of them is printed: decimals and [`Rounding`] | fraction and a format |
//! | [`Weight`], [`TotalWeight`] | sample weights of households or of persons | integer billionths |
//! | [`Money`] | an amount in a currency | decimal |
//! | [`FloorArea`] | floor area of a dwelling | integer square centimetres |
//! | [`ZScore`], [`BodyMassIndex`] | nutrition of children and adults | integers of 10^-4 |
//! | [`Months`] | months out of a year | integer of 10^-4 |
//! | [`Period`] | a half-open range of dates | two dates |
//!
//! None of them rounds in silence. A number is rounded where it is printed, by the rule that the caller names,
//! because publishers differ; dividing money is [`Money::split`], whose parts sum to the whole.

mod area;
mod body;
mod count;
mod decimal_text;
mod error;
mod fixed;
mod fixed_point;
mod fraction;
mod money;
mod months;
mod period;
mod points;
mod ratio;
mod rounding;
mod weight;

pub use area::FloorArea;
pub use body::{BodyMassIndex, ZScore};
pub use count::Count;
pub(crate) use decimal_text::{DecimalText, grouped};
pub use error::QuantityError;
pub use fixed::{Fixed, Percent, Points};
#[cfg(feature = "programme")]
pub(crate) use fraction::compare_fractions;
pub(crate) use fraction::gcd;
pub(crate) use fraction::nearest_f64;
pub use iso_currency::Currency;
pub use money::{Money, MoneyScale, ScaledMoney};
pub use months::Months;
pub use period::{Period, completed_years};
pub use points::PercentagePoints;
pub use ratio::Ratio;
pub use rounding::Rounding;
pub use weight::{CountedUnit, Households, Persons, TotalWeight, Unit, Weight};
