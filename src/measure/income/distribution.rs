//! The distribution of incomes: how much weight stands at each income.

use super::IncomeError;
use super::approximate;
use super::steps::Steps;
use crate::quantity::{CountedUnit, Currency, Households, QuantityError, Ratio, TotalWeight, Weight};
use core::marker::PhantomData;

/// The weight at each distinct income, by rising income: all that a measure of inequality or an absolute measure of poverty
/// reads.
///
/// Amounts and weights are integers, so the order of rows, the number of threads that sorted parts of them and the order in
/// which the parts were merged leave no trace: the distribution is the same to the bit, and so is what is computed from it.
///
/// ```
/// use poverty::measure::income::{Distribution, Quantile};
/// use poverty::quantity::{Currency, Households, Weight};
/// let rows = [(20, 2_u64), (3, 2), (12, 3), (6, 1), (9, 1), (50, 1)];
/// let weighted = |part: &[(i64, u64)]| {
///     let rows = part.iter().map(|(income, weight)| (*income, Weight::from_billionths(*weight * 1_000_000_000)));
///     Distribution::<Households>::of_units(Currency::VND, 0, rows)
/// };
/// let whole = weighted(&rows)?;
/// assert_eq!(weighted(&rows[4..])?.merge(&weighted(&rows[..4])?)?, whole);
/// assert_eq!(whole.quantile("1/2".parse()?, Quantile::InverseCdf)?.to_string(), "12");
/// assert!((whole.gini()? - 207.0 / 490.0).abs() < 1e-15);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution<U: CountedUnit = Households> {
    currency: Currency,
    decimals: u32,
    /// Incomes in units of `10^-decimals`.
    steps: Steps,
    unit: PhantomData<U>,
}

impl<U: CountedUnit> Distribution<U> {
    /// The distribution of incomes given in units of `10^-decimals` of a currency, in any order. Rows without weight are left
    /// out.
    ///
    /// # Errors
    /// [`IncomeError::Empty`] if no row has a weight; [`QuantityError::Overflow`] past 2^128 billionths of weight.
    pub fn of_units(
        currency: Currency,
        decimals: u32,
        rows: impl IntoIterator<Item = (i64, Weight<U>)>,
    ) -> Result<Self, IncomeError> {
        let rows = rows.into_iter();
        let mut pairs: Vec<(i64, u64)> = Vec::with_capacity(rows.size_hint().0);
        pairs.extend(rows.map(|(units, weight)| (units, weight.billionths())));
        pairs.retain(|(_, weight)| *weight > 0);
        pairs.sort_unstable_by_key(|(units, _)| *units);
        Self::of_steps(currency, decimals, Steps::of_sorted(pairs)).checked()
    }

    /// The distribution of incomes that all have one weight, in any order: of a register, or of a sample that weighs itself. The
    /// same as [`Distribution::of_units`] with that weight in every row, from an array of incomes alone.
    ///
    /// ```
    /// use poverty::measure::income::Distribution;
    /// use poverty::quantity::{Currency, Households, Weight};
    /// let incomes = vec![30, 10, 20, 20];
    /// let rows = incomes.iter().map(|income| (*income, Weight::<Households>::ONE));
    /// let weighted = Distribution::of_units(Currency::VND, 0, rows)?;
    /// assert_eq!(Distribution::of_equal_weights(Currency::VND, 0, incomes, Weight::ONE)?, weighted);
    /// # Ok::<(), poverty::measure::income::IncomeError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Distribution::of_units`].
    pub fn of_equal_weights(
        currency: Currency,
        decimals: u32,
        mut incomes: Vec<i64>,
        weight: Weight<U>,
    ) -> Result<Self, IncomeError> {
        if weight.billionths() == 0 {
            incomes.clear();
        }
        incomes.sort_unstable();
        let rows = incomes.into_iter().map(|units| (units, weight.billionths()));
        Self::of_steps(currency, decimals, Steps::of_sorted(rows.collect())).checked()
    }

    /// The distribution of both populations together.
    ///
    /// # Errors
    /// [`IncomeError::Different`] if the currencies differ; [`QuantityError::Overflow`] if the incomes don't fit one scale.
    pub fn merge(&self, other: &Self) -> Result<Self, IncomeError> {
        if self.currency != other.currency {
            return Err(IncomeError::Different {
                what: "currencies of the distributions",
                left: self.currency.code().to_owned(),
                right: other.currency.code().to_owned(),
            });
        }
        let decimals = self.decimals.max(other.decimals);
        let (left, right) = (self.rescaled(decimals)?, other.rescaled(decimals)?);
        let mut merged = Vec::with_capacity(left.len().saturating_add(right.len()));
        let (mut left, mut right) = (left.steps().peekable(), right.steps().peekable());
        loop {
            merged.push(match (left.peek().copied(), right.peek().copied()) {
                (None, None) => break,
                (Some(step), None) => (left.next(), step).1,
                (None, Some(step)) => (right.next(), step).1,
                (Some(step), Some(other)) if step.0 <= other.0 => (left.next(), step).1,
                (Some(_), Some(step)) => (right.next(), step).1,
            });
        }
        let overflow = || QuantityError::overflow("adding weights", self.total_weight(), other.total_weight());
        Ok(Self::of_steps(self.currency, decimals, Steps::of_wide(merged).ok_or_else(overflow)?))
    }

    /// The incomes of at most so many units.
    pub(super) fn up_to(&self, units: i64) -> Self {
        let kept = self.steps().take_while(|(own, _)| *own <= units).collect();
        // A part of what fits.
        Self::of_steps(self.currency, self.decimals, Steps::of_wide(kept).unwrap_or(Steps::NONE))
    }

    /// Currency of the incomes.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Decimals of the units in which incomes are kept.
    #[must_use]
    pub const fn decimals(&self) -> u32 {
        self.decimals
    }

    /// Number of distinct incomes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there are no incomes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.len() == 0
    }

    /// Weight of the population.
    #[must_use]
    pub fn population(&self) -> TotalWeight<U> {
        TotalWeight::from_billionths(self.total_weight())
    }

    /// Mean income in the currency, exact.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if the sum of weight times income does not fit 127 bits; [`QuantityError::ZeroDenominator`]
    /// for no incomes.
    pub fn mean(&self) -> Result<Ratio, IncomeError> {
        let mean = Ratio::new(self.total_units()?, signed(self.total_weight())?)?;
        Ok(mean.checked_div(self.scale()?)?)
    }

    /// Weight and income of each distinct income, by rising income: weight at that income, in ones; income in the currency.
    pub(super) fn weighted(&self) -> impl Iterator<Item = (f64, f64)> {
        self.steps()
            .map(|(units, weight)| (approximate::weight(weight), approximate::scaled(units.into(), self.decimals)))
    }

    /// Distinct incomes in units with the billionths of weight at each, by rising income.
    pub(super) fn steps(&self) -> impl Iterator<Item = (i64, u128)> {
        let mut below = 0_u128;
        self.steps.iter().map(move |(units, cumulative)| {
            let weight = cumulative.saturating_sub(below);
            below = cumulative;
            (units, weight)
        })
    }

    /// Distinct incomes in units, rising, with the billionths of weight at or below each.
    pub(super) const fn cumulative(&self) -> &Steps {
        &self.steps
    }

    /// Billionths of weight of the population.
    pub(super) fn total_weight(&self) -> u128 {
        self.steps.len().checked_sub(1).and_then(|last| self.steps.get(last)).map_or(0, |(_, whole)| whole)
    }

    /// The sum of billionths of weight times units of income.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] past 127 bits.
    pub(super) fn total_units(&self) -> Result<i128, QuantityError> {
        self.steps().try_fold(0_i128, |total, (units, weight)| {
            let product = match u64::try_from(weight) {
                // Below 2^127 in size: no product of 64 bits each overflows, and most weights at one income fit them.
                Ok(weight) => Some(i128::from(weight).wrapping_mul(i128::from(units))),
                Err(_) => i128::try_from(weight).ok().and_then(|weight| weight.checked_mul(i128::from(units))),
            };
            product
                .and_then(|product| total.checked_add(product))
                .ok_or_else(|| QuantityError::overflow("summing weighted incomes", total, units))
        })
    }

    /// The error of a measure that divides by a total of zero or less, in billionths of weight times units.
    pub(super) fn total_not_positive(&self, total: i128, measure: &str) -> IncomeError {
        IncomeError::TotalNotPositive {
            group: "the distribution".to_owned(),
            total: (approximate::scaled(total, self.decimals) / 1e9).to_string(),
            measure: measure.to_owned(),
        }
    }

    /// `10^decimals`, the units of one.
    pub(super) fn scale(&self) -> Result<Ratio, QuantityError> {
        scale(self.decimals)
    }

    const fn of_steps(currency: Currency, decimals: u32, steps: Steps) -> Self {
        Self { currency, decimals, steps, unit: PhantomData }
    }

    fn checked(self) -> Result<Self, IncomeError> {
        if self.is_empty() { Err(IncomeError::Empty { group: "the distribution".to_owned() }) } else { Ok(self) }
    }

    fn rescaled(&self, decimals: u32) -> Result<Self, QuantityError> {
        let finer = decimals.saturating_sub(self.decimals);
        if finer == 0 {
            return Ok(self.clone());
        }
        let rescale = |units: i64| {
            10_i64
                .checked_pow(finer)
                .and_then(|factor| units.checked_mul(factor))
                .ok_or_else(|| QuantityError::overflow("bringing incomes to one scale", units, finer))
        };
        let steps = self.steps().map(|(units, weight)| Ok((rescale(units)?, weight)));
        let steps = Steps::of_wide(steps.collect::<Result<_, QuantityError>>()?);
        // The same weights, which fit.
        Ok(Self::of_steps(self.currency, decimals, steps.unwrap_or(Steps::NONE)))
    }
}

/// `10^decimals` as a fraction.
pub(super) fn scale(decimals: u32) -> Result<Ratio, QuantityError> {
    let power = 10_u128.checked_pow(decimals).ok_or_else(|| QuantityError::overflow("scaling", 10, decimals))?;
    Ratio::of(power, 1)
}

/// An unsigned total where fractions need a signed one.
pub(super) fn signed(total: u128) -> Result<i128, QuantityError> {
    i128::try_from(total).map_err(|_| QuantityError::overflow("reading a total", total, "2^127"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[(i64, u64)]) -> Distribution {
        Distribution::of_units(Currency::VND, 0, rows.iter().map(|(y, w)| (*y, Weight::from_billionths(*w)))).unwrap()
    }

    #[test]
    fn equal_incomes_are_one_step() {
        let distribution = of(&[(5, 1), (3, 2), (5, 4), (3, 1)]);
        assert_eq!(distribution.steps().collect::<Vec<_>>(), [(3, 3), (5, 5)]);
        assert_eq!(distribution.cumulative().iter().collect::<Vec<_>>(), [(3, 3), (5, 8)]);
        assert_eq!(distribution.mean().unwrap().to_string(), "17/4");
        assert_eq!(distribution.up_to(4), of(&[(3, 3)]));
    }

    #[test]
    fn no_weight_is_no_distribution() {
        let nothing = Distribution::<Households>::of_units(Currency::VND, 0, [(1, Weight::from_billionths(0))]);
        assert_eq!(nothing.unwrap_err().code(), "measure/no-incomes");
    }

    #[test]
    fn distributions_merge_at_the_finer_scale_of_one_currency() {
        let halves = Distribution::of_units(Currency::VND, 1, [(5, Weight::<Households>::ONE)]).unwrap();
        let merged = of(&[(1, 1_000_000_000)]).merge(&halves).unwrap();
        assert_eq!(merged.mean().unwrap().to_string(), "3/4");
        let dollars = Distribution::of_units(Currency::USD, 0, [(5, Weight::<Households>::ONE)]).unwrap();
        assert_eq!(merged.merge(&dollars).unwrap_err().code(), "measure/incomes-differ");
        let largest = of(&[(i64::MAX, 1)]);
        assert_eq!(largest.merge(&halves).unwrap_err().code(), "quantity/overflow");
    }
}
