//! Households that are in the register twice.

mod cluster;
mod identity;
mod name;
mod prepared;
mod score;
mod search;

pub use identity::{BirthDate, Identity};
pub use prepared::BlockingKey;
pub use score::Ground;
pub use search::{BlockReport, DuplicateSearch, Duplicates, Pair};
