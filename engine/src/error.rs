//! What can be wrong with columns, files and plans.

use arrow::error::ArrowError;
use core::fmt;
use core::time::Duration;
use poverty::household::HouseholdError;
use poverty::measure::MeasureError;
use poverty::measure::spec::SpecError;
use poverty::standard::StandardError;
use thiserror::Error;

/// Why data can't be measured: always the first reason met. A run that fails has measured nothing; no partial result exists.
#[non_exhaustive]
#[derive(Debug, Error)]
pub enum EngineError {
    /// The specification, or rows read one by one for it.
    #[error(transparent)]
    Spec(#[from] SpecError),
    /// Sums that don't fit, or profiles and cells that the table refuses.
    #[error(transparent)]
    Measure(#[from] MeasureError),
    /// A column of a type in which its values can't be written.
    #[error("{place}: column `{column}` is of type {found}, expected {expected}")]
    ColumnType {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// Its Arrow type.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// A value that can't be what it should be.
    #[error("{place}: column `{column}` is `{value}`, expected {expected}")]
    Value {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// The value as text; empty for a null.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// A column whose type differs from that in the batches or files before.
    #[error("{place}: column `{column}` is {found}, but {expected} in what was read before")]
    Schema {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// Its type here, or that it is absent.
        found: String,
        /// Its type before.
        expected: String,
    },
    /// Arrow can't convert a column.
    #[error("{place}: column `{column}`: {message}")]
    Column {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// What Arrow says.
        message: String,
    },
    /// A specification whose results depend on more of each row than its place in the table of patterns.
    #[error(
        "the specification needs rows one by one (incomes, panels, gaps, a finite population, replicate weights in the data, \
         or rows as sampling units), expected one whose rows may be grouped"
    )]
    NeedsRows,
    /// A file or folder that can't be opened.
    #[error("{file}: {message}")]
    Open {
        /// The file.
        file: String,
        /// What the system says.
        message: String,
    },
    /// A name or pattern that no file has.
    #[error("no file matches `{pattern}`, expected at least one")]
    NoFiles {
        /// The pattern.
        pattern: String,
    },
    /// A file that is corrupt, cut off, or no Parquet.
    #[error("{place}: {message}")]
    Corrupt {
        /// Where, as far as it is known.
        place: Place,
        /// What the reader says.
        message: String,
    },
    /// A column or an expression that a query engine does not take.
    #[error("`{expression}`: {message}")]
    Expression {
        /// The column or the expression of SQL.
        expression: String,
        /// What the engine says.
        message: String,
    },
    /// A query that failed. What it had computed until then is lost.
    #[error("the query failed: {message}")]
    Query {
        /// What the engine says.
        message: String,
    },
    /// A scheduler that can't be reached, and a scheduler or an executor that can't serve.
    #[error("cluster of {scheduler}: {message}")]
    Cluster {
        /// The address of the scheduler.
        scheduler: String,
        /// What was met.
        message: String,
    },
    /// A cluster that has not answered in time: it may have lost its executors. What it had computed until then is lost.
    #[error("no answer from the cluster within {limit:?}")]
    NoAnswer {
        /// How long it was waited for.
        limit: Duration,
    },
    /// Rows of a grouped result that hold codes which no codebook has.
    #[error("{rows} rows: column `{column}` has codes other than {expected}")]
    Codes {
        /// The first column that has some.
        column: String,
        /// How many rows of one group.
        rows: u64,
        /// What the codebook has.
        expected: String,
    },
    /// Weights that a query engine can't sum to the same bits.
    #[error(
        "{rows} rows: column `{column}` holds weights that are null, negative, no numbers, or have more than nine decimals; \
         expected numbers of at least 0 with at most nine decimals"
    )]
    Weights {
        /// The column of weights.
        column: String,
        /// How many rows of one group.
        rows: u64,
    },
    /// A batch that is not of the form of households.
    #[error("{place}: column `{column}` is {found}, expected {expected}")]
    Form {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// A row that makes no household.
    #[error("{place}: {error}")]
    Household {
        /// Where.
        place: Place,
        /// What is wrong with it.
        error: HouseholdError,
    },
    /// A household that a standard can't assess.
    #[error("{place}: {error}")]
    Assessment {
        /// Where.
        place: Place,
        /// Why.
        error: Box<StandardError>,
    },
    /// A batch that Arrow can't make.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
    /// A thread that ended without a result.
    #[error("a reading thread ended without a result")]
    Thread,
}

impl EngineError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Spec(error) => error.code(),
            Self::Measure(error) => error.code(),
            Self::ColumnType { .. } => "engine/column-type",
            Self::Value { .. } => "engine/value",
            Self::Schema { .. } => "engine/schema",
            Self::Column { .. } => "engine/column",
            Self::NeedsRows => "engine/needs-rows",
            Self::Open { .. } => "engine/open",
            Self::NoFiles { .. } => "engine/no-files",
            Self::Corrupt { .. } => "engine/corrupt",
            Self::Expression { .. } => "engine/expression",
            Self::Query { .. } => "engine/query",
            Self::Cluster { .. } => "engine/cluster",
            Self::NoAnswer { .. } => "engine/no-answer",
            Self::Codes { .. } => "engine/codes",
            Self::Weights { .. } => "engine/weights",
            Self::Form { .. } => "engine/form",
            Self::Household { error, .. } => error.code(),
            Self::Assessment { error, .. } => error.code(),
            Self::Arrow(_) => "engine/arrow",
            Self::Thread => "engine/thread",
        }
    }
}

/// Where in the data: the source, its row group if it has such, and the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The name of the source: a file, or what the caller calls its batches.
    pub source: String,
    /// The row group of a Parquet file, from 0.
    pub row_group: Option<usize>,
    /// The row of the row group, or of the source if it has no groups, from 1.
    pub row: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if let Some(group) = self.row_group {
            write!(f, ", row group {group}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        Ok(())
    }
}
