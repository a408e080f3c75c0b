//! What can be wrong with a household.

use super::EthnicityError;
use crate::quantity::QuantityError;
use thiserror::Error;

/// Why a household, or a part of one, could not be made.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HouseholdError {
    /// A code that its list does not have.
    #[error("{field} has no code `{code}`, expected one of {expected}")]
    UnknownCode {
        /// The list.
        field: &'static str,
        /// The code as found.
        code: String,
        /// The codes there are.
        expected: &'static str,
    },
    /// An age below 0 or above 130 years.
    #[error("age {0} is out of range, expected 0 to 130 completed years")]
    AgeOutOfRange(i128),
    /// Neither a date nor an age.
    #[error("birth `{0}` can't be read, expected a date 2012-05-01 or an age in completed years")]
    UnreadableBirth(String),
    /// A small number above what its question allows.
    #[error("{value} is out of range, expected 0 to {max}")]
    AboveMax {
        /// The number.
        value: u8,
        /// The largest there may be.
        max: u8,
    },
    /// A text that is no small number.
    #[error("number `{text}` can't be read, expected a whole number from 0 to {max}")]
    UnreadableNumber {
        /// The text.
        text: String,
        /// The largest there may be.
        max: u8,
    },
    /// A day that is not one of the calendar.
    #[error("day of observation `{0}` can't be read, expected a date such as 2024-12-15")]
    UnreadableDay(String),
    /// A thing that is said twice to be owned, or owned and not.
    #[error("possessions name `{0}` twice, expected each thing once")]
    RepeatedPossession(String),
    /// A household without an identifier.
    #[error("a household needs an identifier, found none or blanks")]
    NoId,
    /// A household without a place.
    #[error("household `{household}` needs the code of its commune or village, found none or blanks")]
    NoPlace {
        /// Identifier.
        household: String,
    },
    /// A household without rural or urban.
    #[error("household `{household}` needs its area, rural or urban: the income line depends on it")]
    NoArea {
        /// Identifier.
        household: String,
    },
    /// A household without members.
    #[error("household `{household}` has no member, expected at least one")]
    NoMembers {
        /// Identifier.
        household: String,
    },
    /// More members than a household can have.
    #[error("household `{household}` has {members} members, expected at most {max}; is it an institution?")]
    TooManyMembers {
        /// Identifier.
        household: String,
        /// Members given.
        members: usize,
        /// The most there may be.
        max: usize,
    },
    /// An ethnic group that the official lists do not have.
    #[error(transparent)]
    Ethnicity(#[from] EthnicityError),
    /// A number that its type refuses.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl HouseholdError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownCode { .. } => "household/unknown-code",
            Self::AgeOutOfRange(_) => "household/age-out-of-range",
            Self::UnreadableBirth(_) => "household/unreadable-birth",
            Self::AboveMax { .. } => "household/above-max",
            Self::UnreadableNumber { .. } => "household/unreadable-number",
            Self::UnreadableDay(_) => "household/unreadable-day",
            Self::RepeatedPossession(_) => "household/repeated-possession",
            Self::NoId => "household/no-id",
            Self::NoPlace { .. } => "household/no-place",
            Self::NoArea { .. } => "household/no-area",
            Self::NoMembers { .. } => "household/no-members",
            Self::TooManyMembers { .. } => "household/too-many-members",
            Self::Ethnicity(error) => error.code(),
            Self::Quantity(error) => error.code(),
        }
    }
}
