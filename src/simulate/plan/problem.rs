//! The integer programme of a plan.

use super::core::common_divisor;
use super::{Class, PlanError};

/// What a plan may not exceed: a budget line in minor units of money, or a capacity in households.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its name.
    pub name: String,
    /// How much there is.
    pub amount: u64,
}

/// A multiple-choice knapsack with several limits and many alike households.
///
/// ```
/// use poverty::simulate::plan::{Choice, Class, Limit, Problem};
/// let choice = |label, value, cost| Choice { label, value, uses: vec![cost] };
/// // Three households may have a toilet (worth 1 for 3) or a toilet and a well (worth 2 for 5); the budget is 11.
/// let class = Class { households: 3, choices: vec![choice(1, 1, 3), choice(2, 2, 5)] };
/// let problem = Problem::new(vec![Limit { name: "line".into(), amount: 11 }], vec![class])?;
/// assert_eq!(problem.greedy().value(), 4);
/// let optimum = problem.optimum();
/// assert_eq!((optimum.value(), optimum.gap()), (4, 0));
/// # Ok::<(), poverty::simulate::plan::PlanError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Problem {
    pub(super) limits: Vec<Limit>,
    /// What plans can use of each limit at most.
    pub(super) usable: Vec<u64>,
    pub(super) classes: Vec<Class>,
}

impl Problem {
    /// A checked problem.
    ///
    /// # Errors
    /// [`PlanError::Duplicate`] for two limits of one name; [`PlanError::UseCount`]; [`PlanError::TooLarge`].
    pub fn new(limits: Vec<Limit>, classes: Vec<Class>) -> Result<Self, PlanError> {
        for (at, limit) in limits.iter().enumerate() {
            if limits.iter().take(at).any(|earlier| earlier.name == limit.name) {
                return Err(PlanError::Duplicate { thing: "limit", id: limit.name.clone() });
            }
        }
        let mut value = 0_u128;
        let mut uses = vec![0_u128; limits.len()];
        for (number, class) in classes.iter().enumerate() {
            let households = u128::from(class.households);
            for choice in &class.choices {
                if choice.uses.len() != limits.len() {
                    let (given, expected) = (choice.uses.len(), limits.len());
                    return Err(PlanError::UseCount { class: number, given, expected });
                }
            }
            let most = class.choices.iter().map(|choice| choice.value).max().unwrap_or_default();
            value = value.saturating_add(households.saturating_mul(most.into()));
            for (at, sum) in uses.iter_mut().enumerate() {
                let own = class.choices.iter().filter_map(|choice| choice.uses.get(at)).max().copied();
                *sum = sum.saturating_add(households.saturating_mul(own.unwrap_or_default().into()));
            }
        }
        let bounded = |sum: u128| sum <= 1 << 60;
        if !bounded(value) {
            return Err(PlanError::TooLarge { thing: "value" });
        }
        if !uses.into_iter().chain(limits.iter().map(|limit| limit.amount.into())).all(bounded) {
            return Err(PlanError::TooLarge { thing: "cost" });
        }
        let amounts: Vec<u64> = limits.iter().map(|limit| limit.amount).collect();
        let classes: Vec<Class> = classes.into_iter().map(|class| class.reduced(&amounts)).collect();
        // An amount that is no multiple of what all uses are multiples of can't be used up: the bound should not count on it.
        let usable = limits.iter().enumerate().map(|(at, limit)| {
            let some = classes.iter().filter(|class| class.households > 0);
            let uses = some.flat_map(|class| &class.choices).filter_map(|choice| choice.uses.get(at));
            let unit = uses.fold(0, |unit, uses| common_divisor(unit, i128::from(*uses)));
            let over = u64::try_from(unit).ok().and_then(|unit| limit.amount.checked_rem(unit)).unwrap_or_default();
            limit.amount.saturating_sub(over)
        });
        let usable = usable.collect();
        Ok(Self { limits, usable, classes })
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// The classes, each with "nothing" as its first choice and without choices that another dominates or that exceed a limit alone.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// Whether a value can be attained.
    ///
    /// # Errors
    /// [`PlanError::Infeasible`] if the proven bound is below it, with the limit that binds: that whose price times amount is highest.
    pub fn demand(&self, value: u64) -> Result<(), PlanError> {
        let prices = super::prices::Prices::of(self);
        let bound = prices.bound(self);
        if bound >= value {
            return Ok(());
        }
        let binding = prices.binding(self).unwrap_or_else(|| "what there is to do".to_owned());
        Err(PlanError::Infeasible { demanded: value, bound, unit: 1, binding })
    }
}
