//! The whole integration suite in one binary.
#![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test fails by panicking, its helpers too")]

mod house;
mod place;
mod quantity;
