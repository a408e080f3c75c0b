//! How whole units follow weights: one method a file.

mod adams;
mod dean;
mod divisor;
mod hamilton;
mod huntington_hill;
mod jefferson;
mod webster;

use super::AllocationError;
use core::fmt;

/// A method of apportionment.
///
/// ```
/// use poverty::programme::allocation::{Claimant, Method, apportion};
/// let parties = || [("a", 53), ("b", 24), ("c", 23)].map(|(code, weight)| Claimant::new(code, weight));
/// let units = |method| -> Result<Vec<u64>, Box<dyn std::error::Error>> {
///     Ok(apportion(10, parties(), method)?.iter().map(|share| share.units()).collect())
/// };
/// assert_eq!(units(Method::Hamilton)?, [5, 3, 2]);
/// assert_eq!(units(Method::Webster)?, [6, 2, 2]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Quotas rounded down, then a unit each to the largest remainders.
    Hamilton,
    /// Divisor `s + 1` (D'Hondt): kind to the large.
    Jefferson,
    /// Divisor `s + 1/2` (Sainte-Laguë): the least biased.
    Webster,
    /// Divisor `sqrt(s (s + 1))`: relative differences are smallest.
    HuntingtonHill,
    /// Divisor `2 s (s + 1) / (2 s + 1)`.
    Dean,
    /// Divisor `s`: kind to the small.
    Adams,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 6] =
        [Self::Hamilton, Self::Jefferson, Self::Webster, Self::HuntingtonHill, Self::Dean, Self::Adams];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hamilton => "Hamilton",
            Self::Jefferson => "Jefferson",
            Self::Webster => "Webster",
            Self::HuntingtonHill => "Huntington-Hill",
            Self::Dean => "Dean",
            Self::Adams => "Adams",
        }
    }

    /// Whether everyone with a weight gets a unit before anyone gets two.
    #[must_use]
    pub const fn serves_everyone(self) -> bool {
        matches!(self, Self::HuntingtonHill | Self::Dean | Self::Adams)
    }

    /// Units for each weight. Weights and total are at most 2^60, and so is the sum of the weights; ties go to the larger
    /// weight, then to the one that comes first.
    pub(super) fn units(self, total: u64, weights: &[u64]) -> Result<Vec<u64>, AllocationError> {
        let claimants = weights.iter().filter(|weight| **weight > 0).count();
        if total == 0 {
            return Ok(vec![0; weights.len()]);
        }
        if claimants == 0 {
            return Err(AllocationError::NoWeight { total });
        }
        if self.serves_everyone() && u64::try_from(claimants).is_ok_and(|claimants| claimants > total) {
            return Err(AllocationError::TooFew { method: self.name(), total, claimants });
        }
        Ok(match self {
            Self::Hamilton => hamilton::units(total, weights),
            Self::Jefferson => divisor::units(total, weights, jefferson::divisor, false),
            Self::Webster => divisor::units(total, weights, webster::divisor, false),
            Self::HuntingtonHill => divisor::units_by(total, weights, huntington_hill::priority, true),
            Self::Dean => divisor::units_by(total, weights, dean::priority, true),
            Self::Adams => divisor::units(total, weights, adams::divisor, true),
        })
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
