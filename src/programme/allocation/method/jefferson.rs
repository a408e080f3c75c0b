//! Divisor `s + 1` (Jefferson 1792, D'Hondt 1878).

pub(super) fn divisor(units: u64) -> (u128, u128) {
    (u128::from(units).saturating_add(1), 1)
}
