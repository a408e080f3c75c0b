//! Households, what can be done for them, and what a plan must keep to.

use super::collapse::{Collapsed, minor_units};
use super::{Intervention, Plan, PlanError, Problem, Solution};
use crate::measure::Weighting;
use crate::programme::BudgetLine;
use crate::quantity::{Money, Ratio};
use crate::simulate::Assumed;
use std::collections::{BTreeMap, HashMap};

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
///
/// // Half of the line is for the minority, and of every two households there one must get something.
/// let mut fair = planner.reserve("sanitation", "minority", Ratio::new(1, 2)?)?.at_least("minority", Ratio::new(1, 2)?)?;
/// fair.add_to("minority", "hills", 0b101, 2)?;
/// let plan = fair.optimum(Objective::HouseholdsLifted)?;
/// assert_eq!((plan.value(), plan.reached("minority")), (Ratio::whole(2), 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Planner {
    pub(super) weighting: Weighting,
    pub(super) k: Ratio,
    pub(super) lines: BTreeMap<String, Money>,
    pub(super) interventions: Vec<Intervention>,
    /// Shares of lines that are for a group, by line and group.
    pub(super) reserves: BTreeMap<(String, String), Ratio>,
    /// The least share of a group's households that get something.
    pub(super) floors: BTreeMap<String, Ratio>,
    pub(super) needs: BTreeMap<String, u32>,
    /// What is assumed beside.
    pub(super) notes: Vec<Assumed>,
    names: HashMap<String, u32>,
    /// What each intervention removes of households that are not as the interventions say.
    removals: HashMap<Vec<u64>, u32>,
    /// Households by the numbers of group and cost area, their pattern and the number of what is removed.
    households: HashMap<(u32, u32, u64, u32), u64>,
}

/// Households that are alike in all that a planner knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) area: String,
    pub(super) group: String,
    pub(super) pattern: u64,
    /// What each intervention removes, as masks of indicators.
    pub(super) removes: Vec<u64>,
}

impl Planner {
    /// The most interventions: every bundle of them is a choice.
    pub const INTERVENTIONS_MAX: usize = 10;

    /// A planner for a counting measure with these weights and this poverty cutoff.
    ///
    /// # Errors
    /// [`PlanError::Measure`] for a cutoff outside (0, 1].
    pub fn new(weighting: &Weighting, k: Ratio) -> Result<Self, PlanError> {
        weighting.clone().cutoff(k)?;
        Ok(Self {
            weighting: weighting.clone(),
            k,
            lines: BTreeMap::new(),
            interventions: Vec::new(),
            reserves: BTreeMap::new(),
            floors: BTreeMap::new(),
            needs: BTreeMap::new(),
            notes: Vec::new(),
            names: HashMap::new(),
            removals: HashMap::new(),
            households: HashMap::new(),
        })
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

    /// Sets the amount of a budget line of a year, a source and a kind of capital; its id is the line's printed form.
    ///
    /// ```
    /// use poverty::measure::{Structure, Weighting};
    /// use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
    /// use poverty::quantity::{Money, Ratio};
    /// use poverty::simulate::plan::{Intervention, Objective, Planner};
    /// let weights = Weighting::nested(&Structure::flat(["toilet", "water"])?)?;
    /// let line = |source, year| BudgetLine::new("sanitation", source, Capital::Investment, "66", FiscalYear::new(year)?)
    ///     .map_err(Box::<dyn std::error::Error>::from);
    /// let (central, province) = (line(FundingSource::CentralBudget, 2025)?, line(FundingSource::ProvincialBudget, 2025)?);
    /// // A third of each toilet is the province's to pay.
    /// let toilet = Intervention::new("toilet", ["toilet"], &central.to_string())
    ///     .shared(&province.to_string(), Ratio::new(1, 3)?)
    ///     .cost("hills", Money::vnd(12_000_000));
    /// let mut planner = Planner::new(&weights, Ratio::new(1, 2)?)?
    ///     .budget_line(&central, Money::vnd(80_000_000))?
    ///     .budget_line(&province, Money::vnd(20_000_000))?
    ///     .intervention(toilet)?;
    /// planner.add("hills", 0b01, 100)?;
    /// let plan = planner.optimum(Objective::HouseholdsLifted)?;
    /// assert_eq!(plan.value(), Ratio::whole(5));
    /// assert_eq!(plan.spent(&province.to_string()), Some(Money::vnd(20_000_000)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Planner::line`].
    pub fn budget_line(self, line: &BudgetLine, amount: Money) -> Result<Self, PlanError> {
        self.line(&line.to_string(), amount)
    }

    /// Adds an intervention.
    ///
    /// # Errors
    /// [`PlanError::Duplicate`]; [`PlanError::RemovesNothing`]; [`PlanError::UnknownIndicator`]; [`PlanError::Amount`];
    /// [`PlanError::Share`] for shares of other lines that are no shares or come to more than the cost;
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
        let mut all = Ratio::ZERO;
        for (line, share) in &intervention.others {
            all = all.checked_add(*share)?;
            if *line == intervention.line || intervention.others.iter().filter(|(other, _)| other == line).count() > 1 {
                return Err(PlanError::Duplicate { thing: "line", id: line.clone() });
            }
            if !share.is_share() || !all.is_share() {
                return Err(PlanError::Share {
                    thing: format!("of `{}` paid from `{line}`", intervention.id),
                    share: *share,
                });
            }
        }
        self.interventions.push(intervention);
        let given = self.interventions.len();
        if given > Self::INTERVENTIONS_MAX { Err(PlanError::TooManyInterventions { given }) } else { Ok(self) }
    }

    /// Reserves a share of a line's amount for a group: others get no more than the rest, rounded down to the minor unit.
    ///
    /// # Errors
    /// [`PlanError::Share`]; [`PlanError::UnknownLine`]; [`PlanError::Duplicate`].
    pub fn reserve(mut self, line: &str, group: &str, share: Ratio) -> Result<Self, PlanError> {
        if !share.is_share() {
            return Err(PlanError::Share { thing: format!("of `{line}` reserved for `{group}`"), share });
        }
        if !self.lines.contains_key(line) {
            return Err(PlanError::UnknownLine { line: line.to_owned() });
        }
        if self.reserves.insert((line.to_owned(), group.to_owned()), share).is_some() {
            return Err(PlanError::Duplicate { thing: "reserve", id: format!("{line} for {group}") });
        }
        Ok(self)
    }

    /// Demands that at least a share of a group's households, rounded up, get something that counts in the objective.
    ///
    /// # Errors
    /// [`PlanError::Share`]; [`PlanError::Duplicate`].
    pub fn at_least(mut self, group: &str, share: Ratio) -> Result<Self, PlanError> {
        if !share.is_share() {
            return Err(PlanError::Share { thing: format!("of `{group}` that gets something"), share });
        }
        if self.floors.insert(group.to_owned(), share).is_some() {
            return Err(PlanError::Duplicate { thing: "least share of", id: group.to_owned() });
        }
        Ok(self)
    }

    /// Lets a household of a group count more than once in the objective.
    ///
    /// # Errors
    /// [`PlanError::Duplicate`].
    pub fn need(mut self, group: &str, weight: u32) -> Result<Self, PlanError> {
        if self.needs.insert(group.to_owned(), weight).is_some() {
            return Err(PlanError::Duplicate { thing: "need of", id: group.to_owned() });
        }
        Ok(self)
    }

    /// Adds households of a cost area that lack the indicators whose bits are set.
    ///
    /// # Errors
    /// [`PlanError::TooLarge`] for over 2^60 households that are alike.
    pub fn add(&mut self, area: &str, pattern: u64, households: u64) -> Result<(), PlanError> {
        self.add_kind("", area, pattern, u32::MAX, households)
    }

    /// Adds households of a group, such as a commune or a minority.
    ///
    /// # Errors
    /// As [`Planner::add`].
    pub fn add_to(&mut self, group: &str, area: &str, pattern: u64, households: u64) -> Result<(), PlanError> {
        self.add_kind(group, area, pattern, u32::MAX, households)
    }

    /// Adds households of whom each intervention removes not what it says but other indicators: a mask for each, in the order in which
    /// they were added; 0 for one that they are not eligible for. A bundle removes what its interventions remove, together.
    ///
    /// # Errors
    /// As [`Planner::add`]; [`PlanError::RemovalCount`].
    pub fn add_removing(
        &mut self,
        group: &str,
        area: &str,
        pattern: u64,
        removes: &[u64],
        households: u64,
    ) -> Result<(), PlanError> {
        if removes.len() != self.interventions.len() {
            return Err(PlanError::RemovalCount { given: removes.len(), expected: self.interventions.len() });
        }
        let next = u32::try_from(self.removals.len()).unwrap_or(u32::MAX);
        let number = match self.removals.get(removes) {
            Some(number) => *number,
            None => *self.removals.entry(removes.to_vec()).or_insert(next),
        };
        self.add_kind(group, area, pattern, number, households)
    }

    fn add_kind(
        &mut self,
        group: &str,
        area: &str,
        pattern: u64,
        removal: u32,
        households: u64,
    ) -> Result<(), PlanError> {
        let (group, area) = (self.number(group), self.number(area));
        let sum = self.households.entry((group, area, pattern, removal)).or_default();
        *sum =
            sum.checked_add(households).filter(|sum| *sum <= 1 << 60).ok_or(PlanError::TooLarge { thing: "number" })?;
        Ok(())
    }

    /// The number of a name.
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.insert(name.to_owned(), next);
        next
    }

    /// All households by kind, in an order that does not depend on that of adding.
    pub(super) fn kinds(&self) -> Result<BTreeMap<Kind, u64>, PlanError> {
        let masks: Result<Vec<u64>, PlanError> = self.interventions.iter().map(|one| self.mask(one)).collect();
        let masks = masks?;
        let names: HashMap<u32, &str> = self.names.iter().map(|(name, number)| (*number, name.as_str())).collect();
        let removals: HashMap<u32, &Vec<u64>> = self.removals.iter().map(|(masks, number)| (*number, masks)).collect();
        let name = |number: &u32| names.get(number).copied().unwrap_or_default().to_owned();
        let mut kinds = BTreeMap::new();
        for ((group, area, pattern, removal), households) in &self.households {
            let removes = removals.get(removal).map_or(&masks, |masks| masks);
            if removes.len() != masks.len() {
                return Err(PlanError::RemovalCount { given: removes.len(), expected: masks.len() });
            }
            let kind = Kind { area: name(area), group: name(group), pattern: *pattern, removes: removes.clone() };
            let sum: &mut u64 = kinds.entry(kind).or_default();
            *sum = sum.saturating_add(*households);
        }
        Ok(kinds)
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
    /// [`PlanError::Unbounded`]; [`PlanError::CurrencyMismatch`]; [`PlanError::TooLarge`]; [`PlanError::Infeasible`] if the least
    /// shares of groups can't be met, with the limit that binds; [`PlanError::NotFound`] if no plan was found that meets them, and
    /// none was proven not to exist either.
    pub fn optimum(&self, objective: Objective) -> Result<Plan, PlanError> {
        self.plan(objective, Problem::optimum)
    }

    /// The integer programme of the plan, its choices labelled by the mask of the bundle's interventions; above these bits stands
    /// whether the household counts for the least share of its group, which then adds to the value.
    ///
    /// # Errors
    /// As [`Planner::optimum`].
    pub fn problem(&self, objective: Objective) -> Result<Problem, PlanError> {
        Ok(Collapsed::of(self, objective)?.problem)
    }

    /// Whether a value of the objective can be attained.
    ///
    /// # Errors
    /// [`PlanError::Infeasible`] with the limit that binds if no plan attains it; otherwise as [`Planner::optimum`].
    pub fn demand(&self, objective: Objective, value: Ratio) -> Result<(), PlanError> {
        let collapsed = Collapsed::of(self, objective)?;
        let whole = value.checked_mul(Ratio::of(collapsed.unit.into(), 1)?)?.ceiling();
        let bonus = collapsed.bonus.saturating_mul(collapsed.demanded);
        let whole = u64::try_from(whole.max(0)).unwrap_or(u64::MAX);
        collapsed.problem.demand(whole.saturating_add(bonus)).map_err(|error| collapsed.in_units(error))
    }

    fn plan(&self, objective: Objective, solve: impl Fn(&Problem) -> Solution) -> Result<Plan, PlanError> {
        let collapsed = Collapsed::of(self, objective)?;
        let solution = solve(&collapsed.problem);
        Plan::of(self, collapsed, &solution)
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

    /// All that a plan assumes.
    pub(super) fn assumptions(&self, demanded: &BTreeMap<String, u64>) -> Vec<Assumed> {
        let mut assumptions = vec![Assumed::PoorFrom(self.k)];
        let lines = self.lines.iter();
        assumptions.extend(lines.map(|(line, amount)| Assumed::Line { line: line.clone(), amount: *amount }));
        assumptions.extend(self.interventions.iter().flat_map(Intervention::assumptions));
        assumptions.extend(self.reserves.iter().map(|((line, group), share)| Assumed::Reserved {
            line: line.clone(),
            group: group.clone(),
            share: *share,
        }));
        let floors = demanded.iter();
        assumptions.extend(floors.map(|(group, least)| Assumed::AtLeast { group: group.clone(), households: *least }));
        assumptions.extend(self.notes.iter().cloned());
        let needs = self.needs.iter();
        assumptions.extend(needs.map(|(group, weight)| Assumed::Need { group: group.clone(), weight: *weight }));
        assumptions
    }
}
