//! A household in the review of its village.

use crate::journal::EntryId;
use chrono::NaiveDate;

/// How far a household has come in the review of its village.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseStage {
    /// It is on the list.
    Listed,
    /// It was interviewed.
    Surveyed,
    /// Its answers were scored.
    Scored,
    /// The village agreed with its result.
    Agreed,
    /// Its result is posted.
    Posted,
    /// Its result is contested, by a complaint or by the level above.
    Contested,
    /// Its result was found again, and is to be posted again.
    Rechecked,
    /// The level above was asked.
    Reported,
    /// The commune decided.
    Approved,
    /// It has its certificate.
    Certified,
    /// It was struck off the list before the decision: it is no household of the village any more.
    Struck,
}

/// A household in a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub(super) requested: bool,
    pub(super) observation: Option<EntryId>,
    pub(super) class: Option<Box<str>>,
    /// The day from which its result is contested.
    pub(super) contested: Option<NaiveDate>,
    /// Whether it was rechecked since the list was posted.
    pub(super) rechecked: bool,
    pub(super) certified: bool,
    pub(super) struck: bool,
}

impl Case {
    /// Whether it asked to be reviewed.
    #[must_use]
    pub const fn is_requested(&self) -> bool {
        self.requested
    }

    /// The entry of its interview.
    #[must_use]
    pub const fn observation(&self) -> Option<EntryId> {
        self.observation
    }

    /// Whether it has its certificate.
    #[must_use]
    pub const fn is_certified(&self) -> bool {
        self.certified
    }

    /// Whether it was struck off the list.
    #[must_use]
    pub const fn is_struck(&self) -> bool {
        self.struck
    }

    /// The class that its answers gave.
    #[must_use]
    pub fn class(&self) -> Option<&str> {
        self.class.as_deref()
    }
}
