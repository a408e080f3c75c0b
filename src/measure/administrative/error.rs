//! What can go wrong with administrative rates.

use crate::quantity::{Count, QuantityError, Ratio};
use chrono::NaiveDate;
use thiserror::Error;

/// Why an administrative rate, a change or a target could not be made or compared.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AdministrativeError {
    /// More poor households than households.
    #[error("{poor} poor of {households} households: the poor are among the households, so at most {households}")]
    MorePoorThanHouseholds {
        /// Poor households.
        poor: Count,
        /// All households.
        households: Count,
    },
    /// A rate outside [0, 1].
    #[error("a rate of {rate} is out of range, expected a share from 0 to 1")]
    RateOutOfRange {
        /// The rate as given.
        rate: Ratio,
    },
    /// A figure without its standard.
    #[error("a rate needs the identifier of the standard it was measured by, such as vn-decree-07-2021")]
    NoStandard,
    /// Two rates that follow different standards don't subtract: the line between poor and not poor is another one.
    #[error("the rate of {earlier_date} follows `{earlier}`, that of {later_date} `{later}`: they can't be compared")]
    DifferentStandards {
        /// Standard of the earlier figure.
        earlier: String,
        /// Date of the earlier figure.
        earlier_date: NaiveDate,
        /// Standard of the later figure.
        later: String,
        /// Date of the later figure.
        later_date: NaiveDate,
    },
    /// The later date does not lie after the earlier.
    #[error("{later} does not lie after {earlier}: a change runs from an earlier to a later date")]
    NotLater {
        /// The date given as earlier.
        earlier: NaiveDate,
        /// The date given as later.
        later: NaiveDate,
    },
    /// The dates don't lie a whole number of years apart, so a pace per yearly interval is not defined.
    #[error("{earlier} and {later} are not a whole number of years apart: a yearly pace between them is not defined")]
    UnevenInterval {
        /// The earlier date.
        earlier: NaiveDate,
        /// The later date.
        later: NaiveDate,
    },
    /// Arithmetic on the exact numbers failed.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl AdministrativeError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MorePoorThanHouseholds { .. } => "measure/more-poor-than-households",
            Self::RateOutOfRange { .. } => "measure/rate-out-of-range",
            Self::NoStandard => "measure/no-standard",
            Self::DifferentStandards { .. } => "measure/different-standards",
            Self::NotLater { .. } => "measure/not-later",
            Self::UnevenInterval { .. } => "measure/uneven-interval",
            Self::Quantity(error) => error.code(),
        }
    }
}
