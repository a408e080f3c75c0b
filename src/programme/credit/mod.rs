//! Loans of the policy bank: dated rates that also reprice what is outstanding, exact interest, schedules to the đồng.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`CreditPolicy`], [`Product`] | products with their ceilings, terms and rates over time: law as data |
//! | [`Loan`], [`Due`] | what was lent, and when it is to be paid back |
//! | [`DayCount`], [`Accrual`] | interest between two days, piece by piece of one rate and one balance |
//! | [`Schedule`], [`Instalment`] | what each due day asks for; sums to the đồng |
//!
//! Interest is simple: no interest on interest. Over days `n` with balance `B` and yearly rate `r` it is `B r n / 365`, an
//! exact fraction; only what is asked for is rounded, and what rounding leaves is carried to the next due day, so that all
//! instalments together are the rounded whole.

mod error;
mod interest;
mod loan;
mod policy;
mod schedule;

pub use error::CreditError;
pub use interest::{Accrual, DayCount, Piece};
pub use loan::{Due, Loan, Payment};
pub use policy::{CreditPolicy, Pricing, Product, RatePeriod};
pub use schedule::{Instalment, Schedule};
