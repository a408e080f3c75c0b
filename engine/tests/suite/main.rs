//! The tests of the engine, in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_wrap,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, its helpers too, and says what it compared"
)]

#[path = "../../examples/generate/households.rs"]
mod households;

mod bad_input;
mod batches;
#[cfg(feature = "ballista")]
mod cluster;
mod data;
mod households_in_arrow;
#[cfg(feature = "datafusion")]
mod query;
mod routes;
