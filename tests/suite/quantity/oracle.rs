//! The same values in unbounded integers, by an independent crate: what the exact types are compared with.

use core::cmp::Ordering;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use poverty::quantity::{Money, Ratio, Rounding};
use rust_decimal::Decimal;

/// The fraction that a ratio is.
pub(super) fn big(ratio: Ratio) -> BigRational {
    BigRational::new(ratio.numerator().into(), ratio.denominator().into())
}

/// The fraction that a decimal is.
pub(super) fn big_decimal(value: Decimal) -> BigRational {
    BigRational::new(value.mantissa().into(), BigInt::from(10).pow(value.scale()))
}

/// The fraction that an amount is, whatever its currency.
pub(super) fn big_money(money: Money) -> BigRational {
    big_decimal(money.amount())
}

/// A whole number as a fraction.
pub(super) fn whole(value: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(value.into())
}

/// Whether 96 bits, the digits of a decimal, hold the value in units of `10^-scale`.
pub(super) fn fits_decimal(value: &BigRational, scale: u32) -> bool {
    (value * whole(BigInt::from(10).pow(scale))).abs() < whole(BigInt::one() << 96)
}

/// The value rounded to an integer by the rule, from the definition of each rule.
pub(super) fn rounded(value: &BigRational, rule: Rounding) -> BigInt {
    let (floor, ceiling) = (value.floor().to_integer(), value.ceil().to_integer());
    let away = if value.is_negative() { floor.clone() } else { ceiling.clone() };
    let toward_zero = if value.is_negative() { ceiling.clone() } else { floor.clone() };
    let to_floor = value - whole(floor.clone());
    let to_ceiling = whole(ceiling.clone()) - value;
    match (rule, to_floor.cmp(&to_ceiling)) {
        (Rounding::Floor, _) | (Rounding::HalfUp | Rounding::HalfEven, Ordering::Less) => floor,
        (Rounding::Ceiling, _) | (Rounding::HalfUp | Rounding::HalfEven, Ordering::Greater) => ceiling,
        (Rounding::TowardZero, _) => toward_zero,
        (Rounding::AwayFromZero, _) | (Rounding::HalfUp, Ordering::Equal) => away,
        (Rounding::HalfEven, Ordering::Equal) => {
            if (&floor % 2_i32).is_zero() {
                floor
            } else {
                ceiling
            }
        }
    }
}

/// An integer number of `10^-decimals` as digits, with a comma at every third of the whole part if asked for.
pub(super) fn digits(units: &BigInt, decimals: u32, grouped: bool) -> String {
    let decimals = decimals as usize;
    let magnitude = units.abs().to_string();
    let padded = format!("{}{magnitude}", "0".repeat((decimals + 1).saturating_sub(magnitude.len())));
    let (front, back) = padded.split_at(padded.len() - decimals);
    let mut front = front.to_owned();
    if grouped {
        let mut at = front.len();
        while at > 3 {
            at -= 3;
            front.insert(at, ',');
        }
    }
    let sign = if units.is_negative() { "-" } else { "" };
    if back.is_empty() { format!("{sign}{front}") } else { format!("{sign}{front}.{back}") }
}

fn bits(value: &BigInt) -> i32 {
    i32::try_from(value.bits()).unwrap()
}

/// The nearest binary64 number, ties to even, by comparing with the neighbours of a first guess.
pub(super) fn nearest_f64(value: &BigRational) -> f64 {
    if value.is_zero() {
        return 0.0;
    }
    // 2^62 <= |value| * 2^shift < 2^64: the leading 53 bits and what follows them.
    let (numerator, denominator) = (value.numer().abs(), value.denom().clone());
    let shift = 63 - (bits(&numerator) - bits(&denominator));
    let scaled = if shift >= 0 {
        BigRational::new(numerator << shift, denominator)
    } else {
        BigRational::new(numerator, denominator << -shift)
    };
    let leading = bits(&scaled.to_integer());
    let unit = BigInt::one() << (leading - 53);
    let mantissa = rounded(&(scaled / whole(unit)), Rounding::HalfEven);
    let magnitude = mantissa.to_f64().unwrap();
    let exponent = leading - 53 - shift;
    // A mantissa of at most 2^53 times a power of two far from the subnormal numbers: exact.
    let result = magnitude * 2_f64.powi(exponent);
    if value.is_negative() { -result } else { result }
}
