//! Benefits along incomes.

use super::TargetingError;
use crate::quantity::{CountedUnit, Households, QuantityError, Ratio, Weight, gcd};
use core::marker::PhantomData;

/// How benefits are spread over a population that is ranked by income, the poorest first; those of one income share one rank.
///
/// ```
/// use poverty::quantity::{Households, Ratio, Weight};
/// use poverty::simulate::targeting::Concentration;
/// let rows = [(3, 5, 2), (6, 4, 1), (9, 0, 1), (12, 2, 3), (20, 0, 2), (50, 0, 1)];
/// let mut concentration = Concentration::<Households>::new();
/// for (income, benefit, weight) in rows {
///     concentration.add(income, benefit, Weight::from_integer(weight)?)?;
/// }
/// // Below zero: benefits go to the poor more than to others.
/// assert_eq!(concentration.coefficient()?, Ratio::new(-47, 100)?);
/// // The poorest fifth receives half of the benefits.
/// assert_eq!(concentration.by_groups(5)?[0], Ratio::new(1, 2)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concentration<U: CountedUnit = Households> {
    /// Income, benefit in units, weight in billionths.
    rows: Vec<(i64, i64, u64)>,
    unit: PhantomData<U>,
}

impl<U: CountedUnit> Default for Concentration<U> {
    fn default() -> Self {
        Self::new()
    }
}

/// A rank: weight and benefits of those who share it.
#[derive(Clone, Copy)]
struct Step {
    weight: u128,
    benefits: u128,
}

impl<U: CountedUnit> Concentration<U> {
    /// Of nobody yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { rows: Vec::new(), unit: PhantomData }
    }

    /// Adds a household or person: its income and its benefit, each in units of one's choice (đồng), and how many it stands for.
    ///
    /// # Errors
    /// [`TargetingError::NegativeBenefit`].
    pub fn add(&mut self, income: i64, benefit: i64, weight: Weight<U>) -> Result<(), TargetingError> {
        if benefit < 0 {
            return Err(TargetingError::NegativeBenefit { row: self.rows.len(), benefit });
        }
        self.rows.push((income, benefit, weight.billionths()));
        Ok(())
    }

    /// The ranks in order, in weights divided by what all have in common.
    fn steps(&self) -> Result<Vec<Step>, TargetingError> {
        let mut rows = self.rows.clone();
        rows.sort_unstable();
        let weighty = rows.iter().filter(|row| row.2 > 0);
        let unit = weighty.fold(0, |unit, row| gcd(unit, u128::from(row.2))).max(1);
        let mut steps: Vec<Step> = Vec::new();
        let mut last = None;
        for (income, benefit, weight) in rows {
            let weight = u128::from(weight).div_euclid(unit);
            let benefits = u128::from(benefit.unsigned_abs()).checked_mul(weight).ok_or_else(too_much)?;
            match steps.last_mut().filter(|_| last == Some(income)) {
                Some(step) => {
                    step.weight = step.weight.checked_add(weight).ok_or_else(too_much)?;
                    step.benefits = step.benefits.checked_add(benefits).ok_or_else(too_much)?;
                }
                None => steps.push(Step { weight, benefits }),
            }
            last = Some(income);
        }
        Ok(steps)
    }

    /// The concentration curve: points of the cumulative share of the population and of benefits, from (0, 0) to (1, 1), straight
    /// between them.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without benefits.
    pub fn curve(&self) -> Result<Vec<(Ratio, Ratio)>, TargetingError> {
        let steps = self.steps()?;
        let (weight, benefits) = totals(&steps)?;
        let mut points = vec![(Ratio::ZERO, Ratio::ZERO)];
        let (mut so_far, mut given) = (0_u128, 0_u128);
        for step in steps {
            so_far = so_far.saturating_add(step.weight);
            given = given.saturating_add(step.benefits);
            points.push((Ratio::of(so_far, weight)?, Ratio::of(given, benefits)?));
        }
        Ok(points)
    }

    /// The concentration coefficient `C = 2 cov(b, r) / mean b`, `r` the middle of a rank: from -1 (the poorest get all) to 1.
    /// With incomes as benefits it is the Gini coefficient; Kakwani's index of progressivity is `C` less the Gini coefficient.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without benefits; [`TargetingError::Quantity`] if products don't fit.
    pub fn coefficient(&self) -> Result<Ratio, TargetingError> {
        let steps = self.steps()?;
        let (weight, benefits) = totals(&steps)?;
        // sum of benefits times twice the middle rank, over benefits times weight, less one
        let (mut sum, mut before) = (0_u128, 0_u128);
        for step in steps {
            let twice_middle = before.checked_mul(2).and_then(|twice| twice.checked_add(step.weight));
            let term = twice_middle.and_then(|rank| rank.checked_mul(step.benefits)).ok_or_else(too_much)?;
            sum = sum.checked_add(term).ok_or_else(too_much)?;
            before = before.saturating_add(step.weight);
        }
        let all = benefits.checked_mul(weight).ok_or_else(too_much)?;
        Ok(Ratio::of(sum, all)?.checked_sub(Ratio::ONE)?)
    }

    /// The share of benefits that each of so many equal groups receives, the poorest group first: benefit incidence. Those on the
    /// border of two groups are divided between them.
    ///
    /// # Errors
    /// [`TargetingError::Groups`]; [`TargetingError::Undefined`] without benefits.
    pub fn by_groups(&self, groups: u32) -> Result<Vec<Ratio>, TargetingError> {
        if !(1..=1_000).contains(&groups) {
            return Err(TargetingError::Groups { groups });
        }
        let curve = self.curve()?;
        let mut shares = Vec::new();
        let mut below = Ratio::ZERO;
        for group in 1..=groups {
            let at = Ratio::of(u128::from(group), u128::from(groups))?;
            let given = between(&curve, at)?;
            shares.push(given.checked_sub(below)?);
            below = given;
        }
        Ok(shares)
    }
}

/// The height of a curve at a share of the population.
fn between(curve: &[(Ratio, Ratio)], at: Ratio) -> Result<Ratio, TargetingError> {
    let mut last = (Ratio::ZERO, Ratio::ZERO);
    for point in curve {
        if point.0 >= at {
            let width = point.0.checked_sub(last.0)?;
            if width == Ratio::ZERO {
                return Ok(point.1);
            }
            let part = at.checked_sub(last.0)?.checked_div(width)?;
            return Ok(last.1.checked_add(point.1.checked_sub(last.1)?.checked_mul(part)?)?);
        }
        last = *point;
    }
    Ok(last.1)
}

fn totals(steps: &[Step]) -> Result<(u128, u128), TargetingError> {
    let sum = |pick: fn(&Step) -> u128| steps.iter().try_fold(0_u128, |sum, step| sum.checked_add(pick(step)));
    let (weight, benefits) =
        (sum(|step| step.weight).ok_or_else(too_much)?, sum(|step| step.benefits).ok_or_else(too_much)?);
    if benefits == 0 {
        return Err(TargetingError::Undefined {
            measure: "the concentration of benefits",
            reason: "nobody receives any",
        });
    }
    Ok((weight, benefits))
}

fn too_much() -> TargetingError {
    QuantityError::overflow("multiplying weights and benefits", "benefits", "weights").into()
}
