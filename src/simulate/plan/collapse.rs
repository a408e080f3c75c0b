//! Households that are alike become one class of an integer programme.

use super::planner::Kind;
use super::{Choice, Class, Limit, Objective, PlanError, Planner, Problem};
use crate::quantity::{Currency, Money, Ratio, Rounding};
use std::collections::BTreeMap;

/// The integer programme of a planner, and what is needed to read its solutions.
pub(super) struct Collapsed {
    pub(super) problem: Problem,
    /// The kinds of households of each class, with how many there are.
    pub(super) members: Vec<Vec<(Kind, u64)>>,
    /// What a value is a fraction of.
    pub(super) unit: u64,
    /// What a household that counts for the least share of its group adds to the value: more than everything else together, so
    /// that plans come before others if they meet the least shares.
    pub(super) bonus: u64,
    /// Households that must count for least shares.
    pub(super) demanded: u64,
    /// The same by group.
    pub(super) floors: BTreeMap<String, u64>,
    /// The bit of a label that says that a household counts.
    pub(super) counts: u64,
}

/// A cost area, a group if it matters, and what each bundle is worth: households with the same are alike.
type Alike = (String, String, Vec<u64>);

impl Collapsed {
    pub(super) fn of(planner: &Planner, objective: Objective) -> Result<Self, PlanError> {
        let kinds = planner.kinds()?;
        let floors = floors(planner, &kinds)?;
        let limits = limits(planner, &floors)?;
        let bundles = 1_u64.checked_shl(u32::try_from(planner.interventions.len()).unwrap_or(63)).unwrap_or(1);
        let matters = |group: &str| {
            planner.needs.contains_key(group)
                || planner.floors.contains_key(group)
                || planner.reserves.keys().any(|(_, reserved)| reserved == group)
        };
        let mut worths: BTreeMap<(u64, Vec<u64>, u32), Vec<u64>> = BTreeMap::new();
        let mut alike: BTreeMap<Alike, Vec<(Kind, u64)>> = BTreeMap::new();
        for (kind, households) in kinds {
            let need = planner.needs.get(&kind.group).copied().unwrap_or(1);
            let key = (kind.pattern, kind.removes.clone(), need);
            let worth = match worths.get(&key) {
                Some(worth) => worth.clone(),
                None => {
                    let worth: Result<Vec<u64>, PlanError> = (0..bundles)
                        .map(|label| worth(planner, objective, kind.pattern, removed(&kind.removes, label), need))
                        .collect();
                    worths.entry(key).or_insert(worth?).clone()
                }
            };
            let group = if matters(&kind.group) { kind.group.clone() } else { String::new() };
            alike.entry((kind.area.clone(), group, worth)).or_default().push((kind, households));
        }
        let most = alike.iter().fold(0_u64, |sum, ((_, _, worth), members)| {
            let households = members.iter().map(|(_, households)| *households).fold(0, u64::saturating_add);
            sum.saturating_add(worth.iter().copied().max().unwrap_or_default().saturating_mul(households))
        });
        let bonus = if floors.is_empty() { 0 } else { most.saturating_add(1) };
        let currency = planner.lines.values().map(|amount| amount.currency()).next();
        let mut uses: BTreeMap<(String, String), Vec<Option<Vec<u64>>>> = BTreeMap::new();
        let mut classes = Vec::with_capacity(alike.len());
        for ((area, group, worth), members) in &alike {
            let place = (area.clone(), group.clone());
            if !uses.contains_key(&place) {
                let own: Result<Vec<_>, PlanError> =
                    (0..bundles).map(|label| use_of(planner, area, group, label, currency, &limits)).collect();
                uses.insert(place.clone(), own?);
            }
            let of_place = uses.get(&place).into_iter().flatten();
            let mut choices: Vec<Choice> = of_place
                .zip(worth)
                .zip(0_u64..)
                .filter_map(|((uses, value), label)| {
                    Some(Choice { label, value: *value, uses: uses.clone().filter(|_| *value > 0)? })
                })
                .collect();
            if floors.contains_key(group) {
                let counted = Limit::least(group);
                let counting: Vec<Choice> = choices
                    .iter()
                    .map(|choice| {
                        let uses = choice.uses.iter().zip(&limits);
                        let uses = uses.map(|(uses, limit)| if limit.name == counted { 1 } else { *uses }).collect();
                        Choice { label: choice.label | bundles, value: choice.value.saturating_add(bonus), uses }
                    })
                    .collect();
                choices.extend(counting);
            }
            let households = members.iter().map(|(_, households)| *households).fold(0_u64, u64::saturating_add);
            classes.push(Class { households, choices });
        }
        let unit = if objective == Objective::FallInM0 { planner.weighting.denominator() } else { 1 };
        let demanded = floors.values().copied().fold(0, u64::saturating_add);
        let problem = Problem::new(limits, classes)?;
        let members = alike.into_values().collect();
        Ok(Self { problem, members, unit, bonus, demanded, floors, counts: bundles })
    }

    /// An error about the value of the programme as one about the objective.
    pub(super) fn in_units(&self, error: PlanError) -> PlanError {
        let PlanError::Infeasible { demanded, bound, binding, .. } = error else { return error };
        let bonus = self.bonus.saturating_mul(self.demanded);
        let less = |value: u64| value.saturating_sub(bonus);
        PlanError::Infeasible { demanded: less(demanded), bound: less(bound), unit: self.unit, binding }
    }
}

const LEAST: &str = "least share of ";

impl Limit {
    /// The name of the limit that counts households for the least share of a group.
    fn least(group: &str) -> String {
        format!("{LEAST}{group}")
    }

    /// Whether it counts what is demanded, and does not hold back what is done.
    pub(super) fn is_demand(&self) -> bool {
        self.name.starts_with(LEAST)
    }

    /// The name of what is left of a line for others than a group.
    fn beside(line: &str, group: &str) -> String {
        format!("{line} for others than {group}")
    }
}

/// How many households of each group must get something.
fn floors(planner: &Planner, kinds: &BTreeMap<Kind, u64>) -> Result<BTreeMap<String, u64>, PlanError> {
    let mut floors = BTreeMap::new();
    for (group, share) in &planner.floors {
        let own = kinds.iter().filter(|(kind, _)| kind.group == *group).map(|(_, households)| *households);
        let all = own.fold(0_u64, u64::saturating_add);
        let least = share.checked_mul(Ratio::of(all.into(), 1)?)?.ceiling();
        let least = u64::try_from(least).map_err(|_| PlanError::TooLarge { thing: "number" })?;
        if least > 0 {
            floors.insert(group.clone(), least);
        }
    }
    Ok(floors)
}

/// The limits: budget lines, what they have for others than a group, capacities, and households that count for least shares.
fn limits(planner: &Planner, floors: &BTreeMap<String, u64>) -> Result<Vec<Limit>, PlanError> {
    let mut limits = Vec::new();
    for (id, amount) in &planner.lines {
        limits.push(Limit { name: id.clone(), amount: minor_units(&format!("line `{id}`"), *amount)? });
    }
    for ((line, group), share) in &planner.reserves {
        let amount = planner.lines.get(line).copied().ok_or_else(|| PlanError::UnknownLine { line: line.clone() })?;
        let amount = minor_units(&format!("line `{line}`"), amount)?;
        let others = Ratio::ONE.checked_sub(*share)?.checked_mul(Ratio::of(amount.into(), 1)?)?.floor();
        let amount = u64::try_from(others).map_err(|_| PlanError::TooLarge { thing: "cost" })?;
        limits.push(Limit { name: Limit::beside(line, group), amount });
    }
    for one in &planner.interventions {
        let mut lines = one.others.iter().map(|(line, _)| line).chain([&one.line]);
        match one.capacity {
            Some(amount) => limits.push(Limit { name: format!("capacity of {}", one.id), amount }),
            // One line with an amount is enough to hold it back, if it pays something.
            None if !lines.any(|line| planner.lines.contains_key(line)) => {
                return Err(PlanError::Unbounded { intervention: one.id.clone(), line: one.line.clone() });
            }
            None => {}
        }
    }
    for (group, least) in floors {
        limits.push(Limit { name: Limit::least(group), amount: *least });
    }
    Ok(limits)
}

/// The indicators that a bundle removes.
fn removed(removes: &[u64], label: u64) -> u64 {
    let own = removes.iter().zip(0_u32..).filter(|(_, bit)| label >> (bit & 63) & 1 == 1);
    own.fold(0_u64, |sum, (mask, _)| sum | mask)
}

/// What a household with a pattern gains by losing some of its deprivations.
fn worth(planner: &Planner, objective: Objective, before: u64, removed: u64, need: u32) -> Result<u64, PlanError> {
    let after = before & !removed;
    let score = |pattern: u64| {
        let weights = planner.weighting.numerators().iter().zip(0_u32..);
        let own = weights.filter(|(_, bit)| pattern >> (bit & 63) & 1 == 1).map(|(weight, _)| *weight);
        own.fold(0, u64::saturating_add)
    };
    let poor = |score: u64| -> Result<bool, PlanError> {
        Ok(Ratio::of(score.into(), planner.weighting.denominator().into())? >= planner.k)
    };
    let (first, second) = (score(before), score(after));
    let worth = match objective {
        Objective::FallInM0 if !poor(first)? => 0,
        Objective::FallInM0 if poor(second)? => first.saturating_sub(second),
        Objective::FallInM0 => first,
        Objective::HouseholdsLifted => u64::from(poor(first)? && !poor(second)?),
        Objective::DeprivationsRemoved => (before & !after).count_ones().into(),
    };
    worth.checked_mul(need.into()).ok_or(PlanError::TooLarge { thing: "value" })
}

/// What one intervention takes of each line in a cost area; `None` where it is not offered.
pub(super) fn payments(
    planner: &Planner,
    number: usize,
    area: &str,
) -> Result<Option<Vec<(String, Money)>>, PlanError> {
    let Some(one) = planner.interventions.get(number) else { return Ok(None) };
    let Some(cost) = one.costs.get(area) else { return Ok(None) };
    let mut rest = *cost;
    let mut payments = Vec::with_capacity(one.others.len().saturating_add(1));
    for (line, share) in &one.others {
        let part = cost.portion(*share, Rounding::HalfUp)?;
        // Shares that are rounded up may come to a minor unit more than there is.
        let part = if part.compare(rest)?.is_gt() { rest } else { part };
        rest = rest.checked_sub(part)?;
        payments.push((line.clone(), part));
    }
    payments.push((one.line.clone(), rest));
    Ok(Some(payments))
}

/// What a bundle takes of each limit for a household; `None` where one of it is not offered.
fn use_of(
    planner: &Planner,
    area: &str,
    group: &str,
    label: u64,
    currency: Option<Currency>,
    limits: &[Limit],
) -> Result<Option<Vec<u64>>, PlanError> {
    let mut uses = vec![0_u64; limits.len()];
    let mut add = |name: &str, amount: u64| {
        for (sum, _) in uses.iter_mut().zip(limits).filter(|(_, limit)| limit.name == name) {
            *sum = sum.saturating_add(amount);
        }
    };
    for (number, one) in planner.interventions.iter().enumerate() {
        let bit = u32::try_from(number).unwrap_or(u32::MAX);
        if label.checked_shr(bit).unwrap_or_default() & 1 == 0 {
            continue;
        }
        let Some(payments) = payments(planner, number, area)? else { return Ok(None) };
        let thing = || format!("the cost of `{}` in `{area}`", one.id);
        for (line, cost) in payments {
            if let Some(expected) = currency.filter(|currency| *currency != cost.currency()) {
                return Err(PlanError::CurrencyMismatch { thing: thing(), amount: cost, expected: expected.code() });
            }
            let cost = minor_units(&thing(), cost)?;
            add(&line, cost);
            for (_, reserved) in planner.reserves.keys().filter(|(own, reserved)| *own == line && reserved != group) {
                add(&Limit::beside(&line, reserved), cost);
            }
        }
        add(&format!("capacity of {}", one.id), 1);
    }
    Ok(Some(uses))
}

/// An amount as a whole number of its currency's minor units.
pub(super) fn minor_units(thing: &str, amount: Money) -> Result<u64, PlanError> {
    let refused = || PlanError::Amount { thing: thing.to_owned(), amount };
    let digits = amount.currency().exponent().ok_or_else(refused)?;
    let exact =
        Ratio::from_decimal(amount.amount())?.checked_mul(Ratio::whole(10_i64.saturating_pow(digits.into())))?;
    let whole = (exact.denominator() == 1).then(|| exact.numerator()).ok_or_else(refused)?;
    u64::try_from(whole).ok().filter(|whole| *whole <= 1 << 53).ok_or_else(refused)
}
