//! What can go wrong with a panel.

use crate::measure::MeasureError;
use crate::quantity::{QuantityError, Ratio};
use thiserror::Error;

/// Why a panel could not be made, or says nothing.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PanelError {
    /// A number can't be made or computed exactly.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// A survey design does not fit.
    #[error(transparent)]
    Measure(#[from] MeasureError),

    /// A panel of a single period.
    #[error("the panel has {given} periods, expected at least 2")]
    TooFewPeriods {
        /// How many were given.
        given: usize,
    },
    /// A class or a period that is declared twice.
    #[error("{thing} `{id}` is declared twice")]
    Duplicate {
        /// Class or period.
        thing: &'static str,
        /// Its name.
        id: String,
    },
    /// Periods that are years, out of order.
    #[error("period `{later}` stands after `{earlier}`, expected periods in the order of time")]
    PeriodOrder {
        /// The one given first.
        earlier: String,
        /// The one given after it.
        later: String,
    },
    /// A period that the panel does not have.
    #[error("period `{period}` does not exist, expected one of {expected}")]
    UnknownPeriod {
        /// The period asked for.
        period: String,
        /// Those that exist.
        expected: String,
    },
    /// A class that the panel does not have.
    #[error("class `{class}` does not exist, expected one of {expected}")]
    UnknownClass {
        /// The class asked for.
        class: String,
        /// Those that exist.
        expected: String,
    },
    /// Classes all or none of which are poor, so that nobody can enter or leave poverty.
    #[error("{poor} of {classes} classes are poor, expected at least one that is and one that is not")]
    PoorClasses {
        /// How many are poor.
        poor: usize,
        /// How many there are.
        classes: usize,
    },
    /// The class from which the escaped are told apart is one of poverty.
    #[error("class `{class}` is poor, expected the class of those whose escape is to be told apart")]
    EscapedFromPoor {
        /// The class.
        class: String,
    },
    /// A household that was observed twice in a period.
    #[error("household `{household}` is observed twice in period `{period}`")]
    ObservedTwice {
        /// The household.
        household: String,
        /// The period.
        period: String,
    },
    /// Something is said of a household in a period in which it was not observed.
    #[error("household `{household}` is not observed in period `{period}`, expected an observation of it")]
    NotObserved {
        /// The household.
        household: String,
        /// The period.
        period: String,
    },
    /// An origin that was not there in the period before.
    #[error("household `{household}` descends in `{period}` from `{origin}`, which is not observed in `{before}`")]
    OriginNotObserved {
        /// The household.
        household: String,
        /// The period in which it first stands apart.
        period: String,
        /// Its origin.
        origin: String,
        /// The period in which the origin was expected.
        before: String,
    },
    /// A household that is said to have ended and goes on.
    #[error("household `{household}` ended after `{period}`, but goes on in the period after it")]
    EndedButGoesOn {
        /// The household.
        household: String,
        /// Its last period, as was said.
        period: String,
    },

    /// A number of values that is not that of the periods.
    #[error("household {row} was given {given} periods, expected {expected}")]
    PeriodCount {
        /// Its position, from 0.
        row: usize,
        /// How many values it has.
        given: usize,
        /// How many periods there are.
        expected: usize,
    },
    /// A duration cutoff outside (0, 1].
    #[error("duration cutoff {cutoff} is out of range, expected more than 0 and at most 1")]
    DurationCutoff {
        /// The cutoff.
        cutoff: Ratio,
    },
    /// A depth of poverty outside 0 to 1, or of somebody who is not poor.
    #[error("household {row} has the depth {depth} in period {period}, expected 0 to 1, and 0 for who is not poor")]
    Depth {
        /// Its position, from 0.
        row: usize,
        /// The period, from 0.
        period: usize,
        /// The depth.
        depth: Ratio,
    },
    /// A poverty line that is zero or less.
    #[error("poverty line {line} is out of range, expected more than 0")]
    LineNotPositive {
        /// The line.
        line: Ratio,
    },
    /// A spell that ends before, or just when, it comes under observation.
    #[error("a spell lasts {duration} and comes under observation at {entered}, expected a longer duration")]
    SpellTimes {
        /// When it came under observation.
        entered: u32,
        /// How long it lasted.
        duration: u32,
    },
    /// A share of nobody.
    #[error("{what} is undefined: {reason}")]
    Undefined {
        /// What was asked for.
        what: String,
        /// Why there is none.
        reason: &'static str,
    },
}

impl PanelError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Quantity(error) => error.code(),
            Self::Measure(error) => error.code(),
            Self::TooFewPeriods { .. } => "panel/too-few-periods",
            Self::Duplicate { .. } => "panel/duplicate",
            Self::PeriodOrder { .. } => "panel/period-order",
            Self::UnknownPeriod { .. } => "panel/unknown-period",
            Self::UnknownClass { .. } => "panel/unknown-class",
            Self::PoorClasses { .. } => "panel/poor-classes",
            Self::EscapedFromPoor { .. } => "panel/escaped-from-poor",
            Self::ObservedTwice { .. } => "panel/observed-twice",
            Self::NotObserved { .. } => "panel/not-observed",
            Self::OriginNotObserved { .. } => "panel/origin-not-observed",
            Self::EndedButGoesOn { .. } => "panel/ended-but-goes-on",
            Self::PeriodCount { .. } => "panel/period-count",
            Self::DurationCutoff { .. } => "panel/duration-cutoff",
            Self::Depth { .. } => "panel/depth",
            Self::LineNotPositive { .. } => "panel/line-not-positive",
            Self::SpellTimes { .. } => "panel/spell-times",
            Self::Undefined { .. } => "panel/undefined",
        }
    }
}
