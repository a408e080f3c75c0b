//! One value of a table.

use super::Kind;
use crate::measure::SamplingError;
use crate::quantity::{Money, PercentagePoints, Ratio};
use crate::source::Text;
use chrono::NaiveDate;

/// Between which limits a value lies, and what surprises nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// The standard error.
    pub std_error: Option<f64>,
    /// The lower confidence limit.
    pub lower: Option<f64>,
    /// The upper confidence limit.
    pub upper: Option<f64>,
}

impl Limits {
    /// Whether a value of zero lies outside of the limits; `None` without limits.
    #[must_use]
    pub fn exclude_zero(self) -> Option<bool> {
        Some(self.lower? > 0.0 || self.upper? < 0.0)
    }
}

impl From<&SamplingError> for Limits {
    fn from(error: &SamplingError) -> Self {
        let limits = error.limits();
        Self {
            std_error: error.std_error(),
            lower: limits.map(|(lower, _)| lower),
            upper: limits.map(|(_, upper)| upper),
        }
    }
}

/// A value with its unit in its type: a share never turns into points, nor either into money.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Words.
    Words(Text),
    /// A name that is the same in every language: an indicator, a place, a code.
    Name(String),
    /// A day.
    Day(NaiveDate),
    /// A whole number.
    Count(i128),
    /// A share as an exact fraction; printed in percent.
    Share(Ratio),
    /// A share that was estimated, as a fraction, with limits; printed in percent.
    EstimatedShare(f64, Limits),
    /// A difference of two shares, exact; printed in points.
    Points(PercentagePoints),
    /// A difference of two shares that was estimated, as a fraction; printed in points, with a star where the limits exclude zero.
    EstimatedPoints(f64, Limits),
    /// A number without a unit, such as an index.
    Number(f64, Limits),
    /// An exact number without a unit.
    Exact(Ratio),
    /// Money.
    Money(Money),
    /// No value, and why.
    Absent(Text),
}

impl Cell {
    /// The kind of column that it belongs to; `None` for an absent value, which fits everywhere.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        Some(match self {
            Self::Words(_) | Self::Name(_) => Kind::Words,
            Self::Day(_) => Kind::Day,
            Self::Count(_) => Kind::Count,
            Self::Share(_) | Self::EstimatedShare(..) => Kind::Percent,
            Self::Points(_) | Self::EstimatedPoints(..) => Kind::Points,
            Self::Number(..) | Self::Exact(_) => Kind::Number,
            Self::Money(_) => Kind::Money,
            Self::Absent(_) => return None,
        })
    }

    /// A name.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    /// A count.
    #[must_use]
    pub fn count(count: impl Into<i128>) -> Self {
        Self::Count(count.into())
    }

    /// The limits of an estimate.
    #[must_use]
    pub const fn limits(&self) -> Option<Limits> {
        match self {
            Self::EstimatedShare(_, limits) | Self::EstimatedPoints(_, limits) | Self::Number(_, limits) => {
                Some(*limits)
            }
            Self::Words(_)
            | Self::Name(_)
            | Self::Day(_)
            | Self::Count(_)
            | Self::Share(_)
            | Self::Points(_)
            | Self::Exact(_)
            | Self::Money(_)
            | Self::Absent(_) => None,
        }
    }
}
