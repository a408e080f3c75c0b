//! What can be wrong with what was delivered.

use crate::programme::FiscalYear;
use crate::quantity::QuantityError;
use thiserror::Error;

/// Why something delivered could not be recorded or judged.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DeliveryError {
    /// One id with two contents.
    #[error("support `{0}` is there with other content: an id stands for one support")]
    OtherContent(String),
    /// A blank id or household.
    #[error("{field} of a support is blank, expected a code")]
    Blank {
        /// Which field.
        field: &'static str,
    },
    /// Two values for one year.
    #[error("indicator `{indicator}` has two {what} for {year}")]
    RepeatedYear {
        /// The indicator.
        indicator: String,
        /// Targets or actual values.
        what: &'static str,
        /// The year.
        year: FiscalYear,
    },
    /// A target or value that does not lie after the baseline.
    #[error("indicator `{indicator}` has a {what} for {year}, which does not lie after its baseline of {baseline}")]
    BeforeBaseline {
        /// The indicator.
        indicator: String,
        /// A target or an actual value.
        what: &'static str,
        /// The year.
        year: FiscalYear,
        /// The year of the baseline.
        baseline: FiscalYear,
    },
    /// No target at all.
    #[error("indicator `{0}` has no target, expected at least one")]
    NoTarget(String),
    /// A target that goes the other way.
    #[error("indicator `{indicator}` is to {direction}, but its target for {year} goes the other way")]
    WrongWay {
        /// The indicator.
        indicator: String,
        /// `rise` or `fall`.
        direction: &'static str,
        /// The year.
        year: FiscalYear,
    },
    /// A number that does not fit.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl DeliveryError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherContent(_) => "programme/support-other-content",
            Self::Blank { .. } => "programme/support-blank",
            Self::RepeatedYear { .. } => "programme/repeated-year",
            Self::BeforeBaseline { .. } => "programme/before-baseline",
            Self::NoTarget(_) => "programme/no-target",
            Self::WrongWay { .. } => "programme/wrong-way",
            Self::Quantity(error) => error.code(),
        }
    }
}
