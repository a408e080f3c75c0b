//! Why a path can't be followed.

use crate::measure::panel::PanelError;
use crate::programme::allocation::AllocationError;
use crate::quantity::{QuantityError, Ratio};
use thiserror::Error;

/// Why a path, or what it takes to reach a target, can't be computed.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum PathError {
    /// A class that the matrix does not have, or has twice.
    #[error("there is no class `{class}` or more than one, expected one of: {expected}")]
    Class {
        /// The class.
        class: String,
        /// The classes there are.
        expected: String,
    },
    /// No class is named poor.
    #[error("no class is named as poor")]
    NobodyPoor,
    /// A matrix or list of another size than the classes.
    #[error("{what}: {found} values, expected one for each of the {expected} classes")]
    Size {
        /// What has another size.
        what: &'static str,
        /// Values given.
        found: usize,
        /// Classes there are.
        expected: usize,
    },
    /// A row that does not sum to one, or has a share outside of 0 to 1.
    #[error("the shares of those who were `{class}` sum to {sum} or leave the range from 0 to 1, expected 1 in all")]
    Row {
        /// The class that passes.
        class: String,
        /// The sum found.
        sum: Ratio,
    },
    /// A share of new households below zero.
    #[error("new households of class `{class}` are {share} of all, expected 0 or more")]
    Arrivals {
        /// Their class.
        class: String,
        /// The share given.
        share: Ratio,
    },
    /// A plan that lifts more households of a class than there are, or none to where they are.
    #[error("in {year} the plan lifts {planned} households out of `{class}`, where {there} are left")]
    Lift {
        /// The year.
        year: i32,
        /// The class that they leave.
        class: String,
        /// Households planned.
        planned: u64,
        /// Households that are there after the passages of the year.
        there: u64,
    },
    /// A year before the start, or too far.
    #[error("the year {year} is out of range, expected {from} to {to}")]
    Year {
        /// The year.
        year: i32,
        /// The first possible.
        from: i32,
        /// The last possible.
        to: i32,
    },
    /// A target that no number of lifts reaches.
    #[error("no number of households lifted each year reaches the target by {year}: the most leaves {rate}")]
    OutOfReach {
        /// The year of the target.
        year: i32,
        /// The rate that is left, in percent.
        rate: String,
    },
    /// Of a panel.
    #[error(transparent)]
    Panel(#[from] PanelError),
    /// Of rounding to households.
    #[error(transparent)]
    Allocation(#[from] AllocationError),
    /// Of a number.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl PathError {
    /// A stable code of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Class { .. } => "simulate/class",
            Self::NobodyPoor => "simulate/nobody-poor",
            Self::Size { .. } => "simulate/size",
            Self::Row { .. } => "simulate/row",
            Self::Arrivals { .. } => "simulate/arrivals",
            Self::Lift { .. } => "simulate/lift",
            Self::Year { .. } => "simulate/year",
            Self::OutOfReach { .. } => "simulate/out-of-reach",
            Self::Panel(error) => error.code(),
            Self::Allocation(error) => error.code(),
            Self::Quantity(error) => error.code(),
        }
    }
}
