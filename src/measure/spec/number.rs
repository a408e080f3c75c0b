//! Numbers in cells, as survey programs write them.

use crate::quantity::{Households, Weight};
use rust_decimal::Decimal;

/// A number in plain digits or with an exponent, as R writes a million: `1e+06`.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}

/// A weight, and whether it had to be rounded to the nine decimals that weights are kept with.
pub(super) fn weight(text: &str) -> Option<(Weight<Households>, bool)> {
    if let Ok(weight) = text.parse() {
        return Some((weight, false));
    }
    let exact = decimal(text).filter(|weight| !weight.is_sign_negative())?;
    let rounded = exact.round_dp(9);
    Weight::from_decimal(rounded).ok().map(|weight| (weight, rounded != exact))
}

/// A number of members, `4` or `4.0`.
pub(super) fn members(text: &str) -> Option<u32> {
    let number = decimal(text).filter(|number| number.is_integer())?;
    u32::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_programs_write_them() {
        assert_eq!(decimal("1e+06"), Some(Decimal::from(1_000_000)));
        assert_eq!(decimal("-12.50").map(|number| number.to_string()).as_deref(), Some("-12.50"));
        assert_eq!((decimal("1,5"), decimal("NA"), decimal("")), (None, None, None));
        assert_eq!((members("4.0"), members("4.5"), members("-1")), (Some(4), None, None));
    }

    #[test]
    fn weights_past_nine_decimals_are_rounded_and_told() {
        let of = |text: &str| weight(text).map(|(weight, rounded)| (weight.to_string(), rounded));
        assert_eq!(of("126.201"), Some(("126.201".to_owned(), false)));
        assert_eq!(of("1e+05"), Some(("100000".to_owned(), false)));
        assert_eq!(of("543.2109876543210123"), Some(("543.210987654".to_owned(), true)));
        assert_eq!((of("-1"), of("-1e3"), of("x"), of("")), (None, None, None, None));
    }
}
