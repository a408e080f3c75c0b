//! Exact fractions.

use super::decimal_text::{DecimalText, Misread};
use super::fraction::{compare_fractions, gcd, nearest_f64};
use super::{Count, Fixed, Percent, PercentagePoints, QuantityError, Rounding};
use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use rust_decimal::Decimal;
use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize};

/// An exact fraction: a rate, a share, a relative change, an indicator weight, a poverty cutoff.
///
/// Kept in lowest terms with a positive denominator, so equal values are equal bits. It is a number without a unit;
/// percent exists only in print ([`Ratio::percent`]). The *change* of a rate is not a ratio but [`PercentagePoints`].
///
/// Prints as `1/3` (or `2` when whole) and reads `1/3`, `0.25`, `12.79 %`. In serde it is that text;
/// whole numbers are read too.
///
/// ```
/// use poverty::quantity::{Ratio, Rounding};
/// let rate = Ratio::new(63_642, 497_592)?;
/// assert_eq!(rate.percent(2, Rounding::HalfUp).to_string(), "12.79 %");
///
/// // Twelve equal weights: six of them are exactly one half, which binary floats miss.
/// let weight = Ratio::new(1, 12)?;
/// let six = Ratio::sum([weight; 6])?;
/// assert_eq!(six, Ratio::new(1, 2)?);
/// assert!([1.0_f64 / 12.0; 6].iter().sum::<f64>() < 0.5);
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct Ratio {
    /// Never `i128::MIN`, so its absolute value exists.
    numerator: i128,
    /// Positive, and without a common factor with the numerator.
    denominator: i128,
}

impl Ratio {
    /// Nought.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One, the whole.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// The fraction `numerator / denominator`.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if the denominator is zero (the rate of an empty group is undefined);
    /// [`QuantityError::Overflow`] if one of them is `i128::MIN`.
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, QuantityError> {
        if denominator == 0 {
            return Err(QuantityError::ZeroDenominator { numerator: numerator.to_string() });
        }
        if numerator == i128::MIN || denominator == i128::MIN {
            return Err(QuantityError::overflow("dividing", numerator, denominator));
        }
        let negative = (numerator < 0) != (denominator < 0);
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let overflow = || QuantityError::overflow("dividing", numerator, denominator);
        let reduced = |value: u128| value.checked_div(divisor).and_then(|value| i128::try_from(value).ok());
        let magnitude = reduced(numerator.unsigned_abs()).ok_or_else(overflow)?;
        let denominator = reduced(denominator.unsigned_abs()).ok_or_else(overflow)?;
        Ok(Self { numerator: if negative { magnitude.wrapping_neg() } else { magnitude }, denominator })
    }

    /// The fraction of two unsigned integers.
    ///
    /// # Errors
    /// As [`Ratio::new`]; [`QuantityError::Overflow`] if the reduced fraction does not fit.
    pub fn of(part: u128, whole: u128) -> Result<Self, QuantityError> {
        if whole == 0 {
            return Err(QuantityError::ZeroDenominator { numerator: part.to_string() });
        }
        let divisor = gcd(part, whole);
        let reduced = |value: u128| value.checked_div(divisor).and_then(|value| i128::try_from(value).ok());
        match (reduced(part), reduced(whole)) {
            (Some(numerator), Some(denominator)) => Ok(Self { numerator, denominator }),
            _ => Err(QuantityError::overflow("dividing", part, whole)),
        }
    }

    /// The share that `part` is of `whole`, both counts.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if the whole is empty.
    pub fn of_counts(part: Count, whole: Count) -> Result<Self, QuantityError> {
        Self::of(u128::from(part.get()), u128::from(whole.get()))
    }

    /// A whole number as a fraction; also `Ratio::from`, which takes counts as well.
    #[must_use]
    pub const fn whole(value: i64) -> Self {
        // Widening; `From` is not yet callable in a constant.
        Self { numerator: value as i128, denominator: 1 }
    }

    /// A decimal as the fraction it is.
    ///
    /// # Errors
    /// Never for a valid [`Decimal`]; the type is that of its siblings.
    pub fn from_decimal(value: Decimal) -> Result<Self, QuantityError> {
        let denominator = 10_i128
            .checked_pow(value.scale())
            .ok_or_else(|| QuantityError::overflow("reading a decimal", value, "10^scale"))?;
        Self::new(value.mantissa(), denominator)
    }

    /// Numerator in lowest terms; carries the sign.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// Denominator in lowest terms; positive.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether the value is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Whether the value lies in [0, 1], as a share must.
    #[must_use]
    pub fn is_share(self) -> bool {
        self.numerator >= 0 && self.numerator <= self.denominator
    }

    /// The value without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self { numerator: self.numerator.wrapping_abs(), denominator: self.denominator }
    }

    /// The value with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { numerator: self.numerator.wrapping_neg(), denominator: self.denominator }
    }

    /// The value turned over: one divided by it.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if the value is zero.
    pub fn reciprocal(self) -> Result<Self, QuantityError> {
        if self.numerator == 0 {
            return Err(QuantityError::ZeroDenominator { numerator: Self::ONE.to_string() });
        }
        let sign = self.numerator.signum();
        Ok(Self { numerator: self.denominator.wrapping_mul(sign), denominator: self.numerator.wrapping_abs() })
    }

    /// What is missing to the whole: `1 - self`. Of a share it is a share.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`]; never for a share.
    pub fn complement(self) -> Result<Self, QuantityError> {
        Self::ONE.checked_sub(self)
    }

    /// The sum.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if the result or a product of the parts on the way to it does not fit 127 bits.
    pub fn checked_add(self, other: Self) -> Result<Self, QuantityError> {
        self.exact_sum(other).ok_or_else(|| QuantityError::overflow("adding ratios", self, other))
    }

    /// The difference as a plain fraction. For the change of a rate use [`Ratio::points_since`].
    ///
    /// # Errors
    /// As [`Ratio::checked_add`].
    pub fn checked_sub(self, other: Self) -> Result<Self, QuantityError> {
        self.exact_sum(other.negated()).ok_or_else(|| QuantityError::overflow("subtracting ratios", self, other))
    }

    /// The product.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if the result in lowest terms does not fit 127 bits.
    pub fn checked_mul(self, other: Self) -> Result<Self, QuantityError> {
        self.exact_product(other).ok_or_else(|| QuantityError::overflow("multiplying ratios", self, other))
    }

    /// The quotient.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if `other` is zero; [`QuantityError::Overflow`] if the result does not fit.
    pub fn checked_div(self, other: Self) -> Result<Self, QuantityError> {
        if other.numerator == 0 {
            return Err(QuantityError::ZeroDenominator { numerator: self.to_string() });
        }
        self.exact_product(other.reciprocal()?).ok_or_else(|| QuantityError::overflow("dividing ratios", self, other))
    }

    /// The exact sum of many.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if a partial sum does not fit.
    pub fn sum(ratios: impl IntoIterator<Item = Self>) -> Result<Self, QuantityError> {
        ratios.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// How far this rate lies from an earlier one, in percentage points.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if the exact difference does not fit.
    ///
    /// ```
    /// use poverty::quantity::{Ratio, Rounding};
    /// let (earlier, later): (Ratio, Ratio) = ("12.79 %".parse()?, "6.38 %".parse()?);
    /// assert_eq!(later.points_since(earlier)?.points(2, Rounding::HalfUp).to_string(), "-6.41 points");
    /// # Ok::<(), poverty::quantity::QuantityError>(())
    /// ```
    pub fn points_since(self, earlier: Self) -> Result<PercentagePoints, QuantityError> {
        self.checked_sub(earlier).map(PercentagePoints::from_difference)
    }

    /// The relative change since an earlier rate: `self / earlier - 1`.
    ///
    /// # Errors
    /// [`QuantityError::ZeroDenominator`] if the earlier rate is zero; [`QuantityError::Overflow`].
    pub fn relative_change_since(self, earlier: Self) -> Result<Self, QuantityError> {
        self.checked_div(earlier)?.checked_sub(Self::ONE)
    }

    /// This value as printed with `decimals` decimals, `0.13`.
    #[must_use]
    pub const fn fixed(self, decimals: u32, rounding: Rounding) -> Fixed {
        Fixed::new(self, 0, decimals, rounding)
    }

    /// This value as printed in percent with `decimals` decimals, `12.79 %`.
    #[must_use]
    pub const fn percent(self, decimals: u32, rounding: Rounding) -> Percent {
        Percent::new(self, decimals, rounding)
    }

    /// The number that is printed with `decimals` decimals, as a value. A rate printed in percent with two decimals has four.
    ///
    /// For working with figures as a publisher prints them: a difference of rounded rates is not the rounded difference.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if the result in lowest terms does not fit 127 bits.
    ///
    /// ```
    /// use poverty::quantity::{Ratio, Rounding};
    /// let as_printed = Ratio::new(63_642, 497_592)?.rounded(4, Rounding::HalfUp)?;
    /// assert_eq!(as_printed, "12.79 %".parse()?);
    /// # Ok::<(), poverty::quantity::QuantityError>(())
    /// ```
    pub fn rounded(self, decimals: u32, rounding: Rounding) -> Result<Self, QuantityError> {
        let text = self.fixed(decimals, rounding).to_string();
        text.parse().map_err(|_| QuantityError::overflow("rounding a ratio", self, format!("{decimals} decimals")))
    }

    /// The largest integer that is not above the value.
    #[must_use]
    pub fn floor(self) -> i128 {
        self.numerator.checked_div_euclid(self.denominator).unwrap_or(0)
    }

    /// The smallest integer that is not below the value.
    #[must_use]
    pub fn ceiling(self) -> i128 {
        self.negated().floor().wrapping_neg()
    }

    /// The nearest binary64 number, correctly rounded. For output and for the parts of statistics that need roots
    /// and logarithms; nothing is compared or summed this way.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        let magnitude = nearest_f64(self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        if self.numerator < 0 { -magnitude } else { magnitude }
    }

    fn exact_sum(self, other: Self) -> Option<Self> {
        // Counts are most of what is added.
        if self.denominator == 1 && other.denominator == 1 {
            return Self::in_lowest_terms(self.numerator.checked_add(other.numerator)?, 1);
        }
        // Knuth 4.5.1: dividing by the common factor of the denominators first keeps the parts small.
        let common = i128::try_from(gcd(self.denominator.unsigned_abs(), other.denominator.unsigned_abs())).ok()?;
        let left_factor = other.denominator.checked_div(common)?;
        let right_factor = self.denominator.checked_div(common)?;
        let left = self.numerator.checked_mul(left_factor)?;
        let right = other.numerator.checked_mul(right_factor)?;
        let numerator = left.checked_add(right)?;
        let rest = i128::try_from(gcd(numerator.unsigned_abs(), common.unsigned_abs())).ok()?;
        Self::in_lowest_terms(
            numerator.checked_div(rest)?,
            right_factor.checked_mul(other.denominator.checked_div(rest)?)?,
        )
    }

    fn exact_product(self, other: Self) -> Option<Self> {
        let cross = |a: i128, b: i128| i128::try_from(gcd(a.unsigned_abs(), b.unsigned_abs())).ok();
        let first = cross(self.numerator, other.denominator)?;
        let second = cross(other.numerator, self.denominator)?;
        let numerator = self.numerator.checked_div(first)?.checked_mul(other.numerator.checked_div(second)?)?;
        let denominator = self.denominator.checked_div(second)?.checked_mul(other.denominator.checked_div(first)?)?;
        Self::in_lowest_terms(numerator, denominator)
    }

    /// A fraction known to be in lowest terms with a positive denominator.
    fn in_lowest_terms(numerator: i128, denominator: i128) -> Option<Self> {
        (numerator != i128::MIN).then_some(Self { numerator, denominator })
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let parts = |ratio: &Self| (ratio.numerator.unsigned_abs(), ratio.denominator.unsigned_abs());
        let ((a, b), (c, d)) = (parts(self), parts(other));
        match (self.is_negative(), other.is_negative()) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => compare_fractions(a, b, c, d),
            (true, true) => compare_fractions(c, d, a, b),
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.numerator.unsigned_abs();
        let text =
            if self.denominator == 1 { magnitude.to_string() } else { format!("{magnitude}/{}", self.denominator) };
        f.pad_integral(!self.is_negative(), "", &text)
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ratio({}/{})", self.numerator, self.denominator)
    }
}

impl FromStr for Ratio {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable =
            || QuantityError::unreadable("ratio", text, "a fraction 1/3, a decimal 0.25 or a percentage 12.79 %");
        let trimmed = text.trim();
        if let Some((numerator, denominator)) = trimmed.split_once('/') {
            let integer = |part: &str| part.trim().parse::<i128>().map_err(|_| unreadable());
            return Self::new(integer(numerator)?, integer(denominator)?);
        }
        let (number, percent) = match trimmed.strip_suffix('%') {
            Some(number) => (number.trim_end(), true),
            None => (trimmed, false),
        };
        let overflow = || QuantityError::overflow("reading a ratio", trimmed, "127 bits");
        let decimal = DecimalText::read(number).map_err(|misread| match misread {
            Misread::Malformed => unreadable(),
            Misread::TooLarge | Misread::TooFine => overflow(),
        })?;
        let decimals = decimal.decimals.saturating_add(if percent { 2 } else { 0 });
        let scale = 10_i128.checked_pow(decimals).ok_or_else(overflow)?;
        let mantissa = i128::try_from(decimal.mantissa).map_err(|_| overflow())?;
        Self::new(if decimal.negative { mantissa.wrapping_neg() } else { mantissa }, scale)
    }
}

/// Integers are ratios: a count times a rate is `rate.checked_mul(count.into())`.
macro_rules! from_integer {
    ($($integer:ty),*) => {
        $(impl From<$integer> for Ratio {
            fn from(value: $integer) -> Self {
                Self { numerator: i128::from(value), denominator: 1 }
            }
        })*
    };
}

from_integer!(Count, i32, i64, u32, u64);

impl<'de> Deserialize<'de> for Ratio {
    /// Reads text (`1/3`, `0.25`, `33 %`) or a whole number. A binary float is refused: 0.1 in a file is no tenth.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fraction;

        impl Visitor<'_> for Fraction {
            type Value = Ratio;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a fraction as text, such as \"1/3\" or \"0.25\", or a whole number")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Ratio, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Ratio, E> {
                Ok(Ratio::whole(value))
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Ratio, E> {
                Ratio::new(value.into(), 1).map_err(E::custom)
            }
        }

        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Fraction)
        } else {
            deserializer.deserialize_str(Fraction)
        }
    }
}

impl TryFrom<String> for Ratio {
    type Error = QuantityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Ratio> for String {
    fn from(ratio: Ratio) -> Self {
        ratio.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_may_write_whole_numbers_but_no_floats() {
        assert_eq!(serde_json::from_str::<Ratio>("3").unwrap(), Ratio::whole(3));
        assert_eq!(serde_json::from_str::<Ratio>("\"3/10\"").unwrap(), Ratio::new(3, 10).unwrap());
        let float = serde_json::from_str::<Ratio>("0.3").unwrap_err().to_string();
        assert!(float.contains("expected a fraction as text, such as \"1/3\""), "{float}");
    }

    #[test]
    fn comparison_needs_no_product() {
        let big = i128::MAX;
        let left = Ratio::new(big - 2, big - 1).unwrap();
        let right = Ratio::new(big - 1, big).unwrap();
        assert!(left < right);
        assert_eq!(right.cmp(&right), Ordering::Equal);
        assert!(right.negated() < left.negated());
        assert!(Ratio::ZERO < Ratio::new(1, big).unwrap());
    }

    #[test]
    fn to_f64_is_correctly_rounded() {
        for (n, d) in [(1_i128, 3_i128), (2, 3), (1, 10), (12_345, 67_891), (1, 1 << 60), (63_642, 497_592)] {
            #[expect(clippy::cast_precision_loss, reason = "both are below 2^53 and convert exactly")]
            let expected = n as f64 / d as f64;
            assert_eq!(Ratio::new(n, d).unwrap().to_f64().to_bits(), expected.to_bits(), "{n}/{d}");
        }
        assert_eq!(Ratio::new(i128::MAX, 1).unwrap().to_f64().to_bits(), 2_f64.powi(127).to_bits());
        assert_eq!(Ratio::new(-1, 4).unwrap().to_f64().to_bits(), (-0.25_f64).to_bits());
    }

    #[test]
    fn floor_and_ceiling_of_negative_values() {
        let value = Ratio::new(-7, 2).unwrap();
        assert_eq!((value.floor(), value.ceiling()), (-4, -3));
    }
}
