//! Growth by place in the distribution.

use super::relative_line::quantile_linearised;
use super::{Distribution, Domain, IncomeError, Linearised, Quantile};
use crate::quantity::{CountedUnit, Households, Ratio};

/// The growth incidence curve between two populations: `g(p) = Q_2(p) / Q_1(p) - 1` (Ravallion and Chen 2003, Economics Letters
/// 78, 93-99).
///
/// The incomes of both must be in prices of one time ([`PriceIndex`](super::PriceIndex)). It compares places in two
/// distributions, not households: who stood at `p` before need not stand there after.
///
/// ```
/// use poverty::measure::income::{Distribution, GrowthIncidence, Quantile};
/// use poverty::quantity::{Currency, Households, Weight};
/// let of = |incomes: [i64; 4]| {
///     let rows = incomes.map(|income| (income, Weight::<Households>::ONE));
///     Distribution::of_units(Currency::VND, 0, rows)
/// };
/// let (before, after) = (of([10, 20, 30, 40])?, of([15, 25, 30, 60])?);
/// let growth = GrowthIncidence::new(&before, &after, Quantile::InverseCdf);
/// assert_eq!(growth.at("1/4".parse()?)?.to_string(), "1/2");
/// assert_eq!(growth.at("3/4".parse()?)?.to_string(), "0");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct GrowthIncidence<'d, U: CountedUnit = Households> {
    before: &'d Distribution<U>,
    after: &'d Distribution<U>,
    definition: Quantile,
}

impl<'d, U: CountedUnit> GrowthIncidence<'d, U> {
    /// The curve between two distributions by a definition of the quantile.
    #[must_use]
    pub const fn new(before: &'d Distribution<U>, after: &'d Distribution<U>, definition: Quantile) -> Self {
        Self { before, after, definition }
    }

    /// Growth at a place in the distribution, as a fraction of the income there before.
    ///
    /// # Errors
    /// [`IncomeError::PartNotPositive`] if the income there was zero or less; [`IncomeError::Parameter`].
    pub fn at(&self, p: Ratio) -> Result<Ratio, IncomeError> {
        let before = self.before.quantile(p, self.definition)?;
        if before <= Ratio::ZERO {
            return Err(IncomeError::PartNotPositive {
                part: "earlier income",
                value: before.to_string(),
                group: format!("quantile {p}"),
                measure: "growth".to_owned(),
            });
        }
        Ok(self.after.quantile(p, self.definition)?.relative_change_since(before)?)
    }

    /// Growth at each percentile from 1 to 99.
    ///
    /// # Errors
    /// As [`GrowthIncidence::at`].
    pub fn percentiles(&self) -> Result<Vec<Ratio>, IncomeError> {
        (1..100).map(|percent| self.at(Ratio::new(percent, 100)?)).collect()
    }

    /// The rate of pro-poor growth: the mean of growth at the percentiles up to the earlier headcount ratio.
    ///
    /// # Errors
    /// [`IncomeError::NobodyPoor`] if no percentile is; as [`GrowthIncidence::at`].
    pub fn of_the_poor(&self, headcount_before: Ratio) -> Result<Ratio, IncomeError> {
        let mut growth = Vec::new();
        for percent in 1..100 {
            let p = Ratio::new(percent, 100)?;
            if p <= headcount_before {
                growth.push(self.at(p)?);
            }
        }
        let count = i64::try_from(growth.len()).unwrap_or(i64::MAX);
        if count == 0 {
            let group = format!("a population with the headcount ratio {headcount_before}");
            return Err(IncomeError::NobodyPoor { group, measure: "the growth of the poor".to_owned() });
        }
        Ok(Ratio::sum(growth)?.checked_div(Ratio::whole(count))?)
    }
}

/// Growth at a place in the distribution between two populations of one design, with its linearised variable: their
/// covariance through shared sampling units is kept.
///
/// # Errors
/// As [`GrowthIncidence::at`]; [`IncomeError::NoSpread`]; [`IncomeError::Different`] if they are not of the same incomes.
pub fn growth_linearised<U: CountedUnit>(
    before: &Domain<'_, U>,
    after: &Domain<'_, U>,
    p: Ratio,
    definition: Quantile,
) -> Result<Linearised<U>, IncomeError> {
    let growth = GrowthIncidence::new(before.distribution(), after.distribution(), definition).at(p)?;
    let earlier = quantile_linearised(before, p, definition)?;
    let ratio = quantile_linearised(after, p, definition)?.divided_by(&earlier)?;
    Linearised::new("growth", after, growth.to_f64(), ratio.contributions().iter().copied().enumerate())
}
