//! A table of results: what it says, apart from how it is written.

mod cell;
mod column;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod table;

pub use cell::{Cell, Limits};
pub use column::{Column, Kind};
pub use table::Table;
