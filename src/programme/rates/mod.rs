//! What the sums of a ledger say: rates, paces, credibility, costs.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Execution`] | disbursement, commitment and carry-over rates of some lines, with and without carried-over money |
//! | [`Pace`] | money a month, so far and as it is needed until a deadline |
//! | [`counterpart`] | local money beside central money against what is required; leverage |
//! | [`credibility`] | PEFA PI-1 and PI-2: how actual spending compares with the original budget |
//! | [`cost`] | money for each unit delivered, household helped, household that left poverty |
//!
//! A rate is a [`Ratio`](crate::quantity::Ratio), money is [`Money`](crate::quantity::Money), a change of a rate is in
//! points: none of them becomes another by mistake.

pub mod cost;
pub mod counterpart;
pub mod credibility;
mod error;
mod execution;
mod pace;

pub use error::RatesError;
pub use execution::Execution;
pub use pace::Pace;
