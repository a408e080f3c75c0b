//! Poverty measured exactly.

pub mod household;
pub mod place;
pub mod quantity;
pub mod source;
pub mod standard;
