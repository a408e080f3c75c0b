//! The at-risk-of-poverty threshold: a relative line as an estimate of its own.

use super::{Density, Domain, IncomeError, IncomeMeasure, Linearised, Middle, Quantile, RelativeLine, distribution};
use crate::quantity::{CountedUnit, Ratio};

impl RelativeLine {
    /// The line with its linearised variable.
    ///
    /// # Errors
    /// [`IncomeError::NoSpread`] if it is a share of a quantile and all incomes are equal; else as [`RelativeLine::amount`].
    pub(super) fn linearised<U: CountedUnit>(self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let population = self.population(domain);
        let amount = self.amount(domain)?.to_f64();
        let middle = match self.middle() {
            Middle::Mean => {
                let (mean, total) = (population.distribution().mean()?.to_f64(), population.total_weight());
                let rows = population.iter().map(|row| (row.number, row.weight * (row.income - mean) / total));
                Linearised::new("mean", population, mean, rows)?
            }
            Middle::Quantile(p, definition) => quantile_linearised(population, p, definition)?,
        };
        let rows = middle.contributions().iter().map(|contribution| self.share().to_f64() * contribution);
        Linearised::new("arpt", domain, amount, rows.enumerate())
    }
}

/// The at-risk-of-poverty threshold, ARPT: the relative line itself, in the currency.
///
/// Linearised: the share times `z(Q_p) = -(1{y <= Q} - p) / (N f(Q))` for a quantile, times `(y - mu) / N` for the mean
/// (Deville 1999; Osier 2009, Survey Research Methods 3, 167-195).
impl<U: CountedUnit> IncomeMeasure<U> for RelativeLine {
    fn id(&self) -> String {
        "arpt".to_owned()
    }

    fn parameter(&self) -> String {
        self.to_string()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        Ok(self.amount(domain)?.to_f64())
    }

    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        Self::linearised(*self, domain)
    }
}

/// A quantile with its linearised variable `z_k = -(1{y_k <= Q} - p) / (N f(Q))`.
///
/// # Errors
/// [`IncomeError::NoSpread`] if all incomes are equal; else as [`Distribution::quantile`](super::Distribution::quantile).
pub(super) fn quantile_linearised<U: CountedUnit>(
    domain: &Domain<'_, U>,
    p: Ratio,
    definition: Quantile,
) -> Result<Linearised<U>, IncomeError> {
    let quantile = domain.distribution().quantile(p, definition)?;
    let up_to = units_up_to(domain, quantile)?;
    let (value, p) = (quantile.to_f64(), p.to_f64());
    let stretch = domain.total_weight() * Density::of(domain, value, "quantile")?.at(value);
    let rows = domain.iter().map(|row| {
        let below = f64::from(u8::from(row.units <= up_to));
        (row.number, -row.weight * (below - p) / stretch)
    });
    Linearised::new("quantile", domain, value, rows)
}

/// The largest number of units that an amount in the currency reaches.
pub(super) fn units_up_to<U: CountedUnit>(domain: &Domain<'_, U>, amount: Ratio) -> Result<i64, IncomeError> {
    let units = amount.checked_mul(distribution::scale(domain.incomes().decimals())?)?.floor();
    Ok(i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX }))
}
