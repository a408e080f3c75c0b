//! A measure of a domain with its sampling error.

use super::{Domain, IncomeError, IncomeMeasure, Incomes, Linearised, MeasuredValue};
use crate::measure::{SampledRows, SamplingError};
use crate::quantity::{CountedUnit, Households, Weight};
use core::ops::Deref;

/// A measure of incomes in a domain, with the error that the design of the survey gives it.
///
/// Made by [`Domain::estimate`]; a change or a ratio of linearised values by [`Linearised::estimate`].
#[derive(Clone, Debug, PartialEq)]
pub struct IncomeEstimate<U: CountedUnit = Households> {
    value: MeasuredValue<U>,
    parameter: String,
    error: SamplingError,
}

impl<U: CountedUnit> Deref for IncomeEstimate<U> {
    type Target = MeasuredValue<U>;

    fn deref(&self) -> &MeasuredValue<U> {
        &self.value
    }
}

impl<U: CountedUnit> IncomeEstimate<U> {
    /// What tells it apart from others of its name: the line, the parameter; empty for combined values.
    #[must_use]
    pub fn parameter(&self) -> &str {
        &self.parameter
    }

    /// Its sampling error.
    #[must_use]
    pub const fn error(&self) -> &SamplingError {
        &self.error
    }
}

impl<U: CountedUnit> Domain<'_, U> {
    /// A measure with its error: by linearisation, or by replicate weights if the design of the sample names a method, in which
    /// case every replicate measures again, with its own relative lines.
    ///
    /// # Errors
    /// Those of the measure, in the sample or in a replicate; [`IncomeError::Measure`] if the sample has other rows than the
    /// incomes.
    pub fn estimate(
        &self,
        measure: &dyn IncomeMeasure<U>,
        sample: &SampledRows,
    ) -> Result<IncomeEstimate<U>, IncomeError> {
        let linearised = measure.linearised(self)?;
        let error = if sample.is_replicated() {
            let weights: Vec<Weight<U>> = (0..self.incomes().len()).map(|row| self.incomes().weight_of(row)).collect();
            sample.replicated_error(linearised.value(), &weights, linearised.counted().iter().copied(), |weights| {
                let incomes = self.incomes().with_weights(weights)?;
                self.under(&incomes, |domain| measure.value(domain))
            })?
        } else {
            linearised.error(sample)?
        };
        Ok(linearised.described(measure.parameter(), error))
    }

    /// What a function says of the same domain of other incomes: those of a replicate.
    pub(in crate::measure) fn under<T>(
        &self,
        incomes: &Incomes<U>,
        read: impl FnOnce(&Domain<'_, U>) -> Result<T, IncomeError>,
    ) -> Result<T, IncomeError> {
        let contains = |rows: &Domain<'_, U>, row: usize| rows.row_numbers().binary_search(&row).is_ok();
        let whole = self.reference();
        let population = incomes.population(whole.group().clone(), |row| contains(whole, row))?;
        if core::ptr::eq(whole, self) {
            return read(&population);
        }
        read(&population.domain(self.group().clone(), |row| contains(self, row))?)
    }
}

impl<U: CountedUnit> Linearised<U> {
    /// The error of the value under the design of a sample, by linearisation.
    ///
    /// # Errors
    /// [`IncomeError::Measure`] if the sample has other rows.
    pub fn error(&self, sample: &SampledRows) -> Result<SamplingError, IncomeError> {
        Ok(sample.linearised_error(self.value(), self.contributions(), self.counted().iter().copied())?)
    }

    /// The value with its error: for differences, ratios and shares.
    ///
    /// # Errors
    /// As [`Linearised::error`].
    pub fn estimate(&self, sample: &SampledRows) -> Result<IncomeEstimate<U>, IncomeError> {
        let error = self.error(sample)?;
        Ok(self.described(String::new(), error))
    }

    fn described(&self, parameter: String, error: SamplingError) -> IncomeEstimate<U> {
        IncomeEstimate { value: MeasuredValue::clone(self), parameter, error }
    }
}
