//! What can go wrong on the way to and from other systems.

use crate::quantity::Ratio;
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
    /// A value that decimals can't write.
    #[error("value {value} of indicator `{indicator}` has no finite decimal; round it first, by a rule of your choice")]
    NotDecimal {
        /// The indicator.
        indicator: String,
        /// The value.
        value: Ratio,
    },
    /// A result or an indicator that a results framework has no place for.
    #[error("`{title}` {fault}")]
    Result {
        /// Its title.
        title: String,
        /// What is in the way.
        fault: String,
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
            Self::NotDecimal { .. } => "programme/exchange-not-decimal",
            Self::Result { .. } => "programme/exchange-result",
            Self::Table { .. } => "programme/exchange-table",
        }
    }
}
