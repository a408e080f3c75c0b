//! Floor 1: what was observed of a household.

mod ethnicity;

pub use ethnicity::{EthnicCodes, EthnicGroup, EthnicityError};
