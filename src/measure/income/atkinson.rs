//! Atkinson's measure: the share of income that equality would make unnecessary.

use super::entropy::mean_above_zero;
use super::exact_sum::exact_sum;
use super::linearised::finite;
use super::{Domain, IncomeError, IncomeMeasure, Linearised, NonPositive};
use crate::quantity::{CountedUnit, Ratio};

/// `A(e) = 1 - [(1 / N) sum w (y / mu)^(1 - e)]^(1 / (1 - e))`, at `e` = 1 `1 - exp((1 / N) sum w ln y) / mu` (Atkinson 1970,
/// Journal of Economic Theory 2, 244-263).
///
/// `e` > 0 is the aversion to inequality. Defined for positive incomes; what happens to the others is named. With
/// [`NonPositive::KeepZeros`] one zero income makes the measure 1 from `e` = 1 on, and its error undefined there. 0 for equal
/// incomes, at most 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Atkinson {
    aversion: Ratio,
    others: NonPositive,
}

impl Atkinson {
    /// The measure at an aversion to inequality above 0.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] unless it is above 0.
    pub fn new(aversion: Ratio, others: NonPositive) -> Result<Self, IncomeError> {
        if aversion <= Ratio::ZERO {
            return Err(IncomeError::Parameter { parameter: "epsilon", value: aversion, expected: "more than 0" });
        }
        Ok(Self { aversion, others })
    }

    fn is_logarithmic(&self) -> bool {
        self.aversion == Ratio::ONE
    }

    /// `1 - e`.
    fn exponent(&self) -> f64 {
        1.0 - self.aversion.to_f64()
    }

    /// `y^(1 - e)`, or `ln y` at `e` = 1, of an income in means: with means the powers stay near 1.
    fn term(&self, relative: f64) -> f64 {
        if self.is_logarithmic() { relative.ln() } else { relative.powf(self.exponent()) }
    }

    fn measured<'a, U: CountedUnit>(&self, domain: &Domain<'a, U>) -> Result<Domain<'a, U>, IncomeError> {
        domain.positive(self.others, true, "atkinson")
    }

    /// The mean income, the mean of the terms and the value.
    fn evaluate<U: CountedUnit>(&self, domain: &Domain<'_, U>) -> Result<(f64, f64, f64), IncomeError> {
        let mean = mean_above_zero(domain, "atkinson")?;
        if domain.distribution().steps().next().is_some_and(|(units, _)| units == 0) && self.aversion >= Ratio::ONE {
            return Ok((mean, f64::NAN, 1.0));
        }
        let sum = exact_sum(domain.iter().map(|row| row.weight * self.term(row.income / mean)));
        let average = sum / domain.total_weight();
        if domain.distribution().len() == 1 {
            return Ok((mean, average, 0.0));
        }
        let equivalent = if self.is_logarithmic() { average.exp() } else { average.powf(self.exponent().recip()) };
        Ok((mean, average, finite(1.0 - equivalent, domain, "atkinson")?))
    }
}

impl<U: CountedUnit> IncomeMeasure<U> for Atkinson {
    fn id(&self) -> String {
        "atkinson".to_owned()
    }

    fn parameter(&self) -> String {
        self.aversion.to_string()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        Ok(self.evaluate(&self.measured(domain)?)?.2)
    }

    /// `N z_k = -(1 - A) [(x_k^(1-e) - M) / (M (1 - e)) - (x_k - 1)]`, `x` income in means and `M` the mean of the powers; at
    /// `e` = 1 `-(1 - A) [ln x_k - mean ln x - (x_k - 1)]`.
    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let domain = self.measured(domain)?;
        let (mean, average, value) = self.evaluate(&domain)?;
        let scale = if self.is_logarithmic() { 1.0 } else { average * self.exponent() };
        let total = domain.total_weight();
        let contributions = domain.iter().map(|row| {
            let relative = row.income / mean;
            let influence = (value - 1.0) * ((self.term(relative) - average) / scale - (relative - 1.0));
            (row.number, row.weight * influence / total)
        });
        Linearised::new("atkinson", &domain, value, contributions)
    }
}
