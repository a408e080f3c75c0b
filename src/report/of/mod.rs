//! Results as tables, one function for each kind of result.
//!
//! | result | table |
//! |---|---|
//! | [`Tidy`](crate::measure::Tidy) | [`estimates`] |
//! | [`Report`](crate::published::Report) of published figures | [`findings`], [`quantities`] |
//! | [`Transitions`](crate::measure::panel::Transitions) of a panel | [`transitions`] |
//! | `programme::rates::Execution` | `executions` (feature `programme`) |
//! | `register::Transitions` | `passages` (feature `register`) |

mod estimates;
#[cfg(feature = "programme")]
mod executions;
mod findings;
#[cfg(feature = "register")]
mod passages;
mod transitions;
mod words;

pub use estimates::estimates;
#[cfg(feature = "programme")]
pub use executions::executions;
pub use findings::{findings, quantities};
#[cfg(feature = "register")]
pub use passages::passages;
pub use transitions::transitions;
