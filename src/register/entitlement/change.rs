//! What a correction changed in what a household may get.

use super::{Answer, EntitlementError, Policies};
use crate::journal::EntryId;
use crate::register::{HouseholdId, Register};
use chrono::NaiveDate;

/// A support that a household may get after a correction and might not before, or the other way round, or for other reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntitlementChange {
    /// The household.
    pub household: HouseholdId,
    /// [`Policy::id`](super::Policy).
    pub policy: Box<str>,
    /// The answer before; `None` if the household was not known.
    pub before: Option<Answer>,
    /// The answer after; `None` if the household is not known any more.
    pub after: Option<Answer>,
}

impl EntitlementChange {
    /// Whether the household lost or won the support, and did not only change its reasons.
    #[must_use]
    pub fn is_won_or_lost(&self) -> bool {
        let entitled = |answer: &Option<Answer>| answer.as_ref().is_some_and(Answer::is_entitled);
        entitled(&self.before) != entitled(&self.after)
    }
}

impl Register {
    /// What a correction (or a withdrawal) of the journal changed in what its households may get on a day.
    ///
    /// # Errors
    /// [`EntitlementError::NotACorrection`]; [`EntitlementError::Register`] for an entry that is not there.
    pub fn entitlements_changed(
        &self,
        correction: EntryId,
        policies: &Policies,
        on: NaiveDate,
    ) -> Result<Vec<EntitlementChange>, EntitlementError> {
        let entry = self.entry(correction)?;
        if entry.content.target().is_none() {
            return Err(EntitlementError::NotACorrection { entry: correction });
        }
        let now = self.as_of(on);
        let (was, is) = (now.as_known_before(correction)?, now.as_known_with(correction)?);
        let mut changes = Vec::new();
        for household in self.households_of(&entry.content).into_iter().flatten() {
            for policy in policies.iter() {
                let judge = |view: &crate::register::View<'_>| {
                    let state = view.household(household);
                    state.map(|state| policy.judge(&state).map(|entitlement| entitlement.answer)).transpose()
                };
                let (before, after) = (judge(&was)?, judge(&is)?);
                if before != after {
                    changes.push(EntitlementChange { household, policy: policy.id.clone(), before, after });
                }
            }
        }
        Ok(changes)
    }
}
