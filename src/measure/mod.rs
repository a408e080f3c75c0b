//! Floor 3: how poor is the population?

pub mod administrative;
