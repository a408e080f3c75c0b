//! A ledger in which every đồng is somewhere.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Flow`], [`Movement`] | what an entry does: on one line, between two, or to an earlier entry |
//! | [`Amount`] | positive, in the smallest unit of the ledger's currency |
//! | [`BudgetRules`], [`CarryOverRule`] | when money may be spent and carried over: law as data |
//! | [`Ledger`] | posts entries, or refuses them and stays as it was ([`Rejection`]) |
//! | [`Statement`], [`Totals`] | what was appropriated, released, spent and left, by line, at any date |
//! | [`Transaction`] | an entry written in full: for files, stores and other programs |
//!
//! # The law of a line
//!
//! Five figures of a line are never below zero: what is assigned and not released, released and not spent, committed,
//! advanced, and paid; and commitments never exceed what is there to meet them. [`Ledger::post`] holds it after every entry,
//! and for an entry dated back also at the end of every later day. So, at every date,
//!
//! ```text
//! appropriated + supplemented + moved in + carried in
//!     = disbursed + refunded + cancelled + moved out + carried out + balance
//! ```
//!
//! and the balance is what is unreleased and held. [`Ledger::audit`] checks it anew from the entries alone.

mod amount;
mod audit;
#[cfg(feature = "chain")]
mod canonical;
mod check;
#[cfg(feature = "csv")]
mod csv;
mod figures;
mod import;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod ledger;
mod movement;
mod rejection;
mod rules;
mod statement;
mod touch;
mod transaction;

pub use amount::{Amount, AmountError};
pub use audit::Violation;
#[cfg(feature = "csv")]
pub use csv::{COLUMNS, TableError};
pub use import::Imported;
pub use ledger::{Ledger, LineId, Posted};
pub use movement::{Flow, Movement, Posting, Restated};
pub use rejection::{Rejection, Shortfall};
pub use rules::{BudgetRules, Calendar, CarryOverRule, MonthDay, RuleId, RulesError};
pub use statement::{Statement, Totals, View};
pub use transaction::Transaction;
