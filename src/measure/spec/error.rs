//! What can be wrong with a specification or with the survey file that it is about.

use crate::measure::MeasureError;
use crate::measure::error::shortened;
use crate::measure::income::IncomeError;
use crate::measure::panel::PanelError;
use crate::source::Position;
use thiserror::Error;

/// Why a specification can't be read, or a survey can't be measured by it.
///
/// Each message begins with the place, in the specification or in the data, and names the thing, its value and what was
/// expected. A run that fails has measured nothing.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SpecError {
    /// The text is not TOML.
    #[error("{position}: {message}")]
    Syntax {
        /// Where reading stopped.
        position: Position,
        /// What the TOML reader says.
        message: String,
    },
    /// A key that means nothing, most often misspelt.
    #[error("{position}: unknown key `{key}` in {table}, expected one of {expected}")]
    UnknownKey {
        /// Where the key stands.
        position: Position,
        /// The key.
        key: String,
        /// The table it stands in.
        table: String,
        /// The keys that the table has.
        expected: String,
    },
    /// A key that must be given.
    #[error("{position}: {table} has no key `{key}`, expected {expected}")]
    MissingKey {
        /// Where the table begins.
        position: Position,
        /// The key.
        key: String,
        /// The table.
        table: String,
        /// What the key should hold.
        expected: String,
    },
    /// A value of another type than the key takes.
    #[error("{position}: `{key}` is {found}, expected {expected}")]
    WrongType {
        /// Where the value stands.
        position: Position,
        /// The key.
        key: String,
        /// The type found, with the value if it is short.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// A value of the right type that means nothing or is out of range.
    #[error("{position}: `{key}` is `{value}`, expected {expected}")]
    Value {
        /// Where the value stands.
        position: Position,
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// Weights, cutoffs or identifiers that contradict each other.
    #[error("{position}: {error}")]
    Contradiction {
        /// Where in the specification.
        position: Position,
        /// What is wrong.
        error: Box<MeasureError>,
    },
    /// A line or a parameter of a measure of incomes that is out of range.
    #[error("{position}: {error}")]
    Income {
        /// Where in the specification.
        position: Position,
        /// What is wrong.
        error: Box<IncomeError>,
    },
    /// Classes or periods of a panel that contradict each other.
    #[error("{position}: {error}")]
    Panel {
        /// Where in the specification.
        position: Position,
        /// What is wrong.
        error: Box<PanelError>,
    },

    /// The data are not a table: rows of different lengths, text that is not UTF-8.
    #[error("{position}: {message}")]
    Table {
        /// Where reading stopped.
        position: Position,
        /// What the reader of tables says.
        message: String,
    },
    /// A table without rows: nothing can be said about nobody.
    #[error("{file} has no rows, expected at least one")]
    NoRows {
        /// The data file.
        file: String,
    },
    /// A column that the specification names and the data lack.
    #[error("{position}: `{key}` names the column `{column}`, which {file} does not have; its columns are {expected}")]
    MissingColumn {
        /// Where the specification names it.
        position: Box<Position>,
        /// The key that names it.
        key: String,
        /// The column.
        column: String,
        /// The data file.
        file: String,
        /// The columns of the data.
        expected: String,
    },
    /// A column that the specification names and the data have twice.
    #[error("{file} has the column `{column}` twice, expected one column of each name")]
    RepeatedColumn {
        /// The data file.
        file: String,
        /// The column.
        column: String,
    },
    /// A value in the data that can't be what it should be.
    #[error("{file}:{line}: column `{column}` is `{}`, expected {expected}", shortened(.value))]
    Cell {
        /// The data file.
        file: String,
        /// The line, from 1; that of the header is the first.
        line: u64,
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// A row that the sums of the survey can't take.
    #[error("{file}:{line}: {error}")]
    Row {
        /// The data file.
        file: String,
        /// The line, from 1; that of the header is the first.
        line: u64,
        /// Why not.
        error: Box<MeasureError>,
    },
    /// A row that says of a household what the rows before it exclude.
    #[error("{file}:{line}: {error}")]
    Household {
        /// The data file.
        file: String,
        /// The line, from 1; that of the header is the first.
        line: u64,
        /// Why not.
        error: Box<PanelError>,
    },
    /// Weights so small that nine decimals, which is what weights are kept with, would change the results.
    #[error(
        "column `{column}` of {file}: {rounded} weights have more than nine decimals, and rounding them could change the \
         total by more than one part in 10^8; expected larger weights, such as all of them times 1,000,000"
    )]
    WeightsTooFine {
        /// The data file.
        file: String,
        /// The column of weights.
        column: String,
        /// How many weights have more than nine decimals.
        rounded: u64,
    },

    /// The design or the sums of a counting measure.
    #[error(transparent)]
    Measure(Box<MeasureError>),
    /// The incomes.
    #[error(transparent)]
    Incomes(Box<IncomeError>),
    /// The panel.
    #[error(transparent)]
    Followed(Box<PanelError>),
}

impl From<MeasureError> for SpecError {
    fn from(error: MeasureError) -> Self {
        Self::Measure(Box::new(error))
    }
}

impl From<IncomeError> for SpecError {
    fn from(error: IncomeError) -> Self {
        Self::Incomes(Box::new(error))
    }
}

impl From<PanelError> for SpecError {
    fn from(error: PanelError) -> Self {
        Self::Followed(Box::new(error))
    }
}

impl SpecError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "spec/syntax",
            Self::UnknownKey { .. } => "spec/unknown-key",
            Self::MissingKey { .. } => "spec/missing-key",
            Self::WrongType { .. } => "spec/wrong-type",
            Self::Value { .. } => "spec/value",
            Self::Contradiction { error, .. } | Self::Row { error, .. } | Self::Measure(error) => error.code(),
            Self::Income { error, .. } | Self::Incomes(error) => error.code(),
            Self::Panel { error, .. } | Self::Household { error, .. } | Self::Followed(error) => error.code(),
            Self::Table { .. } => "spec/table",
            Self::NoRows { .. } => "spec/no-rows",
            Self::MissingColumn { .. } => "spec/missing-column",
            Self::RepeatedColumn { .. } => "spec/repeated-column",
            Self::Cell { .. } => "spec/cell",
            Self::WeightsTooFine { .. } => "spec/weights-too-fine",
        }
    }
}
