//! Chronic and transient poverty by mean income over time.

use super::PanelError;
use crate::measure::exact_sum::exact_sum;
use crate::measure::float::wide_float;
use crate::quantity::{CountedUnit, Households, Ratio, TotalWeight, Weight};
use core::marker::PhantomData;

/// The components approach of Jalan and Ravallion (1998, *Transient poverty in postreform rural China*, Journal of Comparative Economics
/// 26): total poverty is the mean over households and periods of the gap to the power alpha; its chronic part is the poverty of
/// each household's mean income, and its transient part the rest.
///
/// With alpha above 1 the power is convex, so the transient part is never negative. With less it could be, so it is refused.
///
/// ```
/// use poverty::measure::panel::Components;
/// use poverty::quantity::{Households, Ratio, Weight};
/// let incomes = [[4, 12, 6, 8], [12, 14, 9, 11], [2, 3, 5, 4], [15, 20, 12, 18]];
/// let rows = incomes.map(|incomes| (Weight::<Households>::ONE, incomes.map(Ratio::whole).to_vec()));
/// let squared = Components::of(Ratio::whole(10), 2, &rows)?;
/// assert!((squared.total() - 0.144375).abs() < 1e-15);
/// assert!((squared.chronic() - 0.12125).abs() < 1e-15);
/// assert!((squared.transient() - 0.023125).abs() < 1e-15);
/// # Ok::<(), poverty::measure::panel::PanelError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components<U: CountedUnit = Households> {
    total: f64,
    chronic: f64,
    unit: PhantomData<U>,
}

impl<U: CountedUnit> Components<U> {
    /// The components of households by their incomes, at least one each and all in prices of one time.
    ///
    /// # Errors
    /// [`PanelError::LineNotPositive`]; [`PanelError::PeriodCount`] for a household without incomes or with another number of them than
    /// the first; [`PanelError::Undefined`] for no weight, or for alpha below 2; [`PanelError::Quantity`].
    pub fn of(line: Ratio, alpha: u32, rows: &[(Weight<U>, Vec<Ratio>)]) -> Result<Self, PanelError> {
        if line <= Ratio::ZERO {
            return Err(PanelError::LineNotPositive { line });
        }
        let undefined = |reason| PanelError::Undefined { what: "transient poverty by components".to_owned(), reason };
        let power = i32::try_from(alpha).map_err(|_| undefined("alpha is too large"))?;
        if power < 2 {
            return Err(undefined("alpha is below 2, where it may be negative"));
        }
        let population = TotalWeight::sum(rows.iter().map(|(weight, _)| *weight))?;
        if population.billionths() == 0 {
            return Err(undefined("no household has a weight"));
        }
        let periods = rows.first().map_or(0, |(_, incomes)| incomes.len()).max(1);
        let gap = |income: Ratio| -> Result<f64, PanelError> {
            let gap = line.checked_sub(income.max(Ratio::ZERO).min(line))?.checked_div(line)?;
            Ok(gap.to_f64().powi(power))
        };
        let (mut totals, mut chronics) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
        for (row, (weight, incomes)) in rows.iter().enumerate() {
            if incomes.len() != periods {
                return Err(PanelError::PeriodCount { row, given: incomes.len(), expected: periods });
            }
            let count = Ratio::of(periods as u128, 1)?;
            let weight = wide_float(weight.billionths().into());
            let gaps = incomes.iter().map(|income| gap(*income)).collect::<Result<Vec<f64>, PanelError>>()?;
            totals.push(weight * exact_sum(gaps) / count.to_f64());
            chronics.push(weight * gap(Ratio::sum(incomes.iter().copied())?.checked_div(count)?)?);
        }
        let whole = wide_float(population.billionths());
        Ok(Self { total: exact_sum(totals) / whole, chronic: exact_sum(chronics) / whole, unit: PhantomData })
    }

    /// Mean poverty over households and periods.
    #[must_use]
    pub const fn total(&self) -> f64 {
        self.total
    }

    /// The poverty of mean incomes.
    #[must_use]
    pub const fn chronic(&self) -> f64 {
        self.chronic
    }

    /// What is left: poverty that comes from incomes varying over time.
    #[must_use]
    pub const fn transient(&self) -> f64 {
        self.total - self.chronic
    }
}
