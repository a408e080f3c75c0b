//! What if an indicator were left out?

use super::{RankAgreement, Rankings, Survival};
use crate::measure::{AlkireFoster, By, Family, Group, MeasureError, PatternTable, Structure, Weighting};
use crate::quantity::{CountedUnit, Ratio};

/// Who gets the weight of an indicator that is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Redistribution {
    /// The others of its dimension, in proportion to their weights: the dimension keeps its weight. If there are no others, all.
    WithinDimension,
    /// All others, in proportion to their weights.
    OverAll,
}

/// A measure without one of its indicators, beside the measure with all of them. The cutoff stays.
///
/// Rows of which only the missing indicator is unknown are counted now: the measure no longer asks for it.
///
/// ```
/// use poverty::measure::robust::{Redistribution, Removal};
/// use poverty::measure::{Axes, By, PatternTable, Profile, Structure, Weighting};
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::new([("services", vec!["water", "toilet"]), ("health", vec!["insurance"])])?;
/// let mut table = PatternTable::<Households>::new(&structure, Axes::new().subgroup("region")?)?;
/// for (region, deprived, weight) in [("1", 0b001, 30), ("1", 0b000, 70), ("2", 0b010, 20), ("2", 0b000, 80)] {
///     table.add_row(&[region], Profile::complete(deprived), Weight::from_integer(weight)?, &[])?;
/// }
/// let poverty = Weighting::nested(&structure)?.cutoff(Ratio::new(1, 4)?)?;
/// let removals = Removal::of_each(&table, &poverty, &By::axis("region"), "", Redistribution::WithinDimension)?;
/// let water = &removals[0];
/// assert_eq!(water.indicator(), "water");
/// assert_eq!(water.poverty().weighting().weight("toilet")?, Ratio::new(1, 2)?);
/// assert_eq!((water.headcount_ratio(), removals[2].headcount_ratio()), (Ratio::new(1, 10)?, Ratio::new(1, 4)?));
/// // Without water, region 1 is no longer the poorer one.
/// assert_eq!(water.agreement()?.kendall_tau_b(), Some(-1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    indicator: String,
    poverty: AlkireFoster,
    headcount_ratio: Ratio,
    adjusted_headcount_ratio: Ratio,
    rankings: Rankings,
}

impl Removal {
    /// Leaves out each indicator in turn and ranks the groups of one period (empty where the table has none) by M0.
    ///
    /// # Errors
    /// [`MeasureError::NoIndicators`] if there is only one; [`MeasureError::CommonDenominator`]; as [`Rankings::of`].
    pub fn of_each<U: CountedUnit>(
        table: &PatternTable<U>,
        poverty: &AlkireFoster,
        by: &By,
        period: &str,
        redistribution: Redistribution,
    ) -> Result<Vec<Self>, MeasureError> {
        let rank = |table: &PatternTable<U>, poverty: &AlkireFoster| {
            let own = core::slice::from_ref(poverty);
            Rankings::of(table, Family::AdjustedHeadcountRatio, by, period, own)
        };
        let baseline = rank(table, poverty)?;
        let one = |indicator: &String| {
            let without = poverty.without(indicator, redistribution)?;
            let smaller = table.without(indicator, without.structure())?;
            let rankings = rank(&smaller, &without)?;
            if rankings.groups() != baseline.groups() {
                let list = |rankings: &Rankings| format!("{} of them", rankings.groups().len());
                let (left, right) = (list(&baseline), list(&rankings));
                return Err(MeasureError::Different { what: "groups with and without an indicator", left, right });
            }
            let whole = match table.axes().iter().find(|(_, role)| *role == crate::measure::Role::Period) {
                Some((axis, _)) => Group::whole().and(axis, period),
                None => Group::whole(),
            };
            let tally = smaller.tally(&without, &whole)?;
            let values =
                [(poverty.clone(), baseline.values(0)?.to_vec()), (without.clone(), rankings.values(0)?.to_vec())];
            Ok(Self {
                indicator: indicator.clone(),
                headcount_ratio: tally.headcount_ratio()?,
                adjusted_headcount_ratio: tally.adjusted_headcount_ratio()?,
                rankings: Rankings::from_values(baseline.groups().to_vec(), values)?,
                poverty: without,
            })
        };
        poverty.structure().indicators().iter().map(one).collect()
    }

    /// The indicator that is left out.
    #[must_use]
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// The measure without it.
    #[must_use]
    pub const fn poverty(&self) -> &AlkireFoster {
        &self.poverty
    }

    /// H of the whole without it.
    #[must_use]
    pub const fn headcount_ratio(&self) -> Ratio {
        self.headcount_ratio
    }

    /// M0 of the whole without it.
    #[must_use]
    pub const fn adjusted_headcount_ratio(&self) -> Ratio {
        self.adjusted_headcount_ratio
    }

    /// How far the orders of the groups with and without it agree.
    ///
    /// # Errors
    /// Never; the type is that of its siblings.
    pub fn agreement(&self) -> Result<RankAgreement, MeasureError> {
        self.rankings.agreement(0, 1)
    }

    /// How many pairs of groups keep their order.
    #[must_use]
    pub fn survival(&self) -> Survival {
        self.rankings.survival()
    }
}

impl AlkireFoster {
    /// The measure without one indicator, at the same cutoff.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`]; [`MeasureError::NoIndicators`] if it is the only one;
    /// [`MeasureError::CommonDenominator`].
    pub fn without(&self, indicator: &str, redistribution: Redistribution) -> Result<Self, MeasureError> {
        let weighting = self.weighting().without(indicator, redistribution)?;
        Ok(Self::new(weighting, self.poverty_cutoff())?.missing(self.missing_policy()))
    }
}

impl Weighting {
    /// The weights without one indicator, whose weight goes to others.
    ///
    /// # Errors
    /// As [`AlkireFoster::without`].
    pub fn without(&self, indicator: &str, redistribution: Redistribution) -> Result<Self, MeasureError> {
        let removed = self.structure().require(indicator)?;
        let structure = self.structure().without(indicator)?;
        let own = |at: usize| Ratio::new(self.numerators().get(at).copied().unwrap_or_default().into(), 1);
        let sum = |range: &mut dyn Iterator<Item = usize>| {
            Ratio::sum(range.filter(|at| *at != removed).map(own).collect::<Result<Vec<_>, _>>()?)
        };
        let all = 0..self.structure().indicators().len();
        let dimension = self.structure().dimensions().map(|(_, range)| range).find(|range| range.contains(&removed));
        let dimension = dimension.filter(|range| range.len() > 1 && redistribution == Redistribution::WithinDimension);
        let receivers = dimension.unwrap_or_else(|| all.clone());
        // Each of those who receive is scaled from their sum without the removed one to their sum with it.
        let without = sum(&mut receivers.clone())?;
        let factor = without.checked_add(own(removed)?)?.checked_div(without)?;
        let whole = Ratio::new(self.denominator().into(), 1)?;
        let mut weights = Vec::with_capacity(all.len());
        for at in all.filter(|at| *at != removed) {
            let weight = own(at)?.checked_div(whole)?;
            weights.push(if receivers.contains(&at) { weight.checked_mul(factor)? } else { weight });
        }
        Self::new(format!("{} without {indicator}", self.name()), &structure, &weights)
    }
}

impl Structure {
    /// The structure without one indicator; a dimension of which it was the only one goes too.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`]; [`MeasureError::NoIndicators`] if it is the only one.
    pub fn without(&self, indicator: &str) -> Result<Self, MeasureError> {
        let removed = self.require(indicator)?;
        let rest = self.dimensions().filter_map(|(dimension, range)| {
            let ids = range.filter(|at| *at != removed).filter_map(|at| self.indicators().get(at).cloned());
            let ids: Vec<String> = ids.collect();
            (!ids.is_empty()).then_some((dimension, ids))
        });
        Self::new(rest)
    }
}
