//! One thing that happened.

use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The number by which an entry is known for ever. Its source gives it once: a second entry with it is the first one sent
/// again, or an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(u64);

impl EntryId {
    /// The id of a number.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl From<u64> for EntryId {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Something that became true on one day and was recorded on the same or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry<T> {
    /// Its number.
    pub id: EntryId,
    /// The day from which it is true.
    pub valid: NaiveDate,
    /// The day on which it became known here.
    pub recorded: NaiveDate,
    /// What happened.
    pub content: T,
}

impl<T> Entry<T> {
    /// Something recorded on the day on which it became true.
    #[must_use]
    pub fn new(id: impl Into<EntryId>, valid: NaiveDate, content: T) -> Self {
        Self { id: id.into(), valid, recorded: valid, content }
    }

    /// The same, recorded on another day.
    #[must_use]
    pub fn recorded_on(mut self, recorded: NaiveDate) -> Self {
        self.recorded = recorded;
        self
    }

    /// Whether another entry says the same: the day on which it was recorded does not matter, so that a file imported
    /// again on a later day is the same file.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool
    where
        T: PartialEq,
    {
        self.id == other.id && self.valid == other.valid && self.content == other.content
    }
}
