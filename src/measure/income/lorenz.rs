//! Curves: Lorenz, generalised Lorenz, and the three i's of poverty.

use super::at_line::judged;
use super::linearised::finite;
use super::relative_line::units_up_to;
use super::running_sum::RunningSum;
use super::{Distribution, Domain, IncomeError, IncomeMeasure, Linearised, PovertyLine, Quantile, approximate};
use crate::quantity::{CountedUnit, Ratio};

/// A curve over shares of the population: points by rising share, straight lines between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    points: Vec<(f64, f64)>,
}

impl Curve {
    /// Share of the population and height of each point, from (0, 0) on.
    #[must_use]
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The height at a share of the population; that of the nearest end outside it.
    #[must_use]
    pub fn at(&self, share: Ratio) -> f64 {
        let share = share.to_f64();
        let above = self.points.partition_point(|(own, _)| *own < share);
        let height = |place: usize| self.points.get(place).map_or(0.0, |(_, height)| *height);
        match (above.checked_sub(1).and_then(|place| self.points.get(place)), self.points.get(above)) {
            (Some((from, low)), Some((to, high))) => low + (share - from) / (to - from) * (high - low),
            (None, _) => height(0),
            (Some((_, last)), None) => *last,
        }
    }

    /// The same curve with all heights times a factor.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self { points: self.points.iter().map(|(share, height)| (*share, height * factor)).collect() }
    }
}

impl<U: CountedUnit> Distribution<U> {
    /// The Lorenz curve (Lorenz 1905): the share of income that the poorest have, by their share of the population. Its points
    /// stand at the distinct incomes.
    ///
    /// # Errors
    /// [`IncomeError::TotalNotPositive`] if incomes sum to zero or less; [`crate::quantity::QuantityError::Overflow`].
    pub fn lorenz(&self) -> Result<Curve, IncomeError> {
        let (total, whole) = (self.total_units()?, self.total_weight());
        if total <= 0 {
            return Err(self.total_not_positive(total, "the Lorenz curve"));
        }
        let mut points = Vec::with_capacity(self.len().saturating_add(1));
        points.push((0.0, 0.0));
        let mut held = 0_i128;
        for ((units, weight), (_, cumulative)) in self.steps().zip(self.cumulative().iter()) {
            // Partial sums of what total_units summed without overflow; negative incomes come first, so none is larger.
            let product = i128::try_from(weight).unwrap_or_default().saturating_mul(i128::from(units));
            held = held.saturating_add(product);
            let share = approximate::unsigned(cumulative) / approximate::unsigned(whole);
            points.push((share, approximate::signed(held) / approximate::signed(total)));
        }
        Ok(Curve { points })
    }

    /// The generalised Lorenz curve (Shorrocks 1983): the Lorenz curve times the mean, in the currency a head.
    ///
    /// # Errors
    /// As [`Distribution::lorenz`].
    pub fn generalised_lorenz(&self) -> Result<Curve, IncomeError> {
        Ok(self.lorenz()?.times(self.mean()?.to_f64()))
    }
}

impl<U: CountedUnit> Domain<'_, U> {
    /// The three i's of poverty, TIP (Jenkins and Lambert 1997): the gaps of the poorest, summed over the population, by their
    /// share of it, the largest gaps first. Flat from the headcount ratio on, where its height is the poverty gap; its first
    /// slope is the largest gap.
    ///
    /// # Errors
    /// Those of the line.
    pub fn poverty_gap_curve(&self, line: &PovertyLine) -> Result<Curve, IncomeError> {
        let lines = line.resolved(self)?;
        let mut rows: Vec<(f64, f64)> = judged(self, &lines).map(|row| (row.gap(), row.weight)).collect();
        rows.sort_unstable_by(|left, right| right.0.total_cmp(&left.0).then(left.1.total_cmp(&right.1)));
        let whole = self.total_weight();
        let (mut weight, mut gaps) = (RunningSum::default(), RunningSum::default());
        let mut points: Vec<(f64, f64)> = vec![(0.0, 0.0)];
        let mut last = None;
        for (gap, own) in rows {
            weight.add(own);
            gaps.add(own * gap);
            // Equal gaps lie on one straight line: its end is enough.
            if last == Some(gap.to_bits()) {
                points.pop();
            }
            points.push((weight.value() / whole, gaps.value() / whole));
            last = Some(gap.to_bits());
        }
        Ok(Curve { points })
    }
}

/// The Lorenz curve at one share of the population, `L(p)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LorenzShare {
    p: Ratio,
}

impl LorenzShare {
    /// The share of income that the poorest `p` of the population have.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] if `p` is not in [0, 1].
    pub fn new(p: Ratio) -> Result<Self, IncomeError> {
        if !p.is_share() {
            return Err(IncomeError::Parameter { parameter: "share of the population", value: p, expected: "0 to 1" });
        }
        Ok(Self { p })
    }
}

impl<U: CountedUnit> IncomeMeasure<U> for LorenzShare {
    fn id(&self) -> String {
        "lorenz".to_owned()
    }

    fn parameter(&self) -> String {
        self.p.to_string()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        let curve = domain.distribution().lorenz().map_err(|error| super::gini::in_group(error, domain))?;
        finite(curve.at(self.p), domain, "lorenz")
    }

    /// `z_k = [(y_k - Q) 1{y_k <= Q} + p Q - y_k L] / Y`, `Q` the quantile that is linear between points of the CDF
    /// ([`Quantile::HyndmanFan4`]), as R's convey takes it.
    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let value = IncomeMeasure::<U>::value(self, domain)?;
        let exact = domain.distribution().quantile(self.p, Quantile::HyndmanFan4)?;
        let (up_to, quantile) = (units_up_to(domain, exact)?, exact.to_f64());
        let total = super::gini::total_income(domain);
        let contributions = domain.iter().map(|row| {
            let below = if row.units <= up_to { row.income - quantile } else { 0.0 };
            (row.number, row.weight * (below + self.p.to_f64() * quantile - row.income * value) / total)
        });
        Linearised::new("lorenz", domain, value, contributions)
    }
}
