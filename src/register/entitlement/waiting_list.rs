//! Who is next where there is not enough for all.

use super::{Entitlement, EntitlementError, Merit, Policy, PriorityRule};
use crate::register::{HouseholdId, RegisterError, View};
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A household asks for a support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The household.
    pub household: HouseholdId,
    /// The day on which it asked first.
    pub on: NaiveDate,
}

/// Those that may get a support and asked for it, in the order of a rule, with a line drawn where the places end.
///
/// It depends on what a [`View`] knows and on nothing else: the order of the requests given is of no account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingList {
    policy: Box<str>,
    rule: PriorityRule,
    on: NaiveDate,
    places: usize,
    waiting: Vec<Waiting>,
    turned_away: Vec<Entitlement>,
}

/// A household on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its place on the list, from 1.
    pub rank: usize,
    /// The household.
    pub household: HouseholdId,
    /// Whether there is a place for it.
    pub served: bool,
    /// What it has to show by each key of the rule.
    pub merits: Vec<Merit>,
    /// The household right before it, and the key that put that one first with what it had to show; no key if the two are
    /// equal by all and stand in the order of their identifiers. `None` for the first.
    pub behind: Option<(HouseholdId, Option<Merit>)>,
}

impl WaitingList {
    /// The list of a policy on the day of a view, with places for so many.
    ///
    /// # Errors
    /// [`EntitlementError::RequestedTwice`]; [`EntitlementError::RequestedLater`]; [`EntitlementError::Register`] with
    /// [`RegisterError::NotRegistered`] for a household that is not there.
    pub fn new(
        view: &View<'_>,
        policy: &Policy,
        rule: &PriorityRule,
        requests: &[Request],
        places: usize,
    ) -> Result<Self, EntitlementError> {
        let on = view.on();
        let mut asked = BTreeSet::new();
        let mut entitled = Vec::new();
        let mut turned_away = Vec::new();
        for request in requests {
            let household = request.household;
            if !asked.insert(household) {
                return Err(EntitlementError::RequestedTwice { household });
            }
            if request.on > on {
                return Err(EntitlementError::RequestedLater { household, asked: request.on, on });
            }
            let state = view.household(household).ok_or(RegisterError::NotRegistered { household, on })?;
            let entitlement = policy.judge(&state)?;
            if entitlement.answer.is_entitled() {
                let merits = rule.keys().iter().map(|key| key.merit(&state, request));
                entitled.push((merits.collect::<Result<Vec<Merit>, _>>()?, household));
            } else {
                turned_away.push(entitlement);
            }
        }
        turned_away.sort_by_key(|entitlement| entitlement.household);
        entitled.sort_by(|(one, first), (other, second)| {
            let places = |merits: &[Merit]| merits.iter().map(|merit| merit.place).collect::<Vec<_>>();
            places(one).cmp(&places(other)).then_with(|| first.cmp(second))
        });
        let mut waiting: Vec<Waiting> = Vec::with_capacity(entitled.len());
        for (merits, household) in entitled {
            let behind = waiting.last().map(|ahead| (ahead.household, first_difference(&ahead.merits, &merits)));
            let rank = waiting.len().saturating_add(1);
            waiting.push(Waiting { rank, household, served: rank <= places, merits, behind });
        }
        Ok(Self { policy: policy.id.clone(), rule: rule.clone(), on, places, waiting, turned_away })
    }

    /// [`Policy::id`].
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// The order.
    #[must_use]
    pub const fn rule(&self) -> &PriorityRule {
        &self.rule
    }

    /// The day.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// For how many there is enough.
    #[must_use]
    pub const fn places(&self) -> usize {
        self.places
    }

    /// The households in order.
    #[must_use]
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// Those that asked and may not get it, or of which that is not known, with the reasons, by identifier.
    #[must_use]
    pub fn turned_away(&self) -> &[Entitlement] {
        &self.turned_away
    }
}

/// What the one ahead had to show by the first key that tells the two apart.
fn first_difference(ahead: &[Merit], behind: &[Merit]) -> Option<Merit> {
    ahead.iter().zip(behind).find(|(ahead, behind)| ahead.place != behind.place).map(|(ahead, _)| ahead.clone())
}

impl fmt::Display for Waiting {
    /// What put the household where it stands: `behind H-7 by deprivations (5 against 3)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.behind {
            None => f.pad("first"),
            Some((ahead, None)) => f.pad(&format!("equal to {ahead}, which stands before it by identifier only")),
            Some((ahead, Some(merit))) => {
                let own = self.merits.iter().find(|own| own.key == merit.key).map_or("", |own| &own.value);
                f.pad(&format!("behind {ahead} by {} ({} against {own})", merit.key, merit.value))
            }
        }
    }
}
