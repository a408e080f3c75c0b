//! What can go wrong on the way to and from other systems.

use thiserror::Error;

/// Why something could not be written or read.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// Not JSON, or not of the form of the standard.
    #[error("{message} (line {line}, column {column})")]
    Json {
        /// What the reader expected and found.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Another version of the standard.
    #[error("the file follows version `{found}` of the standard, expected 2.03")]
    Version {
        /// The version as found.
        found: String,
    },
    /// Not a table of the documented form.
    #[error("{message} (line {line})")]
    Table {
        /// What the reader expected and found.
        message: String,
        /// Line, from 1.
        line: u64,
    },
}

impl ExchangeError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Json { .. } => "programme/exchange-json",
            Self::Version { .. } => "programme/exchange-version",
            Self::Table { .. } => "programme/exchange-table",
        }
    }
}
