//! Which indicators a household lacks: two bit masks.

use super::Deprivation;
use core::fmt;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The indicators that a household lacks, and those that are unknown: one bit each, in the order of the standard.
///
/// At most [`Profile::MAX_INDICATORS`] indicators. An indicator is never both deprived and missing. A counting measure
/// sees a household only through its profile.
///
/// ```
/// use poverty::standard::{Deprivation, Profile};
/// let profile = Profile::NONE.with(2, Deprivation::Deprived)?.with(5, Deprivation::Missing)?;
/// assert_eq!((profile.deprived(), profile.missing()), (0b00_0100, 0b10_0000));
/// assert_eq!(profile.get(2), Some(Deprivation::Deprived));
/// // Contradictory masks are refused.
/// assert!(Profile::from_masks(0b1, 0b1).is_err());
/// # Ok::<(), poverty::standard::ProfileError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Masks", into = "Masks")]
pub struct Profile {
    deprived: u64,
    missing: u64,
}

/// The serialised form; reading it goes through [`Profile::from_masks`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Masks {
    deprived: u64,
    missing: u64,
}

/// Why a [`Profile`] can't exist.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProfileError {
    /// The masks contradict each other.
    #[error("indicator number {indicator} (from 0) is marked both deprived and missing, expected one of the two")]
    BothDeprivedAndMissing {
        /// The first indicator that is in both masks, from 0.
        indicator: u32,
    },
    /// The indicator has no bit.
    #[error("indicator number {indicator} (from 0) does not exist, expected at most 63")]
    NoSuchIndicator {
        /// The number asked for.
        indicator: u32,
    },
}

impl ProfileError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BothDeprivedAndMissing { .. } => "standard/both-deprived-and-missing",
            Self::NoSuchIndicator { .. } => "standard/no-such-indicator",
        }
    }
}

impl Profile {
    /// How many indicators a profile holds at most.
    pub const MAX_INDICATORS: u32 = 64;

    /// Nothing lacks and nothing is missing.
    pub const NONE: Self = Self { deprived: 0, missing: 0 };

    /// A profile from its two masks; bit 0 is the first indicator.
    ///
    /// # Errors
    /// [`ProfileError::BothDeprivedAndMissing`] if a bit is set in both.
    pub const fn from_masks(deprived: u64, missing: u64) -> Result<Self, ProfileError> {
        let both = deprived & missing;
        if both == 0 {
            Ok(Self { deprived, missing })
        } else {
            Err(ProfileError::BothDeprivedAndMissing { indicator: both.trailing_zeros() })
        }
    }

    /// A profile in which nothing is missing; bit 0 is the first indicator.
    #[must_use]
    pub const fn complete(deprived: u64) -> Self {
        Self { deprived, missing: 0 }
    }

    /// The same profile with one indicator set.
    ///
    /// # Errors
    /// [`ProfileError::NoSuchIndicator`] from 64 on.
    pub const fn with(self, indicator: u32, state: Deprivation) -> Result<Self, ProfileError> {
        let Some(bit) = 1_u64.checked_shl(indicator) else {
            return Err(ProfileError::NoSuchIndicator { indicator });
        };
        let (deprived, missing) = (self.deprived & !bit, self.missing & !bit);
        Ok(match state {
            Deprivation::Deprived => Self { deprived: deprived | bit, missing },
            Deprivation::NotDeprived => Self { deprived, missing },
            Deprivation::Missing => Self { deprived, missing: missing | bit },
        })
    }

    /// What the profile says of one indicator; `None` from 64 on.
    #[must_use]
    pub const fn get(self, indicator: u32) -> Option<Deprivation> {
        let Some(bit) = 1_u64.checked_shl(indicator) else { return None };
        Some(if self.deprived & bit != 0 {
            Deprivation::Deprived
        } else if self.missing & bit != 0 {
            Deprivation::Missing
        } else {
            Deprivation::NotDeprived
        })
    }

    /// The mask of the indicators that the household lacks.
    #[must_use]
    pub const fn deprived(self) -> u64 {
        self.deprived
    }

    /// The mask of the indicators that are unknown.
    #[must_use]
    pub const fn missing(self) -> u64 {
        self.missing
    }

    /// How many indicators the household lacks, for certain.
    #[must_use]
    pub const fn deprivations(self) -> u32 {
        self.deprived.count_ones()
    }

    /// Whether nothing is missing.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.missing == 0
    }
}

impl TryFrom<Masks> for Profile {
    type Error = ProfileError;

    fn try_from(masks: Masks) -> Result<Self, Self::Error> {
        Self::from_masks(masks.deprived, masks.missing)
    }
}

impl From<Profile> for Masks {
    fn from(profile: Profile) -> Self {
        Self { deprived: profile.deprived, missing: profile.missing }
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Profile(deprived {:#b}, missing {:#b})", self.deprived, self.missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_an_indicator_clears_what_it_was() {
        let missing = Profile::NONE.with(63, Deprivation::Missing).unwrap();
        assert_eq!(missing.get(63), Some(Deprivation::Missing));
        assert_eq!(missing.with(63, Deprivation::Deprived).unwrap(), Profile::complete(1 << 63));
        assert_eq!(missing.with(63, Deprivation::NotDeprived).unwrap(), Profile::NONE);
    }

    #[test]
    fn there_is_no_sixty_fifth_indicator() {
        let error = Profile::NONE.with(64, Deprivation::Deprived).unwrap_err();
        assert_eq!(error.code(), "standard/no-such-indicator");
        assert_eq!(Profile::NONE.get(64), None);
    }

    #[test]
    fn serde_goes_through_the_constructor() {
        let profile = Profile::from_masks(0b101, 0b010).unwrap();
        let text = serde_json::to_string(&profile).unwrap();
        assert_eq!(serde_json::from_str::<Profile>(&text).unwrap(), profile);
        let error = serde_json::from_str::<Profile>(r#"{"deprived":6,"missing":2}"#).unwrap_err();
        assert!(error.to_string().contains("number 1 (from 0) is marked both deprived and missing"), "{error}");
        assert!(serde_json::from_str::<Profile>(r#"{"deprived":0,"missing":0,"other":0}"#).is_err());
    }
}
