//! Floor 4: what was planned, funded, spent and delivered.
//!
//! In order of reading:
//!
//! | module | what it is |
//! |---|---|
//! | [`structure`] | programmes, projects, sub-projects, activities; who may get what; the national programme as data |
//! | [`BudgetLine`], [`FundingSource`], [`Capital`], [`FiscalYear`] | what money is for, where it comes from, when it may be spent |
//! | [`ledger`] | every đồng is somewhere: appropriations, releases, disbursements, carry-overs and their balances at any date |
//! | [`rates`] | how much was used and at what pace, counterpart money, budget credibility, costs |
//! | [`allocation`] | sharing out money by criteria with coefficients, exactly |
//! | [`credit`] | loans of the policy bank with rates that change, interest and schedules to the đồng |
//! | [`exchange`] | IATI activities and a fiscal data table, with what has no counterpart there |
//! | [`delivery`] | outputs, results against targets, households helped and helped twice |

pub mod allocation;
mod budget_line;
pub mod credit;
pub mod delivery;
pub mod exchange;
pub mod ledger;
pub mod rates;
pub mod structure;

pub use budget_line::{BudgetLine, BudgetLineError, Capital, FiscalYear, FundingSource};
