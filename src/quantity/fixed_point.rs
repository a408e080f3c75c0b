//! Numbers of a fixed number of decimals, kept as integers: how they are read from text and from serde.

use super::QuantityError;
use super::decimal_text::{DecimalText, Misread};
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;
use serde::de::{Deserializer, Error, Visitor};

/// A type that keeps an unsigned number as an integer of `10^-decimals`, in the words of its messages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FixedPoint {
    /// `weight`
    pub(crate) thing: &'static str,
    /// The form that is read, `a decimal number of at least 0, such as 126.201`.
    pub(crate) form: &'static str,
    /// The values that fit, `0 to 18446744073.709551615`.
    pub(crate) range: &'static str,
    pub(crate) decimals: u32,
}

impl FixedPoint {
    /// The integer number of units that `number` stands for. `text` is what the user wrote, for the message.
    pub(crate) fn read(self, number: &str, text: &str) -> Result<u128, QuantityError> {
        let too_precise =
            || QuantityError::TooPrecise { thing: self.thing, value: text.to_owned(), decimals: self.decimals };
        let decimal = match DecimalText::read(number) {
            Ok(decimal) => decimal,
            Err(Misread::Malformed) => return Err(QuantityError::unreadable(self.thing, text, self.form)),
            Err(Misread::TooLarge) => return Err(self.out_of_range(text)),
            Err(Misread::TooFine) => {
                let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                let fits = u32::try_from(decimals).is_ok_and(|decimals| decimals <= self.decimals);
                return Err(if fits || number.starts_with('-') { self.out_of_range(text) } else { too_precise() });
            }
        };
        if decimal.is_negative() {
            return Err(self.out_of_range(text));
        }
        let Some(missing) = self.decimals.checked_sub(decimal.decimals) else {
            let surplus =
                10_u128.checked_pow(decimal.decimals.saturating_sub(self.decimals)).ok_or_else(too_precise)?;
            return match (decimal.mantissa.checked_div(surplus), decimal.mantissa.checked_rem(surplus)) {
                (Some(units), Some(0)) => Ok(units),
                _ => Err(too_precise()),
            };
        };
        10_u128
            .checked_pow(missing)
            .and_then(|factor| decimal.mantissa.checked_mul(factor))
            .ok_or_else(|| self.out_of_range(text))
    }

    #[expect(clippy::needless_pass_by_value, reason = "callers hand over numbers and temporaries")]
    pub(crate) fn out_of_range(self, value: impl ToString) -> QuantityError {
        QuantityError::OutOfRange { thing: self.thing, value: value.to_string(), expected: self.range }
    }

    /// Deserialises from text, an integer, or a binary float, which stands for the shortest decimal that names it.
    ///
    /// A float too large to tell the last decimal from its neighbours is refused: the file may have said more than it holds
    /// (readers of JSON and CSV turn `12345678901.123456789` into a float unasked). Formats that are not self-describing
    /// hold the text.
    pub(crate) fn deserialize<'de, D, T>(self, deserializer: D) -> Result<T, D::Error>
    where
        D: Deserializer<'de>,
        T: FromStr<Err = QuantityError>,
    {
        let number = Number { fixed_point: self, value: PhantomData };
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(number)
        } else {
            deserializer.deserialize_str(number)
        }
    }

    /// The units of the shortest decimal that names the float, without printing it; `None` where that takes printing.
    ///
    /// The quotient of two integers below 2^53 is rounded once, so a candidate that divides back to the float names it. Where
    /// floats are closer than units no other number of these decimals does, so the shortest one is it.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::float_cmp,
        reason = "the candidate lies between 0 and 2^53; the comparison is the proof that it names the float"
    )]
    pub(crate) fn units_of(self, value: f64) -> Option<u64> {
        let units_per_one = 10_f64.powi(i32::try_from(self.decimals).ok()?);
        let units = (value * units_per_one).round();
        if !(0.0..9_007_199_254_740_992.0).contains(&units) || !self.is_told_apart_by_floats(value) {
            return None;
        }
        (units / units_per_one == value).then_some(units as u64)
    }

    /// Whether two numbers of this many decimals are never the same float near `value`.
    fn is_told_apart_by_floats(self, value: f64) -> bool {
        let unit = i32::try_from(self.decimals).map_or(0.0, |decimals| 10_f64.powi(decimals).recip());
        value.abs().next_up() - value.abs() < unit
    }
}

struct Number<T> {
    fixed_point: FixedPoint,
    value: PhantomData<T>,
}

impl<T: FromStr<Err = QuantityError>> Visitor<'_> for Number<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {}: {}", self.fixed_point.thing, self.fixed_point.form)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        value.to_string().parse().map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        value.to_string().parse().map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        let number = value.to_string().parse().map_err(E::custom)?;
        if self.fixed_point.is_told_apart_by_floats(value) {
            Ok(number)
        } else {
            Err(E::custom(format_args!(
                "{} {value} as a binary float may have lost digits; write it as text",
                self.fixed_point.thing
            )))
        }
    }
}
