//! The density of incomes, which the errors of quantiles and of relative lines need.

use super::exact_sum::exact_sum;
use super::{Domain, IncomeError};
use crate::quantity::CountedUnit;
use core::f64::consts::TAU;

/// A Gaussian kernel estimate of the density of incomes.
///
/// `f(x) = sum w exp(-((x - y) / h)^2 / 2) / sqrt(2 pi) / (N h)` with the bandwidth `h = s N^(-1/5)`, `s` the weighted standard
/// deviation and `N` the sum of the weights (Osier 2009; R's convey). As `N` is a sum of weights, `h` and the standard errors of
/// quantiles and relative measures depend on the scale of the weights: a survey whose weights sum to the sample size has wider
/// kernels than the same survey with weights that sum to the population. That is the published definition and what the peers
/// compute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Density<'d, 'a, U: CountedUnit> {
    domain: &'d Domain<'a, U>,
    bandwidth: f64,
}

impl<'d, 'a, U: CountedUnit> Density<'d, 'a, U> {
    /// # Errors
    /// [`IncomeError::NoSpread`] if all incomes are equal.
    pub(super) fn of(domain: &'d Domain<'a, U>, at: f64, measure: &str) -> Result<Self, IncomeError> {
        let weight = domain.total_weight();
        let mean = exact_sum(domain.iter().map(|row| row.weight * row.income)) / weight;
        let variance = exact_sum(domain.iter().map(|row| row.weight * (row.income - mean).powi(2))) / weight;
        let bandwidth = variance.sqrt() * weight.powf(-0.2);
        if domain.distribution().len() < 2 || bandwidth <= 0.0 || !bandwidth.is_finite() {
            let group = domain.group().to_string();
            return Err(IncomeError::NoSpread { group, at, measure: measure.to_owned() });
        }
        Ok(Self { domain, bandwidth })
    }

    /// The density at an income, a unit of currency.
    pub(super) fn at(&self, income: f64) -> f64 {
        self.total(income, |_| 1.0) / self.domain.total_weight()
    }

    /// The weighted sum of incomes that stand at an income, a unit of currency: `S(x) = sum w y K((x - y) / h) / h`.
    pub(super) fn total_income_at(&self, income: f64) -> f64 {
        self.total(income, |income| income)
    }

    fn total(&self, at: f64, of: impl Fn(f64) -> f64) -> f64 {
        let kernel = |income: f64| (-((at - income) / self.bandwidth).powi(2) / 2.0).exp();
        let sum = exact_sum(self.domain.iter().map(|row| row.weight * of(row.income) * kernel(row.income)));
        sum / (TAU.sqrt() * self.bandwidth)
    }
}
