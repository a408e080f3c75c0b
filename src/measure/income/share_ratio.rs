//! The quintile share ratio S80/S20 and others of its kind.

use super::exact_sum::exact_sum;
use super::linearised::finite;
use super::relative_line::{quantile_linearised, units_up_to};
use super::{Density, Domain, IncomeError, IncomeMeasure, Linearised, Quantile};
use crate::quantity::{CountedUnit, Ratio};

/// The income of the rich for each unit of income of the poor: `sum w y 1{y > Q(1 - s)} / sum w y 1{y <= Q(s)}` (Eurostat's
/// S80/S20 at `s` = 1/5).
///
/// The groups end at quantiles of a named definition, so they hold a fifth of the population only as closely as the quantile
/// does. The ratio of exact fifths, which splits the household on the boundary, is [`ShareRatio::of_exact_shares`]. Undefined
/// where the poor have no income in sum.
///
/// Linearised (Osier 2009): the lower sum up to `Q_p` has `z_k = y_k 1{y_k <= Q} + S(Q) z_k(Q)`, `S(Q)` the weighted income that
/// stands at the quantile; the ratio follows by the delta method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareRatio {
    share: Ratio,
    boundary: Boundary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Boundary {
    Quantile(Quantile),
    ExactShares,
}

impl ShareRatio {
    /// The top share against the bottom share, each of the part `share` of the population, cut at quantiles.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] unless the share is above 0 and at most 1/2.
    pub fn new(share: Ratio, definition: Quantile) -> Result<Self, IncomeError> {
        Ok(Self { share: half_at_most(share)?, boundary: Boundary::Quantile(definition) })
    }

    /// S80/S20: the richest fifth against the poorest.
    #[must_use]
    pub fn quintile(definition: Quantile) -> Self {
        let share = Ratio::new(1, 5).unwrap_or(Ratio::ONE);
        Self { share, boundary: Boundary::Quantile(definition) }
    }

    /// The ratio of exact shares, `(1 - L(1 - s)) / L(s)` on the straight-line Lorenz curve.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] unless the share is above 0 and at most 1/2.
    pub fn of_exact_shares(share: Ratio) -> Result<Self, IncomeError> {
        Ok(Self { share: half_at_most(share)?, boundary: Boundary::ExactShares })
    }

    fn name(&self) -> String {
        let percent = |share: Ratio| share.checked_mul(Ratio::whole(100)).unwrap_or(share).to_string();
        let (top, bottom) = (self.share.complement().unwrap_or(self.share), self.share);
        let exact = if self.boundary == Boundary::ExactShares { "_exact" } else { "" };
        format!("s{}s{}{exact}", percent(top), percent(bottom))
    }

    /// The value of a ratio of two parts of the income.
    fn divided<U: CountedUnit>(&self, domain: &Domain<'_, U>, rich: f64, poor: f64) -> Result<f64, IncomeError> {
        if poor <= 0.0 {
            return Err(IncomeError::PartNotPositive {
                part: "income of the poorest",
                value: poor.to_string(),
                group: domain.group().to_string(),
                measure: self.name(),
            });
        }
        finite(rich / poor, domain, &self.name())
    }

    /// Sums of income up to the lower quantile and above the upper one.
    fn sums<U: CountedUnit>(&self, domain: &Domain<'_, U>, definition: Quantile) -> Result<(f64, f64), IncomeError> {
        let lower = units_up_to(domain, domain.distribution().quantile(self.share, definition)?)?;
        let upper = units_up_to(domain, domain.distribution().quantile(self.share.complement()?, definition)?)?;
        let sum = |within: &dyn Fn(i64) -> bool| {
            exact_sum(domain.iter().filter(|row| within(row.units)).map(|row| row.weight * row.income))
        };
        Ok((sum(&|units| units <= lower), sum(&|units| units > upper)))
    }
}

impl<U: CountedUnit> IncomeMeasure<U> for ShareRatio {
    fn id(&self) -> String {
        self.name()
    }

    fn parameter(&self) -> String {
        String::new()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        let (poor, rich) = match self.boundary {
            Boundary::Quantile(definition) => self.sums(domain, definition)?,
            Boundary::ExactShares => {
                let lorenz = domain.distribution().lorenz()?;
                (lorenz.at(self.share), 1.0 - lorenz.at(self.share.complement()?))
            }
        };
        self.divided(domain, rich, poor)
    }

    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let value = self.value(domain)?;
        let (poor, rich) = match self.boundary {
            Boundary::ExactShares => {
                let poor = super::LorenzShare::new(self.share)?.linearised(domain)?;
                let up_to_rich = super::LorenzShare::new(self.share.complement()?)?.linearised(domain)?;
                // The whole share is 1 and does not vary.
                let rest = up_to_rich.contributions().iter().map(|contribution| -contribution);
                let rich = Linearised::new("share", domain, 1.0 - up_to_rich.value(), rest.enumerate())?;
                (poor, rich)
            }
            Boundary::Quantile(definition) => {
                let poor = lower_sum(domain, self.share, definition)?;
                let up_to_rich = lower_sum(domain, self.share.complement()?, definition)?;
                let total = domain.iter().map(|row| (row.number, row.weight * row.income));
                let all = Linearised::new("total", domain, super::gini::total_income(domain), total)?;
                (poor, all.minus(&up_to_rich)?)
            }
        };
        self.divided(domain, rich.value(), poor.value())?;
        let ratio = rich.divided_by(&poor)?;
        Linearised::new(self.name(), domain, value, ratio.contributions().iter().copied().enumerate())
    }
}

/// The sum of incomes up to a quantile, `sum w y 1{y <= Q_p}`, with its linearised variable.
fn lower_sum<U: CountedUnit>(
    domain: &Domain<'_, U>,
    p: Ratio,
    definition: Quantile,
) -> Result<Linearised<U>, IncomeError> {
    let quantile = quantile_linearised(domain, p, definition)?;
    let up_to = units_up_to(domain, domain.distribution().quantile(p, definition)?)?;
    let standing = Density::of(domain, quantile.value(), "income share")?.total_income_at(quantile.value());
    let inside = domain.iter().filter(|row| row.units <= up_to).map(|row| (row.number, row.weight * row.income));
    let sum = exact_sum(inside.clone().map(|(_, income)| income));
    let through_quantile = quantile.contributions().iter().enumerate().map(|(row, own)| (row, standing * own));
    Linearised::new("income share", domain, sum, inside.chain(through_quantile))
}

fn half_at_most(share: Ratio) -> Result<Ratio, IncomeError> {
    let twice = share.checked_add(share)?;
    if share <= Ratio::ZERO || twice > Ratio::ONE {
        return Err(IncomeError::Parameter { parameter: "share", value: share, expected: "more than 0, at most 1/2" });
    }
    Ok(share)
}
