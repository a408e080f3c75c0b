//! What would it change, and at what cost?

mod intervention;
mod path;
mod plan;
mod targeting;
