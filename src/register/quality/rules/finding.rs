//! What breaks a rule.

use crate::household::validate::Severity;
use crate::register::{HouseholdId, MemberId};
use core::fmt;
use serde::Serialize;

/// A household that breaks a rule: which rule, where, what was found and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct QualityFinding {
    /// Code of the rule.
    pub rule: Box<str>,
    /// How much it says.
    pub severity: Severity,
    /// The household.
    pub household: HouseholdId,
    /// The member, if it is about one.
    pub member: Option<MemberId>,
    /// Key of the field.
    pub field: Box<str>,
    /// What was found, in codes.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl fmt::Display for QualityFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "household {}", self.household)?;
        if let Some(member) = self.member {
            write!(f, ", member {member}")?;
        }
        write!(f, ": {} is {}, expected {} ({})", self.field, self.found, self.expected, self.rule)
    }
}
