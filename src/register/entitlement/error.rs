//! Why a question about supports has no answer.

use crate::journal::EntryId;
use crate::register::{HouseholdId, RegisterError, Told};
use crate::source::Position;
use chrono::NaiveDate;
use thiserror::Error;

/// Why rules, an answer or a waiting list could not be made.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum EntitlementError {
    /// Not a file of the documented form.
    #[error("{message} ({at})")]
    Unreadable {
        /// What the reader expected and found.
        message: Told,
        /// Where.
        at: Position,
    },
    /// Rules that contradict themselves or leave something out.
    #[error("policy `{policy}`: {problem}")]
    Policy {
        /// The policy.
        policy: Told,
        /// What is wrong.
        problem: Told,
    },
    /// A policy that is not among these.
    #[error("there is no policy `{policy}`, expected one of {known}")]
    NoSuchPolicy {
        /// What was asked for.
        policy: Told,
        /// Those there are.
        known: Told,
    },
    /// A support for a household that may not get it.
    #[error("household {household} may not get `{policy}` on {on}: {because}")]
    NotEntitled {
        /// The household.
        household: HouseholdId,
        /// The policy.
        policy: Told,
        /// The day.
        on: NaiveDate,
        /// The reasons, or what is not known.
        because: Told,
    },
    /// An order without keys, or with one twice.
    #[error("a rule of priority needs each of its keys once and at least one, found {found}")]
    Priority {
        /// The keys.
        found: Told,
    },
    /// Two requests of one household.
    #[error("household {household} is on the list of requests twice, expected its first request only")]
    RequestedTwice {
        /// The household.
        household: HouseholdId,
    },
    /// A request of a day to come.
    #[error("household {household} asked on {asked}, after the day of the list, {on}")]
    RequestedLater {
        /// The household.
        household: HouseholdId,
        /// The day of the request.
        asked: NaiveDate,
        /// The day of the list.
        on: NaiveDate,
    },
    /// An entry that sets nothing right.
    #[error("entry {entry} corrects and withdraws nothing, so it changes nobody's entitlements")]
    NotACorrection {
        /// Its number.
        entry: EntryId,
    },
    /// Of the register.
    #[error(transparent)]
    Register(Box<RegisterError>),
}

impl From<RegisterError> for EntitlementError {
    fn from(error: RegisterError) -> Self {
        Self::Register(Box::new(error))
    }
}

impl EntitlementError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "entitlement/unreadable",
            Self::Policy { .. } => "entitlement/policy",
            Self::NoSuchPolicy { .. } => "entitlement/no-such-policy",
            Self::NotEntitled { .. } => "entitlement/not-entitled",
            Self::Priority { .. } => "entitlement/priority",
            Self::RequestedTwice { .. } => "entitlement/requested-twice",
            Self::RequestedLater { .. } => "entitlement/requested-later",
            Self::NotACorrection { .. } => "entitlement/not-a-correction",
            Self::Register(error) => error.code(),
        }
    }
}
