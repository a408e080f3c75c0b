//! The Gini index.

use super::exact_sum::{ExactSum, exact_sum};
use super::linearised::finite;
use super::steps::Steps;
use super::{Distribution, Domain, IncomeError, IncomeMeasure, Linearised, approximate};
use crate::quantity::CountedUnit;
use serde::{Deserialize, Serialize};

/// Which Gini index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiniDefinition {
    /// Half the mean absolute difference between incomes, divided by the mean: what the population has. The scale of the
    /// weights does not matter.
    Population,
    /// What R's convey 1.0.1 computes, `sum (2 r - 1) w y / (W Y) - 1` over rows with `r` the cumulative weight. It depends on
    /// the scale of the weights and on whether equal rows were merged: three equal weights of 1 give 2/9, of 2 give 7/18. Here
    /// to compare with results of that program.
    Convey,
}

/// `G = sum_ij w_i w_j |y_i - y_j| / (2 W^2 mu)` (Gini 1914), computed as `sum w (F_below + F - 1) y / Y`.
///
/// 0 for equal incomes and for one household; below 1 for incomes of at least zero, `(n - 1) / n` if one of `n` has all. Negative
/// incomes may bring it above 1; where incomes sum to zero or less it is undefined. Invariant to the scale of incomes and of
/// weights and to replication; falls when a poorer receives from a richer. Does not break up into groups without a remainder
/// ([`GiniDecomposition`](super::GiniDecomposition)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gini {
    definition: GiniDefinition,
}

impl Gini {
    /// The index of the population.
    pub const POPULATION: Self = Self { definition: GiniDefinition::Population };

    /// The index by a named definition.
    #[must_use]
    pub const fn new(definition: GiniDefinition) -> Self {
        Self { definition }
    }
}

impl<U: CountedUnit> Distribution<U> {
    /// The Gini index of the population.
    ///
    /// # Errors
    /// [`IncomeError::TotalNotPositive`] if incomes sum to zero or less; [`crate::quantity::QuantityError::Overflow`].
    pub fn gini(&self) -> Result<f64, IncomeError> {
        let total = self.total_units()?;
        if total <= 0 {
            return Err(self.total_not_positive(total, "gini"));
        }
        let whole = self.total_weight();
        let sum = match self.cumulative() {
            Steps::Narrow(steps) => from_middle(steps, whole.try_into().unwrap_or(u64::MAX)),
            Steps::Wide(steps) => from_middle(steps, whole),
        };
        Ok(sum / approximate::unsigned(whole) / approximate::signed(total))
    }
}

/// `sum w (F_below + F - 1) W y`, of incomes with the weight at or below each.
fn from_middle<W: approximate::Total>(steps: &[(i64, W)], whole: W) -> f64 {
    let (mut below, mut sum) = (W::ZERO, ExactSum::ZERO);
    for (units, cumulative) in steps {
        let weight = cumulative.less(below).nearest();
        // F_below + F - 1, times the whole: an integer, so that equal incomes give 0 and no bit is lost near it.
        let opposite = whole.less(below);
        let rank = if *cumulative >= opposite {
            cumulative.less(opposite).nearest()
        } else {
            -opposite.less(*cumulative).nearest()
        };
        sum.add(weight * rank * approximate::units(*units));
        below = *cumulative;
    }
    sum.value()
}

impl<U: CountedUnit> IncomeMeasure<U> for Gini {
    fn id(&self) -> String {
        match self.definition {
            GiniDefinition::Population => "gini".to_owned(),
            GiniDefinition::Convey => "gini_convey".to_owned(),
        }
    }

    fn parameter(&self) -> String {
        String::new()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        let population = domain.distribution().gini().map_err(|error| in_group(error, domain))?;
        let value = match self.definition {
            GiniDefinition::Population => population,
            GiniDefinition::Convey => {
                // The difference of the two: (sum w^2 y - sum w y) / (W Y), over rows.
                let excess = exact_sum(domain.iter().map(|row| (row.weight - 1.0) * row.weight * row.income));
                population + excess / domain.total_weight() / total_income(domain)
            }
        };
        finite(value, domain, "gini")
    }

    /// With `r_k` and `C_k` the weight and the weighted income up to and with row `k`:
    ///
    /// population: `z_k = [2 (r_k - w_k / 2) y_k + 2 (Y - C_k) + w_k y_k] / (N Y) - (G + 1) (1 / N + y_k / Y)`;
    ///
    /// convey: `z_k = (2 T_k - y_k) / (N Y) - (2 A - Y) / (N Y) (y_k / Y + 1 / N)` with `T_k = Y - C_k + w_k y_k + r_k y_k` and
    /// `A = sum r w y` (Osier 2009). Both hold `r_k y_k - C_k`, which is the same for any order of rows with equal incomes.
    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let value = IncomeMeasure::<U>::value(self, domain)?;
        let (weight, income) = (domain.total_weight(), total_income(domain));
        let ranks = Ranks::of(domain.distribution());
        let contributions = domain.iter().map(|row| {
            let (below, held) = ranks.at(row.units);
            // 2 (r_k y_k - C_k + Y).
            let twice = 2.0 * (below * row.income - held + income);
            let influence = match self.definition {
                GiniDefinition::Population => {
                    twice / (weight * income) - (value + 1.0) * (weight.recip() + row.income / income)
                }
                GiniDefinition::Convey => {
                    let own = 2.0 * row.weight * row.income - row.income;
                    // (2 A - Y) / (N Y) = G + 1.
                    (twice + own) / (weight * income) - (value + 1.0) * (row.income / income + weight.recip())
                }
            };
            (row.number, row.weight * influence)
        });
        Linearised::new(IncomeMeasure::<U>::id(self), domain, value, contributions)
    }
}

/// Weight and weighted income up to each income, in ones and in the currency.
pub(super) struct Ranks<'d> {
    steps: &'d Steps,
    sums: Vec<(f64, f64)>,
}

impl<'d> Ranks<'d> {
    pub(super) fn of<U: CountedUnit>(distribution: &'d Distribution<U>) -> Self {
        let mut held = super::running_sum::RunningSum::default();
        let weighted = distribution.weighted().zip(distribution.cumulative().iter());
        let sums = weighted
            .map(|((weight, income), (_, cumulative))| {
                held.add(weight * income);
                (approximate::weight(cumulative), held.value())
            })
            .collect();
        Self { steps: distribution.cumulative(), sums }
    }

    /// Weight and weighted income of the incomes of at most so many units.
    pub(super) fn at(&self, units: i64) -> (f64, f64) {
        self.steps.count_up_to(units).checked_sub(1).and_then(|place| self.sums.get(place)).copied().unwrap_or_default()
    }
}

/// The weighted sum of incomes in the currency.
pub(super) fn total_income<U: CountedUnit>(domain: &Domain<'_, U>) -> f64 {
    exact_sum(domain.iter().map(|row| row.weight * row.income))
}

/// The error of a distribution, told of the domain that it describes.
pub(super) fn in_group<U: CountedUnit>(error: IncomeError, domain: &Domain<'_, U>) -> IncomeError {
    if let IncomeError::TotalNotPositive { total, measure, .. } = error {
        return IncomeError::TotalNotPositive { group: domain.group().to_string(), total, measure };
    }
    error
}
