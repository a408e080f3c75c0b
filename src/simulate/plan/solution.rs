//! A plan over classes, and how good it is.

use super::Problem;
use super::prices::Prices;

/// How many households of a class take a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bought {
    /// Number of the class in [`Problem::classes`].
    pub class: usize,
    /// Number of the choice in the class.
    pub choice: usize,
    /// How many households.
    pub households: u64,
}

/// A plan within all limits, with a bound that no plan exceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    pub(super) bought: Vec<Bought>,
    pub(super) value: u64,
    pub(super) used: Vec<u64>,
    pub(super) bound: u64,
    /// The limit that holds plans back most.
    pub(super) binding: Option<String>,
}

impl Solution {
    /// A solution from how many households take each choice of each class.
    pub(super) fn new(problem: &Problem, counts: &[Vec<u64>], bound: u64, prices: &Prices) -> Self {
        let binding = prices.binding(problem);
        let used = vec![0; problem.limits.len()];
        let mut solution = Self { bought: Vec::new(), value: 0, used, bound, binding };
        for (class, (own, counts)) in problem.classes.iter().zip(counts).enumerate() {
            for (choice, (what, households)) in own.choices.iter().zip(counts).enumerate() {
                // Sums are at most 2^60, which a problem is checked for.
                solution.value = solution.value.saturating_add(what.value.saturating_mul(*households));
                for (sum, amount) in solution.used.iter_mut().zip(&what.uses) {
                    *sum = sum.saturating_add(amount.saturating_mul(*households));
                }
                if choice > 0 && *households > 0 {
                    solution.bought.push(Bought { class, choice, households: *households });
                }
            }
        }
        solution
    }

    /// What is bought, by class and choice; who gets nothing is not listed.
    #[must_use]
    pub fn bought(&self) -> &[Bought] {
        &self.bought
    }

    /// The value of the plan.
    #[must_use]
    pub const fn value(&self) -> u64 {
        self.value
    }

    /// What is used of each limit.
    #[must_use]
    pub fn used(&self) -> &[u64] {
        &self.used
    }

    /// A value that no plan exceeds.
    #[must_use]
    pub const fn bound(&self) -> u64 {
        self.bound
    }

    /// The limit that holds plans back most: that whose price times amount is highest; `None` if none does.
    #[must_use]
    pub fn binding(&self) -> Option<&str> {
        self.binding.as_deref()
    }

    /// How far the plan may be from the best: 0 if it is proven best.
    #[must_use]
    pub const fn gap(&self) -> u64 {
        self.bound.saturating_sub(self.value)
    }
}
