//! A population before and after interventions.

use super::run::{Case, Subject};
use super::scenario::lines_of;
use super::{Intervention, InterventionError};
use crate::measure::{AlkireFoster, Group, PatternTable, Tally};
use crate::quantity::{Households, Money, Ratio, Rounding, TotalWeight};
use crate::simulate::Assumed;
use crate::standard::{Class, Standard};
use std::collections::BTreeMap;

/// Whom one intervention reached in one year, in weighted households.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The intervention.
    pub intervention: String,
    /// The year, from 1.
    pub year: u32,
    /// Those who were eligible when its turn came, and not served before.
    pub eligible: TotalWeight,
    /// Those among them who did not take it up.
    pub declined: TotalWeight,
    /// Those among them whom the capacity did not suffice for.
    pub missed: TotalWeight,
    /// Those reached.
    pub reached: TotalWeight,
    /// What it cost: unit costs times weighted households, half up to the minor unit once a cost area; `None` if nobody was reached.
    pub cost: Option<Money>,
}

impl Reach {
    pub(super) fn nobody(intervention: &Intervention, year: u32) -> Self {
        let nobody = TotalWeight::ZERO;
        let (eligible, declined, missed, reached) = (nobody, nobody, nobody, nobody);
        Self { intervention: intervention.id.clone(), year, eligible, declined, missed, reached, cost: None }
    }
}

/// What became of a household that was poor, or that something reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its identifier.
    pub household: String,
    /// Code of its place.
    pub place: String,
    /// How many households it stands for.
    pub weight: TotalWeight,
    /// What reached it, in the order of the list.
    pub interventions: Vec<String>,
    /// Its class before, if it was sure.
    pub class_before: Option<String>,
    /// Its class after.
    pub class_after: Option<String>,
    /// Whether it was poor, if that was sure.
    pub was_poor: Option<bool>,
    /// Whether it is poor after.
    pub is_poor: Option<bool>,
    /// How many deprivations it had.
    pub deprivations_before: u32,
    /// How many it has after.
    pub deprivations_after: u32,
}

impl Outcome {
    /// Whether it is better off: fewer deprivations, or poor no longer.
    #[must_use]
    pub fn gained(&self) -> bool {
        self.deprivations_after < self.deprivations_before
            || (self.was_poor == Some(true) && self.is_poor == Some(false))
    }

    /// Whether it was poor and nothing reached it.
    #[must_use]
    pub fn was_missed(&self) -> bool {
        self.was_poor == Some(true) && self.interventions.is_empty()
    }
}

/// What interventions would change, under a standard.
#[derive(Clone, Debug)]
pub struct Effect<'a> {
    standard: &'a Standard,
    before: PatternTable<Households>,
    after: PatternTable<Households>,
    reaches: Vec<Reach>,
    passages: BTreeMap<(String, String), TotalWeight>,
    lifted: TotalWeight,
    outcomes: Vec<Outcome>,
    assumptions: Vec<Assumed>,
}

/// Weighted households by level of an axis and class, before and after.
pub type Classes = BTreeMap<(String, String), (TotalWeight, TotalWeight)>;

impl<'a> Effect<'a> {
    /// Patterns of deprivation before, with the subgroups `place`, `area`, `lines` and those added.
    #[must_use]
    pub const fn before(&self) -> &PatternTable<Households> {
        &self.before
    }

    /// Patterns of deprivation after.
    #[must_use]
    pub const fn after(&self) -> &PatternTable<Households> {
        &self.after
    }

    /// Whom each intervention reached, by year and in the order of application.
    #[must_use]
    pub fn reaches(&self) -> &[Reach] {
        &self.reaches
    }

    /// Weighted households by class before and class after; the empty name is for those without a sure class.
    #[must_use]
    pub const fn passages(&self) -> &BTreeMap<(String, String), TotalWeight> {
        &self.passages
    }

    /// Weighted households that were surely poor before and surely are not after.
    #[must_use]
    pub const fn lifted(&self) -> TotalWeight {
        self.lifted
    }

    /// Households that were poor or that something reached, those with most deprivations left first. A table of patterns tells of
    /// none.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Those who gain.
    pub fn gained(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.gained())
    }

    /// Those who were poor and whom nothing reached.
    pub fn missed(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.was_missed())
    }

    /// Everything assumed, one sentence each when printed.
    #[must_use]
    pub fn assumptions(&self) -> &[Assumed] {
        &self.assumptions
    }

    /// Weighted households by class, before and after, for each level of an axis, or under the empty level for all.
    ///
    /// # Errors
    /// [`InterventionError::Table`] for an axis that there is not.
    pub fn classes(&self, axis: Option<&str>) -> Result<Classes, InterventionError> {
        let mut classes = Classes::new();
        let position = axis.map(|axis| {
            let at = self.before.axes().names().position(|name| name == axis);
            at.ok_or_else(|| InterventionError::Table { what: format!("the axis `{axis}`") })
        });
        let position = position.transpose()?;
        for (table, is_after) in [(&self.before, false), (&self.after, true)] {
            for (levels, profile, weight, _) in table.iter() {
                let lines = lines_of(levels.get(2).copied().unwrap_or_default())?;
                let class = self.standard.classify(profile, lines).class().map_or("", Class::id);
                let level = position.and_then(|position| levels.get(position)).copied().unwrap_or_default();
                let entry = classes.entry((level.to_owned(), class.to_owned())).or_default();
                let sum = if is_after { &mut entry.1 } else { &mut entry.0 };
                *sum = sum.checked_add(weight)?;
            }
        }
        Ok(classes)
    }

    /// What all interventions cost in all years; `None` if nobody was reached.
    ///
    /// # Errors
    /// [`InterventionError::Quantity`] for currencies that differ.
    pub fn cost(&self) -> Result<Option<Money>, InterventionError> {
        Ok(Money::sum(self.reaches.iter().filter_map(|reach| reach.cost))?)
    }

    /// What they cost in each year that cost something.
    ///
    /// # Errors
    /// [`InterventionError::Quantity`] for currencies that differ.
    pub fn cost_by_year(&self) -> Result<BTreeMap<u32, Money>, InterventionError> {
        let mut costs: BTreeMap<u32, Money> = BTreeMap::new();
        for (year, cost) in self.reaches.iter().filter_map(|reach| Some((reach.year, reach.cost?))) {
            let sum = costs.get(&year).map_or(Ok(cost), |sum| sum.checked_add(cost))?;
            costs.insert(year, sum);
        }
        Ok(costs)
    }

    /// Measures of a group before and after: H, A, M0, and each indicator's headcount ratios.
    ///
    /// # Errors
    /// [`InterventionError::Measure`], as for a measure of other indicators.
    pub fn tallies(
        &self,
        poverty: &AlkireFoster,
        group: &Group,
    ) -> Result<(Tally<Households>, Tally<Households>), InterventionError> {
        Ok((self.before.tally(poverty, group)?, self.after.tally(poverty, group)?))
    }

    /// Fall of the adjusted headcount ratio M0 of the whole: before less after.
    ///
    /// # Errors
    /// [`InterventionError::Measure`], as for a population of nobody.
    pub fn fall(&self, poverty: &AlkireFoster) -> Result<Ratio, InterventionError> {
        let (before, after) = self.tallies(poverty, &Group::whole())?;
        Ok(before.adjusted_headcount_ratio()?.checked_sub(after.adjusted_headcount_ratio()?)?)
    }

    /// Cost of each household lifted, half up to the minor unit; `None` if nobody was lifted or nothing was done.
    ///
    /// # Errors
    /// [`InterventionError::Quantity`].
    pub fn cost_per_lifted(&self) -> Result<Option<Money>, InterventionError> {
        self.cost_per(self.lifted.to_ratio()?)
    }

    /// Cost of each point of M0 (a hundredth), half up to the minor unit; `None` unless M0 falls.
    ///
    /// # Errors
    /// As [`Effect::fall`].
    pub fn cost_per_point(&self, poverty: &AlkireFoster) -> Result<Option<Money>, InterventionError> {
        self.cost_per(self.fall(poverty)?.checked_mul(Ratio::whole(100))?)
    }

    fn cost_per(&self, amount: Ratio) -> Result<Option<Money>, InterventionError> {
        match self.cost()? {
            Some(cost) if amount > Ratio::ZERO => Ok(Some(cost.portion(amount.reciprocal()?, Rounding::HalfUp)?)),
            _ => Ok(None),
        }
    }
}

/// The effect of a run.
pub(super) fn assemble<'a>(
    standard: &'a Standard,
    (before, after): (PatternTable<Households>, PatternTable<Households>),
    reaches: Vec<Reach>,
    cases: &[Case<'_>],
    interventions: &[Intervention],
    assumptions: Vec<Assumed>,
) -> Result<Effect<'a>, InterventionError> {
    let mut passages: BTreeMap<(String, String), TotalWeight> = BTreeMap::new();
    let mut lifted = TotalWeight::ZERO;
    let mut outcomes = Vec::new();
    for case in cases {
        let earlier = standard.classify(case.first.profile, case.first.lines);
        let later = standard.classify(case.seen.profile, case.seen.lines);
        let name = |class: Option<&Class>| class.map_or_else(String::new, |class| class.id().to_owned());
        let sum = passages.entry((name(earlier.class()), name(later.class()))).or_insert(TotalWeight::ZERO);
        *sum = sum.checked_add(case.weight)?;
        if earlier.is_poor() == Some(true) && later.is_poor() == Some(false) {
            lifted = lifted.checked_add(case.weight)?;
        }
        if let Subject::Household(household) = case.subject
            && (!case.services.is_empty() || earlier.is_poor() == Some(true))
        {
            let mut served: Vec<usize> = case.services.iter().map(|service| service.intervention).collect();
            served.dedup();
            outcomes.push(Outcome {
                household: household.id().to_owned(),
                place: case.place.to_owned(),
                weight: case.weight,
                interventions: served.iter().filter_map(|at| Some(interventions.get(*at)?.id.clone())).collect(),
                class_before: earlier.class().map(|class| class.id().to_owned()),
                class_after: later.class().map(|class| class.id().to_owned()),
                was_poor: earlier.is_poor(),
                is_poor: later.is_poor(),
                deprivations_before: case.first.profile.deprivations(),
                deprivations_after: case.seen.profile.deprivations(),
            });
        }
    }
    outcomes.sort_by(|one: &Outcome, other| {
        other.deprivations_after.cmp(&one.deprivations_after).then_with(|| one.household.cmp(&other.household))
    });
    Ok(Effect { standard, before, after, reaches, passages, lifted, outcomes, assumptions })
}
