//! What all measures of incomes have in common.

use super::{Domain, IncomeError, Linearised};
use crate::quantity::CountedUnit;
use core::fmt;

/// A measure of poverty or of inequality in money.
///
/// Its value comes from exact totals, or from sums of binary64 numbers that are kept exactly and rounded once, so the order of
/// rows changes no bit of it.
pub trait IncomeMeasure<U: CountedUnit>: fmt::Debug {
    /// Short name, as tidy output has it: `fgt1`, `gini`.
    fn id(&self) -> String;

    /// What tells it apart from others of its name: the line, the parameter.
    fn parameter(&self) -> String;

    /// The value for a domain.
    ///
    /// # Errors
    /// Those of the measure; [`IncomeError::NotFinite`] if the result leaves the range of binary64 numbers.
    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError>;

    /// The value with its linearised variable.
    ///
    /// # Errors
    /// As [`IncomeMeasure::value`]; [`IncomeError::NoSpread`] if the error needs a density and all incomes are equal.
    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError>;
}
