//! Numbers as they are printed: a fixed number of decimals, by a named rule.

use super::decimal_text::grouped;
use super::{PercentagePoints, QuantityError, Ratio, Rounding};
use core::fmt;
use rust_decimal::Decimal;

/// A [`Ratio`] printed with a fixed number of decimals.
///
/// It keeps the exact value and rounds when it is displayed, so it can't overflow and is never the input of a
/// computation by accident. Honours width and alignment, to the right by default (`{:10}`).
///
/// ```
/// use poverty::quantity::{Ratio, Rounding};
/// let value = Ratio::new(1_263_511, 4)?;
/// assert_eq!(value.fixed(1, Rounding::HalfEven).to_string(), "315877.8");
/// assert_eq!(value.fixed(0, Rounding::HalfUp).grouped().to_string(), "315,878");
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fixed {
    value: Ratio,
    /// Decimal places by which the point moves right: 2 for percent.
    shift: u32,
    decimals: u32,
    rounding: Rounding,
    grouped: bool,
}

impl Fixed {
    pub(crate) const fn new(value: Ratio, shift: u32, decimals: u32, rounding: Rounding) -> Self {
        Self { value, shift, decimals, rounding, grouped: false }
    }

    /// The same number with a comma at every third digit of its whole part.
    #[must_use]
    pub const fn grouped(self) -> Self {
        Self { grouped: true, ..self }
    }

    /// The rounded number.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if it has more digits than a [`Decimal`] holds (28).
    pub fn decimal(self) -> Result<Decimal, QuantityError> {
        let text = Self { grouped: false, ..self }.to_string();
        Decimal::from_str_exact(&text).map_err(|_| QuantityError::overflow("rounding to a decimal", self.value, text))
    }

    /// Prints the number and what stands behind it. `pad_integral` aligns right by default and knows no precision,
    /// which would cut digits off.
    fn fmt_with_unit(self, f: &mut fmt::Formatter<'_>, unit: &str) -> fmt::Result {
        let (digits, negative) = self.digits();
        let decimals = usize::try_from(self.decimals).unwrap_or(usize::MAX);
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(decimals));
        let whole = if self.grouped { grouped(whole) } else { whole.to_owned() };
        let point = if fraction.is_empty() { "" } else { "." };
        f.pad_integral(!negative, "", &format!("{whole}{point}{fraction}{unit}"))
    }

    /// Digits of the rounded magnitude, the last `decimals` of them behind the point, and whether it prints as negative.
    fn digits(self) -> (String, bool) {
        let denominator = self.value.denominator().unsigned_abs();
        let mut rest = self.value.numerator().unsigned_abs();
        let whole = rest.checked_div(denominator).unwrap_or(0);
        rest = rest.checked_rem(denominator).unwrap_or(0);
        let mut digits = whole.to_string().into_bytes();
        for _ in 0..self.shift.saturating_add(self.decimals) {
            let (digit, next) = next_digit(rest, denominator);
            digits.push(b'0'.saturating_add(digit));
            rest = next;
        }
        // Both are below 2^127, so doubling the rest stays inside u128.
        let half = rest.saturating_mul(2).cmp(&denominator);
        let odd = digits.last().is_some_and(|digit| digit & 1 == 1);
        let negative = self.value.is_negative();
        if self.rounding.rounds_up(half, rest == 0, odd, negative) {
            increment(&mut digits);
        }
        let first = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
        let keep = usize::try_from(self.decimals).unwrap_or(usize::MAX).saturating_add(1);
        let significant = first.min(digits.len().saturating_sub(keep));
        let negative = negative && first < digits.len();
        let digits: String = digits.iter().skip(significant).map(|digit| char::from(*digit)).collect();
        (digits, negative)
    }
}

/// The next decimal digit of `rest / denominator` and what is left. `rest < denominator < 2^127`.
fn next_digit(rest: u128, denominator: u128) -> (u8, u128) {
    if let Some(tenfold) = rest.checked_mul(10) {
        let digit = tenfold.checked_div(denominator).and_then(|digit| u8::try_from(digit).ok());
        return (digit.unwrap_or(0), tenfold.checked_rem(denominator).unwrap_or(0));
    }
    let (mut digit, mut left) = (0_u8, 0_u128);
    for _ in 0..10 {
        left = left.saturating_add(rest);
        if left >= denominator {
            left = left.saturating_sub(denominator);
            digit = digit.saturating_add(1);
        }
    }
    (digit, left)
}

/// Adds one in the last place of a run of decimal digits.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit == b'9' {
            *digit = b'0';
        } else {
            *digit = digit.saturating_add(1);
            return;
        }
    }
    digits.insert(0, b'1');
}

impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_with_unit(f, "")
    }
}

/// A [`Ratio`] printed in percent: `12.79 %`.
///
/// Values compare by what is printed, not by what is behind it.
#[derive(Clone, Copy, Debug)]
pub struct Percent(Fixed);

impl Percent {
    pub(crate) const fn new(value: Ratio, decimals: u32, rounding: Rounding) -> Self {
        Self(Fixed::new(value, 2, decimals, rounding))
    }

    /// The number alone, without the sign `%`.
    #[must_use]
    pub const fn number(self) -> Fixed {
        self.0
    }
}

impl PartialEq for Percent {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_string() == other.0.to_string()
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt_with_unit(f, " %")
    }
}

/// [`PercentagePoints`] as printed: `-6.41 points`.
#[derive(Clone, Copy, Debug)]
pub struct Points(Fixed);

impl Points {
    pub(crate) const fn new(change: PercentagePoints, decimals: u32, rounding: Rounding) -> Self {
        Self(Fixed::new(change.as_difference(), 2, decimals, rounding))
    }

    /// The number alone, without the word.
    #[must_use]
    pub const fn number(self) -> Fixed {
        self.0
    }
}

impl PartialEq for Points {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_string() == other.0.to_string()
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt_with_unit(f, " points")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(n: i128, d: i128, decimals: u32, rounding: Rounding) -> String {
        Ratio::new(n, d).unwrap().fixed(decimals, rounding).to_string()
    }

    #[test]
    fn every_rule_on_ties_and_beside_them() {
        use Rounding::{AwayFromZero, Ceiling, Floor, HalfEven, HalfUp, TowardZero};
        let cases = [
            (5, 10, [HalfUp, HalfEven, TowardZero, AwayFromZero, Floor, Ceiling], ["1", "0", "0", "1", "0", "1"]),
            (15, 10, [HalfUp, HalfEven, TowardZero, AwayFromZero, Floor, Ceiling], ["2", "2", "1", "2", "1", "2"]),
            (-5, 10, [HalfUp, HalfEven, TowardZero, AwayFromZero, Floor, Ceiling], ["-1", "0", "0", "-1", "-1", "0"]),
            (
                -14,
                10,
                [HalfUp, HalfEven, TowardZero, AwayFromZero, Floor, Ceiling],
                ["-1", "-1", "-1", "-2", "-2", "-1"],
            ),
        ];
        for (n, d, rules, expected) in cases {
            for (rule, text) in rules.into_iter().zip(expected) {
                assert_eq!(printed(n, d, 0, rule), text, "{n}/{d} {rule:?}");
            }
        }
    }

    #[test]
    fn carries_run_through_all_digits() {
        assert_eq!(printed(9_999, 1_000, 2, Rounding::HalfUp), "10.00");
        assert_eq!(printed(99_999, 100_000, 1, Rounding::HalfUp), "1.0");
    }

    #[test]
    fn zero_never_prints_a_minus() {
        assert_eq!(printed(-1, 1000, 2, Rounding::HalfUp), "0.00");
    }

    #[test]
    fn huge_parts_print_without_overflow() {
        let third = Ratio::new(i128::MAX / 3, i128::MAX).unwrap();
        assert_eq!(third.percent(4, Rounding::HalfUp).to_string(), "33.3333 %");
        assert_eq!(next_digit(1 << 126, (1 << 126) + 1).0, 9);
    }
}
