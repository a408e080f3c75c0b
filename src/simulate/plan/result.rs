//! What a plan buys, and how good it is.

use super::collapse::{Collapsed, payments};
use super::{PlanError, Planner, Solution};
use crate::quantity::{Money, Ratio};
use crate::simulate::Assumed;
use std::collections::BTreeMap;

/// So many households of a cost area that lack the same things get the same bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Where they live.
    pub area: String,
    /// Their group; empty for none.
    pub group: String,
    /// What they lack, as the bits of the measure's indicators.
    pub pattern: u64,
    /// Ids of the interventions in the bundle.
    pub bundle: Vec<String>,
    /// How many households.
    pub households: u64,
}

/// What a plan buys and what it does, with a bound that no plan exceeds.
#[derive(Clone, Debug)]
pub struct Plan {
    value: Ratio,
    bound: Ratio,
    gap: Ratio,
    purchases: Vec<Purchase>,
    /// The money used of each line.
    spent: BTreeMap<String, Money>,
    /// The limit that holds it back most.
    binding: Option<String>,
    assumptions: Vec<Assumed>,
}

impl Plan {
    /// The plan of a solution.
    pub(super) fn of(planner: &Planner, collapsed: Collapsed, solution: &Solution) -> Result<Self, PlanError> {
        let mut counted = 0_u64;
        let mut purchases = Vec::new();
        let mut spent: BTreeMap<String, Money> =
            planner.lines.iter().map(|(line, amount)| (line.clone(), Money::zero(amount.currency()))).collect();
        let mut members = collapsed.members;
        for bought in solution.bought() {
            let class = collapsed.problem.classes().get(bought.class);
            let choice = class.and_then(|class| class.choices.get(bought.choice));
            let (Some(choice), Some(members)) = (choice, members.get_mut(bought.class)) else { continue };
            if choice.label & collapsed.counts != 0 {
                counted = counted.saturating_add(bought.households);
            }
            let numbers = 0..planner.interventions.len();
            let in_bundle = |number: &usize| {
                choice.label.checked_shr(u32::try_from(*number).unwrap_or(u32::MAX)).unwrap_or_default() & 1 == 1
            };
            let numbers: Vec<usize> = numbers.filter(in_bundle).collect();
            let ids = numbers.iter().filter_map(|number| Some(planner.interventions.get(*number)?.id.clone()));
            let bundle: Vec<String> = ids.collect();
            let mut left = bought.households;
            for (kind, there) in members.iter_mut() {
                let households = left.min(*there);
                if households == 0 {
                    continue;
                }
                *there = there.saturating_sub(households);
                left = left.saturating_sub(households);
                for number in &numbers {
                    for (line, cost) in payments(planner, *number, &kind.area)?.into_iter().flatten() {
                        let cost = cost.checked_mul(households)?;
                        let sum = spent.entry(line).or_insert_with(|| Money::zero(cost.currency()));
                        *sum = sum.checked_add(cost)?;
                    }
                }
                let (area, group, pattern) = (kind.area.clone(), kind.group.clone(), kind.pattern);
                purchases.push(Purchase { area, group, pattern, bundle: bundle.clone(), households });
            }
        }
        let binding = solution.binding().map(str::to_owned);
        if counted < collapsed.demanded {
            let most = solution.bound().checked_div(collapsed.bonus).unwrap_or_default();
            let binding = binding.unwrap_or_else(|| "what there is to do".to_owned());
            return Err(if most < collapsed.demanded {
                PlanError::Infeasible { demanded: collapsed.demanded, bound: most, unit: 1, binding }
            } else {
                PlanError::NotFound { demanded: collapsed.demanded, found: counted, binding }
            });
        }
        let bonus = collapsed.bonus.saturating_mul(collapsed.demanded);
        let in_unit = |value: u64| Ratio::of(value.saturating_sub(bonus).into(), collapsed.unit.into());
        let (value, bound) = (in_unit(solution.value())?, in_unit(solution.bound())?);
        let assumptions = planner.assumptions(&collapsed.floors);
        Ok(Self { value, bound, gap: bound.checked_sub(value)?, purchases, spent, binding, assumptions })
    }

    /// What is bought for whom.
    #[must_use]
    pub fn purchases(&self) -> &[Purchase] {
        &self.purchases
    }

    /// What the plan does, in the objective's unit summed over households: scores, households or deprivations, weighted by need.
    #[must_use]
    pub const fn value(&self) -> Ratio {
        self.value
    }

    /// What no plan exceeds.
    #[must_use]
    pub const fn bound(&self) -> Ratio {
        self.bound
    }

    /// How far the plan may be from the best: 0 if it is proven best.
    #[must_use]
    pub const fn gap(&self) -> Ratio {
        self.gap
    }

    /// The money used of a line; `None` for a line that nothing draws on and that has no amount.
    #[must_use]
    pub fn spent(&self, line: &str) -> Option<Money> {
        self.spent.get(line).copied()
    }

    /// The money used of each line.
    #[must_use]
    pub const fn lines(&self) -> &BTreeMap<String, Money> {
        &self.spent
    }

    /// How many households of a group get something.
    #[must_use]
    pub fn reached(&self, group: &str) -> u64 {
        let own = self.purchases.iter().filter(|purchase| purchase.group == group);
        own.map(|purchase| purchase.households).fold(0, u64::saturating_add)
    }

    /// How many households get an intervention.
    #[must_use]
    pub fn served(&self, intervention: &str) -> u64 {
        let own = self.purchases.iter().filter(|purchase| purchase.bundle.iter().any(|id| id == intervention));
        own.map(|purchase| purchase.households).fold(0, u64::saturating_add)
    }

    /// The limit that holds the plan back most: that whose price times amount is highest; `None` if everything is done.
    #[must_use]
    pub fn binding(&self) -> Option<&str> {
        self.binding.as_deref()
    }

    /// All that the plan assumes, one sentence each when printed.
    #[must_use]
    pub fn assumptions(&self) -> &[Assumed] {
        &self.assumptions
    }
}
