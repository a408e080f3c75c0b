//! Divisor `sqrt(s (s + 1))`, the geometric mean of `s` and `s + 1` (Huntington 1921, Hill 1911). Squares are compared, so
//! that no root is taken.

use super::divisor::Fraction;

pub(super) fn priority(weight: u64, units: u64) -> Option<Fraction> {
    let (p, s) = (u128::from(weight), u128::from(units));
    // At most 2^120 both.
    let divisor = s.saturating_mul(s.saturating_add(1));
    (divisor > 0).then(|| (p.saturating_mul(p), divisor))
}
