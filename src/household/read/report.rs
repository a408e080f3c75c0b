//! What became of every row of two joined tables.

use super::ReadError;
use crate::quantity::Count;
use core::fmt;

/// What became of every row: counts, and each error with its place.
///
/// A household is made only if its own row and all rows of its members are good: a household without one of its members would
/// give numbers that look right. So every row that was left out has a reason among the [`Report::errors`]: its own, or that of
/// the household it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub(super) household_rows: u64,
    pub(super) member_rows: u64,
    pub(super) households: u64,
    pub(super) members: u64,
    pub(super) errors: Vec<ReadError>,
}

impl Report {
    /// Rows of the table of households.
    #[must_use]
    pub const fn household_rows(&self) -> Count {
        Count::new(self.household_rows)
    }

    /// Rows of the table of members.
    #[must_use]
    pub const fn member_rows(&self) -> Count {
        Count::new(self.member_rows)
    }

    /// Households made.
    #[must_use]
    pub const fn households(&self) -> Count {
        Count::new(self.households)
    }

    /// Members of the households made.
    #[must_use]
    pub const fn members(&self) -> Count {
        Count::new(self.members)
    }

    /// Rows of households from which no household was made.
    #[must_use]
    pub const fn households_left_out(&self) -> Count {
        Count::new(self.household_rows.saturating_sub(self.households))
    }

    /// Rows of members who are in no household made.
    #[must_use]
    pub const fn members_left_out(&self) -> Count {
        Count::new(self.member_rows.saturating_sub(self.members))
    }

    /// Every error: those of the table of households by line, then those of the table of members.
    #[must_use]
    pub fn errors(&self) -> &[ReadError] {
        &self.errors
    }

    /// Members whose household is not in the table of households.
    pub fn members_without_household(&self) -> impl Iterator<Item = &ReadError> {
        self.errors.iter().filter(|error| matches!(error, ReadError::WithoutHousehold { .. }))
    }

    /// Households of which the table of members knows nobody.
    pub fn households_without_members(&self) -> impl Iterator<Item = &ReadError> {
        self.errors.iter().filter(|error| matches!(error, ReadError::WithoutMembers { .. }))
    }

    /// Whether nothing was left out.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.errors.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "households: {} of {} rows; ", self.households(), self.household_rows())?;
        write!(f, "members: {} of {} rows", self.members(), self.member_rows())?;
        for error in &self.errors {
            write!(f, "\n  {error}")?;
        }
        Ok(())
    }
}
