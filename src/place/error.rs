//! What can be wrong with units and gazetteers.

use super::{Designation, Level};
use crate::quantity::Period;
use crate::source::Position;
use chrono::NaiveDate;
use thiserror::Error;

/// Why a unit or a gazetteer could not be made. Errors about data read from a file carry the place in it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlaceError {
    /// A file is not TOML or CSV of the documented form.
    #[error("{message} ({at})")]
    Unreadable {
        /// What the reader expected and found.
        message: String,
        /// Where.
        at: Position,
    },
    /// A code that is blank or has white space around it.
    #[error("unit code `{code}` is blank or padded with white space, expected a code such as 66{}", located(at.as_ref()))]
    Code {
        /// The code as given.
        code: String,
        /// Where.
        at: Option<Position>,
    },
    /// A unit on a list that is not for units of its level.
    #[error("unit {code} is a {level} and can't be a {list}, which is a {}{}", list.level(), located(at.as_ref()))]
    DesignationLevel {
        /// The unit.
        code: String,
        /// Its level.
        level: Level,
        /// The list.
        list: Designation,
        /// Where.
        at: Option<Position>,
    },
    /// A unit on a list before it began or after it ended.
    #[error("unit {code} is listed as {list} on {listed}, but exists on {valid}{}", located(at.as_ref()))]
    DesignationOutsideValidity {
        /// The unit.
        code: String,
        /// The list.
        list: Designation,
        /// The days on the list.
        listed: Period,
        /// The days of the unit.
        valid: Period,
        /// Where.
        at: Option<Position>,
    },
    /// A unit on the same list twice at once, or in two zones at once.
    #[error("unit {code} is listed as {first} and as {second} on the same days{}", located(at.as_ref()))]
    OverlappingDesignations {
        /// The unit.
        code: String,
        /// One list.
        first: Designation,
        /// The other.
        second: Designation,
        /// Where.
        at: Option<Position>,
    },
    /// A unit that names its successors but no end.
    #[error("unit {code} has successors but no end: a unit has successors from the day after its last{}", located(at.as_ref()))]
    SuccessorsWithoutEnd {
        /// The unit.
        code: String,
        /// Where.
        at: Option<Position>,
    },
    /// A successor named twice.
    #[error("unit {code} names its successor {successor} twice{}", located(at.as_ref()))]
    RepeatedSuccessor {
        /// The unit.
        code: String,
        /// The successor.
        successor: String,
        /// Where.
        at: Option<Position>,
    },
    /// Two units with one code on the same day.
    #[error("code {code} is used on {first} and on {second}, which overlap{}", located(at.as_ref()))]
    OverlappingValidity {
        /// The code.
        code: String,
        /// The days of the first unit.
        first: Period,
        /// The days of the second.
        second: Period,
        /// Where the second stands.
        at: Option<Position>,
    },
    /// No unit with the parent's code on some day of the child.
    #[error("unit {code} of {valid} has the parent {parent}, which does not exist on {date}{}", located(at.as_ref()))]
    MissingParent {
        /// The unit.
        code: String,
        /// The days of the unit.
        valid: Period,
        /// The parent.
        parent: String,
        /// The first day without parent.
        date: NaiveDate,
        /// Where.
        at: Option<Position>,
    },
    /// A parent whose level is not above its child's.
    #[error("unit {code} is a {level} and can't lie in {parent}, which is a {parent_level} on {date}{}", located(at.as_ref()))]
    ParentNotAbove {
        /// The unit.
        code: String,
        /// Its level.
        level: Level,
        /// The parent.
        parent: String,
        /// The level of the parent.
        parent_level: Level,
        /// The day looked at.
        date: NaiveDate,
        /// Where.
        at: Option<Position>,
    },
    /// Units that lie in each other.
    #[error("units lie in each other on {date}: {}{}", codes.join(" in "), located(at.as_ref()))]
    ParentCycle {
        /// The codes, from the unit up to itself.
        codes: Vec<String>,
        /// The day looked at.
        date: NaiveDate,
        /// Where.
        at: Option<Position>,
    },
    /// No unit with the successor's code on the day after the unit's last.
    #[error("unit {code} has the successor {successor}, which does not exist on {date}{}", located(at.as_ref()))]
    MissingSuccessor {
        /// The unit.
        code: String,
        /// The successor.
        successor: String,
        /// The day after the unit's last.
        date: NaiveDate,
        /// Where.
        at: Option<Position>,
    },
    /// A successor that existed before: a unit whose territory changes ends, and a new one begins with its code.
    #[error("unit {code} ends before {date}, but its successor {successor} began on {start}, expected the same day{}", located(at.as_ref()))]
    SuccessorStart {
        /// The unit.
        code: String,
        /// The successor.
        successor: String,
        /// The day after the unit's last.
        date: NaiveDate,
        /// First day of the successor.
        start: NaiveDate,
        /// Where.
        at: Option<Position>,
    },
}

impl PlaceError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "place/unreadable",
            Self::Code { .. } => "place/code",
            Self::DesignationLevel { .. } => "place/designation-level",
            Self::DesignationOutsideValidity { .. } => "place/designation-outside-validity",
            Self::OverlappingDesignations { .. } => "place/overlapping-designations",
            Self::SuccessorsWithoutEnd { .. } => "place/successors-without-end",
            Self::RepeatedSuccessor { .. } => "place/repeated-successor",
            Self::OverlappingValidity { .. } => "place/overlapping-validity",
            Self::MissingParent { .. } => "place/missing-parent",
            Self::ParentNotAbove { .. } => "place/parent-not-above",
            Self::ParentCycle { .. } => "place/parent-cycle",
            Self::MissingSuccessor { .. } => "place/missing-successor",
            Self::SuccessorStart { .. } => "place/successor-start",
        }
    }

    /// The place in a file that the error is about.
    #[must_use]
    pub const fn position(&self) -> Option<&Position> {
        match self {
            Self::Unreadable { at, .. } => Some(at),
            Self::Code { at, .. }
            | Self::DesignationLevel { at, .. }
            | Self::DesignationOutsideValidity { at, .. }
            | Self::OverlappingDesignations { at, .. }
            | Self::SuccessorsWithoutEnd { at, .. }
            | Self::RepeatedSuccessor { at, .. }
            | Self::OverlappingValidity { at, .. }
            | Self::MissingParent { at, .. }
            | Self::ParentNotAbove { at, .. }
            | Self::ParentCycle { at, .. }
            | Self::MissingSuccessor { at, .. }
            | Self::SuccessorStart { at, .. } => at.as_ref(),
        }
    }

    /// The same error with the place in the file, where it had none.
    pub(super) fn at(mut self, position: Position) -> Self {
        match &mut self {
            Self::Unreadable { .. } => {}
            Self::Code { at, .. }
            | Self::DesignationLevel { at, .. }
            | Self::DesignationOutsideValidity { at, .. }
            | Self::OverlappingDesignations { at, .. }
            | Self::SuccessorsWithoutEnd { at, .. }
            | Self::RepeatedSuccessor { at, .. }
            | Self::OverlappingValidity { at, .. }
            | Self::MissingParent { at, .. }
            | Self::ParentNotAbove { at, .. }
            | Self::ParentCycle { at, .. }
            | Self::MissingSuccessor { at, .. }
            | Self::SuccessorStart { at, .. } => {
                at.get_or_insert(position);
            }
        }
        self
    }
}

fn located(at: Option<&Position>) -> String {
    at.map(|position| format!(" ({position})")).unwrap_or_default()
}
