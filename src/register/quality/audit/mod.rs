//! How far a list of the poor is from a second look at a random sample.

mod draw;
mod estimate;
mod limits;

pub use draw::{AuditFrame, AuditSample};
pub use estimate::{Audit, ErrorShare};
