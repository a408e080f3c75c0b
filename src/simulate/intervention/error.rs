//! Why interventions can't be read or applied.

use crate::household::HouseholdError;
use crate::measure::MeasureError;
use crate::quantity::{Money, QuantityError, Ratio};
use crate::source::Position;
use crate::standard::StandardError;
use thiserror::Error;

/// Why interventions can't be read, or what they would change can't be computed.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum InterventionError {
    /// Text that is not of the form, or a value out of its range.
    #[error("{position}: {message}")]
    Form {
        /// File, line and column.
        position: Position,
        /// What is wrong.
        message: String,
    },
    /// A probability outside of 0 to 1, or finer than a billionth.
    #[error("`{intervention}`: {what} is {found}, expected 0 to 1 with a denominator of at most 1,000,000,000")]
    Probability {
        /// The intervention.
        intervention: String,
        /// Take-up, decay or employment.
        what: &'static str,
        /// The value found.
        found: Ratio,
    },
    /// A negative cost.
    #[error("`{intervention}` costs {cost} in {area}, expected 0 or more")]
    NegativeCost {
        /// The intervention.
        intervention: String,
        /// The cost area.
        area: String,
        /// The cost.
        cost: Money,
    },
    /// An intervention without changes.
    #[error("`{intervention}` changes nothing, expected at least one change")]
    ChangesNothing {
        /// The intervention.
        intervention: String,
    },
    /// An intervention without a cost anywhere.
    #[error(
        "`{intervention}` has no cost, expected one by place, `rural`, `urban` or `everywhere`, 0 if it costs nothing"
    )]
    NoCost {
        /// The intervention.
        intervention: String,
    },
    /// An effect that ends before it begins.
    #[error("`{intervention}` lasts 0 years, expected at least 1, or none for ever")]
    Duration {
        /// The intervention.
        intervention: String,
    },
    /// Two interventions with one identifier.
    #[error("the intervention `{id}` is listed twice, expected each once")]
    Twice {
        /// The identifier.
        id: String,
    },
    /// Two households with one identifier.
    #[error("the household `{id}` is listed twice, expected each once: its chance is drawn by its identifier")]
    HouseholdTwice {
        /// The identifier.
        id: String,
    },
    /// An indicator or class that the standard does not have.
    #[error("`{intervention}` asks for the {what} `{found}`, which `{standard}` does not have")]
    Unknown {
        /// The intervention.
        intervention: String,
        /// Indicator or class.
        what: &'static str,
        /// The name asked for.
        found: String,
        /// The standard.
        standard: String,
    },
    /// A number of years out of its range.
    #[error("the interventions run for {years} years, expected 1 to 50")]
    Years {
        /// The number given.
        years: u32,
    },
    /// Too few draws for a standard error.
    #[error("chance is drawn {draws} times, expected at least 2 for an error of the simulation")]
    Draws {
        /// The number given.
        draws: u32,
    },
    /// What an intervention does can't be said of patterns of deprivation.
    #[error("`{intervention}` can't be applied to a table of patterns: {why}; apply it to households")]
    NotOnTable {
        /// The intervention.
        intervention: String,
        /// Why not.
        why: String,
    },
    /// A table that lacks what an assessment needs.
    #[error("the table of patterns lacks {what}; make it by `Scenario::table`")]
    Table {
        /// An axis or a level.
        what: String,
    },
    /// A number can't be computed exactly.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// A changed household is not valid.
    #[error(transparent)]
    Household(#[from] HouseholdError),
    /// A household can't be assessed.
    #[error(transparent)]
    Standard(#[from] StandardError),
    /// A measure can't be computed.
    #[error(transparent)]
    Measure(#[from] MeasureError),
}

impl InterventionError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form { .. } => "simulate/intervention-form",
            Self::Probability { .. } => "simulate/intervention-probability",
            Self::NegativeCost { .. } => "simulate/intervention-negative-cost",
            Self::ChangesNothing { .. } => "simulate/intervention-changes-nothing",
            Self::NoCost { .. } => "simulate/intervention-no-cost",
            Self::Duration { .. } => "simulate/intervention-duration",
            Self::Twice { .. } => "simulate/intervention-twice",
            Self::HouseholdTwice { .. } => "simulate/household-twice",
            Self::Unknown { .. } => "simulate/intervention-unknown",
            Self::Years { .. } => "simulate/intervention-years",
            Self::Draws { .. } => "simulate/draws",
            Self::NotOnTable { .. } => "simulate/not-on-table",
            Self::Table { .. } => "simulate/table",
            Self::Quantity(error) => error.code(),
            Self::Household(error) => error.code(),
            Self::Standard(error) => error.code(),
            Self::Measure(error) => error.code(),
        }
    }
}
