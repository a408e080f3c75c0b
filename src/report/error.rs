//! Why a report can't be made.

use super::table::Kind;
use crate::measure::panel::PanelError;
use crate::quantity::QuantityError;
use crate::source::TextError;
use thiserror::Error;

/// Why a table, a chart or a page can't be made or written.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ReportError {
    /// A row of another width than the table.
    #[error("table `{table}`, row {row}: {found} cells, expected one for each of the {expected} columns")]
    Width {
        /// The table.
        table: String,
        /// The row, from 1.
        row: usize,
        /// Cells given.
        found: usize,
        /// Columns there are.
        expected: usize,
    },
    /// A cell of another kind than its column.
    #[error("table `{table}`, row {row}, column `{column}`: a cell of {found}, expected {expected} or an absent one")]
    Kind {
        /// The table.
        table: String,
        /// The row, from 1.
        row: usize,
        /// The column.
        column: String,
        /// The kind given.
        found: Kind,
        /// The kind of the column.
        expected: Kind,
    },
    /// Two columns of one name.
    #[error("table `{table}` has two columns `{column}`: names of columns are unique")]
    TwoColumns {
        /// The table.
        table: String,
        /// The name.
        column: String,
    },
    /// A chart without anything to draw.
    #[error("chart `{chart}` has nothing to draw: {reason}")]
    Empty {
        /// The chart.
        chart: String,
        /// What is missing.
        reason: String,
    },
    /// A value that can't be drawn.
    #[error("chart `{chart}`: {what} is {value}, expected {expected}")]
    Value {
        /// The chart.
        chart: String,
        /// What has the value.
        what: String,
        /// The value.
        value: f64,
        /// What would do.
        expected: &'static str,
    },
    /// Something without a value that stands beside others which have one.
    #[error("chart `{chart}`: {what} has no row, and nothing is drawn as if it were zero")]
    Missing {
        /// The chart.
        chart: String,
        /// What has no value.
        what: String,
    },
    /// Two values of one thing.
    #[error("chart `{chart}`: {what} has two rows; keep those of one cutoff, weighting and period")]
    Twice {
        /// The chart.
        chart: String,
        /// What has two values.
        what: String,
    },
    /// A cutoff that can't be placed on an axis.
    #[error("chart `{chart}`: the cutoff `{found}` is not a share such as `1/3`")]
    Cutoff {
        /// The chart.
        chart: String,
        /// As the row has it.
        found: String,
    },
    /// The drawing library refused.
    #[error("chart `{chart}` can't be drawn: {reason}")]
    Drawing {
        /// The chart.
        chart: String,
        /// What it said.
        reason: String,
    },
    /// A file or stream did not take the text.
    #[error("the report can't be written: {reason}")]
    Write {
        /// What the system said.
        reason: String,
    },
    /// Of a panel.
    #[error(transparent)]
    Panel(#[from] PanelError),
    /// Of a rate of programme money.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Rates(#[from] crate::programme::rates::RatesError),
    /// Of results.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Delivery(#[from] Box<crate::programme::delivery::DeliveryError>),
    /// Of a path to a target.
    #[cfg(feature = "simulate")]
    #[error(transparent)]
    Path(#[from] Box<crate::simulate::path::PathError>),
    /// Of a text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Of a number.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl ReportError {
    /// A stable code of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Width { .. } => "report/width",
            Self::Kind { .. } => "report/kind",
            Self::TwoColumns { .. } => "report/two-columns",
            Self::Empty { .. } => "report/empty",
            Self::Value { .. } => "report/value",
            Self::Missing { .. } => "report/missing",
            Self::Twice { .. } => "report/twice",
            Self::Cutoff { .. } => "report/cutoff",
            Self::Drawing { .. } => "report/drawing",
            Self::Write { .. } => "report/write",
            Self::Panel(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Rates(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Delivery(error) => error.code(),
            #[cfg(feature = "simulate")]
            Self::Path(error) => error.code(),
            Self::Text(error) => error.code(),
            Self::Quantity(error) => error.code(),
        }
    }
}
