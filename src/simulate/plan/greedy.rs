//! Steps with the most value for their cost, first.

use super::prices::Prices;
use super::{Choice, Problem, Solution};
use crate::measure::float::wide_float;

/// A step of a household from one choice of its class to the next better one on the class's hull.
struct Step {
    class: usize,
    from: usize,
    to: usize,
    value: u64,
    cost: i128,
}

impl Problem {
    /// The greedy plan: every class's choices form a concave hull of value over cost, whose steps are bought in the order of their
    /// value for cost, as many as the limits allow. With several limits, cost is what the limits' prices make of it.
    ///
    /// With one limit the plan without its last incomplete step is the optimum of the linear relaxation (Sinha and Zoltners 1979,
    /// Operations Research 27), so that less than the value of one step is lost.
    #[must_use]
    pub fn greedy(&self) -> Solution {
        let prices = Prices::of(self);
        Solution::new(self, &counts(self, &prices), prices.bound(self), &prices)
    }
}

/// How many households of each class take each choice.
pub(super) fn counts(problem: &Problem, prices: &Prices) -> Vec<Vec<u64>> {
    let mut steps = Vec::new();
    for (class, own) in problem.classes.iter().enumerate() {
        steps.extend(hull(class, &own.choices, prices));
    }
    // Equal fractions of numbers below 2^53 have equal quotients.
    let density = |step: &Step| wide_float(step.value.into()) / wide_float(step.cost.unsigned_abs() >> 20);
    steps.sort_by(|a, b| {
        density(b).total_cmp(&density(a)).then(b.value.cmp(&a.value)).then((a.class, a.from).cmp(&(b.class, b.from)))
    });
    let mut counts: Vec<Vec<u64>> = problem.classes.iter().map(|class| vec![0; class.choices.len()]).collect();
    for (counts, class) in counts.iter_mut().zip(&problem.classes) {
        if let Some(nothing) = counts.first_mut() {
            *nothing = class.households;
        }
    }
    let mut left: Vec<u64> = problem.limits.iter().map(|limit| limit.amount).collect();
    for step in steps {
        let (Some(class), Some(counts)) = (problem.classes.get(step.class), counts.get_mut(step.class)) else {
            continue;
        };
        let (Some(from), Some(to)) = (class.choices.get(step.from), class.choices.get(step.to)) else { continue };
        let mut taken = counts.get(step.from).copied().unwrap_or_default();
        for ((before, after), left) in from.uses.iter().zip(&to.uses).zip(&left) {
            if let Some(fits) = left.checked_div(after.saturating_sub(*before)) {
                taken = taken.min(fits);
            }
        }
        for ((before, after), left) in from.uses.iter().zip(&to.uses).zip(left.iter_mut()) {
            *left = left.saturating_add(before.saturating_mul(taken)).saturating_sub(after.saturating_mul(taken));
        }
        for (choice, count) in counts.iter_mut().enumerate() {
            if choice == step.from {
                *count = count.saturating_sub(taken);
            } else if choice == step.to {
                *count = count.saturating_add(taken);
            }
        }
    }
    counts
}

/// The steps along the upper hull of value over cost.
fn hull(class: usize, choices: &[Choice], prices: &Prices) -> Vec<Step> {
    // One limit's own amounts are its cost, whatever its price; without a price there is nothing to weigh.
    let cost = |choice: &Choice| match choice.uses.as_slice() {
        [only] => i128::from(*only) << 20,
        uses => prices.cost(uses.iter().copied()).saturating_add(1 << 20),
    };
    let costs: Vec<(usize, u64, i128)> = choices
        .iter()
        .enumerate()
        .map(|(at, choice)| (at, choice.value, if at == 0 { 0 } else { cost(choice) }))
        .collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut here = (0_usize, 0_u64, 0_i128);
    loop {
        // The next corner is the one in the steepest direction; the farthest of several.
        let mut best: Option<(usize, u64, i128)> = None;
        for candidate in costs.iter().filter(|candidate| candidate.1 > here.1 && candidate.2 >= here.2) {
            let better = best.is_none_or(|best| {
                let rise = |corner: &(usize, u64, i128)| i128::from(corner.1.saturating_sub(here.1));
                let run = |corner: &(usize, u64, i128)| corner.2.saturating_sub(here.2) >> 20;
                let (left, right) =
                    (rise(candidate).saturating_mul(run(&best)), rise(&best).saturating_mul(run(candidate)));
                left > right || (left == right && candidate.1 > best.1)
            });
            if better {
                best = Some(*candidate);
            }
        }
        let Some(next) = best else { return steps };
        let (value, cost) = (next.1.saturating_sub(here.1), next.2.saturating_sub(here.2));
        steps.push(Step { class, from: here.0, to: next.0, value, cost });
        here = next;
    }
}
