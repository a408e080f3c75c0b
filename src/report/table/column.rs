//! What a column holds, and how it is written for readers.

use crate::quantity::MoneyScale;
use crate::source::Text;
use core::fmt;
use serde::Serialize;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words and names.
    Words,
    /// Days.
    Day,
    /// Whole numbers.
    Count,
    /// Shares: fractions in files, percent for readers.
    Percent,
    /// Differences of shares: fractions in files, percentage points for readers.
    Points,
    /// Numbers without a unit.
    Number,
    /// Money: in the currency's unit in files, in the column's scale for readers.
    Money,
    /// Estimates of several kinds, each of which says what it is: percent, points, or a number.
    Estimate,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Words => "words",
            Self::Day => "day",
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Number => "number",
            Self::Money => "money",
            Self::Estimate => "estimate",
        })
    }
}

/// A column: its name in files, its title for readers, and the kind of its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) kind: Kind,
    pub(crate) decimals: u8,
    pub(crate) scale: MoneyScale,
    pub(crate) limits: bool,
}

impl Column {
    /// A column. Percent and points are written with one decimal, indices with three, all else with none.
    #[must_use]
    pub fn new(id: impl Into<String>, title: Text, kind: Kind) -> Self {
        let decimals = match kind {
            Kind::Percent | Kind::Points | Kind::Estimate => 1,
            Kind::Number => 3,
            Kind::Words | Kind::Day | Kind::Count | Kind::Money => 0,
        };
        Self { id: id.into(), title, kind, decimals, scale: MoneyScale::Million, limits: false }
    }

    /// Written with so many decimals.
    #[must_use]
    pub fn decimals(self, decimals: u8) -> Self {
        Self { decimals, ..self }
    }

    /// Money written in this unit; millions otherwise.
    #[must_use]
    pub fn scale(self, scale: MoneyScale) -> Self {
        Self { scale, ..self }
    }

    /// Values have confidence limits: readers see them in brackets, files have them in columns of their own.
    #[must_use]
    pub fn with_limits(self) -> Self {
        Self { limits: true, ..self }
    }

    /// Its name in files.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub const fn title(&self) -> &Text {
        &self.title
    }

    /// The kind of its values.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether figures stand in it, which are aligned to the right.
    #[must_use]
    pub const fn is_figure(&self) -> bool {
        !matches!(self.kind, Kind::Words | Kind::Day)
    }

    pub(crate) const fn takes(&self, kind: Kind) -> bool {
        let figure = matches!(kind, Kind::Percent | Kind::Points | Kind::Number | Kind::Money | Kind::Count);
        self.kind as u8 == kind as u8 || matches!(self.kind, Kind::Estimate) && figure
    }
}
