//! Floor 2: what the law says about a household.

mod profile;

pub use profile::{Deprivation, Profile, ProfileError};
