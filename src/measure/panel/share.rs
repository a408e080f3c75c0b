//! A share of households, exact, with its error.

use super::PanelError;
use crate::measure::{SampledRows, SamplingError};
use crate::quantity::{CountedUnit, Households, Ratio, TotalWeight, Weight};

/// A share of households in others: a rate of exit, of entry, of a passage between two classes.
///
/// The share is exact. Its error comes from the design of the sample whose rows are the observations of the panel in their order: it
/// is a ratio of two totals over all sampling units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelShare<U: CountedUnit = Households> {
    name: String,
    part: TotalWeight<U>,
    whole: TotalWeight<U>,
    value: Ratio,
    /// The row, whether it is in the part, and its weight.
    terms: Vec<(usize, bool, Weight<U>)>,
}

impl<U: CountedUnit> PanelShare<U> {
    pub(super) fn new(name: String, terms: Vec<(usize, bool, Weight<U>)>) -> Result<Self, PanelError> {
        let whole = TotalWeight::sum(terms.iter().map(|(_, _, weight)| *weight))?;
        let part = TotalWeight::sum(terms.iter().filter(|(_, is_in, _)| *is_in).map(|(_, _, weight)| *weight))?;
        if whole.billionths() == 0 {
            return Err(PanelError::Undefined { what: name, reason: "nobody could" });
        }
        Ok(Self { name, part, whole, value: part.share_of(whole)?, terms })
    }

    /// What it is the share of.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The share.
    #[must_use]
    pub const fn value(&self) -> Ratio {
        self.value
    }

    /// Weight of those who did.
    #[must_use]
    pub const fn part(&self) -> TotalWeight<U> {
        self.part
    }

    /// Weight of those who could.
    #[must_use]
    pub const fn whole(&self) -> TotalWeight<U> {
        self.whole
    }

    /// How many households could.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.terms.len()
    }

    /// The error under a design of the observations.
    ///
    /// # Errors
    /// [`PanelError::Measure`] if the sample lacks a row.
    pub fn error(&self, sample: &SampledRows) -> Result<SamplingError, PanelError> {
        check_rows(sample, self.terms.iter().map(|(row, _, _)| *row))?;
        let terms = self.terms.iter().map(|(row, is_in, weight)| {
            let whole = TotalWeight::from(*weight);
            (*row, if *is_in { whole } else { TotalWeight::ZERO }, whole)
        });
        Ok(sample.share_error(self.value.to_f64(), terms))
    }
}

/// Whether a sample has all rows.
pub(super) fn check_rows(sample: &SampledRows, rows: impl IntoIterator<Item = usize>) -> Result<(), PanelError> {
    match rows.into_iter().max().filter(|row| *row >= sample.len()) {
        None => Ok(()),
        Some(row) => Err(crate::measure::MeasureError::Different {
            what: "rows of the sample and of the panel",
            left: sample.len().to_string(),
            right: format!("at least {}", row.saturating_add(1)),
        }
        .into()),
    }
}
