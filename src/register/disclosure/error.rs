//! Why a table can't be counted, protected or attacked.

use crate::quantity::QuantityError;
use crate::register::Told;
use thiserror::Error;

/// Why a table can't be counted, protected or attacked. No count of a cell is part of a message: it may be one to withhold.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DisclosureError {
    /// A table without a row or without a column.
    #[error("the table has {rows} rows and {columns} columns, expected at least one of each")]
    Empty {
        /// Rows.
        rows: usize,
        /// Columns.
        columns: usize,
    },
    /// A label twice.
    #[error("{axis} {number}, `{label}`, has the label of another one, expected different labels")]
    LabelTwice {
        /// `row` or `column`.
        axis: &'static str,
        /// Which, from 1.
        number: usize,
        /// The label.
        label: Told,
    },
    /// A row with too few or too many cells.
    #[error("row {number}, `{row}`, has {found} cells, expected {expected}")]
    Ragged {
        /// Which, from 1.
        number: usize,
        /// Label of the row.
        row: Told,
        /// Cells found.
        found: usize,
        /// Columns of the table.
        expected: usize,
    },
    /// A rule that withholds nothing.
    #[error("a cell needs at least {minimum} households, expected 2 or more: with fewer nothing is withheld")]
    NothingWithheld {
        /// What was given.
        minimum: u64,
    },
    /// Records that can't be compared: some have other attributes.
    #[error("record {record} has {found} attributes, expected {expected}")]
    Attributes {
        /// The record, from 1.
        record: usize,
        /// Attributes found.
        found: usize,
        /// Attributes of the first record.
        expected: usize,
    },
    /// A linear programme that has no solution: the published counts contradict each other.
    #[error("the published counts contradict each other, so that nothing follows from them: {message}")]
    Contradiction {
        /// What the solver said.
        message: Told,
    },
    /// A linear programme that the solver gave up.
    #[error("the solver gave up before it knew what follows from the published counts")]
    Unsolved,
    /// A total that is too large.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl DisclosureError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "disclosure/empty",
            Self::LabelTwice { .. } => "disclosure/label-twice",
            Self::Ragged { .. } => "disclosure/ragged",
            Self::NothingWithheld { .. } => "disclosure/nothing-withheld",
            Self::Attributes { .. } => "disclosure/attributes",
            Self::Contradiction { .. } => "disclosure/contradiction",
            Self::Unsolved => "disclosure/unsolved",
            Self::Quantity(error) => error.code(),
        }
    }
}
