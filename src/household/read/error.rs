//! What can be wrong in a file of households.

use crate::household::HouseholdError;
use crate::source::Position;
use core::fmt;
use thiserror::Error;

/// A row of a table or a line of a file, as errors name it: `members.csv:14`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// Name of the file, as the caller gave it.
    pub file: String,
    /// Line on which the row begins, from 1.
    pub line: u64,
}

impl Row {
    /// A line of a file, from 1.
    #[must_use]
    pub fn new(file: impl Into<String>, line: u64) -> Self {
        Self { file: file.into(), line }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{}", self.file, self.line))
    }
}

/// Why a file, a line, a row or a cell could not be read.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The source failed, or its text is not of the format: not UTF-8, a row with too few cells, a line past all measure.
    #[error("{message} ({at})")]
    Unreadable {
        /// What was found, and what was expected.
        message: String,
        /// Where.
        at: Row,
    },
    /// JSON that is not a household.
    #[error("{}{message} ({at})", key(path))]
    Json {
        /// The key it is about, `members[1].work`; empty for the household as a whole.
        path: String,
        /// The thing, the value and what was expected.
        message: String,
        /// Where.
        at: Position,
    },
    /// A column that the documented form does not have.
    #[error("column {number} is `{column}`, which is not known, expected one of {expected} ({at})")]
    UnknownColumn {
        /// Its heading.
        column: String,
        /// Which column it is, from 1.
        number: usize,
        /// The columns there are.
        expected: String,
        /// The heading row.
        at: Row,
    },
    /// A column that stands twice.
    #[error("columns {first} and {second} are both `{column}`, expected it once ({at})")]
    RepeatedColumn {
        /// Its heading.
        column: String,
        /// The first of the two, from 1.
        first: usize,
        /// The second.
        second: usize,
        /// The heading row.
        at: Row,
    },
    /// A column that can't be left out.
    #[error("column `{column}` is missing, expected it in the heading row ({at})")]
    MissingColumn {
        /// Its heading.
        column: &'static str,
        /// The heading row.
        at: Row,
    },
    /// A cell that its column refuses.
    #[error("column `{column}` holds `{value}`, expected {expected} ({at})")]
    Cell {
        /// Heading of its column.
        column: &'static str,
        /// The cell.
        value: String,
        /// What the column takes.
        expected: String,
        /// The row.
        at: Row,
    },
    /// A household that its parts don't make.
    #[error("{error} ({at})")]
    Household {
        /// What is wrong.
        error: HouseholdError,
        /// The line or row.
        at: Row,
    },
    /// An identifier that stands twice: it is not known which is meant.
    #[error("household `{household}` was there before, at {first}, expected each identifier once ({at})")]
    RepeatedHousehold {
        /// Identifier.
        household: String,
        /// Where it stood before.
        first: Row,
        /// Where it stands again.
        at: Row,
    },
    /// A household of which the table of members knows nobody.
    #[error("household `{household}` has no member in {members}, expected at least one ({at})")]
    WithoutMembers {
        /// Identifier.
        household: String,
        /// Name of the table of members.
        members: String,
        /// The row of the household.
        at: Row,
    },
    /// A member whose household the table of households does not have.
    #[error("member {member} belongs to household `{household}`, which is not in {households} ({at})")]
    WithoutHousehold {
        /// Identifier of the household.
        household: String,
        /// Number of the member.
        member: u32,
        /// Name of the table of households.
        households: String,
        /// The row of the member.
        at: Row,
    },
    /// A member number that a household has twice.
    #[error(
        "member {member} of household `{household}` was there before, at {first}, expected each number once ({at})"
    )]
    RepeatedMember {
        /// Identifier of the household.
        household: String,
        /// Number of the member.
        member: u32,
        /// Where it stood before.
        first: Row,
        /// Where it stands again.
        at: Row,
    },
}

impl ReadError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "household/unreadable",
            Self::Json { .. } => "household/json",
            Self::UnknownColumn { .. } => "household/unknown-column",
            Self::RepeatedColumn { .. } => "household/repeated-column",
            Self::MissingColumn { .. } => "household/missing-column",
            Self::Cell { .. } => "household/cell",
            Self::Household { error, .. } => error.code(),
            Self::RepeatedHousehold { .. } => "household/repeated-household",
            Self::WithoutMembers { .. } => "household/without-members",
            Self::WithoutHousehold { .. } => "household/without-household",
            Self::RepeatedMember { .. } => "household/repeated-member",
        }
    }

    /// Name of the file, as the caller gave it.
    #[must_use]
    pub const fn file(&self) -> &str {
        self.place().0.as_str()
    }

    /// Line in the file, from 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.place().1
    }

    const fn place(&self) -> (&String, u64) {
        match self {
            Self::Json { at, .. } => (&at.file, at.line),
            Self::Unreadable { at, .. }
            | Self::UnknownColumn { at, .. }
            | Self::RepeatedColumn { at, .. }
            | Self::MissingColumn { at, .. }
            | Self::Cell { at, .. }
            | Self::Household { at, .. }
            | Self::RepeatedHousehold { at, .. }
            | Self::WithoutMembers { at, .. }
            | Self::WithoutHousehold { at, .. }
            | Self::RepeatedMember { at, .. } => (&at.file, at.line),
        }
    }
}

fn key(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("`{path}`: ") }
}
