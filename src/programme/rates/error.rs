//! Why a rate does not exist.

use crate::quantity::{Money, QuantityError, Ratio};
use chrono::NaiveDate;
use thiserror::Error;

/// Why a rate of programme money could not be computed.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RatesError {
    /// Nothing was planned, so that there is no rate.
    #[error("the {rate} is undefined where {whole} is zero")]
    NothingPlanned {
        /// Which rate.
        rate: &'static str,
        /// What would divide.
        whole: &'static str,
    },
    /// No time is left.
    #[error("no month is left from {on} to {deadline}: the pace needed is undefined")]
    NoTimeLeft {
        /// The day.
        on: NaiveDate,
        /// The deadline.
        deadline: NaiveDate,
    },
    /// A day outside of the period that a pace is about.
    #[error("{on} does not lie in the period from {from} to {deadline}")]
    OutsidePeriod {
        /// The day.
        on: NaiveDate,
        /// First day.
        from: NaiveDate,
        /// Last day.
        deadline: NaiveDate,
    },
    /// More was spent than there was.
    #[error("{spent} spent of {available}: more than was there, which a ledger does not allow")]
    MoreThanAvailable {
        /// What was spent.
        spent: Money,
        /// What was there.
        available: Money,
    },
    /// Nothing was delivered, so that there is no cost of one.
    #[error("the cost of one {unit} is undefined where none was delivered")]
    NothingDelivered {
        /// What is counted.
        unit: String,
    },
    /// A required ratio below zero.
    #[error("a counterpart of {0} of central money can't be required, expected zero or more")]
    Required(Ratio),
    /// Another number of years than the measure is defined for.
    #[error("{measure} is scored on the last three years, not on {years}")]
    ThreeYears {
        /// Which.
        measure: &'static str,
        /// How many years were given.
        years: usize,
    },
    /// Amounts that can't be added or compared.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl RatesError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NothingPlanned { .. } => "programme/nothing-planned",
            Self::NoTimeLeft { .. } => "programme/no-time-left",
            Self::OutsidePeriod { .. } => "programme/outside-period",
            Self::MoreThanAvailable { .. } => "programme/more-than-available",
            Self::NothingDelivered { .. } => "programme/nothing-delivered",
            Self::Required(_) => "programme/required-ratio",
            Self::ThreeYears { .. } => "programme/three-years",
            Self::Quantity(error) => error.code(),
        }
    }
}
