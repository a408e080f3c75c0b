//! Divisor `s` (Adams 1832).

pub(super) fn divisor(units: u64) -> (u128, u128) {
    (u128::from(units), 1)
}
