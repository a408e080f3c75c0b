//! What can go wrong with published figures, before they are checked.

use crate::measure::administrative::AdministrativeError;
use crate::quantity::QuantityError;
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
    /// A date that is known by its year only.
    #[error("{subject} is dated by the year only, expected a day such as 2024-12-31")]
    NoDay {
        /// What the claim speaks of.
        subject: String,
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
            Self::NoDay { .. } => "published/no-day",
            Self::Administrative(error) => error.code(),
            Self::Quantity(error) => error.code(),
        }
    }

    pub(crate) fn unreadable(thing: &'static str, text: &str, expected: &'static str) -> Self {
        Self::Unreadable { thing, text: text.to_owned(), expected }
    }
}
