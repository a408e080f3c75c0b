//! What can go wrong with published figures, before they are checked.

use crate::measure::administrative::AdministrativeError;
use crate::quantity::QuantityError;
use crate::source::Position;
use thiserror::Error;

/// Why a claim could not be read, made or compared. What is wrong *with the figures* is a finding, not an error.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PublishedError {
    /// A text is not of the wanted form.
    #[error("{thing} `{text}` can't be read, expected {expected}")]
    Unreadable {
        /// What was being read.
        thing: &'static str,
        /// The text as found.
        text: String,
        /// The form that is accepted.
        expected: &'static str,
    },
    /// A figure was printed in a unit that it can't have.
    #[error("{thing} is printed as `{text}`, expected {expected}")]
    WrongUnit {
        /// What was being read.
        thing: &'static str,
        /// The number as printed.
        text: String,
        /// The unit that is accepted.
        expected: &'static str,
    },
    /// A name is blank.
    #[error("the {thing} of a claim is blank, expected {expected}")]
    Blank {
        /// Which name.
        thing: &'static str,
        /// What it could be.
        expected: &'static str,
    },
    /// A computation needs a number that the claim doesn't print.
    #[error("the claim on {subject} prints no {missing}, which {wanted} needs")]
    NotPrinted {
        /// What the claim speaks of.
        subject: String,
        /// The number that is missing.
        missing: &'static str,
        /// What was to be computed.
        wanted: &'static str,
    },
    /// A figure without its standard can't be compared.
    #[error("the claim on {subject} does not state its standard, so it can't be compared with another figure")]
    NoStandard {
        /// What the claim speaks of.
        subject: String,
    },
    /// Two figures that follow different standards.
    #[error(
        "the claim on {left} follows `{left_standard}`, that on {right} `{right_standard}`: they can't be compared"
    )]
    DifferentStandards {
        /// What one claim speaks of.
        left: String,
        /// Its standard.
        left_standard: String,
        /// What the other claim speaks of.
        right: String,
        /// Its standard.
        right_standard: String,
    },
    /// Two claims that don't speak of what a comparison is about.
    #[error("{left} and {right} can't be compared so: expected {expected}")]
    UnlikeSubjects {
        /// What one claim speaks of.
        left: String,
        /// What the other speaks of.
        right: String,
        /// How the two should be related.
        expected: &'static str,
    },
    /// The end of a change or of a budget does not lie after its start.
    #[error("{later} does not lie after {earlier}, expected a later date")]
    NotLater {
        /// The date given as earlier.
        earlier: String,
        /// The date given as later.
        later: String,
    },
    /// A date that is known by its year only.
    #[error("{subject} is dated by the year only, expected a day such as 2024-12-31")]
    NoDay {
        /// What the claim speaks of.
        subject: String,
    },
    /// A sum without parts, or with a name that stands twice.
    #[error("`{whole}` can't be the sum of `{parts}`, expected at least two parts and every name once")]
    NoSum {
        /// The whole.
        whole: String,
        /// The parts, with `;` between.
        parts: String,
    },
    /// Two claims or sums with one name.
    #[error("the name `{id}` stands for two claims, expected a name of its own for each")]
    DuplicateId {
        /// The name.
        id: String,
    },
    /// A field that the kind of claim does not have, or has to have.
    #[error("{expected}, found `{value}` in `{field}`")]
    WrongField {
        /// The field.
        field: &'static str,
        /// Its value; blank if it is missing.
        value: String,
        /// What was expected.
        expected: &'static str,
    },
    /// A claim whose figure is not known must not print one.
    #[error("`{value}` is printed, but the claim is marked as unknown: expected no figure, or another mark")]
    UnknownFigure {
        /// What is printed.
        value: String,
    },
    /// A file that is no table of claims.
    #[error("{problem}")]
    NotATable {
        /// What is wrong with it.
        problem: String,
    },
    /// Something wrong at a place in a file.
    #[error("{at}: {problem}")]
    InFile {
        /// File, line and column.
        at: Position,
        /// What is wrong.
        problem: Box<PublishedError>,
    },
    /// A rate is not possible.
    #[error(transparent)]
    Administrative(#[from] AdministrativeError),
    /// Arithmetic on the exact numbers failed.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl PublishedError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "published/unreadable",
            Self::WrongUnit { .. } => "published/wrong-unit",
            Self::Blank { .. } => "published/blank",
            Self::NotPrinted { .. } => "published/not-printed",
            Self::NoStandard { .. } => "published/no-standard",
            Self::DifferentStandards { .. } => "published/different-standards",
            Self::UnlikeSubjects { .. } => "published/unlike-subjects",
            Self::NotLater { .. } => "published/not-later",
            Self::NoDay { .. } => "published/no-day",
            Self::NoSum { .. } => "published/no-sum",
            Self::DuplicateId { .. } => "published/duplicate-id",
            Self::WrongField { .. } => "published/wrong-field",
            Self::UnknownFigure { .. } => "published/unknown-figure",
            Self::NotATable { .. } => "published/not-a-table",
            Self::InFile { problem, .. } => problem.code(),
            Self::Administrative(error) => error.code(),
            Self::Quantity(error) => error.code(),
        }
    }

    /// Where in a file it is, if it was read from one.
    #[must_use]
    pub const fn position(&self) -> Option<&Position> {
        match self {
            Self::InFile { at, .. } => Some(at),
            Self::Unreadable { .. }
            | Self::WrongUnit { .. }
            | Self::Blank { .. }
            | Self::NotPrinted { .. }
            | Self::NoStandard { .. }
            | Self::DifferentStandards { .. }
            | Self::UnlikeSubjects { .. }
            | Self::NotLater { .. }
            | Self::NoDay { .. }
            | Self::NoSum { .. }
            | Self::DuplicateId { .. }
            | Self::WrongField { .. }
            | Self::UnknownFigure { .. }
            | Self::NotATable { .. }
            | Self::Administrative(_)
            | Self::Quantity(_) => None,
        }
    }

    pub(crate) fn at(self, at: Position) -> Self {
        Self::InFile { at, problem: Box::new(self) }
    }

    pub(crate) fn unreadable(thing: &'static str, text: &str, expected: &'static str) -> Self {
        Self::Unreadable { thing, text: text.to_owned(), expected }
    }
}
