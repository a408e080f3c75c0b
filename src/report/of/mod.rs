//! Results as tables, one function for each kind of result.
//!
//! | result | table |
//! |---|---|
//! | [`Tidy`](crate::measure::Tidy) | [`estimates`] |
//! | [`Report`](crate::published::Report) of published figures | [`findings`], [`quantities`] |
//! | [`Transitions`](crate::measure::panel::Transitions) of a panel | [`transitions`] |
//! | `programme::rates::Execution` | `executions` (feature `programme`) |
//! | `programme::ledger::Statement` by group | `statement` (feature `programme`) |
//! | `programme::delivery::OutputTotals`, `Indicator` | `outputs`, `results` (feature `programme`) |
//! | `simulate::plan::Plan` | `plan` (feature `simulate`) |
//! | `register::Transitions` | `passages`, `flows` (feature `register`) |
//! | `register::disclosure::PublicationTable` | `publication` (feature `register`) |

mod estimates;
#[cfg(feature = "programme")]
mod executions;
mod findings;
#[cfg(feature = "register")]
mod flows;
#[cfg(feature = "programme")]
mod outputs;
#[cfg(feature = "register")]
mod passages;
#[cfg(feature = "simulate")]
mod plan;
#[cfg(feature = "register")]
mod publication;
#[cfg(feature = "programme")]
mod results;
#[cfg(feature = "programme")]
mod statement;
mod transitions;
mod words;

pub use estimates::estimates;
#[cfg(feature = "programme")]
pub use executions::executions;
pub use findings::{findings, quantities};
#[cfg(feature = "register")]
pub use flows::flows;
#[cfg(feature = "programme")]
pub use outputs::outputs;
#[cfg(feature = "register")]
pub use passages::passages;
#[cfg(feature = "simulate")]
pub use plan::plan;
#[cfg(feature = "register")]
pub use publication::publication;
#[cfg(feature = "programme")]
pub use results::results;
#[cfg(feature = "programme")]
pub use statement::statement;
pub use transitions::transitions;
