//! What a measure says of a domain.

use crate::measure::Group;
use crate::quantity::{CountedUnit, Households, TotalWeight};

/// A measure of a domain: which, for whom, how much, of how many rows.
///
/// What is known of the error beside it makes it a [`Linearised`](super::Linearised) or an [`IncomeEstimate`](super::IncomeEstimate),
/// both of which read as this.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredValue<U: CountedUnit = Households> {
    pub(super) measure: String,
    pub(super) group: Group,
    pub(super) value: f64,
    pub(super) rows: usize,
    pub(super) dropped: usize,
    pub(super) population: TotalWeight<U>,
}

impl<U: CountedUnit> MeasuredValue<U> {
    /// Short name of the measure: `fgt1`, `gini`.
    #[must_use]
    pub fn measure(&self) -> &str {
        &self.measure
    }

    /// For whom.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// The estimate.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// How many rows count.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// How many rows of the domain do not count.
    #[must_use]
    pub const fn dropped(&self) -> usize {
        self.dropped
    }

    /// Weight of the rows that count.
    #[must_use]
    pub const fn population(&self) -> TotalWeight<U> {
        self.population
    }
}
