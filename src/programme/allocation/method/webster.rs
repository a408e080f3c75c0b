//! Divisor `s + 1/2` (Webster 1832, Sainte-Laguë 1910).

pub(super) fn divisor(units: u64) -> (u128, u128) {
    (u128::from(units).saturating_mul(2).saturating_add(1), 2)
}
