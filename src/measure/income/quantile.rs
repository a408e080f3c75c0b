//! Weighted quantiles, by a definition that is named.

use super::{Distribution, IncomeError};
use crate::quantity::{CountedUnit, QuantityError, Ratio};
use serde::{Deserialize, Serialize};

/// What the quantile at `p` is. There is no default: tools differ, and a median, a threshold or S80/S20 moves with the choice.
///
/// `F` is the share of weight at or below an income. Shares are compared as integers, so "`F` equals `p`" is decided exactly,
/// where tools on floats decide by the last bit of a sum. Equal incomes count as one income with their joint weight, so a
/// population repeated has the quantiles of the population.
///
/// The numbered ones are those of Hyndman and Fan (1996, "Sample quantiles in statistical packages"), carried over to weights:
/// linear between plotting points `(p_k, y_k)`, constant outside them. `c` is the cumulative weight, `w` the weight at the
/// income, `W` the whole, `v` the weight at the largest income.
///
/// ```
/// use poverty::measure::income::{Distribution, Quantile};
/// use poverty::quantity::{Currency, Households, Weight};
/// let four = [10, 20, 30, 40].map(|income| (income, Weight::<Households>::ONE));
/// let incomes = Distribution::of_units(Currency::VND, 0, four)?;
/// let median = |definition| incomes.quantile("1/2".parse()?, definition).map(|median| median.to_string());
/// assert_eq!(median(Quantile::InverseCdf)?, "20");
/// assert_eq!(median(Quantile::UpperInverseCdf)?, "30");
/// assert_eq!(median(Quantile::MidpointAtJumps)?, "25");
/// # Ok::<(), poverty::measure::income::IncomeError>(())
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantile {
    /// The smallest income with `F >= p` (type 1; R's survey and convey).
    InverseCdf,
    /// The smallest income with `F > p`, the largest income at `p = 1` (R's laeken).
    UpperInverseCdf,
    /// The mean of the two incomes where `F = p`, else as [`Quantile::InverseCdf`] (type 2).
    MidpointAtJumps,
    /// Linear between `(c / W, y)` (type 4).
    HyndmanFan4,
    /// Linear between `((c - w/2) / W, y)` (type 5).
    HyndmanFan5,
    /// Linear between `(c / (W + v), y)` (type 6).
    HyndmanFan6,
    /// Linear between `((c - w) / (W - v), y)` (type 7).
    HyndmanFan7,
    /// Linear between `((c - w/3) / (W + v/3), y)` (type 8).
    HyndmanFan8,
    /// Linear between `((c - 3w/8) / (W + v/4), y)` (type 9).
    HyndmanFan9,
}

/// Plotting points `(c - own * w) / (W + last * v)`; the factors are numerators over `parts`.
struct Plotting {
    own: u128,
    last: i128,
    parts: u128,
}

impl Quantile {
    const fn plotting(self) -> Option<Plotting> {
        let (own, last, parts) = match self {
            Self::InverseCdf | Self::UpperInverseCdf | Self::MidpointAtJumps => return None,
            Self::HyndmanFan4 => (0, 0, 1),
            Self::HyndmanFan5 => (1, 0, 2),
            Self::HyndmanFan6 => (0, 1, 1),
            Self::HyndmanFan7 => (1, -1, 1),
            Self::HyndmanFan8 => (1, 1, 3),
            Self::HyndmanFan9 => (3, 2, 8),
        };
        Some(Plotting { own, last, parts })
    }
}

impl<U: CountedUnit> Distribution<U> {
    /// The quantile at `p`, in the currency, exact.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] if `p` is not in [0, 1]; [`QuantityError::Overflow`] if an interpolated quantile does not fit.
    pub fn quantile(&self, p: Ratio, definition: Quantile) -> Result<Ratio, IncomeError> {
        if !p.is_share() {
            return Err(IncomeError::Parameter { parameter: "quantile", value: p, expected: "0 to 1" });
        }
        let units = match (definition, definition.plotting()) {
            (_, Some(plotting)) => self.interpolated(p, &plotting)?,
            (Quantile::UpperInverseCdf, None) => self.step(self.count_where(|share| share <= p)?)?,
            (definition, None) => {
                let reached = self.count_where(|share| share < p)?;
                let exactly = definition == Quantile::MidpointAtJumps && self.share(reached)? == p;
                let next = if exactly { reached.saturating_add(1) } else { reached };
                self.step(reached)?.checked_add(self.step(next)?)?.checked_div(Ratio::whole(2))?
            }
        };
        Ok(units.checked_div(self.scale()?)?)
    }

    /// How many incomes, from the smallest, have a share of weight at or below them that meets a condition.
    fn count_where(&self, meets: impl Fn(Ratio) -> bool) -> Result<usize, QuantityError> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if meets(self.share(middle)?) {
                low = middle.saturating_add(1);
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// The share of weight at or below an income, by its position.
    fn share(&self, position: usize) -> Result<Ratio, QuantityError> {
        Ratio::of(self.cumulative().get(position).map_or(0, |(_, sum)| sum), self.total_weight())
    }

    /// The income at a position, or the largest past the end, in units.
    fn step(&self, position: usize) -> Result<Ratio, IncomeError> {
        let last = self.len().saturating_sub(1);
        let units = self.cumulative().get(position.min(last)).map(|(units, _)| units);
        let units = units.ok_or_else(|| IncomeError::Empty { group: "the distribution".to_owned() })?;
        Ok(Ratio::whole(units))
    }

    /// Linear between plotting points, in units.
    fn interpolated(&self, p: Ratio, plotting: &Plotting) -> Result<Ratio, IncomeError> {
        let target = self.interpolation_target(p, plotting)?;
        let above = {
            let (mut low, mut high) = (0, self.len());
            while low < high {
                let middle = low.midpoint(high);
                if self.plotted(middle, plotting)? <= target {
                    low = middle.saturating_add(1);
                } else {
                    high = middle;
                }
            }
            low
        };
        let Some(below) = above.checked_sub(1) else { return self.step(0) };
        if above >= self.len() {
            return self.step(below);
        }
        let (from, to) = (self.plotted(below, plotting)?, self.plotted(above, plotting)?);
        let part = target.checked_sub(from)?.checked_div(to.checked_sub(from)?)?;
        let rise = self.step(above)?.checked_sub(self.step(below)?)?;
        Ok(self.step(below)?.checked_add(part.checked_mul(rise)?)?)
    }

    /// `p (W + last * v)`.
    fn interpolation_target(&self, p: Ratio, plotting: &Plotting) -> Result<Ratio, IncomeError> {
        let overflow = || QuantityError::overflow("placing a quantile", self.total_weight(), p);
        let below_last =
            self.len().checked_sub(2).and_then(|place| self.cumulative().get(place)).map_or(0, |(_, sum)| sum);
        let largest = self.total_weight().saturating_sub(below_last);
        let whole = self.total_weight().checked_mul(plotting.parts).and_then(|whole| i128::try_from(whole).ok());
        let extra = i128::try_from(largest).ok().and_then(|largest| largest.checked_mul(plotting.last));
        let scaled = whole.zip(extra).and_then(|(whole, extra)| whole.checked_add(extra)).ok_or_else(overflow)?;
        let parts = i128::try_from(plotting.parts).map_err(|_| overflow())?;
        Ok(p.checked_mul(Ratio::new(scaled, parts)?)?)
    }

    /// `c - own * w` of the income at a position.
    fn plotted(&self, position: usize, plotting: &Plotting) -> Result<Ratio, IncomeError> {
        let cumulative = |position: usize| self.cumulative().get(position).map_or(0, |(_, sum)| sum);
        let below = position.checked_sub(1).map_or(0, cumulative);
        let weight = cumulative(position).saturating_sub(below);
        let scaled = cumulative(position)
            .checked_mul(plotting.parts)
            .and_then(|scaled| scaled.checked_sub(weight.checked_mul(plotting.own)?))
            .ok_or_else(|| QuantityError::overflow("placing an income", cumulative(position), plotting.parts))?;
        Ok(Ratio::of(scaled, plotting.parts)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Currency, Households, Weight};

    fn of(rows: &[(i64, u64)]) -> Distribution<Households> {
        let rows = rows.iter().map(|(income, weight)| (*income, Weight::from_integer(*weight).unwrap()));
        Distribution::of_units(Currency::VND, 0, rows).unwrap()
    }

    fn quantiles(distribution: &Distribution<Households>, definition: Quantile) -> [f64; 3] {
        ["1/5", "1/2", "4/5"].map(|p| distribution.quantile(p.parse().unwrap(), definition).unwrap().to_f64())
    }

    fn close(found: [f64; 3], expected: [f64; 3]) -> bool {
        found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() <= 1e-15 * expected)
    }

    #[test]
    fn six_incomes_as_survey_convey_and_laeken_compute_them() {
        let six = of(&[(3, 2), (6, 1), (9, 1), (12, 3), (20, 2), (50, 1)]);
        assert!(close(quantiles(&six, Quantile::InverseCdf), [3.0, 12.0, 20.0]));
        assert!(close(quantiles(&six, Quantile::UpperInverseCdf), [6.0, 12.0, 20.0]));
        assert!(close(quantiles(&six, Quantile::MidpointAtJumps), [4.5, 12.0, 20.0]));
        assert!(close(quantiles(&six, Quantile::HyndmanFan4), [3.0, 10.0, 16.0]));
        assert!(close(quantiles(&six, Quantile::HyndmanFan5), [5.0, 11.25, 20.0]));
    }

    #[test]
    fn ten_households_as_survey_computes_them() {
        let rows =
            [(120, 10), (80, 20), (150, 15), (40, 25), (300, 12), (60, 18), (90, 30), (200, 22), (110, 16), (500, 32)];
        let ten = of(&rows);
        assert!(close(quantiles(&ten, Quantile::InverseCdf), [60.0, 110.0, 300.0]));
        assert!(close(quantiles(&ten, Quantile::HyndmanFan4), [56.666_666_666_666_67, 98.75, 233.333_333_333_333_37]));
        assert!(close(
            quantiles(&ten, Quantile::HyndmanFan5),
            [66.315_789_473_684_2, 109.130_434_782_608_7, 288.235_294_117_647_1]
        ));
        assert!(close(quantiles(&ten, Quantile::HyndmanFan6), [63.4, 117.0, 410.0]));
        assert!(close(
            quantiles(&ten, Quantile::HyndmanFan8),
            [65.310_344_827_586_2, 111.388_888_888_888_89, 335.789_473_684_210_5]
        ));
    }

    #[test]
    fn equal_weights_give_the_plain_types_seven_and_nine() {
        let five = of(&[(10, 1), (20, 1), (30, 1), (40, 1), (60, 1)]);
        // R: quantile(c(10, 20, 30, 40, 60), 0.3, type = 7), type = 9.
        let at = |definition| five.quantile("3/10".parse().unwrap(), definition).unwrap();
        assert_eq!(at(Quantile::HyndmanFan7).to_string(), "22");
        assert_eq!(at(Quantile::HyndmanFan9).to_string(), "39/2");
    }

    #[test]
    fn the_ends_are_the_smallest_and_the_largest_income() {
        let incomes = of(&[(-4, 1), (0, 2), (7, 5)]);
        for definition in [
            Quantile::InverseCdf,
            Quantile::UpperInverseCdf,
            Quantile::MidpointAtJumps,
            Quantile::HyndmanFan4,
            Quantile::HyndmanFan5,
            Quantile::HyndmanFan6,
            Quantile::HyndmanFan7,
            Quantile::HyndmanFan8,
            Quantile::HyndmanFan9,
        ] {
            assert_eq!(incomes.quantile(Ratio::ZERO, definition).unwrap(), Ratio::whole(-4), "{definition:?}");
            assert_eq!(incomes.quantile(Ratio::ONE, definition).unwrap(), Ratio::whole(7), "{definition:?}");
            let one = of(&[(9, 3)]);
            assert_eq!(one.quantile("1/3".parse().unwrap(), definition).unwrap(), Ratio::whole(9), "{definition:?}");
        }
        let outside = incomes.quantile(Ratio::whole(2), Quantile::InverseCdf).unwrap_err();
        assert_eq!(outside.to_string(), "quantile 2 is out of range, expected 0 to 1");
    }
}
