//! Integers as floats, where roots and squares are taken: standard errors, limits, coefficients.

/// The nearest float.
#[inline]
#[expect(clippy::cast_precision_loss, reason = "the error of a statistic is far above that of 53 bits")]
pub(crate) const fn float(value: u64) -> f64 {
    value as f64
}

/// The nearest float.
#[inline]
#[expect(clippy::cast_precision_loss, reason = "the error of a statistic is far above that of 53 bits")]
pub(crate) const fn wide_float(value: u128) -> f64 {
    value as f64
}
