//! Points of a Lorenz curve as published.

use crate::measure::income::IncomeError;
use crate::quantity::Ratio;

/// Cumulative shares of population and income, by rising income, between (0, 0) and (1, 1).
///
/// ```
/// use poverty::measure::income::grouped::LorenzPoints;
/// use poverty::quantity::Ratio;
/// let fifths = ["7.1", "11.9", "16.2", "22.4", "42.5"]; // percent of income, rounded: they sum to 100.1
/// let fifth = Ratio::new(1, 5)?;
/// let shares = fifths.map(|share| Ok::<_, Box<dyn std::error::Error>>((fifth, format!("{share} %").parse()?)));
/// let points = LorenzPoints::of_groups(shares.into_iter().collect::<Result<Vec<_>, _>>()?)?;
/// assert_eq!(points.points().len(), 4);
/// assert_eq!(points.published_income(), "100.1 %".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzPoints {
    points: Vec<(f64, f64)>,
    published_income: Ratio,
}

impl LorenzPoints {
    /// The curve of groups from the poorest up, each with its share of the population and of income.
    ///
    /// Published shares are rounded, so they need not sum to 1: up to 1 % off they are divided by their sum, which
    /// [`LorenzPoints::published_income`] keeps; more is refused.
    ///
    /// # Errors
    /// [`IncomeError::SharesSum`]; [`IncomeError::LorenzPoint`] if a share is not above zero (of income: negative) or a group has
    /// less income a head than the one before it; [`IncomeError::Quantity`].
    pub fn of_groups(groups: impl IntoIterator<Item = (Ratio, Ratio)>) -> Result<Self, IncomeError> {
        let groups: Vec<(Ratio, Ratio)> = groups.into_iter().collect();
        let people = near_one("population", Ratio::sum(groups.iter().map(|(people, _)| *people))?)?;
        let income = near_one("income", Ratio::sum(groups.iter().map(|(_, income)| *income))?)?;
        let (mut reached, mut held) = (Ratio::ZERO, Ratio::ZERO);
        let mut points = Vec::with_capacity(groups.len());
        for (own_people, own_income) in groups {
            reached = reached.checked_add(own_people)?;
            held = held.checked_add(own_income)?;
            points.push((reached.checked_div(people)?, held.checked_div(income)?));
        }
        Self::checked(&points, income)
    }

    /// The curve through cumulative points; the ends (0, 0) and (1, 1) may be left out.
    ///
    /// # Errors
    /// [`IncomeError::LorenzPoint`] for points out of order, or that no rising convex curve passes.
    pub fn cumulative(points: impl IntoIterator<Item = (Ratio, Ratio)>) -> Result<Self, IncomeError> {
        let mut points: Vec<(Ratio, Ratio)> = points.into_iter().collect();
        if points.last().is_none_or(|(people, _)| *people != Ratio::ONE) {
            points.push((Ratio::ONE, Ratio::ONE));
        }
        points.retain(|(people, income)| *people != Ratio::ZERO || *income != Ratio::ZERO);
        Self::checked(&points, Ratio::ONE)
    }

    fn checked(points: &[(Ratio, Ratio)], published_income: Ratio) -> Result<Self, IncomeError> {
        let (mut from, mut last_slope) = ((Ratio::ZERO, Ratio::ZERO), Ratio::ZERO);
        for (number, to) in (1..).zip(points) {
            let refuse = |expected| IncomeError::LorenzPoint {
                number,
                population: to.0.to_f64(),
                income: to.1.to_f64(),
                expected,
            };
            if to.0 <= from.0 || to.0 > Ratio::ONE {
                return Err(refuse("expected a share of the population above that of the point before, at most 1"));
            }
            if to.1 < from.1 || to.1 > Ratio::ONE {
                return Err(refuse("expected a share of income of at least that of the point before, at most 1"));
            }
            if to.0 == Ratio::ONE && to.1 != Ratio::ONE {
                return Err(refuse("expected all income at the whole population"));
            }
            let slope = to.1.checked_sub(from.1)?.checked_div(to.0.checked_sub(from.0)?)?;
            if slope < last_slope {
                return Err(refuse(
                    "expected groups from the poorest up, each with at least the income a head of the one before",
                ));
            }
            (from, last_slope) = (*to, slope);
        }
        let inner = points.iter().filter(|(people, _)| *people < Ratio::ONE);
        Ok(Self {
            points: inner.map(|(people, income)| (people.to_f64(), income.to_f64())).collect(),
            published_income,
        })
    }

    /// The points between the ends: share of the population, share of income.
    #[must_use]
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// What the published shares of income sum to; 1 for cumulative points.
    #[must_use]
    pub const fn published_income(&self) -> Ratio {
        self.published_income
    }
}

/// A sum of rounded shares that may stand for 1.
fn near_one(what: &'static str, sum: Ratio) -> Result<Ratio, IncomeError> {
    let tolerance = Ratio::new(1, 100)?;
    if sum.checked_sub(Ratio::ONE)?.abs() <= tolerance {
        return Ok(sum);
    }
    Err(IncomeError::SharesSum { what, sum })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(shares: &[(&str, &str)]) -> Result<LorenzPoints, IncomeError> {
        LorenzPoints::of_groups(
            shares.iter().map(|(people, income)| (people.parse().unwrap(), income.parse().unwrap())),
        )
    }

    #[test]
    fn shares_are_divided_by_their_sum() {
        let points = groups(&[("1/2", "25 %"), ("1/2", "75.5 %")]).unwrap();
        assert_eq!(points.points(), [(0.5, 50.0 / 201.0)]);
    }

    #[test]
    fn what_is_no_lorenz_curve_is_refused() {
        assert_eq!(groups(&[("1/2", "25 %"), ("1/2", "70 %")]).unwrap_err().code(), "measure/shares-sum");
        for shares in [[("1/2", "75 %"), ("1/2", "25 %")], [("0", "0"), ("1", "1")], [("1/2", "-1/4"), ("1/2", "5/4")]]
        {
            assert_eq!(groups(&shares).unwrap_err().code(), "measure/lorenz-point", "{shares:?}");
        }
        let point = |people: &str, income: &str| (people.parse().unwrap(), income.parse().unwrap());
        let beyond = LorenzPoints::cumulative([point("1/2", "1/4"), point("1", "9/10")]);
        assert_eq!(beyond.unwrap_err().code(), "measure/lorenz-point");
        assert_eq!(LorenzPoints::cumulative([point("0", "0"), point("1/2", "1/4")]).unwrap().points(), [(0.5, 0.25)]);
    }
}
