//! Sample weights: fixed-point integers, so that sums do not depend on their order.

use super::decimal_text::fixed_point;
use super::fixed_point::FixedPoint;
use super::{QuantityError, Ratio, Rounding};
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::str::FromStr;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const DECIMALS: u32 = 9;
const ONE: u64 = 1_000_000_000;

const WEIGHT: FixedPoint = FixedPoint {
    thing: "weight",
    form: "a decimal number of at least 0, such as 126.201",
    range: "0 to 18446744073.709551615",
    decimals: DECIMALS,
};

const TOTAL: FixedPoint = FixedPoint {
    thing: "total weight",
    form: "a decimal number of at least 0, such as 497592.5",
    range: "0 to 340282366920938463463374607431.768211455",
    decimals: DECIMALS,
};

/// What a weight counts, as a value: for output, where types can't travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Households.
    Household,
    /// Persons: household weight times household size.
    Person,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Household => "household",
            Self::Person => "person",
        })
    }
}

/// What a weight counts, as a type: [`Households`] or [`Persons`]. The two don't mix.
pub trait CountedUnit: Copy + Eq + fmt::Debug + private::Sealed + 'static {
    /// The same as a value.
    const UNIT: Unit;
}

/// The weight counts households.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Households {}

/// The weight counts persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persons {}

impl CountedUnit for Households {
    const UNIT: Unit = Unit::Household;
}

impl CountedUnit for Persons {
    const UNIT: Unit = Unit::Person;
}

mod private {
    pub trait Sealed {}
    impl Sealed for super::Households {}
    impl Sealed for super::Persons {}
}

/// How many units of the population one sampled household stands for: 0 to 18,446,744,073.709551615, exact to 10^-9.
///
/// Totals of weights are 128-bit integers, so adding them is associative and commutative to the bit: any order of rows and
/// any number of threads give the same total. A household weight becomes a person weight only by its number of members.
///
/// ```
/// use poverty::quantity::{Households, Persons, Weight};
/// let weight: Weight<Households> = "126.201".parse()?;
/// let persons: Weight<Persons> = weight.of_members(9)?;
/// assert_eq!(persons.to_string(), "1135.809");
/// assert_eq!(Weight::<Households>::from_f64(126.201)?, weight);
/// // A third has no exact decimal; the caller says how to round it.
/// assert!(Weight::<Households>::from_f64(1.0 / 3.0).is_err());
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
pub struct Weight<U: CountedUnit = Households> {
    billionths: u64,
    unit: PhantomData<U>,
}

impl<U: CountedUnit> Weight<U> {
    /// One: the unit stands for itself, as in a register.
    pub const ONE: Self = Self::from_billionths(ONE);

    /// A weight from its integer form, in units of 10^-9.
    #[must_use]
    pub const fn from_billionths(billionths: u64) -> Self {
        Self { billionths, unit: PhantomData }
    }

    /// The weight in units of 10^-9.
    #[must_use]
    pub const fn billionths(self) -> u64 {
        self.billionths
    }

    /// A whole number as weight.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] above 18,446,744,073.
    pub fn from_integer(value: u64) -> Result<Self, QuantityError> {
        value.checked_mul(ONE).map(Self::from_billionths).ok_or_else(|| WEIGHT.out_of_range(value))
    }

    /// A decimal as weight.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] if negative or too large; [`QuantityError::TooPrecise`] past nine decimals.
    pub fn from_decimal(value: Decimal) -> Result<Self, QuantityError> {
        value.to_string().parse()
    }

    /// A binary float as weight: the shortest decimal that names it, which is what its file said.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] if negative, too large or not finite; [`QuantityError::TooPrecise`] if that decimal
    /// needs more than nine decimals: round it by a rule of your choice first ([`Weight::from_ratio`]).
    pub fn from_f64(value: f64) -> Result<Self, QuantityError> {
        if !value.is_finite() {
            return Err(WEIGHT.out_of_range(value));
        }
        match WEIGHT.units_of(value) {
            Some(billionths) => Ok(Self::from_billionths(billionths)),
            None => value.to_string().parse(),
        }
    }

    /// A fraction as weight, rounded to nine decimals by the rule named.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] if negative or too large.
    pub fn from_ratio(value: Ratio, rounding: Rounding) -> Result<Self, QuantityError> {
        if value.is_negative() {
            return Err(WEIGHT.out_of_range(value));
        }
        value.fixed(DECIMALS, rounding).to_string().parse().map_err(|_| WEIGHT.out_of_range(value))
    }
}

impl Weight<Households> {
    /// The person weight of a household of `members` members: weight times size.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] if the product is too large.
    pub fn of_members(self, members: u32) -> Result<Weight<Persons>, QuantityError> {
        self.billionths
            .checked_mul(u64::from(members))
            .map(Weight::from_billionths)
            .ok_or_else(|| WEIGHT.out_of_range(format_args!("{self} x {members}")))
    }
}

impl<U: CountedUnit> fmt::Display for Weight<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(true, "", &fixed_point(u128::from(self.billionths), DECIMALS))
    }
}

impl<U: CountedUnit> FromStr for Weight<U> {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let units = WEIGHT.read(text.trim(), text)?;
        u64::try_from(units).map(Self::from_billionths).map_err(|_| WEIGHT.out_of_range(text))
    }
}

impl<U: CountedUnit> Serialize for Weight<U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, U: CountedUnit> Deserialize<'de> for Weight<U> {
    /// Reads text or a number. A binary float stands for the shortest decimal that names it, and is refused where floats
    /// are too sparse to tell billionths apart (from 2^23 on): write such a weight as text.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        WEIGHT.deserialize(deserializer)
    }
}

/// A sum of weights: a 128-bit integer number of 10^-9.
///
/// ```
/// use poverty::quantity::{Households, TotalWeight, Weight};
/// let mut total = TotalWeight::<Households>::ZERO;
/// for text in ["0.1", "0.2"] {
///     total = total.checked_add(text.parse::<Weight>()?.into())?;
/// }
/// assert_eq!(total.to_string(), "0.3");
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
pub struct TotalWeight<U: CountedUnit = Households> {
    billionths: u128,
    unit: PhantomData<U>,
}

impl<U: CountedUnit> TotalWeight<U> {
    /// Nothing.
    pub const ZERO: Self = Self::from_billionths(0);

    /// A total from its integer form, in units of 10^-9.
    #[must_use]
    pub const fn from_billionths(billionths: u128) -> Self {
        Self { billionths, unit: PhantomData }
    }

    /// The total in units of 10^-9.
    #[must_use]
    pub const fn billionths(self) -> u128 {
        self.billionths
    }

    /// The sum.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] past 2^128 - 1 billionths.
    pub fn checked_add(self, other: Self) -> Result<Self, QuantityError> {
        self.billionths
            .checked_add(other.billionths)
            .map(Self::from_billionths)
            .ok_or_else(|| QuantityError::overflow("adding weights", self, other))
    }

    /// The sum of many weights, in any order.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] past 2^128 - 1 billionths, which takes more than 10^19 weights.
    pub fn sum(weights: impl IntoIterator<Item = Weight<U>>) -> Result<Self, QuantityError> {
        weights.into_iter().try_fold(Self::ZERO, |total, weight| total.checked_add(weight.into()))
    }

    /// The share that this total is of another.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if the whole is zero; [`QuantityError::Overflow`] if the reduced fraction does not
    /// fit, which takes 2^127 billionths.
    pub fn share_of(self, whole: Self) -> Result<Ratio, QuantityError> {
        Ratio::of(self.billionths, whole.billionths)
    }

    /// The total as a fraction.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] from 2^127 billionths on.
    pub fn to_ratio(self) -> Result<Ratio, QuantityError> {
        Ratio::of(self.billionths, u128::from(ONE))
    }
}

impl<U: CountedUnit> From<Weight<U>> for TotalWeight<U> {
    fn from(weight: Weight<U>) -> Self {
        Self::from_billionths(u128::from(weight.billionths))
    }
}

impl<U: CountedUnit> fmt::Display for TotalWeight<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(true, "", &fixed_point(self.billionths, DECIMALS))
    }
}

impl<U: CountedUnit> FromStr for TotalWeight<U> {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        TOTAL.read(text.trim(), text).map(Self::from_billionths)
    }
}

impl<U: CountedUnit> Serialize for TotalWeight<U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, U: CountedUnit> Deserialize<'de> for TotalWeight<U> {
    /// Reads text or a number, as [`Weight`] does.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TOTAL.deserialize(deserializer)
    }
}

/// The traits that a derive would bound on the phantom unit: here they hold for every unit.
macro_rules! plain_number {
    ($name:ident) => {
        impl<U: CountedUnit> Clone for $name<U> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<U: CountedUnit> Copy for $name<U> {}
        impl<U: CountedUnit> PartialEq for $name<U> {
            fn eq(&self, other: &Self) -> bool {
                self.billionths == other.billionths
            }
        }
        impl<U: CountedUnit> Eq for $name<U> {}
        impl<U: CountedUnit> PartialOrd for $name<U> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl<U: CountedUnit> Ord for $name<U> {
            fn cmp(&self, other: &Self) -> Ordering {
                self.billionths.cmp(&other.billionths)
            }
        }
        impl<U: CountedUnit> Hash for $name<U> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.billionths.hash(state);
            }
        }
        impl<U: CountedUnit> Default for $name<U> {
            fn default() -> Self {
                Self::from_billionths(0)
            }
        }
        impl<U: CountedUnit> fmt::Debug for $name<U> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({} {})"), self, U::UNIT)
            }
        }
    };
}

plain_number!(Weight);
plain_number!(TotalWeight);
