//! Why a measure of targeting can't be computed.

use crate::quantity::QuantityError;
use thiserror::Error;

/// Why a measure of targeting does not exist, or does not fit.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TargetingError {
    /// The denominator of a measure is zero.
    #[error("{measure} is not defined: {reason}")]
    Undefined {
        /// The measure.
        measure: &'static str,
        /// What is missing.
        reason: &'static str,
    },
    /// A benefit below zero.
    #[error("the benefit of row {row} is {benefit}, expected 0 or more")]
    NegativeBenefit {
        /// The row, from 0.
        row: usize,
        /// The benefit.
        benefit: i64,
    },
    /// A number of groups that makes none.
    #[error("{groups} groups, expected 1 to 1000")]
    Groups {
        /// How many.
        groups: u32,
    },
    /// A cost of an error below zero.
    #[error("the cost of {what} is {cost}, expected 0 or more")]
    NegativeCost {
        /// Which error.
        what: &'static str,
        /// Its cost.
        cost: String,
    },
    /// Of a number.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl TargetingError {
    /// A stable code of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Undefined { .. } => "simulate/targeting-undefined",
            Self::NegativeBenefit { .. } => "simulate/negative-benefit",
            Self::Groups { .. } => "simulate/targeting-groups",
            Self::NegativeCost { .. } => "simulate/negative-cost",
            Self::Quantity(error) => error.code(),
        }
    }
}
