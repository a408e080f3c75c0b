//! Interventions, year by year, over households or patterns.

use super::chance::Chance;
use super::on_profile::{OnProfile, without};
use super::{Intervention, InterventionError, Order, Reach, Scenario};
use crate::household::Household;
use crate::place::Area;
use crate::quantity::{Money, Rounding, TotalWeight};
use crate::standard::{Class, Deprivation, Profile};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a class rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) profile: Profile,
    /// Lines that the income exceeds, if it is known.
    pub(super) lines: Option<usize>,
}

/// A household, or all households of one pattern.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject<'a> {
    Household(&'a Household),
    Pattern,
}

/// An intervention that served a case in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Service {
    pub(super) intervention: usize,
    pub(super) year: u32,
}

#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) place: &'a str,
    pub(super) area: Area,
    pub(super) weight: TotalWeight,
    pub(super) rows: u64,
    /// Levels on the axes that the caller added.
    pub(super) levels: Vec<&'a str>,
    pub(super) first: Seen,
    pub(super) seen: Seen,
    /// In the order of the list, then of years.
    pub(super) services: Vec<Service>,
}

impl Case<'_> {
    /// What chance knows it by; patterns have none.
    fn id(&self) -> &str {
        match self.subject {
            Subject::Household(household) => household.id(),
            Subject::Pattern => "",
        }
    }
}

/// Interventions under a scenario, ready to be applied.
pub(super) struct Run<'a> {
    scenario: &'a Scenario<'a>,
    interventions: &'a [Intervention],
    /// Indicators that each removes whatever was observed.
    removes: Vec<u64>,
    /// What each does to patterns; empty where there are households.
    on_profile: Vec<OnProfile>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        scenario: &'a Scenario<'a>,
        interventions: &'a [Intervention],
        on_patterns: bool,
    ) -> Result<Self, InterventionError> {
        let standard = scenario.standard();
        let mut removes = Vec::with_capacity(interventions.len());
        let mut on_profile = Vec::new();
        for each in interventions {
            each.fits(standard)?;
            let indices =
                each.changes.removes.iter().filter_map(|id| u32::try_from(standard.indicator_index(id)?).ok());
            removes.push(indices.fold(0, |mask, bit| mask | 1_u64.checked_shl(bit).unwrap_or_default()));
            if on_patterns {
                on_profile.push(OnProfile::of(each, standard, scenario.on())?);
            }
        }
        Ok(Self { scenario, interventions, removes, on_profile })
    }

    /// Serves all cases for all years, and leaves them as they are at the end of the last.
    pub(super) fn years(&self, cases: &mut [Case<'_>], years: u32) -> Result<Vec<Reach>, InterventionError> {
        let mut reaches = Vec::new();
        for year in 1..=years {
            for case in cases.iter_mut().filter(|case| !case.services.is_empty()) {
                case.seen = self.state(case, year)?;
            }
            for number in 0..self.interventions.len() {
                reaches.extend(self.serve(cases, number, year)?);
            }
        }
        Ok(reaches)
    }

    /// Serves those whose turn it is in a year.
    fn serve(&self, cases: &mut [Case<'_>], number: usize, year: u32) -> Result<Option<Reach>, InterventionError> {
        let Some(intervention) = self.interventions.get(number) else { return Ok(None) };
        let chance = Chance { seed: self.scenario.seed_of_draws(), intervention: &intervention.id };
        let mut queue = Vec::new();
        for (at, case) in cases.iter().enumerate() {
            let earlier = case.services.iter().filter(|service| service.intervention == number);
            if earlier.into_iter().any(|service| intervention.is_under_way(service.year, year)) {
                continue;
            }
            if let Some((area, cost)) = intervention.cost_at(case.place, case.area)
                && self.is_eligible(intervention, case)
            {
                queue.push((self.rank(intervention, case, chance, year), at, area, cost));
            }
        }
        let id = |at: usize| cases.get(at).map_or("", Case::id);
        queue.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| id(one.1).cmp(id(other.1))));
        let capacity = intervention.capacity.map(|most| u128::from(most).saturating_mul(1_000_000_000));
        let mut reach = Reach::nobody(intervention, year);
        let mut paid: BTreeMap<&str, (Money, TotalWeight)> = BTreeMap::new();
        for (_, at, area, cost) in queue {
            let Some(case) = cases.get_mut(at) else { continue };
            reach.eligible = reach.eligible.checked_add(case.weight)?;
            let reached = reach.reached.checked_add(case.weight)?;
            if !chance.happens(intervention.take_up, "takes up", 0, case.id()) {
                reach.declined = reach.declined.checked_add(case.weight)?;
            } else if capacity.is_some_and(|most| reached.billionths() > most) {
                if matches!(case.subject, Subject::Pattern) {
                    let why = "its capacity does not suffice for all, and whom it reaches depends on the household";
                    return Err(InterventionError::NotOnTable {
                        intervention: intervention.id.clone(),
                        why: why.to_owned(),
                    });
                }
                reach.missed = reach.missed.checked_add(case.weight)?;
            } else {
                reach.reached = reached;
                let sum = &mut paid.entry(area).or_insert((cost, TotalWeight::ZERO)).1;
                *sum = sum.checked_add(case.weight)?;
                case.services.push(Service { intervention: number, year });
                case.services.sort_unstable();
                if intervention.works(year, year) {
                    case.seen = self.state(case, year)?;
                }
            }
        }
        for (cost, weight) in paid.into_values() {
            let cost = cost.portion(weight.to_ratio()?, Rounding::HalfUp)?;
            reach.cost = Some(reach.cost.map_or(Ok(cost), |sum| sum.checked_add(cost))?);
        }
        Ok(Some(reach))
    }

    /// The deprivations that an intervention alone would remove of a household that has none yet.
    pub(super) fn removed(&self, case: &Case<'_>, number: usize) -> Result<u64, InterventionError> {
        let Some(intervention) = self.interventions.get(number) else { return Ok(0) };
        if intervention.cost_at(case.place, case.area).is_none() || !self.is_eligible(intervention, case) {
            return Ok(0);
        }
        let served = Case { services: vec![Service { intervention: number, year: 1 }], levels: Vec::new(), ..*case };
        Ok(case.first.profile.deprived() & !self.state(&served, 1)?.profile.deprived())
    }

    fn class(&self, seen: Seen) -> Option<&'a Class> {
        self.scenario.standard().classify(seen.profile, seen.lines).class()
    }

    fn is_eligible(&self, intervention: &Intervention, case: &Case<'_>) -> bool {
        let (rule, standard) = (&intervention.eligible, self.scenario.standard());
        let class = || self.class(case.seen).map(Class::id);
        let lacks = |indicator: &String| {
            let bit = standard.indicator_index(indicator).and_then(|index| u32::try_from(index).ok());
            bit.and_then(|bit| case.seen.profile.get(bit)) == Some(Deprivation::Deprived)
        };
        (rule.deprived.is_empty() || rule.deprived.iter().any(lacks))
            && (rule.areas.is_empty() || rule.areas.contains(&case.area))
            && (rule.places.is_empty() || rule.places.iter().any(|place| place == case.place))
            && rule.minority.is_none_or(|minority| match case.subject {
                Subject::Household(household) => household.is_ethnic_minority().known() == Some(minority),
                Subject::Pattern => false,
            })
            && (rule.classes.is_empty() || class().is_some_and(|class| rule.classes.iter().any(|each| each == class)))
    }

    /// Who comes first has the least.
    fn rank(&self, intervention: &Intervention, case: &Case<'_>, chance: Chance<'_>, year: u32) -> [Decimal; 4] {
        let mut rank = [Decimal::ZERO; 4];
        for (place, order) in rank.iter_mut().zip(&intervention.first) {
            *place = match order {
                Order::Class => {
                    let classes = self.scenario.standard().classes().iter();
                    let class = self.class(case.seen).map(Class::id);
                    let at = classes.zip(0_u64..).find(|(each, _)| Some(each.id()) == class);
                    at.map_or(Decimal::MAX, |(_, at)| at.into())
                }
                Order::MostDeprived => Decimal::ZERO.saturating_sub(case.seen.profile.deprivations().into()),
                Order::LowestIncome => match case.subject {
                    Subject::Household(household) => {
                        household.income_per_person_month().known().map_or(Decimal::MAX, Money::amount)
                    }
                    Subject::Pattern => Decimal::ZERO,
                },
                Order::Lottery => chance.draw("comes first", year, case.id()).into(),
            };
        }
        rank
    }

    /// What is seen of a case in a year: all that is in effect, in the order of the list.
    pub(super) fn state(&self, case: &Case<'_>, year: u32) -> Result<Seen, InterventionError> {
        let mut removed = 0;
        let mut household: Option<Household> = None;
        let mut profile = case.first.profile;
        for service in &case.services {
            let Some(intervention) = self.interventions.get(service.intervention) else { continue };
            if !self.is_in_effect(case, *service, year) {
                continue;
            }
            removed |= self.removes.get(service.intervention).copied().unwrap_or_default();
            match case.subject {
                Subject::Household(as_it_was) if intervention.changes.observes() => {
                    let chance = Chance { seed: self.scenario.seed_of_draws(), intervention: &intervention.id };
                    let before = household.as_ref().unwrap_or(as_it_was);
                    household = Some(intervention.changes.applied(before, self.scenario.on(), chance, service.year)?);
                }
                Subject::Household(_) => {}
                Subject::Pattern => {
                    let effect = self.on_profile.get(service.intervention).copied().unwrap_or_default();
                    profile = effect.applied(profile);
                }
            }
        }
        let seen = match &household {
            Some(changed) => self.scenario.seen(changed)?,
            None => Seen { profile, lines: case.first.lines },
        };
        Ok(Seen { profile: without(seen.profile, removed), ..seen })
    }

    /// Whether a service is in effect in a year: begun, not over and not lost.
    pub(super) fn is_in_effect(&self, case: &Case<'_>, service: Service, year: u32) -> bool {
        let Some(intervention) = self.interventions.get(service.intervention) else { return false };
        let chance = Chance { seed: self.scenario.seed_of_draws(), intervention: &intervention.id };
        let first = service.year.saturating_add(intervention.lag);
        intervention.works(service.year, year)
            && (first.saturating_add(1)..=year)
                .all(|year| !chance.happens(intervention.decay, "loses", year, case.id()))
    }
}
