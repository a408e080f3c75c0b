//! The whole integration suite in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking, its helpers too"
)]

mod axioms;
mod coverage;
mod examples;
mod exhaustive;
mod house;
mod household;
mod income;
mod journal;
mod law;
mod oracle;
mod panel;
mod place;
mod programme;
mod published;
mod quantity;
mod register;
mod report;
mod simulate;
mod spec;
mod standard;
