//! How many households a published cell needs.

use super::DisclosureError;
use serde::{Deserialize, Serialize};

/// How many households a published cell needs, and what is promised of a cell that has fewer (but not none).
///
/// The promise: from everything that is published, and knowing that counts are not negative, a reader can exclude neither that
/// there is no household in the cell, nor that there are as many as a published cell needs. A cell without households is
/// published: that nobody is there tells of nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct DisclosureRule {
    minimum: u64,
}

impl DisclosureRule {
    /// Cells of fewer households are withheld.
    ///
    /// # Errors
    /// [`DisclosureError::NothingWithheld`] for less than 2.
    pub const fn at_least(minimum: u64) -> Result<Self, DisclosureError> {
        if minimum < 2 { Err(DisclosureError::NothingWithheld { minimum }) } else { Ok(Self { minimum }) }
    }

    /// Households that a published cell needs.
    #[must_use]
    pub const fn minimum(self) -> u64 {
        self.minimum
    }

    /// Whether a count is too small to be published.
    #[must_use]
    pub const fn withholds(self, count: u64) -> bool {
        0 < count && count < self.minimum
    }
}

impl TryFrom<u64> for DisclosureRule {
    type Error = DisclosureError;

    fn try_from(minimum: u64) -> Result<Self, Self::Error> {
        Self::at_least(minimum)
    }
}

impl From<DisclosureRule> for u64 {
    fn from(rule: DisclosureRule) -> Self {
        rule.minimum
    }
}
