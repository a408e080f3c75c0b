//! Target and beneficiaries crossed.

use super::TargetingError;
use crate::quantity::{CountedUnit, Households, PercentagePoints, Ratio, TotalWeight, Weight};

/// Whom a programme reaches and misses: the target (the poor, the eligible) crossed with the beneficiaries.
///
/// The field calls two different things "inclusion error", so each measure here says what it divides by.
///
/// ```
/// use poverty::quantity::{Households, Ratio, Weight};
/// use poverty::simulate::targeting::Targeting;
/// // 15 poor reached, 5 poor missed, 10 reached who are not poor, 70 neither.
/// let mut targeting = Targeting::<Households>::new();
/// for (is_target, is_beneficiary, households) in [(true, true, 15), (true, false, 5), (false, true, 10), (false, false, 70)] {
///     targeting.add(is_target, is_beneficiary, Weight::from_integer(households)?)?;
/// }
/// assert_eq!(targeting.coverage()?, Ratio::new(3, 4)?);
/// assert_eq!(targeting.leakage()?, Ratio::new(2, 5)?);
/// assert_eq!(targeting.coady_grosh_hoddinott()?, Ratio::whole(3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targeting<U: CountedUnit = Households> {
    reached: TotalWeight<U>,
    missed: TotalWeight<U>,
    leaked: TotalWeight<U>,
    spared: TotalWeight<U>,
}

impl<U: CountedUnit> Default for Targeting<U> {
    fn default() -> Self {
        Self::new()
    }
}

impl<U: CountedUnit> Targeting<U> {
    /// Nobody yet.
    #[must_use]
    pub const fn new() -> Self {
        let zero = TotalWeight::ZERO;
        Self { reached: zero, missed: zero, leaked: zero, spared: zero }
    }

    /// From the four sums.
    pub(super) const fn of_totals(
        reached: TotalWeight<U>,
        missed: TotalWeight<U>,
        leaked: TotalWeight<U>,
        spared: TotalWeight<U>,
    ) -> Self {
        Self { reached, missed, leaked, spared }
    }

    /// Adds a household or person: whether it is of the target, whether it benefits, and how many it stands for.
    ///
    /// # Errors
    /// [`TargetingError::Quantity`] if the sum does not fit.
    pub fn add(&mut self, is_target: bool, is_beneficiary: bool, weight: Weight<U>) -> Result<(), TargetingError> {
        let sum = match (is_target, is_beneficiary) {
            (true, true) => &mut self.reached,
            (true, false) => &mut self.missed,
            (false, true) => &mut self.leaked,
            (false, false) => &mut self.spared,
        };
        *sum = sum.checked_add(weight.into())?;
        Ok(())
    }

    /// Target and beneficiary.
    #[must_use]
    pub const fn reached(&self) -> TotalWeight<U> {
        self.reached
    }

    /// Target and no beneficiary: exclusion.
    #[must_use]
    pub const fn missed(&self) -> TotalWeight<U> {
        self.missed
    }

    /// Beneficiary and not of the target: inclusion.
    #[must_use]
    pub const fn leaked(&self) -> TotalWeight<U> {
        self.leaked
    }

    /// Neither.
    #[must_use]
    pub const fn spared(&self) -> TotalWeight<U> {
        self.spared
    }

    fn target(&self) -> Result<TotalWeight<U>, TargetingError> {
        Ok(self.reached.checked_add(self.missed)?)
    }

    fn beneficiaries(&self) -> Result<TotalWeight<U>, TargetingError> {
        Ok(self.reached.checked_add(self.leaked)?)
    }

    fn all(&self) -> Result<TotalWeight<U>, TargetingError> {
        Ok(self.target()?.checked_add(self.leaked)?.checked_add(self.spared)?)
    }

    /// The share of the target that is reached; also sensitivity, and poverty accuracy.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without a target.
    pub fn coverage(&self) -> Result<Ratio, TargetingError> {
        share(self.reached, self.target()?, "coverage", "nobody is of the target")
    }

    /// The share of the target that is missed, `1 - coverage`: undercoverage, the exclusion error.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without a target.
    pub fn undercoverage(&self) -> Result<Ratio, TargetingError> {
        share(self.missed, self.target()?, "undercoverage", "nobody is of the target")
    }

    /// The share of the beneficiaries who are not of the target: leakage, the inclusion error of programmes.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without beneficiaries.
    pub fn leakage(&self) -> Result<Ratio, TargetingError> {
        share(self.leaked, self.beneficiaries()?, "leakage", "nobody benefits")
    }

    /// The share of those outside the target who benefit, `1 - specificity`: what statistics calls the inclusion error.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] if all are of the target.
    pub fn false_positive_rate(&self) -> Result<Ratio, TargetingError> {
        let others = self.leaked.checked_add(self.spared)?;
        share(self.leaked, others, "false positive rate", "all are of the target")
    }

    /// The share that is treated rightly.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without anybody.
    pub fn accuracy(&self) -> Result<Ratio, TargetingError> {
        share(self.reached.checked_add(self.spared)?, self.all()?, "accuracy", "there is nobody")
    }

    /// How many more there are among the beneficiaries than in the target, in points of the population: the poverty incidence error
    /// of a score that is used to estimate a rate.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without anybody.
    pub fn incidence_error(&self) -> Result<PercentagePoints, TargetingError> {
        let all = self.all()?;
        let beneficiaries = share(self.beneficiaries()?, all, "incidence error", "there is nobody")?;
        Ok(beneficiaries.points_since(share(self.target()?, all, "incidence error", "there is nobody")?)?)
    }

    /// BPAC, the balanced poverty accuracy criterion: coverage less the distance of exclusion and inclusion, both as shares of the
    /// target. Best where as many are missed as leak in; may be below zero.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without a target.
    pub fn balanced_poverty_accuracy(&self) -> Result<Ratio, TargetingError> {
        let target = self.target()?;
        let of_target = |part| share(part, target, "balanced poverty accuracy", "nobody is of the target");
        let distance = of_target(self.missed)?.checked_sub(of_target(self.leaked)?)?.abs();
        Ok(of_target(self.reached)?.checked_sub(distance)?)
    }

    /// The share of beneficiaries who are of the target, over the target's share of the population: 1 is no better than chance, the
    /// most is one over the target's share (Coady, Grosh, Hoddinott).
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] without beneficiaries or without a target.
    pub fn coady_grosh_hoddinott(&self) -> Result<Ratio, TargetingError> {
        let measure = "the Coady-Grosh-Hoddinott ratio";
        let among = share(self.reached, self.beneficiaries()?, measure, "nobody benefits")?;
        let target = share(self.target()?, self.all()?, measure, "there is nobody")?;
        if target == Ratio::ZERO {
            return Err(TargetingError::Undefined { measure, reason: "nobody is of the target" });
        }
        Ok(among.checked_div(target)?)
    }

    /// Coverage less the false positive rate: the measure of Galasso and Ravallion, Youden's J. From -1 to 1, 0 by chance.
    ///
    /// # Errors
    /// [`TargetingError::Undefined`] unless some are of the target and some are not.
    pub fn galasso_ravallion(&self) -> Result<Ratio, TargetingError> {
        Ok(self.coverage()?.checked_sub(self.false_positive_rate()?)?)
    }
}

fn share<U: CountedUnit>(
    part: TotalWeight<U>,
    whole: TotalWeight<U>,
    measure: &'static str,
    reason: &'static str,
) -> Result<Ratio, TargetingError> {
    if whole == TotalWeight::ZERO {
        return Err(TargetingError::Undefined { measure, reason });
    }
    Ok(part.share_of(whole)?)
}
