//! The relative median poverty gap.

use super::relative_line::units_up_to;
use super::{
    Density, Domain, Fgt, IncomeError, IncomeMeasure, Linearised, Middle, PovertyLine, Quantile, RelativeLine,
};
use crate::quantity::{CountedUnit, Ratio};
use crate::standard::Comparison;

/// `(t - M) / t`: how far the median income `M` of those under the relative line `t` lies under it (Eurostat's RMPG).
///
/// The median of the poor is taken by the definition that the line uses, the inverse CDF if the line is a share of the mean.
/// Undefined if nobody is poor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeMedianGap {
    line: RelativeLine,
    comparison: Comparison,
}

impl RelativeMedianGap {
    /// The gap of the poor under a relative line.
    #[must_use]
    pub const fn new(line: RelativeLine, comparison: Comparison) -> Self {
        Self { line, comparison }
    }

    fn poverty_line(&self) -> Result<PovertyLine, IncomeError> {
        PovertyLine::relative(self.line.share(), self.line.middle(), self.line.of(), self.comparison)
    }

    /// The median income of the poor, in the currency.
    ///
    /// # Errors
    /// [`IncomeError::NobodyPoor`]; those of the line.
    pub fn median_of_the_poor<U: CountedUnit>(&self, domain: &Domain<'_, U>) -> Result<Ratio, IncomeError> {
        let line = self.poverty_line()?;
        let poor_up_to = line.resolved(domain)?.distinct().first().map_or(i64::MIN, |line| line.poor_up_to);
        let poor = domain.distribution().up_to(poor_up_to);
        if poor.is_empty() {
            return Err(IncomeError::NobodyPoor {
                group: domain.group().to_string(),
                measure: "the median of the poor".to_owned(),
            });
        }
        let definition = match self.line.middle() {
            Middle::Quantile(_, definition) => definition,
            Middle::Mean => Quantile::InverseCdf,
        };
        poor.quantile(Ratio::new(1, 2)?, definition)
    }
}

impl<U: CountedUnit> IncomeMeasure<U> for RelativeMedianGap {
    fn id(&self) -> String {
        "rmpg".to_owned()
    }

    fn parameter(&self) -> String {
        self.line.to_string()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        let line = self.line.amount(domain)?;
        let gap = line.checked_sub(self.median_of_the_poor(domain)?)?;
        Ok(gap.checked_div(line)?.to_f64())
    }

    /// From `F(M) = R / 2` with `R` the share of the poor: `z(M) = [z(R) / 2 - (1{y <= M} - R / 2) / N] / f(M)`, and then
    /// `z = -z(M) / t + M z(t) / t^2` (Osier 2009).
    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let exact = self.median_of_the_poor(domain)?;
        let (median, up_to) = (exact.to_f64(), units_up_to(domain, exact)?);
        let poor = Fgt::headcount(self.poverty_line()?).linearised(domain)?;
        let threshold = self.line.linearised(domain)?;
        let total = domain.total_weight();
        let density = Density::of(domain, median, "rmpg")?.at(median);
        let half_of_poor = poor.contributions().iter().enumerate().map(|(row, own)| (row, own / 2.0 / density));
        let at_median = domain.iter().map(|row| {
            let below = f64::from(u8::from(row.units <= up_to));
            (row.number, -row.weight * (below - poor.value() / 2.0) / total / density)
        });
        let of_median = Linearised::new("rmpg", domain, median, half_of_poor.chain(at_median))?;
        // 1 - M / t.
        let relative = of_median.divided_by(&threshold)?;
        let gap = relative.contributions().iter().map(|contribution| -contribution);
        Linearised::new("rmpg", domain, self.value(domain)?, gap.enumerate())
    }
}
