//! Generalised entropy: Theil's measures, the mean logarithmic deviation, half the squared coefficient of variation.

use super::exact_sum::exact_sum;
use super::linearised::finite;
use super::{Domain, IncomeError, IncomeMeasure, Linearised, NonPositive};
use crate::quantity::{CountedUnit, Ratio};

/// `GE(a) = (1 / N) sum w ((y / mu)^a - 1) / (a^2 - a)`, with the limits `GE(0) = (1 / N) sum w ln(mu / y)` (Theil's L, the mean
/// logarithmic deviation) and `GE(1) = (1 / N) sum w (y / mu) ln(y / mu)` (Theil's T) (Shorrocks 1980, Econometrica 48, 613-625).
///
/// Defined for positive incomes; what happens to the others is named. For `a` > 0 a zero income has a value
/// ([`NonPositive::KeepZeros`]), at `a` = 1 by the limit `0 ln 0 = 0`. 0 for equal incomes. Invariant to the scale of incomes and
/// to replication; falls when a poorer receives from a richer; breaks up into groups exactly
/// ([`EntropyDecomposition`](super::EntropyDecomposition)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeneralisedEntropy {
    sensitivity: Ratio,
    others: NonPositive,
}

impl GeneralisedEntropy {
    /// The measure at any `a`: the larger, the more it looks at the rich.
    #[must_use]
    pub const fn new(sensitivity: Ratio, others: NonPositive) -> Self {
        Self { sensitivity, others }
    }

    /// Theil's L, the mean logarithmic deviation: `a` = 0.
    #[must_use]
    pub const fn theil_l(others: NonPositive) -> Self {
        Self::new(Ratio::ZERO, others)
    }

    /// Theil's T: `a` = 1.
    #[must_use]
    pub const fn theil_t(others: NonPositive) -> Self {
        Self::new(Ratio::ONE, others)
    }

    /// Half the squared coefficient of variation: `a` = 2.
    #[must_use]
    pub fn half_squared_variation(others: NonPositive) -> Self {
        Self::new(Ratio::whole(2), others)
    }

    /// `a`.
    #[must_use]
    pub const fn sensitivity(&self) -> Ratio {
        self.sensitivity
    }

    fn name(&self) -> String {
        match (self.sensitivity.numerator(), self.sensitivity.denominator()) {
            (0, 1) => "theil_l".to_owned(),
            (1, 1) => "theil_t".to_owned(),
            _ => format!("ge{}", self.sensitivity),
        }
    }

    /// What an income of so many means adds.
    pub(super) fn term(&self, relative: f64) -> f64 {
        let a = self.sensitivity.to_f64();
        match (self.sensitivity.numerator(), self.sensitivity.denominator()) {
            (0, 1) => -relative.ln(),
            (1, 1) if relative == 0.0 => 0.0,
            (1, 1) => relative * relative.ln(),
            _ => (relative.powf(a) - 1.0) / (a * (a - 1.0)),
        }
    }

    /// The incomes for which the measure is defined.
    pub(super) fn measured<'a, U: CountedUnit>(&self, domain: &Domain<'a, U>) -> Result<Domain<'a, U>, IncomeError> {
        domain.positive(self.others, self.sensitivity > Ratio::ZERO, &self.name())
    }

    /// Mean income and value for a domain of measured incomes.
    pub(super) fn mean_and_value<U: CountedUnit>(&self, domain: &Domain<'_, U>) -> Result<(f64, f64), IncomeError> {
        let mean = mean_above_zero(domain, &self.name())?;
        if domain.distribution().len() == 1 {
            return Ok((mean, 0.0));
        }
        let sum = exact_sum(domain.iter().map(|row| row.weight * self.term(row.income / mean)));
        Ok((mean, finite(sum / domain.total_weight(), domain, &self.name())?))
    }
}

/// The mean of incomes that are not negative; an error if it is zero.
pub(super) fn mean_above_zero<U: CountedUnit>(domain: &Domain<'_, U>, measure: &str) -> Result<f64, IncomeError> {
    let mean = domain.distribution().mean()?;
    if mean > Ratio::ZERO {
        return Ok(mean.to_f64());
    }
    Err(IncomeError::TotalNotPositive {
        group: domain.group().to_string(),
        total: domain.distribution().mean()?.to_string(),
        measure: measure.to_owned(),
    })
}

impl<U: CountedUnit> IncomeMeasure<U> for GeneralisedEntropy {
    fn id(&self) -> String {
        self.name()
    }

    fn parameter(&self) -> String {
        String::new()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        Ok(self.mean_and_value(&self.measured(domain)?)?.1)
    }

    /// `z_k = (s_k - GE) / N + D (y_k - mu) / N`, `s_k` the term of the sum and `D` its derivative by the mean: `1 / mu` at
    /// `a` = 0, `-(GE + 1) / mu` at 1, else `-((a^2 - a) GE + 1) / (mu (a - 1))`.
    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let domain = self.measured(domain)?;
        let (mean, value) = self.mean_and_value(&domain)?;
        let a = self.sensitivity.to_f64();
        let by_mean = match (self.sensitivity.numerator(), self.sensitivity.denominator()) {
            (0, 1) => mean.recip(),
            (1, 1) => -(value + 1.0) / mean,
            _ => -((a * a - a) * value + 1.0) / (mean * (a - 1.0)),
        };
        let total = domain.total_weight();
        let contributions = domain.iter().map(|row| {
            let influence = self.term(row.income / mean) - value + by_mean * (row.income - mean);
            (row.number, row.weight * influence / total)
        });
        Linearised::new(self.name(), &domain, value, contributions)
    }
}
