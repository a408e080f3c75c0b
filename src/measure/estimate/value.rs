//! One number with its error.

use super::super::{Fingerprint, Group, Measure, MeasureError, MissingPolicy};
use crate::quantity::{QuantityError, Ratio, TotalWeight, Unit};
use core::fmt;
use std::sync::Arc;

/// One measure of one group, with everything that is needed to print it, to compare it and to find where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    pub(crate) measure: Measure,
    pub(crate) cutoff: Option<Ratio>,
    pub(crate) weighting: Arc<str>,
    pub(crate) group: Arc<Group>,
    pub(crate) period: Arc<str>,
    pub(crate) value: Result<Value, Undefined>,
    pub(crate) error: Option<SamplingError>,
    pub(crate) rows: u64,
    pub(crate) dropped: u64,
    pub(crate) population: u128,
    pub(crate) unit: Unit,
    pub(crate) missing: MissingPolicy,
    pub(crate) fingerprint: Fingerprint,
}

/// The value of an estimate: a float, and the exact fraction where there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Value {
    pub(crate) nearest: f64,
    /// Numerator and denominator, not reduced.
    pub(crate) exact: Option<(u128, u128)>,
}

/// Why an estimate has no value. It is neither 0 nor "not a number".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Undefined {
    /// The group has no weight.
    EmptyGroup,
    /// Nobody is poor, and the measure is about the poor.
    NobodyPoor,
    /// The measure was 0 in the first period, so a relative change of it has no base.
    NoBase,
    /// The periods are not numbers, so there is no span of years to divide by.
    NoSpan,
    /// A group that one of the two periods lacks.
    MissingPeriod,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::EmptyGroup => "the group has no weight",
            Self::NobodyPoor => "nobody is poor",
            Self::NoBase => "the measure was 0 in the first period",
            Self::NoSpan => "the periods are not years",
            Self::MissingPeriod => "the group is missing in one of the periods",
        })
    }
}

/// The sampling error of an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SamplingError {
    pub(crate) std_error: Option<f64>,
    pub(crate) limits: Option<(f64, f64)>,
    pub(crate) degrees_of_freedom: Option<u64>,
    pub(crate) design_effect: Option<f64>,
}

impl SamplingError {
    /// Of a register: nothing was sampled, so nothing varies.
    pub(crate) const fn of_a_register(value: f64) -> Self {
        Self { std_error: Some(0.0), limits: Some((value, value)), degrees_of_freedom: None, design_effect: None }
    }

    /// The standard error; `None` where it is undefined, as with a single sampling unit.
    #[must_use]
    pub const fn std_error(&self) -> Option<f64> {
        self.std_error
    }

    /// The confidence limits; `None` where they are undefined: a share of 0 or 1 on the logit scale, no degrees of freedom.
    #[must_use]
    pub const fn limits(&self) -> Option<(f64, f64)> {
        self.limits
    }

    /// Primary sampling units with rows in the group, minus strata with such units; `None` for a register, in which nothing
    /// was sampled.
    #[must_use]
    pub const fn degrees_of_freedom(&self) -> Option<u64> {
        self.degrees_of_freedom
    }

    /// The variance over that of a simple random sample of as many rows, with replacement (R's `deff = "replace"`): for H, A, M0,
    /// the headcount ratios and absolute contributions.
    #[must_use]
    pub const fn design_effect(&self) -> Option<f64> {
        self.design_effect
    }
}

impl Estimate {
    /// What was measured.
    #[must_use]
    pub const fn measure(&self) -> &Measure {
        &self.measure
    }

    /// The poverty cutoff k; `None` for what does not depend on it.
    #[must_use]
    pub const fn cutoff(&self) -> Option<Ratio> {
        self.cutoff
    }

    /// The name of the weighting.
    #[must_use]
    pub fn weighting(&self) -> &str {
        &self.weighting
    }

    /// The subgroup, without the period.
    #[must_use]
    pub fn group(&self) -> &Group {
        &self.group
    }

    /// The period, `2021`, or the two of a change, `2021-2024`; empty where the table has none.
    #[must_use]
    pub fn period(&self) -> &str {
        &self.period
    }

    /// The value as the nearest float.
    ///
    /// # Errors
    /// [`MeasureError::Undefined`] with the reason.
    pub fn value(&self) -> Result<f64, MeasureError> {
        self.value.map(|value| value.nearest).map_err(|reason| self.undefined(reason))
    }

    /// The value as the fraction it is. Changes and whatever needs more than 127 bits have none.
    ///
    /// # Errors
    /// [`MeasureError::Undefined`] with the reason; [`MeasureError::Quantity`] if the fraction does not fit.
    pub fn exact(&self) -> Result<Ratio, MeasureError> {
        let value = self.value.map_err(|reason| self.undefined(reason))?;
        let (numerator, denominator) = value.exact.ok_or_else(|| {
            QuantityError::overflow("giving an estimate as a fraction", self.measure.clone(), value.nearest)
        })?;
        Ok(Ratio::of(numerator, denominator)?)
    }

    /// Why there is no value, if there is none.
    #[must_use]
    pub fn why_undefined(&self) -> Option<Undefined> {
        self.value.err()
    }

    /// The sampling error; `None` if points only were asked for, or if there is no value.
    #[must_use]
    pub const fn error(&self) -> Option<&SamplingError> {
        self.error.as_ref()
    }

    /// How many rows are counted; for a change, in both periods.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// How many rows the missing-data policy left out; for a change, in both periods.
    #[must_use]
    pub const fn dropped_rows(&self) -> u64 {
        self.dropped
    }

    /// Why rows were left out.
    #[must_use]
    pub const fn missing_policy(&self) -> MissingPolicy {
        self.missing
    }

    /// The weight of the rows counted, in units of 10^-9; for a change, in both periods.
    #[must_use]
    pub const fn population_billionths(&self) -> u128 {
        self.population
    }

    /// The weight of the rows counted as text, exact: `543916.119`.
    #[must_use]
    pub fn population(&self) -> String {
        TotalWeight::<crate::quantity::Households>::from_billionths(self.population).to_string()
    }

    /// What the weights count.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// What table, specification and version the estimate was made from.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// How many rows of a simple random sample would tell as much: rows over design effect.
    #[must_use]
    pub fn effective_sample_size(&self) -> Option<f64> {
        let effect = self.error?.design_effect.filter(|effect| *effect > 0.0)?;
        Some(super::super::float::float(self.rows) / effect)
    }

    fn undefined(&self, reason: Undefined) -> MeasureError {
        let group = match (self.group.levels().len(), self.period.is_empty()) {
            (0, true) => self.group.to_string(),
            (0, false) => format!("period {}", self.period),
            (_, true) => self.group.to_string(),
            (_, false) => format!("{}, period {}", self.group, self.period),
        };
        MeasureError::Undefined { measure: self.measure.to_string(), group, reason }
    }
}
