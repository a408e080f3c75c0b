//! The steps of a review, as they are recorded.

use crate::journal::EntryId;
use crate::register::HouseholdId;
use crate::register::Told;
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// Which review: of a village, yearly or between two yearly ones.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewKey {
    /// Code of the village; of the commune where no villages are kept.
    pub village: Box<str>,
    /// Yearly or ad hoc, and when.
    pub occasion: Occasion,
}

/// When a review is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The yearly review, rà soát định kỳ.
    Annual {
        /// The year.
        year: i32,
    },
    /// A review between two yearly ones, rà soát thường xuyên hằng năm, of those who ask for it.
    AdHoc {
        /// The year.
        year: i32,
        /// The month, 1 to 12.
        month: u32,
    },
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Annual { year } => f.pad(&format!("{year}")),
            Self::AdHoc { year, month } => f.pad(&format!("{year}-{month:02}")),
        }
    }
}

impl ReviewKey {
    /// The review as an error may name it.
    pub(in crate::register) fn told(&self) -> Told {
        Told::sentence(&format!("{} of {}", self.occasion, Told::from(&self.village)))
    }
}

impl fmt::Display for ReviewKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} of {}", self.occasion, self.village))
    }
}

/// A step of a review, by an actor: one entry of the register's journal, true from the day on which it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The day.
    pub on: NaiveDate,
    /// Who takes it: [`Actor::id`](super::Actor) of the procedure.
    pub by: Box<str>,
    /// What is done.
    pub act: Act,
}

/// What is done in a step.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// The review of the village begins.
    Opened,
    /// A household is put on the list to be reviewed: it is on the current lists, or it asked.
    Listed {
        /// The household.
        household: HouseholdId,
        /// Whether it asked for it.
        requested: bool,
    },
    /// A household was interviewed.
    Surveyed {
        /// The household.
        household: HouseholdId,
        /// The entry of what was observed.
        observation: EntryId,
    },
    /// The answers were scored.
    Scored {
        /// The household.
        household: HouseholdId,
        /// The class that they give.
        class: Box<str>,
    },
    /// The village met and voted on the result.
    Met {
        /// How many were present.
        present: u32,
        /// How many agreed.
        agreeing: u32,
    },
    /// The list was posted, for the first time or again.
    Posted,
    /// Somebody complained about the result of a household.
    Complained {
        /// The household.
        household: HouseholdId,
    },
    /// A household was surveyed and scored again after a complaint or an objection.
    Rechecked {
        /// The household.
        household: HouseholdId,
        /// The class that it came to.
        class: Box<str>,
    },
    /// A household was struck off the list, because it is no household of the village any more.
    Struck {
        /// The household.
        household: HouseholdId,
    },
    /// The commune reported to the level above.
    Reported,
    /// The level above gave its opinion: on these households it objects, to all others it agrees.
    Opined {
        /// Households to be rechecked.
        objections: Vec<HouseholdId>,
    },
    /// The commune decided.
    Approved {
        /// The entry of the decision.
        decision: EntryId,
    },
    /// A certificate was given.
    Certified {
        /// The household.
        household: HouseholdId,
    },
    /// The review ended; the next one may follow.
    Closed,
}

/// The kinds of [`Act`], as procedures name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// [`Act::Opened`].
    Open,
    /// [`Act::Listed`].
    List,
    /// [`Act::Surveyed`].
    Survey,
    /// [`Act::Scored`].
    Score,
    /// [`Act::Met`].
    Meet,
    /// [`Act::Posted`].
    Post,
    /// [`Act::Complained`].
    Complain,
    /// [`Act::Rechecked`].
    Recheck,
    /// [`Act::Struck`].
    Strike,
    /// [`Act::Reported`].
    Report,
    /// [`Act::Opined`].
    Opine,
    /// [`Act::Approved`].
    Approve,
    /// [`Act::Certified`].
    Certify,
    /// [`Act::Closed`].
    Close,
}

impl StepKind {
    /// All, in the order of a review.
    pub const ALL: [Self; 14] = [
        Self::Open,
        Self::List,
        Self::Survey,
        Self::Score,
        Self::Meet,
        Self::Post,
        Self::Complain,
        Self::Recheck,
        Self::Strike,
        Self::Report,
        Self::Opine,
        Self::Approve,
        Self::Certify,
        Self::Close,
    ];
}

impl fmt::Display for StepKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Open => "open the review",
            Self::List => "list a household",
            Self::Survey => "survey a household",
            Self::Score => "score a household",
            Self::Meet => "hold the village meeting",
            Self::Post => "post the list",
            Self::Complain => "complain",
            Self::Recheck => "recheck a household",
            Self::Strike => "strike a household off the list",
            Self::Report => "report",
            Self::Opine => "give the opinion of the level above",
            Self::Approve => "approve the list",
            Self::Certify => "give a certificate",
            Self::Close => "close the review",
        })
    }
}

impl Act {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Opened => StepKind::Open,
            Self::Listed { .. } => StepKind::List,
            Self::Surveyed { .. } => StepKind::Survey,
            Self::Scored { .. } => StepKind::Score,
            Self::Met { .. } => StepKind::Meet,
            Self::Posted => StepKind::Post,
            Self::Complained { .. } => StepKind::Complain,
            Self::Rechecked { .. } => StepKind::Recheck,
            Self::Struck { .. } => StepKind::Strike,
            Self::Reported => StepKind::Report,
            Self::Opined { .. } => StepKind::Opine,
            Self::Approved { .. } => StepKind::Approve,
            Self::Certified { .. } => StepKind::Certify,
            Self::Closed => StepKind::Close,
        }
    }

    /// The household that it is about, if it is about one.
    #[must_use]
    pub const fn household(&self) -> Option<HouseholdId> {
        match self {
            Self::Listed { household, .. }
            | Self::Surveyed { household, .. }
            | Self::Scored { household, .. }
            | Self::Complained { household }
            | Self::Rechecked { household, .. }
            | Self::Struck { household }
            | Self::Certified { household } => Some(*household),
            Self::Opened
            | Self::Met { .. }
            | Self::Posted
            | Self::Reported
            | Self::Opined { .. }
            | Self::Approved { .. }
            | Self::Closed => None,
        }
    }
}
