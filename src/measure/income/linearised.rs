//! A value with what each row contributes to its error.

use super::{Domain, IncomeError, MeasuredValue};
use crate::quantity::{CountedUnit, Households};
use core::ops::Deref;
use std::collections::BTreeSet;

/// A measure of a domain with its linearised variable: what a survey design needs for its standard error.
///
/// The estimate varies from sample to sample as the total of the contributions `u_k = w_k z_k` does (Deville 1999, Survey
/// Methodology 25, 193-203). Rows outside the domain are there with a contribution of zero, so the design stays whole. Values
/// computed from the same incomes are combined by the delta method: differences and ratios keep their covariance.
#[derive(Clone, Debug, PartialEq)]
pub struct Linearised<U: CountedUnit = Households> {
    value: MeasuredValue<U>,
    contributions: Vec<f64>,
    /// Rows that count, rising.
    counted: Vec<usize>,
}

impl<U: CountedUnit> Deref for Linearised<U> {
    type Target = MeasuredValue<U>;

    fn deref(&self) -> &MeasuredValue<U> {
        &self.value
    }
}

impl<U: CountedUnit> Linearised<U> {
    /// A value with the contributions `w_k z_k` of some rows, given by their positions; those of other rows are zero.
    ///
    /// # Errors
    /// [`IncomeError::NotFinite`] if the value or a contribution is infinite or no number.
    pub fn new(
        measure: impl Into<String>,
        domain: &Domain<'_, U>,
        value: f64,
        contributions: impl IntoIterator<Item = (usize, f64)>,
    ) -> Result<Self, IncomeError> {
        let mut all = vec![0.0; domain.incomes().len()];
        for (row, contribution) in contributions {
            if let Some(place) = all.get_mut(row) {
                *place += contribution;
            }
        }
        let value = MeasuredValue {
            measure: measure.into(),
            group: domain.group().clone(),
            value,
            rows: domain.rows(),
            dropped: domain.dropped(),
            population: domain.weight(),
        };
        Self { value, contributions: all, counted: domain.row_numbers().to_vec() }.checked()
    }

    /// `w_k z_k` of each row of the incomes, in their order.
    #[must_use]
    pub fn contributions(&self) -> &[f64] {
        &self.contributions
    }

    /// Positions of the rows that count, in rising order; for a combination, those that count in either value.
    #[must_use]
    pub fn counted(&self) -> &[usize] {
        &self.counted
    }

    /// Another name for the same value.
    #[must_use]
    pub fn named(mut self, measure: impl Into<String>) -> Self {
        self.value.measure = measure.into();
        self
    }

    /// This value less another of the same incomes.
    ///
    /// # Errors
    /// [`IncomeError::Different`] if the other is of other rows; [`IncomeError::NotFinite`].
    pub fn minus(&self, other: &Self) -> Result<Self, IncomeError> {
        self.combined(other, self.value() - other.value(), 1.0, -1.0)
    }

    /// This value divided by another of the same incomes.
    ///
    /// # Errors
    /// [`IncomeError::Different`] if the other is of other rows; [`IncomeError::NotFinite`] if the other is zero.
    pub fn divided_by(&self, other: &Self) -> Result<Self, IncomeError> {
        let ratio = self.value() / other.value();
        self.combined(other, ratio, other.value().recip(), -ratio / other.value())
    }

    /// This value times a constant.
    ///
    /// # Errors
    /// [`IncomeError::NotFinite`].
    pub fn times(&self, factor: f64) -> Result<Self, IncomeError> {
        self.combined(self, self.value() * factor, factor, 0.0)
    }

    /// A function of both values with its derivatives by this one and by the other.
    fn combined(&self, other: &Self, value: f64, own: f64, others: f64) -> Result<Self, IncomeError> {
        if self.contributions.len() != other.contributions.len() {
            return Err(IncomeError::Different {
                what: "numbers of rows of the linearised values",
                left: self.contributions.len().to_string(),
                right: other.contributions.len().to_string(),
            });
        }
        let pairs = self.contributions.iter().zip(&other.contributions);
        let contributions = pairs.map(|(left, right)| own * left + others * right).collect();
        let counted: BTreeSet<usize> = self.counted.iter().chain(&other.counted).copied().collect();
        let value = MeasuredValue { value, ..self.value.clone() };
        Self { value, contributions, counted: counted.into_iter().collect() }.checked()
    }

    fn checked(self) -> Result<Self, IncomeError> {
        if self.value().is_finite() && self.contributions.iter().all(|contribution| contribution.is_finite()) {
            Ok(self)
        } else {
            Err(IncomeError::NotFinite { group: self.group().to_string(), measure: self.value.measure })
        }
    }
}

/// A value that is a number, or the error that says what is not.
pub(super) fn finite<U: CountedUnit>(value: f64, domain: &Domain<'_, U>, measure: &str) -> Result<f64, IncomeError> {
    if value.is_finite() {
        return Ok(value);
    }
    Err(IncomeError::NotFinite { group: domain.group().to_string(), measure: measure.to_owned() })
}
