//! The seeded tests of the suite whose full number of seeds is for an optimised build: the gate runs them all.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "../suite/coverage.rs"]
mod coverage;
mod programme;
mod published;
mod register;
