//! From households and interventions to a plan.

use super::{Choice, Class, Intervention, Limit, PlanError, Problem, Solution};
use crate::measure::Weighting;
use crate::quantity::{Currency, Money, Ratio};
use std::collections::BTreeMap;

/// What a plan is to do most of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Objective {
    /// The fall in the adjusted headcount ratio M0 (Alkire and Foster 2011): the censored deprivation scores of poor households.
    FallInM0,
    /// Households that are poor without the plan and not poor with it.
    HouseholdsLifted,
    /// Deprivations removed, of poor households and others.
    DeprivationsRemoved,
}

/// Households by what they lack and where they live, and what can be done for them.
///
/// ```
/// use poverty::measure::{Structure, Weighting};
/// use poverty::quantity::{Money, Ratio};
/// use poverty::simulate::plan::{Intervention, Objective, Planner};
/// let weights = Weighting::nested(&Structure::flat(["toilet", "water", "housing"])?)?;
/// let mut planner = Planner::new(&weights, Ratio::new(1, 2)?)?
///     .line("sanitation", Money::vnd(25_000_000))?
///     .intervention(Intervention::new("toilet", ["toilet"], "sanitation").cost("hills", Money::vnd(10_000_000)))?;
/// planner.add("hills", 0b011, 2)?; // toilet and water: lifted by a toilet
/// planner.add("hills", 0b111, 5)?; // everything: less poor, not lifted
/// let plan = planner.optimum(Objective::HouseholdsLifted)?;
/// assert_eq!((plan.value(), plan.gap()), (Ratio::whole(2), Ratio::ZERO));
/// assert_eq!(plan.spent("sanitation"), Some(Money::vnd(20_000_000)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Planner {
    weighting: Weighting,
    k: Ratio,
    lines: BTreeMap<String, Money>,
    interventions: Vec<Intervention>,
    /// Households by cost area and pattern.
    households: BTreeMap<(String, u64), u64>,
}

/// So many households of a cost area that lack the same things get the same bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Where they live.
    pub area: String,
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
    solution: Solution,
    /// What a value is a fraction of.
    unit: u64,
    purchases: Vec<Purchase>,
    /// The money used of each line.
    spent: BTreeMap<String, Money>,
    assumptions: Vec<String>,
}

/// A cost area and, for each bundle, what it is worth: households with the same are alike.
type Alike = (String, Vec<u64>);

/// The patterns of households that are alike, with how many have each.
type Members = BTreeMap<Alike, Vec<(u64, u64)>>;

impl Planner {
    /// The most interventions: every bundle of them is a choice.
    pub const INTERVENTIONS_MAX: usize = 10;

    /// A planner for a counting measure with these weights and this poverty cutoff.
    ///
    /// # Errors
    /// [`PlanError::Measure`] for a cutoff outside (0, 1].
    pub fn new(weighting: &Weighting, k: Ratio) -> Result<Self, PlanError> {
        weighting.clone().cutoff(k)?;
        let (weighting, lines) = (weighting.clone(), BTreeMap::new());
        Ok(Self { weighting, k, lines, interventions: Vec::new(), households: BTreeMap::new() })
    }

    /// Sets the amount of a budget line.
    ///
    /// # Errors
    /// [`PlanError::Duplicate`]; [`PlanError::Amount`] for a negative or broken one.
    pub fn line(mut self, id: &str, amount: Money) -> Result<Self, PlanError> {
        minor_units(&format!("line `{id}`"), amount)?;
        if self.lines.insert(id.to_owned(), amount).is_some() {
            return Err(PlanError::Duplicate { thing: "line", id: id.to_owned() });
        }
        Ok(self)
    }

    /// Adds an intervention.
    ///
    /// # Errors
    /// [`PlanError::Duplicate`]; [`PlanError::RemovesNothing`]; [`PlanError::UnknownIndicator`]; [`PlanError::Amount`];
    /// [`PlanError::TooManyInterventions`].
    pub fn intervention(mut self, intervention: Intervention) -> Result<Self, PlanError> {
        let id = || intervention.id.clone();
        if self.interventions.iter().any(|other| other.id == intervention.id) {
            return Err(PlanError::Duplicate { thing: "intervention", id: id() });
        }
        if intervention.removes.is_empty() {
            return Err(PlanError::RemovesNothing { intervention: id() });
        }
        self.mask(&intervention)?;
        for (area, cost) in &intervention.costs {
            minor_units(&format!("the cost of `{}` in `{area}`", intervention.id), *cost)?;
        }
        self.interventions.push(intervention);
        let given = self.interventions.len();
        if given > Self::INTERVENTIONS_MAX { Err(PlanError::TooManyInterventions { given }) } else { Ok(self) }
    }

    /// Adds households of a cost area that lack the indicators whose bits are set.
    ///
    /// # Errors
    /// [`PlanError::TooLarge`] for over 2^60 households that are alike.
    pub fn add(&mut self, area: &str, pattern: u64, households: u64) -> Result<(), PlanError> {
        let sum = self.households.entry((area.to_owned(), pattern)).or_default();
        *sum =
            sum.checked_add(households).filter(|sum| *sum <= 1 << 60).ok_or(PlanError::TooLarge { thing: "number" })?;
        Ok(())
    }

    /// The greedy plan ([`Problem::greedy`]).
    ///
    /// # Errors
    /// As [`Planner::optimum`].
    pub fn greedy(&self, objective: Objective) -> Result<Plan, PlanError> {
        self.plan(objective, Problem::greedy)
    }

    /// The best plan ([`Problem::optimum`]).
    ///
    /// # Errors
    /// [`PlanError::Unbounded`]; [`PlanError::CurrencyMismatch`]; [`PlanError::TooLarge`].
    pub fn optimum(&self, objective: Objective) -> Result<Plan, PlanError> {
        self.plan(objective, Problem::optimum)
    }

    /// The integer programme of the plan, its choices labelled by the mask of the bundle's interventions.
    ///
    /// # Errors
    /// As [`Planner::optimum`].
    pub fn problem(&self, objective: Objective) -> Result<Problem, PlanError> {
        Ok(self.collapse(objective)?.0)
    }

    fn plan(&self, objective: Objective, solve: impl Fn(&Problem) -> Solution) -> Result<Plan, PlanError> {
        let (problem, alike) = self.collapse(objective)?;
        let solution = solve(&problem);
        let mut members: Vec<(String, Vec<(u64, u64)>)> =
            alike.into_iter().map(|((area, _), members)| (area, members)).collect();
        let mut purchases = Vec::new();
        for bought in solution.bought() {
            let label = problem.classes().get(bought.class).and_then(|class| class.choices.get(bought.choice));
            let (Some(choice), Some((area, members))) = (label, members.get_mut(bought.class)) else { continue };
            let mut left = bought.households;
            for (pattern, there) in members.iter_mut() {
                let households = left.min(*there);
                if households > 0 {
                    *there = there.saturating_sub(households);
                    left = left.saturating_sub(households);
                    let bundle = self.bundle(choice.label).map(|one| one.id.clone()).collect();
                    purchases.push(Purchase { area: area.clone(), pattern: *pattern, bundle, households });
                }
            }
        }
        let mut spent: BTreeMap<String, Money> =
            self.lines.iter().map(|(line, amount)| (line.clone(), Money::zero(amount.currency()))).collect();
        for purchase in &purchases {
            let bundle = self.interventions.iter().filter(|one| purchase.bundle.contains(&one.id));
            for (line, cost) in bundle.filter_map(|one| Some((&one.line, one.costs.get(&purchase.area)?))) {
                let cost = cost.checked_mul(purchase.households)?;
                let sum = spent.entry(line.clone()).or_insert_with(|| Money::zero(cost.currency()));
                *sum = sum.checked_add(cost)?;
            }
        }
        let unit = if objective == Objective::FallInM0 { self.weighting.denominator() } else { 1 };
        let mut assumptions: Vec<String> = vec![format!("poor from a score of {} on", self.k)];
        assumptions.extend(self.lines.iter().map(|(line, amount)| format!("line {line} has {amount}")));
        assumptions.extend(self.interventions.iter().map(ToString::to_string));
        Ok(Plan { solution, unit, purchases, spent, assumptions })
    }

    fn bundle(&self, label: u64) -> impl Iterator<Item = &Intervention> {
        self.interventions.iter().zip(0_u32..).filter(move |(_, bit)| label >> (bit & 63) & 1 == 1).map(|(one, _)| one)
    }

    /// The bits of the indicators that an intervention clears.
    fn mask(&self, intervention: &Intervention) -> Result<u64, PlanError> {
        let mut mask = 0;
        for id in &intervention.removes {
            let at = self.weighting.structure().position(id).ok_or_else(|| PlanError::UnknownIndicator {
                intervention: intervention.id.clone(),
                indicator: id.clone(),
            })?;
            mask |= 1_u64.checked_shl(u32::try_from(at).unwrap_or(u32::MAX)).unwrap_or_default();
        }
        Ok(mask)
    }

    /// The limits: budget lines in use, and capacities.
    fn limits(&self) -> Result<Vec<Limit>, PlanError> {
        let mut limits = Vec::new();
        for (id, amount) in &self.lines {
            limits.push(Limit { name: id.clone(), amount: minor_units(&format!("line `{id}`"), *amount)? });
        }
        for one in &self.interventions {
            match one.capacity {
                Some(amount) => limits.push(Limit { name: format!("capacity of {}", one.id), amount }),
                None if !self.lines.contains_key(&one.line) => {
                    return Err(PlanError::Unbounded { intervention: one.id.clone(), line: one.line.clone() });
                }
                None => {}
            }
        }
        Ok(limits)
    }

    /// What a household with a pattern gains by losing some of its deprivations.
    fn worth(&self, objective: Objective, before: u64, after: u64) -> Result<u64, PlanError> {
        let score = |pattern: u64| {
            let weights = self.weighting.numerators().iter().zip(0_u32..);
            let own = weights.filter(|(_, bit)| pattern >> (bit & 63) & 1 == 1).map(|(weight, _)| *weight);
            own.fold(0, u64::saturating_add)
        };
        let poor = |score: u64| -> Result<bool, PlanError> {
            Ok(Ratio::of(score.into(), self.weighting.denominator().into())? >= self.k)
        };
        let (first, second) = (score(before), score(after));
        Ok(match objective {
            Objective::FallInM0 if !poor(first)? => 0,
            Objective::FallInM0 if poor(second)? => first.saturating_sub(second),
            Objective::FallInM0 => first,
            Objective::HouseholdsLifted => u64::from(poor(first)? && !poor(second)?),
            Objective::DeprivationsRemoved => (before & !after).count_ones().into(),
        })
    }

    /// Households that are alike, with the patterns that they have.
    fn collapse(&self, objective: Objective) -> Result<(Problem, Members), PlanError> {
        let limits = self.limits()?;
        let bundles = 1_u64.checked_shl(u32::try_from(self.interventions.len()).unwrap_or(63)).unwrap_or(1);
        let masks: Result<Vec<u64>, PlanError> = self.interventions.iter().map(|one| self.mask(one)).collect();
        let masks = masks?;
        let clears = |label: u64| {
            let own = masks.iter().zip(0_u32..).filter(|(_, bit)| label >> (bit & 63) & 1 == 1);
            own.fold(0_u64, |sum, (mask, _)| sum | mask)
        };
        let cleared: Vec<u64> = (0..bundles).map(clears).collect();
        let mut worths: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        let mut alike: Members = BTreeMap::new();
        for ((area, pattern), households) in &self.households {
            if !worths.contains_key(pattern) {
                let worth: Result<Vec<u64>, PlanError> =
                    cleared.iter().map(|mask| self.worth(objective, *pattern, pattern & !mask)).collect();
                worths.insert(*pattern, worth?);
            }
            let worth = worths.get(pattern).cloned().unwrap_or_default();
            alike.entry((area.clone(), worth)).or_default().push((*pattern, *households));
        }
        let currency = self.lines.values().map(|amount| amount.currency()).next();
        let mut uses: BTreeMap<&str, Vec<Option<Vec<u64>>>> = BTreeMap::new();
        let mut classes = Vec::with_capacity(alike.len());
        for ((area, worth), members) in &alike {
            if !uses.contains_key(area.as_str()) {
                let own: Result<Vec<_>, PlanError> =
                    (0..bundles).map(|label| self.uses(area, label, currency, &limits)).collect();
                uses.insert(area, own?);
            }
            let of_area = uses.get(area.as_str()).into_iter().flatten();
            let choices = of_area.zip(worth).zip(0_u64..).filter_map(|((uses, value), label)| {
                Some(Choice { label, value: *value, uses: uses.clone().filter(|_| *value > 0)? })
            });
            let households = members.iter().map(|(_, households)| *households).fold(0_u64, u64::saturating_add);
            classes.push(Class { households, choices: choices.collect() });
        }
        Ok((Problem::new(limits, classes)?, alike))
    }

    /// What a bundle takes of each limit in a cost area; `None` where one of it is not offered.
    fn uses(
        &self,
        area: &str,
        label: u64,
        currency: Option<Currency>,
        limits: &[Limit],
    ) -> Result<Option<Vec<u64>>, PlanError> {
        let mut uses = vec![0_u64; limits.len()];
        for one in self.bundle(label) {
            let Some(cost) = one.costs.get(area) else { return Ok(None) };
            let thing = || format!("the cost of `{}` in `{area}`", one.id);
            if let Some(expected) = currency.filter(|currency| *currency != cost.currency()) {
                return Err(PlanError::CurrencyMismatch { thing: thing(), amount: *cost, expected: expected.code() });
            }
            let cost = minor_units(&thing(), *cost)?;
            let capacity = format!("capacity of {}", one.id);
            for (sum, limit) in uses.iter_mut().zip(limits) {
                if limit.name == one.line {
                    *sum = sum.saturating_add(cost);
                } else if limit.name == capacity {
                    *sum = sum.saturating_add(1);
                }
            }
        }
        Ok(Some(uses))
    }
}

impl Plan {
    /// What is bought for whom.
    #[must_use]
    pub fn purchases(&self) -> &[Purchase] {
        &self.purchases
    }

    /// What the plan does, in the objective's unit summed over households: scores, households or deprivations.
    #[must_use]
    pub fn value(&self) -> Ratio {
        self.in_unit(self.solution.value())
    }

    /// What no plan exceeds.
    #[must_use]
    pub fn bound(&self) -> Ratio {
        self.in_unit(self.solution.bound())
    }

    /// How far the plan may be from the best: 0 if it is proven best.
    #[must_use]
    pub fn gap(&self) -> Ratio {
        self.in_unit(self.solution.gap())
    }

    /// The money used of a line; `None` for a line that nothing draws on and that has no amount.
    #[must_use]
    pub fn spent(&self, line: &str) -> Option<Money> {
        self.spent.get(line).copied()
    }

    /// All that the plan assumes, one sentence each.
    #[must_use]
    pub fn assumptions(&self) -> &[String] {
        &self.assumptions
    }

    fn in_unit(&self, value: u64) -> Ratio {
        // A unit is a denominator of weights, which is at least 1.
        Ratio::of(value.into(), self.unit.into()).unwrap_or(Ratio::ZERO)
    }
}

/// An amount as a whole number of its currency's minor units.
fn minor_units(thing: &str, amount: Money) -> Result<u64, PlanError> {
    let refused = || PlanError::Amount { thing: thing.to_owned(), amount };
    let digits = amount.currency().exponent().ok_or_else(refused)?;
    let exact =
        Ratio::from_decimal(amount.amount())?.checked_mul(Ratio::whole(10_i64.saturating_pow(digits.into())))?;
    let whole = (exact.denominator() == 1).then(|| exact.numerator()).ok_or_else(refused)?;
    u64::try_from(whole).ok().filter(|whole| *whole <= 1 << 53).ok_or_else(refused)
}
