//! Integers as binary64 numbers: where exact totals enter logarithms and square roots.

/// The nearest binary64 number. Most totals fit 64 bits, whose conversion is one instruction.
#[expect(clippy::cast_precision_loss, reason = "the nearest binary64 number is what is asked for")]
pub(super) fn unsigned(value: u128) -> f64 {
    u64::try_from(value).map_or(value as f64, |value| value as f64)
}

/// The nearest binary64 number.
#[expect(clippy::cast_precision_loss, reason = "the nearest binary64 number is what is asked for")]
pub(super) const fn units(value: i64) -> f64 {
    value as f64
}

/// A total of weights in the integers that hold it.
pub(super) trait Total: Copy + Ord {
    const ZERO: Self;

    /// What is left of it without a part of it.
    fn less(self, part: Self) -> Self;

    /// The nearest binary64 number.
    fn nearest(self) -> f64;
}

impl Total for u64 {
    const ZERO: Self = 0;

    fn less(self, part: Self) -> Self {
        self.saturating_sub(part)
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest binary64 number is what is asked for")]
    fn nearest(self) -> f64 {
        self as f64
    }
}

impl Total for u128 {
    const ZERO: Self = 0;

    fn less(self, part: Self) -> Self {
        self.saturating_sub(part)
    }

    fn nearest(self) -> f64 {
        unsigned(self)
    }
}

/// The nearest binary64 number.
#[expect(clippy::cast_precision_loss, reason = "the nearest binary64 number is what is asked for")]
pub(super) fn signed(value: i128) -> f64 {
    i64::try_from(value).map_or(value as f64, |value| value as f64)
}

/// A number of units of `10^-decimals` as a number of ones: rounded once where both are below 2^53.
pub(super) fn scaled(value: i128, decimals: u32) -> f64 {
    signed(value) / power_of_ten(decimals)
}

/// Billionths of a weight as a number of ones.
pub(super) fn weight(billionths: u128) -> f64 {
    unsigned(billionths) / 1e9
}

/// `10^decimals` for the at most 19 decimals that 64 bits hold.
pub(super) fn power_of_ten(decimals: u32) -> f64 {
    10_u64.checked_pow(decimals).map_or(f64::INFINITY, |power| unsigned(u128::from(power)))
}
