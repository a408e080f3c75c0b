//! A support that a household received.

use super::HouseholdId;
use crate::quantity::Money;
use serde::{Deserialize, Serialize};

/// A support of a policy, received by a household. Each is recorded once: the same policy on the same occasion again is
/// refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The household.
    pub household: HouseholdId,
    /// Identifier of the policy.
    pub policy: Box<str>,
    /// What tells this time from others where a policy supports again and again: a school year, a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Box<str>>,
    /// How much, if it is money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}
