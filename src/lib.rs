//! Poverty measured exactly.

pub mod quantity;
pub mod source;
pub mod standard;
