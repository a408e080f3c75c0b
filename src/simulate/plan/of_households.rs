//! A planner for observed households and interventions as data.

use super::{Intervention, PlanError, Planner};
use crate::household::Household;
use crate::measure::AlkireFoster;
use crate::quantity::{Ratio, Rounding};
use crate::simulate::Assumed;
use crate::simulate::intervention::{Interventions, Scenario};
use std::collections::BTreeSet;

impl Planner {
    /// A planner for these households, who are what a plan may reach: what each intervention removes is found by applying it to each
    /// household alone and assessing it anew. Amounts of lines, reserves, least shares and needs are to be added.
    ///
    /// Interventions are paid from the line that they name, or from `budget`. Where a job comes by chance, a success is planned at the
    /// cost and capacity of as many trainings as it takes on average. Whoever is planned for is taken to take it up. What is not known
    /// of a household is taken as not deprived. The group names what reserves, least shares and needs speak of, such as a commune.
    ///
    /// # Errors
    /// [`PlanError::Intervention`] for what can't be applied or assessed; [`PlanError::Weight`] for a household that does not stand for a
    /// whole number of households; otherwise as [`Planner::intervention`].
    pub fn of_households(
        scenario: &Scenario<'_>,
        poverty: &AlkireFoster,
        interventions: &Interventions,
        households: &[Household],
        group: fn(&Household) -> String,
    ) -> Result<Self, PlanError> {
        let mut planner = Self::new(poverty.weighting(), poverty.poverty_cutoff())?;
        let mut removals = Vec::with_capacity(households.len());
        for household in households {
            removals.push(scenario.removals(household, interventions)?);
        }
        let area = |household: &Household| format!("{}, {}", household.place(), household.area());
        for (number, each) in interventions.list().iter().enumerate() {
            let removed = removals.iter().filter_map(|(_, removes)| removes.get(number)).fold(0, |all, own| all | own);
            let chance = each.changes.job.as_ref().map_or(Ratio::ONE, |job| job.probability);
            if removed == 0 || chance == Ratio::ZERO {
                // Nobody would gain by it.
                for (_, removes) in &mut removals {
                    if let Some(own) = removes.get_mut(number) {
                        *own = 0;
                    }
                }
                continue;
            }
            let line = each.line.as_deref().unwrap_or("budget");
            let mut planned = Intervention::new(&each.id, scenario.standard().indicators_of(removed), line);
            let trainings = chance.reciprocal()?;
            if let Some(capacity) = each.capacity {
                let successes = chance.checked_mul(Ratio::from(u64::from(capacity)))?.floor();
                planned = planned.capacity(u64::try_from(successes).unwrap_or_default());
            }
            let mut seen = BTreeSet::new();
            for household in households {
                let area = area(household);
                if let Some((_, cost)) = each.cost_at(household.place(), household.area())
                    && seen.insert(area.clone())
                {
                    planned = planned.cost(&area, cost.portion(trainings, Rounding::HalfUp)?);
                }
            }
            planner = planner.intervention(planned)?;
            if chance != Ratio::ONE {
                let (intervention, probability) = (each.id.clone(), chance);
                planner.notes.push(Assumed::Chance { intervention, probability });
            }
        }
        planner.notes.push(Assumed::UnknownIsFine);
        let offered: Vec<bool> = interventions
            .list()
            .iter()
            .map(|each| planner.interventions.iter().any(|planned| planned.id == each.id))
            .collect();
        for (household, (pattern, removes)) in households.iter().zip(&removals) {
            let kept: Vec<u64> =
                removes.iter().zip(&offered).filter(|(_, offered)| **offered).map(|(own, _)| *own).collect();
            let billionths = household.weight().billionths();
            let whole = billionths.checked_div(1_000_000_000).filter(|_| billionths.is_multiple_of(1_000_000_000));
            let whole = whole.ok_or_else(|| PlanError::Weight {
                household: household.id().to_owned(),
                weight: household.weight().to_string(),
            })?;
            planner.add_removing(&group(household), &area(household), *pattern, &kept, whole)?;
        }
        Ok(planner)
    }
}
