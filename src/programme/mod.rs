//! Floor 4: what was planned, funded, spent and delivered.
//!
//! In order of reading:
//!
//! | module | what it is |
//! |---|---|
//! | [`BudgetLine`], [`FundingSource`], [`Capital`], [`FiscalYear`] | what money is for, where it comes from, when it may be spent |
//! | [`ledger`] | every đồng is somewhere: appropriations, releases, disbursements, carry-overs and their balances at any date |

mod budget_line;
pub mod ledger;

pub use budget_line::{BudgetLine, BudgetLineError, Capital, FiscalYear, FundingSource};
