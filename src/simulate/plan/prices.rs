//! A price on each limit, and the bound it proves.

use super::{Choice, Problem};
use crate::measure::float::wide_float;

/// Prices as integers over [`Prices::UNIT`].
#[derive(Clone, Debug)]
pub(super) struct Prices {
    pub(super) of_limit: Vec<i128>,
}

impl Prices {
    /// What prices and reduced values are fractions of.
    pub(super) const UNIT: i128 = 1 << 60;
    /// Rounds over the limits; one limit needs one.
    const ROUNDS: u32 = 4;
    /// Halvings of the interval in which a price lies.
    const HALVINGS: u32 = 80;

    /// Prices near those with the least bound: each in turn is the least at which its limit is not exceeded.
    pub(super) fn of(problem: &Problem) -> Self {
        let mut floats = vec![0.0_f64; problem.limits.len()];
        let rounds = if problem.limits.len() > 1 { Self::ROUNDS } else { 1 };
        let most = problem.classes.iter().flat_map(|class| &class.choices).map(|choice| choice.value).max();
        for _ in 0..rounds {
            for (at, limit) in problem.limits.iter().enumerate() {
                let set = |floats: &mut Vec<f64>, price| {
                    if let Some(own) = floats.get_mut(at) {
                        *own = price;
                    }
                };
                let (mut low, mut high) = (0.0, float(most.unwrap_or_default()));
                set(&mut floats, 0.0);
                if used(problem, &floats, at) <= u128::from(limit.amount) {
                    continue;
                }
                for _ in 0..Self::HALVINGS {
                    let middle = f64::midpoint(low, high);
                    set(&mut floats, middle);
                    if used(problem, &floats, at) > u128::from(limit.amount) { low = middle } else { high = middle }
                }
                set(&mut floats, high);
            }
        }
        Self { of_limit: floats.into_iter().map(scaled).collect() }
    }

    /// What a choice is worth less what it uses at these prices.
    pub(super) fn reduced(&self, choice: &Choice) -> i128 {
        i128::from(choice.value).saturating_mul(Self::UNIT).saturating_sub(self.cost(choice.uses.iter().copied()))
    }

    /// The price of amounts.
    pub(super) fn cost(&self, amounts: impl Iterator<Item = u64>) -> i128 {
        let costs = self.of_limit.iter().zip(amounts).map(|(price, amount)| price.saturating_mul(amount.into()));
        costs.fold(0, i128::saturating_add)
    }

    /// The bound over [`Prices::UNIT`]: values less prices of the best choices, and the price of all limits.
    pub(super) fn dual(&self, problem: &Problem) -> i128 {
        let all = self.cost(problem.limits.iter().map(|limit| limit.amount));
        problem.classes.iter().fold(all, |sum, class| {
            let best = class.choices.iter().map(|choice| self.reduced(choice)).max().unwrap_or_default();
            sum.saturating_add(best.saturating_mul(class.households.into()))
        })
    }

    /// A value that no plan exceeds.
    pub(super) fn bound(&self, problem: &Problem) -> u64 {
        u64::try_from(self.dual(problem).div_euclid(Self::UNIT)).unwrap_or(u64::MAX)
    }

    /// The limit that costs most.
    pub(super) fn binding<'a>(&self, problem: &'a Problem) -> Option<&'a str> {
        let costs = self.of_limit.iter().zip(&problem.limits).filter(|(price, _)| **price > 0);
        costs
            .max_by_key(|(price, limit)| price.saturating_mul(limit.amount.into()))
            .map(|(_, limit)| limit.name.as_str())
    }
}

/// How much of a limit is used when every household takes the choice with the highest reduced value, and the cheapest of equals.
fn used(problem: &Problem, prices: &[f64], at: usize) -> u128 {
    problem.classes.iter().fold(0, |sum, class| {
        let mut best = (0.0_f64, 0_u64);
        for choice in &class.choices {
            let cost: f64 = choice.uses.iter().zip(prices).map(|(amount, price)| float(*amount) * price).sum();
            let own = choice.uses.get(at).copied().unwrap_or_default();
            let reduced = float(choice.value) - cost;
            if reduced > best.0 {
                best = (reduced, own);
            }
        }
        sum.saturating_add(u128::from(class.households).saturating_mul(best.1.into()))
    })
}

/// A number as prices are searched in: what they prove is computed in integers.
fn float(value: u64) -> f64 {
    wide_float(value.into())
}

/// A price over [`Prices::UNIT`]; a price is at most 2^60, and cut there it still proves a bound.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a conversion to an integer saturates, and any price proves a bound"
)]
fn scaled(price: f64) -> i128 {
    ((price * 1_152_921_504_606_846_976.0).round() as i128).clamp(0, 1 << 120)
}
