//! Divisor `2 s (s + 1) / (2 s + 1)`, the harmonic mean of `s` and `s + 1` (Dean 1832).

use super::divisor::Fraction;

pub(super) fn priority(weight: u64, units: u64) -> Option<Fraction> {
    let s = u128::from(units);
    // Weight and units are at most 2^60: weight * (2 s + 1) has at most 122 bits, 2 s (s + 1) as many.
    let divisor = s.saturating_mul(s.saturating_add(1)).saturating_mul(2);
    let numerator = u128::from(weight).saturating_mul(s.saturating_mul(2).saturating_add(1));
    (divisor > 0).then_some((numerator, divisor))
}
