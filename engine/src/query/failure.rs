//! What DataFusion says, as an error of this crate.

use crate::EngineError;
use datafusion::common::DataFusionError;

/// The error of a query; an error of this crate that passed through the engine comes back as itself.
pub(super) fn query(error: DataFusionError) -> EngineError {
    match error {
        DataFusionError::Context(_, inner) => query(*inner),
        DataFusionError::External(inner) => match inner.downcast::<EngineError>() {
            Ok(own) => *own,
            Err(other) => EngineError::Query { message: other.to_string() },
        },
        other => EngineError::Query { message: other.strip_backtrace() },
    }
}

/// The error of an expression.
pub(super) fn expression(name: &str, error: &DataFusionError) -> EngineError {
    EngineError::Expression { expression: name.to_owned(), message: error.strip_backtrace() }
}
