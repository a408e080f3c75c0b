//! Why a journal refuses an entry.

use super::EntryId;
use chrono::NaiveDate;
use thiserror::Error;

/// Why a [`Journal`](super::Journal) refuses an entry. The journal is as it was before.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum JournalError {
    /// Another entry has the id.
    #[error("entry {id} is in the journal with other content: an entry is never changed, correct it by a new one")]
    Conflict {
        /// The id.
        id: EntryId,
    },
    /// An entry recorded before the last one.
    #[error("entry {id} is recorded on {recorded}, before the last entry of {last}: what was known then can't change")]
    RecordedBeforeLast {
        /// The id.
        id: EntryId,
        /// The day on which it was recorded.
        recorded: NaiveDate,
        /// The day on which the last entry of the journal was recorded.
        last: NaiveDate,
    },
    /// More entries than can be numbered.
    #[error("entry {id} does not fit: a journal holds at most 4,294,967,294 entries")]
    Full {
        /// The id.
        id: EntryId,
    },
}

impl JournalError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "journal/conflict",
            Self::RecordedBeforeLast { .. } => "journal/recorded-before-last",
            Self::Full { .. } => "journal/full",
        }
    }
}
