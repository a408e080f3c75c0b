//! The grouping of a specification as a plan of DataFusion, and measures as functions of its SQL: feature `datafusion`.
//!
//! In order of reading: [`parquet_frame`] opens files as a table; [`plan`] makes one ordinary aggregate plan of a table; [`collect`]
//! runs it and reads its few rows into a survey; [`survey`] and [`survey_of_files`] do all of it. No function of this crate is in
//! the plan, so that a cluster runs it as it is. [`register_measures`] is for those who write SQL themselves.

mod codes;
mod failure;
mod files;
mod functions;
mod number;
mod plan;
mod rows;

pub use files::{parquet_frame, survey_of_files};
pub use functions::register_measures;
pub use plan::plan;
pub use rows::{collect, read_grouped, survey};
