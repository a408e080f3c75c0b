//! Charts of results, a file for each kind of result.

mod counting;
mod fit;
mod incomes;
mod money;
mod passages;
mod rates;

pub use counting::{contributions, headcount_by_cutoff};
pub use incomes::{incidence, lorenz};
#[cfg(feature = "programme")]
pub use money::disbursement;
pub use money::{Item, ranking};
pub use passages::transitions;
#[cfg(feature = "simulate")]
pub use rates::outlook;
pub use rates::{Rate, trend_to_target};
