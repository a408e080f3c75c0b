//! What would it change, and at what cost?

mod path;
mod plan;
mod targeting;
