#![doc = include_str!("../README.md")]
#![expect(clippy::wildcard_enum_match_arm, reason = "Arrow has more types than a reader of tables can name")]

pub mod batch;
#[cfg(feature = "ballista")]
pub mod cluster;
mod error;
mod grouped;
pub mod households;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "datafusion")]
pub mod query;
pub mod sql;

pub use batch::{BatchReader, read_batches, results};
pub use error::{EngineError, Place};
pub use grouped::{GroupedReader, GroupedRow};
