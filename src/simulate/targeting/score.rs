//! A score against the measured class.

use super::{Targeting, TargetingError};
use crate::quantity::{CountedUnit, Households, Ratio, TotalWeight, Weight, gcd};
use std::collections::BTreeMap;

/// At which end of a score the poor are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PoorEnd {
    /// A low score is taken for poor, as the points B1 of Viet Nam's review, which stand for income.
    Low,
    /// A high score is taken for poor, as a count of deprivations.
    High,
}

/// What a good cutoff is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Criterion {
    /// The most of [`Targeting::galasso_ravallion`], Youden's J.
    Youden,
    /// The most of [`Targeting::balanced_poverty_accuracy`].
    BalancedPovertyAccuracy,
    /// The least of `exclusion x missed + inclusion x leaked`.
    Cost {
        /// What it costs to miss one of the target.
        exclusion: Ratio,
        /// What it costs to include one who is not of the target.
        inclusion: Ratio,
    },
}

/// What a cutoff gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScorePoint<U: CountedUnit = Households> {
    /// The cutoff: who has this score, or one nearer to the poor end, is taken for poor.
    pub cutoff: i64,
    /// Whom it finds and misses.
    pub targeting: Targeting<U>,
}

/// A score (points of a form, a proxy means test) against what was measured: every cutoff, the area under the curve of receiver
/// operating characteristics, the best cutoff.
///
/// ```
/// use poverty::quantity::{Households, Ratio, Weight};
/// use poverty::simulate::targeting::{Criterion, PoorEnd, ScoreCurve};
/// let rows = [(9, true, 2), (8, true, 1), (8, false, 1), (6, true, 1), (5, false, 3), (3, false, 2)];
/// let mut curve = ScoreCurve::<Households>::new(PoorEnd::High);
/// for (score, is_poor, weight) in rows {
///     curve.add(score, is_poor, Weight::from_integer(weight)?)?;
/// }
/// assert_eq!(curve.area()?, Ratio::new(15, 16)?);
/// assert_eq!(curve.best(Criterion::Youden)?.cutoff, 6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreCurve<U: CountedUnit = Households> {
    poor_end: PoorEnd,
    /// Weight of the poor and of the others at each score.
    scores: BTreeMap<i64, (TotalWeight<U>, TotalWeight<U>)>,
}

impl<U: CountedUnit> ScoreCurve<U> {
    /// Of nobody yet.
    #[must_use]
    pub const fn new(poor_end: PoorEnd) -> Self {
        Self { poor_end, scores: BTreeMap::new() }
    }

    /// Adds a household or person: its score, whether it was measured to be poor, and how many it stands for.
    ///
    /// # Errors
    /// [`TargetingError::Quantity`] if the sum does not fit.
    pub fn add(&mut self, score: i64, is_poor: bool, weight: Weight<U>) -> Result<(), TargetingError> {
        let (poor, others) = self.scores.entry(score).or_insert((TotalWeight::ZERO, TotalWeight::ZERO));
        let sum = if is_poor { poor } else { others };
        *sum = sum.checked_add(weight.into())?;
        Ok(())
    }

    /// From the poor end on: score, weight of the poor, weight of the others.
    fn steps(&self) -> Vec<(i64, u128, u128)> {
        let mut steps: Vec<(i64, u128, u128)> = self
            .scores
            .iter()
            .map(|(score, (poor, others))| (*score, poor.billionths(), others.billionths()))
            .collect();
        if self.poor_end == PoorEnd::High {
            steps.reverse();
        }
        steps
    }

    /// What each score gives as a cutoff, from the one that finds fewest.
    ///
    /// # Errors
    /// [`TargetingError::Quantity`] if sums don't fit.
    pub fn points(&self) -> Result<Vec<ScorePoint<U>>, TargetingError> {
        let steps = self.steps();
        let sum = |pick: fn(&(i64, u128, u128)) -> u128| {
            steps.iter().try_fold(0_u128, |sum, step| sum.checked_add(pick(step)))
        };
        let too_much = || crate::quantity::QuantityError::overflow("adding weights", "scores", "weights");
        let (poor, others) = (sum(|step| step.1).ok_or_else(too_much)?, sum(|step| step.2).ok_or_else(too_much)?);
        let (mut reached, mut leaked) = (0_u128, 0_u128);
        let mut points = Vec::with_capacity(steps.len());
        for (cutoff, poor_here, others_here) in steps {
            reached = reached.saturating_add(poor_here);
            leaked = leaked.saturating_add(others_here);
            let total = TotalWeight::from_billionths;
            let targeting = Targeting::of_totals(
                total(reached),
                total(poor.saturating_sub(reached)),
                total(leaked),
                total(others.saturating_sub(leaked)),
            );
            points.push(ScorePoint { cutoff, targeting });
        }
        Ok(points)
    }

    /// The area under the curve: the probability that a poor one stands nearer to the poor end than one who is not, ties counting
    /// one half. 1/2 by chance, 1 for a score that never errs.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] unless some are poor and some are not; [`TargetingError::Quantity`] if products don't fit.
    pub fn area(&self) -> Result<Ratio, TargetingError> {
        let steps = self.steps();
        let unit = steps
            .iter()
            .flat_map(|(_, poor, others)| [*poor, *others])
            .filter(|weight| *weight > 0)
            .fold(0, gcd)
            .max(1);
        let too_much = || crate::quantity::QuantityError::overflow("multiplying weights", "the poor", "the others");
        // Twice the weight of ordered pairs, from the poor end: those after a step are further from it than the poor of the step.
        let (mut pairs, mut poor_so_far, mut others) = (0_u128, 0_u128, 0_u128);
        for (_, poor_here, others_here) in steps {
            let (poor_here, others_here) = (poor_here.div_euclid(unit), others_here.div_euclid(unit));
            let before = poor_so_far.checked_mul(2).and_then(|twice| twice.checked_add(poor_here));
            let here = before.and_then(|before| before.checked_mul(others_here));
            pairs = here.and_then(|here| pairs.checked_add(here)).ok_or_else(too_much)?;
            poor_so_far = poor_so_far.checked_add(poor_here).ok_or_else(too_much)?;
            others = others.checked_add(others_here).ok_or_else(too_much)?;
        }
        let all = poor_so_far.checked_mul(others).and_then(|all| all.checked_mul(2)).ok_or_else(too_much)?;
        if all == 0 {
            let reason = if poor_so_far == 0 { "nobody is poor" } else { "all are poor" };
            return Err(TargetingError::Undefined { measure: "the area under the curve", reason });
        }
        Ok(Ratio::of(pairs, all)?)
    }

    /// The best cutoff; of several that are equally good the lowest score.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] where the criterion is; [`TargetingError::NegativeCost`].
    pub fn best(&self, criterion: Criterion) -> Result<ScorePoint<U>, TargetingError> {
        let mut best: Option<(Ratio, ScorePoint<U>)> = None;
        for point in self.points()? {
            let good = criterion.goodness(&point.targeting)?;
            let better = match &best {
                None => true,
                Some((most, at)) => good > *most || good == *most && point.cutoff < at.cutoff,
            };
            if better {
                best = Some((good, point));
            }
        }
        best.map(|(_, point)| point)
            .ok_or(TargetingError::Undefined { measure: "the best cutoff", reason: "there is nobody" })
    }
}

impl Criterion {
    /// The larger, the better.
    fn goodness<U: CountedUnit>(self, targeting: &Targeting<U>) -> Result<Ratio, TargetingError> {
        match self {
            Self::Youden => targeting.galasso_ravallion(),
            Self::BalancedPovertyAccuracy => targeting.balanced_poverty_accuracy(),
            Self::Cost { exclusion, inclusion } => {
                for (what, cost) in [("exclusion", exclusion), ("inclusion", inclusion)] {
                    if cost.is_negative() {
                        return Err(TargetingError::NegativeCost { what, cost: cost.to_string() });
                    }
                }
                let missed = targeting.missed().to_ratio()?.checked_mul(exclusion)?;
                let leaked = targeting.leaked().to_ratio()?.checked_mul(inclusion)?;
                Ok(missed.checked_add(leaked)?.negated())
            }
        }
    }
}
