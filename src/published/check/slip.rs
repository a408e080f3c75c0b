//! Slips of print: what could have been meant instead of a printed number.

use crate::published::{Printed, PrintedUnit, Slip};
use crate::quantity::Ratio;

/// With fewer digits nearly every number is one slip away from every other.
const FEWEST_DIGITS: usize = 3;

/// Every number that a small slip could have turned into the printed one, with that slip.
pub(super) fn slips(printed: Printed) -> Vec<(Slip, Printed)> {
    // As they are printed: 0.21 has three digits.
    let width = usize::try_from(printed.decimals()).unwrap_or(0).saturating_add(1);
    let digits: Vec<u8> = format!("{:0>width$}", printed.digits().unsigned_abs()).into_bytes();
    let mut found = thousandfold(printed);
    if digits.len() < FEWEST_DIGITS {
        return found;
    }
    let mut add = |slip, digits: &[u8]| found.extend(with_digits(printed, digits).map(|instead| (slip, instead)));
    for first in 0..digits.len() {
        for second in first.saturating_add(1)..digits.len() {
            let mut swapped = digits.clone();
            swapped.swap(first, second);
            let neighbours = second == first.saturating_add(1);
            add(if neighbours { Slip::DigitsSwapped } else { Slip::DistantDigitsSwapped }, &swapped);
        }
    }
    for place in 0..digits.len() {
        for digit in b'0'..=b'9' {
            let mut changed = digits.clone();
            if let Some(old) = changed.get_mut(place) {
                *old = digit;
            }
            add(Slip::DigitWrong, &changed);
        }
    }
    found
}

/// The likeliest slip whose undoing passes the test: by kind, then by how little it changes.
pub(super) fn likeliest(printed: Printed, passes: impl Fn(Printed) -> bool) -> Option<(Slip, Printed)> {
    let distance = |instead: Printed| {
        instead.value().checked_sub(printed.value()).map_or_else(|_| Ratio::whole(i64::MAX), Ratio::abs)
    };
    slips(printed)
        .into_iter()
        .filter(|(_, instead)| passes(*instead))
        .min_by_key(|(slip, instead)| (*slip, distance(*instead)))
}

/// The number with other digits; `None` for the same number and for one that would be printed shorter.
fn with_digits(printed: Printed, digits: &[u8]) -> Option<Printed> {
    let text = core::str::from_utf8(digits).ok()?;
    let mantissa: i128 = text.parse().ok()?;
    let mantissa = if printed.digits() < 0 { mantissa.wrapping_neg() } else { mantissa };
    let decimals = usize::try_from(printed.decimals()).ok()?;
    // A leading zero is printed only before the point.
    let shorter = digits.first() == Some(&b'0') && digits.len() > decimals.saturating_add(1);
    if mantissa == printed.digits() || shorter { None } else { printed.with_digits(mantissa) }
}

/// The number in a scale a thousand times larger or smaller: by its scale word, or by its digits.
fn thousandfold(printed: Printed) -> Vec<(Slip, Printed)> {
    if matches!(printed.unit(), PrintedUnit::Percent | PrintedUnit::Points) || printed.digits() == 0 {
        return Vec::new();
    }
    let scale = printed.scale();
    let larger = scale.checked_add(3).and_then(|scale| printed.with_scale(scale));
    let smaller = match scale.checked_sub(3) {
        Some(scale) => printed.with_scale(scale),
        None if printed.digits().checked_rem(1000) == Some(0) => {
            printed.digits().checked_div(1000).and_then(|digits| printed.with_digits(digits))
        }
        None => None,
    };
    [larger, smaller].into_iter().flatten().map(|instead| (Slip::Thousandfold, instead)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(printed: &str, wanted: &str) -> Option<(Slip, String)> {
        let wanted: Printed = wanted.parse().unwrap();
        likeliest(printed.parse().unwrap(), |instead| instead.value() == wanted.value())
            .map(|(slip, instead)| (slip, instead.to_string()))
    }

    #[test]
    fn finds_the_slip_between_two_numbers() {
        for (printed, meant, slip) in [
            ("417,571", "471,571", Slip::DigitsSwapped),
            ("12.79 %", "12.97 %", Slip::DigitsSwapped),
            ("63,642", "23,646", Slip::DistantDigitsSwapped),
            ("1,258,997", "1,258,797", Slip::DigitWrong),
            ("1,263,511 billion VND", "1,263,511 million VND", Slip::Thousandfold),
            ("0.21 %", "0.12 %", Slip::DigitsSwapped),
        ] {
            assert_eq!(best(printed, meant), Some((slip, meant.to_owned())), "{printed}");
        }
        assert_eq!(best("63,642", "63,642,000").unwrap().0, Slip::Thousandfold);
        assert_eq!(best("63,642,000", "63,642").unwrap().0, Slip::Thousandfold);
        assert_eq!(best("43,316", "40,709"), None);
        assert_eq!(best("12", "21"), None, "two digits are too few to speak of a slip");
    }

    #[test]
    fn no_slip_makes_a_number_shorter() {
        assert!(slips("1,005".parse().unwrap()).iter().all(|(_, instead)| instead.digits() >= 1_000));
        assert!(slips("1.05 %".parse().unwrap()).iter().any(|(_, instead)| instead.digits() == 5));
    }
}
