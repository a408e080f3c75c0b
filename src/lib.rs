//! Poverty measured exactly.

pub mod household;
pub mod measure;
pub mod place;
pub mod published;
pub mod quantity;
pub mod source;
pub mod standard;
#[cfg(feature = "proptest")]
pub mod strategies;
